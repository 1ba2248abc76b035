import { arnOf } from './arn.ts';
import type { ServiceCollector } from './service.ts';

/** `/states/home#/statemachines/view/ARN`, `#/v2/executions/details/ARN`. */
export const stepFunctions: ServiceCollector = ({ path, hash }) => {
  if (path[0] !== 'states') return null;
  const section = hash.parts.find((part) => part === 'statemachines' || part === 'executions');
  const found = hash.parts.map(arnOf).find((one) => one?.service === 'states');
  // `stateMachine:NAME`, `execution:NAME:ID`, `express:NAME:ID:ID`: all are named by the state machine.
  return { name: 'states', section, resourceName: found?.resource.split(':')[1], arn: found?.text };
};

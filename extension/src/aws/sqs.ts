import { partitionOf } from './region.ts';
import type { ServiceCollector } from './service.ts';

/** A queue's own address, which the page's address holds: `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`. */
const QUEUE = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([\w.-]+)$/;

/** `/sqs/v3/home#/queues/https%3A%2F%2Fsqs...`. */
export const sqs: ServiceCollector = ({ path, hash }) => {
  if (path[0] !== 'sqs') return null;
  const [section, address = ''] = hash.parts;
  if (section !== 'queues') return { name: 'sqs' };
  const [, region, account, resourceName] = QUEUE.exec(address) ?? [];
  if (region === undefined || account === undefined || resourceName === undefined) return { name: 'sqs', section };
  const arn = `arn:${partitionOf(region)}:sqs:${region}:${account}:${resourceName}`;
  return { name: 'sqs', section, resourceName, arn };
};

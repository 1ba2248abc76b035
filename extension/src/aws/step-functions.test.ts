import { stepFunctions } from './step-functions.ts';
import { reads } from './services.fixture.ts';

reads('states', stepFunctions, {
  '/states/home?region=eu-west-1#/statemachines/view/arn%3Aaws%3Astates%3Aeu-west-1%3A123456789012%3AstateMachine%3Aorders':
    {
      section: 'statemachines',
      resourceName: 'orders',
      arn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
    },
  '/states/home#/v2/executions/details/arn:aws:states:eu-west-1:123456789012:execution:orders:5d1f': {
    section: 'executions',
    resourceName: 'orders',
    arn: 'arn:aws:states:eu-west-1:123456789012:execution:orders:5d1f',
  },
  '/states/home#/statemachines': { section: 'statemachines' },
  '/states/home#/homepage': {},
});

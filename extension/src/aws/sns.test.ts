import { sns } from './sns.ts';
import { reads } from './services.fixture.ts';

reads('sns', sns, {
  '/sns/v3/home?region=eu-west-1#/topic/arn:aws:sns:eu-west-1:123456789012:orders': {
    section: 'topics',
    resourceName: 'orders',
    arn: 'arn:aws:sns:eu-west-1:123456789012:orders',
  },
  '/sns/v3/home#/subscription/arn:aws:sns:eu-west-1:123456789012:orders:5d1f': {
    section: 'subscriptions',
    resourceName: 'orders',
    arn: 'arn:aws:sns:eu-west-1:123456789012:orders:5d1f',
  },
  '/sns/v3/home#/topic/arn:aws:sqs:eu-west-1:123456789012:orders': { section: 'topics' },
  '/sns/v3/home#/topics': { section: 'topics' },
  '/sns/v3/home#/dashboard': {},
});

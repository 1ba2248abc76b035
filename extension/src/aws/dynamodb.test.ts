import { dynamodb } from './dynamodb.ts';
import { reads } from './services.fixture.ts';

reads('dynamodb', dynamodb, {
  '/dynamodbv2/home#table?name=shop-orders&tab=overview': {
    section: 'tables',
    resourceName: 'shop-orders',
    arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/shop-orders',
  },
  '/dynamodbv2/home?region=eu-west-1#item-explorer?maximize=true&table=shop-orders': {
    section: 'tables',
    resourceName: 'shop-orders',
    arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/shop-orders',
  },
  '/dynamodbv2/home#edit-item?itemMode=2&pk=7&table=shop-orders': {
    section: 'tables',
    resourceName: 'shop-orders',
    arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/shop-orders',
  },
  '/dynamodbv2/home#table': { section: 'tables' },
  '/dynamodbv2/home#tables': { section: 'tables' },
  '/dynamodbv2/home#dashboard': {},
});

import { rds } from './rds.ts';
import { reads } from './services.fixture.ts';

reads('rds', rds, {
  '/rds/home?region=eu-west-1#database:id=shop;is-cluster=true': {
    section: 'databases',
    resourceName: 'shop',
    arn: 'arn:aws:rds:eu-west-1:123456789012:cluster:shop',
  },
  '/rds/home#database:id=shop-1;is-cluster=false;tab=monitoring': {
    section: 'databases',
    resourceName: 'shop-1',
    arn: 'arn:aws:rds:eu-west-1:123456789012:db:shop-1',
  },
  '/rds/home#database:id=shop': { section: 'databases', resourceName: 'shop' },
  '/rds/home#databases:': { section: 'databases' },
  '/rds/home#snapshots-list:': {},
});

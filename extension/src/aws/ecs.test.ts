import { ecs } from './ecs.ts';
import { reads } from './services.fixture.ts';

reads('ecs', ecs, {
  '/ecs/v2/clusters/shop/services/web/health?region=eu-west-1': {
    section: 'services',
    resourceName: 'web',
    cluster: 'shop',
    arn: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web',
  },
  '/ecs/v2/clusters/shop/tasks/0f9a/configuration': {
    section: 'tasks',
    resourceName: '0f9a',
    cluster: 'shop',
    arn: 'arn:aws:ecs:eu-west-1:123456789012:task/shop/0f9a',
  },
  '/ecs/v2/clusters/shop/services': {
    section: 'clusters',
    resourceName: 'shop',
    cluster: 'shop',
    arn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop',
  },
  '/ecs/v2/clusters': { section: 'clusters' },
  '/ecs/v2/task-definitions/web/12/containers': {
    section: 'task-definitions',
    resourceName: 'web',
    arn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:12',
  },
  '/ecs/v2/task-definitions/web': { section: 'task-definitions', resourceName: 'web' },
  '/ecs/home#/clusters/shop/services/web/details': {
    section: 'services',
    resourceName: 'web',
    cluster: 'shop',
    arn: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web',
  },
  '/ecs/v2/getStarted': {},
});

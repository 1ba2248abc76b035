import { apiGateway } from './api-gateway.ts';
import { reads } from './services.fixture.ts';

reads('apigateway', apiGateway, {
  '/apigateway/main/apis/a1b2c3d4e5/resources?api=a1b2c3d4e5&region=eu-west-1': {
    section: 'apis',
    resourceName: 'a1b2c3d4e5',
  },
  '/apigateway/main/api-detail?api=a1b2c3d4e5': { section: 'apis', resourceName: 'a1b2c3d4e5' },
  '/apigateway/home?region=eu-west-1#/apis/a1b2c3d4e5/stages/prod': { section: 'apis', resourceName: 'a1b2c3d4e5' },
  '/apigateway/main/apis': { section: 'apis' },
  '/apigateway/main/vpc-links': {},
});

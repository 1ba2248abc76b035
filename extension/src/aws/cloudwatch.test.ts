import { cloudwatch } from './cloudwatch.ts';
import { reads } from './services.fixture.ts';

reads('cloudwatch', cloudwatch, {
  '/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fshop-mail': {
    section: 'log-groups',
    resourceName: '/aws/lambda/shop-mail',
    arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/shop-mail',
  },
  '/cloudwatch/home#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fa/log-events/2026$252F01$252F02$252F$255B$2524LATEST$255D0f':
    {
      section: 'log-groups',
      resourceName: '/aws/lambda/a',
      arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/a',
      logStream: '2026/01/02/[$LATEST]0f',
    },
  '/cloudwatch/home#logsV2:log-groups/log-group/shop$3FlogStreamNameFilter$3Dweb': {
    section: 'log-groups',
    resourceName: 'shop',
    arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:shop',
  },
  '/cloudwatch/home#logsV2:log-groups/log-group/shop/log-events$3FfilterPattern$3Derror': {
    section: 'log-groups',
    resourceName: 'shop',
    arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:shop',
  },
  '/cloudwatch/home#logsV2:log-groups': { section: 'log-groups' },
  '/cloudwatch/home#logsV2:log-groups$3FlogGroupNameFilter$3Dshop': { section: 'log-groups' },
  '/cloudwatch/home#logsV2:logs-insights$3FqueryDetail$3D~(end~0)': { section: 'logs-insights' },
  '/cloudwatch/home#alarmsV2:alarm/shop+is+slow': {
    section: 'alarms',
    resourceName: 'shop+is+slow',
    arn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:shop+is+slow',
  },
  '/cloudwatch/home#alarmsV2:': { section: 'alarms' },
  '/cloudwatch/home#dashboards/dashboard/shop': { section: 'dashboards', resourceName: 'shop' },
  '/cloudwatch/home#home:': {},
});

import { reads } from './shipped.fixture.ts';

reads('sentry', 'acme.sentry.io', [
  ['/issues/', { name: 'issues' }],
  ['/issues/?project=55&query=is%3Aunresolved', { name: 'issues', project: '55' }],
  ['/issues/778/', { name: 'issue', issue: '778' }],
  ['/issues/778', { name: 'issue', issue: '778' }],
  ['/issues/778/?project=55&stream_index=0', { name: 'issue', issue: '778', project: '55' }],
  ['/issues/SHOP-4F2/events/abc123/', { name: 'issue', issue: 'SHOP-4F2', event: 'abc123' }],
  ['/issues/778/events/abc123/?project=55', { name: 'issue', issue: '778', event: 'abc123', project: '55' }],
  ['/issues/alerts/rules/', { name: 'alerts' }],
  ['/insights/projects/shop/?project=55', { name: 'project', project: 'shop' }],
  ['/projects/shop/', { name: 'project', project: 'shop' }],
  ['/settings/projects/shop/keys/', { name: 'project', project: 'shop' }],
  ['/explore/traces/trace/a4d1aae7/?project=55', { name: 'trace', trace: 'a4d1aae7' }],
  ['/releases/shop%401.2.0/', { name: 'release', release: 'shop@1.2.0' }],
  ['/auth/login/', 'nothing'],
]);

reads('sentry', 'sentry.corp.example', [
  ['/organizations/acme/issues/', { name: 'issues', organization: 'acme' }],
  ['/organizations/acme/issues/778/', { name: 'issue', organization: 'acme', issue: '778' }],
  [
    '/organizations/acme/issues/778/events/abc123/',
    { name: 'issue', organization: 'acme', issue: '778', event: 'abc123' },
  ],
  ['/organizations/acme/projects/shop/', { name: 'project', organization: 'acme', project: 'shop' }],
  ['/organizations/acme/stats/', { organization: 'acme', section: { name: 'stats' } }],
  ['/settings/acme/projects/shop/', { name: 'project', organization: 'acme', project: 'shop' }],
]);

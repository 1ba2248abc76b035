import { reads } from './shipped.fixture.ts';

const dashboard = { name: 'dashboard', dashboard: 'cIBgcSjkk', slug: 'shop' };

reads('grafana', 'grafana.corp.example', [
  ['/d/cIBgcSjkk/shop?orgId=1&var-env=prod', dashboard],
  ['/d/cIBgcSjkk', { name: 'dashboard', dashboard: 'cIBgcSjkk' }],
  ['/d/cIBgcSjkk/shop?orgId=1&viewPanel=panel-2&from=now-1h', { ...dashboard, panel: 'panel-2' }],
  ['/d/cIBgcSjkk/shop?editPanel=4', { ...dashboard, panel: '4' }],
  ['/d-solo/cIBgcSjkk/shop?panelId=4&theme=light', { ...dashboard, panel: '4' }],
  ['/dashboards', { name: 'dashboards' }],
  ['/dashboards/f/J0ZxMV4Nz/team-web', { name: 'folder', folder: 'J0ZxMV4Nz', slug: 'team-web' }],
  ['/explore?schemaVersion=1&panes=%7B%7D', { name: 'explore' }],
  ['/alerting/grafana/eep7oslk/view', { name: 'alert-rule', rule: 'eep7oslk', source: 'grafana' }],
  ['/alerting/eep7oslk/edit', { name: 'alert-rule', rule: 'eep7oslk' }],
  ['/alerting/list', { name: 'alerting', section: { name: 'list' } }],
  ['/connections/datasources/edit/P1809F7C', { name: 'data-source', source: 'P1809F7C' }],
  [
    '/a/grafana-oncall-app/alert-groups/5',
    { name: 'app', app: 'grafana-oncall-app', section: { resource: 'alert-groups/5' } },
  ],
]);

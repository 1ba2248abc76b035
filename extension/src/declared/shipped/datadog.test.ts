import { reads } from './shipped.fixture.ts';

reads('datadog', 'app.datadoghq.com', [
  ['/monitors/123?q=1', { name: 'monitor', monitor: '123' }],
  ['/monitors/123/edit', { name: 'monitor', monitor: '123', section: { name: 'edit' } }],
  ['/monitors/manage?q=scope%3Ahost', { name: 'monitors' }],
  ['/monitors/create/metric', { name: 'monitors' }],
  ['/dashboard/abc-def-ghi/shop-overview?from_ts=1&live=true', { name: 'dashboard', dashboard: 'abc-def-ghi' }],
  ['/dashboard/lists/manual/5', { name: 'dashboards' }],
  ['/apm/entity/service%3Ashop?env=prod&x=1', { name: 'service', service: 'shop', environment: 'prod' }],
  ['/apm/entity/service:shop?env=prod', { name: 'service', service: 'shop', environment: 'prod' }],
  ['/apm/entity/service%3Ashop', { name: 'service', service: 'shop' }],
  ['/apm/entity/service:shop', { name: 'service', service: 'shop' }],
  ['/apm/services/shop/operations/http.request/resources', { name: 'service', service: 'shop' }],
  ['/apm/services/shop?env=prod', { name: 'service', service: 'shop', environment: 'prod' }],
  ['/apm/service/shop/http.request', { name: 'service', service: 'shop' }],
  ['/apm/service/shop/http.request?env=dev', { name: 'service', service: 'shop', environment: 'dev' }],
  ['/apm/trace/4bf92f3577b34da6', { name: 'trace', trace: '4bf92f3577b34da6' }],
  ['/incidents/17', { name: 'incident', incident: '17' }],
  ['/slo?slo_id=0a1b&tab=status', { name: 'slo', slo: '0a1b' }],
  ['/notebook/5/a-title', { name: 'notebook', notebook: '5' }],
  ['/synthetics/details/abc-def-ghi', { name: 'test', test: 'abc-def-ghi' }],
  ['/logs?query=service%3Ashop', { name: 'logs' }],
]);

import { reads } from './shipped.fixture.ts';

const application = { name: 'application', application: 'shop', namespace: 'argocd' };

reads('argocd', 'argocd.corp.example', [
  ['/applications', { name: 'applications' }],
  ['/applications?showFavorites=false&proj=web&sync=', { name: 'applications', project: 'web' }],
  ['/applications?proj=&sync=', { name: 'applications' }],
  ['/applications/argocd/shop', application],
  ['/applications/argocd/shop?view=tree&resource=', application],
  [
    '/applications/argocd/shop?resource=&node=apps%2FDeployment%2Fprod%2Fshop%2F0&tab=logs',
    { ...application, section: { resource: 'apps/Deployment/prod/shop/0' } },
  ],
  ['/applications/shop', { name: 'application', application: 'shop' }],
  ['/settings/projects/web?tab=summary', { name: 'project', project: 'web' }],
  [
    '/settings/clusters/https%3A%2F%2Fkubernetes.default.svc',
    { name: 'cluster', cluster: 'https://kubernetes.default.svc' },
  ],
  ['/settings/repos', { name: 'settings', section: { name: 'repos' } }],
]);

import { reads } from './shipped.fixture.ts';

const cloud = { name: 'repository', workspace: 'acme', repository: 'shop' };

reads('bitbucket', 'bitbucket.org', [
  ['/acme/shop', cloud],
  ['/acme/shop/pull-requests', { ...cloud, section: { name: 'pulls' } }],
  ['/acme/shop/pull-requests/new?source=x', { ...cloud, section: { name: 'pulls' } }],
  ['/acme/shop/pull-requests/5', { ...cloud, section: { name: 'pulls', pull: '5' } }],
  ['/acme/shop/pull-requests/5/diff#chg-a', { ...cloud, section: { name: 'pulls', pull: '5', subsection: 'diff' } }],
  ['/acme/shop/pipelines', { ...cloud, section: { name: 'pipelines' } }],
  ['/acme/shop/pipelines/results/42/steps/%7Ba-b%7D', { ...cloud, section: { name: 'pipelines', run: '42' } }],
  ['/acme/shop/commits/abc123', { ...cloud, section: { name: 'commit', hash: 'abc123' } }],
  ['/acme/shop/issues/3/a-title', { ...cloud, section: { name: 'issues', issue: '3' } }],
  ['/acme/shop/src/main/', { ...cloud, section: { name: 'code', hash: 'main' } }],
  ['/acme/shop/src/main/src/app.ts', { ...cloud, section: { name: 'code', hash: 'main', resource: 'src/app.ts' } }],
  ['/acme/shop/src/main/src/', { ...cloud, section: { name: 'code', hash: 'main', resource: 'src' } }],
  ['/acme/shop/branches', { ...cloud, section: { name: 'branches' } }],
  ['/acme/workspace/repositories', { name: 'workspace', workspace: 'acme', section: { name: 'repositories' } }],
  ['/account/settings/app-passwords', 'address'],
  ['/dashboard/overview', 'address'],
]);

const dataCenter = { name: 'repository', project: 'WEB', repository: 'shop' };

reads('bitbucket', 'git.corp.example', [
  ['/projects/WEB', { name: 'project', project: 'WEB' }],
  [
    '/projects/WEB/repos/shop/pull-requests/5/overview',
    { ...dataCenter, section: { name: 'pulls', pull: '5', subsection: 'overview' } },
  ],
  ['/projects/WEB/repos/shop/commits/abc123', { ...dataCenter, section: { name: 'commit', hash: 'abc123' } }],
  ['/projects/WEB/repos/shop/browse/src/a.ts', { ...dataCenter, section: { name: 'code', resource: 'src/a.ts' } }],
  [
    '/projects/WEB/repos/shop/browse?at=refs%2Fheads%2Ffeature%2Fx&b=1',
    { ...dataCenter, section: { name: 'code', hash: 'feature/x' } },
  ],
  ['/projects/WEB/repos/shop/branches', { ...dataCenter, section: { name: 'branches' } }],
  [
    '/users/rosa/repos/shop/browse',
    { name: 'repository', username: 'rosa', repository: 'shop', section: { name: 'browse' } },
  ],
]);

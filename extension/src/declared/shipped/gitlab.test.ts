import { reads } from './shipped.fixture.ts';

const project = { name: 'repository', repository: 'acme/web/shop' };

reads('gitlab', 'gitlab.example.com', [
  ['/acme/web/shop/-/merge_requests', { ...project, section: { name: 'pulls' } }],
  ['/acme/web/shop/-/merge_requests/new?x=1', { ...project, section: { name: 'pulls' } }],
  ['/acme/web/shop/-/merge_requests/7', { ...project, section: { name: 'pulls', pull: '7' } }],
  [
    '/acme/web/shop/-/merge_requests/7/diffs#a',
    { ...project, section: { name: 'pulls', pull: '7', subsection: 'diffs' } },
  ],
  ['/acme/web/shop/-/issues', { ...project, section: { name: 'issues' } }],
  ['/acme/web/shop/-/issues/new', { ...project, section: { name: 'issues' } }],
  ['/acme/web/shop/-/issues/12#note_3', { ...project, section: { name: 'issues', issue: '12' } }],
  ['/acme/web/shop/-/work_items/12', { ...project, section: { name: 'issues', issue: '12' } }],
  ['/acme/web/shop/-/pipelines', { ...project, section: { name: 'pipelines' } }],
  ['/acme/web/shop/-/pipelines/charts', { ...project, section: { name: 'pipelines' } }],
  ['/acme/web/shop/-/pipelines/99', { ...project, section: { name: 'pipelines', run: '99' } }],
  [
    '/acme/web/shop/-/pipelines/99/builds',
    { ...project, section: { name: 'pipelines', run: '99', subsection: 'builds' } },
  ],
  ['/acme/web/shop/-/jobs/5/artifacts/browse', { ...project, section: { name: 'pipelines', job: '5' } }],
  ['/acme/web/shop/-/commit/abc123', { ...project, section: { name: 'commit', hash: 'abc123' } }],
  ['/acme/web/shop/-/tree/main?ref_type=heads', { ...project, section: { name: 'code', hash: 'main' } }],
  [
    '/acme/web/shop/-/blob/main/docs/a%20b.md#L5',
    { ...project, section: { name: 'code', hash: 'main', resource: 'docs/a b.md' } },
  ],
  ['/acme/web/shop/-/releases/v1.2', { ...project, section: { name: 'releases', release: 'v1.2' } }],
  ['/acme/web/shop/-/environments/3', { ...project, section: { name: 'environments', environment: '3' } }],
  ['/acme/web/shop/-/settings/ci_cd', { ...project, section: { name: 'settings' } }],
  ['/groups/acme/web/-/issues', { name: 'group', group: 'acme/web', section: { name: 'issues' } }],
  [
    '/acme/web/shop',
    { repository: 'acme/web/shop', group: 'acme/web' },
    '<body data-page="projects:show" data-group-full-path="acme/web" data-project-full-path="acme/web/shop"></body>',
  ],
  ['/acme/web', { group: 'acme/web' }, '<body data-page="groups:show" data-group-full-path="acme/web"></body>'],
  ['/explore/projects', 'address'],
  ['/users/sign_in', 'address', '<body data-page="sessions:new"><h1>Log in</h1></body>'],
  ['/acme/web', 'address', '<body data-page="projects:show" data-project-full-path="acme/csrf-web"></body>'],
]);

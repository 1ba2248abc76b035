import { reads } from './shipped.fixture.ts';

const issue = { name: 'issue', issue: 'WEB-12', project: 'WEB' };

reads('jira', 'acme.atlassian.net', [
  ['/browse/WEB-12', issue],
  ['/browse/WEB-12?focusedCommentId=5#comment-5', issue],
  ['/issues/WEB-12?jql=project%20%3D%20WEB', issue],
  ['/projects/WEB/issues/WEB-12', issue],
  ['/jira/software/projects/WEB/issues/WEB-12', issue],
  ['/jira/software/c/projects/WEB/issues/WEB-12', issue],
  ['/jira/software/projects/WEB/boards/3', { name: 'board', project: 'WEB', board: '3' }],
  [
    '/jira/software/c/projects/WEB/boards/3/backlog?view=detail&selectedIssue=WEB-12&issueLimit=100',
    { name: 'board', project: 'WEB', board: '3', issue: 'WEB-12', section: { name: 'backlog' } },
  ],
  ['/jira/servicedesk/projects/HELP/queues/custom/9', { name: 'queue', project: 'HELP', queue: '9' }],
  [
    '/jira/servicedesk/projects/HELP/queues/custom/9/HELP-4',
    { name: 'queue', project: 'HELP', queue: '9', issue: 'HELP-4' },
  ],
  ['/servicedesk/customer/portal/2/HELP-4', { name: 'request', issue: 'HELP-4', project: 'HELP' }],
  ['/jira/core/projects/WEB/list', { name: 'project', project: 'WEB', section: { name: 'list' } }],
  ['/jira/dashboards/10001', { name: 'dashboard', dashboard: '10001' }],
]);

reads('jira', 'jira.corp.example', [
  ['/jira/browse/WEB-12', issue],
  ['/secure/RapidBoard.jspa?rapidView=3', { name: 'board', board: '3' }],
  ['/secure/RapidBoard.jspa?rapidView=3&projectKey=WEB&view=planning', { name: 'board', board: '3', project: 'WEB' }],
  [
    '/secure/RapidBoard.jspa?rapidView=3&projectKey=WEB&selectedIssue=WEB-12&x=1',
    { name: 'board', board: '3', issue: 'WEB-12', project: 'WEB' },
  ],
  ['/jira/secure/Dashboard.jspa?selectPageId=10001', { name: 'dashboard', dashboard: '10001' }],
  ['/projects/WEB/summary', { name: 'project', project: 'WEB', section: { name: 'summary' } }],
]);

/** What the extension answers by itself in demo mode: results as a team would have them, for pages of every kind. Nothing is
 * asked of anybody, and links lead to `example.com` (RFC 2606) or to public documentation. */

import type { Json, PageContext } from '../context/model.ts';
import type { Part } from '../run/events.ts';
import type { Entry, Item, LinkItem, Status, TextItem } from '../wire/items.ts';
import { DEMO_NOTE } from './note.ts';

interface Look {
  readonly status?: Status;
  readonly icon?: string;
  readonly tooltip?: string;
}

/** An integration of the demo: null where it has nothing to say about the page. */
interface Integration {
  readonly name: string;
  readonly answer: (context: PageContext) => readonly Item[] | null;
}

const NOTE: Item = text('Demo data', {
  status: 'relevant',
  icon: 'skerry',
  tooltip: 'These results are made up. Open the options to connect to a server.',
});

const INTEGRATIONS: readonly Integration[] = [
  { name: DEMO_NOTE, answer: () => [NOTE] },
  {
    name: 'demo-incidents',
    answer: (context) =>
      known(context, 'page.section.issue', (issue) => [
        text('3 customers affected', { status: 'important', icon: 'incident', tooltip: `From support, for #${issue}` }),
        link('SUP-1042', 'https://support.example.com/tickets/1042', { icon: 'ticket' }),
      ]),
  },
  {
    name: 'demo-review',
    answer: (context) =>
      known(context, 'page.section.pull', (pull) => [
        link('Preview', `https://preview.example.com/${encodeURIComponent(pull)}`, {
          status: 'success',
          icon: 'eye',
          tooltip: 'Built 4 minutes ago',
        }),
        text('Coverage 87.4 % (-0.3)', {
          status: 'relevant',
          icon: 'test',
          tooltip: 'Lines that this pull request touches',
        }),
        text('Touches billing: needs a second review', { status: 'important', icon: 'shield' }),
      ]),
  },
  {
    name: 'demo-workflows',
    answer: (context) =>
      at(context, 'page.section.name') === 'actions'
        ? [
            text('2 of 20 runs were flaky', { status: 'relevant', icon: 'activity' }),
            link('How to debug a run', 'https://docs.github.com/actions/monitoring-and-troubleshooting-workflows', {
              icon: 'docs',
            }),
          ]
        : null,
  },
  {
    name: 'demo-on-call',
    answer: (context) =>
      context.type === 'generic'
        ? null
        : [
            link('On call: Robin Berg', 'https://oncall.example.com/', {
              icon: 'phone',
              tooltip: 'Until Monday, 09:00',
            }),
          ],
  },
  {
    name: 'demo-deployments',
    answer: (context) =>
      known(context, 'page.repository', (repository) => {
        const environment = (name: string) => `https://deploy.example.com/${encodeURI(repository)}/${name}`;
        return [
          dropdown('v2.14.1 is live', { status: 'success', icon: 'deploy', tooltip: 'Since yesterday, 16:20' }, [
            entry('Production: v2.14.1', environment('production'), { status: 'success' }),
            entry('Staging: v2.15.0-rc.2', environment('staging'), { status: 'relevant' }),
            entry('Roll back', environment('rollback'), { status: 'important', icon: 'history' }),
          ]),
        ];
      }),
  },
  { name: 'demo-aws', answer: (context) => (context.type === 'aws' ? aws(context) : null) },
  {
    name: 'demo-links',
    answer: (context) => {
      const subject = encodeURIComponent(subjectOf(context));
      return [
        link('Runbook', `https://wiki.example.com/runbooks/${subject}`, { icon: 'runbook' }),
        link('Dashboard', `https://grafana.example.com/d/${subject}`, { icon: 'grafana' }),
        link('Logs', `https://logs.example.com/?q=${subject}`, { icon: 'logs', tooltip: 'The last hour' }),
      ];
    },
  },
  {
    name: 'demo-costs',
    answer: () => [text('$412 this month', { icon: 'cost', tooltip: '8 % less than last month' })],
  },
];

const FAILED: Omit<Part, 'rank'> = {
  integration: 'demo-failing',
  items: [],
  error: 'TimeoutError: status.example.com did not answer within 5 s (this is how a failure looks)',
  run: 'demo',
};

/** The same parts for the same context, in priority order. */
export function answerDemo(context: PageContext): readonly Part[] {
  const parts = INTEGRATIONS.flatMap(({ name, answer }) => {
    const items = answer(context);
    return items === null ? [] : [{ integration: name, items }];
  });
  return [...parts, FAILED].map((part, rank) => ({ ...part, rank }));
}

function aws(context: PageContext): readonly Item[] {
  const service = at(context, 'service.name') ?? 'console';
  const name = at(context, 'service.resourceName');
  const docs = link('AWS documentation', 'https://docs.aws.amazon.com/', { icon: 'docs' });
  if (name === null) return [text(`Region ${at(context, 'scope.region') ?? 'global'} is ours`, { icon: 'aws' }), docs];
  const code = link('Code', `https://git.example.com/acme/${encodeURIComponent(name)}`, { icon: 'code' });
  if (service === 'lambda') {
    return [
      text('Errors 0.02 %', { status: 'success', icon: 'lambda', tooltip: 'The last 24 hours' }),
      text('Node.js 18: end of life', { status: 'important', icon: 'alert' }),
      code,
      docs,
    ];
  }
  if (service === 's3') {
    return [
      text('Not public', { status: 'success', icon: 'lock' }),
      text('Kept for 90 days', { status: 'relevant', icon: 'clock', tooltip: 'Then objects are deleted' }),
      docs,
    ];
  }
  return [text(`Owner of ${name}: team Harbour`, { icon: 'team' }), code, docs];
}

/** What the page is about, in a word that a link can hold. */
function subjectOf(context: PageContext): string {
  const paths = ['service.resourceName', 'page.repository', 'page.username'];
  return paths.map((path) => at(context, path)).find((value) => value !== null) ?? new URL(context.url).hostname;
}

/** The text or number at a path of names with dots, cut to what a link or a tooltip can bear. */
function at(context: PageContext, path: string): string | null {
  let value: Json | undefined = context;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return null;
    value = (value as Readonly<Record<string, Json>>)[name];
  }
  return typeof value === 'string' || typeof value === 'number' ? wellFormed(String(value).slice(0, 60)) : null;
}

/** Without halves of a surrogate pair, which no URL can hold. */
function wellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '');
}

function known(context: PageContext, path: string, items: (value: string) => readonly Item[]): readonly Item[] | null {
  const value = at(context, path);
  return value === null || value === '' ? null : items(value);
}

function text(content: string, look: Look): TextItem {
  return { type: 'text', content, ...look, status: look.status ?? 'none' };
}

function link(content: string, href: string, look: Look): LinkItem {
  return { type: 'link', content, href, ...look, status: look.status ?? 'none' };
}

function entry(content: string, href: string, look: Look): Entry {
  return { content, href, ...look, status: look.status ?? 'none' };
}

function dropdown(content: string, look: Look, items: readonly Entry[]): Item {
  return { type: 'dropdown', content, ...look, status: look.status ?? 'none', items };
}

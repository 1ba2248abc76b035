/** From the name that an integration gives to the drawing that stands for it. */

import { MARKS, SYMBOLS } from './drawings.ts';
import { OWN } from './own.ts';

const LINES: Readonly<Record<string, string>> = { ...SYMBOLS, ...OWN };
const AREAS: Readonly<Record<string, string>> = MARKS;

/** Every name that has a drawing of its own, sorted. */
export const ICON_NAMES: readonly string[] = [...Object.keys(LINES), ...Object.keys(AREAS)].sort();

/** Other words for them. The marks of AWS, Azure, LaunchDarkly and Slack are not in Simple Icons. */
export const ALIASES: Readonly<Record<string, string>> = {
  aws: 'cloud',
  'aws-cost': 'coins',
  azure: 'cloud',
  launchdarkly: 'toggle',
  slack: 'hash',
  tj: 'skerry',
  tooljump: 'skerry',

  ai: 'bot',
  apigateway: 'api',
  argo: 'helm',
  argocd: 'helm',
  branches: 'branch',
  browse: 'browser',
  budget: 'coins',
  ci: 'pipeline',
  close: 'cross',
  cloudwatch: 'activity',
  config: 'settings',
  danger: 'alert',
  db: 'database',
  dd: 'datadog',
  deployment: 'deploy',
  documentation: 'docs',
  dynamodb: 'table',
  ec2: 'server',
  ecs: 'container',
  elastic: 'elasticsearch',
  email: 'mail',
  experiment: 'test',
  feature: 'toggle',
  'feature-flag': 'toggle',
  gcp: 'googlecloud',
  'google-cloud': 'googlecloud',
  git: 'branch',
  'github-actions': 'pipeline',
  group: 'team',
  health: 'activity',
  house: 'home',
  k8s: 'helm',
  kubernetes: 'helm',
  location: 'map',
  log: 'logs',
  message: 'chat',
  metrics: 'chart',
  money: 'cost',
  monitor: 'activity',
  monitoring: 'activity',
  'new-relic': 'newrelic',
  notes: 'file',
  notification: 'bell',
  ok: 'success',
  'on-call': 'phone',
  oncall: 'phone',
  owner: 'user',
  people: 'team',
  person: 'user',
  postgres: 'database',
  postgresql: 'database',
  pr: 'pull-request',
  pull: 'pull-request',
  question: 'help',
  queue: 'layers',
  rds: 'database',
  release: 'tag',
  repo: 'folder',
  repository: 'folder',
  rocket: 'deploy',
  s3: 'bucket',
  secret: 'key',
  security: 'shield',
  sns: 'megaphone',
  sqs: 'layers',
  time: 'clock',
  tools: 'tool',
  tracing: 'trace',
  url: 'link',
  users: 'team',
  warning: 'alert',
  web: 'globe',
  wiki: 'docs',
  workflow: 'pipeline',
  wrench: 'tool',
};

export type Drawing =
  | { readonly kind: 'lines'; readonly path: string }
  | { readonly kind: 'area'; readonly path: string }
  | { readonly kind: 'emoji'; readonly text: string };

/** One emoji as Unicode recommends it for exchange, sequences included. */
const EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');
/** The longest such sequences have 15 UTF-16 units; a longer text is none. */
const LONGEST_EMOJI = 20;

/** Null for a name that nothing stands for. Case, spaces and underscores do not count. */
export function drawingOf(name: string): Drawing | null {
  const given = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const known = own(ALIASES, given) ?? given;
  const lines = own(LINES, known);
  if (lines !== undefined) return { kind: 'lines', path: lines };
  const area = own(AREAS, known);
  if (area !== undefined) return { kind: 'area', path: area };
  const text = name.trim();
  return text.length <= LONGEST_EMOJI && EMOJI.test(text) ? { kind: 'emoji', text } : null;
}

export function isIcon(name: string): boolean {
  return drawingOf(name) !== null;
}

/** A server's word may be `constructor`. */
function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

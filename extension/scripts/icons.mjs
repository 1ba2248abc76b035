/** Writes src/icons/drawings.ts: each icon as one path in a box of 24 x 24.
 *
 * The two packages are large and only this script reads them, so they are no dependencies of the extension. To add an
 * icon, put it into a table below and run
 *
 *     npm install --no-save lucide-static@1.62.0 simple-icons@16.37.0 && node scripts/icons.mjs
 *
 * `node scripts/icons.mjs FOLDER` takes the packages from FOLDER/node_modules. A mark whose entry in simple-icons names a
 * licence of its own (Jenkins, OpenTelemetry, Kafka, Git) stays out. It has none of AWS, Azure, Slack and LaunchDarkly:
 * those names are aliases of symbols. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const EXTENSION = fileURLToPath(new URL('..', import.meta.url));
const OUTPUT = join(EXTENSION, 'src/icons/drawings.ts');

/** Our names of lucide's icons. */
const SYMBOLS = {
  activity: 'activity',
  alert: 'triangle-alert',
  anchor: 'anchor',
  api: 'webhook',
  bell: 'bell',
  bot: 'bot',
  branch: 'git-branch',
  browser: 'app-window',
  bucket: 'cylinder',
  bug: 'bug',
  build: 'hammer',
  calendar: 'calendar',
  chart: 'chart-line',
  chat: 'message-square',
  check: 'check',
  'chevron-down': 'chevron-down',
  'chevron-left': 'chevron-left',
  'chevron-right': 'chevron-right',
  'chevron-up': 'chevron-up',
  clock: 'clock',
  cloud: 'cloud',
  code: 'code',
  coins: 'coins',
  commit: 'git-commit-horizontal',
  compass: 'compass',
  container: 'container',
  copy: 'copy',
  cost: 'circle-dollar-sign',
  cpu: 'cpu',
  cross: 'x',
  dashboard: 'layout-dashboard',
  database: 'database',
  deploy: 'rocket',
  docs: 'book-open',
  download: 'download',
  error: 'circle-x',
  external: 'external-link',
  eye: 'eye',
  file: 'file-text',
  flag: 'flag',
  folder: 'folder',
  function: 'square-function',
  gauge: 'gauge',
  globe: 'globe',
  grip: 'grip-vertical',
  hash: 'hash',
  heart: 'heart',
  helm: 'ship-wheel',
  help: 'circle-question-mark',
  history: 'history',
  home: 'house',
  idea: 'lightbulb',
  image: 'image',
  important: 'octagon-alert',
  incident: 'siren',
  info: 'info',
  issue: 'circle-dot',
  key: 'key-round',
  lambda: 'lambda',
  layers: 'layers',
  link: 'link',
  list: 'list',
  lock: 'lock',
  logs: 'scroll-text',
  mail: 'mail',
  map: 'map-pin',
  megaphone: 'megaphone',
  merge: 'git-merge',
  mobile: 'smartphone',
  more: 'ellipsis',
  network: 'network',
  package: 'package',
  pause: 'pause',
  pencil: 'pencil',
  phone: 'phone',
  pipeline: 'workflow',
  play: 'play',
  'pull-request': 'git-pull-request',
  refresh: 'refresh-cw',
  runbook: 'notebook-text',
  search: 'search',
  server: 'server',
  service: 'boxes',
  settings: 'settings',
  shield: 'shield-check',
  star: 'star',
  storage: 'hard-drive',
  success: 'circle-check',
  table: 'table',
  tag: 'tag',
  team: 'users',
  terminal: 'terminal',
  test: 'flask-conical',
  ticket: 'ticket',
  toggle: 'toggle-right',
  tool: 'wrench',
  trace: 'route',
  upload: 'upload',
  user: 'user',
  zap: 'zap',
};

/** Marks of simple-icons, by the name that both have. */
const MARKS = [
  'atlassian',
  'bitbucket',
  'buildkite',
  'circleci',
  'cloudflare',
  'confluence',
  'datadog',
  'docker',
  'elasticsearch',
  'figma',
  'github',
  'gitlab',
  'googlecloud',
  'grafana',
  'jira',
  'kibana',
  'linear',
  'mongodb',
  'newrelic',
  'notion',
  'npm',
  'opsgenie',
  'pagerduty',
  'postman',
  'prometheus',
  'rabbitmq',
  'redis',
  'sentry',
  'statuspage',
  'terraform',
  'trello',
  'vault',
  'vercel',
];

const NUMBER = /-?(?:\d+\.?\d*|\.\d+)/y;

/** A path that means the same behind another one: its first `m` is absolute, though the pairs that follow it are not. */
function absoluteStart(path) {
  if (!path.startsWith('m')) return path;
  let rest = path.slice(1);
  const start = [0, 1].map(() => {
    rest = rest.replace(/^[\s,]+/, '');
    NUMBER.lastIndex = 0;
    const [number] = NUMBER.exec(rest);
    rest = rest.slice(number.length);
    return number;
  });
  rest = rest.trimStart();
  return `M${start.join(' ')}${/^[-.\d]/.test(rest) ? `l${rest}` : rest}`;
}

const SHAPES = {
  path: ({ d }) => absoluteStart(d.trim()),
  line: ({ x1, y1, x2, y2 }) => `M${x1} ${y1}L${x2} ${y2}`,
  circle: ({ cx, cy, r }) => ellipse(+cx, +cy, +r, +r),
  ellipse: ({ cx, cy, rx, ry }) => ellipse(+cx, +cy, +rx, +ry),
  polyline: ({ points }) => `M${points.trim()}`,
  polygon: ({ points }) => `M${points.trim()}Z`,
  rect: ({ x = 0, y = 0, width, height, rx = 0, ry = rx }) => rectangle(+x, +y, +width, +height, +rx, +ry),
};

function ellipse(cx, cy, rx, ry) {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
}

function rectangle(x, y, width, height, rx, ry) {
  if (rx === 0) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const [across, down] = [width - 2 * rx, height - 2 * ry];
  const corner = (dx, dy) => `a${rx} ${ry} 0 0 1 ${dx} ${dy}`;
  return (
    `M${x + rx} ${y}h${across}${corner(rx, ry)}v${down}${corner(-rx, ry)}` +
    `h${-across}${corner(-rx, -ry)}v${-down}${corner(rx, -ry)}Z`
  );
}

/** All shapes of an SVG file as one path. */
function onePath(file) {
  const svg = readFileSync(file, 'utf8').replace(/<!--[^]*?-->/g, '');
  const inside = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1).replace(/<title>[^<]*<\/title>/, '');
  const shapes = [...inside.matchAll(/<(\w+)([^>]*)\/>/g)].map(([, kind, text]) => {
    const attributes = Object.fromEntries([...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    if (!(kind in SHAPES)) throw new Error(`${file}: the shape <${kind}> is not known; add it to SHAPES`);
    return SHAPES[kind](attributes);
  });
  return shapes.join('').replace(/\s+/g, ' ');
}

function table(name, words, entries) {
  const lines = entries.map(([key, path]) => `  ${JSON.stringify(key)}: ${JSON.stringify(path)},`);
  return `/** ${words} */\nexport const ${name} = {\n${lines.join('\n')}\n} as const;\n`;
}

const packages = join(process.argv[2] ?? EXTENSION, 'node_modules');
const symbols = Object.entries(SYMBOLS).map(([name, file]) => [
  name,
  onePath(join(packages, 'lucide-static/icons', `${file}.svg`)),
]);
const marks = MARKS.map((name) => [name, onePath(join(packages, 'simple-icons/icons', `${name}.svg`))]);
const source = [
  '/** Written by scripts/icons.mjs: do not edit. Symbols are of Lucide (ISC), marks of Simple Icons (CC0): see NOTICE. */\n',
  table('SYMBOLS', 'Drawn as lines.', symbols),
  table('MARKS', "Marks of products, drawn as areas. They are their owners' trademarks.", marks),
].join('\n');
writeFileSync(OUTPUT, await format(source, { ...(await resolveConfig(OUTPUT)), parser: 'typescript' }));

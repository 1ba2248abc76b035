/** Which page is read, how, and by which rules it may match. Pure. */

import { hostFits } from '../declared/host.ts';
import type { Reading } from '../messages/table.ts';
import type { Profile } from '../settings/store.ts';
import type { MatchRule, Operators } from '../wire/types.ts';
import type { Lists } from './lists.ts';

export type SiteDecision =
  | { readonly reading: Reading; readonly rules: readonly MatchRule[] | null }
  /** `off`: by the user; `no-server`: nobody could be asked; `unknown-site`: none of ours; `no-match`: no rule is for it. */
  | { readonly reading: null; readonly why: 'off' | 'no-server' | 'unknown-site' | 'no-match' };

/** What is decided with. Lists are null where nothing is known of the server yet. */
export type Known = Pick<Profile, 'settings' | 'managed'>;

export function decideSite(origin: string, { settings, managed }: Known, lists: Lists | null): SiteDecision {
  const { connection, display } = settings;
  const known = connection.demo ? null : lists;
  const readings = readingsOf(new URL(origin), { settings, managed }, known).filter(
    (reading) => !(known?.disabled.includes(typeOf(reading)) ?? false),
  );
  if (readings.length === 0) return { reading: null, why: 'unknown-site' };
  if (display.off.includes(origin)) return { reading: null, why: 'off' };
  if (!connection.demo && connection.server === null) return { reading: null, why: 'no-server' };
  for (const reading of readings) {
    const rules = known?.rules?.filter((rule) => ruleMayHold(rule, typeOf(reading), origin)) ?? null;
    if (rules === null || rules.length > 0) return { reading, rules };
  }
  return { reading: null, why: 'no-match' };
}

/** The `type` of contexts that a reading makes. */
export function typeOf(reading: Reading): string {
  return reading.kind === 'declared' ? reading.adapter.name : reading.kind;
}

/** The site that the extension knows by itself, whether it is switched on or not. */
export function builtInSite(hostname: string): 'github' | 'aws' | null {
  if (hostname === 'github.com') return 'github';
  const aws = 'console.aws.amazon.com';
  return hostname === aws || hostname.endsWith(`.${aws}`) ? 'aws' : null;
}

/** The ways to read a page of this origin, the first that can match counts. */
function readingsOf(url: URL, { settings, managed }: Known, lists: Lists | null): Reading[] {
  const { providers } = settings;
  const { origin, hostname, protocol, port } = url;
  if (protocol !== 'https:') return [];
  const builtIn = builtInSite(hostname);
  if (builtIn !== null) return providers[builtIn] && port === '' ? [{ kind: builtIn }] : [];
  if (providers.enterprise.includes(origin)) return [{ kind: 'github' }];
  const declared = port === '' ? (lists?.adapters ?? []) : [];
  const agreed = declared.filter(
    ({ adapter, digest, problem }) => problem === undefined && providers.adapters[adapter.file] === digest,
  );
  const readings: Reading[] = agreed
    .filter(({ adapter }) => adapter.hosts.some((host) => hostFits(host, hostname)))
    .map(({ adapter }) => ({ kind: 'declared', adapter }));
  return isDomainOn(origin, { settings, managed }, lists) ? [...readings, { kind: 'generic' }] : readings;
}

/** Whether a custom domain is switched on, is still one of the server's, and the administrator lets it be. */
export function isDomainOn(origin: string, { settings, managed }: Known, lists: Lists | null): boolean {
  const listed = lists?.customDomains.includes(origin) ?? false;
  return settings.providers.domains.includes(origin) && listed && (managed.domains?.includes(origin) ?? true);
}

/** Whether a rule can hold for a page of this type and origin at all; its own page looks at the rest. */
function ruleMayHold(rule: MatchRule, type: string, origin: string): boolean {
  if (rule.type !== '*' && rule.type !== type) return false;
  const { startsWith, equals, in: among } = rule.context['url'] ?? ({} satisfies Operators);
  const start = `${origin}/`;
  if (startsWith !== undefined && !startsWith.startsWith(start) && !start.startsWith(startsWith)) return false;
  if (typeof equals === 'string' && !equals.startsWith(start)) return false;
  return among?.some((value) => typeof value === 'string' && value.startsWith(start)) ?? true;
}

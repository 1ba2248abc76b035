/** What a server publishes of itself: `GET /config`. */

import { parseUrl } from '../server/address.ts';
import { asRecord, cleanText } from './decode-item.ts';
import type { MatchRule, Operators } from './types.ts';

export interface Published {
  /** Null: a ToolJump server. */
  readonly version: string | null;
  /** Kinds of pages that the server takes no context of. */
  readonly disabled: readonly string[];
  /** Origins, https only. */
  readonly customDomains: readonly string[];
  /** Null where the server does not say, or says it in a way that we do not understand: anything may match. */
  readonly rules: readonly MatchRule[] | null;
}

/** Far above what an installation has; above it nothing is ruled out in the browser. */
const MAX_RULES = 5000;
const MAX_DOMAINS = 1000;
const MAX_VERSION = 40;

/** Null: no answer of such a server. */
export function decodeConfig(value: unknown): Published | null {
  const fields = asRecord(value);
  if (fields === null || !Array.isArray(fields['adapters']) || !Array.isArray(fields['customDomains'])) return null;
  const version = fields['skerry'];
  const domains = fields['customDomains'].slice(0, MAX_DOMAINS).flatMap(decodeDomain);
  return {
    version: typeof version === 'string' ? cleanText(version, MAX_VERSION) : null,
    disabled: fields['adapters'].flatMap(disabledName),
    customDomains: [...new Set(domains)],
    rules: decodeRules(asRecord(fields['matching'])?.['rules']),
  };
}

function disabledName(value: unknown): string[] {
  const adapter = asRecord(value);
  return typeof adapter?.['name'] === 'string' && adapter['enabled'] === false ? [adapter['name']] : [];
}

function decodeDomain(value: unknown): string[] {
  const url = typeof value === 'string' ? parseUrl(value) : null;
  return url?.protocol === 'https:' ? [url.origin] : [];
}

/** A rule that is not understood may stand for any page: then there are none for all. */
function decodeRules(value: unknown): readonly MatchRule[] | null {
  if (!Array.isArray(value) || value.length > MAX_RULES) return null;
  const rules = value.map(decodeRule);
  return rules.every((rule) => rule !== null) ? rules : null;
}

function decodeRule(value: unknown): MatchRule | null {
  const type = asRecord(value)?.['type'];
  const context = asRecord(asRecord(value)?.['context']);
  if (typeof type !== 'string' || context === null) return null;
  const paths = Object.entries(context).map(([path, operators]) => [path, decodeOperators(operators)] as const);
  return { type, context: Object.fromEntries(paths) };
}

type Scalar = string | number | boolean | null;

/** What is not understood is left out, which means that it may hold. */
function decodeOperators(value: unknown): Operators {
  const operators = asRecord(value) ?? {};
  const { exists, equals, in: among, startsWith, endsWith, pattern } = operators;
  return {
    ...(typeof exists === 'boolean' && { exists }),
    ...(isScalar(equals) && { equals }),
    ...(Array.isArray(among) && among.every(isScalar) && { in: among }),
    ...(typeof startsWith === 'string' && { startsWith }),
    ...(typeof endsWith === 'string' && { endsWith }),
    ...(typeof pattern === 'boolean' && { pattern }),
  };
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

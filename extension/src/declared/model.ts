/** A declared adapter: how the server says that a site is read. Data only; see docs/reference/adapters.md. */

export interface Trims {
  readonly prefix?: string;
  readonly suffix?: string;
  readonly split?: string;
  /** Which part of `split`: 0 first, -1 last. */
  readonly part?: number;
}

export type Source =
  { readonly text: string } | { readonly group: string } | { readonly select: string; readonly attribute?: string };

export type Value = Source & Trims;

/** Context paths to values. */
export type Values = Readonly<Record<string, Value>>;

export interface DeclaredPage {
  /** Patterns as URLPattern has them, without expressions in parentheses. */
  readonly path: string;
  readonly search?: string | null;
  readonly hash?: string | null;
  readonly values: Values;
}

export interface AdapterDefinition {
  readonly file: string;
  /** The context's `type`. */
  readonly name: string;
  readonly description: string;
  /** `host` or `*.host`. */
  readonly hosts: readonly string[];
  /** Hold for every page. */
  readonly values: Values;
  /** The first that fits counts. */
  readonly pages: readonly DeclaredPage[];
}

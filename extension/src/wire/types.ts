/** What a server answers. Made of schema.json, which is made of the server's models: do not edit.
 *
 *     python -m runtime.http.schema > extension/src/wire/schema.json    # in the project's folder
 *     npm run types                                                     # in extension/
 *
 * Names that a server may add later are not in it, and nothing here is checked: decode what comes. */

/** What a bar shows. */
export type Item = TextItem | LinkItem | DropdownItem;

/** A declaration that is active: the operator has named its hosts. */
export interface AdapterDefinition {
  readonly name: string;
  readonly description: string;
  readonly values: {
    readonly [k: string]: AdapterValue;
  };
  readonly pages: readonly AdapterPage[];
  readonly file: string;
  readonly hosts: readonly string[];
}

/** Where one value of the context comes from: exactly one of `text`, `group` and `select`; then what is cut off. */
export interface AdapterValue {
  readonly text?: string;
  readonly group?: string;
  readonly select?: string;
  readonly attribute?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly split?: string;
  readonly part?: number;
}

/** One kind of page, by its address; in each part of an address that is None anything may stand. */
export interface AdapterPage {
  readonly path: string;
  readonly search: string | null;
  readonly hash: string | null;
  readonly values: {
    readonly [k: string]: AdapterValue;
  };
}

/** The declared adapters that are active. ToolJump's servers have none, and answer 404. */
export interface Adapters {
  readonly adapters: readonly AdapterDefinition[];
  readonly timestamp: string;
}

/** The answer to one context. Its field names in JSON are ToolJump's (`cacheHits`, ...). */
export interface Answer {
  readonly data: readonly Item[];
  readonly count: number;
  readonly cacheHits: number;
  readonly failedCount: number;
  readonly timestamp: string;
  readonly integrationNames: readonly string[];
}

/** A text in the bar; with `href` it leads somewhere, too. */
export interface TextItem {
  readonly type: 'text';
  readonly content: string;
  /** Absolute: http, https or mailto. */
  readonly href?: string;
  readonly status?: 'important' | 'none' | 'relevant' | 'success';
  readonly icon?: string;
  readonly tooltip?: string;
}

/** A link in the bar. */
export interface LinkItem {
  readonly type: 'link';
  readonly content: string;
  /** Absolute: http, https or mailto. */
  readonly href?: string;
  readonly status?: 'important' | 'none' | 'relevant' | 'success';
  readonly icon?: string;
  readonly tooltip?: string;
}

/** A list that opens below its own text. */
export interface DropdownItem {
  readonly type: 'dropdown';
  readonly content: string;
  /** Absolute: http, https or mailto. */
  readonly href?: string;
  readonly status?: 'important' | 'none' | 'relevant' | 'success';
  readonly icon?: string;
  readonly tooltip?: string;
  readonly items: readonly Entry[];
}

/** An entry of a dropdown. */
export interface Entry {
  readonly content: string;
  /** Absolute: http, https or mailto. */
  readonly href: string;
  readonly status?: 'important' | 'none' | 'relevant' | 'success';
  readonly icon?: string;
  readonly tooltip?: string;
}

/** What kinds of pages this server answers for. ToolJump's servers have no `skerry` and no `matching`. */
export interface Config {
  readonly adapters: readonly ConfigAdapter[];
  readonly customDomains: readonly string[];
  readonly skerry: string;
  readonly matching: Matching;
  readonly timestamp: string;
}

/** A kind of pages that contexts come from. */
export interface ConfigAdapter {
  readonly name: string;
  readonly enabled: boolean;
  readonly urls: readonly string[];
  readonly description: string;
}

/** A page may match if any of the rules may; without rules none does. */
export interface Matching {
  readonly complete: boolean;
  readonly rules: readonly MatchRule[];
}

/** What one integration, or several equal ones, demand of a page. */
export interface MatchRule {
  readonly type: string;
  readonly context: {
    readonly [k: string]: Operators;
  };
}

/** What must hold of the value at a path: all that are given. One that is not known may hold. */
export interface Operators {
  readonly exists?: boolean;
  readonly equals?: string | number | boolean | null;
  readonly in?: readonly (string | number | boolean | null)[];
  readonly startsWith?: string;
  readonly endsWith?: string;
  readonly pattern?: boolean;
}

/** The sites that the extension has to be allowed on besides its own list. */
export interface CustomDomains {
  readonly hosts: readonly string[];
  readonly count: number;
  readonly timestamp: string;
}

/** One thing that is wrong with a body: where (a key, or "" for the whole) and what. */
export interface Detail {
  readonly path: string;
  readonly message: string;
}

/** Every answer that is no success. */
export interface ErrorAnswer {
  readonly error: string;
  readonly message?: string;
  readonly details?: readonly Detail[];
  readonly requestId?: string;
  readonly timestamp?: string;
}

/** What one integration gave, as a line of the streamed answer. It has `results` or `error`. */
export interface Line {
  readonly integration: string;
  readonly rank: number;
  readonly priority: number;
  readonly results?: readonly Item[];
  readonly error?: string;
  readonly failed?: boolean;
  readonly ms: number;
  readonly cached: boolean;
  readonly run?: string;
}

/** The last line of a stream that a fault of the server's cut off. */
export interface StreamError {
  readonly error: string;
  readonly requestId: string;
}

/** The closing line of the streamed answer. A stream that ends without it was cut off. */
export interface Totals {
  readonly count: number;
  readonly cacheHits: number;
  readonly failedCount: number;
  readonly timestamp: string;
  readonly integrationNames: readonly string[];
}

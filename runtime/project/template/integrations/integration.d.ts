// Types of an integration, for editors and for `tsc`. The server does not read this file.
//
//   JavaScript:  // @ts-check
//                /** @type {import('./integration').Integration} */
//                const integration = { metadata: { ... }, run };
//                module.exports = integration;
//
//   TypeScript:  import type { Integration } from './integration';
//                export default { metadata: { ... }, run } satisfies Integration;

/** An integration: for which pages it is, and what it shows there. */
export interface Integration {
  metadata: Metadata;
  /** Asked before `run`, for what `match` cannot say. */
  shouldRun?(context: Context): unknown;
  /** Gives the results for a page. `secrets.NAME` is a placeholder: the server puts the value in when it sends a request. */
  run(context: Context, secrets: Secrets, dataFiles: DataFile[]): Results | Promise<Results>;
}

export interface Metadata {
  /** 4 to 100 of a-z, 0-9, _ and -, beginning with a letter. Unique. */
  name: string;
  /** Up to 500 characters. */
  description?: string;
  match: Match;
  /** 1 to 1000, 100 if left out; higher comes first. */
  priority?: number;
  /** Seconds that results are kept, up to 2592000; 300 if left out, 0 is never. */
  cache?: number;
  /** Paths of the context whose values tell results apart; those of `match.context` if left out. */
  cacheKey?: readonly ContextPath[];
  /** Without INTEGRATION_. */
  requiredSecrets?: readonly string[];
  /** What it would like to reach. It is a wish: `skerry check` compares it with what skerry.toml grants. */
  permissions?: Permissions;
  /** Evaluate the file's top-level code anew for each run. */
  fresh?: boolean;
}

export interface Permissions {
  /** "api.github.com", "GET,POST https://api.example.com:8443/v2/" */
  net?: readonly string[];
  secrets?: readonly string[];
}

/** Sites that are read by adapters: those that come with Skerry. Add the names of your own. */
export type SiteType = 'argocd' | 'bitbucket' | 'datadog' | 'gitlab' | 'grafana' | 'jira' | 'pagerduty' | 'sentry';

export type ContextType = 'github' | 'aws' | 'generic' | SiteType;

/** Like `page.repository`, `tags[0].name` or `labels["cost-centre"]`. */
export type ContextPath = string;

export type Match =
  | { contextType: 'github' | 'aws' | '*' | SiteType; context?: Conditions }
  /** Must say where: `url` with `startsWith` or `equals`. */
  | { contextType: 'generic'; context: Conditions & { url: UrlCondition } };

/** All of them must hold. */
export type Conditions = { readonly [path: ContextPath]: Operators };

type Scalar = string | number | boolean | null;

/** All of them must hold. */
export interface Operators {
  /** Whether there is something, be it null. */
  exists?: boolean;
  equals?: Scalar;
  in?: readonly Scalar[];
  startsWith?: string;
  endsWith?: string;
  pattern?: RegExp;
}

export type UrlCondition = Operators & ({ startsWith: string } | { equals: string });

/**
 * What the browser extension read from the page. `type` and `url` are always there. The rest depends on the page, and is
 * written here as if it were: ask for what you use in `match`, as in `'page.repository': { exists: true }`.
 */
export interface Context {
  type: ContextType;
  url: string;
  /** On GitHub. */
  page: {
    name: string;
    /** As in `octocat/hello-world`. */
    repository: string;
    username: string;
    /** 'true' for an organisation. */
    isOrg: string;
    section: {
      name: string;
      resource: string;
      hash: string;
      issue: string;
      pull: string;
      subsection: string;
      workflow: string;
      run: string;
      job: string;
      release: string;
      [more: string]: any;
    };
    [more: string]: any;
  };
  /** Who is logged in: `user` on GitHub, `accountId` on AWS. */
  global: { user: string; accountId: string; [more: string]: any };
  /** On AWS. */
  scope: { region: string; [more: string]: any };
  /** On AWS. */
  service: {
    /** As in `lambda`. */
    name: string;
    section: string;
    resourceName: string;
    arn: string;
    objectPath: string;
    cluster: string;
    logStream: string;
    [more: string]: any;
  };
  [more: string]: any;
}

/** Of each secret that `requiredSecrets` names: its placeholder. */
export type Secrets = { readonly [name: string]: string };

/** NAME.data.yml, parsed; `id` is NAME. */
export interface DataFile {
  id: string;
  data: any;
}

export type Results = Result | readonly Result[] | null | undefined | void;

export type Result = TextResult | LinkResult | DropdownResult;

/** important is red, relevant yellow, success green. */
export type Status = 'important' | 'relevant' | 'success' | 'none';

interface Shown {
  /** Up to 10000 characters. */
  content: string;
  status?: Status;
  /** The name of an icon, such as github, slack, aws, pagerduty, jira, link. */
  icon?: string;
  /** 1 to 500 characters. */
  tooltip?: string;
}

export interface TextResult extends Shown {
  type: 'text';
  /** An http:, https: or mailto: address. */
  href?: string;
}

export interface LinkResult extends Shown {
  type: 'link';
  /** An http:, https: or mailto: address. */
  href?: string;
}

export interface DropdownResult extends Shown {
  type: 'dropdown';
  href?: string;
  items: readonly Item[];
}

export interface Item extends Shown {
  href?: string;
}

interface Logger {
  debug: Log;
  info: Log;
  warn: Log;
  error: Log;
}

interface Log {
  (message: string): void;
  (details: object, message?: string): void;
}

interface Cache {
  /** What was kept under this key by a run before; undefined if there is nothing. */
  get(key: string): Promise<any>;
  /** Keeps JSON, up to 64 KiB. `ttl` is in seconds, 2592000 (30 days) at most and if left out. */
  set(key: string, value: unknown, ttl?: number): Promise<void>;
}

declare global {
  /** Lines for the server's log. */
  const logger: Logger;
  /** The one thing that outlives a run; each integration has its own. */
  const cache: Cache;
}

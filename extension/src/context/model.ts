/** The context of a page: what is read from it and sent to the server, and nothing else. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** ToolJump's shape: `type` says how the page was read, `url` is absolute, the rest is free. */
export interface PageContext {
  readonly type: string;
  readonly url: string;
  readonly [key: string]: Json;
}

/** A part of a context. */
export type Facts = Readonly<Record<string, Json>>;

/** The page as a reader sees it. */
export interface Page {
  readonly url: URL;
  readonly document: Document;
}

/** Reads one kind of site. Null where the page has nothing that could be told. Never throws, never changes the page. */
export interface PageReader {
  readonly name: string;
  /** Paths that the document decides. At `document_start`, before there is one, nothing is known of them and of what is
   * below them; the URL decides all else. `''`: the document decides everything but `type` and `url`. */
  readonly open: readonly string[];
  read(page: Page): PageContext | null;
}

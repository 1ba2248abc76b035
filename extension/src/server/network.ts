/** The world outside, as far as asking a server needs it. `browser-network.ts` is the real one. */

export interface Network {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Whether the browser lets us read answers of this server whatever their CORS headers say. */
  readonly permitted: (server: string) => Promise<boolean>;
  /** Listens for the browser's own error code of a request, `net::ERR_CERT_DATE_INVALID`, which `fetch` does not tell. */
  readonly watch: (url: string) => ErrorWatch;
}

export interface ErrorWatch {
  /** Null: we may not know (`webRequest` is not granted), or there was none. */
  readonly code: () => Promise<string | null>;
  readonly stop: () => void;
}

import type { Failure } from '../run/events.ts';

/** Thrown by everything that asks a server. */
export class Failed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`the server was asked in vain: ${failure.kind}`);
    this.failure = failure;
  }
}

/** The failure that was thrown; anything else is a bug of ours and goes on its way. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failed) return error.failure;
  throw error;
}

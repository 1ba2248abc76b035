/** Starts a server with the gallery that needs no account: the first command of README.md, and a test keeps it that. */
export const SERVE =
  'python3 -m venv .venv && .venv/bin/pip install -q . && export SKERRY_TOKEN="$(.venv/bin/skerry token)" && echo "token: $SKERRY_TOKEN" && .venv/bin/skerry serve --integrations integrations/standalone';

/** Where it listens. */
export const SERVED_AT = 'http://127.0.0.1:3000';

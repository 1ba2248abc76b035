"""The integrations that are run: generated, since names, cache keys and upstreams differ by scenario."""

from __future__ import annotations

import json
from typing import Any

NINE_RESULTS = """async function (context) {
    const { repository, owner, branch, path, labels } = context.page;
    const service = repository.split('/').pop();
    const query = new Map([['repo', repository], ['ref', branch]]);
    const search = [...query].map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
    const link = (content, place, status) => ({
      type: 'link', content, status,
      href: `https://${place}.tools.example.com/${owner}/${service}?${search}`,
      tooltip: `Open ${content.toLowerCase()} of ${service}`,
    });
    const folders = path.split('/').slice(0, -1);
    return [
      { type: 'text', content: `${service}: ${labels.join(', ')}`, status: 'relevant' },
      link('Alerts', 'alerts', labels.includes('tier-1') ? 'important' : 'none'),
      link('Logs', 'logs', 'none'),
      link('Dashboard', 'metrics', 'none'),
      link('Cost', 'cost', 'none'),
      link('On call', 'pager', 'success'),
      link('Deployments', 'deploy', 'none'),
      {
        type: 'dropdown', content: 'Folders', status: 'none',
        items: folders.map((folder, depth) => ({
          content: folder,
          href: `https://code.example.com/${owner}/${service}/${folders.slice(0, depth + 1).join('/')}`,
        })),
      },
      { type: 'text', content: `Branch ${branch}`, tooltip: `${path.length} characters of path`, status: 'none' },
    ];
  }"""
"""An integration's `run`: nine results of all three types, from the context alone."""

FIVE_FETCHES = """async function () {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(async (number) => {
      const response = await fetch(`@UPSTREAM@/services/${number}`);
      return response.json();
    }));
    return answers.map(({ name, owner }) => ({ type: 'text', content: `${name} belongs to ${owner}`, status: 'none' }));
  }"""
"""Five requests to the upstream at once."""

ONE_FETCH = """async function () {
    const response = await fetch('@UPSTREAM@/services/1');
    const { name, owner } = await response.json();
    return { type: 'text', content: `${name} belongs to ${owner}`, status: 'none' };
  }"""

FETCHES_IN_A_ROW = """async function () {
    const names = [];
    for (let number = 1; number <= 4; number++) {
      const response = await fetch(`https://services.example.com/services/${number}`);
      names.push((await response.json()).name);
    }
    return names.map((name) => ({ type: 'text', content: name, status: 'none' }));
  }"""
"""Four requests, each when the one before is answered: five turns."""

COMPUTES = """async function () {
    let state = 1;
    const next = () => (state = (state * 48271) % 2147483647);
    const order = (_, id) => ({ id, customer: `c${next() % 500}`, cents: next() % 10000 });
    const orders = Array.from({ length: 3000 }, order);
    const totals = new Map();
    for (const { customer, cents } of orders) totals.set(customer, (totals.get(customer) ?? 0) + cents);
    const ranked = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    const primes = [];
    for (let n = 2; primes.length < 500; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
    const text = JSON.parse(JSON.stringify(orders)).map(({ customer }) => customer.toUpperCase()).join(' ');
    const words = text.match(/C\\d+/g).length + primes.at(-1);
    return { type: 'text', content: `${ranked[0].join(': ')}, ${words}`, status: 'none' };
  }"""
"""Some forty milliseconds of interpreted JavaScript: objects, a map, a sort, arithmetic, JSON, a pattern."""

TABLE_ROWS = 48_000
TABLE = f"""const table = new Map();
for (let row = 0; row < {TABLE_ROWS}; row++) {{
  const entry = {{ team: 'team-' + (row % 300), tier: row % 4, pager: 'P' + row, since: 2000 + (row % 26) }};
  table.set('acme/service-' + row, entry);
}}
"""
"""A table of services that is built when the file is loaded: a heap of 30 MB."""
LOOK_UP = "`${table.get('acme/service-4711').team} of ${table.size}`"

ALWAYS_RUN: dict[str, Any] = {"cacheKey": ["nonce"], "cache": 0}
"""Metadata of an integration whose results are not kept."""
KEPT: dict[str, Any] = {"cacheKey": ["page.repository"], "cache": 3600}


def integration(run: str, *, name: str = "links", before: str = "", **metadata: Any) -> str:
    """A CommonJS integration for GitHub pages, with `before` in front of it in the same file."""
    whole = {
        "name": name,
        "description": "Made for a benchmark",
        "match": {"contextType": "github", "context": {"page.repository": {"exists": True}}},
        **metadata,
    }
    return f"{before}\nmodule.exports = {{\n  metadata: {json.dumps(whole)},\n  run: {run},\n}};\n"


def folder(run: str, count: int, **metadata: Any) -> dict[str, str]:
    """File name and source of so many integrations that differ in their names."""
    names = [f"links-{number}" for number in range(1, count + 1)]
    return {f"{name}.integration.js": integration(run, name=name, **metadata) for name in names}


def fetching(run: str, upstream: str) -> str:
    """A `run` that asks the upstream at this origin."""
    return run.replace("@UPSTREAM@", upstream)

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

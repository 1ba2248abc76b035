"""The types that `skerry init` puts beside an author's code, as the TypeScript compiler understands them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from runtime.project import create
from tests.npm import install

GOOD_TYPESCRIPT = """
import type { Integration, Result } from './integration';

export default {
  metadata: {
    name: 'owners',
    match: { contextType: 'github', context: { 'page.repository': { pattern: /^acme\\//, exists: true } } },
    cacheKey: ['page.repository', 'page.section.pull'],
    requiredSecrets: ['GITHUB_TOKEN'],
    permissions: { net: ['GET api.github.com/repos/'], secrets: ['GITHUB_TOKEN'] },
  },
  shouldRun: (context) => context.page.repository !== 'acme/secret',
  async run(context, secrets, dataFiles) {
    const known = await cache.get('names');
    const answer = await fetch(`https://api.github.com/repos/${context.page.repository}`, {
      headers: { Authorization: `Bearer ${secrets.GITHUB_TOKEN}` },
      signal: AbortSignal.timeout(2000),
    });
    if (!answer.ok) return null;
    logger.info({ status: answer.status, known, files: dataFiles.map((file) => file.id) }, 'asked');
    const { owner } = await answer.json();
    await cache.set('names', [owner.login], 60);
    const links: Result[] = [{ type: 'link', content: owner.login, href: owner.html_url, status: 'relevant' }];
    const items = [{ content: 'Logs', href: 'https://logs.example' }];
    return [...links, { type: 'dropdown', content: 'More', items }];
  },
} satisfies Integration;
"""

GOOD_JAVASCRIPT = """
// @ts-check
/** @type {import('./integration').Integration} */
const integration = {
  metadata: {
    name: 'wiki-links',
    match: { contextType: 'generic', context: { url: { startsWith: 'https://wiki.example.com/' } } },
  },
  run(context) {
    if (context.url.endsWith('/')) return;
    return { type: 'text', content: context.url };
  },
};
module.exports = integration;
"""

WRONG = {
    "{ metadata: { name: 'x-one', match: { contextType: 'github' } } }": "Property 'run' is missing",
    "{ metadata: { match: { contextType: 'github' } }, run() {} }": "Property 'name' is missing",
    "{ metadata: { name: 'x-one', match: { contextType: 'gihub' } }, run() {} }": "'\"gihub\"' is not assignable",
    "{ metadata: { name: 'x-one', match: { contextType: '*', context: { url: { startWith: '' } } } }, run() {} }": (
        "Did you mean to write 'startsWith'?"
    ),
    "{ metadata: { name: 'x-one', match: { contextType: '*', context: { url: { pattern: 'x' } } } }, run() {} }": (
        "Type 'string' is not assignable to type 'RegExp'"
    ),
    "{ metadata: { name: 'x-one', match: { contextType: 'generic', context: {} } }, run() {} }": (
        "Property 'url' is missing"
    ),
    "{ metadata: { name: 'x', match: { contextType: 'generic', context: { url: { exists: true } } } }, run() {} }": (
        "is not assignable to type"
    ),
    "{ metadata: { name: 'x-one', match: { contextType: '*' }, prority: 1 }, run() {} }": (
        "Did you mean to write 'priority'?"
    ),
    "{ metadata: { name: 'x-one', match: { contextType: '*' }, permissions: { hosts: [] } }, run() {} }": (
        "'hosts' does not exist"
    ),
    "{ metadata: { name: 'x-one', match: { contextType: '*' } }, run: () => [{ type: 'button', content: 'x' }] }": (
        "'\"button\"' is not assignable"
    ),
    "{ metadata: { name: 'x-one', match: { contextType: '*' } }, run: () => ({ type: 'dropdown', content: 'x' }) }": (
        "Property 'items' is missing"
    ),
    "{ metadata: { name: 'x-one', match: { contextType: '*' } }, run: () => ({ type: 'text', content: 1 }) }": (
        "Type 'number' is not assignable to type 'string'"
    ),
    "{ metadata: { name: 'x-one', match: { contextType: '*' } }, run: () => 'text' }": "is not assignable to type",
    "{ metadata: { name: 'x-one', match: { contextType: '*' } }, async run() { await cache.get(1); } }": (
        "'number' is not assignable to parameter of type 'string'"
    ),
    "{ metadata: { name: 'x-one', match: { contextType: '*' } }, run() { document.title; } }": (
        "Cannot find name 'document'"
    ),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    create(tmp_path)
    return tmp_path


def check(project: Path) -> tuple[int, str]:
    node = shutil.which("node")
    assert node is not None, "the tests need Node, for the TypeScript compiler"
    compiler = install() / "node_modules" / "typescript" / "bin" / "tsc"
    command = [node, str(compiler), "--project", "integrations", "--pretty", "false"]
    ran = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout


def test_right_ones_are_accepted_with_the_project_as_it_is_made(project: Path) -> None:
    folder = project / "integrations"
    (folder / "owners.integration.ts").write_text(GOOD_TYPESCRIPT)
    (folder / "wiki.integration.js").write_text(GOOD_JAVASCRIPT)
    (folder / "x.bundle.js").write_text("// @ts-check\nwrong")
    assert check(project) == (0, "")


def test_wrong_ones_are_refused_each_with_its_reason(project: Path) -> None:
    """All in one run of the compiler, which takes a second."""
    folder = project / "integrations"
    for number, text in enumerate(WRONG):
        content = f"import type {{ Integration }} from './integration';\nexport default {text} satisfies Integration;\n"
        (folder / f"wrong-{number:02}.integration.ts").write_text(content)
    (folder / "wrong-js.integration.js").write_text(GOOD_JAVASCRIPT.replace("'text'", "'txt'"))
    code, said = check(project)
    assert code != 0
    told = {number: told_of(said, f"wrong-{number:02}.integration.ts") for number in range(len(WRONG))}
    missing = {number: told[number] for number, reason in enumerate(WRONG.values()) if reason not in told[number]}
    assert missing == {}
    assert '"txt"' in told_of(said, "wrong-js.integration.js")


def told_of(said: str, file: str) -> str:
    """The compiler's message for one file: the line that names it, and the indented ones below."""
    lines = said.splitlines()
    begins = next((at for at, line in enumerate(lines) if file in line), None)
    if begins is None:
        return ""
    rest = lines[begins + 1 :]
    ends = next((at for at, line in enumerate(rest) if not line.startswith(" ")), len(rest))
    return "\n".join([lines[begins], *rest[:ends]])

"""Integrations with the AWS SDK: bundled as `skerry bundle` does it, and as they are, beside the packages, for Node."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import msgspec

from benchmarks.programs import NINE_RESULTS, integration
from runtime.bundle import open_esbuild
from runtime.bundle.make import make
from runtime.sources.bundles import decode_bundle
from runtime.sources.files import Root
from sandbox.turns import Call, CallFailed, Granted
from tests.npm import install, pinned

REQUIRE = "const { LambdaClient, ListTagsCommand } = require('@aws-sdk/client-lambda');"
LIST_TAGS = """async function () {
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
    const client = new LambdaClient({ region: 'eu-central-1', credentials });
    const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:checkout';
    const { Tags } = await client.send(new ListTagsCommand({ Resource: arn }));
    return Object.entries(Tags).map(([name, value]) => ({ type: 'text', content: `${name}: ${value}` }));
  }"""
"""A client made, a request signed, its answer read."""

INSIDE = integration(NINE_RESULTS, before=REQUIRE)
"""Has the SDK and does not use it in the run."""
USED = integration(LIST_TAGS, before=REQUIRE)

_TAGS = msgspec.json.encode({"Tags": {"team": "payments", "tier": "1"}})
_ANSWER = {
    "url": "https://lambda.eu-central-1.amazonaws.com/",
    "status": 200,
    "statusText": "OK",
    "redirected": False,
    "headers": [["content-type", "application/json"]],
}


class Endpoint:
    """The permission of a run that asks AWS: answered at once."""

    async def perform(self, call: Call) -> Granted:
        """Answer Lambda's ListTags. Errors: CallFailed."""
        if call.op != "fetch" or b"/2017-03-31/tags/" not in call.args:
            raise CallFailed("TypeError", f"{call.op} has no place in this benchmark")
        return Granted(msgspec.json.encode(_ANSWER), _TAGS)


@contextmanager
def beside_packages(source: str) -> Iterator[Path]:
    """The integration in a folder from which the SDK is found."""
    folder = Path(mkdtemp(dir=install(), prefix="bench-"))
    try:
        file = folder / "links.integration.js"
        file.write_text(source)
        yield file
    finally:
        shutil.rmtree(folder)


def bundled(source: str) -> str:
    """The integration with the SDK in it. Errors: BundleError."""
    packages = install()
    with beside_packages(source) as file, open_esbuild(pinned(packages), packages, packages) as esbuild:
        made = make(esbuild, Root(packages), file.relative_to(packages).as_posix())
    return decode_bundle(made.content, "links.bundle.js").code.decode()

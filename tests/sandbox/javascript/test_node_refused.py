"""What Node has and an integration has not: an error that says why, and what to use instead."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.javascript.conftest import Evaluate

GIVEN = [
    *("assert", "buffer", "crypto", "events", "path", "querystring", "string_decoder"),
    *("timers", "timers/promises", "url", "util"),
]
# require("module").builtinModules of Node 20 without those that are given, and what exists as node:NAME only. Not here:
# assert/strict, path/posix and util/types, which are given or refused with the name of what is given; both are right.
REFUSED = [
    *("async_hooks", "child_process", "cluster", "console", "constants", "dgram", "diagnostics_channel", "dns"),
    *("dns/promises", "domain", "fs", "fs/promises", "http", "http2", "https", "inspector", "inspector/promises"),
    *(
        "module",
        "net",
        "os",
        "path/win32",
        "perf_hooks",
        "process",
        "punycode",
        "readline",
        "readline/promises",
        "repl",
    ),
    *("sea", "sqlite", "stream", "stream/consumers", "stream/promises", "stream/web", "sys", "test", "test/reporters"),
    *("tls", "trace_events", "tty", "v8", "vm", "wasi", "worker_threads", "zlib"),
    *("_http_agent", "_http_client", "_http_common", "_http_incoming", "_http_outgoing", "_http_server"),
    *("_stream_duplex", "_stream_passthrough", "_stream_readable", "_stream_transform", "_stream_wrap"),
    *("_stream_writable", "_tls_common", "_tls_wrap"),
]
CAUGHT = "try { %s; return 'given'; } catch (error) { return [error.code, error.message]; }"


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("prefix", ["", "node:"])
async def test_a_module_that_is_not_given_is_refused_with_a_reason(evaluate: Evaluate, prefix: str, name: str) -> None:
    specifier = prefix + name
    code, message = await evaluate(CAUGHT % f"require({json.dumps(specifier)})")
    assert code == "MODULE_NOT_FOUND"
    assert message.startswith(f"Cannot find module '{specifier}'")
    assert "packages must be bundled" not in message


@pytest.mark.parametrize("name", GIVEN)
async def test_a_module_is_given_with_and_without_its_prefix(evaluate: Evaluate, name: str) -> None:
    assert await evaluate(f"return require('{name}') === require('node:{name}')") is True


@pytest.mark.parametrize(
    ("module", "expression", "hint"),
    [
        ("fs", "", "data files come as the third argument"),
        ("https", "", "use the global fetch"),
        ("child_process", "", "can start nothing"),
        ("process", "", "secrets come as the second argument"),
        ("worker_threads", "", "Promise.all"),
        ("stream", "", "ReadableStream"),
        ("zlib", "", "bundle a package"),
        ("crypto", ".createSign('RSA-SHA256')", "crypto.createSign is not available"),
        ("crypto", ".createCipheriv('aes-256-gcm', '', '')", "@noble/ciphers"),
        ("crypto", ".scryptSync('a', 'b', 1)", "PBKDF2"),
        ("url", ".fileURLToPath('file:///a')", "there are no files"),
        ("url", ".pathToFileURL('/a')", "there are no files"),
        ("path", ".win32", "POSIX"),
        ("util", ".parseArgs({})", "no command line"),
        ("events", ".on({}, 'x')", "events.once"),
    ],
)
async def test_the_error_names_the_remedy(evaluate: Evaluate, module: str, expression: str, hint: str) -> None:
    _, message = await evaluate(CAUGHT % f"require('{module}'){expression}")
    assert hint in message

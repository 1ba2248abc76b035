"""The names of Node's built-in modules: those that integrations have, and those that `require` refuses with a reason.

What the sandbox itself does is in its loader; a test compares the two.
"""

PROVIDED = frozenset(
    """
    assert assert/strict buffer crypto events path path/posix querystring string_decoder timers timers/promises
    url util util/types
    """.split()  # noqa: SIM905 - names, read as a text
)

REFUSED = frozenset(
    """
    _http_agent _http_client _http_common _http_incoming _http_outgoing _http_server _stream_duplex
    _stream_passthrough _stream_readable _stream_transform _stream_wrap _stream_writable _tls_common _tls_wrap
    async_hooks child_process cluster console constants dgram diagnostics_channel dns dns/promises domain fs
    fs/promises http http2 https inspector inspector/promises module net os path/win32 perf_hooks process punycode
    readline readline/promises repl sea sqlite stream stream/consumers stream/promises stream/web sys test
    test/reporters tls trace_events tty v8 vm wasi worker_threads zlib
    """.split()  # noqa: SIM905 - names, read as a text
)


def is_builtin(specifier: str) -> bool:
    """Whether it names a module of Node's own, or of ours, and so no package."""
    return specifier.startswith(("node:", "skerry:")) or specifier in PROVIDED or specifier in REFUSED

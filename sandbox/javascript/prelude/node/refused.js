// Node's built-in modules that an integration does not get: name -> why, and what to use instead.
const NO_FILES = "an integration has no file system; data files come as the third argument of run()";
const NO_SOCKETS = "an integration has no sockets; use the global fetch";
const NO_PROCESSES = "an integration is alone in its sandbox and can start nothing";
const NO_ENGINE = "an integration cannot reach the engine that runs it";
const NO_TERMINAL = "an integration has no terminal; use console or logger";
const NO_SYSTEM = "an integration sees nothing of the machine; secrets come as the second argument of run()";
const NO_STREAMS = "use ReadableStream, or read a whole response with text(), json() or arrayBuffer()";
const NO_THREADS = "an integration has one thread; Promise.all makes requests at the same time";
const NOT_BUILT_IN = "it is not built in; bundle a package that does it into the integration's file";

const reasons = [
  [NO_FILES, "fs fs/promises"],
  [NO_SOCKETS, "dgram dns dns/promises http http2 https net tls"],
  [
    NO_SOCKETS,
    "_http_agent _http_client _http_common _http_incoming _http_outgoing _http_server _tls_common _tls_wrap",
  ],
  [NO_PROCESSES, "child_process cluster"],
  [NO_ENGINE, "inspector inspector/promises trace_events v8 vm wasi"],
  [NO_TERMINAL, "readline readline/promises repl tty"],
  [NO_SYSTEM, "os process"],
  [NO_STREAMS, "stream stream/consumers stream/promises stream/web"],
  [NO_STREAMS, "_stream_duplex _stream_passthrough _stream_readable _stream_transform _stream_wrap _stream_writable"],
  [NO_THREADS, "worker_threads"],
  [NOT_BUILT_IN, "async_hooks diagnostics_channel domain punycode sea sqlite test test/reporters zlib"],
  ["use require as it is: it finds files of the integrations folder, JSON and the allowed built-ins", "module"],
  ["use the global console", "console"],
  ["use the global performance", "perf_hooks"],
  ["use crypto.constants or buffer.constants", "constants"],
  ["use require('util')", "sys"],
  ["use require('assert').strict", "assert/strict"],
  ["use require('path')", "path/posix"],
  ["paths here are POSIX paths; use require('path')", "path/win32"],
  ["use require('util').types", "util/types"],
];

const refused = { __proto__: null };
for (const [why, names] of reasons) for (const name of names.split(" ")) refused[name] = why;
exports.refused = refused;

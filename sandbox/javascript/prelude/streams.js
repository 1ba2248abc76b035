// The streams of the web platform (https://streams.spec.whatwg.org), together.

Object.assign(
  exports,
  require("./queuing_strategies"),
  require("./readable_stream"),
  require("./text_streams"),
  require("./transform_stream"),
  require("./writable_stream"),
);

// What the web platform puts on the global object: these names of these files, and nothing else that the files share.
const NAMES = {
  "./abort": ["AbortController", "AbortSignal"],
  "./base64": ["atob", "btoa"],
  "./blob": ["Blob", "File"],
  "./dom_exception": ["DOMException"],
  "./encoding": ["TextDecoder", "TextEncoder"],
  "./event": ["CustomEvent", "Event"],
  "./events": ["EventTarget"],
  "./fetch": ["fetch"],
  "./form_data": ["FormData"],
  "./headers": ["Headers"],
  "./performance": ["Performance", "PerformanceEntry", "PerformanceMark", "PerformanceMeasure", "performance"],
  "./queuing_strategies": ["ByteLengthQueuingStrategy", "CountQueuingStrategy"],
  "./readable_stream": ["ReadableStream", "ReadableStreamDefaultController", "ReadableStreamDefaultReader"],
  "./request": ["Request"],
  "./response": ["Response"],
  "./structured_clone": ["structuredClone"],
  "./text_streams": ["TextDecoderStream", "TextEncoderStream"],
  "./transform_stream": ["TransformStream", "TransformStreamDefaultController"],
  "./url": ["URL", "URLSearchParams"],
  "./writable_stream": ["WritableStream", "WritableStreamDefaultController", "WritableStreamDefaultWriter"],
};

for (const [file, names] of Object.entries(NAMES)) {
  const found = require(file);
  for (const name of names) exports[name] = found[name];
}

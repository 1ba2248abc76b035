// Runs an integration the way ToolJump does, in Node's `vm`: what the guards of Skerry are compared with.
// usage: node node_vm.mjs FILE CONTEXT_JSON; prints one line of JSON: what a client would get.
//
// ToolJump's sandbox also holds the host's own globalThis and require; with these no attack would need a trick. Here it
// holds a few of the host's functions, as sandboxes of this kind do.
import { readFileSync } from 'node:fs';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

const [file, text] = process.argv.slice(2);
const write = process.stdout.write.bind(process.stdout);
const logs = [];
let logged = 0;
const sink = new Writable({
  write(chunk, encoding, done) {
    logged += chunk.length;
    if (logs.length < 100) logs.push(String(chunk).slice(0, 1000));
    done();
  },
});
const kept = new Map([['integration:of-another', 'kept for another']]);

function load(name, source) {
  const module = { exports: {} };
  const console = new Console(sink, sink);
  const sandbox = vm.createContext({
    module, exports: module.exports, console, logger: { info: console.log, warn: console.log, error: console.log },
    cache: {
      async get(key) { return kept.get(`integration:${key}`); }, // the host's own source: source-of-the-host
      async set(key, value) { kept.set(`integration:${key}`, value); },
    },
    fetch, setTimeout, setInterval, clearTimeout, structuredClone, Buffer, URL, TextEncoder, performance,
  });
  vm.runInContext(source, sandbox, { filename: name });
  return module.exports;
}

async function results(integration, context) {
  if (integration.shouldRun && !(await integration.shouldRun(context))) return [];
  return (await integration.run(context, { TOKEN: 'placeholder' }, [{ id: 'notes', data: [1, 2, 3] }])) ?? [];
}

// The one line that says how it ended; what the attack does to the host's own objects is not to reach it.
function say(answer) {
  write(`${JSON.stringify(answer)}\n`);
}

Buffer.from(process.env.SKERRY_CANARY_OF_POOL ?? ''); // as a server does with a token: it lies in the pool now

setInterval(() => {}, 60_000); // a server does not end because nothing is going on

const context = JSON.parse(text);
const answer = { results: [], error: null, beside: null, logs };
try {
  const integration = load(pathToFileURL(file).href, readFileSync(file, 'utf8'));
  const pattern = integration.metadata.match.context?.['page.title']?.pattern;
  pattern?.test(context.page.title);
  answer.results = JSON.parse(JSON.stringify(await results(integration, context)));
} catch (error) {
  answer.error = String(error?.message ?? error).slice(0, 2000);
}
answer.logged = logged;
const beside = load('beside.js', "module.exports = { run(context) { return { type: 'text', content: `beside ${context.page.attack}` }; } };");
try {
  answer.beside = JSON.parse(JSON.stringify(await results(beside, JSON.parse(text))));
} catch (error) {
  answer.beside = String(error?.message ?? error);
}
await new Promise((resolve) => setTimeout(resolve, 5)); // what an attack has left behind may still act
say(answer);
process.exit(0);

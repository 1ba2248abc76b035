"""A library as bundlers leave it inside an integration's file: hundreds of modules, evaluated when the file is loaded.

Deterministic: the same seed gives the same bytes. The shape is what esbuild makes of an SDK: CommonJS wrappers that
require one another, classes, functions, tables of names, schemas, regular expressions, long strings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

BUNDLE_BYTES = 260_000
"""Of the AWS SDK for JavaScript v3 with one client, bundled for the browser."""
USE = "toolkit.describe('acme/shop')"
"""An expression that uses the bundle a little."""

_VERBS = ("get", "put", "list", "describe", "update", "delete", "resolve", "encode", "decode", "sign")
_NOUNS = ("Bucket", "Object", "Region", "Endpoint", "Policy", "Header", "Token", "Queue", "Table", "Item")
_TYPES = ("string", "integer", "boolean", "timestamp", "blob", "list", "map", "structure")
_HEAD = """var defined = (define, module) => () => {
  if (module === undefined) define((module = { exports: {} }).exports, module);
  return module.exports;
};
"""


def bundle(size: int = BUNDLE_BYTES, seed: int = 2) -> str:
    """JavaScript of about `size` bytes that defines `toolkit` and has evaluated all its modules."""
    chance = random.Random(seed)
    parts = [_HEAD]
    length = len(_HEAD)
    count = 0
    while length < size:
        text = _module(count, chance)
        parts.append(text)
        length += len(text)
        count += 1
    parts.append(_index(count))
    return "".join(parts)


def _module(number: int, chance: random.Random) -> str:
    needed = sorted({chance.randrange(number) for _ in range(min(number, 3))})
    name = f"{chance.choice(_NOUNS)}{chance.choice(_NOUNS)}{number}"
    return "\n".join(
        [
            f"// node_modules/@acme/sdk-{number % 17}/dist-es/{name}.js",
            f"var require{number} = defined((exports, module) => {{",
            '  "use strict";',
            *(f"  const needed{each} = require{each}();" for each in needed),
            *_table(name, chance),
            *_functions(name, chance),
            *_class(name, needed, chance),
            f"  exports.{name} = {name}; exports.names = NAMES; exports.create = (options) => new {name}(options);",
            "});\n",
        ]
    )


def _table(name: str, chance: random.Random) -> Iterator[str]:
    yield "  const NAMES = Object.freeze({"
    for index in range(chance.randint(6, 14)):
        key = f"{chance.choice(_VERBS).upper()}_{chance.choice(_NOUNS).upper()}_{index}"
        yield f'    {key}: "com.acme.{name.lower()}#{chance.choice(_VERBS)}{chance.choice(_NOUNS)}",'
    yield "  });"
    yield "  const SCHEMA = ["
    for index in range(chance.randint(4, 10)):
        member, kind, limit = f"{chance.choice(_NOUNS)}{index}", chance.choice(_TYPES), chance.randrange(1, 4096)
        yield f'    {{ member: "{member}", type: "{kind}", required: {_bool(chance)}, max: {limit} }},'
    yield "  ];"
    yield f"  const PATTERN = /^(?:[a-z0-9-]{{1,{chance.randrange(20, 63)}}}\\.)+{name.lower()}\\.(?:com|net|aws)$/i;"


def _functions(name: str, chance: random.Random) -> Iterator[str]:
    for index in range(chance.randint(2, 5)):
        verb, noun = chance.choice(_VERBS), chance.choice(_NOUNS)
        yield f"  function {verb}{noun}{index}(input, context = {{}}) {{"
        yield f"    if (input == null) throw new TypeError(`{verb}{noun}: an input is required, got ${{input}}`);"
        yield "    const output = {};"
        yield "    for (const { member, type, required } of SCHEMA) {"
        yield "      const value = input[member];"
        yield "      if (value === undefined) { if (required) output[member] = null; continue; }"
        yield f"      output[member] = type === '{chance.choice(_TYPES)}' ? String(value) : value;"
        yield "    }"
        yield f"    return {{ ...context, ...output, $kind: NAMES.{verb.upper()} ?? '{name}/{verb}{noun}' }};"
        yield "  }"
        yield f"  exports.{verb}{noun}{index} = {verb}{noun}{index};"


def _class(name: str, needed: list[int], chance: random.Random) -> Iterator[str]:
    yield f"  class {name} {{"
    yield f"    static version = '{chance.randrange(1, 9)}.{chance.randrange(100)}.{chance.randrange(10)}';"
    yield "    #cache = new Map();"
    yield "    constructor(options = {}) {"
    defaults = f"region: 'eu-west-{chance.randrange(1, 4)}', retries: {chance.randrange(1, 6)}"
    yield f"      this.options = {{ {defaults}, ...options }};"
    yield f"      this.parts = [{', '.join(f'needed{each}.names' for each in needed)}];"
    yield "    }"
    for index in range(chance.randint(3, 6)):
        verb, noun = chance.choice(_VERBS), chance.choice(_NOUNS)
        yield f"    async {verb}{noun}{index}(input) {{"
        yield f"      const key = `{verb}:${{this.options.region}}:${{JSON.stringify(input)}}`;"
        yield "      if (this.#cache.has(key)) return this.#cache.get(key);"
        yield "      try {"
        yield f"        const host = `${{input.{noun} ?? 'default'}}.{name.lower()}.com`;"
        yield "        if (!PATTERN.test(host)) throw new RangeError(`${host} is no endpoint`);"
        yield "        this.#cache.set(key, { host, at: this.parts.length });"
        yield "      } catch (error) {"
        yield f"        error.operation = '{verb}{noun}'; throw error;"
        yield "      }"
        yield "      return this.#cache.get(key);"
        yield "    }"
    yield "  }"


def _index(count: int) -> str:
    return "\n".join(
        [
            "var toolkit = (() => {",
            f"  const modules = [{', '.join(f'require{number}()' for number in range(count))}];",
            "  const clients = modules.map((each) => each.create({ retries: 2 }));",
            "  const names = new Set(modules.flatMap((each) => Object.values(each.names)));",
            "  return {",
            "    clients, names,",
            "    describe: (name) => `${name}: ${clients.length} clients, ${clients[0].options.region}`,",
            "  };",
            "})();\n",
        ]
    )


def _bool(chance: random.Random) -> str:
    return "true" if chance.random() < 0.5 else "false"

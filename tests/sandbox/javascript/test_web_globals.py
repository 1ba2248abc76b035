from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

Evaluate = Callable[[str], Awaitable[Any]]

INTERFACES = [
    "AbortController",
    "AbortSignal",
    "Blob",
    "ByteLengthQueuingStrategy",
    "CountQueuingStrategy",
    "CustomEvent",
    "DOMException",
    "Event",
    "EventTarget",
    "File",
    "FormData",
    "Headers",
    "Performance",
    "ReadableStream",
    "ReadableStreamDefaultController",
    "ReadableStreamDefaultReader",
    "Request",
    "Response",
    "TextDecoder",
    "TextDecoderStream",
    "TextEncoder",
    "TextEncoderStream",
    "TransformStream",
    "TransformStreamDefaultController",
    "URL",
    "URLSearchParams",
    "WritableStream",
    "WritableStreamDefaultController",
    "WritableStreamDefaultWriter",
]
FUNCTIONS = {"atob": 1, "btoa": 1, "fetch": 1, "structuredClone": 1, "queueMicrotask": 1}
INTERNAL = ["bytesOfBlob", "decode", "encode", "entriesOf", "fire", "listOf", "makeHeaders", "makeResponse", "stateOf"]


@pytest.mark.parametrize("name", INTERFACES)
async def test_an_interface_is_a_class_with_a_tag(evaluate: Evaluate, name: str) -> None:
    source = f"""
        const {{ enumerable, writable, configurable }} = Object.getOwnPropertyDescriptor(globalThis, "{name}");
        const tag = Object.getOwnPropertyDescriptor({name}.prototype, Symbol.toStringTag);
        return [typeof {name}, {name}.name, enumerable, writable, configurable, tag.value, tag.enumerable];
    """
    assert await evaluate(source) == ["function", name, False, True, True, name, False]


@pytest.mark.parametrize(("name", "length"), FUNCTIONS.items())
async def test_a_function_has_its_name_and_length(evaluate: Evaluate, name: str, length: int) -> None:
    assert await evaluate(f"return [{name}.name, {name}.length]") == [name, length]


async def test_members_of_interfaces_are_enumerable_and_nothing_else_is_public(evaluate: Evaluate) -> None:
    source = f"""
        const hidden = [];
        for (const name of {INTERFACES!r}) {{
            const members = Object.getOwnPropertyDescriptors(globalThis[name].prototype);
            for (const [key, {{ enumerable }}] of Object.entries(members)) {{
                if (!enumerable && key !== "constructor" && !/_ERR$/.test(key)) hidden.push(`${{name}}.${{key}}`);
            }}
        }}
        return hidden;
    """
    assert await evaluate(source) == []


async def test_what_the_files_of_the_prelude_share_is_not_global(evaluate: Evaluate) -> None:
    assert await evaluate(f"return {INTERNAL!r}.filter((name) => name in globalThis)") == []


async def test_performance_starts_at_zero_and_stands_still(evaluate: Evaluate) -> None:
    source = """
        const first = performance.now();
        for (let i = 0; i < 1000; i++);
        const second = performance.now();
        await new Promise((resolve) => setTimeout(resolve, 20));
        return [first, second, performance.now() >= 0, performance.timeOrigin];
    """
    assert await evaluate(source) == [0, 0, True, 1_767_225_600_000]


SHOWN = [
    ("new URLSearchParams('a=1')", "URLSearchParams"),
    ("new URL('https://a.example/p?q=1')", "https://a.example/p?q=1"),
    ("new Headers({ 'X-A': 'b' })", "x-a"),
    ("new Response('', { status: 404 })", "404"),
    ("new Request('https://a.example/r')", "https://a.example/r"),
    ("new Blob(['abc'])", "size: 3"),
]


@pytest.mark.parametrize(("expression", "shown"), SHOWN)
async def test_the_console_shows_what_is_inside(evaluate: Evaluate, expression: str, shown: str) -> None:
    assert shown in await evaluate(f"return require('util').inspect({expression})")

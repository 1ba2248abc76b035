"""Recursion of every kind ends in a RangeError that JavaScript can catch, at the same depth each time."""

from __future__ import annotations

import pytest

from tests.sandbox.javascript.conftest import Evaluate

CHAIN = "let it = %s; for (let i = 0; i < 9000; i++) it = %s;"
BOUND = "let it = function () {}; for (let i = 0; i < 9000; i++) { it = it.bind(null); delete it.name; }"
NESTED = CHAIN % ("[]", "[it]")
PROXY = CHAIN % ("function () {}", "new Proxy(it, {})")

# What sets up -> what recurses (deeper than any limit, as an expression).
CALLS = {
    "function": ("const f = () => f();", "f()"),
    "constructor": ("class A { constructor() { new A(); } }", "new A()"),
    "derived constructor": ("class A { constructor() { new B(); } } class B extends A {}", "new B()"),
    "apply": ("function f() { f.apply(null, [1]); }", "f()"),
    "bound function": ("const f = () => g(), g = f.bind(null);", "f()"),
    "chain of bound functions": (BOUND, "it()"),
    "instanceof of bound functions": (BOUND, "({}) instanceof it"),
    "realm of bound functions": (BOUND, "Reflect.construct(Array, [], it)"),
    "getter": ("const o = { get x() { return this.x; } };", "o.x"),
    "toString": ("const o = { toString() { return `${o}`; } };", "`${o}`"),
    "valueOf": ("const o = { valueOf() { return +o; } };", "+o"),
    "hasInstance": ("class A { static [Symbol.hasInstance](x) { return x instanceof A; } }", "1 instanceof A"),
    "sort callback": ("const f = () => { [2, 1].sort(f); return 0; };", "f()"),
    "map callback": ("const f = () => [1].map(f);", "f()"),
    "replace callback": ("const f = () => 'a'.replace(/a/g, f);", "f()"),
    "reviver": ("const f = () => JSON.parse('[1]', f);", "f()"),
    "replacer": ("const f = () => JSON.stringify([1], f);", "f()"),
    "replacer that nests": ("", "JSON.stringify([1], (key, value) => [value])"),
    "toJSON": ("const o = { toJSON() { return JSON.stringify(o); } };", "JSON.stringify(o)"),
    "generator": ("function* f() { yield* f(); }", "[...f()]"),
    "iterator": ("const o = { [Symbol.iterator]() { return [...o]; } };", "[...o]"),
    "iterator helpers": (f"const f = () => {{ {CHAIN} return it.next(); }};" % ("[1].values()", "it.drop(0)"), "f()"),
    "eval": ("const f = () => eval('f()');", "f()"),
    "new Function": ("globalThis.f = () => new Function('f()')();", "f()"),
    "spread of a getter": ("const o = { get a() { return { ...o }; } };", "({ ...o })"),
    "proxy trap": ("const p = new Proxy({}, { get(t, k, p) { return p[k]; } });", "p.x"),
    "proxy in its own prototype": ("const p = new Proxy({}, {}); Object.setPrototypeOf(p, Object.create(p));", "p.x"),
    "proxies, get": (PROXY, "it.x"),
    "proxies, set": (PROXY, "it.x = 1"),
    "proxies, has": (PROXY, "'x' in it"),
    "proxies, delete": (PROXY, "delete it.x"),
    "proxies, keys": (PROXY, "Object.keys(it)"),
    "proxies, define": (PROXY, "Object.defineProperty(it, 'x', { value: 1 })"),
    "proxies, prototype": (PROXY, "Object.getPrototypeOf(it)"),
    "proxies, call": (PROXY, "it()"),
    "proxies, construct": (PROXY, "new it()"),
}
DATA = {
    "join": (NESTED, "it.join()"),
    "flat": (NESTED, "it.flat(Infinity)"),
    "JSON.stringify, arrays": (NESTED, "JSON.stringify(it)"),
    "JSON.stringify, objects": (CHAIN % ("{}", "{ it }"), "JSON.stringify(it)"),
    "JSON.parse, arrays": ("", "JSON.parse('['.repeat(1e5))"),
    "JSON.parse, objects": ("", """JSON.parse('{"a":'.repeat(1e5))"""),
    "RegExp": ("", "new RegExp('(?:'.repeat(1e5))"),
    "RegExp, look-ahead": ("", "new RegExp('(?='.repeat(1e5))"),
}
# What opens another level each time it is repeated ("_" is a space).
SOURCES = """
( [ [... x={a: ({[ { ! -_ typeof_ new_ a= a=> 0?1: 1** f( a[ a?.[ `${ import( (a= ()=>{
if(1) while(0) for(;;) do_ try{ switch(1){case_1: with(a)
function_f(){ (function(){ (class{x= (class_extends_ class_A{m(){
"""
SPACED = [text.replace("_", " ") for text in SOURCES.split()]
KINDS = CALLS | DATA | {f"source {text}": ("", f"(0, eval)({text!r}.repeat(1e5))") for text in SPACED}
CATCH = """
%s
const outcomes = [];
for (let i = 0; i < 2; i++) {
  try { %s; outcomes.push("nothing"); } catch (error) { outcomes.push(`${error}`, error instanceof RangeError); }
}
return outcomes;
"""


@pytest.mark.parametrize("kind", KINDS)
async def test_it_ends_in_a_range_error(evaluate: Evaluate, kind: str) -> None:
    before, expression = KINDS[kind]
    assert await evaluate(CATCH % (before, expression)) == ["RangeError: Maximum call stack size exceeded", True] * 2


async def test_the_depth_is_the_same_each_time_and_enough_for_real_programs(evaluate: Evaluate) -> None:
    source = """
    let depth = 0;
    const f = () => { depth++; f(); };
    const measure = () => { depth = 0; try { f(); } catch {} return depth; };
    return [measure(), measure()];
    """
    first, second = await evaluate(source), await evaluate(source)
    assert first == second
    assert first[0] == first[1] > 900


@pytest.mark.parametrize(
    "expression",
    [
        "JSON.stringify(JSON.parse('['.repeat(n) + ']'.repeat(n))).length / 2",
        "eval('('.repeat(n / 2) + n + ')'.repeat(n / 2))",
        "eval('0?1:'.repeat(n) + n)",
        "eval('1' + '+1'.repeat(100 * n)) / 100 | 0",
        "new RegExp('(?:'.repeat(n) + ')'.repeat(n)).test('') && n",
    ],
)
async def test_what_is_nested_deeply_but_not_too_deeply_works(evaluate: Evaluate, expression: str) -> None:
    assert await evaluate(f"const n = 800; return {expression};") == 800


async def test_freeing_what_is_nested_needs_no_stack(evaluate: Evaluate) -> None:
    chains = ["{ it }", "[it]", "() => it", "new Map([[it, it]])", "Promise.resolve([it])", "[it].values()"]
    made = "".join(
        f"{{ let it = null; for (let i = 0; i < 5000; i++) {{ const last = it; it = ((it) => {chain})(last); }} }}"
        for chain in chains
    )
    assert await evaluate(f"{made} return 'freed';") == "freed"

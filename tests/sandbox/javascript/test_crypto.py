"""Random values come from the run's seed; what Web Cryptography lacks says so. node_cases/webcrypto.txt has more."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.frames import SEED_BYTES
from sandbox.thread_runner import ThreadRunner
from tests.sandbox.javascript.conftest import Evaluate
from tests.sandbox.programs import value_of

DRAWS = """
const node = require("crypto");
exports.run = () => [
  crypto.randomUUID(),
  [...crypto.getRandomValues(new Uint8Array(8))],
  node.randomBytes(8).toString("hex"),
  node.randomInt(1e9),
  node.randomUUID(),
];
"""
REJECTED = "return await crypto.subtle.%s.then(() => 'resolved', (error) => [error.name, error.message]);"
SKEW = """
const { randomInt } = require("crypto");
const counts = new Array(6).fill(0);
for (let i = 0; i < 1200; i++) counts[randomInt(6)]++;
return counts;
"""


async def draw(runner: ThreadRunner, seed: bytes) -> list[Any]:
    drawn = await value_of(runner, DRAWS, seed=seed)
    assert isinstance(drawn, list)
    return drawn


async def test_the_same_seed_draws_the_same_values(runner: ThreadRunner) -> None:
    seed = bytes(range(SEED_BYTES))
    assert await draw(runner, seed) == await draw(runner, seed)


async def test_another_seed_draws_other_values(runner: ThreadRunner) -> None:
    one = await draw(runner, bytes(SEED_BYTES))
    other = await draw(runner, b"\x01" + bytes(SEED_BYTES - 1))
    assert all(left != right for left, right in zip(one, other, strict=True))


async def test_values_of_one_run_differ(runner: ThreadRunner) -> None:
    uuid, _, _, _, other = await draw(runner, bytes(SEED_BYTES))
    assert uuid != other


async def test_random_integers_are_spread_evenly(evaluate: Evaluate) -> None:
    # 1200 throws of a fair die: 200 each, standard deviation 13.
    assert all(130 < count < 270 for count in await evaluate(SKEW))


@pytest.mark.parametrize(
    ("call", "algorithm"),
    [
        ("digest('SHA-224', new Uint8Array(1))", "SHA-224"),
        ("encrypt({ name: 'AES-GCM' }, {}, new Uint8Array(1))", "AES-GCM"),
        ("decrypt({ name: 'RSA-OAEP' }, {}, new Uint8Array(1))", "RSA-OAEP"),
        ("sign('RSASSA-PKCS1-v1_5', {}, new Uint8Array(1))", "RSASSA-PKCS1-v1_5"),
        ("verify('Ed25519', {}, new Uint8Array(1), new Uint8Array(1))", "Ed25519"),
        ("importKey('raw', new Uint8Array(16), 'AES-CBC', false, ['encrypt'])", "AES-CBC"),
        ("generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])", "ECDSA"),
        ("wrapKey('raw', {}, {}, 'AES-KW')", "AES-KW"),
        ("unwrapKey('raw', new Uint8Array(1), {}, 'AES-KW', 'HMAC', true, ['sign'])", "AES-KW"),
        ("deriveBits({ name: 'ECDH' }, {}, 8)", "ECDH"),
    ],
)
async def test_an_algorithm_that_is_missing_is_named(evaluate: Evaluate, call: str, algorithm: str) -> None:
    name, message = await evaluate(REJECTED % call)
    assert name == "NotSupportedError"
    assert message.startswith(f"The algorithm {algorithm} is not available")


async def test_a_key_that_is_not_extractable_stays_inside(evaluate: Evaluate) -> None:
    source = """
        const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
        const refused = await crypto.subtle.exportKey("raw", key).catch((error) => error.name);
        return [refused, JSON.stringify(key), Object.keys(key), require("util").inspect(key).includes("secret:")];
    """
    assert await evaluate(source) == ["InvalidAccessError", "{}", [], False]

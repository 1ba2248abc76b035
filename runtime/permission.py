"""What one run may do: the calls that its guest can make, performed with the authority of its file and no other."""

from __future__ import annotations

import asyncio
from typing import Annotated, TypeVar

import msgspec

from runtime.egress.authority import Authority
from runtime.egress.errors import EgressError
from runtime.egress.fetch import Fetcher
from runtime.egress.held import Hold
from runtime.egress.reflections import Reflections
from runtime.egress.request import decode_request
from runtime.guest_cache import GuestCache, GuestCacheError
from runtime.secrets.run import RunSecrets
from sandbox.turns import Call, CallFailed, Granted


class _Get(msgspec.Struct, frozen=True):
    key: Annotated[str, msgspec.Meta(min_length=1)]


class _Set(msgspec.Struct, frozen=True):
    key: Annotated[str, msgspec.Meta(min_length=1)]
    value: msgspec.Raw
    ttl: float | None = None


Arguments = TypeVar("Arguments", _Get, _Set)


class RunPermission:
    """Implements `sandbox.turns.Permission` for one run of the file that `authority` is for."""

    def __init__(
        self, authority: Authority, secrets: RunSecrets, fetcher: Fetcher, cache: GuestCache, deadline: float
    ) -> None:
        """`deadline` is a time of the event loop's clock: no call lasts longer."""
        self._authority = authority
        self._secrets = secrets
        self._fetcher = fetcher
        self._cache = cache
        self._deadline = deadline
        self._holds: list[Hold] = []
        self._reflections = Reflections()

    def close(self) -> None:
        """Give up what answers hold that the run has not taken over; to be called at its end."""
        for hold in self._holds:
            hold.release()

    async def perform(self, call: Call) -> Granted:
        """Perform a call of the guest's. Errors: CallFailed; Ended, after two answers that repeat a secret."""
        match call.op:
            case "fetch":
                return await self._fetch(call)
            case "cache.get":
                return self._get(_decode(call, _Get))
            case "cache.set":
                return self._set(_decode(call, _Set))
        raise CallFailed("TypeError", f"this server knows no call {call.op}: it has fetch, cache.get and cache.set")

    async def _fetch(self, call: Call) -> Granted:
        seconds = max(self._deadline - asyncio.get_running_loop().time(), 0)
        hold = self._fetcher.hold(self._authority)
        self._holds.append(hold)
        try:
            with hold:
                request = decode_request(call.args, call.body)
                response = await self._fetcher.fetch(
                    request,
                    self._authority,
                    self._secrets,
                    timeout_s=seconds,
                    hold=hold,
                    reflections=self._reflections,
                )
        except EgressError as error:
            raise CallFailed("TypeError", self._secrets.redact(str(error))) from None
        return Granted(bytes(response.reply()), response.body, hold.release)

    def _get(self, asked: _Get) -> Granted:
        found = self._cache.get(self._authority.path, asked.key)
        return Granted(b"{}" if found is None else b'{"value":' + found + b"}")

    def _set(self, asked: _Set) -> Granted:
        """A placeholder is of no use to the next run, so what holds one is not kept."""
        if self._secrets.hold_placeholder(bytes(asked.value)):
            return Granted()
        try:
            self._cache.set(self._authority.path, asked.key, bytes(asked.value), asked.ttl)
        except GuestCacheError as error:
            raise CallFailed("RangeError", str(error)) from None
        return Granted()


def _decode(call: Call, kind: type[Arguments]) -> Arguments:
    """Errors: CallFailed; only a compiled guest can get there."""
    try:
        return msgspec.json.decode(call.args, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CallFailed("TypeError", f"the arguments of {call.op} are not as described: {error}") from None

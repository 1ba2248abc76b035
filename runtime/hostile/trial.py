"""A case and its control: two attacks, two verdicts."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Literal

import msgspec

from runtime.hostile.alone import attack_alone
from runtime.hostile.attack import attack
from runtime.hostile.case import Case
from runtime.hostile.collection import Collection
from runtime.hostile.controls import NODE, Weak, parts_of, with_limits
from runtime.hostile.ground import Ground, open_ground
from runtime.hostile.node import attack_node, node_is_there
from runtime.hostile.observation import Observation
from runtime.hostile.oracles import breach, harm_done, surprise
from runtime.hostile.plants import Plants
from runtime.settings import Settings


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """Both verdicts about one case; `why` and `control_why` say in words what was seen. `seconds` are for both."""

    name: str
    title: str
    guard: str
    control: str
    verdict: Literal["contained", "got through", "unclear"]
    """Unclear: nothing got through, but it did not fail as it should."""
    why: str = ""
    control_verdict: Literal["got through", "held", "skipped"]
    """Held: the attack did not work without the guard either, so the case proves nothing."""
    control_why: str = ""
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Contained, and shown to be an attack."""
        return self.verdict == "contained" and self.control_verdict != "held"


class Tribunal:
    """Tries cases, one after the other, in this process."""

    def __init__(self, settings: Settings, collection: Collection, plants: Plants, ground: Ground) -> None:
        """`ground` is this installation as it is; cases with limits or controls of their own get others."""
        self._settings = settings
        self._collection = collection
        self._plants = plants
        self._ground = ground
        self._weak: dict[str, Ground] = {}
        self._open = AsyncExitStack()

    async def try_case(self, name: str) -> Trial:
        """Both verdicts."""
        case = self._collection.cases[name]
        began = time.perf_counter()
        seen = await self.attack(case, Weak())
        limits = self._settings_of(case).limits
        got = breach(case, self._plants, limits, seen)
        unclear = "" if got else surprise(case, seen)
        control, control_why = await self._try_control(case)
        return Trial(
            name=case.name,
            title=case.title,
            guard=case.guard,
            control=case.control,
            verdict="got through" if got else "unclear" if unclear else "contained",
            why=got or unclear,
            control_verdict=control,
            control_why=control_why,
            seconds=time.perf_counter() - began,
        )

    async def _try_control(self, case: Case) -> tuple[Literal["got through", "held", "skipped"], str]:
        if case.control == NODE and not node_is_there():
            return "skipped", "there is no `node` to compare with"
        seen = await self.attack_control(case)
        harm = harm_done(case, self._plants, self._settings_of(case).limits, seen)
        return ("got through", harm) if harm else ("held", seen.gist)

    async def attack_control(self, case: Case) -> Observation:
        """The attack without the guard, wherever it has to be."""
        if case.control == NODE:
            return await attack_node(case, self._plants, self._settings.limits, self._ground.hosts)
        weak = parts_of(case, self._settings_of(case))
        return await (attack_alone(self._settings, case) if weak.deadly else self.attack(case, weak))

    async def attack(self, case: Case, weak: Weak) -> Observation:
        """The attack in this process, with these parts."""
        async with self._on_ground(case, weak) as ground:
            return await attack(ground, case, self._collection, self._plants)

    @asynccontextmanager
    async def _on_ground(self, case: Case, weak: Weak) -> AsyncIterator[Ground]:
        if weak == Weak() and not case.limits:
            yield self._ground
        elif case.limit or case.limits or weak.deadly:
            async with open_ground(self._settings_of(case), weak, self._plants) as ground:
                yield ground
        else:  # the next case with this control will want it, too
            if case.control not in self._weak:
                opening = open_ground(self._settings, weak, self._plants)
                self._weak[case.control] = await self._open.enter_async_context(opening)
            yield self._weak[case.control]

    async def aclose(self) -> None:
        """Closes the grounds of controls."""
        await self._open.aclose()

    def _settings_of(self, case: Case) -> Settings:
        return with_limits(self._settings, case.limits)

"""What stands in the place of a guard when its attack must get through. Everything else stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from runtime.catalog import Catalog
from runtime.dispatch import Dispatch
from runtime.egress.policy import Policy
from runtime.execution import Executor
from runtime.grants import Grants
from runtime.hostile.case import Case
from runtime.hostile.weak.lenient import LenientRunner
from runtime.hostile.weak.one_instance import OneInstance
from runtime.hostile.weak.open_cache import with_open_cache
from runtime.hostile.weak.open_grants import AllSecrets, GrantsByName, GrantsByWish
from runtime.hostile.weak.open_policy import OpenPolicy
from runtime.hostile.weak.open_secrets import (
    Remembering,
    ShownUrl,
    Unkept,
    Unmasked,
    Unscrubbed,
    in_any_place,
    on_any_host,
    with_secrets,
)
from runtime.hostile.weak.shared_keys import SharedKeys
from runtime.hostile.weak.unchecked import GivenImports, UncheckedMemory, UncheckedModule
from runtime.hostile.weak.unjudged import without_judge
from runtime.hostile.weak.unreset import unreset_runner
from runtime.settings import Egress, Settings
from sandbox.limits import Limits
from sandbox.runner import Runner
from sandbox.thread_runner import ThreadRunner

NODE = "node"
"""The control is Node's `vm`."""
LIFT = 4
"""A lifted limit is this many times the other: enough to be passed, and an end for the attack all the same."""
LIFTS = {"load_cpu_ms": 100, "turns": 2, "source_bytes": 100, "response_header_bytes": 1}
EVERY_ADDRESS = ("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1")


def _unchanged(executor: Executor) -> Executor:
    return executor


def _granted(grants: Grants, catalog: Catalog) -> Grants:
    return grants


class Weak(msgspec.Struct, frozen=True):
    """Parts for the places of the real ones; without any, nothing is weak."""

    limits: Mapping[str, int] = {}
    """Of the sandbox and of outgoing requests, in place of the settings' own."""
    runner: Callable[..., Runner] = ThreadRunner
    executor: Callable[[Executor], Executor] = _unchanged
    dispatch: type[Dispatch] = Dispatch
    policy: Policy | None = None
    grants: Callable[[Grants, Catalog], Grants] = _granted
    private: tuple[str, ...] = ()
    """More addresses that may be reached."""
    deadly: bool = False
    """The attack takes the process with it: it gets one of its own."""


CONTROLS = {
    "one instance": Weak(runner=OneInstance),
    "no reset": Weak(runner=unreset_runner),
    "lenient decoder": Weak(runner=LenientRunner),
    "unchecked addresses": Weak(runner=UncheckedMemory, limits={"frame_bytes": 2**33}, deadly=True),
    "unchecked module": Weak(runner=UncheckedModule),
    "given imports": Weak(runner=GivenImports),
    "open cache": Weak(executor=with_open_cache),
    "shared keys": Weak(dispatch=SharedKeys),
    "no judge": Weak(executor=without_judge),
    "open policy": Weak(policy=OpenPolicy()),
    "open addresses": Weak(private=EVERY_ADDRESS),
    "grants by name": Weak(grants=GrantsByName),
    "grants by wish": Weak(grants=GrantsByWish),
    "all secrets": Weak(grants=AllSecrets),
    "any host": Weak(executor=with_secrets(on_any_host)),
    "any place": Weak(executor=with_secrets(in_any_place)),
    "no scrubber": Weak(executor=with_secrets(Unscrubbed)),
    "no mask": Weak(executor=with_secrets(Unmasked)),
    "credentials are not kept": Weak(executor=with_secrets(Unkept)),
    "shown URL": Weak(executor=with_secrets(ShownUrl)),
    "shared placeholders": Weak(executor=lambda executor: with_secrets(Remembering())(executor)),
}


def parts_of(case: Case, settings: Settings) -> Weak:
    """The control's parts, for all controls but Node; `settings` are those that the case is under."""
    if not case.limit:
        return CONTROLS[case.control]
    return Weak(limits={case.limit: limit_of(settings, case.limit) * LIFTS.get(case.limit, LIFT)})


def limit_of(settings: Settings, name: str) -> int:
    """A limit of the sandbox or of outgoing requests."""
    found: int = getattr(settings.limits if name in Limits.__struct_fields__ else settings.egress, name)
    return found


def with_limits(settings: Settings, limits: Mapping[str, int]) -> Settings:
    """The settings with these limits."""
    own = {name: value for name, value in limits.items() if name in Limits.__struct_fields__}
    outgoing = {name: value for name, value in limits.items() if name in Egress.__struct_fields__}
    return msgspec.structs.replace(
        settings,
        limits=msgspec.structs.replace(settings.limits, **own),
        egress=msgspec.structs.replace(settings.egress, **outgoing),
    )

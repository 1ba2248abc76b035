"""Everything that can go wrong in the sandbox, by whose fault it is.

SandboxError
|- GuestError            the program's fault: ends its run, shown to people
|  |- GuestFailed        it threw, or answered FAILED
|  |- LimitExceeded      it used more than it may
|  |- Trapped            its WebAssembly trapped
|  |- Ended              its permission ended it: what it does is not tolerated
|  `- AbiBroken          its answer is not what the guest ABI says
|- ProgramRefused        the program cannot be prepared: its author's or the operator's fault
|- Full                  too much is going on: the caller may come back
`- Dropped               the run was given up by the server: nobody waits for it
"""

from __future__ import annotations


class SandboxError(Exception):
    """Root of the sandbox's errors."""


class GuestError(SandboxError):
    """The program's own fault; `str()` is what its author reads."""


class GuestFailed(GuestError):
    """The program threw: `name` is "TypeError" or the like (or empty), `stack` its frames, one a line."""

    def __init__(self, name: str, message: str, stack: str = "") -> None:
        super().__init__(f"{name}: {message}" if name else message)
        self.name = name
        self.message = message
        self.stack = stack


UNITS = {"ms": " ms", "bytes": " bytes", "fuel": " fuel"}


class LimitExceeded(GuestError):
    """A limit was hit. `setting` is the field of Limits; `used` and `allowed` have its unit; `remark` explains them."""

    def __init__(self, setting: str, used: int, allowed: int, remark: str = "") -> None:
        self.setting = setting
        self.used = used
        self.allowed = allowed
        unit = UNITS.get(setting.rpartition("_")[2], "")
        what = {
            "turn_fuel": "too much computing without a pause",
            "turn_cpu_ms": "too much CPU time without a pause",
            "run_fuel": "too much computing",
            "run_cpu_ms": "too much CPU time",
            "load_fuel": "too much computing while loading",
            "load_cpu_ms": "too much CPU time while loading",
            "memory_bytes": "out of memory",
            "guest_memory_bytes": "the server has no memory left for all runs together",
            "wall_ms": "took too long",
        }.get(setting, "over its limit")
        if setting == "memory_bytes" and used < allowed:
            remark = ", and asked for more than was left"
        super().__init__(
            f"{what}: used {used:,}{unit} of {allowed:,}{unit} allowed{remark} "
            f"(limit {setting}, [limits] in skerry.toml)"
        )


class Trapped(GuestError):
    """WebAssembly trapped: `reason` is wasmtime's word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the program crashed: {reason}")
        self.reason = reason


class Ended(GuestError):
    """The run's permission ended it, for the reason given; raised by `Permission.perform`."""


class AbiBroken(GuestError):
    """The guest's answer breaks the guest ABI."""

    def __init__(self, rule: str) -> None:
        super().__init__(f"the program broke the guest ABI: {rule}")


class ProgramRefused(SandboxError):
    """The program cannot run here; `str()` names the reason and the remedy."""


class Full(SandboxError):
    """All places and the queue are taken; try again in `retry_after` seconds."""

    def __init__(self, retry_after: int, message: str) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Dropped(SandboxError):
    """The run was dropped while it was working or waiting."""

"""Puts walls up around itself and becomes another program. It is executed as a file, with an empty environment, and
imports nothing of the project.

The one argument is JSON, see Order. The walls, in this order: no network (a namespace of its own, or Landlock), bounds
of time, memory and files, no new privileges, and Landlock: from then on it can read below `read`, write below `write`,
and execute nothing from any file. The program itself comes as a descriptor of sealed memory, which is no file.

Sources: landlock(7), https://docs.kernel.org/userspace-api/landlock.html, and linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
from typing import NoReturn, TypedDict

EXIT_CODE = 125
"""When the walls cannot be put up; the reason is on standard error, and nothing was executed."""


class Order(TypedDict):
    """What is asked for."""

    program: int
    """A descriptor of what to execute."""
    arguments: list[str]
    folder: str
    """Where it works."""
    read: str
    write: str
    cpu_seconds: int
    memory_bytes: int
    file_bytes: int


_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on all architectures but alpha
_VERSION = 1
_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000

_WRITE_FILE, _READ_FILE, _READ_DIR, _MAKE_REGULAR, _TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 8, 1 << 14
# All rights that a version of Landlock knows: what is handled and not allowed is refused.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK_RIGHTS = {4: 0b11}  # bind and connect, TCP
_SCOPES = {6: 0b11}  # abstract sockets, signals

_libc = ctypes.CDLL(None, use_errno=True)


class Ruleset(ctypes.Structure):
    """struct landlock_ruleset_attr."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class PathBeneath(ctypes.Structure):
    """struct landlock_path_beneath_attr."""

    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def landlock_version() -> int:
    """The kernel's version of Landlock; 0 if it has none, or if it is not switched on."""
    version: int = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    return max(0, version)


def leave_network() -> bool:
    """Go to a network that has no interfaces; False if this user may not."""
    return any(_libc.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def bound(order: Order) -> None:
    """Limits of time, memory and size of files."""
    for what, limit in (
        (resource.RLIMIT_CPU, order["cpu_seconds"]),
        (resource.RLIMIT_AS, order["memory_bytes"]),
        (resource.RLIMIT_FSIZE, order["file_bytes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def restrict(version: int, read: str, write: str) -> None:
    """Landlock: from here on only these two folders. Errors: OSError."""
    ruleset = Ruleset(*handled(version))
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = _checked(_libc.syscall(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), ctypes.c_uint32(0)))
    written = _WRITE_FILE | _MAKE_REGULAR | (_TRUNCATE if version >= 3 else 0)
    for path, rights in ((read, _READ_FILE | _READ_DIR), (write, written)):
        parent = os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        beneath = PathBeneath(rights, parent)
        _checked(_libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, ctypes.byref(beneath), ctypes.c_uint32(0)))
        os.close(parent)
    _checked(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _checked(_libc.syscall(_RESTRICT_SELF, rules, ctypes.c_uint32(0)))
    os.close(rules)


def handled(version: int) -> tuple[int, int, int]:
    """All rights to files and network, and all scopes, that this version of Landlock can refuse."""
    return _of(_FILE_RIGHTS, version), _of(_NETWORK_RIGHTS, version), _of(_SCOPES, version)


def main(order: Order) -> None:
    """Put the walls up and become the program. Comes back only by an error: OSError, or SystemExit."""
    version = landlock_version()
    if version == 0:
        _refuse("this kernel has no Landlock (Linux 5.13 and later, with landlock among its security modules)")
    if not leave_network() and not _of(_NETWORK_RIGHTS, version):
        _refuse("neither a network namespace nor Landlock's network rules (Linux 6.7) are to be had")
    os.chdir(order["folder"])
    bound(order)
    restrict(version, order["read"], order["write"])
    os.set_inheritable(order["program"], False)
    os.execve(order["program"], order["arguments"], {})  # noqa: S606 - no shell, no environment


def _of(rights: dict[int, int], version: int) -> int:
    return rights[max(known for known in rights if known <= version)] if version >= min(rights) else 0


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def _refuse(reason: str) -> NoReturn:
    sys.stderr.write(reason)
    raise SystemExit(EXIT_CODE)


if __name__ == "__main__":
    try:
        main(json.loads(sys.argv[1]))
    except OSError as error:
        _refuse(f"the kernel refused: {error}")

"""The report: requests that no grant allowed and that mode "report" let pass, one a line, each once."""

import os
import stat
from collections import Counter
from pathlib import Path

import msgspec
from structlog.typing import FilteringBoundLogger

from runtime.egress.request import Hop
from runtime.egress.rules import NetRule, parse_rule, place_of
from runtime.policy.shape import prefix_of

MAX_WISHES = 10_000
MAX_WISHES_PER_FILE = 500  # so that one integration does not fill it for the others
MAX_REPORT_BYTES = 20_000_000
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_MODE = 0o600  # hosts and paths tell what a team does


class ReportError(Exception):
    """The report cannot be read; says which line, or why."""


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of request that an integration made. `prefix` is what a rule would say of its path; never a query."""

    path: str
    method: str
    place: str
    prefix: str = ""

    @property
    def rule(self) -> NetRule:
        """The rule that would have allowed it. Errors: RuleError, if this was not written by us."""
        return parse_rule(f"{self.method} {self.place}{self.prefix}")


def read_report(file: Path) -> tuple[Wish, ...]:
    """All wishes in a report, each once.

    Raises:
        ReportError: if the file cannot be read or was not written by mode "report".
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_REPORT_BYTES + 1)
    except OSError as error:
        raise ReportError(f"{file} cannot be read: {error.strerror or error}") from None
    if len(content) > MAX_REPORT_BYTES:
        raise ReportError(f"{file} has more than {MAX_REPORT_BYTES} bytes: it was not written by this server")
    found: dict[Wish, None] = {}
    for number, line in enumerate(content.splitlines(), 1):
        try:
            wish = msgspec.json.decode(line, type=Wish)
            wish.rule  # noqa: B018 - it is asked whether there is one
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
            raise ReportError(f'{file}:{number}: this line was not written by mode = "report"') from None
        found[wish] = None
    return tuple(found)


class Report:
    """Implements `runtime.egress.policy.Record` over one file. A file that cannot be written is told once."""

    def __init__(self, file: Path, log: FilteringBoundLogger) -> None:
        self._file = file
        self._log = log
        self._known: set[Wish] = set()
        self._of_file: Counter[str] = Counter()
        self._open: int | None = None
        self._told: set[str] = set()

    def open(self) -> None:
        """Take up a report of earlier; tells the log if there can be none."""
        try:
            self._open = _opened(self._file)
            for wish in read_report(self._file):
                self._remember(wish)
        except OSError as error:
            self._tell("the egress report cannot be written", error.strerror or str(error))
        except ReportError as error:
            self._tell("the egress report of earlier cannot be read", str(error))

    def close(self) -> None:
        """Nothing is noted any more."""
        if self._open is not None:
            os.close(self._open)
            self._open = None

    def note(self, path: str, method: str, hop: Hop) -> None:
        """Write a new kind of request down; a known one costs a look into a set."""
        wish = Wish(path, method, place_of(hop.url).text, prefix_of(hop.url.path))
        if wish in self._known or self._open is None:
            return
        if len(self._known) >= MAX_WISHES or self._of_file[path] >= MAX_WISHES_PER_FILE:
            self._tell(
                "the egress report is full", f"{path} asks for more than {MAX_WISHES_PER_FILE} kinds of requests"
            )
            return
        self._remember(wish)
        try:
            os.write(self._open, msgspec.json.encode(wish) + b"\n")  # one short line: a disk takes it at once
        except OSError as error:
            self._tell("the egress report cannot be written", error.strerror or str(error))

    def _remember(self, wish: Wish) -> None:
        self._known.add(wish)
        self._of_file[wish.path] += 1

    def _tell(self, what: str, reason: str) -> None:
        if what not in self._told:
            self._told.add(what)
            self._log.error(what, file=str(self._file), reason=reason)


def _opened(file: Path) -> int:
    descriptor = os.open(file, _FLAGS, _MODE)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("it is no regular file")
    os.fchmod(descriptor, _MODE)
    return descriptor

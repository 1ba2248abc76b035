"""A journal that is being written, in memory, while its run goes on."""

from __future__ import annotations

from sandbox.errors import SandboxError
from sandbox.hearing import Hearing
from sandbox.journal import End, Exchange, Header, Journal, kind_of_end
from sandbox.journal_file import encode
from sandbox.runner import decode_turn

MAX_RECORDED_BYTES = 16 * 1024 * 1024
"""Frames of one run; one that passes more is not recorded."""


class Recording:
    """What passes in one run. `end` is None until the run is over."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.end: End | None = None
        self.too_large = False
        self.size = 0
        """Bytes of the frames that were kept."""
        self._sent: list[bytes] = []
        self._heard: list[bytes] = []

    def sent(self, frame: bytes) -> None:
        """The host gives the guest this frame."""
        self._keep(self._sent, frame)

    def heard(self, turn: bytes) -> None:
        """The runner gave this turn, encoded."""
        self._keep(self._heard, turn)

    def _keep(self, records: list[bytes], data: bytes) -> None:
        if self.too_large or self.size + len(data) > MAX_RECORDED_BYTES:
            self.too_large = True
            self._sent.clear()
            self._heard.clear()
            return
        self.size += len(data)
        records.append(data)

    def close(self, error: BaseException | None, hearing: Hearing, ms: float) -> None:
        """The run is over."""
        usage = hearing.usage
        text = str(error) if isinstance(error, SandboxError) else ""
        self.end = End(kind_of_end(error, hearing), text, hearing.turns, usage.fuel, usage.memory_bytes, ms)

    def encode(self) -> bytes:
        """The file. Errors: ValueError when there is none: the run is not over, or was too large."""
        if self.end is None or self.too_large:
            raise ValueError("this run has no journal")
        turns = (decode_turn(turn) for turn in self._heard)
        exchanges = tuple(Exchange(frame, next(turns, None)) for frame in self._sent)
        return encode(Journal(self.header, exchanges, self.end))

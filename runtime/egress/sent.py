"""What went out instead of a placeholder."""

import msgspec


class Sent(msgspec.Struct, frozen=True):
    """A value that went out, what the guest sees in its place, and the name of the secret."""

    real: bytes
    shown: bytes
    name: str

    def __repr__(self) -> str:
        return f"Sent({self.name}, shown={self.shown!r})"

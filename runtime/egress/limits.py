"""The bounds of outgoing requests."""

import msgspec


class EgressLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every field has its unit in its name, `_s` is seconds. The defaults suit one server process."""

    response_bytes: int = 5_000_000  # of one body, both as received and decompressed
    held_bytes: int = 268_435_456  # of all bodies that are in memory at one time
    response_header_bytes: int = 65_536
    response_headers: int = 200
    redirects: int = 20  # Fetch standard, HTTP-redirect fetch, step 7
    connections: int = 128  # in use at once, in all
    connections_per_origin: int = 32
    wait_ms: int = 3_000  # for one of them; a run has 5 s in all, and the error is to say what it waited for
    idle_connections: int = 32  # kept open for reuse, in all
    idle_s: float = 15.0  # below the 60 s that common servers and balancers keep an idle connection
    connect_ms: int = 2_000  # for one address when there are more to try
    resolve_ms: int = 3_000  # for all addresses of a name; glibc asks a name server again after 5 s
    answers: int = 64  # addresses of one name; busy names have about ten

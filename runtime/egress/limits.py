"""The bounds of outgoing requests."""

import msgspec


class EgressLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sizes in bytes, times in seconds. The defaults suit one server process."""

    response_bytes: int = 5_000_000  # of one body, both as received and decompressed
    response_header_bytes: int = 65_536
    response_headers: int = 200
    redirects: int = 20  # Fetch standard, HTTP-redirect fetch, step 7
    connections: int = 128  # in use at once, in all
    connections_per_origin: int = 32
    idle_connections: int = 32  # kept open for reuse, in all
    idle_s: float = 15.0  # below the 60 s that common servers and balancers keep an idle connection
    connect_s: float = 2.0  # for one address when there are more to try

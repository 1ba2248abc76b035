"""What the operator of a ground has granted: grants, private addresses and secrets, around three hosts."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from runtime.hostile.hosts.resolver import LOOPBACK, SCRIPTS
from runtime.hostile.hosts.trio import Trio
from runtime.hostile.plants import Plants
from runtime.settings import Grant, Secret, Settings


def operated(settings: Settings, hosts: Trio, plants: Plants, private: tuple[str, ...]) -> Settings:
    """The limits of these settings, and an operator's decisions in place of the others."""
    api, evil, inside = (server.port for server in (hosts.api, hosts.evil, hosts.inside))
    reachable = (f"{LOOPBACK}:{api}", f"{LOOPBACK}:{evil}")
    egress = msgspec.structs.replace(settings.egress, private=private or reachable, ca_file=None, mode="enforce")
    here = tuple(f"http://{host}:{api}/open/" for host in ("api.test", LOOPBACK))
    written = f"POST http://{LOOPBACK}:{api}/open/write"
    within = tuple(f"http://{host}:{inside}" for host in (LOOPBACK, "inside.test", *SCRIPTS))
    attacked = f"GET,POST http://{LOOPBACK}:{evil}"
    grants = {
        "limits/*": Grant(net=here),
        "policy/*": Grant(net=(*here, written, *within)),
        "secrets/*": Grant(net=(f"GET,POST {here[1]}", attacked), secrets=("TOKEN", "KEYED", "EXPOSED", "HOOK")),
        "victims/trusted.integration.js": Grant(net=(f"http://evil.test:{evil}", *here), secrets=("OTHER",)),
    }
    only = (f"http://{LOOPBACK}:{api}",)
    secrets = {
        "TOKEN": Secret(hosts=only),
        "KEYED": Secret(hosts=only, places=("header:x-key", "form:key")),
        "OTHER": Secret(hosts=only),
        "EXPOSED": Secret(hosts=only, expose=True),
        "HOOK": Secret(kind="url"),
    }
    return Settings(limits=settings.limits, egress=egress, grants=grants, secrets=secrets)


def environment(hosts: Trio, plants: Plants) -> Mapping[str, str]:
    """Where the values of the secrets are."""
    hook = f"http://{LOOPBACK}:{hosts.api.port}/open/hook/{plants.hook}/send"
    values = {
        "TOKEN": plants.token,
        "KEYED": plants.keyed,
        "OTHER": plants.other,
        "EXPOSED": plants.exposed,
        "HOOK": hook,
    }
    return {f"INTEGRATION_{name}": value for name, value in values.items()}

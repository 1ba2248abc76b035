"""An endpoint that does nothing, in Starlette on uvicorn, uvloop and httptools, as Skerry is served.

Reads its answer's bytes from standard input, up to the first line's end, says {"port": N}, and gives them to every POST
/context. It looks at no token and no body: what remains is what any Python server pays for a request.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

KEEP_ALIVE_SECONDS = 65
BACKLOG = 2048


def main() -> None:
    """Serves until it is stopped."""
    answer = sys.stdin.readline().strip().encode()

    async def context(request: Request) -> Response:
        return Response(answer, media_type="application/json")

    app = Starlette(routes=[Route("/context", context, methods=["POST"])])
    listener = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    config = uvicorn.Config(
        app, loop="none", http="httptools", ws="none", lifespan="off", access_log=False, log_config=None,
        server_header=False, proxy_headers=False, timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )  # fmt: skip
    sys.stdout.write(json.dumps({"port": listener.getsockname()[1]}) + "\n")
    sys.stdout.flush()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(uvicorn.Server(config).serve(sockets=[listener]))


if __name__ == "__main__":
    main()

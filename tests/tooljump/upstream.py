"""What the ten integrations ask over the network: releases, builds, a pager, a package registry, deployments."""

from __future__ import annotations

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

DONE = {"version": "v41", "state": "done"}
DEPLOYMENTS = {
    "shop-prod": DONE,
    "search-prod": DONE,
    "login-prod": DONE,
    "mail-prod": {"version": "v7", "state": "running"},
}
BROKEN = {"acme/broken-lib"}
SLOW = {"other/slow"}


async def gone(request: Request) -> None:
    """Until the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Upstream:
    """Answers; keeps the requests in `seen` ("GET /path?query") and the Authorization header of each."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.authorizations: set[str] = set()
        self.together = 0
        """The most builds that were asked for at one time."""
        self._asked = 0
        self.app = Starlette(
            routes=[
                Route("/releases/{owner}/{name}/latest", self._release),
                Route("/builds/{owner}/{name}/{workflow}", self._build),
                Route("/pager/schedules", self._schedule),
                Route("/pager/schedules/{id}/now", self._now),
                Route("/registry/search", self._packages, methods=["POST"]),
                Route("/deployments/{function}", self._deployment),
            ]
        )

    def _note(self, request: Request) -> str:
        """Keeps the request; gives the repository in its path, if there is one."""
        query = f"?{request.url.query}" if request.url.query else ""
        self.seen.append(f"{request.method} {request.url.path}{query}")
        self.authorizations |= set(request.headers.getlist("authorization"))
        return f"{request.path_params.get('owner')}/{request.path_params.get('name')}"

    async def _release(self, request: Request) -> Response:
        repository = self._note(request)
        if repository in BROKEN:
            return Response(status_code=502)
        if repository != "acme/shop":
            return Response(status_code=404)
        return JSONResponse({"tag": "v1.2.0", "published": "2026-01-31T12:00:00+01:00"})

    async def _build(self, request: Request) -> Response:
        repository = self._note(request)
        workflow = request.path_params["workflow"]
        self._asked += 1
        self.together = max(self.together, self._asked)
        try:
            await (gone(request) if repository in SLOW else asyncio.sleep(0.05))
        finally:
            self._asked -= 1
        state = "failed" if workflow == "lint" else "passed"
        return JSONResponse({"state": state, "url": f"https://builds.example.com/{repository}/{workflow}"})

    async def _schedule(self, request: Request) -> Response:
        self._note(request)
        return JSONResponse({"id": "S1"})

    async def _now(self, request: Request) -> Response:
        self._note(request)
        return JSONResponse({"person": "Grace"})

    async def _packages(self, request: Request) -> Response:
        self._note(request)
        asked = await request.json()
        return JSONResponse([{"name": f"@{asked['repository']}", "version": "2.0.1"}])

    async def _deployment(self, request: Request) -> Response:
        self._note(request)
        return JSONResponse(DEPLOYMENTS[request.path_params["function"]])

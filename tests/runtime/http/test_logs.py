import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from runtime.http.logs import configure_logs


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root, uvicorn, access = (logging.getLogger(name) for name in (None, "uvicorn", "uvicorn.access"))
    before = root.handlers[:], root.level, uvicorn.level, access.disabled
    yield
    root.handlers[:], root.level, uvicorn.level, access.disabled = before
    structlog.reset_defaults()


def test_a_machine_reads_json_lines() -> None:
    stream = io.StringIO()
    log = configure_logs(stream)
    with structlog.contextvars.bound_contextvars(request_id="r"):
        log.info("started", port=4020, hosts=("a",), odd={"x": object})
    log.debug("unheard")
    (line,) = map(json.loads, stream.getvalue().splitlines())
    assert line.pop("timestamp").endswith("Z")
    assert line.pop("odd") == {"x": "<class 'object'>"}
    assert line == {"event": "started", "level": "info", "port": 4020, "hosts": ["a"], "request_id": "r"}


def test_what_a_guest_logs_cannot_move_the_cursor_of_a_terminal() -> None:
    stream = Terminal()
    hostile = "\x1b[2Jgone\r\nfake line\x9b"
    configure_logs(stream).warning(hostile, message=hostile, short="\x1b[2J", more=[hostile])
    written = stream.getvalue()
    assert "gone" in written
    assert "\x1b[2J" not in written
    assert "\x9b" not in written
    assert "\r" not in written
    assert written.count("\n") == 1


def test_libraries_are_heard_from_warnings_on_and_uvicorn_from_info_on() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    logging.getLogger("httpx").info("GET https://api.example/?key=secret")
    logging.getLogger("uvicorn.access").info("GET /context?q=secret")
    logging.getLogger("uvicorn.error").info("Shutting down")
    logging.getLogger("asyncio").warning("slow")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(line["logger"], line["level"], line["event"]) for line in lines] == [
        ("uvicorn.error", "info", "Shutting down"),
        ("asyncio", "warning", "slow"),
    ]


def test_the_message_of_a_librarys_exception_is_left_out() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    try:
        logging.getLogger("uvicorn.error").info({"known": 1}["secret"])
    except KeyError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    line = json.loads(stream.getvalue())
    assert (line["event"], line["error"]) == ("Exception in ASGI application", "KeyError")
    assert line["stack"][0].endswith(" test_the_message_of_a_librarys_exception_is_left_out")
    assert "secret" not in stream.getvalue()


def test_the_level_can_be_set() -> None:
    stream = io.StringIO()
    log = configure_logs(stream, "debug")
    log.debug("heard")
    assert json.loads(stream.getvalue())["event"] == "heard"

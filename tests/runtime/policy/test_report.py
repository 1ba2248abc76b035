import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from runtime.egress.request import Hop
from runtime.egress.url import parse_url
from runtime.policy.report import MAX_WISHES_PER_FILE, Report, ReportError, Wish, read_report
from tests.runtime.egress.upstream import Events

OWNERS, LINKS = "team/owners.integration.js", "links.integration.js"


@contextmanager
def report(file: Path, events: Events | None = None) -> Iterator[Report]:
    opened = Report(file, (events or Events()).log)
    opened.open()
    try:
        yield opened
    finally:
        opened.close()


def note(to: Report, path: str, method: str, url: str) -> None:
    to.note(path, method, Hop(method, parse_url(url), (), None))


def test_each_kind_of_request_is_noted_once_without_what_may_be_data(tmp_path: Path) -> None:
    file = tmp_path / "report.jsonl"
    for _ in range(2):  # a report of earlier is taken up
        with report(file) as noting:
            note(noting, OWNERS, "GET", "https://api.x.com/repos/acme/shop?token=secret#x")
            note(noting, OWNERS, "GET", "https://api.x.com/repos/acme/other/pulls/4711")
            note(noting, OWNERS, "POST", "http://10.0.0.1:8080/jane%40x.com/")
            note(noting, LINKS, "GET", "https://[2606:4700::1]/graphql")
    assert file.read_text().count("\n") == 3
    assert not any(text in file.read_text() for text in ("token", "secret", "4711", "jane", "shop"))
    assert read_report(file) == (
        Wish(OWNERS, "GET", "api.x.com", "/repos/acme/"),
        Wish(OWNERS, "POST", "http://10.0.0.1:8080"),
        Wish(LINKS, "GET", "[2606:4700::1]", "/graphql"),
    )
    assert [wish.rule.text for wish in read_report(file)] == [
        "GET api.x.com/repos/acme/",
        "POST http://10.0.0.1:8080",
        "GET [2606:4700::1]/graphql",
    ]


def test_only_the_server_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "report.jsonl"
    file.touch(mode=0o666)
    with report(file):
        assert file.stat().st_mode & 0o777 == 0o600


def test_one_integration_does_not_fill_it_for_the_others(tmp_path: Path) -> None:
    file, events = tmp_path / "report.jsonl", Events()
    with report(file, events) as noting:
        for number in range(MAX_WISHES_PER_FILE + 10):
            note(noting, OWNERS, "GET", f"https://h{number}.x.com/")
        note(noting, LINKS, "GET", "https://api.x.com/")
    wishes = read_report(file)
    assert len(wishes) == MAX_WISHES_PER_FILE + 1
    assert wishes[-1].path == LINKS
    assert [event["event"] for event in events.seen] == ["the egress report is full"]


@pytest.mark.parametrize("kind", ["folder", "link", "device", "missing folder"])
def test_a_report_that_cannot_be_written_is_told_once_and_stops_nothing(tmp_path: Path, kind: str) -> None:
    file, events = tmp_path / "report.jsonl", Events()
    if kind == "folder":
        file.mkdir()
    elif kind == "link":
        file.symlink_to(tmp_path / "other")
    elif kind == "device":
        os.mkfifo(file)
    else:
        file = tmp_path / "no" / "report.jsonl"
    with report(file, events) as noting:
        for number in range(3):
            note(noting, OWNERS, "GET", f"https://h{number}.x.com/")
    assert [event["event"] for event in events.seen] == ["the egress report cannot be written"]
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    "line",
    ["{}", "x", '{"path":"a","method":"GET","place":"*"}', '{"path":"a","method":"TRACE","place":"x.com"}', "\xff"],
)
def test_a_line_that_was_not_written_by_it_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "report.jsonl"
    good = '{"path":"a","method":"GET","place":"x.com","prefix":""}'
    file.write_bytes(f"{good}\n{line}\n".encode("latin-1"))
    with pytest.raises(ReportError, match=r"report\.jsonl:2: this line was not written by"):
        read_report(file)


def test_a_report_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be read: No such file"):
        read_report(tmp_path / "none")

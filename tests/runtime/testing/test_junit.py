"""The XML is what JUnit writes: counts that add up, failures with their text, nothing that XML forbids."""

from __future__ import annotations

from xml.etree import ElementTree

from runtime.problems import Problem
from runtime.testing.junit import junit_xml
from runtime.testing.report import CaseReport, FileReport, Shown

FILES = (
    FileReport(
        "a.test.yml",
        "a.integration.js",
        (
            CaseReport("fine", 1, (), 10, 1500),
            CaseReport("<b> & \x1b[31m\ud800", 5, (Shown("others", ("-a", "+<b>")), Shown("\x00more")), 10, 250),
        ),
    ),
    FileReport("b.test.yml", "b.integration.js", (CaseReport("fine", 1, (), 1, 1),)),
)
WRONG = Problem("c.test.yml", 3, "[0].x", "it is not known here", "there is name")
NOTE = Problem("d.test.yml", None, "", "only a note", "", "note")


def test_the_tree() -> None:
    top = ElementTree.fromstring(junit_xml(FILES, [WRONG, NOTE]))
    assert (top.tag, top.get("tests"), top.get("failures"), top.get("errors")) == ("testsuites", "4", "1", "1")
    assert [suite.get("name") for suite in top] == ["a.test.yml", "b.test.yml", "test files"]
    first = top[0]
    assert (first.get("tests"), first.get("failures"), first.get("time")) == ("2", "1", "1.750")
    assert [case.get("classname") for case in first] == ["a.test.yml", "a.test.yml"]
    assert first[1].get("name") == "<b> & \ufffd[31m\ufffd"
    failure = first[1].find("failure")
    assert failure is not None
    assert (failure.get("message"), failure.text) == ("others", "others\n-a\n+<b>\n\ufffdmore")
    error = top[2][0].find("error")
    assert error is not None
    assert error.get("message") == "c.test.yml:3: [0].x: it is not known here; there is name"


def test_nothing_at_all() -> None:
    top = ElementTree.fromstring(junit_xml((), ()))
    assert (len(top), top.get("tests")) == (0, "0")

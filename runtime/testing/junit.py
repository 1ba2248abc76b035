"""The outcome as XML, as JUnit writes it and CI servers read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from runtime.problems import Problem
from runtime.testing.report import CaseReport, FileReport

# What XML 1.0 cannot hold, escaped or not (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(files: Sequence[FileReport], problems: Sequence[Problem]) -> bytes:
    """A suite for each test file, a case for each case; a file that cannot be read is a case with an error."""
    top = Element("testsuites", name="skerry test")
    for file in files:
        _suite(top, file)
    wrong = [problem for problem in problems if problem.severity == "error"]
    if wrong:
        suite = SubElement(top, "testsuite", name="test files", tests=str(len(wrong)), failures="0")
        suite.set("errors", str(len(wrong)))
        for problem in wrong:
            case = SubElement(suite, "testcase", classname=_clean(problem.file), name="the file", time="0")
            SubElement(case, "error", message=_clean(str(problem)))
    suites = top.findall("testsuite")
    for key in ("tests", "failures", "errors"):
        top.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    indent(top)
    xml: bytes = tostring(top, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _suite(top: Element, file: FileReport) -> None:
    failures = sum(bool(tested.failures) for tested in file.tested)
    suite = SubElement(top, "testsuite", name=_clean(file.path), tests=str(len(file.tested)), failures=str(failures))
    suite.set("errors", "0")
    suite.set("time", f"{sum(tested.ms for tested in file.tested) / 1000:.3f}")
    for tested in file.tested:
        _case(suite, file.path, tested)


def _case(suite: Element, path: str, tested: CaseReport) -> None:
    case = SubElement(
        suite, "testcase", classname=_clean(path), name=_clean(tested.name), time=f"{tested.ms / 1000:.3f}"
    )
    if tested.failures:
        failure = SubElement(case, "failure", message=_clean(tested.failures[0].message))
        failure.text = _clean("\n".join(line for one in tested.failures for line in one.lines))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)

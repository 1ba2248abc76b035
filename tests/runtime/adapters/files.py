"""Adapters for tests."""

from __future__ import annotations

from runtime.adapters import Declaration
from runtime.adapters.model import DeclaredPage, Value

TRACKER = """\
name: {name}
description: Issues of a tracker
values:
  page.tool: {{ text: tracker }}
pages:
  - path: /browse/:issue
    values:
      page.issue: {{ group: issue }}
      page.title: {{ select: h1.title, prefix: "Issue " }}
  - path: /boards/*
"""


def tracker(name: str = "tracker") -> str:
    """A file's content."""
    return TRACKER.format(name=name)


def declared(name: str = "tracker") -> Declaration:
    """What the file says."""
    return Declaration(
        name=name,
        description="Issues of a tracker",
        values={"page.tool": Value(text="tracker")},
        pages=(
            DeclaredPage(
                path="/browse/:issue",
                values={"page.issue": Value(group="issue"), "page.title": Value(select="h1.title", prefix="Issue ")},
            ),
            DeclaredPage(path="/boards/*"),
        ),
    )

"""An image is freed when no catalog in use needs it, and not before."""

from __future__ import annotations

from typing import cast

from runtime.live_catalog import ActiveCatalog, LiveCatalog


class Fake:
    """As much of an active catalog as its holder looks at."""

    def __init__(self, *images: str) -> None:
        self.images = frozenset(images)
        self.users = 0


def catalog(*images: str) -> ActiveCatalog:
    return cast(ActiveCatalog, Fake(*images))


def test_an_image_lives_as_long_as_a_request_needs_it() -> None:
    freed: list[str] = []
    live = LiveCatalog(freed.append)
    live.replace(catalog("kept", "old"))
    with live.hold():
        live.replace(catalog("kept", "new"))
        assert freed == []
    assert freed == ["old"]


def test_an_image_that_comes_back_is_not_freed_under_the_catalog_that_is_being_built() -> None:
    """A file is changed and changed back while a request still runs with its first version."""
    freed: list[str] = []
    live = LiveCatalog(freed.append)
    live.replace(catalog("one"))
    request = live.hold()
    request.__enter__()
    live.replace(catalog("two"))
    with live.building():  # comes upon "one", which is still there
        request.__exit__(None, None, None)
        assert freed == []
        live.replace(catalog("one"))
    assert freed == ["two"]


def test_an_image_that_was_prepared_in_vain_is_freed_unless_it_is_needed() -> None:
    freed: list[str] = []
    live = LiveCatalog(freed.append)
    live.replace(catalog("needed"))
    with live.building():
        live.give_up("vain")
        live.give_up("needed")
        assert freed == []
    assert freed == ["vain"]

"""A declared adapter: data that says how the pages of a site are read into a context.

Field names are the keys of the file and of `GET /adapters`; docs/reference/adapters.md tells what each does.
"""

from msgspec import Struct

from runtime.adapters.builtin import expression

ENDING = ".adapter.yml"
"""Of the names of files that hold a declaration."""


class Value(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where one value of the context comes from: exactly one of `text`, `group` and `select`; then what is cut off."""

    text: str | None = None
    """The value itself."""
    group: str | None = None
    """A group of the page's patterns."""
    select: str | None = None
    """A CSS selector: the text of the first element."""
    attribute: str | None = None
    """This attribute of that element, instead of its text."""
    prefix: str | None = None
    suffix: str | None = None
    """Taken off if they are there."""
    split: str | None = None
    part: int | None = None
    """Which of the parts that `split` makes: 0 is the first, -1 the last."""


Values = dict[str, Value]
"""By context path, such as `page.section.issue`."""


class DeclaredPage(Struct, frozen=True, kw_only=True):
    """One kind of page, by its address; in each part of an address that is None anything may stand."""

    path: str
    search: str | None = None
    hash: str | None = None
    values: Values = {}


class Declaration(Struct, frozen=True, kw_only=True):
    """What a file says. The first page whose patterns fit an address is the one that it is read as."""

    name: str
    """The context's `type`."""
    description: str
    values: Values = {}
    """Of every page, besides the page's own."""
    pages: tuple[DeclaredPage, ...]


class DeclaredAdapter(Declaration, frozen=True, kw_only=True):
    """A declaration that is active: the operator has named its hosts."""

    file: str
    """Its path below the integrations folder, or the name under which it ships."""
    hosts: tuple[str, ...]
    """`host`, or `*.host` for those below it; https on the default port."""

    @property
    def urls(self) -> tuple[str, ...]:
        """The same as `GET /config` lists sites: origins, and regular expressions on a host between slashes."""
        return tuple(
            expression(host.removeprefix("*.")) if host.startswith("*.") else f"https://{host}" for host in self.hosts
        )


def activated(declaration: Declaration, file: str, hosts: tuple[str, ...]) -> DeclaredAdapter:
    """The declaration with where it holds."""
    return DeclaredAdapter(
        name=declaration.name,
        description=declaration.description,
        values=declaration.values,
        pages=declaration.pages,
        file=file,
        hosts=hosts,
    )

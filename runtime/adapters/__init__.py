"""How pages are read: what the server knows of it. The reading itself is done by the browser extension.

    builtin          the kinds of pages that the extension reads with code of its own
    model            a declared adapter: data that says how the pages of a site are read
    declarations     a NAME.adapter.yml file's content, decoded; everything that is wrong with it
    values           the values of an adapter: a constant, a group of the address, a text or attribute of the page
    patterns         what may stand in the pattern of an address
    selectors        which parts of a page may be read
    selector_syntax  a grammar of CSS selectors, small enough that both sides agree on it
    choosing         which adapters are active, by the settings

All of it is pure. Files are read in runtime.sources, hosts are judged in runtime.settings. The extension checks a
declaration again by the same rules: tests/adapter_cases.json holds both to them.
"""

from runtime.adapters.builtin import ADAPTERS, Adapter
from runtime.adapters.model import Declaration, DeclaredAdapter

__all__ = ["ADAPTERS", "Adapter", "Declaration", "DeclaredAdapter"]

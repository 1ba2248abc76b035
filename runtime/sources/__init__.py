"""Where integrations come from: a folder of files, read into units that can be prepared and run.

    folder        reads the folder into units
    walk          finds what is in it; what is left out and why
    files         opens files of the folder, and only of the folder
    modules       which files a program may require: a scan of its source for literal specifiers
    javascript    the scan itself: a light lexer that knows comments, strings, templates and regular expressions
    data_sets     reads the data files; which of them an integration is given
    data_files    NAME.data.yml|yaml|json, parsed once into JSON
    yaml_values   YAML as data, everything bounded
    yaml_scalars  what YAML's plain words mean
    yaml_places   where each value of a YAML text stands
    adapter_files NAME.adapter.yml: how the pages of a site are read; those of the folder, and those that ship
    bundles       NAME.bundle.js: an integration with its packages in one file; whether it is current
    file_digests  of what bundles were made of
    source_map    from a place in a bundle to the author's file
    author_lines  the same for the places in a text, such as a stack trace
    builtins      which specifiers name no package
    memo          remembers what was made of contents that did not change
    unit          what all this ends in, and the program that is made of it
    watch         tells when something in the folder changes

A source never runs anything and trusts no file: sizes, depths, names and links are checked here. It answers problems
in place of raising, so that one bad file never hides the others; only a missing folder is an error.
"""

from runtime.sources.adapter_files import AdapterSets
from runtime.sources.author_lines import AuthorLines
from runtime.sources.folder import Contents, FolderSource
from runtime.sources.unit import Data, Kind, Unit, to_program
from runtime.sources.walk import SourceError

__all__ = [
    "AdapterSets",
    "AuthorLines",
    "Contents",
    "Data",
    "FolderSource",
    "Kind",
    "SourceError",
    "Unit",
    "to_program",
]

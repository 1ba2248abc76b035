"""Reads the data files of a folder, and says which of them an integration is given."""

import posixpath
from collections.abc import Iterable, Mapping

from runtime.problems import Problem
from runtime.sources.data_files import MAX_BYTES, DataError, data_id, to_json
from runtime.sources.files import FileRefused, Root
from runtime.sources.memo import Memo
from runtime.sources.unit import Data


class DataReader:
    """Reads data files again and again.

    Parses only what changed, and keeps the last good version of each file for when one breaks: a slip in the root's
    owners.data.yml must not stop every integration below it.
    """

    def __init__(self) -> None:
        self._from_yaml = Memo(lambda content: to_json(content, "yaml"))
        self._from_json = Memo(lambda content: to_json(content, "json"))
        self._good: dict[str, bytes] = {}

    def read(self, root: Root, paths: Iterable[str], problems: list[Problem]) -> "DataSets":
        """The data files at these paths as they are now; what is wrong is added to `problems`."""
        read = {path: self._read(root, path, problems) for path in paths}
        self._good = {path: content for path, content in read.items() if content is not None}
        self._from_yaml.next_round()
        self._from_json.next_round()
        return DataSets(self._good, problems)

    def _read(self, root: Root, path: str, problems: list[Problem]) -> bytes | None:
        last = self._good.get(path)
        kept = "integrations run without it" if last is None else "its last good version is used"
        try:
            content = root.read(path, MAX_BYTES)
            return self._from_json(content) if path.endswith(".json") else self._from_yaml(content)
        except FileRefused as refused:
            problems.append(Problem(path, None, "", f"{refused.reason}; {kept}", refused.remedy))
        except DataError as error:
            problems.append(Problem(path, error.line, "", f"{error}; {kept}", "correct the file"))
        return last


class DataSets:
    """The data files of one reading, by folder."""

    def __init__(self, contents: Mapping[str, bytes], problems: list[Problem]) -> None:
        """Take path -> JSON, sorted by path. Of two files with one id in a folder the first counts."""
        self._folders: dict[str, dict[str, Data]] = {}
        for path, content in contents.items():
            folder, _, name = path.rpartition("/")
            data = Data(data_id(name) or name, content)
            if data.id in self._folders.setdefault(folder, {}):
                problem = f'another file in this folder gives the data "{data.id}", and this one is not used'
                problems.append(Problem(path, None, "", problem, "remove or rename one of them"))
            else:
                self._folders[folder][data.id] = data

    def of(self, path: str) -> tuple[Data, ...]:
        """What the integration at this path is given: its own folder's files by name, then the root's by name.

        Its own folder's file hides one of the root's with the same id.
        """
        own = self._folders.get(posixpath.dirname(path), {})
        root = self._folders.get("", {})
        return (*own.values(), *(data for id, data in root.items() if id not in own))

"""Collects the problems of all layers, each with the place where its value was given."""

from runtime.problems import Keys, Problem, Severity
from runtime.settings.environment import variable_of
from runtime.settings.lines import Lines, toml_key
from runtime.settings.sift import Report

ENVIRONMENT = "environment"
COMMAND_LINE = "command line"


class SettingsError(Exception):
    """The settings cannot be used; holds every problem that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Notes:
    """All problems that were found so far."""

    def __init__(self) -> None:
        self._all: list[Problem] = []

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What makes the settings unusable, file by file, in the order of their lines."""
        files = [problem.file for problem in self._all]
        found = (problem for problem in self._all if problem.severity == "error")
        return tuple(sorted(found, key=lambda problem: (files.index(problem.file), problem.line or 0)))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What works and is probably not meant."""
        return tuple(problem for problem in self._all if problem.severity != "error")

    def add(
        self, file: str, line: int | None, key: str, message: str, remedy: str, severity: Severity = "error"
    ) -> None:
        """Note one problem."""
        self._all.append(Problem(file, line, key, message, remedy, severity))

    def reporter(self, layer: str, lines: Lines | None = None, severity: Severity = "error") -> Report:
        """Takes problems of a layer: of a file, whose `lines` are given, or of ENVIRONMENT or COMMAND_LINE."""

        def report(keys: Keys, message: str, remedy: str) -> None:
            line = lines.of(keys) if lines else None
            self.add(layer, line, _subject(layer, keys), message, remedy, severity)

        return report


def _subject(layer: str, keys: Keys) -> str:
    """What the operator wrote to set this: an option, a variable, or a key of TOML."""
    if layer == COMMAND_LINE:
        return "--integrations" if keys[0] == "integrations" else f"--{str(keys[1]).replace('_', '-')}"
    if layer == ENVIRONMENT:
        return variable_of(keys) if len(keys) > 1 else str(keys[0])
    return toml_key(keys)

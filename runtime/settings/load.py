"""Reads the layers of the settings and puts them together."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from runtime.egress.errors import RuleError
from runtime.egress.rules import parse_rule
from runtime.problems import Keys, Problem, Severity
from runtime.settings import meaning
from runtime.settings.environment import CONFIG_VARIABLE, report_unknown, settings_table
from runtime.settings.files import read_dotenv, read_toml
from runtime.settings.lines import Lines
from runtime.settings.model import Settings
from runtime.settings.notes import COMMAND_LINE, ENVIRONMENT, Notes, SettingsError
from runtime.settings.sift import Report, sift
from sandbox.limits import FUEL_PER_CPU_MS

CONFIG_NAME = "skerry.toml"
DOTENV_NAME = ".env"
_PATHS = (("integrations", "path"), ("bundle", "esbuild"), ("journal", "path"), ("egress", "report_file"))


class Overrides(msgspec.Struct, frozen=True):
    """What the command line gave; None where it gave nothing."""

    host: str | None = None
    port: int | None = None
    rate_limit: str | None = None
    integrations: str | None = None
    allow_net: tuple[str, ...] = ()


class Loaded(msgspec.Struct, frozen=True):
    """The settings, and what belongs to them."""

    settings: Settings
    environ: Mapping[str, str]
    """The environment, with what the .env file adds: secrets are looked up here."""
    allow_net: tuple[str, ...]
    """Net rules for every integration, from the command line."""
    file: Path | None
    """The config file; None if there is none."""
    warnings: tuple[Problem, ...]

    def __repr__(self) -> str:  # the environment holds secrets
        return f"Loaded(file={self.file!r})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        return [("file", self.file)]


class _Layer(msgspec.Struct, frozen=True):
    """One origin of settings. `file` and `lines` say where a key stands; None: outside of skerry.toml."""

    name: str
    table: dict[str, Any]
    lines: Lines | None = None


def load(config: Path | None, environ: Mapping[str, str], overrides: Overrides | None = None) -> Loaded:
    """Read the settings.

    `config` is the file named on the command line; without it SKERRY_CONFIG names one, else ./skerry.toml is taken if
    it exists. The .env file stands in the config file's folder, or in the working folder if there is no config file.

    Raises:
        SettingsError: with all that is wrong.
    """
    given = overrides or Overrides()
    notes = Notes()
    file = _find(config, environ)
    dotenv = read_dotenv(_folder(file) / DOTENV_NAME, notes)
    environ = {**dotenv, **{name: value for name, value in environ.items() if value or name not in dotenv}}
    report_unknown(environ, notes.reporter(ENVIRONMENT, severity="warning"))
    layers = [_Layer(str(file), *read_toml(file, notes))] if file else []
    layers += [_Layer(ENVIRONMENT, settings_table(environ)), _Layer(COMMAND_LINE, _overrides_table(given))]
    merged: dict[str, Any] = {}
    for layer in layers:
        _merge(merged, _checked(layer, notes))
    for rule in given.allow_net:
        try:
            parse_rule(rule)
        except RuleError as error:
            notes.add(COMMAND_LINE, None, "--allow-net", str(error), "")
    settings = msgspec.convert(_completed(merged, file), Settings)
    _check_together(settings, layers, notes)
    if notes.errors:
        raise SettingsError(notes.errors)
    return Loaded(settings, environ, given.allow_net, file, notes.warnings)


def _find(config: Path | None, environ: Mapping[str, str]) -> Path | None:
    named = config or (Path(environ[CONFIG_VARIABLE]) if environ.get(CONFIG_VARIABLE) else None)
    if named is None:
        return Path(CONFIG_NAME) if Path(CONFIG_NAME).exists() else None
    return named


def _folder(file: Path | None) -> Path:
    """The config file's folder; without one, the working folder."""
    return (file or Path(CONFIG_NAME)).absolute().parent


def _overrides_table(given: Overrides) -> dict[str, Any]:
    server = {"host": given.host, "port": given.port, "rate_limit": given.rate_limit}
    return {
        "server": {key: value for key, value in server.items() if value is not None},
        "integrations": {} if given.integrations is None else {"path": given.integrations},
    }


def _checked(layer: _Layer, notes: Notes) -> dict[str, Any]:
    """The good part of a layer."""
    report = notes.reporter(layer.name, layer.lines)
    good: dict[str, Any] = sift(Settings, layer.table, (), report)
    meaning.review(msgspec.convert(good, Settings), report)
    base = _folder(Path(layer.name)) if layer.lines else Path.cwd()
    for table, key in _PATHS:  # in the file they are relative to the file, elsewhere to the working folder
        path = good.get(table, {}).get(key)
        if path is not None:
            good[table][key] = str(base / path)
    return good


def _merge(target: dict[str, Any], table: dict[str, Any]) -> None:
    for key, value in table.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            _merge(target[key], value)
        else:
            target[key] = value


def _completed(table: dict[str, Any], file: Path | None) -> dict[str, Any]:
    """Fills in what follows from other settings: fuel from CPU time, the folders beside the config file."""
    limits = dict(table.get("limits", {}))
    for scope in ("turn", "run", "load"):
        if f"{scope}_cpu_ms" in limits:
            fuel = min(limits[f"{scope}_cpu_ms"] * FUEL_PER_CPU_MS, meaning.MAX_LIMIT)
            limits.setdefault(f"{scope}_fuel", fuel)
    integrations = {"path": str(_folder(file) / Settings().integrations.path), **table.get("integrations", {})}
    journal = {"path": str(_folder(file) / Settings().journal.path), **table.get("journal", {})}
    egress = {"report_file": str(_folder(file) / Settings().egress.report_file), **table.get("egress", {})}
    return {**table, "limits": limits, "integrations": integrations, "journal": journal, "egress": egress}


def _check_together(settings: Settings, layers: list[_Layer], notes: Notes) -> None:
    def report_as(severity: Severity) -> Report:
        def report(keys: Keys, message: str, remedy: str) -> None:
            layer = next((each for each in reversed(layers) if _holds(each.table, keys)), layers[0])
            notes.reporter(layer.name, layer.lines, severity)(keys, message, remedy)

        return report

    meaning.review_together(settings, report_as("error"))
    meaning.warn(settings, report_as("warning"))


def _holds(table: Any, keys: Keys) -> bool:
    for key in keys:
        if isinstance(key, str):
            if not isinstance(table, dict) or key not in table:
                return False
            table = table[key]
    return True

"""What can be set about checking: which rules run, how grave they are, and what they measure against."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError
from pydantic_core import ErrorDetails

from argmap.diagnostics import Rule, Severity
from argmap.errors import suggestion
from argmap.lint.selection import ALL, BadSettings, checked_selectors, fit
from argmap.storage.files import current_limits, decode, read_bytes

FILES = ("argmap.toml", "pyproject.toml")
OFF = "off"

Selectors = tuple[StrictStr, ...]


class Settings(BaseModel):
    """Which rules run and how.

    A selector is a code (`AM301`), the beginning of one (`AM3`) or a rule's name. `per_file_ignores` are selectors by
    pattern of file name; `severities` and `options` are by code.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    select: Selectors = (ALL,)
    ignore: Selectors = ()
    extend_select: Selectors = ()
    strict: bool = False
    per_file_ignores: Mapping[str, Selectors] = Field(default_factory=dict)
    severities: Mapping[str, Severity] = Field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = Field(default_factory=dict)
    folder: Path | None = None

    def selects(self, code: str, name: str, file: str | None = None) -> bool:
        """Return whether a rule runs on a file: the longest selector that fits it decides."""
        wanted = fit((*self.select, *self.extend_select), code, name)
        unwanted = max(fit(self.ignore, code, name), self._ignored_in(file, code, name))
        return wanted > unwanted

    def severity(self, code: str, default: Severity) -> Severity:
        return self.severities.get(code, default)

    def _ignored_in(self, file: str | None, code: str, name: str) -> int:
        if file is None:
            return 0
        path = Path(file)
        beside = self._relative(path)
        fitting = (
            selectors
            for pattern, selectors in self.per_file_ignores.items()
            if fnmatch(beside, pattern) or fnmatch(path.name, pattern)
        )
        return max((fit(selectors, code, name) for selectors in fitting), default=0)

    def _relative(self, path: Path) -> str:
        if self.folder is not None and path.resolve().is_relative_to(self.folder):
            return path.resolve().relative_to(self.folder).as_posix()
        return path.as_posix()


class _RuleTable(BaseModel):
    """The table of one rule: its severity, and its own options, which are judged by the rule."""

    model_config = ConfigDict(
        frozen=True, extra="allow", defer_build=True
    )  # most folders have no settings file

    severity: Severity | Literal["off"] | None = None


class _File(BaseModel):
    """The keys of a settings file as they are written."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, alias_generator=lambda name: name.replace("_", "-")
    )

    select: list[StrictStr] = [ALL]
    ignore: list[StrictStr] = []
    extend_select: list[StrictStr] = []
    strict: StrictBool = False
    per_file_ignores: dict[str, list[StrictStr]] = {}
    rules: dict[str, _RuleTable] = {}


DEFAULTS = Settings()


REPOSITORIES = (".git", ".hg", ".jj", ".svn")
"""What the top of a repository holds."""


def read_settings(near: Path, rules: Iterable[Rule], faults: Mapping[str, str]) -> Settings:
    """Return the settings that hold for a file or folder: those of the nearest settings file at or above it.

    A settings file is an `argmap.toml`, or a `pyproject.toml` with a table `[tool.argmap]`.

    Args:
        near: the file or folder.
        rules: every rule that there is.
        faults: names of the faults of files by code: they can be selected like rules, but not switched off.

    Raises:
        BadSettings: a settings file is not TOML, or has keys or values that do not exist.
    """
    for path in settings_places(near):
        table = _table(path)
        if table is not None:
            return _settings(table, path, tuple(rules), faults)
    return DEFAULTS


def settings_places(near: Path) -> Iterator[Path]:
    """Yield the paths where the settings for a file or folder may be, the nearest first.

    They end with the project: at the top of a repository, below a folder where everybody may write, such as that of
    temporary files, and below one that belongs to somebody else. What a stranger puts there decides nothing.

    Args:
        near: the file or folder.
    """
    start = near.resolve()
    owners = _owners(start)
    for folder in (start, *start.parents):
        if folder != start and _is_of_others(folder, owners):
            return
        for name in FILES:
            yield folder / name
        if any(os.path.exists(folder / name) for name in REPOSITORIES):
            return


def _owners(start: Path) -> frozenset[int]:
    """Return whose folders may hold settings: those of this user, of the system, and of whoever owns the file."""
    if not hasattr(os, "getuid"):
        return frozenset()
    try:
        return frozenset({os.getuid(), 0, start.stat().st_uid})
    except OSError:
        return frozenset({os.getuid(), 0})


def _is_of_others(folder: Path, owners: frozenset[int]) -> bool:
    try:
        known = folder.stat()
    except OSError:
        return False
    for_all = known.st_mode & (stat.S_ISVTX | stat.S_IWOTH) == stat.S_ISVTX | stat.S_IWOTH
    return bool(owners) and (for_all or known.st_uid not in owners)


def settings_in(path: Path, rules: Iterable[Rule], faults: Mapping[str, str]) -> Settings:
    """Return the settings in a file that was named.

    Raises:
        BadSettings: there is no such file, it has no settings, or they cannot be set.
    """
    table = _table(path)
    if table is None:
        raise BadSettings(f"{path}: no settings here; a pyproject.toml holds them in [tool.argmap]")
    return _settings(table, path, tuple(rules), faults)


def _table(path: Path) -> dict[str, Any] | None:
    """Return the settings in a file, or None if it has none."""
    try:
        if not path.is_file():
            return None
    except OSError:  # a folder that may not be looked into: reading its map says so
        return None
    try:
        data = tomllib.loads(decode(read_bytes(path, current_limits()), str(path)))
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"{path}: not TOML: {error}") from error
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool", {})
    table = tool.get("argmap") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _settings(
    data: dict[str, Any], path: Path, rules: tuple[Rule, ...], faults: Mapping[str, str]
) -> Settings:
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        raise BadSettings(f"{path}: {_reason(error.errors(include_url=False)[0])}") from error

    def selectors(names: Iterable[str], key: str) -> tuple[str, ...]:
        return checked_selectors(names, f"{path}: {key}", rules, faults)

    tables = {_rule(key, path, rules): (key, table) for key, table in file.rules.items()}
    severities = {rule.code: table.severity for rule, (_, table) in tables.items()}
    off = tuple(code for code, severity in severities.items() if severity == OFF)
    return Settings(
        select=selectors(file.select, "select"),
        ignore=(*selectors(file.ignore, "ignore"), *off),
        extend_select=selectors(file.extend_select, "extend-select"),
        strict=file.strict,
        per_file_ignores={key: selectors(names, key) for key, names in file.per_file_ignores.items()},
        severities={code: grade for code, grade in severities.items() if isinstance(grade, Severity)},
        options={
            rule.code: MappingProxyType(_options(rule, table, f"{path}: rules.{key}"))
            for rule, (key, table) in tables.items()
        },
        folder=path.parent,
    )


def _reason(fault: ErrorDetails) -> str:
    """Return what is wrong with a key or a value of a settings file."""
    path, value = [str(step) for step in fault["loc"]], fault["input"]
    if fault["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in _File.model_fields.items()]
        return f"unknown key {path[-1]!r}; {suggestion(path[-1], known)}"
    if "severity" in path[2:3]:
        choices = ", ".join([*map(str, Severity), OFF])
        return f"{'.'.join(path[:3])}: {value!r} is not one of {choices}"
    if path[0] == "rules" or path == ["per-file-ignores"]:
        expected = "a table"
    else:
        expected = "true or false" if path[0] == "strict" else "a list of codes"
    return f"{'.'.join(step for step in path if not step.isdigit())}: expected {expected}, found {value!r}"


def _rule(key: str, path: Path, rules: tuple[Rule, ...]) -> Rule:
    for rule in rules:
        if key.upper() == rule.code or key.lower() == rule.name:
            return rule
    known = [name for rule in rules for name in (rule.code, rule.name)]
    raise BadSettings(f"{path}: there is no rule {key!r}; {suggestion(key, known)}")


def _options(rule: Rule, table: _RuleTable, where: str) -> dict[str, Any]:
    """Return the options of a rule, each of the type of its default."""
    options: dict[str, Any] = {}
    for name, value in (table.model_extra or {}).items():
        if name not in rule.options:
            raise BadSettings(
                f"{where}: unknown key {name!r}; {suggestion(name, ('severity', *rule.options))}"
            )
        wanted = type(rule.options[name])
        fits = type(value) is wanted or (wanted is float and type(value) is int)
        if not fits:
            expected = TYPE_WORDS.get(wanted, wanted.__name__)
            raise BadSettings(f"{where}.{name}: expected {expected}, found {value!r}")
        options[name] = wanted(value)
    return options


TYPE_WORDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
"""How a type is named to users."""

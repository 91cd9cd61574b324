"""What can be set about checking: which rules run, how grave they are, and what they measure against."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from types import MappingProxyType
from typing import Any

from argmap.diagnostics import Rule, Severity
from argmap.errors import ArgmapError, suggestion
from argmap.storage.files import decode, read_bytes
from argmap.storage.files import current_limits

FILES = ("argmap.toml", "pyproject.toml")
LISTS = ("select", "ignore", "extend-select")
KEYS = (*LISTS, "strict", "per-file-ignores", "rules")
ALL = "ALL"
OFF = "off"


class BadSettings(ArgmapError):
    """A settings file says something that cannot be set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules run and how.

    A selector is a code (`AM301`), the beginning of one (`AM3`) or a rule's name. `per_file_ignores` are selectors by
    pattern of file name; `severities` and `options` are by code.
    """

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    strict: bool = False
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    folder: Path | None = None

    def selects(self, code: str, name: str, file: str | None = None) -> bool:
        """Return whether a rule runs on a file: the longest selector that fits it decides."""
        wanted = _fit((*self.select, *self.extend_select), code, name)
        unwanted = max(_fit(self.ignore, code, name), self._ignored_in(file, code, name))
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
        return max((_fit(selectors, code, name) for selectors in fitting), default=0)

    def _relative(self, path: Path) -> str:
        if self.folder is not None and path.resolve().is_relative_to(self.folder):
            return path.resolve().relative_to(self.folder).as_posix()
        return path.as_posix()


DEFAULTS = Settings()


def read_settings(near: Path, rules: Iterable[Rule], faults: Mapping[str, str]) -> Settings:
    """Return the settings that hold for a file or folder: those of the nearest settings file at or above it.

    A settings file is an `argmap.toml`, or a `pyproject.toml` with a table `[tool.argmap]`. `faults` are names of
    faults of files by code: they can be selected like rules, but not switched off.

    Raises:
        BadSettings: a settings file is not TOML, or has keys or values that there are not.
    """
    start = near.resolve()
    for folder in (start, *start.parents):
        for name in FILES:
            found = _table(folder / name)
            if found is not None:
                return _settings(found, folder / name, tuple(rules), faults)
    return DEFAULTS


def settings_in(path: Path, rules: Iterable[Rule], faults: Mapping[str, str]) -> Settings:
    """Return the settings in a file that was named.

    Raises:
        BadSettings: there is no such file, it has no settings, or they cannot be set.
    """
    found = _table(path)
    if found is None:
        raise BadSettings(f"{path}: no settings here; a pyproject.toml holds them in [tool.argmap]")
    return _settings(found, path, tuple(rules), faults)


def checked_selectors(
    selectors: Iterable[str], where: str, rules: Iterable[Rule], faults: Mapping[str, str]
) -> tuple[str, ...]:
    """Return selectors if each fits at least one rule or fault.

    Raises:
        BadSettings: one fits nothing.
    """
    names = {**faults, **{rule.code: rule.name for rule in rules}}
    found = tuple(selectors)
    for selector in found:
        if not any(_fit((selector,), code, name) for code, name in names.items()):
            known = (*names, *names.values())
            raise BadSettings(f"{where}: there is no rule {selector!r}; {suggestion(selector, known)}")
    return found


def _fit(selectors: Iterable[str], code: str, name: str) -> int:
    """Return how closely the closest of the selectors fits a rule: 0 if none does."""
    return max((_closeness(selector, code, name) for selector in selectors), default=0)


def _closeness(selector: str, code: str, name: str) -> int:
    if selector.lower() == name:
        return len(code)
    wanted = selector.upper()
    if wanted == ALL:
        return 1
    begins = wanted == code.rstrip("0123456789") or wanted[-1:].isdigit()
    return len(wanted) if begins and code.startswith(wanted) else 0


def _table(path: Path) -> dict[str, Any] | None:
    """Return the settings in a file, or None if it has none."""
    if not path.is_file():
        return None
    try:
        data = tomllib.loads(decode(read_bytes(path, current_limits()), str(path)))
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"{path}: not TOML: {error}") from error
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool", {})
    found = tool.get("argmap") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def _settings(
    data: dict[str, Any], path: Path, rules: tuple[Rule, ...], faults: Mapping[str, str]
) -> Settings:
    _refuse_unknown(data, KEYS, f"{path}: ")
    lists = {
        key: checked_selectors(_texts(data[key], f"{path}: {key}"), f"{path}: {key}", rules, faults)
        for key in LISTS
        if key in data
    }
    ignores = _mapping(data.get("per-file-ignores", {}), f"{path}: per-file-ignores")
    per_file = {
        pattern: checked_selectors(_texts(found, f"{path}: {pattern}"), f"{path}: {pattern}", rules, faults)
        for pattern, found in ignores.items()
    }
    severities, options, off = _rule_tables(data.get("rules", {}), path, rules)
    return Settings(
        select=lists.get("select", (ALL,)),
        ignore=(*lists.get("ignore", ()), *off),
        extend_select=lists.get("extend-select", ()),
        strict=_typed(data.get("strict", False), bool, f"{path}: strict"),
        per_file_ignores=MappingProxyType(per_file),
        severities=MappingProxyType(severities),
        options=MappingProxyType(options),
        folder=path.parent,
    )


def _rule_tables(
    tables: Any, path: Path, rules: tuple[Rule, ...]
) -> tuple[dict[str, Severity], dict[str, Mapping[str, Any]], tuple[str, ...]]:
    """Return severities and options by code, and the codes that are off."""
    severities: dict[str, Severity] = {}
    options: dict[str, Mapping[str, Any]] = {}
    off: list[str] = []
    for key, table in _mapping(tables, f"{path}: rules").items():
        rule = _rule(key, path, rules)
        where = f"{path}: rules.{key}"
        chosen = dict(_mapping(table, where))
        wanted = chosen.pop("severity", None)
        if wanted == OFF:
            off.append(rule.code)
        elif wanted is not None:
            severities[rule.code] = _severity(wanted, where)
        _refuse_unknown(chosen, ("severity", *rule.options), f"{where}.")
        options[rule.code] = {
            name: _typed(value, type(rule.options[name]), f"{where}.{name}") for name, value in chosen.items()
        }
    return severities, options, tuple(off)


def _rule(key: str, path: Path, rules: tuple[Rule, ...]) -> Rule:
    for rule in rules:
        if key.upper() == rule.code or key.lower() == rule.name:
            return rule
    known = [name for rule in rules for name in (rule.code, rule.name)]
    raise BadSettings(f"{path}: there is no rule {key!r}; {suggestion(key, known)}")


def _severity(wanted: Any, where: str) -> Severity:
    choices = [*map(str, Severity), OFF]
    if wanted not in choices:
        raise BadSettings(f"{where}.severity: {wanted!r} is not one of {', '.join(choices)}")
    return Severity(wanted)


def _refuse_unknown(data: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    names = tuple(known)
    for key in data:
        if key not in names:
            raise BadSettings(f"{where}unknown key {key!r}; {suggestion(key, names)}")


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadSettings(f"{where}: expected a table, found {value!r}")
    return value


def _texts(value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadSettings(f"{where}: expected a list of codes, found {value!r}")
    yield from value


def _typed(value: Any, wanted: type, where: str) -> Any:
    if type(value) is wanted:
        return value
    if wanted is float and type(value) is int:
        return float(value)
    raise BadSettings(f"{where}: expected {TYPE_WORDS.get(wanted, wanted.__name__)}, found {value!r}")


TYPE_WORDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}

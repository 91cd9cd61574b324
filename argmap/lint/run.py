"""Running the rules on a map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from argmap.diagnostics import Diagnostic, Finding, Rule, Severity
from argmap.lint.allowed import without_allowed
from argmap.lint.catalogue import content_rules, every_rule, fault_names, rule_page, rules
from argmap.lint.settings import DEFAULTS, Settings, read_settings
from argmap.location import Location
from argmap.model.map import ArgumentMap
from argmap.storage.load import read_map
from argmap.storage.loaded import Loaded, diagnostic

__all__ = ["check", "check_file", "every_rule", "rule_page", "rules", "settings_of"]


def settings_of(near: Path) -> Settings:
    """Return the settings of the rules that hold for a file or folder, for every command alike.

    Raises:
        BadSettings: a settings file is not TOML, or has keys or values that do not exist.
    """
    return read_settings(near, every_rule(), fault_names())


def check(map: ArgumentMap | str | Path, settings: Settings = DEFAULTS) -> tuple[Diagnostic, ...]:
    """Return everything that the rules find in a map, in the order of the document.

    A path is read, and its faults are reported with file, line and column.

    Args:
        map: the map, or the path of its file or of the folder that holds it.
        settings: which rules to run, and how severe they are.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
    """
    if not isinstance(map, ArgumentMap):
        return check_file(read_map(map), settings)
    chosen = _chosen(content_rules(), settings)
    return _sorted(_in_memory(rule, f, settings) for rule in chosen for f in _findings(rule, map, settings))


def check_file(loaded: Loaded, settings: Settings = DEFAULTS) -> tuple[Diagnostic, ...]:
    """Return the faults met in reading a map, and everything that the rules find in it and nobody allowed.

    Of a map with faults the sound part is checked, by the rules that judge items one by one.
    """
    chosen = _chosen(content_rules(), settings)
    if loaded.map is None:
        chosen = tuple(rule for rule in chosen if not rule.needs_whole_map)
    names = {**fault_names(), **{rule.code: rule.name for rule in chosen}}
    findings = [*loaded.doubts, *(d for rule in chosen for d in _judged(rule, loaded, settings))]
    selected = [d for d in findings if settings.selects(d.code, names.get(d.code, ""), d.location.file)]
    left = without_allowed(selected, loaded.positions, chosen, settings, whole=loaded.map is not None)
    return _sorted((*loaded.diagnostics, *left))


def _chosen(known: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    return tuple(rule for rule in known if settings.selects(rule.code, rule.name))


def _judged(rule: Rule, loaded: Loaded, settings: Settings) -> Iterator[Diagnostic]:
    """Yield what a rule finds in a map, or in the sound part of one, with its place in the file."""
    if loaded.map is not None:
        findings = _findings(rule, loaded.map, settings)
    elif loaded.draft is not None:
        draft = loaded.draft
        # A fix of the sound part may not be what the whole map needs: no fixes.
        findings = [
            replace(f, path=draft.original(f.path), fix=None) for f in _findings(rule, draft.map, settings)
        ]
    else:
        return
    for finding in findings:
        placed = diagnostic(rule, finding, loaded.positions)
        yield replace(placed, severity=_severity(placed, rule, settings))


def _findings(rule: Rule, map: ArgumentMap, settings: Settings) -> list[Finding]:
    """Return what a rule finds; one that raises is itself the finding, and the others still run."""
    try:
        return list(rule(map, **settings.options.get(rule.code, {})))
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return [
            Finding((), f"{FAULT}{reason}", "this is a fault of argmap, not of the map; please report it")
        ]


FAULT = "the rule itself failed with "


def _severity(finding: Diagnostic, rule: Rule, settings: Settings) -> Severity:
    if finding.message.startswith(FAULT):
        return Severity.ERROR
    return settings.severity(rule.code, rule.severity)


def _in_memory(rule: Rule, finding: Finding, settings: Settings) -> Diagnostic:
    placed = Diagnostic(
        Location(path=finding.path), rule.code, finding.message, rule.severity, finding.advice, finding.fix
    )
    return replace(placed, severity=_severity(placed, rule, settings))


def _sorted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(diagnostics), key=Diagnostic.sort_key))

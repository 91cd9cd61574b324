"""Running the rules, and finding a rule's page by its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from argmap.diagnostics import Diagnostic, Finding, Rule
from argmap.errors import UnknownName
from argmap.location import Location
from argmap.model.map import ArgumentMap
from argmap.model.map_rules import MAP_RULES
from argmap.model.thread_rules import THREAD_RULES
from argmap.registry import Registry
from argmap.storage.codes import FILE_FAULTS
from argmap.storage.load import Loaded, read_map
from argmap.storage.validate import diagnostic

CONTENT_RULES = Registry(
    "rule",
    {
        "AM201": "argmap.checks.structure:self_relation",
        "AM202": "argmap.checks.structure:support_cycle",
        "AM203": "argmap.checks.structure:disconnected_claim",
        "AM204": "argmap.checks.structure:thesis_without_reason",
        "AM205": "argmap.checks.structure:idle_example",
        "AM206": "argmap.checks.structure:duplicate_claim",
        "AM207": "argmap.checks.structure:duplicate_relation",
        "AM208": "argmap.checks.structure:unanswered_issue",
        "AM401": "argmap.checks.evidence:quote_not_found",
        "AM402": "argmap.checks.evidence:ambiguous_quote",
        "AM403": "argmap.checks.evidence:claim_without_quote",
        "AM404": "argmap.checks.evidence:implicit_claim_with_quote",
        "AM405": "argmap.checks.experiments:unknown_experiment",
        "AM406": "argmap.checks.experiments:one_sided_example",
        "AM601": "argmap.checks.expectations:unmet_expectation",
    },
)
"""The rules that judge a sound document, by code."""


def rules() -> tuple[Rule, ...]:
    """Return every rule that has a function, in the order of their codes."""
    content = (CONTENT_RULES.load(code) for code in CONTENT_RULES.names())
    return tuple(sorted((*MAP_RULES, *THREAD_RULES, *content), key=lambda rule: rule.code))


def rule_page(code: str) -> str:
    """Return the page of a rule or file fault: its code and name, what it means, and samples.

    Raises:
        UnknownName: there is no such code.
    """
    wanted = code.upper()
    if wanted in FILE_FAULTS:
        name, explanation = FILE_FAULTS[wanted]
        return f"{wanted} {name} (error)\n\n{explanation}\n"
    known = {rule.code: rule for rule in rules()}
    by_name = {rule.name: rule for rule in known.values()}
    found = known.get(wanted) or by_name.get(code.lower())
    if found is None:
        raise UnknownName("rule", code, (*known, *FILE_FAULTS, *by_name))
    return f"{found.code} {found.name} ({found.severity})\n\n{found.page}\n"


def check(map: ArgumentMap | str | Path) -> tuple[Diagnostic, ...]:
    """Return everything that the rules find in a map, in the order of the document.

    A path is read, and its faults are reported with file, line and column.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
    """
    if not isinstance(map, ArgumentMap):
        return check_file(read_map(map))
    found = ((rule, finding) for rule in _content_rules() for finding in rule(map))
    return _sorted(_in_memory(rule, finding) for rule, finding in found)


def check_file(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Return the faults met in reading a map, and everything that the rules find in it.

    Of a map with faults the sound part is checked, by the rules that judge items one by one.
    """
    if loaded.map is not None:
        found = [diagnostic(rule, f, loaded.positions) for rule in _content_rules() for f in rule(loaded.map)]
        return _sorted((*loaded.diagnostics, *found))
    if loaded.draft is None:
        return loaded.diagnostics
    draft = loaded.draft
    item_rules = (rule for rule in _content_rules() if not rule.needs_whole_map)
    moved = [(rule, replace(f, path=draft.original(f.path))) for rule in item_rules for f in rule(draft.map)]
    return _sorted((*loaded.diagnostics, *(diagnostic(rule, f, loaded.positions) for rule, f in moved)))


def _content_rules() -> tuple[Rule, ...]:
    return tuple(CONTENT_RULES.load(code) for code in CONTENT_RULES.names())


def _in_memory(rule: Rule, finding: Finding) -> Diagnostic:
    return Diagnostic(Location(path=finding.path), rule.code, finding.message, rule.severity, finding.advice)


def _sorted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(diagnostics), key=Diagnostic.sort_key))

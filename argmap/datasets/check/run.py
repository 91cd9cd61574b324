"""Runs the rules about a dataset as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from argmap.datasets.check.facts import GatheredFacts, gather
from argmap.diagnostics import Diagnostic, Finding, Rule
from argmap.lint.allowances import allowances
from argmap.lint.catalogue import dataset_rules
from argmap.lint.settings import DEFAULTS, Settings
from argmap.location import Location
from argmap.storage.load import read_map


@dataclass(frozen=True, slots=True)
class DatasetCheck:
    """What the rules find in a dataset, and what is wrong with maps that cannot be read.

    `maps` are the folders of the maps that were judged, `texts` the files with findings, by name.
    """

    findings: tuple[Diagnostic, ...]
    maps: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)


def check_whole(root: str | Path, settings: Settings = DEFAULTS) -> DatasetCheck:
    """Return what the rules about a whole dataset find, in the order of its files.

    A map that cannot be read is a finding; the others are judged without it.

    Args:
        root: a folder of datasets, or one dataset.
        settings: which rules run, and how grave what they find is.

    Raises:
        UnreadableInput: there is no such folder, it cannot be read, or there is no map in it.
    """
    root = Path(root)
    gathered = gather(root)
    by_file: dict[str, list[tuple[Rule, Finding]]] = {}
    for rule in dataset_rules():
        if settings.selects(rule.code, rule.name):
            for finding in rule(gathered.facts, **settings.options.get(rule.code, {})):
                by_file.setdefault(str(finding.path[0]), []).append((rule, finding))
    diagnostics = [*gathered.faults]
    texts: dict[str, str] = {}
    for name, findings in by_file.items():
        placed, read = _placed(root, name, findings, gathered)
        texts |= read
        diagnostics += _left(placed, read, settings)
    folders = tuple(str(root / map.folder) for map in gathered.facts.maps)
    return DatasetCheck(tuple(sorted(set(diagnostics), key=Diagnostic.sort_key)), folders, texts)


def _placed(
    root: Path, name: str, findings: Iterable[tuple[Rule, Finding]], gathered: GatheredFacts
) -> tuple[list[Diagnostic], Mapping[str, str]]:
    """Return findings about one folder or file with their places, and the texts of the files there."""
    if name in gathered.folders:
        places = read_map(gathered.folders[name]).positions
    elif name == gathered.facts.splits_file and gathered.splits is not None:
        places = gathered.splits
    else:
        whole = Location(str(root / name))
        return [_diagnostic(rule, finding, whole) for rule, finding in findings], {}
    placed = [_diagnostic(rule, finding, places.locate(finding.path[1:])) for rule, finding in findings]
    return placed, places.texts


def _diagnostic(rule: Rule, finding: Finding, place: Location) -> Diagnostic:
    return Diagnostic(place, rule.code, finding.message, rule.severity, finding.advice)


def _left(found: Iterable[Diagnostic], texts: Mapping[str, str], settings: Settings) -> Iterator[Diagnostic]:
    """Yield what no comment and no setting allows, as grave as the settings say."""
    names = {rule.code: rule.name for rule in dataset_rules()}
    written = {file: [a for a in allowances(text) if a.reason] for file, text in texts.items()}
    for diagnostic in found:
        code, place = diagnostic.code, diagnostic.location
        covering = (a.covers(place.line, code, names[code]) for a in written.get(place.file or "", ()))
        if settings.selects(code, names[code], place.file) and not any(covering):
            yield replace(diagnostic, severity=settings.severity(code, diagnostic.severity))

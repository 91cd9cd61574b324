"""Checking files once, or again whenever they change; and fixing them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from threading import Event

import click

from argmap.datasets.folders import find_datasets
from argmap.diagnostics import Diagnostic
from argmap.errors import MissingExtra, UnreadableInput
from argmap.lint.catalogue import rule_names, rule_summaries
from argmap.lint.fixes import Repair, repair
from argmap.lint.run import check_file
from argmap.lint.settings import Settings
from argmap.location import Location
from argmap.project.watching import can_watch, changes
from argmap.rendering.findings.report import CheckReport
from argmap.storage.load import lost_link, read_map
from argmap.storage.reading_files import reading_name, readings_of
from argmap.unseen import visible


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to check, by which settings (for each map), and whether to fix it or to show how."""

    paths: tuple[str, ...]
    settings: Callable[[str], Settings]
    fix: bool = False
    diff: bool = False


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result: findings, inputs that could not be read, fixes made, and the changes that --fix would make."""

    report: CheckReport
    unreadable: int = 0
    fixed: int = 0
    diff: str = ""


def check_once(request: CheckRequest) -> CheckResult:
    """Check every map; an input that cannot be read is a finding like others, and the rest is checked."""
    findings: list[Diagnostic] = []
    of_maps: dict[str, tuple[Diagnostic, ...]] = {}
    texts: dict[str, str] = {}
    checked: list[str] = []
    unreadable = fixed = 0
    strict, changes = False, ""
    for path in request.paths:
        try:
            sources = map_sources(path)
        except UnreadableInput as error:
            sources = []
            unreadable += 1
            findings += _faults(error, path)
        for source in sources:
            settings = request.settings(source)
            strict = strict or settings.strict
            try:
                repaired = _repaired(source, settings, request)
            except UnreadableInput as error:
                unreadable += 1
                findings += _faults(error, source)
                texts |= error.texts
                continue
            changes += _diff(repaired) if request.diff else ""
            fixed += _written(repaired) if request.fix else 0
            checked.append(source)
            of_maps[source] = repaired.findings
            texts |= repaired.loaded.positions.texts
    findings += _by_readings(of_maps)
    report = CheckReport(
        tuple(dict.fromkeys(findings)), tuple(checked), texts, rule_names(), rule_summaries(), strict
    )
    return CheckResult(report, unreadable, fixed, changes)


def _by_readings(of_maps: Mapping[str, Sequence[Diagnostic]]) -> Iterator[Diagnostic]:
    """Yield the findings once each: what only some readings of a thread find in it says which."""
    sources: dict[Diagnostic, list[str]] = {}
    for source, findings in of_maps.items():
        for finding in findings:
            sources.setdefault(finding, []).append(source)
    readings = Counter(map(_folder, of_maps))
    for finding, those in sources.items():
        file = finding.location.file
        in_thread = file is not None and reading_name(file) is None
        if in_thread and len(those) < readings[_folder(those[0])]:
            names = ", ".join(Path(each).name if reading_name(each) else "map.yaml" for each in those)
            yield replace(finding, message=f"{finding.message} ({names})")
        else:
            yield finding


def _folder(source: str) -> Path:
    """Return the folder of a map that is named by its file or by its folder."""
    return Path(source).parent if reading_name(source) is not None else Path(source)


def _faults(error: UnreadableInput, source: str) -> list[Diagnostic]:
    """Return why an input cannot be read; an error without a place is placed at the input."""
    faults = [fault for fault in error.diagnostics if isinstance(fault, Diagnostic)]
    return faults or [Diagnostic(Location(source), "AM001", str(error).removeprefix(f"{source}: AM001 "))]


def _repaired(source: str, settings: Settings, request: CheckRequest) -> Repair:
    """Return a map with its findings, and with its fixes made when they are asked for."""
    if not (request.fix or request.diff):
        loaded = read_map(source)
        return Repair({}, {}, 0, {}, loaded, check_file(loaded, settings))
    if source == "-":
        raise click.UsageError("standard input cannot be fixed; name the file")
    repaired = repair(source, settings)
    if request.diff:
        loaded = read_map(source)
        return replace(repaired, loaded=loaded, findings=check_file(loaded, settings))
    return repaired


def watch_files(
    request: CheckRequest, show: Callable[[CheckResult], None], stop: Event | None = None
) -> None:
    """Check now and whenever a file of the maps changes, until the user interrupts or `stop` is set.

    Raises:
        MissingExtra: the library that watches files is not installed.
        UnreadableInput: the folder of a map does not exist.
    """
    if not can_watch():
        raise MissingExtra("--watch", "serve")
    if "-" in request.paths:
        raise click.UsageError("standard input cannot be watched; name the file")

    def check() -> None:
        click.clear()
        show(check_once(request))
        click.echo("watching for changes; press Ctrl-C to stop", err=True)

    try:
        batches = changes(request.paths, stop or Event())
        check()
        for _ in batches:
            check()
    except KeyboardInterrupt:
        click.echo("", err=True)


def map_sources(path: str) -> list[str]:
    """Return what to check: the map itself, all readings of a dataset, or those of every dataset in a folder."""
    folder = Path(path)
    if path == "-" or not os.path.isdir(folder):  # pathlib raises for a name that is too long
        return [path]
    if lost_link(folder) is not None:
        return [path]  # whoever reads it says so
    return _readings(path) or [
        source for dataset in _datasets(folder) for source in _readings(str(dataset)) or [str(dataset)]
    ]


def _readings(folder: str) -> list[str]:
    """Return the readings in a folder: the dataset itself for its map, and the files of the others."""
    return [str(file) if name else folder for name, file in readings_of(folder).items()]


def _datasets(folder: Path) -> list[Path]:
    """Return the datasets in a folder, also those that hold the readings of annotators and no map.yaml yet."""
    inside = {
        sub for sub in folder.iterdir() if sub.is_dir() and os.access(sub, os.R_OK) and readings_of(sub)
    }
    try:
        return sorted(inside.union(find_datasets(folder)))
    except UnreadableInput:
        if inside:
            return sorted(inside)
        raise


def _written(repaired: Repair) -> int:
    from argmap.editing.operations import (
        write_repair,
    )  # the journal of edits, for those who fix something only

    write_repair(repaired)
    for path in repaired.changed:
        click.echo(visible(f"fixed {path}"), err=True)
    return repaired.made


def _diff(repaired: Repair) -> str:
    parts: list[str] = []
    for path in repaired.changed:
        before, after = (texts[path].splitlines(keepends=True) for texts in (repaired.before, repaired.after))
        lines = unified_diff(before, after, str(path), str(path))
        parts += [
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
        ]
    return "".join(parts)

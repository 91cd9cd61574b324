"""Making fixes in the texts of a map, again and again until there are none left, and then in its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from argmap.diagnostics import Diagnostic, Edit
from argmap.lint.run import check_file
from argmap.lint.settings import DEFAULTS, Settings
from argmap.storage.edit import CannotEdit, edited
from argmap.storage.files import current_limits
from argmap.storage.load import read_map
from argmap.storage.loaded import Loaded

MOST_ROUNDS = 20
"""A fix may uncover another; no map needs as many rounds."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What fixing changes: the texts before and after by file, how many fixes were made, and the map as it is then."""

    before: Mapping[Path, str]
    after: Mapping[Path, str]
    made: int
    digests: Mapping[Path, str]
    loaded: Loaded
    findings: tuple[Diagnostic, ...]

    @property
    def changed(self) -> tuple[Path, ...]:
        return tuple(path for path in self.before if self.before[path] != self.after[path])


def repair(source: str | Path | Loaded, settings: Settings = DEFAULTS) -> Repair:
    """Return what fixing a map would change, and its findings after that; nothing is written.

    Args:
        source: the path of a map, or what reading it gave.
        settings: which findings are fixed.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read.
    """
    loaded = source if isinstance(source, Loaded) else read_map(source)
    digests = loaded.digests or {}
    before = {Path(name): text for name, text in loaded.positions.texts.items() if digests}
    texts = dict(before)
    refused: set[tuple[str, str]] = set()
    findings = check_file(loaded, settings)
    made = 0
    for _ in range(MOST_ROUNDS if before else 0):
        fixable = [f for f in findings if f.fix and _key(f) not in refused]
        wanted = [f for f in fixable if settings.selects(f.code, "", f.location.file)]
        done = sum(_fixed(texts, file, group, refused) for file, group in _by_file(wanted, loaded).items())
        if not done:
            break
        made += done
        loaded = read_map(loaded.positions.file or "", texts=texts)
        findings = check_file(loaded, settings)
    return Repair(before, texts, made, digests, loaded, findings)


def _by_file(findings: Iterable[Diagnostic], loaded: Loaded) -> dict[Path, list[Diagnostic]]:
    """Return the findings by the file that their fixes change, with paths as they are in that file."""
    groups: dict[Path, list[Diagnostic]] = {}
    thread = loaded.positions.mounted.get("thread")
    for finding in findings:
        assert finding.fix is not None  # noqa: S101 (the caller has looked)
        inside = thread is not None and finding.fix.edits[0].path[:1] == ("thread",)
        edits = tuple(Edit(e.path[1:] if inside else e.path, e.value) for e in finding.fix.edits)
        file = thread.file if thread is not None and inside else loaded.positions.file
        groups.setdefault(Path(file or ""), []).append(
            replace(finding, fix=replace(finding.fix, edits=edits))
        )
    return groups


def _fixed(
    texts: dict[Path, str], file: Path, findings: list[Diagnostic], refused: set[tuple[str, str]]
) -> int:
    """Make fixes in a text, all at once or else one by one, and return how many; the others are not tried again."""
    apart = _apart(findings)
    try:
        texts[file] = edited(texts[file], _edits(apart), current_limits())
    except CannotEdit:
        for finding in apart:
            try:
                texts[file] = edited(texts[file], _edits([finding]), current_limits())
            except CannotEdit:
                refused.add(_key(finding))
                continue
            return 1
        return 0
    return len(apart)


def _apart(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings whose edits touch nothing that an earlier one touches; the rest waits for the next round."""
    taken: set[tuple[str | int, ...]] = set()
    kept = []
    for finding in findings:
        paths = {edit.path for edit in _edits([finding])}
        if not any(_meets(path, other) for path in paths for other in taken):
            taken |= paths
            kept.append(finding)
    return kept


def _meets(path: tuple[str | int, ...], other: tuple[str | int, ...]) -> bool:
    """Return whether two edits touch: one is inside the other, or both are keys of one item."""
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter] or path[:-1] == other[:-1]


def _edits(findings: Iterable[Diagnostic]) -> tuple[Edit, ...]:
    return tuple(edit for finding in findings if finding.fix for edit in finding.fix.edits)


def _key(finding: Diagnostic) -> tuple[str, str]:
    return finding.code, str(finding.location)

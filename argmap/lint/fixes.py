"""Making fixes: on a copy, again and again until there are none left, and then in the place of the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from argmap.diagnostics import Diagnostic, Edit
from argmap.lint.run import check_file
from argmap.lint.settings import DEFAULTS, Settings
from argmap.storage.edit import CannotEdit, edited
from argmap.storage.files import decode, read_bytes, refuse_if_changed, write_all
from argmap.storage.limits import current_limits
from argmap.storage.load import Loaded, find_map, read_map

MOST_ROUNDS = 20
"""A fix may uncover another; no map needs as many rounds."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What fixing changes: texts before and after by file, how many fixes were made, and digests of what was read."""

    before: Mapping[Path, str]
    after: Mapping[Path, str]
    made: int
    digests: Mapping[Path, str]

    @property
    def changed(self) -> tuple[Path, ...]:
        return tuple(path for path in self.before if self.before[path] != self.after[path])


def repair(source: str | Path, settings: Settings = DEFAULTS) -> Repair:
    """Return what fixing the map at `source` would change; nothing is written.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read.
    """
    map_path = find_map(source)
    loaded = read_map(source)
    if map_path is None or loaded.digests is None:
        return Repair({}, {}, 0, {})
    files = [map_path, *(Path(inner.file) for inner in loaded.positions.mounted.values())]
    before = {path: decode(read_bytes(path, current_limits()), str(path)) for path in files}
    with TemporaryDirectory() as scratch:
        copies = {path: Path(scratch) / path.relative_to(map_path.parent) for path in files}
        for path, copy in copies.items():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(before[path], "utf-8", newline="")
        made = _mended(copies[map_path], copies, settings)
        after = {path: copy.read_bytes().decode("utf-8") for path, copy in copies.items()}
    return Repair(before, after, made, loaded.digests)


def write_repair(found: Repair) -> None:
    """Write the changed files, all or none.

    Raises:
        ChangedMeanwhile: somebody changed a file since it was read.
        ArgmapError: a file cannot be written.
    """
    for path in found.changed:
        refuse_if_changed(path, found.digests[path.resolve()])
    write_all({path: found.after[path].encode("utf-8") for path in found.changed})


def _mended(copy: Path, copies: Mapping[Path, Path], settings: Settings) -> int:
    """Make all fixes in the copies, and return how many."""
    originals = {str(scratch): str(path) for path, scratch in copies.items()}
    refused: set[tuple[str, str]] = set()
    made = 0
    for _ in range(MOST_ROUNDS):
        loaded = read_map(copy)
        found = [d for d in check_file(loaded, settings) if d.fix and _key(d) not in refused]
        wanted = [d for d in found if _selected(d, settings, originals)]
        done = sum(_made(file, fixes, refused) for file, fixes in _by_file(wanted, loaded).items())
        made += done
        if not done:
            break
    return made


def _selected(finding: Diagnostic, settings: Settings, originals: Mapping[str, str]) -> bool:
    """Return whether a finding is wanted in the file of which it was found in a copy."""
    file = finding.location.file or ""
    return settings.selects(finding.code, "", originals.get(file, file))


def _by_file(findings: Iterable[Diagnostic], loaded: Loaded) -> dict[str, list[Diagnostic]]:
    """Return the findings by the file that their fixes change, with paths as they are in that file."""
    found: dict[str, list[Diagnostic]] = {}
    thread = loaded.positions.mounted.get("thread")
    for finding in findings:
        assert finding.fix is not None  # noqa: S101 (the caller has looked)
        inside = thread is not None and finding.fix.edits[0].path[:1] == ("thread",)
        edits = tuple(Edit(e.path[1:] if inside else e.path, e.value) for e in finding.fix.edits)
        file = thread.file if thread is not None and inside else loaded.positions.file
        found.setdefault(file, []).append(replace(finding, fix=replace(finding.fix, edits=edits)))
    return found


def _made(file: str, findings: list[Diagnostic], refused: set[tuple[str, str]]) -> int:
    """Make fixes in a file, all at once or else one by one, and return how many; the others are not tried again."""
    text = Path(file).read_bytes().decode("utf-8")
    apart = _apart(findings)
    try:
        changed, made = edited(text, _edits(apart), current_limits()), len(apart)
    except CannotEdit:
        changed, made = text, 0
        for finding in apart:
            try:
                changed = edited(text, _edits([finding]), current_limits())
            except CannotEdit:
                refused.add(_key(finding))
                continue
            made = 1
            break
    Path(file).write_text(changed, "utf-8", newline="")
    return made


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

"""An adjudication on disk: its readings, its decisions in a file that is written after each, and the map at the end."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from argmap.diagnostics import Diagnostic
from argmap.editing.adjudication.decisions import AdjudicationFile, ItemDecision
from argmap.editing.adjudication.gathering import GatheredReadings, ReadingItem, gather
from argmap.editing.adjudication.settling import Settled, settle
from argmap.errors import ArgmapError, InvalidInput, UnreadableInput
from argmap.lint.run import check_file, settings_of
from argmap.model.map import ArgumentMap
from argmap.storage.files import current_limits, decode, read_bytes, refuse_if_changed, write_all
from argmap.storage.load import find_map, load_thread, read_map
from argmap.storage.loaded import Loaded
from argmap.storage.reading_files import reading_name
from argmap.storage.writer import THREAD_FILE, map_yaml, thread_yaml

SUFFIXES = (".yaml", ".yml")


@dataclass
class Adjudication:
    """Several readings that are being settled into one map.

    Attributes:
        gathered: the readings side by side.
        out: the map that is made.
        log: the file that keeps the decisions.
        files: the file of each reading, seen from the folder of the map.
        digests: the SHA-256 of the files of the readings and of their thread, as they were read.
        thread: the file of the thread, seen from the folder of the map.
        copied: its content, where the map lies outside the thread's folder and needs a copy beside it.
        decisions: what was decided so far, by key of item.
    """

    gathered: GatheredReadings
    out: Path
    log: Path
    files: Mapping[str, str]
    digests: Mapping[Path, str]
    thread: str
    copied: bytes | None = None
    decisions: dict[str, ItemDecision] = field(default_factory=dict)

    @property
    def settled(self) -> Settled:
        return settle(self.gathered, self.decisions.values())

    @property
    def doubtful(self) -> tuple[ReadingItem, ...]:
        """The items on which the readings do not agree, decided or not, in the order of the document."""
        return tuple(item for item in self.gathered.items if not self.gathered.agreed(item))

    def decide(self, decision: ItemDecision) -> None:
        """Keep a decision, and write the file of decisions at once."""
        self.decisions[decision.item] = decision
        self.save()

    def take_back(self, key: str) -> None:
        """Forget the decision on an item."""
        self.decisions.pop(key, None)
        self.save()

    def save(self) -> Settled:
        """Write the file of decisions, with what became of every item so far."""
        settled = self.settled
        write_all({self.log: self._log(settled)})
        return settled

    def finish(self) -> tuple[ArgumentMap, tuple[Diagnostic, ...]]:
        """Write the map and the file of decisions in one step, and return the map with what the rules say of it.

        Raises:
            InvalidInput: the decisions together break a rule without which there is no map; nothing is written but them.
            ChangedMeanwhile: somebody changed a reading since it was read.
        """
        settled = self.save()
        map = _sound(settled, next(iter(self.gathered.readings.values())))
        for path, read_as in self.digests.items():
            refuse_if_changed(path, read_as)
        contents = {self.out: map_yaml(map, thread=self.thread).encode("utf-8"), self.log: self._log(settled)}
        if self.copied is not None:
            contents[self.out.with_name(self.thread)] = self.copied
        write_all(contents)
        return map, check_file(read_map(self.out), settings_of(self.out))

    def _log(self, settled: Settled) -> bytes:
        file = AdjudicationFile(
            readings=dict(self.files),
            decisions=tuple(
                self.decisions[item.key] for item in self.gathered.items if item.key in self.decisions
            ),
            outcome=tuple(_row(fate.to_dict()) for fate in settled.fates),
        )
        text = json.dumps(file.model_dump(mode="json", exclude_none=True), indent=1, ensure_ascii=False)
        return f"{text}\n".encode()


def _row(fate: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fate.items() if value != ""}


def _sound(settled: Settled, first: ArgumentMap) -> ArgumentMap:
    try:
        map: ArgumentMap = ArgumentMap.model_validate({**settled.data, "thread": first.thread})
    except InvalidInput as error:
        raise ArgmapError(
            f"what was decided makes no sound map yet: {error}; take other versions of these parts"
        ) from error
    return map


def open_adjudication(
    paths: Sequence[Path], out: Path, *, by_id: bool = False, texts: Iterable[Path] = ()
) -> tuple[Adjudication, tuple[str, ...]]:
    """Return an adjudication, with the decisions that were made before, and notes on those that do not count any more.

    Args:
        paths: the readings, as files or folders of datasets.
        out: the map that is made, which is none of the readings.
        by_id: parts of one id are one part.
        texts: more files of decisions, such as one from a page; later ones count.

    Raises:
        InvalidInput: a reading has faults.
        UnreadableInput: a reading, or a file of decisions, cannot be read.
        ArgmapError: the readings cannot be compared, or the map would overwrite one of them.
    """
    if out.suffix.lower() not in SUFFIXES:
        raise ArgmapError(f"{out}: a map is written as YAML; give a file that ends in .yaml")
    read = _readings(paths)
    if out.resolve() in {file.resolve() for file, _ in read.values()}:
        raise ArgmapError(f"{out} is one of the readings; write the map to another file")
    gathered = gather({name: loaded.map for name, (_, loaded) in read.items() if loaded.map}, by_id=by_id)
    first, loaded = next(iter(read.values()))
    log = out.with_name(f"decisions.{out.stem}.json")  # no name of a reading
    earlier = [*([log] if log.exists() else []), *texts]
    decisions = {d.item: d for path in earlier for d in read_decisions(path).decisions}
    stale = settle(gathered, decisions.values()).stale
    made = Adjudication(
        gathered,
        out,
        log,
        {name: os.path.relpath(file, out.parent) for name, (file, _) in read.items()},
        {path: sha for _, each in read.values() for path, sha in (each.digests or {}).items()},
        *_thread(first, loaded, out),
        {key: decision for key, decision in decisions.items() if key not in stale},
    )
    known = {item.key for item in gathered.items}
    return made, tuple(
        f"{key}: a reading changed since this was decided; decide again"
        if key in known
        else f"{key}: no reading has it any more; the decision does not count"
        for key in stale
    )


def read_decisions(path: Path) -> AdjudicationFile:
    """Return what a file of decisions holds.

    Raises:
        UnreadableInput: it cannot be read, or is no such file.
    """
    text = decode(read_bytes(path, current_limits()), str(path))
    try:
        return AdjudicationFile.model_validate_json(text)
    except (ValidationError, InvalidInput) as error:
        reason = str(error).splitlines()[0]
        raise UnreadableInput(
            f"{path}: AM010 no file of decisions (argmap-adjudication/1): {reason}; move it away to begin anew"
        ) from error


def _readings(paths: Sequence[Path]) -> dict[str, tuple[Path, Loaded]]:
    """Return the readings by a name of each: what tells its file from the others."""
    files = [find_map(path) for path in paths]
    known = [file for file in files if file is not None]
    if len(known) < len(paths):
        raise ArgmapError("standard input cannot be adjudicated; name the files")
    if len({file.resolve() for file in known}) < len(known):
        raise ArgmapError("one file is named twice; name different readings")
    loaded = {name: (file, read_map(file)) for name, file in zip(names(known), known, strict=True)}
    broken = [finding for _, each in loaded.values() if each.map is None for finding in each.diagnostics]
    if broken:
        raise InvalidInput(broken)
    return loaded


def names(files: Sequence[Path]) -> list[str]:
    """Return a short name for each file: that of the reader in map.NAME.yaml, else of the file, else of its folder.

    Example:
        >>> names([Path("d/map.ann.yaml"), Path("d/map.bo.yaml")]), names([Path("a/map.yaml"), Path("b/map.yaml")])
        (['ann', 'bo'], ['a', 'b'])
    """
    ways = (
        [reading_name(file) or file.stem for file in files],
        [file.resolve().parent.name for file in files],
        [str(file) for file in files],
    )
    return next(way for way in ways if len(set(way)) == len(files) and all(way))


def _thread(file: Path, loaded: Loaded, out: Path) -> tuple[str, bytes | None]:
    """Return where the map finds the thread of the first reading, and its content where it must be copied there.

    Raises:
        ArgmapError: another thread lies where the copy would.
    """
    if loaded.map is None or loaded.map.thread is None:
        return THREAD_FILE, None
    mounted = loaded.positions.mounted.get("thread")
    if mounted is not None and mounted.file:
        way = Path(os.path.relpath(Path(mounted.file).resolve(), out.resolve().parent)).as_posix()
        if not way.startswith(".."):
            return way, None
    content, beside = thread_yaml(loaded.map.thread).encode("utf-8"), out.with_name(THREAD_FILE)
    if beside.exists() and load_thread(beside) != loaded.map.thread:
        raise ArgmapError(f"{beside} is another thread than that of {file}; write the map to another folder")
    return THREAD_FILE, None if beside.exists() else content

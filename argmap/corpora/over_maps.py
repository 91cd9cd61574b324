"""Jobs over thousands of maps: check, analyse, export, and the tables of a dataset, some maps at a time.

A job is a pure function of some folders: it writes the part of its result that is theirs, and returns counts. So it does not
matter where a part is worked on. Parts that are there, and were made of the same files, stay; at the end they are put together in the
order of the folders, so that the same maps give the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from argmap import __version__
from argmap.datasets.folders import find_datasets
from argmap.datasets.schema import TABLES
from argmap.datasets.store import digest_of
from argmap.datasets.tables import rows
from argmap.errors import ArgmapError, InvalidInput, UnreadableInput
from argmap.formats.registry import format_named
from argmap.lint.run import check_file, settings_of
from argmap.model.map import ArgumentMap
from argmap.parallel import Done, Workers, done_parts
from argmap.storage.atomic.temporaries import sweep, temporary_name
from argmap.storage.files import write_all
from argmap.storage.load import load_map, read_map
from argmap.study import Study

AT_ONCE = 50
"""Maps of a part."""

PARTS = ".parts"
"""Folder of the parts, in that of the results; it goes when all are put together."""


class MapsJob(StrEnum):
    """What is done with every map."""

    CHECK = "check"
    ANALYSE = "analyse"
    EXPORT = "export"
    TABLES = "tables"


@dataclass(frozen=True, slots=True)
class MapsPart:
    """Some folders of a dataset, seen from its root, and where their results go."""

    root: Path
    folders: tuple[str, ...]
    out: Path
    number: int
    job: MapsJob
    target: str = ""


Counts = dict[str, int]
Lines = dict[str, list[str]]
"""Lines for each file of the result, by its name."""


def over_maps(
    job: MapsJob,
    root: Path,
    out: Path,
    workers: Workers,
    target: str = "",
    tick: Callable[[], None] = lambda: None,
) -> tuple[list[Done[Counts]], Counts]:
    """Do a job with every map in a folder, and return what became of each part, and the counts of all.

    The results are files in `out`: `findings.jsonl`, `analyses.jsonl`, a file for each map, or one for each table. They are put together when all
    parts are done; before that, nothing of them is there.

    Args:
        job: what to do.
        root: a folder of datasets.
        out: a folder for the results.
        workers: where to work; both folders must be reachable from there.
        target: the format, for an export.
        tick: called whenever a part is done.

    Raises:
        UnreadableInput: there is no such folder, or no map in it.
        ArgmapError: results cannot be written.
    """
    names = [folder.relative_to(root).as_posix() for folder in find_datasets(root)]
    parts = [
        MapsPart(root.resolve(), tuple(names[at : at + AT_ONCE]), out.resolve(), number, job, target)
        for number, at in enumerate(range(0, len(names), AT_ONCE))
    ]
    try:
        (out / PARTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArgmapError(f"cannot write {out}: {error.strerror or error}") from error
    made = []
    for done in done_parts(_done, parts, workers):
        made.append(done)
        tick()
    made.sort(key=lambda done: done.number)
    counts: Counter[str] = Counter()
    for done in made:
        counts.update(done.value or {})
    if not any(done.error for done in made):
        _put_together(parts, out)
    return made, dict(counts)


def _done(part: MapsPart) -> Counts:
    """Write the results of a part, unless they are there already, and return its counts."""
    folder = part.out / PARTS / f"{part.number:06d}"
    note, mark = folder / "done.json", _mark(part)
    earlier = _earlier(note, mark)
    if earlier is not None:
        return earlier
    counts: Counter[str] = Counter()
    lines: Lines = {}
    for name in part.folders:
        try:
            own = JOBS[part.job](part, name)
        except (InvalidInput, UnreadableInput) as error:
            counts["faulty"] += 1
            lines.setdefault("faulty.jsonl", []).append(
                _line({"folder": name, "reason": str(error).splitlines()[0]})
            )
            continue
        counts["maps"] += 1
        for file, those in own.items():
            counts[file] += len(those)
            lines.setdefault(file, []).extend(those)
    shutil.rmtree(folder, ignore_errors=True)
    contents = {
        folder / file: "".join(those).encode("utf-8", "surrogatepass") for file, those in lines.items()
    }
    write_all({**contents, note: json.dumps({"of": mark, "counts": counts}).encode()})
    return dict(counts)


def _mark(part: MapsPart) -> str:
    """Return what changes when the results of a part would."""
    whole = sha256(f"{__version__}/{part.job}/{part.target}".encode())
    for name in part.folders:
        whole.update(f"{name}\0{digest_of(part.root / name)}".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _earlier(note: Path, mark: str) -> Counts | None:
    try:
        kept = json.loads(note.read_bytes())
        return dict(kept["counts"]) if kept["of"] == mark else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _put_together(parts: Sequence[MapsPart], out: Path) -> None:
    """Write each file of the result from its parts, in one step, and take the parts away."""
    names = sorted({path.name for path in (out / PARTS).glob("[0-9]*/*") if path.name != "done.json"})
    try:
        sweep(out)
        for name in names:
            unfinished = out / temporary_name(name)
            with unfinished.open("wb") as whole:
                for part in parts:
                    piece = out / PARTS / f"{part.number:06d}" / name
                    if piece.is_file():
                        with piece.open("rb") as file:
                            shutil.copyfileobj(file, whole)
            os.replace(unfinished, out / name)
        shutil.rmtree(out / PARTS)
    except OSError as error:
        raise ArgmapError(f"cannot write {out}: {error.strerror or error}") from error


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str) + "\n"


def _check(part: MapsPart, name: str) -> Lines:
    folder = part.root / name
    findings = check_file(read_map(folder), settings_of(folder))
    return {"findings.jsonl": [_line(_finding(part, name, each)) for each in findings]}


def _finding(part: MapsPart, name: str, each: Any) -> dict[str, Any]:
    where = each.location
    file = None if where.file is None else os.path.relpath(where.file, part.root)
    return {
        "folder": name,
        "file": file,
        "line": where.line,
        "column": where.column,
        "code": each.code,
        "severity": str(each.severity),
        "message": each.message,
        "help": each.help or None,
    }


def _analyse(part: MapsPart, name: str) -> Lines:
    map = load_map(part.root / name)
    return {"analyses.jsonl": [_line({"folder": name, "map": map.id, **Study(map).to_dict()})]}


def _export(part: MapsPart, name: str) -> Lines:
    map = load_map(part.root / name)
    known = format_named(part.target)
    if known.write is None:
        raise ArgmapError(f"{part.target} can only be read")
    text, losses, beside = known.write(map)
    stem = name.replace("/", "-") if name != "." else map.id
    ending = known.suffixes[0] if known.suffixes else known.ending or f".{known.name}"
    files = {f"{stem}{ending}": [text], **{f"{stem}{other}": [content] for other, content in beside.items()}}
    lost = [_line({"folder": name, "id": loss.id, "kind": loss.kind, "what": loss.what}) for loss in losses]
    return {**files, "losses.jsonl": lost} if lost else files


def _tables(part: MapsPart, name: str) -> Lines:
    map: ArgumentMap = load_map(part.root / name)
    return {f"{table}.jsonl": list(_table_lines(map, table)) for table in TABLES}


def _table_lines(map: ArgumentMap, table: str) -> Iterator[str]:
    return (_line(row) for row in rows(map, table))


JOBS: Mapping[MapsJob, Callable[[MapsPart, str], Lines]] = {
    MapsJob.CHECK: _check,
    MapsJob.ANALYSE: _analyse,
    MapsJob.EXPORT: _export,
    MapsJob.TABLES: _tables,
}
"""What each job makes of one map: lines for files of the result."""

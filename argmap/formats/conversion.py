"""Converting a whole corpus: each file by itself, in several processes, with the same result however many there are."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path, PurePosixPath

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import ArgmapError, InvalidInput
from argmap.formats.corpus import Corpus
from argmap.formats.files import unknown, unless_mistaken
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.formats.registry import FORMATS, format_named, format_of_ending
from argmap.storage.atomic.temporaries import sweep, temporary_name

AT_ONCE = 16
"""Files that a process gets at a time."""

ALWAYS_MAPS = frozenset(
    {".json", ".xml", ".argdown", ".ad", ".ttl", ".rdf", ".jsonld", ".yaml", ".yml", ".tgf", ".opml", ".mm", ".mup", ".canvas", ".ann"}
)  # fmt: skip
"""Endings of files that should be maps, so that one which cannot be read is worth a word."""


@dataclass(frozen=True, slots=True)
class CorpusJob:
    """What to convert: a corpus, the format to read (None: by content) and to write, and the folder for the results."""

    corpus: Path
    origin: str | None
    target: str
    out: Path
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of a file.

    Attributes:
        name: Its path in the corpus.
        format: The format it was read in; "" if none knows it.
        remarks: What was left out when it was read, as lines.
        lost: How much of what the format leaves out, by kind.
        error: Why there is no result; "" if there is one.
    """

    name: str
    format: str = ""
    remarks: tuple[str, ...] = ()
    lost: Mapping[str, int] = field(default_factory=dict)
    error: str = ""


def conversions(plan: CorpusJob, names: Sequence[str], jobs: int | None = None) -> Iterator[Conversion]:
    """Convert files of a corpus, and yield what became of each, in their order.

    Args:
        plan: What to convert into what.
        names: The files, as `Corpus.names` has them.
        jobs: Processes to use; None uses all processors.
    """
    targets = result_names(names, format_named(plan.target))
    jobs = min(jobs or os.cpu_count() or 1, -(-len(names) // AT_ONCE))
    if jobs <= 1:
        worker = _Worker(plan)
        yield from map(worker.converted, names, targets)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (plan,)) as pool:
        yield from pool.map(_convert, names, targets, chunksize=AT_ONCE)


def result_names(names: Sequence[str], known: Format) -> list[str]:
    """Return the paths of results: those of the files with the ending of the format; where two would be one, behind their own.

    Example:
        >>> from argmap.formats.registry import format_named
        >>> result_names(["a/x.json", "y.md", "y.xml"], format_named("graphml"))
        ['a/x.graphml', 'y.md.graphml', 'y.xml.graphml']
    """
    ending = known.suffixes[0] if known.suffixes else known.ending or f".{known.name}"
    short = [str(PurePosixPath(name).with_suffix(ending)) for name in names]
    often = Counter(path.casefold() for path in short)
    return [
        path if often[path.casefold()] == 1 else f"{name}{ending}"
        for name, path in zip(names, short, strict=True)
    ]


def failures(made: Sequence[Conversion]) -> tuple[Conversion, ...]:
    """Return the files that should have been maps and have no result; what lies beside maps, such as texts, is passed over."""
    endings = {PurePosixPath(each.name).suffix.lower() for each in made if not each.error} | ALWAYS_MAPS
    return tuple(
        each
        for each in made
        if each.error and (each.format or PurePosixPath(each.name).suffix.lower() in endings)
    )


class _Worker:
    """Converts one file after the other; what it needs for all of them it has once."""

    def __init__(self, plan: CorpusJob) -> None:
        self.plan = plan
        self.corpus = Corpus(plan.corpus)
        self.target = format_named(plan.target)
        self.swept: set[Path] = set()
        self.readable = (
            [format_named(plan.origin)]
            if plan.origin is not None
            else [known for _, known in FORMATS.available() if known.read is not None]
        )

    def converted(self, name: str, target: str) -> Conversion:
        if PurePosixPath(target).is_absolute() or ".." in PurePosixPath(target).parts or "\\" in target:
            return Conversion(name, error=f"{name}: AM018 its name leads out of the archive")
        try:
            file = self.corpus.file(name)
        except ArgmapError as error:
            return Conversion(name, error=str(error))
        known = self._format_of(file)
        if known is None or known.read is None:
            return Conversion(name, error=str(replace(unknown(file), help="")))
        format = known.name if self.plan.origin is None else ""
        reading = known.read(file)
        if self.plan.origin is not None:
            reading = unless_mistaken(file, known, reading)
        if reading.map is None:
            return Conversion(name, format, error=_first_error(reading))
        remarks = tuple(map(str, reading.diagnostics))
        try:
            return self._written(Conversion(name, known.name, remarks), reading, target)
        except (ArgmapError, OSError) as error:
            return Conversion(name, known.name, remarks, error=f"{file.name}: {error}")

    def _format_of(self, file: MapFile) -> Format | None:
        if self.plan.origin is not None:
            return self.readable[0]
        known = next((known for known in self.readable if known.recognises(file)), None)
        if known is None and PurePosixPath(file.name).suffix.lower() in ALWAYS_MAPS:
            return format_of_ending(file.name)
        return known

    def _written(self, conversion: Conversion, reading: Reading, target: str) -> Conversion:
        if reading.map is None or self.target.write is None:
            raise InvalidInput(reading.diagnostics)
        text, losses, beside = self.target.write(reading.map)
        lost = Counter(loss.kind for loss in losses)
        if self.plan.strict and lost:
            error = f"{conversion.name}: {self.target.name} would leave out {', '.join(lost)}; nothing was written"
            return Conversion(conversion.name, conversion.format, conversion.remarks, lost, error)
        path = self.plan.out / target
        if path.parent not in self.swept:
            sweep(path.parent)
            self.swept.add(path.parent)
        _put(path, text)
        for ending, other in beside.items():
            _put(path.with_name(f"{path.stem}{ending}"), other)
        return Conversion(conversion.name, conversion.format, conversion.remarks, lost)


def _first_error(reading: Reading) -> str:
    errors: list[Diagnostic] = [each for each in reading.diagnostics if each.severity is Severity.ERROR]
    return str(errors[0]) if errors else "this is no map"


def _put(path: Path, text: str) -> None:
    """Write a file in one step, so that nobody sees a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(temporary_name(path.name))
    unfinished.write_bytes(text.encode("utf-8"))
    path.unlink(missing_ok=True)  # taking the place of a file makes some systems wait for the disk
    unfinished.replace(path)


_worker: list[_Worker] = []
"""That of this process: a pool can hand it over in no other way."""


def _begin(plan: CorpusJob) -> None:
    _worker[:] = [_Worker(plan)]


def _convert(name: str, target: str) -> Conversion:
    return _worker[0].converted(name, target)

"""The kinds of discussions that can be imported, and which of them a file is."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.errors import BrokenPlugin, UnreadableInput
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawThread
from argmap.registry import Registry

IMPORTERS = Registry(
    "kind of discussion",
    {
        name: f"argmap.importers.{name}:IMPORTER"
        for name in (
            "chat",
            "convokit",
            "discourse",
            "github",
            "hackernews",
            "kialo",
            "lemmy",
            "mail",
            "mastodon",
            "plain",
            "reddit",
            "stackexchange",
            "subtitles",
        )
    },
    group="argmap.importers",
    kind="argmap.importers.protocol:Importer",
)


def importer(name: str) -> Importer:
    """Return the importer registered under `name`.

    Raises:
        UnknownName: there is none.
        BrokenPlugin: an installed package registered it, and it cannot be used.
    """
    known: Importer = IMPORTERS.load(name)
    return known


def read(chosen: Importer, files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the discussion in files; broken files get one clear error, whatever is wrong in them.

    Args:
        chosen: The importer that reads them.
        files: Files that belong together.
        wanted: The key of the discussion, if they hold several.

    Raises:
        ArgmapError: they hold no discussion of the kind, or several and none was named.
    """
    try:
        return chosen.read(files, wanted)
    except SHAPES as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise NotThisSource(
            f"{files[0].name} does not have the structure of {chosen.title} ({reason}); "
            "use --as KIND to read it as another kind"
        ) from error


SHAPES = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
"""What reading raises when a value has another type than in correct files."""


def recognised(files: Sequence[InputFile]) -> Importer:
    """Return the importer that is surest it can read the first of the files; of equally sure ones the first by name.

    An installed importer that cannot be loaded does not take part; `broken_importers` says why.

    Raises:
        UnreadableInput: no importer can read it.
    """
    fits = [(_fit(name, files[0]), name) for name in IMPORTERS.names()]
    fit, name = max(fits, key=lambda pair: pair[0])
    if fit is Fit.NO:
        raise UnreadableInput(
            f"{files[0].name}: argmap does not recognise this discussion; "
            "'argmap import --help' lists the kinds that --as KIND takes"
        )
    return importer(name)


def _fit(name: str, file: InputFile) -> Fit:
    try:
        return importer(name).fits(file)
    except BrokenPlugin:
        return Fit.NO


def broken_importers() -> tuple[str, ...]:
    """Return what is wrong with each installed importer that cannot be loaded."""
    faults = []
    for name in sorted({*IMPORTERS.names()} - {*IMPORTERS.entries}):
        try:
            importer(name)
        except BrokenPlugin as error:
            faults.append(str(error))
    return tuple(faults)

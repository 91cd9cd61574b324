"""The kinds of discussions that can be imported, and which of them a file is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from argmap.errors import ArgmapError, UnknownName, UnreadableInput
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
)

OLD_IMPORTERS = Registry("kind of discussion", {}, group="argmap.sources")
"""Importers whose package still has the entry-point group of argmap 0.1; they work until argmap 0.3."""


class BrokenImporter(ArgmapError):
    """An installed importer cannot be loaded, or is not what its entry point says."""


def importer_names() -> tuple[str, ...]:
    """Return the names of all importers, sorted."""
    return tuple(sorted({*IMPORTERS.names(), *OLD_IMPORTERS.names()}))


def importer(name: str) -> Importer:
    """Return the importer registered under `name`.

    Raises:
        UnknownName: there is none.
        BrokenImporter: an installed package registered it, and it cannot be loaded.
    """
    if name in IMPORTERS.entries:
        own: Importer = IMPORTERS.load(name)
        return own
    if name not in importer_names():
        raise UnknownName(IMPORTERS.what, name, importer_names())
    try:
        loaded = IMPORTERS.load(name) if name in IMPORTERS.names() else _load_old(name)
    except Exception as error:  # whatever an installed package does when it is imported
        raise BrokenImporter(
            f"the importer {name!r} cannot be loaded: {type(error).__name__}: {error}; update or uninstall its package"
        ) from error
    if not isinstance(loaded, Importer) or loaded.name != name:
        raise BrokenImporter(f"the entry point of the importer {name!r} is no importer of that name")
    return loaded


def _load_old(name: str) -> Any:
    from argmap.importers.old_names import provide_old_modules

    provide_old_modules()
    return OLD_IMPORTERS.load(name)


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
    fits = [(_fit(name, files[0]), name) for name in importer_names()]
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
    except BrokenImporter:
        return Fit.NO


def broken_importers() -> tuple[str, ...]:
    """Return what is wrong with each installed importer that cannot be loaded."""
    faults = []
    for name in sorted({*importer_names()} - {*IMPORTERS.entries}):
        try:
            importer(name)
        except BrokenImporter as error:
            faults.append(str(error))
    return tuple(faults)

"""The kinds of sources, and which of them a file is."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.errors import UnreadableInput
from argmap.importers.material import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawThread
from argmap.registry import Registry

SOURCES = Registry(
    "source",
    {
        name: f"argmap.importers.{name}:SOURCE"
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


def source(name: str) -> Importer:
    """Return the source registered under `name`.

    Raises:
        UnknownName: there is none.
    """
    known: Importer = SOURCES.load(name)
    return known


def read(chosen: Importer, materials: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the discussion in files, or say that they are not what the source reads, however they are broken.

    Raises:
        ArgmapError: they hold no discussion of the kind, or several and none was named.
    """
    try:
        return chosen.read(materials, wanted)
    except SHAPES as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise NotThisSource(
            f"{materials[0].name} does not have the shape of {chosen.title} ({reason}); --as KIND reads it as something else"
        ) from error


SHAPES = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
"""What reading raises when a value is of another type than it is in sound files."""


def recognised(materials: Sequence[InputFile]) -> Importer:
    """Return the source that is surest it can read the first of the files; of several equally sure ones by name.

    Raises:
        UnreadableInput: no source can read it.
    """
    fitting = [(known.fits(materials[0]), name) for name, known in SOURCES.available()]
    fit, name = max(fitting, key=lambda pair: pair[0])
    if fit is Fit.NO:
        raise UnreadableInput(
            f"{materials[0].name}: this is no discussion that argmap knows; 'argmap thread import --help' lists the kinds"
        )
    return source(name)

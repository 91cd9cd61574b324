"""The interchange formats, and which of them a file name or a text means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from argmap.errors import ArgmapError
from argmap.formats.protocol import Format
from argmap.registry import Registry

FORMATS = Registry(
    "format",
    {
        "argmap-json": "argmap.formats.own:JSON",
        "argmap-yaml": "argmap.formats.own:YAML",
        "dot": "argmap.formats.views:DOT",
        "graphml": "argmap.formats.graphml:FORMAT",
        "markdown": "argmap.formats.views:MARKDOWN",
    },
    group="argmap.formats",
)


class BrokenFormat(ArgmapError):
    """An installed format cannot be loaded, or is not what its entry point says."""


def format_named(name: str) -> Format:
    """Return the format registered under `name`.

    Raises:
        UnknownName: there is none.
        BrokenFormat: an installed package registered it, and it cannot be loaded.
    """
    try:
        loaded = FORMATS.load(name)
    except ArgmapError:
        raise
    except Exception as error:  # whatever an installed package does when it is imported
        raise BrokenFormat(
            f"the format {name!r} cannot be loaded: {type(error).__name__}: {error}; update or uninstall its package"
        ) from error
    if not isinstance(loaded, Format) or loaded.name != name:
        raise BrokenFormat(f"the entry point of the format {name!r} is no format of that name")
    return loaded


def format_of_file(name: str) -> Format | None:
    """Return the format that the ending of a file name means, or None; of several, the first by name."""
    suffix = PurePath(name).suffix.lower()
    return next((known for known in _usable() if suffix and suffix in known.suffixes), None)


def format_of_text(text: str) -> Format | None:
    """Return the format that a text is in, judged by its content, or None; of several, the first by name."""
    return next((known for known in _usable() if known.recognises(text)), None)


def _usable() -> Iterator[Format]:
    """Yield the formats that can be loaded: a broken package hides nothing but its own."""
    for name in FORMATS.names():
        try:
            yield format_named(name)
        except BrokenFormat:
            continue

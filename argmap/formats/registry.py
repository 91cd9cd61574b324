"""The interchange formats, and which of them a file name or a text means."""

from __future__ import annotations

from pathlib import PurePath
from warnings import warn

from argmap.errors import BrokenPlugin, PluginWarning
from argmap.formats.protocol import Format, MapFile
from argmap.registry import Registry

FORMATS = Registry(
    "format",
    {
        "aif": "argmap.formats.aif.nodeset:FORMAT",
        "aif-jsonld": "argmap.formats.aif.rdf:JSONLD",
        "aif-rdfxml": "argmap.formats.aif.rdf:RDFXML",
        "aif-turtle": "argmap.formats.aif.rdf:TURTLE",
        "aml": "argmap.formats.arguments.aml:FORMAT",
        "argdown": "argmap.formats.argdown.text:FORMAT",
        "argdown-json": "argmap.formats.argdown.json:FORMAT",
        "argmap-json": "argmap.formats.own:JSON",
        "argmap-yaml": "argmap.formats.own:YAML",
        "arguebuf": "argmap.formats.arguments.arguebuf:FORMAT",
        "brat": "argmap.formats.spans.brat:FORMAT",
        "carneades": "argmap.formats.arguments.carneades:FORMAT",
        "cdcp": "argmap.formats.arguments.cdcp:FORMAT",
        "convokit-map": "argmap.formats.spans.convokit:FORMAT",
        "cytoscape": "argmap.formats.graphs.networks:CYTOSCAPE",
        "d2": "argmap.formats.graphs.flowcharts:D2",
        "dot": "argmap.formats.graphs.views:DOT",
        "freemind": "argmap.formats.outlines.freemind:FORMAT",
        "gexf": "argmap.formats.graphs.networks:GEXF",
        "graphml": "argmap.formats.graphs.graphml:FORMAT",
        "json-canvas": "argmap.formats.graphs.canvas:FORMAT",
        "kialo": "argmap.formats.arguments.kialo:FORMAT",
        "label-studio": "argmap.formats.spans.label_studio:FORMAT",
        "lkif": "argmap.formats.arguments.lkif:FORMAT",
        "markdown": "argmap.formats.graphs.views:MARKDOWN",
        "mermaid": "argmap.formats.graphs.flowcharts:MERMAID",
        "microtexts": "argmap.formats.arguments.microtexts:FORMAT",
        "mindmup": "argmap.formats.outlines.mindmup:FORMAT",
        "opml": "argmap.formats.outlines.opml:FORMAT",
        "outline": "argmap.formats.outlines.outline:FORMAT",
        "reasons": "argmap.formats.graphs.reasons:FORMAT",
        "sadface": "argmap.formats.arguments.sadface:FORMAT",
        "tables": "argmap.formats.graphs.tables:FORMAT",
        "tgf": "argmap.formats.graphs.tgf:FORMAT",
        "uima-cas-json": "argmap.formats.spans.cas:FORMAT",
        "web-annotation": "argmap.formats.spans.web_annotation:FORMAT",
        "xaif": "argmap.formats.aif.xaif:FORMAT",
    },
    group="argmap.formats",
    kind="argmap.formats.protocol:Format",
)


def format_named(name: str) -> Format:
    """Return the format registered under `name`.

    Raises:
        UnknownName: there is none.
        BrokenPlugin: an installed package registered it, and it cannot be used.
    """
    known: Format = FORMATS.load(name)
    return known


def format_of_file(name: str) -> Format | None:
    """Return the format that the ending of a file name means, or None; of several, the first by name."""
    suffix = PurePath(name).suffix.lower()
    return next((known for _, known in FORMATS.available() if suffix and suffix in known.suffixes), None)


def format_of_text(file: MapFile) -> Format | None:
    """Return the format that a file is in, judged by its content, or None; of several, the first by name."""
    return next(
        (known for name, known in FORMATS.available() if known.read and _recognises(name, known, file)), None
    )


def _recognises(name: str, known: Format, file: MapFile) -> bool:
    """Return whether a format knows a file; one of a package that fails is warned of, and the others are asked."""
    try:
        with FORMATS.blamed(name):
            return known.recognises(file)
    except BrokenPlugin as error:
        warn(str(error), PluginWarning, stacklevel=2)
        return False


SHARED_ENDINGS = frozenset({".json", ".yaml", ".yml"})
"""Endings of files that may hold anything."""


def format_of_ending(name: str) -> Format | None:
    """Return the format to read a map in whose content does not tell its format, by the ending of its name; None if that says nothing."""
    suffix = PurePath(name).suffix.lower()
    if not suffix or suffix in SHARED_ENDINGS:
        return None
    readable = (known for _, known in FORMATS.available() if known.read is not None)
    return next((known for known in readable if suffix in (known.suffixes or (known.ending,))), None)


def writable_names() -> tuple[str, ...]:
    """Return the names of the formats that can be written."""
    return tuple(name for name, known in FORMATS.available() if known.write is not None)


def readable_names() -> tuple[str, ...]:
    """Return the names of the formats that can be read."""
    return tuple(name for name, known in FORMATS.available() if known.read is not None)

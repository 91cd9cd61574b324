"""The Trivial Graph Format: lines of nodes, a line with #, lines of edges. It can only be read.

    1 A tram is quiet.
    2 A tram is loud.
    #
    2 1 attacks

Edges without a word are attacks, as in the files of abstract argumentation, which the map's note says; a word such as + or support makes one a support, and
an edge with a word that argmap does not know is left out, with a warning. A node without words is called *Argument* and its id. Nothing in such a file
says that it is a map: it is read when the format is named.

Source:
    The format of yEd; the International Competition on Computational Models of Argumentation (ICCMA) 2015, rules, for attacks.
"""

from __future__ import annotations

from argmap.formats.building import MapBuilder
from argmap.formats.graphs.tables import kind_said
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.model.relation import RelationKind

BREAK = "#"
CARRIES = frozenset(
    {
        "claims.text",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.premises=1",
        "relations.target",
    }
)


def read(file: MapFile) -> Reading:
    """Return the map that lines of nodes and edges say."""
    map = MapBuilder(file, "TGF")
    lines = [
        (number, line.strip()) for number, line in enumerate(file.text.splitlines(), start=1) if line.strip()
    ]
    breaks = [number for number, line in lines if line == BREAK]
    if len(breaks) != 1:
        map.error(
            f"one line with {BREAK} is expected between nodes and edges, and there are {len(breaks)}",
            breaks[1] if breaks else 1,
        )
        return map.reading()
    plain = 0
    for number, line in lines:
        words = line.split(maxsplit=1 if number < breaks[0] else 2)
        if number < breaks[0]:
            map.claim(words[0], words[1] if len(words) > 1 else f"Argument {words[0]}", line=number)
        elif number > breaks[0]:
            plain += _edge(map, words, number)
    if plain:
        map.note = "Edges without a word are read as attacks, as in files of abstract argumentation."
    return map.reading()


def _edge(map: MapBuilder, words: list[str], line: int) -> bool:
    """Add an edge, and return whether it has no word."""
    if len(words) == 1:
        map.left_out("an edge needs two nodes; it was left out", line)
        return False
    said = words[2].strip() if len(words) > len(("from", "to")) else ""
    kind = kind_said(said) if said else RelationKind.ATTACK
    if kind is None:
        map.left_out(f"the edge says {said!r}, which argmap does not know; it was left out", line)
        return False
    map.relation(None, kind, [words[0]], words[1], line=line)
    return not said


FORMAT = Format("tgf", "TGF, the Trivial Graph Format", (".tgf",), CARRIES, None, read)

"""JSON Canvas, the boards of Obsidian: cards with texts, and arrows between them.

Reading. A card is a claim; one whose text begins with "? " is an issue, "(implicit)" marks an implicit premise. An arrow from one card to another is a relation. Its
label says which (supports, attacks, +, − …); without a label the sign before the text of its card says it, or else its colour (green is a
support, red an attack); arrows with neither are taken for supports, and a warning counts them. `answers` makes a claim a thesis, `part of` an issue a sub-question. A card that is
nothing but one of the words supports, attacks, undercuts, rephrases and explains is a relation: arrows without a label lead to it from its
premises, those with a label are about it. Groups are frames, and no claims: their labels are
left out with a warning.

Writing. A relation with one premise, which no other is about, is an arrow; others are cards of their own. A frame has the title. What cards cannot say is in the file
under "argmap", a key that Obsidian passes over.

Source:
    JSON Canvas 1.0, https://jsoncanvas.org/spec/1.0/: colours "1" (red) to "6", of which "4" is green; ends of edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.formats.building import MapBuilder
from argmap.formats.embedding import KEY, bare_format, whole_format
from argmap.formats.graphs.canvas_writing import RELATED, TITLE, VERBS, write
from argmap.formats.json_values import Object, data_in, loaded, object_of, objects_in, text_of
from argmap.formats.keeping import folded, kept
from argmap.formats.outlines.items import CARRIES as OF_OUTLINE
from argmap.formats.outlines.items import ESCAPE, IMPLICIT, KINDS, one_line, signed
from argmap.formats.protocol import MapFile, Reading
from argmap.formats.spans.labels import SAME, meaning
from argmap.model.relation import RelationKind

CARRIES = OF_OUTLINE | {"relations.id", "relations.kind=explains"}
COLOURS = {"4": RelationKind.SUPPORT, "1": RelationKind.ATTACK}
WORDS = {verb: kind for kind, verb in VERBS.items()}


def read(file: MapFile) -> tuple[Reading, object]:
    """Return the map that a board says, and what argmap kept in the file."""
    map = MapBuilder(file, "JSON Canvas")
    board = object_of(data_in(map))
    cards = [*_cards(map, board)]
    if not cards and not map.failed:
        map.error("there is no card with a text in it", 1)
    if map.failed:
        return map.reading(), None
    title = next((each for each in objects_in(board.get("nodes")) if text_of(each.get("id")) == TITLE), {})
    map.title = one_line(text_of(title.get("label")))
    frames = [*_frames(board)]
    if frames:
        map.left_out(f"frames have no place in a map, and were left out: {', '.join(frames)}")
    _Board(map, cards, [*objects_in(board.get("edges"))]).add()
    return map.reading(), board.get(KEY)


def _cards(map: MapBuilder, board: Object) -> Iterator[tuple[str, str, Object]]:
    """Yield the cards: their ids and texts. A file or a link is called by its name."""
    seen: set[str] = set()
    for each in objects_in(board.get("nodes")):
        key, kind = text_of(each.get("id")), text_of(each.get("type"))
        text = one_line(text_of(each.get({"file": "file", "link": "url"}.get(kind, "text"))))
        if kind == "group":
            continue
        if key in seen:
            map.left_out(f"card {key} is there twice; the first one is kept")
        elif not text:
            map.left_out(f"card {key} has no text; it was left out")
        else:
            seen.add(key)
            yield key, text, each


def _frames(board: Object) -> Iterator[str]:
    """Yield the labels of frames around cards, but not that of the title."""
    for each in objects_in(board.get("nodes")):
        label = one_line(text_of(each.get("label")))
        if each.get("type") == "group" and text_of(each.get("id")) != TITLE and label:
            yield repr(label)


class _Board:
    """The cards of a board and the arrows between them."""

    def __init__(
        self, map: MapBuilder, cards: Sequence[tuple[str, str, Object]], edges: Sequence[Object]
    ) -> None:
        self.map = map
        self.texts = {key: text for key, text, _ in cards}
        self.steps = {key: WORDS[text] for key, text, _ in cards if text in WORDS}
        self.edges = [(each, *_ends(each)) for each in edges]
        self.unsigned = 0

    def add(self) -> None:
        """Add claims, issues and relations."""
        above: dict[str, dict[str, str]] = {"answers": {}, "part of": {}}
        for each, source, target in self.edges:
            above.get(text_of(each.get("label")), {})[source] = target
        for key, text in self.texts.items():
            if key in self.steps:
                continue
            sign, rest = signed(text)
            if sign == "?":
                self.map.issue(key, rest, wanted=key, parent=above["part of"].get(key))
            else:
                words = rest if sign else text
                implicit = words.startswith(IMPLICIT)
                words = words.removeprefix(IMPLICIT).strip().removeprefix(ESCAPE)
                self.map.claim(key, words, wanted=key, implicit=implicit, answers=above["answers"].get(key))
        self._steps()
        for number, (each, source, target) in enumerate(self.edges, start=1):
            if text_of(each.get("label")) not in RELATED and not self._is_part(each, source, target):
                self._relation(each, source, target, number)
        if self.unsigned:
            what = f"arrows with neither a label nor a colour that is a sign, which are taken for supports: {self.unsigned}"
            self.map.left_out(what)

    def _is_part(self, each: Object, source: str, target: str) -> bool:
        """Say whether an arrow joins a premise or a target with the card of a relation."""
        return source in self.steps or (target in self.steps and not text_of(each.get("label")))

    def _steps(self) -> None:
        premises: dict[str, list[str]] = {key: [] for key in self.steps}
        targets: dict[str, str] = {}
        for each, source, target in self.edges:
            if source in self.steps:
                if source in targets:
                    self.map.left_out(f"card {source} leads to two cards; the first one counts")
                targets.setdefault(source, target)
            elif target in self.steps and not text_of(each.get("label")):
                premises[target].append(source)
        for key, kind in self.steps.items():
            if key in targets:
                self.map.relation(key, kind, premises[key], targets[key], wanted=key)
            else:
                self.map.left_out(f"card {key} says {self.texts[key]!r} and leads nowhere; it was left out")

    def _relation(self, each: Object, source: str, target: str, number: int) -> None:
        key, label = text_of(each.get("id")) or f"arrow {number}", one_line(text_of(each.get("label")))
        kind = self._kind(each, label, source)
        if kind is None:
            what = f"arrow {key} is labelled {label!r}, which is no relation between claims that argmap knows"
            self.map.left_out(f"{what}; it was left out")
            return
        self.map.relation(key, kind, [source], target, wanted=key)

    def _kind(self, each: Object, label: str, source: str) -> RelationKind | None:
        if label:
            sign, rest = signed(label)
            known = KINDS.get(sign) if not rest else meaning(label)
            return RelationKind(str(known)) if known is not None and known != SAME else None
        sign, _ = signed(self.texts.get(source, ""))
        kind = KINDS.get(sign) or COLOURS.get(text_of(each.get("color")))
        if kind is None:
            self.unsigned += 1
        return kind or RelationKind.SUPPORT


def _ends(each: Object) -> tuple[str, str]:
    """Return the cards from which and to which an arrow points: its head may be drawn at its beginning."""
    ends = text_of(each.get("fromNode")), text_of(each.get("toNode"))
    back = each.get("fromEnd") == "arrow" and each.get("toEnd") == "none"
    return ends[::-1] if back else ends


def recognises(file: MapFile) -> bool:
    """Say whether a file is a board: cards with places, and arrows between cards."""
    if '"nodes"' not in file.text:
        return False
    board = object_of(loaded(file.text))
    nodes, edges = ([*objects_in(board.get(name))] for name in ("nodes", "edges"))
    kinds = {"text", "file", "link", "group"}
    placed = all(each.get("type") in kinds and {"x", "y", "width", "height"} <= each.keys() for each in nodes)
    return bool(nodes) and placed and all({"fromNode", "toNode"} <= each.keys() for each in edges)


BARE = bare_format("json-canvas", CARRIES, lambda whole: folded(kept(whole, CARRIES)), write, read)
FORMAT = whole_format(BARE, "JSON Canvas, the boards of Obsidian", (".canvas",), write, read, recognises)

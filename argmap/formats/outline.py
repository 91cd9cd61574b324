"""An outline in Markdown, the form that people type first: nested bullets, + for a reason and − for an objection.

    # Is a tram worth it?

    - ? Should the town build a tram?
      - The town should build a tram. {#tram}
        - + A tram is quiet.
        - + A tram needs a street of its own.
        - & The main street has room for one.
        - − A tram is dear. {#dear}
          - − {#tram}
        - = Trams are what the town needs.

An item under an issue (?) is a thesis. `&` is linked to the item before it, `_` is an objection to the step from the item
above it to the item above that, `^` a reason for that step, `=` says the same in other words, and `(implicit)` before a text marks an implicit premise.
`{#id}` behind a text names it, and alone it stands for the item of that name; a backslash before a text takes it as it is. Bullets may be + and − themselves.

Source:
    CommonMark 0.31, section 5.2, for bullets and their indentation; the signs + and − are Argdown's, and so is _.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.formats.building import MapBuilder
from argmap.formats.keeping import folded, kept
from argmap.formats.protocol import Format, MapFile, Reading, Writing, losses
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

ITEM = re.compile(r"^(?P<indent>[ \t]*)(?P<bullet>[-+*−–]|\d{1,9}[.)])[ \t]+(?P<text>\S.*)$")
SIGN = re.compile(r"^(?P<sign>[+?&_=^](?=\s|$)|[-−–](?!\w)|(?:pro|con|for|against)\s*:)\s*", re.IGNORECASE)
NAME = re.compile(r"\s*\{#(?P<id>[a-z0-9][a-z0-9-]{0,63})\}\s*$")
HEADING = re.compile(r"^#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
IMPLICIT = "(implicit)"
TAB = 4
WORDS = {"pro": "+", "for": "+", "con": "-", "against": "-"}
DASHES = "-−–"
SIGNS = {
    RelationKind.SUPPORT: "+",
    RelationKind.ATTACK: "−",
    RelationKind.UNDERCUT: "_",
    RelationKind.REPHRASE: "=",
}
KINDS = {
    "+": RelationKind.SUPPORT,
    "-": RelationKind.ATTACK,
    "_": RelationKind.UNDERCUT,
    "=": RelationKind.REPHRASE,
    "^": RelationKind.SUPPORT,
}

CARRIES = frozenset(
    {
        "title",
        "issues.id",
        "issues.parent",
        "issues.question",
        "claims.id",
        "claims.text",
        "claims.answers",
        "claims.implicit",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.kind=undercut",
        "relations.kind=rephrase",
        "relations.premises",
        "relations.target",
    }
)


@dataclass(slots=True)
class _Item:
    """An item of a list: where it stands, its sign ("" for none), what it says, and the name that it has."""

    line: int
    depth: int
    bullet: str
    sign: str
    text: str
    name: str | None
    above: _Item | None = None
    key: str = ""
    step: str | None = None
    children: list[_Item] = field(default_factory=list)


# Reading


def read(file: MapFile) -> Reading:
    """Return the map that an outline says."""
    map = MapBuilder(file, "an outline")
    items = [*_items(file, map)]
    if not items:
        map.error("there is no item of a list in it", 1)
        return map.reading()
    bullets = {item.bullet for item in items if item.above is not None}
    signed = any(item.sign for item in items if item.above is not None)
    by_bullet = not signed and "+" in bullets
    named = {item.name: item for item in items if item.name and item.text}
    unsigned = 0
    for number, item in enumerate(items, start=1):
        item.key = item.name or f"line {item.line}"
        if by_bullet and item.above is not None:
            item.sign = "-" if item.bullet in DASHES else "+" if item.bullet == "+" else ""
        if not item.text and item.name not in named:
            map.left_out(f"item {number} stands for {item.name!r}, which no item is called", item.line)
            continue
        _part(map, item)
    for item in items:
        unsigned += _relation(map, item, named)
    if unsigned:
        map.left_out(f"{unsigned} items have no sign (+ or −), and are taken for reasons")
    return map.reading()


def _items(file: MapFile, map: MapBuilder) -> Iterator[_Item]:
    above: list[_Item] = []
    last: _Item | None = None
    for number, line in enumerate(file.text.splitlines(), start=1):
        match = ITEM.match(line)
        if match is None:
            heading = HEADING.match(line)
            if heading and not map.title:
                map.title = heading["text"]
            elif line.strip() and last is not None and line[:1].isspace():
                last.text = f"{last.text} {line.strip()}".strip()  # an item over several lines
            elif line.strip():
                map.left_out("this line is no item of a list", number)
                last = None
            continue
        depth = len(match["indent"].expandtabs(TAB))
        while above and above[-1].depth >= depth:
            above.pop()
        sign, text = _signed(match["text"])
        name = NAME.search(text)
        item = _Item(number, depth, match["bullet"], sign, NAME.sub("", text), name["id"] if name else None)
        item.above = above[-1] if above else None
        if item.above is not None:
            item.above.children.append(item)
        above.append(item)
        last = item
        yield item


def _signed(text: str) -> tuple[str, str]:
    match = SIGN.match(text)
    if match is None:
        return "", text
    sign = match["sign"].rstrip(": ").lower()
    return WORDS.get(sign, "-" if sign in DASHES else sign), text[match.end() :]


def _part(map: MapBuilder, item: _Item) -> None:
    """Add the issue or claim that an item is; one that stands for another adds nothing."""
    if not item.text:
        item.key = item.name or ""
    elif item.sign == "?":
        parent = item.above.key if item.above is not None else None
        map.issue(item.key, item.text, line=item.line, parent=parent)
    else:
        implicit = item.text.startswith(IMPLICIT)
        text = item.text.removeprefix(IMPLICIT).strip().removeprefix(ESCAPE)
        thesis = item.above is not None and item.above.sign == "?" and item.sign == ""
        answers = item.above.key if thesis and item.above is not None else None
        map.claim(item.key, text, line=item.line, wanted=item.name, implicit=implicit, answers=answers)


def _relation(map: MapBuilder, item: _Item, named: dict[str, _Item]) -> bool:
    """Add the relation of an item to the one above it, and return whether its kind had to be guessed."""
    above = item.above
    if above is None or item.sign in {"?", "&"} or (above.sign == "?" and above.text):
        return False
    if not item.text and item.name not in named:
        return False
    siblings = above.children
    place = next(number for number, other in enumerate(siblings) if other is item)
    linked = []
    for other in siblings[place + 1 :]:
        if other.sign != "&":
            break
        linked.append(other.key)
        other.step = f"step {item.line}"
    target = above.step if item.sign in {"_", "^"} else above.key
    item.step = f"step {item.line}"
    if target is None:
        map.left_out(f"{item.sign} needs an item above that is a reason or an objection itself", item.line)
        item.step = None
        return False
    kind = KINDS.get(item.sign, RelationKind.SUPPORT)
    map.relation(item.step, kind, [item.key, *linked], target, line=item.line, wanted=f"{item.key}-{kind}s")
    return not item.sign


# Writing


def write(map: ArgumentMap) -> Writing:
    """Return a map as an outline."""
    return Writing(
        "\n".join([f"# {_one_line(map.title)}", "", *_Outline(map).lines()]) + "\n", losses(map, CARRIES)
    )


class _Outline:
    """A map as lines: each claim once in full where it is first met, and by its name elsewhere."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.claims = {claim.id: claim for claim in map.claims}
        self.onto: dict[str, list[Relation]] = {}
        carried = kept(map, CARRIES)
        for relation in carried.relations:
            self.onto.setdefault(relation.target, []).append(relation)
        self.premises = {premise for relation in carried.relations for premise in relation.premises}
        self.written: set[str] = set()

    def lines(self) -> Iterator[str]:
        """Yield the lines: issues with their theses, claims that are no reason, and then what only leads in a ring."""
        for issue in self.map.issues:
            if issue.parent is None:
                yield from self._below(0, issue=issue.id)
        alone = [claim for claim in self.map.claims if claim.id not in self.premises]
        for claim in (*alone, *self.map.claims):
            if claim.id not in self.written and claim.answers is None:
                yield from self._below(0, claim=claim.id)

    def _below(self, depth: int, *, issue: str = "", claim: str = "") -> Iterator[str]:
        """Yield an item with all that is below it."""
        todo: list[tuple[int, str, str, Relation | None]] = [
            (depth, "?" if issue else "", issue or claim, None)
        ]
        while todo:
            depth, sign, id, step = todo.pop()
            first = id not in self.written
            defined_here = first and not (sign not in {"", "?"} and self._is_thesis(id))
            yield f"{'  ' * depth}- {f'{sign} ' if sign else ''}{self._text(id) if defined_here else ''}{{#{id}}}"
            below: list[tuple[int, str, str, Relation | None]] = []
            if defined_here:
                self.written.add(id)
                below += self._parts_below(depth + 1, id)
            if step is not None:
                below += [part for r in self.onto.get(step.id, ()) for part in self._step(depth + 1, r)]
            todo += reversed(below)

    def _parts_below(self, depth: int, id: str) -> Iterator[tuple[int, str, str, Relation | None]]:
        if id in self.map.issues_by_id:
            for claim in self.map.theses:
                if claim.answers == id:
                    yield depth, "", claim.id, None
        for relation in self.onto.get(id, ()):
            yield from self._step(depth, relation)
        for issue in self.map.issues:
            if issue.parent == id:
                yield depth, "?", issue.id, None

    def _step(self, depth: int, relation: Relation) -> Iterator[tuple[int, str, str, Relation | None]]:
        """Yield the items of a relation: its premises, of which the first has the sign."""
        backs = relation.kind is RelationKind.SUPPORT and relation.target in self.map.relations_by_id
        first, *others = relation.premises
        yield depth, "^" if backs else SIGNS[relation.kind], first, relation
        for premise in others:
            yield depth, "&", premise, None

    def _is_thesis(self, id: str) -> bool:
        claim = self.claims.get(id)
        return claim is not None and claim.answers is not None

    def _text(self, id: str) -> str:
        if id in self.map.issues_by_id:
            return f"{_one_line(self.map.issues_by_id[id].question)} "
        claim = self.claims[id]
        text = _one_line(claim.text)
        return f"{f'{IMPLICIT} ' if claim.implicit else ''}{ESCAPE if _needs_escape(text) else ''}{text} "


ESCAPE = "\\"


def _needs_escape(text: str) -> bool:
    """Say whether a text would be read as something else at the beginning of an item."""
    return text.startswith((ESCAPE, IMPLICIT)) or SIGN.match(text) is not None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def recognises(file: MapFile) -> bool:
    """Say whether a text is an outline with a reason or an objection in it, and hardly anything else."""
    lines = [line for line in file.text[:100_000].splitlines() if line.strip()]
    items = [match for line in lines if (match := ITEM.match(line))]
    signs = [_signed(match["text"])[0] for match in items]
    nested = [match for match in items if match["indent"]]
    bullets = {match["bullet"] for match in nested}
    signed = any(sign in {"+", "-"} for sign in signs) or {"+", "-"} <= bullets
    others = sum(
        not ITEM.match(line) and not HEADING.match(line) and not line[:1].isspace() for line in lines
    )
    return len(nested) > 1 and signed and others == 0


FORMAT = Format(
    "outline",
    "an outline in Markdown: bullets with + and −",
    (),
    CARRIES,
    write,
    read,
    recognises,
    lambda whole: folded(kept(whole, CARRIES)),
    ".md",
)

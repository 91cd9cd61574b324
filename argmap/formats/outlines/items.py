"""Items of an outline, whatever file they are in: the signs before their texts, and how a map becomes such items.

`outline` describes the signs. Every item is a text such as "+ A tram is quiet. {#quiet}" at some depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from argmap.formats.building import MapBuilder
from argmap.formats.keeping import kept
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

SIGN = re.compile(r"^(?P<sign>[+?&_=^](?=\s|$)|[-−–](?!\w)|(?:pro|con|for|against)\s*:)\s*", re.IGNORECASE)
NAME = re.compile(r"(?<!\s)\s*\{#(?P<id>[a-z0-9][a-z0-9-]{0,63})\}\s*$")
IMPLICIT = "(implicit)"
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
class OutlineItem:
    """An item of a list: where it is, its sign ("" for none), what it says, and the name that it has."""

    line: int | None
    depth: int
    bullet: str
    sign: str
    text: str
    name: str | None
    above: OutlineItem | None = None
    key: str = ""
    step: str | None = None
    note: str = ""
    place: int = 0
    children: list[OutlineItem] = field(default_factory=list)


# Reading


def item_of(
    words: str, line: int | None, depth: int, bullet: str = "", above: OutlineItem | None = None
) -> OutlineItem:
    """Return the item that a text is, below another one."""
    sign, text = signed(words)
    name = NAME.search(text)
    item = OutlineItem(line, depth, bullet, sign, NAME.sub("", text), name["id"] if name else None, above)
    if above is not None:
        item.place = len(above.children)
        above.children.append(item)
    return item


def add_items(map: MapBuilder, items: Sequence[OutlineItem]) -> None:
    """Add claims, issues and relations to a map, which items say with their signs; without any sign, bullets may be signs.

    Args:
        map: The map.
        items: The items in order, each behind the one above it. One without a key gets its number for one.
    """
    bullets = {item.bullet for item in items if item.above is not None}
    signs = any(item.sign for item in items if item.above is not None)
    by_bullet = not signs and "+" in bullets
    named = {item.name: item for item in items if item.name and item.text}
    unsigned = 0
    for number, item in enumerate(items, start=1):
        item.key = item.name or item.key or f"item {number}"
        if by_bullet and item.above is not None:
            item.sign = "-" if item.bullet in DASHES else "+" if item.bullet == "+" else ""
        if not item.text and item.name not in named:
            map.left_out(f"item {number} stands for {item.name!r}, which no item is called", item.line)
            continue
        _part(map, item)
    for number, item in enumerate(items, start=1):
        unsigned += _relation(map, item, named, f"step {number}")
    if unsigned:
        map.left_out(f"items without a sign (+ or −), which are taken for reasons: {unsigned}")


def signed(text: str) -> tuple[str, str]:
    """Return the sign before a text ("" for none) and the text."""
    match = SIGN.match(text)
    if match is None:
        return "", text
    sign = match["sign"].rstrip(": ").lower()
    return WORDS.get(sign, "-" if sign in DASHES else sign), text[match.end() :]


def _part(map: MapBuilder, item: OutlineItem) -> None:
    """Add the issue or claim that an item is; one that stands for another adds nothing."""
    if not item.text:
        item.key = item.name or ""
    elif item.sign == "?":
        parent = item.above.key if item.above is not None else None
        map.issue(item.key, item.text, line=item.line, wanted=item.name, parent=parent, note=item.note)
    else:
        implicit = item.text.startswith(IMPLICIT)
        text = item.text.removeprefix(IMPLICIT).strip().removeprefix(ESCAPE)
        thesis = item.above is not None and item.above.sign == "?" and item.sign == ""
        answers = item.above.key if thesis and item.above is not None else None
        map.claim(
            item.key,
            text,
            line=item.line,
            wanted=item.name,
            implicit=implicit,
            answers=answers,
            note=item.note,
        )


def _relation(map: MapBuilder, item: OutlineItem, named: dict[str, OutlineItem], step: str) -> bool:
    """Add the relation of an item to the one above it, and return whether its kind had to be guessed."""
    above = item.above
    if above is None or item.sign in {"?", "&"} or (above.sign == "?" and above.text):
        return False
    if not item.text and item.name not in named:
        return False
    linked = []
    for other in islice(above.children, item.place + 1, None):
        if other.sign != "&":
            break
        linked.append(other.key)
        other.step = step
    target = above.step if item.sign in {"_", "^"} else above.key
    item.step = step
    if target is None:
        map.left_out(f"{item.sign} needs an item above that is a reason or an objection itself", item.line)
        item.step = None
        return False
    kind = KINDS.get(item.sign, RelationKind.SUPPORT)
    map.relation(item.step, kind, [item.key, *linked], target, line=item.line, wanted=f"{item.key}-{kind}s")
    return not item.sign


# Writing


class Entries:
    """A map as items: each claim once in full where it is first met, and by its name elsewhere."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.claims = {claim.id: claim for claim in map.claims}
        self.onto: dict[str, list[Relation]] = {}
        carried = kept(map, CARRIES)
        for relation in carried.relations:
            self.onto.setdefault(relation.target, []).append(relation)
        self.premises = {premise for relation in carried.relations for premise in relation.premises}
        self.written: set[str] = set()

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield the depth and the text of each item: issues with their theses, claims that are no reason, and then what only leads in a ring."""
        for issue in self.map.issues:
            if issue.parent is None:
                yield from self._below(0, issue=issue.id)
        alone = [claim for claim in self.map.claims if claim.id not in self.premises]
        for claim in (*alone, *self.map.claims):
            if claim.id not in self.written and claim.answers is None:
                yield from self._below(0, claim=claim.id)

    def _below(self, depth: int, *, issue: str = "", claim: str = "") -> Iterator[tuple[int, str]]:
        """Yield an item with all that is below it."""
        todo: list[tuple[int, str, str, Relation | None]] = [
            (depth, "?" if issue else "", issue or claim, None)
        ]
        while todo:
            depth, sign, id, step = todo.pop()
            first = id not in self.written
            defined_here = first and not (sign not in {"", "?"} and self._is_thesis(id))
            yield depth, f"{f'{sign} ' if sign else ''}{self._text(id) if defined_here else ''}{{#{id}}}"
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
            return f"{one_line(self.map.issues_by_id[id].question)} "
        return f"{claim_words(self.claims[id])} "


ESCAPE = "\\"


def claim_words(claim: Claim) -> str:
    """Return the text of a claim, marked if it is implicit, so that nothing in it is taken for a sign."""
    text = one_line(claim.text)
    return f"{f'{IMPLICIT} ' if claim.implicit else ''}{ESCAPE if _needs_escape(text) else ''}{text}"


def _needs_escape(text: str) -> bool:
    """Say whether a text would be read as something else at the beginning of an item."""
    return text.startswith((ESCAPE, IMPLICIT)) or SIGN.match(text) is not None


def one_line(text: str) -> str:
    """Return a text with one space for every run of white space."""
    return " ".join(text.split())

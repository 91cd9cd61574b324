"""The outline of a map: a tree in which words carry the relation and every node is told once.

The terminal, the text file, the Markdown page and the tab-separated lines are all written from this tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from argmap.model.claim import Claim
from argmap.model.example import Example
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.scene import Scene
from argmap.rendering.theme import GLYPHS, NEUTRAL_GLYPH


class Role(StrEnum):
    """What an entry is."""

    ISSUE = "issue"
    THESIS = "thesis"
    CLAIM = "claim"
    UNSTATED = "unstated"
    EXAMPLE = "example"
    STEP = "step"
    CONCESSION = "concession"
    REMARK = "remark"


WORDS = {
    RelationKind.SUPPORT: "because",
    RelationKind.ATTACK: "but",
    RelationKind.UNDERCUT: "the step fails:",
    RelationKind.REPHRASE: "in other words:",
}
GRANTED = "granted:"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an outline with the lines under it.

    A step has its word as text and `kind` names what it does; its children are its premises, then the steps
    that undercut it. A node that was told before stands again without its reasons, with `told` set.
    """

    role: Role
    text: str
    id: str = ""
    kind: str = ""
    side: int | None = None
    glyph: str = ""
    who: str = ""
    told: bool = False
    hidden: int = 0
    agreed: tuple[str, ...] = ()
    children: tuple[Entry, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Entry]]:
        """Yield this entry and all below it with their depth, in reading order."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


def outline(scene: Scene, *, depth: int | None = None, start: str | None = None) -> tuple[Entry, ...]:
    """Return the outline of a scene: its issues with their theses, then what hangs on none of them.

    `depth` is the number of levels of reasons below a thesis (None: all). `start` makes one node the top.
    """
    return tuple(_Teller(scene, depth).tell(start))


class _Teller:
    """Tells every node once; a second time it only says that it was told."""

    def __init__(self, scene: Scene, depth: int | None) -> None:
        self.scene = scene
        self.depth = depth
        self.told: set[str] = set()

    def tell(self, start: str | None) -> Iterator[Entry]:
        scene = self.scene
        if start is not None:
            yield self.top(start)
            return
        if self.depth is not None:
            # What the cut hides must not turn up as unconnected: the tops are those of the whole outline.
            yield from (self.top(entry.id) for entry in _Teller(scene, None).tell(None))
            return
        for issue in scene.map.issues:
            if issue.id in scene.view.shown:
                yield self.issue(issue.id)
        on_theses = {relation.target for relation in scene.relations}
        premises = {premise for relation in scene.relations for premise in relation.premises}
        loose = [node for node in scene.nodes if node.id not in self.told]
        # Tops first; what is left after them argues in a circle and is told from its first member.
        for node in sorted(loose, key=lambda node: (node.id in premises, node.id not in on_theses)):
            if node.id not in self.told:
                yield self.node(node.id, 0)

    def top(self, name: str) -> Entry:
        if name in self.scene.map.issues_by_id:
            return self.issue(name)
        if name in self.scene.map.relations_by_id:
            return self.step(self.scene.map.relations_by_id[name], 0)
        return self.node(name, 0)

    def issue(self, name: str) -> Entry:
        issue = self.scene.map.issues_by_id[name]
        theses = [node.id for node in self.scene.nodes if isinstance(node, Claim) and node.answers == name]
        children = tuple(self.node(thesis, 0) for thesis in theses)
        return Entry(Role.ISSUE, _folded(issue.question), name, glyph="?", children=children)

    def node(self, name: str, level: int) -> Entry:
        scene, node = self.scene, self.scene.map.nodes[name]
        rank = scene.rank(name)
        told = name in self.told
        self.told.add(name)
        below = scene.onto(name)
        cut = self.depth is not None and level >= self.depth
        children = () if told or cut else (*self.steps(below, level), *self.grants(name))
        return Entry(
            role=_role(node),
            text=_text(node),
            id=name,
            side=rank,
            glyph=NEUTRAL_GLYPH if rank is None else GLYPHS[rank % len(GLYPHS)],
            who=", ".join(str(voice) for voice in scene.voices[name]),
            told=told and bool(below or name in scene.grants),
            hidden=scene.view.hidden_reasons(name) + (len(below) if cut and not told else 0),
            agreed=scene.agreed.get(name, ()),
            children=children,
        )

    def steps(self, relations: tuple[Relation, ...], level: int) -> Iterator[Entry]:
        yield from (self.step(relation, level) for relation in relations)

    def step(self, relation: Relation, level: int) -> Entry:
        word = WORDS[relation.kind]
        if relation.is_linked:
            word = f"{word.removesuffix(':')} (together){':' if word.endswith(':') else ''}"
        order = {node.id: index for index, node in enumerate(self.scene.nodes)}
        premises = tuple(
            self.node(premise, level + 1) for premise in sorted(relation.premises, key=order.__getitem__)
        )
        undercuts = tuple(self.steps(self.scene.onto(relation.id), level))
        return Entry(Role.STEP, word, relation.id, kind=str(relation.kind), children=(*premises, *undercuts))

    def grants(self, name: str) -> Iterator[Entry]:
        granting = self.scene.grants.get(name, ())
        if granting:
            people = tuple(Entry(Role.CONCESSION, str(voice), name, who=str(voice)) for voice in granting)
            yield Entry(Role.STEP, GRANTED, kind="concession", children=people)


def _role(node: Claim | Example) -> Role:
    if isinstance(node, Example):
        return Role.EXAMPLE
    if node.is_thesis:
        return Role.THESIS
    return Role.UNSTATED if node.implicit else Role.CLAIM


def _text(node: Claim | Example) -> str:
    return _folded(f"{node.name}: {node.text}" if isinstance(node, Example) else node.text)


def _folded(text: str) -> str:
    return " ".join(text.split())

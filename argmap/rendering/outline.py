"""The outline of a map: a tree in which words carry the relation and every node is shown once.

The terminal, the text file, the Markdown page and the tab-separated lines are all written from this tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from argmap.errors import UnknownName
from argmap.language import message
from argmap.model.annotations import Label
from argmap.model.claim import Claim, Example
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.breaches import breaches_on_relation, charge
from argmap.rendering.holders import (
    chosen_words,
    exclusion_words,
    outcome_words,
    question_answered,
    question_asked,
    sense_words,
)
from argmap.rendering.outline_entry import OutlineNode, Role, grown
from argmap.rendering.scene import Scene
from argmap.rendering.theme import side_glyph

WORDS = {
    RelationKind.SUPPORT: message("because"),
    RelationKind.ATTACK: message("but"),
    RelationKind.UNDERCUT: message("the step fails:"),
    RelationKind.REPHRASE: message("in other words:"),
    RelationKind.EXPLAINS: message("explained by:"),
}
BACKED = message("the step holds, because")
GRANTED = message("granted:")
ASKED = message("asked:")


def outline(
    scene: Scene, *, depth: int | None = None, start: str | None = None, brief: bool = False
) -> tuple[OutlineNode, ...]:
    """Return the outline of a scene: its issues with their theses, then what is connected with none of them.

    Args:
        scene: what is shown.
        depth: number of levels of reasons below a thesis, at least 0; None shows all.
        start: id of the issue, claim, example or relation that becomes the top; None shows the whole map.
        brief: whether entries say only what is in lines for other programs: not who holds a claim, nor what was doubted.

    Raises:
        UnknownName: the map has nothing of the name `start`.
    """
    if start is not None and start not in scene.map.kinds:
        raise UnknownName("issue, claim, example or relation", start, scene.map.kinds)
    return grown(_Writer(scene, depth, brief=brief).lines(start))


def reading_order(scene: Scene) -> tuple[str, ...]:
    """Return the ids of issues, claims, examples and relations in the order of the outline, without making its lines.

    Args:
        scene: what is shown.
    """
    writer = _Writer(scene, None, names_only=True)
    return tuple(dict.fromkeys(entry.id for _, entry in writer.lines(None)))


def node_entry(
    scene: Scene, name: str, *, status: Label | None = None, note: str = "", repeated: bool = False
) -> OutlineNode:
    """Return the line for a claim or an example: its text, its side and who says it.

    Args:
        scene: what is shown.
        name: id of the claim or example.
        status: its label, if that is shown.
        note: what an analysis says about it.
        repeated: whether its reasons were shown before.
    """
    return OutlineNode(**_said(scene, name), status=status, note=note, repeated=repeated)


def _said(scene: Scene, name: str) -> dict[str, Any]:
    """Return the fields of the line for a claim or an example that say what the map says of it."""
    node, rank = scene.map.nodes[name], scene.rank(name)
    return {
        "role": _role(node),
        "text": _text(node),
        "id": name,
        "side": rank,
        "glyph": side_glyph(rank),
        "who": _folded(", ".join(str(voice) for voice in scene.voices[name])),
        "measured": scene.marks.measured(name, scene.language),
        "senses": tuple(sense_words(node)) if isinstance(node, Claim) else (),
    }


class _Writer:
    """Writes every node and relation once; a second time it only says that it was shown."""

    def __init__(
        self, scene: Scene, depth: int | None, *, names_only: bool = False, brief: bool = False
    ) -> None:
        self.scene = scene
        self.depth = depth
        self.names_only = names_only
        self.brief = brief
        self.shown: set[str] = set()
        self.issues, self.relations = scene.map.issues_by_id, scene.map.relations_by_id
        self.order = {node.id: index for index, node in enumerate(scene.nodes)}
        self.theses: dict[str, list[str]] = {}
        for node in scene.nodes:
            if isinstance(node, Claim) and node.answers is not None:
                self.theses.setdefault(node.answers, []).append(node.id)

    def lines(self, start: str | None) -> Iterator[tuple[int, OutlineNode]]:
        """Yield the lines of the outline with their depth, without children."""
        if start is not None:
            yield from self.branch(start)
        elif self.depth is not None:
            # What the cut hides must not turn up as unconnected: the tops are those of the whole outline.
            tops = [entry.id for depth, entry in _Writer(self.scene, None).lines(None) if not depth]
            for top in tops:
                yield from self.branch(top)
        else:
            yield from self.everything()

    def everything(self) -> Iterator[tuple[int, OutlineNode]]:
        scene = self.scene
        lower = {issue.id for issues in scene.below.values() for issue in issues}
        for issue in scene.map.issues:
            if issue.id in scene.view.shown and issue.id not in lower:
                yield from self.branch(issue.id)
        # What hangs below a thesis that nothing shows, or in a circle, is not lost.
        for issue in scene.map.issues:
            if issue.id in lower and issue.id not in self.shown:
                yield from self.branch(issue.id)
        premises = {premise for relation in scene.relations for premise in relation.premises}
        loose = [node for node in scene.nodes if node.id not in self.shown]
        # Tops first; what is left after them argues in a cycle and is shown from its first member.
        # Remarks about the discussion come last.
        loose.sort(key=lambda node: (scene.is_meta(node.id), node.id in premises, not scene.onto(node.id)))
        # Undercuts that undercut each other are connected with no node at all.
        for name in (*(node.id for node in loose), *(relation.id for relation in scene.relations)):
            if name not in self.shown:
                yield from self.branch(name)

    def branch(self, top: str) -> Iterator[tuple[int, OutlineNode]]:
        """Yield the lines of the tree below `top`; the levels of reasons are counted beside the depth."""
        relations = self.scene.map.relations_by_id
        todo: list[tuple[int, int, str]] = [(0, 0, top)]
        while todo:
            depth, level, name = todo.pop()
            entry, below = self.line(name, level)
            yield depth, entry
            # Reasons are a level below the conclusion of their relation, undercuts on the level of their relation.
            reasons = level + (name in relations)
            todo.extend(
                (depth + 1, level if child in relations else reasons, child) for child in reversed(below)
            )

    def line(self, name: str, level: int) -> tuple[OutlineNode, tuple[str, ...]]:
        """Return the entry for one name, without children, and the names that come below it."""
        if name in self.issues:
            return self.issue(name)
        if name in self.relations:
            return self.relation(self.relations[name])
        return self.node(name, level)

    def issue(self, name: str) -> tuple[OutlineNode, tuple[str, ...]]:
        scene = self.scene
        issue, again = scene.map.issues_by_id[name], name in self.shown
        self.shown.add(name)
        below = () if again else (*self.theses.get(name, ()), *self.lower(name))
        if self.names_only:
            return OutlineNode(Role.ISSUE, "", name), below
        entry = OutlineNode(
            Role.ISSUE,
            _folded(issue.question),
            name,
            glyph="?",
            repeated=again,
            exclusion=exclusion_words(scene.map, issue, scene.language),
            outcome="" if issue.outcome is None else outcome_words(scene.map, issue.outcome, scene.language),
            children=() if again else tuple(self.questions(name)),
        )
        return entry, below

    def lower(self, name: str) -> list[str]:
        """Return the sub-issues of an issue or a thesis that were not shown."""
        return [issue.id for issue in self.scene.below.get(name, ()) if issue.id not in self.shown]

    def questions(self, name: str) -> Iterator[OutlineNode]:
        """Yield what was asked about an issue, a claim, an example or a relation, with the answers."""
        map, language = self.scene.map, self.scene.language
        lines = []
        for question in self.scene.asked.get(name, ()):
            asked = question_asked(map, question, language=language)
            quoted = language.say("“{text}”", text=question.text)
            words = f"{quoted} {asked}; {question_answered(map, question, language)}"
            lines.append(OutlineNode(Role.QUESTION, _folded(words)))
        if lines:
            said = language.translated(ASKED)
            yield OutlineNode(Role.RELATION, said, kind="question", children=tuple(lines))

    def relation(self, relation: Relation) -> tuple[OutlineNode, tuple[str, ...]]:
        if self.names_only:
            return OutlineNode(Role.RELATION, "", relation.id), self.below(relation)
        language = self.scene.language
        word = language.translated(BACKED if self.scene.is_backing(relation) else WORDS[relation.kind])
        if relation.is_linked:
            together = language.say("(together)")
            word = f"{word.removesuffix(':')} {together}{':' if word.endswith(':') else ''}"
        again = relation.id in self.shown
        status, strength = (
            None if relation.id in self.scene.map.weightless else self.scene.marks.status.get(relation.id),
            self.scene.marks.strength.get(relation.id),
        )
        entry = OutlineNode(
            Role.RELATION,
            word,
            relation.id,
            kind=str(relation.kind),
            repeated=again,
            status=status,
            strength=strength,
            charges=()
            if again
            else tuple(charge(b, language) for b in breaches_on_relation(self.scene.map, relation.id)),
            weightless=self.scene.carries_nothing(relation),
            children=() if again else tuple(self.questions(relation.id)),
        )
        return entry, self.below(relation)

    def below(self, relation: Relation) -> tuple[str, ...]:
        """Return what comes below a relation: its premises and what ends on it; nothing the second time."""
        if relation.id in self.shown:
            return ()
        self.shown.add(relation.id)
        premises = sorted(relation.premises, key=self.order.__getitem__)
        return (*premises, *(undercut.id for undercut in self.scene.onto(relation.id)))

    def node(self, name: str, level: int) -> tuple[OutlineNode, tuple[str, ...]]:
        scene = self.scene
        below = scene.onto(name)
        again = name in self.shown
        cut = self.depth is not None and level >= self.depth
        if not cut:
            self.shown.add(name)
        lower = [] if again or (cut and level) else self.lower(name)
        beneath = (*(() if again or cut else (relation.id for relation in below)), *lower)
        if self.names_only:
            return OutlineNode(Role.CLAIM, "", name), beneath
        if self.brief:
            shown = {} if scene.is_meta(name) else self.marked(name)
            children = () if again or cut else (*self.grants(name), *self.questions(name))
            return OutlineNode(**_said(scene, name), **shown, children=children), beneath
        entry = OutlineNode(
            **_said(scene, name),
            status=None if scene.is_meta(name) else scene.marks.status.get(name),
            strength=None if scene.is_meta(name) else scene.marks.strength.get(name),
            repeated=again and bool(below or name in scene.grants or name in scene.asked),
            hidden=scene.view.hidden_reasons(name) + (len(below) if cut and not again else 0),
            agreed=tuple(map(_folded, scene.agreed.get(name, ()))),
            doubts=tuple(map(_folded, scene.doubts.get(name, ()))),
            held="" if again else scene.held_beside(name),
            outcome=_folded(chosen_words(scene.chosen[name], scene.language)) if name in scene.chosen else "",
            children=() if again or cut else (*self.grants(name), *self.questions(name)),
        )
        return entry, beneath

    def marked(self, name: str) -> dict[str, Any]:
        marks = self.scene.marks
        return {"status": marks.status.get(name), "strength": marks.strength.get(name)}

    def grants(self, name: str) -> Iterator[OutlineNode]:
        granting = self.scene.grants.get(name, ())
        if granting:
            words = self.scene.grant_words(name)
            voices = [_folded(f"{voice}{words.get(voice, '')}") for voice in granting]
            people = tuple(OutlineNode(Role.CONCESSION, voice, name, who=voice) for voice in voices)
            said = self.scene.language.translated(GRANTED)
            yield OutlineNode(Role.RELATION, said, kind="concession", children=people)


def _role(node: Claim | Example) -> Role:
    if isinstance(node, Example):
        return Role.EXAMPLE
    if node.is_thesis:
        return Role.THESIS
    if node.meta:
        return Role.META
    return Role.IMPLICIT if node.implicit else Role.CLAIM


def _text(node: Claim | Example) -> str:
    return _folded(f"{node.name}: {node.text}" if isinstance(node, Example) else node.text)


def _folded(text: str) -> str:
    return " ".join(text.split())

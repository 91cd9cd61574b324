"""What is in the picture, before anybody decides how it looks: computed once, read by every writer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from argmap.dialogue.commitments import Voice, common_ground, doubts, taken, voices
from argmap.dialogue.moves import participant_names
from argmap.graph.index import MapIndex
from argmap.graph.ordering import node_key, relation_key
from argmap.graph.stances import StanceRecord
from argmap.graph.views import View, whole
from argmap.language import ENGLISH, Language
from argmap.model.annotations import Question, Stance
from argmap.model.claim import Claim, Example, Issue
from argmap.model.map import ArgumentMap, for_the_last_map
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.holders import LONGEST, MOST, chosen, held_line, says_only_who_speaks, stance_manner
from argmap.rendering.marks import NO_MARKS, Marks


@dataclass(frozen=True, slots=True)
class Scene:
    """A view with all that was computed about it; nodes and relations are in the order of showing.

    `ranks` holds the rank of each thesis, `sides` the thesis each node speaks for. `jointed` are the relations on which
    others end, `below` the sub-issues of each issue and thesis that is shown, `chosen` the theses that an outcome names
    with those who chose them, `asked` the questions about each issue, claim, example and relation. `language` is the
    language of the words around those of the map. `ways` are the notes that say on which page a node or a relation of a
    part of a map goes on, `place` says which page this is, `brief` are the nodes that a page shows only in brief.
    """

    view: View
    ranks: Mapping[str, int]
    sides: Mapping[str, str | None]
    voices: Mapping[str, tuple[Voice, ...]]
    grants: Mapping[str, tuple[Voice, ...]]
    doubts: Mapping[str, tuple[str, ...]]
    nodes: tuple[Claim | Example, ...]
    relations: tuple[Relation, ...]
    incoming: Mapping[str, tuple[Relation, ...]]
    jointed: frozenset[str]
    stances: StanceRecord
    below: Mapping[str, tuple[Issue, ...]]
    chosen: Mapping[str, Sequence[str]]
    asked: Mapping[str, tuple[Question, ...]]
    marks: Marks = NO_MARKS
    language: Language = ENGLISH
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: str = ""
    brief: frozenset[str] = frozenset()

    @property
    def map(self) -> ArgumentMap:
        return self.view.map

    @property
    def agreed(self) -> Mapping[str, tuple[str, ...]]:
        """The claims that several participants accept at the end, with their names."""
        return _agreed(self.map)

    def rank(self, node: str) -> int | None:
        """Return the rank of the thesis that a node speaks for, if it takes a side.

        Args:
            node: id of a claim or an example.

        Returns:
            The rank, 0 for the first thesis; None if the node takes no side.
        """
        side = self.sides.get(node)
        return None if side is None else self.ranks[side]

    def onto(self, target: str) -> tuple[Relation, ...]:
        """Return the relations shown that end on `target`, in the order of showing.

        Args:
            target: id of a claim, an example or a relation.
        """
        return self.incoming.get(target, ())

    def is_meta(self, node: str) -> bool:
        """Return whether a node is a remark about the discussion, which has no mark.

        Args:
            node: id of a claim or an example.
        """
        claim = self.map.nodes.get(node)
        return isinstance(claim, Claim) and claim.meta

    def is_backing(self, relation: Relation) -> bool:
        """Return whether a relation is a support of another relation.

        Args:
            relation: a relation of the map.
        """
        return relation.kind is RelationKind.SUPPORT and relation.target in self.map.relations_by_id

    def carries_nothing(self, relation: Relation) -> bool:
        """Return whether a relation looks like a reason or an objection and carries no weight in the matter.

        Args:
            relation: a relation of the map.
        """
        return relation.id in self.map.weightless and relation.kind.is_argument

    def grant_words(self, claim: str) -> dict[Voice, str]:
        """Return how people concede a claim, in words that follow their names: as a guess, on a condition, for a time.

        Args:
            claim: id of a claim.
        """
        numbers = self.map.thread.numbers if self.map.thread else {}
        names = participant_names(self.map)
        last = self.stances.of(claim).of(Stance.DENIES, Stance.RETRACTS)
        left = {stance.participant for stance in last}
        words = {}
        for c in self.map.commitments_on.get(claim, ()):
            if c.stance is Stance.CONCEDES:
                voice = Voice(numbers.get(c.post, 0), names.get(c.participant, c.participant))
                later = self.language.say(", and takes it back later") if c.participant in left else ""
                words[voice] = stance_manner(self.map, c, LONGEST, self.language) + later
        return words

    def held(self, node: str, *, most: int | None = MOST, longest: int | None = LONGEST) -> str:
        """Return who holds a claim at the end in one line; "" for an example, which nobody holds.

        Args:
            node: id of a claim or an example.
            most: how many people are named; of more, their number is given. None names all.
            longest: characters of a condition that are shown; None shows all.
        """
        if not isinstance(self.map.nodes.get(node), Claim):
            return ""
        stances, labels = self.stances.of(node), self.marks.status
        return held_line(self.map, stances, labels, most=most, longest=longest, language=self.language)

    def held_beside(self, node: str) -> str:
        """Return who holds a claim in one line where that says more than who states it: always of a thesis.

        Args:
            node: id of a claim or an example.
        """
        claim = self.map.nodes.get(node)
        if not isinstance(claim, Claim) or claim.meta:
            return ""
        if not claim.is_thesis:
            posts = self.map.thread.posts_by_id if self.map.thread else {}
            speakers = {(posts[quote.post].author or "") if posts else "" for quote in claim.quotes}
            stances = self.stances.of(node)
            if (stances.unattributed and not stances.last) or says_only_who_speaks(stances, speakers):
                return ""
        return self.held(node)


def scene(view: View, marks: Marks = NO_MARKS, index: MapIndex | None = None) -> Scene:
    """Return everything that a picture or a text needs to know.

    Args:
        view: the part of the map that is shown.
        marks: what is shown on its nodes.
        index: what the graph of the map says, where it is known already.
    """
    map = view.map
    index = MapIndex(map) if index is None else index
    key = node_key(map)
    relations = tuple(sorted(view.relations(), key=relation_key(map, key)))
    return Scene(
        view=view,
        ranks={thesis: rank for rank, thesis in enumerate(index.theses)},
        sides=index.sides,
        voices=voices(map),
        grants=taken(map, Stance.CONCEDES),
        doubts=doubts(map),
        nodes=tuple(map.nodes[name] for name in sorted(map.nodes, key=key) if name in view.shown),
        relations=relations,
        incoming=_incoming(relations),
        jointed=frozenset(r.target for r in relations if r.target in map.relations_by_id),
        stances=index.stances,
        below=_below(view),
        chosen=chosen(map),
        asked=_asked(map),
        marks=marks,
    )


def bare_scene(map: ArgumentMap, index: MapIndex) -> Scene:
    """Return what lines about single claims of a map need to know: nothing is put in order, and no relation is shown.

    Args:
        map: the map.
        index: what its graph says.
    """
    return Scene(
        view=whole(map),
        ranks={thesis: rank for rank, thesis in enumerate(index.theses)},
        sides=index.sides,
        voices=voices(map),
        grants={},
        doubts={},
        nodes=(),
        relations=(),
        incoming={},
        jointed=frozenset(),
        stances=index.stances,
        below={},
        chosen={},
        asked={},
    )


_agreed = for_the_last_map(common_ground)


def part(scene: Scene, shown: frozenset[str], brief: frozenset[str] = frozenset()) -> Scene:
    """Return a part of a scene: what was computed about the whole stays as it is.

    Args:
        scene: the whole.
        shown: ids of the issues, claims and examples that the part shows.
        brief: ids of those that it shows only in brief.
    """
    view = View(scene.map, scene.view.shown & shown)
    relations = tuple(relation for relation in scene.relations if view.shows(relation))
    visible = {relation.id for relation in relations}
    return replace(
        scene,
        view=view,
        nodes=tuple(node for node in scene.nodes if node.id in view.shown),
        relations=relations,
        incoming=_incoming(relations),
        jointed=scene.jointed & visible,
        below=_below(view),
        brief=brief,
    )


def _below(view: View) -> dict[str, tuple[Issue, ...]]:
    below: dict[str, list[Issue]] = {}
    for issue in view.map.issues:
        if issue.parent in view.shown and issue.id in view.shown:
            below.setdefault(str(issue.parent), []).append(issue)
    return {name: tuple(issues) for name, issues in below.items()}


def _asked(map: ArgumentMap) -> dict[str, tuple[Question, ...]]:
    asked: dict[str, list[Question]] = {}
    for question in map.questions:
        asked.setdefault(question.about or "", []).append(question)
    return {name: tuple(questions) for name, questions in asked.items()}


def _incoming(relations: Iterable[Relation]) -> dict[str, tuple[Relation, ...]]:
    incoming: dict[str, list[Relation]] = {}
    for relation in relations:
        incoming.setdefault(relation.target, []).append(relation)
    return {target: tuple(ending) for target, ending in incoming.items()}

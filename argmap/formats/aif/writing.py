"""From a map to a nodeset: what AIF has words for. The rest of the map is kept beside it, see `own`.

Claims and examples are information (I), relations steps (RA, CA, MA), posts locutions (L) with "Name : words", replies transitions (TA), and a
stance of a post's author an illocution (YA) from the locution to the claim. A stance of somebody else than the author is not written, as AIF would
put the words of the one into the mouth of the other; nor is an explanation, which is no inference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from argmap.formats.aif.graph import AifLocution, AifNode, Nodeset
from argmap.formats.aif.reading import SCHEME_NOTE
from argmap.formats.aif.schemes import DEFAULTS, ILLOCUTIONS, STANCES, squeezed, written_name
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

TYPES = {
    RelationKind.SUPPORT: "RA",
    RelationKind.ATTACK: "CA",
    RelationKind.UNDERCUT: "CA",
    RelationKind.REPHRASE: "MA",
}
BEGINS = "begins "
ILLOCUTION_NOTE = re.compile(r"Illocution in AIF: (.+)")


@dataclass(frozen=True, slots=True)
class Written:
    """A nodeset that a map was written as, and the ids of its parts, posts and participants in the map by their ids there."""

    nodeset: Nodeset
    ids: dict[str, str]


def nodeset_of(map: ArgumentMap, id_of: Callable[[int, str], str] = lambda _, own: own) -> Written:
    """Return a map as a nodeset.

    Args:
        map: The map.
        id_of: Returns the id of a node from its number, counted from 1, and its id in the map.
    """
    return _Writer(map, id_of).written()


class _Writer:
    def __init__(self, map: ArgumentMap, id_of: Callable[[int, str], str]) -> None:
        self.map, self.id_of = map, id_of
        self.nodes: list[AifNode] = []
        self.edges: list[tuple[str, str]] = []
        self.ids: dict[str, str] = {}
        self.taken = {*map.nodes, *map.relations_by_id}
        posts = map.thread.posts if map.thread is not None else ()
        self.taken |= {post.id for post in posts}
        self.parts: dict[str, str] = {}
        self.locutions: dict[str, str] = {}
        people = map.thread.participants if map.thread is not None else ()
        self.people = {person.id: (str(number), person.name) for number, person in enumerate(people, start=1)}

    def written(self) -> Written:
        for part in self.map:
            self.parts[part.id] = self._node(part.id, "I", part.text)
        relations = [*self._relations()]
        for relation in relations:
            self.parts[relation.id] = self._step(relation)
        for relation in relations:
            step = self.parts[relation.id]
            self.edges += [(self.parts[premise], step) for premise in relation.premises]
            self.edges.append((step, self.parts[relation.target]))
        spoken = tuple(self._posts())
        self._illocutions()
        participants = dict(self.people.values())
        self.ids |= {f"person {number}": id for id, (number, _) in self.people.items()}
        nodeset = Nodeset(
            tuple(self.nodes), tuple(self.edges), spoken, participants, tuple(self._questions())
        )
        return Written(nodeset, self.ids)

    def _node(self, own: str, type: str, text: str, scheme: str = "") -> str:
        id = self.id_of(len(self.nodes) + 1, own)
        self.nodes.append(AifNode(id, type, text, scheme))
        self.ids[id] = own
        return id

    def _fresh(self, stem: str) -> str:
        """Return an id that no part or post has."""
        base, number = stem[:56].rstrip("-"), count(2)
        id = base
        while id in self.taken:
            id = f"{base}-{next(number)}"
        self.taken.add(id)
        return id

    def _relations(self) -> Iterator[Relation]:
        """Yield the relations that AIF has a word for, without those on one that it has none for."""
        left = {r.id: r for r in self.map.relations if r.kind in TYPES}
        gone = [r.id for r in self.map.relations if r.kind not in TYPES]
        while gone:
            onto = self.map.incoming.get(gone.pop(), ())
            gone += [relation.id for relation in onto if left.pop(relation.id, None) is not None]
        return iter(left.values())

    def _step(self, relation: Relation) -> str:
        type = TYPES[relation.kind]
        name = written_name(relation.scheme) if relation.scheme else ""
        if not name and relation.note is not None and relation.note.startswith(SCHEME_NOTE):
            name = relation.note.removeprefix(SCHEME_NOTE)
        return self._node(relation.id, type, name or DEFAULTS[type][0])

    def _posts(self) -> Iterator[AifLocution]:
        thread = self.map.thread
        if thread is None:
            return
        for post in thread.posts:
            own = post.id if post.id not in self.map.kinds else self._fresh(f"post-{post.id}")
            text = thread.text_of(post.id)
            person, name = self.people.get(post.author or "", ("", ""))
            lead = f"{' '.join(name.split())} : " if name else " : " if re.search(r":\s", text) else ""
            id = self._node(own, "L", f"{lead}{text}")
            self.ids[id] = post.id
            self.locutions[post.id] = id
            if person:
                start = (
                    (post.label or "").removeprefix(BEGINS) if (post.label or "").startswith(BEGINS) else ""
                )
                yield AifLocution(id, person, start)
        for post in thread.posts:
            if post.reply_to is not None:
                turn = self._node(self._fresh(f"turn-{post.id}"), "TA", DEFAULTS["TA"][0])
                self.edges += [(self.locutions[post.reply_to], turn), (turn, self.locutions[post.id])]

    def _illocutions(self) -> None:
        for number, commitment in enumerate(self.map.commitments, start=1):
            thread = self.map.thread
            if thread is None or thread.posts_by_id[commitment.post].author != commitment.participant:
                continue
            remark = ILLOCUTION_NOTE.fullmatch(commitment.note or "")
            name = ILLOCUTIONS[commitment.stance]
            if remark and STANCES.get(squeezed(remark[1])) is commitment.stance:
                name = remark[1]
            act = self._node(self._fresh(f"act-{number}"), "YA", name)
            self.edges += [(self.locutions[commitment.post], act), (act, self.parts[commitment.claim])]

    def _questions(self) -> Iterator[tuple[str, str, str]]:
        """Yield the critical questions that objections raise, at the step that has the scheme."""
        for relation in self.map.relations:
            if relation.question is None or relation.id not in self.parts:
                continue
            asked = [relation.target, *(r.id for r in self.map.incoming.get(relation.target, ()))]
            for id in asked:
                step = self.map.relations_by_id.get(id)
                if step is not None and step.scheme is not None and id in self.parts and id != relation.id:
                    yield self.parts[id], relation.question, self.parts[relation.id]
                    break

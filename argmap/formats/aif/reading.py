"""From a nodeset to a map: information is claims, steps are relations, locutions are posts, illocutions are stances.

- An inference (RA) is a support, of another step a backing; a conflict (CA) is an attack, of another step an undercut; a rephrase
  (MA) is one. All premises of a step are linked. A step that leads to several nodes is a relation for each.
- A locution (L) is a post of who says it. A transition (TA) from one to another makes the second a reply to the first.
- An illocution (YA) from a locution to a claim is a stance on it, and the words of the locution are quoted for the claim. One that is
  anchored in a transition is the stance of who speaks last. One on a step says what the posts say already.
- A locution that is itself a premise or a conclusion, or what another locution reports, is a claim.
- A locution that repeats another one with the name of an analyst before it is the analyst's record, and no post.
- Preferences (PA) have no place in a map.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from argmap.formats.aif.graph import (
    CONFLICT,
    ILLOCUTION,
    INFERENCE,
    INFORMATION,
    LOCUTION,
    PREFERENCE,
    REPHRASE,
    STEPS,
    TRANSITION,
    AifNode,
    Nodeset,
)
from argmap.formats.aif.known import OwnNames, SourceWords
from argmap.formats.aif.remarks import say_left_over
from argmap.formats.aif.schemes import STANCES, is_analysing, is_default, scheme_named, squeezed
from argmap.formats.aif.speakers import SpeakersOfNodeset, is_by_analyst, speakers_of
from argmap.formats.aif.turns import in_order
from argmap.formats.building import MapBuilder
from argmap.model.annotations import Stance
from argmap.model.posts import Provenance
from argmap.model.relation import RelationKind
from argmap.model.scheme import schemes
from argmap.model.source_text import verbatim

SCHEME_NOTE = "Scheme in AIF: "
LONGEST_QUOTE = 100_000


def read_nodeset(
    nodeset: Nodeset, map: MapBuilder, own: OwnNames | None = None, source: SourceWords | None = None
) -> None:
    """Add what a nodeset says to a map.

    Args:
        nodeset: The nodes and edges.
        map: The map that is made.
        own: What is known of a nodeset that argmap wrote.
        source: What the source text of the analysis says of the nodes.
    """
    _Reader(nodeset, map, own or OwnNames(), source or SourceWords()).read()


class _Reader:
    def __init__(self, nodeset: Nodeset, map: MapBuilder, own: OwnNames, source: SourceWords) -> None:
        self.nodeset, self.map, self.own, self.source = nodeset, map, own, source
        self.nodes: dict[str, AifNode] = {node.id: node for node in nodeset.nodes}
        self.out: dict[str, list[str]] = {id: [] for id in self.nodes}
        self.into: dict[str, list[str]] = {id: [] for id in self.nodes}
        for start, end in nodeset.edges:
            self.out[start].append(end)
            self.into[end].append(start)
        self.speakers: SpeakersOfNodeset = speakers_of(nodeset)
        self.steps: dict[str, list[str]] = {}
        self.claims = {id for id, node in self.nodes.items() if node.type == INFORMATION}
        self.claims |= {
            id for id, node in self.nodes.items() if node.type == LOCUTION and self._is_content(id)
        }
        self.posts = {
            id: node for id, node in self.nodes.items() if node.type == LOCUTION and self._is_post(node)
        }  # fmt: skip

    def read(self) -> None:
        self._participants()
        self._posts()
        stances = [*self._stances()]
        quoted: dict[str, list[str]] = {}
        for claim, post, _, _, direct in stances:
            if direct and post not in quoted.setdefault(claim, []):
                quoted[claim].append(post)
        for id in self.nodes:
            if id in self.claims:
                self._claim(id, quoted.get(id, ()))
        self._relations()
        for claim, post, stance, note, _ in stances:
            person = self._person(post)
            if person is None:
                self.map.left_out(f"nobody is named who {stance} {claim} in {post}; the stance was left out")
            else:
                self.map.stance(person, post, claim, stance, note=note)
        say_left_over(self.map, self.nodeset, self.claims, self.posts)

    # What a locution is

    def _kinds(self, ids: Collection[str]) -> set[str]:
        return {self.nodes[id].type for id in ids}

    def _is_content(self, id: str) -> bool:
        """Say whether a locution is a premise or conclusion, or what another one reports."""
        if self._kinds([*self.out[id], *self.into[id]]) & (STEPS | {PREFERENCE}):
            return True
        return any(
            self.nodes[each].type == ILLOCUTION and not self._analyses(each) and self._kinds(self.into[each]) == {LOCUTION}
            for each in self.into[id]
        )  # fmt: skip

    def _is_post(self, node: AifNode) -> bool:
        out, into = self.out[node.id], self.into[node.id]
        acts = [id for id in out if self.nodes[id].type == ILLOCUTION]
        if acts and all(self._analyses(id) for id in acts) and TRANSITION not in self._kinds([*out, *into]):
            return False
        if node.id in self.claims:
            joined = self._kinds(out) & {ILLOCUTION, TRANSITION} or self._kinds(into) & {TRANSITION}
            return bool(joined) or self.speakers.said(node).name is not None
        return bool(out or into) or not is_by_analyst(node.text)

    def _analyses(self, illocution: str) -> bool:
        """Say whether an illocution is that of an analyst, who enters what somebody else says."""
        return is_analysing(self.nodes[illocution].text, self.nodes[illocution].scheme)

    # The thread

    def _participants(self) -> None:
        for person, name in self.nodeset.participants.items():
            self.map.person(_folded(name), name, self.own.ids.get(f"person {person}"))

    def _person(self, post: str) -> str | None:
        node = self.posts.get(post)
        name = self.speakers.said(node).name if node is not None else None
        return _folded(name) if name else None

    def _posts(self) -> None:
        before = self._before()
        starts = {each.node: each.start for each in self.nodeset.locutions if each.start}
        several = 0
        done: set[str] = set()
        for id in in_order(self.posts, before):
            said = self.speakers.said(self.posts[id])
            if said.name:
                self.map.person(_folded(said.name), said.name)
            answered = [each for each in before.get(id, ()) if each in done]
            several += len(before.get(id, ())) > 1
            fields = {"label": f"begins {starts[id]}"[:200]} if starts.get(id, "").strip() else {}
            words = self.source.words.get(id, said.words)
            self.map.post(
                id, words, author=self._person(id), wanted=self.own.wanted(id),
                reply_to=answered[0] if answered else None, **fields,
            )  # fmt: skip
            done.add(id)
        if self.speakers.guessed:
            self.map.authorship = Provenance.INFERRED
        if several:
            self.map.left_out(f"posts that answer several others: {several}; the first is kept")

    def _before(self) -> dict[str, list[str]]:
        """Return the posts that each one answers, by its transitions."""
        made: dict[str, list[str]] = {}
        for source in self.posts:
            for middle in self.out[source]:
                ends = [middle] if self.nodes[middle].type == LOCUTION else self.out[middle]
                if self.nodes[middle].type not in {TRANSITION, LOCUTION}:
                    continue
                for target in ends:
                    if (
                        target in self.posts
                        and target != source
                        and source not in made.setdefault(target, [])
                    ):
                        made[target].append(source)
        return made

    # The map

    def _claim(self, id: str, posts: Collection[str]) -> None:
        node, wanted = self.nodes[id], self.own.wanted(id)
        text = node.text if node.type == INFORMATION else self.speakers.said(node).words
        if id in self.own.examples:
            name, topic = self.own.examples[id]
            self.map.example(id, name, text, topic=topic, wanted=wanted)
            return
        quotes = [
            {"post": post, "exact": words}
            for post in posts
            if self.own.quotes
            and (
                words := verbatim(self.source.words.get(post, self.speakers.said(self.posts[post]).words))
            ).strip()
            and len(words) <= LONGEST_QUOTE
        ]
        self.map.claim(id, text, wanted=wanted, quotes=[*self.source.quotes.get(id, ()), *quotes])

    def _relations(self) -> None:
        for id, node in self.nodes.items():
            if node.type in STEPS:
                targets = [
                    each for each in self.out[id] if each in self.claims or self.nodes[each].type in STEPS
                ]
                self.steps[id] = targets
        schemes_of = {id: scheme_named(scheme_of(self.nodes[id])) for id in self.steps}
        raised = {selected: (step, question) for step, question, selected in self.nodeset.questions}
        for id, targets in self.steps.items():
            node = self.nodes[id]
            premises = [each for each in self.into[id] if each in self.claims]
            if not targets:
                self.map.left_out(f"step {id} ({node.type}) leads to nothing; it was left out")
            for number, target in enumerate(targets):
                fields = self._fields(node, schemes_of[id], raised.get(id), schemes_of)
                groups = [[each] for each in premises] if node.type == REPHRASE else [premises]
                for count, group in enumerate(groups):
                    again = number or count
                    self.map.relation(
                        id if not again else (id, target, count), _kind(node.type, self.nodes[target].type), group, target,
                        wanted=None if again else self.own.wanted(id), **fields,
                    )  # fmt: skip

    def _fields(
        self,
        node: AifNode,
        scheme: str | None,
        raised: tuple[str, str] | None,
        schemes_of: Mapping[str, str | None],
    ) -> dict[str, Any]:
        fields: dict[str, Any] = {"scheme": scheme} if scheme else {}
        if not scheme and not is_default(scheme_of(node), node.type):
            fields["note"] = f"{SCHEME_NOTE}{' '.join(verbatim(scheme_of(node)).split())}"[:1000]
        if raised is not None:
            step, question = raised
            asked = schemes_of.get(step)
            if asked and any(each.id == question for each in schemes()[asked].questions):
                fields["question"] = question
            else:
                self.map.left_out(
                    f"critical question {question} of step {step} is not known; it was left out"
                )
        return fields

    def _stances(self) -> Iterator[tuple[str, str, Stance, str, bool]]:
        """Yield stances: the claim, the post, the stance, a note, and whether the words of the post make the claim."""
        for id, node in self.nodes.items():
            if node.type != ILLOCUTION or self._analyses(id):
                continue
            name = scheme_of(node)
            for claim in (each for each in self.out[id] if each in self.claims):
                stance = STANCES.get(squeezed(name)) or (
                    Stance.ASSERTS if squeezed(name) in {"", "ya"} else None
                )
                posts = [*self._anchors(id)]
                if stance is None or not posts:
                    why = f"is {name!r}, which is no stance" if posts else "has no locution"
                    self.map.left_out(f"illocution {id} on {claim} {why}; it was left out")
                    continue
                plain = squeezed(name) in {"asserting", "agreeing", "conceding", "disagreeing", "proposing", "retracting", "purequestioning"}  # fmt: skip
                for post, direct in posts:
                    remark = (
                        "" if plain else f"Illocution in AIF: {' '.join(verbatim(name).split()) or 'none'}"
                    )
                    agrees = stance in {Stance.ACCEPTS, Stance.DENIES}
                    yield claim, post, stance, remark[:1000], direct and not agrees

    def _anchors(self, illocution: str) -> Iterator[tuple[str, bool]]:
        """Yield the posts in which an illocution is made, and whether it is by their words."""
        for source in self.into[illocution]:
            if source in self.posts:
                yield source, True
            elif self.nodes[source].type == TRANSITION:
                yield from ((each, False) for each in self.out[source] if each in self.posts)


def _kind(step: str, target: str) -> RelationKind:
    if step == CONFLICT:
        return RelationKind.UNDERCUT if target in STEPS else RelationKind.ATTACK
    return RelationKind.SUPPORT if step == INFERENCE else RelationKind.REPHRASE


def scheme_of(node: AifNode) -> str:
    """Return the name of a node's scheme: in some files the text has it, in others the text is generic."""
    return node.text if is_default(node.scheme, node.type) and node.text.strip() else node.scheme


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()

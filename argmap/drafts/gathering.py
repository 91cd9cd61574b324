"""All answers on a thread as one draft: what several of them say is one item with its votes, and what contradicts is refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from argmap.dialogue.words import stop_words
from argmap.drafts.file import DraftClaim, DraftFile, DraftReject, DraftRelation, DraftRun, DraftStance
from argmap.drafts.verifying import FoundClaim, FoundRelation, FoundStance, Sifted
from argmap.drafts.windows import thread_hash, thread_of
from argmap.editing.naming import free_id, relation_id
from argmap.editing.parts import ids
from argmap.model.document import MapDocument
from argmap.model.relation import RelationKind
from argmap.readings.spans import Stretches, overlap, stretches

ID_WORDS = 3
SAME = 0.5
"""Overlap of two quotes (Jaccard) from which they stand for one claim, as where readings are compared."""


def gathered(map: MapDocument, answers: Sequence[Sifted], runs: Iterable[DraftRun] = ()) -> DraftFile:
    """Return the draft that answers make together.

    Claims whose quotes share at least half of their words are one; so is a claim with one of the map, and is then not
    proposed again. Of relations with the same ends, and of stances in the same post on the same claim, the kind with
    most votes is kept; where votes are equal, none.

    Args:
        map: the map with its thread.
        answers: what was kept of each answer, in the order of the thread and of the votes.
        runs: where they come from.

    Raises:
        ArgmapError: the map has no thread with words.
    """
    thread = thread_of(map)
    pool = _Pool(map, answers)
    pool.take_claims()
    pool.take_relations()
    pool.take_stances()
    return DraftFile(
        map=map.id,
        thread=thread.id,
        thread_hash=thread_hash(thread),
        runs=tuple(runs),
        posts=tuple(dict.fromkeys(each.window.post for each in answers if each.sound)),
        items=tuple(pool.items),
        rejected=(*(reject for each in answers for reject in each.rejects), *pool.rejects),
    )


@dataclass
class _Group:
    """What several answers say alike: `said` has it with the answer that says it, in their order."""

    places: Stretches
    said: list[tuple[Sifted, Any]]

    def voted(self, sound: Mapping[str, int]) -> dict[str, Any]:
        """Return votes, answers, confidence and model: those of the post on which most answers have it."""
        voters = Counter(
            post for post, _, _ in dict.fromkeys((s.window.post, s.vote, s.model) for s, _ in self.said)
        )
        post, votes = max(voters.items(), key=lambda each: (each[1] / sound[each[0]], each[1]))
        models = dict.fromkeys(each.model for each, _ in self.said)
        of = sound[post]
        return {"votes": votes, "of": of, "confidence": round(votes / of, 3), "model": ", ".join(models)}


@dataclass
class _Pool:
    map: MapDocument
    answers: Sequence[Sifted]
    items: list[DraftClaim | DraftRelation | DraftStance] = field(default_factory=list)
    rejects: list[DraftReject] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    sound: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sound = Counter(each.window.post for each in self.answers if each.sound)
        self.taken = [*ids(self.map)]

    def _named(self, name: str) -> str:
        return self.names.get(name, name)

    def _reject(self, answer: Sifted, what: str, why: str) -> None:
        self.rejects.append(DraftReject(task=answer.window.post, vote=answer.vote, what=what, why=why))

    def take_claims(self) -> None:
        groups: list[_Group] = []
        # Words of different posts are never the same, so that a claim is compared with those of its post only.
        by_post: dict[str, list[_Group]] = defaultdict(list)
        old: dict[str, list[tuple[str, Stretches]]] = defaultdict(list)
        for own in self.map.claims:
            for quote in own.quotes:
                old[quote.post].append((own.id, stretches((quote,), self.map.thread)))
        for answer in self.answers:
            for claim in answer.claims:
                post, places = claim.anchor.post, claim.anchor.places
                known = max(old[post], key=lambda each: overlap(each[1], places), default=None)
                if known is not None and overlap(known[1], places) >= SAME:
                    self.names[claim.key] = known[0]
                    what = f"claim {claim.key.rpartition('/')[2]}"[:200]
                    self._reject(answer, what, f"the map has its words already, in {known[0]!r}")
                    continue
                # What one answer tells apart are two claims, though they may quote the same words.
                others = [each for each in by_post[post] if all(said is not answer for said, _ in each.said)]
                group = max(others, key=lambda each: _nearness(each, claim), default=None)
                if group is None or overlap(group.places, places) < SAME:
                    group = _Group(places, [])
                    groups.append(group)
                    by_post[post].append(group)
                group.said.append((answer, claim))
        for group in groups:
            self._add_claim(group)

    def _add_claim(self, group: _Group) -> None:
        said: list[FoundClaim] = [claim for _, claim in group.said]
        # Most answers decide on the words; among equals the first.
        common = Counter((claim.anchor.post, claim.anchor.words) for claim in said).most_common(1)[0][0]
        chosen = next(claim for claim in said if (claim.anchor.post, claim.anchor.words) == common)
        # The first names it, so that more answers change no id that later tasks refer to.
        id = free_id(_short(said[0].text, self.map.language), self.taken)
        self.taken.append(id)
        self.names |= {claim.key: id for claim in said}
        self.items.append(
            DraftClaim(id=id, text=chosen.text, **_words(chosen.anchor), **group.voted(self.sound))
        )

    def take_relations(self) -> None:
        # Undercuts come last: a relation needs its name before it can be a target.
        answered = [(answer, relation) for answer in self.answers for relation in answer.relations]
        keys = {relation.key for _, relation in answered}
        for on_relations in (False, True):
            self._take_relations(each for each in answered if (each[1].target in keys) is on_relations)

    def _take_relations(self, answered: Iterable[tuple[Sifted, FoundRelation]]) -> None:
        there = {(frozenset(r.premises), r.target): r for r in self.map.relations}
        ends: dict[tuple[frozenset[str], str], list[tuple[Sifted, FoundRelation]]] = defaultdict(list)
        for answer, relation in answered:
            premises = frozenset(map(self._named, relation.premises))
            target = self._named(relation.target)
            what = f"relation {relation.key.rpartition('/')[2]}"[:200]
            if target == relation.target and "/" in target:
                self._reject(answer, what, "the relation that it undercuts was refused")
            elif target in premises:
                self._reject(answer, what, f"its premise and its target quote the same words ({target})")
            elif (premises, target) in there:
                known = there[premises, target]
                self.names[relation.key] = known.id
                why = f"the map has {known.id!r} there already, of kind {known.kind}"
                self._reject(answer, what, why)
            else:
                ends[premises, target].append((answer, relation))
        self._refuse_circles(ends)
        for (premises, target), said in ends.items():
            ordered = tuple(dict.fromkeys(self._named(name) for name in said[0][1].premises))
            for kind, group in self._decided(
                said, lambda r: r.kind, f"{' + '.join(sorted(premises))} and {target}"
            ):
                id = relation_id(ordered[0], kind, target, self.taken)
                self.taken.append(id)
                self.names |= {relation.key: id for _, relation in group.said}
                self.items.append(
                    DraftRelation(
                        id=id, relation=kind, premises=ordered, target=target, **group.voted(self.sound)
                    )
                )

    def _refuse_circles(
        self, ends: dict[tuple[frozenset[str], str], list[tuple[Sifted, FoundRelation]]]
    ) -> None:
        """Take out supports of two claims for each other, but those that more answers have: one is the reason."""
        supports = {
            (*premises, target): [each for each in said if each[1].kind is RelationKind.SUPPORT]
            for (premises, target), said in ends.items()
            if len(premises) == 1
        }
        for (premise, target), said in supports.items():
            back = supports.get((target, premise), [])
            if said and len(back) >= len(said):
                ends[frozenset({premise}), target] = [
                    each for each in ends[frozenset({premise}), target] if each not in said
                ]
                why = f"answers contradict each other on {premise} and {target}: also {target} supports {premise}"
                self._reject(said[0][0], str(RelationKind.SUPPORT), why[:900])
        for key in [key for key, said in ends.items() if not said]:
            del ends[key]

    def take_stances(self) -> None:
        there = {(c.participant, c.post, c.claim): c.stance for c in self.map.commitments}
        places: dict[tuple[str, str, str], list[tuple[Sifted, FoundStance]]] = defaultdict(list)
        for answer in self.answers:
            for stance in answer.stances:
                who, post, claim = where = (
                    stance.participant,
                    answer.window.post,
                    self._named(stance.claim),
                )
                if where in there:
                    why = f"the map says already that {who} {there[where]} {claim} in {post}"
                    self._reject(answer, f"stance on {claim}", why)
                else:
                    places[where].append((answer, stance))
        for (who, post, claim), said in places.items():
            for stance, group in self._decided(said, lambda s: s.stance, f"{who} and {claim} in {post}"):
                id = free_id(f"{who} {stance} {claim}", self.taken)
                self.taken.append(id)
                words = _words(group.said[0][1].anchor)
                self.items.append(
                    DraftStance(
                        id=id, participant=who, claim=claim, stance=stance, **words, **group.voted(self.sound)
                    )
                )

    def _decided(
        self, said: Sequence[tuple[Sifted, Any]], kind: Any, what: str
    ) -> Iterator[tuple[Any, _Group]]:
        """Yield the kind with most votes, and refuse the others; of equals, all are refused."""
        kinds: dict[Any, list[tuple[Sifted, Any]]] = defaultdict(list)
        for answer, each in said:
            kinds[kind(each)].append((answer, each))
        most = max(map(len, kinds.values()))
        winners = [name for name, those in kinds.items() if len(those) == most]
        for name, those in kinds.items():
            if winners == [name]:
                yield name, _Group({}, those)
            else:
                others = " and ".join(str(each) for each in kinds if each is not name)
                self._reject(
                    those[0][0], str(name), f"answers contradict each other on {what}: also {others}"[:900]
                )


def _nearness(group: _Group, claim: FoundClaim) -> tuple[float, float]:
    """Return how much of its words a claim shares with a group, and how alike its text is to the first one there."""
    return overlap(group.places, claim.anchor.places), fuzz.ratio(group.said[0][1].text, claim.text)


def _short(text: str, language: str | None) -> str:
    """Return the first words of a text that have a topic, for an id; all words if none has."""
    little = stop_words(language) or frozenset()
    words = [word for word in text.split() if word.casefold().strip(".,;:!?\"'") not in little]
    return " ".join(words[:ID_WORDS]) or text


def _words(anchor: Any) -> dict[str, Any]:
    return {
        "post": anchor.post,
        "quote": anchor.words,
        "occurrence": anchor.occurrence,
        "anchored_from": anchor.replaced,
    }

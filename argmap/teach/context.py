"""What generators look at: a map with what is computed of it once, and words to speak of its parts."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256

from argmap.graph.stances import Stances
from argmap.language import ENGLISH, Language
from argmap.model.annotations import Label
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.relation import Relation, RelationKind
from argmap.storage.writer import map_yaml
from argmap.study import Study
from argmap.teach.item import Option

OPTIONS = 4
"""Answers of a choice, at most."""

LARGEST = 200
"""Nodes of a map up to which each claim is rejected in turn."""


@dataclass(frozen=True)
class Context:
    """A map as generators see it. `random` is seeded for the map, the kind and the seed, so that order does not matter."""

    map: ArgumentMap
    seed: int
    kind: str
    language: Language = ENGLISH

    @cached_property
    def random(self) -> random.Random:
        return random.Random(f"{self.map.id}/{self.kind}/{self.seed}")

    @cached_property
    def study(self) -> Study:
        """What the analyses say of the map, computed once for all contexts of it."""
        return study_of(self.map)

    @property
    def labels(self) -> Mapping[str, Label]:
        return self.study.labels

    def stances(self, name: str) -> Stances:
        """Return what participants end with on a claim or an example, and on what says the same."""
        return self.study.dialogue.index.stances.of(name)

    @property
    def sides(self) -> Mapping[str, str | None]:
        return self.study.index.sides

    def same(self, name: str) -> frozenset[str]:
        """Return what says the same as a claim, itself included, over any number of rephrasings."""
        same, todo = {name}, [name]
        while todo:
            one = todo.pop()
            for relation in self.relations(RelationKind.REPHRASE):
                pair = {relation.premises[0], relation.target}
                if one in pair and pair - same:
                    todo.extend(pair - same)
                    same |= pair
        return frozenset(same)

    def no_longer_accepted(self, name: str) -> frozenset[str]:
        """Return the other claims and examples that are accepted now and would not be if a claim were false."""
        return frozenset(
            effect.id
            for effect in self.study.whatif(reject=name)
            if effect.before is Label.IN and effect.id != name and self.is_of_substance(effect.id)
        )

    def is_of_substance(self, name: str) -> bool:
        """Return whether it is a claim or an example, and no remark about the discussion."""
        node = self.map.nodes.get(name)
        return node is not None and not (isinstance(node, Claim) and node.meta)

    def picked_examples(self, most: int) -> list[Example]:
        """Return some of the examples that name an experiment, in seeded order."""
        running = [example for example in self.map.examples if example.experiment]
        return self.random.sample(running, min(most, len(running)))

    def text(self, name: str) -> str:
        """Return what a claim or an example says."""
        node = self.map.nodes[name]
        return f"{node.name}: {node.text}" if isinstance(node, Example) else node.text

    def says(self, name: str) -> str:
        """Return what a claim or an example says, in quotation marks."""
        return self.say("“{text}”", text=self.text(name).rstrip("."))

    def both(self, names: Iterable[str]) -> str:
        """Return what several claims say, joined by "and"."""
        return self.say(" and ").join(self.says(name) for name in names)

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a sentence lists them, such as "Ana, Bela and Chi"."""
        *some, last = [*names] or [""]
        return self.say(" and ").join(filter(None, (", ".join(some), last)))

    def say(self, message: str, **parts: object) -> str:
        return self.language.say(message, **parts)

    def translated(self, text: str) -> str:
        return self.language.translated(text)

    def quoted(self, name: str, post: str = "") -> str:
        """Return the words of the thread behind a claim, with their author and post, or that there are none; "" without a thread.

        Args:
            name: a claim or an example.
            post: the post whose words are taken, where it says the claim.
        """
        node = self.map.nodes[name]
        if self.map.thread is None:
            return ""
        otherwise = self.taken_otherwise(name)
        said = sorted((q for q in node.quotes if q.post not in otherwise), key=lambda q: q.post != post)
        if said:
            return self.wrote(said[0])
        if not node.quotes:
            return self.say("Nobody in the thread says it in so many words.")
        author, number = self.author(node.quotes[0].post), self.number(node.quotes[0].post)
        return self.say(
            "{author} speaks of it in post {number}, and does not say that it is so.",
            author=author,
            number=number,
        )

    def wrote(self, quote: Quote) -> str:
        """Return the words of a quote with their author and post; … stands where words are left out."""
        author, number = self.author(quote.post), self.number(quote.post)
        if quote.exact is None:
            return self.say(
                "{author} says it in post {number}; the words are not included here.",
                author=author,
                number=number,
            )
        words = " ".join(quote.words.split())
        return self.say(
            "{author} writes in post {number}: “{words}”.", author=author, number=number, words=words
        )

    def taken_otherwise(self, name: str) -> frozenset[str]:
        """Return the posts in which somebody denies a claim, asks about it, proposes it, or takes it back."""
        return frozenset(c.post for c in self.map.commitments if c.claim == name and not c.stance.accepts)

    def author(self, post: str) -> str:
        thread = self.map.thread
        name = thread.posts_by_id[post].author if thread else None
        return thread.participants_by_id[name].name if thread and name else self.say("Somebody")

    def participant(self, person: str) -> str:
        """Return the name of a participant."""
        known = self.map.thread.participants_by_id if self.map.thread else {}
        return known[person].name if person in known else person or self.say("Somebody")

    def number(self, post: str) -> int:
        return self.map.thread.numbers[post] if self.map.thread else 0

    def others(self, name: str, *, not_in: Iterable[str] = ()) -> list[str]:
        """Return claims that are plausible beside one: same author or side first, then the rest.

        Its rephrasings are not among them, and no remarks about the discussion.
        """
        out = {*not_in, *self.same(name)}
        pool = [claim.id for claim in self.claims() if claim.id not in out]
        self.random.shuffle(pool)
        posts = {quote.post for quote in self.map.nodes[name].quotes}

        def near(other: str) -> int:
            shares = bool(posts & {quote.post for quote in self.map.nodes[other].quotes})
            return -2 * shares - (self.sides.get(other) == self.sides.get(name))

        return sorted(pool, key=near)

    def shuffled(self, options: Iterable[Option]) -> tuple[Option, ...]:
        shuffled = list(options)
        self.random.shuffle(shuffled)
        return tuple(shuffled)

    def picked(self, names: Sequence[str], most: int) -> list[str]:
        return self.random.sample(list(names), min(most, len(names)))

    def posts_of(self, claim: str) -> set[str]:
        return {quote.post for quote in self.map.nodes[claim].quotes}

    def claims(self) -> list[Claim]:
        """Return the claims about the matter: remarks about the discussion are nobody's reasons."""
        return [claim for claim in self.map.claims if not claim.meta]

    def relations(self, *kinds: RelationKind) -> list[Relation]:
        """Return the relations of some kinds about the matter: none from or to remarks about the discussion."""
        meta = {claim.id for claim in self.map.claims if claim.meta}
        return [r for r in self.map.relations if r.kind in kinds and meta.isdisjoint((*r.premises, r.target))]

    def on_claims(self, *kinds: RelationKind) -> list[Relation]:
        """Return those that end on a claim or an example, and not on a relation as undercuts and backings do."""
        return [relation for relation in self.relations(*kinds) if relation.target in self.map.nodes]

    def undercuts(self) -> list[tuple[Relation, Relation]]:
        """Return the undercuts of a reason for, or an objection to, a claim, each with the relation that it undercuts."""
        steps = {r.id: r for r in self.on_claims(RelationKind.SUPPORT, RelationKind.ATTACK)}
        return [(r, steps[r.target]) for r in self.relations(RelationKind.UNDERCUT) if r.target in steps]


@lru_cache(maxsize=8)  # a set of exercises looks at one map in a context for each kind
def study_of(map: ArgumentMap) -> Study:
    """Return the study of a map; that of the same map is handed out again."""
    return Study(map)


@lru_cache(maxsize=8)  # a class hands in a thousand files about one map
def content_hash(map: ArgumentMap) -> str:
    """Return the first half of the SHA-256 of a map's canonical text: another version of the map has another."""
    return sha256(map_yaml(map).encode("utf-8")).hexdigest()[:32]

"""What generators look at: a map with what is computed of it once, and words to speak of its parts."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TypeVar

from argmap.graph.stances import Stances
from argmap.graph.views import conclusion
from argmap.language import ENGLISH, Language
from argmap.model.annotations import Breach, Label
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.relation import Relation, RelationKind
from argmap.storage.writer import map_yaml
from argmap.study import Study
from argmap.teach.item import Option

T = TypeVar("T")

GATHERED = ("study", "supports", "_ends", "_taken_otherwise", "_about_the_matter")
"""What a context gathers from its map alone, so that it is the same in every language."""

OPTIONS = 4
"""Answers of a choice, at most."""

POINTING = 5
"""Words of a quote that are enough to find it."""

SURE = 0.75
"""Confidence from which a reading counts as the only one; annotators who say less have seen another one that can be defended."""


def sentence(text: str) -> str:
    """Return a text that begins with a capital letter, as a sentence does."""
    return text[:1].upper() + text[1:]


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
    def in_english(self) -> Context:
        """The same in English: what is chosen by the look of texts is chosen by these, so that every language asks the same."""
        english = replace(self, language=ENGLISH)
        vars(english).update((name, vars(self)[name]) for name in GATHERED if name in vars(self))
        return english

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

    def is_of_substance(self, name: str) -> bool:
        """Return whether it is a claim or an example, and no remark about the discussion."""
        node = self.map.nodes.get(name)
        return node is not None and not (isinstance(node, Claim) and node.meta)

    def is_said(self, name: str) -> bool:
        """Return whether a claim is said in the thread, so that who has the thread can find it there.

        What an example shows is the annotators' account, and so is what nobody says. Without a thread nobody can look.
        """
        node = self.map.nodes.get(name)
        if not isinstance(node, Claim) or node.implicit:
            return False
        return self.map.thread is None or bool(self.posts_of(name) - self.taken_otherwise(name))

    def is_clear(self, relation: Relation) -> bool:
        """Return whether a relation is between claims that are said, and read by annotators who are sure of it."""
        ends = [*relation.premises, relation.target]
        sure = relation.confidence is None or relation.confidence >= SURE
        return sure and all(self.is_said(name) for name in ends if name not in self.map.relations_by_id)

    def is_linked(self, name: str) -> bool:
        """Return whether a claim is a premise that counts only together with others."""
        return any(relation.is_linked and name in relation.premises for relation in self.map.relations)

    def end(self, relation: Relation) -> str:
        """Return the claim that a relation bears on: its target, or the end of the relation that it undercuts or backs."""
        return conclusion(self.map, relation) or relation.target

    def above(self, name: str) -> frozenset[str]:
        """Return everything that a claim bears on, directly or further up, itself and what says the same included."""
        above: set[str] = set()
        todo = [name]
        while todo:
            new = self.same(todo.pop()) - above
            above |= new
            todo += [end for one in new for end in self._ends.get(one, ())]
        return frozenset(above)

    @cached_property
    def supports(self) -> Mapping[str, tuple[Relation, ...]]:
        """The reasons for each claim or example, without those that have no weight."""
        known: dict[str, tuple[Relation, ...]] = {}
        for relation in self.map.relations:
            is_reason = relation.kind is RelationKind.SUPPORT and relation.target in self.map.nodes
            if is_reason and relation.id not in self.map.weightless:
                known[relation.target] = (*known.get(relation.target, ()), relation)
        return known

    @cached_property
    def _ends(self) -> Mapping[str, set[str]]:
        ends: dict[str, set[str]] = {}
        for relation in self.map.relations:
            for premise in relation.premises:
                ends.setdefault(premise, set()).add(self.end(relation))
        return ends

    def turn(self, name: str) -> tuple[str, int]:
        """Return what wrong answers are chosen by: the exercise of this map, and the seed."""
        return f"{self.map.id}/{self.kind}/{name}", self.seed

    def text(self, name: str) -> str:
        """Return what a claim or an example says."""
        node = self.map.nodes[name]
        return f"{node.name}: {node.text}" if isinstance(node, Example) else node.text

    def bare(self, name: str) -> str:
        """Return what a claim or an example says, without the full stop: as it stands in other sentences."""
        return self.text(name).rstrip(".")

    def says(self, name: str) -> str:
        """Return what a claim or an example says, in quotation marks."""
        return self.say("“{text}”", text=self.bare(name))

    def pointed_at(self, name: str) -> str:
        """Return where a claim is said: the first words of a quote and the number of the post, or "" if that is no one place.

        Who has the thread finds it there, and who has not learns nothing of it. Where its words are withheld, or
        without a thread, there is only the claim: nobody could read what a post says whose words are not there.
        """
        quotes = self._quotes(name)
        if not quotes or self.map.thread is None:
            return self.says(name) if self.map.thread is None else ""
        number = self.number(quotes[0].post)
        words = self.words_of(name)
        begin = words[:POINTING]
        if not begin:
            return self.says(name)
        if sum(self.words_of(claim.id)[:POINTING] == begin for claim in self.map.claims) > 1:
            return ""
        shown = " ".join(begin).rstrip(".,;:")
        end = "" if len(words) <= POINTING else " …"
        return self.say("“{text}” (post {number})", text=f"{shown}{end}", number=number)

    def words_of(self, name: str) -> list[str]:
        """Return the words of the thread in which a claim is said first."""
        quotes = self._quotes(name)
        return quotes[0].words.split() if quotes and quotes[0].exact is not None else []

    def _quotes(self, name: str) -> list[Quote]:
        """Return the quotes of a claim from posts whose author says that it is so."""
        otherwise = self.taken_otherwise(name)
        return [quote for quote in self.map.nodes[name].quotes if quote.post not in otherwise]

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
        said = sorted(self._quotes(name), key=lambda quote: quote.post != post)
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

    def breach_words(self, breach: Breach) -> str:
        """Return the words that a breach quotes, in quotation marks; … stands where words are left out."""
        words = " … ".join(" ".join(quote.words.split()) for quote in breach.quotes)
        return self.say("“{text}”", text=words)

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
        return self._taken_otherwise.get(name, frozenset())

    @cached_property
    def _taken_otherwise(self) -> Mapping[str, frozenset[str]]:
        posts: dict[str, set[str]] = {}
        for commitment in self.map.commitments:
            if not commitment.stance.accepts:
                posts.setdefault(commitment.claim, set()).add(commitment.post)
        return {name: frozenset(each) for name, each in posts.items()}

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

    def shuffled(self, options: Iterable[Option]) -> tuple[Option, ...]:
        shuffled = list(options)
        self.random.shuffle(shuffled)
        return tuple(shuffled)

    def picked(self, some: Sequence[T], most: int) -> list[T]:
        """Return so many of some things at most, in seeded order."""
        return self.random.sample(list(some), min(most, len(some)))

    def posts_of(self, claim: str) -> set[str]:
        return {quote.post for quote in self.map.nodes[claim].quotes}

    def claims(self) -> list[Claim]:
        """Return the claims about the matter: remarks about the discussion are nobody's reasons."""
        return [claim for claim in self.map.claims if not claim.meta]

    def relations(self, *kinds: RelationKind) -> list[Relation]:
        """Return the relations of some kinds about the matter: none from or to remarks about the discussion."""
        return [relation for relation in self._about_the_matter if relation.kind in kinds]

    @cached_property
    def _about_the_matter(self) -> tuple[Relation, ...]:
        meta = {claim.id for claim in self.map.claims if claim.meta}
        return tuple(r for r in self.map.relations if meta.isdisjoint((*r.premises, r.target)))

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

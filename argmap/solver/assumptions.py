"""Flat assumption-based argumentation: assumptions, rules from sentences to sentences, and contraries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from argmap.solver.components import components

Rule = tuple[int, tuple[int, ...]]
"""A head and the sentences of its body, which derive it together."""


@dataclass(frozen=True)
class Framework:
    """A flat assumption-based framework over sentences that are numbered from 0.

    The first `assumptions` sentences are the assumptions; the others, up to `sentences`, are derived by
    rules. No rule derives an assumption: the framework is flat. `contraries[a]` is the derived sentence
    that is the contrary of assumption a; one without rules is never derived. Several assumptions may share
    a contrary.

    Source:
        Bondarenko, Dung, Kowalski & Toni (1997), An abstract, argumentation-theoretic approach to default
        reasoning, definitions 2.1 and 4.10. DOI 10.1016/S0004-3702(97)00015-5
    """

    assumptions: int
    sentences: int
    rules: tuple[Rule, ...]
    contraries: tuple[int, ...]

    @cached_property
    def deriving(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence, the numbers of the rules that derive it."""
        rules_for: list[list[int]] = [[] for _ in range(self.sentences)]
        for number, (head, _) in enumerate(self.rules):
            rules_for[head].append(number)
        return tuple(map(tuple, rules_for))

    @cached_property
    def bodies(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """For each sentence, the bodies of the rules that derive it."""
        rules = self.rules
        return tuple(tuple([rules[number][1] for number in numbers]) for numbers in self.deriving)

    @cached_property
    def body_sizes(self) -> tuple[int, ...]:
        """For each rule, how many different sentences it takes."""
        return tuple([len(set(body)) for _, body in self.rules])

    @cached_property
    def facts(self) -> tuple[int, ...]:
        """The sentences that a rule derives from nothing."""
        return tuple(dict.fromkeys(head for head, body in self.rules if not body))

    @cached_property
    def using(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence, the numbers of the rules in whose body it stands."""
        rules_with: list[list[int]] = [[] for _ in range(self.sentences)]
        for number, (_, body) in enumerate(self.rules):
            for sentence in body if len(body) == 1 else dict.fromkeys(body):
                rules_with[sentence].append(number)
        return tuple(map(tuple, rules_with))

    @cached_property
    def opposed(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence, the assumptions whose contrary it is."""
        opposed_by: list[list[int]] = [[] for _ in range(self.sentences)]
        for assumption, contrary in enumerate(self.contraries):
            opposed_by[contrary].append(assumption)
        return tuple(map(tuple, opposed_by))

    @cached_property
    def components(self) -> tuple[tuple[int, ...], ...]:
        """The sentences in groups that depend on each other, each group after those that it depends on."""
        return tuple(components(self.sentences, self.needed.__getitem__))

    @cached_property
    def component_of(self) -> tuple[int, ...]:
        """For each sentence, the place of its group in `components`."""
        places = [0] * self.sentences
        for place, members in enumerate(self.components):
            for member in members:
                places[member] = place
        return tuple(places)

    @cached_property
    def circular(self) -> frozenset[int]:
        """The sentences that rules derive from themselves, directly or through others."""
        if self.is_atomic:
            return frozenset()
        groups = (members for members in self.components if len(members) > 1)
        derived = [s for members in groups for s in members if s >= self.assumptions]
        place = {sentence: number for number, sentence in enumerate(derived)}
        needs = [[place[used] for used in self.needed[s] if used in place] for s in derived]
        circles = (circle for circle in components(len(derived), needs.__getitem__) if len(circle) > 1)
        alone = (s for s in range(self.assumptions, self.sentences) if s in self.needed[s])
        return frozenset((*alone, *(derived[number] for circle in circles for number in circle)))

    @cached_property
    def is_atomic(self) -> bool:
        """Whether all bodies hold assumptions only, as those of abstract frameworks do: then no cycle can support itself."""
        return all(used < self.assumptions for _, body in self.rules for used in body)

    @cached_property
    def needed(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence, what its label depends on: an assumption's contrary, or the bodies of its rules."""
        bodies = (_distinct(chain.from_iterable(bodies)) for bodies in self.bodies[self.assumptions :])
        return (*((contrary,) for contrary in self.contraries), *bodies)

    def needs(self, sentence: int) -> tuple[int, ...]:
        """Return what the label of a sentence depends on directly."""
        return self.needed[sentence]

    @cached_property
    def depending(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence, those whose label depends on it directly."""
        heads, opposed = [head for head, _ in self.rules], self.opposed
        return tuple(
            [
                _distinct([*[heads[number] for number in numbers], *opposed[sentence]])
                for sentence, numbers in enumerate(self.using)
            ]
        )


def abstract(size: int, attacks: Iterable[tuple[int, int]]) -> Framework:
    """Return the framework whose assumptions are `size` arguments, the contrary of each derived by its attackers.

    Source:
        Bondarenko et al. (1997), section 4: Dung's frameworks as an instance.
    """
    rules = tuple((size + target, (source,)) for source, target in sorted(set(attacks)))
    return Framework(size, 2 * size, rules, tuple(range(size, 2 * size)))


def _distinct(sentences: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(sentences))

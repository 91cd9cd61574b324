"""How the state of a debate changed post by post: which claims were accepted after each of them.

Each post is a world of its own (`argmap.solver.wellfounded`), in which what nobody knows yet is rejected.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from argmap.evaluation.theory import Theory, label, theory
from argmap.graph.ordering import UNSAID, natural_key, node_places, quote_place
from argmap.model.annotations import Label
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result
from argmap.solver.assumptions import Rule
from argmap.solver.wellfounded import Grounded, Worlds, bits, grounded

BLOCK = 4_096
"""Posts in one pass: memory grows with their number times the size of the map."""


@dataclass(frozen=True, slots=True)
class Moment(Result):
    """The state after a post: what it added to the map, the label of each thesis known by then, and what changed.

    `number` counts posts from 1. `changed` are ids of claims and examples known before whose label is another now.
    """

    number: int
    post: str
    added: tuple[str, ...]
    theses: Mapping[str, Label]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """For each claim, example and step the posts after which it holds, and those after which it fails.

    Bit i stands for the i-th post that was asked for. Bits of posts before it is known say nothing.
    """

    holds: Mapping[str, Worlds]
    fails: Mapping[str, Worlds]


def timeline(theory: Theory, theses: Sequence[str]) -> tuple[Moment, ...]:
    """Return the grounded state after each post that added something.

    A claim is known from its first quote on, an implicit premise from the moment its partners are, a relation
    from the moment when all that it relates is known and, if it is quoted, its first quote.

    Args:
        theory: the map under an interpretation.
        theses: the ids of the theses, in the order in which they are listed.
    """
    map = theory.map
    if map.thread is None:
        return ()
    said = appearances(map)
    posts = {map.thread.numbers[post.id]: post.id for post in map.thread.posts}
    numbers = sorted(set(said.values()) & posts.keys())
    place = {number: index for index, number in enumerate(numbers)}
    past = history(theory, said, numbers)
    added: list[list[str]] = [[] for _ in numbers]
    changed: list[list[str]] = [[] for _ in numbers]
    for name in sorted((name for name in said if said[name] in place), key=natural_key):
        added[place[said[name]]].append(name)
        if name in map.nodes:
            for index in _turns(past, name, place[said[name]], len(numbers)):
                changed[index].append(name)
    tops = [(thesis, said[thesis]) for thesis in theses]
    return tuple(
        Moment(
            number,
            posts[number],
            tuple(added[index]),
            {name: _label(past, name, index) for name, first in tops if first <= number},
            tuple(changed[index]),
        )
        for number, index in place.items()
    )


def courses(theory: Theory) -> dict[str, tuple[tuple[int, Label], ...]]:
    """Return the grounded labels that each claim, example and step had: the number of the post from which on, and the label.

    The first is that of the post from which on it is known; what no post of the thread makes known is left out.

    Args:
        theory: the map under an interpretation.
    """
    map = theory.map
    if map.thread is None:
        return {}
    said = appearances(map)
    numbers = sorted(
        map.thread.numbers.values()
    )  # also of posts that add nothing: they may take something back
    place = {number: index for index, number in enumerate(numbers)}
    past = history(theory, said, numbers)
    return {
        name: tuple(
            (numbers[index], _label(past, name, index))
            for index in (place[first], *_turns(past, name, place[first], len(numbers)))
        )
        for name, first in said.items()
        if first in place
    }


def _label(past: History, name: str, index: int) -> Label:
    return label(bool(past.holds[name] >> index & 1), bool(past.fails[name] >> index & 1))


def _turns(past: History, name: str, known: int, posts: int) -> Iterator[int]:
    """Return the posts after which a label is another than after the one before, from when it is known on."""
    holds, fails = past.holds[name] >> known, past.fails[name] >> known
    compared = (1 << (posts - known - 1)) - 1  # all but the last, after which nothing follows
    turned = ((holds ^ holds >> 1) | (fails ^ fails >> 1)) & compared
    return (known + 1 + bit for bit in bits(turned))


def appearances(map: ArgumentMap) -> dict[str, int]:
    """Return the number of the post from which on each claim, example and relation is known.

    What nobody is quoted for is known from its partners or from the first stance on it.
    Undercuts of each other are known together.
    """
    places = node_places(map)
    known = {name: places.get(name, UNSAID)[0] for name in map.nodes}
    numbers = map.thread.numbers if map.thread else {}
    for commitment in map.commitments:
        if isinstance(node := map.nodes[commitment.claim], Claim) and not node.quotes:
            known[node.id] = min(known[node.id], numbers.get(commitment.post, UNSAID[0]))
    for relation in map.relations:
        for chain in reversed(_onward(map, relation, known)):
            latest = max(_own(map, step, known) for step in chain)
            target = known.get(chain[-1].target, latest)
            known.update((step.id, max(latest, target)) for step in chain)
    return known


def _onward(map: ArgumentMap, relation: Relation, known: Mapping[str, int]) -> list[list[Relation]]:
    """Return the relations from one on to what is known, each bearing on the next; a cycle of them is one link."""
    path: dict[str, Relation] = {}
    name = relation.id
    while name not in known and name not in path:
        path[name] = map.relations_by_id[name]
        name = path[name].target
    steps = list(path.values())
    start = list(path).index(name) if name in path else len(steps)
    return [*([step] for step in steps[:start]), *([steps[start:]] if start < len(steps) else [])]


def _own(map: ArgumentMap, relation: Relation, known: Mapping[str, int]) -> int:
    """Return when the premises of a relation and its first quote are known."""
    quoted = min((quote_place(map, quote)[0] for quote in relation.quotes), default=0)
    return max(quoted, *(known[premise] for premise in relation.premises))


def history(whole: Theory, said: Mapping[str, int], numbers: Sequence[int]) -> History:
    """Return the grounded labels after each of some posts, given by ascending numbers.

    Args:
        whole: the whole map under an interpretation.
        said: for each claim, example and relation the number of the post from which on it is known.
        numbers: the numbers of the posts that are asked for.
    """
    holds, fails = dict.fromkeys(said, 0), dict.fromkeys(said, 0)
    for run, start, stop in _runs(whole, said, numbers):
        posts = numbers[start:stop]
        labels = _labelled(run, said, posts)
        for name, sentence in run.sentences.items():
            holds[name] |= labels.holds[sentence] << start
            unknown = (1 << bisect_left(posts, said[name])) - 1
            fails[name] |= (labels.fails[run.doubted[name]] | unknown) << start
    return History(holds, fails)


def _runs(
    whole: Theory, said: Mapping[str, int], numbers: Sequence[int]
) -> Iterator[tuple[Theory, int, int]]:
    """Yield where runs of posts begin and end, with a theory that has all that is known after them.

    A rephrase makes one statement of two, so it begins a new run with a theory of its own.
    """
    merges = (said[r.id] for r in whole.map.relations if r.kind is RelationKind.REPHRASE)
    breaks = sorted({0, len(numbers), *(bisect_left(numbers, first) for first in merges)})
    for start, stop in pairwise(breaks):
        known = {name for name, first in said.items() if first <= numbers[stop - 1]}
        every = stop == len(numbers) and len(known) == len(said)
        for first in range(start, stop, BLOCK):
            last = min(first + BLOCK, stop)
            static = every and whole.stances is None
            yield (
                whole if static else theory(whole.map, whole.interpretation, known, numbers[first:last]),
                first,
                last,
            )


def _labelled(theory: Theory, said: Mapping[str, int], numbers: Sequence[int]) -> Grounded:
    """Return the labels in one world for each post, by a theory that has all that is known after the last one."""

    def before(first: int) -> Worlds:
        return (1 << bisect_left(numbers, first)) - 1

    failing: dict[int, Worlds] = {}
    for (
        name,
        sentence,
    ) in theory.sentences.items():  # one statement: it fails while all its claims are unknown
        failing[sentence] = failing.get(sentence, -1) & before(said[name])
    rules: list[Rule] = []
    holding: dict[int, Worlds] = dict(theory.guards)
    for name, first in _first_reasons(theory, said):
        # One more sentence, "no reason is known yet", with which a claim is accepted on its author's word.
        alone = theory.framework.sentences + len(rules)
        rules.append((theory.sentences[name], (alone, theory.unopposed[name])))
        holding[alone] = before(first)
    framework = replace(
        theory.framework,
        sentences=theory.framework.sentences + len(rules),
        rules=(*theory.framework.rules, *rules),
    )
    return grounded(framework, len(numbers), holding, failing)


def _first_reasons(theory: Theory, said: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the claims that are accepted on their author's word until a reason is given, and the post that gives it."""
    if theory.stances is not None:
        return  # a word is there with or without a reason
    made = {theory.one.get(n, n) for n in theory.interpretation.accept | theory.interpretation.reject}
    for name, relations in theory.onto.items():
        reasons = [said[r.id] for r in relations if r.kind is RelationKind.SUPPORT]
        if reasons and name in theory.one and name not in theory.on_its_word and name not in made:
            yield name, min(reasons)

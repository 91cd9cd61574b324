"""Which step of a reference each drawn step stands for, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.model.relation import RelationKind
from argmap.teach.marking.rubric import Rubric, Slip
from argmap.teach.marking.submission import Drawn
from argmap.teach.marking.triples import Triple, above, companions, triples

SIGNS = frozenset({RelationKind.SUPPORT, RelationKind.ATTACK})


@dataclass(frozen=True, slots=True)
class Credit:
    """A step of the reference, what was drawn for it, and what that earns."""

    step: Triple
    slip: Slip
    credit: float
    drawn: Triple | None = None


def compared(
    wanted: Sequence[Drawn], drawn: Sequence[Drawn], rubric: Rubric
) -> tuple[tuple[Credit, ...], tuple[Triple, ...]]:
    """Return what each step of a reference earns, in its order, and the drawn triples that stand for none of them.

    Of two steps that contradict each other (for and against, or both ways round) only the wrong one counts, so that to draw
    both gains nothing.
    """
    expected = triples(wanted)
    contradicted = set(_contradicted(expected, triples(drawn)))
    given = [triple for triple in triples(drawn) if triple not in contradicted]
    pairs = _found(expected, given)
    slips = {want: slip for want, (slip, _) in pairs.items()}
    slips |= _linked_otherwise(
        {want: have for want, (slip, have) in pairs.items() if slip is Slip.NONE},
        companions(wanted),
        companions(drawn),
    )
    slips |= dict.fromkeys(_on_wrong_signs(slips), Slip.ON_WRONG_SIGN)
    credits = []
    for want in expected:
        slip = slips.get(want, Slip.MISSING)
        credits.append(Credit(want, slip, rubric.credit(slip), pairs[want][1] if want in pairs else None))
    return tuple(credits), tuple(given)


def _contradicted(expected: Sequence[Triple], given: Sequence[Triple]) -> Iterator[Triple]:
    """Yield the right steps of which the opposite is drawn too, and is not right."""
    right, drawn = set(expected), set(given)
    for triple in given:
        opposites = {
            Triple(kind, *ends, triple.joins)
            for kind in SIGNS
            for ends in ((triple.premise, triple.end), (triple.end, triple.premise))
        }
        if triple in right and triple.kind in SIGNS and (opposites & drawn) - right:
            yield triple


def _found(expected: Sequence[Triple], given: list[Triple]) -> dict[Triple, tuple[Slip, Triple]]:
    """Return for each step what was drawn for it; the best matches are made first, and what is used leaves `given`."""
    higher = above(expected)
    tests: tuple[tuple[Slip, Callable[[Triple, Triple], bool]], ...] = (
        (Slip.NONE, lambda want, have: want == have),
        (Slip.NONE, _on_the_same_step),
        (Slip.SIGN, _wrong_sign),
        (Slip.UNDERCUT, _undercut_as_attack),
        (Slip.REVERSED, lambda want, have: (want.premise, want.end) == (have.end, have.premise)),
        (
            Slip.TOO_HIGH,
            lambda want, have: (
                (want.premise, want.kind) == (have.premise, have.kind)
                and have.end in higher.get(want.end, ())
            ),
        ),
    )
    pairs: dict[Triple, tuple[Slip, Triple]] = {}
    for slip, test in tests:
        for want in expected:
            have = next((have for have in given if test(want, have)), None) if want not in pairs else None
            if have is not None:
                given.remove(have)
                pairs[want] = slip, have
    return pairs


def _linked_otherwise(
    right: Mapping[Triple, Triple],
    wanted: Mapping[Triple, frozenset[frozenset[str]]],
    drawn: Mapping[Triple, frozenset[frozenset[str]]],
) -> dict[Triple, Slip]:
    """Return the right steps that stand apart from a premise that they need, or together with one that they do not.

    Only premises that are drawn rightly count: one that is missing, or too much, costs by itself.
    """
    known: dict[tuple[RelationKind, str], set[str]] = {}
    for want in right:
        known.setdefault((want.kind, want.end), set()).add(want.premise)
    slips = {}
    for want, have in right.items():
        here = known[want.kind, want.end]
        groups = {group & here for group in wanted[want]}
        odd = {group & here for group in drawn[have]} - groups
        if odd:
            is_part = all(any(group < whole for whole in groups) for group in odd)
            slips[want] = Slip.SPLIT if is_part else Slip.JOINED
    return slips


def _on_wrong_signs(slips: Mapping[Triple, Slip]) -> Iterator[Triple]:
    """Yield what is right about a step that was drawn with the wrong sign: there is no such step to deny or to support."""
    wrong = {(step.premise, step.end) for step, slip in slips.items() if slip is Slip.SIGN and not step.joins}
    for step, slip in slips.items():
        if slip is Slip.NONE and any((premise, step.joins[-1]) in wrong for premise in step.joins[:-1]):
            yield step


def _on_the_same_step(want: Triple, have: Triple) -> bool:
    """Return whether two triples are about one step whose premises are linked in another way: that costs there, not here too."""
    if (want.kind, want.premise) != (have.kind, have.premise) or not (want.joins and have.joins):
        return False
    return want.joins[-1] == have.joins[-1] and not {*want.joins[:-1]}.isdisjoint(have.joins[:-1])


def _wrong_sign(want: Triple, have: Triple) -> bool:
    same = (want.premise, want.end) == (have.premise, have.end)
    return same and want.kind is not have.kind and {want.kind, have.kind} <= SIGNS


def _undercut_as_attack(want: Triple, have: Triple) -> bool:
    is_pair = want.kind is RelationKind.UNDERCUT and have.kind is RelationKind.ATTACK
    return is_pair and want.premise == have.premise and have.end in want.joins

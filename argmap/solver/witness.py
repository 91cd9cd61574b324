"""Extensions that prove an answer: one that accepts a sentence, or one that does not."""

from __future__ import annotations

from time import monotonic

from argmap.solver.assumptions import Framework
from argmap.solver.canonical import first_accepting, of_part
from argmap.solver.derivation import Labelling
from argmap.solver.goals import preferred_without
from argmap.solver.parts import Part, split
from argmap.solver.search import Search, SolverModel
from argmap.solver.semantics import Semantics, decide_all, ideal, labelled, ranges


def accepting(
    framework: Framework, semantics: Semantics | str, sentence: int, *, seconds: float | None = None
) -> Labelling | None:
    """Return an extension in which a sentence holds, or None when there is none.

    It is the first such in the order of `canonical.some_extension`.

    Raises:
        OutOfTime: the answer was not found in `seconds`.
    """
    return _joined(framework, Semantics(semantics), (sentence, True), seconds)


def refusing(
    framework: Framework, semantics: Semantics | str, sentence: int, *, seconds: float | None = None
) -> Labelling | None:
    """Return an extension in which a sentence does not hold, or None when there is none.

    Raises:
        OutOfTime: the answer was not found in `seconds`.
    """
    return _joined(framework, Semantics(semantics), (sentence, False), seconds)


def _joined(
    framework: Framework, semantics: Semantics, wanted: tuple[int, bool], seconds: float | None
) -> Labelling | None:
    """Return an extension in which the sentence wanted holds (or does not), joined from the independent parts."""
    deadline = None if seconds is None else monotonic() + seconds
    sentence, holds = wanted
    whole = split(framework)
    if sentence in (whole.fails if holds else whole.holds):
        return None
    found = {a for a in whole.holds if a < framework.assumptions}
    for part in whole.parts:
        chosen = _chosen(part, semantics, wanted, deadline)
        if chosen is None:
            return None
        found |= part.outside(chosen)
    return labelled(framework, frozenset(found))


def _chosen(
    part: Part, semantics: Semantics, wanted: tuple[int, bool], deadline: float | None
) -> frozenset[int] | None:
    sentence, holds = wanted
    if sentence not in part.origin:
        return of_part(part.framework, semantics, deadline)
    inner = part.origin.index(sentence)
    with Search(part.framework, deadline=deadline) as search:
        found = _with(search, semantics, inner) if holds else _without(search, semantics, inner)
    return None if found is None else found.accepted


def _with(search: Search, semantics: Semantics, sentence: int) -> SolverModel | Labelling | None:
    if semantics is Semantics.GROUNDED:
        return None  # in a part, the grounded extension decides nothing
    if semantics is Semantics.IDEAL:
        return _if(next(ideal(search)), sentence, holds=True)
    if semantics is Semantics.SEMI_STABLE:
        return _in_some_range(search, search.holds(sentence))
    if semantics is Semantics.STABLE:
        decide_all(search)
    search.require([search.holds(sentence)])
    return first_accepting(search)


def _without(search: Search, semantics: Semantics, sentence: int) -> SolverModel | Labelling | None:
    if semantics in {Semantics.GROUNDED, Semantics.COMPLETE}:
        return labelled(search.framework, frozenset())
    if semantics is Semantics.IDEAL:
        return _if(next(ideal(search)), sentence, holds=False)
    if semantics is Semantics.SEMI_STABLE:
        return _in_some_range(search, -search.holds(sentence))
    if semantics is Semantics.PREFERRED:
        return preferred_without(search, (sentence, False))
    decide_all(search)
    search.require([-search.holds(sentence)])
    return first_accepting(search)


def _if(found: Labelling, sentence: int, *, holds: bool) -> Labelling | None:
    return found if (sentence in found.holds) is holds else None


def _in_some_range(search: Search, wanted: int) -> SolverModel | None:
    candidates = (search.find([*decided, wanted]) for decided in ranges(search))
    return next(filter(None, candidates), None)

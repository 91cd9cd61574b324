"""The search refutes circles, trusts no solver, keeps to its time and cleans up. Expected values: by hand."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from hypothesis import given

from argmap.solver import search as module
from argmap.solver.acceptance import credulous, skeptical, statuses
from argmap.solver.assumptions import Framework, abstract
from argmap.solver.interruptible import InterruptibleSolver
from argmap.solver.search import OutOfTime, Search
from argmap.solver.semantics import Semantics, exclude, extensions
from argmap.solver.witness import accepting, refusing, some_extension
from tests.solver.brute import derived
from tests.solver.brute import extensions as defined
from tests.solver.strategies import aba_frameworks, frameworks
from tests.strategies import examples

NIXON = abstract(2, [(0, 1), (1, 0)])

# Assumption 0 with the contrary 1; 1 and 2 only support each other.
CIRCLE = Framework(1, 3, ((1, (2,)), (2, (1,))), (1,))


@given(frameworks() | aba_frameworks())
@examples(75)
def test_models_are_the_complete_extensions(framework: Framework) -> None:
    found: list[frozenset[int]] = []
    with Search(framework) as search:
        while (model := search.find()) is not None:
            found.append(model.accepted)
            exclude(search, model)
    assert len(found) == len(set(found))
    assert set(found) == defined(framework, "complete")


@given(aba_frameworks())
@examples(50)
def test_literals_say_what_the_labelling_says(framework: Framework) -> None:
    with Search(framework) as search:
        model = search.find()
        assert model is not None
        known = model.labelling
        assert known.holds == derived(framework, known.accepted)
        for sentence in range(framework.sentences):
            assert model.true(search.holds(sentence)) == (sentence in known.holds)
            assert model.true(search.fails(sentence)) == (sentence in known.fails)
        everything = range(framework.assumptions)
        assert set(model.undecided()) == {a for a in everything if a not in known.holds | known.fails}


def test_a_circle_is_no_reason() -> None:
    with Search(CIRCLE) as search:
        assert search.loops == [{1, 2}]
        assert search.find([search.holds(1)]) is None
        assert search.find([-search.fails(1)]) is None
        model = search.find()
        assert model is not None
        assert (model.accepted, model.labelling.fails) == ({0}, {1, 2})


def test_a_circle_with_a_way_in_may_hold() -> None:
    # 0 and 1 exclude each other; 4 and 5 support each other, and 1 is a reason for 4, which is the contrary of 2.
    rules = ((3, (0,)), (6, (1,)), (4, (5,)), (5, (4,)), (4, (1,)))
    framework = Framework(3, 7, rules, (6, 3, 4))
    found = {one.accepted for one in extensions(framework, Semantics.PREFERRED).extensions}
    assert found == {frozenset({0, 2}), frozenset({1})}


def test_circles_within_circles_are_refuted() -> None:
    # 1 to 4 in a ring, and shorter circles 1-2 and 3-4 in it; 1 is the contrary of 0.
    rules = ((1, (2,)), (2, (3,)), (3, (4,)), (4, (1,)), (2, (1,)), (4, (3,)))
    with Search(Framework(1, 5, rules, (1,))) as search:
        assert [search.find([search.holds(s)]) for s in range(1, 5)] == [None] * 4
        assert search.find([search.holds(0)]) is not None


def test_attacks_in_a_circle_are_no_support() -> None:
    with Search(NIXON) as search:
        assert search.loops == []


def test_a_circle_of_ten_thousand_sentences_is_refuted() -> None:
    size = 10_000
    ring = tuple((1 + k, (1 + (k + 1) % size,)) for k in range(size))
    with Search(Framework(1, 1 + size, ring, (1,))) as search:
        assert search.find([search.holds(1)]) is None
        assert search.find([search.holds(0)]) is not None


QUESTIONS: dict[str, Callable[[Semantics], object]] = {
    "extensions": lambda semantics: extensions(NIXON, semantics),
    "some extension": lambda semantics: some_extension(NIXON, semantics),
    "statuses": lambda semantics: statuses(NIXON, semantics),
    "credulous": lambda semantics: credulous(NIXON, semantics, 0),
    "accepting": lambda semantics: accepting(NIXON, semantics, 0),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("semantics", ["complete", "preferred", "stable", "semi-stable"])
def test_a_solver_that_lies_is_found_out(
    question: Callable[[Semantics], object], semantics: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model without a true variable says that nothing is attacked and that all can be accepted together."""
    honest = InterruptibleSolver.get_model
    monkeypatch.setattr(
        InterruptibleSolver, "get_model", lambda self: [-abs(value) for value in honest(self)]
    )
    with pytest.raises(AssertionError, match=r"not (a )?complete"):
        question(Semantics(semantics))


@pytest.mark.parametrize("semantics", ["preferred", "stable"])
@pytest.mark.parametrize("question", [skeptical, refusing])
def test_a_solver_that_lies_is_found_out_when_all_extensions_count(
    question: Callable[..., object], semantics: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = InterruptibleSolver.get_model
    monkeypatch.setattr(
        InterruptibleSolver, "get_model", lambda self: [-abs(value) for value in honest(self)]
    )
    with pytest.raises(AssertionError, match=r"not (a )?complete"):
        question(NIXON, semantics, 0)


def test_time_that_is_over_ends_a_search() -> None:
    with Search(NIXON, deadline=0.0) as search, pytest.raises(OutOfTime, match="longer than it was allowed"):
        search.find()


def test_the_solver_gives_the_word_back_between_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    clock: Iterator[int] = count()
    monkeypatch.setattr(module, "SLICE", 1)
    monkeypatch.setattr(module, "monotonic", lambda: next(clock))
    with Search(pigeons(6), deadline=5) as search, pytest.raises(OutOfTime):
        stable(search)
    assert next(clock) == 7


def test_slices_change_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLICE", 1)
    with Search(pigeons(4)) as search:
        assert stable(search) is None


def stable(search: Search) -> object:
    decided = [[search.holds(a), search.fails(a)] for a in range(search.framework.assumptions)]
    for literals in decided:
        search.require(literals)
    return search.find()


def pigeons(holes: int) -> Framework:
    """Return a framework that is stable only if one pigeon more than there are holes finds a hole of its own."""
    place = {(p, h): p * holes + h for p in range(holes + 1) for h in range(holes)}
    rivals = [
        (one, other)
        for (p, h), one in place.items()
        for (q, k), other in place.items()
        if (p == q) != (h == k)
    ]
    homeless = {p: len(place) + p for p in range(holes + 1)}
    housed = [(one, homeless[p]) for (p, _), one in place.items()]
    return abstract(len(place) + holes + 1, [*rivals, *housed, *((one, one) for one in homeless.values())])


def test_the_solver_is_freed() -> None:
    with Search(NIXON) as search:
        assert search.solver.cadical is not None
    assert search.solver.cadical is None


def test_the_solver_is_freed_when_time_is_over() -> None:
    with pytest.raises(OutOfTime), Search(NIXON, deadline=0.0) as search:
        search.find()
    assert search.solver.cadical is None


def test_preferences_change_no_answer() -> None:
    for side in (0, 1):
        with Search(NIXON) as search:
            search.prefer([search.holds(side), search.fails(1 - side)])
            found = {one.accepted for one in all_of(search)}
        assert found == {frozenset(), frozenset({0}), frozenset({1})}


def all_of(search: Search) -> Iterator[module.Model]:
    while (model := search.find()) is not None:
        yield model
        exclude(search, model)


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to one process")
def test_ctrl_c_in_the_middle_of_a_search_is_pythons_own() -> None:
    # A random framework of 500 arguments in which a preferred extension takes minutes.
    code = (
        "import random, signal\n"
        # A test run in the background of a shell ignores Ctrl-C, and hands that on.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from argmap.solver import abstract, some_extension\n"
        "chosen = random.Random(1)\n"
        "attacks = [(a, b) for a in range(500) for b in range(500) if chosen.random() < 0.2]\n"
        "framework = abstract(500, attacks)\n"
        "print('ready', flush=True)\n"
        "try:\n"
        "    some_extension(framework, 'preferred')\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        try:
            assert process.communicate(timeout=30)[0] == "interrupted\n"
        finally:
            process.kill()  # it would search for minutes more
    assert process.returncode == 0

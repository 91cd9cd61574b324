"""Every task of the competitions, on abstract and assumption-based instances, by the definitions over all sets."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.errors import UnknownName
from argmap.solver.assumptions import Framework, abstract
from argmap.solver.attacks import AttackGraph, attack_graph
from argmap.solver.iccma import NamedFramework, parse_iccma
from argmap.solver.search import OutOfTime
from argmap.solver.semantics import Semantics
from argmap.solver.tasks import ABBREVIATIONS, TASKS, Problem, Task, TaskAnswer, solve_task, task_named
from tests.solver.brute import derived
from tests.solver.brute import extensions as defined
from tests.solver.strategies import Attack, aba_frameworks, attacks

EVERY_TASK = pytest.mark.parametrize("name", TASKS)
PAIR = attack_graph(2, [(0, 1), (1, 0)])


@EVERY_TASK
@given(attacks(5))
def test_abstract_instances_by_definition(name: str, drawn: tuple[int, list[Attack]]) -> None:
    judge(attack_graph(*drawn), abstract(*drawn), task_named(name))


@EVERY_TASK
@given(aba_frameworks(4, 4, 7))
def test_assumption_based_instances_by_definition(name: str, framework: Framework) -> None:
    names = tuple(str(1 + sentence) for sentence in range(framework.sentences))
    judge(NamedFramework(framework, names), framework, task_named(name))


def judge(instance: AttackGraph | NamedFramework, framework: Framework, wanted: Task) -> None:
    known = defined(framework, wanted.semantics)
    if wanted.problem not in {Problem.DC, Problem.DS}:
        lists(solve_task(instance, wanted), known, wanted.problem)
        return
    asked = framework.assumptions if isinstance(instance, AttackGraph) else framework.sentences
    for sentence in range(asked):
        holding = {one for one in known if sentence in derived(framework, one)}
        decides(solve_task(instance, wanted, sentence), holding, known - holding, wanted.problem)


def lists(found: TaskAnswer, known: set[frozenset[int]], problem: Problem) -> None:
    """Check an answer to "some", "every" or "how many"."""
    shown = [frozenset(one) for one in found.extensions]
    assert all(list(one) == sorted(set(one)) for one in found.extensions)
    assert (found.accepted, found.stopped) == (None, "")
    if problem is Problem.CE:
        assert (found.count, shown) == (len(known), [])
    elif problem is Problem.EE:
        assert found.extensions == tuple(sorted(map(tuple, map(sorted, known))))
    else:
        assert len(shown) == bool(known)
        assert known.issuperset(shown)


def decides(
    found: TaskAnswer, holding: set[frozenset[int]], others: set[frozenset[int]], problem: Problem
) -> None:
    """Check an answer to "in some?" or "in all?", with its witness or counterexample."""
    if problem is Problem.DC:
        assert found.accepted == bool(holding)
        proofs = holding
    else:
        assert found.accepted == (not others)
        proofs = others
    shown = [frozenset(one) for one in found.extensions]
    assert len(shown) == bool(proofs)
    assert proofs.issuperset(shown)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DC-PR", Task(Problem.DC, Semantics.PREFERRED)),
        ("ds-st", Task(Problem.DS, Semantics.STABLE)),
        ("EE-CO", Task(Problem.EE, Semantics.COMPLETE)),
        ("Se-Gr", Task(Problem.SE, Semantics.GROUNDED)),
        ("CE-SST", Task(Problem.CE, Semantics.SEMI_STABLE)),
        ("SE-ID", Task(Problem.SE, Semantics.IDEAL)),
    ],
)
def test_a_task_is_a_problem_and_a_semantics(name: str, expected: Task) -> None:
    assert task_named(name) == expected


def test_there_are_thirty_tasks() -> None:
    assert len(set(TASKS)) == len(Problem) * len(ABBREVIATIONS) == 30


@pytest.mark.parametrize(
    "name", ["", "PR", "DC", "DC-", "-PR", "DC-STG", "DCPR", "DC-PR-X", "DC PR", "D3-PR"]
)
def test_an_unknown_task_is_refused(name: str) -> None:
    with pytest.raises(UnknownName, match="there is no task"):
        task_named(name)


def test_a_misspelt_task_is_corrected() -> None:
    with pytest.raises(UnknownName, match="did you mean 'DC-PR'"):
        task_named("DC-PRF")


@pytest.mark.parametrize("name", ["DC-PR", "DS-GR"])
def test_a_question_without_an_argument_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="ask about an argument"):
        solve_task(PAIR, task_named(name))


def test_everything_is_so_in_all_extensions_where_there_is_none() -> None:
    """Dung (1995): without stable extensions skeptical acceptance is trivial, and credulous impossible."""
    graph = attack_graph(3, [(0, 1), (2, 2)])
    for argument in range(3):  # 0 and 1 are settled by the grounded labelling, 2 is not
        assert solve_task(graph, task_named("DS-ST"), argument).accepted
        assert not solve_task(graph, task_named("DC-ST"), argument).accepted
        assert solve_task(graph, task_named("DS-ST"), argument).extensions == ()


def test_extensions_stand_in_the_order_of_their_members() -> None:
    graph = attack_graph(4, [(0, 1), (1, 0), (2, 3), (3, 2)])
    assert solve_task(graph, task_named("EE-ST")).extensions == ((0, 2), (0, 3), (1, 2), (1, 3))


def test_a_limit_says_that_there_are_more() -> None:
    assert solve_task(PAIR, task_named("EE-CO"), limit=2).stopped == "stopped at 2 extensions; there are more"
    assert solve_task(PAIR, task_named("EE-CO"), limit=3).stopped == ""


def test_a_limit_promises_nothing_where_there_is_no_extension() -> None:
    """Two choices on the left, none on the right: no stable extension, not "more" of them."""
    found = solve_task(attack_graph(3, [(0, 1), (1, 0), (2, 2)]), task_named("EE-ST"), limit=1)
    assert (found.extensions, found.stopped) == ((), "")


def test_time_is_kept_while_independent_choices_are_joined() -> None:
    pairs = [(2 * k + side, 2 * k + 1 - side) for k in range(60) for side in (0, 1)]
    found = solve_task(attack_graph(120, pairs), task_named("EE-PR"), seconds=0.5)
    assert "time was over" in found.stopped
    assert found.extensions


@pytest.mark.parametrize("name", ["DC-PR", "DS-ST", "SE-SST", "CE-CO"])
def test_time_that_is_over_is_said(name: str) -> None:
    with pytest.raises(OutOfTime):
        solve_task(PAIR, task_named(name), 0, seconds=-1)


def test_the_grounded_extension_of_rules_is_found_by_rules() -> None:
    """By hand: 1 and 2 are assumptions, nothing derives 3; 4 follows from 1 and is the contrary of 2."""
    instance = parse_iccma(b"p aba 4\na 1\na 2\nc 1 3\nc 2 4\nr 4 1\n")
    for name in ("SE-GR", "EE-GR", "SE-PR", "SE-ST"):
        assert solve_task(instance, task_named(name)).extensions == ((0,),)


LONG = 100_000


@pytest.mark.parametrize(
    ("name", "argument", "accepted"), [("DC-PR", 0, True), ("DC-PR", 1, False), ("DS-ST", 99_998, True)]
)
def test_a_long_chain_decides_without_recursion(name: str, argument: int, accepted: bool) -> None:
    assert solve_task(chain(), task_named(name), argument).accepted == accepted


@pytest.mark.parametrize("name", ["SE-GR", "SE-PR", "SE-ID", "EE-ST"])
def test_a_long_chain_has_every_second_argument(name: str) -> None:
    assert solve_task(chain(), task_named(name)).extensions == (tuple(range(0, LONG, 2)),)


def chain() -> AttackGraph:
    return attack_graph(LONG, ((a, a + 1) for a in range(LONG - 1)))

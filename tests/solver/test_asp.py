"""The answer set engine: against the definitions over all sets, and against the reference files."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given

from argmap.errors import MissingExtra, UnknownName
from argmap.solver.asp import SEMANTICS, extensions
from argmap.solver.assumptions import Framework, abstract
from argmap.solver.attacks import AttackGraph
from argmap.solver.iccma import parse_iccma
from tests.solver import brute
from tests.solver.references import SEMANTICS as LETTERS
from tests.solver.references import answers, as_framework, expected, path
from tests.solver.strategies import aba_frameworks, frameworks

NIXON = abstract(2, [(0, 1), (1, 0)])


def found(framework: Framework, semantics: str) -> set[frozenset[int]]:
    sets = extensions(framework, semantics)
    assert len(set(sets)) == len(sets)
    return set(sets)


@pytest.fixture(autouse=True)
def clingo() -> None:
    pytest.importorskip("clingo")


@pytest.mark.parametrize("semantics", sorted(SEMANTICS))
@given(framework=frameworks())
def test_abstract_frameworks_by_definition(semantics: str, framework: Framework) -> None:
    assert found(framework, semantics) == brute.extensions(framework, semantics)


@pytest.mark.parametrize("semantics", sorted(SEMANTICS))
@given(framework=aba_frameworks())
def test_flat_frameworks_by_definition(semantics: str, framework: Framework) -> None:
    assert found(framework, semantics) == brute.extensions(framework, semantics)


def test_every_semantics_has_a_definition_to_be_judged_by() -> None:
    assert set(SEMANTICS) == set(brute.SEMANTICS)


@pytest.mark.parametrize("name", ["dung_named.json", "dung_random_bruteforce_300.json", "regressions.json"])
@pytest.mark.parametrize("letters", LETTERS)
def test_reference_answers(name: str, letters: str) -> None:
    for case in answers(name):
        framework, names = as_framework(case)
        sets = {frozenset(names[a] for a in one) for one in found(framework, LETTERS[letters])}
        assert sets == expected(case, letters), case


@pytest.mark.parametrize(("letters", "semantics"), [("PR", "preferred"), ("ST", "stable")])
def test_random_instances_with_names(letters: str, semantics: str) -> None:
    for name, case in answers("pygarg_apx_answers.json").items():
        if case[f"n_{letters}"] <= 50 and case["n"] <= 60:
            graph = parse_iccma(path(f"pygarg_apx/{name}").read_bytes())
            assert isinstance(graph, AttackGraph)
            sets = found(as_assumptions(graph), semantics)
            assert {frozenset(graph.names[a] for a in one) for one in sets} == {
                frozenset(map(str, one)) for one in case[letters]
            }, name


def test_sets_are_ordered_by_their_members() -> None:
    assert extensions(NIXON, "complete") == (frozenset(), frozenset({0}), frozenset({1}))


@pytest.mark.parametrize(("limit", "count"), [(None, 3), (0, 0), (1, 1), (2, 2), (9, 3)])
def test_a_limit_is_kept(limit: int | None, count: int) -> None:
    assert len(extensions(NIXON, "complete", limit)) == count


@pytest.mark.parametrize("semantics", sorted(SEMANTICS))
def test_nothing_is_accepted_where_there_is_nothing(semantics: str) -> None:
    assert extensions(abstract(0, []), semantics) == (frozenset(),)


def test_a_circle_of_rules_derives_nothing() -> None:
    # The contrary of 0 follows from 1 only by way of itself: p (sentence 2) from q (3), and q from p.
    framework = Framework(1, 4, ((2, (3,)), (3, (2,))), (2,))
    assert extensions(framework, "stable") == (frozenset({0}),)


def test_a_long_derivation_is_followed() -> None:
    # 2 follows from 0, 3 from 2 and so on; the last is the contrary of 1.
    steps = tuple((n + 1, (n,)) for n in range(3, 10_000))
    framework = Framework(2, 10_001, ((3, (0,)), *steps), (2, 10_000))
    assert extensions(framework, "preferred") == (frozenset({0}),)


def test_an_unknown_semantics_is_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean 'preferred'"):
        extensions(NIXON, "prefered")


def test_without_the_extra_the_pip_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "clingo", None)
    with pytest.raises(MissingExtra, match=r"argmap\[asp\]"):
        extensions(NIXON, "stable")


def as_assumptions(graph: AttackGraph) -> Framework:
    return abstract(graph.size, zip(graph.sources.tolist(), graph.targets.tolist(), strict=True))

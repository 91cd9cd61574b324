"""The SAT engine against reference answers beside the repository, and against the answer set engine at random."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx
import pytest

from argmap.solver import asp
from argmap.solver.acceptance import credulous, skeptical, statuses
from argmap.solver.assumptions import Framework, abstract
from argmap.solver.attacks import AttackGraph
from argmap.solver.derivation import derived
from argmap.solver.iccma import parse_iccma
from argmap.solver.semantics import Semantics, count, extensions
from argmap.solver.tasks import ABBREVIATIONS, solve_task, task_named
from argmap.solver.witness import some_extension
from tests.solver.references import answers, as_framework, expected, path

Sets = set[frozenset[int]]

MANY = 60
"""From how many extensions on it is compared what they have in common, and no longer each."""

FEW = 5_000
"""Up to how many arguments the first of all witnesses is looked for."""

HARD = "st_890"
"""An instance on which competition solvers run out of time."""


def found(framework: Framework, semantics: Semantics) -> Sets:
    listed = [one.accepted for one in extensions(framework, semantics).extensions]
    assert len(set(listed)) == len(listed)
    return set(listed)


def agrees(framework: Framework, semantics: Semantics, known: Sets) -> None:
    """Check everything that the engine says of a framework with these extensions."""
    everything = range(framework.assumptions)
    assert found(framework, semantics) == known
    assert count(framework, semantics) == len(known)
    some = some_extension(framework, semantics)
    assert (some is None) if not known else (some is not None and some.accepted in known)
    every = statuses(framework, semantics)
    assert every.exists == bool(known)
    assert every.credulous == {a for a in everything if any(a in one for one in known)}
    assert every.skeptical == {a for a in everything if all(a in one for one in known)}


def as_numbered(case: dict[str, Any]) -> Framework:
    """Return the framework of a case after it went through a file."""
    framework, _ = as_framework(case)
    pairs = ((body[0], head - framework.assumptions) for head, body in framework.rules)
    lines = "".join(f"{source + 1} {target + 1}\n" for source, target in pairs)
    return read(f"p af {framework.assumptions}\n{lines}".encode())


def read(data: bytes) -> Framework:
    graph = parse_iccma(data)
    assert isinstance(graph, AttackGraph)
    return abstract(graph.size, zip(graph.sources.tolist(), graph.targets.tolist(), strict=True))


@pytest.mark.parametrize("name", ["dung_named.json", "dung_random_bruteforce_300.json", "regressions.json"])
@pytest.mark.parametrize("letters", ABBREVIATIONS)
def test_everything_said_equals_the_reference_answers(name: str, letters: str) -> None:
    for case in answers(name):
        _, names = as_framework(case)
        known = {frozenset(names.index(a) for a in one) for one in expected(case, letters)}
        agrees(as_numbered(case), ABBREVIATIONS[letters], known)


@pytest.mark.parametrize("letters", ["PR", "ST"])
def test_instances_with_names_have_the_extensions_listed_for_them(letters: str) -> None:
    for name, case in answers("pygarg_apx_answers.json").items():
        graph = parse_iccma(path(f"pygarg_apx/{name}").read_bytes())
        assert isinstance(graph, AttackGraph)
        framework = read(path(f"pygarg_apx/{name}").read_bytes())
        assert count(framework, ABBREVIATIONS[letters]) == case[f"n_{letters}"], name
        if case.get(letters) is not None:
            sets = {
                frozenset(graph.names[a] for a in one) for one in found(framework, ABBREVIATIONS[letters])
            }
            assert sets == {frozenset(one) for one in case[letters]}, name


def test_instances_with_names_have_the_statuses_listed_for_them() -> None:
    for name, case in answers("pygarg_apx_answers.json").items():
        graph = parse_iccma(path(f"pygarg_apx/{name}").read_bytes())
        assert isinstance(graph, AttackGraph)
        all_at_once = statuses(read(path(f"pygarg_apx/{name}").read_bytes()), "preferred")
        assert {graph.names[a] for a in all_at_once.credulous} == set(case["cred_PR"]), name
        assert {graph.names[a] for a in all_at_once.skeptical} == set(case["skep_PR"]), name
        (grounded,) = solve_task(graph, task_named("SE-GR")).extensions
        assert {graph.names[a] for a in grounded} == set(case["GR"]), name


def test_competition_instances_have_the_grounded_extension_listed_for_them() -> None:
    for name, case in answers("iccma_answers.json").items():
        graph = parse_iccma(path(f"iccma/{name}").read_bytes())
        (grounded,) = solve_task(graph, task_named("SE-GR")).extensions
        assert [a + 1 for a in grounded] == case["grounded_in"], name


def test_competition_queries_are_answered_as_three_solvers_answer_them() -> None:
    for name, case in answers("iccma_answers.json").items():
        if HARD in name:
            continue
        graph = parse_iccma(path(f"iccma/{name}").read_bytes())
        framework = read(path(f"iccma/{name}").read_bytes())
        for query, known in case["queries"].items():
            words = query.split()
            argument = int(words[1]) - 1
            decide = credulous if words[0] == "DC-PR" else skeptical
            assert decide(framework, "preferred", argument) == known["answer"], (name, query)
            if words[0] == "DC-PR" and framework.assumptions > FEW:
                continue  # the witness that is first of all takes seconds
            told = solve_task(graph, task_named(words[0]), argument)
            assert told.accepted == known["answer"], (name, query)
            is_proven = bool(told.extensions) and (argument in told.extensions[0]) == told.accepted
            assert is_proven == (told.accepted == (words[0] == "DC-PR")), (name, query)


def erdos_renyi(size: int, seed: int) -> Iterator[tuple[int, int]]:
    yield from nx.gnp_random_graph(size, 2.2 / size, seed=seed, directed=True).edges


def barabasi_albert(size: int, seed: int) -> Iterator[tuple[int, int]]:
    return directed(nx.barabasi_albert_graph(size, 2, seed=seed).edges, seed)


def watts_strogatz(size: int, seed: int) -> Iterator[tuple[int, int]]:
    return directed(nx.watts_strogatz_graph(size, 4, 0.3, seed=seed).edges, seed)


def directed(edges: Iterable[tuple[int, int]], seed: int) -> Iterator[tuple[int, int]]:
    """Yield edges as attacks in a random direction, one in ten in both."""
    chance = random.Random(seed)
    for one, other in edges:
        kind = chance.random()
        if kind < 0.55:
            yield one, other
        if kind > 0.45:
            yield other, one


RANDOM = pytest.mark.parametrize("make", [erdos_renyi, barabasi_albert, watts_strogatz])
SEMANTICS = pytest.mark.parametrize("semantics", Semantics)


@SEMANTICS
@RANDOM
@pytest.mark.parametrize("size", [20, 60, 120, 200])
def test_two_engines_agree_on_random_attacks(make: Any, size: int, semantics: Semantics) -> None:
    pytest.importorskip("clingo")
    for seed in range(2 if size < 200 else 1):
        compare(abstract(size, make(size, seed)), semantics)


@SEMANTICS
@pytest.mark.parametrize("size", [10, 30, 60])
def test_two_engines_agree_on_random_rules(size: int, semantics: Semantics) -> None:
    pytest.importorskip("clingo")
    for seed in range(8):
        compare(random_rules(size, seed), semantics)


def compare(framework: Framework, semantics: Semantics) -> None:
    known = set(asp.extensions(framework, semantics.value, MANY))
    if len(known) < MANY:
        agrees(framework, semantics, known)
        return
    every = statuses(framework, semantics)
    assert every.skeptical <= frozenset.intersection(*known)
    assert frozenset.union(*known) <= every.credulous
    assert extensions(framework, semantics, limit=MANY - 1).stopped


def random_rules(size: int, seed: int) -> Framework:
    """Return a flat framework: a few facts, bodies of up to three sentences, circles among the derived ones."""
    chance = random.Random(seed)
    sentences = 2 * size + 5
    heads = range(size, sentences)
    rules = [
        (chance.choice(heads), tuple(chance.sample(range(sentences), chance.choice((1, 1, 2, 2, 3)))))
        for _ in range(int(1.4 * len(heads)))
    ]
    contraries = tuple(chance.choice(heads) for _ in range(size))
    return Framework(size, sentences, ((sentences - 1, ()), *rules), contraries)


def test_random_rules_go_in_circles() -> None:
    """Otherwise the comparison above would not show that circular support derives nothing."""
    circular = 0
    for seed in range(8):
        framework = random_rules(30, seed)
        everything = derived(framework, range(framework.assumptions))
        claimed = set(range(framework.assumptions, framework.sentences))
        while dropped := {s for s in claimed if not supported(framework, s, claimed)}:
            claimed -= dropped
        circular += bool(claimed - everything)
    assert circular


def supported(framework: Framework, sentence: int, claimed: set[int]) -> bool:
    bodies = (framework.rules[number][1] for number in framework.deriving[sentence])
    return any(all(used < framework.assumptions or used in claimed for used in body) for body in bodies)

"""One job of a peer on an abstract framework, timed from inside: `python reasoner_job.py PEER JOB FILE`.

Prints the answer and seconds, counted from the framework in the peer's own form. It runs on the Python that the
peer is installed for, without argmap.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from questions import GROUNDED, SEMANTICS, STATUS, asked

Pairs = list[tuple[int, int]]

GROUNDED_PROGRAM = "in(X) :- arg(X), defeated(Y) : att(Y,X). defeated(X) :- in(Y), att(Y,X)."
FREE = "{in(X)} :- arg(X). :- in(X), in(Y), att(X,Y). defeated(X) :- in(Y), att(Y,X)."
PROGRAMS = {
    "PR": f"{FREE} :- in(X), att(Y,X), not defeated(Y). #heuristic in(X) : arg(X). [1,true]",
    "ST": f"{FREE} :- arg(X), not in(X), not defeated(X).",
}
MAXIMAL = ["--heuristic=Domain", "--enum-mode=domRec"]
"""The options with which clingo finds subset-maximal answers only."""


def read(path: Path) -> tuple[int, Pairs]:
    """Return the number of arguments and the attacks, numbered from 1 as in the file."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    return int(head.split()[2]), [(int(a), int(b)) for a, b in map(str.split, lines)]


def networkx(job: str, size: int, attacks: Pairs) -> Callable[[], str]:  # noqa: ARG001 (it has one job)
    """Return the job of a loop over a networkx graph."""
    from networkx import DiGraph

    graph = DiGraph()
    graph.add_nodes_from(range(1, size + 1))
    graph.add_edges_from(attacks)

    def labels() -> str:
        waiting = dict(graph.in_degree())
        queue = deque(node for node, count in waiting.items() if not count)
        standing, struck = set(queue), set()
        while queue:
            for victim in graph.successors(queue.popleft()):
                if victim not in struck:
                    struck.add(victim)
                    for freed in graph.successors(victim):
                        waiting[freed] -= 1
                        if not waiting[freed] and freed not in standing:
                            standing.add(freed)
                            queue.append(freed)
        return str(len(standing))

    return labels


def pygarg(job: str, size: int, attacks: Pairs) -> Callable[[], str]:
    """Return the job of pygarg."""
    from pygarg.dung import solver

    names = [str(number) for number in range(1, size + 1)]
    given = [[str(a), str(b)] for a, b in attacks]
    if job == GROUNDED:
        return lambda: str(len(solver.compute_grounded_extension(names, given)))
    kind, letters = job.split("-")
    if kind == "SE":
        return lambda: "no" if solver.compute_some_extension(names, given, letters) == "NO" else "yes"
    some = lambda name: solver.credulous_acceptability(names, given, name, letters)[0]  # noqa: E731
    every = lambda name: solver.skeptical_acceptability(names, given, name, letters)[0]  # noqa: E731
    if kind == STATUS:
        return lambda: f"{sum(map(some, names))}/{sum(map(every, names))}"
    return lambda: told((some if kind == "DC" else every)(names[one]) for one in asked(size))


def formal_argumentation(job: str, size: int, attacks: Pairs) -> Callable[[], str]:
    """Return the job of formal-argumentation, with the solver that it chooses itself."""
    from argumentation.core.dung import ArgumentationFramework, grounded_extension
    from argumentation.solving.solver import solve_dung_acceptance, solve_dung_single_extension

    names = [str(number) for number in range(1, size + 1)]
    given = ArgumentationFramework(frozenset(names), frozenset((str(a), str(b)) for a, b in attacks))
    if job == GROUNDED:
        return lambda: str(len(grounded_extension(given)))
    kind, letters = job.split("-")
    semantics = SEMANTICS[letters]
    if kind == "SE":
        found = lambda: solve_dung_single_extension(given, semantics=semantics).extension  # noqa: E731
        return lambda: "no" if found() is None else "yes"
    task = {"DC": "credulous", "DS": "skeptical"}

    def holds(kind: str, name: str) -> bool:
        return solve_dung_acceptance(given, semantics=semantics, task=task[kind], query=name).answer

    if kind == STATUS:
        return lambda: "/".join(str(sum(holds(each, name) for name in names)) for each in task)
    return lambda: told(holds(kind, names[one]) for one in asked(size))


def clingo(job: str, size: int, attacks: Pairs) -> Callable[[], str]:
    """Return the job of clingo; writing and grounding the program is counted, for that is its way to read."""
    if job == GROUNDED:
        return lambda: str(len(next(answers(size, attacks, GROUNDED_PROGRAM))))
    kind, letters = job.split("-")
    program = PROGRAMS[letters]
    maximal = MAXIMAL if letters == "PR" else []
    if kind == "SE":
        return lambda: "yes" if next(answers(size, attacks, program, maximal), None) is not None else "no"
    if kind == STATUS:
        return lambda: statuses(size, attacks, program, maximal)

    def some(one: int) -> bool:
        return (
            next(answers(size, attacks, f"{program} :- not in({one}).", ["--heuristic=None"]), None)
            is not None
        )

    def every(one: int) -> bool:
        if letters == "ST":
            return next(answers(size, attacks, f"{program} :- in({one})."), None) is None
        return all(one in answer for answer in answers(size, attacks, program, maximal))

    return lambda: told((some if kind == "DC" else every)(one + 1) for one in asked(size))


def statuses(size: int, attacks: Pairs, program: str, maximal: list[str]) -> str:
    """Return how many arguments are in some extension and in all: by brave consequences, and an intersection.

    For stable extensions the intersection is clingo's own (cautious consequences). Preferred ones are listed
    until they share no more than the grounded extension.
    """
    some = last(answers(size, attacks, program, ["--enum-mode=brave", "--heuristic=None"]))
    if not maximal:
        every = last(answers(size, attacks, program, ["--enum-mode=cautious"]))
        everything = set(range(1, size + 1))
        return f"{len(some or ())}/{len(everything if every is None else every)}"
    least = next(answers(size, attacks, GROUNDED_PROGRAM))
    shared = set(some or ())
    for answer in answers(size, attacks, program, maximal):
        shared &= answer
        if shared == least:
            break
    return f"{len(some or ())}/{len(shared)}"


def answers(size: int, attacks: Pairs, program: str, options: list[str] | None = None) -> Iterator[set[int]]:
    """Return the arguments that are in, answer after answer."""
    from clingo import Control

    control = Control(["--warn=none", "--models=0", *(options or [])])
    facts = "".join(f"att({a},{b})." for a, b in attacks)
    control.add("base", [], f"arg(1..{size}).{facts}{program}\n#show in/1.")
    control.ground([("base", [])])
    with control.solve(yield_=True) as found:
        for model in found:
            yield {symbol.arguments[0].number for symbol in model.symbols(shown=True)}


def last(found: Iterator[set[int]]) -> set[int] | None:
    """Return the last answer, in which clingo tells consequences; None when there is none."""
    kept = deque(found, maxlen=1)
    return kept.pop() if kept else None


def told(holds: Any) -> str:
    return "".join("ny"[bool(one)] for one in holds)


PEERS = {
    "clingo": clingo,
    "formal-argumentation": formal_argumentation,
    "networkx": networkx,
    "pygarg": pygarg,
}

if __name__ == "__main__":
    peer, job, file = sys.argv[1:]
    PEERS[peer](job, 5, [(1, 2), (2, 1)])()  # so that what is imported late is there
    prepared = PEERS[peer](job, *read(Path(file)))
    start = perf_counter()
    answer = prepared()
    print(answer, perf_counter() - start)

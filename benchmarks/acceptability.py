"""The report on abstract frameworks: argmap beside its targets, and beside peers that solve the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.acceptability_jobs import FILE
from benchmarks.cases import Case
from benchmarks.frameworks import CHAIN, DENSER, DISPUTED, SPARSE, framework_file
from benchmarks.measure import Failed, Run, in_turn, summary
from benchmarks.questions import ASKED, GROUNDED, QUERIES, SEMANTICS, STATUS
from benchmarks.reasoners import argmap, inside, install, peer
from benchmarks.table import HEAD, case_row, compared_cells, compared_head, table
from benchmarks.tools import Tool

LABELLERS = ("networkx", "formal-argumentation", "clingo", "pygarg")
SOLVERS = ("clingo", "formal-argumentation", "pygarg")
SIZES = (1_000, 100_000, 1_000_000)
QUESTION_SIZES = (100, 500, 2_000)
WORDS = {"SE": "some extension", "DC": f"in some, {QUERIES} asked", "DS": f"in all, {QUERIES} asked"}

Row = tuple[str, str, int]
"""What is measured: its name, the job and the number of arguments."""


def against_targets(folder: Path, runs: int, limit: float) -> str:
    """Return the table of argmap's figures beside their targets.

    Raises:
        Failed: argmap ended with an error; its figures would mean nothing.
    """
    measured = {case.name: case for case in _cases(folder)}
    done = in_turn({name: case.command for name, case in measured.items()}, runs, limit)
    for found in done.values():
        if found[-1].error:
            raise Failed(found[-1].error)
    rows = [case_row(case, summary(done[name], inside=True)) for name, case in measured.items()]
    return table(HEAD, rows)


def against_peers(folder: Path, runs: int, limit: float) -> Iterator[str]:
    """Return the tables of argmap beside its peers, with the remarks they need, each as soon as it is there."""
    place = folder / "reasoners"
    try:
        install(place)
    except Failed as error:
        yield f"- {error}"
        return
    labelled = [(f"grounded, {size:,}", GROUNDED, size) for size in SIZES]
    asked = [(f"{_words(job)}, {size:,}", job, size) for job in ASKED for size in QUESTION_SIZES]
    for kind, names, rows in (
        (SPARSE, LABELLERS, labelled),
        (DENSER, SOLVERS, asked),
        (DISPUTED, SOLVERS, asked),
    ):
        tools = [argmap(folder, kind), *(peer(name, place, folder, kind) for name in names)]
        yield f"{kind}:\n\n{_compared(tools, rows, runs, limit)}"


def _cases(folder: Path) -> tuple[Case, ...]:
    def case(name: str, job: str, kind: str, size: int, target: float | None = None) -> Case:
        command = inside(job, framework_file(folder, kind, size))
        return Case(f"{name}, {size:,}", command, target, inside=True)

    return (
        case("grounded", GROUNDED, SPARSE, 100_000, 0.03),
        case("grounded", GROUNDED, SPARSE, 1_000_000, 0.3),
        case("grounded, a chain", GROUNDED, CHAIN, 1_000_000),
        case("file to labels", FILE, SPARSE, 1_000_000, 0.8),
        *(
            case(f"status of all, {SEMANTICS[letters]}, {kind}", f"{STATUS}-{letters}", kind, size, target)
            for letters in SEMANTICS
            for kind in (DENSER, DISPUTED)
            for size, target in ((500, 0.05), (2_000, 1.5))
        ),
    )


def _words(job: str) -> str:
    kind, letters = job.split("-")
    return f"{job} ({WORDS.get(kind, 'status of all')})" if letters == "PR" else job


def _compared(tools: Sequence[Tool], rows: Sequence[Row], runs: int, limit: float) -> str:
    cells, remarks = [], []
    for name, job, size in rows:
        done = in_turn({tool.name: tool.command(job, size) for tool in tools}, runs, limit)
        cells.append((name, *compared_cells(done, inside=True)))
        remarks += [
            f"- {name}: {tool} failed: {found[-1].error}" for tool, found in done.items() if found[-1].error
        ]
        remarks += _disagreement(name, done)
    return "\n".join([table(compared_head(tools, "inside the process"), cells), *remarks])


def _disagreement(name: str, done: Mapping[str, Sequence[Run]]) -> list[str]:
    """Return a remark when the answers are not all the same."""
    said = {
        tool: found[-1].printed.split()[0]
        for tool, found in done.items()
        if not found[-1].stopped and not found[-1].error
    }
    return [f"- {name}: the answers differ: {said}"] if len(set(said.values())) > 1 else []

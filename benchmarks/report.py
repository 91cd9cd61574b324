"""The three parts of the report: argmap beside its targets, whether pictures are legible, argmap beside peers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.cases import COMPARED, cases
from benchmarks.files import MEDIUM
from benchmarks.legible import has_size_attribute, sheet
from benchmarks.measure import Failed, Run, in_turn, must, summary
from benchmarks.peers import installed
from benchmarks.table import HEAD, case_row, compared_cells, compared_head, table
from benchmarks.tools import DOT, SVG, Tool, argmap, output


def alone(folder: Path, runs: int, limit: float) -> str:
    """Return the table of argmap's figures beside their targets.

    Raises:
        Failed: argmap ended with an error; its figures would mean nothing.
    """
    measured = {case.name: case for case in cases(folder)}
    done = in_turn({name: case.command for name, case in measured.items()}, runs, limit)
    for name in measured:
        _refuse_errors(done[name])
    rows = [case_row(case, summary(done[name], inside=case.inside)) for name, case in measured.items()]
    return table(HEAD, rows)


def legibility(folder: Path, limit: float) -> str:
    """Return what can be said about the size of a picture of 1,000 claims."""
    tool = argmap(folder)
    for job in (SVG, DOT):
        must(tool.command(job, MEDIUM), limit)
    dot = output(folder, tool.name, DOT, MEDIUM).read_text(encoding="utf-8")
    asked = "a `size` attribute in its DOT" if has_size_attribute(dot) else "no `size` attribute in its DOT"
    return f"{_sheet(folder, tool)}, {asked}\n"


def beside_peers(folder: Path, runs: int, limit: float) -> str:
    """Return the table of argmap beside its peers, with the remarks it needs."""
    tools, remarks = installed(folder / "peers", folder)
    tools = [argmap(folder), *tools]
    rows = []
    for name, job, claims in COMPARED:
        done = in_turn({tool.name: tool.command(job, claims) for tool in tools}, runs, limit)
        rows.append((name, *compared_cells(done)))
        remarks += [f"{name}: {last[-1].error}" for last in done.values() if last[-1].error]
    remarks += [_sheet(folder, tool) for tool in tools]
    return "\n".join([table(compared_head(tools), rows), *(f"- {remark}" for remark in remarks)])


def _refuse_errors(done: Sequence[Run]) -> None:
    if done[-1].error:
        raise Failed(done[-1].error)


def _sheet(folder: Path, tool: Tool) -> str:
    named = f"{tool.name}, SVG of {MEDIUM:,} claims"
    try:
        return f"{named}: {sheet(output(folder, tool.name, SVG, MEDIUM).read_text(encoding='utf-8'))}"
    except (OSError, ValueError):  # it failed, or was stopped while it wrote
        return f"{named}: none"

"""What is measured, and the target of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.files import LARGE, MEDIUM, SMALL, json_map, yaml_map
from benchmarks.measure import Command
from benchmarks.tools import CHECK, DOT, HELP, SVG, argmap, inside, program

DATASET = "data/math-in-ml"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """Something to measure; `inside` when the command times itself. Targets are in seconds and bytes."""

    name: str
    command: Command
    target: float | None = None
    inside: bool = False
    peak_target: int | None = None


def cases(folder: Path) -> tuple[Case, ...]:
    """Return what is measured of argmap alone, on the generated maps in `folder`."""
    large, dataset, most = json_map(folder, LARGE), yaml_map(folder, LARGE), 400 * MEGABYTE
    picture = str(folder / "X.svg")
    return (
        Case("argmap --help", [program(), "--help"], 0.15),
        Case(f"argmap check {DATASET}", [program(), "check", DATASET], 0.35),
        Case(f"argmap render {DATASET} -o X.svg", [program(), "render", DATASET, "-o", picture], 0.8),
        Case(f"argmap analyse {DATASET}", [program(), "analyse", DATASET], 0.6),
        Case("load 10,000 claims, JSON", inside("load", large), 1.0, True, most),
        Case("load 10,000 claims, YAML", inside("load", dataset), 3.0, True, most),
        Case("DOT text of 10,000 claims", inside("dot", large), 1.0, True, most),
        Case("argmap check, 10,000 claims, JSON", [program(), "check", str(large)]),
        Case("argmap check, 10,000 claims, YAML", [program(), "check", str(dataset)]),
        Case("argmap analyse, 10,000 claims, JSON", [program(), "analyse", str(large)]),
        Case("argmap render, 1,000 claims, SVG", argmap(folder).command(SVG, MEDIUM), 2.0),
    )


COMPARED = (
    ("--help", HELP, 0),
    ("read and check 50 claims", CHECK, SMALL),
    ("SVG of 50 claims", SVG, SMALL),
    ("SVG of 1,000 claims", SVG, MEDIUM),
    ("read and check 10,000 claims", CHECK, LARGE),
    ("DOT text of 10,000 claims", DOT, LARGE),
)
"""What is measured of argmap and its peers in turn, whole processes: name, job and number of claims."""

"""The reference answers that lie beside the repository; tests that need them are skipped where they are absent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from argmap.solver.assumptions import Framework, abstract

FOLDER = Path(__file__).parents[2].parent / "shared" / "samples" / "engines"

SEMANTICS = {
    "GR": "grounded",
    "CO": "complete",
    "PR": "preferred",
    "ST": "stable",
    "SST": "semi-stable",
    "STG": "stage",
    "ID": "ideal",
}


def path(name: str) -> Path:
    """Return a reference file or folder."""
    found = FOLDER / name
    if not found.exists():
        pytest.skip(f"{name} is not beside this repository")
    return found


def answers(name: str) -> Any:
    return json.loads(path(name).read_text(encoding="utf-8"))


def as_framework(case: dict[str, Any]) -> tuple[Framework, tuple[Any, ...]]:
    """Return the framework of a case, and what its arguments are called in it."""
    names = tuple(case["arguments"]) if "arguments" in case else tuple(range(case["n"]))
    if "attacks_1based" in case:
        names = tuple(range(1, case["n"] + 1))
    attacks = case.get("attacks") or case.get("attacks_1based") or []
    place = {name: number for number, name in enumerate(names)}
    return abstract(len(names), [(place[source], place[target]) for source, target in attacks]), names


def expected(case: dict[str, Any], letters: str) -> set[frozenset[Any]]:
    """Return the extensions that a case gives; one extension may stand there without its brackets."""
    given = case[letters]
    if letters in {"GR", "ID"} and not (given and isinstance(given[0], list)):
        return {frozenset(given)}
    return {frozenset(extension) for extension in given}

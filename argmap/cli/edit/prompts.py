"""Short questions in the terminal, and how their answers are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import click

from argmap.cli.names import STANCE

NONE = "-"


@dataclass(frozen=True, slots=True)
class GuidedReading:
    """The map that is written while a thread is read, and which of several annotators reads."""

    path: str
    by: str | None


STANCE_FORM = re.compile(r"(?P<stance>[a-z]+)(?P<hedge>\?)?(?:\s+if\s+(?P<if>.+))?")
"""A stance as it is typed: `asserts`, `asserts?` for a guess, `accepts if it is cheap`."""


def stance_fields(typed: str) -> dict[str, Any]:
    """Return the fields of a commitment that somebody typed; a condition of one word is the id of a claim.

    Raises:
        BadParameter: it names no stance.
    """
    from argmap.errors import suggestion
    from argmap.model.base import SLUG

    form = STANCE_FORM.fullmatch(typed.strip())
    if form is None or form["stance"] not in STANCE.known():
        word = typed.split(maxsplit=1)[0] if typed.split() else typed
        raise click.BadParameter(
            f"there is no stance {word!r}; {suggestion(word.rstrip('?'), STANCE.known())}"
        )
    condition = form["if"]
    if condition is not None and re.fullmatch(SLUG, condition) is None:
        condition = f"if {condition}"
    return {"stance": form["stance"], "if": condition, "hedged": bool(form["hedge"]) or None}


def sentence(words: str) -> str:
    """Return words as a sentence to begin with."""
    folded = " ".join(words.split())
    return folded[0].upper() + folded[1:] + ("" if folded[-1] in ".!?" else ".")


def chosen(question: str, names: Iterable[str], *, may_skip: bool = False, default: str | None = None) -> Any:
    """Ask for one of a few names; None when it may be skipped and nothing is chosen."""
    known = list(names)
    if may_skip:
        shown = f"{question} ({', '.join(known)}; {NONE} for not now)"
        said = click.prompt(shown, default=NONE, show_default=False, type=click.Choice([*known, NONE]), show_choices=False)  # fmt: skip
        return None if said == NONE else said
    return click.prompt(question, type=click.Choice(known), show_choices=False, default=default)


def optional(question: str) -> str | None:
    """Ask for something that can be left out."""
    said = str(click.prompt(question, default=NONE, show_default=False)).strip()
    return None if said in {NONE, ""} else said

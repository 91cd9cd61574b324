"""Competition files `p aba N`: assumptions, contraries and rules over numbered sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.solver.assumptions import Framework, Rule
from argmap.solver.iccma_text import Text, header_number, shown, whole_number

MOST = 2_000_000
"""How many sentences can be read."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A flat framework as a file gives it; `names[s]` is the number that the file uses for sentence s.

    Sentences above the named ones were added for contraries, because a contrary is a derived sentence.
    """

    framework: Framework
    names: tuple[str, ...]


@dataclass(slots=True)
class _Lines:
    """What the lines say, in the file's numbers, each with the line that says it."""

    text: Text
    size: int
    assumptions: set[int] = field(default_factory=set)
    contraries: dict[int, int] = field(default_factory=dict)
    contrary_lines: dict[int, int] = field(default_factory=dict)
    rules: dict[tuple[int, tuple[int, ...]], int] = field(default_factory=dict)


def numbered_aba(text: Text) -> Instance:
    """Return the framework of a file of lines `a X` (an assumption), `c X Y` (Y is the contrary of X), `r H B…`.

    The contrary of an assumption may be an assumption too: a sentence is added that follows from it. An assumption
    without a contrary cannot be attacked.

    Raises:
        UnreadableInput: a line says something else, or the framework is not flat.
    """
    lines = text.lines()
    number, content = next(lines)
    found = _Lines(text, header_number(text, number, content, kind="aba", most=MOST))
    for line, said in lines:
        _read(found, line, said)
    _check(found)
    return _instance(found)


def _read(found: _Lines, line: int, said: str) -> None:
    kind, *words = said.split()
    numbers = [_sentence(found, line, word) for word in words]
    if kind == "a" and len(numbers) == 1:
        found.assumptions.add(numbers[0])
    elif kind == "c" and len(numbers) == 2:  # noqa: PLR2004
        _add_contrary(found, line, *numbers)
    elif kind == "r" and numbers:
        found.rules.setdefault((numbers[0], tuple(sorted(set(numbers[1:])))), line)
    else:
        wanted = "'a X', 'c X Y' or 'r HEAD BODY…'"
        raise found.text.fault(line, f"a line is {wanted} with numbers, not {shown(said)}")


def _sentence(found: _Lines, line: int, word: str) -> int:
    number = whole_number(word)
    if number is None:
        raise found.text.fault(line, f"a sentence is a number, not {shown(word)}")
    if not 1 <= number <= found.size:
        raise found.text.fault(
            line, f"there is no sentence {shown(word)}; the header says 'p aba {found.size}'"
        )
    return number


def _add_contrary(found: _Lines, line: int, assumption: int, contrary: int) -> None:
    known = found.contraries.setdefault(assumption, contrary)
    if known != contrary:
        raise found.text.fault(
            line, f"{assumption} has the contrary {known} already; add a rule 'r {known} {contrary}' instead"
        )
    found.contrary_lines.setdefault(assumption, line)


def _check(found: _Lines) -> None:
    for assumption, line in found.contrary_lines.items():
        if assumption not in found.assumptions:
            raise found.text.fault(
                line, f"{assumption} has a contrary but is no assumption; declare it with 'a {assumption}'"
            )
    for (head, _), line in found.rules.items():
        if head in found.assumptions:
            raise found.text.fault(
                line,
                f"a rule derives the assumption {head}; only flat frameworks can be read, "
                "whose assumptions are derived by no rule",
            )


def _instance(found: _Lines) -> Instance:
    """Return the framework renumbered: assumptions, then the other sentences, then those added for contraries."""
    derived = (number for number in range(1, found.size + 1) if number not in found.assumptions)
    order = [*sorted(found.assumptions), *derived]
    new = {number: place for place, number in enumerate(order)}
    rules: list[Rule] = [(new[head], tuple(sorted(new[used] for used in body))) for head, body in found.rules]
    contraries, added = _contraries(found, new)
    framework = Framework(
        len(found.assumptions),
        found.size + len(added),
        tuple(sorted({*rules, *((place, (new[source],)) for source, place in added.items() if source)})),
        contraries,
    )
    return Instance(framework, tuple(map(str, order)))


def _contraries(found: _Lines, new: dict[int, int]) -> tuple[tuple[int, ...], dict[int, int]]:
    """Return the contraries, and the sentences added: for each assumption that is one, and for 0, "none"."""
    added: dict[int, int] = {}
    contraries: list[int] = []
    for assumption in sorted(found.assumptions):
        contrary = found.contraries.get(assumption, 0)
        if contrary and contrary not in found.assumptions:
            contraries.append(new[contrary])
        else:
            contraries.append(added.setdefault(contrary, found.size + len(added)))
    return tuple(contraries), added

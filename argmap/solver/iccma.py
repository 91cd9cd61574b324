"""The files of the argumentation competitions (ICCMA): read in four formats, written as `p af`.

Source:
    The formats of ICCMA 2023 (`p af`, `p aba`) and 2019 (`.apx`, `.tgf`), https://argumentationcompetition.org
"""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.solver.assumptions import Framework, Rule
from argmap.solver.attacks import AttackGraph
from argmap.solver.iccma_attacks import (
    FORMATS,
    Text,
    aspartix,
    decoded,
    header_number,
    numbered_af,
    shown,
    trivial,
    whole_number,
)

MOST_SENTENCES = 2_000_000
"""How many sentences can be read."""


@dataclass(frozen=True, slots=True)
class NamedFramework:
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


def numbered_aba(text: Text) -> NamedFramework:
    """Return the framework of a file of lines `a X` (an assumption), `c X Y` (Y is the contrary of X), `r H B…`.

    The contrary of an assumption may be an assumption too: a sentence is added that follows from it. An assumption
    without a contrary cannot be attacked.

    Raises:
        UnreadableInput: a line says something else, or the framework is not flat.
    """
    numbered = text.lines()
    number, header = next(numbered)
    lines = _Lines(text, header_number(text, number, header, kind="aba", most=MOST_SENTENCES))
    for line, content in numbered:
        _read(lines, line, content)
    _check(lines)
    return _instance(lines)


def _read(lines: _Lines, line: int, content: str) -> None:
    kind, *words = content.split()
    numbers = [_sentence(lines, line, word) for word in words]
    if kind == "a" and len(numbers) == 1:
        lines.assumptions.add(numbers[0])
    elif kind == "c" and len(numbers) == 2:  # noqa: PLR2004
        _add_contrary(lines, line, *numbers)
    elif kind == "r" and numbers:
        lines.rules.setdefault((numbers[0], tuple(sorted(set(numbers[1:])))), line)
    else:
        wanted = "'a X', 'c X Y' or 'r HEAD BODY…'"
        raise lines.text.fault(line, f"a line is {wanted} with numbers, not {shown(content)}")


def _sentence(lines: _Lines, line: int, word: str) -> int:
    number = whole_number(word)
    if number is None:
        raise lines.text.fault(line, f"a sentence is a number, not {shown(word)}")
    if not 1 <= number <= lines.size:
        raise lines.text.fault(
            line, f"there is no sentence {shown(word)}; the header says 'p aba {lines.size}'"
        )
    return number


def _add_contrary(lines: _Lines, line: int, assumption: int, contrary: int) -> None:
    known = lines.contraries.setdefault(assumption, contrary)
    if known != contrary:
        raise lines.text.fault(
            line, f"{assumption} has the contrary {known} already; add a rule 'r {known} {contrary}' instead"
        )
    lines.contrary_lines.setdefault(assumption, line)


def _check(lines: _Lines) -> None:
    for assumption, line in lines.contrary_lines.items():
        if assumption not in lines.assumptions:
            raise lines.text.fault(
                line, f"{assumption} has a contrary but is no assumption; declare it with 'a {assumption}'"
            )
    for (head, _), line in lines.rules.items():
        if head in lines.assumptions:
            raise lines.text.fault(
                line,
                f"a rule derives the assumption {head}; only flat frameworks can be read, "
                "whose assumptions are derived by no rule",
            )


def _instance(lines: _Lines) -> NamedFramework:
    """Return the framework renumbered: assumptions, then the other sentences, then those added for contraries."""
    derived = (number for number in range(1, lines.size + 1) if number not in lines.assumptions)
    order = [*sorted(lines.assumptions), *derived]
    new = {number: place for place, number in enumerate(order)}
    rules: list[Rule] = [(new[head], tuple(sorted(new[used] for used in body))) for head, body in lines.rules]
    contraries, added = _contraries(lines, new)
    framework = Framework(
        len(lines.assumptions),
        lines.size + len(added),
        tuple(sorted({*rules, *((place, (new[source],)) for source, place in added.items() if source)})),
        contraries,
    )
    return NamedFramework(framework, tuple(map(str, order)))


def _contraries(lines: _Lines, new: dict[int, int]) -> tuple[tuple[int, ...], dict[int, int]]:
    """Return the contraries, and the sentences added: for each assumption that is one, and for 0, "none"."""
    added: dict[int, int] = {}
    contraries: list[int] = []
    for assumption in sorted(lines.assumptions):
        contrary = lines.contraries.get(assumption, 0)
        if contrary and contrary not in lines.assumptions:
            contraries.append(new[contrary])
        else:
            contraries.append(added.setdefault(contrary, lines.size + len(added)))
    return tuple(contraries), added


def parse_iccma(data: bytes, name: str = "") -> AttackGraph | NamedFramework:
    """Return the framework in a competition file; which format it has is seen from its content.

    Args:
        data: what the file holds, as UTF-8.
        name: what to call the file in errors.

    Raises:
        UnreadableInput: it is none of the formats, or a line is faulty; the message starts with `name:line:`.

    Example:
        >>> parse_iccma(b"p af 3\\n1 2\\n2 3\\n").targets.tolist()
        [1, 2]
        >>> parse_iccma(b"arg(a). arg(b). att(a,b).").names
        ('a', 'b')
    """
    text = decoded(data, name)
    for line, content in text.lines():
        if content.startswith(("arg(", "att(", "%")):
            return aspartix(text)
        if content.split()[0] == "p":
            return _numbered(text, line, content)
        break
    return _with_separator(text)


def format_iccma(graph: AttackGraph) -> str:
    """Return a framework as a file `p af N`: every attack once, in ascending order, numbered from 1."""
    attacks = sorted(set(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True)))
    lines = (f"{source + 1} {target + 1}\n" for source, target in attacks)
    return f"p af {graph.size}\n{''.join(lines)}"


def _numbered(text: Text, line: int, header: str) -> AttackGraph | NamedFramework:
    kind = header.split()[1:2]
    if kind == ["af"]:
        return numbered_af(text)
    if kind == ["aba"]:
        return numbered_aba(text)
    known = "'p af N' or 'p aba N'"
    raise text.fault(line, f"the header is {known}, not {shown(header)}; other problems are not read")


def _with_separator(text: Text) -> AttackGraph:
    """Return the framework of a trivial graph; what has no line `#` between names and attacks is none."""
    lines = list(text.lines(comment="\0"))
    separated = any(content == "#" for _, content in lines)
    if separated and any(not content.startswith("#") for _, content in lines):
        return trivial(text)
    first = next(text.lines(), None)
    if first is None:
        raise text.fault(1, f"the file holds no framework; one starts with {FORMATS}")
    line, content = first
    raise text.fault(line, f"a framework starts with {FORMATS}, not with {shown(content)}")

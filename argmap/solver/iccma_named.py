"""Competition files with named arguments: Aspartix facts (`.apx`) and the trivial graph format (`.tgf`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.errors import suggestion
from argmap.solver.attacks import AttackGraph, attack_graph
from argmap.solver.iccma_text import Text, shown

NAME = r'\s*("[^"]*"|[^\s,()"%]+)\s*'
FACT = re.compile(rf"\s*(?:arg\({NAME}\)|att\({NAME},{NAME}\))\s*\.")
COMMENT = re.compile(r"\s*(?:%.*)?")
SEPARATOR = "#"

Named = tuple[int, str, str]
"""A line, the name of who attacks and of who is attacked."""


def aspartix(text: Text) -> AttackGraph:
    """Return the framework of a file of facts `arg(a).` and `att(a,b).`, in any order.

    Raises:
        UnreadableInput: a line holds something else, or an attack names an argument that is not declared.
    """
    arguments: dict[str, None] = {}
    attacks: list[Named] = []
    for line, (argument, source, target) in _facts(text):
        if argument is not None:
            arguments[argument] = None
        else:
            attacks.append((line, source or "", target or ""))
    return _graph(text, arguments, attacks, "arg({})")


def trivial(text: Text) -> AttackGraph:
    """Return the framework of a file with a name on each line, a line `#`, and an attack `a b` on each line.

    Raises:
        UnreadableInput: a line has another number of words, or an attack names an unknown argument.
    """
    arguments: dict[str, None] = {}
    attacks: list[Named] = []
    wanted, example = 1, "one name"
    for line, content in text.lines(comment="\0"):
        words = content.split()
        if content == SEPARATOR and wanted == 1:
            wanted, example = 2, "an attack, two names such as 'a b'"
        elif len(words) != wanted:
            raise text.fault(line, f"a line here holds {example}, not {shown(content)}")
        elif wanted == 1:
            arguments[content] = None
        else:
            attacks.append((line, words[0], words[1]))
    return _graph(text, arguments, attacks, "{}")


def _facts(text: Text) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    for line, content in text.lines(comment="%"):
        place = 0
        while not COMMENT.fullmatch(content, place):
            found = FACT.match(content, place)
            if not found:
                raise text.fault(
                    line,
                    f"a fact is 'arg(a).' or 'att(a,b).', with its full stop, not {shown(content[place:].strip())}",
                )
            place = found.end()
            yield line, found.groups()


def _graph(text: Text, arguments: Iterable[str], attacks: Iterable[Named], how: str) -> AttackGraph:
    """Return the framework of names; `how` is the way to declare one."""
    numbers = {name: number for number, name in enumerate(arguments)}
    pairs: list[tuple[int, int]] = []
    for line, source, target in attacks:
        unknown = next((name for name in (source, target) if name not in numbers), None)
        if unknown is not None:
            help = f"declare it with {how.format(unknown)!r}, or {suggestion(unknown, numbers)}"
            raise text.fault(line, f"the argument {shown(unknown)} is not declared; {help}")
        pairs.append((numbers[source], numbers[target]))
    return attack_graph(len(numbers), pairs, tuple(numbers))

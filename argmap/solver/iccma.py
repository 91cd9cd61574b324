"""The files of the argumentation competitions (ICCMA): read whichever it is, and written as `p af`.

Source:
    The formats of ICCMA 2023 (`p af`, `p aba`) and 2019 (`.apx`, `.tgf`), https://argumentationcompetition.org
"""

from __future__ import annotations

from argmap.solver.attacks import AttackGraph
from argmap.solver.iccma_aba import Instance, numbered_aba
from argmap.solver.iccma_af import numbered_af
from argmap.solver.iccma_named import aspartix, trivial
from argmap.solver.iccma_text import FORMATS, Text, decoded, shown

__all__ = ["Instance", "af_text", "parse"]


def parse(data: bytes, name: str = "") -> AttackGraph | Instance:
    """Return the framework in a competition file; which format it has is seen from its content.

    Args:
        data: what the file holds, as UTF-8.
        name: what to call the file in errors.

    Raises:
        UnreadableInput: it is none of the formats, or a line is faulty; the message starts with `name:line:`.

    Example:
        >>> parse(b"p af 3\\n1 2\\n2 3\\n").targets.tolist()
        [1, 2]
        >>> parse(b"arg(a). arg(b). att(a,b).").names
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


def af_text(graph: AttackGraph) -> str:
    """Return a framework as a file `p af N`: every attack once, in ascending order, numbered from 1."""
    attacks = sorted(set(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True)))
    lines = (f"{source + 1} {target + 1}\n" for source, target in attacks)
    return f"p af {graph.size}\n{''.join(lines)}"


def _numbered(text: Text, line: int, header: str) -> AttackGraph | Instance:
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

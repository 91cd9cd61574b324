"""Mathematics in HTML as one line: the LaTeX source where the page has it, otherwise its MathML read from left to right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

DEEPEST = 60
DISPLAY = re.compile(r"^\{\\(?:display|text)style\s*+(?P<tex>.*)\}$", re.DOTALL)
"""Wikipedia puts every formula in such brackets."""

SIGNS = {
    "msup": ("", "^"), "msub": ("", "_"), "mover": ("", "^"), "munder": ("", "_"), "msubsup": ("", "_", "^"),
    "munderover": ("", "_", "^"), "mfrac": ("", "/"),
}  # fmt: skip
"""What stands before each part of an element of MathML (W3C MathML Core, section 3)."""


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    parts: list[_Element | str] = field(default_factory=list)


@dataclass(slots=True)
class Formula:
    """An element `math` that is being read."""

    display: bool = False
    alternative: str = ""
    open: list[_Element] = field(default_factory=lambda: [_Element("math")])
    source: str = ""

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        element = _Element(tag, attributes)
        if len(self.open) < DEEPEST:
            self.open[-1].parts.append(element)
            self.open.append(element)

    def data(self, text: str) -> None:
        last = self.open[-1]
        if last.tag == "annotation" and "tex" in (last.attributes.get("encoding") or "").lower():
            self.source += text
        else:
            last.parts.append(text.strip())

    def end(self, tag: str) -> None:
        depth = next((n for n in range(len(self.open) - 1, 0, -1) if self.open[n].tag == tag), None)
        if depth is not None:
            del self.open[depth:]

    def text(self) -> str:
        """Return the formula as one line; "" for one without a sign."""
        tex = bare(self.source or self.alternative)
        if tex:
            return delimited(tex, display=self.display)
        return _line(self.open[0])


def bare(tex: str) -> str:
    """Return LaTeX as one line, without the style that Wikipedia puts around it."""
    folded = " ".join(tex.split())
    within = DISPLAY.match(folded)
    return within["tex"].strip() if within else folded


def delimited(tex: str, *, display: bool = False) -> str:
    """Return LaTeX between the signs that mark it in a text."""
    sign = "$$" if display else "$"
    return f"{sign}{tex}{sign}"


def grouped(text: str) -> str:
    """Return a text in brackets, unless it is one character or has brackets.

    Example:
        >>> grouped("2"), grouped("12"), grouped("[1]")
        ('2', '(12)', '[1]')
    """
    has = text[:1] + text[-1:] in {"[]", "()"} and not {*"[]()"} & {*text[1:-1]}
    return text if len(text) == 1 or has else f"({text})"


def _line(element: _Element) -> str:
    parts = [part if isinstance(part, str) else _line(part) for part in element.parts]
    parts = [part for part in parts if part]
    if element.tag in {"annotation", "annotation-xml"}:
        return ""
    if element.tag in {"msqrt", "mroot"} and parts:
        return f"√{grouped(parts[0] if element.tag == 'mroot' else ''.join(parts))}"
    signs = SIGNS.get(element.tag)
    if signs and len(parts) == len(signs):
        return "".join(f"{sign}{grouped(part)}" for sign, part in zip(signs, parts, strict=True))
    if element.tag in {"mtr", "mtd"}:
        return f"{''.join(parts)} "
    return "".join(parts)

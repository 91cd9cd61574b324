"""The differences of two readings as plain text, on a terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from argmap.language import ENGLISH, Language
from argmap.readings.wording import WordPiece, WordStatus
from argmap.rendering.escape import escaped
from argmap.rendering.text.comparison import ComparisonLine, ComparisonSection

Paint = Callable[[str, WordStatus], str]
"""Gives words a colour on a terminal; the marks around them say the same without it."""

MARKS: Mapping[WordStatus, str] = MappingProxyType(
    {WordStatus.KEPT: "{}", WordStatus.DROPPED: "[-{}-]", WordStatus.ADDED: "{{+{}+}}"}
)
"""How words that one text has alone are marked in plain text: as `git diff --word-diff` does."""

MARKDOWN_MARKS: Mapping[WordStatus, str] = MappingProxyType(
    {WordStatus.KEPT: "{}", WordStatus.DROPPED: "~~{}~~", WordStatus.ADDED: "**{}**"}
)
ASCII_SIGNS = str.maketrans("−", "-")


def plain(text: str, _: WordStatus) -> str:
    """Return words as they are: without colours."""
    return text


def comparison_text(
    head: Iterable[str],
    shown: Iterable[ComparisonSection],
    language: Language = ENGLISH,
    paint: Paint = plain,
) -> str:
    """Return the differences as text: a heading for each kind, and a line for each difference.

    Args:
        head: the lines above: which maps, and how they were matched.
        shown: the differences.
        language: the language of the words around those of the maps.
        paint: what gives colours to words.
    """
    lines = [*head]
    sections = list(shown)
    if not sections:
        lines += ["", language.say("no differences")]
    for section in sections:
        lines += ["", f"{section.title}: {section.counts}"]
        lines += [f"  {_text_line(line, paint)}" for line in section.lines]
    return "".join(f"{line}\n" for line in lines)


def _text_line(line: ComparisonLine, paint: Paint) -> str:
    sign = {"+": WordStatus.ADDED, "−": WordStatus.DROPPED}.get(line.sign, WordStatus.KEPT)
    said = f" · {line.said}" if line.said else ""
    words = "".join(_marked(line.pieces, MARKS, paint, lambda text: " ".join(text.split())))
    return f"{paint(line.sign.translate(ASCII_SIGNS), sign)} {line.name}{said}: {words}"


def comparison_markdown(
    title: str, head: Iterable[str], shown: Iterable[ComparisonSection], language: Language = ENGLISH
) -> str:
    """Return the differences as a Markdown page: words that the first map has alone are struck out, new ones are bold.

    Args:
        title: the heading.
        head: the lines below it: which maps, and how they were matched.
        shown: the differences.
        language: the language of the words around those of the maps.
    """
    lines = [f"# {escaped(title)}", ""]
    for above in head:
        lines += [escaped(above), ""]
    sections = list(shown)
    if not sections:
        lines += [language.say("no differences"), ""]
    for section in sections:
        lines += [f"## {section.title}: {section.counts}", ""]
        for line in section.lines:
            said = f" · {escaped(line.said)}" if line.said else ""
            words = "".join(_marked(line.pieces, MARKDOWN_MARKS, plain, escaped))
            lines.append(f"- {line.sign.translate(SIGNS_IN_MARKDOWN)} `{line.name}`{said}: {words}")
        lines.append("")
    return "\n".join(lines)


SIGNS_IN_MARKDOWN = str.maketrans({"+": "\\+", "−": "−", "~": "\\~"})
"""A plus sign would begin a list inside the list."""


def _marked(
    pieces: Iterable[WordPiece],
    marks: Mapping[WordStatus, str],
    paint: Paint,
    written: Callable[[str], str],
) -> Iterator[str]:
    """Yield the pieces with their marks; the space behind words stands behind their mark."""
    for piece in pieces:
        words = piece.text.strip()
        space = " " if piece.text[-1:].isspace() else ""
        if words:
            yield paint(marks[piece.wording].format(written(words)), piece.wording) + space

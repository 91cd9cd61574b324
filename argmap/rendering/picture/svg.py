"""Graphviz's SVG made fit for readers: a name, a description and a text alternative for those who cannot see it."""

from __future__ import annotations

import re
from html import escape

COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\n?", re.DOTALL)
ROOT_TITLE = re.compile(r'(<g id="argmap"[^>]*>\n)<title>.*?</title>\n', re.DOTALL)


def finish_svg(drawn: bytes, title: str, alternative: str) -> str:
    """Return an SVG that says what it is: role, title and, as description, the outline of the map."""
    text = drawn.decode("utf-8")
    for pattern in (DOCTYPE, COMMENT):
        text = pattern.sub("", text)
    text = ROOT_TITLE.sub(r"\1", text, count=1)
    # Graphviz writes every hyphen as a reference, for the sake of the comments that are gone now.
    text = text.replace("&#45;", "-")
    labelled = 'role="img" aria-labelledby="argmap-title" aria-describedby="argmap-text" '
    text = text.replace("<svg ", f"<svg {labelled}", 1)
    names = f'<title id="argmap-title">{escape(title)}</title>\n<desc id="argmap-text">{escape(alternative)}</desc>\n'
    body = text.index(">", text.index("<svg")) + 1
    return f"{text[:body]}\n{names}{text[body:].lstrip()}"

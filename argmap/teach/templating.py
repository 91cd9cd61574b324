"""The documents of the classroom from their templates: everything a template prints is text, in HTML and in Markdown.

The templates stand in `argmap/teach/templates`, and beside them what they look like (`*.css`). A text becomes one line and
is escaped where it is printed; only `Markup` stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from markupsafe import Markup

from argmap.rendering.escape import escaped
from argmap.rendering.escape import html as as_html
from argmap.rendering.templates import asset, environment
from argmap.teach.plain import line

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE = "argmap.teach"
GAP = re.compile(r"\n{3,}")


def html(template: str, **values: Any) -> str:
    """Return what a template for HTML, or for SVG, says of some values."""
    return _environment(_html_text).get_template(template).render(values, style=style)


def markdown(template: str, **values: Any) -> str:
    """Return what a template for Markdown says of some values; blank lines are never doubled."""
    text = _environment(_markdown_text).get_template(template).render(values)
    return GAP.sub("\n\n", text).strip() + "\n"


def filled(template: str, finish: Callable[[Any], Any], **values: Any) -> str:
    """Return what a template says of some values where `finish` makes text of each: a reader may need more than HTML does."""
    return _environment(finish).get_template(template).render(values)


def style(name: str) -> Markup:
    """Return a style sheet of ours, to stand inside a document."""
    return Markup(asset(PACKAGE, f"templates/{name}"))  # noqa: S704 (it is a file of ours)


def _html_text(value: Any) -> Markup:
    return as_html(line(value) if isinstance(value, str) and not isinstance(value, Markup) else value)


def _markdown_text(value: Any) -> Markup:
    return value if isinstance(value, Markup) else Markup(escaped(line(str(value))))  # noqa: S704 (escaped)


@cache
def _environment(finish: Callable[[Any], Any]) -> Environment:
    return environment(PACKAGE).overlay(finalize=finish)

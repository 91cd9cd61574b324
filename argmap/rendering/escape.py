"""Text as it is, in HTML and in Markdown: nothing in it is read as markup. No other module escapes either of them."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup  # two small modules; Jinja2 itself is loaded only where HTML is made

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!&])")
"""Characters that Markdown, or the HTML in it, may read as something else than text."""


def html(value: Any) -> Markup:
    """Return a value as HTML for an element's content or for an attribute between double quotes.

    Args:
        value: a text, or anything with a text form; what is `Markup` already stays as it is.

    Example:
        >>> print(html('<b title="x">don\\'t & won\\'t'))
        &lt;b title=&#34;x&#34;&gt;don't &amp; won't
    """
    if isinstance(value, Markup):
        return value
    if hasattr(value, "__html__"):
        return Markup(value)  # noqa: S704 (it is HTML by its own word)
    # An apostrophe means nothing in either place.
    text = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    return Markup(text)  # noqa: S704 (escaped here)


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is.

    Example:
        >>> escaped("<b> *x* [y](z)")
        '\\\\<b\\\\> \\\\*x\\\\* \\\\[y\\\\](z)'
    """
    folded = " ".join(text.split())
    # At the start of a line, these would begin a list or a rule.
    return re.sub(r"^(\d+(?=[.)])|(?=[-+=]))", r"\1\\", SPECIAL.sub(r"\\\1", folded))

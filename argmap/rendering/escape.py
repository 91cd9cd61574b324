"""Text that Markdown shows as it is."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!&])")
"""Characters that Markdown, or the HTML in it, may read as something else than text."""


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is.

    Example:
        >>> escaped("<b> *x* [y](z)")
        '\\\\<b\\\\> \\\\*x\\\\* \\\\[y\\\\](z)'
    """
    folded = " ".join(text.split())
    # At the start of a line, these would begin a list or a rule.
    return re.sub(r"^(\d+(?=[.)])|(?=[-+=]))", r"\1\\", SPECIAL.sub(r"\\\1", folded))

"""Graphviz's PDF without the time of its making: the same map gives the same bytes."""

from __future__ import annotations

import re

CREATED = re.compile(rb"/CreationDate \(D:[^)]*\)")


def finish_pdf(drawn: bytes) -> bytes:
    """Return a PDF without creation date; blanks take its place, because a PDF counts its own bytes.

    Source:
        ISO 32000-1:2008, section 14.3.3: the creation date is optional.
    """
    return CREATED.sub(lambda found: b" " * len(found[0]), drawn)

"""Expressions that are not linear, and see so few characters that it does not matter: each by its file and by itself."""

from __future__ import annotations

from argmap.importers.forums import wiki_html, wiki_signatures
from argmap.importers.mail import senders
from argmap.rendering.page import sealed

BOUNDED = {
    ("argmap/importers/forums/wiki_html.py", wiki_html.BEFORE),
    ("argmap/importers/forums/wiki_signatures.py", wiki_signatures.BEFORE),
    ("argmap/importers/mail/senders.py", senders.ANGLED),
    ("argmap/importers/mail/senders.py", senders.BARE),
    ("argmap/importers/mail/senders.py", senders.VIA),
    ("argmap/rendering/page/sealed.py", sealed.TYPES),
}
"""They see 500 or 2,000 characters at most (`LONGEST_BEFORE`, `LONGEST`), as a test holds, or argmap's own scripts."""

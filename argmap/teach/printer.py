"""The printer's process: HTML documents as lines of JSON in, PDF as lines of base64 out."""

from __future__ import annotations

import json
import sys
from base64 import b64encode


def main() -> int:
    """Print what comes in until it ends, and return the exit code."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # no package, or no Pango
        from argmap.teach.paper import MISSING

        return MISSING
    for line in sys.stdin:
        made = HTML(string=json.loads(line), url_fetcher=_nothing).write_pdf()
        sys.stdout.write(b64encode(made).decode("ascii") + "\n")
        sys.stdout.flush()
    return 0


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    """Refuse to fetch: what is printed holds all it needs.

    Raises:
        ValueError: always; the printer leaves out what it would have shown.
    """
    raise ValueError(f"nothing is fetched for print: {url[:80]}")


if __name__ == "__main__":
    sys.exit(main())

"""The printer's process: HTML documents as lines of JSON in, PDF as lines of base64 out."""

from __future__ import annotations

import json
import sys
from base64 import b64encode


def main() -> int:
    """Print what comes in until it ends, and return the exit code."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):  # no package, or no Pango
        from argmap.teach.materials.paper import MISSING

        return MISSING
    nothing = URLFetcher(allowed_protocols=())  # what is printed holds all it needs
    for line in sys.stdin:
        made = HTML(string=json.loads(line), url_fetcher=nothing).write_pdf()
        sys.stdout.write(b64encode(made).decode("ascii") + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

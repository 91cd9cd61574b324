"""Says which files a folder of HTML pages would load from other hosts; exits with 1 if there are any.

    python -m tools.offline site

Links that a reader may follow are fine; what a browser fetches by itself is not.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
FOREIGN = ("http:", "https:", "//")
LOADED_LINKS = {"stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "modulepreload", "manifest"}


class Loads(HTMLParser):
    """Collects the addresses that a page loads from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        address = values.get(LOADING.get(tag, ""))
        if tag == "link" and LOADED_LINKS & set((values.get("rel") or "").split()):
            address = values.get("href")
        if address and address.startswith(FOREIGN):
            self.addresses.append(address)


def foreign(folder: Path) -> dict[Path, list[str]]:
    """Return the foreign addresses that each page or style sheet below a folder loads."""
    result: dict[Path, list[str]] = {}
    for path in sorted(folder.rglob("*.html")):
        parser = Loads()
        parser.feed(path.read_text("utf-8"))
        if parser.addresses:
            result[path] = parser.addresses
    for path in sorted(folder.rglob("*.css")):
        if any(
            f"url({quote}{start}" in path.read_text("utf-8") for quote in ("", '"', "'") for start in FOREIGN
        ):
            result[path] = ["url(…)"]
    return result


def main() -> int:
    pages = foreign(Path(sys.argv[1]))
    for path, addresses in pages.items():
        print(f"{path} loads {', '.join(addresses)}")
    return 1 if pages else 0


if __name__ == "__main__":
    sys.exit(main())

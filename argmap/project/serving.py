"""Serving maps to a browser on this machine; a page is rebuilt when its files change."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from argmap.datasets.folders import find_datasets
from argmap.errors import ArgmapError, UnreadableInput
from argmap.project.answering import PLAIN, QuietHandler
from argmap.project.site import Site, build_site, settings_stamps
from argmap.project.site_pages import SitePages, site_pages
from argmap.project.watching import can_watch, changes

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
POLICY = (
    "default-src 'self'; style-src 'self'; script-src 'self'; frame-src 'self'; img-src 'self' data: blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
OWN_PAGES = ("/map.html", "/faults.html")
"""Pages of the server itself; the page of a map and the list of maps say their own policy."""

LOOK = 1.0
"""Seconds after which the watch looks whether the folder it watches was replaced by another of its name."""


class Server:
    """Serves a site, and rebuilds a dataset when its files change.

    Only paths of the site are answered: nothing on the disk is reached through an address. Without the library that
    watches files, datasets are looked at when a page is asked for.

    Args:
        data: a folder of datasets, or one dataset.
        host: the address to listen on.
        port: the port; 0 takes a free one.
        results: the folder in which `argmap build` left the results of experiments.
        tell: is called with a line for the user whenever something was rebuilt or went wrong.

    Raises:
        UnreadableInput: there is no such folder.
        OSError: it cannot listen on this address and port.
    """

    def __init__(self, data: str, host: str, port: int, results: Path, tell: Callable[[str], None]) -> None:
        self.data, self.results, self.tell = data, results, tell
        if not Path(data).is_dir():
            find_datasets(data)  # says what is wrong; a folder in which nothing is sound yet is served
        self.site = build_site(data, Site(), results)
        self.pages: SitePages = site_pages(self.site)
        self.watches = can_watch()
        self.http = ThreadingHTTPServer((host, port), partial(_Handler, self))
        self.http.daemon_threads = True
        self.done = threading.Event()
        self.building = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://{self.http.server_address[0]!s}:{self.http.server_port}/"

    def run(self) -> None:
        """Serve until `stop` is called from another thread, or the user interrupts."""
        if self.watches:
            threading.Thread(target=self._watch, daemon=True).start()
        try:
            self.http.serve_forever(poll_interval=0.1)
        finally:
            self.done.set()
            self.http.server_close()

    def stop(self) -> None:
        """End `run`."""
        self.done.set()
        self.http.shutdown()

    def refresh(self) -> None:
        """Rebuild the datasets whose files changed."""
        with self.building:
            begun = time.monotonic()
            site = build_site(self.data, self.site, self.results)
            changed = site.rebuilt or (site.datasets.keys(), site.trouble) != (
                self.site.datasets.keys(),
                self.site.trouble,
            )
            self.site = site
            if changed:
                self.pages = site_pages(site)
                self.tell(_summary(site, time.monotonic() - begun))

    def _watch(self) -> None:
        try:
            while not self.done.is_set():
                self._watch_folder()
        except ArgmapError as error:
            self.watches = False
            self.tell(f"{error}; reload a page in the browser to see changes")

    def _watch_folder(self) -> None:
        """Rebuild what changes until the folder itself is deleted, moved or replaced: what watches it sees no more then."""
        stop, folder = threading.Event(), _identity(self.data)
        if folder is None:
            self.refresh()
            self.done.wait(LOOK)
            return
        places = [Path(self.data), *([self.results] if self.results.is_dir() else [])]
        try:
            batches = changes(places, stop)
        except UnreadableInput:  # deleted a moment ago
            return

        def end() -> None:
            settings = settings_stamps(self.data)
            while not self.done.wait(LOOK) and _identity(self.data) == folder:
                before, settings = settings, settings_stamps(self.data)  # those above it are not watched
                if (
                    self.site.trouble or settings != before
                ):  # or it has gone and come back before the watch began
                    self.refresh()
            stop.set()

        threading.Thread(target=end, daemon=True).start()
        self.refresh()  # what changed before the watch began
        try:
            for _ in batches:
                self.refresh()
                if self.site.trouble:  # the folder may have gone, and come back before `end` looks
                    stop.set()
        except ArgmapError:
            stop.set()
            if _identity(self.data) == folder and not self.site.trouble:
                raise


def _identity(folder: str) -> tuple[int, int] | None:
    """Return what tells a folder from another that takes its name later."""
    try:
        status = Path(folder).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _summary(site: Site, seconds: float) -> str:
    names = ", ".join(site.datasets[folder].address for folder in site.rebuilt) or "the list of maps"
    faults = fault_count(site)
    return f"rebuilt {names} in {seconds:.1f} s{f', {faults}' if faults else ''}"


def fault_count(site: Site) -> str:
    """Return how many faults the maps of a site have, in words; nothing when there are none.

    Args:
        site: the datasets with their faults.
    """
    count = sum(len(faults) for faults in site.faults.values())
    return f"{count} {'fault' if count == 1 else 'faults'}" if count else ""


class _Handler(QuietHandler):
    guards: ClassVar[Mapping[str, str]] = {"X-Frame-Options": "SAMEORIGIN"}

    def __init__(self, owner: Server, *rest: Any) -> None:
        self.owner = owner
        super().__init__(*rest)

    def do_GET(self) -> None:  # noqa: N802 (the library's name)
        if not self._is_for_us():
            self.answer(403, b"this server answers only to its own address\n", PLAIN)
            return
        path = unquote(urlsplit(self.path).path)
        if not self.owner.watches and path.endswith(("/", ".html")):
            self.owner.refresh()
        pages = self.owner.pages
        content = pages.content.get(path)
        if content is None and (other := pages.other_path(path)):
            self.answer(302, b"", PLAIN, Location=other)
        elif content is None:
            self.answer(404, b"there is no such page; the maps are at /\n", PLAIN)
        else:
            policy = {"Content-Security-Policy": POLICY} if path.endswith(OWN_PAGES) else {}
            self.answer(200, content, TYPES.get(Path(path).suffix, TYPES[".html"]), **policy)

    def _is_for_us(self) -> bool:
        """Return whether the request names this server: another site's name for this address is refused (DNS rebinding)."""
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0].strip("[]")
        own = str(self.owner.http.server_address[0])
        return host in {own, "localhost", "127.0.0.1", "::1"} or own in {"0.0.0.0", "::"}  # noqa: S104 (what the user asked for)

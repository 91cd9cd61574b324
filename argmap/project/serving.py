"""Serving maps to a browser on this machine; a page is rebuilt when its files change."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from argmap.errors import ArgmapError
from argmap.project.site import Site, build_site
from argmap.project.watching import can_watch, changes

REQUEST_SECONDS = 10
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
POLICY = (
    "default-src 'self'; style-src 'self'; script-src 'self'; frame-src 'self'; img-src 'self' data: blob:"
)
PLAIN = "text/plain; charset=utf-8"


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
        UnreadableInput: there is no such folder, or no dataset in it.
        OSError: it cannot listen on this address and port.
    """

    def __init__(self, data: str, host: str, port: int, results: Path, tell: Callable[[str], None]) -> None:
        self.data, self.results, self.tell = data, results, tell
        self.site = build_site(data, Site(), results)
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
            try:
                site = build_site(self.data, self.site, self.results)
            except ArgmapError as error:
                self.tell(str(error))
                return
            changed = site.rebuilt or site.datasets.keys() != self.site.datasets.keys()
            self.site = site
            if changed:
                self.tell(_summary(site, time.monotonic() - begun))

    def _watch(self) -> None:
        places = [Path(self.data), *([self.results] if self.results.is_dir() else [])]
        try:
            batches = changes(places, self.done)
            self.refresh()  # what changed since the first build
            for _ in batches:
                self.refresh()
        except ArgmapError as error:
            self.watches = False
            self.tell(f"{error}; reload a page in the browser to see changes")


def _summary(site: Site, seconds: float) -> str:
    names = ", ".join(site.datasets[folder].id for folder in site.rebuilt) or "the list of maps"
    count = sum(len(faults) for faults in site.faults.values())
    faults = f", {count} {'fault' if count == 1 else 'faults'}" if count else ""
    return f"rebuilt {names} in {seconds:.1f} s{faults}"


class _Handler(BaseHTTPRequestHandler):
    timeout = REQUEST_SECONDS
    server_version = "argmap"
    sys_version = ""

    def __init__(self, owner: Server, *rest: Any) -> None:
        self.owner = owner
        super().__init__(*rest)

    def do_GET(self) -> None:
        if not self._is_for_us():
            self._answer(403, b"this server answers only to its own address\n", PLAIN)
            return
        path = unquote(urlsplit(self.path).path)
        if not self.owner.watches and path.endswith(("/", ".html")):
            self.owner.refresh()
        site = self.owner.site
        if path == "/state.json":
            state = {"versions": site.versions, "faults": site.faults}
            self._answer(200, json.dumps(state).encode(), TYPES[".json"])
            return
        content = site.content.get(path)
        if content is None:
            self._answer(404, b"there is no such page; the maps are at /\n", PLAIN)
            return
        type = TYPES.get(Path(path).suffix, TYPES[".html"])
        self._answer(200, content, type, shell=path.endswith("/map.html"))

    def _is_for_us(self) -> bool:
        """Return whether the request names this server: another site's name for this address is refused (DNS rebinding)."""
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0].strip("[]")
        own = str(self.owner.http.server_address[0])
        return host in {own, "localhost", "127.0.0.1", "::1"} or own in {"0.0.0.0", "::"}  # noqa: S104 (what the user asked for)

    def _answer(self, status: int, content: bytes, type: str, *, shell: bool = False) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", type)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            if shell:
                self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            self.close_connection = True  # the reader has gone

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing about single requests."""

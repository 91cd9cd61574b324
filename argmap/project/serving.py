"""Serving maps to a browser on this machine, built anew whenever a file changes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from argmap.errors import ArgmapError
from argmap.project.datasets import check_dataset, find_datasets
from argmap.project.gallery import card, gallery
from argmap.project.results import stored_results
from argmap.rendering.draw import pictures
from argmap.rendering.options import Options
from argmap.teach.practice.tab import practice_tabs

PAUSE = 0.5
"""Seconds between two looks at the files."""

REQUEST_SECONDS = 10
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".js": "text/javascript",
}
SHELL_JS = """\
"use strict";
const frame = document.getElementById("frame"), told = document.getElementById("told");
let version = null;
async function look() {
  try {
    const state = await (await fetch("/state.json", { cache: "no-store" })).json();
    const own = state.faults[document.body.dataset.id] ?? [];
    told.textContent = own.join("\\n");
    told.hidden = !own.length;
    if (version !== null && version !== state.version && !own.length) frame.contentWindow.location.reload();
    version = state.version;
  } catch { told.textContent = "argmap serve has ended"; told.hidden = false; }
  setTimeout(look, 700);
}
look();
"""
SHELL = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<link rel="stylesheet" href="/shell.css"></head>
<body data-id="{id}"><pre id="told" role="alert" hidden></pre><iframe id="frame" src="/{id}/page.html" title="{title}"></iframe>
<script src="/shell.js"></script></body></html>
"""
SHELL_CSS = (
    "html,body{height:100%;margin:0}body{display:flex;flex-direction:column}iframe{flex:1;border:0}"
    "#told{margin:0;padding:12px;background:#fdf0da;color:#1b1f24;white-space:pre-wrap;max-height:40vh;overflow:auto}"
)
POLICY = (
    "default-src 'self'; style-src 'self'; script-src 'self'; frame-src 'self'; img-src 'self' data: blob:"
)


@dataclass
class Site:
    """What is served: bytes by path, faults by dataset, and a number that grows with every change."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    faults: Mapping[str, list[str]] = field(default_factory=dict)
    version: int = 0


def build_site(data: str, before: Site, results: Path) -> Site:
    """Return the site of the datasets in a folder; of a map with faults the last good page stays, and the faults are told."""
    files: dict[str, bytes] = {"/shell.js": SHELL_JS.encode(), "/shell.css": SHELL_CSS.encode()}
    faults: dict[str, list[str]] = {}
    cards = []
    for folder in find_datasets(data):
        checked = check_dataset(folder)
        id = folder.name if checked.map is None else checked.map.id
        told = [str(d) for d in checked.diagnostics]
        if checked.map is None:
            faults[id] = told
            kept = {path: content for path, content in before.files.items() if path.startswith(f"/{id}/")}
            files |= kept or {
                f"/{id}/page.html": _nothing(told).encode(),
                f"/{id}/map.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
            }
            files[f"/{id}/map.html"] = SHELL.format(id=escape(id), title=escape(id)).encode()
            continue
        options = Options(results=stored_results(checked.map, results), tabs=practice_tabs(checked.map))
        drawn = pictures(checked.map, ("html", "svg"), options)
        title = escape(checked.map.title, quote=True)
        files |= {f"/{id}/page.html": drawn["html"], f"/{id}/map.svg": drawn["svg"]}
        files[f"/{id}/map.html"] = SHELL.format(id=escape(id), title=title).encode()
        cards.append(card(checked.map))
    files["/"] = files["/index.html"] = gallery(cards).encode("utf-8")
    return Site(files, faults, before.version + 1)


def _nothing(told: list[str]) -> str:
    lines = escape("\n".join(told))
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>faults</title></head><body><pre>{lines}</pre></body></html>'


class Server:
    """Serves a site and builds it anew when a file of its datasets changes.

    Only paths of the site are answered: nothing of the disk is reached through an address.
    """

    def __init__(self, data: str, host: str, port: int, results: Path, tell: Callable[[str], None]) -> None:
        self.data, self.results, self.tell = data, results, tell
        self.site = build_site(data, Site(), results)
        self.stamps = dict(_stamps(data))
        self.http = ThreadingHTTPServer((host, port), partial(_Handler, self))
        self.http.daemon_threads = True
        self.done = threading.Event()

    @property
    def address(self) -> str:
        return f"http://{self.http.server_address[0]!s}:{self.http.server_port}/"

    def run(self) -> None:
        """Serve until `stop` is called, from another thread or by the user's interruption."""
        threading.Thread(target=self._watch, daemon=True).start()
        try:
            self.http.serve_forever(poll_interval=0.1)
        finally:
            self.done.set()
            self.http.server_close()

    def stop(self) -> None:
        self.done.set()
        self.http.shutdown()

    def _watch(self) -> None:
        while not self.done.wait(PAUSE):
            stamps = dict(_stamps(self.data))
            if stamps == self.stamps:
                continue
            self.stamps = stamps
            begun = time.monotonic()
            try:
                self.site = build_site(self.data, self.site, self.results)
                faulty = sum(map(len, self.site.faults.values()))
                self.tell(
                    f"built anew in {time.monotonic() - begun:.1f} s"
                    + (f", {faulty} faults" if faulty else "")
                )
            except ArgmapError as error:
                self.tell(str(error))


def _stamps(data: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in sorted(Path(data).rglob("*")):
        if path.suffix in {".yaml", ".yml", ".json"} and not path.name.startswith("."):
            try:
                found = path.stat()
            except OSError:
                continue
            yield str(path), (found.st_mtime_ns, found.st_size)


class _Handler(BaseHTTPRequestHandler):
    timeout = REQUEST_SECONDS
    server_version = "argmap"
    sys_version = ""

    def __init__(self, owner: Server, *rest: Any) -> None:
        self.owner = owner
        super().__init__(*rest)

    def do_GET(self) -> None:
        if not self._is_for_us():
            self._answer(403, b"this server answers for its own address only\n", "text/plain; charset=utf-8")
            return
        path = unquote(urlsplit(self.path).path)
        if path == "/state.json":
            state = {"version": self.owner.site.version, "faults": self.owner.site.faults}
            self._answer(200, json.dumps(state).encode(), TYPES[".json"])
            return
        content = self.owner.site.files.get(path)
        if content is None:
            self._answer(404, b"there is no such page; the maps are at /\n", "text/plain; charset=utf-8")
            return
        kind = TYPES.get(Path(path).suffix, "text/css" if path.endswith(".css") else TYPES[".html"])
        self._answer(200, content, kind, shell=path.endswith("/map.html"))

    def _is_for_us(self) -> bool:
        """Return whether the request names this server: another site's name for this address is refused (DNS rebinding)."""
        named = (self.headers.get("Host") or "").rsplit(":", 1)[0].strip("[]")
        own = str(self.owner.http.server_address[0])
        return named in {own, "localhost", "127.0.0.1", "::1"} or own in {"0.0.0.0", "::"}  # noqa: S104 (as told)

    def _answer(self, status: int, content: bytes, kind: str, *, shell: bool = False) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
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
        """Say nothing of single requests."""

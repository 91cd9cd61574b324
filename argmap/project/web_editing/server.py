"""The server of the editor: this machine only, for whoever has its address with the token, and for its own page only."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from functools import partial
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from http.server import ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from argmap.drafts.decisions import Verdict
from argmap.errors import ArgmapError
from argmap.project.answering import QuietHandler
from argmap.project.web_editing.drafted import OPEN, DraftSource
from argmap.project.web_editing.page import editor_page
from argmap.project.web_editing.session import EditAnswer, EditSession

HOST = "127.0.0.1"
LONGEST_BODY = 2_000_000
LONGEST_KEY = 100
JSON, PLAIN, HTML = "application/json", "text/plain; charset=utf-8", "text/html; charset=utf-8"


class EditServer:
    """Serves the editor of one map on this machine.

    The address that is printed holds a token that counts once: it is exchanged for a cookie, so that it is of no use in
    the history of the browser. Every request names the server by its own address, and every change says that it comes
    from its own page.

    Args:
        source: a dataset, or the file of its map.
        port: the port; 0 takes a free one.
        draft: a draft of the map, whose items the page shows.

    Raises:
        ArgmapError: the map cannot be edited, or the draft is of something else.
        OSError: it cannot listen on this port.
    """

    def __init__(self, source: str, port: int, draft: DraftSource | None = None) -> None:
        self.session = EditSession(source, draft)
        self.token: str | None = secrets.token_urlsafe(24)
        self.cookie = secrets.token_urlsafe(24)
        self.http = ThreadingHTTPServer((HOST, port), partial(_Handler, self))
        self.http.daemon_threads = True

    @property
    def name(self) -> str:
        """The address and port, as a request names them."""
        return f"{HOST}:{self.http.server_port}"

    @property
    def address(self) -> str:
        """Where the page is; the token in it counts once."""
        return f"http://{self.name}/?token={self.token}"

    def run(self) -> None:
        """Serve until `stop` is called from another thread, or the user interrupts."""
        try:
            self.http.serve_forever(poll_interval=0.1)
        finally:
            self.http.server_close()

    def stop(self) -> None:
        """End `run`."""
        self.http.shutdown()

    def spend(self, token: str) -> bool:
        """Return whether this is the token; after that it is none any more."""
        good = self.token is not None and compare_digest(token.encode(), self.token.encode())
        if good:
            self.token = None
        return good


class _Handler(QuietHandler):
    guards: ClassVar[Mapping[str, str]] = {"X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"}

    def __init__(self, owner: EditServer, *rest: Any) -> None:
        self.owner = owner
        super().__init__(*rest)

    @property
    def cookie_name(self) -> str:
        # Cookies know no ports: two servers on one machine must not take each other's.
        return f"argmap-{self.owner.http.server_port}"

    def do_GET(self) -> None:  # noqa: N802 (the library's name)
        if self.headers.get("Host") != self.owner.name:
            self.answer(403, b"this server answers only to its own address\n")
            return
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        if url.path == "/" and "token" in query and self.owner.spend(query["token"][0]):
            value = f"{self.cookie_name}={self.owner.cookie}; HttpOnly; SameSite=Lax; Path=/"
            self.answer(303, b"", **{"Location": "/", "Set-Cookie": value})
        elif not self._is_known():
            self.answer(403, b"open the address that 'argmap serve --edit' has printed; it counts once\n")
        elif url.path == "/" and query:
            self.answer(303, b"", Location="/")
        elif url.path == "/":
            self._page()
        elif url.path == "/state":
            self._say(self.owner.session.state(*(query.get(each, [""])[0] for each in ("version", "draft"))))
        else:
            self.answer(404, b"there is no such page; the editor is at /\n")

    def do_POST(self) -> None:  # noqa: N802 (the library's name)
        own = f"http://{self.owner.name}"
        if self.headers.get("Host") != self.owner.name or self.headers.get("Origin") != own:
            self._refuse(403, "changes are made by the page of this server only")
        elif not self._is_known():
            self._refuse(403, "open the address that 'argmap serve --edit' has printed")
        elif self.headers.get_content_type() != JSON:
            self._refuse(415, f"changes are sent as {JSON}")
        elif (what := DEEDS.get(self.path)) is None:
            self._refuse(404, "nothing is done at this address")
        else:
            try:
                session, body = self.owner.session, json.loads(self.rfile.read(self._length()))
                answer = session.once(str(body.get("key", ""))[:LONGEST_KEY], lambda: what(session, body))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self._refuse(400, "this is not what the page sends")
            else:
                self._say(answer)

    def _length(self) -> int:
        """Return the length of the body.

        Raises:
            ValueError: nobody said it, or it is too long to be an edit.
        """
        length = int(self.headers.get("Content-Length", ""))
        if not 0 <= length <= LONGEST_BODY:
            raise ValueError(length)
        return length

    def _page(self) -> None:
        try:
            page, policy = editor_page(
                self.owner.session.opened().map, drafted=self.owner.session.draft is not None
            )
        except ArgmapError as error:
            self.answer(500, f"{error}\nCorrect it in an editor, then reload this page.\n".encode())
            return
        self.answer(200, page.encode("utf-8"), HTML, **{"Content-Security-Policy": policy})

    def _is_known(self) -> bool:
        try:
            cookies = SimpleCookie(self.headers.get("Cookie", ""))
        except CookieError:
            return False
        sent = cookies.get(self.cookie_name)
        return sent is not None and compare_digest(sent.value.encode(), self.owner.cookie.encode())

    def _say(self, answer: EditAnswer) -> None:
        content = b"" if answer.status == 304 else json.dumps(answer.data, ensure_ascii=False).encode("utf-8")  # noqa: PLR2004 (HTTP: not modified)
        self.answer(answer.status, content, JSON)

    def _refuse(self, status: int, message: str) -> None:
        self.close_connection = True  # its body is not read
        self.answer(status, json.dumps({"refused": [message]}).encode("utf-8"), JSON)


def _edit(session: EditSession, body: Any) -> EditAnswer:
    edits, temporary = body["edits"], body.get("temporary", [])
    if not isinstance(edits, list) or not edits or not all(isinstance(edit, dict) for edit in edits):
        raise TypeError
    key = str(body.get("key", ""))[:LONGEST_KEY]
    return session.edit(str(body["version"]), edits, [str(name) for name in temporary], key)


def _decide(session: EditSession, body: Any) -> EditAnswer:
    verdict = str(body["verdict"])
    if verdict not in {*Verdict, OPEN}:
        raise ValueError(verdict)
    return session.decide(str(body["offer"]), str(body["of"]), verdict, body.get("fields"))


DEEDS: dict[str, Callable[[EditSession, Any], EditAnswer]] = {
    "/edit": _edit,
    "/decide": _decide,
    "/undo": lambda session, body: session.undo(str(body["version"])),
    "/redo": lambda session, body: session.redo(str(body["version"])),
    "/fix": lambda session, body: session.fix(str(body["version"]), str(body["code"]), str(body["message"])),
}
"""What the page can ask for, by its address."""

"""Fetching against a real server on this machine that serves what sites do: pages, redirects, refusals, endless bodies."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from argmap.importers import fetch
from argmap.importers.addresses import AddressRefused, require_same_site
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.fetch import FetchFailed, fetched
from argmap.importers.registry import importer

POST = {"username": "ann", "cooked": "<p>Yes.</p>", "created_at": "2024-01-01T00:00:00Z"}


def post(number: int) -> dict[str, Any]:
    return {**POST, "id": 100 + number, "post_number": number, "cooked": f"<p>Post {number}.</p>"}


ITEM = {"id": 1, "type": "story", "title": "T", "author": "ann", "created_at_i": 1, "children": [
    {"id": 2, "author": "bo", "text": "No.", "created_at_i": 2, "children": []}]}  # fmt: skip
ISSUE = {
    "number": 7,
    "state": "open",
    "title": "T",
    "body": "Yes.",
    "user": {"login": "ann"},
    "created_at": "2024-01-01T00:00:00Z",
}
PAGES: dict[str, Any] = {
    "/t/5.json": {"title": "T", "post_stream": {"posts": [post(1)], "stream": [101, 102, 103]}},
    "/t/5/posts.json?post_ids[]=102&post_ids[]=103": {"post_stream": {"posts": [post(2), post(3)]}},
    "/t/6.json": {"title": "T", "post_stream": {"posts": ["?"], "stream": [101]}},
    "/t/1.json": {"title": "T", "post_stream": {"posts": [post(1)], "stream": [101]}},
    "/api/v1/items/1": ITEM,
    "/repos/o/r/issues/7": ISSUE,
    "/repos/o/r/pulls/8": ISSUE | {"number": 8, "html_url": "https://github.com/o/r/pull/8"},
    "/repos/o/r/issues/8/comments?per_page=100&page=1": [{"id": 9, "user": {"login": "bo"}, "body": "No.", "created_at": "2024-01-02T00:00:00Z", "url": "u"}],
    "/repos/o/r/pulls/8/reviews?per_page=100&page=1": [{"id": 5, "user": {"login": "cy"}, "body": "", "state": "APPROVED", "submitted_at": "2024-01-03T00:00:00Z", "html_url": "https://github.com/o/r/pull/8#r"}],
    "/repos/o/r/pulls/8/comments?per_page=100&page=1": [{"id": 6, "user": {"login": "cy"}, "body": "A comma.", "created_at": "2024-01-03T00:00:00Z", "diff_hunk": "@@", "html_url": "https://github.com/o/r/pull/8#r6"}],
    "/w/api.php?action=discussiontoolspageinfo&page=Talk%3ABell%20ring&prop=threaditemshtml&excludesignatures=1&format=json&formatversion=2": {"discussiontoolspageinfo": {"threaditemshtml": [
        {"type": "heading", "headingLevel": 2, "id": "h-A", "html": "A", "replies": [{"type": "comment", "id": "c-Nora-20240104190000-A", "author": "Nora", "html": "Yes.", "replies": []}]}]}},
    "/w/api.php?action=discussiontoolspageinfo&page=Talk%3ANone&prop=threaditemshtml&excludesignatures=1&format=json&formatversion=2": {"error": {"code": "missingtitle"}},
    "/repos/o/r/issues/7/comments?per_page=100&page=1": [{"id": 9, "user": {"login": "bo"}, "body": "No.", "created_at": "2024-01-02T00:00:00Z"}],
    "/comments/abc.json?limit=500": [{"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {"id": "abc", "name": "t3_abc", "title": "T", "selftext": "Yes."}}]}}],
    "/2.3/questions/3?site=stackoverflow&filter=withbody&pagesize=100": {"items": [{"question_id": 3, "title": "T", "body": "Why?"}]},
    "/2.3/questions/3/answers?site=stackoverflow&filter=withbody&pagesize=100&page=1": {"items": [{"answer_id": 4, "question_id": 3, "body": "So."}]},
    "/2.3/posts/3;4/comments?site=stackoverflow&filter=withbody&pagesize=100&page=1": {"items": [{"comment_id": 5, "post_id": 4, "body": "No."}]},
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[str]] = []
    busy = 0

    def do_GET(self) -> None:  # noqa: C901, PLR0912 (one case after the other)
        self.seen.append(self.path)
        number = self.path.removesuffix(".json").rsplit("/", 1)[-1]
        if self.path in PAGES:
            self.answer(200, json.dumps(PAGES[self.path]).encode())
        elif number == "301":
            self.answer(301, b"", {"Location": "/t/1.json"})
        elif number == "311":
            self.answer(301, b"", {"Location": "https://internal.example/secret"})
        elif number == "312":
            self.answer(301, b"", {"Location": f"http://localhost:{self.server.server_port}/t/1.json"})  # type: ignore[attr-defined]
        elif number == "310":
            self.answer(302, b"", {"Location": self.path})
        elif number == "429" and Handler.busy:
            Handler.busy -= 1
            self.answer(429, b"", {"Retry-After": "0"})
        elif number == "429":
            self.answer(200, json.dumps(PAGES["/t/5.json"] | {"post_stream": {"posts": [post(1)]}}).encode())
        elif number == "600":
            self.answer(200, b'{"title": "brok')
        elif number == "700":
            self.send_response(200)
            self.end_headers()
            with pytest.MonkeyPatch.context():
                try:
                    while True:
                        self.wfile.write(b" " * 65_536)
                except OSError:
                    return
        elif number == "800":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"{")
        else:
            self.answer(int(number) if number.isdigit() and 400 <= int(number) < 600 else 404, b"")

    def answer(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(autouse=True)
def _a_server_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_ALLOW_PRIVATE", "1")


def words(url: str, server: str) -> list[str | None]:
    def here(address: str) -> str:
        return server + "/" + address.split("/", 3)[3]

    kind, materials = fetched(url, here)
    return [p.text for p in thread_of(importer(kind).read(materials, None), ImportOptions("t", kind)).posts]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.ycombinator.com/item?id=1", ["T", "No."]),
        ("https://github.com/o/r/issues/7", ["T\n\nYes.", "No."]),
        ("https://www.reddit.com/r/x/comments/abc/title/", ["T\n\nYes."]),
        ("https://stackoverflow.com/questions/3/why", ["T\n\nWhy?", "So.", "No."]),
        ("https://github.com/o/r/pull/8", ["T\n\nYes.", "No.", "A comma."]),
        ("https://forum.example.org/t/topic/5", ["Post 1.", "Post 2.", "Post 3."]),
        ("https://forum.example.org/t/%E6%A9%8B/5", ["Post 1.", "Post 2.", "Post 3."]),
        ("https://forum.example.org/t/5/2", ["Post 1.", "Post 2.", "Post 3."]),
        ("https://en.wikipedia.org/wiki/Talk:Bell_ring#A".replace("_", "%20"), ["Yes."]),
    ],
)
def test_a_page_is_fetched_with_all_it_needs(url: str, expected: list[str], server: str) -> None:
    assert words(url, server) == expected


def test_discussions_of_github_need_an_account_and_wikis_a_talk_page(server: str) -> None:
    with pytest.raises(FetchFailed, match="gh api graphql"):
        words("https://github.com/o/r/discussions/9", server)
    with pytest.raises(FetchFailed, match="must be that of a talk page"):
        words("https://en.wikipedia.org/wiki/Talk:None", server)


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("stackoverflow.com", "stackoverflow"),
        ("ru.stackoverflow.com", "ru.stackoverflow"),
        ("physics.stackexchange.com", "physics"),
        ("physics.meta.stackexchange.com", "physics.meta"),
        ("mathoverflow.net", "mathoverflow"),
    ],
)
def test_sites_of_stack_exchange_have_the_names_of_its_api(host: str, site: str) -> None:
    asked: list[str] = []
    match = next(m for s in fetch.SITES if (m := s.address.match(f"https://{host}/q/3")))

    def get(address: str) -> dict[str, Any]:
        asked.append(address)
        return {"items": [{"answer_id": n} for n in range(150)] if "answers" in address else []}

    list(fetch._stackexchange(match, get))
    assert all(f"site={site}&" in address for address in asked)
    assert len(asked) == 4  # a question, its answers, and the comments on 151 posts in two requests


def test_json_of_another_form_is_told(server: str) -> None:
    with pytest.raises(FetchFailed, match="of another form than discourse has"):
        words(f"{server}/t/x/6", server)


def test_redirects_are_followed_a_few_times(server: str) -> None:
    assert words(f"{server}/t/x/301", server)[0] == "Post 1."
    with pytest.raises(FetchFailed, match="without end"):
        words(f"{server}/t/x/310", server)


@pytest.mark.parametrize("number", [311, 312])
def test_a_redirect_to_another_site_is_refused(number: int, server: str) -> None:
    with pytest.raises(AddressRefused, match="redirects to another site"):
        words(f"{server}/t/x/{number}", server)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "[::1]",
        "[fe80::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "2130706433",
    ],
)
def test_this_machine_and_private_networks_are_not_asked(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARGMAP_ALLOW_PRIVATE")
    with pytest.raises(AddressRefused, match="ARGMAP_ALLOW_PRIVATE=1"):
        fetched(f"http://{host}:9/t/x/5")


def test_a_site_may_redirect_above_and_below_itself() -> None:
    require_same_site("https://reddit.com/r", "https://www.reddit.com/r")
    require_same_site("https://www.reddit.com/r", "https://reddit.com/r")
    for other in (
        "https://reddit.com.evil.example/r",
        "https://notreddit.com/r",
        "file:///etc/passwd",
        "http://com/r",
    ):
        with pytest.raises(AddressRefused):
            require_same_site("https://reddit.com/r", other)


def test_a_busy_site_gets_one_more_try(server: str) -> None:
    Handler.busy, Handler.seen = 1, []
    assert words(f"{server}/t/x/429", server) == ["Post 1."]
    assert len(Handler.seen) == 2
    Handler.busy = 2
    with pytest.raises(FetchFailed, match="HTTP 429"):
        words(f"{server}/t/x/429", server)
    Handler.busy = 0


@pytest.mark.parametrize(
    ("number", "message", "requests"),
    [
        (403, "refuses this request", 1),
        (404, "refuses this request", 1),
        (500, "has a problem", 2),
        (600, "not complete JSON", 1),
    ],
)
def test_refusals_and_trouble_are_told(number: int, message: str, requests: int, server: str) -> None:
    Handler.seen = []
    with pytest.raises(FetchFailed, match=message):
        words(f"{server}/t/x/{number}", server)
    assert len(Handler.seen) == requests


def test_an_endless_body_is_given_up_at_the_limit(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_MAX_MB", "0.5")
    with pytest.raises(FetchFailed, match=r"sends more than 0\.5 MB"):
        words(f"{server}/t/x/700", server)


def test_a_body_that_breaks_off_is_told(server: str) -> None:
    with pytest.raises(FetchFailed, match="cannot be reached"):
        words(f"{server}/t/x/800", server)


def test_without_a_network_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "SECONDS", 0.5)
    with pytest.raises(FetchFailed, match="argmap import FILE"):
        fetched("http://127.0.0.1:9/t/x/5")


@pytest.mark.parametrize("url", ["ftp://x/t/1", "file:///etc/passwd", "https://example.org/page", "x"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchFailed):
        fetched(url)

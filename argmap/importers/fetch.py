"""Fetches a discussion by the address of its page: few requests, limits of time and size, and a refusal is respected."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from argmap import __version__
from argmap.errors import ArgmapError, MissingExtra
from argmap.importers.input_file import InputFile
from argmap.storage.files import current_limits

if TYPE_CHECKING:
    import httpx

SECONDS = 20.0
REDIRECTS = 5
LONGEST_WAIT = 10.0
MOST_PAGES = 20
REFUSALS = frozenset({401, 403, 404, 410, 451})
AGAIN = frozenset({429, 500, 502, 503, 504})


class FetchFailed(ArgmapError):
    """A discussion could not be fetched; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class RemoteSite:
    """A kind of site: the importer that reads it, the form of its addresses, and the requests that give the discussion."""

    kind: str
    address: re.Pattern[str]
    pages: Callable[[re.Match[str], Callable[[str], Any]], Iterator[Any]]


def fetched(url: str, rewrite: Callable[[str], str] = lambda address: address) -> tuple[str, list[InputFile]]:
    """Return the name of the importer for a discussion, and the pages that were fetched.

    Args:
        url: The address of the page of the discussion.
        rewrite: Replaces the address of each request; tests send them to a server of their own.

    Raises:
        FetchFailed: the address belongs to no known site, or the site cannot be reached, refuses, or sends too much.
        MissingExtra: httpx is not installed.
    """
    try:
        import httpx
    except ImportError as error:
        raise MissingExtra("fetching discussions", "sources") from error
    if urlsplit(url).scheme not in {"http", "https"}:
        raise FetchFailed(f"{url!r} is not an address; an address begins with https://")
    for site in SITES:
        match = site.address.match(url)
        if match:
            headers = {"User-Agent": f"argmap/{__version__}", "Accept": "application/json"}
            settings = {
                "timeout": SECONDS,
                "follow_redirects": True,
                "max_redirects": REDIRECTS,
                "headers": headers,
            }
            with httpx.Client(**settings) as client:  # type: ignore[arg-type]
                pages = list(site.pages(match, lambda address: _got(client, rewrite(address))))
            encoded = [
                json.dumps(page, ensure_ascii=False).encode("utf-8", "surrogatepass") for page in pages
            ]
            return site.kind, [InputFile(f"{url} ({n})", content=c) for n, c in enumerate(encoded, start=1)]
    raise FetchFailed(
        f"{url} is not a discussion on Hacker News, Reddit, Discourse, Stack Exchange or GitHub; save the page to a file "
        "and use 'argmap import FILE'"
    )


def _got(client: httpx.Client, url: str) -> Any:
    """Return the JSON at an address, with a second try when the site asks to wait.

    Raises:
        FetchFailed: the site does not send it.
    """
    import httpx

    host = urlsplit(url).hostname or url
    for last in (False, True):
        try:
            content, status, wait = _once(client, url)
        except httpx.TooManyRedirects as error:
            raise FetchFailed(f"{host} redirects from one address to the next without end") from error
        except httpx.TimeoutException as error:
            raise FetchFailed(f"{host} did not answer within {SECONDS:g} s; try again later") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchFailed(
                f"{host} cannot be reached ({type(error).__name__}); check the network, or save the page on another "
                "computer and use 'argmap import FILE'"
            ) from error
        if status in AGAIN and not last and wait <= LONGEST_WAIT:
            time.sleep(wait)
            continue
        if status in REFUSALS:
            raise FetchFailed(f"{host} refuses this request (HTTP {status}); argmap does not try again")
        if status >= 400:  # noqa: PLR2004 (the errors of HTTP begin here)
            raise FetchFailed(f"{host} has a problem (HTTP {status}); try again later")
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise FetchFailed(f"{host} sent something that is not complete JSON; try again later") from error
    raise AssertionError("unreachable")


def _once(client: httpx.Client, url: str) -> tuple[bytes, int, float]:
    """Return content, HTTP status and the seconds to wait before another try; too much content is not read to its end."""
    limit = current_limits().max_bytes
    begun = time.monotonic()
    content = bytearray()
    with client.stream("GET", url) as response:
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > limit:
                raise FetchFailed(
                    f"{urlsplit(url).hostname} sends more than {limit / 1_000_000:g} MB; set ARGMAP_MAX_MB to allow it"
                )
            if time.monotonic() - begun > SECONDS * 3:
                raise FetchFailed(f"{urlsplit(url).hostname} takes too long; stopped after {SECONDS * 3:g} s")
        wait = response.headers.get("Retry-After", "1")
        return (
            bytes(content),
            response.status_code,
            float(wait) if wait.replace(".", "", 1).isdigit() else 1.0,
        )


def _hackernews(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    yield get(f"https://hn.algolia.com/api/v1/items/{match['id']}")


def _reddit(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    yield get(f"https://www.reddit.com/comments/{match['id']}.json?limit=500")


def _discourse(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    base = f"{match['base']}/t/{match['id']}"
    topic = get(f"{base}.json")
    yield topic
    stream = topic.get("post_stream", {}) if isinstance(topic, dict) else {}
    have = {post.get("id") for post in stream.get("posts", [])}
    rest = [id for id in stream.get("stream", []) if id not in have]
    for begin in range(0, min(len(rest), MOST_PAGES * 20), 20):
        wanted = "&".join(f"post_ids[]={int(id)}" for id in rest[begin : begin + 20])
        yield get(f"{base}/posts.json?{wanted}")


def _stackexchange(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    host = match["host"]
    site = quote(host.removesuffix(".com") if not host.endswith("stackexchange.com") else host.split(".")[0])
    base, end = (
        f"https://api.stackexchange.com/2.3/questions/{match['id']}",
        f"site={site}&filter=withbody&pagesize=100",
    )
    question = get(f"{base}?{end}")
    answers, ids = _all_items(f"{base}/answers?{end}", get), [match["id"]]
    ids += [str(answer.get("answer_id")) for answer in answers]
    joined = ";".join(ids[:100])
    comments = _all_items(f"https://api.stackexchange.com/2.3/posts/{joined}/comments?{end}", get)
    for item in question.get("items", []):
        item["answers"] = answers
        for holder, key in ((item, match["id"]), *((a, str(a.get("answer_id"))) for a in answers)):
            holder["comments"] = [c for c in comments if str(c.get("post_id")) == key]
    yield question


def _all_items(url: str, get: Callable[[str], Any]) -> list[Any]:
    items: list[Any] = []
    for page in range(1, MOST_PAGES + 1):
        got = get(f"{url}&page={page}")
        items += got.get("items", [])
        if not got.get("has_more"):
            break
    return items


def _github(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    base = f"https://api.github.com/repos/{match['repo']}/issues/{match['id']}"
    yield get(base)
    for page in range(1, MOST_PAGES + 1):
        comments = get(f"{base}/comments?per_page=100&page={page}")
        yield comments
        if len(comments) < 100:  # noqa: PLR2004 (a full page)
            break


SITES = (
    RemoteSite(
        "hackernews", re.compile(r"https?://news\.ycombinator\.com/item\?id=(?P<id>\d+)"), _hackernews
    ),
    RemoteSite(
        "reddit", re.compile(r"https?://(?:\w+\.)?reddit\.com/(?:r/\w+/)?comments/(?P<id>\w+)"), _reddit
    ),
    RemoteSite(
        "stackexchange",
        re.compile(
            r"https?://(?P<host>(?:\w+\.)*(?:stackexchange|stackoverflow|superuser|serverfault|askubuntu)\.com)"
            r"/q(?:uestions)?/(?P<id>\d+)"
        ),
        _stackexchange,
    ),
    RemoteSite(
        "github", re.compile(r"https?://github\.com/(?P<repo>[\w.-]+/[\w.-]+)/issues/(?P<id>\d+)"), _github
    ),
    RemoteSite(
        "discourse",
        re.compile(r"(?P<base>https?://[^/]+(?:/[\w-]+)*?)/t/(?:[\w-]+/)?(?P<id>\d+)"),
        _discourse,
    ),
)

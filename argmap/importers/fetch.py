"""Fetches a discussion by the address of its page: few requests, limits of time and size, and a refusal is respected."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from argmap import __version__
from argmap.errors import ArgmapError, MissingExtra
from argmap.importers.addresses import require_public, require_same_site
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
        AddressRefused: it leads into a private network, or a redirect to another site.
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
                "headers": headers,
            }
            require_public(url)
            try:
                with httpx.Client(**settings) as client:  # type: ignore[arg-type]
                    pages = list(site.pages(match, lambda address: _got(client, rewrite(address))))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise FetchFailed(
                    f"{urlsplit(url).hostname} sent JSON of another form than {site.kind} has; save the page to a file and "
                    "use 'argmap import FILE'"
                ) from error
            encoded = [
                json.dumps(page, ensure_ascii=False).encode("utf-8", "surrogatepass") for page in pages
            ]
            return site.kind, [InputFile(f"{url} ({n})", content=c) for n, c in enumerate(encoded, start=1)]
    raise FetchFailed(
        f"{url} is not a discussion on Hacker News, Reddit, Discourse, Stack Exchange, GitHub or Wikipedia; save the page to "
        "a file and use 'argmap import FILE'"
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
    """Return content, HTTP status and the seconds to wait before another try, behind a few redirects on the same site.

    Too much content is not read to its end.
    """
    import httpx

    begun, address = time.monotonic(), url
    for _ in range(REDIRECTS + 1):
        with client.stream("GET", address) as response:
            if response.is_redirect and response.next_request is not None:
                address = str(response.next_request.url)
                require_same_site(url, address)
                if urlsplit(address).hostname != urlsplit(url).hostname:
                    require_public(address)
                continue
            content = _content(response, url, begun)
            wait = response.headers.get("Retry-After", "1")
            seconds = float(wait) if wait.replace(".", "", 1).isdigit() else 1.0
            return content, response.status_code, seconds
    raise FetchFailed(f"{httpx.URL(url).host} redirects from one address to the next without end")


def _content(response: httpx.Response, url: str, begun: float) -> bytes:
    """Return what a site sends, within the limits of size and time."""
    limit, content = current_limits().max_bytes, bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > limit:
            raise FetchFailed(
                f"{urlsplit(url).hostname} sends more than {limit / 1_000_000:g} MB; set ARGMAP_MAX_MB to allow it"
            )
        if time.monotonic() - begun > SECONDS * 3:
            raise FetchFailed(f"{urlsplit(url).hostname} takes too long; stopped after {SECONDS * 3:g} s")
    return bytes(content)


def _hackernews(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    yield get(f"https://hn.algolia.com/api/v1/items/{match['id']}")


def _reddit(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    yield get(f"https://www.reddit.com/comments/{match['id']}.json?limit=500")


def _discourse(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    base = f"{match['base']}/t/{match['id']}"
    topic = get(f"{base}.json")
    if isinstance(topic, dict):
        topic["url"] = base  # the JSON of a topic has no address, and posts have one without the host
    yield topic
    stream = topic.get("post_stream", {}) if isinstance(topic, dict) else {}
    have = {post.get("id") for post in stream.get("posts", [])}
    rest = [id for id in stream.get("stream", []) if id not in have]
    for begin in range(0, min(len(rest), MOST_PAGES * 20), 20):
        wanted = "&".join(f"post_ids[]={int(id)}" for id in rest[begin : begin + 20])
        yield get(f"{base}/posts.json?{wanted}")


def _stackexchange(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    """Yield a question, its answers, and the comments on both, of which the API takes a hundred posts at a time."""
    site = quote(re.sub(r"(?:\.stackexchange)?\.(?:com|net)$", "", match["host"]))
    base, end = "https://api.stackexchange.com/2.3", f"site={site}&filter=withbody&pagesize=100"
    yield get(f"{base}/questions/{match['id']}?{end}")
    answers = _all_items(f"{base}/questions/{match['id']}/answers?{end}", get)
    yield {"items": answers}
    ids = [match["id"], *(str(answer.get("answer_id")) for answer in answers)]
    for begin in range(0, len(ids), 100):
        yield {"items": _all_items(f"{base}/posts/{';'.join(ids[begin : begin + 100])}/comments?{end}", get)}


def _all_items(url: str, get: Callable[[str], Any]) -> list[Any]:
    items: list[Any] = []
    for page in range(1, MOST_PAGES + 1):
        got = get(f"{url}&page={page}")
        items += got.get("items", [])
        if not got.get("has_more"):
            break
    return items


def _github_issue(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    base = f"https://api.github.com/repos/{match['repo']}/issues/{match['id']}"
    yield get(base)
    yield from _all_pages(f"{base}/comments", get)


def _github_pull_request(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    base = f"https://api.github.com/repos/{match['repo']}"
    yield get(f"{base}/pulls/{match['id']}")
    yield from _all_pages(f"{base}/issues/{match['id']}/comments", get)
    yield from _all_pages(f"{base}/pulls/{match['id']}/reviews", get)
    yield from _all_pages(f"{base}/pulls/{match['id']}/comments", get)


def _github_discussion(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:  # noqa: ARG001 (asks nothing)
    raise FetchFailed(
        f"GitHub hands out discussions to people who are logged in only; save it with 'gh api graphql' (repository "
        f"{match['repo']}, discussion {match['id']}, with comments and replies) and use 'argmap import FILE'"
    )


def _all_pages(url: str, get: Callable[[str], Any]) -> Iterator[Any]:
    for page in range(1, MOST_PAGES + 1):
        got = get(f"{url}?per_page=100&page={page}")
        yield got
        if len(got) < 100:  # noqa: PLR2004 (a full page)
            break


def _wikipedia(match: re.Match[str], get: Callable[[str], Any]) -> Iterator[Any]:
    """Yield the comments of a talk page, as the extension DiscussionTools parts them."""
    address = f"https://{match['host']}/wiki/{match['page']}"
    page = quote(unquote(match["page"]), safe="")
    got = get(
        f"https://{match['host']}/w/api.php?action=discussiontoolspageinfo&page={page}&prop=threaditemshtml"
        "&excludesignatures=1&format=json&formatversion=2"
    )
    if not isinstance(got, dict) or "discussiontoolspageinfo" not in got:
        raise FetchFailed(
            f"{match['host']} has no comments on the page {unquote(match['page'])!r}; the address must be that of a talk page"
        )
    yield {**got, "url": address}


GITHUB = r"https?://github\.com/(?P<repo>[\w.-]+/[\w.-]+)"

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
            r"https?://(?P<host>(?:[\w-]+\.)*(?:stackexchange|stackoverflow|superuser|serverfault|askubuntu|stackapps)\.com|mathoverflow\.net)"
            r"/q(?:uestions)?/(?P<id>\d+)"
        ),
        _stackexchange,
    ),
    RemoteSite("github", re.compile(rf"{GITHUB}/issues/(?P<id>\d+)"), _github_issue),
    RemoteSite("github", re.compile(rf"{GITHUB}/pull/(?P<id>\d+)"), _github_pull_request),
    RemoteSite("github", re.compile(rf"{GITHUB}/discussions/(?P<id>\d+)"), _github_discussion),
    RemoteSite(
        "wikipedia",
        re.compile(
            r"https?://(?P<host>(?:[\w-]+\.)+(?:wikipedia|wikimedia|wiktionary|wikidata|wikibooks|wikisource|wikivoyage|mediawiki)\.org)"
            r"/wiki/(?P<page>[^?#]+)"
        ),
        _wikipedia,
    ),
    RemoteSite(
        "discourse",
        re.compile(r"(?P<base>https?://[^/]+(?:/[\w-]+)*?)/t/(?:(?!\d+(?:[/?#]|$))[^/?#]+/)?(?P<id>\d+)"),
        _discourse,
    ),
)

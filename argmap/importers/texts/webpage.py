"""A saved web page: the posts of a forum, comments that the page describes, or an article.

Who wrote what is taken from the markup of well-known sites, or from what the page says of itself (schema.org). The text of
an article is that of the element that the page itself marks as its article; nothing is guessed from the looks of a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from argmap.errors import MissingExtra
from argmap.importers.appearance import MARKUP
from argmap.importers.html.text import html_text, parsable
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.importers.texts.page_posts import PostReader, markup_of, text_of
from argmap.importers.texts.page_schema import described_author, described_posts
from argmap.model.posts import Provenance

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

LEAST_TEXT = 40
ARTICLES = ("[itemprop='articleBody']", "article", "main", "[role='main']")
NO_ARTICLE = "nav, aside, footer, form, button, script, style, [role='navigation'], #comments, .comments, #disqus_thread"


def fits(file: InputFile) -> Fit:
    return Fit.LIKELY if MARKUP.match(file.head.lstrip("\ufeff")) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (pages of one discussion)
    """Return the posts of a page, or of the pages of one discussion; of a page with none, its article as a post.

    Raises:
        NotThisSource: it is not certain what on the page was written by whom.
        MissingExtra: beautifulsoup4 is not installed.
    """
    pages = [_page(file) for file in files]
    for read_posts in (_from_markup, _from_description, _from_article):
        thread = read_posts(pages)
        if thread is not None:
            return thread
    raise NotThisSource(
        f"{files[0].name}: it is not certain what on this page is a post and who wrote it; save the discussion as JSON "
        "or text, or give its address ('argmap import URL')"
    )


def _page(file: InputFile) -> BeautifulSoup:
    try:
        from bs4 import BeautifulSoup
        from bs4.exceptions import ParserRejectedMarkup
    except ImportError as error:
        raise MissingExtra("reading web pages", "sources") from error
    try:
        return BeautifulSoup(parsable(file.text), "html.parser")
    except (ParserRejectedMarkup, RecursionError) as error:
        raise NotThisSource(f"{file.name} cannot be read as HTML: {error}") from error


def _from_markup(pages: Sequence[BeautifulSoup]) -> RawThread | None:
    markup = next(filter(None, map(markup_of, pages)), None)
    if markup is None:
        return None
    reader = PostReader(markup)
    for page in pages:
        reader.take(page, _canonical(page))
    posts, inferred = reader.posts, reader.inferred
    if not any(post.text for post in posts):
        return None
    recorded = any(post.parent for post in posts) and not inferred
    title = next(filter(None, (_line(page, markup.title) for page in pages)), "") or _title(pages[0])
    notes = [f"Read from a page of {markup.name}: what the page does not show is missing."]
    if inferred:
        notes.append(f"Posts that answer the post that they quote first (inferred): {inferred}.")
    return RawThread(
        title,
        tuple(posts),
        url=_canonical(pages[0]),
        reply_structure=Provenance.INFERRED
        if inferred
        else Provenance.RECORDED
        if recorded
        else Provenance.UNKNOWN,
        language=_language(pages[0]),
        notes=tuple(notes),
    )


def _from_description(pages: Sequence[BeautifulSoup]) -> RawThread | None:
    title = ""
    posts: list[RawPost] = []
    for page in pages:
        said, described = described_posts(page)
        title, posts = title or said, posts + described
    if not any(post.text for post in posts) or not any(post.author or post.parent for post in posts):
        return None
    return RawThread(
        title or _title(pages[0]),
        tuple(posts),
        url=_canonical(pages[0]),
        language=_language(pages[0]),
        notes=(
            "Read from what the page says of itself (schema.org); comments that it does not list are missing.",
        ),
    )


def _from_article(pages: Sequence[BeautifulSoup]) -> RawThread | None:
    """Return the article of a page as one post; several articles are a list of them, and none of them is the one."""
    page = pages[0]
    article = _article(page) if len(pages) == 1 else None
    if article is None:
        return None
    for element in article.select(NO_ARTICLE):
        element.decompose()
    text = html_text(article.decode_contents())
    if len(text) < LEAST_TEXT:
        return None
    described, published = described_author(page)
    author = described or _meta(page, "author")
    who = (
        f"its author ({author}) is named by the page's own data"
        if author
        else "nobody is named as its author"
    )
    return RawThread(
        _title(page),
        (RawPost("1", author=author, created=published or _meta(page, "article:published_time"), text=text),),
        url=_canonical(page),
        keyed=False,
        authorship=Provenance.INFERRED if author else Provenance.UNKNOWN,
        language=_language(page),
        notes=(f"The article of a web page is one post; {who}. Comments on it were not read.",),
    )


def _article(page: BeautifulSoup) -> Tag | None:
    for selector in ARTICLES:
        elements = [each for each in page.select(selector) if not each.find_parent("article")]
        if len(elements) == 1:
            return elements[0]
        if elements:
            return None
    return None


def _title(page: BeautifulSoup) -> str:
    return _meta(page, "og:title") or _line(page, "h1") or _line(page, "title")


def _line(page: BeautifulSoup, selector: str) -> str:
    return text_of(page.select_one(selector))


def _meta(page: BeautifulSoup, name: str) -> str:
    values = {
        str(each.get("content") or "").strip()
        for each in page.select(f'meta[name="{name}"], meta[property="{name}"]')
    }
    values.discard("")
    return values.pop() if len(values) == 1 else ""


def _canonical(page: BeautifulSoup) -> str | None:
    link = page.select_one('link[rel="canonical"][href]')
    return str(link["href"]) if link is not None else _meta(page, "og:url") or None


def _language(page: BeautifulSoup) -> str | None:
    """Return the language that a page says it is in, if it is a tag of BCP 47."""
    said = str(page.html.get("lang") or "") if page.html is not None else ""
    return said if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", said) else None


IMPORTER = Importer("webpage", "a saved web page", fits, read)

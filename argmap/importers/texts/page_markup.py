"""The markup in which well-known sites and forum programs put posts into their pages.

Only markup that has stayed for years is here. Times are taken from attributes that have one meaning; what a page writes for
readers ("yesterday", "03/04/2024") is not guessed at.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Replies(Enum):
    """How a page shows which post answers which."""

    NESTED = "posts stand in the posts that they answer"
    INDENTED = "replies are indented"
    QUOTED = "a quotation names the post that it is from"
    BELOW = "comments stand below a question or an answer"


@dataclass(frozen=True, slots=True)
class Markup:
    """The markup of a site or a program; all but `name` and `replies` are CSS selectors or names of attributes.

    Attributes:
        name: What it is called in the note.
        post: Every post.
        key: The attribute of a post with its id.
        text: The words of a post.
        author: The name of its author; with "@" the attribute of the post that has it.
        time: The element with the time.
        time_attribute: The attribute of that element.
        title: The title of the discussion.
        replies: How replies are shown.
        quoted: Within a post, the element that names the quoted post, and the attribute that has its key.
        drop: Within the text, what is no word of the author.
        deleted: Within or on a post, the mark of one that is gone.
        head: The post that the others are on; its text begins with the title.
        anchored: Whether the id of its element is the end of the address of a post.
    """

    name: str
    post: str
    key: str
    text: str
    author: str
    time: str
    time_attribute: str
    title: str
    replies: Replies
    quoted: tuple[str, str] | None = None
    drop: str = ""
    deleted: str = ""
    head: str = ""
    anchored: bool = True


MARKUPS = (
    Markup(
        "old Reddit", "div.thing.link[data-fullname], div.thing.comment[data-fullname]", "data-fullname", ".usertext-body .md", "@data-author",
        ".tagline time[datetime]", "datetime", "a.title", Replies.NESTED, deleted=".deleted", head="div.thing.link",
    ),
    Markup(
        "Reddit", "shreddit-post[id], shreddit-comment[thingid]", "thingid id", "[slot='comment'] .md, [slot='text-body'] .md", "@author", "time[datetime]",
        "datetime", "h1[slot='title']", Replies.NESTED, head="shreddit-post[id]", anchored=False,
    ),
    Markup(
        "Hacker News", "table.fatitem tr.athing, tr.athing.comtr", "id", ".commtext, .toptext", ".hnuser", ".age[title]", "title",
        ".titleline > a", Replies.INDENTED, drop=".reply", head="table.fatitem tr.athing:not(.comtr)",
    ),
    Markup(
        "Discourse", "article[data-post-id]", "id", ".cooked", ".names [data-user-card], .names .username", ".relative-date[data-time]", "data-time",
        "#topic-title .fancy-title, h1 .fancy-title", Replies.QUOTED, ("aside.quote[data-post]", "data-post"), drop=".quote-controls, .cooked-selection-barrier, img.avatar, .lightbox .meta", anchored=False,
    ),
    Markup(
        "XenForo", "article.message[data-content^='post-']", "data-content", ".message-body .bbWrapper", "@data-author", "time[datetime]", "datetime",
        "h1.p-title-value", Replies.QUOTED, ("blockquote[data-source^='post: ']", "data-source"), drop=".bbCodeBlock-expandLink, .js-selectToQuoteEnd",
    ),
    Markup(
        "phpBB", "div.post[id^='p']:has(.postbody)", "id", ".content", ".author .username, .author .username-coloured, .postprofile .username, .postprofile .username-coloured",
        ".author time[datetime]", "datetime", "h2.topic-title", Replies.QUOTED, ("blockquote cite a[data-post-id]", "data-post-id"),
    ),
    Markup(
        "vBulletin", "li.postcontainer[id^='post_']", "id", "blockquote.postcontent", "a.username, .username_container .username", "time[datetime]", "datetime",
        ".threadtitle", Replies.QUOTED, (".bbcode_postedby a[href*='#post']", "href"),
    ),
    Markup(
        "GitHub", "div.timeline-comment[id], div.review-comment[id]", "id", ".comment-body", "a.author", "relative-time[datetime]", "datetime",
        ".js-issue-title", Replies.QUOTED,
    ),
    Markup(
        "Stack Exchange", "#question, .answer[data-answerid], li.comment[data-comment-id]", "data-answerid data-comment-id data-questionid", ".js-post-body, .comment-copy",
        ".post-signature:last-of-type .user-details [itemprop='name'], .post-signature:last-of-type .user-details a, .comment-user", ".relativetime[title], .relativetime-clean[title]", "title",
        "h1 a.question-hyperlink", Replies.BELOW, head="#question",
    ),
    Markup(
        "WordPress", "li.comment[id^='comment-'], article:has(.entry-content)", "id", ".comment-content, .entry-content", ".fn, .author a", ".comment-metadata time[datetime], time.entry-date[datetime], time[datetime]",
        "datetime", ".entry-title", Replies.NESTED, head="article:has(.entry-content)",
    ),
)  # fmt: skip

"""Saved pages; each is written here with the markup that its site or program has, and what is expected by hand."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, MissingExtra
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import NotThisSource
from argmap.importers.registry import importer, read, recognised
from argmap.model.thread import Thread

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"
Row = tuple[str, str | None, str | None, str | None, str | None]


def files(*pages: str) -> list[InputFile]:
    return [InputFile(f"page{n}.html", content=page.encode()) for n, page in enumerate(pages)]


def imported(*pages: str) -> Thread:
    given = files(*pages)
    chosen = recognised(given)
    assert chosen.name == "webpage"
    return thread_of(read(chosen, given), ImportOptions("t", chosen.name))


def rows(thread: Thread) -> list[Row]:
    names = {p.id: p.name for p in thread.participants}
    return [(p.id, names.get(p.author or ""), p.reply_to, p.created, p.text or p.gone) for p in thread.posts]


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head><title>Trams : s</title><style>p {{ color: red }}</style>{head}</head><body><nav>Menu</nav>{body}<footer>Imprint</footer></body></html>'


T0, T1, T2, T3 = (f"2024-01-04T19:{n:02}:00Z" for n in range(4))


def thing(kind: str, id: str, who: str, when: str, words: str, children: str = "", more: str = "") -> str:
    author = f'data-author="{who}"' if who else ""
    return (
        f'<div class="thing id-{id} {kind} {more}" id="thing_{id}" data-fullname="{id}" {author}><div class="entry"><p class="tagline"><a class="author">{who}</a> '
        f'<time title="x" datetime="{when}+00:00">1 hour ago</time></p><form class="usertext"><div class="usertext-body"><div class="md">{words}</div></div></form>'
        f'<ul class="flat-list buttons"><li>permalink</li><li>reply</li></ul></div><div class="child"><div class="sitetable listing">{children}</div></div></div>'
    )


REDDIT = page(
    f'<div class="thing link" data-fullname="t3_a" data-author="nora" id="thing_t3_a"><div class="entry"><p class="title"><a class="title" href="/r/x">Are trams cheap?</a></p><p class="tagline"><time datetime="{T0[:-1]}+00:00">x</time></p><div class="expando"><div class="usertext-body"><div class="md"><p>Well?</p></div></div></div></div></div>'
    '<div class="commentarea"><div class="sitetable nestedlisting">'
    + thing("comment", "t1_b", "ada", T1[:-1], "<p>Yes.</p>", thing("comment", "t1_c", "tom", T2[:-1], "<blockquote><p>Yes.</p></blockquote><p>No.</p>"))
    + thing("comment", "t1_d", "", T3[:-1], "<p>[deleted]</p>", more="deleted")
    + "</div></div>"
)  # fmt: skip


def shreddit(id: str, who: str, when: str, words: str, children: str = "") -> str:
    return f'<shreddit-comment thingid="{id}" author="{who}" depth="0"><div slot="commentMeta"><a href="/user/{who}">{who}</a><faceplate-timeago><time datetime="{when[:-1]}.000000+0000">1h</time></faceplate-timeago></div><div slot="comment"><div class="md"><p>{words}</p></div></div><shreddit-comment-action-row>Reply</shreddit-comment-action-row>{children}</shreddit-comment>'


SHREDDIT = page(
    f'<main><shreddit-post id="t3_a" author="nora" post-title="x"><h1 slot="title">Are trams cheap?</h1><time datetime="{T0[:-1]}.000000+0000">1h</time><div slot="text-body"><div class="md"><p>Well?</p></div></div></shreddit-post><shreddit-comment-tree>'
    + shreddit("t1_b", "ada", T1, "Yes.", shreddit("t1_c", "tom", T2, "No."))
    + "</shreddit-comment-tree></main>"
)  # fmt: skip


def hn(id: int, indent: int, who: str, when: str, words: str) -> str:
    return (
        f'<tr class="athing comtr" id="{id}"><td><table><tr><td class="ind" indent="{indent}"><img src="s.gif" width="{indent * 40}"></td><td class="default"><div class="comhead"><a href="user?id={who}" class="hnuser">{who}</a> '
        f'<span class="age" title="{when} 1704394800"><a href="item?id={id}">1 hour ago</a></span></div><div class="comment">{words}</div></td></tr></table></td></tr>'
    )


HN = page(
    f'<table class="fatitem"><tr class="athing submission" id="90"><td class="title"><span class="titleline"><a href="https://x.example/">Are trams cheap?</a></span></td></tr><tr><td class="subtext"><a class="hnuser">nora</a> <span class="age" title="{T0[:-1]} 1704394800">x</span></td></tr><tr><td><div class="toptext">Well?</div></td></tr></table><table class="comment-tree">'
    + hn(91, 0, "ada", T1[:-1], '<div class="commtext c00">Yes.<p>Really &amp; <i>so</i>.<div class="reply"><p>reply</p></div></div>')
    + hn(92, 1, "tom", T2[:-1], '<div class="commtext c00">No.</div>')
    + '<tr class="athing comtr" id="93"><td><table><tr><td class="ind" indent="2"></td><td class="default"><div class="comment">[flagged]<div class="reply"></div></div></td></tr></table></td></tr>'
    + hn(94, 0, "zoe", T3[:-1], '<div class="commtext c00">So.</div>')
    + "</table>"
)  # fmt: skip


def discourse(number: int, who: str, milliseconds: int, words: str) -> str:
    return f'<div class="topic-post"><article id="post_{number}" data-post-id="{500 + number}"><div class="topic-meta-data"><div class="names"><span class="username"><a data-user-card="{who}">{who}</a></span></div><div class="post-infos"><a class="post-date"><span class="relative-date" data-time="{milliseconds}">1h</span></a></div></div><div class="cooked">{words}</div><nav>Reply</nav></article></div>'


DISCOURSE = page(
    '<div id="topic-title"><h1><a class="fancy-title"><span>Are trams cheap?</span></a></h1></div>'
    + discourse(1, "nora", 1704394800000, "<p>Well?</p>")
    + discourse(2, "ada", 1704394860000, "<p>Yes.</p>")
    + discourse(3, "tom", 1704394920000, '<aside class="quote" data-post="2" data-topic="9"><div class="title"><div class="quote-controls">▼</div><img class="avatar" alt="a"> ada:</div><blockquote><p>Yes.</p></blockquote></aside><p>No.</p>'),
    head='<link rel="canonical" href="https://forum.example/t/trams/9">',
)  # fmt: skip

CRAWLER = page(
    '<div id="main-outlet"><div itemscope itemtype="http://schema.org/DiscussionForumPosting"><meta itemprop="headline" content="Are trams cheap?"><link itemprop="url" href="https://forum.example/t/trams/9">'
    f'<div id="post_1" class="topic-body crawler-post"><span itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="https://forum.example/u/nora"><span itemprop="name">nora</span></a></span><time itemprop="datePublished" datetime="{T0}">x</time><div class="post" itemprop="text"><p>Well?</p></div></div>'
     f'<div id="post_2" itemprop="comment" itemscope itemtype="http://schema.org/Comment"><link itemprop="url" href="https://forum.example/t/trams/9/2"><span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">ada</span></span><time itemprop="datePublished" datetime="{T1}">x</time><div itemprop="text"><ul><li>Yes.</li></ul></div></div></div></div>'
)  # fmt: skip


SOLVED = page(
    '<div itemscope itemtype="https://schema.org/QAPage"><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question" id="post_1"><meta itemprop="name" content="Are trams cheap?">'
    f'<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">nora</span></span><meta itemprop="datePublished" content="{T0}"><div itemprop="text"><p>Well?</p></div>'
    f'<div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer" id="post_2"><span itemprop="author" itemscope><span itemprop="name">ada</span></span><meta itemprop="datePublished" content="{T1}"><div itemprop="text">Yes.</div></div></div></div>'
)  # fmt: skip


def xenforo(id: int, who: str, when: str, words: str) -> str:
    return f'<article class="message message--post" data-author="{who}" data-content="post-{id}" id="js-post-{id}"><header class="message-attribution"><time class="u-dt" datetime="{when[:-1]}+0000">x</time></header><div class="message-cell"><div class="message-body"><div class="bbWrapper">{words}</div></div><div class="message-signature"><div class="bbWrapper">My signature</div></div></div></article>'


XENFORO = page(
    '<h1 class="p-title-value">Are trams cheap?</h1>'
    + xenforo(11, "nora", T0, "Well?")
    + xenforo(12, "ada", T1, "Yes.<br>Really.")
    + xenforo(13, "tom", T2, '<blockquote data-attributes="member: 2" data-quote="ada" data-source="post: 12" class="bbCodeBlock"><div class="bbCodeBlock-title"><a>ada said:</a></div><div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent">Yes.</div><div class="bbCodeBlock-expandLink"><a>Click to expand...</a></div></div></blockquote>No.')
)  # fmt: skip


def phpbb(id: int, who: str, when: str, words: str) -> str:
    return f'<div id="p{id}" class="post has-profile bg2"><div class="inner"><dl class="postprofile"><dt><a class="username">{who}</a></dt><dd>Posts: 7</dd></dl><div class="postbody"><div><h3><a href="#p{id}">Re: Trams</a></h3><p class="author">by <strong><a class="username">{who}</a></strong> » <time datetime="{when[:-1]}+00:00">Thu Jan 04</time></p><div class="content">{words}</div><div class="signature">Sig</div></div></div></div></div>'


PHPBB = page(
    '<h2 class="topic-title"><a href="x">Are trams cheap?</a></h2>'
    + phpbb(21, "nora", T0, "Well?")
    + phpbb(22, "ada", T1, "Yes.")
    + phpbb(23, "tom", T2, '<blockquote><div><cite>ada wrote: <a href="viewtopic.php?p=22#p22" data-post-id="22">↑</a></cite>Yes.</div></blockquote>No.'),
    head='<link rel="canonical" href="https://forum.example/viewtopic.php?t=1">',
)  # fmt: skip

VBULLETIN = page(
    '<span class="threadtitle"><a>Are trams cheap?</a></span><ol id="posts">'
    + "".join(
        f'<li class="postbitlegacy postbitim postcontainer old" id="post_{id}"><div class="posthead"><span class="date">01-04-2024, <span class="time">07:00 PM</span></span></div><div class="userinfo"><div class="username_container"><a class="username offline"><strong>{who}</strong></a></div></div><div class="postbody"><div class="content"><div id="post_message_{id}"><blockquote class="postcontent restore">{words}</blockquote></div></div></div></li>'
        for id, who, words in ((31, "nora", "Well?"), (32, "ada", "Yes."), (33, "tom", '<div class="bbcode_container"><div class="bbcode_postedby">Originally Posted by <strong>ada</strong> <a href="showthread.php?p=32#post32">x</a></div><div class="message">Yes.</div></div>No.'))
    )
    + "</ol>"
)  # fmt: skip

GITHUB = page(
    '<h1><bdi class="js-issue-title markdown-title">Are trams cheap?</bdi></h1>'
    + "".join(
        f'<div class="js-comment-container"><div class="timeline-comment" id="{id}"><div class="timeline-comment-header"><a class="author">{who}</a> commented <relative-time datetime="{when}">x</relative-time></div><table><tr><td class="comment-body markdown-body">{words}</td></tr></table></div></div>'
        for id, who, when, words in (("issue-7", "nora", T0, "<p>Well?</p>"), ("issuecomment-8", "ada", T1, "<p>Yes.</p>"))
    )
    + '<div class="TimelineItem">ada closed this</div>',
    head='<link rel="canonical" href="https://github.com/x/y/issues/7">',
)  # fmt: skip


def signed(who: str, when: str, more: str = "") -> str:
    return f'<div class="post-signature {more}"><span class="relativetime" title="{when[:-1].replace("T", " ")}Z">x</span><div class="user-details"><a href="/users/1">{who}</a></div></div>'


STACK = page(
    '<h1><a class="question-hyperlink">Are trams cheap?</a></h1><div id="question" data-questionid="5"><div class="js-post-body"><p>Well?</p></div>'
    + signed("nora", T0, "owner")
    + f'<ul><li class="comment" data-comment-id="7" id="comment-7"><span class="comment-copy">Which?</span> <a class="comment-user">tom</a> <span class="relativetime-clean" title="{T1[:-1].replace("T", " ")}Z, License: CC BY-SA 4.0">x</span></li></ul></div>'
    + f'<div id="answer-6" class="answer" data-answerid="6"><div class="js-post-body"><p>Yes.</p></div>{signed("ada", T2)}</div>'
)  # fmt: skip

WORDPRESS = page(
    f'<main><article id="post-40" class="post type-post hentry"><h1 class="entry-title">Are trams cheap?</h1><span class="author vcard"><a class="fn n">nora</a></span><time class="entry-date" datetime="{T0[:-1]}+00:00">x</time><div class="entry-content"><p>Well?</p></div></article><div id="comments"><ol class="comment-list">'
    f'<li id="comment-41" class="comment even depth-1"><article id="div-comment-41" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">ada</b> <span class="says">says:</span></div><div class="comment-metadata"><a><time datetime="{T1[:-1]}+00:00">x</time></a></div></footer><div class="comment-content"><p>Yes.</p></div><div class="reply"><a>Reply</a></div></article>'
     f'<ol class="children"><li id="comment-42" class="comment odd depth-2"><article class="comment-body"><div class="comment-author"><b class="fn">tom</b></div><div class="comment-metadata"><time datetime="{T2[:-1]}+00:00">x</time></div><div class="comment-content"><p>No.</p></div></article></li></ol></li></ol></div></main>'
)  # fmt: skip

SITES: dict[str, tuple[str, list[Row]]] = {
    "old Reddit": (REDDIT, [("t3-a", "nora", None, T0, "Are trams cheap?\n\nWell?"), ("t1-b", "ada", "t3-a", T1, "Yes."), ("t1-c", "tom", "t1-b", T2, "> Yes.\n\nNo."), ("t1-d", None, "t3-a", T3, "deleted")]),
    "Reddit": (SHREDDIT, [("t3-a", "nora", None, T0, "Are trams cheap?\n\nWell?"), ("t1-b", "ada", "t3-a", T1, "Yes."), ("t1-c", "tom", "t1-b", T2, "No.")]),
    "Hacker News": (HN, [("p90", "nora", None, T0, "Are trams cheap?\n\nWell?"), ("p91", "ada", "p90", T1, "Yes.\n\nReally & so."), ("p92", "tom", "p91", T2, "No."), ("p93", None, "p92", None, "removed"), ("p94", "zoe", "p90", T3, "So.")]),
    "Discourse": (DISCOURSE, [("post-1", "nora", None, T0, "Well?"), ("post-2", "ada", None, T1, "Yes."), ("post-3", "tom", "post-2", T2, "ada:\n\n> Yes.\n\nNo.")]),
    "Discourse for crawlers": (CRAWLER, [("p9", "nora", None, T0, "Are trams cheap?\n\nWell?"), ("post-2", "ada", "p9", T1, "- Yes.")]),
    "a solved question for crawlers": (SOLVED, [("post-1", "nora", None, T0, "Are trams cheap?\n\nWell?"), ("post-2", "ada", "post-1", T1, "Yes.")]),
    "XenForo": (XENFORO, [("post-11", "nora", None, T0, "Well?"), ("post-12", "ada", None, T1, "Yes.\nReally."), ("post-13", "tom", "post-12", T2, "> ada said:\n\n> Yes.\n\nNo.")]),
    "phpBB": (PHPBB, [("p21", "nora", None, T0, "Well?"), ("p22", "ada", None, T1, "Yes."), ("p23", "tom", "p22", T2, "> ada wrote: ↑Yes.\n\nNo.")]),
    "vBulletin": (VBULLETIN, [("post-31", "nora", None, None, "Well?"), ("post-32", "ada", None, None, "Yes."), ("post-33", "tom", "post-32", None, "Originally Posted by ada x\n\nYes.\n\nNo.")]),
    "GitHub": (GITHUB, [("issue-7", "nora", None, T0, "Well?"), ("issuecomment-8", "ada", None, T1, "Yes.")]),
    "Stack Exchange": (STACK, [("p5", "nora", None, T0, "Are trams cheap?\n\nWell?"), ("p7", "tom", "p5", T1, "Which?"), ("p6", "ada", "p5", T2, "Yes.")]),
    "WordPress": (WORDPRESS, [("post-40", "nora", None, T0, "Are trams cheap?\n\nWell?"), ("comment-41", "ada", "post-40", T1, "Yes."), ("comment-42", "tom", "comment-41", T2, "No.")]),
}  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), SITES.values(), ids=SITES)
def test_pages_of_known_sites_and_programs(html: str, expected: list[Row]) -> None:
    thread = imported(html)
    assert rows(thread) == expected
    assert thread.title == "Are trams cheap?"
    assert thread.authorship == "recorded"
    assert thread.language == "en"


def test_the_second_page_of_a_discussion_goes_on_with_the_first() -> None:
    second = page(
        phpbb(24, "zoe", T3, '<blockquote><cite><a data-post-id="21">x</a></cite>Well?</blockquote>So.')
    )
    thread = imported(PHPBB, second)
    assert [(p.id, p.reply_to) for p in thread.posts] == [
        ("p21", None),
        ("p22", None),
        ("p23", "p22"),
        ("p24", "p21"),
    ]
    assert thread.reply_structure == "inferred"
    assert thread.posts[0].url == "https://forum.example/viewtopic.php?t=1#p21"
    assert "Posts that answer the post that they quote first (inferred): 2." in (thread.source.note or "")


def described(value: Any) -> str:
    return page(
        "<p>Nothing else.</p>", head=f'<script type="application/ld+json">{json.dumps(value)}</script>'
    )


def said(kind: str, id: int, who: str, when: str, words: str, **more: Any) -> dict[str, Any]:
    return {"@type": kind, "@id": f"https://forum.example/t/1#c{id}", "author": {"@type": "Person", "name": who}, "datePublished": when, "text": words, **more}  # fmt: skip


NESTED = said("Comment", 2, "ada", T1, "Yes.", comment=said("Comment", 3, "tom", T2, "<p>No.</p><p>So.</p>"))  # fmt: skip
POSTING = said(
    "DiscussionForumPosting", 1, "nora", T0, "Well?", headline="Are trams cheap?", comment=[NESTED]
)
DESCRIBED = {
    "a posting": POSTING,
    "a graph": {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, POSTING]},
    "a page of a posting": [{"@type": "WebPage", "mainEntity": POSTING}],
    "comments side by side": {**POSTING, "comment": [{**NESTED, "comment": None}, {**NESTED["comment"], "parentItem": {"@type": "Comment", "@id": "https://forum.example/t/1#c2"}}]},
    "an article with comments": {**POSTING, "@type": ["NewsArticle"], "articleBody": "Well?", "author": [{"@type": "Person", "name": "nora"}]},
}  # fmt: skip


@pytest.mark.parametrize("value", DESCRIBED.values(), ids=DESCRIBED)
def test_what_a_page_says_of_its_posts(value: Any) -> None:
    thread = imported(described(value))
    assert rows(thread) == [
        ("c1", "nora", None, T0, "Are trams cheap?\n\nWell?"), ("c2", "ada", "c1", T1, "Yes."), ("c3", "tom", "c2", T2, "No.\n\nSo."),
    ]  # fmt: skip
    assert "schema.org" in (thread.source.note or "")


def test_questions_and_answers_of_a_page() -> None:
    question = said("Question", 1, "nora", T0, "Well?", name="Are trams cheap?", acceptedAnswer=said("Answer", 2, "ada", T1, "Yes."), suggestedAnswer=[said("Answer", 3, "tom", T2, "No.")])  # fmt: skip
    thread = imported(described({"@type": "QAPage", "mainEntity": question}))
    assert [(p.id, p.reply_to, p.label) for p in thread.posts] == [
        ("c1", None, None), ("c2", "c1", "accepted answer"), ("c3", "c1", None),
    ]  # fmt: skip


WORDS = "<h1>Are trams cheap?</h1><p>They are, if they are full.</p><table><tr><td>Line</td><td>Cost</td></tr></table><nav>Share</nav><form><button>Subscribe</button></form>"
TEXT = "Are trams cheap?\n\nThey are, if they are full.\n\nLine | Cost"


def test_an_article_is_one_post_and_its_author_is_inferred() -> None:
    head = f'<meta name="author" content="Nora Ü."><meta property="og:title" content="Trams"><meta property="article:published_time" content="{T0}">'
    thread = imported(page(f"<article>{WORDS}</article><section id='comments'>3 comments</section>", head))
    assert rows(thread) == [("p1", "Nora Ü.", None, T0, TEXT)]
    assert (thread.title, thread.authorship) == ("Trams", "inferred")
    assert "named by the page's own data" in (thread.source.note or "")


def test_an_article_without_an_author() -> None:
    two = '<meta name="author" content="Nora"><meta name="author" content="Tom">'
    for html in (page(f"<main>{WORDS}</main>"), page(f"<div itemprop='articleBody'>{WORDS}</div>", two)):
        thread = imported(html)
        assert rows(thread) == [("p1", None, None, None, TEXT)]
        assert thread.authorship == "unknown"
        assert "nobody is named as its author" in (thread.source.note or "")


def test_the_author_of_an_article_in_its_description() -> None:
    head = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "author": [{"name": "Nora"}], "datePublished": T0})}</script><script type="application/ld+json">{{broken</script>'
    assert rows(imported(page(f"<article>{WORDS}</article>", head))) == [("p1", "Nora", None, T0, TEXT)]


REFUSED = {
    "posts in boxes": page('<div class="post"><b>Nora</b>: <p>Trams are cheaper.</p></div><div class="post"><b>Tom</b>: <p>Only full ones.</p></div>'),
    "a list of articles": page(f"<article>{WORDS}</article><article>{WORDS}</article>"),
    "a list of submissions": page('<div class="thing link" data-fullname="t3_a" data-author="a"><div class="usertext-body"><div class="md">x</div></div></div><div class="thing link" data-fullname="t3_b" data-author="b"><div class="usertext-body"><div class="md">y</div></div></div>'),
    "a page that a program fills": page('<main><div id="root"></div></main>'),
    "nothing": "<!DOCTYPE html><html></html>",
}  # fmt: skip


@pytest.mark.parametrize("html", REFUSED.values(), ids=REFUSED)
def test_where_nothing_is_certain_the_page_is_refused(html: str) -> None:
    with pytest.raises(NotThisSource, match="save the discussion as JSON or text"):
        imported(html)


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_the_case_beside_the_repository() -> None:
    given = [InputFile("page.html", CASES / "x-html" / "page.html")]
    with pytest.raises(NotThisSource, match="JSON or text"):
        read(recognised(given), given)


def test_without_its_parser_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bs4", None)
    with pytest.raises(MissingExtra, match=r"argmap\[sources\]"):
        imported(HN)


PAGES = [html for html, _ in SITES.values()]


@given(st.sampled_from(PAGES), st.integers(0, 3000), st.integers(0, 400), st.sampled_from(["", "<![", "</div>", "<table>", '"', "<li id='comment-9'>"]))  # fmt: skip
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_pages_are_read_or_refused(html: str, place: int, cut: int, put: str) -> None:
    with contextlib.suppress(ArgmapError):
        given = files(html[:place] + put + html[place + cut :])
        thread_of(read(importer("webpage"), given), ImportOptions("t", "webpage"))


values = st.recursive(
    st.none() | st.integers(-1, 5) | st.text(max_size=5) | st.sampled_from(["Comment", "Question", "NewsArticle"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["@type", "@id", "author", "name", "text", "comment", "mainEntity", "@graph", "suggestedAnswer", "parentItem", "datePublished", "url"]), inner, max_size=5),
    max_leaves=15,
)  # fmt: skip


@given(values)
@settings(suppress_health_check=list(HealthCheck))
def test_any_description_is_read_or_refused(value: Any) -> None:
    with contextlib.suppress(ArgmapError):
        thread_of(
            read(importer("webpage"), files(described([value, POSTING]))), ImportOptions("t", "webpage")
        )

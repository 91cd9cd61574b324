"""Talk pages: wikitext, HTML and JSON written here after MediaWiki's manuals, and what is expected by hand."""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from html import escape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, MissingExtra
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.forums.wiki_signatures import TIMES, moment, signature
from argmap.importers.forums.wiki_text import wiki_text
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, NotThisSource, SeveralDiscussions
from argmap.importers.registry import discussions, importer, read, recognised
from argmap.model.thread import Thread


def files(*contents: Any) -> list[InputFile]:
    return [InputFile(f"{n}", content=(c if isinstance(c, str) else json.dumps(c)).encode()) for n, c in enumerate(contents)]  # fmt: skip


def imported(*contents: Any, wanted: str | None = None) -> Thread:
    given = files(*contents)
    chosen = recognised(given)
    assert chosen.name == "wikipedia"
    return thread_of(read(chosen, given, wanted), ImportOptions("t", chosen.name))


def rows(thread: Thread) -> list[tuple[str | None, str | None, str | None]]:
    names = {p.id: p.name for p in thread.participants}
    return [(names.get(p.author or ""), p.reply_to, p.text) for p in thread.posts]


def sign(name: str, minute: int) -> str:
    return f"[[User:{name}|{name}]] ([[User talk:{name}|talk]]) 19:{minute:02}, 4 January 2024 (UTC)"


TALK = f"""{{{{Talk header}}}}
{{{{WikiProject banner shell|
{{{{WikiProject Trains|class=B}}}}
}}}}

== Are trams ''cheaper''? ==
Trams are '''cheaper''', see [[Tram|the article]] and [https://x.example/a numbers].

Two reasons:
# Price.
# Noise. <nowiki>~~~~</nowiki> {sign("Nora", 0)}
:{{{{ping|Nora}}}} Are they? I agree with [[User:Ada B|Ada]]. <span style="color:red">[[User:Tom_b|<b>Tom</b>]]</span> • [[User talk:Tom b#top|♥]] 19:05, 4 January 2024 (UTC)
::Only full ones.
::Really. [[Special:Contributions/192.0.2.7|192.0.2.7]] ([[User talk:192.0.2.7|talk]]) 19:10, 4 January 2024 (UTC)
:::Yes <s>and no</s>. --{sign("Nora", 12)}
{{{{od|:::}}}} Back to the left. {sign("Zoë", 20)}
:Nested after. [[Benutzer:Jürgen|Jürgen]] ([[Benutzer Diskussion:Jürgen|Diskussion]]) 20:25, 4. Jan. 2024 (CET)

== Bridges ==
<!-- nobody sees this -->
An old bridge. {sign("Tom b", 40)}

== Nobody signed this ==
No discussion.
"""


def test_a_section_is_a_discussion_with_indented_replies() -> None:
    thread = imported(TALK, wanted="Are_trams_cheaper?")
    assert rows(thread) == [
        ("Nora", None, "Trams are cheaper, see the article and numbers <https://x.example/a>.\n\nTwo reasons:\n1. Price.\n2. Noise. ~~~~"),
        ("Tom b", "p1", "@Nora: Are they? I agree with Ada."),
        ("192.0.2.7", "p2", "Only full ones.\nReally."),
        ("Nora", "p3", "Yes ~~and no~~."),
        ("Zoë", "p4", "Back to the left."),
        ("Jürgen", "p5", "Nested after."),
    ]  # fmt: skip
    assert [p.created for p in thread.posts][-1] == "2024-01-04T19:25:00Z"  # 20:25 in Berlin
    assert thread.title == "Are trams cheaper?"
    assert (thread.authorship, thread.reply_structure) == ("recorded", "inferred")


def test_sections_are_several_discussions() -> None:
    given = files(TALK)
    with pytest.raises(
        SeveralDiscussions, match=re.escape("Are_trams_cheaper? (Are trams cheaper?); Bridges (Bridges)")
    ):
        read(importer("wikipedia"), given)  # fmt: skip
    assert [(e.key, e.posts, e.people) for e in discussions(importer("wikipedia"), given)] == [
        ("Are_trams_cheaper?", 6, 5), ("Bridges", 1, 1),
    ]  # fmt: skip


UNSIGNED = f"""== Bells ==
They ring. {sign("Nora", 0)}

An unsigned thought.
:A reply to it. {sign("Ada", 30)}
* '''Keep''' because. <small class="autosigned">— Preceding [[Wikipedia:Signatures|unsigned]] comment added by [[User:New one|New one]] ([[User talk:New one|talk]] • [[Special:Contributions/New one|contribs]]) 19:40, 4 January 2024 (UTC)</small>
* '''Delete'''. {{{{unsigned|Old one|19:41, 4 January 2024 (UTC)}}}}
* So. {{{{unsigned2|19:42, 4 January 2024 (UTC)|Third}}}}

=== Break ===
More. {sign("Nora", 50)}
And this has no end.
"""


def test_what_nobody_signed_is_nobodys() -> None:
    thread = imported(UNSIGNED)
    said = {(a, t): p.label for p, (a, _, t) in zip(thread.posts, rows(thread), strict=True)}
    assert said == {
        ("Nora", "They ring."): None,
        (None, "An unsigned thought."): "unsigned",
        ("Ada", "A reply to it."): None,
        ("New one", "Keep because."): "unsigned",
        ("Old one", "Delete."): "unsigned",
        ("Third", "So."): "unsigned",
        ("Nora", "More."): None,
        (None, "And this has no end."): "unsigned",
    }
    note = thread.source.note or ""
    assert "3 comments had no signature" in note
    assert "without an author: 2" in note
    assert "left out: Break." in note


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("19:00, 4 January 2024 (UTC)", "2024-01-04T19:00:00+00:00"),
        ("19:00, January 4, 2024 (UTC)", "2024-01-04T19:00:00+00:00"),
        ("19:00, 4. Mär. 2024 (CET)", "2024-03-04T19:00:00+01:00"),
        ("21:07, 14. Jul. 2024 (CEST)", "2024-07-14T21:07:00+02:00"),
        ("4 février 2024 à 19:00 (CET)", "2024-02-04T19:00:00+01:00"),
        ("14 juillet 2024 à 19:00 (CEST)", "2024-07-14T19:00:00+02:00"),
        ("14 juin 2024 à 19:00 (CEST)", "2024-06-14T19:00:00+02:00"),
        ("19:00 4 ene 2024 (UTC)", "2024-01-04T19:00:00+00:00"),
        ("19:00, 4 gen 2024 (CET)", "2024-01-04T19:00:00+01:00"),
        ("4 mrt 2024 19:00 (CET)", "2024-03-04T19:00:00+01:00"),
        ("19h00min de 4 de dezembro de 2024 (UTC)", "2024-12-04T19:00:00+00:00"),
        ("19:00, 4 paź 2024 (CEST)", "2024-10-04T19:00:00+02:00"),
        ("19:00, 4 мая 2024 (UTC)", "2024-05-04T19:00:00+00:00"),
        ("4 maj 2024 kl. 19.00 (CEST)", "2024-05-04T19:00:00+02:00"),
        ("2024年1月4日 (木) 19:00 (UTC)", "2024-01-04T19:00:00+00:00"),
        ("19:00, 4 January 2024 (XYZT)", "19:00, 4 January 2024 (XYZT)"),
        ("19:00, 4 Nonsense 2024 (UTC)", "19:00, 4 Nonsense 2024 (UTC)"),
        ("19:00, 31 February 2024 (UTC)", "19:00, 31 February 2024 (UTC)"),
    ],
)
def test_times_of_signatures(written: str, expected: str) -> None:
    matches = [match for form in TIMES if (match := form.search(written))]
    assert [moment(match) for match in matches] == [expected]


AT = "19:00, 4 January 2024 (UTC)"
LINES = {
    "no time": ("So [[User:Ada|Ada]]", None),
    "no name": (f"In {AT} it rained.", None),
    "a name far from the time": (
        f"[[User:Ada|Ada]] said that it rained all day and all night since {AT}",
        None,
    ),
    "a name in the sentence before": (f"I met [[User:Ada|Ada]]. It was {AT}", None),
    "another's name": (f"Ask [[User:Ada|Ada]]. [[User:Bo|Bo]] {AT}", "Bo"),
    "another's name beside it": (f"Ask [[User:Ada|Ada]] [[User:Bo|Bo]] ([[User talk:Bo|t]]) {AT}", "Bo"),
    "another wiki": (f"Hi [[:de:Benutzer:Ada|Ada]] {AT}", "Ada"),
    "a subpage": (f"Hi [[User:Ada/sig|A]] {AT}", "Ada"),
    "a small first letter": (f"Hi [[user:ada_b|A]] {AT}", "Ada b"),
}


@pytest.mark.parametrize(("line", "author"), LINES.values(), ids=LINES)
def test_who_signed_a_line(line: str, author: str | None) -> None:
    signed = signature(line)
    assert (signed.author if signed else None) == author


WIKITEXT = {
    "links": ("[[Tram]]s, [[Tram|it]], [[:Category:Trams]], [[Category:Trams]][[File:A.jpg|thumb|A tram]] [https://x.example] https://y.example", "Trams, it, Category:Trams, A tram https://x.example https://y.example"),
    "marks": ("''a'' '''b''' <u>c</u> x<sup>2</sup> y<sub>10</sub> <del>d</del> <code>e &lt; f</code>&nbsp;g<br>h", "a b c x^2 y_(10) ~~d~~ e < f g\nh"),
    "lists": ("* a\n** b\n* c\n# one\n# two\n## deep\n# three", "- a\n  - b\n- c\n1. one\n2. two\n  1. deep\n3. three"),
    "templates": ("{{re|Ada|Bo}} {{tq|so}} {{u|Cy}} {{tl|Tram}} {{unknown|x=1}}", '@Ada, @Bo: "so" @Cy {{tl|Tram}} {{unknown|x=1}}'),
    "notes and formulas": ("a<ref>b</ref> <math>x\n+ y</math>", "a [b] $x + y$"),
    "no wikitext": ("<nowiki>[[a]] {{b}}</nowiki>", "[[a]] {{b}}"),
    "broken": ("[[a {{b <i>c", "[[a {{b <i>c"),
    "comments": ("a<!-- b -->c", "ac"),
}  # fmt: skip


@pytest.mark.parametrize(("wikitext", "expected"), WIKITEXT.values(), ids=WIKITEXT)
def test_wikitext_becomes_plain_text(wikitext: str, expected: str) -> None:
    assert wiki_text(wikitext.split("\n"), 0) == expected


@pytest.mark.parametrize(
    "part", ["<a ", "<b>", '<a href="', "{{a|", "[[a|", "[http://a ", "<b>{{", "{{tq|[[b|<i>"]
)
def test_signs_that_never_close_take_time_by_their_length(part: str) -> None:
    begun = time.process_time()
    text = part * (30_000 // len(part))
    assert "".join(wiki_text([text], 0).split()) == "".join(
        text.split()
    )  # nothing opens: the text is what was written
    assert time.process_time() - begun < 2  # "<a " took 10 s for a third of this, and 55 s "<b>" for thrice


def test_deep_nesting_takes_time_by_its_length() -> None:
    begun = time.process_time()
    assert "x" in wiki_text(["<b>" * 5_000 + "x" + "</b>" * 5_000], 0)
    assert time.process_time() - begun < 2


def test_marks_beside_many_stray_signs_are_read() -> None:
    stray = "a < b <c " * 30
    assert wiki_text([stray + "'''bold''' [[Tram|it]] {{tq|so}}<br>y"], 0) == stray + 'bold it "so"\ny'


def link(name: str) -> str:
    return f'<a href="/wiki/User:{name}" class="mw-userlink" title="User:{name}">{name}</a> (<a href="/wiki/User_talk:{name}">talk</a>)'


def marked(id: str, words: str, name: str, clock: str) -> str:
    return (
        f'<span data-mw-comment-start="" id="{id}"></span>{words} <span style="color:red">{link(name)}</span> '
        f'<a href="#{id}" class="ext-discussiontools-init-timestamplink">{clock}, 4 January 2024 (UTC)</a>'
        f'<span class="ext-discussiontools-init-replylink-buttons" data-mw-thread-id="{id}"><span>[</span><a>reply</a><span>]</span></span>'
        f'<span data-mw-comment-end="{id}"></span>'
    )


def heading(level: int, id: str, words: str) -> str:
    return f'<div class="mw-heading mw-heading{level}"><h{level} id="{words}"><span data-mw-comment-start="" id="{id}"></span>{words}<span data-mw-comment-end="{id}"></span></h{level}></div>'


FIRST, SECOND, THIRD = "c-Nora_B-20240104190000-Trams", "c-Tom-20240104190500-Nora_B-20240104190000", "c-Nora_B-20240104191000-Tom-20240104190500"  # fmt: skip
ASK = 'Are they? Ask <a href="/wiki/User:Ada">Ada</a>.'
PAGE = (
    '<!DOCTYPE html><html><head><title>Talk:Tram</title><meta name="generator" content="MediaWiki 1.43"><link rel="canonical" href="https://en.wiki.example/wiki/Talk:Tram"></head><body>'
    + heading(2, "h-Trams-20240104190000", "Trams")
    + f"<p>{marked(FIRST, 'Trams are <b>cheaper</b>.', 'Nora_B', '19:00')}</p><dl><dd>{marked(SECOND, ASK, 'Tom', '19:05')}"
    + f"<dl><dd>{marked(THIRD, 'Only<ul><li>full</li><li>ones.</li></ul>', 'Nora_B', '19:10')}</dd></dl></dd></dl>"
    + heading(3, "h-Break-Trams-20240104192000", "Break")
    + f"<p>{marked('c-Ada-20240104192000-Break', 'More.', 'Ada', '19:20')}</p>"
    + heading(2, "h-Bridges-20240104193000", "Bridges")
    + f"<p>{marked('c-Tom-20240104193000-Bridges', 'Old.', 'Tom', '19:30')}</p></body></html>"
)


def test_saved_pages_with_the_marks_of_discussion_tools() -> None:
    thread = imported(PAGE, wanted="Trams")
    first, second, third = (re.sub("[^a-z0-9]+", "-", id.lower()) for id in (FIRST, SECOND, THIRD))
    assert [(p.id, p.author, p.reply_to, p.created, p.text) for p in thread.posts] == [
        (first, "nora-b", None, "2024-01-04T19:00:00Z", "Trams are cheaper."),
        (second, "tom", first, "2024-01-04T19:05:00Z", "Are they? Ask Ada."),
        (third, "nora-b", second, "2024-01-04T19:10:00Z", "Only\n\n- full\n- ones."),
        ("c-ada-20240104192000-break", "ada", None, "2024-01-04T19:20:00Z", "More."),
    ]
    assert thread.posts[0].url == f"https://en.wiki.example/wiki/Talk:Tram#{FIRST}"
    with pytest.raises(SeveralDiscussions, match=r"Trams \(Trams\); Bridges \(Bridges\)"):
        imported(PAGE)


def test_the_marks_of_the_first_versions() -> None:
    older = re.sub(r'data-mw-comment-start="" id="([^"]*)"', r'data-mw-comment-start="\1"', PAGE).replace(
        "Tom", "A&amp;B"
    )
    thread = imported(older, wanted="Trams")
    assert [name for name, _, _ in rows(thread)] == ["Nora B", "A&B", "Nora B", "Ada"]
    assert [text for _, _, text in rows(thread)][1] == "Are they? Ask Ada."


def test_a_wiki_page_without_the_marks_is_not_taken() -> None:
    page = (
        '<html><head><meta name="generator" content="MediaWiki 1.43"></head><body><p>Text.</p></body></html>'
    )
    assert importer("wikipedia").fits(files(page)[0]) is Fit.NO


WIKI = f"== Bells ==\nThey ring. {sign('Nora', 0)}\n:No. {sign('Bo', 1)}\n"
ITEMS = [{"type": "heading", "headingLevel": 2, "level": 0, "id": "h-Bells-1", "html": "Bells", "replies": [
    {"type": "comment", "level": 1, "id": "c-Nora-20240104190000-Bells", "timestamp": "2024-01-04T19:00:00Z", "author": "Nora", "html": "They <i>ring</i>.", "replies": [
        {"type": "comment", "level": 2, "id": "c-Bo-20240104190100-Nora-20240104190000", "timestamp": "2024-01-04T19:01:00Z", "author": "Bo", "html": "<p>No.</p>", "replies": []}]}]}]  # fmt: skip
API = {
    "parse, first version": {"parse": {"title": "Talk:Bell", "pageid": 1, "wikitext": {"*": WIKI}}},
    "parse, second version": {"parse": {"title": "Talk:Bell", "pageid": 1, "wikitext": WIKI}},
    "query, first version": {"batchcomplete": "", "query": {"pages": {"1": {"pageid": 1, "title": "Talk:Bell", "revisions": [{"contentmodel": "wikitext", "*": WIKI}]}}}},
    "query, second version": {"batchcomplete": True, "query": {"pages": [{"pageid": 1, "title": "Talk:Bell", "revisions": [{"slots": {"main": {"contentmodel": "wikitext", "content": WIKI}}}]}]}},
    "discussion tools": {"discussiontoolspageinfo": {"threaditemshtml": ITEMS}},
    "wikitext": WIKI,
}  # fmt: skip


@pytest.mark.parametrize("content", API.values(), ids=API)
def test_json_of_the_api(content: Any) -> None:
    thread = imported(content)
    assert thread.title == "Bells"
    assert [(a, t) for a, _, t in rows(thread)] == [("Nora", "They ring."), ("Bo", "No.")]
    assert [p.reply_to for p in thread.posts] == [None, thread.posts[0].id]


def exported(*pages: tuple[str, str]) -> str:
    body = "".join(f"<page><title>{title}</title><ns>1</ns><id>1</id><revision><id>1</id><text>old</text></revision><revision><id>2</id><text xml:space=\"preserve\">{escape(text)}</text></revision></page>" for title, text in pages)  # fmt: skip
    return f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo><sitename>W</sitename></siteinfo>{body}</mediawiki>'


def test_exports_hold_the_newest_revision_of_pages() -> None:
    assert [(a, t) for a, _, t in rows(imported(exported(("Talk:Bell", WIKI))))] == [
        ("Nora", "They ring."),
        ("Bo", "No."),
    ]
    with pytest.raises(SeveralDiscussions, match=r"Talk:Bell#Bells \(Bells\); Talk:Tram#Bells \(Bells\)"):
        imported(exported(("Talk:Bell", WIKI), ("Talk:Tram", WIKI)))
    with pytest.raises(NotThisSource, match="cannot be read as XML"):
        imported("<mediawiki><page>")


def test_texts_without_signatures_are_not_taken() -> None:
    for text in (
        "== A heading ==\nWords.",
        "[[User:Ada]] wrote this.",
        "Meet at 19:00, 4 January 2024 (UTC)",
        '{"query": {"pages": {}}}',
    ):
        assert importer("wikipedia").fits(files(text)[0]) is Fit.NO  # fmt: skip
    with pytest.raises(NotThisSource, match="no signature"):
        read(importer("wikipedia"), files("== A ==\nWords."))


def test_without_its_parser_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mwparserfromhell", None)
    with pytest.raises(MissingExtra, match=r"argmap\[sources\]"):
        imported(WIKI)


pieces = st.lists(
    st.sampled_from([
        "== A ==\n", "=== B ===\n", ":", "::", "*", "#", "words ", sign("Nora", 0), sign("Bo", 1) + "\n", "\n", "{{od}}", "{{unsigned|X}}\n", "{{", "}}", "[[", "]]",
        "<nowiki>", "</nowiki>", "<s>", "{|", "|}", "<!--", "-->", "[[User:A|", AT, "'''", "<ref>", "~~~~", "{{ping|", "|",
    ]),
    max_size=25,
).map("".join)  # fmt: skip


@given(pieces)
@settings(suppress_health_check=list(HealthCheck))
def test_any_wikitext_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ArgmapError):
        thread_of(read(importer("wikipedia"), files(text)), ImportOptions("t", "wikipedia"))


@given(st.lists(st.integers(0, len(PAGE)), min_size=2, max_size=4))
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_damaged_pages_are_read_or_refused(cuts: list[int]) -> None:
    a, *_, b = sorted(cuts)
    with contextlib.suppress(ArgmapError):
        thread_of(read(importer("wikipedia"), files(PAGE[:a] + PAGE[b:])), ImportOptions("t", "wikipedia"))

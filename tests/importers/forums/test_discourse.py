"""Topics of Discourse; the files are written here after Discourse's API documentation, and what is expected by hand."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import NotThisSource, SeveralDiscussions
from argmap.importers.registry import discussions, importer, read, recognised
from argmap.model.thread import Thread

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"


def files(*contents: Any) -> list[InputFile]:
    return [
        InputFile(f"{n}", content=(c if isinstance(c, str) else json.dumps(c)).encode())
        for n, c in enumerate(contents)
    ]


def imported(*contents: Any, wanted: str | None = None) -> Thread:
    given = files(*contents)
    chosen = recognised(given)
    assert chosen.name == "discourse"
    return thread_of(read(chosen, given, wanted), ImportOptions("t", chosen.name))


def post(number: int, cooked: str = "", **more: Any) -> dict[str, Any]:
    return {
        "id": 500 + number, "post_number": number, "username": f"user{number}", "name": f"Üser {number}", "user_id": number,
        "created_at": f"2024-01-04T19:{number:02}:00.000Z", "updated_at": f"2024-01-05T19:{number:02}:00.000Z",
        "cooked": cooked or f"<p>Post {number}.</p>", "reply_to_post_number": None, "post_type": 1, "topic_id": 9,
        "topic_slug": "trams", "version": 1, "hidden": False, "user_deleted": False, "deleted_at": None, "reads": 3,
        "trust_level": 2, "moderator": False, "post_url": f"/t/trams/9/{number}", **more,
    }  # fmt: skip


def topic(*posts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": 9, "title": "Trams & <b>buses</b>", "fancy_title": "Trams &amp; buses", "slug": "trams", "posts_count": len(posts),
        "post_stream": {"posts": list(posts), "stream": [each["id"] for each in posts]}, "chunk_size": 20, "details": {}, **more,
    }  # fmt: skip


def note(thread: Thread) -> str:
    return thread.source.note or ""


QUOTE = '<aside class="quote no-group" data-username="user2" data-post="{}" data-topic="{}"><div class="title"><div class="quote-controls"></div><img alt="" src="a.png" class="avatar"> user2:</div><blockquote><p>Are they?</p></blockquote></aside><p>Only full ones.</p>'


def test_a_post_that_quotes_answers_the_post_it_quotes() -> None:
    thread = imported(topic(post(1), post(2), post(3, QUOTE.format(2, 9)), post(4)))
    assert [p.reply_to for p in thread.posts] == [None, "post-1", "post-2", "post-1"]
    assert thread.posts[2].text == "user2:\n\n> Are they?\n\nOnly full ones."
    assert thread.reply_structure == "inferred"
    assert "they answer the post that they quote first (inferred)" in note(thread)


@pytest.mark.parametrize(
    ("of_post", "of_topic"), [(2, 77), (3, 9), (40, 9)], ids=["another topic", "itself", "no such post"]
)
def test_quotations_of_something_else_say_nothing(of_post: int, of_topic: int) -> None:
    thread = imported(topic(post(1), post(2), post(3, QUOTE.format(of_post, of_topic))))
    assert thread.posts[2].reply_to == "post-1"
    assert thread.reply_structure == "recorded"


def test_a_recorded_reply_counts_before_a_quotation() -> None:
    thread = imported(topic(post(1), post(2), post(3), post(4, QUOTE.format(2, 9), reply_to_post_number=3)))
    assert thread.posts[3].reply_to == "post-3"
    assert thread.reply_structure == "recorded"


def test_notices_are_no_posts_unless_somebody_wrote_into_them() -> None:
    closed = post(2, post_type=3, action_code="closed.enabled")
    closed["cooked"] = ""
    words = post(3, "<p>Closed, because it is solved.</p>", post_type=3, action_code="closed.enabled")
    by_itself = post(4, "<p>This topic was closed after 90 days.</p>", post_type=3, username="system")
    thread = imported(topic(post(1), closed, words, by_itself, post(5)))
    assert [(p.id, p.label) for p in thread.posts] == [
        ("post-1", None), ("post-3", "closed.enabled"), ("post-5", None),
    ]  # fmt: skip
    assert "Left out: 2 notices of the forum" in note(thread)


def test_posts_that_are_gone_keep_their_place() -> None:
    thread = imported(
        topic(
            post(1),
            post(2, "<p>(post deleted by author)</p>", user_deleted=True),
            post(
                3,
                "<p>This post was flagged by the community and is temporarily hidden.</p>",
                hidden=True,
                cooked_hidden=True,
            ),
            post(4, deleted_at="2024-01-06T00:00:00Z"),
        )
    )
    assert [p.gone for p in thread.posts] == [None, "deleted", "removed", "deleted"]


def test_labels_whispers_and_solutions() -> None:
    thread = imported(topic(post(1), post(2, post_type=4), post(3, accepted_answer=True)))
    assert [p.label for p in thread.posts] == [None, "whisper", "accepted answer"]


def test_missing_numbers_and_missing_chunks_are_told() -> None:
    assert "Numbers without a post, because it was deleted or moved" in note(
        imported(topic(post(1), post(4)))
    )
    partial = topic(post(1))
    partial["post_stream"]["stream"] = [501, 502, 503]
    assert "not in the files: 2 posts of the topic" in note(imported(partial))
    rest = {"post_stream": {"posts": [post(2), post(3)]}, "id": 9}
    whole = imported(partial, rest)
    assert (len(whole.posts), note(whole)) == (3, "")


def test_addresses_of_posts_need_the_address_of_the_topic() -> None:
    assert imported(topic(post(1))).posts[0].url is None
    thread = imported(topic(post(1), url="https://forum.example/t/trams/9"))
    assert (thread.source.url, thread.posts[0].url) == (
        "https://forum.example/t/trams/9", "https://forum.example/t/trams/9/1",
    )  # fmt: skip


def test_what_the_author_typed_counts_before_what_was_made_of_it() -> None:
    single = {**post(2), "raw": "So *yes*."}
    thread = imported(topic(post(1), post(2)), single)
    assert [p.text for p in thread.posts] == ["Post 1.", "So *yes*."]
    assert thread.posts[1].created == "2024-01-04T19:02:00Z"
    assert [p.text for p in imported(single).posts] == ["So *yes*."]


def test_pictures_keep_their_words_and_lose_their_size() -> None:
    lightbox = '<div class="lightbox-wrapper"><a class="lightbox" href="https://forum.example/x.png"><img src="x.png" alt="map"><div class="meta"><svg></svg><span class="filename">map</span><span class="informations">800×600 120 KB</span></div></a></div>'
    assert imported(topic(post(1, lightbox))).posts[0].text == "map <https://forum.example/x.png>"


RAW = """nora | 2024-01-04 19:01:00 UTC | #1

Trams are *cheaper*.

-------------------------

ada | 2024-01-04 19:02:00 UTC | #2

Are they?
-------------------------
x | 2024-01-04 19:02:00 UTC | #1

-------------------------

mod_1 | 2024-01-04 19:03:00 UTC | #3



-------------------------

tom.b | 2024-01-04 19:04:00 UTC | #5

[quote="ada, post:2, topic:9"]
Are they?
[/quote]

Only full ones.

-------------------------

"""


def test_a_topic_as_it_was_typed_is_read() -> None:
    thread = imported(RAW)
    assert [(p.id, p.author, p.reply_to) for p in thread.posts] == [
        ("post-1", "nora", None), ("post-2", "ada", "post-1"), ("post-5", "tom-b", "post-2"),
    ]  # fmt: skip
    assert thread.posts[0].text == "Trams are *cheaper*."
    assert (thread.posts[1].text or "").endswith("x | 2024-01-04 19:02:00 UTC | #1")  # a line of the post
    assert (thread.posts[2].text or "").startswith('[quote="ada, post:2, topic:9"]\nAre they?')
    assert "Posts from /raw have the time of their last edit." in note(thread)


def test_typed_and_cooked_forms_of_a_topic_belong_together() -> None:
    thread = imported(topic(post(1, username="nora"), post(2)), RAW)
    assert thread.title == "Trams & <b>buses</b>"
    assert thread.posts[0].text == "Trams are *cheaper*."
    assert thread.posts[0].created == "2024-01-04T19:01:00Z"


def test_two_topics_are_two_discussions() -> None:
    other = {**topic(post(1, topic_id=10)), "id": 10, "title": "Bridges"}
    both = files(topic(post(1), post(2)), other)
    with pytest.raises(SeveralDiscussions, match=r"9 \(Trams & <b>buses</b>\); 10 \(Bridges\)"):
        read(importer("discourse"), both)
    assert [(e.key, e.title, e.posts, e.people) for e in discussions(importer("discourse"), both)] == [
        ("9", "Trams & <b>buses</b>", 2, 2), ("10", "Bridges", 1, 1),
    ]  # fmt: skip
    assert read(importer("discourse"), both, "10").title == "Bridges"


LATEST = {
    "users": [{"id": 1, "username": "nora"}],
    "topic_list": {"can_create_topic": False, "per_page": 30, "topics": [
        {"id": 9, "title": "Trams", "posts_count": 3, "slug": "trams"}, {"id": 10, "title": "Bridges", "posts_count": 1, "slug": "b"},
    ]},
}  # fmt: skip


def test_a_list_of_topics_names_them_and_holds_no_posts() -> None:
    given = files(LATEST)
    assert [(e.key, e.title, e.posts) for e in discussions(recognised(given), given)] == [
        ("9", "Trams", 0), ("10", "Bridges", 0),
    ]  # fmt: skip
    with pytest.raises(SeveralDiscussions, match="Trams"):
        read(importer("discourse"), given)
    with pytest.raises(NotThisSource, match=r"NUMBER\.json"):
        read(importer("discourse"), given, "9")


def test_the_latest_posts_of_a_forum_are_several_discussions() -> None:
    given = files({"latest_posts": [{**post(1), "topic_title": "Trams"}, post(1, topic_id=10)]})
    with pytest.raises(SeveralDiscussions, match=r"9 \(Trams\); 10"):
        read(recognised(given), given)


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_the_cases_beside_the_repository() -> None:
    def case(name: str) -> Thread:
        given = [InputFile("t.json", CASES / name / "t.json")]
        return thread_of(read(recognised(given), given), ImportOptions("t", "discourse"))

    assert case("discourse-numbered-list").posts[0].text == "Two reasons:\n\n1. Price.\n2. Noise."
    assert case("discourse-quote-reply").posts[2].reply_to == "post-2"
    assert [p.id for p in case("discourse-small-action").posts] == ["post-1", "post-3"]
    assert case("html-table").posts[0].text == "Line | Cost\n1 | 20\n12 | 0"
    assert case("html-strike").posts[0].text == "Trams are ~~dear~~ cheap."


anything = st.none() | st.booleans() | st.integers(-2, 600) | st.text(max_size=8) | st.lists(st.integers(), max_size=2) | st.just({})  # fmt: skip


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([*post(1), "raw", "action_code", "accepted_answer"]), anything, max_size=5
        ),
        max_size=4,
    )
)
@settings(suppress_health_check=list(HealthCheck))
def test_posts_with_any_values_are_read_or_refused(changes: list[dict[str, Any]]) -> None:
    given = files(topic(*({**post(n), **change, "id": n} for n, change in enumerate(changes, start=1))))
    with contextlib.suppress(ArgmapError):
        thread_of(read(importer("discourse"), given), ImportOptions("t", "discourse"))

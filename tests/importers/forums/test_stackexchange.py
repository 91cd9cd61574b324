"""Questions of Stack Exchange; the files are written here after the documentation of the API and of the dump."""

from __future__ import annotations

import contextlib
import json
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.forums import stackexchange_dump
from argmap.importers.forums.stackexchange_comments import Conversation
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, NotThisSource, SeveralDiscussions
from argmap.importers.registry import discussions, importer, read, recognised
from argmap.model.thread import Thread

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"


def files(*contents: Any) -> list[InputFile]:
    return [InputFile(f"{n}", content=(c if isinstance(c, str) else json.dumps(c)).encode()) for n, c in enumerate(contents)]  # fmt: skip


def imported(*contents: Any, wanted: str | None = None) -> Thread:
    given = files(*contents)
    chosen = recognised(given)
    assert chosen.name == "stackexchange"
    return thread_of(read(chosen, given, wanted), ImportOptions("t", chosen.name))


def rows(thread: Thread) -> list[tuple[str, str | None, str | None, str | None]]:
    names = {p.id: p.name for p in thread.participants}
    return [(p.id, names.get(p.author or ""), p.reply_to, p.text) for p in thread.posts]


def owner(id: int, name: str) -> dict[str, Any]:
    return {"account_id": id + 90, "reputation": 1, "user_id": id, "user_type": "registered", "display_name": name, "link": "l"}  # fmt: skip


def comment(id: int, on: int, body: str, who: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"owner": who, "edited": False, "score": 0, "creation_date": 1704394000 + id, "post_id": on, "comment_id": id, "content_license": "CC BY-SA 4.0", "body": body, **more}  # fmt: skip


NORA, TOM, TOM2 = owner(1, "N&#246;ra &amp; co"), owner(2, "Tom B."), owner(3, "Tom B.")
ANSWER = {"owner": TOM, "is_accepted": True, "score": 3, "creation_date": 1704394060, "answer_id": 6, "question_id": 5, "content_license": "CC BY-SA 4.0",
          "body": "<blockquote><p>Well?</p></blockquote><p>Yes: <code>1 &lt; 2</code></p>"}  # fmt: skip
QUESTION = {"tags": ["tram"], "owner": NORA, "is_answered": True, "accepted_answer_id": 6, "creation_date": 1704394000, "question_id": 5, "content_license": "CC BY-SA 3.0",
            "link": "https://x.stackexchange.com/questions/5/are-trams", "title": "Are trams &quot;cheap&quot;?", "body": "<p>Well?</p>"}  # fmt: skip
WHOLE = {**QUESTION, "answers": [{**ANSWER, "comments": [comment(7, 6, "@nora only <b>full</b> ones &amp; at eight", TOM2)]}], "comments": [comment(8, 5, "Which?", TOM)]}  # fmt: skip
EXPECTED = [
    ("post-5", "Nöra & co", None, 'Are trams "cheap"?\n\nWell?'),
    ("comment-8", "Tom B.", "post-5", "Which?"),
    ("post-6", "Tom B.", "post-5", "> Well?\n\nYes: 1 < 2"),
    ("comment-7", "Tom B.", "post-6", "@nora only full ones & at eight"),
]


@pytest.mark.parametrize(
    "contents",
    [
        [{"items": [WHOLE], "has_more": False, "quota_max": 300, "quota_remaining": 299}],
        [{"items": [QUESTION]}, {"items": [ANSWER]}, {"items": [WHOLE["answers"][0]["comments"][0], WHOLE["comments"][0]]}],
        [{"items": [WHOLE], "has_more": False, "quota_max": 1, "quota_remaining": 1, "total": 1, "page": 1, "page_size": 30, "type": "question", "backoff": 1}],
        [WHOLE],
        [[WHOLE]],
    ],
    ids=["one page", "three files", "all fields of the wrapper", "the question alone", "a list"],
)  # fmt: skip
def test_a_question_of_the_api(contents: list[Any]) -> None:
    thread = imported(*contents)
    assert sorted(rows(thread)) == sorted(EXPECTED)
    assert thread.title == 'Are trams "cheap"?'
    assert len(thread.participants) == 3  # two people are called Tom B.
    assert thread.posts_by_id["post-6"].label == "accepted answer"
    assert thread.posts_by_id["post-6"].url == "https://x.stackexchange.com/a/6"
    assert thread.source.license == "CC BY-SA 3.0, CC BY-SA 4.0"


def test_markdown_of_the_api_is_escaped() -> None:
    thread = imported({"items": [{**QUESTION, "body_markdown": "I&#39;d say `a &lt; b`\r\n\r\n&gt; so"}]})
    assert thread.posts[0].text == 'Are trams "cheap"?\n\nI\'d say `a < b`\n\n> so'


def test_a_comment_answers_the_last_comment_of_the_person_it_calls() -> None:
    comments = [
        comment(1, 5, "First.", owner(11, "Ada Lovelace")),
        comment(2, 5, "Second.", owner(12, "bo")),
        comment(3, 5, "@AdaL no.", owner(12, "bo")),
        comment(4, 5, "@bo yes.", owner(11, "Ada Lovelace")),
        comment(5, 5, "@zoe who?", owner(12, "bo")),
        comment(6, 5, "To Ada.", owner(12, "bo"), reply_to_user=owner(11, "Ada Lovelace")),
        comment(7, 5, "@b short", owner(13, "Cy")),
    ]
    thread = imported({"items": [{**QUESTION, "comments": comments}]})
    assert [p.reply_to for p in thread.posts[1:]] == [
        "post-5", "post-5", "comment-1", "comment-3", "post-5", "comment-4", "post-5",
    ]  # fmt: skip
    assert thread.reply_structure == "inferred"
    assert "answer the last comment of that person on the post (inferred): 3" in (thread.source.note or "")


def test_comments_on_different_posts_do_not_meet() -> None:
    talk = Conversation()
    assert talk.answered("c1", "post-1", ("1", "ada"), "Yes.") == "post-1"
    assert talk.answered("c2", "post-2", ("2", "bo"), "@ada no.") == "post-2"
    assert talk.inferred == 0


def test_a_list_of_questions_is_several_discussions() -> None:
    given = files({"items": [WHOLE, {**QUESTION, "question_id": 9, "title": "Bridges &amp; rails"}]})
    with pytest.raises(SeveralDiscussions, match=r'5 \(Are trams "cheap"\?\); 9 \(Bridges & rails\)'):
        read(recognised(given), given)
    assert [(e.key, e.title, e.posts, e.people) for e in discussions(importer("stackexchange"), given)] == [
        ("5", 'Are trams "cheap"?', 4, 3), ("9", "Bridges & rails", 1, 1),
    ]  # fmt: skip
    with pytest.raises(NotThisSource, match="no question"):
        imported({"items": [ANSWER]})


def xml(table: str, *rows: dict[str, Any]) -> str:
    body = "".join(
        "  <row " + " ".join(f'{k}="{escape(str(v))}"' for k, v in row.items()) + " />\n" for row in rows
    )
    return f'\ufeff<?xml version="1.0" encoding="utf-8"?>\n<{table}>\n{body}</{table}>\n'


def post(id: int, kind: int = 1, **more: Any) -> dict[str, Any]:
    title = {"Title": f"Is {id} < 9?"} if kind == 1 else {}
    return {"Id": id, "PostTypeId": kind, "CreationDate": f"2024-01-01T00:00:{id:02}.000", "Score": 1, "Body": f"<p>Text <b>of</b> {id}.</p>\n", "OwnerUserId": id + 10, "ContentLicense": "CC BY-SA 4.0", **title, **more}  # fmt: skip


POSTS = xml(
    "posts",
    post(1, AcceptedAnswerId=3),
    post(2, 2, ParentId=1),
    post(3, 2, ParentId=1, OwnerUserId=12),
    post(4, 5),
    {k: v for k, v in post(5, 2, ParentId=1, OwnerDisplayName="user99").items() if k != "OwnerUserId"},
)
COMMENTS = xml(
    "comments",
    {"Id": 1, "PostId": 2, "Text": "So & <so>?", "CreationDate": "2024-01-02T00:00:00.000", "UserId": 11},
    {"Id": 2, "PostId": 2, "Text": "@AdaL yes.", "CreationDate": "2024-01-02T00:00:01.000", "UserId": 12},
    {"Id": 3, "PostId": 99, "Text": "Elsewhere.", "CreationDate": "2024-01-02T00:00:02.000", "UserId": 12},
    {
        "Id": 4,
        "PostId": 1,
        "Text": "Hm.",
        "CreationDate": "2024-01-02T00:00:03.000",
        "UserDisplayName": "gone7",
    },
)
USERS = xml("users", {"Id": 11, "DisplayName": "Ada Lovelace"}, {"Id": 12, "DisplayName": "Zoë"}, {"Id": 99, "DisplayName": "X"})  # fmt: skip
VOTES = xml("votes", {"Id": 1, "PostId": 1, "VoteTypeId": 2})
HISTORY = xml("posthistory", {"Id": 1, "PostId": 1, "Text": "old words"})


def test_a_question_of_the_dump() -> None:
    thread = imported(HISTORY, COMMENTS, POSTS, USERS, VOTES)
    assert rows(thread) == [
        ("post-1", "Ada Lovelace", None, "Is 1 < 9?\n\nText of 1."),
        ("post-2", "Zoë", "post-1", "Text of 2."),
        ("post-3", "Zoë", "post-1", "Text of 3."),
        ("post-5", "user99", "post-1", "Text of 5."),
        ("comment-1", "Ada Lovelace", "post-2", "So & <so>?"),
        ("comment-2", "Zoë", "comment-1", "@AdaL yes."),
        ("comment-4", "gone7", "post-1", "Hm."),
    ]
    assert [p.label for p in thread.posts][2] == "accepted answer"
    assert (thread.title, thread.source.license, thread.reply_structure) == (
        "Is 1 < 9?",
        "CC BY-SA 4.0",
        "inferred",
    )


def test_without_a_table_of_users_the_numbers_are_names() -> None:
    assert rows(imported(POSTS))[0][1] == "user11"


def test_several_questions_of_the_dump() -> None:
    many = xml("posts", *(post(n) for n in range(1, 30)), post(30, 2, ParentId=2))
    with pytest.raises(
        SeveralDiscussions,
        match=r"holds several discussions; name one with --thread KEY: 1 \(Is 1 < 9\?\); 2 ",
    ):
        imported(many)  # fmt: skip
    assert [p.id for p in imported(many, wanted="2").posts] == ["post-2", "post-30"]
    with pytest.raises(UnknownName, match="no discussion '77'"):
        imported(many, wanted="77")
    with pytest.raises(UnknownName):
        imported(many, wanted="30")  # an answer
    entries = {e.key: e for e in discussions(importer("stackexchange"), files(COMMENTS, many))}
    assert (entries["2"].posts, entries["1"].posts, entries["3"].posts) == (4, 2, 1)
    assert (entries["2"].title, entries["2"].first) == ("Is 2 < 9?", "2024-01-01T00:00:02Z")


def test_rows_that_are_cut_by_chunks_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stackexchange_dump, "CHUNK", 7)
    assert [row["Id"] for row in stackexchange_dump.rows(files(POSTS)[0])] == ["1", "2", "3", "4", "5"]


def test_damaged_and_hostile_xml_is_refused() -> None:
    with pytest.raises(NotThisSource, match="cannot be read as XML"):
        imported(POSTS[:-40])
    bomb = POSTS.replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]>\n', 1)
    with pytest.raises(NotThisSource, match="cannot be read as XML"):
        read(importer("stackexchange"), files(bomb))
    with pytest.raises(NotThisSource, match="no question"):
        imported(COMMENTS)
    assert importer("stackexchange").fits(files(VOTES)[0]) is Fit.NO


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_the_case_beside_the_repository() -> None:
    given = [InputFile("q.json", CASES / "se-api-html" / "q.json")]
    thread = thread_of(read(recognised(given), given), ImportOptions("t", "stackexchange"))
    assert thread.title == 'Are trams "cheap"?'
    assert [row[1] for row in rows(thread)] == ["Nöra", "tom", "ada"]
    assert [p.text for p in thread.posts[1:]] == ["> Well?\n\nYes: 1 < 2", "@tom only full ones & at eight"]


anything = st.none() | st.booleans() | st.integers(-2, 9) | st.text(max_size=6) | st.lists(st.just({}), max_size=2) | st.just({"items": [None]})  # fmt: skip


@given(st.dictionaries(st.sampled_from(sorted({*WHOLE, *ANSWER})), anything, max_size=5))
@settings(suppress_health_check=list(HealthCheck))
def test_any_values_are_read_or_refused(change: dict[str, Any]) -> None:
    with contextlib.suppress(ArgmapError):
        given = files({"items": [{**WHOLE, **change}]})
        thread_of(read(importer("stackexchange"), given), ImportOptions("t", "stackexchange"))

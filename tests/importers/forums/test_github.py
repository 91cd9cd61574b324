"""Issues, pull requests and discussions in every shape GitHub's programs have; invented, and expected by hand."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.forums.github_text import shown
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, SeveralDiscussions
from argmap.importers.registry import discussions, importer, read, recognised
from argmap.model.thread import Thread

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"
AT = "2024-01-04T19:{:02}:00Z"


def files(*contents: Any) -> list[InputFile]:
    return [
        InputFile(f"{n}", content=(c if isinstance(c, str) else json.dumps(c)).encode())
        for n, c in enumerate(contents)
    ]


def imported(*contents: Any, wanted: str | None = None) -> Thread:
    given = files(*contents)
    chosen = recognised(given)
    assert chosen.name == "github"
    return thread_of(read(chosen, given, wanted), ImportOptions("t", chosen.name))


def rows(thread: Thread) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(p.id, p.author, p.reply_to, p.text) for p in thread.posts]


def note(thread: Thread) -> str:
    return thread.source.note or ""


def issue(number: int = 7, **more: Any) -> dict[str, Any]:
    return {
        "url": f"https://api.github.com/repos/x/y/issues/{number}", "html_url": f"https://github.com/x/y/issues/{number}",
        "id": 7000 + number, "node_id": "I_1", "number": number, "title": f"Title {number}", "user": {"login": "ada", "id": 1, "type": "User"},
        "labels": [], "state": "open", "locked": False, "comments": 0, "created_at": AT.format(0), "author_association": "MEMBER",
        "body": f"Text of {number}.", "reactions": {"total_count": 0}, **more,
    }  # fmt: skip


def comment(id: int, number: int = 7, **more: Any) -> dict[str, Any]:
    return {
        "url": f"https://api.github.com/repos/x/y/issues/comments/{id}", "html_url": f"https://github.com/x/y/issues/{number}#issuecomment-{id}",
        "issue_url": f"https://api.github.com/repos/x/y/issues/{number}", "id": id, "node_id": "IC_1", "user": {"login": "nora", "id": 2},
        "created_at": AT.format(id % 60), "updated_at": AT.format(59), "author_association": "NONE", "body": f"Comment {id}.", **more,
    }  # fmt: skip


def review_comment(id: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id, "user": {"login": "tom"}, "body": f"Remark {id}.", "created_at": AT.format(id), "diff_hunk": "@@ -1 +1 @@", "path": "a.py",
        "pull_request_review_id": 5, "pull_request_url": "https://api.github.com/repos/x/y/pulls/7", "html_url": f"https://github.com/x/y/pull/7#discussion_r{id}", **more,
    }  # fmt: skip


def test_an_issue_and_its_comments() -> None:
    thread = imported(issue(comments=2), [comment(1), comment(2, body="> Comment 1.\r\n\r\nNo.\r\n")])
    assert rows(thread) == [
        ("issue", "ada", None, "Title 7\n\nText of 7."),
        ("comment-1", "nora", "issue", "Comment 1."),
        ("comment-2", "nora", "issue", "> Comment 1.\n\nNo."),
    ]  # fmt: skip
    assert thread.posts[1].url == "https://github.com/x/y/issues/7#issuecomment-1"
    assert (thread.source.url, thread.reply_structure) == ("https://github.com/x/y/issues/7", "unknown")


def test_a_comment_that_begins_with_a_quotation_answers_the_comment_it_quotes() -> None:
    thread = imported(
        issue(),
        [
            comment(1, body="The old timetable is wrong."),
            comment(2, body="It rains."),
            comment(3, body="> The old timetable\n> is wrong.\n\nSince when?"),
            comment(4, body="> Text of 7.\n\nA quotation of the issue changes nothing."),
        ],
    )
    assert [p.reply_to for p in thread.posts] == [None, "issue", "issue", "comment-1", "issue"]
    assert thread.reply_structure == "inferred"
    assert "answer the comment that they quote (inferred): 1" in note(thread)


def test_comments_before_their_issue_and_pages_as_lists_of_lists() -> None:
    expected = ["Title 7\n\nText of 7.", "Comment 1.", "Comment 2."]
    assert [p.text for p in imported([comment(1), comment(2)], issue()).posts] == expected
    assert [p.text for p in imported([[comment(1)], [comment(2)]], issue()).posts] == expected  # --slurp
    pages = json.dumps([comment(1)]) + json.dumps([comment(2)])  # --paginate
    assert [p.text for p in imported(issue(), pages).posts] == expected
    assert imported(issue(), pages).posts[2].reply_to == "issue"


def test_comments_without_their_issue_are_a_discussion() -> None:
    thread = imported([comment(1), comment(2)])
    assert [(p.id, p.reply_to) for p in thread.posts] == [("comment-1", None), ("comment-2", None)]


def test_comments_of_several_issues_are_several_discussions() -> None:
    given = files([comment(1, 7), comment(2, 8), comment(3, 7)])
    with pytest.raises(SeveralDiscussions, match="holds 2 discussions; name one with --thread KEY: 7; 8"):
        read(recognised(given), given)
    assert [post.key for post in read(importer("github"), given, "7").posts] == ["comment-1", "comment-3"]


def test_a_list_of_issues_is_several_discussions() -> None:
    given = files([issue(1, title="Trams"), issue(2, title="Bridges")], [comment(1, 2)])
    with pytest.raises(SeveralDiscussions, match=r"1 \(Trams\); 2 \(Bridges\)"):
        read(recognised(given), given)
    entries = [*discussions(importer("github"), given)]
    assert [(e.key, e.title, e.posts, e.people) for e in entries] == [
        ("1", "Trams", 1, 1),
        ("2", "Bridges", 2, 2),
    ]
    assert rows(imported([issue(1), issue(2)], [comment(1, 2)], wanted="2"))[1] == (
        "comment-1", "nora", "issue", "Comment 1.",
    )  # fmt: skip
    with pytest.raises(UnknownName, match="no discussion '3'"):
        read(importer("github"), given, "3")


def test_issues_of_two_repositories_keep_apart() -> None:
    other = issue(
        7, html_url="https://github.com/x/z/issues/7", url="https://api.github.com/repos/x/z/issues/7"
    )
    with pytest.raises(SeveralDiscussions, match=r"x/y#7 \(Title 7\); x/z#7 \(Title 7\)"):
        imported([issue(7), other])


def test_comments_that_are_not_in_the_files_are_told() -> None:
    assert "not in the files: 3 comments" in note(imported(issue(comments=4), [comment(1)]))


def test_reviews_and_remarks_on_lines() -> None:
    pull = issue(html_url="https://github.com/x/y/pull/7", pull_request={"url": "u"}, draft=False)
    reviews = [
        {"id": 5, "user": {"login": "tom"}, "body": "", "state": "COMMENTED", "submitted_at": AT.format(1), "html_url": "https://github.com/x/y/pull/7#pullrequestreview-5"},
        {"id": 6, "user": {"login": "nora"}, "body": "Good.", "state": "CHANGES_REQUESTED", "submitted_at": AT.format(9), "html_url": "https://github.com/x/y/pull/7#pullrequestreview-6"},
    ]  # fmt: skip
    remarks = [
        review_comment(2),
        review_comment(3, in_reply_to_id=2, user={"login": "ada"}),
        review_comment(4),
        review_comment(5, in_reply_to_id=99),
    ]
    thread = imported(pull, reviews, remarks)
    assert [(p.id, p.reply_to, p.label) for p in thread.posts] == [
        ("issue", None, None),
        ("review-comment-2", "issue", None),
        ("review-comment-3", "review-comment-2", None),
        ("review-comment-4", "issue", None),
        ("review-comment-5", None, None),
        ("review-6", "issue", "changes requested"),
    ]
    assert "1 post answers one that is not in the source" in note(thread)
    assert thread.posts[2].url == "https://github.com/x/y/pull/7#discussion_r3"


def test_replies_among_comments_are_partly_recorded() -> None:
    pull = issue(html_url="https://github.com/x/y/pull/7")
    talk = [comment(1, html_url="https://github.com/x/y/pull/7#issuecomment-1")]
    remarks = [review_comment(2), review_comment(3, in_reply_to_id=2)]
    assert imported(pull, remarks).reply_structure == "recorded"
    mixed = imported(pull, talk, remarks)
    assert mixed.reply_structure == "inferred"
    assert "other comments answer what they are on (inferred)" in note(mixed)


def test_ten_thousand_nested_replies_are_read() -> None:
    text = "".join(f'{{"id": "c{n}", "author": {{"login": "a"}}, "createdAt": "{AT.format(1)}", "body": "t{n}", "replies": [' for n in range(10_000)) + "]}" * 10_000  # fmt: skip
    thread = imported(text)
    assert len(thread.posts) == 10_000
    assert thread.posts[-1].reply_to == "c9998"


def test_timelines_have_events_that_are_no_posts() -> None:
    timeline = [
        {"event": "labeled", "actor": {"login": "ada"}, "created_at": AT.format(1), "label": {"name": "bug"}},
        {**comment(2), "event": "commented", "actor": {"login": "nora"}},
        {"event": "committed", "sha": "a", "author": {"name": "Ada"}, "message": "Ring"},
        {"event": "reviewed", "id": 3, "user": {"login": "tom"}, "body": "Fine.", "state": "approved", "submitted_at": AT.format(4), "html_url": "https://github.com/x/y/pull/7#r"},
        {"event": "line-commented", "comments": [review_comment(5)]},
        {"event": "closed", "actor": {"login": "ada"}, "created_at": AT.format(6)},
    ]  # fmt: skip
    thread = imported(issue(), timeline)
    assert [p.id for p in thread.posts] == ["issue", "comment-2", "review-3", "review-comment-5"]
    assert "Left out: 3 events" in note(thread)


CLI_COMMENT = {"author": {"login": "nora"}, "authorAssociation": "NONE", "body": "Keep it.", "createdAt": AT.format(5), "id": "IC_1", "includesCreatedEdit": False,
               "isMinimized": False, "minimizedReason": "", "reactionGroups": [], "url": "https://github.com/x/y/issues/7#issuecomment-1", "viewerDidAuthor": False}  # fmt: skip
CLI = {"author": {"login": "ada", "name": "Ada"}, "title": "Drop it", "body": "It is wrong.\r\n", "number": 7, "createdAt": AT.format(0), "url": "https://github.com/x/y/issues/7",
       "comments": [CLI_COMMENT, {**CLI_COMMENT, "id": "IC_2", "author": {"login": ""}, "body": "Drop it.", "createdAt": AT.format(6)}]}  # fmt: skip


def test_what_gh_prints_of_an_issue() -> None:
    thread = imported(CLI)
    assert rows(thread) == [
        ("issue", "ada", None, "Drop it\n\nIt is wrong."), ("ic-1", "nora", "issue", "Keep it."), ("ic-2", None, "issue", "Drop it."),
    ]  # fmt: skip
    assert thread.title == "Drop it"


def test_what_gh_prints_of_a_pull_request_a_list_and_comments_alone() -> None:
    pull = {
        **CLI,
        "reviews": [
            {
                "id": "PRR_1",
                "author": {"login": "tom"},
                "authorAssociation": "MEMBER",
                "body": "Fine.",
                "submittedAt": AT.format(9),
                "state": "APPROVED",
            }
        ],
    }
    assert [(p.id, p.label) for p in imported(pull).posts][-1] == ("prr-1", "approved")
    with pytest.raises(SeveralDiscussions, match=r"7 \(Drop it\); 8 \(Bells\)"):
        imported([CLI, {**CLI, "number": 8, "title": "Bells", "url": "https://github.com/x/y/issues/8"}])
    assert [p.text for p in imported({"comments": [CLI_COMMENT]}).posts] == ["Keep it."]
    lines = "\n".join(
        json.dumps({**CLI, "number": n, "url": f"https://github.com/x/y/issues/{n}"}) for n in (7, 8)
    )
    with pytest.raises(SeveralDiscussions):
        imported(lines)


def test_what_gh_prints_without_a_number() -> None:
    thread = imported({key: CLI[key] for key in ("title", "body", "comments")})
    assert [(p.reply_to, p.text) for p in thread.posts] == [
        (None, "Drop it\n\nIt is wrong."), ("issue", "Keep it."), ("issue", "Drop it."),
    ]  # fmt: skip
    bare = {
        "title": "Which bell?",
        "body": "Well?",
        "comments": {"nodes": [graph("DC_1", 1, replies=REPLIES)]},
    }
    thread = imported({"data": {"repository": {"discussion": bare}}})
    assert [p.reply_to for p in thread.posts][1:] == [thread.posts[0].id, "dc-1", "dc-1"]


def test_hidden_deleted_and_ghostly_comments() -> None:
    comments = [
        {**CLI_COMMENT, "isMinimized": True, "minimizedReason": "OFF_TOPIC"},
        {**CLI_COMMENT, "id": "IC_2", "isMinimized": True, "minimizedReason": "spam", "body": "", "createdAt": AT.format(6)},
        {**CLI_COMMENT, "id": "IC_3", "author": {"login": "ghost"}, "body": "Boo.", "createdAt": AT.format(7)},
        {**CLI_COMMENT, "id": "IC_4", "author": None, "body": "Boo!", "createdAt": AT.format(8)},
        {**CLI_COMMENT, "id": "IC_5", "deletedAt": AT.format(10), "body": "", "createdAt": AT.format(9)},
    ]  # fmt: skip
    thread = imported({**CLI, "comments": comments})
    assert [(p.author, p.label, p.gone) for p in thread.posts[1:]] == [
        ("nora", "hidden: off topic", None), ("nora", "hidden: spam", "removed"), (None, None, None), (None, None, None), ("nora", None, "deleted"),
    ]  # fmt: skip
    assert "accounts that were deleted, and so without an author: 1" in note(thread)


def graph(id: str, minute: int, **more: Any) -> dict[str, Any]:
    return {"id": id, "author": {"login": "nora"}, "createdAt": AT.format(minute), "body": f"Words of {id}.", "url": f"https://github.com/x/y/discussions/9#{id}", **more}  # fmt: skip


def discussion(*comments: dict[str, Any], more: bool = False, **fields: Any) -> dict[str, Any]:
    return {
        "id": "D_1", "number": 9, "title": "Which bell?", "author": {"login": "ada"}, "body": "Well?", "createdAt": AT.format(0), "url": "https://github.com/x/y/discussions/9",
        "category": {"name": "Q&A"}, "answer": {"id": "DC_2"}, "comments": {"totalCount": 2, "pageInfo": {"hasNextPage": more}, "nodes": list(comments)}, **fields,
    }  # fmt: skip


REPLIES = {"nodes": [graph("DC_2", 2, replyTo={"id": "DC_1"}), graph("DC_3", 3, replyTo={"id": "DC_1"})], "pageInfo": {"hasNextPage": False}}  # fmt: skip


def test_a_discussion_with_replies_and_an_answer() -> None:
    thread = imported({"data": {"repository": {"discussion": discussion(graph("DC_1", 1, replies=REPLIES))}}})
    assert [(p.id, p.reply_to, p.label) for p in thread.posts] == [
        ("discussion", None, None), ("dc-1", "discussion", None), ("dc-2", "dc-1", "answer"), ("dc-3", "dc-1", None),
    ]  # fmt: skip
    assert thread.reply_structure == "recorded"


def test_pages_of_a_discussion_after_each_other_are_one() -> None:
    first = {"data": {"repository": {"discussion": discussion(graph("DC_1", 1), more=True)}}}
    second = {"data": {"repository": {"discussion": discussion(graph("DC_4", 4))}}}
    together = json.dumps(first, indent=1) + json.dumps(second)
    thread = imported(together)
    assert [p.id for p in thread.posts] == ["discussion", "dc-1", "dc-4"]
    assert note(thread) == ""
    assert [(e.key, e.posts) for e in discussions(importer("github"), files(together))] == [("9", 3)]
    assert [p.id for p in imported([first, second]).posts] == ["discussion", "dc-1", "dc-4"]  # --slurp
    assert "on pages that were not given" in note(imported(first))


def test_issues_and_pull_requests_of_graphql() -> None:
    thread = graph("RC_2", 3, replyTo={"id": "RC_1"})
    pull = {
        **discussion(graph("IC_1", 1)),
        "category": None,
        "url": "https://github.com/x/y/pull/9",
        "reviews": {"nodes": [graph("R_1", 2, submittedAt=AT.format(2), state="APPROVED", comments={"nodes": [graph("RC_1", 2), thread]})]},
        "reviewThreads": {"edges": [{"node": {"comments": {"nodes": [graph("RC_5", 5)]}}}]},
        "timelineItems": {"nodes": [{"__typename": "ClosedEvent", "createdAt": AT.format(9)}, graph("IC_6", 6)]},
    }  # fmt: skip
    del pull["category"], pull["answer"]
    made = imported({"data": {"repository": {"nameWithOwner": "x/y", "pullRequest": pull}}})
    assert [(p.id, p.reply_to, p.label) for p in made.posts] == [
        ("issue", None, None), ("ic-1", "issue", None), ("r-1", "issue", "approved"), ("rc-1", "r-1", None), ("rc-2", "rc-1", None),
        ("rc-5", "issue", None), ("ic-6", "issue", None),
    ]  # fmt: skip
    assert "Left out: 1 event" in note(made)
    for holder in ({"issues": {"nodes": [pull, {**pull, "number": 10, "url": "https://github.com/x/y/issues/10"}]}}, {"discussions": {"edges": [{"node": discussion()}, {"node": {**discussion(), "number": 3, "url": ""}}]}}):  # fmt: skip
        with pytest.raises(SeveralDiscussions):
            imported({"data": {"repository": holder}})
    with pytest.raises(SeveralDiscussions):
        imported({"data": {"search": {"nodes": [pull, {**pull, "url": "https://github.com/x/z/issues/9"}]}}})


ARCHIVE = {
    "magic": "m", "timestamp": "2024-01-05T00:00:00Z", "repo": "wg/draft", "labels": [],
    "issues": [{"number": 1, "id": "I1", "title": "Length", "url": "https://github.com/wg/draft/issues/1", "state": "CLOSED", "author": "ada", "authorAssociation": "MEMBER",
                "assignees": [], "labels": ["design"], "body": "Too long.", "createdAt": AT.format(0), "updatedAt": AT.format(1), "closedAt": AT.format(9),
                "comments": [{"author": "nora", "authorAssociation": "NONE", "body": "No.", "createdAt": AT.format(1), "updatedAt": AT.format(1)},
                             {"author": "ghost", "authorAssociation": "NONE", "body": "Yes.", "createdAt": AT.format(2), "updatedAt": AT.format(2)}]}],
    "pulls": [{"number": 2, "id": "P1", "title": "Shorten", "url": "https://github.com/wg/draft/pull/2", "state": "MERGED", "author": "ada", "authorAssociation": "MEMBER",
               "body": "Fixes 1.", "createdAt": AT.format(3), "comments": [],
               "reviews": [{"id": "R1", "commit": {"abbreviatedOid": "a"}, "author": "tom", "authorAssociation": "MEMBER", "state": "APPROVED", "body": "", "createdAt": AT.format(4),
                            "comments": [{"originalPosition": 3, "body": "A comma.", "createdAt": AT.format(4), "updatedAt": AT.format(4), "author": "tom", "authorAssociation": "MEMBER"}]}]}],
}  # fmt: skip


def test_archives_of_repositories_hold_several_discussions() -> None:
    with pytest.raises(SeveralDiscussions, match=r"1 \(Length\); 2 \(Shorten\)"):
        imported(ARCHIVE)
    thread = imported(ARCHIVE, wanted="1")
    assert rows(thread) == [
        ("issue", "ada", None, "Length\n\nToo long."), ("comment-1", "nora", "issue", "No."), ("comment-2", None, "issue", "Yes."),
    ]  # fmt: skip
    assert rows(imported(ARCHIVE, wanted="2")) == [
        ("issue", "ada", None, "Shorten\n\nFixes 1."), ("comment-1", "tom", "issue", "A comma."),
    ]  # fmt: skip


TEMPLATES = {
    "a comment alone": ("### What?\n\n<!-- Tell us.\nAll of it. -->\n\nIt rings.", "### What?\n\nIt rings."),
    "a comment in a line": ("It <!-- loudly --> rings.", "It  rings."),
    "a comment at the end": ("It rings.\n<!-- thanks -->", "It rings.\n"),
    "code": ("```html\n<!-- kept -->\n```\nand `<!-- kept -->`", "```html\n<!-- kept -->\n```\nand `<!-- kept -->`"),
    "code without an end": ("~~~\n<!-- kept -->", "~~~\n<!-- kept -->"),
    "a comment without an end": ("So <!-- what", "So <!-- what"),
    "no comment": ("a < b\r\nc", "a < b\nc"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TEMPLATES.values(), ids=TEMPLATES)
def test_comments_of_templates_are_not_shown(body: str, expected: str) -> None:
    assert shown(body) == expected


@pytest.mark.parametrize(
    "value",
    [
        [{"id": 1, "user": "ann", "body": "x", "created_at": AT.format(1)}],
        [{"id": 1, "noteable_type": "Issue", "author": {"username": "ann"}, "body": "x", "created_at": AT.format(1)}],
        {"number": 3, "title": "Chapter"},
    ],
    ids=["accounts without a login", "GitLab", "a chapter"],
)  # fmt: skip
def test_likenesses_are_not_taken_for_github(value: Any) -> None:
    assert importer("github").fits(files(value)[0]) is Fit.NO


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_the_cases_beside_the_repository() -> None:
    def case(name: str, file: str) -> Thread:
        given = [InputFile(file, CASES / name / file)]
        return thread_of(read(recognised(given), given), ImportOptions("t", "github"))

    assert [p.author for p in case("gh-cli-json", "i.json").posts] == ["ada", "nora", None]
    assert [p.reply_to for p in case("gh-review-replies", "r.json").posts] == [
        None,
        "review-comment-11",
        None,
    ]
    with pytest.raises(SeveralDiscussions, match=r"1 \(Trams\); 2 \(Bridges\)"):
        case("gh-issue-list", "l.json")


SEEDS = [issue(), comment(1), review_comment(2), CLI, ARCHIVE, {"data": {"repository": {"discussion": discussion(graph("DC_1", 1, replies=REPLIES))}}}]  # fmt: skip
anything = st.none() | st.booleans() | st.integers(-2, 9) | st.text(max_size=6) | st.lists(st.just({}), max_size=2) | st.just({"nodes": [None, {}]})  # fmt: skip


@given(st.sampled_from(SEEDS), st.dictionaries(st.sampled_from(sorted({k for s in SEEDS for k in s})), anything, max_size=4))  # fmt: skip
@settings(suppress_health_check=list(HealthCheck))
def test_any_values_are_read_or_refused(seed: dict[str, Any], change: dict[str, Any]) -> None:
    with contextlib.suppress(ArgmapError):
        thread_of(read(importer("github"), files([{**seed, **change}])), ImportOptions("t", "github"))

"""Lemmy, PieFed and Mbin: expected values are written by hand from the fixtures beside them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.protocol import NotThisSource, SeveralDiscussions
from argmap.importers.registry import importer
from tests.importers.forums.reading import CASES, files, imported, lines, listed, note, rows, said

PEOPLE = {"ada": 99, "nora": 1, "tom": 2}


def creator(name: str) -> dict[str, Any]:
    return {"id": PEOPLE[name], "name": name, "display_name": None, "actor_id": f"https://l.example/u/{name}", "local": True, "deleted": False, "instance_id": 1}  # fmt: skip


POST = {"id": 9, "name": "Trams & buses", "body": "Which?", "creator_id": 99, "community_id": 3, "removed": False, "deleted": False,
        "locked": False, "published": "2024-01-04T19:00:00.000000Z", "ap_id": "https://l.example/post/9", "local": True, "language_id": 37}  # fmt: skip
BRIEF = {key: value for key, value in POST.items() if key != "body"}


def view(id: int, path: str, name: str, text: str, **more: Any) -> dict[str, Any]:
    comment = {"id": id, "creator_id": PEOPLE[name], "post_id": 9, "content": text, "path": path, "removed": False, "deleted": False, "distinguished": False,
               "published": f"2024-01-04T19:0{id}:00.000000Z", "ap_id": f"https://l.example/comment/{id}", "local": True, "language_id": 37, **more}  # fmt: skip
    return {"comment": comment, "creator": creator(name), "post": BRIEF, "community": {"id": 3, "name": "trams"}, "counts": {"comment_id": id, "score": 3, "child_count": 0}}  # fmt: skip


POST_VIEW = {
    "post": POST,
    "creator": creator("ada"),
    "community": {"id": 3, "name": "trams"},
    "counts": {"post_id": 9, "comments": 2, "score": 5},
}
ONE, TWO = view(1, "0.1", "nora", "Trams are."), view(2, "0.1.2", "tom", "Only full ones.")
GET_POST = {
    "post_view": POST_VIEW,
    "community_view": {"community": {"id": 3}},
    "moderators": [],
    "cross_posts": [],
}
NEWER = {key: ({**value, "published_at": value["published"]} if isinstance(value, dict) and "published" in value else value) for key, value in ONE.items()}  # fmt: skip
RIGHT = [
    ("post-9", None, "ada", "Trams & buses\n\nWhich?"),
    ("p1", "post-9", "nora", "Trams are."),
    ("p2", "p1", "tom", "Only full ones."),
]
SHAPES: dict[str, tuple[Any, ...]] = {
    "post, then comments": (GET_POST, {"comments": [ONE, TWO]}),
    "comments, then post": ({"comments": [TWO, ONE]}, GET_POST),
    "both in a list": ([GET_POST, {"comments": [ONE, TWO]}],),
    "a list of views": ([POST_VIEW, ONE, TWO],),
    "lines": (lines(GET_POST, ONE, TWO),),
    "two pages": (GET_POST, {"comments": [ONE]}, {"comments": [TWO, ONE]}),
    "version 1.0": (GET_POST, {"items": [NEWER, TWO], "next_page": "x", "prev_page": None}),
    "a list of posts": ({"posts": [POST_VIEW]}, {"comments": [ONE, TWO]}),
    "a single comment": (GET_POST, {"comment_view": ONE}, {"comment_view": TWO}),
}


@pytest.mark.parametrize("contents", SHAPES.values(), ids=SHAPES)
def test_the_same_thread_comes_out_of_every_shape(contents: tuple[Any, ...]) -> None:
    thread = imported(*contents)
    assert (thread.source.kind, thread.title, thread.source.url) == (
        "lemmy",
        "Trams & buses",
        "https://l.example/post/9",
    )
    assert rows(thread) == RIGHT
    assert thread.posts[1].url == "https://l.example/comment/1"
    assert thread.source.note is None


def test_piefed_has_other_names_for_the_same() -> None:
    person = {"id": 1, "user_name": "nora", "title": "Nora", "actor_id": "https://p.example/u/nora"}
    post = {"id": 9, "title": "Trams & buses", "body": "Which?", "user_id": 1, "community_id": 3, "ap_id": "https://p.example/post/9", "published": "2024-01-04T19:00:00Z"}  # fmt: skip
    comment = {"id": 1, "user_id": 1, "post_id": 9, "body": "Trams are.", "path": "0.1", "published": "2024-01-04T19:01:00Z", "ap_id": "https://p.example/comment/1"}  # fmt: skip
    thread = imported(
        {"post_view": {"post": post, "creator": person}},
        {"comments": [{"comment": comment, "creator": person, "post": post}]},
    )
    assert rows(thread) == [
        ("post-9", None, "nora", "Trams & buses\n\nWhich?"),
        ("p1", "post-9", "nora", "Trams are."),
    ]


MBIN = {
    "commentId": 1, "entryId": 9, "parentId": None, "rootId": None, "user": {"userId": 5, "username": "nora"}, "body": "Trams are.", "createdAt": "2024-01-04T19:01:00+00:00",
    "visibility": "visible", "children": [{"commentId": 2, "entryId": 9, "parentId": 1, "rootId": 1, "user": {"userId": 6, "username": "tom@k.example"}, "body": "Only full ones.",
        "createdAt": "2024-01-04T19:02:00+00:00", "visibility": "visible", "children": [{"commentId": 3, "entryId": 9, "parentId": 2, "user": {"userId": 7, "username": "eve"}, "body": "x", "visibility": "trashed", "createdAt": "2024-01-04T19:03:00+00:00", "children": []}]}],
}  # fmt: skip
ENTRY = {"entryId": 9, "title": "Trams & buses", "body": "Which?", "url": None, "user": {"userId": 4, "username": "ada"}, "createdAt": "2024-01-04T19:00:00+00:00", "visibility": "visible", "numComments": 3}  # fmt: skip


@pytest.mark.parametrize(
    "contents",
    [(ENTRY, {"items": [MBIN], "pagination": {"count": 1}}), ({"items": [MBIN], "pagination": {}}, ENTRY)],
)
def test_mbin_nests_its_comments(contents: tuple[Any, ...]) -> None:
    assert rows(imported(*contents)) == [
        ("post-9", None, "ada", "Trams & buses\n\nWhich?"), ("p1", "post-9", "nora", "Trams are."), ("p2", "p1", "tom@k.example", "Only full ones."), ("p3", "p2", "eve", "<removed>"),
    ]  # fmt: skip


GONE = {
    "deleted": ({"deleted": True, "content": ""}, "<deleted>"),
    "deleted, with what the site writes": (
        {"deleted": True, "content": "*Permanently Deleted*"},
        "<deleted>",
    ),
    "only what the site writes": ({"content": "*Permanently Deleted*"}, "<deleted>"),
    "removed": ({"removed": True, "content": "rude"}, "<removed>"),
    "removed by a moderator": ({"content": "*removed by mod*"}, "<removed>"),
    "emphasis": ({"content": "*deleted*"}, "*deleted*"),
}


@pytest.mark.parametrize(("how", "expected"), GONE.values(), ids=GONE)
def test_what_is_gone_has_no_words(how: dict[str, Any], expected: str) -> None:
    assert said(GET_POST, {"comments": [{**ONE, "comment": {**ONE["comment"], **how}}, TWO]})[1] == expected


POSTS = {
    "a link with a picture": ({"url": "https://x.example/a.png", "alt_text": "An old tram"}, "Trams & buses\n\nhttps://x.example/a.png\n\nAn old tram\n\nWhich?"),
    "removed": ({"removed": True}, "<removed>"),
    "deleted": ({"deleted": True}, "<deleted>"),
    "text deleted": ({"body": "*Permanently Deleted*"}, "Trams & buses"),
}  # fmt: skip


@pytest.mark.parametrize(("how", "expected"), POSTS.values(), ids=POSTS)
def test_posts(how: dict[str, Any], expected: str) -> None:
    assert (
        said({"post_view": {**POST_VIEW, "post": {**POST, **how}}}, {"comments": [ONE, TWO]})[0] == expected
    )


def test_the_note_says_what_is_missing_and_edited() -> None:
    edited = {**ONE, "comment": {**ONE["comment"], "updated": "2024-01-04T20:00:00Z"}}
    text = note(
        imported({"post_view": {**POST_VIEW, "counts": {"comments": 7}}}, {"comments": [edited, TWO]})
    )
    assert "The site counted 7 comments; the files hold 2." in text
    assert "1 post was edited" in text
    loose = {key: value for key, value in ONE.items() if key != "post"}
    assert "The post that the comments answer is not in the files." in note(imported({"comments": [loose]}))


def test_who_wrote_the_post_may_be_known_from_a_comment() -> None:
    own = view(3, "0.3", "ada", "I meant both.")
    assert rows(imported({"comments": [ONE, own]}))[0][2] == "ada"
    assert rows(imported({"comments": [ONE]}))[0][2] is None


def test_two_people_of_one_name_stay_two() -> None:
    other = view(2, "0.2", "tom", "Me too.")
    other["creator"] = {**other["creator"], "name": "nora", "actor_id": "https://m.example/u/nora"}
    thread = imported({"comments": [ONE, other]})
    assert len({post.author for post in thread.posts if post.author}) == 2


OTHER = {
    "post": {**POST, "id": 10, "name": "Bikes?", "ap_id": "https://l.example/post/10"},
    "creator": creator("tom"),
    "counts": {"comments": 0},
}


def test_several_posts_are_several_discussions() -> None:
    content = [{"posts": [POST_VIEW, OTHER]}, {"comments": [ONE, TWO]}]
    assert [(e.key, e.title, e.posts, e.people) for e in listed(*content)] == [
        ("9", "Trams & buses", 3, 3),
        ("10", "Bikes?", 1, 1),
    ]
    with pytest.raises(SeveralDiscussions, match="2 discussions"):
        imported(*content)
    assert rows(imported(*content, wanted="9")) == RIGHT


def test_nothing_is_no_discussion() -> None:
    with pytest.raises(NotThisSource, match="no post or comment"):
        importer("lemmy").read(files({"comments": []}), None)


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
@pytest.mark.parametrize("names", [("post.json", "comments.json"), ("comments.json", "post.json")])
def test_the_case(names: tuple[str, str]) -> None:
    thread = imported(*((CASES / "lemmy-post-first" / name).read_bytes() for name in names))
    assert [row[1:3] for row in rows(thread)] == [(None, "ada"), ("post-9", "nora"), ("p1", "tom")]


odd = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10)
    | st.text(max_size=5)
    | st.sampled_from([[], {}, [1], "0.1.1", {"id": 1}])
)


@given(st.sampled_from([ONE, POST_VIEW, MBIN, ENTRY]), st.dictionaries(st.sampled_from([*ONE, *ONE["comment"], *MBIN, "post_view"]), odd, max_size=5), st.booleans())  # fmt: skip
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_views_are_read_or_refused(
    whole: dict[str, Any], change: dict[str, Any], inside: bool
) -> None:
    damaged = (
        {key: {**value, **change} for key, value in whole.items() if isinstance(value, dict)}
        if inside
        else change
    )
    try:
        listed([TWO, {**whole, **damaged}])
        imported([TWO, {**whole, **damaged}])
    except ArgmapError:
        return

"""Posts that were split and joined by hand stay so in every update, and no word is there twice or under another name.

Expected values are written by hand: what a careful person would do with the two texts.
"""

from __future__ import annotations

import json
from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.editing.plan import EditPlan
from argmap.editing.posts import PostSplit, joining, splitting
from argmap.editing.quoting import SeveralPlaces
from argmap.editing.withholding import with_words, without_words
from argmap.errors import ArgmapError
from argmap.importers.assemble import Assembled, ImportOptions, assembled
from argmap.importers.protocol import RawPost, RawThread
from argmap.importers.updates.changes import Merged
from argmap.importers.updates.merging import merged
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.storage.edit import changed
from argmap.storage.files import current_limits
from argmap.storage.read import parse
from tests.strategies import examples

Row = tuple[str, str, str]
"""Key, author and words of a post of a source."""

TRAMS: list[Row] = [
    ("k1", "nora", "Trams are cheap and they are quiet. Who pays for all of them in the end?"),
    ("k2", "tom", "The town pays, as it does for roads."),
    ("k3", "tom", "And roads cost more than rails."),
    ("k4", "nora", "That is so."),
]


def source(rows: list[Row], *, keyed: bool = True) -> Assembled:
    posts = tuple(RawPost(key, None, author, None, text) for key, author, text in rows)
    return assembled(RawThread("T", posts, keyed=keyed), ImportOptions("t", "plain"))


def changed_by(thread: Thread, plan: EditPlan) -> Thread:
    text = changed(json.dumps(plain_data(thread)), plan.thread, current_limits())
    return Thread.model_validate(parse(text, "thread", current_limits()).data)


def split(thread: Thread, post: str, at: str, **how: str) -> Thread:
    return changed_by(thread, splitting(thread, None, post, PostSplit(at, **how)))  # type: ignore[arg-type]


def join(thread: Thread, *posts: str) -> Thread:
    return changed_by(thread, joining(thread, None, posts))


def said(thread: Thread) -> list[tuple[str | None, str]]:
    return [(post.author, thread.text_of(post.id)) for post in thread.posts]


def unchanged(result: Merged, thread: Thread) -> bool:
    return result.thread == thread and not any(
        (result.added, result.edited, result.missing, result.kept, result.completed)
    )


def with_edit(rows: list[Row], key: str, text: str) -> list[Row]:
    return [(k, author, text if k == key else old) for k, author, old in rows]


@pytest.mark.parametrize("keyed", [True, False])
def test_the_same_source_changes_nothing(keyed: bool) -> None:
    first = source(TRAMS, keyed=keyed)
    ids = [post.id for post in first.thread.posts]
    thread = join(split(first.thread, ids[0], "Who pays", author="tom"), ids[1], ids[2])
    assert said(thread) == [
        ("nora", "Trams are cheap and they are quiet."),
        ("tom", "Who pays for all of them in the end?"),
        ("tom", "The town pays, as it does for roads.\n\nAnd roads cost more than rails."),
        ("nora", "That is so."),
    ]
    assert unchanged(merged(thread, source(TRAMS, keyed=keyed), keyed=keyed), thread)


@pytest.mark.parametrize("keyed", [True, False])
def test_an_edit_of_the_source_reaches_the_part_that_it_is_in(keyed: bool) -> None:
    first = source(TRAMS, keyed=keyed)
    ids = [post.id for post in first.thread.posts]
    thread = join(split(first.thread, ids[0], "Who pays", author="tom"), ids[1], ids[2])
    rows = with_edit(
        TRAMS, "k1", "Trams are cheap, and they are quiet. Who pays for all of them in the end, then?"
    )
    rows = with_edit(rows, "k3", "And roads cost far more than rails.")
    result = merged(thread, source(rows, keyed=keyed), keyed=keyed)
    assert said(result.thread) == [
        ("nora", "Trams are cheap, and they are quiet."),
        ("tom", "Who pays for all of them in the end, then?"),
        ("tom", "The town pays, as it does for roads.\n\nAnd roads cost far more than rails."),
        ("nora", "That is so."),
    ]
    assert [edited.id for edited in result.edited] == [ids[0], f"{ids[0]}-2", ids[1]]
    assert not result.added
    again = merged(result.thread, source(rows, keyed=keyed), keyed=keyed)
    assert unchanged(again, result.thread)


@pytest.mark.parametrize("author", ["nora", "tom"])
@pytest.mark.parametrize("keyed", [True, False])
def test_a_source_that_is_cut_there_too_by_now_says_nothing_twice(keyed: bool, author: str) -> None:
    first = source(TRAMS, keyed=keyed)
    thread = split(first.thread, first.thread.posts[0].id, "Who pays", author=author)
    one, other = "Trams are cheap and they are quiet.", "Who pays for all of them in the end?"
    rows = [("k1", "nora", one), ("k9", author, other), *TRAMS[1:]]
    result = merged(thread, source(rows, keyed=keyed), keyed=keyed)
    assert said(result.thread) == said(thread)
    assert not result.added
    assert not result.edited
    assert not result.missing
    assert unchanged(merged(result.thread, source(rows, keyed=keyed), keyed=keyed), result.thread)


def test_an_edit_around_the_cut_is_told_and_nobody_gets_words_that_may_be_another_persons() -> None:
    thread = split(source(TRAMS).thread, "k1", "Who pays", author="tom")
    rows = with_edit(
        TRAMS, "k1", "Trams are cheap and they are quiet. I like them. Who pays for all of them in the end?"
    )
    result = merged(thread, source(rows), keyed=True)
    assert said(result.thread) == said(thread)
    assert result.kept == (
        (
            "post k1: edited in the source where it was split by hand, so that nobody knows which words are of which part; "
            "kept the old ones"
        ),
    )


def test_new_posts_and_replies_find_the_posts_as_they_are_cut_now() -> None:
    thread = join(source(TRAMS).thread, "k2", "k3")
    posts = [RawPost(key, None, author, None, text) for key, author, text in TRAMS]
    posts += [RawPost("k5", "k3", "ada", None, "Not in my town.")]
    newer = assembled(RawThread("T", tuple(posts), keyed=True), ImportOptions("t", "plain"))
    result = merged(thread, newer, keyed=True)
    assert [post.id for post in result.thread.posts] == ["k1", "k2", "k4", "k5"]
    assert result.thread.posts_by_id["k5"].reply_to == "k2"
    assert (result.added, result.edited, result.missing, result.kept) == (("k5",), (), (), ())


def test_a_joined_post_that_the_source_dropped_keeps_its_words_and_it_is_told() -> None:
    thread = join(source(TRAMS).thread, "k2", "k3")
    result = merged(thread, source([row for row in TRAMS if row[0] != "k3"]), keyed=True)
    assert said(result.thread) == said(thread)
    assert result.kept == ("post k2: the source no longer has k3, which was joined to it; kept",)
    gone = merged(thread, source([row for row in TRAMS if row[0] not in {"k2", "k3"}]), keyed=True)
    assert (gone.missing, gone.kept) == (("k2",), ())


def test_a_joined_post_is_not_split_and_a_part_that_comes_back_is_known_again() -> None:
    first = source(TRAMS).thread
    with pytest.raises(ArgmapError, match="k3 was joined to post 'k2' by hand; split a post before"):
        split(join(first, "k2", "k3"), "k2", "And roads")
    back = join(split(first, "k1", "Who pays"), "k1", "k1-2")
    assert [joined.id for joined in back.posts[0].joined] == ["k1"]
    assert unchanged(merged(back, source(TRAMS), keyed=True), back)
    again = split(back, "k1", "Who pays")
    assert [(post.id, post.part_of) for post in again.posts[:2]] == [("k1", None), ("k1-2", "k1")]
    assert not again.posts[0].joined
    recut = join(split(first, "k2", "as it does"), "k2-2", "k3")  # the border is moved
    assert [(post.id, post.part_of, [(j.id, j.start) for j in post.joined]) for post in recut.posts[1:3]] == [
        ("k2", None, []),
        ("k2-2", "k2", [("k3", 23)]),
    ]
    assert unchanged(merged(recut, source(TRAMS), keyed=True), recut)


@pytest.mark.parametrize("cut", [partial(join, source(TRAMS).thread, "k2", "k3"),
                                 partial(split, source(TRAMS).thread, "k1", "Who pays")])  # fmt: skip
def test_a_dataset_without_words_is_updated_and_filled_as_it_was_cut(cut: partial[Thread]) -> None:
    thread = cut()
    whole = ArgumentMap(id="m", title="M", thread=thread)
    bare = without_words(whole)
    assert bare.thread is not None
    assert with_words(bare, source(TRAMS).thread).thread == thread
    assert unchanged(merged(bare.thread, source(TRAMS), keyed=True), bare.thread)
    rows = with_edit(with_edit(TRAMS, "k1", "No."), "k3", "No.")
    kept = merged(bare.thread, source(rows), keyed=True)
    assert kept.thread.posts == bare.thread.posts
    assert kept.kept
    assert not kept.added


words = st.lists(
    st.sampled_from(["tram", "road", "rail", "town", "cost", "pays"]), min_size=1, max_size=7
).map(" ".join)
rows = st.lists(st.tuples(st.sampled_from(["nora", "tom"]), words), min_size=2, max_size=6)


@examples(30)
@given(rows, st.booleans(), st.data())
def test_whatever_was_cut_by_hand_the_same_source_changes_nothing(
    made: list[tuple[str, str]], keyed: bool, data: st.DataObject
) -> None:
    posts = [(f"k{number}", author, text) for number, (author, text) in enumerate(made, 1)]
    thread = source(posts, keyed=keyed).thread
    for _ in range(data.draw(st.integers(1, 4))):
        post = data.draw(st.sampled_from(thread.posts))
        number = thread.numbers[post.id]
        following = thread.posts[number : number + 1]
        text = thread.text_of(post.id)
        try:
            if data.draw(st.booleans()) and following and following[0].author == post.author:
                thread = join(thread, post.id, following[0].id)
            elif len(text.split()) > 1:
                at = text.split(maxsplit=data.draw(st.integers(1, len(text.split()) - 1)))[-1]
                author = data.draw(st.sampled_from([person.id for person in thread.participants]))
                thread = split(thread, post.id, at, author=author)
        except (SeveralPlaces, ArgmapError):
            continue
    assume(any(post.part_of or post.joined for post in thread.posts))
    again = merged(thread, source(posts, keyed=keyed), keyed=keyed)
    assert unchanged(again, thread)
    more = merged(thread, source([*posts, ("k9", "ada", "Something new.")], keyed=keyed), keyed=keyed)
    assert said_without_new(more) == said(thread)
    assert len(more.added) == 1


def said_without_new(result: Merged) -> list[tuple[str | None, str]]:
    return [
        (post.author, result.thread.text_of(post.id))
        for post in result.thread.posts
        if post.id not in result.added
    ]

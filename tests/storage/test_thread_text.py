"""The text of a thread after a change: comments and untouched posts to the letter, and the thread that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.posts import Gone, Participant, Post, Provenance, ThreadSource
from argmap.model.thread import Thread
from argmap.storage.edit import CannotEdit
from argmap.storage.load import read_thread
from argmap.storage.thread_text import thread_text
from argmap.storage.writer import thread_yaml
from tests.strategies import examples

TEXT = """\
# our lunch
format: argmap-thread/1
id: lunch
title: Lunch
source: {kind: text, note: Typed by hand.}
authorship: recorded
reply_structure: recorded
participants:
  - {id: ann, name: Ann}   # she asked
posts:
  # the first day
  - id: p1
    author: ann
    text: |
      Shall we eat?

      At noon?
  # the second day
  - id: p2   # short
    author: ann
    reply_to: p1
    text: "Yes."   # argmap: allow AM508 (just a yes)
  - {id: p3, text: No.}
  # the end
"""


def changed(text: str, new: Thread) -> str:
    path = Path("thread.yaml")
    old, places = read_thread(path, text=text)
    after = thread_text(places, old, new)
    assert read_thread(path, text=after)[0] == new
    return after


def thread(text: str = TEXT) -> Thread:
    return read_thread(Path("thread.yaml"), text=text)[0]


def with_posts(old: Thread, *posts: Post, **more: object) -> Thread:
    return Thread.model_validate(
        {name: getattr(old, name) for name in Thread.model_fields} | {"posts": posts, **more}
    )


def test_nothing_changes_nothing() -> None:
    assert changed(TEXT, thread()) == TEXT


def test_a_new_post_is_put_in_and_every_comment_stays() -> None:
    old = thread()
    bo = Participant(id="bo", name="Bo")
    new = with_posts(
        old,
        old.posts[0],
        Post(id="p4", author="bo", reply_to="p1", text="Why not?\nIt is late."),
        *old.posts[1:],
        participants=(*old.participants, bo),
    )
    after = changed(TEXT, new)
    inserted = """\
  - id: p4
    author: bo
    reply_to: p1
    text: |-
      Why not?
      It is late.
"""
    person = "  - id: bo\n    name: Bo\n"
    assert after.replace(inserted, "").replace(person, "") == TEXT
    assert after.index("id: p4") < after.index("# the second day")


def test_edited_words_take_the_place_of_the_old_ones_only() -> None:
    old = thread()
    new = with_posts(
        old,
        old.posts[0].model_copy(update={"text": "Shall we eat?\n\nAt one?"}),
        old.posts[1].model_copy(update={"text": "Yes: no.", "label": "Pro"}),
        old.posts[2].model_copy(update={"text": None, "gone": Gone.DELETED}),
    )
    after = changed(TEXT, new)
    assert [line for line in after.split("\n") if "#" in line] == [
        line.replace("Yes.", "Yes: no.") for line in TEXT.split("\n") if "#" in line
    ]
    assert "      At one?\n  # the second day\n" in after
    assert '    text: "Yes: no."   # argmap: allow AM508 (just a yes)\n    label: "Pro"\n' in after
    assert "  - {id: p3, gone: deleted}\n" in after


def test_a_key_that_goes_makes_room_for_one_that_comes() -> None:
    text = TEXT.replace('text: "Yes."   # argmap: allow AM508 (just a yes)', "gone: deleted")
    old = thread(text)
    new = with_posts(
        old, old.posts[0], old.posts[1].model_copy(update={"gone": None, "text": "Yes."}), old.posts[2]
    )
    assert changed(text, new) == text.replace("gone: deleted", 'text: "Yes."')


def test_the_source_is_described_anew() -> None:
    old = thread()
    new = old.model_copy(
        update={"source": ThreadSource(kind="text", note="Typed: by hand.", retrieved="2026-01-02")}
    )
    assert 'source: {kind: text, retrieved: "2026-01-02", note: "Typed: by hand."}\n' in changed(TEXT, new)


def test_windows_line_ends_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    old = thread(text)
    new = with_posts(old, *old.posts, Post(id="p4", text="One.\nTwo."))
    after = changed(text, new)
    assert after.count("\n") == after.count("\r\n") == text.count("\n") + 4


def test_what_cannot_be_changed_in_place_is_written_anew_or_refused_for_its_comments() -> None:
    head = TEXT[: TEXT.index("posts:")].replace("# our lunch\n", "").replace("   # she asked", "")
    old = thread(head + "posts: [{id: p1, text: One.}]\n")
    new = with_posts(old, *old.posts, Post(id="p2", text="Two."))
    assert changed(head + "posts: [{id: p1, text: One.}]\n", new) == thread_yaml(new)
    with pytest.raises(CannotEdit, match="would lose a comment"):
        changed("# ours\n" + head + "posts: [{id: p1, text: One.}]\n", new)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
posts = st.lists(st.tuples(st.integers(0, 6), texts, st.booleans()), max_size=7)


def made(rows: list[tuple[int, str, bool]]) -> Thread:
    unique = {number: (text, is_gone) for number, text, is_gone in rows}
    return Thread(
        id="t",
        title="T",
        source=ThreadSource(kind="text"),
        authorship=Provenance.RECORDED,
        reply_structure=Provenance.RECORDED,
        posts=tuple(
            Post(id=f"p{number}", gone=Gone.EMPTY) if is_gone or not text.isprintable() or not text.strip() else Post(id=f"p{number}", text=text)
            for number, (text, is_gone) in sorted(unique.items())
        ),
    )  # fmt: skip


@given(posts, posts)
@examples(50)
def test_any_posts_added_and_edited_are_read_as_they_were_meant(
    first: list[tuple[int, str, bool]], second: list[tuple[int, str, bool]]
) -> None:
    old = made(first)
    known = {post.id: post for post in made([*first, *second]).posts}
    new = with_posts(old, *known.values())
    commented = thread_yaml(old).replace("\n- id:", "\n# a comment\n- id:")
    after = changed(commented, new) if old.posts else changed(thread_yaml(old), new)
    assert after.count("# a comment") >= len(old.posts) or not old.posts

"""Correcting a thread before it is annotated: links, one post that is two, two that are one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.cli.main import main
from argmap.editing.posts import PostSplit, joining, splitting
from argmap.editing.threads import edit_thread
from argmap.storage.writer import save_map
from tests.editing.sample import MAP, THREAD, dataset, texts
from tests.strategies import threads

BARE = "format: argmap/1\nid: trams\ntitle: Trams?\nthread: thread.yaml\n"


@pytest.fixture(params=[BARE, None], ids=["with a map", "without a map"])
def m(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return dataset(tmp_path / "trams", request.param)


def edit(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["edit", *(str(a) for a in arguments)])


def thread_of(m: Path) -> argmap.Thread:
    return argmap.load_thread(m)


def text_of(m: Path) -> str:
    return (m / "thread.yaml").read_text("utf-8")


def undone(m: Path) -> bool:
    """Return whether undoing gives back the thread to the byte."""
    return edit("undo", m).exit_code == 0 and text_of(m) == THREAD


def test_a_reply_is_set_and_taken_away_and_the_thread_says_so(m: Path) -> None:
    assert edit("set", m, "p3", "reply_to=p1").exit_code == 0
    thread = thread_of(m)
    assert (thread["p3"].reply_to, thread.reply_structure, thread.authorship) == (
        "p1",
        "inferred",
        "recorded",
    )
    assert thread.source.note == "Copied by hand.\nBy hand: p3 answers p1."
    assert "  - id: p1  # the first\n" in text_of(m)
    assert edit("set", m, "p2", "reply_to=").exit_code == 0
    assert thread_of(m)["p2"].reply_to is None
    assert edit("undo", m).exit_code == 0
    assert undone(m)
    assert "no edit to undo" in edit("undo", m).stderr


def test_a_post_is_split_and_its_replies_stay_unless_they_are_moved(m: Path) -> None:
    assert edit("split", m, "p1", "--at", "It costs").exit_code == 0
    thread = thread_of(m)
    assert [post.id for post in thread] == ["p1", "p1-2", "p2", "p3", "p4"]
    assert thread.text_of("p1") == "We should build a tram. A tram is quiet, and a tram needs no fuel."
    assert thread["p1-2"].to_dict() == {
        "id": "p1-2",
        "author": "ann",
        "text": "It costs less than a road.",
        "part_of": "p1",
    }
    assert thread["p2"].reply_to == "p1"
    assert undone(m)
    result = edit("split", m, "p1", "--at", "a tram", "--occurrence", "2", "--id", "fuel", "--author", "bo", "--reply", "p2", "--reply-to", "p1")  # fmt: skip
    assert result.exit_code == 0, result.output
    thread = thread_of(m)
    assert thread.text_of("p1") == "We should build a tram. A tram is quiet, and"
    assert (thread["fuel"].author, thread["fuel"].reply_to, thread["p2"].reply_to) == ("bo", "p1", "fuel")
    assert (thread.authorship, thread.reply_structure) == ("inferred", "inferred")
    assert (thread.source.note or "").endswith("By hand: p1 was split, and fuel is its second part, by bo.")
    assert undone(m)


def test_posts_are_joined_and_replies_follow(m: Path) -> None:
    assert edit("join", m, "p2", "p3").exit_code == 0
    thread = thread_of(m)
    assert [post.id for post in thread] == ["p1", "p2", "p4"]
    assert thread.text_of("p2") == "A tram is dear. Who pays?\n\nAnd a tram is slow."
    assert (thread["p2"].reply_to, thread["p4"].reply_to) == ("p1", "p2")
    assert undone(m)


REFUSED = {
    "a reply to itself": (["set", "{m}", "p2", "reply_to=p2"], "post 'p2' cannot answer itself"),
    "a reply to nothing": (["set", "{m}", "p2", "reply_to=p9"], "there is no post 'p9'"),
    "a reply that is there": (["set", "{m}", "p2", "reply_to=p1"], "post 'p2' answers p1 already"),
    "a later post": (["set", "{m}", "p1", "reply_to=p2"], "post 'p1' stands before 'p2'; a reply answers an earlier post"),
    "another author": (["set", "{m}", "p2", "author=ann"], "'author' of a post is as it was imported"),
    "other words": (["set", "{m}", "p2", "text=No."], "'text' of a post is as it was imported"),
    "no field of a post": (["set", "{m}", "p2", "reply_too=p1"], "did you mean 'reply_to'?"),
    "no value": (["set", "{m}", "p2", "reply_to"], "is not FIELD=VALUE"),
    "words at the beginning": (["split", "{m}", "p2", "--at", "A tram"], "is how post 'p2' begins"),
    "words that are nowhere": (["split", "{m}", "p2", "--at", "cheap"], "does not stand in post 'p2'"),
    "words in several places": (["split", "{m}", "p1", "--at", "tram"], "name one with --occurrence"),
    "a post that is nowhere": (["split", "{m}", "p9", "--at", "x"], "there is no post 'p9'"),
    "an author who is nobody": (["split", "{m}", "p2", "--at", "Who", "--author", "cy"], "there is no participant 'cy'"),
    "an id that is taken": (["split", "{m}", "p2", "--at", "Who", "--id", "p3"], "AM121"),
    "a reply of another post": (["split", "{m}", "p2", "--at", "Who", "--reply", "p4"], "post 'p4' does not answer 'p2'"),
    "one post to join": (["join", "{m}", "p2", "p2"], "name two posts or more"),
    "posts of two authors": (["join", "{m}", "p1", "p2"], "only posts of one author can be joined: p1 by ann and p2 by bo"),
    "posts apart": (["join", "{m}", "p2", "p4"], "only posts that follow each other"),
    "posts in the wrong order": (["join", "{m}", "p3", "p2"], "in the order of the thread"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_corrected_is_refused_and_nothing_is_written(
    arguments: list[str], message: str, m: Path
) -> None:
    before = texts(m)
    result = edit(*(str(m) if part == "{m}" else part for part in arguments))
    assert result.exit_code in {1, 2}, result.output
    assert message in result.stderr
    assert texts(m) == before


USED = {
    "a quote": MAP,
    "a stance": BARE + "claims: [{id: a, text: It is so., implicit: true}]\ncommitments: [{participant: ann, post: p1, claim: a, stance: denies}]\n",
    "a question": BARE + "questions: [{id: a, post: p1, text: 'Who?'}]\n",
    "an answer": BARE + "questions: [{id: a, post: p2, text: 'Who?', answered_by: [{post: p1}]}]\n",
    "a stage": BARE + "stages: [{stage: opening, posts: [p1]}]\n",
}  # fmt: skip


@pytest.mark.parametrize("text", USED.values(), ids=USED)
@pytest.mark.parametrize("name", ["map.yaml", "map-of-eva.yaml"])
def test_a_post_that_a_map_names_is_not_split(text: str, name: str, tmp_path: Path) -> None:
    m = dataset(tmp_path / "trams", BARE)
    (m / name).write_text(text, "utf-8")
    result = edit("split", m, "p1", "--at", "It costs")
    assert "posts are split and joined before they are annotated" in result.stderr
    assert text_of(m) == THREAD
    assert edit("join", m, "p2", "p3").exit_code == (2 if text == USED["an answer"] else 0)


def test_a_post_that_is_repeated_or_has_no_words_stays_as_it_is(tmp_path: Path) -> None:
    more = "  - {id: p5, author: bo, repeats: p3}\n  - {id: p6, author: bo, gone: deleted}\n"
    m = dataset(tmp_path / "trams", BARE, THREAD + more)
    assert "post 'p5' repeats post 'p3'" in edit("split", m, "p3", "--at", "is slow").stderr
    assert "post 'p6' has no words" in edit("join", m, "p5", "p6").stderr or "post 'p5' has no words" in edit("join", m, "p5", "p6").stderr  # fmt: skip


def test_a_claim_that_is_called_like_a_post_comes_first(tmp_path: Path) -> None:
    m = dataset(tmp_path / "trams", BARE + "claims: [{id: p3, text: It is so., implicit: true}]\n")
    assert edit("set", m, "p3", "label=x").exit_code == 0
    assert argmap.load(m)["p3"].label == "x"  # type: ignore[union-attr]
    assert edit("set", m, "p3", "reply_to=p1").exit_code == 0
    assert thread_of(m)["p3"].reply_to == "p1"


def words_of(thread: argmap.Thread) -> str:
    return " ".join(" ".join(post.text.split()) for post in thread if post.text)


@given(threads(), st.data())
def test_a_split_moves_no_word_and_joining_gives_the_post_back(
    thread: argmap.Thread, data: st.DataObject
) -> None:
    repeated = {post.repeats for post in thread}
    usable = [p for p in thread if p.text and len(p.text.split()) > 1 and p.id not in repeated and p.author]
    if not usable:
        return
    post = data.draw(st.sampled_from(usable))
    text = post.text or ""
    words = text.split()
    number = data.draw(st.integers(1, len(words) - 1))
    at = " ".join(words[number:])  # to the end, so that it stands in one place or the test says which
    from argmap.editing.quoting import SeveralPlaces

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "d"
        save_map(argmap.ArgumentMap(id="m", title="M", thread=thread), folder)
        before = texts(folder)
        try:
            edit_thread(str(folder), lambda t, m: splitting(t, m, post.id, PostSplit(at)))
        except SeveralPlaces:
            return
        made = argmap.load_thread(folder)
        assert words_of(made) == words_of(thread)
        assert len(made) == len(thread) + 1
        new = made.posts[thread.numbers[post.id]]
        assert new.author == post.author
        assert new.created == post.created
        edit_thread(str(folder), lambda t, m: joining(t, m, [post.id, new.id]))
        joined = argmap.load_thread(folder)
        assert words_of(joined) == words_of(thread)
        assert [(p.id, p.author, p.reply_to, p.created, p.repeats) for p in joined] == [
            (p.id, p.author, p.reply_to, p.created, p.repeats) for p in thread
        ]
        assert edit("undo", folder).exit_code == edit("undo", folder).exit_code == 0
        assert texts(folder) == before

"""A newer import in an older one: nothing is lost, nobody's words become somebody else's, and ids stay."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import Assembled, ImportOptions, assembled
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import RawPost, RawThread
from argmap.importers.registry import importer, read
from argmap.importers.updates.decisions import Decisions, UndecidedPosts
from argmap.importers.updates.merging import Merged, merged
from argmap.model.posts import Fingerprint, Gone
from argmap.model.thread import Thread
from tests.strategies import examples


def made(*posts: RawPost, keyed: bool = True) -> Assembled:
    return assembled(RawThread("T", posts, keyed=keyed), ImportOptions("t", "plain"))


def post(
    key: str, author: str | None, text: str, parent: str | None = None, at: int | None = None
) -> RawPost:
    return RawPost(key, parent, author, at, text)


def chat(*lines: str) -> Assembled:
    """Return an import of a source without ids: `author: text`."""
    return made(*(post(str(n), *line.split(": ", 1)) for n, line in enumerate(lines)), keyed=False)  # type: ignore[arg-type]


def said(thread: Thread) -> list[tuple[str, str | None, str]]:
    return [(each.id, each.author, thread.text_of(each.id)) for each in thread.posts]


def update(old: Assembled | Thread, new: Assembled, *, keyed: bool = True, **decided: object) -> Merged:
    thread = old if isinstance(old, Thread) else old.thread
    return merged(thread, new, keyed=keyed, decisions=Decisions(**decided))  # type: ignore[arg-type]


LUNCH = ("nora: Trams are cheap.", "tom: Only where they are full.", "nora: They are full at eight.")


def test_a_post_put_in_between_moves_nobodys_words() -> None:
    result = update(chat(*LUNCH), chat(LUNCH[0], "ada: For whom?", *LUNCH[1:]), keyed=False)
    assert said(result.thread) == [
        ("p1", "nora", "Trams are cheap."),
        ("p4", "ada", "For whom?"),
        ("p2", "tom", "Only where they are full."),
        ("p3", "nora", "They are full at eight."),
    ]
    assert (result.added, result.edited, result.missing) == (("p4",), (), ())


def test_posts_that_may_be_one_or_two_are_left_to_a_decision() -> None:
    old = chat(
        "a: First of all.", "b: That is true of buses.", "b: That is true of trams.", "a: Last of all."
    )
    new = chat("a: First of all.", "b: That is true of bikes.", "b: That is true of cars.", "a: Last of all.")
    with pytest.raises(UndecidedPosts, match=r"p2 'That is true of buses\.' or post 2 of the file") as error:
        update(old, new, keyed=False)
    assert "--same p2=2" in str(error.value)
    assert "--as-new" in str(error.value)
    decided = update(old, new, keyed=False, same={"p2": 3, "p3": 2})
    assert [(post.id, post.after) for post in decided.edited] == [
        ("p2", "That is true of cars."),
        ("p3", "That is true of bikes."),
    ]
    fresh = update(old, new, keyed=False, as_new=True)
    assert (fresh.added, fresh.missing) == (("p5", "p6"), ("p2", "p3"))


@pytest.mark.parametrize(
    ("same", "message"),
    [
        ({"p9": 1}, "no post 'p9'"),
        ({"p1": 9}, "the file has no post 9"),
        ({"p1": 2}, "different authors"),
        ({"p1": 1, "p3": 1}, "cannot be two posts"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(same: dict[str, int], message: str) -> None:
    with pytest.raises(ArgmapError, match=message):
        update(chat(*LUNCH), chat(*LUNCH), keyed=False, same=same)


def test_words_that_somebody_else_is_said_to_have_written_are_not_taken() -> None:
    old = made(post("1", "nora", "Trams."), post("2", "tom", "Buses."))
    new = made(post("1", "zed", "Bikes."), post("2", "tom", "Buses!"))
    result = update(old, new)
    assert said(result.thread) == [("p1", "nora", "Trams."), ("p2", "tom", "Buses!")]
    assert result.kept == ("post p1: the source now says that 'zed' wrote it; kept 'nora'",)
    assert [person.id for person in result.thread.participants] == ["nora", "tom"]


def test_an_account_that_was_deleted_keeps_its_posts() -> None:
    old = made(post("1", "nora", "Trams."))
    result = update(old, made(post("1", None, "Trams."), post("2", "tom", "Yes.", "1")))
    assert said(result.thread) == [("p1", "nora", "Trams."), ("p2", "tom", "Yes.")]
    assert not result.kept


def test_words_that_were_taken_back_are_kept_and_words_that_came_back_are_taken() -> None:
    gone = RawPost("2", None, None, None, "", Gone.DELETED)
    old = made(post("1", "nora", "Trams."), gone)
    result = update(old, made(RawPost("1", gone=Gone.REMOVED), post("2", "tom", "Buses.")))
    assert said(result.thread) == [("p1", "nora", "Trams."), ("p2", "tom", "Buses.")]
    assert (result.missing, [each.id for each in result.edited]) == (("p1",), ["p2"])


def test_people_of_one_name_are_told_apart_by_the_posts_they_wrote_before() -> None:
    def by(key: str, account: str, text: str) -> RawPost:
        return RawPost(key, author="Ann", account=account, text=text)

    old = made(by("1", "a", "One."), by("2", "b", "Two."))
    first, second = (each.id for each in old.thread.participants)
    result = update(
        old, made(by("0", "c", "Zero."), by("3", "b", "Three."), by("1", "a", "One."), by("2", "b", "Two."))
    )
    authors = {each.id: each.author for each in result.thread.posts}
    assert (authors["p1"], authors["p2"], authors["p3"]) == (first, second, second)
    assert authors["p0"] not in {first, second}


def test_a_new_post_stands_where_it_belongs_in_time_and_behind_what_it_answers() -> None:
    old = made(
        post("a", "x", "A.", at=0), post("c", "x", "C.", "a", at=100), post("e", "x", "E.", "c", at=200)
    )
    new = made(
        post("a", "x", "A.", at=0),
        post("b", "y", "B.", "a", at=50),
        post("c", "x", "C.", "a", at=100),
        post("e", "x", "E.", "c", at=200),
        post("d", "y", "D.", "e", at=150),  # its clock is wrong
        post("f", "y", "F.", "d", at=160),
    )
    result = update(old, new)
    assert [each.id for each in result.thread.posts] == ["a", "b", "c", "e", "d", "f"]


def test_a_post_that_was_missing_before_is_put_before_its_answers() -> None:
    old = made(post("a", "x", "A."), post("c", "x", "C.", "b"))
    new = made(post("a", "x", "A."), post("c", "x", "C.", "b"), post("b", "y", "B.", "a"))
    result = update(old, new)
    assert [(each.id, each.reply_to) for each in result.thread.posts] == [("a", None), ("b", "a"), ("c", "b")]
    assert result.completed == ("c",)


def test_a_text_that_is_edited_is_no_longer_repeated() -> None:
    old = made(post("1", "a", "Yes."), post("2", "b", "Yes."), post("3", "c", "No."))
    assert old.thread.posts[1].repeats == "p1"
    result = update(
        old,
        made(post("1", "a", "No."), post("2", "b", "Yes."), post("3", "c", "No."), post("4", "d", "Yes.")),
    )
    assert said(result.thread) == [
        ("p1", "a", "No."),
        ("p2", "b", "Yes."),
        ("p3", "c", "No."),
        ("p4", "d", "Yes."),
    ]
    assert [each.repeats for each in result.thread.posts] == [None, None, None, "p2"]


def test_a_dataset_that_withholds_its_words_goes_on_to() -> None:
    old = made(post("1", "a", "Yes."), post("2", "b", "No."))
    posts = [
        replaced.model_copy(update={"text": None, "withheld": Fingerprint.of(replaced.text or "")})
        for replaced in old.thread.posts
    ]
    withheld = Thread.model_validate(old.thread.model_copy(update={"posts": tuple(posts)}).model_dump())
    result = update(withheld, made(post("1", "a", "Yes."), post("2", "b", "Never."), post("3", "c", "Why?")))
    assert [each.withheld for each in result.thread.posts] == [
        Fingerprint.of("Yes."), Fingerprint.of("No."), Fingerprint.of("Why?"),
    ]  # fmt: skip
    assert "withholds its words" in result.kept[0]


AUTHORS = st.sampled_from(["ann", "bo", "cy", None])
TEXTS = st.sampled_from(["Yes.", "No.", "Trams are cheap.", "Trams are cheaper.", "They are full at eight.", ""])  # fmt: skip
POSTS = st.lists(st.tuples(AUTHORS, TEXTS, st.integers(0, 9), st.sampled_from([None, 0, 60, 120])), min_size=1, max_size=8)  # fmt: skip


def drawn(
    rows: Sequence[tuple[str | None, str, int, int | None]], keys: Sequence[str], *, keyed: bool
) -> Assembled:
    posts = [
        RawPost(key, keys[parent % len(keys)] if parent < len(keys) else None, author, at, text)
        for key, (author, text, parent, at) in zip(keys, rows, strict=False)
    ]
    return made(*posts, RawPost("z", None, "zed", None, "The last word."), keyed=keyed)


@given(POSTS, POSTS, st.booleans(), st.randoms(use_true_random=False))
@examples(100)
def test_whatever_a_second_import_holds(
    first: list[tuple[str | None, str, int, int | None]],
    second: list[tuple[str | None, str, int, int | None]],
    keyed: bool,
    chance: random.Random,
) -> None:
    keys = [f"k{n}" for n in range(len(second))]
    chance.shuffle(keys)
    old, new = drawn(first, [f"k{n}" for n in range(len(first))], keyed=keyed).thread, drawn(second, keys, keyed=keyed)  # fmt: skip
    result = merged(old, new, keyed=keyed, decisions=Decisions(as_new=True))
    after = result.thread
    Thread.model_validate(after.model_dump())
    ids = [each.id for each in after.posts]
    assert [id for id in ids if id in old.posts_by_id] == [each.id for each in old.posts]
    edited = {each.id: each for each in result.edited}
    for each in old.posts:
        now = after.posts_by_id[each.id]
        if old.text_of(each.id):
            assert now.author == each.author
        if each.id not in edited:
            assert after.text_of(each.id) == old.text_of(each.id)
        else:
            assert edited[each.id].before == old.text_of(each.id)
            assert edited[each.id].after == after.text_of(each.id) != ""
    names = new.thread.participants_by_id
    theirs = {
        (names[each.author].name if each.author else None, new.thread.text_of(each.id))
        for each in new.thread.posts
    }
    for id in result.added:
        author = after.posts_by_id[id].author
        name = after.participants_by_id[author].name if author else None
        assert (name, after.text_of(id)) in theirs
    places = {id: place for place, id in enumerate(ids)}
    for each in after.posts:
        before = old.posts_by_id.get(each.id)
        if each.reply_to and (before is None or before.reply_to is None):
            assert places[each.reply_to] < places[each.id]
    again = merged(after, new, keyed=keyed, decisions=Decisions(as_new=True))
    assert again.thread == after
    assert (again.added, again.edited, again.completed) == ((), (), ())


@given(POSTS, st.randoms(use_true_random=False))
@examples(50)
def test_the_very_same_source_changes_nothing(
    rows: list[tuple[str | None, str, int, int | None]], chance: random.Random
) -> None:
    keyed = chance.random() < 0.5
    one = drawn(rows, [f"k{n}" for n in range(len(rows))], keyed=keyed)
    result = merged(one.thread, one, keyed=keyed)
    assert result.thread == one.thread
    assert (result.added, result.edited, result.missing, result.moved) == ((), (), (), ())


def test_an_import_whose_ids_differ_is_aligned_by_its_words_when_that_is_wanted() -> None:
    old = made(post("1", "nora", "Trams."), post("2", "tom", "Buses."))
    new = made(post("x1", "nora", "Trams."), post("x2", "tom", "Buses."), post("2", "zed", "Bikes."))
    result = update(old, new, by_words=True)
    assert said(result.thread) == [("p1", "nora", "Trams."), ("p2", "tom", "Buses."), ("p3", "zed", "Bikes.")]


def test_names_that_were_replaced_stay_so_when_their_owner_has_left() -> None:
    def hidden(*posts: RawPost, known: Thread | None = None) -> Assembled:
        wish = ImportOptions("t", "mail", pseudonymise=True, secret=bytes(32), redact=True, known=known)
        return assembled(RawThread("T", posts), wish)

    old = hidden(
        post("1", "Nora", "Trams."), post("2", "Tom", "As Nora says."), post("3", "Tom", "Nora, no.")
    )
    assert old.thread.text_of("p2") == "As [name 1] says."
    new = hidden(post("2", "Tom", "As Nora says."), post("3", "Tom", "Nora, never."), known=old.thread)
    result = update(old, new)  # the hash of a name says whose it is
    assert [each[2] for each in said(result.thread)] == ["Trams.", "As [name 1] says.", "[name 1], never."]
    unlike = hidden(post("2", "Tom", "As NORA says."), post("3", "Tom", "NORA, never."), known=old.thread)
    result = update(old, unlike)
    assert [each[2] for each in said(result.thread)] == ["Trams.", "As [name 1] says.", "[name 1], no."]
    assert "it holds a name that was replaced" in result.kept[0]


def spoken(*said: tuple[str, str]) -> Assembled:
    """Return an import of captions, a cue for each sentence; cues of one person after each other are one post there."""
    cues = (
        f"{n + 1}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{who}: {what}\n"
        for n, (who, what) in enumerate(said)
    )
    files = [InputFile("talk.srt", content="\n".join(cues).encode())]
    chosen = importer("subtitles")
    return assembled(read(chosen, files), ImportOptions("t", "subtitles"))


TALK = (("Nora Lind", "Trams are cheap."), ("Tom Berg", "Only where they are full."), ("Nora Lind", "They are full at eight."), ("Tom Berg", "Not here."))  # fmt: skip


def test_a_deleted_cue_joins_no_posts_of_the_dataset() -> None:
    before = spoken(*TALK)
    result = update(before, spoken(TALK[0], *TALK[2:]), keyed=False)
    assert said(result.thread) == said(before.thread)
    assert (result.added, result.edited, result.missing) == ((), (), ("p2",))


@given(st.lists(st.sampled_from(["Nora Lind", "Tom Berg", "Ada Ng"]), min_size=3, max_size=8), st.data())
def test_whichever_cue_is_deleted_no_word_comes_twice(people: list[str], data: st.DataObject) -> None:
    cues = [(who, f"Sentence number {number} is here.") for number, who in enumerate(people)]
    at = data.draw(st.integers(0, len(cues) - 1))
    before = spoken(*cues)
    result = update(before, spoken(*cues[:at], *cues[at + 1 :]), keyed=False, as_new=True)
    words = " ".join(result.thread.text_of(post.id) for post in result.thread.posts)
    assert all(words.count(what) == 1 for n, (_, what) in enumerate(cues) if n != at)
    assert words.count(cues[at][1]) <= 1

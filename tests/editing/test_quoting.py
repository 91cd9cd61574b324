"""Quoting words that stand in several places: refused with the list, picked by number, and told apart in the map."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st

import argmap
from argmap.cli.edit import writing
from argmap.cli.main import main
from argmap.dialogue.sentences import sentences
from argmap.editing.quoting import NoSuchQuote, SeveralPlaces, selector, selector_at
from argmap.model.quote import find_quote
from argmap.model.thread import Thread
from tests.editing.sample import dataset, texts


@pytest.fixture
def m(tmp_path: Path) -> Path:
    return dataset(tmp_path / "trams")


def edit(*arguments: object, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["edit", *(str(a) for a in arguments)], input=input)


def thread(*posts: str) -> Thread:
    return Thread.model_validate(
        {
            "id": "t", "title": "T", "source": {"kind": "text"}, "authorship": "unknown", "reply_structure": "unknown",
            "posts": [{"id": f"p{n}", "text": text} for n, text in enumerate(posts, 1)],
        }
    )  # fmt: skip


def test_words_in_several_places_are_refused_with_the_list(m: Path) -> None:
    result = edit("quote", m, "tram")
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert lines[0].endswith(
        "'tram' stands in posts p1, p2, p3; name one with --post or --occurrence, or quote more words"
    )
    assert lines[1] == "  1  p1: … We should build a [tram] . A tram is quiet, …"
    assert lines[4] == "  4  p2: … A [tram] is dear. Who pays? …"
    assert len(lines) == 6
    assert (
        "stands 3 times in post p1; name one with --occurrence"
        in edit("quote", m, "tram", "--post", "p1").stderr
    )


@pytest.mark.parametrize(
    ("arguments", "quote"),
    [
        (["--occurrence", "2"], "{post: p1, exact: tram, suffix: is}"),
        (["--occurrence", "3"], "{post: p1, exact: tram, suffix: needs}"),
        (["--occurrence", "4"], "{post: p2, exact: tram}"),
        (["--post", "p1", "--occurrence", "1"], '{post: p1, exact: tram, suffix: "."}'),
        (["--post", "p3"], "{post: p3, exact: tram}"),
    ],
)
def test_an_occurrence_is_picked_and_can_be_told_from_the_others(
    m: Path, arguments: list[str], quote: str
) -> None:
    # The first post has the words three times, each with another word behind it.
    assert edit("quote", m, "tram", *arguments).stdout == f"{quote}\n"


def test_an_occurrence_that_is_not_there_is_refused(m: Path) -> None:
    assert (
        "'tram' stands in 5 places; there is no occurrence 6"
        in edit("quote", m, "tram", "--occurrence", "6").stderr
    )
    assert edit("quote", m, "tram", "--occurrence", "0").exit_code == 2


def test_a_long_list_is_cut() -> None:
    with pytest.raises(SeveralPlaces, match="and 8 more") as refused:
        selector(thread("so " * 20), "so")
    assert len(refused.value.places) == 20


def test_places_that_nothing_tells_apart_are_refused() -> None:
    with pytest.raises(NoSuchQuote, match="cannot be told from the same words elsewhere"):
        selector(thread("so " * 40), "so", "p1", 20)


def test_on_a_terminal_one_is_asked_for_the_place(m: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "is_terminal", lambda: True)
    result = edit("quote", m, "tram", input="9\n5\n")
    assert result.exit_code == 0, result.output
    assert "which one?" in result.stderr
    assert result.stdout == "{post: p3, exact: tram}\n"
    added = edit(
        "add", "claim", m, "--text", "It is slow.", "--quote", "tram", "--quote", "slow", input="3\n"
    )
    assert added.exit_code == 0, added.output
    assert [quote.to_dict() for quote in argmap.load(m)["it-is-slow"].quotes] == [  # type: ignore[union-attr]
        {"post": "p1", "exact": "tram", "suffix": "needs"}, {"post": "p3", "exact": "slow"},
    ]  # fmt: skip
    more = edit("add", "quote", m, "it-is-slow", "tram", input="5\n")
    assert more.exit_code == 0, more.output
    assert argmap.load(m)["it-is-slow"].quotes[-1].to_dict() == {"post": "p3", "exact": "tram"}  # type: ignore[union-attr]
    before = texts(m)
    assert edit("add", "quote", m, "it-is-slow", "tram", input="").exit_code == 1  # nobody answers
    assert texts(m) == before


def test_a_sentence_is_quoted_by_its_place() -> None:
    made = thread("Yes. It is so. Yes. Yes!  No.\nYes.")
    quotes = [selector_at(made, s.post, s.start, s.end) for s in sentences(made)]
    for sentence, quote in zip(sentences(made), quotes, strict=True):
        (place,) = find_quote(quote, made.text_of("p1"))
        assert (place.start, place.end) == (sentence.start, sentence.end)


@given(
    st.lists(st.sampled_from(["so", "is", "it", "no", "…", "so.", "is\n"]), min_size=1, max_size=12),
    st.data(),
)
def test_every_occurrence_is_anchored_at_its_own_place(words: list[str], data: st.DataObject) -> None:
    made = thread(" ".join(words))
    text = made.text_of("p1")
    assume(text.strip())
    start = data.draw(st.integers(0, len(words) - 1))
    quoted = " ".join(words[start : start + data.draw(st.integers(1, 2))]).strip()
    places = find_quote(argmap.Quote(post="p1", exact=quoted), text)
    for number, place in enumerate(places, start=1):
        try:
            quote = selector(made, quoted, None, number)
        except NoSuchQuote:
            continue
        assert find_quote(quote, text) == (place,)
        assert quote.exact == " ".join(quoted.split())

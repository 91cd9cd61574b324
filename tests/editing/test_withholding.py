"""A dataset without its words: nothing of them is left, and with the right source it comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given

from argmap.cli.main import main
from argmap.editing.withholding import CannotFill, with_words, without_words
from argmap.errors import ArgmapError, InvalidInput
from argmap.model import ArgumentMap, Claim, Fingerprint, Post, Quote, Thread, ThreadSource, find_quote
from argmap.storage.load import load_map, loads
from argmap.storage.writer import dumps
from tests.strategies import maps

DATA = Path(__file__).parents[2] / "data"


def small() -> ArgumentMap:
    thread = Thread(
        id="t",
        title="T",
        source=ThreadSource(kind="text"),
        authorship="unknown",
        reply_structure="unknown",
        posts=[Post(id="p1", text="Weights are shared, and weights are few."), Post(id="p2", repeats="p1")],
    )
    quotes = [
        Quote(post="p1", exact="eights are", prefix="w"),
        Quote(post="p2", exact=("Weights", "few")),
    ]
    return ArgumentMap(
        id="m", title="M", thread=thread, claims=[Claim(id="c", text="It is so.", quotes=quotes)]
    )


def test_words_become_fingerprints_and_places() -> None:
    """The SHA-256 is that of coreutils: printf %s 'Weights are shared, and weights are few.' | sha256sum."""
    bare = without_words(small())
    assert bare.thread is not None
    first = bare.thread.posts[0]
    assert first.text is None
    assert first.withheld is not None
    assert (first.withheld.sha256, first.withheld.length) == (
        "4b49431ec1a126963579b61e5ff855dfb3eaf1bb94527644c169dfc211509e7d",
        40,
    )
    assert [quote.at for quote in bare.claims[0].quotes] == [((25, 35),), ((0, 7), (36, 39))]
    assert bare.claims[0].quotes[1].words == "[characters 1 to 7] … [characters 37 to 39]"
    assert "shared" not in dumps(bare)


def test_the_right_source_brings_the_map_back() -> None:
    map = small()
    assert map.thread is not None
    again = with_words(without_words(map), map.thread)
    assert again.thread == map.thread
    texts = [map.thread.text_of(quote.post) for quote in map.claims[0].quotes]
    for quote, other, text in zip(again.claims[0].quotes, map.claims[0].quotes, texts, strict=True):
        assert find_quote(quote, text) == find_quote(other, text)


@given(maps())
def test_any_map_comes_back_with_its_words_in_their_places(map: ArgumentMap) -> None:
    assert map.thread is not None
    thread = map.thread
    if any(len(find_quote(quote, thread.text_of(quote.post))) != 1 for _, quote in map.quotes()):
        with pytest.raises(ArgmapError, match="occur"):
            without_words(map)
        return
    bare = without_words(map)
    assert loads(dumps(bare)) == bare
    again = with_words(bare, thread)
    assert again.thread == thread
    for (_, old), (_, new) in zip(map.quotes(), again.quotes(), strict=True):
        assert find_quote(new, thread.text_of(new.post)) == find_quote(old, thread.text_of(old.post))
    assert without_words(again) == bare


def test_other_words_are_refused_by_post() -> None:
    map = small()
    assert map.thread is not None
    other = map.thread.model_copy(
        update={"posts": [Post(id="p1", text="Weights are many."), map.thread.posts[1]]}
    )
    with pytest.raises(
        CannotFill, match=r"post 'p1' has other words in the source \(17 characters, not 40\)"
    ):
        with_words(without_words(map), other)
    none = map.thread.model_copy(update={"posts": [Post(id="q1", text="Weights")]})
    with pytest.raises(CannotFill, match="post 'p1' is not in the source"):
        with_words(without_words(map), none)
    with pytest.raises(ArgmapError, match="there is nothing to fill in"):
        with_words(map, map.thread)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "either the exact words, or where they stand"),
        ({"exact": "W", "at": [[0, 1]]}, "either the exact words, or where they stand"),
        ({"at": [[3, 3]]}, "each ends behind its beginning"),
        ({"at": [[3, 9], [5, 11]]}, "in order"),
        ({"at": [[-1, 4]]}, "in order"),
        ({"at": []}, "at least 1 item"),
        ({"at": [["0", 4]]}, "a whole number"),
        ({"at": 4}, "expected a list"),
    ],
)
def test_a_quote_says_its_words_or_its_place(fields: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        Quote.model_validate({"post": "p1", **fields})


@pytest.mark.parametrize("fields", [{}, {"text": "W", "withheld": {"sha256": "0" * 64, "length": 1}}])
def test_a_post_has_words_or_says_why_not(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match="either text or repeats, or says why it is gone or withheld"):
        Post.model_validate({"id": "p1", **fields})


def test_a_place_outside_its_post_is_found() -> None:
    from argmap.lint.run import check

    bare = without_words(small())
    quote = Quote(post="p1", at=((30, 41),))
    beyond = bare.model_copy(update={"claims": [bare.claims[0].model_copy(update={"quotes": [quote]})]})
    (finding,) = [f for f in check(beyond) if f.code == "AM401"]
    assert "characters up to 41 are outside post 'p1', which has 40" in finding.message
    assert not [f for f in check(bare) if f.code in {"AM401", "AM402", "AM403"}]


def test_the_commands_take_the_words_out_and_put_them_back(tmp_path: Path) -> None:
    run = CliRunner().invoke
    source, bare, again = str(DATA / "car-free-centre"), str(tmp_path / "bare"), str(tmp_path / "again")
    assert run(main, ["withhold", source, "-o", bare]).exit_code == 0
    assert "AM4" not in run(main, ["check", bare]).output
    assert "words not included" in run(main, ["show", bare, "--thread"]).output
    assert run(main, ["fill", bare, source, "-o", again]).exit_code == 0
    assert load_map(again).thread == load_map(source).thread
    assert load_map(again).to_dict()["relations"] == load_map(source).to_dict()["relations"]
    refused = run(main, ["fill", bare, source, "-o", again])
    assert (refused.exit_code, "choose another" in refused.output) == (2, True)
    wrong = run(main, ["fill", bare, str(DATA / "math-in-ml"), "-o", str(tmp_path / "x")])
    assert (wrong.exit_code, "has other words" in wrong.output) == (2, True)
    assert not (tmp_path / "x").exists()


def test_a_fingerprint_is_of_characters_and_bytes() -> None:
    """The digest of "ä" in UTF-8, by coreutils' sha256sum of the bytes c3 a4."""
    assert Fingerprint.of("ä").length == 1
    assert Fingerprint.of("ä").sha256 == "33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc"

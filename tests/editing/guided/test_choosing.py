"""Words of any script can be chosen one by one, and chosen words become a quote of exactly their place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.editing.guided.choosing import Chosen, claims_quoting, quote_of, quoted_places
from argmap.editing.guided.units import passages, units
from argmap.editing.quoting import NoSuchQuote
from argmap.model import ArgumentMap, Claim, Participant, Post, Quote, Thread
from argmap.model.posts import ThreadSource
from argmap.model.quote import Span, find_parts
from tests.strategies import examples


def thread(*texts: str) -> Thread:
    return Thread(
        id="t",
        title="T",
        source=ThreadSource(kind="text"),
        authorship="recorded",
        reply_structure="recorded",
        participants=(Participant(id="a", name="A"),),
        posts=tuple(Post(id=f"p{n}", author="a", text=text) for n, text in enumerate(texts, start=1)),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's 3.5 %, so … don’t e-mail me!", ["It's", "3", "5", "so", "don’t", "e-mail", "me"]),
        ("“They say 'no'.”", ["They", "say", "no"]),
        ("naïve cafe\u0301 Straße", ["naïve", "cafe\u0301", "Straße"]),
        ("हिन्दी में लिखा", ["हिन्दी", "में", "लिखा"]),
        ("مرحبا بالعالم؟ نعم", ["مرحبا", "بالعالم", "نعم"]),
        ("很好！OK", ["很", "好", "OK"]),
        ("ดีมาก", ["ดี", "ม", "า", "ก"]),
        ("👍🏽 👨\u200d👩\u200d👧 🇩🇪🇫🇷 ❤\ufe0f", ["👍🏽", "👨\u200d👩\u200d👧", "🇩🇪", "🇫🇷", "❤\ufe0f"]),
        ("...", []),
        ("", []),
    ],
)
def test_words_are_what_readers_of_a_script_would_point_at(text: str, words: list[str]) -> None:
    """Expected by hand; letters with marks and pictures of several characters stay together (Unicode UAX 29)."""
    assert [text[span.start : span.end] for span in units(text)] == words


def test_sentences_end_at_full_stops_without_spaces_too() -> None:
    split = passages("p1", "今日は寒い。明日も寒いですか？「はい。」そう。 Yes. Maybe.")
    assert [s.text for s in split] == [
        "今日は寒い。",
        "明日も寒いですか？",
        "「はい。」",
        "そう。",
        "Yes.",
        "Maybe.",
    ]


@examples(30)
@given(st.text(st.sampled_from(" \n.,'-abAB好ดี👍🏽\u200d\u0301…"), max_size=60))
def test_words_are_in_order_and_hold_every_letter(text: str) -> None:
    spans = units(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.start < span.end and not text[span.start].isspace() for span in spans)
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert all(place in covered for place, char in enumerate(text) if char.isalnum())


@examples(40)
@given(st.data())
def test_a_quote_of_chosen_words_is_found_just_there(data: st.DataObject) -> None:
    text = " ".join(
        data.draw(
            st.lists(
                st.sampled_from(["so", "so,", "it is", "no", "好好", "it\n\nis."]), min_size=1, max_size=12
            )
        )
    )
    words = units(text)
    ends = sorted(data.draw(st.lists(st.integers(0, len(words) - 1), min_size=2, max_size=2)))
    chosen = Chosen("p1", (Span(words[ends[0]].start, words[ends[1]].end),))
    try:
        quote = quote_of(thread(text), chosen)
    except NoSuchQuote:
        assume(len(words) > 1)  # no context tells them apart; one word is always told apart
        return
    assert find_parts(quote, text) == (chosen.spans,)


def test_words_that_stand_twice_get_as_little_context_as_tells_them_apart() -> None:
    text = "Simple, yes. Simple, no."
    assert quote_of(thread(text), Chosen("p1", (Span(0, 6),))) == Quote(
        post="p1", exact="Simple", suffix=", yes."
    )
    assert quote_of(thread(text), Chosen("p1", (Span(13, 19),))) == Quote(
        post="p1", exact="Simple", prefix="yes."
    )
    assert quote_of(thread("a b a"), Chosen("p1", (Span(4, 5),))) == Quote(post="p1", exact="a", prefix="b")


def test_words_with_a_gap_are_one_quote_in_parts() -> None:
    quote = quote_of(thread("Tabs, which I like, are fine."), Chosen("p1", (Span(0, 4), Span(20, 28))))
    assert quote == Quote(post="p1", exact=("Tabs", "are fine"))


def test_what_is_quoted_is_known_by_place() -> None:
    map = ArgumentMap(
        id="m",
        title="M",
        thread=thread("It rains. It rains."),
        claims=(
            Claim(id="one", text="It rains.", quotes=(Quote(post="p1", exact="It rains.", suffix="It"),)),
            Claim(
                id="other", text="It rained.", quotes=(Quote(post="p1", exact="rains.", prefix="rains. It"),)
            ),
        ),
    )
    assert [place.spans for place in quoted_places(map)["p1"]] == [(Span(0, 9),), (Span(13, 19),)]
    assert claims_quoting(map, Chosen("p1", (Span(0, 9),))) == ("one",)
    assert claims_quoting(map, Chosen("p1", (Span(10, 19),))) == ()

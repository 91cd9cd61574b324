"""Aligning posts without ids: against brute force, and what no alignment may ever do."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.importers.updates import alignment
from argmap.importers.updates.alignment import ComparedPost, aligned, common
from tests.strategies import examples


def pieces(*posts: str) -> list[ComparedPost]:
    """Return posts written as `author: text`."""
    return [ComparedPost(*post.split(": ", 1)) for post in posts]


OLD = pieces(
    "nora: Trams are cheap to run.", "tom: Only where they are full.", "nora: They are full at eight."
)


@pytest.mark.parametrize(
    ("new", "pairs", "moved"),
    [
        (OLD, {0: 0, 1: 1, 2: 2}, ()),
        ([OLD[0], *pieces("ada: For whom?"), *OLD[1:]], {0: 0, 1: 2, 2: 3}, ()),
        ([OLD[1], OLD[0], OLD[2]], {0: 1, 1: 0, 2: 2}, (0,)),
        ([OLD[0], *pieces("tom: Only where they are packed."), OLD[2]], {0: 0, 1: 1, 2: 2}, ()),
        ([OLD[0], *pieces("ada: Only where they are full."), OLD[2]], {0: 0, 2: 2}, ()),
        ([OLD[0], *pieces("tom: Nobody rides a bus at noon."), OLD[2]], {0: 0, 2: 2}, ()),
        ([*pieces("tom: Only where they are packed."), OLD[0], OLD[2]], {0: 1, 2: 2}, ()),
        ([], {}, ()),
    ],
    ids=["same", "one more", "moved", "edited", "another author", "other words", "edited and moved", "none"],
)  # fmt: skip
def test_posts_are_aligned_by_author_words_and_order(
    new: list[ComparedPost], pairs: dict[int, int], moved: tuple[int, ...]
) -> None:
    found = aligned(OLD, new)
    assert found.pairs == pairs
    assert len(found.moved) == len(moved)
    assert not found.doubts


def test_two_edited_posts_that_are_alike_are_left_to_a_decision() -> None:
    old = [OLD[0], *pieces("tom: That is true of buses.", "tom: That is true of trams."), OLD[2]]
    new = [OLD[0], *pieces("tom: That is true of bikes.", "tom: That is true of cars."), OLD[2]]
    found = aligned(old, new)
    assert found.pairs == {0: 0, 3: 3}
    assert {(doubt.old, doubt.new) for doubt in found.doubts} == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert aligned(old, new, {1: 1}).pairs == {0: 0, 1: 1, 2: 2, 3: 3}
    assert aligned(old, new, {1: 2}).pairs == {
        0: 0,
        1: 2,
        3: 3,
    }  # the other one is no longer between the same


def test_the_same_short_words_at_other_times_are_other_posts() -> None:
    def ok(minute: int) -> ComparedPost:
        return ComparedPost("tom", "Ok", f"2024-01-01T10:{minute:02}:00Z")

    new = [ok(1), ok(2), ok(5), ok(9)]
    assert aligned([ok(2), ok(5)], new).pairs == {0: 1, 1: 2}
    assert aligned([ok(2), ok(5), ok(7)], new).pairs == {0: 1, 1: 2}  # the one of 10:07 was taken back


def test_words_that_were_taken_back_leave_the_post_where_it_was() -> None:
    old = [ComparedPost("ann", f"Words {n}.", f"2024-01-01T10:0{n}:00Z") for n in range(4)]
    new = [*old[:2], ComparedPost("ann", "", old[2].created), old[3]]
    assert aligned(old, new).pairs == {n: n for n in range(4)}


def longest(old: str, new: str) -> int:
    """Return the length of a longest common subsequence, by trying all."""
    for length in range(min(len(old), len(new)), 0, -1):
        tried = {"".join(letters) for letters in combinations(old, length)}
        if tried & {"".join(letters) for letters in combinations(new, length)}:
            return length
    return 0


short = st.text("abcd", max_size=8)


@given(short, short)
@examples(50)
def test_a_longest_common_subsequence_is_as_long_as_the_longest_of_all(old: str, new: str) -> None:
    pairs = common(old, new)
    assert all(old[a] == new[b] for a, b in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert len(pairs) == longest(old, new)


@given(st.text("abcdefghijklmnop", max_size=30), st.text("abcdefghijklmnop", max_size=30))
@settings(max_examples=50)
def test_long_sequences_are_divided_and_stay_in_order(old: str, new: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_CELLS", 4)
        pairs = common(old, new)
    assert all(old[a] == new[b] for a, b in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


posts = st.lists(
    st.builds(
        ComparedPost,
        st.sampled_from(["ann", "bo", None]),
        st.sampled_from(
            ["Yes.", "No.", "Trams are cheap.", "Trams are cheaper.", "Trams are not cheap.", ""]
        ),
        st.sampled_from([None, "2024-01-01T10:00:00Z", "2024-01-01T10:01:00Z"]),
    ),
    max_size=9,
)


@given(posts, posts)
@examples(100)
def test_a_pair_has_one_author_and_a_post_one_partner(
    old: list[ComparedPost], new: list[ComparedPost]
) -> None:
    found = aligned(old, new)
    assert all(old[a].author == new[b].author for a, b in found.pairs.items())
    assert len({*found.pairs.values()}) == len(found.pairs)
    assert all(old[d.old].author == new[d.new].author for d in found.doubts)
    assert not {d.old for d in found.doubts} & {*found.pairs}


@given(posts, st.data())
@examples(50)
def test_what_is_said_again_is_found_wherever_it_stands(old: list[ComparedPost], data: st.DataObject) -> None:
    old = [ComparedPost(post.author, post.text) for post in old if post.text]
    new = data.draw(st.permutations([*old, ComparedPost("zed", "In between.")]))
    found = aligned(old, new)
    assert found.pairs.keys() == {*range(len(old))}
    assert all(new[b] == old[a] for a, b in found.pairs.items())


def test_words_added_behind_are_an_edit_however_many() -> None:
    old = pieces("nora: Full at eight.", "tom: So they are.")
    new = pieces("nora: Full at eight. Edit: and at five, too, as I saw today.", "tom: So they are.")
    assert dict(aligned(old, new).pairs) == {0: 0, 1: 1}

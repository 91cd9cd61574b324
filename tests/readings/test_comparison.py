"""What two readings of one thread differ in: each kind by hand, no difference of a map with itself, and edits that are named."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.editing.batch.applying import batch
from argmap.editing.batch.reading import read_edits
from argmap.editing.operations import open_map
from argmap.errors import ArgmapError
from argmap.model import ArgumentMap
from argmap.readings.comparison import Comparison, DifferenceKind, ReadingDifference, compare
from argmap.readings.matching import MatchedPair, Matching, match
from argmap.readings.wording import WordStatus, word_changes
from argmap.storage.writer import save_map
from tests.strategies import maps, texts

DATA = Path(__file__).parent.parent.parent / "data"
THREAD = {
    "format": "argmap-thread/1",
    "id": "t",
    "title": "T",
    "source": {"kind": "text"},
    "authorship": "recorded",
    "reply_structure": "recorded",
    "participants": [{"id": "ann", "name": "Ann"}, {"id": "bo", "name": "Bo"}],
    "posts": [
        {"id": "p1", "author": "ann", "text": "Trains are late. Buses are full because trains are late."},
        {"id": "p2", "author": "bo", "reply_to": "p1", "text": "They are not. Why do you say so?"},
    ],
}
BASE: dict[str, Any] = {
    "id": "m",
    "title": "M",
    "thread": THREAD,
    "issues": [{"id": "i", "question": "What is wrong?"}, {"id": "j", "question": "Who pays?"}],
    "claims": [
        {"id": "late", "text": "Trains are late.", "quotes": [{"post": "p1", "exact": "Trains are late"}]},
        {"id": "full", "text": "Buses are full.", "quotes": [{"post": "p1", "exact": "Buses are full"}]},
        {"id": "bad", "text": "Travelling is bad.", "implicit": True, "answers": "i"},
    ],
    "examples": [{"id": "e", "name": "Line 5", "topic": "buses", "text": "It is full at eight."}],
    "relations": [
        {"id": "r1", "kind": "support", "premises": ["late"], "target": "full"},
        {"id": "r2", "kind": "support", "premises": ["full"], "target": "bad", "scheme": "sign", "weight": 0.5},
    ],
    "commitments": [{"participant": "ann", "post": "p1", "claim": "late", "stance": "asserts"}],
    "questions": [{"id": "q", "post": "p2", "text": "Why are they late?", "about": "late"}],
    "stages": [{"stage": "opening", "posts": ["p1"]}],
    "breaches": [{"breaks": "burden-of-proof", "quotes": [{"post": "p2", "exact": "They are not"}], "why": "No reason."}],
}  # fmt: skip


def base(**changes: Any) -> ArgumentMap:
    return argmap.load(BASE | changes)


def item(field: str, id: str, **changes: Any) -> dict[str, Any]:
    """Return the items of a list of the base, one of them with other values; None takes a key away."""
    items = []
    for old in BASE[field]:
        new = old | changes if old["id"] == id else old
        items.append({key: value for key, value in new.items() if value is not None})
    return {field: items}


def more(field: str, new: dict[str, Any]) -> dict[str, Any]:
    return {field: [*BASE[field], new]}


def short(differences: Iterable[ReadingDifference]) -> list[tuple[Any, ...]]:
    return [(d.kind, d.change.value, d.first, d.second, d.field) for d in differences]


CASES: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]]]] = {
    "claim added": (more("claims", {"id": "n", "text": "New.", "implicit": True}), [("claim", "added", None, "n", "")]),
    "claim reworded": (item("claims", "late", text="Trains are often late."), [("claim", "reworded", "late", "late", "text")]),
    "claim re-quoted": (
        item("claims", "full", quotes=[{"post": "p1", "exact": "Buses are full because trains are late"}]),
        [("claim", "requoted", "full", "full", "quotes")],
    ),
    "claim answers another issue": (item("claims", "bad", answers="j"), [("claim", "changed", "bad", "bad", "answers")]),
    "claim is implicit": (
        item("claims", "late", quotes=None, implicit=True),
        [("claim", "changed", "late", "late", "implicit"), ("claim", "requoted", "late", "late", "quotes")],
    ),
    "relation added": (
        more("relations", {"id": "r3", "kind": "attack", "premises": ["e"], "target": "late"}),
        [("relation", "added", None, "r3", "")],
    ),
    "relation dropped": ({"relations": BASE["relations"][:1]}, [("relation", "dropped", "r2", None, "")]),
    "relation flipped": (item("relations", "r1", kind="attack"), [("relation", "flipped", "r1", "r1", "kind")]),
    "relation of another kind": (item("relations", "r1", kind="explains"), [("relation", "changed", "r1", "r1", "kind")]),
    "relation retargeted": (item("relations", "r1", target="bad"), [("relation", "retargeted", "r1", "r1", "target")]),
    "premises changed": (item("relations", "r2", premises=["e", "full"]), [("relation", "premises", "r2", "r2", "premises")]),
    "scheme changed": (item("relations", "r2", scheme=None), [("relation", "changed", "r2", "r2", "scheme")]),
    "weight changed": (item("relations", "r2", weight=0.9), [("relation", "changed", "r2", "r2", "weight")]),
    "stance added": (
        more("commitments", {"participant": "bo", "post": "p2", "claim": "late", "stance": "denies"}),
        [("stance", "added", None, "bo:late", "")],
    ),
    "stance dropped": ({"commitments": []}, [("stance", "dropped", "ann:late", None, "")]),
    "stance changed": (
        {"commitments": [BASE["commitments"][0] | {"stance": "proposes"}]},
        [("stance", "changed", "ann:late", "ann:late", "stances")],
    ),
    "stance is a guess": (
        {"commitments": [BASE["commitments"][0] | {"hedged": True}]},
        [("stance", "changed", "ann:late", "ann:late", "stances")],
    ),
    "second stance": (
        more("commitments", {"participant": "ann", "post": "p2", "claim": "late", "stance": "retracts"}),
        [("stance", "changed", "ann:late", "ann:late", "stances")],
    ),
    "issue reworded": (item("issues", "j", question="Who will pay?"), [("issue", "reworded", "j", "j", "question")]),
    "issue not exclusive": (item("issues", "i", exclusive=False), [("issue", "changed", "i", "i", "exclusive")]),
    "issue ended": (item("issues", "i", outcome={"open": True}), [("issue", "changed", "i", "i", "outcome")]),
    "issue moved": (item("issues", "j", parent="bad"), [("issue", "changed", "j", "j", "parent")]),
    "example dropped": ({"examples": []}, [("example", "dropped", "e", None, "")]),
    "example renamed": (item("examples", "e", name="Line five"), [("example", "reworded", "e", "e", "name")]),
    "question about something else": (item("questions", "q", about="full"), [("question", "changed", "q", "q", "about")]),
    "question answered": (
        item("questions", "q", answered_by=[{"claim": "bad"}]),
        [("question", "changed", "q", "q", "answered_by")],
    ),
    "question dropped": ({"questions": []}, [("question", "dropped", "q", None, "")]),
    "stage": (
        {"stages": [{"stage": "opening", "posts": ["p2"]}]},
        [("stage", "dropped", "opening:p1", None, ""), ("stage", "added", None, "opening:p2", "")],
    ),
    "breach": ({"breaches": []}, [("breach", "dropped", "burden-of-proof in p2", None, "")]),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_each_kind_of_difference_is_named(changes: dict[str, Any], expected: list[tuple[Any, ...]]) -> None:
    comparison = compare(base(), base(**changes), by_id=True)
    assert short(comparison.differences) == expected
    assert comparison


DETAILS: dict[str, dict[str, Any]] = {
    "label": item("claims", "late", label="Late trains"),
    "note": item("relations", "r1", note="See p2."),
    "confidence": item("questions", "q", confidence=0.5),
    "tags": item("claims", "full", tags=["buses"]),
    "title": {"title": "Other"},
    "annotators": {"annotators": [{"id": "ann"}]},
    "quotes": item("claims", "full", quotes=[{"post": "p1", "prefix": "late. ", "exact": "Buses are full"}]),
    "stances": {"commitments": [BASE["commitments"][0] | {"quotes": [{"post": "p1", "exact": "Trains are late"}]}]},
    "breachs": {"breaches": [BASE["breaches"][0] | {"why": "Nothing follows."}]},
}  # fmt: skip


@pytest.mark.parametrize(("field", "changes"), DETAILS.items(), ids=DETAILS)
def test_what_says_nothing_about_the_thread_is_a_detail(field: str, changes: dict[str, Any]) -> None:
    comparison = compare(base(), base(**changes), by_id=True)
    assert not comparison
    assert [detail.field for detail in comparison.details] == [field.replace("breachs", "breaches")]


def test_the_values_are_those_of_the_files() -> None:
    [difference] = compare(base(), base(**item("relations", "r2", premises=["e"])), by_id=True).differences
    assert (difference.before, difference.after) == (["full"], ["e"])
    [difference] = compare(base(), base(relations=BASE["relations"][:1]), by_id=True).differences
    assert (difference.before, difference.after) == (BASE["relations"][1], None)
    json.dumps(compare(base(), base(commitments=[])).to_dict())


def test_other_ids_and_another_order_are_no_difference() -> None:
    """The ids are renamed by hand; quotes and texts tell which part is which."""
    text = json.dumps(BASE | {"thread": None})
    for old in ("late", "full", "bad", "r1", "r2", "i", "j", "q", "e"):
        text = text.replace(f'"{old}"', f'"new-{old}"')
    other = argmap.load({key: value[::-1] if isinstance(value, list) else value for key, value in json.loads(text).items()} | {"thread": THREAD})  # fmt: skip
    comparison = compare(base(), other)
    assert short(comparison.differences) == []
    assert {detail.field for detail in comparison.details} == {"id"}
    assert len(comparison.matching.pairs) == 9


@given(map=maps())
@settings(max_examples=10)
def test_a_map_does_not_differ_from_itself(map: ArgumentMap) -> None:
    for comparison in (compare(map, map, by_id=True), compare(map, argmap.loads(argmap.dumps(map)))):
        # Two parts of the same words are one as well as the other, and one without words is none of them.
        alone = comparison.matching.only_first
        if not alone and all(pair.first == pair.second for pair in comparison.matching.pairs):
            assert (comparison.differences, comparison.details) == ((), ())


def mirrored(matching: Matching) -> Matching:
    pairs = tuple(
        MatchedPair(p.kind, p.second, p.first, p.basis, p.overlap, p.likeness) for p in matching.pairs
    )
    return Matching(pairs, matching.only_second, matching.only_first)


SWAPPED = {DifferenceKind.ADDED: DifferenceKind.DROPPED, DifferenceKind.DROPPED: DifferenceKind.ADDED}


def turned(d: ReadingDifference) -> ReadingDifference:
    return ReadingDifference(
        d.kind, SWAPPED.get(d.change, d.change), d.second, d.first, d.field, d.after, d.before
    )


@given(one=maps(), text=texts)
@settings(max_examples=10)
def test_seen_from_the_other_side_added_is_dropped(one: ArgumentMap, text: str) -> None:
    reworded = [claim.model_copy(update={"text": text, "tags": ["new"]}) for claim in one.claims[::2]]
    kept = {claim.id: claim for claim in one.claims} | {claim.id: claim for claim in reworded}
    fewer = {"commitments": one.commitments[::2], "questions": one.questions[:1], "stages": one.stages[1:]}
    none = {"relations": (), "breaches": (), "expect": None}
    other = one.model_copy(update={"claims": list(kept.values()), **fewer, **none})
    matching = match(one, other, by_id=True)
    there, back = compare(one, other, matching), compare(other, one, mirrored(matching))
    assert len(there.differences) >= len(one.relations)
    for mine, theirs in ((there.differences, back.differences), (there.details, back.details)):
        assert Counter(map(repr, map(turned, mine))) == Counter(map(repr, theirs))


EDITS: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]]]] = {
    "add claim": (
        {"add": "claim", "id": "trees", "text": "Trees would give shade.", "implicit": True, "supports": "close"},
        [("claim", "added", None, "trees", ""), ("relation", "added", None, "trees-for-close", "")],
    ),
    "reword": (
        {"set": "space-taken", "text": "Most of the space is taken by parked cars."},
        [("claim", "reworded", "space-taken", "space-taken", "text")],
    ),
    "flip": (
        {"set": "seven-for-safer", "kind": "attack"},
        [("relation", "flipped", "seven-for-safer", "seven-for-safer", "kind")],
    ),
    "retarget": (
        {"set": "bakery-against-close", "target": "no-exceptions"},
        [("relation", "retargeted", "bakery-against-close", "bakery-against-close", "target")],
    ),
    "scheme": (
        {"set": "buses-for-charge", "scheme": "sign"},
        [("relation", "changed", "buses-for-charge", "buses-for-charge", "scheme")],
    ),
    "weight": (
        {"set": "carts-for-close", "weight": 0.3},
        [("relation", "changed", "carts-for-close", "carts-for-close", "weight")],
    ),
    "remove": (
        {"remove": "millions-against-today"},
        [("relation", "dropped", "millions-against-today", None, "")],
    ),
    "stance": (
        {"set": "odile:pays-buses:p3", "stance": "proposes"},
        [("stance", "changed", "odile:pays-buses", "odile:pays-buses", "stances")],
    ),
    "rename": ({"rename": "survey-22", "to": "survey"}, []),
    "note": ({"set": "leave", "note": "Given up."}, []),
}  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A bundled dataset without its expectations, which would refuse some edits."""
    folder = tmp_path_factory.mktemp("town")
    save_map(argmap.load(DATA / "car-free-centre").model_copy(update={"expect": None}), folder)
    return str(folder)


@given(chosen=st.sets(st.sampled_from(sorted(EDITS)), max_size=6))
@settings(max_examples=8, deadline=None)
def test_edits_are_named_and_nothing_else(town: str, chosen: set[str]) -> None:
    opened = open_map(town)
    comparison = Comparison(Matching((), {}, {}))
    if chosen:
        edits = read_edits(json.dumps([EDITS[name][0] for name in sorted(chosen)]).encode(), "edits.json")
        made = batch(opened, edits)
        assert opened.map.thread is not None
        after = argmap.load({**_data(made.after), "thread": opened.map.thread})
        comparison = compare(opened.map, after, by_id=True)
    expected = [difference for name in chosen for difference in EDITS[name][1]]
    assert Counter(short(comparison.differences)) == Counter(expected)
    details = {(d.first, d.field) for d in comparison.details}
    wanted = {"rename": ("survey-22", "id"), "note": ("leave", "note")}
    assert details == {wanted[name] for name in chosen & wanted.keys()}


def _data(text: str) -> dict[str, Any]:
    import yaml

    data = yaml.safe_load(text)
    assert isinstance(data, dict)
    return data


def test_maps_of_different_threads_are_not_compared() -> None:
    with pytest.raises(ArgmapError, match="different threads"):
        compare(argmap.load(DATA / "car-free-centre"), argmap.load(DATA / "math-in-ml"))


def test_empty_maps_do_not_differ() -> None:
    empty = argmap.load({"id": "m", "title": "M", "thread": THREAD})
    assert not compare(empty, empty)
    everything = {"issue": 2, "claim": 3, "example": 1, "relation": 2, "question": 1, "stance": 1, "stage": 1, "breach": 1}  # fmt: skip
    assert Counter(d.kind for d in compare(empty, base()).differences) == everything
    assert {d.change for d in compare(base(), empty).differences} == {DifferenceKind.DROPPED}


def without(dropped: WordStatus, before: str, after: str) -> str:
    return "".join(piece.text for piece in word_changes(before, after) if piece.wording is not dropped)


@given(before=texts, after=texts)
def test_the_pieces_hold_both_texts(before: str, after: str) -> None:
    assert "".join(without(WordStatus.ADDED, before, after).split()) == "".join(before.split())
    assert "".join(without(WordStatus.DROPPED, before, after).split()) == "".join(after.split())


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Cars should go.", "Cars should not go.", "Cars should {not }go."),
        ("The town closes.", "The town opens.", "The town [closes ]{opens}."),
        ("One two three.", "Vier fünf sechs!", "[One two three. ]{Vier fünf sechs!}"),
        ("It’s so.", "It’s not so.", "It’s {not }so."),
        ("“all cars altogether” (p1)", "“all cars” (p1)", "“all cars [altogether]” (p1)"),
        ("A charge, free for us.", "A charge.", "A charge[, free for us]."),
        ("a b c", "a, b c", "a{, }b c"),
    ],
)
def test_words_are_marked_and_not_letters(before: str, after: str, shown: str) -> None:
    marks = {WordStatus.KEPT: "{}", WordStatus.DROPPED: "[{}]", WordStatus.ADDED: "{{{}}}"}
    pieces = word_changes(before, after)
    assert "".join(marks[piece.wording].format(piece.text) for piece in pieces) == shown

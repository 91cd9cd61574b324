"""Three things shown apart for each claim. Expected values by hand, from what the stances and relations say."""

from __future__ import annotations

from typing import Any

import pytest

from argmap.model import Label
from argmap.study import Study
from argmap.verdicts import Standing
from tests.graph.small import small


def taken(who: str, post: str, stance: str, **fields: Any) -> dict[str, Any]:
    return {"participant": who, "post": post, "claim": "c", "stance": stance} | fields


ANN, BEN = ("ann", "p1"), ("ben", "p2")
STANDINGS = {
    "asserted by its author": ([], Standing.HELD, Label.IN),
    "denied by another": ([taken(*BEN, "denies")], Standing.DISPUTED, Label.UNDECIDED),
    "guessed to be false": ([taken(*BEN, "denies", hedged=True)], Standing.HELD, Label.IN),
    "only conceded": ([taken(*ANN, "proposes"), taken(*BEN, "concedes")], Standing.CONCEDED, Label.IN),
    "a guess": ([taken(*ANN, "asserts", hedged=True)], Standing.HEDGED, Label.UNDECIDED),
    "on a condition in words": (
        [taken(*ANN, "asserts", **{"if": "if it rains"})],
        Standing.CONDITIONAL,
        Label.UNDECIDED,
    ),
    "only proposed": ([taken(*ANN, "proposes")], Standing.PROPOSED, Label.UNDECIDED),
    "proposed and denied": ([taken(*ANN, "proposes"), taken(*BEN, "denies")], Standing.REJECTED, Label.OUT),
    "taken back": ([taken("ann", "p4", "retracts")], Standing.ABANDONED, Label.UNDECIDED),
}


@pytest.mark.parametrize(("commitments", "standing", "label"), STANDINGS.values(), ids=STANDINGS)
def test_who_holds_a_claim_and_what_follows(
    commitments: list[dict[str, Any]], standing: Standing, label: Label
) -> None:
    verdict = Study(small(said={"c": "p1"}, commitments=commitments)).verdicts["c"]
    assert (verdict.holding.standing, verdict.label) == (standing, label)


def test_nobody_holds_an_implicit_premise_that_counts_all_the_same() -> None:
    verdict = Study(small(unstated=["c"])).verdicts["c"]
    assert (verdict.holding.standing, verdict.label) == (Standing.NOBODYS, Label.IN)


def test_reasons_and_objections_are_told_apart_by_whether_they_count() -> None:
    """Objection q fails with its premise; reason s fails, because its premise is rejected; r and p count."""
    map = small(
        "r: a supports c",
        "s: b supports c",
        "q: d attacks c",
        "p: e attacks c",
        "o: x attacks b",
        "n: y attacks d",
    )
    argued = Study(map).verdicts["c"].argued
    assert (argued.reasons, argued.failed_reasons) == (("r",), ("s",))
    assert (argued.objections, argued.failed_objections) == (("p",), ("q",))
    assert not argued.is_unopposed
    assert not argued.is_without_reasons

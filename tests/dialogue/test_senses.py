"""The senses of terms. Expected values: by hand, and read off data/math-in-ml/map.yaml."""

from __future__ import annotations

from argmap.dialogue.senses import contested_terms
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.model.claim import Sense
from argmap.rendering.report.write import report
from argmap.rendering.scene import scene
from argmap.study import Study
from tests.graph.small import small


def meaning(map: ArgumentMap, **senses: tuple[str, str]) -> ArgumentMap:
    """Return the map with a term and its sense in some claims."""
    claims = (
        claim.model_copy(
            update={"senses": (Sense(term=senses[claim.id][0], sense=senses[claim.id][1]),)}
            if claim.id in senses
            else {}
        )
        for claim in map.claims
    )
    return map.model_copy(update={"claims": tuple(claims)})


def test_a_term_in_two_senses_is_contested_and_one_in_one_sense_is_not() -> None:
    map = small("r: a + b + c + e supports t", theses={"i": "t"})
    made = meaning(
        map, a=("math", "proof"), b=("Math", "algebra"), c=("math", "Proof"), e=("fast", "in a day")
    )
    (term,) = contested_terms(made)
    assert term.term == "Math"
    assert [(use.sense, use.claims) for use in term.senses] == [("Proof", ("a", "c")), ("algebra", ("b",))]
    assert contested_terms(map) == ()


def test_the_senses_of_math_in_the_bundled_thread(math_in_ml: ArgumentMap) -> None:
    (term,) = contested_terms(math_in_ml)
    assert term.term == "math"
    senses = {use.sense: use.claims for use in term.senses}
    assert senses["symbolic proofs"] == ("students-did-symbolic-proofs",)
    assert senses["measure theory"] == ("measure-theory-not-needed",)
    assert len(senses["linear algebra"]) == 4
    assert sum(map(len, senses.values())) == sum(bool(claim.senses) for claim in math_in_ml.claims)


def test_the_report_says_in_which_senses_a_term_is_used(math_in_ml: ArgumentMap) -> None:
    study = Study(math_in_ml)
    sections = report(scene(whole(math_in_ml), index=study.index), study)
    (section,) = (s for s in sections if s.title == "Do they mean the same?")
    item = section.items[0]
    assert item.text == "“math” has 9 senses, as the annotators read the claims:"
    assert [each.text for each in item.below[:2]] == [
        "linear algebra: “Linear algebra is needed” and 3 more claims.",
        "mathematics in general: “A hard requirement” and 3 more claims.",
    ]

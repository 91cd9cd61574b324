"""The argumentation schemes are complete, sorted and sourced."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from argmap.errors import UnknownName
from argmap.model import Scheme, scheme, schemes

ENTRIES = json.loads(files("argmap.model").joinpath("schemes.json").read_text("utf-8"))
IDS = [entry["id"] for entry in ENTRIES]

# fmt: off
NAMED = [
    "ad-hominem-circumstantial", "ad-hominem-direct", "ad-hominem-inconsistency", "alternatives",
    "analogy", "bias", "cause-to-effect", "composition", "consequences-negative", "consequences-positive",
    "correlation-to-cause", "division", "evidence-to-hypothesis", "example", "exception",
    "expert-opinion", "fairness", "ignorance", "popular-opinion", "position-to-know",
    "practical-reasoning", "precedent", "sign", "slippery-slope", "sunk-cost", "tradition", "values",
    "verbal-classification", "witness-testimony",
]
# fmt: on


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_every_entry_is_a_scheme(entry: dict[str, object]) -> None:
    assert Scheme.model_validate(entry) == scheme(str(entry["id"]))


@pytest.mark.parametrize("name", NAMED)
def test_the_schemes_that_argmap_promises_are_there(name: str) -> None:
    assert name in schemes()


def test_schemes_are_sorted_by_id_and_each_is_there_once() -> None:
    assert sorted(set(IDS)) == IDS == list(schemes())


@pytest.mark.parametrize("known", schemes().values(), ids=schemes())
class TestScheme:
    def test_it_has_premises_a_conclusion_and_a_summary_in_sentences(self, known: Scheme) -> None:
        assert known.premises
        assert all(text.endswith(".") for text in (*known.premises, known.conclusion, known.summary))

    def test_it_has_critical_questions_with_ids_of_their_own(self, known: Scheme) -> None:
        assert len(known.questions) >= 3
        assert all(question.text.endswith("?") for question in known.questions)
        assert len({question.id for question in known.questions}) == len(known.questions)

    def test_it_names_a_work_and_its_year(self, known: Scheme) -> None:
        assert any(char.isdigit() for char in known.source)

    def test_only_several_premises_are_linked(self, known: Scheme) -> None:
        assert known.linked is (len(known.premises) > 1)

    def test_its_questions_are_found_by_id(self, known: Scheme) -> None:
        assert [known.question(question.id) for question in known.questions] == list(known.questions)


def test_expert_opinion_has_the_six_questions_of_the_literature() -> None:
    """Walton, Reed & Macagno 2008, p. 310: expertise, field, opinion, trustworthiness, consistency, backup evidence."""
    assert len(scheme("expert-opinion").questions) == 6
    assert [question.id for question in scheme("expert-opinion").questions] == [
        "expertise",
        "field",
        "statement",
        "trustworthiness",
        "evidence",
        "agreement",
    ]


def test_an_unknown_scheme_gets_the_nearest() -> None:
    with pytest.raises(
        UnknownName, match=r"^there is no scheme 'exprt-opinion'; did you mean 'expert-opinion'\?$"
    ):
        scheme("exprt-opinion")


def test_an_unknown_question_gets_the_nearest() -> None:
    with pytest.raises(
        UnknownName, match=r"critical question of 'expert-opinion' 'feild'; did you mean 'field'\?$"
    ):
        scheme("expert-opinion").question("feild")


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        schemes()["new"] = scheme("example")  # type: ignore[index]

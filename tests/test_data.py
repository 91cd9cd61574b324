"""The bundled dataset says what its source says, and holds what a teacher needs from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.dialogue.commitments import common_ground, taken
from argmap.experiments.registry import EXPERIMENTS
from argmap.model import ArgumentMap, RelationKind, Stance, find_quote
from argmap.project.results import read_results

SOURCE = Path(__file__).parent.parent.parent / "shared" / "threads" / "math-in-ml.txt"


@pytest.mark.skipif(not SOURCE.exists(), reason="the source thread is not beside the repository")
def test_every_post_is_its_line_of_the_source_to_the_letter(math_in_ml: ArgumentMap) -> None:
    thread = math_in_ml.thread
    assert thread is not None
    assert [thread.text_of(post.id) for post in thread.posts] == SOURCE.read_text("utf-8").splitlines()


def test_the_last_post_repeats_the_second(math_in_ml: ArgumentMap) -> None:
    assert math_in_ml.thread is not None
    assert math_in_ml.thread.posts[8].repeats == "p2"


def test_what_is_inferred_is_marked_and_explained(math_in_ml: ArgumentMap) -> None:
    thread = math_in_ml.thread
    assert thread is not None
    assert (thread.authorship, thread.reply_structure) == ("inferred", "inferred")
    assert "inferred" in (thread.source.note or "")


def test_every_quote_stands_exactly_once_in_its_post(math_in_ml: ArgumentMap) -> None:
    assert math_in_ml.thread is not None
    for path, quote in math_in_ml.quotes():
        assert len(find_quote(quote, math_in_ml.thread.text_of(quote.post))) == 1, path


def test_every_post_is_quoted_by_a_claim(math_in_ml: ArgumentMap) -> None:
    assert math_in_ml.thread is not None
    quoted = {quote.post for claim in math_in_ml.claims for quote in claim.quotes}
    assert quoted == {post.id for post in math_in_ml.thread.posts}


def test_all_technical_examples_have_a_topic_and_a_reference_with_its_place(math_in_ml: ArgumentMap) -> None:
    expected = [
        "backprop",
        "convolution",
        "attention",
        "recurrent-networks",
        "skip-connections",
        "gans",
        "rl",
        "gnns",
        "cnn-shift-invariance",
        "attention-normalisation",
        "linear-algebra-structures",
        "measure-theoretic-probability",
        "symbolic-proofs",
        "os-compilers-networks",
        "systems-inside-ml",
        "llms",
    ]
    assert {example.id for example in math_in_ml.examples} == set(expected)
    for example in math_in_ml.examples:
        assert example.quotes or example.id == "systems-inside-ml", example.id
        assert all(ref.year and ref.where and ref.url and ref.authors for ref in example.references), (
            example.id
        )
        assert example.references, example.id


def test_both_find_mathematics_useful_accept_linear_algebra_and_give_up_measure_theory(
    math_in_ml: ArgumentMap,
) -> None:
    both = ("Commenter B", "Commenter C")
    shared = ("linear-algebra-needed", "math-is-very-useful", "measure-theory-not-needed")
    assert common_ground(math_in_ml) == dict.fromkeys(shared, both)


def test_concessions_are_commitments_and_nobody_takes_anything_back(math_in_ml: ArgumentMap) -> None:
    granted = {
        claim: [voice.number for voice in voices]
        for claim, voices in taken(math_in_ml, Stance.CONCEDES).items()
    }
    assert granted == {
        "linear-algebra-needed": [3],
        "theory-is-math-heavy": [4],
        "measure-theory-not-needed": [6],
        "systems-also-important": [7],
        "math-is-very-useful": [8],
        "some-contributions-purely-math": [8],
    }
    assert taken(math_in_ml, Stance.RETRACTS) == {}


def test_every_commitment_has_words_of_its_post(math_in_ml: ArgumentMap) -> None:
    assert all({quote.post for quote in c.quotes} == {c.post} for c in math_in_ml.commitments)


def test_the_map_holds_every_kind_of_move(math_in_ml: ArgumentMap) -> None:
    kinds = {relation.kind for relation in math_in_ml.relations}
    assert kinds >= {RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT}
    assert sum(claim.implicit for claim in math_in_ml.claims) == 6
    assert len({relation.scheme for relation in math_in_ml.relations if relation.scheme}) >= 4
    undercut = {r.target for r in math_in_ml.relations if r.kind is RelationKind.UNDERCUT}
    assert any(r.id in undercut for r in math_in_ml.relations if r.kind is RelationKind.UNDERCUT)


def test_claims_are_sentences_that_stand_alone(math_in_ml: ArgumentMap) -> None:
    for claim in math_in_ml.claims:
        assert claim.text[0].isupper(), claim.id
        assert claim.text.endswith("."), claim.id
        words = set(claim.text.lower().rstrip(".").split())
        assert not words & {"i", "you", "your", "this", "that's", "he", "she"}, claim.id


def test_every_example_but_a_curriculum_runs_and_the_numbers_are_as_expected(
    root: Path, math_in_ml: ArgumentMap
) -> None:
    without = {example.id for example in math_in_ml.examples if example.experiment is None}
    assert without == {"os-compilers-networks"}
    results = read_results(root / "outputs" / "math-in-ml" / "experiments.json")
    assert (
        {e.experiment for e in math_in_ml.examples if e.experiment}
        == set(results)
        == set(EXPERIMENTS.names())
    )
    assert all(outcome.holds for outcome in results.values())

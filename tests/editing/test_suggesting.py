"""Suggestions: signs by hand, a draft that is no map, and the promises of the splitter."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.cli.main import main
from argmap.dialogue.sentences import sentences
from argmap.editing.remaining import overlap, places, remaining
from argmap.editing.suggesting import Score, claim_score, draft, relation_score
from argmap.editing.suggestions import candidates
from argmap.model.thread import Thread
from tests.editing.sample import MAP, THREAD, dataset, texts
from tests.strategies import maps


def thread(*texts: str) -> Thread:
    return Thread.model_validate(
        {
            "id": "t", "title": "T", "source": {"kind": "text"}, "authorship": "unknown", "reply_structure": "recorded",
            "posts": [{"id": f"p{n}", "text": text, **({"reply_to": f"p{n - 1}"} if n > 1 else {})} for n, text in enumerate(texts, 1)],
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One thing. Another thing.", ["One thing.", "Another thing."]),
        ("Ask Dr. Hill, e.g. today. Yes!", ["Ask Dr. Hill, e.g. today.", "Yes!"]),
        ("It costs 1.4 million. So what?", ["It costs 1.4 million.", "So what?"]),
        ("> quoted before\n\nMy answer.", ["My answer."]),
        ("no end", ["no end"]),
    ],
)
def test_sentences_are_parted(text: str, parts: list[str]) -> None:
    assert [s.text for s in sentences(thread(text))] == parts


def test_german_posts_are_split_as_german() -> None:
    post = "Die Wege sind am 3. Mai gut besucht. Der Markt ist autofrei und beliebt."
    german = [claim.sentence.text for claim in candidates(thread(post), "de").claims]
    assert german == ["Die Wege sind am 3. Mai gut besucht.", "Der Markt ist autofrei und beliebt."]
    assert german != [claim.sentence.text for claim in candidates(thread(post)).claims]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Nobody needs it because weights are shared.", "gives a reason: 'because'"),
        ("I think the layers are simple.", "judges: 'I think'"),
        ("The survey found 22 percent of them.", "gives a figure: '22 percent'"),
        ("The layers share their weights.", "states something"),
        ("Is it as simple as that?", None),
        ("Thanks for the long answer.", None),
        ("Not so.", None),
    ],
)
def test_claims_are_suggested_with_their_sign(text: str, sign: str | None) -> None:
    assert [claim.sign for claim in candidates(thread(text)).claims] == ([sign] if sign else [])


@pytest.mark.parametrize(
    ("texts", "kind", "premise", "target"),
    [
        (["Layers are simple because weights are shared."], "support", "weights are shared", "Layers are simple"),
        (["The weights are shared, so the layers are simple."], "support", "the layers are simple", "The weights are shared"),
        (["The weights are shared.", "No, the weights are all different."], "attack", "No, the weights are all different.", "The weights are shared."),
    ],
)  # fmt: skip
def test_relations_are_suggested(texts: list[str], kind: str, premise: str, target: str) -> None:
    (step,) = candidates(thread(*texts)).relations
    if ", so " in texts[0]:
        premise, target = target, premise
    assert (step.kind, step.premise.text, step.target.text) == (kind, premise, target)


def test_who_grants_something_concedes_it_and_gives_no_reason_for_it() -> None:
    made = candidates(thread("The weights are shared.", "True, the weights are shared here."))
    (concession,) = made.concessions
    assert (made.relations, concession.target.text) == ((), "The weights are shared.")


def test_nobody_is_said_to_attack_what_they_say_in_the_same_post() -> None:
    made = candidates(thread("Layers are very simple. But the weights are shared by all."))
    assert [step.kind for step in made.relations] == []


def test_a_sentence_of_several_clauses_is_several_candidates() -> None:
    made = candidates(thread("The layers are simple, and the weights are shared: nobody needs more."))
    texts = ["The layers are simple", "and the weights are shared", "nobody needs more."]
    assert [claim.sentence.text for claim in made.claims] == texts


@given(
    st.lists(
        st.text(st.characters(categories=["L", "N", "P", "Z"]), min_size=1).filter(str.strip),
        min_size=1,
        max_size=4,
    )
)
def test_every_suggestion_stands_in_its_post_to_the_letter(texts: list[str]) -> None:
    made = thread(*texts)
    suggested = candidates(made)
    for sentence in (
        *sentences(made),
        *(s for step in suggested.relations for s in (step.premise, step.target)),
    ):
        assert made.text_of(sentence.post)[sentence.start : sentence.end] == sentence.text
    assert yaml.safe_load(draft(made, suggested))["format"] == "argmap-suggestions/1"


def test_a_draft_is_no_map_and_is_not_written_over_one(tmp_path: Path, root: Path) -> None:
    dataset = str(root / "data" / "car-free-centre")
    result = CliRunner().invoke(main, ["edit", "suggest", dataset])
    assert result.stdout.startswith("# SUGGESTIONS")
    assert (
        CliRunner().invoke(main, ["edit", "suggest", dataset, "-o", str(tmp_path / "map.yaml")]).exit_code
        == 2
    )
    assert (
        CliRunner().invoke(main, ["edit", "suggest", dataset, "-o", str(tmp_path / "s.yaml")]).exit_code == 0
    )
    assert CliRunner().invoke(main, ["check", str(tmp_path / "s.yaml")]).exit_code != 0


def test_scores_count_what_is_in_the_map(root: Path) -> None:
    map = argmap.load(root / "data" / "car-free-centre")
    assert map.thread is not None
    suggested = candidates(map.thread)
    claims, relations = claim_score(map, suggested), relation_score(map, suggested)
    assert claims.recall > 0.9
    assert 0 < relations.right <= relations.made
    assert Score(0, 0, 0, 0).precision == Score(0, 0, 0, 0).recall == 0


def test_of_a_map_with_claims_only_what_is_not_quoted_is_suggested(tmp_path: Path) -> None:
    m = dataset(tmp_path / "trams")
    made = remaining(argmap.load(m))
    # p1 has three sentences, of which three are quoted in part; p2 "A tram is dear. Who pays?", p3 and p4 are not.
    assert (made.sentences, made.quoted) == (7, 3)
    assert [u.sentence.text for u in made.unquoted] == [
        "A tram is dear.",
        "And a tram is slow.",
        "Not in its own lane.",
    ]
    assert all(isinstance(link.premise, str) != isinstance(link.target, str) for link in made.links)
    assert [(link.kind, getattr(link.premise, "text", None), link.target) for link in made.links] == [
        ("attack", "A tram is dear.", "tram")
    ]


def test_near_claims_are_those_that_share_words(tmp_path: Path) -> None:
    thread_text = THREAD + '  - {id: p5, author: bo, text: "The road is more expensive than every tram."}\n'
    made = remaining(argmap.load(dataset(tmp_path / "trams", MAP, thread_text)))
    (last,) = [unquoted for unquoted in made.unquoted if unquoted.sentence.post == "p5"]
    assert [(near.claim, near.shared, near.again) for near in last.near] == [
        ("road", ("road", "tram"), False)
    ]
    again = THREAD + '  - {id: p5, author: bo, text: "A road costs more than a tram!"}\n'
    made = remaining(argmap.load(dataset(tmp_path / "trams", MAP, again)))
    assert [
        near.again for unquoted in made.unquoted if unquoted.sentence.post == "p5" for near in unquoted.near
    ] == [True]


def test_the_draft_for_a_map_says_that_it_guesses_and_writes_nothing(tmp_path: Path) -> None:
    m = dataset(tmp_path / "trams")
    before = texts(m)
    result = CliRunner().invoke(main, ["edit", "suggest", str(m)])
    assert result.exit_code == 0, result.output
    assert "3 of the 7 sentences of its thread are quoted" in result.stdout
    assert "All of it is guessed" in result.stdout
    data = yaml.safe_load(result.stdout)
    assert data["map"] == "trams"
    assert data["relations"][0]["target"] == {"claim": "tram"}
    assert texts(m) == before
    bare = dataset(tmp_path / "bare", "format: argmap/1\nid: trams\ntitle: T\nthread: thread.yaml\n")
    assert "map" not in yaml.safe_load(CliRunner().invoke(main, ["edit", "suggest", str(bare)]).stdout)


def test_a_thread_without_words_suggests_nothing_and_says_why(tmp_path: Path) -> None:
    text = THREAD.partition("posts:")[0] + "posts: [{id: p1, gone: deleted}]\n"
    m = dataset(tmp_path / "trams", None, text)
    result = CliRunner().invoke(main, ["edit", "suggest", str(m)])
    assert (result.exit_code, "has no words to suggest anything from" in result.stderr) == (2, True)


@given(maps())
def test_no_suggested_sentence_is_quoted_and_every_named_claim_is_in_the_map(map: argmap.ArgumentMap) -> None:
    made = remaining(map)
    quoted = [place for _, quote in map.quotes() for place in places(map, quote)]
    for unquoted in made.unquoted:
        assert not any(overlap(place, unquoted.sentence) for place in quoted)
        assert {near.claim for near in unquoted.near} <= {claim.id for claim in map.claims}
    for link in made.links:
        assert sum(isinstance(end, str) for end in (link.premise, link.target)) == 1

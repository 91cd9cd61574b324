"""What of an answer enters a draft: words of the thread, known ends, one direction; all else is refused with its reason."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.drafts.anchoring import NotAnchored, anchored
from argmap.drafts.file import DraftFile, draft_schema, draft_text
from argmap.drafts.tasks import answer_lines, drafted_from, task_hash, task_lines
from argmap.drafts.verifying import sifted
from argmap.drafts.windows import MOST_KNOWN, Known, messages, windows
from argmap.editing.operations import open_map
from argmap.errors import InvalidInput
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from tests.drafts.oracle import answer, bare, bundled, claim, lines
from tests.strategies import examples

CARTS = "The streets were built for carts"
CLOSE = "close it to private cars"
BAKERY = "my bakery is dead within a year"


@pytest.fixture(scope="module")
def map(tmp_path_factory: pytest.TempPathFactory) -> ArgumentMap:
    return open_map(str(bare(tmp_path_factory.mktemp("d")))).map


def drafted(map: ArgumentMap, *answers: dict) -> DraftFile:
    return drafted_from(map, answer_lines(lines(answers), "answers.jsonl"))


def reasons(draft: DraftFile) -> str:
    return "\n".join(f"{each.what}: {each.why}" for each in draft.rejected)


def test_a_quote_to_the_letter_is_kept_and_white_space_is_folded(map: ArgumentMap) -> None:
    draft = drafted(map, answer("p1", [claim("n1", "The streets\n were   built for carts")]))
    (kept,) = draft.items
    assert (kept.quote, kept.anchored_from, draft.rejected) == (CARTS, None, ())


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        pytest.param("the streets were built for carts", CARTS, id="case"),
        pytest.param("The street's were built for carts", CARTS, id="a slip"),
        pytest.param(
            "two thirds of the space are taken by parked cars",
            "two thirds of the space is taken by parked cars",
            id="a word",
        ),
    ],
)
def test_a_quote_with_a_slip_is_replaced_by_the_words_of_the_post_and_said(
    map: ArgumentMap, quote: str, found: str
) -> None:
    (kept,) = drafted(map, answer("p1", [claim("n1", quote)])).items
    assert (kept.quote, kept.anchored_from) == (found, quote)


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("cars should be banned from every town", id="invented"),
        pytest.param("The streets were not built for carts", id="a denial more"),
        pytest.param(
            "Seven of the eleven accidents were with private cars, 5 with vans", id="another number"
        ),
        pytest.param("cars it", id="too short to be near"),
        pytest.param("", id="empty"),
        pytest.param("…", id="only left out"),
        pytest.param("e", id="in many places"),
    ],
)
def test_a_quote_that_the_post_does_not_have_is_refused_with_a_reason(map: ArgumentMap, quote: str) -> None:
    draft = drafted(map, answer("p1", [claim("n1", quote, text="Some claim.")]))
    assert draft.items == ()
    (refused,) = draft.rejected
    assert (refused.task, refused.what) == ("p1", "claim n1")


THIRD = "It makes sense, but non-drivers can't pay 22.4 percent; two thirds, 4 percent of them, are not unhappy about the charge. 車を禁止する"


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("2.4 percent", "cuts a word or a number of p1"),
        ("pay 22", "cuts a word or a number of p1"),
        ("happy about the charge", "cuts a word or a number of p1"),
        ("drivers can", "cuts a word or a number of p1"),
        ("drivers can't pay", "cuts a word or a number of p1"),
        ("two thirds … unhappy about the charge", "leaves out a denial"),
    ],
)
def test_words_that_say_something_else_as_they_are_cut_are_no_quote(quote: str, why: str) -> None:
    with pytest.raises(NotAnchored, match=why):
        anchored(_posted(THIRD), quote, ("p1",))


@pytest.mark.parametrize(
    ("quote", "occurrence", "first"),
    [
        pytest.param("4 percent", 2, "4 percent of", id="part of 22.4 percent first"),
        pytest.param("two thirds … 4 percent of", None, "two thirds, 4", id="words left out"),
        pytest.param("non-drivers can't pay", None, "non-drivers", id="with its no"),
        pytest.param("禁止", None, "禁止", id="a script without spaces"),
    ],
)
def test_the_one_place_that_has_whole_words_is_quoted(quote: str, occurrence: int | None, first: str) -> None:
    found = anchored(_posted(THIRD), quote, ("p1",))
    assert (found.words, found.occurrence, found.replaced) == (quote, occurrence, None)
    assert found.places["p1"][0][0] == THIRD.index(first)


def _posted(text: str) -> Thread:
    return Thread.model_validate(
        {
            "id": "t",
            "source": {"kind": "text"},
            "title": "T",
            "authorship": "recorded",
            "reply_structure": "unknown",
            "participants": [{"id": "ann", "name": "Ann"}],
            "posts": [{"id": "p1", "author": "ann", "text": text}],
        }
    )


def test_words_of_another_post_are_refused_though_they_stand_in_the_thread(map: ArgumentMap) -> None:
    draft = drafted(
        map, answer("p1", [claim("n1", BAKERY)]), answer("p1", [claim("n1", BAKERY, post="p2")], vote=2)
    )
    assert draft.items == ()
    assert "does not stand in p1" in reasons(draft)
    assert "not about post 'p2'" in reasons(draft)


def test_the_post_that_is_answered_may_be_quoted_as_well(map: ArgumentMap) -> None:
    draft = drafted(map, answer("p2", [claim("n1", BAKERY, "p2"), claim("n2", CLOSE, "p1")]))
    assert [item.post for item in draft.items] == ["p2", "p1"]


def relation(premise: str, target: str, kind: str = "support", id: str = "r1") -> dict:
    return {"id": id, "kind": kind, "premises": [premise], "target": target}


TWO = [claim("n1", CARTS), claim("n2", CLOSE)]


@pytest.mark.parametrize(
    ("relations", "why"),
    [
        pytest.param([relation("n1", "n9")], "there is no claim 'n9'", id="unknown end"),
        pytest.param([relation("n1", "n1")], "its target among its premises", id="itself"),
        pytest.param(
            [relation("n1", "n2", "undercut")],
            "the target of undercut is a relation",
            id="undercut of a claim",
        ),
        pytest.param(
            [relation("n1", "n2"), relation("n1", "n2", "attack", "r2")], "contradicts itself", id="both"
        ),
        pytest.param(
            [relation("n1", "n2"), relation("n2", "n1", "support", "r2")],
            "each would support the other",
            id="both ways",
        ),
        pytest.param(
            [relation("n1", "n2"), relation("n1", "n2", "support", "r2")], "is there already", id="twice"
        ),
        pytest.param([relation("n1", "n2", id="n1")], "the id 'n1' is taken", id="taken id"),
        pytest.param([{**relation("n1", "n2"), "premises": []}], "no premise", id="no premise"),
    ],
)
def test_a_relation_that_cannot_be_is_refused(map: ArgumentMap, relations: list, why: str) -> None:
    draft = drafted(map, answer("p1", TWO, relations))
    assert why in reasons(draft)
    assert len([*draft.of_kind("relation")]) == len(relations) - 1


def test_words_cannot_attack_what_is_said_only_later(map: ArgumentMap) -> None:
    both = [claim("n1", CLOSE, "p1"), claim("n2", BAKERY, "p2")]
    wrong = drafted(map, answer("p2", both, [relation("n1", "n2", "attack")]))
    right = drafted(map, answer("p2", both, [relation("n2", "n1", "attack")]))
    assert "wrong direction" in reasons(wrong)
    assert [str(each.relation) for each in right.of_kind("relation")] == ["attack"]


@pytest.mark.parametrize("name", ["car-free-centre", "math-in-ml", "typing-for-a-team"])
def test_no_attack_of_the_bundled_maps_has_the_direction_that_is_refused(name: str) -> None:
    map = bundled(name)
    numbers = map.thread.numbers
    posts = {claim.id: [numbers[quote.post] for quote in claim.quotes] for claim in map.claims}
    for each in map.relations:
        early = [number for premise in each.premises for number in posts.get(premise, [])]
        late = posts.get(each.target, [])
        assert each.kind != "attack" or not early or not late or max(early) >= min(late)


def test_an_undercut_of_a_relation_of_the_same_answer_is_kept(map: ArgumentMap) -> None:
    three = [*TWO, claim("n3", "The council wants our opinion on the old town")]
    draft = drafted(map, answer("p1", three, [relation("n3", "r1", "undercut", "r2"), relation("n1", "n2")]))
    support, undercut = draft.of_kind("relation")
    assert (support.relation, undercut.relation, undercut.target) == ("support", "undercut", support.id)


def test_a_stance_names_the_author_of_the_post_and_an_own_assertion_goes_without_saying(
    map: ArgumentMap,
) -> None:
    stances = [
        {"claim": "n2", "stance": "denies", "quote": "Leave it as it is"},
        {"claim": "n1", "stance": "asserts", "quote": BAKERY},
        {"claim": "n2", "stance": "accepts", "quote": "Leave it as it is"},
    ]
    draft = drafted(map, answer("p2", [claim("n1", BAKERY, "p2"), claim("n2", CLOSE, "p1")], (), stances))
    (stance,) = draft.of_kind("stance")
    assert (stance.participant, stance.post, stance.stance) == ("marek", "p2", "denies")
    assert "the same post denies the same claim" in reasons(draft)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param("I cannot help with that.", "not JSON", id="refusal"),
        pytest.param('{"claims": [{"id": "n1", "te', "not JSON", id="cut off"),
        pytest.param("[]", "", id="a list"),
        pytest.param('{"claims": []}', "relations", id="without a field"),
        pytest.param(
            '{"claims": [], "relations": [], "stances": [], "extra": 1}', "extra", id="with another field"
        ),
        pytest.param("[" * 100_000, "not JSON", id="deep"),
        pytest.param("x" * 300_000, "longer than", id="long"),
        pytest.param('{"claims": ["\\ud800"], "relations": [], "stances": []}', "", id="half a character"),
    ],
)
def test_a_text_that_is_no_answer_is_refused_as_a_whole(map: ArgumentMap, text: str, why: str) -> None:
    draft = drafted(map, {"task": "p1", "answer": text})
    (refused,) = draft.rejected
    assert refused.what == "answer"
    assert why in refused.why
    assert (draft.items, draft.posts) == ((), ())


def test_one_word_that_is_no_stance_takes_nothing_else_with_it(map: ArgumentMap) -> None:
    stances = [{"claim": "n1", "stance": "sort of agrees", "quote": CARTS}]
    odd = [*TWO, {"id": "n3", "text": "It has no quote.", "post": "p1"}, "no claim \ud800"]
    draft = drafted(map, answer("p1", odd, [relation("n3", "n1"), relation("n1", "n2", id="r2")], stances))
    assert [item.kind for item in draft.items] == ["claim", "claim", "relation"]
    assert [each.what for each in draft.rejected] == ["claim n3", "claim", "stance", "relation r1"]
    assert "quote" in draft.rejected[0].why
    assert draft.rejected[2].why.startswith(
        "stance: 'sort of agrees' is not allowed here; known: accepts, asserts"
    )
    assert "'n3' was refused itself" in draft.rejected[3].why


def test_a_line_that_is_no_answer_is_told_by_the_names_of_its_fields() -> None:
    with pytest.raises(InvalidInput) as told:
        answer_lines('{"model": "m"}\n[1, 2]\n', "answers.jsonl")
    assert "answers.jsonl:1: " in str(told.value)
    assert "answers.jsonl:2: " in str(told.value)
    assert "'task'" in str(told.value)
    assert "AnswerLine" not in str(told.value)


def test_a_later_answer_takes_the_place_of_an_earlier_one_of_the_same_vote(map: ArgumentMap) -> None:
    draft = drafted(map, answer("p1", [claim("n1", "an invention")]), answer("p1", TWO))
    assert ([(item.votes, item.of) for item in draft.items], draft.rejected) == ([(1, 1)] * 2, ())


def test_a_fence_around_an_answer_and_thoughts_before_it_do_no_harm(map: ArgumentMap) -> None:
    text = f"<think>\nHm {{.\n</think>\n\n```json\n{json.dumps(answer('p1', [claim('n1', CARTS)])['answer'])}\n```"
    assert len(drafted(map, {"task": "p1", "answer": text}).items) == 1


def test_votes_are_counted_by_the_words_that_are_quoted(map: ArgumentMap) -> None:
    one = answer("p1", [claim("n1", CARTS), claim("n2", CLOSE)])
    other = answer("p1", [claim("a", "streets were built for carts")], vote=2)
    bad = {"task": "p1", "vote": 3, "answer": "no"}
    carts, close = drafted(map, one, other, bad).items
    assert (carts.votes, carts.of, carts.confidence) == (2, 2, 1.0)
    assert (close.votes, close.of, close.confidence) == (1, 2, 0.5)


def test_where_answers_contradict_each_other_the_majority_counts_and_a_tie_counts_for_nobody(
    map: ArgumentMap,
) -> None:
    pro, contra = (
        answer("p1", TWO, [relation("n1", "n2")]),
        answer("p1", TWO, [relation("n1", "n2", "attack")]),
    )
    tie = drafted(map, pro, {**contra, "vote": 2})
    most = drafted(map, pro, {**contra, "vote": 2}, {**pro, "vote": 3})
    assert [*tie.of_kind("relation")] == []
    assert [(str(each.relation), each.votes, each.of) for each in most.of_kind("relation")] == [
        ("support", 2, 3)
    ]
    assert reasons(tie).count("contradict each other") == 2
    assert reasons(most).count("contradict each other") == 1


def test_of_supports_for_each_other_the_majority_counts_and_a_tie_counts_for_nobody(map: ArgumentMap) -> None:
    there = answer("p1", TWO, [relation("n1", "n2")])
    back = answer("p1", TWO, [relation("n2", "n1")], vote=2)
    tie = drafted(map, there, back)
    most = drafted(map, there, back, {**back, "vote": 3})
    assert [*tie.of_kind("relation")] == []
    assert reasons(tie).count("contradict each other") == 2
    (kept,) = most.of_kind("relation")
    first, second = (item.id for item in most.of_kind("claim"))
    assert (kept.premises, kept.target, kept.votes, kept.of) == ((second,), first, 2, 3)
    assert reasons(most).count("contradict each other") == 1


def test_words_that_make_a_claim_do_not_deny_it(map: ArgumentMap) -> None:
    def denied(quote: str) -> DraftFile:
        said = answer("p1", [claim("n1", CARTS)])
        said["answer"]["stances"] = [{"claim": "n1", "stance": "denies", "quote": quote}]
        return drafted(map, said)

    assert "the same words make the claim" in reasons(denied("streets were built for carts"))
    assert "the same words make the claim" in reasons(denied(f"{CARTS},"))
    assert len([*denied(CLOSE).of_kind("stance")]) == 1


def test_words_that_make_a_claim_of_the_map_do_not_deny_it() -> None:
    whole = bundled("car-free-centre")
    said = answer("p17", [])
    said["answer"]["stances"] = [
        {"claim": "vans-hurt", "stance": "denies", "quote": "people are hurt there by delivery vans"}
    ]
    draft = drafted(whole, said)
    assert draft.items == ()
    assert "the same words make the claim" in reasons(draft)


def test_what_one_answer_tells_apart_are_two_claims_though_they_quote_the_same_words(
    map: ArgumentMap,
) -> None:
    draft = drafted(
        map, answer("p1", [claim("n1", CLOSE), claim("n2", "close it to private cars altogether")])
    )
    assert len(draft.items) == 2


def test_a_claim_of_the_map_is_not_proposed_again_and_can_be_an_end() -> None:
    map = bundled("car-free-centre")
    draft = drafted(
        map,
        answer("p2", [claim("n1", CLOSE, "p1"), claim("n2", BAKERY, "p2")], [relation("n2", "n1", "attack")]),
    )
    assert [*draft.of_kind("claim")] == []
    assert draft.items == ()  # bakery-against-close is there as well


def test_what_the_map_has_already_is_listed_and_not_offered_again() -> None:
    full = bundled("car-free-centre")
    relation_there = next(r for r in full.relations if len(r.premises) == 1 and r.kind == "support")
    stance_there = next(c for c in full.commitments if c.stance == "denies")
    other = "attack"
    draft = drafted(
        full,
        answer(
            stance_there.post,
            (),
            [relation(relation_there.premises[0], relation_there.target, other)],
            [
                {
                    "claim": stance_there.claim,
                    "stance": "denies",
                    "quote": full.thread.text_of(stance_there.post)[:40],
                }
            ],
        ),
    )
    assert draft.items == ()
    assert f"the map has {relation_there.id!r} there already, of kind support" in reasons(draft)
    assert f"the map says already that {stance_there.participant} denies {stance_there.claim}" in reasons(
        draft
    )


def test_an_answer_on_other_words_is_refused(map: ArgumentMap) -> None:
    good = answer("p1", TWO, hash=task_hash(map.thread, "p1"))
    assert len(drafted(map, good).items) == 2
    assert "other words" in reasons(drafted(map, {**good, "hash": "0" * 64}))
    assert "no such task" in reasons(drafted(map, {**good, "task": "p99"}))


def test_a_task_holds_the_post_what_it_answers_and_the_schema(map: ArgumentMap) -> None:
    first, second, *_ = (json.loads(line) for line in task_lines(map))
    assert "answers" not in json.loads(first["messages"][1]["content"])
    asked = json.loads(second["messages"][1]["content"])
    assert (asked["post"]["id"], asked["answers"]["id"]) == ("p2", "p1")
    assert BAKERY in asked["post"]["text"]
    assert second["schema"]["additionalProperties"] is False
    assert set(second["schema"]["required"]) == {"claims", "relations", "stances"}


def test_of_many_known_claims_those_of_the_posts_that_lead_there_are_shown(map: ArgumentMap) -> None:
    many = [Known(f"k{n}", "A claim.", "p1" if n == 250 else "p18") for n in range(300)]
    window = windows(map, ["p2"], many)[0]
    asked = json.loads(messages(map.thread, window)[1]["content"])
    assert len(asked["known_claims"]) == MOST_KNOWN
    assert "k250" in {known["id"] for known in asked["known_claims"]}


def test_a_second_task_tells_what_was_refused_and_why(map: ArgumentMap) -> None:
    draft = drafted(map, answer("p1", [claim("n1", "an invention of a model")]))
    (again,) = task_lines(map, ["p1"], draft)
    assert (
        "claim n1: 'an invention of a model' does not stand in p1"
        in json.loads(again)["messages"][-1]["content"]
    )


def test_the_schema_of_drafts_fits_a_draft(map: ArgumentMap) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    draft = drafted(
        map, answer("p1", TWO, [relation("n1", "n2")]), answer("p2", [claim("n1", "nothing of it", "p2")])
    )
    jsonschema.validate(json.loads(draft_text(draft)), draft_schema())
    assert DraftFile.model_validate(json.loads(draft_text(draft))) == draft


WHOLE = bundled("car-free-centre")
SOME = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from([CARTS, CLOSE, "n1", "n2", "p1", "support"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "claims",
                    "relations",
                    "stances",
                    "id",
                    "text",
                    "post",
                    "quote",
                    "kind",
                    "premises",
                    "target",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(SOME)
@examples(30)
def test_no_answer_breaks_the_sieve_and_whatever_is_kept_stands_in_the_thread(said: object) -> None:
    map = WHOLE
    window = windows(map)[0]
    made = sifted(map, window, json.dumps(said))
    for each in made.claims:
        assert each.anchor.words in " ".join(map.thread.text_of(each.anchor.post).split())
    assert made.sound or made.rejects


@given(st.data())
@examples(30)
def test_what_is_anchored_nearly_is_always_a_stretch_of_whole_words_of_the_post(data: st.DataObject) -> None:
    thread = WHOLE.thread
    post = data.draw(st.sampled_from([post for post in thread.posts if post.text]))
    words = (post.text or "").split()
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : start + data.draw(st.integers(3, 12))])
    place = data.draw(st.integers(0, len(quote) - 1))
    changed = quote[:place] + data.draw(st.sampled_from("xq ")) + quote[place + 1 :]
    try:
        found = anchored(thread, changed, (post.id,))
    except NotAnchored:
        return
    assert found.words in " ".join(words)


def test_a_draft_is_the_same_in_whatever_order_sets_are(tmp_path: Path) -> None:
    bare(tmp_path)
    votes = [answer("p1", TWO, [relation("n1", "n2")]), answer("p1", TWO[:1], vote=2)]
    (tmp_path / "a.jsonl").write_text(lines(votes), "utf-8")
    made = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "argmap", "draft", "read", str(tmp_path), str(tmp_path / "a.jsonl")]
        env = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "0"}
        out = tmp_path / f"{seed}.json"
        subprocess.run([*command, "-o", str(out)], check=True, env=env, capture_output=True)
        made.append(out.read_bytes())
    assert made[0] == made[1]

"""A person takes, edits or rejects what a draft has; only that enters the map, as one edit."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.drafts.blind import anchoring, blind_posts
from argmap.drafts.decisions import Verdict, fingerprint
from argmap.drafts.file import DraftFile, draft_schema, draft_text, read_draft
from argmap.drafts.reviewing import Review, open_review
from argmap.drafts.scoring import OneToOne, pairs_of_spans, scores
from argmap.editing.journal import undo
from argmap.errors import ArgmapError, InvalidInput
from tests.browser.test_web_editing import MAP, THREAD
from tests.drafts.ferry import ITEMS, PROPOSED, draft_of_ferry
from tests.drafts.oracle import answer, answers, bare, bundled, claim, lines
from tests.drafts.test_verifying import BAKERY, CARTS, CLOSE, relation
from tests.editing.sample import dataset


def run(*words: object, input: str = "") -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=input, catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset with a draft of four claims, two relations and a stance."""
    folder = bare(tmp_path)
    one = answer(
        "p1",
        [claim("n1", CARTS, text="Streets for carts."), claim("n2", CLOSE, text="Close it.")],
        [relation("n1", "n2")],
    )
    two = answer(
        "p2",
        [claim("n1", BAKERY, "p2", "Bakery dies."), claim("n2", CLOSE, "p1", "Close it.")],
        [relation("n1", "n2", "attack")],
        [{"claim": "n2", "stance": "denies", "quote": "Leave it as it is"}],
    )
    (folder / "answers.jsonl").write_text(lines([one, two]), "utf-8")
    before = (folder / "map.yaml").read_bytes()
    result = run("draft", "read", folder, folder / "answers.jsonl", "-o", folder / "draft.json")
    assert result.exit_code == 0, result.output
    assert (folder / "map.yaml").read_bytes() == before
    return folder


def review(folder: Path, by: str = "Ann") -> Review:
    return open_review(str(folder), folder / "draft.json", by)[0]


def test_what_is_accepted_enters_the_map_as_one_edit_with_the_name_and_undo_takes_it_back(
    folder: Path,
) -> None:
    before = (folder / "map.yaml").read_bytes()
    result = run("review", folder, folder / "draft.json", "--by", "Ann", "--plain", input="a\n" * 6)
    assert result.exit_code == 0, result.output
    map = argmap.load(folder)
    assert [c.text for c in map.claims] == ["Streets for carts.", "Close it.", "Bakery dies."]
    assert {part.by for part in (*map.claims, *map.relations, *map.commitments)} == {"Ann"}
    assert map.annotators == ("Ann",)
    assert [str(r.kind) for r in map.relations] == ["support", "attack"]
    undo(folder / "map.yaml")
    assert (folder / "map.yaml").read_bytes() == before


def test_what_names_a_rejected_claim_is_left_out_and_not_asked_for(folder: Path) -> None:
    session = review(folder)
    close = next(item for item in session.items if getattr(item, "text", "") == "Close it.")
    session.decide(close, Verdict.REJECT)
    assert {item.kind for item in session.open} == {"claim"}
    for item in list(session.open):
        session.decide(item, Verdict.ACCEPT)
    session.finish()
    map = argmap.load(folder)
    assert ([c.text for c in map.claims], map.relations, map.commitments) == (
        ["Streets for carts.", "Bakery dies."],
        (),
        (),
    )


def test_decisions_are_kept_and_the_same_command_goes_on(folder: Path) -> None:
    first = run("review", folder, folder / "draft.json", "--by", "Ann", "--plain", input="a\nr\nq\n")
    assert "1 item left" in first.output  # the bakery: all else names the claim that was rejected
    kept = json.loads((folder / "draft.review.json").read_text("utf-8"))
    assert [made["verdict"] for made in kept["decisions"]] == ["accept", "reject"]
    session = review(folder)
    assert len(session.decisions) == 2
    assert len(session.written) == 1


def test_an_undo_makes_what_was_written_ready_to_be_written_again(folder: Path) -> None:
    session = review(folder)
    session.decide(session.items[0], Verdict.ACCEPT)
    session.finish()
    with pytest.raises(ArgmapError, match="is in the map already"):
        session.take_back(session.items[0].id)
    undo(folder / "map.yaml")
    again, notes = open_review(str(folder), folder / "draft.json", "Ann")
    assert "was taken out of the map" in notes[0]
    assert [item.id for item in again.unwritten] == [session.items[0].id]


def test_an_edit_is_held_to_the_thread(folder: Path) -> None:
    session = review(folder)
    item = session.items[0]
    session.edit(item, "text: Carts came first.\nquote: built for carts\npost: p1\n")
    assert session.decisions[item.id].verdict is Verdict.EDIT
    for text in ("quote: never said\n", "colour: red\n", "- 1\n", "post: p99\nquote: x\n", "text: ''\n"):
        with pytest.raises(ArgmapError):
            session.edit(session.items[1], text)
    assert list(session.decisions) == [item.id]
    session.finish()
    (claim_,) = argmap.load(folder).claims
    assert (claim_.text, claim_.quotes[0].exact) == ("Carts came first.", "built for carts")


def test_the_editor_is_offered_the_fields_of_an_item(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(
        click, "edit", lambda text, **_: shown.append(text) or text.replace("Streets", "All streets")
    )
    run("review", folder, folder / "draft.json", "--by", "Ann", "--plain", input="e\nq\n")
    assert "Streets for carts." in shown[0]
    assert argmap.load(folder).claims[0].text == "All streets for carts."


def test_an_id_that_the_map_has_meanwhile_gets_a_number_with_its_references(folder: Path) -> None:
    session = review(folder)
    taken = next(item for item in session.items if getattr(item, "text", "") == "Close it.").id
    assert run("edit", "add", "claim", folder, "--id", taken, "--text", "Other.", "--implicit").exit_code == 0
    session = review(folder)
    for item in session.items:
        session.decide(item, Verdict.ACCEPT)
    session.finish()
    map = argmap.load(folder)
    assert {relation.target for relation in map.relations} == {f"{taken}-2"}


def test_a_draft_of_other_words_or_of_another_map_is_refused(folder: Path) -> None:
    thread = folder / "thread.yaml"
    thread.write_text(thread.read_text("utf-8").replace("built for carts", "made for carts"), "utf-8")
    result = run("review", folder, folder / "draft.json", "--by", "Ann", "--plain")
    assert (result.exit_code, "have changed since" in result.output) == (2, True)
    file = folder / "map.yaml"
    file.write_text(file.read_text("utf-8").replace("id: car-free-centre", "id: other"), "utf-8")
    assert "is a draft of the map" in run("review", folder, folder / "draft.json", "--by", "Ann").output


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "9" * 5_000,
        "[" * 100_000,
        '{"format": "argmap-draft/2"}',
        '{"format": "argmap-draft/1"}',
    ],
)
def test_a_file_that_is_no_draft_is_refused_in_one_line(folder: Path, text: str) -> None:
    (folder / "bad.json").write_text(text, "utf-8")
    result = run("review", folder, folder / "bad.json", "--by", "Ann")
    assert result.exit_code in {1, 2}
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output


def test_a_draft_never_takes_the_place_of_a_map(folder: Path) -> None:
    for out in ("map.yaml", "thread.yaml"):
        result = run("draft", "read", folder, folder / "answers.jsonl", "-o", folder / out)
        assert (result.exit_code, "name of a map or a thread" in result.output) == (2, True)


def test_posts_that_are_read_first_tell_how_far_the_draft_led(folder: Path) -> None:
    # Of two posts with claims one is read first; which one is settled by the words of the thread.
    (post,) = blind_posts(review(folder), 0.5)
    words = {"p1": CARTS, "p2": "Most of my customers come by car"}[post]
    result = run(
        "review",
        folder,
        folder / "draft.json",
        "--by",
        "Ann",
        "--plain",
        "--blind",
        "0.5",
        input=f"{words}\nnever said here\n\n" + "a\n" * 6,
    )
    assert "does not stand in" in result.output
    session = review(folder)
    found = anchoring(session)
    expected = {"p1": (2, 1, 1, 2, 1, 1), "p2": (1, 0, 1, 1, 2, 2)}[post]
    assert (
        found.blind,
        found.marked_alone,
        found.marked,
        found.accepted_blind,
        found.shown,
        found.accepted_shown,
    ) == expected
    assert "difference: +" in result.output


def test_spans_are_paired_one_to_one_by_half_of_what_either_has() -> None:
    made = [{"p": ((0, 10),)}, {"p": ((0, 9),)}, {"p": ((40, 60),)}]
    wanted = [{"p": ((0, 10),)}, {"p": ((50, 80),)}, {"q": ((0, 10),)}]
    # 10/10 and 9/10 for the first two: only one of them can have the first; 10/40 is too little for the third.
    assert pairs_of_spans(made, wanted) == {0: 0}


def test_more_pairs_count_for_more_than_nearer_ones() -> None:
    made, wanted = [{"p": ((0, 10),)}, {"p": ((0, 6),)}], [{"p": ((0, 10),)}, {"p": ((4, 10),)}]
    # 0-0 is 1.0, 1-0 is .6, 0-1 is .6, 1-1 is .2: two pairs of .6 before one of 1.0.
    assert pairs_of_spans(made, wanted) == {0: 1, 1: 0}


def test_rates_are_those_of_the_counts() -> None:
    each = OneToOne(made=8, wanted=4, right=2)
    assert (each.precision, each.recall, each.f1) == (0.25, 0.5, pytest.approx(1 / 3))
    assert OneToOne(0, 0, 0).f1 == 0.0


@pytest.mark.parametrize("name", ["car-free-centre", "math-in-ml", "typing-for-a-team"])
def test_a_draft_made_of_the_finished_map_is_right_in_all_that_it_has(tmp_path: Path, name: str) -> None:
    folder, map = bare(tmp_path, name), bundled(name)
    (folder / "answers.jsonl").write_text(
        lines(each for each in answers(map) if map.thread.text_of(each["task"])), "utf-8"
    )
    before = (folder / "map.yaml").read_bytes()
    assert run("draft", "read", folder, folder / "answers.jsonl", "-o", folder / "draft.json").exit_code == 0
    assert (folder / "map.yaml").read_bytes() == before
    made = scores(read_draft(folder / "draft.json"), map)
    assert made["spans"].precision == made["claims"].precision == 1.0
    assert made["claims"].recall >= 0.98
    assert made["relations"].precision >= 0.9
    assert made["relations"].recall >= 0.15


def test_a_score_is_printed_as_a_table_and_as_json(folder: Path) -> None:
    data = Path(__file__).parents[2] / "data"
    shown = run("draft", "score", folder / "draft.json", data / "car-free-centre").output
    # Carts, closing and the bakery are claims of the map with these words; the relations and the denial as well.
    assert shown.splitlines()[2].split() == ["claims", "3", "51", "3", "1.00", "0.06", "0.11"]
    as_json = json.loads(
        run("draft", "score", folder / "draft.json", data / "car-free-centre", "--json").output
    )
    assert as_json["relations"]["right"] == 2
    assert "in other words" in run("draft", "score", folder / "draft.json", data / "math-in-ml").output


# --- what only an assistant proposes: issues, implicit claims, several quotes


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    folder = dataset(tmp_path / "ferry", MAP, THREAD)
    draft_of_ferry(folder, PROPOSED)
    return folder


FINGERPRINTS = [
    "52b8b4df90469645",
    "6bee2e6b7fedf360",
    "82c3666bb474a000",
    "c64a87ebb0431964",
    "da4b1bd8964932d9",
    "4ad9c21494ce31e2",
]
"""What the version before items could say more wrote of `ITEMS`."""


def item(**fields: object) -> DraftFile:
    voted = {"id": "x", "votes": 1, "of": 1, "confidence": 1.0, "model": "m"}
    of = {"map": "m", "thread": "t", "thread_hash": "h"}
    return DraftFile.model_validate({**of, "items": [{**voted, **fields}]})


@pytest.mark.parametrize(
    ("fields", "sound"),
    [
        pytest.param({}, False, id="no words"),
        pytest.param({"post": "p1"}, False, id="a post alone"),
        pytest.param({"quote": "Words."}, False, id="words of no post"),
        pytest.param({"post": "p1", "quote": "Words."}, True, id="words of a post"),
        pytest.param({"post": "p1", "quote": "Words.", "implicit": False}, True, id="not implicit"),
        pytest.param({"implicit": True}, True, id="implicit"),
        pytest.param({"implicit": True, "post": "p1"}, False, id="implicit in a post"),
        pytest.param({"implicit": True, "post": "p1", "quote": "Words."}, False, id="implicit with words"),
    ],
)
def test_a_claim_quotes_words_unless_it_is_implicit(fields: dict[str, object], *, sound: bool) -> None:
    """The schema and the reader say the same."""
    jsonschema = pytest.importorskip("jsonschema")
    data = {"kind": "claim", "text": "So it is.", **fields}
    schema = {**draft_schema(), **draft_schema()["$defs"]["DraftClaim"]}
    voted = {"id": "x", "votes": 1, "of": 1, "confidence": 1.0, "model": "m"}
    assert jsonschema.Draft202012Validator(schema).is_valid({**data, **voted}) is sound
    if sound:
        quoted = [each.quote for each in item(**data).items[0].all_quotes]
        assert quoted == ([] if fields.get("implicit") else ["Words."])
    else:
        with pytest.raises(InvalidInput, match="implicit"):
            item(**data)


def test_items_say_where_they_stand_in_the_thread(ferry: Path) -> None:
    """By hand: an issue and a premise stand with the first post of what names them; what nothing names stands first."""
    session = open_review(str(ferry), ferry / "draft.json", "Ann")[0]
    assert [(each.id, session.post(each)) for each in session.items] == [
        ("pier", None),
        ("future", "p1"),
        ("keep", "p1"),
        ("people", "p1"),
        ("need", "p2"),
        ("people-keep", "p2"),
        ("bo-doubts", "p2"),
    ]


def test_what_is_left_out_of_an_item_is_left_out_of_its_file(ferry: Path) -> None:
    kept = {each["id"]: each for each in json.loads((ferry / "draft.json").read_text("utf-8"))["items"]}
    assert kept == {each["id"]: each for each in PROPOSED}
    assert draft_text(read_draft(ferry / "draft.json")) == (ferry / "draft.json").read_text("utf-8")


def test_decisions_on_older_drafts_stay() -> None:
    draft = DraftFile.model_validate({"map": "m", "thread": "t", "thread_hash": "h", "items": ITEMS})
    assert [fingerprint(each) for each in draft.items] == FINGERPRINTS
    first, *_ = draft.items
    assert fingerprint(first.model_copy(update={"answers": "x"})) != fingerprint(first)


def test_all_that_an_item_says_enters_the_map_and_undo_takes_it_back(ferry: Path) -> None:
    before = (ferry / "map.yaml").read_bytes()
    run("review", ferry, ferry / "draft.json", "--by", "Eva", "--plain", input="a\n" * 7)
    map = argmap.load(ferry)
    assert [issue.question for issue in map.issues] == [
        "Who pays for the pier?",
        "What becomes of the ferry?",
    ]
    keep, need, people = (map.nodes[id] for id in ("keep", "need", "people"))
    assert (keep.answers, need.implicit, need.note, len(people.quotes)) == ("future", True, "Left out.", 2)
    assert [(r.scheme, r.quotes[0].exact) for r in map.relations] == [
        ("practical-reasoning", "That is too much.")
    ]
    assert [(str(s.stance), s.hedged, s.quotes) for s in map.commitments] == [("questions", True, ())]
    undo(ferry / "map.yaml")
    assert (ferry / "map.yaml").read_bytes() == before


def test_a_thesis_needs_its_issue_which_may_be_named_otherwise(ferry: Path) -> None:
    session = open_review(str(ferry), ferry / "draft.json", "Ann")[0]
    for id in ("keep", "people", "need", "people-keep"):
        session.decide(session.by_id[id], Verdict.ACCEPT)
    session.finish()
    assert [claim.id for claim in argmap.load(ferry).claims] == ["people", "need"]
    run("edit", "add", "issue", ferry, "--id", "future", "--question", "When does it end?")
    session = open_review(str(ferry), ferry / "draft.json", "Ann")[0]
    session.decide(session.by_id["future"], Verdict.ACCEPT)
    session.finish()
    map = argmap.load(ferry)
    assert map.nodes["keep"].answers == "future-2"
    assert [relation.target for relation in map.relations] == ["keep"]


def test_an_implicit_claim_is_edited_to_quote_words_and_the_other_way_round(ferry: Path) -> None:
    session = open_review(str(ferry), ferry / "draft.json", "Ann")[0]
    need, people = session.by_id["need"], session.by_id["people"]
    assert session.as_yaml(need) == "text: What carries many is needed.\nimplicit: true\nnote: Left out.\n"
    session.edit(need, "text: May is far.\nimplicit: false\npost: p3\nquote: closed until May\n")
    session.edit(people, "text: Many need a way across.\nimplicit: true\nquote: x\npost: p1\n")
    with pytest.raises(ArgmapError, match="unless it is implicit"):
        session.edit(need, "implicit: false\n")
    session.finish()
    map = argmap.load(ferry)
    assert (map.nodes["need"].implicit, map.nodes["need"].quotes[0].exact) == (False, "closed until May")
    assert (map.nodes["people"].implicit, map.nodes["people"].quotes) == (True, ())


def test_issues_and_implicit_claims_count_in_no_score_and_in_no_mark(ferry: Path) -> None:
    """By hand, against the map that the draft itself makes: 2 claims with 3 spans, and the step with its implicit premise."""
    run("review", ferry, ferry / "draft.json", "--by", "Eva", "--plain", input="a\n" * 7)
    made = scores(read_draft(ferry / "draft.json"), argmap.load(ferry))
    assert {name: (each.made, each.wanted, each.right) for name, each in made.items()} == {
        "spans": (3, 3, 3),
        "claims": (2, 2, 2),
        "relations": (1, 1, 1),
        "stances": (1, 1, 1),
    }
    assert blind_posts(open_review(str(ferry), ferry / "draft.json", "Eva")[0], 1.0) == ("p1",)


def test_tasks_after_a_proposal_know_its_claims(ferry: Path) -> None:
    told = run("draft", "tasks", ferry, "--post", "p2", "--after", ferry / "draft.json").output
    known = json.loads(json.loads(told)["messages"][1]["content"])["known_claims"]
    assert [(each["id"], each.get("post")) for each in known] == [
        ("keep", "p1"),
        ("need", None),
        ("people", "p1"),
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"keep": {"answers": "keep"}}, "in a circle: keep, keep", id="itself"),
        pytest.param(
            {"keep": {"answers": "people"}, "people": {"answers": "keep"}}, "in a circle", id="each other"
        ),
        pytest.param({"pier": {"id": "future"}}, "two items have the id 'future'", id="one id for two"),
    ],
)
def test_a_draft_whose_items_cannot_be_judged_in_turn_is_refused_in_one_line(
    ferry: Path, changed: dict[str, dict[str, str]], said: str
) -> None:
    draft_of = json.loads((ferry / "draft.json").read_text("utf-8"))
    draft_of["items"] = [each | changed.get(each["id"], {}) for each in draft_of["items"]]
    (ferry / "draft.json").write_text(json.dumps(draft_of), "utf-8")
    result = run("review", ferry, ferry / "draft.json", "--by", "Ann")
    assert (result.exit_code, said in result.stderr, "Traceback" in result.stderr) == (1, True, False)

"""What every record promises: it is frozen, refuses unknown keys, compares by content, and copies soundly."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from argmap.errors import FrozenRecord, InvalidInput
from argmap.model import (
    Annotator,
    Answer,
    ArgumentMap,
    Breach,
    Claim,
    Commitment,
    Example,
    Expectations,
    Fingerprint,
    Issue,
    IssueOutcome,
    NodeKind,
    Participant,
    Post,
    Question,
    Quote,
    Reference,
    Relation,
    RelationKind,
    Sense,
    StagePosts,
    Stance,
    Thread,
    ThreadSource,
    discussion,
    scheme,
)
from argmap.model.base import Date, Fraction, Line, Record, Slug, Text, Timestamp, Verbatim
from argmap.model.document import MapDocument
from argmap.model.faults import IntegrityError
from argmap.model.posts import JoinedPost, ThreadDocument
from tests.strategies import maps

THREAD = Thread(
    id="t",
    title="T",
    source=ThreadSource(kind="text"),
    authorship="unknown",
    reply_structure="unknown",
    participants=[Participant(id="ann", name="Ann")],
    posts=[Post(id="p1", author="ann", text="Simple is best.")],
)
CLAIM = Claim(
    id="c1",
    text="Simple is best.",
    quotes=[Quote(post="p1", exact="Simple")],
    senses=[Sense(term="simple", sense="short")],
)
MAP = ArgumentMap(
    id="m",
    title="M",
    annotators=[Annotator(id="ann", name="Ann"), "Eva"],
    thread=THREAD,
    issues=[Issue(id="best", question="What is best?", outcome=IssueOutcome(thesis="c2", by=["ann"]))],
    claims=[CLAIM, Claim(id="c2", text="It is so.", implicit=True, answers="best")],
    examples=[Example(id="e1", name="E", topic="t", text="It shows.", references=[Reference(title="R")])],
    relations=[Relation(id="r1", kind="support", premises=["c2"], target="c1")],
    commitments=[Commitment(participant="ann", post="p1", claim="c1", stance="asserts")],
    questions=[Question(id="q1", post="p1", text="Is it?", answered_by=[Answer(claim="c1")])],
    stages=[StagePosts(stage="opening", posts=["p1"])],
    breaches=[Breach(breaks="usage", quotes=[Quote(post="p1", exact="best")], why="Best at what?")],
    expect={"in": ["c1"], "undecided": ["e1"]},
)
RECORDS: list[Record] = [
    MAP,
    THREAD,
    CLAIM,
    scheme("example"),
    scheme("example").questions[0],
    THREAD.source,
    THREAD.participants[0],
    THREAD.posts[0],
    CLAIM.quotes[0],
    MAP.issues[0],
    MAP.examples[0],
    MAP.examples[0].references[0],
    MAP.relations[0],
    MAP.commitments[0],
    MAP.stages[0],
    MAP.questions[0],
    MAP.questions[0].answered_by[0],
    MAP.issues[0].outcome,
    CLAIM.senses[0],
    Fingerprint.of("Simple is best."),
    JoinedPost(id="p2", start=3),
    MAP.breaches[0],
    discussion().stages["opening"],
    discussion().rules["usage"],
    discussion().fallacies["equivocation"],
    MAP.expect,
    MAP.annotators[0],
]

each_record = pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)


def test_the_table_holds_every_kind_of_record() -> None:
    direct = {kind for kind in Record.__subclasses__() if kind.__module__.startswith("argmap.model.")}
    in_model = (direct - {MapDocument, ThreadDocument}) | {ArgumentMap, Thread}
    assert {type(record) for record in RECORDS} == in_model


@each_record
def test_a_record_is_frozen(record: Record) -> None:
    for field in type(record).model_fields:
        with pytest.raises(FrozenRecord, match="a record does not change"):
            setattr(record, field, getattr(record, field))


@each_record
def test_a_record_refuses_a_key_that_it_does_not_know(record: Record) -> None:
    with pytest.raises(InvalidInput, match="unknown key 'colour'"):
        type(record).model_validate({**record.model_dump(), "colour": "red"})


@each_record
def test_records_with_the_same_content_are_equal_and_hash_alike(record: Record) -> None:
    twin = type(record).model_validate(record.model_dump())
    assert twin is not record
    assert twin == record
    assert hash(twin) == hash(record)


@each_record
def test_a_record_holds_tuples_and_no_lists(record: Record) -> None:
    assert not [
        name for name in type(record).model_fields if isinstance(getattr(record, name), (list, set, dict))
    ]


@pytest.mark.parametrize(
    "duplicate",
    [copy.copy, copy.deepcopy, lambda record: pickle.loads(pickle.dumps(record))],
    ids=["copy", "deepcopy", "pickle"],
)
@given(map=maps())
def test_a_duplicate_is_equal(duplicate: Any, map: ArgumentMap) -> None:
    _ = map.kinds, map.nodes
    assert duplicate(map) == map


def test_looking_at_cached_properties_does_not_change_what_a_map_is_equal_to() -> None:
    looked_at = MAP.model_copy()
    _ = looked_at.kinds, looked_at.nodes, looked_at.incoming
    assert looked_at == MAP.model_copy()
    assert MAP.model_copy() == looked_at


# --- edits: model_copy


def test_an_edited_copy_has_no_cached_property_of_the_old_map() -> None:
    old = MAP.model_copy()
    before = old.kinds, old.nodes, old.issues_by_id, old.relations_by_id, old.incoming
    edited = old.model_copy(
        update={"issues": (), "claims": (CLAIM,), "examples": (), "relations": (), "expect": None}
    )
    assert edited.kinds == {"c1": NodeKind.CLAIM}
    assert edited.nodes == {"c1": CLAIM}
    assert (edited.issues_by_id, edited.relations_by_id, edited.incoming) == ({}, {}, {})
    assert before == (old.kinds, old.nodes, old.issues_by_id, old.relations_by_id, old.incoming)
    assert old == MAP


def test_an_edited_thread_has_no_cached_property_of_the_old_one() -> None:
    old = THREAD.model_copy()
    _ = old.posts_by_id, old.participants_by_id, old.numbers
    edited = old.model_copy(update={"participants": (), "posts": (Post(id="p2", text="No."),)})
    assert set(edited.posts_by_id) == {"p2"}
    assert edited.participants_by_id == {}
    assert edited.numbers == {"p2": 1}


def test_an_edit_that_would_make_an_unsound_map_is_refused() -> None:
    with pytest.raises(InvalidInput, match="AM101 premise 'c2' is not in this map"):
        MAP.model_copy(update={"claims": (CLAIM,)})


@pytest.mark.parametrize(
    ("update", "message"),
    [
        pytest.param({"claim": ()}, "unknown key 'claim'; did you mean 'claims'", id="misspelt field"),
        pytest.param({"title": 5}, "title: AM013 expected text, found 5", id="wrong type"),
        pytest.param({"id": "../../x"}, "is not an id", id="not an id"),
    ],
)
def test_an_edit_is_validated(update: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        MAP.model_copy(update=update)


def test_a_deep_copy_shares_no_record_with_the_original() -> None:
    deep = MAP.model_copy(deep=True)
    assert deep == MAP
    assert deep.thread is not MAP.thread
    assert MAP.model_copy().thread is MAP.thread


# --- the text types


def accepted(kind: Any, value: Any) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "name",
    ["a", "7", "p1", "math-in-ml", "2026-11-22", "0", "a-1-b", "null", "x" * 64],
)
def test_an_id_is_lower_case_words_joined_by_hyphens(name: str) -> None:
    assert accepted(Slug, name)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="empty"),
        pytest.param(" ", id="blank"),
        pytest.param("../../x", id="parent folder"),
        pytest.param("/etc/passwd", id="absolute path"),
        pytest.param("a/b", id="slash"),
        pytest.param("a\\b", id="backslash"),
        pytest.param("a.svg", id="dot"),
        pytest.param("..", id="dots"),
        pytest.param("Math", id="capital"),
        pytest.param("a b", id="space"),
        pytest.param("a_b", id="underscore"),
        pytest.param("-a", id="hyphen first"),
        pytest.param("a-", id="hyphen last"),
        pytest.param("a--b", id="two hyphens"),
        pytest.param("é", id="accent"),
        pytest.param("а", id="Cyrillic a"),
        pytest.param("١", id="Arabic digit"),
        pytest.param("a\n", id="line feed last"),
        pytest.param("a\0", id="NUL"),
        pytest.param("<b>", id="markup"),
        pytest.param("x" * 65, id="65 characters"),
        pytest.param(7, id="number"),
        pytest.param(None, id="nothing"),
    ],
)
def test_what_is_unsafe_as_a_file_name_is_no_id(name: Any) -> None:
    assert not accepted(Slug, name)


@pytest.mark.parametrize(
    ("text", "is_line", "is_verbatim"),
    [
        pytest.param("a", True, True, id="letter"),
        pytest.param(" a\n\tb ", True, True, id="tab and line feed"),
        pytest.param("\u200fשלום", True, True, id="right to left"),
        pytest.param("👩‍💻", True, True, id="emoji with a joiner"),
        pytest.param("\ufeff", True, True, id="byte order mark"),
        pytest.param("\u2028a", True, True, id="line separator"),
        pytest.param("", False, True, id="empty"),
        pytest.param(" \n\u00a0\u2028", False, True, id="blank"),
        pytest.param("a\0", False, False, id="NUL"),
        pytest.param("a\x1b[2J", False, False, id="escape sequence"),
        pytest.param("a\rb", False, False, id="carriage return"),
        pytest.param("a\x7f", False, False, id="delete"),
        pytest.param("a\x85", False, False, id="next line (C1)"),
        pytest.param("a\x9b", False, False, id="CSI (C1)"),
        pytest.param("a\ufffe", False, False, id="noncharacter U+FFFE"),
        pytest.param("a\uffff", False, False, id="noncharacter U+FFFF"),
        pytest.param("a\ud800", False, False, id="lone surrogate"),
        pytest.param(5, False, False, id="number"),
        pytest.param(None, False, False, id="nothing"),
    ],
)
def test_a_text_is_printable_and_a_line_not_blank(text: Any, is_line: bool, is_verbatim: bool) -> None:
    assert (accepted(Line, text), accepted(Text, text), accepted(Verbatim, text)) == (
        is_line,
        is_line,
        is_verbatim,
    )


@pytest.mark.parametrize(
    ("kind", "most"),
    [(Line, 1_000), (Text, 100_000), (Verbatim, 1_000_000)],
    ids=["line", "text", "verbatim"],
)
def test_a_text_has_a_longest_length(kind: Any, most: int) -> None:
    assert accepted(kind, "x" * most)
    assert not accepted(kind, "x" * (most + 1))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *[(value, True) for value in (0, 1, 0.0, 1.0, 0.5, -0.0, 5e-324)],
        *[(value, False) for value in (-1, 2, 1.0000001, float("nan"), float("inf"), 10**400)],
        *[(value, False) for value in (True, "0.5", None, [0.5])],
    ],
    ids=repr,
)
def test_a_fraction_is_a_number_from_0_to_1(value: Any, expected: bool) -> None:
    assert accepted(Fraction, value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2026-11-22", True, id="day"),
        pytest.param("2024-02-29", True, id="leap day"),
        pytest.param("2026-02-29", False, id="no leap year"),
        pytest.param("2026-13-01", False, id="month 13"),
        pytest.param("2026-1-1", False, id="one digit"),
        pytest.param("20261122", False, id="basic form"),
        pytest.param("2026-W47-7", False, id="week date"),
        pytest.param("٢٠٢٦-١١-٢٢", False, id="Arabic digits"),
        pytest.param("2026-11-22T00:00:00Z", False, id="with a time"),
        pytest.param("2026-11-22\n", False, id="line feed last"),
    ],
)
def test_a_date_is_a_day_of_the_calendar(value: str, expected: bool) -> None:
    assert accepted(Date, value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # The examples of RFC 3339, section 5.8.
        pytest.param("1985-04-12T23:20:50.52Z", True, id="RFC 3339 example 1"),
        pytest.param("1996-12-19T16:39:57-08:00", True, id="RFC 3339 example 2"),
        pytest.param(
            "1990-12-31T23:59:60Z", False, id="RFC 3339 example 3: a leap second, which Python lacks"
        ),
        pytest.param("1937-01-01T12:00:27.87+00:20", True, id="RFC 3339 example 5"),
        # Section 5.6, notes: a space for T, and lower case.
        pytest.param("2026-11-22 09:30:00z", True, id="space and lower case"),
        pytest.param("2026-11-22t09:30:00Z", True, id="lower-case t"),
        pytest.param("2026-11-22T09:30:00", False, id="no offset"),
        pytest.param("2026-11-22T09:30Z", False, id="no seconds"),
        pytest.param("2026-11-22T25:00:00Z", False, id="hour 25"),
        pytest.param("2026-11-22T09:30:00+0100", False, id="offset without colon"),
        pytest.param("2026-11-22", False, id="date only"),
        pytest.param("1732267800", False, id="Unix time"),
    ],
)
def test_a_timestamp_is_an_instant_with_its_offset(value: str, expected: bool) -> None:
    assert accepted(Timestamp, value) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://doi.org/10.1000/182", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://example.org", False),
        ("example.org", False),
    ],
)
def test_a_reference_points_at_the_web_only(url: str, expected: bool) -> None:
    assert accepted(Reference, {"title": "R", "url": url}) is expected


@pytest.mark.parametrize(
    ("field", "value"),
    [("year", True), ("year", 2017.0), ("year", "2017"), ("year", 999), ("year", 10_000)],
)
def test_a_year_is_a_whole_number_of_four_digits(field: str, value: Any) -> None:
    assert not accepted(Reference, {"title": "R", field: value})


@pytest.mark.parametrize("value", ["yes", 1, "true", None])
def test_implicit_is_true_or_false_and_nothing_like_it(value: Any) -> None:
    assert not accepted(Claim, {"id": "c", "text": "C.", "implicit": value})


# --- small facts


@pytest.mark.parametrize(("answers", "expected"), [(None, False), ("best", True)])
def test_a_claim_that_answers_an_issue_is_a_thesis(answers: str | None, expected: bool) -> None:
    assert Claim(id="c", text="C.", answers=answers).is_thesis is expected


@pytest.mark.parametrize(("premises", "expected"), [(["a"], False), (["a", "b"], True)])
def test_a_relation_with_several_premises_is_linked(premises: list[str], expected: bool) -> None:
    assert Relation(id="r", kind="support", premises=premises, target="c").is_linked is expected


def test_a_relation_has_at_least_one_premise() -> None:
    assert not accepted(Relation, {"id": "r", "kind": "support", "premises": [], "target": "c"})


def test_who_asserts_accepts_or_concedes_is_committed() -> None:
    assert {stance.value for stance in Stance if stance.accepts} == {"asserts", "accepts", "concedes"}


def test_a_map_lists_its_quotes_with_their_paths() -> None:
    assert list(MAP.quotes()) == [
        (("claims", 0, "quotes", 0), Quote(post="p1", exact="Simple")),
        (("breaches", 0, "quotes", 0), Quote(post="p1", exact="best")),
    ]


def test_a_map_groups_relations_by_what_they_end_on() -> None:
    assert MAP.incoming == {"c1": MAP.relations}
    assert MAP.relations[0].kind is RelationKind.SUPPORT


def test_an_integrity_error_says_every_breach() -> None:
    data = {
        "id": "m",
        "title": "M",
        "relations": [{"id": "r", "kind": "support", "premises": ["a"], "target": "b"}],
    }
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(ArgumentMap).validate_python(data)
    cause = caught.value.errors()[0]["ctx"]["error"]
    assert isinstance(cause, IntegrityError)
    assert [(rule.code, finding.path) for rule, finding in cause.violations] == [
        ("AM101", ("relations", 0, "premises", 0)),
        ("AM101", ("relations", 0, "target")),
    ]


# --- faults of records made in code


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(
            lambda: Claim(id="c", txt="C."),
            "Claim: AM012 key 'text' is missing\nClaim.txt: AM011 unknown key 'txt'; did you mean 'text'?",
            id="every fault, with the name that was meant",
        ),
        pytest.param(
            lambda: MAP.model_copy(
                update={"relations": [MAP.relations[0].model_copy(update={"target": "c3"})]}
            ),
            "relations[0].target: AM101 relation target 'c3' is not in this map; known: best, c1, c2, e1, r1",
            id="a broken rule, with the place in the map",
        ),
        pytest.param(
            lambda: ArgumentMap.model_validate(
                MAP.to_dict() | {"claims": [{"id": "c", "text": "C.", "quotes": [5]}]}
            ),
            "claims[0].quotes[0]: AM013 expected a mapping ('key: value' lines), found 5",
            id="a fault deep in data",
        ),
        pytest.param(
            lambda: ArgumentMap(id="m", title="M", thread=THREAD.to_dict() | {"posts": [{"id": "p"}]}),
            "thread.posts[0]: AM013 a post has either text or repeats, or says why it is gone or withheld",
            id="a rule of a post in a thread in a map",
        ),
        pytest.param(
            lambda: Thread.model_validate_json("{"),
            "document: AM013 invalid JSON: EOF while parsing an object at line 1 column 1",
            id="no JSON",
        ),
    ],
)
def test_a_record_made_in_code_is_refused_in_argmaps_own_words(make: Any, expected: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        make()
    assert str(caught.value) == expected
    assert caught.value.__suppress_context__  # the traceback shows no error of pydantic, with its address
    assert isinstance(caught.value, ValueError)


def test_a_fault_inside_a_record_keeps_its_location_for_pydantic() -> None:
    """A TypeAdapter, as storage uses it, gets pydantic's own error for records in records."""
    data = MAP.to_dict() | {"claims": [{"id": "c", "text": 5}]}
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(ArgumentMap).validate_python(data)
    assert [fault["loc"] for fault in caught.value.errors()] == [("claims", 0, "text")]


def test_expectations_take_the_names_of_their_fields_and_the_keys_of_files() -> None:
    assert Expectations(accepted=["c1"], rejected=["c2"]) == Expectations(**{"in": ["c1"], "out": ["c2"]})


@given(map=maps())
def test_plain_data_make_the_same_map_again(map: ArgumentMap) -> None:
    assert ArgumentMap.model_validate(map.to_dict()) == map


# --- a map and a thread as collections


def test_a_map_holds_its_nodes_and_finds_every_part_by_id() -> None:
    assert len(MAP) == 3
    assert [node.id for node in MAP] == ["c1", "c2", "e1"]
    assert [MAP[name].id for name in ("best", "c1", "e1", "r1")] == ["best", "c1", "e1", "r1"]
    assert "r1" in MAP
    assert CLAIM in MAP
    assert "ann" not in MAP
    assert Claim(id="c3", text="Else.") not in MAP


def test_a_thread_holds_its_posts() -> None:
    assert len(THREAD) == 1
    assert list(THREAD) == [THREAD["p1"]]
    assert "p1" in THREAD
    assert THREAD.posts[0] in THREAD
    assert "ann" not in THREAD


@pytest.mark.parametrize(
    ("document", "name", "message"),
    [
        (MAP, "c3", "there is no issue, claim, example or relation 'c3'; known: best, c1, c2, e1, r1"),
        (THREAD, "post1", "there is no post 'post1'; known: p1"),
    ],
    ids=["map", "thread"],
)
def test_an_unknown_id_is_a_key_error_that_suggests(document: Any, name: str, message: str) -> None:
    with pytest.raises(KeyError) as caught:
        document[name]
    assert str(caught.value) == message


def test_an_empty_map_or_thread_is_true() -> None:
    """`if map.thread` asks whether there is a thread, not whether it has posts."""
    assert ArgumentMap(id="m", title="M")
    assert THREAD.model_copy(update={"participants": (), "posts": ()})


def test_theses_are_the_claims_that_answer_an_issue() -> None:
    thesis = CLAIM.model_copy(update={"answers": "best"})
    assert MAP.theses == (MAP.claims[1],)
    assert MAP.model_copy(update={"claims": (thesis, MAP.claims[1])}).theses == (thesis, MAP.claims[1])


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(MAP, "<ArgumentMap m: 1 issue, 2 claims, 1 example, 1 relation, 1 post>", id="map"),
        pytest.param(ArgumentMap(id="m", title="M"), "<ArgumentMap m: empty>", id="empty map"),
        pytest.param(THREAD, "<Thread t: 1 participant, 1 post>", id="thread"),
        pytest.param(CLAIM, "<Claim c1: Simple is best.>", id="claim"),
        pytest.param(MAP.issues[0], "<Issue best: What is best?>", id="issue"),
        pytest.param(MAP.examples[0], "<Example e1: It shows.>", id="example"),
        pytest.param(MAP.relations[0], "<Relation r1: c2 supports c1>", id="relation"),
        pytest.param(THREAD.posts[0], "<Post p1 by ann: Simple is best.>", id="post"),
        pytest.param(Post(id="p2", repeats="p1"), "<Post p2: repeats p1>", id="repetition"),
        pytest.param(Post(id="p3", gone="deleted"), "<Post p3: deleted>", id="post that is gone"),
        pytest.param(
            Claim(id="c", text="Long " * 20), f"<Claim c: {('Long ' * 12).rstrip()}…>", id="long text"
        ),
    ],
)
def test_a_record_shows_itself_on_one_short_line(record: Record, expected: str) -> None:
    assert repr(record) == str(record) == expected


@given(map=maps())
def test_the_line_of_a_map_is_one_line(map: ArgumentMap) -> None:
    assert "\n" not in repr(map)
    assert len(repr(map)) < 200

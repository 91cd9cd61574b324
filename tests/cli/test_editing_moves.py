"""Every field that a map can have is written from the command line, refused with advice, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.editing.quoting import selector

THREAD = """\
format: argmap-thread/1
id: tabs
title: Tabs?
source: {kind: text}
authorship: recorded
reply_structure: recorded
participants: [{id: ann, name: Ann}, {id: bo, name: Bo}]
posts:
  - {id: p1, author: ann, text: "Use spaces. They look the same everywhere … in every editor."}
  - {id: p2, author: bo, reply_to: p1, text: "True, but tabs let everybody choose. Who changes the width?"}
  - {id: p3, author: ann, reply_to: p2, text: "Nobody on this team. If the editor can do it, tabs are fine, I guess."}
"""

MAP = """\
format: argmap/1
id: tabs
title: Tabs?
thread: thread.yaml
annotators: [Eva, Jo]
issues:
  - id: indent            # the question
    question: How should code be indented?
  - {id: style, question: 'Which style?'}
claims:
  - id: spaces
    text: Code should be indented with spaces.
    answers: indent
    quotes:
      - {post: p1, exact: Use spaces}
  - id: same
    text: Spaces look the same everywhere.
    quotes: [{post: p1, exact: They look the same everywhere}]
  - {id: tabs, text: Tabs let everybody choose., answers: indent, quotes: [{post: p2, exact: tabs let everybody choose}]}
relations:
  - {id: r1, kind: support, premises: [same], target: spaces}
commitments:
  - {participant: ann, post: p1, claim: spaces, stance: asserts}
"""


@pytest.fixture
def m(tmp_path: Path) -> Path:
    (tmp_path / "tabs").mkdir()
    (tmp_path / "tabs" / "thread.yaml").write_text(THREAD, "utf-8")
    (tmp_path / "tabs" / "map.yaml").write_text(MAP, "utf-8")
    return tmp_path / "tabs"


def edit(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["edit", *(str(a) for a in arguments)])


ITEM = ["--by", "Jo", "--confidence", "0.5", "--note", "Or not."]
OF_ITEM = {"by": "Jo", "confidence": 0.5, "note": "Or not."}

WRITTEN = {
    "a grant with its own words": (
        ["add", "commitment", "{m}", "--post", "p2", "--claim", "same", "--stance", "concedes", "--quote", "True", *ITEM],
        ("commitments", 1),
        {"participant": "bo", "post": "p2", "claim": "same", "stance": "concedes", "quotes": [{"post": "p2", "exact": "True"}], **OF_ITEM},
    ),
    "a condition in words and a hedge": (
        ["add", "commitment", "{m}", "--participant", "ann", "--post", "p3", "--claim", "tabs", "--stance", "accepts", "--if", "If the editor can do it", "--hedged"],
        ("commitments", 1),
        {"participant": "ann", "post": "p3", "claim": "tabs", "stance": "accepts", "if": "If the editor can do it", "hedged": True},
    ),
    "a condition that is a claim": (
        ["add", "commitment", "{m}", "--post", "p3", "--claim", "tabs", "--stance", "accepts", "--if", "same"],
        ("commitments", 1),
        {"participant": "ann", "post": "p3", "claim": "tabs", "stance": "accepts", "if": "same"},
    ),
    "a proposal": (
        ["add", "commitment", "{m}", "--post", "p3", "--claim", "tabs", "--stance", "proposes"],
        ("commitments", 1),
        {"participant": "ann", "post": "p3", "claim": "tabs", "stance": "proposes"},
    ),
    "an issue below a thesis": (
        ["add", "issue", "{m}", "--question", "How wide?", "--id", "width", "--parent", "spaces", "--not-exclusive", *ITEM],
        ("issues", 2),
        {"id": "width", "question": "How wide?", "exclusive": False, "parent": "spaces", **OF_ITEM},
    ),
    "answers that exclude each other": (
        ["add", "issue", "{m}", "--question", "How wide?", "--id", "width", "--exclusive"],
        ("issues", 2),
        {"id": "width", "question": "How wide?", "exclusive": True},
    ),
    "a remark about the discussion": (
        ["add", "claim", "{m}", "--text", "Bo is right.", "--id", "right", "--meta", "--quote", "True", *ITEM],
        ("claims", 3),
        {"id": "right", "text": "Bo is right.", "meta": True, "quotes": [{"post": "p2", "exact": "True"}], **OF_ITEM},
    ),
    "senses and references": (
        ["add", "claim", "{m}", "--text", "A tab is a key.", "--id", "key", "--implicit", "--sense", "tab=the key", "--sense", "key=of a keyboard",
         "--reference", "Keys; authors=A. Key; year=1986; venue=Nature; url=https://a.example/?a=b; where=p. 3"],
        ("claims", 3),
        {"id": "key", "text": "A tab is a key.", "implicit": True,
         "senses": [{"term": "tab", "sense": "the key"}, {"term": "key", "sense": "of a keyboard"}],
         "references": [{"title": "Keys", "authors": "A. Key", "year": 1986, "venue": "Nature", "url": "https://a.example/?a=b", "where": "p. 3"}]},
    ),
    "an explanation": (
        ["add", "relation", "{m}", "--kind", "explains", "--premise", "same", "--target", "tabs", *ITEM],
        ("relations", 1),
        {"id": "same-explains-tabs", "kind": "explains", "premises": ["same"], "target": "tabs", **OF_ITEM},
    ),
    "a backing": (
        ["add", "relation", "{m}", "--kind", "support", "--premise", "tabs", "--target", "r1"],
        ("relations", 1),
        {"id": "tabs-for-r1", "kind": "support", "premises": ["tabs"], "target": "r1"},
    ),
    "a question with answers": (
        ["add", "question", "{m}", "--post", "p2", "--text", "Who changes the width?", "--id", "who", "--quote", "Who changes the width?",
         "--about", "tabs", "--to", "ann", "--answer", "p3", "--answer", "same", "--answer", "p3:tabs", *ITEM],
        ("questions", 0),
        {"id": "who", "post": "p2", "text": "Who changes the width?", "quotes": [{"post": "p2", "exact": "Who changes the width?"}],
         "about": "tabs", "to": "ann", "answered_by": [{"post": "p3"}, {"claim": "same"}, {"post": "p3", "claim": "tabs"}], **OF_ITEM},
    ),
    "a question that nobody answered": (
        ["add", "question", "{m}", "--post", "p2", "--text", "Who changes the width?"],
        ("questions", 0),
        {"id": "who-changes-the-width", "post": "p2", "text": "Who changes the width?"},
    ),
    "a stage and a breach of one annotator": (
        ["add", "stage", "{m}", "--stage", "concluding", "--post", "p3", *ITEM],
        ("stages", 0),
        {"stage": "concluding", "posts": ["p3"], **OF_ITEM},
    ),
    "a breach of one annotator": (
        ["add", "breach", "{m}", "--breaks", "freedom", "--quote", "Nobody on this team", "--why", "It is about people.", *ITEM],
        ("breaches", 0),
        {"breaks": "freedom", "quotes": [{"post": "p3", "exact": "Nobody on this team"}], "why": "It is about people.", **OF_ITEM},
    ),
    "an example of one annotator": (
        ["add", "example", "{m}", "--name", "Tab", "--topic", "tab", "--text", "It moves.", "--reference", "Tabs", *ITEM],
        ("examples", 0),
        {"id": "tab", "name": "Tab", "topic": "tab", "text": "It moves.", "references": [{"title": "Tabs"}], **OF_ITEM},
    ),
    "an outcome": (
        ["add", "outcome", "{m}", "indent", "--thesis", "tabs", "--by", "ann", "--by", "bo", "--quote", "tabs are fine", "--note", "Not firmly."],
        ("issues", 0),
        {"id": "indent", "question": "How should code be indented?",
         "outcome": {"thesis": "tabs", "by": ["ann", "bo"], "quotes": [{"post": "p3", "exact": "tabs are fine"}], "note": "Not firmly."}},
    ),
    "an open end": (
        ["add", "outcome", "{m}", "style", "--open"],
        ("issues", 1),
        {"id": "style", "question": "Which style?", "outcome": {"open": True}},
    ),
    "one more sense": (
        ["add", "sense", "{m}", "tabs", "tab=the character"],
        ("claims", 2, "senses"),
        [{"term": "tab", "sense": "the character"}],
    ),
    "one more reference": (
        ["add", "reference", "{m}", "same", '{title: "One; two", year: 1986}'],
        ("claims", 1, "references"),
        [{"title": "One; two", "year": 1986}],
    ),
    "words for a stance": (
        ["add", "quote", "{m}", "ann:spaces", "Use spaces"],
        ("commitments", 0, "quotes"),
        [{"post": "p1", "exact": "Use spaces"}],
    ),
    "fields of a stance": (
        ["set", "{m}", "ann:spaces:p1", "hedged=true", "if=if it is cheap", "confidence=0.25", "stance=proposes"],
        ("commitments", 0),
        {"participant": "ann", "post": "p1", "claim": "spaces", "stance": "proposes", "hedged": True, "if": "if it is cheap", "confidence": 0.25},
    ),
    "a stance by its number": (
        ["set", "{m}", "commitments.1", "note=So I read it."],
        ("commitments", 0, "note"),
        "So I read it.",
    ),
    "fields of an issue": (
        ["set", "{m}", "style", "exclusive=false", "parent=indent", "by=Eva"],
        ("issues", 1),
        {"id": "style", "question": "Which style?", "exclusive": False, "parent": "indent", "by": "Eva"},
    ),
    "records as in the map": (
        ["set", "{m}", "spaces", "senses=[{term: spaces, sense: the character}]", "meta=true", "answers="],
        ("claims", 0),
        {"id": "spaces", "text": "Code should be indented with spaces.", "quotes": [{"post": "p1", "exact": "Use spaces"}],
         "meta": True, "senses": [{"term": "spaces", "sense": "the character"}]},
    ),
    "quotes in place of others": (
        ["set", "{m}", "spaces", "quotes=[{post: p1, exact: [Use, look the same]}]"],
        ("claims", 0, "quotes"),
        [{"post": "p1", "exact": ["Use", "look the same"]}],
    ),
    "an outcome as in the map": (
        ["set", "{m}", "indent", "outcome={open: true, note: Nobody says.}"],
        ("issues", 0, "outcome"),
        {"open": True, "note": "Nobody says."},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "place", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_a_field_is_written_and_taken_back(
    arguments: list[str], place: tuple[str | int, ...], expected: object, m: Path
) -> None:
    result = edit(*(part.format(m=m) if part == "{m}" else part for part in arguments))
    assert result.exit_code == 0, result.output
    data = argmap.load(m).to_dict()
    for step in place:
        data = data[step]  # type: ignore[index]
    assert data == expected
    text = (m / "map.yaml").read_text("utf-8")
    assert "# the question" in text
    assert edit("undo", m).exit_code == 0
    assert (m / "map.yaml").read_text("utf-8") == MAP


REFUSED = {
    "a condition that is no claim": (["add", "commitment", "{m}", "--post", "p3", "--claim", "tabs", "--stance", "accepts", "--if", "sme"], "did you mean 'same'?"),
    "an unknown stance": (["add", "commitment", "{m}", "--post", "p3", "--claim", "tabs", "--stance", "accept"], "did you mean 'accepts'?"),
    "a stance in no post": (["add", "commitment", "{m}", "--post", "p33", "--claim", "tabs", "--stance", "accepts"], "did you mean 'p3'?"),
    "words of another post": (["add", "commitment", "{m}", "--post", "p3", "--claim", "same", "--stance", "concedes", "--quote", "True"], "does not stand in post 'p3'; it stands in post p2"),
    "an outcome of another issue": (["add", "outcome", "{m}", "style", "--thesis", "spaces"], "AM114"),
    "an outcome of both kinds": (["add", "outcome", "{m}", "indent", "--thesis", "tabs", "--open"], "either --thesis ID or --open"),
    "an outcome of nothing": (["add", "outcome", "{m}", "indnt", "--open"], "did you mean 'indent'?"),
    "an issue below nothing": (["add", "issue", "{m}", "--question", "How?", "--parent", "same"], "AM115"),
    "an answer that is nothing": (["add", "question", "{m}", "--post", "p2", "--text", "Who?", "--answer", "tab"], "did you mean 'tabs'?"),
    "an answer to no question": (["add", "answer", "{m}", "who", "p3"], "there is no question 'who'"),
    "a sense without a term": (["add", "sense", "{m}", "tabs", "character"], "is not TERM=SENSE"),
    "a sense of an issue": (["add", "sense", "{m}", "indent", "tab=key"], "there is no part with senses 'indent'"),
    "a reference with an unknown key": (["add", "reference", "{m}", "tabs", "Tabs; yaer=1986"], "did you mean 'year'?"),
    "a reference without keys": (["add", "reference", "{m}", "tabs", "Tabs; 1986"], "is not KEY=VALUE"),
    "a year in words": (["add", "reference", "{m}", "tabs", "Tabs; year=last"], "expected a whole number, found 'last'"),
    "a confidence above one": (["add", "issue", "{m}", "--question", "How?", "--confidence", "2"], "0<=x<=1"),
    "a commitment that nobody has": (["set", "{m}", "ann:space", "hedged=true"], "did you mean 'ann:spaces'?"),
    "a number too high": (["set", "{m}", "commitments.2", "hedged=true"], "did you mean 'commitments.1'?"),
    "a hedge that is no truth value": (["set", "{m}", "ann:spaces", "hedged=maybe"], "use true or false"),
    "records that are none": (["set", "{m}", "spaces", "senses=tab"], "write it as in the map"),
    "records with an open bracket": (["set", "{m}", "spaces", "senses=[{term: tab"], "is not a value of 'senses'"),
    "a wrong key in a record": (["set", "{m}", "spaces", "senses=[{trem: tab, sense: key}]"], "did you mean 'term'?"),
    "words for no outcome": (["add", "quote", "{m}", "indent", "Use spaces"], "has no outcome"),
    "a new name for a commitment": (["rename", "{m}", "ann:spaces", "x"], "has no id"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_would_break_the_map_is_refused_with_advice(arguments: list[str], message: str, m: Path) -> None:
    result = edit(*(part.format(m=m) if part == "{m}" else part for part in arguments))
    assert result.exit_code in {1, 2}, result.output
    assert message in result.stderr
    assert (m / "map.yaml").read_text("utf-8") == MAP


def test_an_answer_and_an_outcome_come_later(m: Path) -> None:
    edit("add", "question", m, "--post", "p2", "--text", "Who changes it?", "--id", "who", "--answer", "p3")
    assert edit("add", "answer", m, "who", "p3:same", "tabs").exit_code == 0
    assert [a.to_dict() for a in argmap.load(m).questions[0].answered_by] == [
        {"post": "p3"}, {"post": "p3", "claim": "same"}, {"claim": "tabs"},
    ]  # fmt: skip
    edit("add", "outcome", m, "indent", "--open")
    assert edit("add", "outcome", m, "indent", "--thesis", "tabs").exit_code == 0
    assert edit("add", "quote", m, "indent", "tabs are fine").exit_code == 0
    assert argmap.load(m).issues[0].outcome.to_dict() == {  # type: ignore[union-attr]
        "thesis": "tabs", "quotes": [{"post": "p3", "exact": "tabs are fine"}],
    }  # fmt: skip
    assert edit("set", m, "indent", "outcome=").exit_code == 0
    assert argmap.load(m).issues[0].outcome is None


def test_one_of_several_stances_is_named_by_its_post_or_number(m: Path) -> None:
    edit("add", "commitment", m, "--post", "p3", "--claim", "spaces", "--stance", "retracts")
    refused = edit("set", m, "ann:spaces", "hedged=true")
    assert "commitments.1 (asserts in p1), commitments.2 (retracts in p3)" in refused.stderr
    assert edit("remove", m, "ann:spaces:p3").exit_code == 0
    assert [c.stance for c in argmap.load(m).commitments] == ["asserts"]


def test_a_rename_and_a_removal_reach_the_new_places(m: Path) -> None:
    edit("add", "commitment", m, "--post", "p3", "--claim", "spaces", "--stance", "accepts", "--if", "tabs")
    edit(
        "add",
        "question",
        m,
        "--post",
        "p2",
        "--text",
        "Who?",
        "--id",
        "who",
        "--about",
        "tabs",
        "--answer",
        "tabs",
        "--answer",
        "p3:tabs",
    )
    edit("add", "outcome", m, "indent", "--thesis", "tabs")
    edit("set", m, "style", "parent=tabs")
    assert edit("rename", m, "tabs", "use-tabs").exit_code == 0
    map = argmap.load(m)
    assert map.commitments[1].condition == "use-tabs"
    assert map.questions[0].about == map.issues[1].parent == "use-tabs"
    assert [a.claim for a in map.questions[0].answered_by] == ["use-tabs", "use-tabs"]
    told = edit("remove", m, "use-tabs").stderr
    assert "indent, style, commitments.2, who" in told
    assert edit("remove", m, "use-tabs", "--cascade").exit_code == 0
    map = argmap.load(m)
    assert [c.claim for c in map.commitments] == ["spaces"]
    assert map.commitments[0].condition is None
    assert (map.issues[0].outcome, map.issues[1].parent, map.questions[0].about) == (None, None, None)
    assert [a.to_dict() for a in map.questions[0].answered_by] == [{"post": "p3"}]


QUOTED = {
    # as typed: (post, parts); the first post has a … of its own
    "They look the same everywhere … in every editor": (
        "p1",
        ("They look the same everywhere … in every editor",),
    ),
    "Use spaces … in every editor": ("p1", ("Use spaces", "in every editor")),
    "Use … everywhere … in every": ("p1", ("Use", "everywhere … in every")),
    "True ... the width": ("p2", ("True", "the width")),
    "True, but […] the width": ("p2", ("True, but", "the width")),
    "True [...] everybody [...] the width?": ("p2", ("True", "everybody", "the width?")),
}


@pytest.mark.parametrize(("words", "expected"), QUOTED.items(), ids=QUOTED)
def test_left_out_words_are_a_gap_unless_the_post_has_the_sign(
    words: str, expected: tuple[str, tuple[str, ...]], m: Path
) -> None:
    quote = selector(argmap.load(m).thread, words)
    assert (quote.post, quote.parts) == expected


def test_parts_in_the_wrong_order_are_not_found(m: Path) -> None:
    assert "stands in no post" in edit("quote", m, "the width … True").stderr
    printed = edit("quote", m, "True … the width").stdout
    assert printed == '{post: p2, exact: ["True", the width]}\n'

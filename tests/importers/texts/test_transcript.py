"""Transcripts in Markdown and logs with a clock; expected by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, NotThisSource
from argmap.importers.registry import importer, read
from argmap.importers.texts.transcript import fits
from argmap.model.thread import Thread

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"
Said = Callable[[Thread], list[tuple[str | None, str | None]]]

ANSWER = "Mostly.\n\n- **Price** is low\n- **Noise** is low\n\n**Conclusion** Take the tram."
TALK = [("You", "Are trams cheaper?"), ("Helper", ANSWER), ("You", "Thanks.")]

TRANSCRIPTS = {
    "bold with a colon inside": (f"# Debate\n\n**You:** Are trams cheaper?\n\n**Helper:** {ANSWER}\n\n**You:** Thanks.\n", TALK),
    "bold before a colon": (f"# Debate\n\n**You**: Are trams cheaper?\n\n**Helper**: {ANSWER}\n\n**You**: Thanks.\n", TALK),
    "bold on a line": (f"# Debate\n\n**You**\n\nAre trams cheaper?\n\n**Helper**\n\n{ANSWER}\n\n**You**\n\nThanks.\n", TALK),
    "headings, and rules between": (
        f"# Debate\n\n## You\n\nAre trams cheaper?\n\n---\n\n## Helper\n\n{ANSWER}\n\n---\n\n## You\n\nThanks.\n", TALK,
    ),
    "headings with pictures and a colon": (
        f"# Debate\n\n### 👤 You:\n\nAre trams cheaper?\n\n### 🤖 Helper:\n\n{ANSWER}\n\n### 👤 You:\n\nThanks.\n", TALK,
    ),
    "headings of two levels from a saved page": (
        "# Debate\n\n##### You said:\n\nAre trams cheaper?\n\n###### ChatGPT said:\n\n## Summary\n\nYes.\n\n##### You said:\n\nThanks.\n",
        [("You", "Are trams cheaper?"), ("ChatGPT", "## Summary\n\nYes."), ("You", "Thanks.")],
    ),
    "headings within an answer": (
        "# Debate\n\n## User\n\nTrams?\n\n## Assistant\n\n## Trams\n\nYes.\n\n## Buses\n\nNo.\n\n## User\n\nThanks.\n",
        [("User", "Trams?"), ("Assistant", "## Trams\n\nYes.\n\n## Buses\n\nNo."), ("User", "Thanks.")],
    ),
    "code with marks in it": (
        "# Debate\n\n**Human:** How?\n\n**Assistant:** So:\n\n```\n**Human:** no\n# no\n```\n\n**Human:** Thanks.\n",
        [("Human", "How?"), ("Assistant", "So:\n\n```\n**Human:** no\n# no\n```"), ("Human", "Thanks.")],
    ),
    "people in headings": (
        "# Debate\n\n## Nora\nTrams.\n\n## Tom\nBuses.\n\n## Nora\nNever.\n",
        [("Nora", "Trams."), ("Tom", "Buses."), ("Nora", "Never.")],
    ),
    "people in headings, with sections": (
        "# Debate\n\n### Nora\nTrams.\n\n### Tom\nBuses.\n\n### Nora\nWhy?\n\n## Part two\n\nIt rained.\n\n### Nora\nNever.\n\n### Tom\nAlways.\n",
        [("Nora", "Trams."), ("Tom", "Buses."), ("Nora", "Why?"), (None, "## Part two\n\nIt rained."), ("Nora", "Never."), ("Tom", "Always.")],
    ),
    "people in bold, and two at once": (
        "# Debate\n\n**Nora**: Trams.\n\n**Tom & Ada**: Buses.\n\n**Tom**: Yes.\n\n**Nora**: No.\n",
        [("Nora", "Trams."), (None, "**Tom & Ada**: Buses."), ("Tom", "Yes."), ("Nora", "No.")],
    ),
    "breaks of a broadcast, and what all decided": (
        "# Debate\n\n**Nora:** Trams.\n\n**Tom:** Buses.\n\n**Break:** [12:30]\n\n**Nora:** No.\n\n**Conclusion:** None.\n",
        [("Nora", "Trams."), ("Tom", "Buses."), (None, "**Break:** [12:30]"), ("Nora", "No."), (None, "**Conclusion:** None.")],
    ),
    "items of a list": (
        "# Debate\n\n* **Nora:** Trams.\n* **Tom:** Buses.\n* **Nora:** Never.\n",
        [("Nora", "Trams."), ("Tom", "Buses."), ("Nora", "Never.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TRANSCRIPTS.values(), ids=TRANSCRIPTS)
def test_messages_have_their_people_and_whole_texts(
    text: str, expected: list[tuple[str | None, str | None]], imported: Any, said: Said
) -> None:
    thread = imported(text)
    assert (thread.source.kind, thread.title) == ("chat", "Debate")
    assert said(thread) == expected
    assert thread.authorship == "inferred"
    assert "Who wrote what was read from" in (thread.source.note or "")


def test_times_stand_behind_names(imported: Any) -> None:
    thread = imported(
        "**Nora** (2024-01-04 19:00)\n\nTrams.\n\n**Tom** · _2024-01-04 19:05_\n\nBuses.\n\n**Nora** (2024-01-04 19:06)\n\nNo.\n"
    )
    assert [post.created for post in thread.posts] == [
        "2024-01-04T19:00:00Z",
        "2024-01-04T19:05:00Z",
        "2024-01-04T19:06:00Z",
    ]


def test_a_log_from_the_beginning_of_a_recording_has_places(imported: Any, said: Said) -> None:
    thread = imported(
        "[00:00] Nora: Welcome.\nand thanks\n[00:15] Unknown: Hm.\n[01:02:03] Tom Reed (he/him): Buses.\n"
    )
    assert said(thread) == [("Nora", "Welcome.\nand thanks"), (None, "Hm."), ("Tom Reed", "Buses.")]
    assert [post.cue for post in thread.posts] == ["0:00:00", "0:00:15", "1:02:03"]
    assert thread.authorship == "recorded"


def test_a_log_may_have_no_brackets(imported: Any, said: Said) -> None:
    thread = imported("10:15 Nora: Trams.\n10:16:30 Tom: Buses.\n")
    assert (thread.source.kind, said(thread)) == ("chat", [("Nora", "Trams."), ("Tom", "Buses.")])


def test_a_log_with_the_time_of_day_has_no_places_and_says_so(imported: Any) -> None:
    thread = imported("[22:15] Nora: Trams.\n[22:16] Tom: Buses.\n")
    assert [(post.cue, post.created) for post in thread.posts] == [(None, None), (None, None)]
    assert "Times without a date were left out." in (thread.source.note or "")


def test_a_log_with_dates_has_times(imported: Any) -> None:
    thread = imported("[2024-01-04 22:15] Nora: Trams.\n[2024-01-04 22:16] Tom: Buses.\n")
    assert [post.created for post in thread.posts] == ["2024-01-04T22:15:00Z", "2024-01-04T22:16:00Z"]


NO_TRANSCRIPTS = {
    "sections": "# Report\n\n## Links\n\na\n\n## Agenda\n\nb\n\n## Minutes\n\nc\n",
    "sections with names of things": "# Cities\n\n## Rome\n\nIt is old.\n\n## Paris\n\nIt is large.\n",
    "what a program can": "# Tool\n\n- **Fast:** It runs.\n- **Simple:** It needs nothing.\n- **Small:** It fits.\n",
    "bold words in a list": "- **Price** is low\n- **Noise** is low\n",
    "changes of a program": "# Changes\n\n## 1.1\n\n### Wheels\n\na\n\n### Rails\n\nb\n\n## 1.0\n\n### Wheels\n\nc\n\n### Rails\n\nd\n",
    "a manual": "# Tool\n\n## run\n\n**Holder**\n\na\n\n**Owner**\n\nb\n\n## stop\n\n**Holder**\n\nc\n\n**Owner**\n\nd\n",
    "a list of parts": "# News\n\n* **buffer**: fixed\n* **net**: fixed\n* **buffer**: fixed again\n* **net**: fixed again\n",
    "a glossary": "**Price:** what it costs\n\n**Speed:** how fast it is\n\n**Note:** nothing\n",
    "a log of a program": "[10:15] ERROR: disk full\n[10:16] INFO: trying again\n[10:17] ERROR: disk full\n",
    "one message": "**You:** Are trams cheaper?\n",
    "prose": "Nothing is **bold** here.\n",
}


@pytest.mark.parametrize("text", NO_TRANSCRIPTS.values(), ids=NO_TRANSCRIPTS)
def test_sections_and_lists_are_no_transcript(text: str) -> None:
    assert fits(InputFile("x", content=text.encode())) is Fit.NO


def test_minutes_with_names_before_a_colon_are_not_read_by_their_bold_words(
    imported: Any, said: Said
) -> None:
    text = (
        "# Minutes\n\n**Oslo**\n\n**Lund**\n\n**Oslo**\n\n**Lund**\n\n"
        "Nora: Trams.\n\nTom: Buses.\n\nNora: Why?\n\nTom: So.\n\nNora: No.\n"
    )
    thread = imported(text)
    assert thread.source.kind == "plain"
    assert [name for name, _ in said(thread) if name] == ["Nora", "Tom", "Nora", "Tom", "Nora"]


def test_names_that_come_once_are_read_on_request(imported: Any, said: Said) -> None:
    text = "## Nora\nTrams.\n## Tom\nBuses.\n"
    assert fits(InputFile("x", content=text.encode())) is Fit.NO
    assert said(imported(text, kind="chat")) == [("Nora", "Trams."), ("Tom", "Buses.")]


def test_a_text_without_messages_is_refused_on_request(imported: Any) -> None:
    with pytest.raises(NotThisSource, match="--as plain"):
        imported(NO_TRANSCRIPTS["prose"], kind="chat")


PARTS = st.sampled_from(
    ["**You:** ", "**Helper:** ", "## You\n", "## Helper\n", "### Part\n", "# T\n", "[00:10] Nora: ", "[10:10] Tom: ", "\n", "\n\n",
     "```\n", "- **Price** x\n", "words", "---\n", "**?:** ", "**A/B:** ", "(2024-01-04)"]
)  # fmt: skip


@given(st.lists(PARTS | st.text(max_size=6), max_size=16).map("".join))
def test_no_word_is_made_up(text: str) -> None:
    file = InputFile("fuzz", content=text.encode("utf-8", "replace"))
    try:
        raw = read(importer("chat"), [file])
        thread_of(raw, ImportOptions("fuzz", "chat"))
    except ArgmapError:
        return
    whole = file.text.replace("\ufeff", "")
    assert all(line.strip() in whole for post in raw.posts for line in post.text.split("\n"))


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_the_case_of_an_export_has_three_messages(imported: Any, said: Said) -> None:
    thread = imported((CASES / "markdown-chat-export" / "t.md").read_bytes())
    assert [name for name, _ in said(thread)] == ["You", "Helper", "You"]
    assert "**Conclusion** Take the tram." in (thread.posts[1].text or "")


def test_what_minutes_write_of_all_is_nobodys(imported: Any, said: Said) -> None:
    text = (
        "# Minutes\n\n**Nora:** Shall we?\n\n- Price: low\n\n**Tom:** Yes.\n\n- Action: Tom buys paper.\n\n"
        "**Nora:** Good.\n\n**Decision:** We buy it.\n"
    )
    assert said(imported(text)) == [
        ("Nora", "Shall we?\n\n- Price: low"),
        ("Tom", "Yes."),
        (None, "- Action: Tom buys paper."),
        ("Nora", "Good."),
        (None, "**Decision:** We buy it."),
    ]


TALK = [("Nora", "Trams are cheaper."), ("Tom", "Only where they run full."), ("Nora", "They do at eight.")]
LISTED = {
    "points": "- **{}:** {}",
    "stars, and the colon behind": "* **{}**: {}",
    "numbers": "1. **{}:** {}",
    "round points": "• __{}:__ {}",
    "indented": "  - **{}:** {}",
}


@pytest.mark.parametrize("kind", [None, "plain"])
@pytest.mark.parametrize("item", LISTED.values(), ids=LISTED)
def test_minutes_with_a_bold_name_in_each_item_are_read(
    item: str, kind: str | None, imported: Any, said: Any
) -> None:
    text = "# Minutes\n\n" + "\n".join(item.format(*each) for each in TALK) + "\n"
    assert said(imported(text, kind=kind)) == TALK


HEADED = "# Minutes\n\n- **Date:** 4 January\n- **Present:** Nora, Tom\n\n- **Nora:** Trams.\n- Agreed.\n- **Tom:** Buses.\n- **Action:** none\n"
NOT_TALK = "We compare.\n\n- **Price:** Trams are cheaper.\n- **Noise:** Buses are loud.\n"
BELOW = "- **Nora:** Two:\n  - **Price:** low\n  - **Noise:** low\n- **Tom:** Two:\n  - **Price:** high\n  - **Noise:** high\n- **Nora:** So?\n"  # fmt: skip


def test_what_minutes_say_of_nobody_is_nobodys(imported: Any, said: Any) -> None:
    assert said(imported(HEADED)) == [
        (None, "- **Date:** 4 January"),
        (None, "- **Present:** Nora, Tom"),
        ("Nora", "Trams."),
        (None, "- Agreed."),
        ("Tom", "Buses."),
        (None, "- **Action:** none"),
    ]


def test_bold_labels_of_a_list_are_no_people(imported: Any, said: Any) -> None:
    with pytest.raises(ArgmapError, match="text that is no conversation"):
        imported(NOT_TALK)
    assert said(imported(NOT_TALK, kind="plain")) == [
        (None, "We compare."),
        (None, "- **Price:** Trams are cheaper.\n- **Noise:** Buses are loud."),
    ]
    assert [name for name, _ in said(imported(BELOW))] == ["Nora", "Tom", "Nora"]

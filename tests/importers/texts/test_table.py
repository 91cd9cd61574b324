"""Tables and records of any form: what each column holds, replies, several discussions; expected by hand."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName, UnreadableInput
from argmap.importers.appearance import UnknownForm
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import DiscussionEntry, Fit, NotThisSource, SeveralDiscussions
from argmap.importers.registry import discussions, importer, read, recognised
from argmap.importers.sources import input_files
from argmap.importers.texts.table import fits
from argmap.model.thread import Thread

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"
Said = Callable[[Thread], list[tuple[str | None, str | None]]]
BOTH = [("Nora", "Trams are cheaper,\nmuch cheaper."), ("Tom", "Only full ones.")]

TABLES = {
    "commas, with a line end in a cell": 'id,author,created,reply_to,text\n1,Nora,2024-01-04T19:00:00Z,,"Trams are cheaper,\nmuch cheaper."\n2,Tom,2024-01-04T19:05:00Z,1,Only full ones.\n',
    "semicolons and German names": '\ufeffNr;Verfasser;Datum;Antwort auf;Beitrag\n1;Nora;2024-01-04 19:00;;"Trams are cheaper,\nmuch cheaper."\n2;Tom;2024-01-04 19:05;1;Only full ones.\n',
    "tabs": 'Comment ID\tUser Name\tCreated At\tParent ID\tComment\n1\tNora\t2024-01-04 19:00\t\t"Trams are cheaper,\nmuch cheaper."\n2\tTom\t2024-01-04 19:05\t1\tOnly full ones.\n',
    "Windows lines, and the line of Excel above": 'sep=;\r\nid;author;createdAt;replyTo;text\r\n1;Nora;2024-01-04 19:00;;"Trams are cheaper,\nmuch cheaper."\r\n2;Tom;2024-01-04 19:05;1;Only full ones.\r\n',
    "numbers with .0, as data frames write them": 'id,user,date,time,parent,message\n1,Nora,2024-01-04,19:00,,"Trams are cheaper,\nmuch cheaper."\n2,Tom,2024-01-04,19:05,1.0,Only full ones.\n',
    "seconds since 1970, and thousandths of them": 'id,author,timestamp,reply_to,body\n1,Nora,1704394800,,"Trams are cheaper,\nmuch cheaper."\n2,Tom,1704395100000,1,Only full ones.\n',
}  # fmt: skip


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_a_table_with_clear_names_is_recognised(text: str, imported: Any, said: Said) -> None:
    thread = imported(text)
    assert thread.source.kind == "table"
    assert said(thread) == BOTH
    assert [post.created for post in thread.posts] == ["2024-01-04T19:00:00Z", "2024-01-04T19:05:00Z"]
    assert [post.reply_to for post in thread.posts] == [None, "p1"]
    assert (thread.authorship, thread.reply_structure) == ("recorded", "recorded")


DATES = {
    "a day above 12": (["03/04/2024 10:00", "25/04/2024 10:00"], ["2024-04-03T10:00:00Z", "2024-04-25T10:00:00Z"], "read as day, month, year"),
    "a month in front": (["04/03/2024 7:02 PM", "04/25/2024 8:00 AM"], ["2024-04-03T19:02:00Z", "2024-04-25T08:00:00Z"], "read as month, day, year"),
    "either": (["03/04/2024", "03/04/2024"], [None, None], "either number may be the month"),
    "full stops": (["3.4.2024", "5.4.2024"], ["2024-04-03T00:00:00Z", "2024-04-05T00:00:00Z"], "Read from a table"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected", "note"), DATES.values(), ids=DATES)
def test_day_and_month_are_decided_for_the_whole_table_and_told(
    written: list[str], expected: list[str | None], note: str, imported: Any
) -> None:
    thread = imported(f"author,date,text\nNora,{written[0]},Trams.\nTom,{written[1]},Buses.\n")
    assert [post.created for post in thread.posts] == expected
    assert note in (thread.source.note or "")


def test_the_note_says_which_column_was_read_as_what_and_which_was_not(imported: Any) -> None:
    note = imported("id,author,text,votes\n1,Nora,Trams.,3\n2,Tom,Buses.,4\n").source.note
    assert note == "Read from a table: id from 'id', author from 'author', text from 'text'. Not read: votes."


def test_names_of_columns_can_be_said(imported: Any, said: Said) -> None:
    text = "Zeile,Wer,Was,Haltung\n7,Nora,Trams.,dafür\n8,Tom,Buses.,dagegen\n"
    thread = imported(text, columns={"author": "Wer", "text": "Was", "label": "Haltung", "id": "Zeile"})
    assert said(thread) == [("Nora", "Trams."), ("Tom", "Buses.")]
    assert [(post.id, post.label) for post in thread.posts] == [("p7", "dafür"), ("p8", "dagegen")]


def test_names_that_are_not_there_are_told_with_the_nearest(imported: Any) -> None:
    text = "Wer,Was\nNora,Trams.\n"
    with pytest.raises(UnknownName, match="no column 'Wars' in file 1; did you mean 'Was'"):
        imported(text, columns={"text": "Wars"})
    with pytest.raises(UnknownName, match="no field for --column 'txt'; did you mean 'text'"):
        imported(text, columns={"txt": "Was"})
    with pytest.raises(NotThisSource, match="the columns are Wer, Was: name them, as in --column text=NAME"):
        imported(text, kind="table")


def test_accounts_addresses_titles_and_deleted_posts_are_kept(imported: Any) -> None:
    text = (
        "id,user_id,author,text,url,title\n"
        "1,u1,Nora,Trams.,https://example.org/1,Trams or buses?\n"
        "2,u2,Nora,Buses.,https://example.org/2,\n"
        "3,,[deleted],[deleted],,\n"
    )
    thread = imported(text)
    assert thread.title == "Trams or buses?"
    assert [person.name for person in thread.participants] == ["Nora", "Nora"]
    assert thread.posts[0].url == "https://example.org/1"
    assert (thread.posts[2].gone, thread.posts[2].author) == ("deleted", None)


SEVERAL = "thread,author,created,text,title\na,Nora,2024-01-04,Trams.,On trams\nb,Tom,2024-01-05,Buses.,\na,Ada,2024-01-06,No.,\n,Eva,,Hm.,\n"


def test_a_column_of_discussions_makes_several(imported: Any, said: Said) -> None:
    with pytest.raises(SeveralDiscussions, match=r"a \(On trams\); b; \(none\)"):
        imported(SEVERAL)
    thread = imported(SEVERAL, wanted="a")
    assert (thread.title, said(thread)) == ("On trams", [("Nora", "Trams."), ("Ada", "No.")])
    with pytest.raises(UnknownName, match="no discussion 'c'"):
        imported(SEVERAL, wanted="c")


def test_discussions_are_listed_with_people_and_dates() -> None:
    file = InputFile("t.csv", content=SEVERAL.encode())
    assert list(discussions(importer("table"), [file])) == [
        DiscussionEntry("a", "On trams", 2, 2, "2024-01-04T00:00:00Z", "2024-01-06T00:00:00Z"),
        DiscussionEntry("b", "", 1, 1, "2024-01-05T00:00:00Z", "2024-01-05T00:00:00Z"),
        DiscussionEntry("(none)", "", 1, 1, None, None),
    ]


def test_a_large_table_needs_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "thread", "author", "text"])
        writer.writerows([n, n // 10, f"person {n % 50}", "trams " * 40] for n in range(20_000))
    tracemalloc.start()
    raw = read(importer("table"), [InputFile(str(path), path)], "7")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [post.key for post in raw.posts] == [str(n) for n in range(70, 80)]
    assert path.stat().st_size > 4_000_000
    assert peak < 2_000_000


RECORDS = {
    "a list": '[{"key": 1, "user": {"name": "Nora"}, "said": "Trams."}, {"key": 2, "user": {"name": "Tom"}, "said": "Buses.", "to": 1}]',
    "lines": '{"key": 1, "user": {"name": "Nora"}, "said": "Trams."}\n{"key": 2, "user": {"name": "Tom"}, "said": "Buses.", "to": 1}\n',
    "a list at a place of its own": '{"export": {"made": "x", "rows": [{"key": 1, "user": {"name": "Nora"}, "said": "Trams."}, {"key": 2, "user": {"name": "Tom"}, "said": ["Bus", {"type": "bold", "text": "es."}], "to": 1}]}, "tags": [{"a": 1}]}',
}  # fmt: skip


@pytest.mark.parametrize("text", RECORDS.values(), ids=RECORDS)
def test_records_of_any_form_are_read_by_the_paths_of_fields(text: str, imported: Any, said: Said) -> None:
    said_columns = {"author": "user.name", "text": "said", "id": "key", "parent": "to"}
    thread = imported(text, columns=said_columns)
    assert thread.source.kind == "table"
    assert said(thread) == [("Nora", "Trams."), ("Tom", "Buses.")]
    assert thread.posts[1].reply_to == thread.posts[0].id
    with pytest.raises(UnknownName, match=r"did you mean 'user\.name'"):
        imported(text, columns={**said_columns, "author": "user.nam"})


def test_json_is_no_table_unless_somebody_says_so() -> None:
    text = '[{"author": "Nora", "text": "Trams."}]'
    assert fits(InputFile("x", content=text.encode())) is Fit.NO
    assert fits(InputFile("x", content=text.encode(), columns={"text": "text"})) is Fit.CERTAIN
    thread = thread_of(
        read(importer("table"), [InputFile("x", content=text.encode())]), ImportOptions("t", "table")
    )
    assert [post.text for post in thread.posts] == ["Trams."]


NO_TABLES = {
    "prose": "Well, then\nNo, text\n",
    "prose with the names of columns": "Three posts by Nora (title,body,author,comments)\nCommand: see below\n",
    "numbers": "x,y\n1,2\n3,4\n",
    "words without people": "id,text\n1,Trams.\n",
    "one column": "text\nTrams.\n",
    "HTML": "<author>,<text>\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_other_texts_are_no_table(text: str) -> None:
    assert fits(InputFile("x", content=text.encode())) is Fit.NO


def test_a_comma_in_a_text_at_the_end_of_a_row_is_kept_and_told(imported: Any, said: Said) -> None:
    thread = imported("author,text\nTom,Buses.\nNora,Trams., and more\n\n")
    assert said(thread) == [("Tom", "Buses."), ("Nora", "Trams., and more")]
    assert "row has more cells than the head; the last ones were joined to a text" in (
        thread.source.note or ""
    )


def test_a_row_with_too_many_cells_gives_nobody_the_words_of_another(imported: Any) -> None:
    with pytest.raises(NotThisSource, match=r"file 1:3: row 3 has 3 cells, the head has 2 \(text, author\)"):
        imported("text,author\nBuses.,Tom\nTrams, cheap,Nora\n")


FORM = "Timestamp,Name,Do you like trams?,Why?\n"
TOLD = {
    "a form of Google": (FORM + "1/4/2024 19:00:00,Nora,Yes,They are cheap.\n1/4/2024 19:05:00,Tom,No,Noise.\n", "a table with the columns Timestamp, Name, Do you like trams?, Why?. Nothing"),
    "a comma too many": (FORM + "1/4/2024 19:00:00,Nora,Yes,They are cheap, and fast.\n1/4/2024 19:05:00,Tom,No,Noise.\n", "Why?; row 2 has 5 cells, the head has 4 (a cell with the separator in it stands in quotation marks). Nothing"),
    "one row, and names that are known": ("author,text\nNora,Trams are cheap, and fast.\n", "a table with the columns author, text; row 2 has 3 cells, the head has 2"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD.values(), ids=TOLD)
def test_what_looks_like_a_table_is_told_so_with_its_columns(text: str, told: str) -> None:
    with pytest.raises(UnknownForm) as error:
        recognised([InputFile("a.csv", content=text.encode())])
    assert told in str(error.value)
    assert "--column text=NAME --column author=NAME reads it as a table" in str(error.value)


PROSE = {
    "sentences with a comma": "Well, that is so.\nNo, it is not.\nYes, it is.\n",
    "a letter": "Dear Nora,\n\nthanks, and so on.\n\nBest, Tom\n",
    "sentences with two": "Trams, buses, bikes\nWe want trams, and buses. They are cheap.\nNo.\n",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_prose_is_not_said_to_be_a_table(text: str) -> None:
    with pytest.raises(UnknownForm, match="text that is no conversation"):
        recognised([InputFile("a.txt", content=text.encode())])


def test_an_id_that_stands_twice_costs_only_the_replies_to_it(imported: Any, said: Said) -> None:
    thread = imported(
        "id,author,reply_to,text\n1,Nora,,Trams.\n2,Tom,1,Buses.\n3,Ann,2,Why?\n3,Ada,2,Bikes.\n4,Tom,3,Rain.\n5,Nora,4,So?\n"
    )
    by_text = {post.text: post for post in thread.posts}
    answers = {
        text: thread.posts_by_id[p.reply_to].text if p.reply_to else None for text, p in by_text.items()
    }
    assert answers == {"Trams.": None, "Buses.": "Trams.", "Why?": "Buses.", "Bikes.": "Buses.", "Rain.": None, "So?": "Rain."}  # fmt: skip
    assert [by_text[text].id for text in ("Trams.", "Buses.", "Rain.", "So?")] == ["p1", "p2", "p4", "p5"]
    assert (
        "1 id stands in several rows with other words ('3'); of 1 reply it was left out which post is answered."
        in (thread.source.note or "")
    )
    assert thread.reply_structure == "recorded"


def test_a_file_of_an_office_program_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    with pytest.raises(UnreadableInput, match="office program; save its table as CSV"):
        input_files([str(path)])


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS.filter(str.strip)), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_a_program_writes_is_read_back(rows: list[tuple[str, str]], delimiter: str) -> None:
    content = io.StringIO()
    writer = csv.writer(content, delimiter=delimiter)
    writer.writerow(["author", "text"])
    writer.writerows(rows)
    file = InputFile("x", content=content.getvalue().encode())
    assert recognised([file]).name == "table"
    texts = [post.text for post in read(importer("table"), [file]).posts]
    assert texts == [text for author, text in rows if author.strip() or text.strip()]


@given(st.binary(max_size=120) | st.text(max_size=120).map(str.encode), st.booleans())
def test_any_bytes_make_a_sound_thread_or_an_error(content: bytes, with_columns: bool) -> None:
    columns = {"text": "text"} if with_columns else {}
    file = InputFile("fuzz", content=b"author,text,id\n" + content, columns=columns)
    try:
        thread_of(read(importer("table"), [file]), ImportOptions("fuzz", "table"))
        list(discussions(importer("table"), [file]))
    except ArgmapError:
        return


@given(
    st.recursive(
        st.none() | st.integers() | st.floats() | st.sampled_from(["Nora", "text", ""]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["text", "author", "id", "a.b", "rows"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_any_json_makes_a_sound_thread_or_an_error(value: Any) -> None:
    file = InputFile("fuzz", content=json.dumps(value).encode(), columns={"text": "text"})
    try:
        fits(file)
        thread_of(read(importer("table"), [file]), ImportOptions("fuzz", "table"))
    except ArgmapError:
        return


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_cases_of_tables_and_of_a_download_that_broke_off(imported: Any, said: Said) -> None:
    thread = imported((CASES / "x-csv" / "t.csv").read_bytes())
    assert said(thread) == BOTH
    assert thread.posts[1].reply_to == thread.posts[0].id
    with pytest.raises(UnreadableInput, match="breaks off"):
        imported((CASES / "x-broken-json" / "b.json").read_bytes())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('author,text\nNora,"Trams.\nTom,Buses.\n', 2),
        ('author,text\nNora,Trams.\nTom,"Buses"?\nAnn,Why?\n', 3),
        ('author\ttext\nNora\tTrams.\nTom\t"Buses.\nAnn\t"Why?"\n', None),
    ],
    ids=["never closed", "words behind it", "tabs, where marks are words"],
)
def test_a_quotation_mark_never_puts_rows_into_the_mouth_of_the_person_before(
    text: str, line: int | None, imported: Any, said: Said
) -> None:
    if line is None:
        assert said(imported(text)) == [("Nora", "Trams."), ("Tom", '"Buses.'), ("Ann", '"Why?"')]
        return
    with pytest.raises(ArgmapError, match=rf"file 1:{line}: this row cannot be read as one of a table"):
        imported(text)


def test_a_column_whose_values_come_twice_with_other_words_holds_no_ids(imported: Any, said: Said) -> None:
    thread = imported("id,author,reply_to,text\n1,Nora,,Trams.\n1,Tom,1,Buses.\n2,Nora,1,Why?\n")
    assert said(thread) == [("Nora", "Trams."), ("Tom", "Buses."), ("Nora", "Why?")]
    assert [post.reply_to for post in thread.posts] == [None, None, None]
    assert thread.reply_structure == "unknown"
    assert (
        "The column 'id' holds no ids of posts: '1' stands in rows with other words; of 2 replies it was left out"
        in (thread.source.note or "")
    )


def test_a_post_that_is_too_long_is_an_error_with_its_id(imported: Any) -> None:
    with pytest.raises(ArgmapError, match=r"post '7' has 1,000,001 characters; a post has 1,000,000 at most"):
        imported(f"id,author,text\n7,Nora,{'a' * 1_000_001}\n8,Tom,Buses.\n")


def test_two_columns_of_one_name_are_refused_where_one_of_them_would_be_read(
    imported: Any, said: Said
) -> None:
    with pytest.raises(ArgmapError, match="several columns are called 'author'; rename all but one"):
        imported("author,text,author\nNora,Trams,X\nTom,Buses,Y\n")
    assert said(imported("author,text,votes,votes\nNora,Trams,1,2\nTom,Buses,3,4\n")) == [
        ("Nora", "Trams"),
        ("Tom", "Buses"),
    ]

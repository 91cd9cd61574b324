"""Which mails are one discussion, who takes part in it, and what is no post; the months are invented and counted by hand."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.mail.headers import base_subject, title_of
from argmap.importers.mail.threads import Discussions, Mail
from argmap.importers.protocol import SeveralDiscussions
from argmap.importers.registry import discussions, importer, read
from argmap.model.posts import Gone, Provenance
from argmap.model.thread import Thread
from argmap.storage.files import Limits
from argmap.storage.read import parse
from argmap.storage.writer import thread_yaml

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"
LINE = "From list@example.org Thu Jan  4 19:00:00 2024\n"
PEOPLE = {"nora": "Nora Lind", "tom": "Tom Reed", "ada": "Ada Ek"}


def mail(id: str, who: str, subject: str, body: str, minute: int = 0, **more: str) -> str:
    fields = {
        "From": f"{PEOPLE.get(who, who.title())} <{who}@example.org>",
        "Subject": subject,
        "Date": f"Thu, 4 Jan 2024 19:{minute:02d}:00 +0000",
        "Message-ID": f"<{id}@example.org>",
    }
    fields |= {name.replace("_", "-"): value for name, value in more.items()}
    return LINE + "".join(f"{name}: {value}\n" for name, value in fields.items() if value) + f"\n{body}\n\n"


MONTH = "".join(
    [
        mail("a1", "nora", "[trams] Cost", "Trams are cheaper to run."),
        mail("b1", "ada", "Bridge", "The new bridge is late.", 1),
        mail("a2", "tom", "Re: [trams] Cost", "Only full ones.", 2, In_Reply_To="<a1@example.org>"),
        mail(
            "c2",
            "tom",
            "AW: December",
            "As I said in December.",
            3,
            References="<c0@example.org> <c1@example.org>",
        ),
        mail("b2", "tom", "Re: Bridge", "By two years.", 4),
        mail(
            "a3",
            "nora",
            "[trams] Re: Cost",
            "They are full.",
            5,
            References="<a1@example.org> <a2@example.org>",
        ),
        mail("c3", "ada", "Re: December", "I remember.", 6, References="<c0@example.org> <c1@example.org>"),
    ]
)


def files(content: str | bytes) -> list[InputFile]:
    return [InputFile("month.mbox", content=content.encode() if isinstance(content, str) else content)]


def thread(content: str | bytes, wanted: str | None = None) -> Thread:
    chosen = importer("mail")
    return thread_of(read(chosen, files(content), wanted), ImportOptions("t", "mail"))


@pytest.mark.parametrize("packed", [False, True], ids=["mbox", "mbox.gz"])
def test_a_month_of_a_list_holds_several_discussions(packed: bool) -> None:
    content = gzip.compress(MONTH.encode()) if packed else MONTH
    listed = [
        (each.key, each.title, each.posts, each.people)
        for each in discussions(importer("mail"), files(content))
    ]
    assert listed == [
        ("a1@example.org", "[trams] Cost", 3, 2),
        ("b1@example.org", "Bridge", 2, 2),
        ("c0@example.org", "December", 2, 2),  # it began in the month before
    ]
    with pytest.raises(
        SeveralDiscussions, match=r"holds 3 discussions; .*: a1@example.org \(\[trams\] Cost\); b1@"
    ):
        read(importer("mail"), files(content))
    found = thread(content, "a1@example.org")
    assert [(post.id, post.reply_to) for post in found.posts] == [
        ("a1-example-org", None), ("a2-example-org", "a1-example-org"), ("a3-example-org", "a2-example-org"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "key", ["b1@example.org", "<b1@example.org>", " <b1@example.org> ", "b2@example.org"]
)
def test_a_discussion_is_named_by_the_id_of_any_of_its_mails(key: str) -> None:
    found = thread(MONTH, key)
    assert [post.text for post in found.posts] == ["The new bridge is late.", "By two years."]
    assert "placed by their subject alone: 1" in str(found.source.note)
    assert found.reply_structure is Provenance.INFERRED  # the one reply there is


def test_replies_to_what_is_not_there_stay_together() -> None:
    found = thread(MONTH, "c0@example.org")
    assert [(post.id, post.reply_to) for post in found.posts] == [
        ("c2-example-org", None),
        ("c3-example-org", None),
    ]
    assert "2 posts answer ones that are not in the source" in str(found.source.note)


def test_an_unknown_key_is_an_error_with_the_nearest_one() -> None:
    with pytest.raises(UnknownName, match=r"did you mean 'a1@example\.org'"):
        read(importer("mail"), files(MONTH), "a1@exmple.org")


def test_months_in_several_files_are_read_together() -> None:
    parts = [f"{LINE}{part}" for part in MONTH.split(LINE) if part]
    several = [InputFile(f"{number}.mbox", content=part.encode()) for number, part in enumerate(parts)]
    assert [each.posts for each in discussions(importer("mail"), several)] == [3, 2, 2]
    assert len(read(importer("mail"), several, "a3@example.org").posts) == 3


# RFC 5256, section 2.1, with subjects of our own: a mark of answers, a tag of a list, "(fwd)", "[fwd: …]", and all mixed.
SUBJECTS = {
    "Trams": ("trams", False), "Re: Trams": ("trams", True), "RE[2]: trams": ("trams", True), "AW: Re: Trams": ("trams", True),
    "[city] Trams": ("trams", False), "Re: [city] Re: Trams": ("trams", True), "[city] Re: Trams": ("trams", True),
    "Trams (fwd)": ("trams", True), "[Fwd: Re: Trams]": ("trams", True), "回复：Trams": ("trams", True), "SV: Trams": ("trams", True),
    "[city]": ("[city]", False), "Re:": ("", True), "Reform: trams": ("reform: trams", False), "Antw: Trams": ("trams", True), "": ("", False),
}  # fmt: skip


@pytest.mark.parametrize(("subject", "expected"), SUBJECTS.items(), ids=SUBJECTS)
def test_subjects_are_compared_without_marks(subject: str, expected: tuple[str, bool]) -> None:
    assert base_subject(subject) == expected


def test_titles_keep_the_name_of_the_list() -> None:
    assert title_of("Re: [city] AW: Trams") == "[city] Trams"
    assert title_of("Fwd: Trams (was: Buses)") == "Trams (was: Buses)"


SUBJECT_RULES = {
    "an answer before its mail": ([("b", "Re: Trams"), ("a", "Trams")], ["ab"]),
    "the nearest earlier one": ([("a", "Trams"), ("b", "Trams"), ("c", "Re: Trams")], ["a", "bc"]),
    "two mails of one subject are not joined": ([("a", "Report"), ("b", "Report")], ["a", "b"]),
    "answers to a mail that is not there": ([("a", "Re: Trams"), ("b", "Re: Trams")], ["ab"]),
    "answers without a subject": ([("a", "Re:"), ("b", "Re:")], ["a", "b"]),
}


@pytest.mark.parametrize(("mails", "expected"), SUBJECT_RULES.values(), ids=SUBJECT_RULES)
def test_mails_without_references_are_joined_by_subject(
    mails: list[tuple[str, str]], expected: list[str]
) -> None:
    content = "".join(mail(id, "nora", subject, f"Words of {id}.") for id, subject in mails)
    keys = [each.key for each in discussions(importer("mail"), files(content))]
    held = {
        "".join(sorted(post.key[0] for post in read(importer("mail"), files(content), key).posts))
        for key in keys
    }
    assert sorted(held) == expected


REFERENCES = {
    "in-reply-to with words around it": {
        "In_Reply_To": 'Message from Nora <nora@example.org> of "Thu, 4 Jan" <a1@example.org>'
    },
    "in-reply-to with a comment": {
        "In_Reply_To": "<a1@example.org> (Nora's message of today <nora@example.org>)"
    },
    "references without brackets": {"References": "a1@example.org"},
    "references with commas": {"References": "<x@example.org>,<a1@example.org>"},
    "folded references": {"References": "<x@example.org>\n\t<a1@example.org>"},
    "a folded id": {"References": "<a1@\n example.org>"},
    "itself among them": {"References": "<a1@example.org> <b1@example.org>"},
    "a name in another case": {"REFERENCES": "<a1@example.org>"},
}


@pytest.mark.parametrize("fields", REFERENCES.values(), ids=REFERENCES)
def test_headers_of_replies_in_many_forms(fields: dict[str, str]) -> None:
    content = mail("a1", "nora", "Trams", "Cheaper.") + mail(
        "b1", "tom", "Something else", "No.", 1, **fields
    )
    assert thread(content).posts[1].reply_to == "a1-example-org"


def test_an_archive_of_newsgroups_has_numbers_in_place_of_senders() -> None:
    line = "From -7369482901234567890\nX-Google-Language: ENGLISH,ASCII-7-bit\nX-Google-Thread: fa0ff,1,start\nNewsgroups: city.trams\nPath: a!b!c\n"
    content = (
        mail("a1", "nora", "Trams", "Cheaper.")
        + mail("b1", "tom", "Re: Trams", "No.", 1, References="<a1@example.org>")
    ).replace(LINE, line)
    assert [post.text for post in thread(content).posts] == ["Cheaper.", "No."]


def test_clocks_of_senders_do_not_put_an_answer_before_what_it_answers() -> None:
    content = mail("a1", "nora", "Trams", "Cheaper.", 50) + mail(
        "b1", "tom", "Re: Trams", "No.", 1, In_Reply_To="<a1@example.org>"
    )
    assert [post.author for post in thread(content).posts] == ["nora-lind", "tom-reed"]


DATES = {
    "a zone": ("Thu, 4 Jan 2024 20:00:00 +0100 (CET)", "2024-01-04T19:00:00Z", ""),
    "the name of a zone": ("Thu, 4 Jan 2024 14:00:00 EST", "2024-01-04T19:00:00Z", ""),
    "two digits": ("4 Jan 24 19:00 GMT", "2024-01-04T19:00:00Z", ""),
    "asctime": ("Thu Jan  4 19:00:00 2024", "2024-01-04T19:00:00Z", "without a zone"),
    "no zone": ("Thu, 4 Jan 2024 19:00:00", "2024-01-04T19:00:00Z", "without a zone"),
    "utc, place unknown": ("Thu, 4 Jan 2024 19:00:00 -0000", "2024-01-04T19:00:00Z", ""),
    "no date": ("", "2024-01-04T19:00:00Z", "time of their delivery"),
    "a broken clock": ("Mon, 30 Jun 3609 09:33:50 +0000", "2024-01-04T19:00:00Z", "time of their delivery"),
    "a clock that was never set": ("Thu, 1 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z", ""),
    "no date at all": ("yesterday", "2024-01-04T19:00:00Z", "time of their delivery"),
}


@pytest.mark.parametrize(("date", "expected", "note"), DATES.values(), ids=DATES)
def test_times(date: str, expected: str, note: str) -> None:
    found = thread(mail("a1", "nora", "Trams", "Cheaper.", Date=date))
    assert found.posts[0].created == expected
    assert note in str(found.source.note or "")
    assert bool(note) == bool(found.source.note)


NO_POSTS = {
    "bounce": ({"From": "MAILER-DAEMON@example.org (Mail Delivery System)", "Subject": "Undelivered Mail Returned to Sender"}, "bounces and automatic replies (1)"),
    "report": ({"Content_Type": 'multipart/report; report-type=delivery-status; boundary="x"'}, "bounces and automatic replies (1)"),
    "out of office": ({"Auto_Submitted": "auto-replied", "Subject": "Out of office: Re: Trams"}, "bounces and automatic replies (1)"),
    "vacation": ({"X_Autoreply": "yes"}, "bounces and automatic replies (1)"),
    "mailman's digest": ({"Subject": "Trams Digest, Vol 5, Issue 3"}, "digests of a list"),
    "deleted in thunderbird": ({"X_Mozilla_Status": "0009"}, "mails that were deleted in the mailbox (1)"),
    "deleted in pine": ({"Status": "RO", "X_Status": "AD"}, "mails that were deleted in the mailbox (1)"),
    "a note of pine": ({"From": "Mail System Internal Data <MAILER-DAEMON@example.org>", "Subject": "DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA", "X_IMAP": "1 2"}, "notes of a mail program to itself (1)"),
    "mime digest": ({"Content_Type": 'multipart/digest; boundary="x"'}, "digests of a list"),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "note"), NO_POSTS.values(), ids=NO_POSTS)
def test_what_programs_wrote_is_no_post(fields: dict[str, str], note: str) -> None:
    content = mail("a1", "nora", "Trams", "Cheaper.") + mail(
        "b1", "tom", "Re: Trams", "I am away.", 1, In_Reply_To="<a1@example.org>", **fields
    )
    found = thread(content)
    assert [post.text for post in found.posts] == ["Cheaper."]
    assert note in str(found.source.note)


def test_what_a_program_sends_in_the_name_of_people_is_a_post() -> None:
    content = mail(
        "a1", "nora", "Trams", "Cheaper.", Auto_Submitted="auto-generated", X_Mozilla_Status="0001"
    )
    assert thread(content).posts[0].text == "Cheaper."


def test_a_cross_post_is_one_post_and_another_mail_of_the_same_id_is_kept() -> None:
    twice = mail("a1", "nora", "Trams", "Cheaper.") + mail(
        "a1", "nora", "[city] Trams", "Cheaper.\n_____________________\nCity mailing list", 1
    )
    found = thread(twice)
    assert [post.text for post in found.posts] == ["Cheaper."]
    assert "mails that came twice (1)" in str(found.source.note)
    clash = mail("a1", "nora", "Trams", "Cheaper.") + mail("a1", "tom", "Re: Trams", "No.", 1)
    assert [post.text for post in thread(clash).posts] == ["Cheaper.", "No."]


def test_mails_without_an_id_get_the_same_one_at_each_import() -> None:
    content = mail("a1", "nora", "Trams", "Cheaper.", Message_ID="") + mail(
        "b1", "tom", "Re: Trams", "No.", 1, Message_ID=""
    )
    first, again = (
        thread(content),
        thread(mail("x", "ada", "Other", "Words.") + content, "no-id-" + thread(content).posts[0].id[6:]),
    )
    assert [post.id for post in first.posts] == [post.id for post in again.posts]
    assert first.posts[1].reply_to == first.posts[0].id


def test_an_account_is_one_person_whatever_names_it_has_and_is_not_shown() -> None:
    content = "".join(
        [
            mail("a1", "nora", "Trams", "Cheaper."),
            mail("a2", "nora", "Re: Trams", "And faster.", 1, In_Reply_To="<a1@example.org>", From='"Lind, Nora" <NORA@example.org>'),
            mail("a3", "nora", "Re: Trams", "I am another Nora.", 2, In_Reply_To="<a1@example.org>", From="Nora Lind <lind@mail.example>"),
            mail("a4", "zoe", "Re: Trams", "No name.", 3, In_Reply_To="<a1@example.org>", From="zoe.berg@example.org"),
            mail("nora@example.org-5", "nora", "Re: Trams", "My id has my address.", 4, In_Reply_To="<a1@example.org>"),
        ]
    )  # fmt: skip
    found = thread(content)
    assert [person.name for person in found.participants] == ["Nora Lind", "Nora Lind", "zoe.berg"]
    assert [post.author for post in found.posts][:2] == ["nora-lind", "nora-lind"]
    assert found.posts[2].author not in {None, "nora-lind"}
    written = thread_yaml(found)
    assert not re.search(
        r"nora@|nora-example|lind@|lind-mail|zoe\.berg@|berg-example", written, re.IGNORECASE
    )
    assert "Names that wrote from several addresses, which may be different people: 1." in str(
        found.source.note
    )


def test_addresses_in_texts_stay() -> None:
    assert (
        thread(mail("a1", "nora", "Trams", "Write to city@example.org.")).posts[0].text
        == "Write to city@example.org."
    )


def test_a_mail_without_words_keeps_its_place() -> None:
    content = mail("a1", "nora", "Trams", "-- \nNora") + mail(
        "b1", "tom", "Re: Trams", "What?", 1, In_Reply_To="<a1@example.org>"
    )
    assert [(post.gone, post.text) for post in thread(content).posts] == [(Gone.EMPTY, None), (None, "What?")]


def test_a_list_says_where_it_keeps_a_mail() -> None:
    content = mail("a1", "nora", "Trams", "Cheaper.", Archived_At="<https://lists.example.org/trams/a1>")
    assert thread(content).posts[0].url == "https://lists.example.org/trams/a1"


# Cases from outside: each says in words what is right (expected.md); the values were read off there.
EXPECTED = {
    "clock-skew/l.mbox": [("Nora Lind", "Trams are cheaper to run."), ("Tom", "Only full ones.")],
    "mail-at-obscured/l.txt": [("Nora Lind", "Trams are cheaper to run."), ("Tom Reed", "Only full ones.")],
    "mail-eml/m.eml": [("Nora Lind", "Trams are cheaper to run.")],
    "mail-empty-plain/l.mbox": [("Nora Lind", "Trams are cheaper to run."), ("Tom", "Only full ones.")],
    "mail-from-body/l.mbox": [("Nora Lind", "Trams are cheaper to run."), ("Tom", "Some history.\n\nFrom what I read, the line was closed in 1998\nand nobody missed it.")],
}  # fmt: skip


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
@pytest.mark.parametrize("name", EXPECTED)
def test_the_cases_of_others(name: str) -> None:
    found = thread((CASES / name).read_bytes())
    names = found.participants_by_id
    assert [(names[str(post.author)].name, post.text) for post in found.posts] == EXPECTED[name]


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
def test_the_case_of_two_discussions() -> None:
    content = (CASES / "mail-two-threads/l.mbox").read_bytes()
    assert [each.title for each in discussions(importer("mail"), files(content))] == ["Trams", "Bridge"]


@st.composite
def forests(draw: st.DrawFn) -> list[tuple[int, int | None]]:
    """Trees of mails: each answers an earlier one, or nothing."""
    number = draw(st.integers(1, 12))
    return [(n, draw(st.none() | st.integers(0, n - 1)) if n else None) for n in range(number)]


@given(forests(), st.randoms(use_true_random=False))
def test_discussions_are_the_trees_in_whatever_order_mails_arrive(
    forest: list[tuple[int, int | None]], random: object
) -> None:
    roots: dict[int, int] = {}
    chains: dict[int, tuple[str, ...]] = {}
    for n, parent in forest:
        roots[n] = n if parent is None else roots[parent]
        chains[n] = () if parent is None else (*chains[parent], f"m{parent}@x")
    mails = [Mail(0, n, 1, f"m{n}@x", chains[n], title=f"T{n}") for n, _ in forest]
    random.shuffle(mails)  # type: ignore[attr-defined]
    known = Discussions()
    known.add_all(mails)
    grouped: dict[str, set[int]] = {}
    for (key, *_), each in zip(known.seen(), mails, strict=True):
        grouped.setdefault(key, set()).add(each.start)
    expected = {f"m{root}@x": {n for n in roots if roots[n] == root} for root in set(roots.values())}
    assert grouped == expected
    for key, members in expected.items():
        chosen = known.chosen(key)
        assert chosen is not None
        parents = {placed.start: placed.parent for placed in known.mails(chosen)}
        assert parents == {n: None if dict(forest)[n] is None else f"m{dict(forest)[n]}@x" for n in members}
    known.close()


PIECES = [
    LINE, "From: Nora <nora@example.org>\n", "Subject: Re: Trams\n", "Date: Thu, 4 Jan 2024 19:00:00 +0000\n", "Message-ID: <a@x>\n", "In-Reply-To: <a@x>\n",
    "References: <b@x> <a@x>\n", "Content-Type: multipart/mixed; boundary=x\n", "--x\n", "--x--\n", "Content-Type: text/html; charset=utf-7\n", "Content-Transfer-Encoding: base64\n",
    "Content-Length: 30\n", "\n", "\n\n", "-- \n", "> quoted\n", ">From here\n", "From here\n", "+2AA-\n", "=?utf-7?q?+2AA-?=\n", "_____________________\nmailing list\n", "words\n", "\x00\ufffe\n", "é\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join), st.sampled_from(["utf-8", "cp1252"]))
def test_pieces_of_mails_make_a_sound_thread_or_an_error(content: str, encoding: str) -> None:
    file = InputFile("fuzz", content=content.encode(encoding, "replace"))
    try:
        listed = list(discussions(importer("mail"), [file]))
        found = thread_of(
            read(importer("mail"), [file], listed[0].key if listed else None), ImportOptions("t", "mail")
        )
    except ArgmapError:
        return
    assert Thread.model_validate(parse(thread_yaml(found), "thread.yaml", Limits()).data) == found
    assert len(found.posts) == listed[0].posts

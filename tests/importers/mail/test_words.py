"""What of a mail is the text of its author; each mail is invented, and its text was read off by hand."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.importers.input_file import InputFile
from argmap.importers.mail.body import words_of
from argmap.importers.mail.wording import flowed, own_words, unquoted_from
from argmap.importers.registry import importer, read

HEAD = "From: Nora Lind <nora@example.org>\nSubject: Trams\nDate: Thu, 4 Jan 2024 19:00:00 +0000\nMessage-ID: <a1@example.org>\nMIME-Version: 1.0\n"


def text(rest: str | bytes) -> str:
    return words_of(HEAD.encode() + (rest if isinstance(rest, bytes) else rest.encode())).text


def typed(kind: str, body: str, **more: str) -> str:
    fields = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in more.items())
    return f"Content-Type: {kind}\n{fields}\n{body}"


def parts(kind: str, *inner: str) -> str:
    return (
        f'Content-Type: {kind}; boundary="=_x"\n\n'
        + "".join(f"--=_x\n{part}\n" for part in inner)
        + "--=_x--\n"
    )


HTML = "<html><head><title>x</title></head><body><p>Only <b>full</b> ones.</p></body></html>"
BODIES = {
    "plain": (typed("text/plain", "Only full ones."), "Only full ones."),
    "no type": ("\nOnly full ones.", "Only full ones."),
    "html": (typed("text/html; charset=utf-8", HTML), "Only full ones."),
    "plain before html": (parts("multipart/alternative", typed("text/plain", "Only *full* ones."), typed("text/html", HTML)), "Only *full* ones."),
    "html before plain": (parts("multipart/alternative", typed("text/html", HTML), typed("text/plain", "Only *full* ones.")), "Only *full* ones."),
    "outlook, empty plain": (parts("multipart/alternative", typed("text/plain", "\n\n"), typed("text/html", HTML)), "Only full ones."),
    "outlook, hard spaces": (parts("multipart/alternative", typed("text/plain; charset=utf-8", " \u00a0\n \n"), typed("text/html", HTML)), "Only full ones."),
    "apple mail, text around a picture": (parts("multipart/mixed", typed("text/plain", "See this:"), typed("image/png", "iVBORw0KGgo=", Content_Transfer_Encoding="base64", Content_Disposition="inline"), typed("text/plain", "Only full ones.")), "See this:\n\nOnly full ones."),
    "an attached text": (parts("multipart/mixed", typed("text/plain", "Only full ones."), typed("text/plain; name=log.txt", "tram 1 late", Content_Disposition="attachment; filename=log.txt")), "Only full ones."),
    "an attached mail": (parts("multipart/mixed", typed("text/plain", "Only full ones."), typed("message/rfc822", "From: Tom <tom@example.org>\nSubject: Old\n\nWords of Tom.")), "Only full ones."),
    "html with pictures": (parts("multipart/related", typed("text/html", HTML), typed("image/gif", "R0lG", Content_Transfer_Encoding="base64")), "Only full ones."),
    "signed": (parts("multipart/signed", typed("text/plain", "Only full ones."), typed("application/pgp-signature", "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----")), "Only full ones."),
    "encrypted": (parts("multipart/encrypted", typed("application/pgp-encrypted", "Version: 1"), typed("application/octet-stream", "-----BEGIN PGP MESSAGE-----")), ""),
    "an invitation": (parts("multipart/alternative", typed("text/plain", "We meet on Monday."), typed("text/calendar; method=REQUEST", "BEGIN:VCALENDAR\nEND:VCALENDAR")), "We meet on Monday."),
    "no boundary at the end": ('Content-Type: multipart/mixed; boundary="=_x"\n\n--=_x\nContent-Type: text/plain\n\nOnly full ones.', "Only full ones."),
    "another boundary than it names": ('Content-Type: multipart/alternative; boundary="one"\n\n--two\nContent-Type: text/plain\n\nOnly full ones.\n--two--\n', "Only full ones."),
    "no boundary anywhere": ('Content-Type: multipart/alternative; boundary="one"\n\nOnly full ones.\n', "Only full ones."),
    "nothing": ("\n", ""),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_the_part_that_is_read(body: str, expected: str) -> None:
    assert text(body) == expected


ENCODINGS = {
    "quoted-printable": (typed("text/plain; charset=utf-8", quopri.encodestring("Straßenbahn = billig, 電車も".encode()).decode(), Content_Transfer_Encoding="quoted-printable").encode(), "Straßenbahn = billig, 電車も"),
    "base64": (typed("text/plain; charset=utf-8", base64.encodebytes("Straßenbahn 🚋".encode()).decode(), Content_Transfer_Encoding="base64").encode(), "Straßenbahn 🚋"),
    "latin 1 that is windows": (typed("text/plain; charset=iso-8859-1", "").encode() + "Trams “fahren” – naïf".encode("cp1252"), "Trams “fahren” – naïf"),
    "latin 1 that is utf-8": (typed("text/plain; charset=iso-8859-1", "Straßenbahn").encode(), "Straßenbahn"),
    "latin 2": (typed("text/plain; charset=iso-8859-2", "").encode() + "Tramwaj jest tańszy".encode("iso-8859-2"), "Tramwaj jest tańszy"),
    "koi8-r": (typed("text/plain; charset=koi8-r", "").encode() + "Трамвай дешевле".encode("koi8-r"), "Трамвай дешевле"),
    "gb2312 with other signs": (typed("text/plain; charset=gb2312", "").encode() + "電車比較便宜".encode("gb18030"), "電車比較便宜"),
    "iso-2022-jp": (typed("text/plain; charset=ISO-2022-JP", "").encode() + "電車は安い".encode("iso-2022-jp"), "電車は安い"),
    "ks_c_5601": (typed("text/plain; charset=ks_c_5601-1987", "").encode() + "전차가 싸다".encode("cp949"), "전차가 싸다"),
    "ascii that is utf-8": (typed("text/plain; charset=us-ascii", "Straßenbahn").encode(), "Straßenbahn"),
    "nothing named, utf-8": ("\nStraßenbahn".encode(), "Straßenbahn"),
    "nothing named, windows": ("\nStraßenbahn".encode("cp1252"), "Straßenbahn"),
    "utf-8 that is windows": (typed("text/plain; charset=utf-8", "").encode() + "Straßenbahn".encode("cp1252"), "Straßenbahn"),
    "an unknown name": (typed("text/plain; charset=x-nobody-knows", "Straßenbahn").encode(), "Straßenbahn"),
    "html that names it inside": (typed("text/html", '<head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head><p>').encode() + "Трамвай".encode("koi8-r"), "Трамвай"),
    "no name of a character set": (typed("text/plain; charset=base64", "Trams").encode(), "Trams"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), ENCODINGS.values(), ids=ENCODINGS)
def test_characters(content: bytes, expected: str) -> None:
    assert text(content) == expected


def test_a_character_set_that_somebody_names_is_that_of_texts_without_one() -> None:
    content = HEAD.encode() + b"\n" + "Трамвай".encode("koi8-r")
    raw = read(importer("mail"), [InputFile("m.eml", content=content, encoding="koi8-r")])
    assert (raw.posts[0].text, raw.notes) == ("Трамвай", ())


def test_a_character_set_that_was_assumed_is_said() -> None:
    content = HEAD.encode() + typed("text/plain; charset=utf-8", "").encode() + "Straßenbahn".encode("cp1252")
    raw = read(importer("mail"), [InputFile("m.eml", content=content)])
    assert raw.notes == ("m.eml: a mail names no character set or a wrong one, and was read as cp1252.",)


SIGNATURES = {
    "signature": ("Yes.\n-- \nNora Lind\nTramways of Example", "Yes."),
    "signature before a quotation": ("Yes.\n\n-- \nNora\n\nTom Reed wrote:\n> Only full ones.\n> Really.", "Yes.\n\nTom Reed wrote:\n> Only full ones.\n> Really."),
    "two dashes are words": ("Yes.\n--\nNo.", "Yes.\n--\nNo."),
    "mailman 2": ("Yes.\n_______________________________________________\nTrams mailing list\nTrams at example.org\nhttps://example.org/mailman/listinfo/trams", "Yes."),
    "mailman 3": ("Yes.\n_______________________________________________\ntrams mailing list -- trams@example.org\nTo unsubscribe send an email to trams-leave@example.org", "Yes."),
    "google groups": ('Yes.\n\n-- \nYou received this message because you are subscribed to the Google Groups "trams" group.\nTo unsubscribe from this group and stop receiving emails from it, send an email to trams+unsubscribe@example.org.', "Yes."),
    "majordomo": ('Yes.\n--\nTo unsubscribe from this list: send the line "unsubscribe trams" in\nthe body of a message to majordomo@example.org\nMore majordomo info at  http://example.org/majordomo-info.html', "Yes."),
    "ezmlm": ("Yes.\n\n---------------------------------------------------------------------\nTo unsubscribe, e-mail: trams-unsubscribe@example.org\nFor additional commands, e-mail: trams-help@example.org\n", "Yes."),
    "german list": ("Ja.\n____________________\nZum Abmelden eine Mail an trams-abmelden@example.org", "Ja."),
    "signature and footer": ("Yes.\n-- \nNora\n_______________________________________________\nTrams mailing list\nTrams at example.org", "Yes."),
    "footer under a footer": ("Yes.\n--\nTo unsubscribe write to majordomo@example.org\n\n_______________________________________________\nTrams mailing list\n-----", "Yes."),
    "words about lists are no footer": ("My plan:\n---\nMove the mailing list to a forum. People can unsubscribe whenever they want.", "My plan:\n---\nMove the mailing list to a forum. People can unsubscribe whenever they want."),
    "a table is no footer": ("Cost\n-----\n12\n-----\n13", "Cost\n-----\n12\n-----\n13"),
    "pgp": ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nYes.\n- -- not a list\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----\n", "Yes.\n-- not a list"),
    "pgp, encrypted": ("For you:\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n", "For you:"),
    "pipermail, attachment": ("Yes.\n-------------- next part --------------\nAn HTML attachment was scrubbed...\nURL: <https://example.org/pipermail/trams/attachments/20240104/abc/attachment.html>\n", "Yes."),
    "pipermail, picture": ("Yes.\n-------------- next part --------------\nA non-text attachment was scrubbed...\nName: tram.png\nType: image/png\nSize: 1234 bytes\nDesc: not available\nURL: <https://example.org/a.png>", "Yes."),
    "pipermail, text": ("Yes.\n-------------- next part --------------\nAnd more words.", "Yes.\n\nAnd more words."),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), SIGNATURES.values(), ids=SIGNATURES)
def test_what_programs_and_signatures_add_is_left_out(body: str, expected: str) -> None:
    assert text(f"\n{body}") == expected


QUOTES = {
    "below": ("On Thu, 4 Jan 2024 at 19:00, Tom Reed <tom@example.org> wrote:\n> Only full ones.\n\nNo.", "On Thu, 4 Jan 2024 at 19:00, Tom Reed <tom@example.org> wrote:\n> Only full ones.\n\nNo."),
    "outlook": ("No.\n\n-----Original Message-----\nFrom: Tom Reed <tom@example.org>\nSent: Thursday, January 4, 2024 7:00 PM\nTo: Nora Lind\nSubject: RE: Trams\n\nOnly full ones.", "No.\n\n> -----Original Message-----\n> From: Tom Reed <tom@example.org>\n> Sent: Thursday, January 4, 2024 7:00 PM\n> To: Nora Lind\n> Subject: RE: Trams\n>\n> Only full ones."),
    "outlook, a rule and headers": ("Nein.\n\n________________________________\nVon: Tom Reed\nGesendet: Donnerstag, 4. Januar 2024 19:00\nAn: Nora Lind\nBetreff: AW: Trams\n\nNur volle.", "Nein.\n\n> ________________________________\n> Von: Tom Reed\n> Gesendet: Donnerstag, 4. Januar 2024 19:00\n> An: Nora Lind\n> Betreff: AW: Trams\n>\n> Nur volle."),
    "french, bold": ("Non.\n\n*De :* Tom Reed\n*Envoyé :* jeudi 4 janvier 2024\n*À :* Nora\n*Objet :* Re: Trams\n\nSeulement pleins.", "Non.\n\n> *De :* Tom Reed\n> *Envoyé :* jeudi 4 janvier 2024\n> *À :* Nora\n> *Objet :* Re: Trams\n>\n> Seulement pleins."),
    "gmail, forwarded": ("See below.\n\n---------- Forwarded message ---------\nFrom: Tom Reed <tom@example.org>\nDate: Thu, Jan 4, 2024 at 7:00 PM\nSubject: Trams\nTo: Nora\n\nOnly full ones.", "See below.\n\n> ---------- Forwarded message ---------\n> From: Tom Reed <tom@example.org>\n> Date: Thu, Jan 4, 2024 at 7:00 PM\n> Subject: Trams\n> To: Nora\n>\n> Only full ones."),
    "headers in another order": ("See:\n\nDate: Thu, 4 Jan 2024 19:00:00 +0000\nFrom: Tom Reed <tom@example.org>\nTo: Nora\nSubject: Trams\n\nOnly full ones.", "See:\n\n> Date: Thu, 4 Jan 2024 19:00:00 +0000\n> From: Tom Reed <tom@example.org>\n> To: Nora\n> Subject: Trams\n>\n> Only full ones."),
    "no headers": ("From: the city\nTo: the bridge\nit takes an hour.", "From: the city\nTo: the bridge\nit takes an hour."),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), QUOTES.values(), ids=QUOTES)
def test_words_of_others_are_marked(body: str, expected: str) -> None:
    assert text(f"\n{body}") == expected


def test_quotations_in_html_are_marked() -> None:
    gmail = '<div dir="ltr">No.</div><br><div class="gmail_quote"><div class="gmail_attr">Tom Reed wrote:<br></div><blockquote class="gmail_quote">Only full ones.</blockquote></div>'
    outlook = "<p>No.</p><div><p><b>From:</b> Tom Reed<br><b>Sent:</b> Thursday<br><b>To:</b> Nora<br><b>Subject:</b> RE: Trams</p></div><p>Only full ones.</p>"
    assert text(typed("text/html", gmail)) == "No.\n\nTom Reed wrote:\n\n> Only full ones."
    assert (
        text(typed("text/html", outlook))
        == "No.\n\n> From: Tom Reed\n> Sent: Thursday\n> To: Nora\n> Subject: RE: Trams\n>\n> Only full ones."
    )
    assert text(typed("text/html", "<p>Yes.</p><div>-- <br>Nora Lind</div>")) == "Yes."


def test_the_note_says_what_was_changed() -> None:
    body = "No.\n-- \nNora\n\n-----Original Message-----\nFrom: Tom\nSent: now\nSubject: Trams\n\nYes.\n_______________________________________________\nTrams mailing list\n"
    raw = read(importer("mail"), [InputFile("m.eml", content=HEAD.encode() + b"\n" + body.encode())])
    assert raw.notes == (
        "Left out of the texts: signatures (1), footers of lists (1).",
        'Lines that begin with ">" are quoted from other mails.',
        'Mails that repeat another one below its headers: 1; what follows the headers was marked with ">", and words between it may be by the author.',
    )


# The examples of RFC 3676 in other words: section 4.1 (unfolding), 4.4 (stuffing), 4.5 (quoting), and DelSp.
FLOWED = {
    "paragraph": ("Trams \nare \ncheap.\nBuses \nare not.", "Trams are cheap.\nBuses are not."),
    "fixed lines": ("Trams\nare\ncheap.", "Trams\nare\ncheap."),
    "stuffed": (" From here.\n  two spaces\n >no quotation", "From here.\n two spaces\n>no quotation"),
    "quoted": ("> Trams \n> are cheap.\nYes.", "> Trams are cheap.\nYes."),
    "another depth": (">> Trams \n> are \n> cheap.", ">> Trams\n> are cheap."),
    "signature": ("Yes. \n-- \nNora \nLind", "Yes.\n-- \nNora Lind"),
}


@pytest.mark.parametrize(("body", "expected"), FLOWED.values(), ids=FLOWED)
def test_lines_that_were_broken_for_sending(body: str, expected: str) -> None:
    assert flowed(body) == expected


def test_spaces_that_were_put_in_for_a_break_are_taken_out() -> None:
    assert flowed("電車は \n安い。", delete_space=True) == "電車は安い。"
    body = typed("text/plain; charset=utf-8; format=flowed; delsp=yes", "電車は \n安い。")
    assert text(body) == "電車は安い。"


@given(
    st.lists(
        st.text(
            alphabet=st.characters(
                codec="utf-8", exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
            ),
            max_size=30,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_lines_that_a_sender_flowed_are_read_as_written(lines: list[str]) -> None:
    """A sender stuffs lines and breaks at spaces (RFC 3676, section 4.2); reading gives the lines back."""
    written = [line.rstrip(" ") for line in lines]
    sent = "\n".join(
        (f" {line}" if line.startswith((" ", ">", "From ")) else line).replace("x ", "x \n")
        for line in written
    )
    if not any(
        part.startswith((" ", ">", "From ", "-- ")) for line in written for part in line.split("x ")[1:]
    ):
        assert flowed(sent) == "\n".join(written)


@given(st.lists(st.sampled_from(["From here", "words", "From there", ""]), max_size=6))
def test_marks_of_an_mbox_are_taken_off_again(lines: list[str]) -> None:
    """What mboxo writes, in texts without quotations (">From" beside ">" is a quotation)."""
    quoted = "\n".join(f">{line}" if line.startswith("From ") else line for line in lines)
    assert unquoted_from(quoted) == "\n".join(lines)


@given(st.text(alphabet=">-_ \nFromunsbciaTd:@.", max_size=120))
def test_no_text_makes_cleaning_fail_or_grow_beyond_its_marks(body: str) -> None:
    from collections import Counter

    cleaned = own_words(body, Counter())
    assert len(cleaned) <= len(body) + 2 * (body.count("\n") + 1)


HOSTILE = {
    "a name without an end": f"From: {'a' * 60_000}\nDate: now\n\nWords.",
    "tags without an end": f"From: a@x.org\nSubject: {'[a]' * 70_000}\n\nWords.",
    "ids without an end": f"From: a@x.org\nReferences: {'<a' * 100_000}\n\nWords.",
    "comments": f"From: a@x.org\nIn-Reply-To: {'(' * 200_000}\n\nWords.",
    "footers": "From: a@x.org\nDate: now\n\nWords.\n" + "--\nunsubscribe a@x.org\n" * 50_000,
    "soft breaks": "From: a@x.org\nContent-Type: text/plain; format=flowed\n\n" + "a \n" * 300_000,
    "armour": "From: a@x.org\nDate: now\n\nWords.\n" + "-----BEGIN PGP SIGNED MESSAGE-----\n\n" * 20_000,
    "parts in parts": "From: a@x.org\n" + "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3_000)),
}  # fmt: skip


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mails_are_read_in_the_time_of_their_size(content: str) -> None:
    """A time that grows with the square of the size would be minutes, and the test would not end."""
    assert len(read(importer("mail"), [InputFile("m.eml", content=content.encode())]).posts) == 1

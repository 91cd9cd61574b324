"""The words of a mail that its author wrote: without signature, footers and armour; words of others are marked with ">"."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

FLOWED_QUOTE = re.compile(r"^>+")
FROM = re.compile(r"^(?P<marks>>+)From ")
MARKS = re.compile(r"^[> ]*")

RULE = re.compile(r"^[ \t]*(?:[_\-=*#~+]{2,}|--~.*~)[ \t]*$")
LONG_RULE = re.compile(r"^_{20,}\s*$")
OF_A_LIST = re.compile(
    r"unsubscri|mailman/|listinfo|majordomo|you received this (?:message|e-?mail) because|you are (?:currently )?subscribed"
    r"|to post to this group|abmeld|austrag|désabonn|désinscri|cancelar (?:su|la|tu) suscripci",
    re.IGNORECASE,
)
PLACE = re.compile(r"\S@\S|\S at \S|://")
"""A footer says where to write to leave a list; what somebody says about leaving one seldom does."""

LONGEST_FOOTER = 20
MOST_FOOTERS = 10

MOST_ARMOURS = 100
SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z-]+:[^\n]*+\n)*+\n(?P<text>(?:(?!^-----BEGIN PGP SIGNED).)*?)^-----BEGIN PGP SIGNATURE-----\n.*?(?:^-----END PGP SIGNATURE-----\n?|\Z)",
    re.DOTALL | re.MULTILINE,
)
ENCRYPTED = re.compile(
    r"^-----BEGIN PGP MESSAGE-----\n.*?(?:^-----END PGP MESSAGE-----\n?|\Z)", re.DOTALL | re.MULTILINE
)
SCRUBBED = re.compile(
    r"^-{10,} next part -{10,}\n(?:(?:An? .*(?:attachment|message|document).* was scrubbed|Skipped content of type|A non-text attachment).*\n"
    r"|(?:Name|Type|Size|Desc|URL|Url ?|From|To|Subject|Date) ?:.*\n|<?https?://\S+\n?|[ \t]*\n)*",
    re.MULTILINE,
)
"""What pipermail puts in place of an attachment."""

OF_OTHERS = re.compile(
    r"^[-_*\s]*(?:original message|original appointment|forwarded message|begin forwarded message:?|reply message|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|message d'origine|message original|message transféré|mensaje original|mensaje reenviado"
    r"|mensagem original|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht"
    r"|originalmeddelande|oprindelig meddelelse|исходное сообщение|пересылаемое сообщение|原始邮件|转发的邮件)[-_*\s]*$",
    re.IGNORECASE,
)
FIELD = re.compile(r"^[ \t]*\*?(?P<name>[^\W\d_][^\W\d_ -]{0,14}) ?\*?[:\uff1a]\*?(?:\s|$)")
WRITERS = frozenset(
    ["from", "von", "de", "da", "van", "från", "fra", "od", "от", "发件人", "差出人", "寄件者"]
)
TIMES = frozenset(
    [
        "sent",
        "date",
        "gesendet",
        "datum",
        "envoyé",
        "date",
        "enviado",
        "data",
        "inviato",
        "verzonden",
        "skickat",
        "sendt",
        "wysłano",
        "отправлено",
        "дата",
        "发送时间",
        "日期",
        "送信日時",
    ]
)
SUBJECTS = frozenset(
    [
        "subject",
        "betreff",
        "objet",
        "asunto",
        "assunto",
        "oggetto",
        "onderwerp",
        "ämne",
        "emne",
        "temat",
        "тема",
        "主题",
        "件名",
    ]
)
SHORT_FIELDS = 8


def own_words(text: str, changes: Counter[str], *, from_html: bool = False) -> str:
    """Return a text without what programs added, and with the words of others marked.

    Args:
        text: The text of a mail.
        changes: Counts what was changed, by its name in `CHANGES`.
        from_html: Whether it was HTML: then a signature begins with "--", since white space at the end is lost.
    """
    for clean in (_unarmoured, _unscrubbed, _without_footers):
        text = clean(text, changes)
    text = _without_signature(text, changes, from_html=from_html)
    return _marked(text, changes).strip("\n")


def unquoted_from(text: str) -> str:
    """Return a text without the ">" that the writer of an mbox puts before a line that begins with "From ".

    Among lines that are quoted as deeply, the mark is one of the author, and stays.

    Source:
        The dialects mboxo and mboxrd, as qmail's mbox(5) has them.

    Example:
        >>> unquoted_from(">From here on."), unquoted_from(">From Tom\\n>and Ann:")
        ('From here on.', '>From Tom\\n>and Ann:')
    """
    if ">From " not in text:
        return text
    lines = text.split("\n")
    return "\n".join(_unquoted(lines, number) for number in range(len(lines)))


def _unquoted(lines: list[str], number: int) -> str:
    line = lines[number]
    mark = FROM.match(line)
    if mark is None:
        return line
    depth = len(mark["marks"])
    near = {
        _depth(lines[place])
        for place in (number - 1, number + 1)
        if 0 <= place < len(lines) and not FROM.match(lines[place])
    }
    if depth in near or (depth > 1 and depth - 1 not in near):
        return line
    return line[1:]


def _depth(line: str) -> int:
    marks = MARKS.match(line)
    return marks[0].count(">") if marks else 0


def flowed(text: str, *, delete_space: bool = False) -> str:
    """Return a text whose lines were broken for sending (format=flowed) with the lines that were meant.

    Args:
        text: The text.
        delete_space: Whether the space at the end of a line was put there for the break (DelSp=yes).

    Source:
        RFC 3676, sections 4.1 to 4.5.

    Example:
        >>> flowed("Trams are \\ncheaper.\\n> Only \\n> full ones.\\n\\n From here.")
        'Trams are cheaper.\\n> Only full ones.\\n\\nFrom here.'
    """
    paragraphs: list[list[str]] = []
    open_depth = None  # the depth of the paragraph that the line before left open
    for line in text.split("\n"):
        quotes = FLOWED_QUOTE.match(line)
        depth = len(quotes[0]) if quotes else 0
        words = line[depth:].removeprefix(" ")
        signature = words == "-- "
        soft = words.endswith(" ") and not signature
        if open_depth != depth or signature:
            paragraphs.append([f"{'>' * depth} " if depth else ""])
        paragraphs[-1].append(words[:-1] if soft and delete_space else words)
        open_depth = depth if soft else None
    lines = ("".join(paragraph) for paragraph in paragraphs)
    return "\n".join(line if line == "-- " else line.rstrip(" ") for line in lines)


def _unarmoured(text: str, changes: Counter[str]) -> str:
    """Take off the lines of a PGP signature, and the "- " that it puts before dashes (RFC 4880, section 7.1)."""
    if not 0 < text.count("-----BEGIN PGP") <= MOST_ARMOURS:
        return text
    opened, number = SIGNED.subn(lambda armour: re.sub(r"^- ", "", armour["text"], flags=re.MULTILINE), text)
    readable, secret = ENCRYPTED.subn("", opened)
    changes["signature"] += number
    changes["encrypted"] += secret
    return readable


def _unscrubbed(text: str, changes: Counter[str]) -> str:
    if " next part " not in text:
        return text
    kept, number = SCRUBBED.subn("\n", f"{text}\n")
    changes["attachment"] += number
    return kept


def _without_footers(text: str, changes: Counter[str]) -> str:
    """Take off the footers of lists: a rule at the end of a text, and below it how to leave the list."""
    lines = _trimmed(text.split("\n"))
    for _ in range(MOST_FOOTERS):
        places = range(len(lines) - 1, max(-1, len(lines) - LONGEST_FOOTER), -1)
        start = next((place for place in places if _begins_footer(lines, place)), None)
        if start is None:
            break
        lines = _trimmed(lines[:start])
        changes["footer"] += 1
    return "\n".join(lines)


def _begins_footer(lines: list[str], place: int) -> bool:
    if not RULE.match(lines[place]):
        return False
    below = "\n".join(lines[place + 1 :])
    named = "mailing list" in below.lower() and LONG_RULE.match(lines[place])
    return bool(named) or bool(OF_A_LIST.search(below) and PLACE.search(below))


def _trimmed(lines: list[str]) -> list[str]:
    """Return lines without empty ones at the end; the mark of a signature is none."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _without_signature(text: str, changes: Counter[str], *, from_html: bool) -> str:
    """Take off the signature (RFC 3676, section 4.3) up to what is quoted below it."""
    lines = text.split("\n")
    marks = {"-- ", "--"} if from_html else {"-- "}
    start = next((place for place, line in enumerate(lines) if line in marks), None)
    if start is None:
        return text
    signature = list(takewhile(lambda place: not _quotes(lines, place), range(start, len(lines))))
    end = start + len(signature)
    while end < len(lines) and end - 1 > start and lines[end].startswith(">") and lines[end - 1].strip():
        end -= 1  # "Nora Lind wrote:" belongs to what it introduces
    changes["signature"] += 1
    return "\n".join([*lines[:start], *lines[end:]])


def _quotes(lines: list[str], place: int) -> bool:
    return lines[place].startswith(">") or _begins_other(lines, place)


def _marked(text: str, changes: Counter[str]) -> str:
    """Put ">" before what a mail reader repeats of another mail below its headers, without marks."""
    lines = text.split("\n")
    start = next((place for place in range(len(lines)) if _begins_other(lines, place)), None)
    if start is not None:
        if start and RULE.match(lines[start - 1]):
            start -= 1
        changes["unmarked"] += 1
        lines[start:] = [f"> {line}".rstrip() for line in lines[start:]]
    if any(line.startswith(">") for line in lines):
        changes["quotes"] += 1
    return "\n".join(lines)


def _begins_other(lines: list[str], place: int) -> bool:
    """Return whether another mail begins at a line: the words "Original Message", or headers of who, when and what."""
    if OF_OTHERS.match(lines[place]) and any(mark in lines[place] for mark in ("--", "__", ":", "**")):
        return True
    if _field(lines[place]) not in WRITERS | TIMES | SUBJECTS:
        return False
    names = {_field(line) for line in lines[place : place + SHORT_FIELDS]}
    return all(names & kind for kind in (WRITERS, TIMES, SUBJECTS))


def _field(line: str) -> str:
    field = FIELD.match(line)
    return field["name"].strip().lower() if field else ""

"""Signatures on the talk pages of wikis: who signed where in a line, and when.

MediaWiki replaces four tildes by links to the pages of the user and the time in the form of the wiki's language (its manual:
"Signatures"). Links with "User:" work in every wiki; the other names are those of the largest Wikipedias.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

USER = (
    "user|user talk|benutzer|benutzerin|benutzer diskussion|benutzerin diskussion|bd|utilisateur|utilisatrice|discussion utilisateur|"
    "discussion utilisatrice|usuario|usuaria|usuario discusión|usuaria discusión|utente|discussioni utente|gebruiker|overleg gebruiker|"
    "usuário|usuária|usuário\\(a\\)|usuário discussão|usuária discussão|usuário\\(a\\) discussão|wikipedysta|wikipedystka|"
    "dyskusja wikipedysty|dyskusja wikipedystki|участник|участница|обсуждение участника|обсуждение участницы|användare|"
    "användardiskussion|利用者|利用者・会話|利用者‐会話|用户|用户讨论|使用者|使用者討論"
)
CONTRIBUTIONS = (
    "(?:special|spezial|spécial|especial|speciale|speciaal|specjalna|служебная|特別|特别)\\s*:\\s*"
    "(?:contributions|contribs|beiträge|contribuciones|contributi|bijdragen|contribuições|wkład|вклад|投稿記録|用户贡献)\\s*/"
)
USER_LINK = re.compile(
    rf"\[\[\s*+:?(?:[a-z-]{{2,12}}\s*+:\s*+){{0,2}}(?:(?:{USER})\s*+:|{CONTRIBUTIONS})\s*+(?P<name>[^|\]\[#/<>{{}}]*[^|\]\[#/<>{{}}\s])\s*+(?:[/#][^|\]\[]*)?(?:\|(?:[^\]]|\](?!\]))*)?\]\]",
    re.IGNORECASE,
)

CLOCK = r"(?P<hour>[0-2]?\d)(?:[:.]|h)(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:min)?"
MONTH_NAME = r"(?P<month>[^\W\d_]{3,12})\.?"
DAY, YEAR, ZONE = r"(?P<day>[0-3]?\d)", r"(?P<year>20\d\d)", r"\((?P<zone>[A-Z]{2,5})\)"
TIMES = tuple(
    re.compile(form)
    for form in (
        rf"{CLOCK},? (?:de )?{DAY}\.? (?:de )?{MONTH_NAME},? (?:de )?{YEAR} {ZONE}",
        rf"{DAY}\.? {MONTH_NAME} {YEAR},?(?: à| kl\.| om)? {CLOCK} {ZONE}",
        rf"{CLOCK}, {MONTH_NAME} {DAY}, {YEAR} {ZONE}",
        rf"{YEAR}年(?P<month>\d\d?)月{DAY}日 ?(?:[(（]\w+[)）])? ?{CLOCK} ?{ZONE}",
    )
)
MONTHS = (
    "january januar janvier enero gennaio januari janeiro stycznia sty jän янв",
    "february februar février fév fevrier febrero febbraio februari fevereiro lutego lut фев",
    "march märz mrz mars marzo maart mrt março marca мар",
    "april avril abril aprile kwietnia kwi апр",
    "may mai mayo maggio mag mei maio maja maj мая май",
    "june juni juin junio giugno giu junho czerwca cze июн",
    "july juli juillet juil julio luglio lug julho lipca lip июл",
    "august août aout agosto augustus augusti sierpnia sie авг",
    "september septembre septiembre settembre set setembro września wrz сен",
    "october oktober octobre octubre ottobre ott outubro października paź окт",
    "november novembre noviembre novembro listopada lis ноя",
    "december dezember décembre diciembre dicembre dezembro grudnia gru дек",
)
HOURS = {"UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3,
         "MSK": 3, "JST": 9, "KST": 9, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "PST": -8, "PDT": -7}  # fmt: skip

GAP = 30
"""So many characters may stand between the links of a signature, and before its time: "(talk)", a heart, a dash."""

BEFORE = re.compile(
    r"(?:\s|&nbsp;|&mdash;|&ndash;|--|[—–~•·|(\[]|'{2,}+|<(?!/|br\b|p\b)[a-z]+(?:\s[^<>]*)?>|<!--(?:(?!-->).)*+-->)++$",
    re.IGNORECASE,
)
"""What stands before a signature and belongs to it: dashes, and the beginning of its colours."""

LONGEST_BEFORE = 500
"""Characters before a signature that are looked at."""

ADDED = re.compile(
    r"preceding\s++(?:\[\[[^\]\[]*\|)?unsigned(?:\]\])?\s++comment\s++(?:was\s++)?added\s++by\s*+$",
    re.IGNORECASE,
)
UNSIGNED = re.compile(r"\{\{\s*(?:subst:\s*)?(?:unsigned\w*|undated|non signé\w*|unsigniert|nicht signiert|unsignedip)\b(?P<fields>[^{}]*)\}\}", re.IGNORECASE)  # fmt: skip
TAIL = re.compile(r"^(?:\s|</[a-z]+>|'{2,}+|\}\}|<!--(?:(?!-->).)*+-->|[.)\]])*+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature in a line.

    Attributes:
        begin: Where it begins.
        end: Where it ends.
        author: Who signed; None if only the time is there.
        created: The time, as RFC 3339, or as it is written if its zone is unknown.
        signed_by_others: Whether somebody else added it afterwards.
    """

    begin: int
    end: int
    author: str | None
    created: str | None
    signed_by_others: bool = False


def signature(line: str) -> Signature | None:
    """Return the last signature in a line, or None."""
    unsigned = list(UNSIGNED.finditer(line))
    if unsigned:
        return _unsigned(unsigned[-1])
    time = next(iter(sorted(_times(line), key=lambda match: -match.end())), None)
    if time is None:
        return None
    begin, author = time.start(), None
    for link in reversed([*USER_LINK.finditer(line, 0, time.start())]):
        between = _visible(line[link.end() : begin])
        same = author is None or _account(link["name"]) == author
        if len(between) > GAP or re.search(r"[.!?] \w", between) or not same:
            break
        begin, author = link.start(), _account(link["name"])
    if author is None:
        return None
    begin = _before(line, begin)
    added = ADDED.search(line, 0, begin)
    if added:
        begin = _before(line, added.start())
    return Signature(begin, time.end(), author, moment(time), added is not None)


def moment(time: re.Match[str]) -> str:
    """Return the time of a match as RFC 3339; as it is written if its month or zone is unknown."""
    hours = HOURS.get(time["zone"])
    number = _month(time["month"])
    if hours is None or number is None:
        return time[0]
    try:
        return datetime(
            int(time["year"]), number, int(time["day"]), int(time["hour"]), int(time["minute"]),
            tzinfo=timezone(timedelta(hours=hours)),
        ).isoformat()  # fmt: skip
    except ValueError:
        return time[0]


def has_time(text: str) -> bool:
    """Return whether there is a time in the form of a signature."""
    return next(_times(text), None) is not None


def _times(text: str) -> Iterator[re.Match[str]]:
    if "(" in text:
        for form in TIMES:
            yield from form.finditer(text)


def _month(name: str) -> int | None:
    if name.isdigit():
        return int(name)
    low = name.casefold()
    fitting = [
        number
        for number, names in enumerate(MONTHS, start=1)
        if any(each.startswith(low) or low.startswith(each) for each in names.split())
    ]
    return fitting[0] if len(fitting) == 1 else None


def _account(name: str) -> str:
    """Return the name of an account in one form: MediaWiki takes spaces and underscores for the same, and a capital first."""
    folded = " ".join(name.replace("_", " ").split()).removeprefix("\u200e").removesuffix("\u200e")
    return folded[:1].upper() + folded[1:]


def _visible(text: str) -> str:
    """Return what readers see of a piece of a line."""
    without_tags = re.sub(r"<[^<>]*>", "", text)
    return re.sub(r"\[\[(?:[^\]\[|]*\|)?([^\]\[]*)\]\]|'{2,}", r"\1", without_tags).replace("&nbsp;", " ")


def _before(line: str, begin: int) -> int:
    before = BEFORE.search(line, max(0, begin - LONGEST_BEFORE), begin)
    return before.start() if before else begin


def _unsigned(match: re.Match[str]) -> Signature:
    """Return the signature that a template says: {{unsigned|NAME|TIME}}, in either order."""
    fields = [field.strip() for field in match["fields"].split("|")[1:]]
    fields = [field.split("=", 1)[-1].strip() if re.match(r"\w+\s*=", field) else field for field in fields]
    times = [time for field in fields for time in _times(field)]
    names = [field for field in fields if field and not has_time(field) and re.search(r"\w", field)]
    return Signature(
        _before(match.string, match.start()),
        match.end(),
        _account(names[0]) if names else None,
        moment(times[0]) if times else None,
        signed_by_others=True,
    )

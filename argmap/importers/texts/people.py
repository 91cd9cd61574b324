"""What before a colon looks like the name of somebody who speaks, and what only looks like one.

For kinds whose files mark people by nothing but the form of a line. Whatever is read with this is a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

MOST_WORDS = 5
LONGEST = 60
SHOWN = 12
WITHIN_NAMES = frozenset(".'’-_@·・‧`")
PARTICLES = frozenset(
    "af al ap av bin bint da das de del della den der di do dos du e el ibn la las le los of ter the van von y zu zum zur".split()
)
NUMBERED = frozenset(
    "anonymous attendee caller guest host interviewee interviewer member participant person respondent sprecher speaker "
    "student teacher teilnehmer unknown user voice witness".split()
)
"""Words that make a name with a number or a letter: Participant 2, Voice B."""

NOBODY = frozenset(
    ["?", "??", "???", "anonymous", "inaudible", "n.n.", "somebody", "someone", "unclear", "unidentified", "unknown",
     "unbekannt", "unknown speaker", "unknown participant", "unidentified speaker", "speaker unknown"]
)  # fmt: skip
"""What a transcript writes when nobody knows who spoke."""

RECORD = frozenset(
    ["action", "action item", "action items", "actions", "agreed", "beschluss", "conclusion", "conclusions", "consensus",
     "decided", "decision", "decisions", "discussion", "ergebnis", "fazit", "next steps", "outcome", "outcomes", "resolution",
     "resolved", "result", "results", "vote", "вывод", "решение", "结论", "決定", "結論"]
)  # fmt: skip
"""What minutes write before that which all concluded: words of no single person."""

NO_PART = frozenset(
    """
    actions agenda answers appendix background beschluss chapter conclusion conclusions consensus decision decisions
    description disadvantages doc docs documentation document edit email example examples fazit figure goal goals
    introduction issue issues item items links meeting meetings minutes overview phase priority problem problems
    proposal question questions reasons recording requirements resolution results section solution step steps
    summary thing things todo topic topics update updates url version warning website
    """.split()
)
"""Words that no name has, alone or among others."""

NO_NAMES = NO_PART | RECORD | frozenset(
    """
    adr bug bugfix build chore ci eta etc feat fix lib otoh critical debug fatal notice trace perf pr prs refactor rfc wip wrt
    absent abstract against action add added address after agreed also although and another anyway apologies assume assumption
    assumptions attendees attention author authors aber achtung advantage advantages also alternative anmerkung antwort
    auteur autor avantages aware basically because before beispiel benefits besides bonus both but by bytheway category
    caution caveat changed check claim clarification comment comments compare con cons consider context contra copyright
    correction correct cost costs counterpoint created credit cue danger date datei date/time datum default definition
    definitions details deadline disclaimer discussion download downside downsides duration earlier edited einwand ejemplo elsewhere end
    english error errors evidence excused exactly exception exemple expected explanation fact facts false fact-check
    faq features filename final finally firstly first following footnote for format frage fragen from further fyi german
    generally given great hello help here hi hint hinweis history homework honestly hours how however html http https
    idea ideas if imo imho important in inconvénients indeed info information input installation instead instructions
    interesting invited irony is it key keywords language last later lesson license licence limitations link list live
    location look maybe meaning merci mentioned message messages method methods minus more moral motivation my myth
    nachteile name namely next no nope nota note notes nothing now objection observation ok okay on one option or original
    other others otherwise outcome output overall participants parts pause perhaps personally place plus point points
    possibly post posted posts ps pps premise preamble present pro probably pros proof purpose quelle quote rationale
    read reality reason really recap recommendation recorded ref reference references regrets related remark remarks
    remember reminder remarque reply response respuesta result resumen review right risk risks rule rules safety second
    secondly see settings short side-note similarly since size skills so software solved sometimes sorry source sources
    speed spoiler start status still strengths subject subscribe such sure tags takeaway takeaways tech tests thanks
    that then theory therefore therefor third thirdly this though thus time times tip tips title tl;dr tldr to today
    tomorrow translation true truth type unfortunately upside upsides usage use using value ventajas vorteile warn way weaknesses
    well what when where which who why with word words work wrong yeah yes yesterday yet you'll zusammenfassung
    ответ вопрос итог плюсы минусы примечание пример например важно внимание
    注意 注 例 例如 总结 總結 备注 問題 问题 答案 优点 缺点 まとめ ملاحظة مثال
    """.split()
)  # fmt: skip
"""Words that stand before a colon and are no people."""

ENDINGS = ("tion", "tions", "sion", "ness", "ities", "ility", "ments", "ology", "ware", "ings")
"""Ends of English and French words that are hardly ever names."""

PRONOUN = "she|he|they|her|hers|him|his|them|theirs|xe|xem|ze|zir|hir|ey|em|fae|any|all|it|its|sie|ihr|er|ihm|elle|il|iel|ella|él"
PRONOUNS = re.compile(rf"\s*[(\[]\s*(?:{PRONOUN})(?:\s*[/,|]\s*(?:{PRONOUN}|pronouns))*\s*[)\]]", re.IGNORECASE)
ROLE = re.compile(r"^(?P<name>[^(\[]+?)\s*[(\[](?P<role>[^()\[\]]{1,60})[)\]]$")
BEHIND_COMMA = re.compile(r"^(?P<name>[^,]+), (?P<role>[^,:]{2,60})$")
JOINT = re.compile(r"\s*(?:/|&|\+|;)\s*|\s+(?:and|und|et|y|и|with)\s+")
CLOCK = re.compile(r"^(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)(?P<rest>[.,]\d{1,3})?$")


class Person(NamedTuple):
    """Somebody by a label: the name, what stands behind it ("chair"), and whether other signs must speak for a name too."""

    name: str
    role: str = ""
    weak: bool = False


def person(label: str) -> Person | None:
    """Return the person that a label looks like, or None if it does not look like one.

    Pronouns are left out, so that "Nora Lind (she/her)" and "Nora Lind" are one person; a role is told apart.

    Args:
        label: What stands before a colon, in brackets, or in a heading.

    Example:
        >>> person("Nora Lind (she/her)"), person("NORA LIND, MODERATOR")
        (Person(name='Nora Lind', role='', weak=False), Person(name='NORA LIND', role='MODERATOR', weak=False))
        >>> person("One thing is clear"), person("Pros"), person("Step 1")
        (None, None, None)
    """
    label = PRONOUNS.sub("", _bare(label))
    behind = ROLE.match(label) or BEHIND_COMMA.match(label)
    name, role = (behind["name"].strip(), behind["role"].strip()) if behind else (label, "")
    if behind and "," in label and not _is_name(role, strict=False):
        return None  # "Well, to be honest" is no person with a role
    if not _is_name(name):
        return None
    return Person(name, role, weak=len(name.split()) == 1 and name[0].islower())


def is_nobody(label: str) -> bool:
    """Return whether a label says that nobody knows who spoke: "?", "Unknown", "[inaudible]"."""
    return _bare(label).strip("[]()<>").strip().casefold() in NOBODY


def people_together(label: str) -> tuple[str, ...]:
    """Return the names in a label of two or more people ("Isaac/Mikeal"), or () if it is none."""
    parts = [part for part in JOINT.split(_bare(label)) if part]
    together = [person(part) for part in parts]
    if len(parts) < 2 or None in together:  # noqa: PLR2004 (two people)
        return ()
    return tuple(each.name for each in together if each is not None)


def cue_of(seconds: float) -> str | None:
    """Return a place in a recording as hours, minutes and seconds, or None if it is none.

    Example:
        >>> cue_of(3723.5), cue_of(61), cue_of(-1)
        ('1:02:03.500', '0:01:01', None)
    """
    if not 0 <= seconds < 3_600_000:  # noqa: PLR2004 (a thousand hours)
        return None
    thousandths = min(round(seconds * 1000), 3_599_999_999)
    whole, rest = divmod(thousandths, 1000)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" + (f".{rest:03}" if rest else "")


def seconds_of(clock: str) -> float | None:
    """Return the seconds of "0:12", "1:02:03" or "00:00:01,500", or None if a text is no such place."""
    match = CLOCK.match(clock.strip())
    if not match:
        return None
    rest = float(f"0.{match['rest'][1:]}") if match["rest"] else 0.0
    return int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + int(match["seconds"]) + rest


def listed_people(names: Iterable[str]) -> str:
    """Return names for a note, each once, in the order of their first words."""
    distinct = list(dict.fromkeys(names))
    more = f" and {len(distinct) - SHOWN} more" if len(distinct) > SHOWN else ""
    return f"{', '.join(distinct[:SHOWN])}{more}"


def _bare(label: str) -> str:
    """Return a label without marks around it: bold, quotes, pictures such as 👤, spaces."""
    label = " ".join(label.split()).strip("*_`\"“”„»«: \ufe0f\u200d\u200e\u200f")
    while label and unicodedata.category(label[0]) in {"So", "Sk", "Cn"}:
        label = label[1:].lstrip(" \ufe0f\u200d")
    return label


def _is_name(name: str, *, strict: bool = True) -> bool:
    words = name.split()
    if not words or len(name) > LONGEST or len(words) > MOST_WORDS or not _has_letters_of_names(name):
        return False
    plain = [word.casefold().strip(".") for word in words]
    if len(words) == 2 and plain[0] in NUMBERED and (plain[1].isdigit() or len(plain[1]) == 1):  # noqa: PLR2004
        return True
    if not strict:
        return True
    if NO_PART.intersection(plain) or " ".join(plain) in NO_NAMES:
        return False
    if len(words) == 1:
        return not plain[0].endswith(ENDINGS) and (words[0][0].isalpha() or words[0][0] == "@")
    if any(word.isdigit() for word in plain):
        return False
    capital = [not word[0].islower() and not word[0].isdigit() for word in words]
    return capital[-1] and all(
        is_capital or word in PARTICLES for is_capital, word in zip(capital, plain, strict=True)
    )


def _has_letters_of_names(name: str) -> bool:
    return any(map(str.isalpha, name)) and all(
        char == " " or char in WITHIN_NAMES or unicodedata.category(char)[0] in "LMN" for char in name
    )

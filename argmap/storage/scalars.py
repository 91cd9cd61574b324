"""Single values: how YAML 1.2 reads a plain one, and how a text is written so that every reader of YAML agrees.

Source:
    YAML 1.2.2, section 10.3.2 (tag resolution of the core schema); YAML 1.1, the types at yaml.org/type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

MOST_DIGITS = 400
"""Digits from which a whole number is read as a float (and so as infinite): it is a slip or an attack."""

NULL = re.compile(r"~|null|Null|NULL|")
BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
INTEGER = re.compile(
    rf"[-+]?[0-9]{{1,{MOST_DIGITS}}}|0o[0-7]{{1,{MOST_DIGITS}}}|0x[0-9a-fA-F]{{1,{MOST_DIGITS}}}"
)
FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
FIRST = frozenset("~nNtTfF0123456789+-.")
"""Characters that a plain scalar must begin with to be anything but text."""

SAME_EVERYWHERE = re.compile(
    r"[Tt]rue|TRUE|[Ff]alse|FALSE|[Nn]ull|NULL|~|-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""Plain values that are no text, and the same value to readers of YAML 1.1 and of YAML 1.2."""

AMBIGUOUS = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null)|=|<<|~|"
    r"[-+]?[.0-9][-+.:_0-9a-fA-FoOxX]*(?:[tTzZ ]++[-+.:0-9 ]*[zZ]?)?|[-+]?\.(?i:inf|nan)|"
)
"""Texts that some reader of YAML takes for a number, a date, a truth value or nothing when they are not quoted."""

NUMBER_TO_ONE = re.compile(r"[eE][-+]?[0-9]+|[-+]?(?i:nan|inf(?:inity)?)")
"""Texts that one reader takes for a number, against all others: yaml for JavaScript, asked for YAML 1.1, and Perl's YAML::XS.

They are quoted, and no fault of anybody who writes them without quotes, as the id `e1`.
"""

FLOW_MARKS = re.compile(r"[][{},?]|:(?=$|[][{},])|\t")
"""What ends a plain text inside braces or brackets for some readers (`?` for PyYAML without libyaml), and tabs."""

BARE = re.compile(r"[^\W\d_](?:[^][{},?:#\"\\&*!|>%@`]*[^][{},?:#\"\\&*!|>%@`\s])?")
"""Texts that stand without quotes anywhere: they begin with a letter and hold nothing that YAML gives a meaning."""

ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""Characters that are written as escapes: YAML cannot hold them, or its versions disagree on them."""


def plain_scalar(text: str) -> str | int | float | bool | None:
    """Return the value of an unquoted, untagged scalar.

    Example:
        >>> [plain_scalar(text) for text in ("no", "null", "0x10", "1e3", "2026-11-22")]
        ['no', None, 16, 1000.0, '2026-11-22']
    """
    if text and text[0] not in FIRST:
        return text
    if NULL.fullmatch(text):
        return None
    if BOOLEAN.fullmatch(text):
        return text.lower() == "true"
    if INTEGER.fullmatch(text):
        return int(text, 0) if text.startswith(("0o", "0x")) else int(text)
    if FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def unportable(text: str, *, in_flow: bool) -> str:
    """Return why a plain scalar is not the same value to every reader of YAML, or nothing when it is.

    Args:
        text: the scalar as it stands in the file.
        in_flow: whether it stands inside braces or brackets.

    Example:
        >>> unportable("no", in_flow=False)
        'some readers of YAML take it for a truth value, a number, a date or nothing'
        >>> unportable("Is it so?", in_flow=False)
        ''
    """
    if text and AMBIGUOUS.fullmatch(text) and not SAME_EVERYWHERE.fullmatch(text):
        return "some readers of YAML take it for a truth value, a number, a date or nothing"
    if in_flow and (mark := FLOW_MARKS.search(text)):
        return f"inside braces or brackets some readers of YAML stop at {mark[0]!r}"
    if ESCAPED.search(text):
        return "it holds a character that readers of YAML treat differently"
    return ""


def is_bare(text: str) -> bool:
    """Return whether a text may stand without quotes anywhere in a YAML file, for every reader."""
    return bool(BARE.fullmatch(text)) and not is_ambiguous(text) and not ESCAPED.search(text)


def is_ambiguous(text: str) -> bool:
    """Return whether some reader takes a text for something else when it is not quoted."""
    return bool(AMBIGUOUS.fullmatch(text) or NUMBER_TO_ONE.fullmatch(text))


NO_BLOCK = re.compile(r"\A[\n\t ]|\n\n\Z|\A\Z|(?<![\t ])[\t ]++(?:\n|\Z)")
"""What a block can only hold with more marks than it is worth, or that an editor takes away: white space at an edge."""


SHORT = 40
"""Characters of a text that stands beside its key."""


def is_block(text: str) -> bool:
    """Return whether a text is written as a block that keeps its lines: it is long or has several, and a block can hold it."""
    return (len(text) > SHORT or "\n" in text.rstrip("\n")) and not (
        ESCAPED.search(text.replace("\n", "").replace("\t", "")) or NO_BLOCK.search(text)
    )


def chomping(text: str) -> str:
    """Return what begins the block of a text: a mark that says whether it ends with a line end."""
    return "|" if text.endswith("\n") else "|-"


def quoted(text: str) -> str:
    """Return a text in double quotes, which YAML and JSON read alike."""
    return ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def written(value: Any, style: str | None = None) -> str:
    """Return a value on one line, the same to every reader of YAML.

    Args:
        value: a text, a number, a truth value, or a list or mapping of such values.
        style: the quotes (`'` or `"`) of the text that it replaces; single quotes are kept where they can hold it.
    """
    if isinstance(value, str):
        # Two apostrophes in a row are read as three by libfyaml 0.7 when they are doubled.
        if style == "'" and "\n" not in value and "''" not in value and not ESCAPED.search(value):
            return "'" + value.replace("'", "''") + "'"
        return value if style != '"' and is_bare(value) else quoted(value)
    if isinstance(value, Mapping):
        pairs = (f"{written(str(key), style)}: {written(inner, style)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(written(item, style) for item in value)}]"
    return json.dumps(value)

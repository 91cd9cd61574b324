"""AM0xx: what can be wrong with a file before anybody looks at what it says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FILE_FAULTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "AM001": ("unreadable-file", "The file does not exist or cannot be opened."),
        "AM002": ("not-utf8", "The file is not UTF-8. Save it as UTF-8; the place names the first bad byte."),
        "AM003": (
            "too-large",
            "The file is larger than the limit (20 MB). Set ARGMAP_MAX_MB to a larger number to allow it.",
        ),
        "AM004": ("syntax-error", "The file is not YAML (or not JSON, when its name ends in .json)."),
        "AM005": ("repeated-key", "A key stands twice in one mapping; YAML would keep only the last value."),
        "AM006": (
            "alias-or-tag",
            "Anchors, aliases and tags are refused: a few aliases can stand for billions of values.",
        ),
        "AM007": ("empty-file", "The file holds nothing."),
        "AM008": ("several-documents", "The file holds more than one YAML document."),
        "AM009": ("too-deep", "Values are nested deeper than any argmap file needs (64 levels)."),
        "AM010": ("not-a-mapping", "The top of the file is a list or a plain value, not 'key: value' lines."),
        "AM011": ("unknown-key", "A key is not part of the format, most often a typing error."),
        "AM012": ("missing-key", "A key that the format requires is not there."),
        "AM013": ("wrong-value", "A value has the wrong type, or is not one that the format allows."),
        "AM014": (
            "thread-file",
            "The file that 'thread' names cannot be used: it must be a file inside the map's own folder.",
        ),
        "AM015": (
            "unused-allowance",
            "A comment allows what is not there: nothing on the lines it covers breaks that rule. Take it out.",
        ),
        "AM016": (
            "bad-allowance",
            "A comment is no allowance: that is '# argmap: allow CODE (the reason)', with the code or name of a rule.",
        ),
        "AM017": (
            "unportable-value",
            (
                "A value without quotes is not the same to every reader of YAML: in YAML 1.1, 'no' is false and 1e3 is a text, "
                "and inside braces some readers stop at a question mark. Put it in quotes; --fix does it. "
                'Bad: {id: a, text: Is it so?}. Good: {id: a, text: "Is it so?"}.'
            ),
        ),
    }
)
"""Name and explanation of each code."""

WARNINGS = frozenset({"AM015", "AM016", "AM017"})
"""The faults that do not keep a map from being read."""

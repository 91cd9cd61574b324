"""AM0xx: what can be wrong with a file before its content is checked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FILE_FAULTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "AM001": ("unreadable-file", "The file does not exist or cannot be opened."),
        "AM002": (
            "not-utf8",
            "The file is not UTF-8. Save it as UTF-8. The finding gives the place of the first wrong byte.",
        ),
        "AM003": (
            "too-large",
            "The file is larger than the limit (20 MB). To read it anyway, set ARGMAP_MAX_MB to a larger number.",
        ),
        "AM004": ("syntax-error", "The file is not valid YAML, or not valid JSON if its name ends in .json."),
        "AM005": (
            "repeated-key",
            "A key is written twice in one mapping. YAML would keep only the last value.",
        ),
        "AM006": (
            "alias-or-tag",
            "argmap does not accept anchors, aliases and tags: a few aliases can expand to billions of values.",
        ),
        "AM007": ("empty-file", "The file is empty."),
        "AM008": ("several-documents", "The file contains more than one YAML document."),
        "AM009": ("too-deep", "Values are nested more than 64 levels deep, which no argmap file needs."),
        "AM010": (
            "not-a-mapping",
            "The file is a list or a single value. It must consist of 'key: value' lines.",
        ),
        "AM011": ("unknown-key", "A key is not part of the format. Most often it is a typing error."),
        "AM012": ("missing-key", "A key that the format requires is missing."),
        "AM013": ("wrong-value", "A value has the wrong type, or the format does not allow it."),
        "AM014": (
            "thread-file",
            "The file that 'thread' names cannot be used: it must be a file inside the map's own folder.",
        ),
        "AM015": (
            "unused-allowance",
            "A comment allows a rule that nothing on its lines breaks. Remove the comment.",
        ),
        "AM016": (
            "bad-allowance",
            "A comment is not a valid allowance. Write '# argmap: allow CODE (the reason)', with the code or name of a rule.",
        ),
        "AM017": (
            "unportable-value",
            (
                "Programs read this value without quotes in different ways: in YAML 1.1, 'no' is false and 1e3 is a text, "
                "and inside braces some programs stop at a question mark. Put it in quotes; --fix does it. "
                'Bad: {id: a, text: Is it so?}. Good: {id: a, text: "Is it so?"}.'
            ),
        ),
        "AM018": (
            "foreign-format",
            (
                "A map in the format of another program cannot be read: it breaks off, or is not what its form promises. "
                "The finding says where. Export it again, or name its format (--from, --as)."
            ),
        ),
        "AM019": (
            "left-out",
            (
                "Something in a map of another program has no place in an argument map, or contradicts itself, and was "
                "left out or changed when it was read. Everything else is there."
            ),
        ),
    }
)
"""Name and explanation of each code."""

WARNINGS = frozenset({"AM015", "AM016", "AM017", "AM019"})
"""The faults that do not keep a map from being read."""

"""What makes a page one file that runs nothing but its own scripts: its policy, its scripts and its data."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

TYPES = re.compile(r"/\*\*.*?\*/ ?")
"""Comments that are for the type checker; no text in a script has such a thing."""

IMPORT = re.compile(r'^import \{[^}]*\} from "\./[\w.]+";\n', re.MULTILINE)
EXPORT = re.compile(r"^(/\*\*.*\*/ )?export ", re.MULTILINE)


def policy(style: str, *scripts: str) -> str:
    """Return the content security policy that allows a style sheet and scripts by their hashes, and nothing else.

    Source:
        Content Security Policy Level 3 (W3C), section 2.3.1.
    """
    allowed = " ".join(map(_digest, scripts))
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {allowed}; img-src blob: data:; "
        "base-uri 'none'; form-action 'none'"
    )


def compact(script: str) -> str:
    """Return a script without indentation and comments, which are for those who read its file (no text in it spans lines)."""
    lines = (TYPES.sub("", line).strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("// "))


def joined(modules: Iterable[str]) -> str:
    """Return modules as the inside of one function: their imports and exports are taken out, as they share one scope.

    Args:
        modules: their texts, each after those that it imports from.

    Example:
        >>> joined(['export const a = 1;', 'import { a } from "./a.js";\\nexport const b = a;'])
        'const a = 1;\\nconst b = a;'
    """
    return "\n".join(EXPORT.sub(r"\1", IMPORT.sub("", text)) for text in modules)


def script_json(value: object) -> str:
    """Return data for a script. Nothing in it can end the element it stands in."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")


def _digest(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode('utf-8')).digest()).decode()}'"

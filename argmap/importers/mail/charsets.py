"""Bytes of a mail as text, in the character set that it names or in the one that was meant."""

from __future__ import annotations

import codecs

MEANT = {
    "": "utf-8",
    "ansi_x3.4-1968": "us-ascii",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "latin1": "cp1252",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "unknown-8bit": "utf-8",
    "us-ascii": "utf-8",
    "utf8mb4": "utf-8",
    "windows-874": "cp874",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac-roman",
    "x-sjis": "cp932",
    "x-unknown": "utf-8",
}
"""Names that senders use, and the character set that their bytes are in: as browsers read them (WHATWG Encoding, section
4.2), a superset of the one that is named, so that no correct text is read otherwise."""

FALLBACK = "cp1252"


def decode(content: bytes, named: str | None = None) -> tuple[str, str]:
    """Return bytes as text, and the character set in which they were read if it is another than the one that was named.

    Args:
        content: The bytes.
        named: The character set that the mail names; None if it names none.

    Example:
        >>> decode(b"na\\xefve", "utf-8"), decode("naïve".encode(), "x-unknown")
        (('naïve', 'cp1252'), ('naïve', ''))
    """
    label = (named or "").strip().strip("\"'").lower()
    meant = MEANT.get(label, label)
    if meant == FALLBACK and not content.isascii() and _is_utf8(content):
        return content.decode("utf-8"), "utf-8"  # nobody writes "Ã¡" in a Western character set
    try:
        if codecs.lookup(meant)._is_text_encoding:  # hex and base64 are codecs as well
            return whole(content.decode(meant)), ""
    except (LookupError, ValueError):
        pass
    if _is_utf8(content):
        return content.decode("utf-8"), "utf-8"
    try:
        return content.decode(FALLBACK), FALLBACK
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def whole(text: str) -> str:
    """Return a text without halves of characters, which some encodings (UTF-7) can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")

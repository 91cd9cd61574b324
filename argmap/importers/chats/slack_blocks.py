"""The blocks and attachments of messages in Slack, as the marked text that Slack itself would write for them.

Source: https://docs.slack.dev/reference/block-kit/blocks, https://docs.slack.dev/reference/block-kit/blocks/rich-text-block,
https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.importers.chats.json_parts import record, records, text

DEEPEST = 8
MENTIONS = {
    "user": ("<@{}>", "user_id"),
    "channel": ("<#{}>", "channel_id"),
    "usergroup": ("@{}", "usergroup_id"),
    "broadcast": ("@{}", "range"),
    "emoji": (":{}:", "name"),
}
STYLES = (("code", "`"), ("strike", "~"), ("italic", "_"), ("bold", "*"))


def words_of_blocks(blocks: Any) -> str:
    """Return the words in the blocks of a message, a line or more for each; buttons and pictures without a title have none."""
    return "\n".join(filter(None, map(_block, records(blocks))))


def words_of_attachment(attached: Mapping[str, Any]) -> str:
    """Return the words of an attachment: a shared message, the preview of a link, or what a bot wrote."""
    inner = [text(attached.get(key)) for key in ("pretext", "title", "text")]
    fields = [_joined(": ", text(each.get("title")), text(each.get("value"))) for each in records(attached.get("fields"))]  # fmt: skip
    shared = [words_of_blocks(each.get("message", each).get("blocks")) for each in map(record, records(attached.get("message_blocks")))]  # fmt: skip
    blocks = words_of_blocks(attached.get("blocks")) or "\n".join(filter(None, shared))
    said = list(filter(None, [*inner, *fields]))
    return "\n".join(said) or blocks or text(attached.get("fallback"))


def is_shared_message(attached: Mapping[str, Any]) -> bool:
    """Return whether an attachment is a message of somebody, shared with this one."""
    return attached.get("is_share") is True or attached.get("is_msg_unfurl") is True


def is_preview(attached: Mapping[str, Any]) -> bool:
    """Return whether an attachment is what the program shows of a page behind a link."""
    return any(attached.get(key) for key in ("from_url", "original_url", "service_name", "is_app_unfurl"))


def quoted(words: str) -> str:
    """Return words as a quotation; the sign stands escaped, as Slack writes it."""
    return "\n".join(f"&gt; {line}".rstrip() for line in words.strip("\n").split("\n"))


def _block(block: Mapping[str, Any]) -> str:
    kind = text(block.get("type"))
    if kind == "rich_text":
        return "\n".join(filter(None, map(_rich, records(block.get("elements")))))
    if kind == "markdown":
        return _escaped(text(block.get("text")))
    if kind == "table":
        rows = block.get("rows")
        lines = [" | ".join(map(_cell, records(row))) for row in (rows if isinstance(rows, list) else ())]
        return "\n".join(lines)
    if kind == "actions":
        return ""
    own = [_object(block.get("title")), _object(block.get("text")), text(block.get("alt_text"))]
    inner = [_object(each) for key in ("fields", "elements") for each in records(block.get(key))]
    return "\n".join(filter(None, [*own, *inner]))


def _cell(cell: Mapping[str, Any]) -> str:
    return _block(cell) if cell.get("type") == "rich_text" else _object(cell)


def _object(value: Any) -> str:
    """Return the words of a text object: marked as Slack marks messages, or plain."""
    if isinstance(value, str):
        return _escaped(value)
    given = record(value)
    words = text(given.get("text")) or text(given.get("alt_text"))
    return words if given.get("type") == "mrkdwn" else _escaped(words)


def _rich(element: Mapping[str, Any]) -> str:
    """Return a section, a list, a quotation or code of a rich text."""
    kind, inner = text(element.get("type")), records(element.get("elements"))
    if kind == "rich_text_list":
        ordered = element.get("style") == "ordered"
        indent = element.get("indent")
        space = "  " * (indent if isinstance(indent, int) and 0 < indent <= DEEPEST else 0)
        items = [_rich(each) for each in inner]
        return "\n".join(
            f"{space}{f'{number}.' if ordered else '-'} {item}" for number, item in enumerate(items, start=1)
        )
    words = "".join(map(_piece, inner))
    if kind == "rich_text_quote":
        return quoted(words)
    return f"```\n{words}\n```" if kind == "rich_text_preformatted" else words.removesuffix("\n")


def _piece(piece: Mapping[str, Any]) -> str:
    """Return a piece of a line: words, a link, a mention, an emoji, a date."""
    kind = text(piece.get("type"))
    if kind == "link":
        label = text(piece.get("text"))
        return f"<{text(piece.get('url'))}{f'|{_escaped(label)}' if label else ''}>"
    if kind in MENTIONS:
        form, key = MENTIONS[kind]
        return form.format(text(piece.get(key)))
    words = _escaped(text(piece.get("text")) or text(piece.get("fallback")))
    style = record(piece.get("style"))
    for name, mark in STYLES:
        if style.get(name) is True and words.strip():
            words = f"{mark}{words}{mark}"
    return words


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _joined(sign: str, *parts: str) -> str:
    return sign.join(filter(None, parts))

"""Mastodon: a status and its context, ancestors and descendants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from argmap.importers.html_text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread


def fits(file: InputFile) -> Fit:
    whole = file.json
    if isinstance(whole, dict) and ({"ancestors", "descendants"} <= whole.keys() or _is_status(whole)):
        return Fit.CERTAIN
    return Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a context is one)
    """Return the statuses of a conversation.

    Raises:
        NotThisSource: there is no status in the files.
    """
    statuses = {str(status["id"]): status for status in _statuses(files)}
    if not statuses:
        raise NotThisSource("there is no status in the files")
    first = min(statuses.values(), key=lambda status: str(status.get("created_at")))
    text = html_text(str(first.get("content") or ""))
    return RawThread(
        text.split("\n")[0], tuple(map(_raw, statuses.values())), url=str(first.get("url") or "") or None
    )


def _statuses(files: Sequence[InputFile]) -> Iterator[dict[str, Any]]:
    for file in files:
        whole = file.json
        if not isinstance(whole, dict):
            continue
        listed = [whole, *(whole.get("ancestors") or ()), *(whole.get("descendants") or ())]
        yield from (status for status in listed if _is_status(status))


def _is_status(whole: Any) -> bool:
    return isinstance(whole, dict) and {"id", "account", "content"} <= whole.keys()


def _raw(status: dict[str, Any]) -> RawPost:
    account = status.get("account")
    author = account.get("acct") or account.get("username") if isinstance(account, dict) else None
    warning = str(status.get("spoiler_text") or "")
    text = "\n\n".join(part for part in (warning, html_text(str(status.get("content") or ""))) if part)
    parent = status.get("in_reply_to_id")
    return RawPost(
        str(status["id"]), None if parent is None else str(parent), None if author is None else str(author),
        status.get("created_at"), text,
    )  # fmt: skip


IMPORTER = Importer("mastodon", "Mastodon", fits, read)

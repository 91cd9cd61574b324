"""Tabs that others add to the page: what they show, how it looks and what it does, all of it allowed by its hash."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab beside those of the page. `content` is HTML; whoever makes it has escaped what is in it.

    `key` is a letter to `name`'s panel on the keyboard and the end of its ids (`t-NAME`, `v-NAME`). `language` is that of
    title and content, where it is known.
    """

    name: str
    key: str
    title: str
    content: str
    style: str = ""
    script: str = ""
    language: str = ""

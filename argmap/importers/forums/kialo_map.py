"""The map that a discussion on Kialo nearly is: its claims, pros as supports, cons as attacks, links as second relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.importers.assemble import post_ids, slug
from argmap.importers.protocol import RawPost, RawThread
from argmap.model.thread import Thread

PRO, CON, THESIS = "Pro", "Con", "Thesis"
KINDS = {PRO: "support", CON: "attack"}
ISSUE = "question"

SEE = re.compile(r"^-> See (?P<number>\d{1,6}(?:\.\d{1,6})*)\.?$")
ADDRESS = re.compile(r"\[(?P<words>[^\]\[]+)\]\((?:\\.|[^()\\\s]|\([^()\s]*\))*\)")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|])")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
LONGEST_FORMATTED = 20_000
"""A claim on Kialo has 500 characters; marks are not looked for in what is far from being one."""

ASKS = ("?", "？", "؟")


def argument_map(raw: RawThread, thread: Thread) -> dict[str, Any]:
    """Return the map of a discussion as plain data, as map.yaml holds it.

    A claim is a post that is no link, in its words without marks of formatting; it quotes the whole post. A root is a
    thesis on the question of the title. A link ("-> See 1.2.") is a second relation from the claim that it names, and
    quotes the link. A link that says neither Pro nor Con, or leads nowhere, makes no relation. As nobody knows who holds
    what, there are no commitments.

    Args:
        raw: The posts that were read.
        thread: The thread that was made of them.
    """
    reading = _Reading(raw, thread)
    claims = list(reading.claims())
    relations = list(reading.relations())
    data: dict[str, Any] = {
        "format": "argmap/1",
        "id": thread.id,
        "title": thread.title,
        "thread": "thread.yaml",
    }
    data["note"] = " ".join(reading.notes(len(claims) - len({claim["text"] for claim in claims})))
    if any("answers" in claim for claim in claims):
        # Kialo does not say whether theses exclude each other: nothing is concluded from one against another.
        data["issues"] = [{"id": ISSUE, "question": reading.question(), "exclusive": False}]
    return {**data, "claims": claims, "relations": relations}


class _Reading:
    """The posts of a discussion, as claims and links."""

    def __init__(self, raw: RawThread, thread: Thread) -> None:
        self.thread = thread
        self.ids = post_ids(raw)
        self.posts: Mapping[str, RawPost] = {key: post for post in reversed(raw.posts) if (key := post.key)}
        self.ordered = sorted(self.posts.values(), key=lambda post: thread.numbers[self.ids[post.key]])
        self.without_stance = self.leading_nowhere = self.twice = 0

    def claims(self) -> Iterator[dict[str, Any]]:
        for post in self.ordered:
            words = self._words(post)
            if not self._is_claim(post):
                continue
            text = plain(words)
            claim: dict[str, Any] = {"id": _id(post), "text": text}
            if post.label == THESIS:
                claim["answers"] = ISSUE
            yield {**claim, "quotes": [{"post": self.ids[post.key], "exact": words}]}

    def relations(self) -> Iterator[dict[str, Any]]:
        joined: set[tuple[str, str, str]] = set()
        for post in self.ordered:
            kind = KINDS.get(post.label or "")
            if (
                post.parent is None
                or post.label == THESIS
                or (kind is None and not self._is_claim(post) and not self._link(post))
            ):
                continue
            premise, target = self._claim(post.key), self._claim(post.parent)
            if kind is None:
                self.without_stance += 1
            elif premise is None or target is None or premise is target:
                self.leading_nowhere += 1
            elif (triple := (kind, _id(premise), _id(target))) in joined:
                self.twice += 1
            else:
                joined.add(triple)
                yield self._relation(post, triple)

    def _relation(self, post: RawPost, triple: tuple[str, str, str]) -> dict[str, Any]:
        kind, premise, target = triple
        id = slug(f"{post.label}-{post.key.removeprefix('c')}")
        relation: dict[str, Any] = {"id": id, "kind": kind, "premises": [premise], "target": target}
        words = self._words(post)
        if self._link(post) and words:
            relation["quotes"] = [{"post": self.ids[post.key], "exact": words}]
        return relation

    def question(self) -> str:
        """Return what the theses answer: the title, or the question above them, if one of them is a question."""
        asked = [plain(self._words(post)) for post in self.ordered if self._is_question(post)]
        known = next((text for text in (self.thread.title, *asked) if text.rstrip().endswith(ASKS)), None)
        return known or f"What should one think about this: {self.thread.title}?"

    def notes(self, same_words: int) -> Iterator[str]:
        yield (
            "Made from a discussion on Kialo. A Con there can deny its claim or its relevance; the second would be an "
            "undercut. Who holds which claim is not known."
        )
        counts = (
            (self.without_stance, "Claims and links that say neither Pro nor Con, and have no relation: {}."),
            (
                self.leading_nowhere,
                "Links that lead to no other claim, and claims below ones without words: {}.",
            ),
            (self.twice, "Links that repeat a relation: {}."),
            (same_words, "Claims in the words of another one, which may say the same of something else: {}."),
        )
        yield from (sentence.format(number) for number, sentence in counts if number)

    def _claim(self, key: str) -> RawPost | None:
        """Return the claim of a key: behind a link, the one that it leads to."""
        seen: set[str] = set()
        while key in self.posts and key not in seen:
            seen.add(key)
            post = self.posts[key]
            onward = self._link(post)
            if onward is None:
                return post if self._is_claim(post) else None
            key = onward
        return None

    def _link(self, post: RawPost) -> str | None:
        """Return the key of the claim that a post links to; None if it is no link."""
        claim, at, _ = post.key.partition("@")
        see = SEE.match(post.text.strip())
        return claim if at else f"c{see['number']}" if see else None

    def _is_claim(self, post: RawPost) -> bool:
        return self._link(post) is None and not self._is_question(post) and bool(plain(self._words(post)))

    def _is_question(self, post: RawPost) -> bool:
        return post.parent is None and post.label is None

    def _words(self, post: RawPost) -> str:
        return self.thread.text_of(self.ids[post.key])


def _id(post: RawPost) -> str:
    return slug(post.key)


def plain(text: str) -> str:
    """Return words without the marks of formatting that Kialo has: links, bold and escapes.

    Example:
        >>> plain("They are **cheaper**, [says Tom](https://example.org/a_\\\\(b\\\\)) \\\\(2024\\\\).")
        'They are cheaper, says Tom (2024).'
    """
    if len(text) > LONGEST_FORMATTED:
        return " ".join(text.split())
    return " ".join(ESCAPE.sub(r"\1", BOLD.sub(r"\1", ADDRESS.sub(lambda link: link["words"], text))).split())

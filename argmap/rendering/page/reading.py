"""The outline and the thread of the page: the same words in the order of the argument and in that of the discussion."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from argmap.dialogue.moves import participant_names
from argmap.language import SOURCE, Language
from argmap.model.posts import Post
from argmap.model.quote import find_parts
from argmap.model.thread import Thread
from argmap.rendering.breaches import BreachNote, breach_note, breaches_in_post, stages_of
from argmap.rendering.holders import question_answered, stance_manner
from argmap.rendering.outline_entry import OutlineNode, Role
from argmap.rendering.page.naming import PostLink, author_name, post_link, short_name
from argmap.rendering.page.words import STANCES
from argmap.rendering.scene import Scene
from argmap.rendering.text.tree import remarks, sign

Mark = tuple[int, int, str]
"""Where a quoted passage begins and ends in its post, and the claim or example that quotes it."""


ADDRESS = ("http://", "https://")
"""What a link may lead to."""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line of the outline in nested lists: how many items end before it, and how many lists begin.

    `signs` stand before the words; the words alone are the link, from which the script reads them.
    `anchor` is where a link to the item leads in a browser without scripts.
    """

    ends: int
    begins: int
    element: str
    words: str
    signs: str = ""
    id: str = ""
    css: str = ""
    remark: str = ""
    charges: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a post; with `target`, a passage that claims or examples quote, linked to one of them. `names` are the others."""

    words: str
    target: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class PostMove:
    """A stance that a post takes on a claim: what stands before and after the claim's name, and how it is taken."""

    before: str
    claim: str
    words: str
    after: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that a post asks: to whom, its words, and what answers it."""

    to: str
    words: str
    answered: str


@dataclass(frozen=True, slots=True)
class PostView:
    """A post with its quoted passages marked, what it does, and what annotators say about its conduct."""

    id: str
    number: int
    by: str | None
    author: str
    label: str | None
    when: str
    url: str | None
    answers: PostLink | None
    absence: str | None
    repeats: PostLink | None
    stretches: tuple[Stretch, ...]
    moves: tuple[PostMove, ...]
    asks: tuple[Asking, ...]
    stages: str
    breaches: tuple[BreachNote, ...]


def outline_lines(entries: Iterable[OutlineNode], language: Language) -> tuple[OutlineLine, ...]:
    """Return the outline as lines, without recursion: arguments can be deep."""
    lines: list[OutlineLine] = []
    anchored = {""}
    depth = 0
    for top in entries:
        for level, entry in top.walk():
            ends = depth - level + 1 if lines and level <= depth else 0
            line = _line(entry, ends, max(0, level - depth), language)
            lines.append(replace(line, anchor="") if line.anchor in anchored else line)
            anchored.add(line.anchor)
            depth = level
    return tuple(lines)


def items_left_open(lines: Iterable[OutlineLine]) -> int:
    """Return how many items of nested lists are still open after some lines."""
    return sum(1 - line.ends for line in lines)


def posts(scene: Scene) -> tuple[PostView, ...]:
    """Return every post of the thread of a scene, none if it has no thread."""
    thread = scene.map.thread
    if thread is None:
        return ()
    marks = _marks(scene, thread)
    return tuple(_post(scene, thread, post, marks.get(post.id, [])) for post in thread.posts)


def _line(entry: OutlineNode, ends: int, begins: int, language: Language) -> OutlineLine:
    signs = "".join(f"{part} " for part in (sign(entry), entry.glyph) if part)
    # The id, in brackets, is in the link.
    parts = (part.strip() for part in remarks(entry, language))
    remark = " ".join(part for part in parts if not part.startswith("["))
    if entry.role is Role.RELATION:
        css = f"{entry.kind or 'relation'}{' weightless' if entry.weightless else ''}"
        return OutlineLine(
            ends,
            begins,
            "em",
            f"{signs}{entry.text}",
            css=css,
            charges=entry.charges,
            remark=_weight(entry, language),
        )
    if entry.role is Role.ISSUE:
        return OutlineLine(
            ends, begins, "strong", entry.text, signs, id=entry.id, remark=remark, anchor=f"i={entry.id}"
        )
    if entry.role in {Role.CONCESSION, Role.QUESTION}:
        return OutlineLine(ends, begins, "span", f"{signs}{entry.text}")
    return OutlineLine(
        ends, begins, "a", entry.text, signs, id=entry.id, remark=remark, anchor=f"c={entry.id}"
    )


def _weight(entry: OutlineNode, language: Language) -> str:
    return language.say("(carries no weight)") if entry.weightless else ""


def _post(scene: Scene, thread: Thread, post: Post, marks: list[Mark]) -> PostView:
    map, language = scene.map, scene.language
    return PostView(
        id=post.id,
        number=thread.numbers[post.id],
        by=post.author,
        author=author_name(thread, post, language),
        label=post.label,
        when=_when(post, language),
        url=post.url if post.url and post.url.startswith(ADDRESS) else None,
        answers=post_link(map, post.reply_to) if post.reply_to else None,
        absence=None if post.absence is None else language.translated(post.absence),
        repeats=post_link(map, post.repeats) if post.repeats is not None else None,
        stretches=tuple(_stretches(post.text or "", marks)),
        moves=tuple(_moves(scene, post.id)),
        asks=tuple(_asks(scene, post.id)),
        stages=_stages(scene, post.id),
        breaches=tuple(breach_note(breach, language) for breach in breaches_in_post(map, post.id)),
    )


def _stages(scene: Scene, post: str) -> str:
    words = ", ".join(stages_of(scene.map, post, scene.language))
    return words.lower() if scene.language.name == SOURCE else words


def _when(post: Post, language: Language) -> str:
    date = (post.created or "")[:16].replace("T", " ")
    if date and post.cue:
        return language.say("{date} at {cue}", date=date, cue=post.cue)
    return date or post.cue or ""


def _moves(scene: Scene, post: str) -> Iterator[PostMove]:
    nodes = scene.map.nodes
    for commitment in scene.map.commitments_in.get(post, ()):
        if commitment.claim in nodes:
            how = stance_manner(scene.map, commitment, language=scene.language)
            before, _, after = scene.language.translated(STANCES[commitment.stance]).partition("{claim}")
            words = short_name(nodes[commitment.claim])
            yield PostMove(before, commitment.claim, words, after, how)


def _asks(scene: Scene, post: str) -> Iterator[Asking]:
    names = participant_names(scene.map)
    for question in scene.map.questions:
        if question.post == post:
            answered = question_answered(scene.map, question, scene.language)
            yield Asking(names.get(question.to or "", question.to or ""), question.text, answered)


def _marks(scene: Scene, thread: Thread) -> dict[str, list[Mark]]:
    marks: dict[str, list[Mark]] = {}
    for node in scene.nodes:
        for quote in node.quotes:
            for place in find_parts(quote, thread.text_of(quote.post))[:1]:
                marks.setdefault(quote.post, []).extend((part.start, part.end, node.id) for part in place)
    return marks


def _stretches(whole: str, marks: list[Mark]) -> Iterator[Stretch]:
    """Yield the words of a post; where passages overlap, each stretch links to the shortest of them."""
    edges = sorted({0, len(whole), *(place for start, end, _ in marks for place in (start, end))})
    for begin, end in itertools.pairwise(edges):
        covering = sorted(
            (mark for mark in marks if mark[0] <= begin and mark[1] >= end),
            key=lambda mark: (mark[1] - mark[0], mark[2]),
        )
        names = tuple(dict.fromkeys(name for _, _, name in covering))
        yield Stretch(whole[begin:end], names[0] if names else "", " ".join(names[1:]))

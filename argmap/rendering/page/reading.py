"""The outline and the thread of the page: the same words in the order of the argument and in that of the discussion."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from argmap.model.breach import Breach
from argmap.model.posts import Post
from argmap.model.quote import find_quote
from argmap.model.thread import Thread
from argmap.rendering.breaches import breaches_in_post, charge, stages_of
from argmap.rendering.outline import OutlineNode, Role
from argmap.rendering.page.markup import attribute, element, text
from argmap.rendering.scene import Scene
from argmap.rendering.text.tree import remarks, sign

Mark = tuple[int, int, str]
"""Where a quoted passage begins and ends in its post, and the claim or example that quotes it."""


def outline_html(entries: Iterable[OutlineNode]) -> str:
    """Return the outline as nested lists, without recursion: arguments can be deep."""
    parts: list[str] = ["<ul>"]
    depth = 0
    first = True
    for top in entries:
        for level, entry in top.walk():
            if level > depth:
                parts.append("<ul>" * (level - depth))
            else:
                parts.append(("" if first else "</li>") + "</ul></li>" * (depth - level))
            parts.append(f"<li>{_line(entry)}")
            depth, first = level, False
    parts.append(("" if first else "</li>") + "</ul></li>" * depth + "</ul>")
    return "".join(parts)


def _line(entry: OutlineNode) -> str:
    told = " ".join(part for part in (sign(entry), entry.glyph, entry.text) if part)
    if entry.role is Role.STEP:
        step = element("em", text(told), class_=entry.kind or "step")
        return step + "".join(
            f" {element('small', text(f'⚑ {told}'), class_='charge')}" for told in entry.charges
        )
    more = " ".join(remark for remark in remarks(entry) if not remark.strip().startswith("["))
    if entry.role in {Role.ISSUE, Role.CONCESSION}:
        return element("strong" if entry.role is Role.ISSUE else "span", text(told))
    link = element("a", text(told), href=f"#c={entry.id}")
    return f"{link} <small>{text(more)}</small>" if more else link


def thread_html(scene: Scene) -> Iterator[str]:
    """Yield every post, its quoted passages marked and linked to what quotes them."""
    thread = scene.map.thread
    if thread is None:
        yield "<p>The map has no thread.</p>"
        return
    marks = _marks(scene, thread)
    for post in thread.posts:
        yield _post(scene, thread, post, marks.get(post.id, []))


def _post(scene: Scene, thread: Thread, post: Post, marks: list[Mark]) -> str:
    people, number = thread.participants_by_id, thread.numbers[post.id]
    who = people[post.author].name if post.author in people else "unknown"  # type: ignore[index]
    facts = [text(who)]
    if post.created:
        facts.append(f"<time>{text(post.created[:16].replace('T', ' '))}</time>")
    if post.reply_to:
        facts.append(f'answers <a href="#p={post.reply_to}">#{thread.numbers.get(post.reply_to, "?")}</a>')
    if post.gone is not None:
        body = f"<p><em>({text(post.gone)})</em></p>"
    elif post.repeats is not None:
        body = f'<p><em>(repeats <a href="#p={post.repeats}">#{thread.numbers[post.repeats]}</a> word for word)</em></p>'
    else:
        body = f'<div class="words">{_marked(scene, post.text or "", marks)}</div>'
    moves = _moves(scene, post.id) + _conduct(scene, post.id)
    return f'<article class="post" id="p-{post.id}" data-n="{number}" tabindex="-1"><h3>#{number} {" · ".join(facts)}</h3>{body}{moves}</article>\n'


def _moves(scene: Scene, post: str) -> str:
    told = []
    for c in scene.map.commitments:
        if c.post == post and c.claim in scene.map.nodes:
            claim = next(claim for claim in scene.map.claims if claim.id == c.claim)
            told.append(f'{c.stance} <a href="#c={c.claim}">{text(claim.label or claim.text)}</a>')
    return f'<p class="moves">{"; ".join(told)}</p>' if told else ""


def _conduct(scene: Scene, post: str) -> str:
    """Return the stages that annotators see a post in, and the rules they see it break, with why."""
    stages = stages_of(scene.map, post)
    told = f'<p class="stage">Stage: {text(", ".join(stages).lower())}</p>' if stages else ""
    return told + "".join(map(breach_html, breaches_in_post(scene.map, post)))


def breach_html(breach: Breach) -> str:
    """Return a breach with the words that it is about, and why annotators read them so."""
    words = " … ".join(quote.exact for quote in breach.quotes)
    return f'<p class="charge">⚑ “{text(words)}” {text(charge(breach))}. {text(breach.why)}</p>'


def _marks(scene: Scene, thread: Thread) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for node in scene.nodes:
        for quote in node.quotes:
            for place in find_quote(quote, thread.text_of(quote.post))[:1]:
                found.setdefault(quote.post, []).append((place.start, place.end, node.id))
    return found


def _marked(scene: Scene, whole: str, marks: list[Mark]) -> str:
    """Return a post with its passages marked; where passages overlap, each stretch links to the shortest of them."""
    edges = sorted({0, len(whole), *(place for start, end, _ in marks for place in (start, end))})
    parts = []
    for begin, end in itertools.pairwise(edges):
        covering = sorted(
            (m for m in marks if m[0] <= begin and m[1] >= end), key=lambda m: (m[1] - m[0], m[2])
        )
        words = _kept(whole[begin:end])
        if covering:
            names = " ".join(dict.fromkeys(name for _, _, name in covering))
            title = attribute("; ".join(_label(scene, name) for name in names.split()))
            words = f'<a class="q" href="#c={covering[0][2]}" data-q="{names}" title="{title}"><mark>{words}</mark></a>'
        parts.append(words)
    return "".join(parts)


def _label(scene: Scene, name: str) -> str:
    node = scene.map.nodes[name]
    return getattr(node, "label", None) or getattr(node, "name", None) or node.text


def _kept(words: str) -> str:
    """Return words with their lines, which the style sheet keeps."""
    from html import escape

    return escape(words, quote=False)

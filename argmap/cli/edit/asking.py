"""The questions of a guided reading: what the chosen words do, and how each issue ended. Every answer is written at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.edit.prompts import NONE, GuidedReading, chosen, optional, sentence, stance_fields
from argmap.cli.names import RELATION, STANCE

if TYPE_CHECKING:
    from argmap.editing.operations import Opened
    from argmap.model.posts import Post


def take(reading: GuidedReading, post: Post, words: str) -> None:
    """Ask what the words do, and write it."""
    from argmap.editing.operations import open_map
    from argmap.editing.quoting import selector

    opened = open_map(reading.path)
    quote = selector(opened.map.thread, words, post.id).to_dict()
    kinds = {"c": "new (c)laim"}
    if opened.map.claims:
        kinds |= {"q": "(q)uote for a claim", "s": "(s)tance on a claim"}
    kinds["a"] = "question (a)sked"
    if opened.map.questions:
        kinds["r"] = "(r)eply to a question"
    kinds["d"] = "remark about the (d)iscussion"
    what = click.prompt(", ".join(kinds.values()), type=click.Choice(list(kinds)), show_choices=False)
    if what in {"c", "d"}:
        _new_claim(reading, post, quote, words, meta=what == "d")
    elif what == "a":
        _question(reading, post, quote, words)
    elif what == "r":
        _reply(reading, post)
    else:
        claim = chosen("claim", [claim.id for claim in opened.map.claims])
        if what == "q":
            from argmap.editing.operations import add_inside

            place = [each.id for each in opened.map.claims].index(claim)
            _write(opened, add_inside(opened, ("claims", place, "quotes"), quote), f"add a quote to {claim}")
        _stance(reading, post, claim, quote if what == "s" else None)


def outcomes(path: str, careful: Callable[[Callable[[], None]], None]) -> None:
    """Ask how each issue ended of which the map does not say it, and write the answers."""
    from argmap.editing.operations import open_map

    for issue in open_map(path).map.issues:
        if issue.outcome is None:
            careful(partial(_outcome, path, issue.id))


def _outcome(path: str, issue: str) -> None:
    from argmap.editing.operations import open_map, set_fields
    from argmap.editing.quoting import selector

    opened = open_map(path)
    theses = [claim.id for claim in opened.map.claims if claim.answers == issue]
    if not theses:
        return
    click.echo(opened.map.issues_by_id[issue].question)
    ending = chosen("how did it end?", [*theses, "open"], may_skip=True)
    if ending is None:
        return
    outcome: dict[str, Any] = {"open": True} if ending == "open" else {"thesis": ending}
    words = optional("the words that settle it")
    if words:
        outcome["quotes"] = [selector(opened.map.thread, words).to_dict()]
    _write(opened, set_fields(opened, issue, {"outcome": outcome}), f"add the outcome of {issue}")


def _new_claim(
    reading: GuidedReading, post: Post, quote: Mapping[str, Any], words: str, *, meta: bool
) -> None:
    from argmap.cli.edit.writing import free_id
    from argmap.editing.operations import add, open_map

    opened = open_map(reading.path)
    text = click.prompt("the claim as one sentence", default=sentence(words))
    id = str(click.prompt("id", default=free_id(opened, None, text)))
    item: dict[str, Any] = {"id": id}
    if not meta:
        issues = [issue.id for issue in opened.map.issues]
        item["answers"] = optional(f"which issue does it answer? ({', '.join(issues)}; {NONE} for none)")
    item |= {"text": text, "meta": meta or None, "quotes": [quote], "by": reading.by}
    _write(opened, add(opened, "claims", _given(item)), f"add claim {id}")
    if item.get("answers"):
        _exclusive(reading.path, item["answers"])
    _stance(reading, post, id, None)
    if not meta:
        _relation(reading, id)


def _exclusive(path: str, issue: str) -> None:
    """Ask whether the answers to an issue exclude each other, when it has two for the first time."""
    from argmap.editing.operations import open_map, set_fields

    opened = open_map(path)
    theses = [claim.id for claim in opened.map.claims if claim.answers == issue]
    if len(theses) < 2 or opened.map.issues_by_id[issue].exclusive is not None:  # noqa: PLR2004 (rivals)
        return
    said = chosen(f"do {' and '.join(theses)} exclude each other?", ["y", "n"], may_skip=True)
    if said is not None:
        after = set_fields(opened, issue, {"exclusive": said == "y"})
        _write(opened, after, f"set exclusive of {issue}")


def _relation(reading: GuidedReading, claim: str) -> None:
    """Ask what a new claim does to another part of the map."""
    from argmap.cli.edit.writing import relation_id
    from argmap.editing.operations import add, open_map

    opened = open_map(reading.path)
    kinds = RELATION.known()
    kind = optional(f"what does it do? ({', '.join(kinds)}; {NONE} for nothing)")
    if kind not in kinds:
        return
    target = chosen("to which claim, example or relation?", [n for n in opened.map.kinds if n != claim])
    id = relation_id(opened, claim, kind, target)
    item = {"id": id, "kind": kind, "premises": [claim], "target": target, "by": reading.by}
    _write(opened, add(opened, "relations", _given(item)), f"add relation {id}")


def _stance(reading: GuidedReading, post: Post, claim: str, quote: Mapping[str, Any] | None) -> None:
    """Ask which stance the author of a post takes on a claim, and write it, with the words if they are not the claim's own."""
    from argmap.editing.operations import add, open_map

    if post.author is None:
        return
    opened = open_map(reading.path)
    typed = click.prompt(
        f"stance ({', '.join(STANCE.known())}; '?' behind it for a guess, 'if …' for a condition)",
        default="asserts",
        value_proc=stance_fields,
    )
    item = {"participant": post.author, "post": post.id, "claim": claim, **typed}
    item |= {"quotes": [quote] if quote else None, "by": reading.by}
    change = f"add that {post.author} {typed['stance']} {claim}"
    _write(opened, add(opened, "commitments", _given(item)), change)


def _question(reading: GuidedReading, post: Post, quote: Mapping[str, Any], words: str) -> None:
    from argmap.cli.edit.writing import free_id
    from argmap.editing.operations import add, open_map

    opened = open_map(reading.path)
    text = click.prompt("the question as one sentence", default=sentence(words))
    id = str(click.prompt("id", default=free_id(opened, None, text)))
    about = optional(f"which part of the map is it about? ({NONE} for none)")
    to = _asked(opened, post)
    item = {
        "id": id,
        "post": post.id,
        "text": text,
        "about": about,
        "to": to,
        "quotes": [quote],
        "by": reading.by,
    }
    _write(opened, add(opened, "questions", _given(item)), f"add question {id}")
    if about in {claim.id for claim in opened.map.claims} and post.author is not None:
        doubt = chosen(f"does it doubt {about}?", ["y", "n"], default="n")
        if doubt == "y":
            opened = open_map(reading.path)
            stance = {"participant": post.author, "post": post.id, "claim": about, "stance": "questions"}
            stance |= _given({"quotes": [quote], "by": reading.by})
            _write(opened, add(opened, "commitments", stance), f"add that {post.author} questions {about}")


def _asked(opened: Opened, post: Post) -> str | None:
    """Return who is asked: the author of the post that this one answers, if it is somebody else."""
    posts = opened.map.thread.posts_by_id if opened.map.thread else {}
    answered = posts.get(post.reply_to or "")
    return answered.author if answered is not None and answered.author != post.author else None


def _reply(reading: GuidedReading, post: Post) -> None:
    """Ask which question the post answers, and write it."""
    from argmap.editing.operations import add_inside, open_map

    opened = open_map(reading.path)
    known = list(opened.map.questions_by_id)
    question = chosen("which question?", known)
    claim = optional(f"with which claim? ({NONE} for none)")
    path = ("questions", known.index(question), "answered_by")
    after = add_inside(opened, path, _given({"post": post.id, "claim": claim}))
    _write(opened, after, f"add an answer to {question}")


def _given(item: Mapping[str, Any]) -> dict[str, Any]:
    from argmap.cli.edit.writing import given

    return given(dict(item))


def _write(opened: Opened, after: str, change: str) -> None:
    from argmap.editing.operations import commit

    commit(opened, after, change)
    click.secho(f"  {change}", fg="green")

"""Reviewing in single lines: for pipes, screen readers and simple terminals; and marking posts before their items are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.drafts.file import Item
    from argmap.drafts.reviewing import Review

HELP = """\
  a  accept      e  edit      r  reject      s  later      u  take the last decision back
  t  show the post that is answered          q  stop; everything is kept      ?  this help"""


def ask_in_lines(review: Review) -> None:
    """Ask for a decision on every item that has none, one after the other."""
    later: set[str] = set()
    made: list[str] = []
    shown_post: str | None = None
    click.echo(f"{len(review.open)} to decide, of {len(review.items)}.\n{HELP}")
    try:
        while todo := [item for item in review.open if item.id not in later]:
            item = todo[0]
            post = review.post(item)
            if post is not None and post != shown_post:
                click.echo(f"\n{post_lines(review, post)}")
                shown_post = post
            _show(review, item)
            key = click.prompt(">", prompt_suffix=" ").strip()
            if key == "q":
                return
            if key == "s":
                later.add(item.id)
            elif key == "t":
                click.echo(_answered(review, post))
            elif key == "u":
                _take_back(review, made)
            elif _decided(review, item, key):
                made.append(item.id)
    except click.Abort:
        click.echo()


def _decided(review: Review, item: Item, key: str) -> bool:
    """Return whether a key decides on an item."""
    from argmap.drafts.decisions import Verdict
    from argmap.errors import ArgmapError

    verdict = {"a": Verdict.ACCEPT, "r": Verdict.REJECT}.get(key)
    try:
        if verdict is not None:
            review.decide(item, verdict)
            return True
        if key != "e":
            click.echo(HELP)
            return False
        text = click.edit(review.as_yaml(item), extension=".yaml")
        if text is None:
            click.echo("  nothing was changed")
            return False
        review.edit(item, text)
    except ArgmapError as error:
        click.secho(f"  {error}", fg="red")
        return False
    return True


def _take_back(review: Review, made: list[str]) -> None:
    if made:
        click.echo(f"taken back: {made[-1]}")
        review.take_back(made.pop())
    else:
        click.echo("  nothing was decided since you started")


def _show(review: Review, item: Item) -> None:
    number = review.items.index(item) + 1
    head, *lines = item_lines(review, item)
    click.secho(f"{number} of {len(review.items)}: {head}", bold=True)
    for line in lines:
        click.echo(f"  {line}")


def item_lines(review: Review, item: Item) -> list[str]:
    """Return what an item says: a title, and lines for what it names, its words, its note and its votes."""
    from argmap.drafts.file import DraftClaim, DraftIssue, DraftRelation

    item = review.as_decided(item)
    if isinstance(item, DraftIssue):
        lines = [f"issue {item.id}", item.question]
    elif isinstance(item, DraftClaim):
        lines = [f"claim {item.id}", item.text]
        lines += ["implicit: nobody states it in the thread"] if item.implicit else []
        if item.answers is not None:
            lines += ["answers:", f"  {review.text(item.answers)} [{item.answers}]"]
    elif isinstance(item, DraftRelation):
        premises = [f"  {review.text(id)} [{id}]" for id in item.premises]
        lines = [
            f"relation {item.id}",
            *premises,
            f"{item.relation}{'' if str(item.relation).endswith('s') else 's'}:",
            f"  {review.text(item.target)} [{item.target}]",
            *([f"scheme: {item.scheme}"] if item.scheme is not None else []),
        ]
    else:
        lines = [
            f"stance of {item.participant}: {item.stance}{', as a guess' if item.hedged else ''}",
            f"  {review.text(item.claim)} [{item.claim}]",
        ]
    lines += [f"{each.post}: “{each.quote}”" for each in item.all_quotes]
    for said, value in (("the model wrote: “{}”", "anchored_from"), ("note: {}", "note")):
        if text := getattr(item, value, None):
            lines.append(said.format(text))
    return [*lines, f"{item.votes} of {item.of} answers, {item.model}"]


def post_lines(review: Review, post: str) -> str:
    """Return a post with its author, as it is shown beside its items."""
    from argmap.drafts.windows import thread_of

    thread = thread_of(review.opened.map)
    shown = thread.posts_by_id[post]
    answers = f", answers {shown.reply_to}" if shown.reply_to else ""
    return f"── {post}, {shown.author or 'nobody knows who'}{answers} ──\n{shown.text}\n"


def _answered(review: Review, post: str | None) -> str:
    from argmap.drafts.windows import thread_of

    parent = thread_of(review.opened.map).posts_by_id[post].reply_to if post is not None else None
    return post_lines(review, parent) if parent is not None else "  it answers no post"


def mark_alone(review: Review, posts: Sequence[str]) -> None:
    """Show posts without what the draft has there, and keep the words that the reader marks as claims."""
    from argmap.drafts.anchoring import NotAnchored, anchored
    from argmap.drafts.decisions import BlindMark
    from argmap.drafts.windows import thread_of

    thread = thread_of(review.opened.map)
    marks: list[BlindMark] = []
    click.echo(
        f"{len(posts)} of the posts come without suggestions. Copy the words of each claim that you see, one claim a line; "
        "an empty line ends the post."
    )
    for post in posts:
        click.echo(f"\n{post_lines(review, post)}")
        while words := click.prompt("claim", default="", show_default=False).strip():
            try:
                mark = anchored(thread, words, (post,))
            except NotAnchored as why:
                click.secho(f"  {why}", fg="red")
                continue
            if mark.replaced is not None:
                click.echo(f"  taken as: {mark.words}")
            marks.append(BlindMark(post=post, quote=mark.words, by=review.by))
    review.blind, review.marks = tuple(posts), marks
    review.save()

"""`argmap edit annotate`: reading a thread post by post; every change is written at once, so you can leave at any time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from argmap.cli.names import RELATION, STANCE

if TYPE_CHECKING:
    from argmap.editing.operations import Opened
    from argmap.model.posts import Post

HELP = """\
  1, 2, …  quote this sentence    w  type the words to quote
  n  next post   b  previous post   u  undo the last change
  m  show the claims of the map   ?  this help   q  quit"""


class Leave(Exception):
    """The annotator quits; everything is written."""


@click.command(short_help="Read a thread post by post and write its map.")
@click.argument("path")
@click.option("--post", metavar="ID", help="Start at this post. Default: the first post without a quote.")
def annotate(path: str, post: str | None) -> None:
    """Read a thread post by post in the terminal: choose the words, say what they do.

    Each change is checked and written at once, like 'argmap edit add'. Quit with q or Ctrl-C; the next time you start at
    the first post without a quote. The key u takes back the last change.

    \b
    Examples:
      argmap init data/tabs
      argmap edit annotate data/tabs
      argmap edit annotate data/tabs --post p7
    """
    from argmap.editing.operations import open_map
    from argmap.errors import ArgmapError, UnknownName

    map = open_map(path).map
    if map.thread is None:
        raise ArgmapError(f"{path} has no thread to read; add the line 'thread: thread.yaml' to the map")
    if post is not None and post not in map.thread.posts_by_id:
        raise UnknownName("post", post, map.thread.posts_by_id)
    posts = [p.id for p in map.thread.posts if p.text]
    quoted = {quote.post for _, quote in map.quotes()}
    place = (
        posts.index(post) if post in posts else next((i for i, p in enumerate(posts) if p not in quoted), 0)
    )
    click.echo(f"{len(posts)} posts; {len(quoted & set(posts))} of them quoted.\n{HELP}\n")
    try:
        while 0 <= place < len(posts):
            place = max(0, place + _read(path, posts[place]))
        click.echo("That was the last post.")
    except (Leave, click.Abort):
        click.echo()
    click.echo(f"Everything is saved. Next: argmap check {path}")


def _read(path: str, post_id: str) -> int:
    """Read one post with the annotator, and return the direction to go in: 1 to the next, -1 to the previous post."""
    from argmap.dialogue.sentences import sentences
    from argmap.editing.operations import open_map

    opened = open_map(path)
    thread = opened.map.thread
    assert thread is not None  # noqa: S101 (the command has looked)
    post = thread.posts_by_id[post_id]
    texts = [s.text for s in sentences(thread, opened.map.language) if s.post == post_id]
    _show(opened, post, texts)
    while True:
        key = click.prompt(">", prompt_suffix=" ").strip()
        if key in {"n", "b"}:
            return 1 if key == "n" else -1
        words = texts[int(key) - 1] if key.isdigit() and 1 <= int(key) <= len(texts) else None
        if words is None and key == "w":
            words = click.prompt("words", prompt_suffix=": ").strip()
        if words:
            _careful(partial(_take, path, post, words))
        else:
            _command(path, key)


def _command(path: str, key: str) -> None:
    from argmap.editing.journal import undo
    from argmap.editing.operations import open_map

    if key == "q":
        raise Leave
    if key == "u":
        _careful(lambda: click.echo(f"undone: {undo(open_map(path).path)}"))
    elif key == "m":
        for claim in open_map(path).map.claims:
            click.echo(f"  {claim.id}  {claim.text}")
    else:
        click.echo(HELP)


def _show(opened: Opened, post: Post, texts: list[str]) -> None:
    thread = opened.map.thread
    assert thread is not None  # noqa: S101 (the command has looked)
    people = thread.participants_by_id
    who = people[post.author].name if post.author in people else "unknown"  # type: ignore[index]
    to = f", answers #{thread.numbers[post.reply_to]}" if post.reply_to in thread.numbers else ""  # type: ignore[index]
    click.secho(f"\n#{thread.numbers[post.id]} {who}{to}  [{post.id}]", bold=True)
    for number, sentence in enumerate(texts, start=1):
        click.echo(f"  {number}  {' '.join(sentence.split())}")
    claims = [claim for claim in opened.map.claims if any(quote.post == post.id for quote in claim.quotes)]
    for claim in claims:
        click.secho(f"     = {claim.id}: {claim.text}", dim=True)


def _take(path: str, post: Post, words: str) -> None:
    """Ask what the words do, and write it."""
    from argmap.editing.operations import open_map, selector

    opened = open_map(path)
    quote = selector(opened.map.thread, words, post.id)
    fields = {key: value for key, value in quote.model_dump().items() if value is not None}
    what = click.prompt(
        "new (c)laim, (q)uote for a claim, (s)tance on a claim", type=click.Choice(["c", "q", "s"])
    )
    if what == "c":
        claim = _new_claim(path, fields, words)
        _stance(path, post, claim, "asserts")
        _step(path, claim)
    else:
        claim = click.prompt(
            "claim", type=click.Choice([c.id for c in opened.map.claims]), show_choices=False
        )
        if what == "q":
            from argmap.editing.operations import with_quote

            _write(opened, with_quote(opened, claim, quote), f"add a quote to {claim}")
        _stance(
            path, post, claim, click.prompt("stance", type=click.Choice(STANCE.known()), default="asserts")
        )


def _new_claim(path: str, quote: dict[str, str], words: str) -> str:
    from argmap.cli.edit.add import free_id
    from argmap.editing.operations import add, open_map

    opened = open_map(path)
    sentence = " ".join(words.split())
    suggested = sentence[0].upper() + sentence[1:] + ("" if sentence[-1] in ".!?" else ".")
    text = click.prompt("the claim as one sentence", default=suggested)
    id = click.prompt("id", default=free_id(opened, None, text))
    issues = [issue.id for issue in opened.map.issues]
    answers = click.prompt(
        f"which issue does it answer? ({', '.join(issues)}; - for none)", default="-", show_default=False
    )
    item = {"id": id, **({"answers": answers} if answers != "-" else {}), "text": text, "quotes": [quote]}
    _write(opened, add(opened, "claims", item), f"add claim {id}")
    return str(id)


def _step(path: str, claim: str) -> None:
    """Ask what a new claim does to another part of the map."""
    from argmap.cli.edit.add import free_id
    from argmap.editing.operations import add, open_map

    opened = open_map(path)
    kinds = RELATION.known()
    kind = click.prompt(
        f"what does it do? ({', '.join(kinds)}; - for nothing)", default="-", show_default=False
    )
    if kind not in kinds:
        return
    targets = [name for name in opened.map.kinds if name != claim]
    target = click.prompt(
        "to which claim, example or relation?", type=click.Choice(targets), show_choices=False
    )
    item = {
        "id": free_id(opened, None, f"{claim} {kind}s {target}"),
        "kind": kind,
        "premises": [claim],
        "target": target,
    }
    _write(opened, add(opened, "relations", item), f"add relation {item['id']}")


def _stance(path: str, post: Post, claim: str, stance: str) -> None:
    from argmap.editing.operations import add, open_map

    if post.author is None:
        return
    opened = open_map(path)
    item = {"participant": post.author, "post": post.id, "claim": claim, "stance": stance}
    _write(opened, add(opened, "commitments", item), f"add that {post.author} {stance} {claim}")


def _write(opened: Opened, after: str, change: str) -> None:
    from argmap.editing.operations import commit

    commit(opened, after, change)
    click.secho(f"  {change}", fg="green")


def _careful(change: Callable[[], None]) -> None:
    """Make a change; if it is refused, print why, and write nothing."""
    from argmap.errors import ArgmapError

    try:
        change()
    except ArgmapError as error:
        click.secho(f"  {error}", fg="red")

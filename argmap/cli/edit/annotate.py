"""`argmap annotate`: a guided reading, post by post; every step is written at once, so that it can be left at any time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmap.editing.operations import Opened
    from argmap.model.posts import Post

HELP = """\
  1, 2, …  take a sentence as it is      w  type the words yourself
  n  next post    b  back    u  take the last step back    m  what is in the map    ?  this help    q  leave"""
KINDS = ("support", "attack", "undercut", "rephrase")
STANCES = ("asserts", "denies", "concedes", "questions", "retracts")


class Leave(Exception):
    """The annotator wants to leave; everything is written."""


@click.command(short_help="Read a thread post by post and note what is argued.")
@click.argument("path")
@click.option("--post", metavar="ID", help="Begin at this post. Default: the first that nothing quotes.")
def annotate(path: str, post: str | None) -> None:
    """Read a thread post by post in the terminal: pick the words, say what they do.

    Each step is checked and written at once, like an `argmap add`, so that you can leave with q or Ctrl-C and go on later at
    the first post that nothing quotes. `argmap undo` takes steps back, here the key u.

    \b
    Examples:
      argmap new data/tabs
      argmap annotate data/tabs
      argmap annotate data/tabs --post p7
    """
    from argmap.editing.operations import open_map
    from argmap.errors import ArgmapError, UnknownName

    map = open_map(path).map
    if map.thread is None:
        raise ArgmapError(f"{path} has no thread to read; name it with 'thread: thread.yaml'")
    if post is not None and post not in map.thread.posts_by_id:
        raise UnknownName("post", post, map.thread.posts_by_id)
    posts = [p.id for p in map.thread.posts if p.text]
    quoted = {quote.post for _, quote in map.quotes()}
    place = (
        posts.index(post) if post in posts else next((i for i, p in enumerate(posts) if p not in quoted), 0)
    )
    click.echo(f"{len(posts)} posts, {len(quoted & set(posts))} of them quoted.\n{HELP}\n")
    try:
        while 0 <= place < len(posts):
            place = max(0, place + _read(path, posts[place]))
        click.echo("That was the last post.")
    except (Leave, click.Abort):
        click.echo()
    click.echo(f"Everything is written. 'argmap check {path}' says what is missing.")


def _read(path: str, post_id: str) -> int:
    """Read one post with the annotator, and return which way to go: 1 on, -1 back."""
    from argmap.dialogue.sentences import sentences
    from argmap.editing.operations import open_map

    opened = open_map(path)
    thread = opened.map.thread
    assert thread is not None  # noqa: S101 (the command has looked)
    post = thread.posts_by_id[post_id]
    said = [s.text for s in sentences(thread) if s.post == post_id]
    _show(opened, post, said)
    while True:
        key = click.prompt(">", prompt_suffix=" ").strip()
        if key in {"n", "b"}:
            return 1 if key == "n" else -1
        words = said[int(key) - 1] if key.isdigit() and 1 <= int(key) <= len(said) else None
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
        _careful(lambda: click.echo(f"took back: {undo(open_map(path).path)}"))
    elif key == "m":
        for claim in open_map(path).map.claims:
            click.echo(f"  {claim.id}  {claim.text}")
    else:
        click.echo(HELP)


def _show(opened: Opened, post: Post, said: list[str]) -> None:
    thread = opened.map.thread
    assert thread is not None  # noqa: S101 (the command has looked)
    people = thread.participants_by_id
    who = people[post.author].name if post.author in people else "unknown"  # type: ignore[index]
    to = f", answers #{thread.numbers[post.reply_to]}" if post.reply_to in thread.numbers else ""  # type: ignore[index]
    click.secho(f"\n#{thread.numbers[post.id]} {who}{to}  [{post.id}]", bold=True)
    for number, sentence in enumerate(said, start=1):
        click.echo(f"  {number}  {' '.join(sentence.split())}")
    claims = [claim for claim in opened.map.claims if any(quote.post == post.id for quote in claim.quotes)]
    for claim in claims:
        click.secho(f"     = {claim.id}: {claim.text}", dim=True)


def _take(path: str, post: Post, words: str) -> None:
    """Ask what some words do, and write it."""
    from argmap.editing.operations import open_map, selector

    opened = open_map(path)
    quote = selector(opened.map.thread, words, post.id)
    told = {key: value for key, value in quote.model_dump().items() if value is not None}
    what = click.prompt(
        "(c)laim, (q)uote of a claim that is there, (s)tance on one", type=click.Choice(["c", "q", "s"])
    )
    if what == "c":
        claim = _new_claim(path, told, words)
        _stance(path, post, claim, "asserts")
        _step(path, claim)
    else:
        claim = click.prompt(
            "claim", type=click.Choice([c.id for c in opened.map.claims]), show_choices=False
        )
        if what == "q":
            from argmap.editing.operations import with_quote

            _write(opened, with_quote(opened, claim, quote), f"add a quote to {claim}")
        _stance(path, post, claim, click.prompt("stance", type=click.Choice(STANCES), default="asserts"))


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
        f"answers which issue ({', '.join(issues)}; - for none)", default="-", show_default=False
    )
    item = {"id": id, **({"answers": answers} if answers != "-" else {}), "text": text, "quotes": [quote]}
    _write(opened, add(opened, "claims", item), f"add claim {id}")
    return str(id)


def _step(path: str, claim: str) -> None:
    """Ask what a new claim does to something that is there."""
    from argmap.cli.edit.add import free_id
    from argmap.editing.operations import add, open_map

    opened = open_map(path)
    kind = click.prompt(
        "what it does (support, attack, undercut, rephrase; - for nothing)", default="-", show_default=False
    )
    if kind not in KINDS:
        return
    known = [name for name in opened.map.kinds if name != claim]
    target = click.prompt("to which claim or step", type=click.Choice(known), show_choices=False)
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


def _write(opened: Opened, after: str, did: str) -> None:
    from argmap.editing.operations import commit

    commit(opened, after, did)
    click.secho(f"  {did}", fg="green")


def _careful(step: Callable[[], None]) -> None:
    """Take a step; what is refused is told, and nothing is written."""
    from argmap.errors import ArgmapError

    try:
        step()
    except ArgmapError as error:
        click.secho(f"  {error}", fg="red")

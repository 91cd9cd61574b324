"""`argmap edit add`: something new in a map, checked before it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.groups import Group
from argmap.cli.names import DISCUSSION_RULE, FALLACY, RELATION, SCHEME, STAGE, STANCE, names_option

if TYPE_CHECKING:
    from argmap.editing.operations import Opened

LONGEST_ID = 40
ONE_OF = {"breaches": "breach"}


@click.group(cls=Group, short_help="Add an issue, claim, example, relation, quote, …")
def add() -> None:
    """Add something to a map. The change is checked before it is written; comments and order are kept.

    An id is made from the text if you give none. Quotes are found in the thread, and get as much context as they need.

    \b
    Examples:
      argmap edit add issue data/tabs --question 'How to indent?' --id indent
      argmap edit add claim data/tabs --text 'They look alike.' --quote 'the same'
      argmap edit add relation data/tabs --kind support --premise a --target b
      argmap edit add quote data/tabs width 'choose the width' --post p2

    'argmap edit add relation --help' shows the options of a relation, and so on.
    """


def _quotes(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--post", metavar="ID", help="The post to quote, if several posts have these words."
    )(command)
    return click.option(
        "--quote",
        "quotes",
        multiple=True,
        metavar="WORDS",
        help="Words of the thread to quote; can be repeated.",
    )(command)


@add.command("issue", short_help="Add a question at issue.")
@click.argument("path")
@click.option("--question", required=True, help="The question.")
@click.option("--id", "id", metavar="ID", help="Id of the issue. Default: made from the question.")
@click.option("--label", help="A short form for small views.")
def add_issue(path: str, question: str, id: str | None, label: str | None) -> None:
    """Add an issue: the question that theses answer."""
    opened = _open(path)
    _add(opened, "issues", {"id": free_id(opened, id, question), "label": label, "question": question})


@add.command("claim", short_help="Add a claim.")
@click.argument("path")
@click.option("--text", required=True, help="The claim as one sentence.")
@click.option("--id", "id", metavar="ID", help="Id of the claim. Default: made from the label or the text.")
@click.option("--label", help="A short form for small views.")
@click.option("--answers", metavar="ISSUE", help="The issue that it answers; makes the claim a thesis.")
@click.option("--implicit", is_flag=True, help="Nobody said it: an implicit premise.")
@_quotes
def add_claim(
    path: str, text: str, id: str | None, label: str | None, answers: str | None, implicit: bool, quotes: tuple[str, ...],
    post: str | None,
) -> None:  # fmt: skip
    """Add a claim, with the words of the thread in which it is made."""
    opened = _open(path)
    item = {"id": free_id(opened, id, label or text), "label": label, "answers": answers, "text": text}
    _add(opened, "claims", {**item, "implicit": implicit or None, "quotes": _selectors(opened, quotes, post)})


@add.command("example", short_help="Add a technical example.")
@click.argument("path")
@click.option("--name", required=True, help="Its name.")
@click.option("--topic", required=True, help="What it is an example of, written like an id.")
@click.option("--text", required=True, help="What it shows, as one sentence.")
@click.option("--id", "id", metavar="ID", help="Id of the example. Default: made from the name.")
@click.option(
    "--experiment", metavar="NAME", help="The experiment that measures it; see 'argmap experiment list'."
)
@_quotes
def add_example(
    path: str, name: str, topic: str, text: str, id: str | None, experiment: str | None, quotes: tuple[str, ...],
    post: str | None,
) -> None:  # fmt: skip
    """Add a technical example. Write its references in a text editor."""
    opened = _open(path)
    item = {
        "id": free_id(opened, id, name),
        "name": name,
        "topic": topic,
        "text": text,
        "experiment": experiment,
    }
    _add(opened, "examples", {**item, "quotes": _selectors(opened, quotes, post)})


@add.command("relation", short_help="Add a support, attack, undercut or rephrase.")
@click.argument("path")
@names_option(
    "--kind", names=RELATION, metavar="KIND", required=True, help="What the premises do to the target."
)
@click.option(
    "--premise",
    "premises",
    multiple=True,
    required=True,
    metavar="ID",
    help="A premise; repeat the option for linked premises.",
)
@click.option(
    "--target", required=True, metavar="ID", help="A claim or an example; for an undercut, a relation."
)
@click.option("--id", "id", metavar="ID", help="Id of the relation. Default: made from premise and target.")
@names_option(
    "--scheme",
    names=SCHEME,
    metavar="NAME",
    help="The argumentation scheme; see 'argmap explain --kind scheme'.",
)
@click.option(
    "--question", metavar="ID", help="The critical question of the scheme that this objection raises."
)
@_quotes
def add_relation(
    path: str, kind: str, premises: tuple[str, ...], target: str, id: str | None, scheme: str | None, question: str | None,
    quotes: tuple[str, ...], post: str | None,
) -> None:  # fmt: skip
    """Add a relation from one or more premises to a target."""
    opened = _open(path)
    verb = {"support": "for", "attack": "against"}.get(kind, f"{kind}s")
    item = {
        "id": free_id(opened, id, f"{premises[0]} {verb} {target}"),
        "kind": kind,
        "premises": list(premises),
        "target": target,
        "scheme": scheme,
        "question": question,
    }
    _add(opened, "relations", {**item, "quotes": _selectors(opened, quotes, post)})


@add.command("commitment", short_help="Add the stance of a participant on a claim.")
@click.argument("path")
@click.option("--participant", required=True, metavar="ID", help="The participant.")
@click.option("--post", required=True, metavar="ID", help="The post in which the stance is taken.")
@click.option("--claim", required=True, metavar="ID", help="The claim.")
@names_option(
    "--stance",
    names=STANCE,
    metavar="STANCE",
    required=True,
    help="What the participant does with the claim.",
)
def add_commitment(path: str, participant: str, post: str, claim: str, stance: str) -> None:
    """Add a commitment: the stance that a participant takes on a claim in a post."""
    item = {"participant": participant, "post": post, "claim": claim, "stance": stance}
    _add(_open(path), "commitments", item)


@add.command("stage", short_help="Add posts to a stage of the discussion.")
@click.argument("path")
@names_option(
    "--stage", names=STAGE, metavar="STAGE", required=True, help="The stage of a critical discussion."
)
@click.option(
    "--post",
    "posts",
    multiple=True,
    required=True,
    metavar="ID",
    help="A post of the stage; can be repeated.",
)
@click.option("--why", help="Why you read these posts in this way.")
def add_stage(path: str, stage: str, posts: tuple[str, ...], why: str | None) -> None:
    """Add posts to a stage of a critical discussion (see 'argmap explain --kind stage')."""
    _add(_open(path), "stages", {"stage": stage, "posts": list(posts), "why": why})


@add.command("breach", short_help="Add a breach of a discussion rule.")
@click.argument("path")
@names_option(
    "--breaks",
    names=DISCUSSION_RULE,
    metavar="RULE",
    help="The rule that is broken; not needed with --fallacy.",
)
@names_option(
    "--fallacy",
    names=FALLACY,
    metavar="NAME",
    help="The fallacy, if it has a name; see 'argmap explain --kind fallacy'.",
)
@click.option("--relation", metavar="ID", help="The relation that breaks the rule, if it is one.")
@click.option("--why", required=True, help="Why you read the words in this way.")
@_quotes
def add_breach(
    path: str, breaks: str | None, fallacy: str | None, relation: str | None, why: str, quotes: tuple[str, ...], post: str | None
) -> None:  # fmt: skip
    """Add a breach of a rule for critical discussion, with the words that break it."""
    from argmap.model.discussion import discussion_rule

    if breaks is None and fallacy is None:
        raise click.UsageError("name the rule with --breaks, or the fallacy with --fallacy")
    if not quotes:
        raise click.UsageError("quote the words that break the rule with --quote")
    opened = _open(path)
    item = {"breaks": breaks or discussion_rule(fallacy or "").id, "fallacy": fallacy, "relation": relation}
    _add(opened, "breaches", {**item, "quotes": _selectors(opened, quotes, post), "why": why})


@add.command("quote", short_help="Add a quote to a claim, example or relation.")
@click.argument("path")
@click.argument("id")
@click.argument("words")
@click.option("--post", metavar="ID", help="The post to quote, if several posts have these words.")
def add_quote(path: str, id: str, words: str, post: str | None) -> None:
    """Add the quote of WORDS to the claim, example or relation ID."""
    from argmap.editing.operations import selector, with_quote

    opened = _open(path)
    committed(
        opened, with_quote(opened, id, selector(opened.map.thread, words, post)), f"add a quote to {id}"
    )


def _open(path: str) -> Opened:
    from argmap.editing.operations import open_map

    return open_map(path)


def _add(opened: Opened, section: str, item: dict[str, Any]) -> None:
    from argmap.editing.operations import add as added

    fields = {key: value for key, value in item.items() if value is not None and value != []}
    kind = ONE_OF.get(section, section[:-1])
    name = f"{kind} {item['id']}" if "id" in item else kind
    committed(opened, added(opened, section, fields), f"add {name}")


def committed(opened: Opened, after: str, change: str) -> None:
    """Write a change of a map, and print what it did and the findings that are new with it."""
    from argmap.editing.operations import commit

    for finding in commit(opened, after, change):
        help = f"; {finding.help}" if finding.help else ""
        click.echo(f"{finding.code} {finding.message}{help} [{finding.severity}]", err=True)
    click.echo(f"{opened.path}: done: {change}; 'argmap edit undo' takes it back", err=True)


def _selectors(opened: Opened, quotes: tuple[str, ...], post: str | None) -> list[dict[str, str]]:
    from argmap.editing.operations import selector

    selectors = (selector(opened.map.thread, words, post) for words in quotes)
    return [{key: value for key, value in s.model_dump().items() if value is not None} for s in selectors]


def free_id(opened: Opened, id: str | None, text: str) -> str:
    """Return the id that was given, or one made from the first words of a text that nothing in the map has yet."""
    if id is not None:
        return id
    made = ""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(made) + len(word) >= LONGEST_ID:
            break
        made = f"{made}-{word}" if made else word
    made = made or "item"
    free, number = made, 2
    while free in opened.map.kinds:
        free, number = f"{made}-{number}", number + 1
    return free

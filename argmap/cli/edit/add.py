"""`argmap add`: something new in a map, checked before it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argmap.editing.operations import Opened

KINDS = ("support", "attack", "undercut", "rephrase")
STANCES = ("asserts", "denies", "concedes", "questions", "retracts")
LONGEST_ID = 40
ONE_OF = {"breaches": "breach"}


@click.group(short_help="Add an issue, claim, example, relation, commitment, stage, breach or quote.")
def add() -> None:
    """Add something to a map. Comments and order are kept; the change is checked before it is written.

    What would break the map is refused, and nothing is written. `argmap undo` takes the last edit back. Ids are made of the
    text unless they are given; quotes are found in the thread, with as much context as they need.

    \b
    Examples:
      argmap add issue data/tabs --question 'How should code be indented?' --id indent
      argmap add claim data/tabs --text 'Spaces look the same everywhere.' --quote 'they look the same everywhere'
      argmap add relation data/tabs --kind support --premise same-everywhere --target spaces
      argmap add commitment data/tabs --participant bo --post p2 --claim same-everywhere --stance concedes
      argmap add breach data/tabs --breaks standpoint --fallacy straw-man --quote 'so you hate tabs' --why 'Nobody said so.'
    """


def _quotes(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--post", metavar="ID", help="Post of the quotes, where their words stand in several."
    )(command)
    return click.option(
        "--quote", "quotes", multiple=True, metavar="WORDS", help="Words of the thread; repeatable."
    )(command)


@add.command("issue", short_help="Add a question at issue.")
@click.argument("path")
@click.option("--question", required=True, help="The question.")
@click.option("--id", "id", metavar="ID", help="Default: made of the question.")
@click.option("--label", help="A short form.")
def add_issue(path: str, question: str, id: str | None, label: str | None) -> None:
    """Add an issue: the question that theses answer."""
    opened = _open(path)
    _add(opened, "issues", {"id": free_id(opened, id, question), "label": label, "question": question})


@add.command("claim", short_help="Add a claim.")
@click.argument("path")
@click.option("--text", required=True, help="The claim as one sentence.")
@click.option("--id", "id", metavar="ID", help="Default: made of the label or the text.")
@click.option("--label", help="A short form.")
@click.option("--answers", metavar="ISSUE", help="The issue it answers: makes it a thesis.")
@click.option("--implicit", is_flag=True, help="Nobody said it: an unstated premise.")
@_quotes
def add_claim(
    path: str, text: str, id: str | None, label: str | None, answers: str | None, implicit: bool, quotes: tuple[str, ...],
    post: str | None,
) -> None:  # fmt: skip
    """Add a claim, with the words of the thread that make it."""
    opened = _open(path)
    item = {"id": free_id(opened, id, label or text), "label": label, "answers": answers, "text": text}
    _add(opened, "claims", {**item, "implicit": implicit or None, "quotes": _selectors(opened, quotes, post)})


@add.command("example", short_help="Add a technical example.")
@click.argument("path")
@click.option("--name", required=True, help="Its name.")
@click.option("--topic", required=True, help="What it is an example of, as an id.")
@click.option("--text", required=True, help="What it shows, as one sentence.")
@click.option("--id", "id", metavar="ID", help="Default: made of the name.")
@click.option("--experiment", metavar="NAME", help="A registered experiment that measures it.")
@_quotes
def add_example(
    path: str, name: str, topic: str, text: str, id: str | None, experiment: str | None, quotes: tuple[str, ...],
    post: str | None,
) -> None:  # fmt: skip
    """Add a technical example; its references are written in an editor."""
    opened = _open(path)
    item = {
        "id": free_id(opened, id, name),
        "name": name,
        "topic": topic,
        "text": text,
        "experiment": experiment,
    }
    _add(opened, "examples", {**item, "quotes": _selectors(opened, quotes, post)})


@add.command("relation", short_help="Add a step: support, attack, undercut or rephrase.")
@click.argument("path")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What the premises do to the target.")
@click.option(
    "--premise", "premises", multiple=True, required=True, metavar="ID", help="Repeat it for linked premises."
)
@click.option("--target", required=True, metavar="ID", help="A claim or example; for an undercut a relation.")
@click.option("--id", "id", metavar="ID", help="Default: made of premise and target.")
@click.option("--scheme", metavar="ID", help="The argumentation scheme of the step.")
@click.option("--question", metavar="ID", help="The critical question that the objection raises.")
@_quotes
def add_relation(
    path: str, kind: str, premises: tuple[str, ...], target: str, id: str | None, scheme: str | None, question: str | None,
    quotes: tuple[str, ...], post: str | None,
) -> None:  # fmt: skip
    """Add a relation between parts of the map."""
    opened = _open(path)
    words = {"support": "for", "attack": "against", "undercut": "undercuts", "rephrase": "rephrases"}
    item = {
        "id": free_id(opened, id, f"{premises[0]} {words[kind]} {target}"),
        "kind": kind,
        "premises": list(premises),
        "target": target,
        "scheme": scheme,
        "question": question,
    }
    _add(opened, "relations", {**item, "quotes": _selectors(opened, quotes, post)})


@add.command("commitment", short_help="Add who takes which stance on a claim.")
@click.argument("path")
@click.option("--participant", required=True, metavar="ID", help="Who.")
@click.option("--post", required=True, metavar="ID", help="In which post.")
@click.option("--claim", required=True, metavar="ID", help="On which claim.")
@click.option("--stance", type=click.Choice(STANCES), required=True, help="Which stance.")
def add_commitment(path: str, participant: str, post: str, claim: str, stance: str) -> None:
    """Add a commitment."""
    item = {"participant": participant, "post": post, "claim": claim, "stance": stance}
    _add(_open(path), "commitments", item)


@add.command("stage", short_help="Add which posts belong to a stage of discussion.")
@click.argument("path")
@click.option(
    "--stage", required=True, metavar="ID", help="confrontation, opening, argumentation or concluding."
)
@click.option("--post", "posts", multiple=True, required=True, metavar="ID", help="A post of it; repeatable.")
@click.option("--why", help="Why you read them so.")
def add_stage(path: str, stage: str, posts: tuple[str, ...], why: str | None) -> None:
    """Add posts to a stage of critical discussion (see argmap discussion)."""
    _add(_open(path), "stages", {"stage": stage, "posts": list(posts), "why": why})


@add.command("breach", short_help="Add where a rule for discussion is broken.")
@click.argument("path")
@click.option("--breaks", metavar="RULE", help="The rule; may be left out when a fallacy is given.")
@click.option("--fallacy", metavar="ID", help="The name of the slip, if it has one.")
@click.option("--relation", metavar="ID", help="The step that breaks the rule, if it is one.")
@click.option("--why", required=True, help="Why you read the words so.")
@_quotes
def add_breach(
    path: str, breaks: str | None, fallacy: str | None, relation: str | None, why: str, quotes: tuple[str, ...], post: str | None
) -> None:  # fmt: skip
    """Add a breach of a rule for critical discussion, with the words that break it (see argmap discussion)."""
    from argmap.model.discussion import discussion_rule

    if breaks is None and fallacy is None:
        raise click.UsageError("name the rule with --breaks, or the slip with --fallacy")
    if not quotes:
        raise click.UsageError("quote the words that break the rule with --quote")
    opened = _open(path)
    item = {"breaks": breaks or discussion_rule(fallacy or "").id, "fallacy": fallacy, "relation": relation}
    _add(opened, "breaches", {**item, "quotes": _selectors(opened, quotes, post), "why": why})


@add.command("quote", short_help="Add a quote to something that is there.")
@click.argument("path")
@click.argument("id")
@click.argument("words")
@click.option("--post", metavar="ID", help="Where the words stand in several posts.")
def add_quote(path: str, id: str, words: str, post: str | None) -> None:
    """Add the quote of WORDS to the claim, example or relation ID."""
    from argmap.cli.edit.editing import committed
    from argmap.editing.operations import selector, with_quote

    opened = _open(path)
    committed(
        opened, with_quote(opened, id, selector(opened.map.thread, words, post)), f"add a quote to {id}"
    )


def _open(path: str) -> Opened:
    from argmap.editing.operations import open_map

    return open_map(path)


def _add(opened: Opened, section: str, item: dict[str, Any]) -> None:
    from argmap.cli.edit.editing import committed
    from argmap.editing.operations import add as added

    told = {key: value for key, value in item.items() if value is not None and value != []}
    kind = ONE_OF.get(section, section[:-1])
    name = f"{kind} {item['id']}" if "id" in item else kind
    committed(opened, added(opened, section, told), f"add {name}")


def _selectors(opened: Opened, quotes: tuple[str, ...], post: str | None) -> list[dict[str, str]]:
    from argmap.editing.operations import selector

    found = (selector(opened.map.thread, words, post) for words in quotes)
    return [{key: value for key, value in quote.model_dump().items() if value is not None} for quote in found]


def free_id(opened: Opened, id: str | None, text: str) -> str:
    """Return the id that was given, or one made of the first words of a text that nothing has yet."""
    if id is not None:
        return id
    words = re.findall(r"[a-z0-9]+", text.lower())
    made = ""
    for word in words:
        if len(made) + len(word) >= LONGEST_ID:
            break
        made = f"{made}-{word}" if made else word
    made = made or "item"
    number = 2
    free = made
    while free in opened.map.kinds:
        free, number = f"{made}-{number}", number + 1
    return free

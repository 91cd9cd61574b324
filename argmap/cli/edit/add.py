"""`argmap edit add`: something new in a map, checked before it is written."""

from __future__ import annotations

from typing import Any

import click

from argmap.cli.edit.records import reference, sense
from argmap.cli.edit.writing import (
    add_item,
    committed,
    free_id,
    item_options,
    of_item,
    opened_map,
    quote_options,
    relation_id,
    selectors,
)
from argmap.cli.groups import Group
from argmap.cli.names import RELATION, SCHEME, names_option


@click.group(cls=Group, short_help="Add an issue, claim, example, relation, stance, question, …")
def add() -> None:
    """Add something to a map. The change is checked before it is written; comments and order are kept.

    An id is made from the text if you give none. Quotes are found in the thread, and get as much context as they need;
    write … where you leave words out.

    \b
    Examples:
      argmap edit add issue data/tabs --question 'How to indent?' --id indent
      argmap edit add claim data/tabs --text 'They look alike.' --quote 'the same'
      argmap edit add relation data/tabs --kind support --premise a --target b
      argmap edit add commitment data/tabs --post p2 --claim a --stance concedes
      argmap edit add quote data/tabs width 'choose … the width' --post p2

    'argmap edit add relation --help' shows the options of a relation, and so on.
    """


@add.command("issue", short_help="Add a question at issue.")
@click.argument("path")
@click.option("--question", required=True, help="The question.")
@click.option("--id", "id", metavar="ID", help="Id of the issue. Default: made from the question.")
@click.option("--label", help="A short form for small views.")
@click.option(
    "--exclusive/--not-exclusive", default=None, help="Whether one of its answers can be right at most."
)
@click.option("--parent", metavar="ID", help="The issue or thesis of which it is a sub-question.")
@item_options
def add_issue(path: str, question: str, id: str | None, **fields: Any) -> None:
    """Add an issue: the question that theses answer. 'argmap edit add outcome' says how its discussion ended."""
    opened = opened_map(path)
    first = {"id": free_id(opened, id, question), "label": fields.pop("label"), "question": question}
    add_item(opened, "issues", {**first, **fields})


@add.command("claim", short_help="Add a claim.")
@click.argument("path")
@click.option("--text", required=True, help="The claim as one sentence.")
@click.option("--id", "id", metavar="ID", help="Id of the claim. Default: made from the label or the text.")
@click.option("--label", help="A short form for small views.")
@click.option("--answers", metavar="ISSUE", help="The issue that it answers; makes the claim a thesis.")
@click.option("--implicit", is_flag=True, help="Nobody said it: an implicit premise.")
@click.option("--meta", is_flag=True, help="A remark about the discussion, which is no reason in the matter.")
@click.option(
    "--sense",
    "senses",
    multiple=True,
    metavar="TERM=SENSE",
    help="In which sense it uses a contested term; can be repeated.",
)
@click.option(
    "--reference",
    "references",
    multiple=True,
    metavar="'TITLE; year=…'",
    help="A work that says the same; see 'argmap edit add reference --help'.",
)
@quote_options
@item_options
def add_claim(path: str, text: str, id: str | None, **fields: Any) -> None:
    """Add a claim, with the words of the thread in which it is made."""
    opened = opened_map(path)
    item = {
        "id": free_id(opened, id, fields["label"] or text),
        "label": fields["label"],
        "answers": fields["answers"],
        "text": text,
        "implicit": fields["implicit"] or None,
        "meta": fields["meta"] or None,
        "senses": [sense(each) for each in fields["senses"]],
        "quotes": selectors(opened, fields["quotes"], fields["post"]),
        "references": [reference(each) for each in fields["references"]],
    }
    add_item(opened, "claims", {**item, **of_item(fields)})


@add.command("example", short_help="Add a technical example.")
@click.argument("path")
@click.option("--name", required=True, help="Its name.")
@click.option("--topic", required=True, help="What it is an example of, written like an id.")
@click.option("--text", required=True, help="What it shows, as one sentence.")
@click.option("--id", "id", metavar="ID", help="Id of the example. Default: made from the name.")
@click.option(
    "--experiment", metavar="NAME", help="The experiment that measures it; see 'argmap experiment list'."
)
@click.option(
    "--reference",
    "references",
    multiple=True,
    metavar="'TITLE; year=…'",
    help="A work that documents it; see 'argmap edit add reference --help'.",
)
@quote_options
@item_options
def add_example(path: str, name: str, id: str | None, **fields: Any) -> None:
    """Add a technical example."""
    opened = opened_map(path)
    item = {
        "id": free_id(opened, id, name),
        "name": name,
        "topic": fields["topic"],
        "text": fields["text"],
        "experiment": fields["experiment"],
        "quotes": selectors(opened, fields["quotes"], fields["post"]),
        "references": [reference(each) for each in fields["references"]],
    }
    add_item(opened, "examples", {**item, **of_item(fields)})


@add.command("relation", short_help="Add a support, attack, undercut, rephrase or explanation.")
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
    "--target",
    required=True,
    metavar="ID",
    help="A claim or an example; a relation for an undercut, or for a support that backs an inference.",
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
@quote_options
@item_options
def add_relation(path: str, kind: str, premises: tuple[str, ...], id: str | None, **fields: Any) -> None:
    """Add a relation from one or more premises to a target."""
    opened = opened_map(path)
    item = {
        "id": id or relation_id(opened, premises[0], kind, fields["target"]),
        "kind": kind,
        "premises": list(premises),
        "target": fields["target"],
        "scheme": fields["scheme"],
        "question": fields["question"],
        "quotes": selectors(opened, fields["quotes"], fields["post"]),
    }
    add_item(opened, "relations", {**item, **of_item(fields)})


@add.command("quote", short_help="Add a quote to what is in the map.")
@click.argument("path")
@click.argument("id")
@click.argument("words")
@click.option("--post", metavar="ID", help="The post to quote, if several posts have these words.")
def add_quote(path: str, id: str, words: str, post: str | None) -> None:
    """Add the quote of WORDS to the claim, example, relation, question or commitment ID, or to the outcome of an issue.

    Write … where you leave words out. Words that stand in a post with … are quoted as they stand. A commitment is
    named PARTICIPANT:CLAIM, as for 'argmap edit set'.

    \b
    Examples:
      argmap edit add quote data/tabs width 'choose … the width' --post p2
      argmap edit add quote data/tabs bo:same-everywhere 'True'
    """
    from argmap.editing.quoting import with_quote

    opened = opened_map(path)
    committed(opened, with_quote(opened, id, words, post), f"add a quote to {id}")


@add.command("sense", short_help="Add the sense in which a claim uses a term.")
@click.argument("path")
@click.argument("claim")
@click.argument("term", metavar="TERM=SENSE")
def add_sense(path: str, claim: str, term: str) -> None:
    """Add to a claim the sense in which it uses a term that not everybody in the thread uses alike.

    \b
    Examples:
      argmap edit add sense data/tabs spaces 'space=the character'
    """
    _add_inside(path, claim, "senses", sense(term))


@add.command("reference", short_help="Add a publication to a claim or an example.")
@click.argument("path")
@click.argument("id")
@click.argument("work", metavar="'TITLE; year=…'")
def add_reference(path: str, id: str, work: str) -> None:
    """Add a publication to the claim or example ID: its title, then KEY=VALUE parts, with semicolons between.

    The keys are authors, year, venue, url and where (section, equation, page). A title with a semicolon needs the form
    of the map: '{title: "One; two", year: 1986}'.

    \b
    Examples:
      argmap edit add reference data/tabs same 'On tabs; year=1986; venue=Nature'
    """
    _add_inside(path, id, "references", reference(work))


def _add_inside(path: str, id: str, field: str, record: dict[str, Any]) -> None:
    """Add a record to a list of an item."""
    from argmap.editing.operations import add_inside
    from argmap.editing.parts import find
    from argmap.errors import UnknownName

    opened = opened_map(path)
    section, index = find(opened.map, id)
    if not hasattr(getattr(opened.map, section)[index], field):
        nodes = opened.map.nodes.values()
        raise UnknownName(f"part with {field}", id, (node.id for node in nodes if hasattr(node, field)))
    committed(opened, add_inside(opened, (section, index, field), record), f"add one of the {field} of {id}")

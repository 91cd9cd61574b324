"""`argmap edit add`: something new in a map, checked before it is written."""

from __future__ import annotations

from typing import Any

import click

from argmap.cli.edit.records import reference, sense
from argmap.cli.edit.writing import add_new, item_options, occurrence_option, quote_options
from argmap.cli.groups import Group
from argmap.cli.names import RELATION, SCHEME, STANCE, names_option


@click.group(cls=Group, short_help="Add an issue, claim, example, relation, stance, question, …")
def add() -> None:
    """Add something to a map. The change is checked before it is written; comments and order are kept.

    An id is made from the text if you give none. Quotes are found in the thread, and get as much context as they need;
    write … where you leave words out.

    \b
    Examples:
      argmap edit add issue data/tabs --question 'How to indent?' --id indent
      argmap edit add claim m --text 'They are alike.' --quote same --supports b
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
def add_issue(path: str, **fields: Any) -> None:
    """Add an issue: the question that theses answer. 'argmap edit add outcome' says how its discussion ended."""
    add_new(path, "issue", fields)


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
@click.option(
    "--supports", multiple=True, metavar="ID", help="A claim or an example that it gives a reason for."
)
@click.option(
    "--attacks", multiple=True, metavar="ID", help="A claim or an example that it gives a reason against."
)
@click.option(
    "--undercuts",
    multiple=True,
    metavar="ID",
    help="A relation: it denies that the reason shows the conclusion.",
)
@click.option(
    "--linked-with",
    multiple=True,
    metavar="ID",
    help="Another premise of that relation; the premises count only together. Can be repeated.",
)
@names_option(
    "--scheme",
    names=SCHEME,
    metavar="NAME",
    help="The argumentation scheme of that relation; see 'argmap explain --kind scheme'.",
)
@names_option(
    "--stance",
    names=STANCE,
    metavar="STANCE",
    help="What the author of the quoted post does with it. Without it, the quote says that the author asserts it.",
)
@click.option("--hedged", is_flag=True, help="That stance is said as a guess.")
@click.option("--if", "if", metavar="CLAIM|WORDS", help="On which condition that stance is taken.")
@quote_options
@item_options
def add_claim(path: str, **fields: Any) -> None:
    """Add a claim, with the words of the thread in which it is made, and what it does to other claims.

    --supports, --attacks and --undercuts each make a relation whose premise is the claim. All is written at once, and
    'argmap edit undo' takes all of it back.

    \b
    Examples:
      argmap edit add claim m --text 'They are alike.' --quote same --supports b
      argmap edit add claim m --text 'It is dear.' --quote 'a lot' --attacks b
      argmap edit add claim m --text 'So.' --quote maybe --stance asserts --hedged
    """
    fields["senses"] = [sense(each) for each in fields["senses"]]
    fields["references"] = [reference(each) for each in fields["references"]]
    add_new(path, "claim", fields)


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
def add_example(path: str, **fields: Any) -> None:
    """Add a technical example."""
    fields["references"] = [reference(each) for each in fields["references"]]
    add_new(path, "example", fields)


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
def add_relation(path: str, **fields: Any) -> None:
    """Add a relation from one or more premises to a target."""
    add_new(path, "relation", fields)


@add.command("quote", short_help="Add a quote to what is in the map.")
@click.argument("path")
@click.argument("id")
@click.argument("words")
@click.option("--post", metavar="ID", help="The post to quote, if several posts have these words.")
@occurrence_option
def add_quote(path: str, id: str, words: str, post: str | None, occurrence: int | None) -> None:
    """Add the quote of WORDS to the claim, example, relation, question or commitment ID, or to the outcome of an issue.

    Write … where you leave words out. Words that stand in a post with … are quoted as they stand. A commitment is
    named PARTICIPANT:CLAIM, as for 'argmap edit set'.

    \b
    Examples:
      argmap edit add quote data/tabs width 'choose … the width' --post p2
      argmap edit add quote data/tabs bo:same-everywhere 'True'
      argmap edit add quote data/tabs width 'the width' --occurrence 2
    """
    from argmap.cli.edit.writing import chosen_place, opened_map, planned
    from argmap.editing.additions import addition
    from argmap.editing.quoting import SeveralPlaces

    opened = opened_map(path)
    fields: dict[str, Any] = {"to": id, "words": words, "post": post, "occurrence": occurrence}
    try:
        plan = addition(opened.map, "quote", fields)
    except SeveralPlaces as several:
        place, number = chosen_place(several)
        plan = addition(opened.map, "quote", {**fields, "post": place.post, "occurrence": number})
    planned(opened, plan)


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
    add_new(path, "sense", {"to": claim, **sense(term)})


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
    add_new(path, "reference", {"to": id, **reference(work)})


@add.command("annotator", short_help="Add somebody who makes the map.")
@click.argument("path")
@click.argument("name")
def add_annotator(path: str, name: str) -> None:
    """Add NAME to the annotators of a map, who can then be named with --by.

    'argmap edit set PATH map annotators=' takes all of them away.

    \b
    Examples:
      argmap edit add annotator data/tabs 'Eva Kern'
    """
    add_new(path, "annotator", {"name": name})

"""`argmap edit add` for what people do: stances, questions, answers, outcomes, stages and breaches."""

from __future__ import annotations

from typing import Any

import click

from argmap.cli.edit.records import answer
from argmap.cli.edit.writing import (
    add_new,
    item_options,
    note_option,
    opened_map,
    planned,
    quote_options,
    quotes_option,
)
from argmap.cli.names import DISCUSSION_RULE, FALLACY, STAGE, STANCE, names_option


@click.command("commitment", short_help="Add the stance of a participant on a claim.")
@click.argument("path")
@click.option("--participant", metavar="ID", help="The participant. Default: the author of the post.")
@click.option("--post", required=True, metavar="ID", help="The post in which the stance is taken.")
@click.option("--claim", required=True, metavar="ID", help="The claim.")
@names_option(
    "--stance",
    names=STANCE,
    metavar="STANCE",
    required=True,
    help="What the participant does with the claim.",
)
@click.option(
    "--if",
    "if",
    metavar="CLAIM|WORDS",
    help="On which condition: the id of a claim, or words ('if it is cheap').",
)
@click.option("--hedged", is_flag=True, help="It is said as a guess ('perhaps', 'I cannot prove it').")
@quotes_option
@item_options
def add_commitment(path: str, **fields: Any) -> None:
    """Add a commitment: the stance that a participant takes on a claim in a post, with the words of that post.

    \b
    Examples:
      argmap edit add commitment m --post p2 --claim a --stance concedes
      argmap edit add commitment m --post p4 --claim a --stance accepts --if b
      argmap edit add commitment m --post p5 --claim b --stance asserts --hedged
    """
    add_new(path, "commitment", fields)


@click.command("question", short_help="Add a question that a post asks.")
@click.argument("path")
@click.option("--post", required=True, metavar="ID", help="The post that asks it.")
@click.option("--text", required=True, help="The question as one sentence.")
@click.option("--id", "id", metavar="ID", help="Id of the question. Default: made from the text.")
@click.option("--about", metavar="ID", help="The issue, claim, example or relation that it is about.")
@click.option("--to", metavar="ID", help="The participant who is asked.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="POST|CLAIM|POST:CLAIM",
    help="What answers it; can be repeated. Without it, nobody answered.",
)
@quotes_option
@item_options
def add_question(path: str, answers: tuple[str, ...], **fields: Any) -> None:
    """Add a question that a post asks. Whoever doubts a claim by it also takes the stance 'questions' on the claim.

    \b
    Examples:
      argmap edit add question data/tabs --post p3 --text 'Who does?'
    """
    if answers:
        map = opened_map(path).map
        fields["answered_by"] = [answer(map, each) for each in answers]
    add_new(path, "question", fields)


@click.command("answer", short_help="Add what answers a question.")
@click.argument("path")
@click.argument("question")
@click.argument("answers", nargs=-1, required=True, metavar="POST|CLAIM|POST:CLAIM...")
def add_answer(path: str, question: str, answers: tuple[str, ...]) -> None:
    """Add to the question QUESTION what answers it: a post, a claim, or a claim in a post.

    \b
    Examples:
      argmap edit add answer data/tabs who-changes-the-width p4:never-changed
    """
    from argmap.editing.additions import addition
    from argmap.editing.plan import EditPlan

    opened = opened_map(path)
    plans = [
        addition(opened.map, "answer", {"question": question, **answer(opened.map, each)}) for each in answers
    ]
    planned(opened, EditPlan(plans[0].did, tuple(changes for plan in plans for changes in plan.passes)))


@click.command("outcome", short_help="Say how the discussion of an issue ended.")
@click.argument("path")
@click.argument("issue")
@click.option("--thesis", metavar="ID", help="The thesis that was chosen.")
@click.option("--open", "is_open", is_flag=True, help="The thread ends without an answer.")
@click.option("--by", multiple=True, metavar="ID", help="A participant who chose it; can be repeated.")
@quote_options
@note_option
def add_outcome(path: str, issue: str, thesis: str | None, is_open: bool, **fields: Any) -> None:
    """Say how the discussion of ISSUE ended: with a thesis that was chosen, or open. It takes the place of an earlier outcome.

    'argmap edit set PATH ISSUE outcome=' takes the outcome away.

    \b
    Examples:
      argmap edit add outcome data/tabs indent --thesis spaces --by ann --by bo
      argmap edit add outcome data/tabs indent --open --note 'Bo leaves.'
    """
    if (thesis is None) is not is_open:
        raise click.UsageError("say either --thesis ID or --open")
    add_new(path, "outcome", {"issue": issue, "thesis": thesis, "open": is_open or None, **fields})


@click.command("stage", short_help="Add posts to a stage of the discussion.")
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
@item_options
def add_stage(path: str, **fields: Any) -> None:
    """Add posts to a stage of a critical discussion (see 'argmap explain --kind stage')."""
    add_new(path, "stage", fields)


@click.command("breach", short_help="Add a breach of a discussion rule.")
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
@quote_options
@item_options
def add_breach(path: str, **fields: Any) -> None:
    """Add a breach of a rule for critical discussion, with the words that break it."""
    add_new(path, "breach", fields)


MOVES = (add_commitment, add_question, add_answer, add_outcome, add_stage, add_breach)
"""What `argmap edit add` can add beside the parts of an argument."""

"""`argmap edit add` for what people do: stances, questions, answers, outcomes, stages and breaches."""

from __future__ import annotations

from typing import Any

import click

from argmap.cli.edit.records import answer
from argmap.cli.edit.writing import (
    add_item,
    committed,
    free_id,
    given,
    item_options,
    note_option,
    of_item,
    opened_map,
    quote_options,
    quotes_option,
    selectors,
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
    "condition",
    metavar="CLAIM|WORDS",
    help="On which condition: the id of a claim, or words ('if it is cheap').",
)
@click.option("--hedged", is_flag=True, help="It is said as a guess ('perhaps', 'I cannot prove it').")
@quotes_option
@item_options
def add_commitment(path: str, post: str, quotes: tuple[str, ...], **fields: Any) -> None:
    """Add a commitment: the stance that a participant takes on a claim in a post, with the words of that post.

    \b
    Examples:
      argmap edit add commitment m --post p2 --claim a --stance concedes
      argmap edit add commitment m --post p4 --claim a --stance accepts --if b
      argmap edit add commitment m --post p5 --claim b --stance asserts --hedged
    """
    opened = opened_map(path)
    item = {
        "participant": fields["participant"] or _author(opened.map, post),
        "post": post,
        "claim": fields["claim"],
        "stance": fields["stance"],
        "if": fields["condition"],
        "hedged": fields["hedged"] or None,
        "quotes": selectors(opened, quotes, post),
    }
    add_item(opened, "commitments", {**item, **of_item(fields)})


def _author(map: Any, post: str) -> str:
    """Return who wrote a post.

    Raises:
        UnknownName: there is no such post.
        UsageError: nobody knows.
    """
    from argmap.errors import UnknownName

    posts = map.thread.posts_by_id if map.thread else {}
    if post not in posts:
        raise UnknownName("post", post, posts)
    if posts[post].author is None:
        raise click.UsageError(
            f"nobody knows who wrote post {post!r}; name the participant with --participant"
        )
    return str(posts[post].author)


@click.command("question", short_help="Add a question that a post asks.")
@click.argument("path")
@click.option("--post", required=True, metavar="ID", help="The post that asks it.")
@click.option("--text", required=True, help="The question as one sentence.")
@click.option("--id", "id", metavar="ID", help="Id of the question. Default: made from the text.")
@click.option("--about", metavar="ID", help="The issue, claim, example or relation that it is about.")
@click.option("--to", "asked", metavar="ID", help="The participant who is asked.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="POST|CLAIM|POST:CLAIM",
    help="What answers it; can be repeated. Without it, nobody answered.",
)
@quotes_option
@item_options
def add_question(
    path: str, post: str, text: str, id: str | None, quotes: tuple[str, ...], **fields: Any
) -> None:
    """Add a question that a post asks. Whoever doubts a claim by it also takes the stance 'questions' on the claim.

    \b
    Examples:
      argmap edit add question data/tabs --post p3 --text 'Who does?'
    """
    opened = opened_map(path)
    item = {
        "id": free_id(opened, id, text),
        "post": post,
        "text": text,
        "about": fields["about"],
        "to": fields["asked"],
        "quotes": selectors(opened, quotes, post),
        "answered_by": [answer(opened.map, each) for each in fields["answers"]],
    }
    add_item(opened, "questions", {**item, **of_item(fields)})


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
    from argmap.editing.operations import set_fields
    from argmap.errors import UnknownName

    opened = opened_map(path)
    known = opened.map.questions_by_id
    if question not in known:
        raise UnknownName("question", question, known)
    old = tuple(each.to_dict() for each in known[question].answered_by)
    new = (*old, *(answer(opened.map, each) for each in answers))
    committed(opened, set_fields(opened, question, {"answered_by": new}), f"add an answer to {question}")


@click.command("outcome", short_help="Say how the discussion of an issue ended.")
@click.argument("path")
@click.argument("issue")
@click.option("--thesis", metavar="ID", help="The thesis that was chosen.")
@click.option("--open", "is_open", is_flag=True, help="The thread ends without an answer.")
@click.option(
    "--by", "people", multiple=True, metavar="ID", help="A participant who chose it; can be repeated."
)
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
    from argmap.editing.operations import set_fields
    from argmap.errors import UnknownName

    if (thesis is None) is not is_open:
        raise click.UsageError("say either --thesis ID or --open")
    opened = opened_map(path)
    if issue not in opened.map.issues_by_id:
        raise UnknownName("issue", issue, opened.map.issues_by_id)
    outcome = {
        "thesis": thesis,
        "open": is_open or None,
        "by": list(fields["people"]),
        "quotes": selectors(opened, fields["quotes"], fields["post"]),
        "note": fields["note"],
    }
    committed(opened, set_fields(opened, issue, {"outcome": given(outcome)}), f"add the outcome of {issue}")


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
def add_stage(path: str, stage: str, posts: tuple[str, ...], why: str | None, **fields: Any) -> None:
    """Add posts to a stage of a critical discussion (see 'argmap explain --kind stage')."""
    item = {"stage": stage, "posts": list(posts), "why": why}
    add_item(opened_map(path), "stages", {**item, **of_item(fields)})


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
def add_breach(path: str, breaks: str | None, fallacy: str | None, **fields: Any) -> None:
    """Add a breach of a rule for critical discussion, with the words that break it."""
    from argmap.model.discussion import discussion_rule

    if breaks is None and fallacy is None:
        raise click.UsageError("name the rule with --breaks, or the fallacy with --fallacy")
    if not fields["quotes"]:
        raise click.UsageError("quote the words that break the rule with --quote")
    opened = opened_map(path)
    item = {
        "breaks": breaks or discussion_rule(fallacy or "").id,
        "fallacy": fallacy,
        "relation": fields["relation"],
        "quotes": selectors(opened, fields["quotes"], fields["post"]),
        "why": fields["why"],
    }
    add_item(opened, "breaches", {**item, **of_item(fields)})


MOVES = (add_commitment, add_question, add_answer, add_outcome, add_stage, add_breach)
"""What `argmap edit add` can add beside the parts of an argument."""

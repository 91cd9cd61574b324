"""The forms of questions, answers, issues, examples, outcomes, schemes and other words."""

from __future__ import annotations

from argmap.editing.guided import listing
from argmap.editing.guided.form import Answers, Choice, FieldKind, FormField, MoveForm, Occasion, always
from argmap.editing.guided.inference_fields import inference, inference_fields
from argmap.editing.guided.moves import (
    Asked,
    Ending,
    FollowsScheme,
    NewExample,
    NewIssue,
    Reply,
    Rewording,
)
from argmap.editing.naming import free_id
from argmap.errors import ArgmapError
from argmap.model.relation import RelationKind


def question_form(occasion: Occasion) -> MoveForm:
    """Return the questions about a question that the words ask."""
    none = Choice(listing.NONE, "nothing that is in the map")
    answered = occasion.thread.posts_by_id.get(occasion.post.reply_to or "")
    to = answered.author if answered is not None and answered.author != occasion.post.author else None

    def about_claim(answers: Answers) -> bool:
        return occasion.post.author is not None and answers.get("about") in {
            c.id for c in occasion.map.claims
        }

    fields = (
        FormField(
            "text",
            "The question as one sentence",
            key="c",
            needed=always,
            default=lambda _: listing.question(occasion.words),
        ),
        FormField(
            "about",
            "It is about",
            FieldKind.CHOICE,
            "t",
            always,
            choices=lambda _: (
                *listing.claims(occasion, examples=True),
                *listing.issues(occasion),
                *listing.relations(occasion),
                none,
            ),
        ),
        FormField(
            "doubts",
            f"Does {occasion.author} doubt it, and ask for a reason?",
            FieldKind.FLAG,
            "d",
            always,
            about_claim,
        ),
        FormField(
            "to",
            "Who is asked",
            FieldKind.CHOICE,
            "w",
            default=lambda _: to or listing.NONE,
            choices=lambda _: (*listing.people(occasion), Choice(listing.NONE, "nobody in particular")),
        ),
    )
    return MoveForm(
        "Question",
        fields,
        lambda answers: Asked(
            answers["text"], _given(answers["about"]), _given(answers.get("to")), bool(answers.get("doubts"))
        ),
    )


def reply_form(occasion: Occasion) -> MoveForm:
    """Return the questions about an answer to a question.

    Raises:
        ArgmapError: nobody asked anything before.
    """
    known = listing.asked(occasion)
    if not known:
        raise ArgmapError("the map has no question that was asked before; press q for words that ask one")
    none = Choice(listing.NONE, "no claim: the post answers as a whole")
    fields = (
        FormField("question", "It answers", FieldKind.CHOICE, "t", always, choices=lambda _: known),
        FormField(
            "claim",
            "With the claim",
            FieldKind.CHOICE,
            "c",
            default=lambda _: listing.NONE,
            choices=lambda _: (none, *listing.claims(occasion)),
        ),
    )
    return MoveForm(
        "Answer", fields, lambda answers: Reply(answers["question"], _given(answers.get("claim")))
    )


def issue_form(occasion: Occasion) -> MoveForm:
    """Return the questions about a question at issue."""
    parents = (
        *listing.issues(occasion),
        *(choice for choice in listing.claims(occasion) if "thesis" in choice.detail),
        Choice(listing.NONE, "none"),
    )
    fields = (
        FormField("question", "The question at issue, as one sentence", key="c", needed=always),
        FormField("parent", "It is a sub-question of", FieldKind.CHOICE, "t", default=lambda _: listing.NONE, choices=lambda _: parents),
    )  # fmt: skip
    return MoveForm(
        "Question at issue",
        fields,
        lambda answers: NewIssue(answers["question"], _given(answers.get("parent"))),
        words=False,
    )


def example_form(occasion: Occasion) -> MoveForm:
    """Return the questions about a technical example.

    Raises:
        ArgmapError: the map has nothing that it can bear on.
    """
    if not occasion.map.nodes:
        raise ArgmapError("an example bears on a claim, and the map has none yet; press c to make one")
    kinds = (Choice("support", "it is a reason for"), Choice("attack", "it is an objection to"), Choice("undercut", "it denies a step"), Choice("explains", "it explains"))  # fmt: skip
    fields = (
        FormField("name", "Name of the example", key="c", needed=always, default=lambda _: occasion.words[:60]),
        FormField("text", "What it shows, as one sentence", key="x", needed=always),
        FormField("does", "What it does", FieldKind.CHOICE, "d", always, choices=lambda _: kinds),
        FormField(
            "target",
            "What it bears on",
            FieldKind.CHOICE,
            "t",
            always,
            choices=lambda answers: listing.targets(occasion, RelationKind(answers.get("does") or "support")),
        ),
        FormField(
            "title", "The work that documents it: its title", key="w", needed=always, help=lambda _: f"{listing.NONE} if there is none"
        ),
        FormField("year", "Its year", key="y", needed=always, shown=_has_work),
        FormField("url", "Its address (https://…)", key="u", needed=always, shown=_has_work),
        *inference_fields(occasion),
        FormField(
            "topic", "What it is an example of", key="o", default=lambda answers: free_id(answers.get("name") or "", ())
        ),
    )  # fmt: skip
    return MoveForm("Example", fields, _example)


def _has_work(answers: Answers) -> bool:
    return answers.get("title") not in {None, listing.NONE}


def _example(answers: Answers) -> NewExample:
    reference: tuple[tuple[str, str | int], ...] = ()
    if _has_work(answers):
        year = str(answers["year"]).strip()
        if not year.isdecimal():
            raise ArgmapError(f"{year!r} is not a year, such as 1986")
        reference = (("title", answers["title"]), ("year", int(year)), ("url", answers["url"].strip()))
    topic = free_id(answers["topic"], ())
    return NewExample(answers["name"], topic, answers["text"], inference(answers), reference)


def ending_form(occasion: Occasion) -> MoveForm:
    """Return the questions about how the discussion of an issue ended.

    Raises:
        ArgmapError: no issue has a thesis.
    """
    map = occasion.map
    answered = {claim.answers for claim in map.claims}
    known = tuple(c for c in listing.issues(occasion) if c.value in answered)
    known = tuple(sorted(known, key=lambda c: map.issues_by_id[c.value].outcome is not None))
    if not known:
        raise ArgmapError("no issue of the map has a thesis yet; press t to make one")

    def theses(answers: Answers) -> tuple[Choice, ...]:
        own = (c for c in map.claims if c.answers == answers.get("issue"))
        return (*(Choice(c.id, c.text) for c in own), Choice(listing.NONE, "it stays open"))

    fields = (
        FormField("issue", "Which discussion ends?", FieldKind.CHOICE, "t", always, choices=lambda _: known),
        FormField("thesis", "It ends with", FieldKind.CHOICE, "d", always, choices=theses),
        FormField(
            "by",
            "Who chose it",
            FieldKind.SEVERAL,
            "w",
            shown=lambda answers: answers.get("thesis") not in {None, listing.NONE},
            choices=lambda _: listing.people(occasion),
        ),
        FormField("note", "A note", key="n"),
    )
    return MoveForm(
        "Outcome",
        fields,
        lambda answers: Ending(
            answers["issue"],
            _given(answers["thesis"]),
            tuple(answers.get("by") or ()),
            answers.get("note") or None,
        ),
    )


def scheme_form(occasion: Occasion) -> MoveForm:
    """Return the questions about the scheme of a relation.

    Raises:
        ArgmapError: the map has no relation.
    """
    known = listing.relations(occasion)
    if not known:
        raise ArgmapError("the map has no reason or objection yet; press c to make one")
    fields = (
        FormField("relation", "The argument", FieldKind.CHOICE, "t", always, choices=lambda _: known),
        FormField(
            "scheme",
            "Its scheme",
            FieldKind.CHOICE,
            "s",
            always,
            choices=lambda _: (*listing.scheme_choices(), Choice(listing.NONE, "none")),
            help=lambda answers: listing.scheme_help(answers.get("scheme")),
        ),
    )
    return MoveForm(
        "Argumentation scheme",
        fields,
        lambda answers: FollowsScheme(answers["relation"], _given(answers["scheme"])),
        words=False,
    )


def rewording_form(occasion: Occasion) -> MoveForm:
    """Return the questions about another sentence for a claim.

    Raises:
        ArgmapError: the map has no claim.
    """
    known = listing.claims(occasion)
    if not known:
        raise ArgmapError("the map has no claim yet; press c to make one")
    claims = {claim.id: claim for claim in occasion.map.claims}

    def text(answers: Answers) -> str | None:
        return claims[answers["claim"]].text if answers.get("claim") in claims else None

    def label(answers: Answers) -> str | None:
        return claims[answers["claim"]].label if answers.get("claim") in claims else None

    fields = (
        FormField("claim", "The claim", FieldKind.CHOICE, "t", always, choices=lambda _: known),
        FormField("text", "Its sentence", key="c", needed=always, default=text),
        FormField("label", "A short form for small views", key="b", default=label),
    )
    return MoveForm(
        "Other words for a claim",
        fields,
        lambda answers: Rewording(answers["claim"], answers["text"], answers.get("label") or None),
        words=False,
    )


def _given(value: str | None) -> str | None:
    return None if value in {None, listing.NONE} else value

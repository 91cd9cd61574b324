"""`argmap explain`: what a code, a name or an id means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import listed
from argmap.cli.names import NameType, names_option

if TYPE_CHECKING:
    from argmap.model.discussion import DiscussionRule, Fallacy, Stage

Topics = Mapping[str, tuple[str, Callable[[], str]]]
"""What can be explained, by name: one line for the list, and the page."""


@click.command(short_help="Explain a rule, scheme, fallacy or stage.")
@click.argument("name", required=False)
@names_option(
    "--kind",
    "kinds",
    names=NameType("kind", "argmap.cli.check.explain:KINDS"),
    metavar="KIND",
    multiple=True,
    help="Only names of this kind; can be repeated.",
)
def explain(name: str | None, kinds: tuple[str, ...]) -> None:
    """Explain NAME; without NAME, list everything that can be explained.

    \b
    NAME is one of these:
      rule             a code or name in 'argmap check': AM101, quote-not-found
      scheme           an argumentation scheme, with its critical questions
      discussion-rule  one of the ten rules for a critical discussion
      fallacy          a known way of breaking a discussion rule
      stage            one of the four stages of a critical discussion

    These ids are what a map can hold under 'scheme:', 'breaks:', 'fallacy:' and 'stage:'.

    \b
    Examples:
      argmap explain AM101
      argmap explain expert-opinion
      argmap explain straw-man
      argmap explain --kind scheme
    """
    chosen = {kind: topics() for kind, topics in KINDS.items() if not kinds or kind in kinds}
    click.echo(_list(chosen) if name is None else _page(chosen, name), nl=False)


def _list(topics: Mapping[str, Topics]) -> str:
    """Return all names under the headings of their kinds; without a heading if there is one kind."""
    tables = {
        TITLES[kind]: listed([(name, line) for name, (line, _) in known.items()])
        for kind, known in topics.items()
    }
    if len(tables) == 1:
        return next(iter(tables.values()))
    return "\n".join(f"{title}:\n{table}" for title, table in tables.items())


def _page(topics: Mapping[str, Topics], name: str) -> str:
    """Return the page of a name.

    Raises:
        ArgmapError: nothing has that name, or things of several kinds have it.
    """
    from argmap.errors import ArgmapError, suggestion

    pages = {kind: page for kind, known in topics.items() if (page := _page_of(known, name)) is not None}
    if not pages:
        names = [word for known in topics.values() for key in known for word in key.split()]
        *others, last = (kind.replace("-", " ") for kind in topics)
        what = f"{', '.join(others)} or {last}" if others else last
        nearest = suggestion(name, names, listed=0)
        advice = nearest if nearest.startswith("did you") else "'argmap explain' lists what can be explained"
        raise ArgmapError(f"there is no {what} {name!r}; {advice}")
    if len(pages) > 1:
        kinds = " and a ".join(pages)
        options = " or ".join(f"--kind {kind}" for kind in pages)
        raise ArgmapError(f"{name!r} is a {kinds}; say which one you mean with {options}")
    return next(iter(pages.values()))()


def _page_of(topics: Topics, name: str) -> Callable[[], str] | None:
    """Return the page of a name, which may be one of the words of a rule: `AM101 dangling-relation`."""
    wanted = name.casefold()
    return next((page for key, (_, page) in topics.items() if wanted in key.casefold().split()), None)


def _rules() -> Topics:
    from argmap.lint.run import every_rule, rule_page
    from argmap.storage.codes import FILE_FAULTS

    faults = {
        f"{code} {name}": (text.split(". ")[0].rstrip("."), _later(rule_page, code))
        for code, (name, text) in FILE_FAULTS.items()
    }
    return faults | {
        f"{r.code} {r.name}": (
            f"{r.page.splitlines()[0].rstrip('.')} [{r.severity}]",
            _later(rule_page, r.code),
        )
        for r in every_rule()
    }


def _schemes() -> Topics:
    from argmap.model.scheme import schemes

    return {scheme.id: (scheme.name, _later(_scheme_page, scheme.id)) for scheme in schemes().values()}


def _scheme_page(id: str) -> str:
    from argmap.model.scheme import scheme

    known = scheme(id)
    parts = [(f"premise {number}", premise) for number, premise in enumerate(known.premises, start=1)]
    questions = [(question.id, f"{question.text} [{question.bears_on}]") for question in known.questions]
    return (
        f"{known.name} ({known.id}), an argumentation scheme\n{click.wrap_text(known.summary)}\n\n"
        f"{listed([*parts, ('conclusion', known.conclusion)])}\n"
        f"Critical questions; in brackets, what an objection that raises the question attacks:\n"
        f"{listed(questions)}\nSource: {known.source}\n"
    )


def stages() -> Mapping[str, Stage]:
    """Return the stages of a critical discussion by id."""
    from argmap.model.discussion import discussion

    return discussion().stages


def discussion_rules() -> Mapping[str, DiscussionRule]:
    """Return the rules for a critical discussion by id."""
    from argmap.model.discussion import discussion

    return discussion().rules


def fallacies() -> Mapping[str, Fallacy]:
    """Return the fallacies by id."""
    from argmap.model.discussion import discussion

    return discussion().fallacies


def _stages() -> Topics:
    return {id: (stage.summary, _later(_stage_page, stage)) for id, stage in stages().items()}


def _stage_page(stage: Stage) -> str:
    text = click.wrap_text(f"{stage.summary} Ask: {stage.question}")
    return f"{stage.name} ({stage.id}), a stage of a critical discussion\n{text}\n\nSource: {stage.source}\n"


def _discussion_rules() -> Topics:
    return {
        id: (f"{rule.number}. {rule.text}", _later(_rule_page, rule))
        for id, rule in discussion_rules().items()
    }


def _rule_page(rule: DiscussionRule) -> str:
    stage = f"It matters most in the {rule.stage} stage." if rule.stage else "It matters in every stage."
    known = listed([(fallacy.id, f"{fallacy.name}. {fallacy.summary}") for fallacy in rule.fallacies])
    near = f"Easily confused with a breach of: {', '.join(rule.near)}.\n\n" if rule.near else ""
    return (
        f"{rule.number}. {rule.name} ({rule.id}), a rule for critical discussion\n{click.wrap_text(rule.text)}\n\n"
        f"{stage} Ask: {rule.question}\n\n{near}Fallacies that break it:\n{known}\nSource: {rule.source}\n"
    )


def _fallacies() -> Topics:
    return {id: (fallacy.name, _later(_fallacy_page, fallacy)) for id, fallacy in fallacies().items()}


def _fallacy_page(fallacy: Fallacy) -> str:
    from argmap.model.discussion import discussion

    rule = discussion_rules()[discussion().rule_of[fallacy.id]]
    return (
        f"{fallacy.name} ({fallacy.id}), a fallacy\n{click.wrap_text(fallacy.summary)}\n\n"
        f"It breaks this rule for critical discussion:\n{listed([(rule.id, f'{rule.number}. {rule.text}')])}\n"
        f"Source: {rule.source}\n"
    )


def _later(page: Callable[[Any], str], of: object) -> Callable[[], str]:
    """Return a function that makes the page when it is called."""
    return lambda: page(of)


KINDS: Mapping[str, Callable[[], Topics]] = {
    "rule": _rules,
    "scheme": _schemes,
    "discussion-rule": _discussion_rules,
    "fallacy": _fallacies,
    "stage": _stages,
}
TITLES = {
    "rule": "Rules of argmap check",
    "scheme": "Argumentation schemes",
    "discussion-rule": "Discussion rules",
    "fallacy": "Fallacies",
    "stage": "Stages",
}

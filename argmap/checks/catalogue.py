"""Every rule by its code, and its page."""

from __future__ import annotations

from argmap.diagnostics import Rule, Severity
from argmap.errors import UnknownName
from argmap.model.map_rules import MAP_RULES
from argmap.model.thread_rules import THREAD_RULES
from argmap.registry import Registry
from argmap.storage.codes import FILE_FAULTS, WARNINGS

CONTENT_RULES = Registry(
    "rule",
    {
        "AM201": "argmap.checks.families.circles:self_relation",
        "AM202": "argmap.checks.families.circles:support_cycle",
        "AM203": "argmap.checks.families.shape:disconnected_claim",
        "AM204": "argmap.checks.families.shape:thesis_without_reason",
        "AM205": "argmap.checks.families.shape:idle_example",
        "AM206": "argmap.checks.families.duplicates:duplicate_claim",
        "AM207": "argmap.checks.families.duplicates:duplicate_relation",
        "AM208": "argmap.checks.families.shape:unanswered_issue",
        "AM209": "argmap.checks.families.duplicates:support_and_attack",
        "AM210": "argmap.checks.families.shape:unchallenged_thesis",
        "AM211": "argmap.checks.families.shape:missing_premise",
        "AM212": "argmap.checks.families.shape:idle_undercut",
        "AM213": "argmap.checks.families.duplicates:rephrase_as_reason",
        "AM301": "argmap.checks.families.sentences:question_as_claim",
        "AM302": "argmap.checks.families.sentences:command_as_claim",
        "AM303": "argmap.checks.families.sentences:reason_inside_claim",
        "AM304": "argmap.checks.families.sentences:compound_claim",
        "AM305": "argmap.checks.families.words:leaning_pronoun",
        "AM306": "argmap.checks.families.words:loaded_word",
        "AM307": "argmap.checks.families.words:vague_word",
        "AM308": "argmap.checks.families.likeness:near_duplicate_claim",
        "AM309": "argmap.checks.families.sizes:long_label",
        "AM310": "argmap.checks.families.sentences:unfinished_sentence",
        "AM311": "argmap.checks.families.sizes:long_claim",
        "AM312": "argmap.checks.families.words:shouted_claim",
        "AM313": "argmap.checks.families.sentences:issue_without_question",
        "AM401": "argmap.checks.families.quotes:quote_not_found",
        "AM402": "argmap.checks.families.quotes:ambiguous_quote",
        "AM403": "argmap.checks.families.quotes:claim_without_quote",
        "AM404": "argmap.checks.families.quotes:implicit_claim_with_quote",
        "AM405": "argmap.checks.families.experiments:unknown_experiment",
        "AM406": "argmap.checks.families.experiments:one_sided_example",
        "AM407": "argmap.checks.families.references:example_without_reference",
        "AM408": "argmap.checks.families.references:incomplete_reference",
        "AM409": "argmap.checks.families.quotes:foreign_quote",
        "AM410": "argmap.checks.families.quotes:repeated_quote",
        "AM411": "argmap.checks.families.sizes:long_quote",
        "AM501": "argmap.checks.families.commitments:contradictory_stance",
        "AM502": "argmap.checks.families.commitments:concession_to_oneself",
        "AM503": "argmap.checks.families.answers:unanswered_objection",
        "AM504": "argmap.checks.families.answers:unanswered_question",
        "AM505": "argmap.checks.families.commitments:unquoted_commitment",
        "AM506": "argmap.checks.families.posts:unmarked_repetition",
        "AM507": "argmap.checks.families.posts:reply_cycle",
        "AM508": "argmap.checks.families.posts:unused_post",
        "AM509": "argmap.checks.families.commitments:borrowed_voice",
        "AM510": "argmap.checks.families.commitments:repeated_commitment",
        "AM511": "argmap.checks.families.commitments:groundless_retraction",
        "AM512": "argmap.checks.families.posts:silent_participant",
        "AM513": "argmap.checks.families.commitments:attack_on_own_thesis",
        "AM514": "argmap.checks.families.posts:reply_before_post",
        "AM515": "argmap.checks.families.breaches:repeated_breach",
        "AM516": "argmap.checks.families.breaches:foreign_breach",
        "AM517": "argmap.checks.families.breaches:straw_man_of_nothing",
        "AM601": "argmap.checks.families.expectations:unmet_expectation",
    },
)
"""The rules that judge a sound document, by code."""


def rules() -> tuple[Rule, ...]:
    """Return every rule that has a function, in the order of their codes."""
    return tuple(sorted((*MAP_RULES, *THREAD_RULES, *content_rules()), key=lambda rule: rule.code))


def rule_page(code: str) -> str:
    """Return the page of a rule or file fault: its code and name, what it means, and samples.

    Raises:
        UnknownName: there is no such code.
    """
    wanted = code.upper()
    if wanted in FILE_FAULTS:
        name, explanation = FILE_FAULTS[wanted]
        return f"{wanted} {name} ({fault_severity(wanted)})\n\n{explanation}\n"
    known = {rule.code: rule for rule in rules()}
    by_name = {rule.name: rule for rule in known.values()}
    found = known.get(wanted) or by_name.get(code.lower())
    if found is None:
        raise UnknownName("rule", code, (*known, *FILE_FAULTS, *by_name))
    settable = ", ".join(f"{name} = {value!r}" for name, value in sorted(found.options.items()))
    settings = f"\nCan be set under [rules.{found.name}]: {settable}\n" if settable else ""
    return f"{found.code} {found.name} ({found.severity})\n\n{found.page}\n{settings}"


def fault_severity(code: str) -> Severity:
    """Return how grave a fault of a file is."""
    return Severity.WARNING if code in WARNINGS else Severity.ERROR


def fault_names() -> dict[str, str]:
    """Return the names of the faults of files by their codes."""
    return {code: name for code, (name, _) in FILE_FAULTS.items()}


def content_rules() -> tuple[Rule, ...]:
    """Return the rules that judge a sound document, in the order of their codes."""
    return tuple(CONTENT_RULES.load(code) for code in CONTENT_RULES.names())

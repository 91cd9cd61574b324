"""Every rule by its code, and its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from warnings import warn

from argmap.diagnostics import Rule, Severity
from argmap.errors import BrokenPlugin, PluginWarning, UnknownName
from argmap.model.map_rules import MAP_RULES
from argmap.model.thread import THREAD_RULES
from argmap.registry import Registry
from argmap.storage.codes import FILE_FAULTS, WARNINGS

CONTENT_RULES = Registry(
    "rule",
    {
        "AM201": "argmap.lint.rules.shape:self_relation",
        "AM202": "argmap.lint.rules.shape:support_cycle",
        "AM203": "argmap.lint.rules.shape:disconnected_claim",
        "AM204": "argmap.lint.rules.shape:thesis_without_reason",
        "AM205": "argmap.lint.rules.shape:idle_example",
        "AM206": "argmap.lint.rules.duplicates:duplicate_claim",
        "AM207": "argmap.lint.rules.duplicates:duplicate_relation",
        "AM208": "argmap.lint.rules.shape:unanswered_issue",
        "AM209": "argmap.lint.rules.duplicates:support_and_attack",
        "AM210": "argmap.lint.rules.shape:unchallenged_thesis",
        "AM211": "argmap.lint.rules.shape:missing_premise",
        "AM212": "argmap.lint.rules.shape:idle_undercut",
        "AM213": "argmap.lint.rules.duplicates:rephrase_as_reason",
        "AM214": "argmap.lint.rules.endings:issue_without_exclusive",
        "AM215": "argmap.lint.rules.weight:remark_in_the_matter",
        "AM216": "argmap.lint.rules.weight:explanation_of_doubted_claim",
        "AM217": "argmap.lint.rules.weight:backing_of_no_inference",
        "AM218": "argmap.lint.rules.senses:repeated_term",
        "AM219": "argmap.lint.rules.senses:equivocal_support",
        "AM220": "argmap.lint.rules.annotators:unknown_annotator",
        "AM221": "argmap.lint.rules.reasons:circular_rephrase",
        "AM222": "argmap.lint.rules.reasons:reason_for_rivals",
        "AM223": "argmap.lint.rules.reasons:unused_conclusion",
        "AM224": "argmap.lint.rules.reasons:weightless_relation",
        "AM301": "argmap.lint.rules.sentences:question_as_claim",
        "AM302": "argmap.lint.rules.sentences:command_as_claim",
        "AM303": "argmap.lint.rules.sentences:reason_inside_claim",
        "AM304": "argmap.lint.rules.sentences:compound_claim",
        "AM305": "argmap.lint.rules.wording:leaning_pronoun",
        "AM306": "argmap.lint.rules.wording:loaded_word",
        "AM307": "argmap.lint.rules.wording:vague_word",
        "AM308": "argmap.lint.rules.duplicates:near_duplicate_claim",
        "AM309": "argmap.lint.rules.wording:long_label",
        "AM310": "argmap.lint.rules.sentences:unfinished_sentence",
        "AM311": "argmap.lint.rules.wording:long_claim",
        "AM312": "argmap.lint.rules.wording:shouted_claim",
        "AM313": "argmap.lint.rules.sentences:issue_without_question",
        "AM314": "argmap.lint.rules.topics:label_against_text",
        "AM315": "argmap.lint.rules.topics:issue_beside_theses",
        "AM316": "argmap.lint.rules.topics:wrong_language",
        "AM401": "argmap.lint.rules.quotes:quote_not_found",
        "AM402": "argmap.lint.rules.quotes:ambiguous_quote",
        "AM403": "argmap.lint.rules.quotes:claim_without_quote",
        "AM404": "argmap.lint.rules.quotes:implicit_claim_with_quote",
        "AM405": "argmap.lint.rules.evidence:unknown_experiment",
        "AM406": "argmap.lint.rules.evidence:one_sided_example",
        "AM407": "argmap.lint.rules.evidence:example_without_reference",
        "AM408": "argmap.lint.rules.evidence:incomplete_reference",
        "AM409": "argmap.lint.rules.quotes:foreign_quote",
        "AM410": "argmap.lint.rules.quotes:repeated_quote",
        "AM411": "argmap.lint.rules.wording:long_quote",
        "AM412": "argmap.lint.rules.stances:unquoted_grant",
        "AM413": "argmap.lint.rules.faithful:number_not_in_quote",
        "AM414": "argmap.lint.rules.faithful:opposite_of_quote",
        "AM415": "argmap.lint.rules.faithful:stronger_than_quote",
        "AM416": "argmap.lint.rules.faithful:cut_negation",
        "AM417": "argmap.lint.rules.faithful:one_word_quote",
        "AM501": "argmap.lint.rules.commitments:contradictory_stance",
        "AM502": "argmap.lint.rules.commitments:concession_to_oneself",
        "AM503": "argmap.lint.rules.analysis:unanswered_objection",
        "AM504": "argmap.lint.rules.analysis:unanswered_question",
        "AM505": "argmap.lint.rules.commitments:unquoted_commitment",
        "AM506": "argmap.lint.rules.discussion:unmarked_repetition",
        "AM507": "argmap.lint.rules.discussion:reply_cycle",
        "AM508": "argmap.lint.rules.discussion:unused_post",
        "AM509": "argmap.lint.rules.commitments:borrowed_voice",
        "AM510": "argmap.lint.rules.commitments:repeated_commitment",
        "AM511": "argmap.lint.rules.commitments:groundless_retraction",
        "AM512": "argmap.lint.rules.discussion:silent_participant",
        "AM513": "argmap.lint.rules.commitments:attack_on_own_thesis",
        "AM514": "argmap.lint.rules.discussion:reply_before_post",
        "AM515": "argmap.lint.rules.discussion:repeated_breach",
        "AM516": "argmap.lint.rules.discussion:foreign_breach",
        "AM517": "argmap.lint.rules.discussion:straw_man_of_nothing",
        "AM518": "argmap.lint.rules.stances:hedge_without_effect",
        "AM519": "argmap.lint.rules.stances:condition_without_effect",
        "AM520": "argmap.lint.rules.stances:unheld_condition",
        "AM521": "argmap.lint.rules.stances:proposal_of_no_thesis",
        "AM522": "argmap.lint.rules.stances:acceptance_of_nothing",
        "AM523": "argmap.lint.rules.endings:disowned_outcome",
        "AM524": "argmap.lint.rules.endings:unexplained_denial",
        "AM525": "argmap.lint.rules.questions:unmarked_doubt",
        "AM526": "argmap.lint.rules.questions:answer_before_question",
        "AM527": "argmap.lint.rules.order:early_concession",
        "AM528": "argmap.lint.rules.order:stance_against_words",
        "AM529": "argmap.lint.rules.order:reply_to_later_post",
        "AM530": "argmap.lint.rules.order:stages_out_of_order",
        "AM601": "argmap.lint.rules.analysis:unmet_expectation",
    },
    group="argmap.rules",
    kind="argmap.diagnostics:Rule",
    name_field="code",
)
"""The rules that judge a sound document, by code; installed packages add theirs under prefixes of their own."""

DATASET_RULES = Registry(
    "rule",
    {
        "AM901": "argmap.lint.dataset_rules.identity:claim_in_two_maps",
        "AM902": "argmap.lint.dataset_rules.identity:repeated_map_id",
        "AM903": "argmap.lint.dataset_rules.identity:thread_with_other_words",
        "AM904": "argmap.lint.dataset_rules.splits:leaking_split",
        "AM905": "argmap.lint.dataset_rules.splits:split_of_other_maps",
        "AM906": "argmap.lint.dataset_rules.sources:thread_without_license",
        "AM907": "argmap.lint.dataset_rules.sources:thread_without_language",
        "AM908": "argmap.lint.dataset_rules.names:two_pseudonyms",
        "AM909": "argmap.lint.dataset_rules.names:real_name_left",
        "AM910": "argmap.lint.dataset_rules.files:dead_file",
    },
)
"""The rules that judge a dataset of several maps as a whole, by code."""

PLUGIN_CODE = re.compile(r"(?!AM\d)[A-Z]{2,10}\d{3}")
"""What the code of a plug-in's rule looks like; AM is argmap's own prefix."""


def rules() -> tuple[Rule, ...]:
    """Return every rule about a map that has a function, in the order of their codes."""
    return tuple(sorted((*MAP_RULES, *THREAD_RULES, *content_rules()), key=lambda rule: rule.code))


def dataset_rules() -> tuple[Rule, ...]:
    """Return the rules about a dataset as a whole, in the order of their codes."""
    return tuple(DATASET_RULES.load(code) for code in sorted(DATASET_RULES.entries))


def every_rule() -> tuple[Rule, ...]:
    """Return every rule about a map or a dataset, in the order of their codes: what settings and comments may name."""
    return tuple(sorted((*rules(), *dataset_rules()), key=lambda rule: rule.code))


def rule_page(code: str) -> str:
    """Return the page of a rule or file fault: its code and name, what it means, and samples.

    Raises:
        UnknownName: there is no such code.
    """
    wanted = code.upper()
    if wanted in FILE_FAULTS:
        name, explanation = FILE_FAULTS[wanted]
        return f"{wanted} {name} ({fault_severity(wanted)})\n\n{explanation}\n"
    known = {rule.code: rule for rule in every_rule()}
    by_name = {rule.name: rule for rule in known.values()}
    wanted_rule = known.get(wanted) or by_name.get(code.lower())
    if wanted_rule is None:
        raise UnknownName("rule", code, (*known, *FILE_FAULTS, *by_name))
    settable = ", ".join(f"{name} = {value!r}" for name, value in sorted(wanted_rule.options.items()))
    settings = f"\nCan be set under [rules.{wanted_rule.name}]: {settable}\n" if settable else ""
    return f"{wanted_rule.code} {wanted_rule.name} ({wanted_rule.severity})\n\n{wanted_rule.page}\n{settings}"


def fault_severity(code: str) -> Severity:
    """Return how grave a fault of a file is."""
    return Severity.WARNING if code in WARNINGS else Severity.ERROR


def fault_names() -> dict[str, str]:
    """Return the names of the faults of files by their codes."""
    return {code: name for code, (name, _) in FILE_FAULTS.items()}


def rule_names() -> dict[str, str]:
    """Return the names of all rules and faults of files by their codes."""
    return {**fault_names(), **{rule.code: rule.name for rule in every_rule()}}


def rule_summaries() -> dict[str, str]:
    """Return the first sentence of every rule and fault by its code."""
    faults = {code: explanation.split(". ")[0] for code, (_, explanation) in FILE_FAULTS.items()}
    return {**faults, **{rule.code: rule.page.splitlines()[0] for rule in every_rule()}}


def content_rules() -> tuple[Rule, ...]:
    """Return the rules that judge a sound document, in the order of their codes."""
    own = [CONTENT_RULES.load(code) for code in CONTENT_RULES.entries]
    return tuple(sorted((*own, *_of_plugins(own)), key=lambda rule: rule.code))


def _of_plugins(own: list[Rule]) -> Iterator[Rule]:
    """Yield the rules of installed packages; one that cannot be used is left out with a warning."""
    built_in = (*MAP_RULES, *THREAD_RULES, *dataset_rules(), *own)
    taken = {rule.name for rule in built_in} | set(fault_names().values())
    for code in sorted(CONTENT_RULES.plugins()):
        try:
            rule = _of_plugin(code, taken)
        except BrokenPlugin as error:
            warn(str(error), PluginWarning, stacklevel=2)
        else:
            taken.add(rule.name)
            yield rule


def _of_plugin(code: str, taken: set[str]) -> Rule:
    point = CONTENT_RULES.plugins()[code]
    if not PLUGIN_CODE.fullmatch(code):
        why = "its code must be a prefix of 2 to 10 capital letters, other than AM, and three digits, such as ACME001"
        raise CONTENT_RULES.refusal(point, why)
    rule: Rule = CONTENT_RULES.load(code)
    if rule.name in taken:
        raise CONTENT_RULES.refusal(point, f"there is already a rule named {rule.name!r}")
    return rule

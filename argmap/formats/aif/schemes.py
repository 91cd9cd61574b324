"""Names of schemes in AIF and in argmap: inference schemes by name, illocutions as stances.

Source:
    Budzynska & Reed (2011), Whence inference?, for Inference Anchoring Theory; Hautli-Janisz et al. (2022), QT30, LREC, and its
    annotation guidelines, for the illocutions and what each of them does; the numbers are those of AIFdb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from argmap.model.annotations import Stance
from argmap.model.scheme import schemes

DEFAULTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "RA": ("Default Inference", "72"),
        "CA": ("Default Conflict", "71"),
        "MA": ("Default Rephrase", "144"),
        "TA": ("Default Transition", "82"),
        "PA": ("Default Preference", "161"),
    }
)
"""The scheme of a step that says no more than its type does: its name, and its number in AIFdb."""

NUMBERS: Mapping[str, str] = MappingProxyType(
    {
        **{number: name for name, number in DEFAULTS.values()},
        "74": "Asserting",
        "75": "Analysing",
        "78": "Disagreeing",
        "80": "Arguing",
        "88": "Popular Conceding",
        "91": "Pure Questioning",
        "101": "Restating",
        "168": "Default Illocuting",
    }
)
"""Names of schemes in AIFdb by number, those of Walton apart: AIFdb's own files name them in words."""

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ad-hominem-circumstantial": "Circumstantial Ad Hominem",
        "ad-hominem-direct": "Generic Ad Hominem",
        "ad-hominem-inconsistency": "Inconsistent Commitment",
        "best-explanation": "Abductive",
        "consequences-negative": "Negative Consequences",
        "consequences-positive": "Positive Consequences",
        "definition-to-classification": "Definition To Verbal Classification",
        "established-rule": "Established Rule",
        "evidence-against-hypothesis": "Falsification Of Hypothesis",
        "exception": "Exceptional Case",
        "generalisation": "Random Sample To Population",
        "poisoning-the-well": "Poisoning The Well By Alleging Group Bias",
        "sunk-cost": "Waste",
    }
)
"""Names of argumentation schemes as AIFdb has them, where they are not the id in other letters."""

OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "Abductive Argument": "best-explanation",
        "Best Explanation": "best-explanation",
        "Bias Ad Hominem": "bias",
        "Direct Ad Hominem": "ad-hominem-direct",
        "Ethotic Ad Hominem": "ad-hominem-direct",
        "Expert Testimony": "expert-opinion",
        "Rules": "established-rule",
        "Sunk Costs": "sunk-cost",
        "Tu Quoque": "ad-hominem-inconsistency",
        "Verification": "evidence-to-hypothesis",
        "Falsification": "evidence-against-hypothesis",
        "Value": "values",
    }
)

STANCES: Mapping[str, Stance] = MappingProxyType(
    {
        "asserting": Stance.ASSERTS,
        "defaultillocuting": Stance.ASSERTS,
        "assertivequestioning": Stance.ASSERTS,
        "rhetoricalquestioning": Stance.ASSERTS,
        "restating": Stance.ASSERTS,
        "arguing": Stance.ASSERTS,
        "agreeing": Stance.ACCEPTS,
        "conceding": Stance.CONCEDES,
        "popularconceding": Stance.CONCEDES,
        "proposing": Stance.PROPOSES,
        "purequestioning": Stance.QUESTIONS,
        "questioning": Stance.QUESTIONS,
        "challenging": Stance.QUESTIONS,
        "purechallenging": Stance.QUESTIONS,
        "assertivechallenging": Stance.QUESTIONS,
        "rhetoricalchallenging": Stance.QUESTIONS,
        "disagreeing": Stance.DENIES,
        "retracting": Stance.RETRACTS,
    }
)
"""What an illocution on a claim does. A question or a challenge that also asserts counts as what it asserts of this claim."""

ILLOCUTIONS: Mapping[Stance, str] = MappingProxyType(
    {
        Stance.ASSERTS: "Asserting",
        Stance.ACCEPTS: "Agreeing",
        Stance.CONCEDES: "Conceding",
        Stance.PROPOSES: "Proposing",
        Stance.QUESTIONS: "Pure Questioning",
        Stance.DENIES: "Disagreeing",
        Stance.RETRACTS: "Retracting",
    }
)
"""The illocution as which a stance is written."""

PREFIX = re.compile(
    r"^(?:argument|reasoning|inference|appeal)(?:from|by|to)(?:an?(?=established|exceptional))?"
)


def name_of_scheme(number: str) -> str:
    """Return the name of a scheme by its number in AIFdb, or ""."""
    return NUMBERS.get(number, "")


def number_of_scheme(name: str) -> str:
    """Return the number of a scheme in AIFdb by its name, or ""."""
    wanted = squeezed(name)
    return next((number for number, known in NUMBERS.items() if squeezed(known) == wanted), "")


@lru_cache(4_096)
def squeezed(name: str) -> str:
    """Return a name without blanks, signs and capitals: "CauseToEffect" and "Cause to Effect" are one name."""
    return re.sub(r"[\W_]+", "", name).lower()


@lru_cache(4_096)
def scheme_named(name: str) -> str | None:
    """Return the id of argmap's scheme of a name, or None.

    Example:
        >>> scheme_named("CauseToEffect"), scheme_named("Argument from Position to Know"), scheme_named("From-place")
        ('cause-to-effect', 'position-to-know', None)
    """
    known, wanted = _ids(), squeezed(name)
    return known.get(wanted) or known.get(PREFIX.sub("", wanted))


def written_name(scheme: str) -> str:
    """Return the name under which a scheme of argmap is written."""
    return NAMES.get(scheme) or scheme.replace("-", " ").title()


def is_default(name: str, type: str) -> bool:
    """Return whether the name of a step's scheme says no more than its type does."""
    plain = squeezed(name)
    return plain in {"", type.lower(), squeezed(DEFAULTS.get(type, ("", ""))[0]), "default"}


def is_analysing(text: str, scheme: str) -> bool:
    """Return whether an illocution is that of an analyst, who enters what somebody else says."""
    return "analysing" in {squeezed(text), squeezed(scheme)}


@cache
def _ids() -> Mapping[str, str]:
    made = {squeezed(name): id for name, id in OTHER_NAMES.items()}
    for id, scheme in schemes().items():
        names = {id, scheme.name, written_name(id), *re.split(r"[()]", scheme.name)}
        for name in names:
            made[squeezed(name)] = id
            made[PREFIX.sub("", squeezed(name))] = id
    made.pop("", None)
    return made

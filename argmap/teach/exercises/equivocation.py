"""20. In which sense does each claim use the term?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield for every term with several senses a matching of claims with the sense in which each uses it.

    A claim is not offered that uses the term in two senses, says its sense in so many words, or in which nobody can find the
    term: neither in its text nor in the words of the thread.
    """
    for term, senses in _terms(context).items():
        chosen = [
            (context.random.choice(names), sense)
            for sense, names in context.random.sample(sorted(senses.items()), min(OPTIONS, len(senses)))
        ]
        pairs = [(context.text(name), sense) for name, sense in chosen]
        if len({text for text, _ in pairs}) == len(pairs) > 1:
            yield Item(
                "equivocation",
                f"equivocation-{'-'.join(term.split())}"[:120],
                Form.MATCH,
                context.say("In which sense does each of these claims use “{term}”?", term=term),
                Skill.CRITIQUE,
                Level.INTERMEDIATE,
                (f"senses-{term}",),
                "Walton 1996, Fallacies Arising from Ambiguity",
                pairs=tuple(pairs),
                feedback=" ".join(
                    (
                        context.say(
                            "A reason that uses a term in one sense does not show a claim that uses it in another."
                        ),
                        *(context.quoted(name) for name, _ in chosen),
                    )
                ),
                passages=passages(context.map, [name for name, _ in chosen]),
            )


def _terms(context: Context) -> dict[str, dict[str, list[str]]]:
    """Return the claims that use each term in one sense, by term and sense."""
    terms: dict[str, dict[str, list[str]]] = {}
    for claim in context.claims():
        for used in claim.senses:
            alone = sum(other.term == used.term for other in claim.senses) == 1
            said = " ".join((claim.text, *context.words_of(claim.id))).casefold()
            is_used = alone and claim.quotes and used.term.casefold() in said
            if is_used and used.sense.casefold() not in claim.text.casefold():
                terms.setdefault(used.term, {}).setdefault(used.sense, []).append(claim.id)
    return terms


EXERCISE = Exercise(
    "equivocation",
    "claims with `senses` of one term, in at least two senses",
    generate,
    key_is_drawn=False,
    names_people=False,
    hides=(),
    title=message("Senses of a word"),
)

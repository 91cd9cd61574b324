"""AM218, AM219: whether claims that hang together use a term in one sense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind

Senses = Mapping[str, str]
"""The senses of terms, both with letter case and white space folded."""


@rule("AM218", Severity.WARNING, needs_whole_map=False)
def repeated_term(map: ArgumentMap) -> Iterator[Finding]:
    """A claim gives the sense of the same term twice.

    If both senses are the same, one is enough, and `--fix` removes the second. If they differ, the claim can be true in one
    sense and false in the other: split it into two claims.

    Bad:
        claims:
          - id: c1
            text: Math is math.
            implicit: true
            senses: [{term: math, sense: symbolic proof}, {term: Math, sense: linear algebra}]

    Good:
        claims:
          - {id: c1, text: Math is proof., implicit: true, senses: [{term: math, sense: symbolic proof}]}
          - {id: c2, text: Math is algebra., implicit: true, senses: [{term: math, sense: linear algebra}]}
    """
    for index, claim in enumerate(map.claims):
        first: dict[str, str] = {}
        for number, sense in enumerate(claim.senses):
            term, meaning = _folded(sense.term), _folded(sense.sense)
            path = ("claims", index, "senses", number)
            if first.setdefault(term, meaning) != meaning:
                message = f"{claim.id!r} uses {sense.term!r} in two senses: {first[term]!r} and {meaning!r}"
                yield Finding((*path, "sense"), message, "split the claim, one for each sense")
            elif term in (_folded(other.term) for other in claim.senses[:number]):
                fix = Fix("remove the second one", (Edit(path, Removed),))
                message = f"{claim.id!r} gives the sense of {sense.term!r} twice"
                yield Finding((*path, "term"), message, "remove one", fix=fix)


@rule("AM219", Severity.ADVICE)
def equivocal_support(map: ArgumentMap) -> Iterator[Finding]:
    """A premise and a conclusion that it supports, directly or in the end, use a term in two senses.

    The reason is about one thing and the conclusion about another, although the word is the same. Perhaps the thread does
    that: then add the breach with the fallacy `equivocation` and this relation, and the finding goes. Perhaps one of the
    senses is wrong.

    Source:
        Walton (1996), Fallacies Arising from Ambiguity.

    Bad:
        claims:
          - {id: c1, text: Math is needed., implicit: true, senses: [{term: math, sense: symbolic proof}]}
          - {id: c2, text: Layers are math., implicit: true, senses: [{term: math, sense: linear algebra}]}
        relations: [{id: r1, kind: support, premises: [c2], target: c1}]

    Good:
        claims:
          - {id: c1, text: Math is needed., implicit: true, senses: [{term: math, sense: linear algebra}]}
          - {id: c2, text: Layers are math., implicit: true, senses: [{term: math, sense: linear algebra}]}
        relations: [{id: r1, kind: support, premises: [c2], target: c1}]
    """
    senses = {claim.id: _senses(claim) for claim in map.claims if claim.senses}
    recorded = {breach.relation for breach in map.breaches if breach.fallacy == "equivocation"}
    places = {relation.id: index for index, relation in enumerate(map.relations)}
    for conclusion, used in senses.items():
        for relation, premise, term in _shifts(map, senses, conclusion, used):
            if relation not in recorded:
                number = map.relations_by_id[relation].premises.index(premise)
                yield Finding(
                    ("relations", places[relation], "premises", number),
                    f"{premise!r} uses {term!r} as {senses[premise][term]!r}, and {conclusion!r}, which it supports, as {used[term]!r}",
                    "correct a sense, or add the breach 'equivocation' if the thread shifts it",
                )


def _shifts(
    map: ArgumentMap, senses: Mapping[str, Senses], conclusion: str, used: Senses
) -> Iterator[tuple[str, str, str]]:
    """Yield the relation, the premise and the term wherever a chain of supports comes from another sense.

    A claim that gives a term a sense ends the chain of that term: what supports it is compared with it.
    """
    todo: list[tuple[str, frozenset[str]]] = [(conclusion, frozenset(used))]
    seen: dict[str, frozenset[str]] = {}
    while todo:
        node, terms = todo.pop()
        fresh = terms - seen.get(node, frozenset())
        seen[node] = seen.get(node, frozenset()) | fresh
        if not fresh:
            continue
        for relation in map.incoming.get(node, ()):
            if relation.kind is not RelationKind.SUPPORT or relation.id in map.weightless:
                continue
            for premise in relation.premises:
                own = senses.get(premise, {})
                yield from (
                    (relation.id, premise, t) for t in sorted(fresh & own.keys()) if own[t] != used[t]
                )
                todo.append((premise, fresh - own.keys()))


def _senses(claim: Claim) -> Senses:
    """Return the first sense of each term; repeated-term reports others."""
    return {_folded(sense.term): _folded(sense.sense) for sense in reversed(claim.senses)}


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()

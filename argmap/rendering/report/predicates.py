"""What is said of a claim or an argument to give its label and the reason for it, with the people it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.evaluation.explanation import Explanation, Grounds
from argmap.model.annotations import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.conditions import condition_clause
from argmap.rendering.report.naming import Names, label_word, listed
from argmap.rendering.report.people import Speakers, verb

MOST = 6
"""How many members of a cycle are named."""

AGAINST = frozenset({RelationKind.ATTACK, RelationKind.UNDERCUT})

ARGUMENT_WORDS: Mapping[Label, str] = {
    Label.IN: "counts",
    Label.OUT: "does not count",
    Label.UNDECIDED: "is undecided",
}
"""What a label says of a relation together with its premises."""


@dataclass(frozen=True, eq=False)
class Predicates:
    """Words for every reason: "is undecided, because Eli (post 2) denies it and nobody gives a reason".

    Args:
        map: the map.
        reasons: why everything has its label.
        inline: whether what a reason rests on is named; otherwise it stands below, as in a tree of reasons.
        brief: whether to leave out what is said of objections to what is accepted.
    """

    map: ArgumentMap
    reasons: Mapping[str, Explanation]
    inline: bool = True
    brief: bool = False

    @cached_property
    def names(self) -> Names:
        return Names(self.map)

    @cached_property
    def speakers(self) -> Speakers:
        return Speakers(self.map)

    def of(self, name: str, *, short: bool = False) -> str:
        """Return what is said of a claim, an example or a relation; `short` leaves out the cycle that it depends on."""
        explanation = self.reasons[name]
        if short and explanation.ground is Grounds.OPEN:
            return label_word(explanation.label)
        relation = self.map.relations_by_id.get(name)
        if relation is not None:
            why = self._argument(explanation)
            return f"{ARGUMENT_WORDS[explanation.label]}{why}"
        says = {Label.IN: self._accepted, Label.OUT: self._rejected, Label.UNDECIDED: self._undecided}
        return f"{label_word(explanation.label)}{says[explanation.label](explanation)}"

    # Accepted claims.

    def _accepted(self, why: Explanation) -> str:
        stances = self.speakers.of(why.id)
        tail = self._tail(why)
        if why.ground is Grounds.ACCEPTED:
            return " by assumption"
        if why.ground is Grounds.REASON:
            reason = self._speaking(why.rests_on[:1]) if self.inline else "this reason is accepted"
            return f"{', because' if self.inline else ':'} {reason}{f', {tail}' if tail else ''}"
        people = [s for s in stances.accepting if s.participant in why.people and not s.hedged]
        if why.ground is Grounds.AGREEMENT:
            people = [s for s in stances.accepting if s.may_count]  # unnamed authors too
            agree = f"{self.speakers.all(people)} {verb(people, 'accepts', 'agree on')} it"
            return f", because {agree}{f', {tail}' if tail else ''}"
        word = f" on the word of {self.speakers.all(people)}" if people else ""
        if word or tail.startswith("although"):
            return f"{word}{f', {tail}' if tail else ''}"
        return f": {tail.removeprefix('and ')}" if tail else ""

    def _tail(self, why: Explanation) -> str:
        """Return what is said of objections to something that is accepted: why they change nothing, or that there are none."""
        relations = self.map.relations_by_id
        if self.brief:
            return ""
        if any(other in relations and relations[other].kind is RelationKind.ATTACK for other in why.rests_on):
            return "and no objection to it is accepted"
        if any(self._is_rival(why.id, other) for other in why.rests_on):
            return "and no thesis that excludes it is accepted"
        if self.speakers.is_unopposed(why.id) and not self._is_remarked_on(why.id):
            return "and nobody objects to it"
        against = self.speakers.against(why.id)
        return f"although {against}" if against else ""

    # Rejected claims.

    def _rejected(self, why: Explanation) -> str:
        if why.ground is Grounds.REJECTED:
            return " by assumption"
        if why.ground is Grounds.OBJECTION:
            return (
                f", because {self._speaking(why.rests_on)}" if self.inline else ": this objection is accepted"
            )
        if why.ground is Grounds.RIVAL:
            rival = f" {self.names.short(why.rests_on[0])}" if self.inline else ""
            return f", because {'its rival' if self.inline else 'this rival'}{rival} is accepted"
        if why.ground is Grounds.DENIAL:
            return f", because {self._denying(why.id)} and {self._left(why.id)}"
        if why.ground is Grounds.CYCLE:
            return ", because its reasons depend on the claim itself"
        return ", because none of its reasons is accepted"

    def _denying(self, name: str) -> str:
        denying = self.speakers.of(name).rejecting
        return (
            f"{self.speakers.all(denying)} {verb(denying, 'denies', 'deny')} it"
            if denying
            else "it is denied"
        )

    def _left(self, name: str) -> str:
        """Return who is left on the side of a claim that is denied."""
        stances = self.speakers.of(name)
        if stances.hedging:
            return f"{self.speakers.all(stances.hedging)} {verb(stances.hedging, 'says', 'say')} it only as a guess"
        if stances.accepting:
            return f"{self.speakers.all(stances.accepting)} {verb(stances.accepting, 'accepts', 'accept')} it only on a condition"
        return "nobody holds it"

    # Undecided claims.

    def _undecided(self, why: Explanation) -> str:
        if why.ground is Grounds.CONTESTED:
            return self._contested(why)
        if why.ground is Grounds.RIVALS:
            return self.excluding((why.id, *why.rests_on))
        if why.ground is Grounds.OPEN:
            return self._open(why)
        return f", because {self._lacking(why)}"

    def _lacking(self, why: Explanation) -> str:  # noqa: PLR0911 (one return for each ground)
        """Return why neither words nor reasons carry a claim."""
        name, stances, speakers = why.id, self.speakers.of(why.id), self.speakers
        if why.ground is Grounds.DENIED:
            return f"{self._denying(name)} and {self._no_reason(name)}"
        if why.ground is Grounds.QUESTIONED:
            asking = stances.questions
            return f"{speakers.all(asking)} {verb(asking, 'questions', 'question')} it and {self._no_reason(name)}"
        if why.ground is Grounds.UNREASONED:
            return self._unreasoned(why)
        if why.ground is Grounds.HEDGED:
            return (
                f"{speakers.all(stances.hedging)} {verb(stances.hedging, 'says', 'say')} it only as a guess"
            )
        if why.ground is Grounds.CONDITION:
            return self._conditions(why)
        if why.ground is Grounds.GIVEN_UP:
            gone = speakers.against(name)
            return f"nobody holds it any more: {gone}" if gone else "nobody holds it any more"
        if why.ground is Grounds.PROPOSED:
            return f"{speakers.all(stances.proposing)} only {verb(stances.proposing, 'proposes', 'propose')} it and nobody stands by it"
        if why.ground is Grounds.FAILED:
            return "none of its reasons is accepted and nobody’s word carries it"
        return "nobody asserts it and nobody gives a reason for it"

    def _no_reason(self, name: str) -> str:
        if self._onto(name, RelationKind.SUPPORT):
            return "no reason for it counts"
        return (
            "no reason against it counts"
            if self._onto(name, RelationKind.ATTACK)
            else "nobody gives a reason"
        )

    def _unreasoned(self, why: Explanation) -> str:
        people = [
            s for s in self.speakers.of(why.id).accepting if s.participant in why.people and s.may_count
        ]
        if why.rests_on:
            return "no reason for it is accepted, and a thesis needs one"
        if not people:
            return "nobody gives a reason for it"
        stances = {stance.stance for stance in people}
        said = stances.pop().value if len(stances) == 1 else "accepts"
        return f"{self.speakers.all(people)} {verb(people, said, said.removesuffix('s'))} it without reasons"

    def _conditions(self, why: Explanation) -> str:
        texts = []
        for stance in self.speakers.of(why.id).conditional:
            if stance.condition_claim is None:
                condition = condition_clause(stance.condition or "", self.map.language)
            else:
                label = label_word(self.reasons[stance.condition_claim].label)
                condition = f"on the condition {self.names.short(stance.condition_claim)}, which {label}"
            texts.append(f"{self.speakers.all([stance])} accepts it only {condition}")
        return listed(texts)

    def _contested(self, why: Explanation) -> str:
        if not self.inline:
            return ": a reason and an objection are both accepted"
        return f", because {self._speaking(why.rests_on[:1], tail='')}, {self._speaking(why.rests_on[1:], tail='')}, and neither answers the other"

    def excluding(self, theses: Iterable[str], *, named: bool = True) -> str:
        """Return that theses exclude each other, and how their reasons compare; the first is "it", or all are "they"."""
        group = list(theses)
        shown = ["it", *map(self.names.short, group[1:MOST])]
        more = [f"{len(group) - MOST} more"] if len(group) > MOST else []
        who = listed([*shown, *more]) if named else "they"
        reasoned = [any(map(self._counts, self._onto(name, RelationKind.SUPPORT))) for name in group]
        two = len(group) == 2  # noqa: PLR2004 (English has words for two)
        if all(reasoned):
            each = f"{'both have' if two else 'each has'} a reason that is accepted"
        elif not any(reasoned):
            each = f"{'neither has' if two else 'none has'} a reason that is accepted"
        else:
            each = "neither wins over the other" if two else "none of them wins over the others"
        return f", because {who} exclude each other and {each}"

    def _onto(self, name: str, *kinds: RelationKind) -> list[Relation]:
        ending = self._ending.get(self.speakers.stances.statements[name], [])
        return [relation for relation in ending if relation.kind in kinds]

    @cached_property
    def _ending(self) -> Mapping[str, list[Relation]]:
        """The relations with weight that end on each statement."""
        ending: dict[str, list[Relation]] = {}
        one = self.speakers.stances.statements
        for relation in self.map.relations:
            if relation.target in one and relation.id not in self.map.weightless:
                ending.setdefault(one[relation.target], []).append(relation)
        return ending

    def _is_remarked_on(self, name: str) -> bool:
        """Whether a remark about the discussion is aimed at a claim or at a reason for it, which has no weight but objects."""
        aimed, statements = self._aimed
        reasons = {r.id for r in self._onto(name, RelationKind.SUPPORT)}
        return not aimed.isdisjoint(reasons) or self.speakers.stances.statements[name] in statements

    @cached_property
    def _aimed(self) -> tuple[frozenset[str], frozenset[str]]:
        """The targets of remarks that object, and the statements among them."""
        one = self.speakers.stances.statements
        aimed = {r.target for r in self.map.relations if r.id in self.map.weightless and r.kind in AGAINST}
        return frozenset(aimed), frozenset(one[target] for target in aimed if target in one)

    def _counts(self, relation: Relation) -> bool:
        return relation.id in self.reasons and self.reasons[relation.id].label is Label.IN

    def _open(self, why: Explanation) -> str:
        claims = [name for name in why.cycle if name in self.map.nodes]
        if claims and len(claims) == len(why.cycle) and all(self._is_rival(claims[0], n) for n in claims[1:]):
            return self._excluding(why.id, claims)
        if why.cycle:
            return f": it depends on a cycle{self._cycle(claims or list(why.cycle))}"
        return self._depending(why)

    def _excluding(self, name: str, claims: list[str]) -> str:
        """Return the words for rivals that are undecided together: all on the issue, not only a shortest cycle of them."""
        group = [t.id for t in self.map.theses if t.id == claims[0] or self._is_rival(claims[0], t.id)]
        undecided = [t for t in group if self.reasons[t].label is Label.UNDECIDED]
        if name in undecided:
            return self.excluding([name, *(t for t in undecided if t != name)])
        return f", because it depends on rivals: {self.names.all(undecided)} exclude each other"

    def _cycle(self, members: list[str]) -> str:
        shown = [self.names.short(name) for name in members[:MOST]]
        if len(members) > MOST:
            return f" of {len(members)} members: {' → '.join((*shown, '…'))}"
        return f": {' → '.join((*shown, shown[0]))}"

    def _depending(self, why: Explanation) -> str:
        if not why.rests_on:
            return ": it depends on something that is undecided"
        if not self.inline:
            return ": it depends on what is undecided below"
        other = self._deciding(why)
        relation = self.map.relations_by_id.get(other)
        if relation is None:
            return f", because it depends on {self._which(other)}"
        parts = [p for p in relation.premises if self.reasons[p].label is Label.UNDECIDED]
        if parts:
            what = "a reason for it" if relation.kind is RelationKind.SUPPORT else "an objection to it"
            return f", because {what} depends on {self._which(parts[0])}"
        return f", because it is undecided whether {self._speaking([other], tail='')}"

    def _deciding(self, why: Explanation) -> str:
        """Return what to name of the undecided things that a label rests on: where a reason counts, what is against it."""
        supports = (
            {r.id for r in self._onto(why.id, RelationKind.SUPPORT)} if why.id in self.map.nodes else set()
        )
        if any(map(self._counts, map(self.map.relations_by_id.__getitem__, supports))):
            return next((other for other in why.rests_on if other not in supports), why.rests_on[0])
        return why.rests_on[0]

    def _which(self, name: str) -> str:
        """Return what is undecided in the end, with the reason, and a name on the way there."""
        last, seen = name, {name}
        while self.reasons[last].ground is Grounds.OPEN and not self.reasons[last].cycle:
            nearer = self._undecided_below(last)
            if nearer is None or nearer in seen:
                break
            seen.add(nearer)
            last = nearer
        said = self.of(last, short=self.reasons[last].ground is Grounds.OPEN).replace(", because ", ": ", 1)
        end = f"{self.names.short(last)}, which {said}"
        return end if last == name else f"{self.names.short(name)} and so, in the end, on {end}"

    def _undecided_below(self, name: str) -> str | None:
        why = self.reasons[name]
        if not why.rests_on:
            return None
        other = self._deciding(why)
        relation = self.map.relations_by_id.get(other)
        parts = relation.premises if relation is not None else (other,)
        return next((p for p in parts if self.reasons[p].label is Label.UNDECIDED), None)

    # Arguments.

    def _argument(self, why: Explanation) -> str:
        if why.ground in {Grounds.ACCEPTED, Grounds.REJECTED}:
            return " by assumption"
        if why.ground is Grounds.PREMISE:
            lost = self._lost(why.rests_on[0]) if self.inline else "this premise is not accepted"
            return f": {lost}"
        if why.ground is Grounds.UNDERCUT:
            cut = (
                self._speaking(why.rests_on, end="this relation")
                if self.inline
                else "this undercut is accepted"
            )
            return f": {cut}"
        if why.ground is Grounds.CONTESTED:
            return ": a backing and an undercut are both accepted"
        if why.ground is Grounds.OPEN:
            return self._open(why)
        failing = any(other in self.map.relations_by_id for other in why.rests_on)
        return ": its premises are accepted, and no undercut of it is" if failing else ""

    def _lost(self, premise: str) -> str:
        return f"its premise {self.names.short(premise)} {self.of(premise)}"

    # Parts of sentences.

    def _speaking(self, relations: Iterable[str], *, tail: str = " and is accepted", end: str = "it") -> str:
        """Return "“A” and “B” speak for it and are accepted" of the first of some relations."""
        relation = self.map.relations_by_id[next(iter(relations))]
        way = "for" if relation.kind is RelationKind.SUPPORT else "against"
        if relation.is_linked:
            return f"{self.names.all(relation.premises)} speak {way} {end}{tail.replace('is', 'are')}"
        return f"{self.names.all(relation.premises)} speaks {way} {end}{tail}"

    def _is_rival(self, name: str, other: str) -> bool:
        """Whether two claims, or what rephrases them, answer one issue."""
        return name != other and not self._issues(name).isdisjoint(self._issues(other))

    def _issues(self, name: str) -> frozenset[str]:
        if name not in self.speakers.stances.statements:
            return frozenset()
        return self._issues_of.get(self.speakers.stances.statements[name], frozenset())

    @cached_property
    def _issues_of(self) -> Mapping[str, frozenset[str]]:
        """The issues that each statement answers."""
        issues: dict[str, set[str]] = {}
        for thesis in self.map.theses:
            issues.setdefault(self.speakers.stances.statements[thesis.id], set()).add(thesis.answers or "")
        return {name: frozenset(each) for name, each in issues.items()}

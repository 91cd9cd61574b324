"""What is said of a claim or an argument to give its label and the reason for it, with the people it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.evaluation.explanation import Explanation, Grounds
from argmap.language import ENGLISH, Language, message
from argmap.model.annotations import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.conditions import condition_clause
from argmap.rendering.report.naming import Names, label_word, said_list
from argmap.rendering.report.people import DENY, Speakers

MOST = 6
"""How many members of a cycle are named."""

AGAINST = frozenset({RelationKind.ATTACK, RelationKind.UNDERCUT})

ARGUMENT_WORDS: Mapping[Label, str] = {
    Label.IN: message("counts"),
    Label.OUT: message("does not count"),
    Label.UNDECIDED: message("is undecided"),
}
"""What a label says of a relation together with its premises."""

BECAUSE = message(", because ")
"""What a reason follows, in whatever language, in the word order of a sentence of its own."""

AND, ALTHOUGH = message(", and {clause}"), message(", although {clause}")
"""How a clause is joined to one before it."""

AGREE = message("{people} accepts it"), message("{people} agree on it")
GUESS = message("{people} says it only as a guess"), message("{people} say it only as a guess")
ON_CONDITION = (
    message("{people} accepts it only on a condition"),
    message("{people} accept it only on a condition"),
)
QUESTION = message("{people} questions it"), message("{people} question it")
PROPOSE = (
    message("{people} only proposes it and nobody stands by it"),
    message("{people} only propose it and nobody stands by it"),
)
UNREASONED: Mapping[str, tuple[str, str]] = {
    "asserts": (
        message("{people} asserts it without reasons"),
        message("{people} assert it without reasons"),
    ),
    "concedes": (
        message("{people} concedes it without reasons"),
        message("{people} concede it without reasons"),
    ),
    "accepts": (
        message("{people} accepts it without reasons"),
        message("{people} accept it without reasons"),
    ),
}
"""What one person or several do."""

SPEAKS: Mapping[tuple[bool, bool], tuple[str, str]] = {
    (True, False): (message("{premises} speaks for it"), message("{premises} speaks for it and is accepted")),
    (True, True): (message("{premises} speak for it"), message("{premises} speak for it and are accepted")),
    (False, False): (
        message("{premises} speaks against it"),
        message("{premises} speaks against it and is accepted"),
    ),
    (False, True): (
        message("{premises} speak against it"),
        message("{premises} speak against it and are accepted"),
    ),
}
"""What premises do, by whether they speak for it and whether they are linked: alone, and with their label."""

CUTS = (
    message("{premises} speaks against this relation and is accepted"),
    message("{premises} speak against this relation and are accepted"),
)
"""What the premises of an undercut do, by whether they are linked."""

EXCLUDE: Mapping[tuple[bool | None, bool], str] = {
    (True, True): message("{theses} exclude each other and both have a reason that is accepted"),
    (True, False): message("{theses} exclude each other and each has a reason that is accepted"),
    (False, True): message("{theses} exclude each other and neither has a reason that is accepted"),
    (False, False): message("{theses} exclude each other and none has a reason that is accepted"),
    (None, True): message("{theses} exclude each other and neither wins over the other"),
    (None, False): message("{theses} exclude each other and none of them wins over the others"),
}
"""How rivals compare, by whether all, none or (None) some have a reason that is accepted, and whether they are two."""


@dataclass(frozen=True, eq=False)
class Predicates:
    """Words for every reason: "is undecided, because Eli (post 2) denies it and nobody gives a reason".

    Args:
        map: the map.
        reasons: why everything has its label.
        inline: whether what a reason rests on is named; otherwise it stands below, as in a tree of reasons.
        brief: whether to leave out what is said of objections to what is accepted.
        language: the language of the words around those of the map.
    """

    map: ArgumentMap
    reasons: Mapping[str, Explanation]
    inline: bool = True
    brief: bool = False
    language: Language = ENGLISH

    @cached_property
    def names(self) -> Names:
        return Names(self.map, self.language)

    @cached_property
    def speakers(self) -> Speakers:
        return Speakers(self.map, self.language)

    def of(self, name: str, *, short: bool = False) -> str:
        """Return what is said of a claim, an example or a relation; `short` leaves out the cycle that it depends on."""
        explanation = self.reasons[name]
        if short and explanation.ground is Grounds.OPEN:
            return label_word(explanation.label, language=self.language)
        relation = self.map.relations_by_id.get(name)
        if relation is not None:
            why = self._argument(explanation)
            return f"{self.language.translated(ARGUMENT_WORDS[explanation.label])}{why}"
        says = {Label.IN: self._accepted, Label.OUT: self._rejected, Label.UNDECIDED: self._undecided}
        label = label_word(explanation.label, language=self.language)
        return f"{label}{says[explanation.label](explanation)}"

    def _because(self, clause: str) -> str:
        return f"{self.language.translated(BECAUSE)}{clause}"

    # Accepted claims.

    def _accepted(self, why: Explanation) -> str:
        stances, say = self.speakers.of(why.id), self.language.say
        joined, clause = self._tail(why)
        tail = say(joined, clause=clause) if clause else ""
        if why.ground is Grounds.ACCEPTED:
            return say(" by assumption")
        if why.ground is Grounds.REASON:
            if self.inline:
                return f"{self._because(self._speaking(why.rests_on[:1]))}{tail}"
            return ": " + say("this reason is accepted") + tail
        people = [s for s in stances.accepting if s.participant in why.people and not s.hedged]
        if why.ground is Grounds.AGREEMENT:
            people = [s for s in stances.accepting if s.may_count]  # unnamed authors too
            return f"{self._because(self.speakers.say(AGREE, people))}{tail}"
        word = say(" on the word of {people}", people=self.speakers.all(people)) if people else ""
        if word or joined == ALTHOUGH:
            return f"{word}{tail}"
        return f": {clause}" if clause else ""

    def _tail(self, why: Explanation) -> tuple[str, str]:
        """Return what is said of objections to something that is accepted: why they change nothing, or that there are none.

        It is how the clause is joined to what comes before it, and the clause, which is "" for nothing.
        """
        relations, say = self.map.relations_by_id, self.language.say
        if self.brief:
            return AND, ""
        if any(other in relations and relations[other].kind is RelationKind.ATTACK for other in why.rests_on):
            return AND, say("no objection to it is accepted")
        if any(self._is_rival(why.id, other) for other in why.rests_on):
            return AND, say("no thesis that excludes it is accepted")
        if self.speakers.is_unopposed(why.id) and not self._is_remarked_on(why.id):
            return AND, say("nobody objects to it")
        return ALTHOUGH, self.speakers.against(why.id)

    # Rejected claims.

    def _rejected(self, why: Explanation) -> str:
        say = self.language.say
        if why.ground is Grounds.REJECTED:
            return say(" by assumption")
        if why.ground is Grounds.OBJECTION:
            objection = self._because(self._speaking(why.rests_on)) if self.inline else ""
            return objection or ": " + say("this objection is accepted")
        if why.ground is Grounds.RIVAL:
            named = say("its rival {rival} is accepted", rival=self.names.short(why.rests_on[0]))
            return self._because(named if self.inline else say("this rival is accepted"))
        if why.ground is Grounds.DENIAL:
            return self._because(self._both(self._denying(why.id), self._left(why.id)))
        if why.ground is Grounds.CYCLE:
            return self._because(say("its reasons depend on the claim itself"))
        return say(", because none of its reasons is accepted")

    def _both(self, one: str, other: str) -> str:
        return self.language.say("{one} and {other}", one=one, other=other)

    def _denying(self, name: str) -> str:
        denying = self.speakers.of(name).rejecting
        return self.speakers.say(DENY, denying) if denying else self.language.say("it is denied")

    def _left(self, name: str) -> str:
        """Return who is left on the side of a claim that is denied."""
        stances = self.speakers.of(name)
        if stances.hedging:
            return self.speakers.say(GUESS, stances.hedging)
        if stances.accepting:
            return self.speakers.say(ON_CONDITION, stances.accepting)
        return self.language.say("nobody holds it")

    # Undecided claims.

    def _undecided(self, why: Explanation) -> str:
        if why.ground is Grounds.CONTESTED:
            return self._contested(why)
        if why.ground is Grounds.RIVALS:
            return self.excluding((why.id, *why.rests_on))
        if why.ground is Grounds.OPEN:
            return self._open(why)
        return self._because(self._lacking(why))

    def _lacking(self, why: Explanation) -> str:  # noqa: PLR0911 (one return for each ground)
        """Return why neither words nor reasons carry a claim."""
        name, stances, speakers, say = why.id, self.speakers.of(why.id), self.speakers, self.language.say
        if why.ground is Grounds.DENIED:
            return self._both(self._denying(name), self._no_reason(name))
        if why.ground is Grounds.QUESTIONED:
            return self._both(speakers.say(QUESTION, stances.questions), self._no_reason(name))
        if why.ground is Grounds.UNREASONED:
            return self._unreasoned(why)
        if why.ground is Grounds.HEDGED:
            return speakers.say(GUESS, stances.hedging)
        if why.ground is Grounds.CONDITION:
            return self._conditions(why)
        if why.ground is Grounds.GIVEN_UP:
            gone, nobody = speakers.against(name), say("nobody holds it any more")
            return f"{nobody}: {gone}" if gone else nobody
        if why.ground is Grounds.PROPOSED:
            return speakers.say(PROPOSE, stances.proposing)
        if why.ground is Grounds.FAILED:
            return say("none of its reasons is accepted and nobody’s word carries it")
        return say("nobody asserts it and nobody gives a reason for it")

    def _no_reason(self, name: str) -> str:
        if self._onto(name, RelationKind.SUPPORT):
            return self.language.say("no reason for it counts")
        if self._onto(name, RelationKind.ATTACK):
            return self.language.say("no reason against it counts")
        return self.language.say("nobody gives a reason")

    def _unreasoned(self, why: Explanation) -> str:
        people = [
            s for s in self.speakers.of(why.id).accepting if s.participant in why.people and s.may_count
        ]
        if why.rests_on:
            return self.language.say("no reason for it is accepted, and a thesis needs one")
        if not people:
            return self.language.say("nobody gives a reason for it")
        stances = {stance.stance for stance in people}
        said = stances.pop().value if len(stances) == 1 else "accepts"
        return self.speakers.say(UNREASONED[said], people)

    def _conditions(self, why: Explanation) -> str:
        texts = []
        for stance in self.speakers.of(why.id).conditional:
            if stance.condition_claim is None:
                condition = condition_clause(stance.condition or "", self.map.language, self.language)
            else:
                claim, label = stance.condition_claim, self.reasons[stance.condition_claim].label
                condition = self.language.say(
                    "on the condition {claim}, which {label}",
                    claim=self.names.short(claim),
                    label=label_word(label, language=self.language),
                )
            people = self.speakers.all([stance])
            texts.append(
                self.language.say("{people} accepts it only {condition}", people=people, condition=condition)
            )
        return said_list(texts, self.language)

    def _contested(self, why: Explanation) -> str:
        if not self.inline:
            return ": " + self.language.say("a reason and an objection are both accepted")
        one, other = (self._speaking(those, labelled=False) for those in (why.rests_on[:1], why.rests_on[1:]))
        clauses = self.language.say("{one}, {other}, and neither answers the other", one=one, other=other)
        return self._because(clauses)

    def excluding(self, theses: Iterable[str], *, named: bool = True) -> str:
        """Return that theses exclude each other, and how their reasons compare; the first is "it", or all are "they"."""
        group, say = list(theses), self.language.say
        shown = [say("it"), *map(self.names.short, group[1:MOST])]
        more = [say("{count} more", count=len(group) - MOST)] if len(group) > MOST else []
        who = said_list([*shown, *more], self.language) if named else say("they")
        reasoned = [any(map(self._counts, self._onto(name, RelationKind.SUPPORT))) for name in group]
        two = len(group) == 2  # noqa: PLR2004 (English has words for two)
        alike = all(reasoned) if all(reasoned) == any(reasoned) else None
        return self._because(say(EXCLUDE[alike, two], theses=who))

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
            return self._cycle(claims or list(why.cycle))
        return self._depending(why)

    def _excluding(self, name: str, claims: list[str]) -> str:
        """Return the words for rivals that are undecided together: all on the issue, not only a shortest cycle of them."""
        group = [t.id for t in self.map.theses if t.id == claims[0] or self._is_rival(claims[0], t.id)]
        undecided = [t for t in group if self.reasons[t].label is Label.UNDECIDED]
        if name in undecided:
            return self.excluding([name, *(t for t in undecided if t != name)])
        rivals = self.names.all(undecided)
        return self._because(
            self.language.say("it depends on rivals: {theses} exclude each other", theses=rivals)
        )

    def _cycle(self, members: list[str]) -> str:
        shown, say = [self.names.short(name) for name in members[:MOST]], self.language.say
        if len(members) > MOST:
            way = " → ".join((*shown, "…"))
            return say(": it depends on a cycle of {count} members: {way}", count=len(members), way=way)
        return say(": it depends on a cycle: {way}", way=" → ".join((*shown, shown[0])))

    def _depending(self, why: Explanation) -> str:
        say = self.language.say
        if not why.rests_on:
            return say(": it depends on something that is undecided")
        if not self.inline:
            return say(": it depends on what is undecided below")
        other = self._deciding(why)
        relation = self.map.relations_by_id.get(other)
        if relation is None:
            return self._because(say("it depends on {what}", what=self._which(other)))
        parts = [p for p in relation.premises if self.reasons[p].label is Label.UNDECIDED]
        if parts:
            reason = say("a reason for it depends on {what}", what=self._which(parts[0]))
            objection = say("an objection to it depends on {what}", what=self._which(parts[0]))
            return self._because(reason if relation.kind is RelationKind.SUPPORT else objection)
        clause = self._speaking([other], labelled=False)
        return self._because(say("it is undecided whether {clause}", clause=clause))

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
        because = self.language.translated(BECAUSE)
        said = self.of(last, short=self.reasons[last].ground is Grounds.OPEN).replace(because, ": ", 1)
        end = self.language.say("{claim}, which {said}", claim=self.names.short(last), said=said)
        if last == name:
            return end
        return self.language.say(
            "{claim} and so, in the end, on {end}", claim=self.names.short(name), end=end
        )

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
        say = self.language.say
        if why.ground in {Grounds.ACCEPTED, Grounds.REJECTED}:
            return say(" by assumption")
        if why.ground is Grounds.PREMISE:
            lost = self._lost(why.rests_on[0]) if self.inline else say("this premise is not accepted")
            return f": {lost}"
        if why.ground is Grounds.UNDERCUT:
            cut = self._cutting(why.rests_on[0]) if self.inline else say("this undercut is accepted")
            return f": {cut}"
        if why.ground is Grounds.CONTESTED:
            return ": " + say("a backing and an undercut are both accepted")
        if why.ground is Grounds.OPEN:
            return self._open(why)
        failing = any(other in self.map.relations_by_id for other in why.rests_on)
        return ": " + say("its premises are accepted, and no undercut of it is") if failing else ""

    def _lost(self, premise: str) -> str:
        claim, said = self.names.short(premise), self.of(premise)
        return self.language.say("its premise {claim} {said}", claim=claim, said=said)

    def _cutting(self, name: str) -> str:
        undercut = self.map.relations_by_id[name]
        return self.language.say(CUTS[undercut.is_linked], premises=self.names.all(undercut.premises))

    # Parts of sentences.

    def _speaking(self, relations: Iterable[str], *, labelled: bool = True) -> str:
        """Return "“A” and “B” speak for it and are accepted" of the first of some relations."""
        relation = self.map.relations_by_id[next(iter(relations))]
        words = SPEAKS[relation.kind is RelationKind.SUPPORT, relation.is_linked][labelled]
        return self.language.say(words, premises=self.names.all(relation.premises))

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

"""Why something is accepted, rejected or undecided where stances count: the reason, and whose stances it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.evaluation.explanation import LATE, Explainer, Explanation, Grounds, Reasons
from argmap.evaluation.labels import extension_labels
from argmap.evaluation.stance_rules import StanceRules, Words
from argmap.evaluation.theory import Theory
from argmap.graph.stances import LastStance
from argmap.model.annotations import Label
from argmap.model.relation import RelationKind
from argmap.solver.derivation import Labelling, Rounds, ranks


def grounded_reasons(theory: Theory) -> Reasons:
    """Return the shortest reason for the grounded label of every claim, example and argument."""
    return Reasons(_explainer(theory, theory.labels, theory.rounds))


def extension_reasons(theory: Theory, extension: Labelling) -> Reasons:
    """Return the reason for every label in one extension; what defends itself may rest on itself."""
    held = ranks(theory.framework, extension)
    timed = Rounds(held, dict.fromkeys(extension.fails, LATE), frozenset())
    return Reasons(_explainer(theory, extension_labels(theory, extension), timed))


def _explainer(theory: Theory, labels: Mapping[str, Label], timed: Rounds) -> Explainer:
    kind = Explainer if theory.stances is None else StanceExplainer
    return kind(theory, labels, timed)


class StanceExplainer(Explainer):
    """Explains each label where stances count.

    A claim may be undecided because nothing carries it, and then what it is a premise of does not count: the label of that
    argument is `out`, as that of one with a rejected premise.
    """

    def node(self, name: str) -> Explanation:
        rep, label = self.theory.one[name], self.labels[name]
        if rep in self.made:
            return Explanation(name, label, self.made[rep])
        reasons, objections = self._onto(rep, RelationKind.SUPPORT), self._onto(rep, RelationKind.ATTACK)
        words = self._stance_rules.final[rep]
        if label is Label.IN:
            return self._accepted(name, words, reasons, objections)
        if label is Label.OUT:
            return self._struck(name, words, objections)
        return self._undecided(name, words, reasons, objections)

    @property
    def _stance_rules(self) -> StanceRules:
        rules = self.theory.stances
        if rules is None:
            raise TypeError("this theory does not count stances")
        return rules

    def _may_hold(self, name: str) -> bool:
        return self.theory.sentences[name] not in self.timed.fails

    def _accepted(
        self, name: str, words: Words, reasons: tuple[str, ...], objections: tuple[str, ...]
    ) -> Explanation:
        against = tuple(
            other for other in (*objections, *self._rivals(name)) if self._label(other) is Label.OUT
        )
        if reasons and self.arguments[reasons[0]] is Label.IN and not words.is_given_up:
            return Explanation(name, Label.IN, Grounds.REASON, (reasons[0], *against))
        counted = [(person, c) for person, c in words.people if c is None or self.labels[c] is Label.IN]
        needed = tuple(dict.fromkeys(c for _, c in counted if c is not None))
        # A position may take one participant's word for a thesis; only two make an agreement.
        agreed = words.is_thesis and not words.denials and len(dict(counted)) > 1
        ground = Grounds.AGREEMENT if agreed else Grounds.WORD
        conditions = () if self._is_unconditional(words) else needed
        return Explanation(name, Label.IN, ground, (*conditions, *against), _named(counted))

    def _is_unconditional(self, words: Words) -> bool:
        return words.is_agreed if words.is_thesis else None in words.ways

    def _struck(self, name: str, words: Words, objections: tuple[str, ...]) -> Explanation:
        accepted = [other for other in objections if self.arguments[other] is Label.IN]
        rivals = [other for other in self._rivals(name) if self.labels[other] is Label.IN]
        if not words.is_given_up:  # only an accepted reason for a rival rejects what somebody holds
            rivals = [other for other in rivals if self._reasoned(other) in self.timed.holds]
        if accepted and (not rivals or self._round(accepted[0]) <= min(map(self._round, rivals))):
            return Explanation(name, Label.OUT, Grounds.OBJECTION, (accepted[0],))
        if rivals:
            return Explanation(name, Label.OUT, Grounds.RIVAL, (rivals[0],))
        counted = [(person, c) for person, c in words.deniers if c is None or self.labels[c] is Label.IN]
        conditions = () if None in words.denials else tuple(c for _, c in counted if c is not None)
        return Explanation(name, Label.OUT, Grounds.DENIAL, conditions[:1], _named(counted))

    def _reasoned(self, name: str) -> int:
        """Return the sentence that a rival is accepted by a reason."""
        return self.theory.reasoned.get(self.theory.one[name], -1)

    def _undecided(  # noqa: PLR0911 (one return for each ground)
        self, name: str, words: Words, reasons: tuple[str, ...], objections: tuple[str, ...]
    ) -> Explanation:
        stances = words.stances

        def because(ground: Grounds, *rests_on: str, people: tuple[str, ...] = ()) -> Explanation:
            return Explanation(name, Label.UNDECIDED, ground, rests_on, people)

        if words.is_given_up:
            return because(Grounds.GIVEN_UP, people=_people(stances.last))
        live = [reason for reason in reasons if self.arguments[reason] is not Label.OUT]
        against = [other for other in objections if self.arguments[other] is not Label.OUT]
        rivals = [other for other in self._rivals(name) if self._excludes(other, by_word=not live)]
        if live:
            return self._with_reason(name, live, against, rivals)
        if not words.ways:
            return because(_missing(words, bool(reasons)), *reasons, people=_people(stances.last))
        # The word fails or is undecided: by what speaks for more than a word, first.
        open_objections = [other for other in against if self.arguments[other] is Label.UNDECIDED]
        if open_objections:
            return because(Grounds.OPEN, *open_objections)
        denied = [(person, c) for person, c in words.deniers if c is None or self._may_hold(c)]
        if denied:
            return because(Grounds.DENIED, *reasons[:1], people=_named(denied))
        if words.is_questioned:
            people = tuple(dict.fromkeys(question.participant for question in stances.questions))
            return because(Grounds.QUESTIONED, *reasons[:1], people=people)
        conditions = [c for c in words.ways if c is not None and self.labels[c] is not Label.IN]
        if conditions and None not in words.ways:
            return because(Grounds.CONDITION, *conditions[:1], people=_people(stances.conditional))
        if words.has_burden:
            return because(Grounds.UNREASONED, *reasons, people=_people(stances.accepting))
        return because(Grounds.RIVALS, *rivals)

    def _with_reason(self, name: str, live: list[str], against: list[str], rivals: list[str]) -> Explanation:
        met = [other for other in (*live, *against) if self.arguments[other] is Label.UNDECIDED]
        if self.arguments[live[0]] is Label.IN and against and self.arguments[against[0]] is Label.IN:
            return Explanation(name, Label.UNDECIDED, Grounds.CONTESTED, (live[0], against[0]))
        if self.arguments[live[0]] is Label.IN and rivals and not against:
            return Explanation(name, Label.UNDECIDED, Grounds.RIVALS, tuple(rivals))
        undecided = [other for other in rivals if self.labels[other] is Label.UNDECIDED]
        return Explanation(name, Label.UNDECIDED, Grounds.OPEN, (*met, *undecided))

    def _excludes(self, rival: str, *, by_word: bool) -> bool:
        """Return whether a rival may exclude a thesis: by a reason, or by somebody's word where only words are at stake."""
        if self.labels[rival] is Label.OUT or not self._may_hold(rival):
            return False
        words = self._stance_rules.final[self.theory.one[rival]]
        has_word = bool(words.ways) and not words.stances.unattributed
        return self._reasoned(rival) not in self.timed.fails or (by_word and has_word)

    def _rivals(self, name: str) -> tuple[str, ...]:
        rules = self._stance_rules
        rivals = self.theory.rivals.get(self.theory.one[name], ())
        return tuple(other for other in rivals if not rules.final[other].is_given_up)


def _people(stances: Iterable[LastStance]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stance.participant for stance in stances if stance.participant))


def _named(counted: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for person, _ in counted if person))


def _missing(words: Words, has_reasons: bool) -> Grounds:
    """Return what a claim lacks that nothing carries: no reason does, and no word."""
    stances = words.stances
    if has_reasons:
        return Grounds.FAILED
    if stances.conditional:
        return Grounds.CONDITION
    if stances.hedging:
        return Grounds.HEDGED
    return Grounds.PROPOSED if stances.proposing else Grounds.VOICELESS

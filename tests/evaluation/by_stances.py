"""The rules that stances give, by the words of docs/acceptability.md; the second half of `by_words`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from argmap.model import Claim, Commitment, Question, RelationKind, Stance
from tests.evaluation.by_words import Atom, Rule, Sentence, Words, fine, no

ACCEPTING = {Stance.ASSERTS, Stance.ACCEPTS, Stance.CONCEDES}
UNKNOWN = "somebody"
Body = frozenset[Atom]


class StanceWords:
    """Who says what in a map, and the rules that follow from it."""

    def __init__(self, words: Words) -> None:
        self.words, self.map = words, words.map
        posts = self.map.thread.posts if self.map.thread else ()
        self.place = {post.id: n for n, post in enumerate(posts)}
        self.author = {post.id: post.author for post in posts}

    # Stances.

    def order(self, commitment: Commitment) -> int:
        return self.place[commitment.post]

    @cached_property
    def said(self) -> dict[Sentence, list[Commitment]]:
        """All stances on each sentence in their order, those that quotes show among them."""
        quoted = [c for claim in self.map.claims for c in self._shown_by_quotes(claim)]
        every = sorted([*quoted, *self.map.commitments], key=self.order)
        return {
            s: [c for c in every if c.claim in s and self.is_reached(c.post)] for s in self.words.sentences
        }

    def is_reached(self, post: str) -> bool:
        return self.words.posts is None or self.place[post] < self.words.posts

    def is_answered(self, question: Question) -> bool:
        """Say whether one of the posts so far answers a question: by itself, or with the first quote of a claim."""
        claims = {claim.id: claim for claim in self.map.claims}
        for answer in question.answered_by:
            quoted = [quote.post for quote in claims[answer.claim].quotes] if answer.claim in claims else []
            given = [answer.post] if answer.post is not None else quoted
            if not given or any(self.is_reached(post) for post in given):
                return True
        return False

    def _shown_by_quotes(self, claim: Claim) -> Iterator[Commitment]:
        own, forms = self.map.commitments, self.words.sentence[claim.id]
        for quote in claim.quotes:
            author = self.author[quote.post] or UNKNOWN
            taken = sorted((c for c in own if c.participant == author and c.claim in forms), key=self.order)
            took_back = bool(taken) and taken[0].stance is Stance.RETRACTS
            asserted_before = took_back and self.order(taken[0]) > self.place[quote.post]
            everywhere = self.words.whole.commitments
            as_condition = any(c.participant == author and c.condition in forms for c in everywhere)
            if not as_condition and (not taken or asserted_before):
                yield Commitment(participant=author, post=quote.post, claim=claim.id, stance=Stance.ASSERTS)

    def is_granted(self, condition: str | None) -> bool:
        """Say whether somebody plainly accepts a condition, all retractions on conditions left aside."""
        sentence = self.words.sentence.get(condition or "")
        last = self.last(sentence, honour=False).values() if sentence else ()
        return any(c.stance in ACCEPTING and not c.hedged and c.condition is None for c in last)

    def last(self, sentence: Sentence, honour: bool = True) -> dict[str, Commitment]:
        """Return what counts of each participant: the last stance, but a question or a proposal undoes nothing."""
        found: dict[str, Commitment] = {}
        for c in self.said[sentence]:
            on_condition = c.stance is Stance.RETRACTS and c.condition is not None
            if on_condition and not (honour and self.is_granted(c.condition)):
                continue
            before = found.get(c.participant)
            firm = before is not None and before.stance in ACCEPTING | {Stance.DENIES}
            if c.stance is not Stance.QUESTIONS and not (c.stance is Stance.PROPOSES and firm):
                found[c.participant] = c
        return found

    def claims(self, sentence: Sentence) -> list[Claim]:
        return [claim for claim in self.map.claims if claim.id in sentence]

    def is_thesis(self, sentence: Sentence) -> bool:
        return any(claim.answers is not None for claim in self.claims(sentence))

    def is_unattributed(self, sentence: Sentence) -> bool:
        if any(claim.quotes for claim in self.claims(sentence)):
            return False
        last = list(self.last(sentence).values())
        if self.is_thesis(sentence):
            return not last
        if any(claim.implicit for claim in self.claims(sentence)):
            last = [c for c in last if not (c.hedged and c.stance in ACCEPTING)]
        return all(c.stance is Stance.DENIES for c in last)

    def accepting(self, sentence: Sentence) -> list[Commitment]:
        """Return the words that count: not hedged, and with no condition or one that is another claim."""
        last = self.last(sentence).values()
        return [c for c in last if c.stance in ACCEPTING and counts(c) and c.condition not in sentence]

    def denying(self, sentence: Sentence) -> list[Commitment]:
        last = self.last(sentence).values()
        return [c for c in last if c.stance is Stance.DENIES and counts(c) and c.condition not in sentence]

    def is_given_up(self, sentence: Sentence) -> bool:
        last = self.last(sentence).values()
        if self.is_unattributed(sentence) or any(c.stance in ACCEPTING for c in last):
            return False
        held = {c.participant for c in self.said[sentence] if c.stance in ACCEPTING}
        denied = [c for c in last if c.stance is Stance.DENIES]
        flat = any((not c.hedged and c.condition is None) or c.participant in held for c in denied)
        return flat or any(c.stance is Stance.RETRACTS for c in last)

    def is_questioned(self, sentence: Sentence) -> bool:
        """Say whether the last question of somebody about a sentence is open."""
        asked = {c.participant: c for c in self.said[sentence] if c.stance is Stance.QUESTIONS}
        return any(self._is_open(question, sentence) for question in asked.values())

    def _is_open(self, question: Commitment, sentence: Sentence) -> bool:
        said = self.said[sentence]
        since = said[next(n for n, c in enumerate(said) if c is question) :]
        satisfied = any(c.participant == question.participant and c.stance in ACCEPTING for c in since)
        entries = [q for q in self.map.questions if q.post == question.post and q.about in sentence]
        return not satisfied and not any(map(self.is_answered, entries))

    # Rules.

    def rules(self) -> Iterator[Rule]:
        for sentence in self.words.sentences:
            yield from self._arguments(sentence)
            yield from self._word(sentence)
            yield from self._denial(sentence)
            if self.words_of(sentence) and self.is_questioned(sentence):
                yield from self._challenge(("question", sentence), sentence)
            yield from self._burden(sentence)
            yield from self._rivals(sentence)
        for relation in self.map.relations:
            yield from self._undercuts(relation.id)

    def supports(self, sentence: Sentence) -> list[Body]:
        """Return the arguments for a sentence; what is given up has none."""
        if self.is_given_up(sentence):
            return []
        return [self.words.argument(r) for r in self.words.ending(sentence, RelationKind.SUPPORT)]

    def words_of(self, sentence: Sentence) -> list[Body]:
        """Return what the word for a sentence needs: nothing, or each of the conditions; empty where it has no word."""
        bodies = [self._condition(c) for c in self.accepting(sentence)]
        if self.is_unattributed(sentence) or frozenset() in bodies:
            return [frozenset()]
        return bodies

    def _condition(self, commitment: Commitment) -> Body:
        claim = commitment.condition_claim
        return frozenset() if claim is None else frozenset([("is", self.words.sentence[claim])])

    def _arguments(self, sentence: Sentence) -> Iterator[Rule]:
        supports = self.supports(sentence)
        attacks = [self.words.argument(r) for r in self.words.ending(sentence, RelationKind.ATTACK)]
        for body in supports:
            yield ("reasoned", sentence), body | {fine(sentence)}
        if supports:
            yield ("is", sentence), frozenset([("reasoned", sentence)])
        answered: Atom = ("unanswered", sentence)
        for body in attacks:
            yield no(fine(sentence)), body | ({answered} if supports else frozenset())
        if attacks:
            for body in supports:
                yield no(answered), body | {fine(sentence)}

    def _word(self, sentence: Sentence) -> Iterator[Rule]:
        for condition in self.words_of(sentence):
            yield ("is", sentence), condition | {("word", sentence), fine(sentence)}

    def _denial(self, sentence: Sentence) -> Iterator[Rule]:
        denial: Atom = ("denial", sentence)
        for condition in {self._condition(c) for c in self.denying(sentence)}:
            yield no(fine(sentence)), condition | {denial}
            yield no(("word", sentence)), condition | {denial}
        for condition in self.words_of(sentence):
            yield no(denial), condition | {("word", sentence)}
        for body in self.supports(sentence):
            yield no(denial), body

    def _challenge(self, challenge: Atom, sentence: Sentence) -> Iterator[Rule]:
        yield no(("word", sentence)), frozenset([challenge])
        for condition in self.words_of(sentence):
            yield no(challenge), condition | {("word", sentence)}
        for body in self.supports(sentence):
            yield no(challenge), body

    def _burden(self, sentence: Sentence) -> Iterator[Rule]:
        if not self.is_thesis(sentence) or not self.words_of(sentence):
            return
        burden: Atom = ("burden", sentence)
        pairs = (
            [] if self.denying(sentence) else combinations(map(self._condition, self.accepting(sentence)), 2)
        )
        agreed = [one | other for one, other in pairs]
        if frozenset() in agreed:
            return
        yield from self._challenge(burden, sentence)
        for conditions in agreed:
            yield no(burden), conditions

    def _rivals(self, sentence: Sentence) -> Iterator[Rule]:
        for rival in self.words.rivals(sentence):
            if self.is_given_up(rival):
                continue
            if self.is_given_up(sentence):
                yield no(fine(sentence)), frozenset([("is", rival)])
                continue
            yield no(fine(sentence)), frozenset([("reasoned", rival)])
            if self.words_of(sentence) and self.words_of(rival) and not self.is_unattributed(rival):
                yield no(("word", sentence)), frozenset([("word", rival), ("is", rival)])

    def _undercuts(self, name: str) -> Iterator[Rule]:
        undercuts = [self.words.argument(r) for r in self.words.ending(name, RelationKind.UNDERCUT)]
        backings = [self.words.argument(r) for r in self.words.ending(name, RelationKind.SUPPORT)]
        for body in undercuts:
            yield no(("holds", name)), body | ({("unbacked", name)} if backings else frozenset())
        if undercuts:
            for body in backings:
                yield no(("unbacked", name)), body | {("holds", name)}


def counts(commitment: Commitment) -> bool:
    """Say whether a stance is more than a guess and hangs on no condition in mere words."""
    in_words = commitment.condition is not None and commitment.condition_claim is None
    return not commitment.hedged and not in_words

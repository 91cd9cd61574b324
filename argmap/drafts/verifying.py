"""What of an answer may enter a draft: words that stand in the thread, ids that there are, ends that a relation may have.

Everything else is refused with its reason. Nothing here judges whether a model is right: that is for a person.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from argmap.dialogue.denials import may_deny
from argmap.dialogue.words import stop_words
from argmap.drafts.anchoring import AnchoredWords, NotAnchored, anchored
from argmap.drafts.answers import (
    AnswerClaim,
    AnswerRelation,
    AnswerStance,
    BadAnswer,
    ModelAnswer,
    ReadAnswer,
    read_answer,
)
from argmap.drafts.file import DraftReject
from argmap.drafts.windows import Window, thread_of
from argmap.errors import suggestion
from argmap.model.annotations import Stance
from argmap.model.base import UNPRINTABLE, shortened
from argmap.model.document import MapDocument
from argmap.model.relation import ENDPOINTS, NodeKind, RelationKind
from argmap.readings.spans import stretches

LONGEST_WHY = 300
LONGEST_ID = 64
LONGEST_CLAIM = 600
"""Characters of a claim, at most: it is one sentence."""


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim of an answer whose words stand in the thread; `key` names it among all answers."""

    key: str
    text: str
    anchor: AnchoredWords


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """A relation of an answer; its ends are keys, or ids of the map."""

    key: str
    kind: RelationKind
    premises: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class FoundStance:
    """A stance of an answer; its claim is a key, or an id of the map."""

    participant: str
    claim: str
    stance: Stance
    anchor: AnchoredWords


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is kept of an answer and what is not; `sound` says whether it had the shape of an answer."""

    window: Window
    vote: int
    model: str
    sound: bool
    claims: tuple[FoundClaim, ...] = ()
    relations: tuple[FoundRelation, ...] = ()
    stances: tuple[FoundStance, ...] = ()
    rejects: tuple[DraftReject, ...] = ()


class _Refused(Exception):
    """A part of an answer is not kept; the message says why."""


def sifted(map: MapDocument, window: Window, text: str, vote: int = 1, model: str = "unknown") -> Sifted:
    """Return what is kept of the answer in a text, and what is not, with the reasons.

    Args:
        map: the map with its thread.
        window: the task that was answered.
        text: what the model wrote.
        vote: which answer on this task it is, from 1.
        model: the name of the model.

    Raises:
        ArgmapError: the map has no thread with words.
    """
    try:
        read = read_answer(text)
    except BadAnswer as error:
        return unanswered(window, str(error), vote, model, text)
    return _Sieve(map, window, vote, model).sifted(read)


def unanswered(window: Window, why: str, vote: int, model: str, said: str = "") -> Sifted:
    """Return what is kept where there is no answer: nothing, with the reason."""
    reject = DraftReject(
        task=window.post, vote=vote, what="answer", why=_line(why), said=_line(said) if said.strip() else None
    )
    return Sifted(window, vote, model, sound=False, rejects=(reject,))


def _line(text: str) -> str:
    """Return a text of others as a line of a file, without what a terminal would act on."""
    return (
        shortened("".join(c if c.isprintable() or c.isspace() else "�" for c in text), LONGEST_WHY)
        or "(nothing)"
    )


@dataclass
class _Sieve:
    """Goes through one answer; keeps the names that it has met."""

    map: MapDocument
    window: Window
    vote: int
    model: str
    keys: dict[str, str] = field(default_factory=dict)
    where: dict[str, AnchoredWords] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    rejects: list[DraftReject] = field(default_factory=list)

    def sifted(self, read: ReadAnswer) -> Sifted:
        for item in read.odd:
            self.refused.add(item.id)
            self._reject(f"{item.what} {item.id}".strip(), item.why, item.said)
        answer = read.answer
        claims = tuple(self._claims(answer))
        relations = tuple(self._relations(answer.relations))
        stances = tuple(self._stances(answer.stances))
        return Sifted(
            self.window, self.vote, self.model, True, claims, relations, stances, tuple(self.rejects)
        )

    def _reject(self, what: str, why: object, said: str) -> None:
        self.rejects.append(
            DraftReject(
                task=self.window.post, vote=self.vote, what=_line(what), why=_line(str(why)), said=_line(said)
            )
        )

    def _require_id(self, id: str, taken: Container[str]) -> None:
        if not id.strip() or not id.isprintable() or len(id) > LONGEST_ID:
            raise _Refused(f"an id is a word of up to {LONGEST_ID} characters")
        if id in taken or id in self.keys:
            raise _Refused(f"the id {id!r} is taken")

    def _key(self, id: str) -> str:
        return f"{self.window.post}/{self.vote}/{self.model}/{id}"

    def _claims(self, answer: ModelAnswer) -> Iterator[FoundClaim]:
        for claim in answer.claims:
            try:
                kept = self._claim(claim)
            except _Refused as why:
                self.refused.add(claim.id)
                self._reject(f"claim {claim.id}", why, claim.quote or claim.text)
                continue
            self.keys[claim.id] = kept.key
            self.where[kept.key] = kept.anchor
            yield kept

    def _claim(self, said: AnswerClaim) -> FoundClaim:
        self._require_id(said.id, {known.id for known in chain(self.window.known, self.window.relations)})
        _require_printable(said.text + said.quote)
        if not said.text.strip() or len(said.text) > LONGEST_CLAIM:
            raise _Refused(f"the text of a claim has from 1 to {LONGEST_CLAIM} characters")
        anchor = self._anchor(said.quote, said.post)
        return FoundClaim(self._key(said.id), " ".join(said.text.split()), anchor)

    def _anchor(self, quote: str, post: str | None) -> AnchoredWords:
        if post is not None and post not in self.window.posts:
            raise _Refused(f"the task is about {' and '.join(self.window.posts)}, not about post {post!r}")
        try:
            return anchored(thread_of(self.map), quote, self.window.posts if post is None else (post,))
        except NotAnchored as why:
            raise _Refused(str(why)) from why

    def _end(self, id: str) -> tuple[str, NodeKind]:
        """Return the key of an end of a relation, or its id in the map, and what it is."""
        if id in self.keys:
            kind = NodeKind.RELATION if self.keys[id] not in self.where else NodeKind.CLAIM
            return self.keys[id], kind
        if id in self.refused:
            raise _Refused(f"{id!r} was refused itself")
        for known, kind in ((self.window.known, NodeKind.CLAIM), (self.window.relations, NodeKind.RELATION)):
            if any(each.id == id for each in known):
                return id, kind
        ids = [*self.keys, *(each.id for each in self.window.known)]
        raise _Refused(f"there is no claim {id!r}; {suggestion(id, ids)}")

    def _relations(self, answered: Iterable[AnswerRelation]) -> Iterator[FoundRelation]:
        # What undercuts a relation comes behind it, so that its target is known.
        first = [each for each in answered if each.kind is not RelationKind.UNDERCUT]
        seen: dict[tuple[tuple[str, ...], str], RelationKind] = {}
        for each in (*first, *(each for each in answered if each.kind is RelationKind.UNDERCUT)):
            try:
                kept = self._relation(each, seen)
            except _Refused as why:
                self.refused.add(each.id)
                said = f"{' + '.join(each.premises)} {each.kind} {each.target}"
                self._reject(f"relation {each.id}", why, said)
                continue
            self.keys[each.id] = kept.key
            seen[tuple(sorted(kept.premises)), kept.target] = kept.kind
            yield kept

    def _relation(
        self, said: AnswerRelation, seen: Mapping[tuple[tuple[str, ...], str], RelationKind]
    ) -> FoundRelation:
        self._require_id(said.id, {known.id for known in self.window.relations})
        if not said.premises:
            raise _Refused("it has no premise")
        ends = [self._end(id) for id in dict.fromkeys(said.premises)]
        target, target_kind = self._end(said.target)
        premises = tuple(key for key, _ in ends)
        sources, targets = ENDPOINTS[said.kind]
        for kind, allowed, role in (
            *((k, sources, "premise") for _, k in ends),
            (target_kind, targets, "target"),
        ):
            if kind not in allowed:
                names = " or ".join(sorted(allowed))
                raise _Refused(f"the {role} of {said.kind} is a {names}, and this is a {kind}")
        if target in premises:
            raise _Refused("it has its target among its premises")
        before = seen.get((tuple(sorted(premises)), target))
        if before is not None:
            raise _Refused(
                f"it contradicts itself: the same premises {before} the same target"
                if before is not said.kind
                else "it is there already"
            )
        if len(premises) == 1 and seen.get(((target,), premises[0])) is RelationKind.SUPPORT is said.kind:
            raise _Refused("each would support the other: which is the reason?")
        self._require_direction(said.kind, premises, target)
        return FoundRelation(self._key(said.id), said.kind, premises, target)

    def _require_direction(self, kind: RelationKind, premises: tuple[str, ...], target: str) -> None:
        """Refuse an attack from words that were written before those that they would attack."""
        if kind is not RelationKind.ATTACK:
            return
        numbers = thread_of(self.map).numbers
        here = [self._post(premise) for premise in premises]
        there = self._post(target)
        if there is None or None in here:
            return
        if all(post is not None and numbers[post] < numbers[there] for post in here):
            raise _Refused(
                f"wrong direction: words of {here[0]} cannot attack what is said only in {there}; turn it round"
            )

    def _post(self, name: str) -> str | None:
        if name in self.where:
            return self.where[name].post
        post = next((known.post for known in self.window.known if known.id == name), None)
        return post if post in thread_of(self.map).posts_by_id else None

    def _stances(self, answered: Iterable[AnswerStance]) -> Iterator[FoundStance]:
        taken: dict[str, Stance] = {}
        for each in answered:
            try:
                kept = self._stance(each, taken)
            except _Refused as why:
                self._reject(f"stance on {each.claim}", why, f"{each.stance}: {each.quote}")
                continue
            if kept is not None:
                taken[kept.claim] = kept.stance
                yield kept

    def _stance(self, said: AnswerStance, taken: Mapping[str, Stance]) -> FoundStance | None:
        """Return a stance; None where it goes without saying."""
        author = thread_of(self.map).posts_by_id[self.window.post].author
        if author is None:
            raise _Refused(f"nobody knows who wrote post {self.window.post!r}")
        claim, kind = self._end(said.claim)
        if kind is not NodeKind.CLAIM:
            raise _Refused("a stance is taken on a claim, and this is a relation")
        if claim in taken:
            same = taken[claim] is said.stance
            raise _Refused("it is there already" if same else f"the same post {taken[claim]} the same claim")
        if said.stance is Stance.ASSERTS and self._post(claim) == self.window.post:
            if claim not in self.where:
                raise _Refused(
                    f"the map quotes {self.window.post} for {claim}, which says that its author asserts it"
                )
            return None  # a quote says already that the author of its post asserts the claim
        _require_printable(said.quote)
        anchor = self._anchor(said.quote, self.window.post)
        # Of other languages it is not known which words say no.
        known = stop_words(self.map.language) is not None
        if (
            known
            and said.stance is Stance.DENIES
            and not may_deny(anchor.words)
            and self._makes(claim, anchor)
        ):
            raise _Refused("the same words make the claim; a denial has words that say no to it")
        return FoundStance(author, claim, said.stance, anchor)

    def _makes(self, claim: str, said: AnchoredWords) -> bool:
        """Return whether the words of a claim, in the answer or in the map, have all of some words."""
        thread = thread_of(self.map)
        if claim in self.where:
            quoted = [self.where[claim].places]
        else:
            own = next((each for each in self.map.claims if each.id == claim), None)
            quoted = [stretches((quote,), thread) for quote in (own.quotes if own else ())]
        text = thread.text_of(said.post)
        # The full stop behind the words of a claim says nothing.
        letters = {i for start, end in said.places[said.post] for i in range(start, end) if text[i].isalnum()}
        return any(
            letters <= {i for start, end in places.get(said.post, ()) for i in range(start, end)}
            for places in quoted
        )


def _require_printable(text: str) -> None:
    if UNPRINTABLE.search(text):
        raise _Refused("it has control characters")

"""What an exercise is: a question whose key the map proves, with feedback for every answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """How an exercise is answered."""

    CHOICE = "choice"
    SEVERAL = "several"
    MATCH = "match"
    ORDER = "order"
    NUMBER = "number"
    ESSAY = "essay"
    REBUILD = "rebuild"


class Level(StrEnum):
    """How hard an exercise is, as an estimate."""

    INTRO = "intro"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"

    @property
    def rank(self) -> int:
        """How hard it is beside the others; 0 is the easiest."""
        return list(type(self)).index(self)


class Skill(StrEnum):
    """What an exercise trains."""

    STRUCTURE = "structure"
    CRITIQUE = "critique"
    SYNTHESIS = "synthesis"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose, whether it is right, and what is said to whoever chooses it."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class PostMarks:
    """A post that an exercise needs, by its id, and the words in it that the exercise is about: first character, and the one behind the last."""

    post: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadPost:
    """A post of the thread as exercises carry it; `text` is "" where the words are not included in the map's thread."""

    id: str
    number: int
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an exercise is from: the map, the version of its content, and the seed it was drawn with."""

    map: str
    content_hash: str
    seed: int


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise.

    `rests_on` are the ids of the map whose content is the key; a set has no two exercises that share one. Each of `secrets` are
    texts that tell the key to whoever reads them in one place; no other exercise of a set has them in one text.
    `passages` are the posts that are enough to answer it; their words are in the set. `unevenness` is how far the key stands out
    by its look, of 1 at most; sets take the least first. Where answers are fixed, `look` is what anybody sees of a question at a
    glance; of questions with one look each answer is right as often as the others. `options` are
    for choices, the same for all questions of a kind where `answers_are_fixed`, and with an order of their own where `answers_are_in_order`, `pairs` for matching (left, right) with `spare` rights that match nothing, `order` for ordering, `number`
    with `tolerance` for numbers, `cards` (id, text) with `steps` (kind, premises, target) for rebuilding. `source` says where the method is from, `origin` which
    map it is from.
    """

    kind: str
    id: str
    form: Form
    prompt: str
    skill: Skill
    level: Level
    rests_on: tuple[str, ...]
    source: str
    options: tuple[Option, ...] = ()
    answers_are_fixed: bool = False
    answers_are_in_order: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    spare: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    number: float = 0.0
    tolerance: float = 0.0
    cards: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    feedback: str = ""
    secrets: tuple[tuple[str, ...], ...] = ()
    passages: tuple[PostMarks, ...] = ()
    unevenness: float = 0.0
    look: str = ""
    origin: Origin | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What is read in one place: the question, each answer with what is said of it, each pair, and the feedback."""
        return (
            self.prompt,
            *(f"{option.text} {option.feedback}" for option in self.options),
            *(f"{left} {right}" for left, right in self.pairs),
            self.feedback,
        )

    def tells(self, other: Item) -> bool:
        """Return whether one of its texts has all that makes the key of another exercise."""
        return any(all(part in text for part in secret) for secret in other.secrets for text in self.texts)

    @property
    def right_sides(self) -> tuple[str, ...]:
        """What there is to match the left sides with, in alphabetical order: it tells nothing of the key."""
        return tuple(sorted({*(right for _, right in self.pairs), *self.spare}))

    @property
    def is_sound(self) -> bool:
        """Whether the key is what its form needs: one right answer, or some and not all; different texts everywhere."""
        texts = [option.text for option in self.options]
        rights = sum(option.right for option in self.options)
        if self.form is Form.CHOICE:
            return rights == 1 and len(texts) > 1 and len(set(texts)) == len(texts)
        if self.form is Form.SEVERAL:
            return 0 < rights < len(texts) and len(set(texts)) == len(texts)
        if self.form is Form.MATCH:
            lefts = {left for left, _ in self.pairs}
            count = len(self.pairs)
            return count > 1 and len(lefts) == count and len(self.right_sides) == count + len(self.spare)
        if self.form is Form.ORDER:
            return len(self.order) > 2 and len(set(self.order)) == len(self.order)  # noqa: PLR2004 (two are a coin)
        if self.form is Form.REBUILD:
            known = {name for name, _ in self.cards}
            ends = {name for _, premises, target in self.steps for name in (*premises, target)}
            return (
                len(self.steps) > 1 and ends <= known and len({text for _, text in self.cards}) == len(known)
            )
        return bool(self.prompt)


@dataclass(frozen=True, slots=True)
class ExerciseSet:
    """Exercises made from a map, with the posts that they need, what identifies the map's content, and the seed they were drawn with."""

    map: str
    title: str
    content_hash: str
    seed: int
    items: tuple[Item, ...] = field(default=())
    language: str = "en"
    posts: tuple[ThreadPost, ...] = ()

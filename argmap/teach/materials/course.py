"""A course of six sessions over one or several maps: what the class gets, and the teacher's script with all keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from argmap.language import ENGLISH, Language
from argmap.model.map import ArgumentMap
from argmap.teach.context import Context, content_hash
from argmap.teach.exports.cartridge import CartridgePart, CartridgeQuiz, write_course
from argmap.teach.item import ExerciseSet, Form, Item, ThreadPost
from argmap.teach.make import make
from argmap.teach.materials.demonstrations import Demonstration, demonstration
from argmap.teach.materials.paper import article
from argmap.teach.materials.sessions import PARTS, SESSIONS, SessionPart, SessionPlan
from argmap.teach.passages import posts_of
from argmap.teach.plain import PlainQuestion, flat_items, plain_questions
from argmap.teach.templating import markdown

POOL = 40
"""Exercises that are made of a map to choose from."""

PRACTICE, MIXED, CHECK = 5, 4, 2
"""Exercises of each part of a session at most."""


@dataclass(frozen=True, slots=True)
class MapQuestions:
    """Questions about one map."""

    map: ArgumentMap
    questions: tuple[PlainQuestion, ...]


@dataclass(frozen=True, slots=True)
class CourseSession:
    """A session: its plan, its demonstration (None where no map has an example), and its exercises by map.

    `posts` are the posts that the exercises need, by the title of their map.
    """

    plan: SessionPlan
    parts: tuple[SessionPart, ...]
    demonstration: Demonstration | None
    practice: tuple[MapQuestions, ...]
    mixed: tuple[MapQuestions, ...]
    check: tuple[MapQuestions, ...]
    posts: tuple[tuple[str, tuple[ThreadPost, ...]], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A course as two Markdown texts, and its sessions for whoever writes them in another format."""

    students: str
    teacher: str
    sessions: tuple[CourseSession, ...]


def course(maps: Sequence[ArgumentMap], seed: int = 0, language: Language = ENGLISH) -> Course:
    """Return a course over some maps; the same maps, seed and language give the same course.

    Each session demonstrates one thing and practises it from easy to hard. From the second session on, exercises of
    the kinds of all earlier sessions are mixed in; no exercise comes twice.

    Args:
        maps: what the course is about, at least one.
        seed: another seed gives other exercises.
        language: the language of everything but the words of the maps.
    """
    chooser = _Chooser([Context(map, seed, "course", language) for map in maps])
    sessions = tuple(chooser.session(place) for place in range(len(SESSIONS)))
    values = {
        "maps": maps,
        "sessions": sessions,
        "say": language.say,
        "translated": language.translated,
        "minutes": sum(part.minutes for part in PARTS),
    }
    return Course(markdown("course.md.j2", **values), markdown("course_teacher.md.j2", **values), sessions)


def course_cartridge(made: Course, language: Language = ENGLISH) -> bytes:
    """Return a course as one Common Cartridge: a page for each session, and quizzes for practice, mixed practice and check.

    Args:
        made: the course.
        language: the language that it was made in.
    """
    parts = []
    for number, session in enumerate(made.sessions, start=1):
        title = f"{number}. {language.translated(session.plan.title)}"
        text = markdown(
            "course_session.md.j2",
            title=title,
            session=session,
            say=language.say,
            translated=language.translated,
        )
        groups = {"practice": session.practice, "mixed": session.mixed, "check": session.check}
        quizzes = tuple(
            CartridgeQuiz(
                f"{number}. {language.translated(part.title)}",
                tuple(_exercise_set(group, language) for group in groups[part.name]),
            )
            for part in session.parts
            if part.name in groups
        )
        parts.append(CartridgePart(title, article(text, title, language=language.name), quizzes))
    return write_course(language.say("From one argument to a whole discussion"), language.name, parts)


def _exercise_set(group: MapQuestions, language: Language) -> ExerciseSet:
    items = tuple(question.item for question in group.questions)
    posts = posts_of(group.map, items)
    return ExerciseSet(group.map.id, group.map.title, content_hash(group.map), 0, items, language.name, posts)


@dataclass(frozen=True, slots=True)
class _Dealt:
    """An exercise of a session, and the map it is about."""

    context: Context
    item: Item


class _Chooser:
    """Deals exercises out to the sessions, each exercise once.

    Inside a session none gives away another's key; in a later session the same step may come back in another kind of
    exercise, which is what repetition is for.
    """

    def __init__(self, contexts: Sequence[Context]) -> None:
        self.contexts = contexts
        self.used: set[tuple[str, str]] = set()

    def session(self, place: int) -> CourseSession:
        plan, count = SESSIONS[place], len(self.contexts)
        turned = [*self.contexts[place % count :], *self.contexts[: place % count]]
        shown = next(((c, d) for c in turned if (d := demonstration(c, plan.name)) is not None), None)
        taught = {shown[0].map.id: shown[1].rests_on} if shown else {}
        chosen: list[_Dealt] = []
        for kinds, most in self.wanted(place):
            chosen += self.dealt(turned, kinds, most, [*chosen], taught, place)
            turned = [*turned[1:], turned[0]]
        new = [dealt for dealt in chosen if dealt.item.kind in plan.kinds]
        mixed = [dealt for dealt in chosen if dealt.item.kind not in plan.kinds]
        kept = len(new) - min(CHECK, len(new) // 3)
        practice, check = new[:kept], new[kept:]
        return CourseSession(
            plan,
            _parts(is_first=place == 0),
            shown[1] if shown else None,
            self.by_map(practice),
            self.by_map(mixed),
            self.by_map(check),
            self.posts(chosen),
        )

    def wanted(self, place: int) -> Iterator[tuple[Sequence[str], int]]:
        """Yield the kinds to deal out in a session, and how many: those that are new, then those of earlier sessions in turn."""
        yield SESSIONS[place].kinds, PRACTICE + CHECK
        earlier = SESSIONS[:place][::-1]
        for turn in range(MIXED if earlier else 0):
            yield earlier[turn % len(earlier)].kinds, 1

    def dealt(
        self,
        contexts: Sequence[Context],
        kinds: Sequence[str],
        most: int,
        before: Sequence[_Dealt],
        taught: Mapping[str, frozenset[str]],
        place: int,
    ) -> list[_Dealt]:
        """Return exercises of some kinds, the maps in turn, from easy to hard."""
        queues = [
            (context, _pool(context, kinds, place, taught.get(context.map.id, frozenset())))
            for context in contexts
        ]
        chosen: list[_Dealt] = []
        while len(chosen) < most and any(pool for _, pool in queues):
            for context, pool in queues:
                item = next((each for each in pool if self.is_free(context, each, (*before, *chosen))), None)
                pool[:] = pool[pool.index(item) + 1 :] if item else []
                if item is not None and len(chosen) < most:
                    self.used.add((context.map.id, item.id))
                    chosen.append(_Dealt(context, item))
        return sorted(chosen, key=lambda dealt: dealt.item.level.rank)

    def is_free(self, context: Context, item: Item, before: Iterable[_Dealt]) -> bool:
        """Return whether an exercise is new, and neither tells nor is told the key of one of the same session."""
        if item.form is Form.ESSAY and any(dealt.item.form is Form.ESSAY for dealt in before):
            return False  # one text to write is enough for a session
        beside = [dealt.item for dealt in before if dealt.context is context]
        return (context.map.id, item.id) not in self.used and all(
            set(item.rests_on).isdisjoint(other.rests_on) and not item.tells(other) and not other.tells(item)
            for other in beside
        )

    def by_map(self, dealt: Sequence[_Dealt]) -> tuple[MapQuestions, ...]:
        """Return exercises map by map, in the order of the maps."""
        grouped = ((context, _items(dealt, context)) for context in self.contexts)
        return tuple(
            MapQuestions(context.map, plain_questions(items, context.language))
            for context, items in grouped
            if items
        )

    def posts(self, dealt: Sequence[_Dealt]) -> tuple[tuple[str, tuple[ThreadPost, ...]], ...]:
        """Return the posts that exercises need, by the title of their map."""
        needed = (
            (context.map.title, posts_of(context.map, _items(dealt, context))) for context in self.contexts
        )
        return tuple((title, posts) for title, posts in needed if posts)


@lru_cache(maxsize=64)  # later sessions ask for the kinds of earlier ones
def _made(context: Context, kinds: tuple[str, ...], seed: int) -> tuple[Item, ...]:
    made = make(context.map, kinds=kinds, count=POOL, seed=seed, language=context.language)
    return flat_items(made.items)


def _pool(context: Context, kinds: Sequence[str], place: int, taught: frozenset[str]) -> list[Item]:
    """Return exercises of a map of which none asks about what a demonstration shows; kinds take turns."""
    thread = context.map.thread
    items = [
        item
        for item in _made(context, tuple(kinds), context.seed + place)
        if taught.isdisjoint(item.rests_on)
        # The class has only the posts that are printed.
        and (thread is None or all(thread.text_of(passage.post) for passage in item.passages))
    ]
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, Item]] = []
    for item in items:
        seen[item.kind] += 1
        ranked.append((seen[item.kind], len(ranked), item))
    return [item for _, _, item in sorted(ranked, key=lambda rank: rank[:2])]


def _items(dealt: Iterable[_Dealt], context: Context) -> list[Item]:
    return [each.item for each in dealt if each.context is context]


def _parts(*, is_first: bool) -> tuple[SessionPart, ...]:
    """Return the parts of a session; what the first one cannot have makes its practice longer."""
    if not is_first:
        return PARTS
    missing = sum(part.minutes for part in PARTS if part.name in {"recall", "mixed"})
    return tuple(
        SessionPart(part.name, part.title, part.minutes + missing) if part.name == "practice" else part
        for part in PARTS
        if part.name not in {"recall", "mixed"}
    )

"""Reading for assistants: maps and threads as text, findings, quotes, and how two maps differ. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from argmap.assistants.folder import MapFolder
from argmap.assistants.records import (
    CheckAnswer,
    DiffAnswer,
    DifferenceFound,
    FoundFault,
    MapEntry,
    QuotePlaceFound,
    QuotesFound,
    Shown,
)
from argmap.diagnostics import Diagnostic, Severity
from argmap.editing.quoting import NoSuchQuote, SeveralPlaces, selector
from argmap.errors import ArgmapError
from argmap.graph.views import whole
from argmap.language import language_of
from argmap.lint.anchor import anchor
from argmap.lint.run import check_file, settings_of
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, find_quote
from argmap.model.thread import Thread
from argmap.readings.comparison import compare
from argmap.readings.matching import match
from argmap.rendering.marks import marks
from argmap.rendering.outline import outline
from argmap.rendering.scene import scene
from argmap.rendering.text.comparison import matched_words, sections
from argmap.rendering.text.comparison_forms import comparison_text
from argmap.rendering.text.thread import post_text
from argmap.rendering.text.tree import tree_text
from argmap.storage.load import read_map

MOST_TEXT = 60_000
"""Characters of one text: about 15,000 tokens."""

MOST_LISTED = 200
"""Findings, places or differences in one answer."""

TITLED = 50
"""Maps of which a list says the title: each has to be read for it."""

NEAR = 0.5
"""Likeness from which a passage is named as nearest."""

CONTEXT = 60
"""Characters on either side of words that were found."""


def list_maps(folder: MapFolder) -> Shown:
    """Return the maps of a folder.

    Raises:
        UnreadableInput: the folder is not there, or there is no map in it.
    """
    entries = [
        MapEntry(name=name, title=_title(folder, name) if number < TITLED else None)
        for number, name in enumerate(folder.maps())
    ]
    text = "".join(f"{entry.name}{f': {entry.title}' if entry.title else ''}\n" for entry in entries)
    return Shown(what="maps", text=cut(text), maps=tuple(entries))


def _title(folder: MapFolder, name: str) -> str | None:
    try:
        return folder.load(name).title
    except ArgmapError:
        return None


def show_outline(map: ArgumentMap, focus: str | None, depth: int | None, *, status: bool) -> Shown:
    """Return a map as an outline, or the part below one of its parts.

    Args:
        map: the map.
        focus: id of the issue, claim, example or relation that becomes the top; None shows all.
        depth: levels of reasons below a thesis; None shows all.
        status: whether to mark what is accepted, rejected and undecided.

    Raises:
        UnknownName: the map has nothing of the name `focus`.
    """
    drawn = scene(whole(map), marks(map, status=status))
    text = tree_text(outline(drawn, depth=depth, start=focus))
    return Shown(what="outline", text=cut(text, "give focus, or a smaller depth"))


def show_thread(map: ArgumentMap, start: int) -> Shown:
    """Return the posts of a thread in their order, from a number on, as many as fit.

    Raises:
        ArgmapError: the map has no thread, or no post has that number.
    """
    thread = thread_of(map)
    if not 1 <= start <= len(thread.posts):
        raise ArgmapError(f"there is no post number {start}; the thread has posts 1 to {len(thread.posts)}")
    text = f"{thread.title}\n"
    for number, post in enumerate(thread.posts[start - 1 :], start=start):
        written = post_text(thread, post)
        if number > start and len(text) + len(written) > MOST_TEXT:
            text += f"\n(more posts follow; go on with start={number})\n"
            return Shown(what="thread", text=text, next_start=number)
        text += f"\n{written}"
    return Shown(what="thread", text=cut(text))


def check_map(folder: MapFolder, name: str) -> CheckAnswer:
    """Return everything that the rules find in a map, as `argmap check` does.

    Raises:
        ArgmapError: the folder has no such map, or its file cannot be read at all.
    """
    file = folder.file(name)
    findings = [folder.placed(each) for each in check_file(read_map(file), settings_of(file))]
    counts = Counter(finding.severity for finding in findings)
    return CheckAnswer(
        map=name,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        advice=counts[Severity.ADVICE],
        findings=faults(findings[:MOST_LISTED]),
        left_out=max(0, len(findings) - MOST_LISTED),
    )


def faults(findings: Iterable[Diagnostic]) -> tuple[FoundFault, ...]:
    """Return findings as records; those of files that are only proposed have no place."""
    return tuple(
        FoundFault(
            code=each.code,
            severity=str(each.severity),
            message=each.message,
            help=each.help,
            file=each.location.file,
            line=each.location.line,
            column=each.location.column,
        )
        for each in findings
    )


def find_quotes(map: ArgumentMap, words: str, post: str | None = None) -> QuotesFound:
    """Return every place in which words stand in the thread, to the letter but for white space.

    Args:
        map: the map.
        words: the words, with … where words are left out.
        post: the only post to look in; None looks in all.

    Raises:
        NoSuchQuote: they stand nowhere; the message names the nearest passage.
        UnknownName: the thread has no such post.
    """
    thread = thread_of(map)
    try:
        quotes = [selector(thread, words, post)]
    except SeveralPlaces as several:
        count = len(several.places)
        quotes = [selector(thread, words, post, 1 + n) for n in range(min(count, MOST_LISTED))]
    except NoSuchQuote as error:
        raise NoSuchQuote(f"{error}{_nearest(thread, words, post)}") from error
    else:
        count = 1
    before: Counter[str] = Counter()
    places: list[QuotePlaceFound] = []
    for quote in quotes:
        before[quote.post] += 1
        places.append(place_of(thread, quote, before[quote.post]))
    return QuotesFound(words=words, places=tuple(places), left_out=count - len(places))


def place_of(thread: Thread, quote: Quote, occurrence: int) -> QuotePlaceFound:
    """Return where the words of a quote stand, to the letter."""
    text = thread.text_of(quote.post)
    span = find_quote(quote, text)[0]
    before, behind = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    exact = text[span.start : span.end]
    return QuotePlaceFound(
        post=quote.post,
        start=span.start,
        end=span.end,
        exact=exact,
        occurrence=occurrence,
        context=" ".join(f"{before}[{exact}]{behind}".split()),
    )


def _nearest(thread: Thread, words: str, post: str | None) -> str:
    """Return the rest of a message about words that stand nowhere: the passage that is most like them."""
    posts = [each for each in thread.posts if each.text and post in (None, each.id)]
    exact = " ".join(words.split())
    candidates = [(each.id, anchor(Quote(post=each.id, exact=exact), each.text or "")) for each in posts]
    likely = max(
        ((id, passage) for id, passage in candidates if passage is not None and passage.score >= NEAR),
        key=lambda pair: pair[1].score,
        default=None,
    )
    return "" if likely is None else f"; nearest, in post {likely[0]}: {likely[1].passage!r}"


def diff_maps(folder: MapFolder, first: str, second: str, *, by_id: bool = False) -> DiffAnswer:
    """Return how two readings of one thread differ, as `argmap diff` does.

    Args:
        folder: the folder.
        first: a map of it.
        second: another one.
        by_id: whether parts of one id are one part, as in two states of one map.

    Raises:
        ArgmapError: one of them cannot be read, they are one, or they are maps of different threads.
    """
    if first == second:
        raise ArgmapError(f"{first!r} and {second!r} are one map; name two readings of one thread")
    one, other = folder.load(first), folder.load(second)
    comparison = compare(one, other, match(one, other, by_id=by_id))
    language = language_of(other)
    head = [f"{first} → {second}", matched_words(comparison.matching, language)]
    text = comparison_text(head, sections(one, other, comparison, language), language)
    plain = [difference.to_dict() for difference in comparison.differences]
    return DiffAnswer(
        first=first,
        second=second,
        text=cut(text),
        differences=tuple(DifferenceFound(**each) for each in plain[:MOST_LISTED]),
        left_out=max(0, len(plain) - MOST_LISTED),
    )


def thread_of(map: ArgumentMap) -> Thread:
    """Return the thread of a map.

    Raises:
        ArgmapError: it has none.
    """
    if map.thread is None:
        raise ArgmapError(f"map {map.id!r} has no thread")
    return map.thread


def cut(text: str, advice: str = "ask for less") -> str:
    """Return a text of at most `MOST_TEXT` characters, which says where it was cut."""
    if len(text) <= MOST_TEXT:
        return text
    return f"{text[:MOST_TEXT]}\n(… {len(text) - MOST_TEXT} characters more; {advice})\n"

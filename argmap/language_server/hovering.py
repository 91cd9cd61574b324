"""What stands behind a name or a quote, as Markdown: a claim with its words and why it is accepted, a post, a scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from argmap.language import Language, language_of, spoken_in
from argmap.language_server.dataset_files import DatasetFiles, NameUse
from argmap.language_server.naming_places import NameKind
from argmap.language_server.quote_places import words_at
from argmap.model.annotations import Label
from argmap.model.base import shortened
from argmap.model.discussion import DiscussionRule, Fallacy, Stage, discussion
from argmap.model.scheme import schemes
from argmap.rendering.escape import escaped
from argmap.rendering.report.naming import Names
from argmap.rendering.report.predicates import Predicates
from argmap.study import Study

MOST_QUOTES = 5
LONGEST_POST = 1_500
"""Characters of a post that are shown."""

AROUND = 300
"""Characters of a post before and behind a quote."""

MARKS: Mapping[Label, str] = MappingProxyType({Label.IN: "✓", Label.OUT: "×", Label.UNDECIDED: "?"})


@dataclass(frozen=True, slots=True)
class Hover:
    """What is shown for a name, in Markdown, and the name."""

    markdown: str
    use: NameUse


def hover(files: DatasetFiles, file: Path, offset: int, study: Callable[[], Study | None]) -> Hover | None:
    """Return what stands behind the name or the quote at an offset; None where there is nothing to say.

    Args:
        files: the map and its thread.
        file: one of them.
        offset: a place in it.
        study: gives what the analyses say of the map, or None while it has faults; asked only for parts of the map.
    """
    use = files.use_at(file, offset)
    if use is None:
        return None
    lines = [line for line in _lines(files, use, study) if line]
    return Hover("\n\n".join(lines), use) if lines else None


def _lines(files: DatasetFiles, use: NameUse, study: Callable[[], Study | None]) -> Iterator[str]:
    if use.named is NameKind.PART:
        yield from _part(files, use.name, study())
    elif use.named is NameKind.POST:
        yield from _post(files, use.name)
    elif use.named is NameKind.PARTICIPANT:
        yield escaped(str(files.described(use.named, use.name).get("name", "")))
    elif use.named is NameKind.WORDS:
        yield from _around(files, use)
    else:
        yield from _word(use.named, use.name, _language(files))


def _part(files: DatasetFiles, name: str, study: Study | None) -> Iterator[str]:
    record = files.described(NameKind.PART, name)
    if not record:
        return
    relation = study.map.relations_by_id.get(name) if study is not None else None
    if study is not None and relation is not None:
        yield escaped(Names(study.map, language_of(study.map)).relation(relation))
    elif "premises" in record:
        yield escaped(" + ".join(map(str, record.get("premises") or ())) + f" → {record.get('target', '')}")
    else:
        yield f"**{escaped(str(record.get('text') or record.get('question') or name))}**"
    if study is not None and name in study.reasons:
        says = Predicates(study.map, study.reasons, language=language_of(study.map)).of(name)
        yield f"{MARKS[study.reasons[name].label]} {escaped(says)}"
    yield from _quotes(files, record.get("quotes"))


def _quotes(files: DatasetFiles, quotes: Any) -> Iterator[str]:
    for quote in (
        [each for each in quotes if isinstance(each, Mapping)][:MOST_QUOTES]
        if isinstance(quotes, list)
        else ()
    ):
        exact = quote.get("exact")
        words = " … ".join(map(str, exact)) if isinstance(exact, list) else str(exact or "")
        yield f"> {escaped(words)} — {escaped(who(files, str(quote.get('post', ''))))}"


def who(files: DatasetFiles, post: str) -> str:
    """Return who wrote a post and which one it is, as in "Marek, p12"."""
    author = str(files.described(NameKind.POST, post).get("author") or "")
    name = str(files.described(NameKind.PARTICIPANT, author).get("name") or author)
    return ", ".join(filter(None, (name, post)))


def _post(files: DatasetFiles, post: str) -> Iterator[str]:
    record = files.described(NameKind.POST, post)
    if record:
        yield f"**{escaped(who(files, post))}**"
        yield _paragraphs(shortened_lines(str(record.get("text") or ""), LONGEST_POST))


def shortened_lines(text: str, longest: int) -> str:
    """Return a text with its lines, cut when it is longer than so many characters."""
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"


def _around(files: DatasetFiles, use: NameUse) -> Iterator[str]:
    """Yield the passage of a post that a quote is from, the quoted words in bold."""
    post = str(files.record(use.path).get("post") or "")
    text = str(files.described(NameKind.POST, post).get("text") or "")
    span = next(iter(words_at(files.record(use.path), use.name, text)), None)
    yield f"**{escaped(who(files, post))}**" if text else ""
    if span is not None:
        start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
        before = ("…" if start else "") + text[start : span.start]
        behind = text[span.end : end] + ("…" if end < len(text) else "")
        yield f"{escaped(before)} **{escaped(text[span.start : span.end])}** {escaped(behind)}"


def _word(named: NameKind, name: str, language: Language) -> Iterator[str]:
    """Yield what a word from one of argmap's own lists means."""
    say = language.translated
    if named is NameKind.SCHEME and name in schemes():
        scheme = schemes()[name]
        yield f"**{escaped(say(scheme.name))}**"
        yield escaped(say(scheme.summary))
        yield _listed(say(question.text) for question in scheme.questions)
    known = discussion()
    lists: tuple[tuple[NameKind, Mapping[str, DiscussionRule | Fallacy | Stage]], ...] = (
        (NameKind.RULE, known.rules),
        (NameKind.FALLACY, known.fallacies),
        (NameKind.STAGE, known.stages),
    )
    for kind, records in lists:
        if named is kind and name in records:
            record = records[name]
            yield f"**{escaped(say(record.name))}**"
            yield escaped(say(record.text if isinstance(record, DiscussionRule) else record.summary))


def _language(files: DatasetFiles) -> Language:
    tag = files.record(()).get("language") if files.map is not None else None
    return spoken_in(tag if isinstance(tag, str) else None)


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(text)}" for text in texts)


def _paragraphs(text: str) -> str:
    return "\n\n".join(escaped(part) for part in text.split("\n") if part.strip())


def first_words(record: Mapping[str, Any]) -> str:
    """Return the beginning of what a record says, on one line."""
    text = record.get("text") or record.get("question") or record.get("name") or ""
    return shortened(str(text), 70)

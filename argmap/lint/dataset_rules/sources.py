"""AM906, AM907: threads that do not say what may be done with them, or in which language they are."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.lint.dataset_rules.facts import DatasetFacts


@rule("AM906", Severity.WARNING)
def thread_without_license(dataset: DatasetFacts) -> Iterator[Finding]:
    """A thread whose words are in the dataset does not say under which licence they are.

    Without one, nobody may pass the words on, and a package of the dataset cannot say otherwise. Write what the source says
    under `license`, such as CC-BY-SA-4.0; or leave the words out (`argmap withhold`, `argmap dataset redact`).

    Bad:
        tabs/map.yaml: {thread: {source: {kind: text}}}

    Good:
        tabs/map.yaml: {thread: {source: {kind: text, license: CC-BY-4.0}}}
    """
    for map in dataset.maps:
        if map.thread is not None and map.thread.has_words and map.thread.license is None:
            yield Finding(
                (map.folder, "thread", "source"),
                f"thread {map.thread.id!r} names no licence, and the words of its posts are here",
                "add 'license:', or leave the words out",
            )


@rule("AM907", Severity.ADVICE)
def thread_without_language(dataset: DatasetFacts) -> Iterator[Finding]:
    """A thread does not say in which language it is, and others of the dataset do.

    Splits are balanced by language, and who trains a program on one language would leave the thread out, or take it for
    English.

    Bad:
        tabs/map.yaml: {thread: {language: de}}
        trams/map.yaml: {thread: {}}

    Good:
        tabs/map.yaml: {thread: {language: de}}
        trams/map.yaml: {thread: {language: en}}
    """
    threads = [(map.folder, map.thread) for map in dataset.maps if map.thread is not None]
    known = sorted({thread.language for _, thread in threads if thread.language is not None})
    for folder, thread in threads if known else ():
        if thread.language is None:
            yield Finding(
                (folder, "thread"),
                f"thread {thread.id!r} names no language, and others do ({', '.join(known)})",
                "add 'language:'",
            )

"""One map without the words of its posts and without names: fingerprints, places, and texts of annotators or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.datasets.redact.ids import LISTS, renamed
from argmap.datasets.redact.keyed import FingerprintKey
from argmap.datasets.redact.people import Pseudonymous
from argmap.datasets.redact.runs import WORD, Runs
from argmap.datasets.wording import reworded
from argmap.dialogue.words import MASK
from argmap.editing.withholding import without_words
from argmap.errors import ArgmapError
from argmap.location import Path
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread

PLACEHOLDERS: Mapping[tuple[str, str], str] = {
    ("claims", "text"): "Claim {number} of {map}.",
    ("examples", "text"): "Example {number} of {map}.",
    ("examples", "name"): "Example {number}",
    ("issues", "question"): "Issue {number} of {map}?",
    ("questions", "text"): "Question {number} of {map}?",
    ("breaches", "why"): "Breach {number} of {map}.",
}
"""What stands for texts that a map must have, by list and key."""
DROPPED = ("references", "senses", "tags")


@dataclass(frozen=True, slots=True)
class Redaction:
    """How a dataset is redacted: the runs of words that must go, the key, and whether texts of annotators are kept."""

    runs: Runs
    key: FingerprintKey
    keep_texts: bool


def redacted(map: ArgumentMap, people: Pseudonymous, how: Redaction) -> ArgumentMap:
    """Return a map whose posts have keyed fingerprints in place of words, whose quotes have places, and without names.

    Args:
        map: the map. One without a thread has no posts, and loses only what posts of other maps say.
        people: the pseudonyms of its thread.
        how: what goes and what stays.

    Raises:
        ArgmapError: a quote stands nowhere in its post or more than once, or a part of the words is withheld already.
    """
    bare = _without_words(map, how.key)
    data = {key: value for key, value in plain_data(bare).items() if key != "thread"}
    change = _kept(data, people, how.runs) if how.keep_texts else _dropped(data)
    data = people.in_map(reworded(data, change))
    if not how.keep_texts:
        data = {key: _pruned(value) for key, value in data.items()}
    data = renamed(data, lambda each: not how.keep_texts or how.runs.first(each) is not None)
    if bare.thread is not None:
        data["thread"] = _thread(bare.thread, people, how, keyed=bare is not map)
    return ArgumentMap.model_validate(data)


def _without_words(map: ArgumentMap, key: FingerprintKey) -> ArgumentMap:
    """Return a map without words.

    Raises:
        ArgmapError: some are withheld already, or a quote has words that its thread has not.
    """
    thread = map.thread
    if thread is None:
        return map
    if any(post.withheld is not None for post in thread.posts):
        if any(post.text is not None for post in thread.posts):
            raise ArgmapError(
                f"{map.id}: some of the words are withheld already; put them back first ('argmap fill')"
            )
        bare = map
    else:
        bare = without_words(map, key.of)
    for _, quote in bare.quotes():
        if quote.at is None:
            raise ArgmapError(
                f"{map.id}: the words {quote.words!r} of post {quote.post!r} cannot be replaced by a place, because the thread "
                "does not have them; put them back first ('argmap fill')"
            )
    return bare


def _kept(data: Mapping[str, Any], people: Pseudonymous, runs: Runs) -> Callable[[Path, str], str]:
    """Return what masks runs of words and names in texts."""
    known = _ids(data)

    def change(path: Path, text: str) -> str:
        if path[-1] == "if" and text in known:
            return text
        left = people.without_names(runs.masked(text))
        nothing = WORD.search(left.replace(MASK, "")) is None
        return (_placeholder(path, data) if nothing else None) or left

    return change


def _placeholder(path: Path, data: Mapping[str, Any]) -> str | None:
    """Return what stands for a text that a map must have; None for others."""
    text = PLACEHOLDERS.get((str(path[0]), str(path[-1]))) if len(path) == 3 else None  # noqa: PLR2004 (list, number, key)
    return text.format(number=int(path[1]) + 1, map=data["id"]) if text is not None else None


def _ids(data: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(item["id"] for key in LISTS for item in data.get(key, ()))


def _dropped(data: Mapping[str, Any]) -> Callable[[Path, str], str | None]:
    """Return what replaces texts by what they are of, where something must be there."""
    known = _ids(data)

    def change(path: Path, text: str) -> str | None:
        if path == ("title",):
            return str(data["id"])
        if path[-1] == "if":
            return text if text in known else None
        return _placeholder(path, data)

    return change


def _pruned(value: Any) -> Any:
    """Return data without lists of texts, and with something in place of the topic of an example."""
    if isinstance(value, Mapping):
        kept = {key: _pruned(part) for key, part in value.items() if key not in DROPPED}
        return kept | ({"topic": "example"} if "topic" in kept else {})
    return [_pruned(item) for item in value] if isinstance(value, list | tuple) else value


def _thread(thread: Thread, people: Pseudonymous, how: Redaction, *, keyed: bool) -> dict[str, Any]:
    """Return a thread without words as plain data: pseudonyms, and no address of a post that says a name or words.

    `keyed` says that its fingerprints were made just now.
    """

    def clean(text: str) -> str:
        return people.without_names(how.runs.masked(text))

    data = plain_data(thread)
    source = {key: value for key, value in data["source"].items() if key not in {"import_note", "pseudonyms"}}
    for key in ("note", "license"):
        if key in source:
            source[key] = clean(source[key])
    if keyed:
        source["fingerprints"] = how.key.mark
    source["redacted"] = True
    known = [people.people[person.id] for person in thread.participants]
    return {
        **data,
        "title": clean(thread.title) if how.keep_texts else thread.id,
        "source": source,
        "participants": [plain_data(person) for person in known],
        "posts": [_post(post, people, clean, how.runs) for post in data["posts"]],
    }


def _post(
    post: Mapping[str, Any], people: Pseudonymous, clean: Callable[[str], str], runs: Runs
) -> dict[str, Any]:
    """Return a post by its pseudonymous author; an address that says a name or words is left out."""
    made = dict(post)
    if made.get("author") in people.people:
        made["author"] = people.people[made["author"]].id
    if "label" in made:
        made["label"] = clean(made["label"])
    if "url" in made and (runs.first(made["url"]) is not None or people.holds_name(made["url"])):
        del made["url"]
    return made

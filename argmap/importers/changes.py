"""What an import changed in the posts of a source, counted for the note of the thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class ChangeCounts:
    """What was changed during the import, for the note of the thread."""

    changes: Counter[str] = field(default_factory=Counter)

    def add(self, what: str) -> None:
        """Count one more change; `what` is a key of `PLURALS`."""
        self.changes[what] += 1

    def sentences(self) -> list[str]:
        """Return what was changed, with numbers, in the order of the alphabet."""
        return [
            f"{number} {what if number == 1 else PLURALS[what]}"
            for what, number in sorted(self.changes.items())
        ]


PLURALS = {
    "post answers one that is not in the source": "posts answer ones that are not in the source",
    "post came twice": "posts came twice",
    "post has no id in the source": "posts have no ids in the source",
    "post with the id of another was left out": "posts with ids of others were left out",
    "reply that closed a cycle was cut": "replies that closed a cycle were cut",
    "post has a time that could not be read": "posts have times that could not be read",
    "text had characters that no text file holds": "texts had characters that no text file holds",
    "post was empty": "posts were empty",
    "address that holds a name was left out": "addresses that hold a name were left out",
}

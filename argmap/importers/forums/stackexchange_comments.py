"""Which comment a comment on Stack Exchange answers: the site records at most the person, never the comment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CALLED = re.compile(r"@([\w.-]+)")
LEAST_CALLED = 3
"""So many letters of a name are enough to call somebody on Stack Exchange."""


@dataclass(slots=True)
class Conversation:
    """The comments on posts so far.

    Attributes:
        inferred: Of how many comments it was inferred which comment they answer.
    """

    inferred: int = 0
    _last: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def answered(self, key: str, on: str, who: tuple[str, str], text: str, called: str | None = None) -> str:
        """Return the key of what a comment answers, and remember the comment.

        A comment that begins with "@name", or of which the site says whom it answers, answers the last comment of that
        person on the same post; every other one answers the post.

        Args:
            key: The key of the comment.
            on: The key of the post that it is on.
            who: The account of its author, and the name.
            text: Its words.
            called: The account of the person that it answers, if the site says it.
        """
        account, name = who
        before = self._last.setdefault(on, [])
        match = CALLED.match(text)
        calls = match[1].casefold() if match else ""
        answered = on
        for earlier, its_account, its_name in reversed(before):
            if (called and called == its_account) or (not called and _is_called(its_name, calls)):
                answered = earlier
                self.inferred += 1
                break
        before.append((key, account, "".join(name.split()).casefold()))
        return answered


def _is_called(name: str, calls: str) -> bool:
    return bool(calls) and (name == calls or (len(calls) >= LEAST_CALLED and name.startswith(calls)))

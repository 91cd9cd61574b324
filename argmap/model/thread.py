"""What was said: a discussion thread with its posts."""

from __future__ import annotations

from pydantic import model_validator

from argmap.model.integrity import enforce
from argmap.model.posts import ThreadDocument
from argmap.model.thread_rules import THREAD_RULES


class Thread(ThreadDocument):
    """A discussion thread: participants and posts in the order in which they were made."""

    @model_validator(mode="after")
    def _sound(self) -> Thread:
        enforce(self, THREAD_RULES)
        return self

"""AskingPlan a model post by post: votes, second tries with reasons, a budget, and a log of answers that makes it resumable."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from argmap.drafts.file import DraftFile, DraftReject, DraftRun
from argmap.drafts.gathering import gathered
from argmap.drafts.tasks import known_claims, reason, with_known
from argmap.drafts.verifying import Sifted, sifted, unanswered
from argmap.drafts.windows import PROMPT, Messages, Window, messages, prompt_hash, thread_of
from argmap.errors import ArgmapError
from argmap.model.document import MapDocument

MOST_FAILURES = 3
"""Requests in a row that fail before the rest is left for another day."""

LETTERS_A_TOKEN = 3
"""Characters that are reckoned as one token before the server has counted: rather too many tokens than too few."""


@dataclass(frozen=True, slots=True)
class ModelReply:
    """What came back: the text of the model, or why there is none; and what it took.

    `fault` says why there is no answer; `lasting` that asking again would bring the same.
    """

    text: str = ""
    fault: str = ""
    lasting: bool = True
    requests: int = 1
    tokens: int = 0


Ask = Callable[[Messages, int], ModelReply]
"""Asks a model once; the number is that of requests that it may make at most, with repetitions of failed ones."""


@dataclass(frozen=True, slots=True)
class AskingPlan:
    """How a model is asked.

    Attributes:
        model: its name.
        endpoint: the host, for the record.
        votes: answers on each post.
        retries: second tries on each, which get the reasons why something was refused.
        max_requests: requests at most.
        max_tokens: tokens at most, of prompts and answers together; None for no limit.
        answer_tokens: tokens that one answer can take at most.
    """

    model: str
    endpoint: str | None = None
    votes: int = 1
    retries: int = 1
    max_requests: int = 200
    max_tokens: int | None = None
    answer_tokens: int = 2_000


@dataclass
class AnswerLog:
    """Answers by what was asked, one JSON line each, written as they come: what is there is never asked again."""

    path: Path
    kept: dict[str, ModelReply] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.path.exists():
            return
        for line in self.path.read_text("utf-8", errors="replace").split("\n"):
            try:
                data = json.loads(line)
                self.kept[data["key"]] = ModelReply(
                    str(data["text"]), str(data["fault"]), tokens=int(data["tokens"])
                )
            except (ValueError, KeyError, TypeError, RecursionError):
                continue  # the line that was being written when the power went

    def put(self, key: str, reply: ModelReply) -> None:
        self.kept[key] = reply
        line = json.dumps({"key": key, "text": reply.text, "fault": reply.fault, "tokens": reply.tokens})
        try:
            begins_new = self.path.exists() and not self.path.read_bytes().endswith(b"\n")
            with self.path.open("a", encoding="utf-8") as file:
                file.write(("\n" if begins_new else "") + line + "\n")
        except OSError as error:
            raise ArgmapError(f"{self.path}: an answer cannot be kept: {error.strerror}") from error


@dataclass
class DraftingSession:
    """One session of asking: what it has used, and why it stopped."""

    map: MapDocument
    asking: AskingPlan
    ask: Ask
    log: AnswerLog
    requests: int = 0
    tokens: int = 0
    answers: int = 0
    failures: int = 0
    stopped: str = ""
    superseded: list[DraftReject] = field(default_factory=list)

    def drafted(
        self,
        windows: Sequence[Window],
        at: str | None = None,
        progress: Callable[[str], None] = lambda _: None,
    ) -> DraftFile:
        """Return the draft that the answers on some tasks make; those that the budget does not reach are left out.

        Args:
            windows: the tasks.
            at: the time, for the record.
            progress: is called with each post when it is done.
        """
        done: list[Sifted] = []
        for window in windows:
            known = with_known(window, known_claims(gathered(self.map, done)))
            for vote in range(1, self.asking.votes + 1):
                answer = self._answer(known, vote)
                if answer is not None:
                    done.append(answer)
                if self.stopped:
                    break
            if self.stopped:
                break
            progress(window.post)
        draft = gathered(self.map, done, (self._run(at),))
        return draft.model_copy(update={"rejected": (*self.superseded, *draft.rejected)})

    def _run(self, at: str | None) -> DraftRun:
        return DraftRun(
            model=self.asking.model,
            prompt=PROMPT,
            prompt_hash=prompt_hash(),
            endpoint=self.asking.endpoint,
            at=at,
            answers=self.answers,
            requests=self.requests,
            tokens=self.tokens,
        )

    def _answer(self, window: Window, vote: int) -> Sifted | None:
        """Return the best of the tries on one task; None if the budget ended before the first."""
        best: Sifted | None = None
        said, reasons = "", list[str]()
        for _ in range(self.asking.retries + 1):
            reply = self._reply(messages(thread_of(self.map), window, reasons, said), vote)
            if reply is None:
                break
            made = self._sifted(window, reply, vote)
            best = self._better(best, made)
            if not made.rejects or (reply.fault and not reply.lasting):
                break
            said, reasons = reply.text, [reason(each) for each in made.rejects]
        return best

    def _sifted(self, window: Window, reply: ModelReply, vote: int) -> Sifted:
        if reply.fault:
            return unanswered(window, reply.fault, vote, self.asking.model, reply.text)
        return sifted(self.map, window, reply.text, vote, self.asking.model)

    def _better(self, one: Sifted | None, other: Sifted) -> Sifted:
        """Return the try of which more is kept; of equals the one of which less is refused. What the other lost is told."""
        if one is None:
            return other
        worse, better = sorted((one, other), key=_worth)
        self.superseded += worse.rejects
        return better

    def _reply(self, said: Messages, vote: int) -> ModelReply | None:
        """Return the answer to what is said, from the log or from the model; None if nothing more may be asked."""
        key = self._key(said, vote)
        if key in self.log.kept:
            self.answers += 1
            return self.log.kept[key]
        left = self.asking.max_requests - self.requests
        reckoned = sum(len(each["content"]) for each in said) // LETTERS_A_TOKEN + self.asking.answer_tokens
        if left < 1:
            self.stopped = f"{self.asking.max_requests} requests were made"
        elif self.asking.max_tokens is not None and self.tokens + reckoned > self.asking.max_tokens:
            self.stopped = (
                f"{self.tokens} of {self.asking.max_tokens} tokens are used, and the next may take {reckoned}"
            )
        if self.stopped:
            return None
        reply = self.ask(said, left)
        self.requests += reply.requests
        self.tokens += reply.tokens or (reckoned if not reply.fault else 0)
        if reply.fault and not reply.lasting:
            self.failures += 1
            if self.failures >= MOST_FAILURES:
                self.stopped = f"{self.failures} requests in a row failed; the last one: {reply.fault}"
            return reply
        self.failures = 0
        self.answers += 1
        self.log.put(key, reply)
        return reply

    def _key(self, said: Messages, vote: int) -> str:
        asked: Mapping[str, Any] = {
            "model": self.asking.model,
            "endpoint": self.asking.endpoint,
            "vote": vote,
            "messages": list(said),
            "answer_tokens": self.asking.answer_tokens,
        }
        return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _worth(answer: Sifted) -> tuple[bool, int, int]:
    kept = len(answer.claims) + len(answer.relations) + len(answer.stances)
    return answer.sound, kept, -len(answer.rejects)


def require_place(path: Path) -> None:
    """Do nothing if a draft may be written to a file.

    Raises:
        ArgmapError: it has the name of a map or a thread, or its folder is not there.
    """
    from argmap.storage.load import MAP_NAMES
    from argmap.storage.writer import THREAD_FILE

    if path.name in {*MAP_NAMES, THREAD_FILE}:
        raise ArgmapError(f"{path} is the name of a map or a thread; write a draft to a file of another name")
    if not path.parent.is_dir():
        raise ArgmapError(f"{path}: there is no folder {str(path.parent)!r}")

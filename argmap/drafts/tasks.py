"""Tasks and answers as JSON lines, for models that argmap does not reach: a notebook, a batch service, a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from pydantic import Field

from argmap.drafts.answers import answer_schema, shortly
from argmap.drafts.file import DraftFile, DraftReject, DraftRun
from argmap.drafts.gathering import gathered
from argmap.drafts.verifying import Sifted, sifted, unanswered
from argmap.drafts.windows import (
    PROMPT,
    Known,
    Window,
    messages,
    prompt_hash,
    thread_hash,
    thread_of,
    windows,
)
from argmap.errors import InvalidInput, UnreadableInput
from argmap.model.base import Line, Record
from argmap.model.document import MapDocument
from argmap.model.thread import Thread


class AnswerLine(Record):
    """A line of a file of answers."""

    task: Line = Field(description="The task that is answered: the id of a post.")
    hash: Line | None = Field(
        None, description="The hash of the task; without it nobody sees that the words changed."
    )
    model: Line = Field("unknown", description="Name of the model.")
    vote: int = Field(1, strict=True, ge=1, description="Which answer of this model on the task.")
    answer: dict[str, Any] | str = Field(description="The answer: JSON, or the text that the model wrote.")


def known_claims(draft: DraftFile) -> tuple[Known, ...]:
    """Return the claims of a draft, as later tasks know them."""
    return tuple(Known(claim.id, claim.text, claim.post) for claim in draft.of_kind("claim"))


def task_hash(thread: Thread, post: str) -> str:
    """Return what changes whenever the words of the thread or the prompt change."""
    return sha256(f"{thread_hash(thread)} {post} {prompt_hash()}".encode()).hexdigest()


def task_lines(map: MapDocument, posts: Iterable[str] = (), after: DraftFile | None = None) -> Iterator[str]:
    """Yield each task as a line of JSON: what is said to the model, and the schema of its answer.

    Args:
        map: the map with its thread.
        posts: the posts to read; all if there are none.
        after: an earlier draft: its claims are known, and what was refused of it is said with the reasons.

    Raises:
        UnknownName: there is no such post.
        ArgmapError: the map has no thread with words.
    """
    thread = thread_of(map)
    for window in windows(map, posts, known_claims(after) if after is not None else ()):
        refused = [r for r in after.rejected if r.task == window.post] if after is not None else ()
        yield json.dumps(
            {
                "task": window.post,
                "hash": task_hash(thread, window.post),
                "prompt": PROMPT,
                "prompt_hash": prompt_hash(),
                "messages": list(messages(thread, window, [reason(each) for each in refused])),
                "schema": answer_schema(),
            },
            ensure_ascii=False,
        )


def reason(refused: DraftReject) -> str:
    """Return what a model is told of something that was refused."""
    return f"{refused.what}: {refused.why}"


def answer_lines(text: str, name: str) -> tuple[AnswerLine, ...]:
    """Return the answers in a file of JSON lines.

    Raises:
        UnreadableInput: a line is not JSON, or there is none.
        InvalidInput: lines are no answers; the message says which.
    """
    lines: list[AnswerLine] = []
    faults: list[object] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            lines.append(AnswerLine.model_validate(json.loads(line)))
        except InvalidInput as error:
            faults.append(f"{name}:{number}: {shortly(error)}")
        except (ValueError, RecursionError) as error:
            raise UnreadableInput(f"{name}:{number}: this line is not JSON: {error}") from error
    if faults:
        raise InvalidInput(faults)
    if not lines:
        raise UnreadableInput(
            f"{name}: there is no answer in it; each line is one JSON object with task and answer"
        )
    return tuple(lines)


def drafted_from(map: MapDocument, lines: Sequence[AnswerLine], at: str | None = None) -> DraftFile:
    """Return the draft that answers from files make together.

    Answers may refer to claims of the map, and to those of answers before them. A later answer with the same task, model
    and vote takes the place of the earlier one.

    Args:
        map: the map with its thread.
        lines: the answers.
        at: the time, for the record.

    Raises:
        ArgmapError: the map has no thread with words.
    """
    tasks = {window.post: window for window in windows(map)}
    done: list[Sifted] = []
    strange: list[DraftReject] = []
    so_far: tuple[Known, ...] = ()
    last = {(line.task, line.model, line.vote): line for line in lines}
    for line in last.values():
        window = tasks.get(line.task)
        if window is None:
            why = "there is no such task: no post with words has this id"
            strange.append(DraftReject(task=line.task, vote=line.vote, what="answer", why=why))
            continue
        if done and done[-1].window.post != line.task:
            so_far = known_claims(gathered(map, done))
        done.append(_read(map, with_known(window, so_far), line))
    runs = [
        DraftRun(
            model=model,
            prompt=PROMPT,
            prompt_hash=prompt_hash(),
            at=at,
            answers=sum(line.model == model for line in last.values()),
        )
        for model in dict.fromkeys(line.model for line in lines)
    ]
    draft = gathered(map, done, runs)
    return draft.model_copy(update={"rejected": (*strange, *draft.rejected)})


def with_known(window: Window, more: Iterable[Known]) -> Window:
    """Return a task in which more claims are known."""
    have = {known.id for known in window.known}
    return replace(window, known=(*window.known, *(each for each in more if each.id not in have)))


def _read(map: MapDocument, window: Window, line: AnswerLine) -> Sifted:
    if line.hash is not None and line.hash != task_hash(thread_of(map), line.task):
        return unanswered(window, "it answers a task of other words or another prompt", line.vote, line.model)
    text = line.answer if isinstance(line.answer, str) else json.dumps(line.answer, ensure_ascii=False)
    return sifted(map, window, text, line.vote, line.model)

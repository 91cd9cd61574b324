"""The first map of a thread: valid, nearly empty, and explaining itself."""

from __future__ import annotations

from argmap.model.annotator import Annotator
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.storage.edit import written
from argmap.storage.writer import map_yaml

TEMPLATE = """\
# yaml-language-server: $schema=../../schemas/map.schema.json
# What was argued in the thread beside this file, in your reading. 'argmap check' says what is missing or wrong,
# 'argmap show' prints it, 'argmap render' draws it. Lines that begin with '#' are notes for you: delete them.
format: argmap/1
id: {id}
title: {title}
thread: thread.yaml
{language}
{annotators}
# note: How you interpret the thread where it can be read in two ways.

# The question that people answer differently. One or two are enough for most threads. Say whether one answer can be right
# at most ('exclusive'), and how the discussion ended, once you have read it all.
issues:
  - id: question
    question: {question}
#     exclusive: true
#     outcome: {{thesis: first-thesis, by: [{person}], quotes: [{{post: {post}, exact: {words}}}]}}

# What people claim: one full sentence each, understandable without the thread. 'answers' makes a claim a thesis. Each has
# the words that make it (argmap edit quote {folder} 'the words'), or 'implicit: true' where nobody said it. A quote that
# leaves words out has its parts in a list. 'meta: true' is a remark about the discussion, 'senses' says what a word means here.
#
# claims:
#   - id: first-thesis
#     label: First thesis
#     answers: question
#     text: The sentence that answers the question.
#     quotes:
#       - {{post: {post}, exact: {words}}}
#   - id: a-reason
#     text: The sentence that is a reason for it.
#     implicit: true

# The relations: support, attack, undercut (of another relation, by its id), rephrase, or explains (why something is so that
# nobody doubts). Premises of one relation count only together. A support of a relation says why its inference holds.
#
# relations:
#   - {{id: reason-for-thesis, kind: support, premises: [a-reason], target: first-thesis}}

# Who takes which stance on a claim, and where: asserts (as their own), accepts (what somebody else said), concedes (against
# their own side), proposes (without standing by it), questions, denies, retracts. The words are of that post. Add
# 'hedged: true' for a guess, and 'if: c2' or 'if: if it is cheap' for a condition.
#
# commitments:
#   - {{participant: {person}, post: {post}, claim: first-thesis, stance: asserts, quotes: [{{post: {post}, exact: {words}}}]}}

# What is asked, and what answers it; without 'answered_by', nobody did. A doubt is also a commitment with the stance questions.
#
# questions:
#   - {{id: what-for, post: {post}, text: 'What is it for?', about: first-thesis, answered_by: [{{claim: a-reason}}]}}

# Every item may say which annotator made it (by), how sure you are (confidence: 0.5), and a note.
"""


NO_ANNOTATORS = "# annotators: [Your name]"
NO_LANGUAGE = "# language: de        The language you write in, if it is not English."


def scaffold(thread: Thread, question: str | None = None, annotator: str | None = None) -> str:
    """Return the text of a first map of a thread.

    Args:
        thread: the thread.
        question: the question at issue, if it is known already.
        annotator: the id of the annotator whose reading it will be, if there are several.
    """
    first = next((post for post in thread.posts if post.text), thread.posts[0])
    words = " ".join((first.text or "").split()[:6])
    return TEMPLATE.format(
        id=thread.id,
        title=written(thread.title, None),
        language=f"language: {thread.language}" if thread.language else NO_LANGUAGE,
        folder=f"data/{thread.id}",
        annotators=NO_ANNOTATORS if annotator is None else f"annotators: [{{id: {annotator}}}]",
        question=written(question or "What is it that people disagree about here?", None),
        post=first.id,
        words=written(words, None),
        person=first.author or "somebody",
    )


def blind_copy(map: ArgumentMap, annotator: str) -> str:
    """Return the text of a reading that begins with the issues and claims of a map, and with nothing that tells how it read them.

    Relations, stances, examples, questions, stages and breaches are left out, and so are outcomes, notes, scores, and who
    made an item and how sure they were.

    Args:
        map: the map whose issues and claims are taken.
        annotator: the id of the annotator whose reading it will be.
    """
    unsaid = {"note": None, "by": None, "confidence": None}
    return map_yaml(
        ArgumentMap(
            id=map.id,
            title=map.title,
            thread=map.thread,
            annotators=(Annotator(id=annotator),),
            language=map.language,
            issues=tuple(issue.model_copy(update={**unsaid, "outcome": None}) for issue in map.issues),
            claims=tuple(claim.model_copy(update={**unsaid, "base_score": None}) for claim in map.claims),
        )
    )

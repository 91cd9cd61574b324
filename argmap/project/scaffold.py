"""The first map of a thread: valid, nearly empty, and explaining itself."""

from __future__ import annotations

from argmap.model.thread import Thread
from argmap.storage.edit import written

TEMPLATE = """\
# yaml-language-server: $schema=../../schemas/map.schema.json
# What was argued in the thread beside this file, in your reading. 'argmap check' says what is missing or wrong,
# 'argmap show' prints it, 'argmap render' draws it. Lines that begin with '#' are notes for you: delete them.
format: argmap/1
id: {id}
title: {title}
thread: thread.yaml
# language: de        The language you write in, if it is not English.
# annotators: [Your name]
# note: How you interpret the thread where it can be read in two ways.

# The question that people answer differently. One or two are enough for most threads.
issues:
  - id: question
    question: {question}

# What people claim: one full sentence each, understandable without the thread. 'answers' makes a claim a thesis. Each has
# the words that make it (argmap edit quote {folder} 'the words'), or 'implicit: true' where nobody said it.
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

# The relations: support, attack, undercut (of another relation, by its id) or rephrase. Premises of one relation count only together.
#
# relations:
#   - {{id: reason-for-thesis, kind: support, premises: [a-reason], target: first-thesis}}

# Who takes which stance on a claim, and where: asserts, denies, concedes, questions, retracts.
#
# commitments:
#   - {{participant: {person}, post: {post}, claim: first-thesis, stance: asserts}}
"""


def scaffold(thread: Thread, question: str | None = None) -> str:
    """Return the text of a first map of a thread."""
    first = next((post for post in thread.posts if post.text), thread.posts[0])
    words = " ".join((first.text or "").split()[:6])
    return TEMPLATE.format(
        id=thread.id,
        title=written(thread.title, None),
        folder=f"data/{thread.id}",
        question=written(question or "What is it that people disagree about here?", None),
        post=first.id,
        words=written(words, None),
        person=first.author or "somebody",
    )

"""AM525, AM526: whether a doubt is more than a question, and whether answers come after what they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.model.annotations import Question, Stance
from argmap.model.map import ArgumentMap

DOUBT = re.compile(
    r"\b(?:how (?:do|can|would|could) (?:you|we|they|one|anybody|anyone) (?:know|tell|be sure)|how come|says who|"
    r"what makes (?:you|them)|why (?:do|would|should|is|are)|(?:any|what|where is the|your) (?:evidence|proof|source|sources|basis)|"
    r"are you sure|is (?:that|it|this) (?:really|even|actually)? ?(?:true|so)|really|on what grounds)\b",
    re.IGNORECASE,
)
"""English words that ask for a reason, and not for information."""


@rule("AM525", Severity.ADVICE)
def unmarked_doubt(map: ArgumentMap) -> Iterator[Finding]:
    """A question asks for a reason for a claim, and the map does not say that its author questions the claim.

    "How do you know?" is a doubt: it asks for a reason, and until there is one the claim is open. Only a commitment with
    the stance `questions` says so. "How much is it?" asks for information, and needs none. The rule knows English signs of
    doubt, in maps in English.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: b, text: How do you know}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        questions: [{id: how, post: p2, text: 'How does Ann know that it is so?', about: c1, quotes: [{post: p2, exact: How do you know}]}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: b, text: How do you know}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: questions}]
        questions: [{id: how, post: p2, text: 'How does Ann know that it is so?', about: c1, quotes: [{post: p2, exact: How do you know}]}]
    """
    if not map.is_english:
        return
    posts = map.thread.posts_by_id if map.thread else {}
    claims = {claim.id for claim in map.claims}
    doubted = {(c.participant, c.claim) for c in map.commitments if c.stance in DOUBTING}
    for index, question in enumerate(map.questions):
        author = posts[question.post].author if question.post in posts else None
        about = question.about
        if author is None or about not in claims or (author, about) in doubted:
            continue
        if _is_doubt(question):
            yield Finding(
                ("questions", index, "about"),
                f"{author!r} seems to doubt {about!r}, and takes no stance on it",
                "add the commitment with the stance 'questions', if it is a doubt",
            )


DOUBTING = frozenset({Stance.QUESTIONS, Stance.DENIES})


def _is_doubt(question: Question) -> bool:
    return any(DOUBT.search(text) for text in (question.text, *(quote.words for quote in question.quotes)))


@rule("AM526", Severity.WARNING)
def answer_before_question(map: ArgumentMap) -> Iterator[Finding]:
    """The post that answers a question comes before the post that asks it.

    Nobody answers what was not asked yet. Either the answer is another post, or the question was asked before.

    Bad:
        thread: {posts: [{id: p1, text: A lot.}, {id: p2, text: How much is it}]}
        questions: [{id: how-much, post: p2, text: 'How much is it?', answered_by: [{post: p1}]}]

    Good:
        thread: {posts: [{id: p1, text: How much is it}, {id: p2, text: A lot.}]}
        questions: [{id: how-much, post: p1, text: 'How much is it?', answered_by: [{post: p2}]}]
    """
    numbers = map.thread.numbers if map.thread else {}
    for index, question in enumerate(map.questions):
        for number, answer in enumerate(question.answered_by):
            if answer.post is not None and numbers.get(answer.post, 0) < numbers.get(question.post, 0):
                yield Finding(
                    ("questions", index, "answered_by", number, "post"),
                    f"post {answer.post!r} answers {question.id!r}, which is asked later, in post {question.post!r}",
                    "name a later post, or the post that asked first",
                )

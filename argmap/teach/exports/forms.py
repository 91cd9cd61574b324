"""A quiz for Google Forms, as a script that Google's own Apps Script runs once: Forms itself imports no file.

Source:
    Google Apps Script reference, "Forms Service": `FormApp.create`, `Form.setIsQuiz`, `MultipleChoiceItem`, `CheckboxItem`,
    `ParagraphTextItem`, `SectionHeaderItem` and `QuizFeedback`.
"""

from __future__ import annotations

import json
from typing import Any

from argmap.language import Language
from argmap.teach.carried import carried, posts_text
from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import flat_items, line

KINDS = {Form.CHOICE: "choice", Form.SEVERAL: "several", Form.ESSAY: "essay"}

SCRIPT = """\
// Open https://script.google.com, make a new project, put this in place of what is there, and run makeQuiz.
// The new form is in your Drive; it is a quiz, and its answers give points.
const QUIZ = {quiz};

function makeQuiz() {{
  const form = FormApp.create(QUIZ.title);
  form.setIsQuiz(true);
  form.setDescription(QUIZ.description);
  for (const q of QUIZ.questions) {{
    if (q.posts) form.addSectionHeaderItem().setTitle(QUIZ.about).setHelpText(q.posts);
    if (q.kind === "essay") {{
      const item = form.addParagraphTextItem().setTitle(q.title);
      item.setGeneralFeedback(FormApp.createFeedback().setText(q.feedback).build());
      continue;
    }}
    const item = q.kind === "choice" ? form.addMultipleChoiceItem() : form.addCheckboxItem();
    item.setTitle(q.title);
    item.setChoices(q.answers.map((a) => item.createChoice(a.text, a.right)));
    item.setPoints(1);
    item.setFeedbackForCorrect(FormApp.createFeedback().setText(q.right).build());
    item.setFeedbackForIncorrect(FormApp.createFeedback().setText(q.wrong).build());
  }}
  console.log(form.getEditUrl());
}}
"""


def write(exercises: ExerciseSet) -> bytes:
    """Return the script with the exercises that have a place in a form; texts in it are data and no part of the program."""
    say = Language(exercises.language).say
    made = say(
        "Made from the map {map} ({version}), seed {seed}.",
        map=exercises.map,
        version=exercises.content_hash[:12],
        seed=exercises.seed,
    )
    quiz = {
        "title": line(exercises.title),
        "description": line(made),
        "about": say("What the questions are about"),
        "questions": [
            _question(exercises, item) for item in flat_items(exercises.items) if not refusal(item)
        ],
    }
    return SCRIPT.format(quiz=json.dumps(quiz, ensure_ascii=True, indent=1)).encode("ascii")


def refusal(item: Item) -> str:
    """Return why an exercise has no place in a form, or "" if it has one."""
    if item.form in {Form.MATCH, Form.ORDER, Form.NUMBER}:
        return "a quiz in Google Forms has no matching, ordering or number"
    return ""


def _question(exercises: ExerciseSet, item: Item) -> dict[str, Any]:
    shown = {
        "kind": KINDS[item.form],
        "title": line(item.prompt),
        "posts": posts_text(carried(exercises, item)),
    }
    if item.form is Form.ESSAY:
        return shown | {"feedback": line(item.feedback)}
    answers = [{"text": line(option.text), "right": option.right} for option in item.options]
    rights = [option.feedback for option in item.options if option.right]
    # A form has one text for all wrong answers.
    wrongs = [
        f"{option.text}: {option.feedback}" for option in item.options if not option.right and option.feedback
    ]
    right = line(" ".join([*rights, item.feedback]))
    return shown | {"answers": answers, "right": right, "wrong": line("\n".join([*wrongs, item.feedback]))}

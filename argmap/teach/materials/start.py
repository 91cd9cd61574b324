"""One page for a teacher who has never used a terminal: what to install, three commands, what to hand out."""

from __future__ import annotations

from argmap.language import ENGLISH, Language
from argmap.teach.templating import markdown

COMMANDS = (
    "python3 -m pip install .",
    "python3 -m argmap teach lesson data/car-free-centre -o lesson.html",
    "python3 -m argmap teach worksheet data/car-free-centre -o worksheet.html",
)
"""The three commands; on Windows Python is called py."""


def start(language: Language = ENGLISH) -> str:
    """Return the page as Markdown.

    Args:
        language: the language of the page; the commands make their files in it too.
    """
    chosen = "" if language == ENGLISH else f" --language {language.name}"
    install, *made = COMMANDS
    commands = (install, *(f"{command}{chosen}" for command in made))
    return markdown("start.md.j2", say=language.say, commands=commands)

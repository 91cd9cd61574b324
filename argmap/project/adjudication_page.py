"""The page on which readings are settled in a browser: every item with its versions, and a button that saves what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from argmap.editing.adjudication.decisions import fingerprint
from argmap.editing.adjudication.wording import SINGULAR, compared_lines, title
from argmap.language import language_of, message
from argmap.rendering.page.sealed import compact, policy, script_json
from argmap.rendering.page.words import script_words, text_languages
from argmap.rendering.templates import asset, page_of

if TYPE_CHECKING:
    from argmap.editing.adjudication.session import Adjudication

PACKAGE = "argmap.project"

KINDS = {
    "issue": message("issue"),
    "claim": message("claim"),
    "example": message("example"),
    "relation": message("relation"),
    "question": message("question"),
    "stance": message("stance"),
    "stage": message("stage"),
    "breach": message("breach"),
}
"""What an item is, as the page says it."""


def adjudication_page(adjudication: Adjudication) -> str:
    """Return the page of an adjudication as one HTML file that needs no other and makes no request.

    Without scripts it can be read, and nothing can be decided on it. What was decided before is chosen on it.
    """
    first = next(iter(adjudication.gathered.readings.values()))
    language = language_of(first)
    style, script = (
        asset(PACKAGE, "templates/adjudication.css"),
        compact(asset(PACKAGE, "templates/adjudication.js")),
    )
    items = adjudication.doubtful
    data = {
        "readings": dict(adjudication.files),
        "name": adjudication.log.name,
        "words": script_words(language, [script]),
        "items": [{"key": item.key, "of": fingerprint(item), "names": list(item.versions)} for item in items],
        "before": [
            made.model_dump(mode="json", exclude_none=True) for made in adjudication.decisions.values()
        ],
    }
    return page_of(
        f"{PACKAGE}:adjudication.html.j2",
        policy=Markup(policy(style, script)),  # noqa: S704 (digests)
        style=Markup(style),  # noqa: S704 (files of this distribution)
        script=Markup(script),  # noqa: S704 (the same)
        data=Markup(script_json(data)),  # noqa: S704 (JSON in which nothing ends a script)
        title=first.title,
        readings=list(adjudication.gathered.readings),
        items=list(_shown(adjudication)),
        agreed=len(adjudication.gathered.items) - len(items),
        say=language.say,
        language=language.name,
        map_lang=text_languages(first, language.name).get("map", ""),
    )


def _shown(adjudication: Adjudication) -> Iterator[dict[str, Any]]:
    """Yield what the page shows of each item that is to be decided."""
    language = language_of(next(iter(adjudication.gathered.readings.values())))
    gathered = adjudication.gathered
    for item in adjudication.doubtful:
        kind = SINGULAR[item.section]
        yield {
            "key": item.key,
            "kind": language.translated(KINDS[kind]),
            "name": title(item).removeprefix(f"{kind} "),
            "versions": [
                {"name": name, "lines": compared_lines(item, name, gathered)} for name in item.versions
            ],
            "missing": [name for name in gathered.readings if name not in item.versions],
            "differing": [name for name in item.differing() if name != "id"],
        }

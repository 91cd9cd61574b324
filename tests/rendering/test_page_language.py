"""The page in other languages: read beside the English page of the same map, in which no text of the map has a Latin letter.

So whatever both pages say in Latin letters is the interface's, and was left in English. HTML's own parser reads the pages.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

import argmap.language
import tools.catalogues
from argmap.errors import UnknownName
from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.options import Options
from argmap.rendering.page.packing import unpacked
from argmap.rendering.page.words import isolated, script_messages, script_words, text_languages
from argmap.rendering.tab import Tab
from tests.pseudo import greek
from tests.rendering.test_holders import TEXT
from tools.catalogues import LOCALE, code_messages, compiled

MORE = """
examples:
  - {id: cart, name: A cart, topic: cart, text: A cart passes., quotes: [{post: p3, exact: there are ten}]}
stages: [{stage: opening, posts: [p1]}]
breaches: [{breaks: standpoint, fallacy: straw-man, relation: r-wet, quotes: [{post: p2, exact: Never close it}], why: Nobody said so.}]
"""
SPOKEN = {
    *("head", "foot", "labels", "sides", "facts", "held", "argued", "follows", "remark"),
    *("asked", "answered", "manner", "exclusion", "outcome", "breaches"),
}
"""What the data of the page has in words that readers see."""

SAME = {"Enter", "Esc", "c o t"}
"""Names of keys."""


@pytest.fixture(scope="module")
def map() -> ArgumentMap:
    whole = yaml.safe_load(TEXT) | yaml.safe_load(MORE)
    posts = whole["thread"]["posts"]
    posts[1] |= {"reply_to": "p1", "created": "2024-05-01T10:00:00Z", "cue": "0:01:00"}
    posts += [{"id": "p6", "author": "ana", "gone": "deleted"}, {"id": "p7", "repeats": "p5"}]
    return greek(whole)


class Seen(HTMLParser):
    """The texts that readers see or hear, in order, and the data of the scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data, self.inside = "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self.inside = f"{tag} {given.get('id', '')}".strip()
        self.texts += [given[name] or "" for name in ("aria-label", "title", "placeholder") if name in given]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the parser names it)
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script data":
            self.data += data
        elif not self.inside.startswith(("script", "style")) and data.strip():
            self.texts.append(data.strip())


def seen(map: ArgumentMap, language: str | None) -> Seen:
    return Seen(render(map, "html", Options(language=language, strength=True, status=True)).decode())


def spoken(value: Any, key: str = "") -> Iterator[str]:
    """Yield the words of the data of a page that readers see."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from spoken(part, key if key in SPOKEN else name)
    elif isinstance(value, list):
        for part in value:
            yield from spoken(part, key)
    elif isinstance(value, str) and key in SPOKEN:
        yield value


def left(english: list[str], german: list[str]) -> set[str]:
    """Return what both say in Latin letters and no translation leaves as it is."""
    assert len(english) == len(german)
    german_words = Language("de")
    same = {text for text in code_messages() if german_words.translated(text) == text} | SAME
    both = {one for one, other in zip(english, german, strict=True) if one == other}
    return {text for text in both if re.search(r"[A-Za-z]{2}", text) and text not in same}


def test_no_english_is_left_in_the_html_of_a_german_page(map: ArgumentMap) -> None:
    english, german = seen(map, "en"), seen(map, "de")
    assert {"Skip to the text", "Filter", "no single side", "Stage:"} <= {
        *english.texts,
        *(words.removeprefix("◆ ") for words in english.texts),
        *(words.partition(" ")[0] for words in english.texts),
    }, "the test reads what it is about"
    assert left(english.texts, german.texts) == set()


def test_no_english_is_left_in_what_boxes_and_cards_say(map: ArgumentMap) -> None:
    english, german = (
        list(spoken({**unpacked(json.loads(seen(map, name).data)), "words": {}})) for name in ("en", "de")
    )
    assert len(english) > 60
    # A class of the style sheet stands beside a fact.
    assert left(english, german) <= {"sense", "chosen"}


def test_every_message_of_the_scripts_is_in_the_data_of_a_german_page_and_none_in_an_english_one(
    map: ArgumentMap,
) -> None:
    folder = Path(argmap.language.__file__).parent / "rendering" / "page"
    said = set(script_messages(path.read_text("utf-8") for path in folder.glob("*.js")))
    assert {"(together)", "{count} of {all} shown", "1 part"} <= said
    # Babel, which fills the catalogues, reads the same from the scripts.
    assert said <= set(code_messages())
    words = unpacked(json.loads(seen(map, "de").data))["words"]
    assert said <= set(words)
    assert words["{count} of {all} shown"] == "{count} von {all} gezeigt"
    assert unpacked(json.loads(seen(map, "en").data))["words"] == {}
    assert script_words(Language("de"), ["say('single quotes')"]).keys() == {"open", "answered"}


def test_the_page_is_in_the_language_of_the_map_where_there_is_a_catalogue(map: ArgumentMap) -> None:
    for tag, name in ((None, "en"), ("de-AT", "de"), ("el", "en")):
        page = seen(map.model_copy(update={"language": tag}), None)
        assert dict(page.tags)["html"]["lang"] == name
    assert dict(seen(map, "de").tags)["html"]["lang"] == "de"
    with pytest.raises(UnknownName, match="did you mean 'de'"):
        Options(language="dee")


def test_texts_of_another_language_say_which_and_have_their_own_direction(map: ArgumentMap) -> None:
    thread = map.thread
    assert thread is not None
    several = map.model_copy(
        update={"thread": type(thread).model_validate({**thread.to_dict(), "language": "he"})}
    )
    page = seen(several, "de")
    tags: dict[str, list[dict[str, str | None]]] = {}
    for tag, given in page.tags:
        tags.setdefault(tag, []).append(given)
    (heading,) = tags["h1"]
    assert (heading["lang"], heading["dir"]) == ("el", "auto")
    passages = [given for (_, given), (tag, _) in itertools.pairwise(page.tags) if tag == "mark"]
    links = [given for given in tags["a"] if (given.get("href") or "").startswith(("#c=", "#i=")) and given not in passages]  # fmt: skip
    assert links
    assert all((given["lang"], given["dir"]) == ("el", "auto") for given in links)
    posts = [given for given in tags["div"] if given.get("class") == "words"]
    assert posts
    assert all((given["lang"], given["dir"]) == ("he", "auto") for given in posts)
    assert unpacked(json.loads(page.data))["lang"] == {"map": "el", "thread": "he"}
    same = seen(map.model_copy(update={"language": None}), "en")
    assert all("lang" not in given for tag, given in same.tags if tag != "html")


def test_languages_are_named_where_they_differ_from_that_of_the_page(map: ArgumentMap) -> None:
    assert text_languages(map, "el") == {}
    assert text_languages(map.model_copy(update={"language": None}), "de") == {"map": "en", "thread": "en"}
    austrian = map.model_copy(update={"language": "de-AT"})
    assert text_languages(austrian, "de") == {"map": "de-AT", "thread": "de-AT"}


def test_a_tab_in_another_language_says_so(map: ArgumentMap) -> None:
    tabs = (Tab("one", "1", "Eins", "<p>eins</p>", language="de"), Tab("two", "2", "Two", "<p>two</p>"))
    page = Seen(render(map, "html", Options(language="en", tabs=tabs)).decode())
    given = {attributes["id"]: attributes.get("lang") for _, attributes in page.tags if "id" in attributes}
    assert (given["t-one"], given["v-one"], given["t-two"], given["v-two"]) == ("de", "de", None, None)


def test_only_words_from_right_to_left_are_isolated() -> None:
    assert isolated("Ines") == "Ines"
    assert isolated("דנה") == "\u2068דנה\u2069"


def test_a_third_language_is_one_file(
    map: ArgumentMap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "locale" / "eo" / "LC_MESSAGES" / "argmap.po"
    own.parent.mkdir(parents=True)
    head = (LOCALE / "de" / "LC_MESSAGES" / "argmap.po").read_text("utf-8").split("\n\n")[0]
    own.write_text(
        f'{head}\n\nmsgid "Skip to the text"\nmsgstr "Al la teksto"\n\nmsgid "Pause"\nmsgstr "Paŭzo"\n',
        "utf-8",
    )
    monkeypatch.setattr(tools.catalogues, "LOCALE", tmp_path / "locale")
    for path, content in compiled().items():
        path.write_bytes(content)
    monkeypatch.setattr(argmap.language, "files", lambda _: tmp_path)
    page = seen(map, "eo")
    assert dict(page.tags)["html"]["lang"] == "eo"
    assert "Al la teksto" in page.texts
    assert "Legend" in page.texts, "what it does not have is said in English"
    assert unpacked(json.loads(page.data))["words"] == {"Pause": "Paŭzo"}

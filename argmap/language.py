"""The words of exercises and of the page, from message catalogues; what the map says stays in the map's own language.

Catalogues are gettext's: `locale/argmap.pot` holds every message, `locale/<language>/LC_MESSAGES/argmap.po` its translations.
The English messages are their own keys. Parts in braces are filled in after translation, and never read as a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import TYPE_CHECKING

from argmap.errors import UnknownName

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap

SOURCE = "en"
"""The language in which the messages are written."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language to ask questions in."""

    name: str = SOURCE

    def say(self, message: str, **parts: object) -> str:
        """Return a message in this language with its parts filled in; in English where it has no translation.

        Example:
            >>> Language("de").say("Right: {text}", text="{x}")
            'Richtig: {x}'
        """
        catalogue = _catalogue(self.name)
        return (catalogue.gettext(message) if catalogue else message).format(**parts)

    def translated(self, text: str) -> str:
        """Return a text of argmap's own data, such as a discussion rule, in this language; braces are braces."""
        catalogue = _catalogue(self.name)
        return catalogue.gettext(text) if catalogue else text

    def knows(self, message: str) -> bool:
        """Return whether a message can be said in this language, also where that is in the same words.

        Example:
            >>> Language("de").knows("Tu quoque"), Language("de").knows("Nobody has translated this.")
            (True, False)
        """
        catalogue = _catalogue(self.name)
        return (
            catalogue is None
            or catalogue.gettext(message) != message
            or bool(_known(self.name).gettext(message))
        )


ENGLISH = Language()


def message(text: str) -> str:
    """Return a message as it is; the name marks it for the catalogues where it is not said at once."""
    return text


def languages() -> tuple[str, ...]:
    """Return the languages that there are, sorted."""
    folders = files("argmap").joinpath("locale").iterdir()
    return tuple(sorted({SOURCE, *(folder.name for folder in folders if folder.is_dir())}))


def language(name: str) -> Language:
    """Return a language by its code (ISO 639-1).

    Raises:
        UnknownName: there is no catalogue for it.
    """
    if name not in languages():
        raise UnknownName("language", name, languages())
    return Language(name)


def language_of(map: ArgumentMap) -> Language:
    """Return the language to ask in about a map: its own where there is a catalogue, otherwise English."""
    return spoken_in(map.language)


def spoken_in(tag: str | None) -> Language:
    """Return the language of a tag (BCP 47) where there is a catalogue, otherwise English; None is English."""
    name = (tag or SOURCE).partition("-")[0]
    return Language(name) if name in languages() else ENGLISH


def spoken(map: ArgumentMap, name: str | None) -> Language:
    """Return the language that is said to be spoken around a map, or without one that of the map.

    Args:
        map: the map.
        name: the code of the language (ISO 639-1), or None.

    Raises:
        UnknownName: there is no catalogue for it.
    """
    return language_of(map) if name is None else language(name)


class _Nothing(NullTranslations):
    """What is said of a message that a catalogue does not have, to tell it from one that is the same in two languages."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 (nothing is said of any)
        return ""


@cache
def _known(name: str) -> GNUTranslations:
    known = _read(name)
    known.add_fallback(_Nothing())
    return known


@cache
def _catalogue(name: str) -> GNUTranslations | None:
    if name == SOURCE:
        return None
    return _read(name)


def _read(name: str) -> GNUTranslations:
    path = files("argmap").joinpath("locale", name, "LC_MESSAGES", "argmap.mo")
    with path.open("rb") as stream:
        return GNUTranslations(stream)

"""Pseudonyms that hold: the same person has the same one in every import, and no name is kept.

A pseudonym is found again by a keyed hash of the name. The key is kept outside the dataset; without it, nobody can try
names until a hash fits. Each dataset has a salt of its own, so that the hashes of two datasets cannot be compared.

Source:
    RFC 2104 (HMAC); Article 29 Working Party, Opinion 05/2014 on anonymisation techniques, section 4: a keyed hash is a
    pseudonym, and a hash without a key is not one, because names are few enough to be tried.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from argmap.errors import ArgmapError

SHORT = 16
PERSON = re.compile(r"person-([1-9]\d*)")


class WrongKey(ArgmapError):
    """A key is not the one with which the names of a dataset were replaced."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The keyed hashes of one dataset.

    Attributes:
        secret: The key.
        salt: Sixteen hexadecimal digits that only this dataset has.
    """

    secret: bytes
    salt: str

    @classmethod
    def new(cls, secret: bytes, *parts: str) -> Pseudonyms:
        """Return the hashes of a new dataset; the same parts, such as its address and title, give the same salt."""
        return cls(secret, _hash(secret, "salt", *parts)[:SHORT])

    @classmethod
    def again(cls, secret: bytes, mark: str) -> Pseudonyms:
        """Return the hashes of a dataset with the mark that it holds.

        Raises:
            WrongKey: it was made with another key.
        """
        hashes = cls(secret, mark[:SHORT])
        if not hmac.compare_digest(hashes.mark, mark):
            raise WrongKey(
                "the names in this dataset were replaced with another key, so nobody can be recognised; "
                "name the file of that key with --pseudonym-key"
            )
        return hashes

    @property
    def mark(self) -> str:
        """What a dataset holds: its salt, and a hash that tells whether a key is the right one."""
        return self.salt + _hash(self.secret, "mark", self.salt)[:SHORT]

    def of(self, name: str) -> str:
        """Return the keyed hash of a name or an account."""
        return _hash(self.secret, "name", self.salt, unicodedata.normalize("NFC", name))

    def of_key(self, key: str) -> str:
        """Return the keyed hash of the id of a post in its source."""
        return _hash(self.secret, "post", self.salt, key)


def _hash(secret: bytes, *parts: str) -> str:
    """Return 128 bits of HMAC-SHA-256; the lengths keep apart parts that are the same when they are joined."""
    message = b"".join(
        len(part).to_bytes(8, "big") + part
        for part in (part.encode("utf-8", "surrogatepass") for part in parts)
    )
    return hmac.digest(secret, message, "sha256").hex()[:32]


def person_number(id: str) -> int | None:
    """Return the number of a pseudonym; None if the id of a participant is none.

    Example:
        >>> person_number("person-12"), person_number("nora")
        (12, None)
    """
    match = PERSON.fullmatch(id)
    return int(match[1]) if match else None


def next_number(ids: Iterable[str]) -> int:
    """Return the number of the next newcomer: one more than the largest among the ids of participants."""
    return max((number for id in ids if (number := person_number(id)) is not None), default=0) + 1

"""Fingerprints of posts that nobody can guess words from who has no key.

The SHA-256 of a short post is no secret: whoever guesses "+1", or has a list of likely sentences, finds which posts say them, and
finds the same words in two datasets. A salt that is published with the hash helps against lists made before, and not against
guessing. So the hash is keyed: with the key it proves that words were found again, and without it says nothing but the length.

Source:
    RFC 2104 (HMAC); Article 29 Working Party, Opinion 05/2014 on anonymisation techniques, section 4.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from argmap.errors import ArgmapError
from argmap.model.posts import Fingerprint

SALT = 16
MARK = 32


class WrongFingerprintKey(ArgmapError):
    """A key is not the one with which the fingerprints of a dataset were made."""


@dataclass(frozen=True, slots=True)
class FingerprintKey:
    """The key of the fingerprints of one dataset, and its salt: hashes of two datasets cannot be compared.

    Attributes:
        secret: the key.
        salt: sixteen hexadecimal digits that only this dataset has.
    """

    secret: bytes
    salt: str

    @classmethod
    def new(cls, secret: bytes, parts: Iterable[str]) -> FingerprintKey:
        """Return the key of a new dataset; the same parts, such as the ids of its maps, give the same salt."""
        return cls(secret, _hash(secret, "salt", *parts)[:SALT])

    @classmethod
    def again(cls, secret: bytes, mark: str) -> FingerprintKey:
        """Return the key of a dataset with the mark that its threads hold.

        Raises:
            WrongFingerprintKey: they were made with another key.
        """
        key = cls(secret, mark[:SALT])
        if not hmac.compare_digest(key.mark, mark):
            raise WrongFingerprintKey(
                "the fingerprints in this dataset were made with another key; ask those who made it for theirs"
            )
        return key

    @property
    def mark(self) -> str:
        """What a thread holds: the salt, and a hash that tells whether a key is the right one."""
        return self.salt + _hash(self.secret, "mark", self.salt)[: MARK - SALT]

    def of(self, words: str) -> Fingerprint:
        """Return the fingerprint of some words."""
        return Fingerprint(sha256=_hash(self.secret, "words", self.salt, words), length=len(words))


def _hash(secret: bytes, *parts: str) -> str:
    """Return HMAC-SHA-256 in hexadecimal; the lengths keep apart parts that are the same when they are joined."""
    message = b"".join(
        len(part).to_bytes(8, "big") + part
        for part in (part.encode("utf-8", "surrogatepass") for part in parts)
    )
    return hmac.digest(secret, message, "sha256").hex()

"""What reading mails changed and left out, in sentences for the note of the thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from argmap.importers.mail.body import MailText
from argmap.importers.mail.senders import Sender

LEFT_OUT = {
    "bounce": "bounces and automatic replies",
    "digest": "digests of a list, which hold mails of several people (the archive of the list has them one by one)",
    "unsent": "drafts and spam",
    "deleted": "mails that were deleted in the mailbox",
    "internal": "notes of a mail program to itself",
    "twice": "mails that came twice",
    "headless": "pieces without headers",
}
"""What is no post, in words; the number stands behind it."""

TAKEN_OFF = {"signature": "signatures", "footer": "footers of lists", "attachment": "attachments"}


def notes_of(
    left_out: Counter[str], mails: Iterable[tuple[MailText, Sender]], by_subject: int
) -> Iterator[str]:
    """Yield sentences about a discussion that was read.

    Args:
        left_out: How many mails of the files are no posts, by reason.
        mails: The mails of the discussion.
        by_subject: How many of them were placed by their subject alone.
    """
    changes: Counter[str] = Counter()
    accounts: dict[str, set[str]] = {}
    for words, sender in mails:
        changes.update(
            {name: 1 for name, number in words.changes.items() if number > 0 and name != "attachment"}
        )
        changes["attachment"] += words.changes["attachment"]
        if sender.name and sender.account:
            accounts.setdefault(sender.name, set()).add(sender.account)
    yield from _listed("Not posts, and left out of the files", LEFT_OUT, left_out)
    yield from _listed("Left out of the texts", TAKEN_OFF, changes)
    sentences = (
        (changes["quotes"], 'Lines that begin with ">" are quoted from other mails.'),
        (changes["unmarked"], 'Mails that repeat another one below its headers: {}; what follows the headers was marked with ">", and words between it may be by the author.'),
        (changes["encrypted"], "Mails with a part that is encrypted and cannot be read: {}."),
        (changes["unreadable"], "Mails with parts inside parts that were not read: {}."),
        (changes["cut"], "Mails of which only the first 8 MB were read: {}."),
        (changes["zoneless"], "Mails with a time without a zone, which was taken as UTC: {}."),
        (changes["undated"], "Mails without a date that can be read, which stand at the time of their delivery: {}."),
        (by_subject, "Replies that were placed by their subject alone: {}."),
        (sum(len(known) > 1 for known in accounts.values()), "Names that wrote from several addresses, which may be different people: {}."),
    )  # fmt: skip
    yield from (sentence.format(number) for number, sentence in sentences if number)


def _listed(begin: str, names: dict[str, str], counts: Counter[str]) -> Iterator[str]:
    parts = [f"{words} ({counts[name]})" for name, words in names.items() if counts[name]]
    if parts:
        yield f"{begin}: {', '.join(parts)}."

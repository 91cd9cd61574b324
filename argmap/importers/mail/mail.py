"""Mail: mbox files, single messages and folders of them (maildir, MH); an archive of a list holds many discussions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import IO

from argmap.importers.input_file import HEAD, InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.mail.body import MailText, words_of
from argmap.importers.mail.headers import (
    Fields,
    answered,
    base_subject,
    fields_of,
    first,
    made_id,
    message_id,
    moment,
    subject,
    title_of,
)
from argmap.importers.mail.mbox import MessagePlace, looks_like_mbox, looks_like_message, places
from argmap.importers.mail.notes import notes_of
from argmap.importers.mail.senders import Sender, sender_of
from argmap.importers.mail.threads import Discussions, Mail, MailPlace
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Gone, Provenance

LARGEST = 8_000_000
"""So many bytes of a message are read: what is beyond them is an attachment."""

CHUNK = 1 << 20
EARLIEST, LATEST = "1970", "2100"
SURE = re.compile(r"^(?:message-id|received|return-path|mime-version|date) *:", re.IGNORECASE | re.MULTILINE)
DIGEST = re.compile(
    r"\bDigest, Vol \d++, Issue \d+|\bdigest\b.{0,200}\bV(?:ol)?\.? ?\d+ ?#\d+", re.IGNORECASE
)
BOUNCES = re.compile(r"^(?:mailer-daemon|postmaster)@", re.IGNORECASE)
UNDELIVERED = re.compile(
    r"undeliver|deliver(?:y|ed)|returned mail|failure notice|unzustellbar|non remis", re.IGNORECASE
)
DELIVERED = frozenset(["cur", "new"])
NOT_SENT = re.compile(r"[:;!]2,(?=[A-Z]*[DT])[A-Z]*+$")
"""The flags in the names of files of a maildir, with D for a draft and T for what is in the trash."""

EXPUNGED = 0x0008
"""The bit of X-Mozilla-Status by which Thunderbird leaves mails that were deleted in its files."""

INTERNAL = "DON'T DELETE THIS MESSAGE"
"""The subject of what Pine and other programs write into a mailbox for themselves."""

UNSENT = frozenset(["draft", "drafts", "spam"])


def fits(file: InputFile) -> Fit:
    """Say whether a file begins with the line that begins mails, or with the headers of one."""
    head = _start(file)
    if looks_like_mbox(head):
        return Fit.CERTAIN
    if not looks_like_message(head):
        return Fit.NO
    return (
        Fit.CERTAIN
        if SURE.search(head.decode("latin-1").replace("\r\n", "\n").partition("\n\n")[0])
        else Fit.LIKELY
    )


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return one discussion of mails. The headers of all mails are read, the texts of that discussion only.

    A mail answers the one that In-Reply-To or the end of its References names, or else, if its subject is a "Re:", the
    nearest earlier one of that subject. Bounces, automatic replies and drafts are no posts.

    Args:
        files: Files with mails; others are passed over.
        wanted: The Message-ID of the first mail of the discussion, or of any other of it.

    Raises:
        NotThisSource: there is no message in the files.
        SeveralDiscussions: there are several, and none was named.
        UnknownName: there is no such discussion.
    """
    left_out: Counter[str] = Counter()
    with closing(Discussions()) as discussions:
        discussions.add_all(_mails(files, left_out))
        chosen = discussions.chosen(wanted)
        if chosen is None:
            reasons = "".join(f"; {note}" for note in notes_of(left_out, (), 0))
            raise NotThisSource(f"there is no message in the files{reasons}")
        placed, title = discussions.mails(chosen), discussions.title(chosen)
        left_out["twice"] += discussions.twice
    read_mails = list(_contents(files, placed))
    keys = {mail.placed.id: mail.key for mail in read_mails}
    guessed = sum(mail.placed.by_subject for mail in read_mails)
    replies = sum(mail.placed.parent is not None for mail in read_mails)
    return RawThread(
        title,
        tuple(mail.post(keys) for mail in read_mails),
        reply_structure=Provenance.INFERRED if guessed * 2 > replies else Provenance.RECORDED,
        notes=tuple(notes_of(left_out, [(mail.words, mail.sender) for mail in read_mails], guessed)),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the discussions of mails in the order in which they begin in the files."""
    with closing(Discussions()) as known:
        known.add_all(_mails(files, Counter()))
        yield from counted_discussions(Seen(*row) for row in known.seen())


def _mails(files: Sequence[InputFile], left_out: Counter[str]) -> Iterator[Mail]:
    """Yield what the headers of all mails say; what is no post is counted."""
    folders = {folder.parent for file in files if (folder := PurePath(file.name).parent).name in DELIVERED}
    for number, file in enumerate(files):
        file.remarks.clear()  # what was met in its beginning, read as text, tells nothing about mails
        if not _is_mail(file, folders):
            continue
        with file.open() as stream:
            for place in places(stream):
                fields = fields_of(place.head)
                sender = sender_of(fields)
                reason = _no_post(fields, sender)
                if reason:
                    left_out[reason] += bool(fields)
                else:
                    yield _mail(number, place, fields, sender)


def _mail(number: int, place: MessagePlace, fields: Fields, sender: Sender) -> Mail:
    text = subject(fields)
    base, answer = base_subject(text)
    return Mail(
        number, place.start, place.size, message_id(fields) or made_id(place.head, place.size), tuple(answered(fields)),
        base, answer, title_of(text), sender.account or sender.name, _when(fields, place.delivered), place.quoted,
    )  # fmt: skip


def _start(file: InputFile) -> bytes:
    with file.open() as stream:
        return stream.read(HEAD)


def _is_mail(file: InputFile, maildirs: Collection[PurePath]) -> bool:
    """Return whether a file holds mails that were sent: those in "tmp" of a maildir are not whole, drafts and trash are not."""
    name = PurePath(file.name)
    if (name.parent.name == "tmp" and name.parent.parent in maildirs) or NOT_SENT.search(name.name):
        return False
    start = _start(file)
    return looks_like_mbox(start) or looks_like_message(start)


def _no_post(fields: Fields, sender: Sender) -> str:
    """Return why a mail is no post, as a name for the notes; "" if it is one."""
    kind, title = first(fields, "content-type").lower(), subject(fields)
    labels = {label.strip().lower() for label in first(fields, "x-gmail-labels").split(",")}
    reasons = (
        ("bounce", kind.startswith("multipart/report") or "x-failed-recipients" in fields),
        ("bounce", BOUNCES.match(sender.account or "") and UNDELIVERED.search(title)),
        ("bounce", first(fields, "auto-submitted").lower().startswith(("auto-replied", "auto-notified"))),
        ("bounce", {"x-autoreply", "x-autorespond"} & fields.keys()),
        ("internal", title.startswith(INTERNAL)),
        ("deleted", _is_deleted(fields)),
        ("digest", kind.startswith("multipart/digest") or DIGEST.search(title)),
        ("unsent", labels & UNSENT),
        ("headless", not {"from", "sender", "date", "subject"} & fields.keys()),
    )
    return next((reason for reason, holds in reasons if holds), "")


def _is_deleted(fields: Fields) -> bool:
    """Return whether the owner of the mailbox deleted a mail that is still in its file."""
    flags = re.fullmatch(r"[0-9a-fA-F]{1,8}", first(fields, "x-mozilla-status"))
    return "D" in first(fields, "x-status") or bool(flags and int(flags[0], 16) & EXPUNGED)


def _when(fields: Fields, delivered: str) -> str | None:
    """Return when a mail was written, or when it was delivered if it does not say that in a way that can be read."""
    received = first(fields, "received").rpartition(";")[2]
    times = [time for value in (first(fields, "date"), received, delivered) if (time := moment(value)[0])]
    # A date that was before mail, or is far ahead, is that of a broken clock.
    return next((time for time in times if EARLIEST < time < LATEST), times[0] if times else None)


@dataclass(frozen=True)
class _Read:
    """A mail of the discussion that is wanted, with its text."""

    placed: MailPlace
    fields: Fields
    words: MailText
    sender: Sender

    @cached_property
    def key(self) -> str:
        """The key of its post: its Message-ID, or a digest of it where that would show the address of the author."""
        account = self.sender.account
        return (
            f"m-{sha256(self.placed.id.encode()).hexdigest()[:16]}"
            if account and account in self.placed.id.lower()
            else self.placed.id
        )

    def post(self, keys: dict[str, str]) -> RawPost:
        parent = self.placed.parent
        return RawPost(
            key=self.key,
            parent=None if parent is None else keys.get(parent, parent),
            author=self.sender.name,
            created=self.placed.created,
            text=self.words.text,
            gone=None if self.words.text.strip() else Gone.EMPTY,
            account=self.sender.account,
            url=_address(self.fields),
        )


def _address(fields: Fields) -> str | None:
    """Return where a list keeps the mail (RFC 5064)."""
    return next(iter(re.findall(r"https?://[^\s<>]+", first(fields, "archived-at"))), None)


def _contents(files: Sequence[InputFile], placed: Sequence[MailPlace]) -> Iterator[_Read]:
    """Yield mails with their texts: each file is read once, forward, as packed files can only be read so."""
    stream: IO[bytes] | None = None
    opened, position = -1, 0
    try:
        for each in placed:
            if each.file != opened or stream is None:
                if stream is not None:
                    stream.close()
                stream, opened, position = files[each.file].open(), each.file, 0
            while position < each.start:
                position += len(stream.read(min(CHUNK, each.start - position))) or each.start
            content = stream.read(min(each.size, LARGEST))
            position += len(content)
            yield _one(files[each.file], each, content)
    finally:
        if stream is not None:
            stream.close()


def _one(file: InputFile, placed: MailPlace, content: bytes) -> _Read:
    head = re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0]
    fields = fields_of(head)
    words = words_of(content, in_mbox=placed.quoted, charset=file.encoding)
    if words.charset:
        file.remarks[f"mail names no character set or a wrong one, and was read as {words.charset}"] += 1
    written, zoned = moment(first(fields, "date"))
    words.changes["zoneless"] += written is not None and not zoned
    words.changes["cut"] += placed.size > LARGEST
    words.changes["undated"] += placed.created is not None and placed.created != written
    return _Read(placed, fields, words, sender_of(fields))


IMPORTER = Importer("mail", "mail (mbox, single messages, maildir)", fits, read, discussions)

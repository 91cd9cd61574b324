"""Comments of a video: pages of the YouTube Data API, the .info.json of yt-dlp, and lines of youtube-comment-downloader.

Source of the forms: the resources commentThread and comment of the YouTube Data API v3; the fields that yt-dlp and
youtube-comment-downloader document. The video itself is no post; it gives the title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from argmap.importers.forums.records import (
    Placed,
    counted,
    edited_note,
    inner,
    left_out_note,
    picked,
    records_in,
)
from argmap.importers.forums.youtube_comments import (
    Comment,
    comments_in,
    is_dumped,
    is_resource,
    is_row,
    is_video,
)
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawThread

ROUGH = "Times such as '2 years ago' are no dates and were left out; the order is that of the file."
KEYS = frozenset(
    ["author", "author_id", "cid", "comments", "parent", "snippet", "text", "time", "topLevelComment", "totalReplyCount",
     "videoId", "votes", "textDisplay", "publishedAt"]
)  # fmt: skip


def fits(file: InputFile) -> Fit:
    return max((_sure(each) for item in (*file.sample, file.json) for each in _listed(item)), default=Fit.NO)


def _listed(item: Any) -> list[Any]:
    below = records_in(inner(item, "items")) or records_in(inner(item, "comments"))
    return [*(item[:20] if isinstance(item, list) else [item]), *below[:20]]


def _sure(item: Any) -> Fit:
    known = is_resource(item) or is_row(item) or is_dumped(item) or is_video(item)
    listed = records_in(inner(item, "comments"))
    return Fit.CERTAIN if known or any(map(is_dumped, listed[:20])) else Fit.NO


def _values(file: InputFile) -> Iterable[Any]:
    """Return the values in a file; the record of a video stays whole, for it tells what its comments do not."""
    whole = file.json
    stays = isinstance(whole, list) or isinstance(inner(whole, "comments"), list)
    return [whole] if stays else file.items()


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the comments of a video.

    Raises:
        NotThisSource: there is no comment in the files.
        SeveralDiscussions: there are comments of several videos, and none was named.
    """
    strange: list[Any] = []
    video = picked(_pieces(files, strange), wanted)
    if video is None:
        raise NotThisSource("there are no comments in the files; yt-dlp writes them with --write-comments")
    comments = video.records
    answers = Counter(comment.post.parent for comment in comments)
    missing = sum(max(0, comment.replies - answers[comment.post.key]) for comment in comments)
    return RawThread(
        video.title,
        tuple(comment.post for comment in comments),
        url=next((comment.page for comment in comments if comment.page), None),
        notes=(
            *counted(
                missing,
                "1 reply was not given; a page of comments.list has it.",
                "{n} replies were not given; pages of comments.list have them.",
            ),
            *((ROUGH,) if any(comment.rough for comment in comments) else ()),
            *left_out_note(len(strange)),
            *edited_note(sum(comment.edited for comment in comments)),
        ),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the videos that were commented."""
    yield from counted_discussions(
        Seen(key, comment.post.account or comment.post.author, comment.post.created, title)
        for key, title, comment in _pieces(files, [])
    )


def _pieces(files: Sequence[InputFile], strange: list[Any]) -> Iterator[Placed[Comment]]:
    """Yield the comments, each with its video; replies that do not name it belong to the one that was last named."""
    last, waiting = "", list[Comment]()
    for file in files:
        name = PurePath(file.member or file.name).name.split(".")[0]
        for item in _values(file):
            for comment in comments_in(item, name, strange):
                last = comment.video or last
                if not last:
                    waiting.append(comment)
                    continue
                yield from (Placed(last, "", each) for each in waiting)
                waiting.clear()
                yield Placed(last, comment.title, comment)
    yield from (Placed("video", "", each) for each in waiting)


IMPORTER = Importer("youtube", "the comments of a video (YouTube, yt-dlp)", fits, read, discussions, KEYS)

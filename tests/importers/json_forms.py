"""A small file of each JSON form that is imported: one debate of three posts, as each site and program writes it."""

from __future__ import annotations

from typing import Any

ASKED, ANSWERED, DENIED = "Which is cheaper here?", "Trams cost less per ride.", "Only where they run full."
SAID = (ASKED, ANSWERED, DENIED)
"""What is said in every form, where it has three posts; the people are nora, tom and ada."""

DAY = "2024-01-04T19:0"
EPOCH = 1_704_394_800
PEOPLE = ("nora", "tom", "ada")


def _youtube_comment(number: int, key: str, **more: Any) -> dict[str, Any]:
    name = PEOPLE[number]
    snippet = {"videoId": "v", "textOriginal": SAID[number], "textDisplay": SAID[number], "authorDisplayName": f"@{name}",
               "authorChannelId": {"value": f"UC{name}"}, "publishedAt": f"{DAY}{number}:00Z", **more}  # fmt: skip
    return {"kind": "youtube#comment", "id": key, "snippet": snippet}


def _dumped(number: int, key: str, parent: str) -> dict[str, Any]:
    name = PEOPLE[number]
    return {"id": key, "parent": parent, "text": SAID[number], "author": f"@{name}", "author_id": f"UC{name}", "timestamp": EPOCH + number}  # fmt: skip


DUMPED = [_dumped(0, "A", "root"), _dumped(1, "B", "root"), _dumped(2, "B.c", "B")]
YOUTUBE = {
    "youtube api": {"items": [
        {"kind": "youtube#commentThread", "id": "A", "snippet": {"videoId": "v", "topLevelComment": _youtube_comment(0, "A"), "totalReplyCount": 0}},
        {"kind": "youtube#commentThread", "id": "B", "snippet": {"videoId": "v", "topLevelComment": _youtube_comment(1, "B"), "totalReplyCount": 1},
         "replies": {"comments": [_youtube_comment(2, "B.c", parentId="B")]}},
    ]},
    "youtube yt-dlp": {"id": "v", "title": "Trams?", "extractor": "youtube", "webpage_url": "https://www.youtube.com/watch?v=v", "comments": DUMPED},
    "youtube yt-dlp, comments only": {"comments": [{**each, "like_count": 0} for each in DUMPED]},
    "youtube rows": [{"cid": key, "text": SAID[n], "time": "2 years ago", "author": f"@{PEOPLE[n]}", "channel": f"UC{PEOPLE[n]}"} for n, key in enumerate(["A", "B", "B.c"])],
}  # fmt: skip


def _gh_comment(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"IC_{number}", "author": {"login": PEOPLE[number]}, "body": SAID[number], "createdAt": f"{DAY}{number}:00Z", **more}  # fmt: skip


def _rest_comment(number: int, **more: Any) -> dict[str, Any]:
    return {"id": number + 10, "user": {"login": PEOPLE[number]}, "body": SAID[number], "created_at": f"{DAY}{number}:00Z", **more}  # fmt: skip


GITHUB = {
    "gh issue": {"number": 7, "title": "Trams", "url": "https://github.com/o/r/issues/7", "author": {"login": "nora"}, "body": ASKED,
                 "createdAt": f"{DAY}0:00Z", "comments": [_gh_comment(1), _gh_comment(2)]},
    "gh comments": {"comments": [_gh_comment(0), _gh_comment(1), _gh_comment(2)]},
    "gh reviews": {"comments": [_gh_comment(0)], "reviews": [
        {"id": f"R_{n}", "author": {"login": PEOPLE[n]}, "body": SAID[n], "state": "COMMENTED", "submittedAt": f"{DAY}{n}:00Z"} for n in (1, 2)]},
    "github comments": [_rest_comment(n) for n in range(3)],
    "github pages of comments": [[_rest_comment(0)], [_rest_comment(1), _rest_comment(2)]],
    "github remarks on code": [_rest_comment(0, diff_hunk="@@"), _rest_comment(1, diff_hunk="@@", in_reply_to_id=10), _rest_comment(2, diff_hunk="@@", in_reply_to_id=10)],
    "github discussion": {"data": {"repository": {"nameWithOwner": "o/r", "discussion": {
        "number": 9, "title": "Trams", "url": "https://github.com/o/r/discussions/9", "body": ASKED, "createdAt": f"{DAY}0:00Z",
        "author": {"login": "nora"}, "category": {"name": "Q&A"},
        "comments": {"totalCount": 1, "nodes": [_gh_comment(1, replies={"nodes": [_gh_comment(2, replyTo={"id": "IC_1"})]})]}}}}},
}  # fmt: skip

JSON_FORMS: dict[str, Any] = {**YOUTUBE, **GITHUB}

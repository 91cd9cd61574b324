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


def _status(number: int, **more: Any) -> dict[str, Any]:
    name = PEOPLE[number]
    account = {"id": name, "acct": name, "url": f"https://m.example/@{name}"}
    return {"id": str(number + 1), "created_at": f"{DAY}{number}:00Z", "in_reply_to_id": None, "visibility": "public", "account": account,
            "content": f"<p>{SAID[number]}</p>", **more}  # fmt: skip


STATUSES = [_status(0), _status(1, in_reply_to_id="1"), _status(2, in_reply_to_id="2")]
FEDIVERSE = {
    "mastodon statuses": STATUSES,
    "mastodon status with its context": [STATUSES[0], {"ancestors": [], "descendants": STATUSES[1:]}],
    "mastodon context": {"ancestors": STATUSES[:2], "descendants": STATUSES[2:]},
    "mastodon outbox": {"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "orderedItems": [
        {"type": "Create", "id": f"https://m.example/{n}/a", "actor": f"https://m.example/users/{PEOPLE[n]}", "published": f"{DAY}{n}:00Z",
         "object": {"id": f"https://m.example/{n}", "type": "Note", "attributedTo": f"https://m.example/users/{PEOPLE[n]}", "content": f"<p>{SAID[n]}</p>",
                    "inReplyTo": f"https://m.example/{n - 1}" if n else None, "published": f"{DAY}{n}:00Z"}} for n in range(3)]},
}  # fmt: skip


def _view(number: int) -> dict[str, Any]:
    name, path = PEOPLE[number], ".".join(map(str, [0, *range(11, 11 + number)]))
    return {"comment": {"id": 10 + number, "post_id": 5, "creator_id": number, "path": path, "content": SAID[number], "published": f"{DAY}{number}:00Z"},
            "creator": {"id": number, "name": name, "actor_id": f"https://l.example/u/{name}"}}  # fmt: skip


LEMMY = {
    "lemmy post and comments": {
        "post_view": {"post": {"id": 5, "name": ASKED, "body": "Who knows?", "creator_id": 0, "community_id": 3, "ap_id": "https://l.example/post/5", "published": f"{DAY}0:00Z"},
                      "creator": {"id": 0, "name": "nora", "actor_id": "https://l.example/u/nora"}},
        "comments": [_view(1), _view(2)]},
    "lemmy comments under data": {"data": [_view(0), _view(1), _view(2)]},
    "mbin": [
        {"entryId": 5, "title": ASKED, "body": "Who knows?", "user": {"userId": 1, "username": "nora"}, "createdAt": f"{DAY}0:00Z", "apId": "https://k.example/5", "numComments": 2},
        {"commentId": 11, "entryId": 5, "body": ANSWERED, "user": {"userId": 2, "username": "tom"}, "createdAt": f"{DAY}1:00Z", "children": [
            {"commentId": 12, "entryId": 5, "parentId": 11, "body": DENIED, "user": {"userId": 3, "username": "ada"}, "createdAt": f"{DAY}2:00Z", "children": []}]}],
}  # fmt: skip


def _skeet(number: int) -> dict[str, Any]:
    did, uri = f"did:plc:{PEOPLE[number]}", "at://did:plc:{}/app.bsky.feed.post/{}"
    record: dict[str, Any] = {
        "$type": "app.bsky.feed.post",
        "text": SAID[number],
        "createdAt": f"{DAY}{number}:00Z",
    }
    if number:
        record["reply"] = {
            "root": {"uri": uri.format("nora", 0)},
            "parent": {"uri": uri.format(PEOPLE[number - 1], number - 1)},
        }
    return {"uri": uri.format(PEOPLE[number], number), "cid": f"c{number}", "author": {"did": did, "handle": f"{PEOPLE[number]}.example"}, "record": record}  # fmt: skip


BLUESKY = {
    "bluesky thread": {"thread": {"$type": "app.bsky.feed.defs#threadViewPost", "post": _skeet(0), "replies": [
        {"$type": "app.bsky.feed.defs#threadViewPost", "post": _skeet(1), "replies": [{"$type": "app.bsky.feed.defs#threadViewPost", "post": _skeet(2), "replies": []}]}]}},
    "bluesky posts": {"posts": [_skeet(n) for n in range(3)]},
    "bluesky records": {"records": [{"uri": each["uri"], "cid": each["cid"], "value": each["record"]} for each in (_skeet(n) for n in range(3))]},
}  # fmt: skip


def _annotation(number: int, **more: Any) -> dict[str, Any]:
    user = f"acct:{PEOPLE[number]}@hypothes.is"
    return {"id": f"a{number}", "user": user, "uri": "https://x.example/page", "created": f"{DAY}{number}:00Z", "text": SAID[number], "tags": [],
            "references": [f"a{n}" for n in range(number)], **more}  # fmt: skip


HYPOTHESIS = {
    "hypothesis rows": {"total": 3, "rows": [_annotation(n) for n in range(3)]},
    "hypothesis replies apart": {
        "total": 1,
        "rows": [_annotation(0)],
        "replies": [_annotation(1), _annotation(2)],
    },
}


def _note(number: int, **more: Any) -> dict[str, Any]:
    return {"id": 10 + number, "body": SAID[number], "author": {"username": PEOPLE[number]}, "created_at": f"{DAY}{number}:00Z", "noteable_type": "Issue", "noteable_iid": 7, "system": False, **more}  # fmt: skip


GITLAB = {
    "gitlab issue and notes": [
        {"iid": 7, "title": "Trams", "description": ASKED, "web_url": "https://g.example/o/r/-/issues/7", "author": {"username": "nora"}, "created_at": f"{DAY}0:00Z"},
        _note(1), _note(2)],
    "gitlab discussions": [{"id": "d1", "individual_note": True, "notes": [_note(0)]}, {"id": "d2", "individual_note": False, "notes": [_note(1), _note(2)]}],
}  # fmt: skip


def _object(number: int, kind: str, **more: Any) -> dict[str, Any]:
    return {f"{kind}_id": 10 + number, "body": f"<p>{SAID[number]}</p>", "owner": {"user_id": number + 1, "display_name": PEOPLE[number]}, "creation_date": EPOCH + number, **more}  # fmt: skip


STACKEXCHANGE = {
    "stack exchange question": {"items": [_object(0, "question", title="Trams?", link="https://s.example/q/10", answers=[
        _object(1, "answer", comments=[_object(2, "comment")])])]},
    "stack exchange comments": {"items": [_object(0, "question", title="Trams?", comments=[_object(1, "comment"), _object(2, "comment")])]},
    "stack exchange lists": [_object(0, "question", title="Trams?"), _object(1, "answer", question_id=10, is_accepted=True), _object(2, "comment", post_id=11)],
    "stack exchange two answers": {"items": [_object(0, "question", title="Trams?", answers=[_object(1, "answer"), _object(2, "answer")])]},
}  # fmt: skip

HACKERNEWS = {
    "hacker news, firebase": [
        {"id": 1, "type": "story", "by": "nora", "time": EPOCH, "title": ASKED, "kids": [2], "descendants": 2},
        {"id": 2, "type": "comment", "by": "tom", "time": EPOCH + 1, "text": ANSWERED, "parent": 1, "kids": [3]},
        {"id": 3, "type": "comment", "by": "ada", "time": EPOCH + 2, "text": DENIED, "parent": 2}],
    "hacker news, nested": {"id": 1, "type": "story", "author": "nora", "created_at_i": EPOCH, "title": ASKED, "children": [
        {"id": 2, "type": "comment", "author": "tom", "created_at_i": EPOCH + 1, "text": ANSWERED, "parent_id": 1, "story_id": 1, "children": [
            {"id": 3, "type": "comment", "author": "ada", "created_at_i": EPOCH + 2, "text": DENIED, "parent_id": 2, "story_id": 1, "children": []}]}]},
    "hacker news, hits": {"hits": [
        {"objectID": "1", "_tags": ["story"], "author": "nora", "created_at_i": EPOCH, "title": ASKED},
        *({"objectID": str(n + 1), "_tags": ["comment"], "author": PEOPLE[n], "created_at_i": EPOCH + n, "comment_text": SAID[n], "parent_id": n, "story_id": 1} for n in (1, 2))]},
}  # fmt: skip


def _reddit(number: int, **more: Any) -> dict[str, Any]:
    key = {"title": ASKED, "selftext": "Who knows?", "num_comments": 2} if not number else {"body": SAID[number], "link_id": "t3_a0", "parent_id": f"t{1 if number > 1 else 3}_a{number - 1}"}  # fmt: skip
    return {"id": f"a{number}", "author": PEOPLE[number], "created_utc": EPOCH + number, "subreddit": "trams", **key, **more}  # fmt: skip


def _listing(*children: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"children": [{"kind": kind, "data": data} for kind, data in children]}}  # fmt: skip


REDDIT = {
    "reddit page": [
        _listing(("t3", _reddit(0))),
        _listing(("t1", _reddit(1, replies=_listing(("t1", _reddit(2)))))),
    ],
    "reddit records": [_reddit(0), _reddit(1), _reddit(2)],
}

CONVOKIT = {
    "convokit": [
        {"id": f"u{n}", "conversation_id": "u0", "speaker": PEOPLE[n], "text": SAID[n], "reply-to": f"u{n - 1}" if n else None, "timestamp": EPOCH + n, "meta": {}}
        for n in range(3)],
}  # fmt: skip


def _discourse(number: int) -> dict[str, Any]:
    return {"id": 20 + number, "post_number": number + 1, "username": PEOPLE[number], "created_at": f"{DAY}{number}:00Z", "cooked": f"<p>{SAID[number]}</p>",
            "reply_to_post_number": number or None, "topic_id": 4, "post_type": 1}  # fmt: skip


DISCOURSE = {
    "discourse topic": {"id": 4, "title": "Trams?", "post_stream": {"posts": [_discourse(n) for n in range(3)], "stream": [20, 21, 22]}},
    "discourse posts": {"latest_posts": [_discourse(n) for n in range(3)]},
    "discourse list": [_discourse(n) for n in range(3)],
}  # fmt: skip

KIALO = {
    "kialo": {"claims": [{"id": f"7.{n}", "text": SAID[n], "authorIdentityId": f"i{n}", "created": (EPOCH + n) * 1000} for n in range(3)],
              "locations": [{"id": f"7.{n}0", "targetId": f"7.{n}", "parentId": f"7.{n - 1}" if n else None, "relation": -1 if n else 0, "isOrigin": True} for n in range(3)],
              "identityInfos": [{"id": f"i{n}", "name": PEOPLE[n]} for n in range(3)]},
}  # fmt: skip


def _slack(number: int, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": f"U{number}", "user_profile": {"real_name": PEOPLE[number]}, "text": SAID[number], "ts": f"{EPOCH + number}.000100", "thread_ts": f"{EPOCH}.000100", **more}  # fmt: skip


CHATS = {
    "slack": [_slack(n) for n in range(3)],
    "discord": {"guild": {"id": "1", "name": "City"}, "channel": {"id": "2", "type": "GuildTextChat", "name": "trams"}, "dateRange": {}, "messages": [
        {"id": str(n + 10), "type": "Default", "timestamp": f"{DAY}{n}:00Z", "content": SAID[n], "author": {"id": str(n), "name": PEOPLE[n], "nickname": PEOPLE[n], "isBot": False}} for n in range(3)]},
    "telegram": {"name": "Trams", "type": "private_group", "id": 9, "messages": [
        {"id": n + 1, "type": "message", "date": f"{DAY}{n}:00", "date_unixtime": str(EPOCH + n), "from": PEOPLE[n], "from_id": f"user{n}", "text": SAID[n], "text_entities": [{"type": "plain", "text": SAID[n]}]} for n in range(3)]},
    "messenger": {"participants": [{"name": name} for name in PEOPLE], "title": "Trams", "thread_path": "inbox/trams_1", "messages": [
        {"sender_name": PEOPLE[n], "timestamp_ms": (EPOCH + n) * 1000, "content": SAID[n]} for n in (2, 1, 0)]},
    "zulip": {"result": "success", "messages": [
        {"id": 100 + n, "sender_id": n + 1, "sender_full_name": PEOPLE[n], "sender_email": f"{PEOPLE[n]}@x.example", "display_recipient": "city", "subject": "trams", "content": f"<p>{SAID[n]}</p>", "content_type": "text/html", "timestamp": EPOCH + n} for n in range(3)]},
    "podcast": {"version": "1.0.0", "segments": [{"speaker": PEOPLE[n], "startTime": n * 5, "endTime": n * 5 + 4, "body": SAID[n]} for n in range(3)]},
}  # fmt: skip


def _teams(number: int, **more: Any) -> dict[str, Any]:
    return {"id": str(EPOCH + number), "messageType": "message", "createdDateTime": f"{DAY}{number}:00Z", "chatId": "19:abc", "from": {"user": {"id": f"u{number}", "displayName": PEOPLE[number]}}, "body": {"contentType": "html", "content": f"<p>{SAID[number]}</p>"}, **more}  # fmt: skip


MORE_CHATS = {
    "teams": {"value": [_teams(n) for n in range(3)]},
    "teams with replies": {"value": [_teams(0, replies=[_teams(1), _teams(2)])]},
    "messenger, encrypted": {"participants": list(PEOPLE), "threadName": "trams_1", "messages": [
        {"isUnsent": False, "media": [], "reactions": [], "senderName": PEOPLE[n], "text": SAID[n], "timestamp": (EPOCH + n) * 1000, "type": "text"} for n in range(3)]},
    "zulip export": {"zerver_message": [
        {"id": 100 + n, "sender": n + 1, "recipient": 5, "subject": "trams", "content": SAID[n], "date_sent": EPOCH + n} for n in range(3)]},
    "telegram, two chats": {"about": "x", "chats": {"about": "y", "list": [{"name": "Trams", "type": "private_group", "id": 9, "messages": [
        {"id": n + 1, "type": "message", "date": f"{DAY}{n}:00", "from": PEOPLE[n], "from_id": f"user{n}", "text": ["", {"type": "bold", "text": SAID[n]}]} for n in range(3)]}]}},
}  # fmt: skip
SPEECH = {
    "speech, utterances": {"text": "x", "utterances": [{"speaker": PEOPLE[n], "start": n * 5000, "end": n * 5000 + 4000, "text": SAID[n]} for n in range(3)]},
    "speech, paragraphs": {"results": {"channels": [{"alternatives": [{"paragraphs": {"paragraphs": [
        {"speaker": n, "start": n * 5, "end": n * 5 + 4, "sentences": [{"text": SAID[n], "start": n * 5, "end": n * 5 + 4}]} for n in range(3)]}}]}]}},
    "speech, monologues": {"speakers": [], "monologues": [
        {"speaker": n, "elements": [{"type": "text", "value": SAID[n], "ts": n * 5, "end_ts": n * 5 + 4}]} for n in range(3)]},
}  # fmt: skip

JSON_FORMS: dict[str, Any] = {
    **YOUTUBE, **GITHUB, **FEDIVERSE, **LEMMY, **BLUESKY, **HYPOTHESIS, **GITLAB, **STACKEXCHANGE, **HACKERNEWS, **REDDIT, **CONVOKIT,
    **DISCOURSE, **KIALO, **CHATS, **MORE_CHATS, **SPEECH,
}  # fmt: skip

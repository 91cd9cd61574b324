"""Every kind of source against the sample of its form: one invented debate, told in each of them.

The samples lie beside the repository; their IMPORTERS.md says which of nine posts a form can hold.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.registry import recognised
from argmap.model.posts import Gone
from argmap.model.thread import Thread

SAMPLES = Path(__file__).parent.parent.parent.parent / "shared" / "samples" / "threads"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside the repository")

# Each row: the files, the kind, how many posts, how many of them are gone, and how many hang on nothing.
FORMS = {
    "plain": (["plain/thread.txt"], "plain", 9, 2, 2),
    "hackernews algolia": (["hackernews/algolia_item.json"], "hackernews", 8, 2, 1),
    "hackernews firebase": (["hackernews/firebase_items.jsonl"], "hackernews", 8, None, 1),
    "hackernews bigquery": (["hackernews/bigquery_full.jsonl"], "hackernews", 8, None, 1),
    "reddit page": (["reddit/thread_listing.json"], "reddit", 8, 2, 1),
    "reddit dump": (["reddit/RS_synthetic.ndjson", "reddit/RC_synthetic.ndjson"], "reddit", 9, 2, 2),
    "reddit window of 2 GiB": (["reddit/RC_synthetic_window31.zst"], "reddit", 8, 2, 3),
    "reddit old": (["reddit/RC_old_pushshift_quirks.ndjson"], "reddit", 1, 0, 1),
    "discourse": (
        ["discourse/topic_101.json", "discourse/topic_101_posts_page2.json"],
        "discourse",
        8,
        None,
        2,
    ),
    "lemmy 0.19": (["lemmy/comments_v0_19.json"], "lemmy", 9, None, 2),
    "lemmy 1.0": (["lemmy/comments_v1_0.json"], "lemmy", 9, None, 2),
    "mastodon": (["mastodon/context.json", "mastodon/status.json"], "mastodon", 6, 0, 2),
    "stack exchange": (["stackexchange/Posts.xml", "stackexchange/Comments.xml"], "stackexchange", 6, 0, 1),
    "github issue": (["github/issue_7.json", "github/issue_7_comments.json"], "github", 4, 0, 1),
    "github discussion": (["github/discussion_9_graphql.json"], "github", 7, None, 1),
    "mail": (["mbox/db-list.mbox"], "mail", 5, 0, 1),
    "convokit": (["convokit/utterances.jsonl"], "convokit", 8, None, 1),
}


def imported(files: list[str]) -> tuple[str, Thread]:
    materials = [InputFile(name, SAMPLES / name) for name in files]
    source = recognised(materials)
    return source.name, thread_of(source.read(materials, None), ImportOptions("sample", source.name))


@pytest.mark.parametrize(("files", "kind", "posts", "gone", "roots"), FORMS.values(), ids=FORMS)
def test_a_form_is_recognised_and_read(
    files: list[str], kind: str, posts: int, gone: int | None, roots: int
) -> None:
    found, thread = imported(files)
    assert (found, len(thread.posts)) == (kind, posts)
    if gone is not None:
        assert sum(post.gone in {Gone.DELETED, Gone.REMOVED} for post in thread.posts) == gone
    assert sum(post.reply_to is None for post in thread.posts) == roots
    assert imported(files)[1] == thread


@pytest.mark.parametrize(
    "name", [name for name in FORMS if name not in {"reddit window of 2 GiB", "reddit old"}]
)
def test_the_words_of_the_debate_come_through(name: str) -> None:
    _, thread = imported(FORMS[name][0])
    texts = [post.text or "" for post in thread.posts]
    assert any("one file to back up & copy" in text for text in texts)
    assert not any("&amp;" in text or "&#x27;" in text or "<p>" in text for text in texts)
    if name not in {"plain", "github issue"}:
        assert thread.title.endswith("production web app?") or name == "mastodon"


def test_the_same_post_reads_alike_in_both_forms_of_hacker_news() -> None:
    (_, algolia), (_, firebase) = (
        imported(FORMS[f"hackernews {form}"][0]) for form in ("algolia", "firebase")
    )
    texts = {post.id: post.text for post in firebase.posts}
    assert algolia.posts[0].text == texts["p90000001"]
    assert [p.id for p in algolia.posts if p.text and p.text != texts[p.id]] == []


def test_code_keeps_its_lines_and_links_their_addresses() -> None:
    _, thread = imported(FORMS["hackernews algolia"][0])
    texts = "\n".join(post.text or "" for post in thread.posts)
    assert '    con.execute("PRAGMA journal_mode=WAL")\n    ok = a < b and c > d' in texts
    assert "https://example.org/docs?a=1&b=2" in texts


def test_what_a_saved_page_hides_is_said() -> None:
    _, thread = imported(FORMS["reddit page"][0])
    assert "hidden behind 'more'" in (thread.source.note or "")


def test_mail_is_unfolded_and_the_footer_is_no_part_of_it() -> None:
    _, thread = imported(FORMS["mail"][0])
    first, second = thread.posts[:2]
    assert (first.text or "").endswith("Change my mind.")
    assert "From our logs: 1,400 writes/s on NVMe 🚀" in (second.text or "")
    assert thread.posts[-1].reply_to == first.id  # only the subject ties it to the thread

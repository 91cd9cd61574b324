"""Pseudonyms: the same person, the same pseudonym; no name is kept, and no key either."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, assembled, post_ids, thread_of
from argmap.importers.protocol import RawPost, RawThread
from argmap.importers.pseudonyms import Pseudonyms, WrongKey
from argmap.model.thread import Thread
from argmap.storage.writer import thread_yaml

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


def made(*posts: RawPost, known: Thread | None = None, **options: object) -> Thread:
    wish = ImportOptions("t", "mail", pseudonymise=True, secret=KEY, known=known, **options)  # type: ignore[arg-type]
    return thread_of(RawThread("Trams", posts), wish)


def post(key: str, author: str, text: str = "", **more: str) -> RawPost:
    return RawPost(key, author=author, text=text or f"Words of {key}.", **more)  # type: ignore[arg-type]


def test_a_hash_is_hmac_sha_256_of_the_name_with_the_salt() -> None:
    # worked out by the standard library: each part behind its length in eight bytes
    parts = [b"name", b"0123456789abcdef", b"Nora Quist"]
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    expected = hmac.new(KEY, message, hashlib.sha256).hexdigest()[:32]
    assert Pseudonyms(KEY, "0123456789abcdef").of("Nora Quist") == expected


def test_a_name_is_the_same_however_its_letters_are_composed() -> None:
    hashes = Pseudonyms.new(KEY, "x")
    assert hashes.of("Zoe\u0308") == hashes.of("Zo\u00eb")
    assert hashes.of("Zoe") != hashes.of("Zo\u00eb")


def test_datasets_cannot_be_compared_and_the_key_is_known_again() -> None:
    one, two = Pseudonyms.new(KEY, "a", "bc"), Pseudonyms.new(KEY, "ab", "c")
    assert one.salt != two.salt
    assert one.of("Nora") != two.of("Nora")
    assert Pseudonyms.again(KEY, one.mark) == one
    with pytest.raises(WrongKey, match="another key"):
        Pseudonyms.again(OTHER, one.mark)


def test_people_keep_their_pseudonyms_and_a_newcomer_gets_the_next() -> None:
    first = made(post("1", "Nora"), post("2", "Tom"))
    again = made(post("0", "Zed"), post("1", "Nora"), post("2", "Tom"), known=first)
    assert [person.name for person in first.participants] == ["Person 1", "Person 2"]
    assert {p.id: p.author for p in again.posts} == {"p0": "person-3", "p1": "person-1", "p2": "person-2"}
    text = thread_yaml(again)
    assert not [name for name in ("Nora", "Tom", "Zed", KEY.hex()) if name in text]


def test_an_account_that_an_older_import_did_not_know_is_the_same_person() -> None:
    first = made(post("1", "Nora"), post("2", "Tom"))
    again = made(post("1", "Nora", account="77"), post("2", "Tom", account="78"), known=first)
    assert [p.author for p in again.posts] == ["person-1", "person-2"]
    two = made(post("1", "Nora", account="77"), post("3", "Nora", account="79"), known=first)
    assert [p.author for p in two.posts] == ["person-3", "person-4"]  # either may be the Nora of before


def test_addresses_and_ids_that_hold_a_name_are_left_out_and_it_is_said() -> None:
    thread = made(
        post("nora.quist.17@mail.example", "Nora Quist", "Yes.", url="https://site.example/@nora_quist/1"),
        post("18@mail.example", "Tom", url="https://site.example/posts/18"),
    )
    assert [p.id[:2] for p in thread.posts] == ["p-", "p1"]
    assert "nora" not in thread_yaml(thread).lower()
    assert [p.url for p in thread.posts] == [None, "https://site.example/posts/18"]
    assert "1 address that holds a name was left out" in (thread.source.note or "")
    assert thread == made(
        post("nora.quist.17@mail.example", "Nora Quist", "Yes.", url="https://site.example/@nora_quist/1"),
        post("18@mail.example", "Tom", url="https://site.example/posts/18"),
    )


def test_without_a_key_nobody_is_known_again_and_the_thread_says_so() -> None:
    thread = thread_of(RawThread("T", [post("1", "Nora")]), ImportOptions("t", "mail", pseudonymise=True))
    assert (thread.source.pseudonyms, thread.participants[0].pseudonym_of) == (None, None)


def test_names_inside_posts_are_listed_or_replaced_with_the_number_of_the_person() -> None:
    posts = [
        post("1", "Nora Quist", "Trams are cheap."),
        post("2", "tom", "Nora Quist says so; @tom does not. NORA!"),
        post("3", "王伟", "如王伟所说, tomorrow."),
    ]
    raw = RawThread("Nora asks", posts)
    wish = ImportOptions("t", "mail", pseudonymise=True, secret=KEY)
    listed = assembled(raw, wish)
    assert [(m.name, m.number, m.times, m.posts) for m in listed.mentions] == [
        ("Nora", 1, 2, ("title", "p2")),
        ("Nora Quist", 1, 1, ("p2",)),
        ("tom", 2, 1, ("p2",)),
        ("王伟", 3, 1, ("p3",)),
    ]
    assert listed.thread.text_of("p2") == posts[1].text
    redacted = assembled(raw, ImportOptions("t", "mail", pseudonymise=True, secret=KEY, redact=True)).thread
    assert redacted.title == "[name 1] asks"
    assert redacted.text_of("p2") == "[name 1] says so; [name 2] does not. [name 1]!"
    assert redacted.text_of("p3") == "如[name 3]所说, tomorrow."
    assert redacted.source.redacted
    with pytest.raises(ArgmapError, match="add --pseudonymise"):
        assembled(raw, ImportOptions("t", "mail", redact=True))


def test_the_ids_of_posts_can_be_asked_for_by_their_keys() -> None:
    raw = RawThread("T", [post("7", "a"), post("x y", "b")])
    assert post_ids(raw) == {"7": "p7", "x y": "x-y"}


names = st.lists(st.text(st.characters(categories=["L"]), min_size=3, max_size=9), min_size=1, max_size=5, unique=True)  # fmt: skip


@given(names, st.randoms(use_true_random=False))
def test_whatever_the_order_of_a_second_import_nobody_changes_their_pseudonym(
    people: list[str], random: object
) -> None:
    posts = [post(f"k{number}", name) for number, name in enumerate(people)]
    first = made(*posts)
    shuffled = [*posts, post("new", "Somebody Else 1")]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = made(*shuffled, known=first)
    before = {p.id: p.author for p in first.posts}
    assert {p.id: p.author for p in again.posts if p.id in before} == before
    assert [p.author for p in again.posts if p.id not in before] == [f"person-{len(first.participants) + 1}"]

"""Who wrote a mail, by forms of names and addresses that archives have; the people are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.importers.mail.senders import sender_of
from tests.strategies import examples

NORA = "nora@example.org"
FORMS = {
    "name and address": ("Nora Lind <nora@example.org>", "Nora Lind", NORA),
    "quotation marks": ('"Nora Lind" <nora@example.org>', "Nora Lind", NORA),
    "a comma": ('"Lind, Nora" <Nora@Example.org>', "Lind, Nora", NORA),
    "a comma without marks": ("Lind, Nora <nora@example.org>", "Lind, Nora", NORA),
    "old form": ("nora@example.org (Nora Lind)", "Nora Lind", NORA),
    "pipermail": ("nora at example.org (Nora Lind)", "Nora Lind", NORA),
    "pipermail without a name": ("nora at example.org ()", "nora", NORA),
    "hyperkitty": ("nora(a)example.org (Nora Lind)", "Nora Lind", NORA),
    "address alone": ("nora@example.org", "nora", NORA),
    "address in brackets": ("<nora@example.org>", "nora", NORA),
    "address as name": ('"nora@example.org" <nora@example.org>', "nora", NORA),
    "obscured address as name": ("nora at example.org <nora at example.org>", "nora", NORA),
    "an address without a domain as name": ('"nora@home" <nora@home>', "nora", "nora@home"),
    "encoded": ("=?iso-8859-1?q?N=F6ra_Lind?= <nora@example.org>", "Nöra Lind", NORA),
    "encoded in marks": ('"=?utf-8?B?5bCP5p6X?=" <nora@example.org>', "小林", NORA),
    "encoded with its address": ("=?utf-8?q?Nora_Lind_=3Cnora=40example=2Eorg=3E?=", "Nora Lind", NORA),
    "marks inside": ('"Nora \\"N\\" Lind" <nora@example.org>', 'Nora "N" Lind', NORA),
    "outlook marks": ("\"'Nora Lind'\" <nora@example.org>", "Nora Lind", NORA),
    "a word that obscures nothing": ("Nora at Home <nora@example.org>", "Nora at Home", NORA),
    "two authors": ('"Lind, Nora" <nora@example.org>, Tom <tom@example.org>', "Lind, Nora", NORA),
    "no address": ("Nora Lind", "Nora Lind", None),
    "a part hidden": ("nor...@example.org (Nora Lind)", "Nora Lind", None),
    "a program for many": ("Nora Lind <notifications@example.org>", "Nora Lind", None),
    "nothing": ("", None, None),
}


@pytest.mark.parametrize(("value", "name", "account"), FORMS.values(), ids=FORMS)
def test_forms_of_the_header(value: str, name: str | None, account: str | None) -> None:
    assert sender_of({"from": [value]}) == (name, account)


LIST = {"list-id": ["Trams <trams.example.org>"], "to": ["trams@example.org"]}
MUNGED = {
    "mailman": ({"from": ["Nora Lind via trams <trams@example.org>"], "reply-to": ["Nora Lind <nora@example.org>, trams@example.org"]}, "Nora Lind", NORA),
    "google groups": ({"from": ["\"'Nora Lind' via Trams\" <trams@example.org>"], "x-original-from": ["Nora Lind <nora@example.org>"]}, "Nora Lind", NORA),
    "google groups, address only": ({"from": ["'Nora Lind' via Trams <trams@example.org>"], "x-original-sender": ["nora@example.org"]}, "Nora Lind", NORA),
    "rfc 9057": ({"from": ["Nora Lind via trams <trams@example.org>"], "author": ["Nora Lind <nora@example.org>"]}, "Nora Lind", NORA),
    "german mailman": ({"from": ["Nora Lind über trams <trams@example.org>"], "reply-to": ["nora@example.org"]}, "Nora Lind", NORA),
    "no other address": ({"from": ["Nora Lind via trams <trams@example.org>"], "reply-to": ["trams@example.org"]}, "Nora Lind", None),
    "an address as name": ({"from": ["nora--- via trams <trams@example.org>"], "reply-to": ["Nora Lind <nora@example.org>"]}, "nora---", NORA),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "name", "account"), MUNGED.values(), ids=MUNGED)
def test_a_list_that_writes_itself_into_from_is_not_the_author(
    fields: dict[str, list[str]], name: str, account: str | None
) -> None:
    assert sender_of({**LIST, **fields}) == (name, account)


def test_somebody_who_writes_via_something_else_keeps_the_name() -> None:
    assert sender_of({"from": ["Nora via Kitchen <nora@example.org>"]}) == ("Nora via Kitchen", NORA)


@given(st.text(max_size=40), st.sampled_from(["nora@example.org", "tom.reed@mail.example"]))
@examples(30)
def test_no_form_of_a_header_shows_the_address_as_name(name: str, address: str) -> None:
    for value in (
        f"{name} <{address}>",
        f'"{name} {address}" <{address}>',
        f"{address} ({name})",
        f"{address} <{address}>",
    ):
        assert address not in (sender_of({"from": [value]}).name or "")

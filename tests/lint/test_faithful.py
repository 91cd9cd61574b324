"""Rules that hold claims against quotes, and reasons, labels, stances and posts against each other.

Every case is a small map of its own; what must be found, and what only looks like it, was decided by reading it.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

import argmap
from argmap.editing.operations import write_repair
from argmap.lint import check
from argmap.lint.fixes import repair
from argmap.model import ArgumentMap

THREAD = {
    "format": "argmap-thread/1",
    "id": "m",
    "title": "M",
    "source": {"kind": "text"},
    "authorship": "recorded",
    "reply_structure": "recorded",
    "participants": [{"id": "ann", "name": "Ann"}, {"id": "bo", "name": "Bo"}],
}
NEW = {
    "AM221", "AM222", "AM223", "AM224", "AM314", "AM315", "AM316", "AM413", "AM414", "AM415", "AM416", "AM417", "AM527", "AM528",
    "AM529", "AM530",
}  # fmt: skip


def quoted(post: str, exact: str | list[str], text: str, language: str = "en") -> ArgumentMap:
    """Return a map of one claim that quotes words of one post."""
    return ArgumentMap.model_validate(
        {
            "id": "m",
            "title": "M",
            "language": language,
            "thread": {**THREAD, "posts": [{"id": "p1", "author": "ann", "text": post}]},
            "claims": [{"id": "c", "text": text, "quotes": [{"post": "p1", "exact": exact}]}],
        }
    )


def found(map: ArgumentMap) -> set[str]:
    return {finding.code for finding in check(map)} & NEW


def one(post: str, text: str, language: str = "en") -> set[str]:
    """Return what is found in a claim that quotes a whole post."""
    return found(quoted(post, post, text, language))


FOUND = {
    "a number turned round": ("AM413", "About 14% came by bus", "About 41% came by bus.", "en"),
    "a short word for a size": ("AM413", "Es kostet 2 Mrd. Euro", "Es kostet 2 Mio. Euro.", "de"),
    "a number with an ß": ("AM413", "Es waren dreißig Busse", "Es waren 13 Busse.", "de"),
    "a number in words": ("AM413", "It took eleven minutes", "It took twelve minutes.", "en"),
    "a number with thousands": ("AM413", "It cost 1,200 pounds", "It cost 12,000 pounds.", "en"),
    "a German number": ("AM413", "Es waren dreiundzwanzig Kinder", "Es waren 32 Kinder.", "de"),
    "a number in another language": ("AM413", "Il y avait 14 personnes", "Il y avait 41 personnes.", "fr"),
    "a denial added": ("AM414", "We can simply stay on release 4", "Users cannot stay on release 4.", "en"),
    "a denial lost": ("AM414", "The tests do not find wrong invoices", "Tests find wrong invoices.", "en"),
    "a denial typed without an apostrophe": ("AM414", "You dont need measure theory", "Measure theory is needed: you need measure theory.", "en"),
    "a German denial": ("AM414", "Die Kinder fahren auf dem Gehweg", "Die Kinder fahren nicht auf dem Gehweg.", "de"),
    "nothing but for mostly": ("AM415", "The counts are mostly robots", "The counts are nothing but robots.", "en"),
    "all for most": ("AM415", "Most gardeners water by hand", "All gardeners water by hand.", "en"),
    "never for rarely": ("AM415", "The bus rarely comes late", "The bus never comes late.", "en"),
    "all for almost all": ("AM415", "Almost all shops opened again", "All shops opened again.", "en"),
    "a German all for most": ("AM415", "Die meisten Kinder fahren Rad", "Alle Kinder fahren Rad.", "de"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "post", "text", "language"), FOUND.values(), ids=FOUND)
def test_a_claim_that_leaves_its_quote_is_found(code: str, post: str, text: str, language: str) -> None:
    assert code in one(post, text, language)


FINE = {
    "the same number in words": ("It took eleven minutes", "It took 11 minutes.", "en"),
    "the same number with a separator": ("It cost £1,200", "It cost 1200 pounds.", "en"),
    "the same number of millions": ("It brings in 2.1 million", "It brings in 2,100,000 pounds a year.", "en"),
    "a number left out": ("In 2019 it took 11 minutes", "It took 11 minutes.", "en"),
    "one and a": ("One visit cost 20 pounds", "A visit cost 20 pounds.", "en"),
    "a German decimal": ("Es sind 2,5 Millionen", "Es sind 2.500.000 Euro.", "de"),
    "the same denial by another word": ("It needs no searching", "It can be enforced without searching.", "en"),
    "a denial by a verb": ("Juniors do not dare to ask in chat", "Juniors fear to ask in chat and avoid it.", "en"),
    "a contrast": ("It would make the crossing safer", "It would make the crossing safer, not safe.", "en"),
    "a denial of those spoken of": ("Those who cannot pay stay at home", "Those who cannot pay stay at home.", "en"),
    "None as a name": ("It finds the None errors", "A checker finds the None errors.", "en"),
    "no matter": ("Whatever you do, the exceptions exist", "No matter what is done, the exceptions exist.", "en"),
    "most and most": ("They are mostly robots", "Most of them are robots.", "en"),
    "all day": ("Some shops stay open", "Some shops stay open all day.", "en"),
    "all that the quote says too": ("All shops mostly sell bread", "All shops sell bread.", "en"),
    "a superlative": ("The most useful part is the index", "The index is useful for all readers.", "en"),
    "a quantity of something else": ("Most aspects need no deep mathematics", "No deep mathematics is needed for most aspects.", "en"),
    "German most and most": ("Die meisten fahren Rad", "Die meisten Kinder fahren Rad.", "de"),
    "words of a language that is not known": ("Personne ne vient", "Tout le monde vient.", "fr"),
}  # fmt: skip


@pytest.mark.parametrize(("post", "text", "language"), FINE.values(), ids=FINE)
def test_a_claim_that_says_the_same_in_its_own_way_is_let_be(post: str, text: str, language: str) -> None:
    assert one(post, text, language) == set()


CUT = {
    "a denial before": ("What hurt was not missing conversations, it was the noise.", "missing conversations", "Missing conversations hurt."),
    "a contraction before": ("What hurt wasn't missing conversations.", "missing conversations", "Missing conversations hurt."),
    "a denial behind": ("Phones in lockers are not a solution.", "Phones in lockers", "Phones should be in lockers."),
    "I do not think": ("I don't think we should ban phones.", "we should ban phones", "Phones should be banned, as we should ban them."),
    "I do not believe that": ("I do not believe, that buses pay for themselves.", "buses pay for themselves", "Buses pay for themselves."),
    "a denial between the parts": ("The charge is good and does not pay for the buses.", ["The charge", "pay for the buses"], "The charge pays for the buses."),
}  # fmt: skip


@pytest.mark.parametrize(("post", "exact", "text"), CUT.values(), ids=CUT)
def test_a_quote_that_is_cut_so_that_a_denial_is_lost_is_found(
    post: str, exact: str | list[str], text: str
) -> None:
    assert "AM416" in found(quoted(post, exact, text))


GERMAN_CUT = {
    "Ich glaube nicht, dass": ("Ich glaube nicht, dass das Bad schließen muss.", "das Bad schließen muss"),
    "Es stimmt nicht, dass": ("Es stimmt nicht, dass das Bad schließen muss.", "das Bad schließen muss"),
    "Niemand sagt,": ("Niemand sagt, das Bad muss schließen.", "das Bad muss schließen"),
    "keineswegs so, dass": ("Es ist keineswegs so, dass das Bad schließen muss.", "das Bad schließen muss"),
}


@pytest.mark.parametrize(("post", "exact"), GERMAN_CUT.values(), ids=GERMAN_CUT)
def test_the_comma_before_what_is_thought_ends_no_denial(post: str, exact: str) -> None:
    assert "AM416" in found(quoted(post, exact, "Das Bad muss schließen.", "de"))


UNCUT = {
    "a denial in another clause": ("It is not cheap, but the charge pays for the buses.", "the charge pays for the buses", "The charge pays for the buses."),
    "no doubt": ("There is no doubt the charge pays for the buses.", "the charge pays for the buses", "The charge pays for the buses."),
    "why not": ("So why not forbid sprinklers at night?", "forbid sprinklers at night", "Sprinklers should be forbidden at night."),
    "a claim that denies": ("It was not missing conversations.", "missing conversations", "It was not missing conversations that hurt."),
    "a claim that denies by another word": ("We don't have an onboarding here.", "have an onboarding here", "The company lacks an onboarding."),
    "not this but that": ("The pool should close today, not tomorrow but today.", "The pool should close today", "The pool should close today."),
    "not only": ("It is not only cheap to run but fast.", "cheap to run", "It is cheap to run."),
}  # fmt: skip


@pytest.mark.parametrize(("post", "exact", "text"), UNCUT.values(), ids=UNCUT)
def test_a_quote_beside_a_denial_of_something_else_is_let_be(post: str, exact: str, text: str) -> None:
    assert found(quoted(post, exact, text)) == set()


@pytest.mark.parametrize(
    ("post", "exact", "is_found"),
    [
        ("In chat every question feels formal.", "chat", True),
        ("In chat every question feels formal.", "chat every", False),
        ("Never.", "Never", False),
        ("Should it close? Never! It is fine.", "Never!", False),
    ],
)
def test_one_word_out_of_a_sentence_is_no_quote_of_a_claim(post: str, exact: str, is_found: bool) -> None:
    assert ("AM417" in found(quoted(post, exact, "A question feels like a request."))) is is_found


def test_a_second_quote_says_what_one_word_does_not() -> None:
    map = quoted(
        "In chat every question feels formal.", "chat", "A question in a chat feels formal."
    ).to_dict()
    map["claims"][0]["quotes"].append({"post": "p1", "exact": "every question feels formal"})
    assert "AM417" not in found(ArgumentMap.model_validate(map))


HEAD = """\
posts:
  - {id: p1, author: ann, text: "Close the street. It is loud. It costs much."}
  - {id: p2, author: bo, reply_to: p1, text: "Fair, it is loud. But it is the only way to the school."}
  - {id: p3, author: ann, reply_to: p2, text: "Nonsense, there are 3 ways. It is not the only one."}
  - {id: p4, author: bo, reply_to: p3, text: "No objection then."}
issues: [{id: what, question: 'Should the street be closed or kept?', exclusive: true}]
claims:
  - {id: close, label: Close it, text: The street should be closed., answers: what, quotes: [{post: p1, exact: Close the street}]}
  - {id: keep, label: Keep it, text: The street should stay open., answers: what, implicit: true}
  - {id: loud, label: Loud, text: The street is loud., quotes: [{post: p1, exact: It is loud}]}
  - {id: costly, text: The street costs much., quotes: [{post: p1, exact: It costs much}]}
  - {id: school, text: The street leads to the school., quotes: [{post: p2, exact: it is the only way to the school}]}
relations:
  - {id: loud-for-close, kind: support, premises: [loud], target: close}
  - {id: costly-for-close, kind: support, premises: [costly], target: close}
  - {id: school-for-keep, kind: support, premises: [school], target: keep}
"""
BASE: dict[str, Any] = yaml.safe_load(HEAD)


def small(lines: str) -> ArgumentMap:
    """Return the small map with some of its keys replaced, or extended under `more`."""
    changes = yaml.safe_load(dedent(lines)) or {}
    document = {**BASE, **{key: value for key, value in changes.items() if key != "more"}}
    for key, items in changes.get("more", {}).items():
        document[key] = [*document.get(key, []), *items]
    thread = {**THREAD, "posts": document.pop("posts")}
    return ArgumentMap.model_validate({"id": "m", "title": "A street", "thread": thread, **document})


def test_the_small_map_is_sound() -> None:
    assert found(small("")) == set()


SAME = "{id: shut, text: It ought to be shut., implicit: true}"
SMALL = {
    "a support from a wording of the thesis": ("AM221", f"more: {{claims: [{SAME}], relations: [{{id: r, kind: rephrase, premises: [shut], target: close}}, {{id: s, kind: support, premises: [shut], target: costly}}]}}"),
    "a rephrase in the other direction": ("AM221", f"more: {{claims: [{SAME}], relations: [{{id: r, kind: rephrase, premises: [close], target: shut}}, {{id: s, kind: support, premises: [shut], target: loud}}]}}"),
    "one reason for both": ("AM222", "more: {relations: [{id: r, kind: support, premises: [loud], target: keep}]}"),
    "an arrow from conclusion to reason": ("AM223", "more: {claims: [{id: bill, text: The bill is 9., implicit: true}], relations: [{id: r, kind: support, premises: [costly], target: bill}]}"),
    "a weight of nothing": ("AM224", "more: {relations: [{id: r, kind: attack, premises: [school], target: close, weight: 0}]}"),
    "a rival's word in the label": ("AM314", "claims: [{id: close, label: Stay open, text: The street should be closed., answers: what, implicit: true}, {id: keep, text: The street should stay open., answers: what, implicit: true}, {id: loud, text: It is loud., implicit: true}, {id: costly, text: It costs., implicit: true}, {id: school, text: It leads there., implicit: true}]"),
    "a denial in the label": ("AM314", "more: {claims: [{id: x, label: Not loud, text: The street is loud at night., implicit: true}]}"),
    "a denial that the label has not": ("AM314", "more: {claims: [{id: x, label: Ban phones, text: The school should not ban phones., implicit: true}]}"),
    "another number in the label": ("AM314", "more: {claims: [{id: x, label: Require 3.8, text: It should require 3.9., implicit: true}]}"),
    "a question of another map": ("AM315", "issues: [{id: what, question: 'Which text editor is best for beginners?', exclusive: true}]"),
    "a concession before the claim": ("AM527", "commitments: [{participant: ann, post: p1, claim: school, stance: concedes, quotes: [{post: p1, exact: It costs much}]}]"),
    "a denial that begins with fair": ("AM528", "commitments: [{participant: bo, post: p2, claim: loud, stance: denies}]"),
    "a denial whose quote agrees": ("AM528", "commitments: [{participant: bo, post: p4, claim: close, stance: denies, quotes: [{post: p4, exact: No objection then}]}]"),
    "a concession that begins with nonsense": ("AM528", "commitments: [{participant: ann, post: p3, claim: school, stance: concedes}]"),
    "the stages turned round": ("AM530", "stages: [{stage: concluding, posts: [p1]}, {stage: confrontation, posts: [p4]}]"),
    "every post in one stage": ("AM530", "stages: [{stage: concluding, posts: [p1, p2, p3, p4]}]"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "lines"), SMALL.values(), ids=SMALL)
def test_a_planted_fault_is_found(code: str, lines: str) -> None:
    assert code in found(small(lines))


NEAR_MISSES = {
    "a rephrase beside other reasons": f"more: {{claims: [{SAME}], relations: [{{id: r, kind: rephrase, premises: [shut], target: close}}, {{id: s, kind: support, premises: [costly], target: shut}}]}}",
    "a rephrase that attacks": f"more: {{claims: [{SAME}], relations: [{{id: r, kind: rephrase, premises: [shut], target: close}}, {{id: s, kind: attack, premises: [shut], target: keep}}]}}",
    "a reason for two of three rivals": "more: {claims: [{id: toll, text: The street should cost a toll., answers: what, implicit: true}], relations: [{id: r, kind: support, premises: [loud], target: toll}]}",
    "answers that do not exclude each other": "{issues: [{id: what, question: 'Should the street be closed or kept?', exclusive: false}], more: {relations: [{id: r, kind: support, premises: [loud], target: keep}]}}",
    "a conclusion that somebody holds": "more: {claims: [{id: nice, text: The street is nice., implicit: true}], relations: [{id: r, kind: support, premises: [school], target: nice}], commitments: [{participant: bo, post: p2, claim: nice, stance: asserts}]}",
    "a conclusion that is a remark": "more: {claims: [{id: nice, text: The debate is nice., implicit: true, meta: true}], relations: [{id: r, kind: explains, premises: [school], target: nice}]}",
    "a small weight": "more: {relations: [{id: r, kind: attack, premises: [school], target: close, weight: 0.1}]}",
    "a label in other words": "more: {claims: [{id: x, label: Noise at night, text: The street is loud after ten., implicit: true}]}",
    "a label with the sum": "more: {claims: [{id: x, label: 12 too many, text: The choir has 72 singers and the hall 60 seats., implicit: true}]}",
    "a label without the denial of a part": "more: {claims: [{id: x, label: Strict mode was off, text: Nobody switched the strict mode on., implicit: true}]}",
    "a question without a topic": "issues: [{id: what, question: 'What should we do?', exclusive: true}]",
    "a question with a word of a reason": "issues: [{id: what, question: 'How can the noise of a loud crossing end?', exclusive: true}]",
    "a concession in the post of the claim": "commitments: [{participant: bo, post: p2, claim: school, stance: concedes, quotes: [{post: p2, exact: it is the only way to the school}]}]",
    "a denial beside a concession": "commitments: [{participant: bo, post: p2, claim: loud, stance: concedes, quotes: [{post: p2, exact: 'Fair, it is loud'}]}, {participant: bo, post: p2, claim: close, stance: denies}]",
    "a concession that begins with fair": "commitments: [{participant: bo, post: p2, claim: loud, stance: concedes, quotes: [{post: p2, exact: 'Fair, it is loud'}]}]",
    "a denial that begins with nonsense": "commitments: [{participant: ann, post: p3, claim: school, stance: denies, quotes: [{post: p3, exact: 'Nonsense, there are 3 ways'}]}]",
    "no to a claim that says no": "{more: {claims: [{id: x, text: The street is not loud., implicit: true}]}, commitments: [{participant: ann, post: p3, claim: x, stance: accepts, quotes: [{post: p3, exact: Nonsense}]}]}",
    "stages that come back": "stages: [{stage: confrontation, posts: [p1, p3]}, {stage: argumentation, posts: [p2]}, {stage: concluding, posts: [p4]}]",
}  # fmt: skip


@pytest.mark.parametrize("lines", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_only_looks_like_a_fault_is_let_be(lines: str) -> None:
    assert found(small(lines)) == set()


def posts(*pairs: tuple[str, str | None], dates: tuple[str, ...] = ()) -> ArgumentMap:
    """Return a map without claims of posts that answer each other."""
    made = [
        {"id": id, "text": f"Post {id}.", "author": "ann", **({"reply_to": to} if to else {})}
        for id, to in pairs
    ]
    for post, date in zip(made, dates, strict=False):
        post["created"] = date
    return ArgumentMap.model_validate({"id": "m", "title": "M", "thread": {**THREAD, "posts": made}})


def test_a_reply_to_a_later_post_is_found_and_a_cycle_and_an_odd_order_are_let_be() -> None:
    assert found(posts(("p1", None), ("p2", "p3"), ("p3", "p1"))) == {"AM529"}
    assert found(posts(("p1", None), ("p2", "p1"), ("p3", "p2"))) == set()
    assert found(posts(("p1", "p2"), ("p2", "p1"))) == set()  # reply-cycle says it
    newest_first = ("2026-01-02T10:00:00Z", "2026-01-01T10:00:00Z")
    assert found(posts(("p1", "p2"), ("p2", None), dates=newest_first)) == set()


ENGLISH = ["It is clear that there is no more time for all of this.", "They should not wait until they can be sure of it."]  # fmt: skip
GERMAN = ["Es ist klar, dass wir dafür keine Zeit mehr haben.", "Man sollte nicht warten, bis alle sich sicher sind, und das auch sagen."]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "language", "is_found"),
    [
        (ENGLISH, "de", True),
        (ENGLISH, "sv", True),
        (ENGLISH, "en-GB", False),
        (ENGLISH, None, False),
        (GERMAN, None, True),
        (GERMAN, "de-AT", False),
        (["Il n'y a pas de temps pour tout cela.", "On ne devrait pas attendre."], "fr", False),
        (["It is so."], "de", False),  # too few words to say
    ],
)
def test_the_language_of_the_texts_is_found(texts: list[str], language: str | None, is_found: bool) -> None:
    claims = [{"id": f"c{n}", "text": text, "implicit": True} for n, text in enumerate(texts)]
    map = ArgumentMap.model_validate({"id": "m", "title": "M", "language": language, "claims": claims})
    assert ("AM316" in found(map)) is is_found


def test_a_wrong_language_is_fixed_and_the_finding_is_gone(tmp_path: Path) -> None:
    lines = "\n".join(f"  - {{id: c{n}, text: '{text}', implicit: true}}" for n, text in enumerate(GERMAN))
    (tmp_path / "map.yaml").write_text(f"format: argmap/1\nid: m\ntitle: M\nclaims:\n{lines}\n", "utf-8")
    repaired = repair(str(tmp_path), argmap.lint.settings.DEFAULTS)
    write_repair(repaired)
    assert argmap.load(tmp_path).language == "de"
    assert "AM316" not in {finding.code for finding in argmap.check(tmp_path)}


def test_a_finding_about_a_claim_and_its_quote_can_be_allowed(tmp_path: Path) -> None:
    map = quoted("About 14% came", "About 14% came", "About 41% came.").to_dict()
    text = yaml.safe_dump(map, sort_keys=False)
    (tmp_path / "map.yaml").write_text(text, "utf-8")
    assert "AM413" in {finding.code for finding in argmap.check(tmp_path)}
    allowed = text.replace(
        "text: About 41% came.", "text: About 41% came.  # argmap: allow AM413 (as counted later)"
    )
    (tmp_path / "map.yaml").write_text(allowed, "utf-8")
    assert not {finding.code for finding in argmap.check(tmp_path)} & {"AM413", "AM015"}


GOOD = sorted(path.parent for path in (Path(__file__).parent / "good").glob("*/map.yaml"))


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_nothing_is_found_in_a_good_map(folder: Path) -> None:
    assert argmap.check(folder) == ()

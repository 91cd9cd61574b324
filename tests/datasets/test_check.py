"""Rules about a dataset as a whole: each proves its page; places, settings, comments, and what cannot be read."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from argmap.cli.main import main
from argmap.datasets.check.run import check_whole
from argmap.diagnostics import Diagnostic, Rule
from argmap.lint.catalogue import dataset_rules, every_rule, rule_page
from argmap.lint.run import settings_of
from argmap.storage.atomic.temporaries import temporary_name
from tests.datasets.samples import write_dataset

DATA = Path(__file__).parents[2] / "data"
RULES = {rule.code: rule for rule in dataset_rules()}
LONG = "The streets of the old town were built for carts, and two thirds of the space is taken by cars."


def sample(rule: Rule, name: str) -> Any:
    found = re.search(rf"^{name}:\n((?:    .*\n|\n)+)", rule.page + "\n", re.MULTILINE)
    assert found, f"{rule.code} has no {name} sample"
    return yaml.safe_load(dedent(found[1]))


def found(root: Path) -> list[Diagnostic]:
    return list(check_whole(root, settings_of(root)).findings)


def lines(root: Path, code: str) -> list[str]:
    return [str(each).removeprefix(f"{root}/") for each in found(root) if each.code == code]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["dataset", "check", *map(str, arguments)])


@pytest.mark.parametrize("code", RULES)
def test_the_bad_sample_breaks_the_rule(code: str, tmp_path: Path) -> None:
    assert code in [each.code for each in found(write_dataset(tmp_path, sample(RULES[code], "Bad")))]


@pytest.mark.parametrize("code", RULES)
def test_the_good_sample_keeps_the_rule(code: str, tmp_path: Path) -> None:
    codes = [each.code for each in found(write_dataset(tmp_path, sample(RULES[code], "Good")))]
    assert code not in codes
    assert not [other for other in codes if other not in RULES]  # the sample itself can be read


@pytest.mark.parametrize("code", RULES)
def test_a_page_has_its_code_its_severity_and_one_sentence_first(code: str) -> None:
    heading, _, first, *_ = rule_page(code).splitlines()
    assert heading == f"{code} {RULES[code].name} ({RULES[code].severity})"
    assert first.endswith(".")
    assert len(first) <= 110


def test_no_two_rules_share_a_name_or_a_code() -> None:
    rules = every_rule()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)


def test_the_bundled_datasets_are_sound() -> None:
    assert check_whole(DATA).findings == ()


def test_a_finding_has_its_line(tmp_path: Path) -> None:
    write_dataset(tmp_path, {"a/map.yaml": {"thread": {}}, "b/map.yaml": {"id": "a"}})
    assert lines(tmp_path, "AM902") == [
        "b/map.yaml:2:5: AM902 'a' is already the id of the map in 'a'; name one of them otherwise, such as 'b'"
    ]
    assert lines(tmp_path, "AM906")[0].startswith("a/map.yaml:8:5: AM906 thread 'a' names no licence")


def test_a_leak_is_shown_in_the_file_of_splits(tmp_path: Path) -> None:
    posts = [{"id": "p1", "text": LONG}]
    splits = {"format": "argmap-splits/1", "splits": {"a": "train", "b": "test"}}
    maps = {f"{name}/map.yaml": {"thread": {"posts": posts}} for name in "ab"}
    write_dataset(tmp_path, {**maps, "splits.yaml": splits})
    assert lines(tmp_path, "AM904")[0].startswith(
        "splits.yaml:4:6: AM904 map 'b' is in the split 'test' and map 'a'"
    )


def test_withheld_words_are_compared_by_their_hash(tmp_path: Path) -> None:
    from argmap.model.posts import Fingerprint

    hidden = Fingerprint.of("Tabs are best.")
    withheld = {"sha256": hidden.sha256, "length": hidden.length}
    a = {"thread": {"id": "t", "posts": [{"id": "p1", "text": "Tabs are best."}]}}
    b = {"thread": {"id": "t", "posts": [{"id": "p1", "withheld": withheld}]}}
    write_dataset(tmp_path, {"a/map.yaml": a, "b/map.yaml": b})
    assert lines(tmp_path, "AM903") == []


def test_maps_of_one_thread_may_have_the_same_claims(tmp_path: Path) -> None:
    claims = [{"id": "c1", "text": "Tabs let every reader choose a width.", "implicit": True}]
    maps = {f"{name}/map.yaml": {"thread": {"id": "t"}, "claims": claims} for name in "ab"}
    write_dataset(tmp_path, maps)
    assert lines(tmp_path, "AM901") == []


def test_a_text_with_words_left_out_is_like_no_other(tmp_path: Path) -> None:
    """What a redaction left out may be anything: here two claims of car-free-centre."""
    claims = [{"id": id, "text": "[…] in the old town […].", "implicit": True} for id in ("space", "parking")]
    write_dataset(tmp_path, {f"{name}/map.yaml": {"claims": claims} for name in "ab"})
    assert lines(tmp_path, "AM901") == []
    found = CliRunner().invoke(main, ["check", str(tmp_path), "--select", "AM206,AM308"])
    assert found.exit_code == 0, found.output


def test_claims_of_other_languages_are_not_compared(tmp_path: Path) -> None:
    claims = [{"id": "c1", "text": "Die Bahn war alt.", "implicit": True}]
    write_dataset(
        tmp_path, {"a/map.yaml": {"claims": claims}, "b/map.yaml": {"claims": claims, "language": "de"}}
    )
    assert lines(tmp_path, "AM901") == []


def test_a_comment_with_a_reason_allows_a_finding(tmp_path: Path) -> None:
    claim = "claims: [{id: c1, text: Tabs let every reader choose a width., implicit: true}]"
    for name in "ab":
        text = f"format: argmap/1\nid: {name}\ntitle: M\n{claim}"
        write_dataset(tmp_path, {f"{name}/map.yaml": f"{text}\n"})
    assert len(lines(tmp_path, "AM901")) == 1
    (tmp_path / "b" / "map.yaml").write_text(
        f"format: argmap/1\nid: b\ntitle: M\n{claim}  # argmap: allow AM901 (two threads about indents)\n",
        "utf-8",
    )
    assert lines(tmp_path, "AM901") == []
    assert not run(tmp_path, "--strict").exit_code
    assert "AM016" not in CliRunner().invoke(main, ["check", str(tmp_path)]).output


def test_settings_choose_rules_and_how_grave_they_are(tmp_path: Path) -> None:
    write_dataset(tmp_path, {"a/map.yaml": {"thread": {}}})
    assert run(tmp_path).exit_code == 0
    assert run(tmp_path, "--strict").exit_code == 1
    assert run(tmp_path, "--strict", "--ignore", "thread-without-license").exit_code == 0
    (tmp_path / "argmap.toml").write_text('[rules.AM906]\nseverity = "error"\n', "utf-8")
    assert run(tmp_path).exit_code == 1
    assert CliRunner().invoke(main, ["check", str(tmp_path)]).exit_code == 0


def test_a_map_that_cannot_be_read_is_a_finding_and_the_others_are_judged(tmp_path: Path) -> None:
    write_dataset(tmp_path, {"a/map.yaml": {"thread": "gone.yaml"}, "b/map.yaml": {"thread": {}}})
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "AM014" in result.output
    assert "AM906" in result.output
    (tmp_path / "a" / "map.yaml").write_bytes(b"\xff")
    assert run(tmp_path).exit_code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: argmap-splits/1\nsplits: {a: 3}\n", "splits.yaml:2:13: AM013"),
        ("format: argmap-splits/2\n", "splits.yaml:1:9: AM013"),
        ("splits: [a\n", "AM004"),
        ("- a\n", "AM013"),
        ("format: argmap-splits/1\nsplit: {}\n", "did you mean 'splits'?"),
    ],
    ids=["value", "format", "syntax", "list", "key"],
)
def test_a_faulty_file_of_splits_is_a_finding(text: str, said: str, tmp_path: Path) -> None:
    write_dataset(tmp_path, {"a/map.yaml": {}, "splits.yaml": text})
    assert said in run(tmp_path).output


def test_no_folder_and_no_map_are_said(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "gone", "no such folder"), (tmp_path, "no dataset here")):
        result = run(path)
        assert (result.exit_code, said in result.output) == (2, True)


def test_json_is_that_of_check(tmp_path: Path) -> None:
    write_dataset(tmp_path, {"a/map.yaml": {"thread": {}}})
    report = json.loads(run(tmp_path, "--json", "-q").stdout)
    assert (report["format"], report["summary"]["warning"]) == ("argmap-findings/1", 1)
    assert report["findings"][0]["name"] == "thread-without-license"


def test_dead_files_are_named_with_what_they_are(tmp_path: Path) -> None:
    from tests.datasets.samples import whole

    left = temporary_name("zzz").replace(f"-{os.getpid()}-", "-99999999-")  # no process has such a number
    write_dataset(
        tmp_path,
        {
            f"a/{left}": "",
            f"a/{temporary_name('zzz')}": "",
            "a/map.yaml": {"thread": "thread.yaml"},
            "a/thread.yaml": whole("a", {"thread": {}})["thread"],
            "a/map.ann.yaml": whole("a", {"thread": "thread.yaml"}),
            "a/GUIDE.md": "# Guide\n",
            "a/.map.yaml.journal": "",
            "a/.gone.yaml.journal": "",
            "a/old.json": "{}",
            "a/.map.yaml.0a_9zzzz.tmp": "",
            "b/thread.yaml": whole("b", {"thread": {}})["thread"],
            "splits.yaml": {"format": "argmap-splits/1", "splits": {"a": "train"}},
        },
    )
    assert [line.partition(":")[0] for line in lines(tmp_path, "AM910")] == [
        "a/.gone.yaml.journal",
        "a/.map.yaml.0a_9zzzz.tmp",
        f"a/{left}",
        "a/old.json",
        "b/thread.yaml",
    ]


def test_names_are_found_in_posts_and_in_the_map(tmp_path: Path) -> None:
    other = {"thread": {"participants": [{"id": "nora-quist", "name": "Nora Quist"}]}}
    posts = [{"id": "p1", "text": "Ask @nora or @hidden-one, not @types/node or me@example.com."}]
    thread = {"source": {"kind": "text", "redacted": True}, "posts": posts}
    claims = [{"id": "c1", "text": "Quist is right.", "implicit": True}]
    write_dataset(tmp_path, {"a/map.yaml": other, "b/map.yaml": {"thread": thread, "claims": claims}})
    names = [re.search(r"the name '(.*?)'", line) for line in lines(tmp_path, "AM909")]
    assert sorted(match[1] for match in names if match) == ["@hidden-one", "Nora", "Quist"]


def test_a_copy_with_names_gives_the_pseudonyms_away(tmp_path: Path) -> None:
    people = [{"id": "nora", "name": "Nora"}]
    hidden = [{"id": "person-1", "name": "Person 1"}]
    write_dataset(
        tmp_path,
        {
            "a/map.yaml": {"thread": {"id": "t", "participants": people}},
            "b/map.yaml": {"thread": {"id": "t", "participants": hidden}},
        },
    )
    assert lines(tmp_path, "AM909")[0].startswith("a/map.yaml:")


def test_two_keys_for_one_thread_are_said(tmp_path: Path) -> None:
    maps = {
        f"{name}/map.yaml": {"thread": {"id": "t", "source": {"kind": "text", "pseudonyms": mark * 32}}}
        for name, mark in (("a", "0"), ("b", "1"))
    }
    write_dataset(tmp_path, maps)
    assert "another key than in 'a'" in lines(tmp_path, "AM908")[0]

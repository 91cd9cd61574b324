"""The card of a dataset: counted parts are made again, prose stays to the byte, and what is no card is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.main import main
from argmap.datasets.card.blocks import block, filled
from tests.datasets.samples import write_dataset

DATA = Path(__file__).parents[2] / "data"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["dataset", "card", *map(str, arguments)])


def small(root: Path) -> Path:
    source = {"kind": "text", "license": "CC0-1.0"}
    claims = [{"id": "c1", "text": "Trams are quiet.", "implicit": True}]
    return write_dataset(
        root,
        {
            "a/map.yaml": {"thread": {"source": source}, "claims": claims, "annotators": ["Ann | Bo"]},
            "b/map.yaml": {"thread": {"source": {"kind": "text"}}, "language": "de"},
        },
    )


def test_the_numbers_are_those_of_the_dataset() -> None:
    text = run(DATA, "-o", "-", "--license", "CC-BY-4.0").stdout
    # Counted in the files of the bundled maps: `grep -c "kind: support"` and the like.
    relations = [
        yaml.safe_load(path.read_text("utf-8"))["relations"] for path in sorted(DATA.glob("*/map.yaml"))
    ]
    kinds = [relation["kind"] for each in relations for relation in each]
    assert (
        f"| relations | {len(kinds)} | {kinds.count('support')} support, {kinds.count('attack')} attack, "
        in text
    )
    assert "| posts | 83 | without words: 39 withheld |" in text
    assert "- 39 of 83 posts are here without their words." in text


def test_the_yaml_block_is_for_hubs(tmp_path: Path) -> None:
    run(small(tmp_path / "maps"), "--license", "CC-BY-4.0", "--title", "Maps: a test")
    data = yaml.safe_load((tmp_path / "maps" / "README.md").read_text("utf-8").split("---\n")[1])
    assert (data["pretty_name"], data["license"]) == ("Maps: a test", ["cc-by-4.0", "cc0-1.0", "other"])
    assert (data["language"], data["size_categories"]) == (["de", "en"], ["n<1K"])


def test_prose_stays_to_the_byte_and_numbers_change(tmp_path: Path) -> None:
    root = small(tmp_path)
    card = root / "README.md"
    run(root, "--license", "CC-BY-4.0", "--title", "Trams")
    text = card.read_text("utf-8").replace("---\n\n# Trams", "task_ids: [stance]\n---\n\n# My trams")
    text = text.replace("## Uses", "## Uses\n\nTabs\tand  trailing   \n\n\nfor <!-- you -->")
    card.write_text(text, "utf-8")
    write_dataset(root, {"c/map.yaml": {}})
    assert run(root).exit_code == 0
    after = card.read_text("utf-8")
    assert "| maps | 3 |  |" in after
    assert "Tabs\tand  trailing   \n\n\nfor <!-- you -->" in after
    assert "# My trams" in after
    data = yaml.safe_load(after.split("---\n")[1])
    assert (data["task_ids"], data["maps_license"], data["pretty_name"]) == (["stance"], "CC-BY-4.0", "Trams")
    run(root)
    assert card.read_text("utf-8") == after


@given(
    st.lists(
        st.text(st.characters(exclude_characters="<\r", exclude_categories=["Cs"])), min_size=2, max_size=2
    )
)
def test_nothing_outside_of_blocks_changes(prose: list[str]) -> None:
    before, behind = prose[0] + "\n", prose[1]
    text = before + block("counts", "old") + behind
    assert filled(text, {"counts": "new"}, "f").text == before + block("counts", "new") + behind


def test_line_ends_and_a_byte_order_mark_are_kept(tmp_path: Path) -> None:
    root = small(tmp_path)
    card = root / "README.md"
    run(root)
    before = b"\xef\xbb\xbf" + card.read_bytes().replace(b"\n", b"\r\n")
    card.write_bytes(before)
    assert run(root).exit_code == 0
    assert card.read_bytes() == before


def test_a_block_that_was_taken_out_stays_away_and_is_said(tmp_path: Path) -> None:
    root = small(tmp_path)
    card = root / "README.md"
    run(root)
    text = card.read_text("utf-8")
    begin, end = text.index("<!-- argmap splits -->"), text.index("<!-- end of argmap splits -->\n")
    card.write_text(text[:begin] + text[end + len("<!-- end of argmap splits -->\n") :], "utf-8")
    result = run(root)
    assert "has no block 'splits'" in result.stderr
    assert "argmap splits" not in card.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# Mine\n", "is no card of argmap"),
        ("<!-- argmap counts -->\n", "README.md:1: a block begins"),
        ("a\n<!-- end of argmap counts -->\n<!-- argmap counts -->\n", "README.md:2: a block begins"),
        ("<!-- argmap counts -->\n<!-- end of argmap splits -->\n", "README.md:1: a block begins"),
        ("---\na: [\n---\n" + block("counts", ""), "cannot be read"),
        ("---\n- a\n---\n" + block("counts", ""), "holds no keys"),
    ],
    ids=["no card", "no end", "end first", "another end", "no yaml", "a list"],
)
def test_what_is_no_card_is_left_alone(text: str, said: str, tmp_path: Path) -> None:
    root = small(tmp_path)
    (root / "README.md").write_text(text, "utf-8")
    result = run(root)
    assert (result.exit_code, said in result.stderr) == (2, True), result.output
    assert (root / "README.md").read_text("utf-8") == text


def test_a_faulty_map_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    root = small(tmp_path)
    (root / "a" / "map.yaml").write_text("format: argmap/1\nid: a\n", "utf-8")
    result = run(root)
    assert (result.exit_code, "AM012" in result.output) == (1, True)
    assert not (root / "README.md").exists()


def test_texts_of_a_map_cannot_break_a_table_or_a_block(tmp_path: Path) -> None:
    root = small(tmp_path)
    title = "a | b <!-- end of argmap licences -->"
    write_dataset(root, {"c/map.yaml": {"thread": {"title": title}}})
    run(root)
    assert run(root).exit_code == 0
    text = (root / "README.md").read_text("utf-8")
    assert "| c | a \\| b &lt;!-- end of argmap licences --> | not stated | yes |  |" in text
    assert "Annotators: Ann \\| Bo." in text


def test_known_limits_are_what_the_rules_find(tmp_path: Path) -> None:
    text = run(small(tmp_path), "-o", "-").stdout
    assert "- AM906 thread-without-license (1): A thread whose words are in the dataset" in text
    assert "    - thread 'b' names no licence" in text


def test_agreement_is_measured_where_folders_hold_readings(tmp_path: Path) -> None:
    posts = [{"id": f"p{n}", "text": f"Trams number {n} are quiet and cheap."} for n in range(6)]
    claims = [
        {
            "id": f"c{n}",
            "text": f"Tram {n} is quiet.",
            "quotes": [{"post": f"p{n}", "exact": f"Trams number {n}"}],
        }
        for n in range(6)
    ]
    map = {"id": "a", "thread": {"id": "a", "posts": posts}, "claims": claims}
    write_dataset(tmp_path, {"a/map.yaml": map, "a/map.ann.yaml": map, "a/map.bo.yaml": map})
    text = run(tmp_path, "-o", "-", "--resamples", "20").stdout
    assert "2 readings of 1 thread were compared." in text
    assert "| claims | F1 | 1.00 | 1.00 to 1.00 | 12 |" in text or "| claims | F1 | 1.00 |" in text
    write_dataset(tmp_path, {"a/map.bo.yaml": "format: argmap/1\n"})
    text = run(tmp_path, "-o", "-").stdout
    assert "agreement was not measured" in text
    assert "Not compared, because it has errors: a/map.bo.yaml." in text

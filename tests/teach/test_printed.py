"""What is printed: lessons, handouts, worksheets and feedback as pages; PDF is read back by pypdf."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings

import argmap
from argmap.errors import MissingExtra
from argmap.graph.views import focused, whole
from argmap.language import Language, languages
from argmap.model import ArgumentMap, RelationKind
from argmap.teach.exports import FORMATS
from argmap.teach.make import kinds_of_exercise, make
from argmap.teach.marking.class_report import for_the_teacher
from argmap.teach.marking.feedback import SheetStyle, sheets, to_look_at
from argmap.teach.marking.grade import grade
from argmap.teach.marking.mark import Marked
from argmap.teach.marking.picture import picture
from argmap.teach.marking.rubric import Rubric, Slip
from argmap.teach.marking.submission import Drawn, Submission, as_drawn
from argmap.teach.materials.handout import handout
from argmap.teach.materials.holes import Hole
from argmap.teach.materials.lesson import lesson
from argmap.teach.materials.paper import article, pdf, pdfs
from argmap.teach.materials.worksheet import Sheet, worksheet
from argmap.teach.practice.tab import practice_tabs
from argmap.teach.protocol import LessonPart
from tests.rendering.hostile import HOSTILE, hostile_map
from tests.strategies import maps
from tests.teach.test_practice import Reader
from tests.teach.test_worksheet import sizes


@pytest.fixture(scope="module")
def map() -> ArgumentMap:
    return argmap.load(Path(__file__).parent.parent.parent / "data" / "car-free-centre")


@pytest.fixture(scope="module")
def printer() -> None:
    try:
        pdf("<p>x</p>")
    except MissingExtra:
        pytest.skip(
            "there is no WeasyPrint or no Pango (pip install 'argmap[print]', apt-get install libpangoft2-1.0-0)"
        )


def words(document: bytes) -> str:
    pypdf = pytest.importorskip("pypdf")
    return " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(document)).pages
    )


@pytest.mark.usefixtures("printer")
def test_a_pdf_says_what_its_page_says_and_is_the_same_bytes(map: ArgumentMap) -> None:
    made = worksheet(whole(map), Sheet(hole=Hole.SIGNS, language=Language("de")))
    one, two = pdfs([made.sheet, made.key])
    assert one == pdf(made.sheet)
    assert "Jeder nummerierte Pfeil" in words(one)
    assert "(ein Einwand)" in words(two)
    assert "(ein Einwand)" not in words(one)


@pytest.mark.usefixtures("printer")
def test_what_is_printed_fetches_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not for print")
    made = pdf(
        f'<p>here</p><img src="{secret.as_uri()}" alt="gone"><link rel="attachment" href="{secret.as_uri()}">'
    )
    assert "here" in words(made)
    assert b"not for print" not in made


def test_without_the_printer_the_pip_line_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(MissingExtra, match=r"pip install 'argmap\[print\]'"):
        pdf("<p>x</p>")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_stay_text_in_what_is_printed(text: str) -> None:
    map = hostile_map(text)
    given = Submission(student=text[:200], relations=(Drawn(kind="attack", premises=("a",), target="t"),))
    marked = grade([whole(map)], given, Rubric())
    (feedback,) = sheets([marked], [whole(map)], "html")
    made = lesson(map)
    pages = [
        handout(map),
        article(made.students, map.title),
        article(made.teacher, map.title),
        feedback.decode("utf-8"),
    ]
    for page in pages:
        read = Reader(page)
        assert not {tag for tag, _ in read.tags} & {
            "script",
            "img",
            "iframe",
            "object",
            "link",
            "math",
            "base",
            "form",
        }
        assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
        links = [attributes.get("href") or attributes.get("xlink:href") or "" for _, attributes in read.tags]
        assert all(link.startswith(("http:", "https:", "#")) for link in links if link)


@pytest.mark.parametrize(
    "path",
    sorted((Path(__file__).parent.parent.parent / "argmap" / "teach" / "templates").glob("*.j2")),
    ids=lambda path: path.name,
)
def test_no_template_lets_a_text_through_as_it_is(path: Path) -> None:
    template = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape", template)
    assert not re.search(r"=\s*'?\{\{", template), "attributes stand in double quotes"


def test_a_handout_asks_first_and_answers_at_its_end(map: ArgumentMap) -> None:
    slides = handout(map)
    assert slides == handout(map)
    asks, _, answers = slides.partition("<h2>Answers</h2>")
    for claim in (c for c in map.claims if c.is_thesis):
        assert f"<h2>{claim.text}</h2>" in answers
        assert f"<h2>{claim.text}</h2>" not in asks
    for title in (
        "A reason",
        "An objection to a step",
        "Three things to keep apart",
        "The map, part by part",
    ):
        assert f"<h2>{title}</h2>" in asks
    for title in ("Common ground", "How it ended", "How it was discussed"):
        assert f"<h2>{title}</h2>" in answers
    assert not [word for word in ("Held by", "It is undecided", "concedes", "breaks the") if word in asks]
    read = " ".join(re.sub(r"<[^>]+>", " ", unescape(asks)).split())
    for claim in (c for c in map.claims if c.implicit):
        assert claim.text not in read, "an implicit premise is an answer"
        assert " ".join(claim.text.split()[:4]) not in read
        assert claim.text in unescape(answers)
    assert map.thread is not None
    drawn = " ".join(re.findall(r"<svg.*?</svg>", asks, re.DOTALL))
    texts = " ".join(re.findall(r"<text[^>]*>([^<]*)<", drawn))
    assert not [p.name for p in map.thread.participants if re.search(rf"\b{p.name}\b", texts)]
    undercuts = [
        r for r in map.relations if r.kind is RelationKind.UNDERCUT and r.target in map.relations_by_id
    ]
    assert asks.count("denies that") >= len(undercuts)


@pytest.mark.usefixtures("printer")
def test_no_letter_on_a_slide_is_smaller_than_eighteen_points(root: Path) -> None:
    slides = pdf(handout(argmap.load(root / "data" / "typing-for-a-team"), Language("de")))
    assert min(sizes(slides)) >= 18 - 0.01


def test_a_handout_names_what_a_thesis_depends_on_where_one_claim_decides(root: Path) -> None:
    """In the map on typing the strict mode decides alone; no single claim does in the one on cars, but rival answers."""
    typing = handout(argmap.load(root / "data" / "typing-for-a-team"))
    assert "<h2>What it depends on</h2>" in typing
    assert "depends on “A new service starts with no old files”" in typing
    cars = handout(argmap.load(root / "data" / "car-free-centre"))
    assert "<h2>What it depends on</h2>" not in cars


def slipped(map: ArgumentMap) -> Marked:
    """Return a submission with every step right but three: one missing, one with the wrong sign, one reversed."""
    steps = {step.id: step for step in as_drawn(map.relations)}
    del steps["space-for-close"]
    steps["hurt-for-close"] = steps["hurt-for-close"].model_copy(update={"kind": "attack"})
    turned = steps["car-shows-need"]
    steps["car-shows-need"] = turned.model_copy(
        update={"premises": (turned.target,), "target": turned.premises[0]}
    )
    return grade([whole(map)], Submission(student="Ada", relations=tuple(steps.values())), Rubric())


def test_the_picture_numbers_what_the_text_numbers_and_nothing_else(map: ArgumentMap) -> None:
    marked = slipped(map)
    drawn = picture(whole(map))
    shown = [map_page.drawing for map_page in drawn.marked(to_look_at(marked))]
    groups = [group for svg in shown for group in fromstring(svg).iter("{http://www.w3.org/2000/svg}g")]
    drawn_edges = [group for group in groups if "edge" in group.get("class", "").split()]
    strong = [group for group in drawn_edges if group.get("opacity") is None]
    assert len(drawn_edges) > 10
    assert len(shown) < len(drawn.pages)
    assert 3 <= len(strong) <= 6, "a step is at most on two pages"
    badges = [text for svg in shown for text in re.findall(r"<circle[^>]*/><text[^>]*>(\d+)</text>", svg)]
    assert set(badges) == {"1", "2", "3"}
    assert len(badges) == len(strong)
    (page,) = sheets([marked], [whole(map)], "html")
    assert [int(n) for n in re.findall(r"<strong>(\d+)</strong>", page.decode())] == [1, 2, 3]


def test_every_step_of_a_reference_has_an_edge_and_a_middle(
    math_in_ml: ArgumentMap, map: ArgumentMap
) -> None:
    for view in (whole(map), whole(math_in_ml), focused(whole(map), "close", 1)):
        drawn = picture(view)
        for edge in drawn.edges.values():
            assert any(page.drawing.middle(edge) for page in drawn.pages)


@pytest.mark.usefixtures("printer")
def test_a_german_sheet_has_a_german_map_in_type_that_can_be_read(map: ArgumentMap) -> None:
    """The case: THESIS, supports and "5 more not shown", in type of 6.3 points."""
    style = SheetStyle(language=Language("de"))
    (page,) = sheets([slipped(map)], [whole(map)], "html", style)
    said = re.sub(r"<desc>.*?</desc>", "", page.decode(), flags=re.DOTALL)
    assert "THESE" in said
    for english in ("THESIS", "CLAIM", ">supports<", "not shown", "linked premises", ">attacks<"):
        assert english not in page.decode(), english
    (printed,) = sheets([slipped(map)], [whole(map)], "pdf", style)
    assert min(sizes(printed)) >= 8 - 0.01


def test_the_chart_has_the_shares_of_the_class(map: ArgumentMap) -> None:
    perfect = grade([whole(map)], Submission(relations=as_drawn(map.relations)), Rubric())
    made = for_the_teacher([perfect, slipped(map)], [whole(map)])
    svg = made["steps.svg"].decode("utf-8")
    root = fromstring(svg)
    shares = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text") if (e.text or "").endswith("%")]
    assert shares[:4] == ["50%", "50%", "50%", "100%"]
    assert "2 students" in svg
    assert sorted(made) == ["class.csv", "steps.csv", "steps.svg"]


def test_an_exercise_of_the_page_is_marked_against_its_own_steps(map: ArgumentMap) -> None:
    from argmap.teach.exercises.rebuild import steps_of_exercise

    steps = steps_of_exercise(map, "rebuild-buses-first")
    assert steps is None or len(steps) >= 1
    wanted = steps_of_exercise(map, "rebuild-charge")
    assert wanted
    given = Submission(exercise="rebuild-charge", relations=as_drawn(wanted))
    assert grade([whole(map)], given, Rubric()).score == 1.0
    assert grade([whole(map)], given.model_copy(update={"exercise": ""}), Rubric()).score < 0.6
    unknown = grade([whole(map)], given.model_copy(update={"exercise": "rebuild-nothing"}), Rubric())
    assert "no map has the exercise" in str(unknown.notes[0])
    assert {c.slip for c in grade([whole(map)], given, Rubric()).credits} == {Slip.NONE}


@settings(max_examples=6)
@given(maps(max_nodes=8))
def test_whatever_a_map_holds_it_can_be_taught_with(map: ArgumentMap) -> None:
    kinds = kinds_of_exercise(lambda kind: kind.part is not LessonPart.EXPERIMENTS)
    for name in languages():
        made = make(map, kinds=kinds, count=60, language=Language(name))
        for form in set(FORMATS.names()) - {"anki"}:
            assert FORMATS.load(form)(made) or not made.items
    practice_tabs(map, kinds=kinds, count=60)
    assert lesson(map) == lesson(map)
    assert handout(map)
    for hole in Hole:
        assert worksheet(whole(map), Sheet(hole=hole))
    if not map.relations:
        return
    whole_map = grade([whole(map)], Submission(relations=as_drawn(map.relations)), Rubric())
    nothing = grade([whole(map)], Submission(), Rubric())
    assert whole_map.score == pytest.approx(1)
    assert len(list(sheets([whole_map, nothing], [whole(map)], "html"))) == 2
    assert for_the_teacher([whole_map, nothing], [whole(map)])


def test_the_tables_of_a_german_class_have_german_heads(map: ArgumentMap) -> None:
    made = for_the_teacher([slipped(map)], [whole(map)], Language("de"))
    heads = {name: made[name].decode("utf-8-sig").splitlines()[0] for name in ("class.csv", "steps.csv")}
    assert heads["class.csv"].startswith("Abgabe,Name,Nummer,Ergebnis,zu bestätigen,richtig,")
    assert heads["steps.csv"] == "Schritt,Prämisse,Art,Ziel,Leichtigkeit,Trennschärfe"
    chart = made["steps.svg"].decode("utf-8")
    assert "die schwersten Schritte zuerst" in chart
    assert not re.search(r"\b(student|hardest|nearly|is an objection to)\b", chart)

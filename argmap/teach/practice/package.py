"""The page with its exercises as a package for learning management systems, which get a score from it.

Source:
    ADL SCORM 1.2, Content Aggregation Model (the manifest) and Run-Time Environment (`reporting.js`).
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from argmap.errors import ArgmapError
from argmap.language import Language, language_of
from argmap.model.map import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.options import Options
from argmap.teach.plain import line, xml_bytes, zipped
from argmap.teach.practice.tab import COUNT, practice_tabs

PACKAGING = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
SCORM = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
PAGE = "index.html"


def package(
    map: ArgumentMap,
    *,
    kinds: Sequence[str] = (),
    count: int = COUNT,
    seed: int = 0,
    language: Language | None = None,
) -> bytes:
    """Return the package (.zip): a manifest, and the page, which opens with *Practice*.

    Args:
        map: what is asked about.
        kinds: names of kinds of exercise; none means all.
        count: exercises at most.
        seed: another seed gives other exercises.
        language: the language of everything but the words of the map; None means the map's, or English.

    Raises:
        ArgmapError: the map gives no such exercise.
        UnknownName: there is no such kind of exercise.
    """
    spoken = language or language_of(map)
    tabs = practice_tabs(map, kinds=kinds, count=count, seed=seed, language=spoken, reports=True)
    if not tabs:
        raise ArgmapError(
            "this map gives no such exercise; 'argmap teach make PATH --explain' says what it lacks"
        )
    page = render(map, "html", Options(tabs=tabs, language=spoken.name))
    return zipped({"imsmanifest.xml": xml_bytes(_manifest(map, seed)), PAGE: page})


def _manifest(map: ArgumentMap, seed: int) -> Element:
    root = Element(
        "manifest",
        {"identifier": f"argmap-{map.id}-{seed}", "version": "1.0", "xmlns": PACKAGING, "xmlns:adlcp": SCORM},
    )
    about = SubElement(root, "metadata")
    SubElement(about, "schema").text = "ADL SCORM"
    SubElement(about, "schemaversion").text = "1.2"
    organizations = SubElement(root, "organizations", default="organization")
    organization = SubElement(organizations, "organization", identifier="organization")
    SubElement(organization, "title").text = line(map.title)
    entry = SubElement(organization, "item", identifier="practice", identifierref="page", isvisible="true")
    SubElement(entry, "title").text = line(map.title)
    fields = {"identifier": "page", "type": "webcontent", "adlcp:scormtype": "sco", "href": PAGE}
    SubElement(SubElement(SubElement(root, "resources"), "resource", fields), "file", href=PAGE)
    return root

"""A QTI 1.2 package as Canvas's classic importer takes it: a manifest and one assessment.

Source:
    IMS Question & Test Interoperability 1.2, ASI XML Binding; the question types under `question_type` are Canvas's.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from argmap.teach.exports.package import zipped
from argmap.teach.exports.plain import flat_items, line
from argmap.teach.exports.qti12_item import item_element
from argmap.teach.item import ExerciseSet

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
ASSESSMENT = "assessment/assessment.xml"


def write(exercises: ExerciseSet) -> bytes:
    """Return the package; its members have fixed names, whatever the ids of the map are."""
    return zipped({"imsmanifest.xml": _text(_manifest()), ASSESSMENT: _text(_assessment(exercises))})


def _assessment(exercises: ExerciseSet) -> Element:
    root = Element("questestinterop", xmlns=QTI)
    assessment = SubElement(root, "assessment", ident="argmap", title=line(exercises.title))
    section = SubElement(assessment, "section", ident="root_section")
    for place, item in enumerate(flat_items(exercises.items), 1):
        section.append(item_element(item, f"item{place:03}"))
    return root


def _manifest() -> Element:
    root = Element("manifest", identifier="argmap-package", xmlns=PACKAGING)
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "IMS Content"
    SubElement(metadata, "schemaversion").text = "1.1.3"
    SubElement(root, "organizations")
    resource = SubElement(
        SubElement(root, "resources"), "resource", identifier="argmap", type="imsqti_xmlv1p2"
    )
    SubElement(resource, "file", href=ASSESSMENT)
    return root


def _text(root: Element) -> bytes:
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()

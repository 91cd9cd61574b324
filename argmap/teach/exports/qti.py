"""A QTI 2.1 package: a manifest, a test and an item file for each exercise, in a zip that is the same every time.

Source:
    IMS Question & Test Interoperability 2.1 (2012), Assessment Test, Section and Item Information Model;
    IMS Content Packaging 1.1.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from argmap.teach.exports.package import zipped
from argmap.teach.exports.plain import flat_items, line
from argmap.teach.exports.qti_item import QTI, assessment_item
from argmap.teach.item import ExerciseSet

PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"


def write(exercises: ExerciseSet) -> bytes:
    """Return the package. Its members have numbers for names, whatever the ids of the map are."""
    items = flat_items(exercises.items)
    names = [f"item-{place:03}" for place in range(1, len(items) + 1)]
    members = {
        "imsmanifest.xml": _manifest(names),
        "test.xml": _test(exercises, names),
        **{f"{n}.xml": assessment_item(item, n) for n, item in zip(names, items, strict=True)},
    }
    return zipped({name: _text(root) for name, root in members.items()})


def _text(root: Element) -> bytes:
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _manifest(names: list[str]) -> Element:
    root = Element("manifest", xmlns=PACKAGING, identifier="argmap-package")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    test = _resource(resources, "test", "imsqti_test_xmlv2p1")
    for name in names:
        SubElement(test, "dependency", identifierref=name)
    for name in names:
        _resource(resources, name, "imsqti_item_xmlv2p1")
    return root


def _resource(resources: Element, name: str, type: str) -> Element:
    resource = SubElement(resources, "resource", identifier=name, type=type, href=f"{name}.xml")
    SubElement(resource, "file", href=f"{name}.xml")
    return resource


def _test(exercises: ExerciseSet, names: list[str]) -> Element:
    root = Element("assessmentTest", xmlns=QTI, identifier="test", title=line(exercises.title))
    part = SubElement(
        root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual"
    )
    section = SubElement(
        part, "assessmentSection", identifier="section", title=line(exercises.title), visible="true"
    )
    for name in names:
        SubElement(section, "assessmentItemRef", identifier=name, href=f"{name}.xml")
    return root

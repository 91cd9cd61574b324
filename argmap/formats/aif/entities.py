"""Entities in RDF as XML: short names for addresses are usual there, whatever grows is refused before anything is read."""

from __future__ import annotations

import re
from typing import Any
from xml.sax import SAXException

SHORT = re.compile(r"[^&<%]{1,200}")
"""What an entity may stand for: an address. One that names another entity may be a bomb."""

EXTRA = "reading RDF in XML needs defusedxml: pip install 'argmap[rdf]'"


def fault_of_entities(text: str) -> str:
    """Return why an XML document is not read, because of the entities that it defines; "" if it may be.

    What is no sound XML has no such fault: whoever reads it says what is wrong.
    """
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.expatreader import DefusedExpatParser
    except ImportError:
        return EXTRA

    class Checked(DefusedExpatParser):
        def defused_entity_decl(self, *declared: Any) -> None:
            _, is_parameter, value, *_ = declared
            if is_parameter or value is None or not SHORT.fullmatch(value):
                super().defused_entity_decl(*declared)

    parser = Checked(forbid_external=False)  # the name of a DTD may stand there: nobody opens it
    try:
        parser.feed(text.removeprefix("\ufeff"))
        parser.close()
    except DefusedXmlException:
        return "the document defines entities that are no short names for addresses, and is not read"
    except (SAXException, LookupError, ValueError):
        return ""
    return ""

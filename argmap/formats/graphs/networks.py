"""GEXF, for Gephi, and the JSON of Cytoscape: the graph of GraphML in two more files. They can only be written.

`graphml` says which nodes and edges there are: relations are nodes, so that an undercut can point at one.

Source:
    GEXF 1.2 primer, https://gexf.net; Cytoscape.js documentation, "Elements JSON"; both are written by networkx.
"""

from __future__ import annotations

import json
import re
from xml.sax.saxutils import escape

from argmap.formats.graphs.graphml import CARRIES as OF_GRAPH
from argmap.formats.graphs.graphml import graph_of
from argmap.formats.outlines.items import one_line
from argmap.formats.protocol import Format, Writing, losses
from argmap.model.map import ArgumentMap

META = re.compile(r"<meta(?:(?!<meta).)*?</meta>", re.DOTALL)
OF_GEXF = OF_GRAPH - {"note", "language"}


def write_gexf(map: ArgumentMap) -> Writing:
    """Return a map as GEXF, with its title for a description and its id for a keyword."""
    import networkx as nx

    graph = graph_of(map)
    graph.graph.clear()  # GEXF has attributes of nodes and edges alone
    text = "\n".join(nx.generate_gexf(graph)) + "\n"
    title, id = escape(one_line(map.title)), escape(map.id)
    about = (
        f"<meta><creator>argmap</creator><description>{title}</description><keywords>{id}</keywords></meta>"
    )
    text = META.sub(lambda _: about, text, count=1)  # networkx writes the day of today
    return Writing(text, losses(map, OF_GEXF))


def write_cytoscape(map: ArgumentMap) -> Writing:
    """Return a map as the JSON of Cytoscape."""
    import networkx as nx

    data = nx.cytoscape_data(graph_of(map))
    return Writing(json.dumps(data, indent=1, ensure_ascii=False) + "\n", losses(map, OF_GRAPH))


GEXF = Format("gexf", "GEXF, for Gephi", (".gexf",), OF_GEXF, write_gexf)
CYTOSCAPE = Format("cytoscape", "JSON of Cytoscape and Cytoscape.js", (".cyjs",), OF_GRAPH, write_cytoscape)

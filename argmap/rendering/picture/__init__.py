"""Maps as pictures: from a scene to DOT, a layout, and SVG, PNG or PDF."""

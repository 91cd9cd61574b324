"""The map as a graph: sides, order, dialogue, views, and networkx graphs for analysis."""

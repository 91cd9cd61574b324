"""Boards, tables, lists of edges and drawings: nodes and edges."""

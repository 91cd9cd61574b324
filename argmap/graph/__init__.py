"""What the graph of a map says: sides and influences, statements, chains, cycles, key claims, and its parts to look at.

`MapIndex` holds the results of the other modules, each computed once.
"""

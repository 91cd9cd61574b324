"""The page: one HTML file with the map, every claim, the outline and the thread, which needs nothing else."""

"""Commands for dumps of whole forums."""

"""What a map shows: what stands and why, what would change it, who conceded what."""

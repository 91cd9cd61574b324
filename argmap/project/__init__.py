"""Many maps at once: finding datasets and building what they are turned into."""

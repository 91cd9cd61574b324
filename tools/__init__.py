"""The maintainers' tools: making fonts, and generating what is generated."""

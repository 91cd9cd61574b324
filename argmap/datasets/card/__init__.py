"""The card of a dataset: a datasheet for people, of which the counted parts are made again and the prose stays."""

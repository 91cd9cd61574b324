"""Maps for assistants: what a Model Context Protocol server offers of a folder of datasets, and what it never does.

Functions here take plain arguments and return plain records; `server` gives them their places in the protocol. Nothing
changes a map: what an assistant proposes is a draft of which a person accepts, edits or rejects each part.
"""

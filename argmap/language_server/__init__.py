"""What an editor asks about a map while somebody writes it: findings, names, words to choose from, and changes.

`argmap lsp` answers in the Language Server Protocol. Everything but `server` works on texts and offsets in them (in
Unicode code points), so that it can be read and tested without an editor; `text_lines` knows how the protocol counts.

Source:
    Language Server Protocol 3.17, https://microsoft.github.io/language-server-protocol/
"""

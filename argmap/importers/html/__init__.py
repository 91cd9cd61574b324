"""HTML as the plain text that posts are kept in; `text` documents the form, the others are its parts."""

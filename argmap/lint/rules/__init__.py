"""The rules that judge a sound map, by what they look at; `argmap.lint.catalogue` names each by its code."""

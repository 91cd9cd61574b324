"""The rules that judge a sound map, by what they look at; `checks.catalogue` names each by its code."""

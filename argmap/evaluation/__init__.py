"""Which claims are accepted, why, what would change it, and how strong they are.

Everything starts from a `Theory`: a map under an interpretation. Functions take it and what else they need, and
`argmap.study.Study` hands each result on, so that it is computed once.
"""

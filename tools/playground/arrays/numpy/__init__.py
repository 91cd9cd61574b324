"""The part of NumPy that argmap's five commands in a browser use, over lists.

For the playground alone, while no package index serves NumPy for WebAssembly. An array is a flat list and a shape; its
numbers are Python's own, so that there are three types and no overflow. Sums are taken from left to right, where NumPy
adds pairwise: the last digit may differ. What is not here is an AttributeError.

    array        how an array is made, indexed, calculated with and reduced
    functions    what NumPy calls by name
    linalg       equations that are solved at once
    typing       what annotations name
"""

from . import functions, linalg, typing
from .array import argument, ndarray
from .functions import *  # noqa: F403 - the names that NumPy has

array = asarray = ascontiguousarray = argument
float64, bool_ = float, bool
intp = int64 = int32 = int8 = uint8 = int
nan, inf = float("nan"), float("inf")


def __getattr__(name: str) -> object:
    raise AttributeError(f"NumPy's {name!r} is not in the browser; install argmap to use it")


__all__ = ["array", "asarray", "ascontiguousarray", "bool_", "float64", "inf", "int8", "int32", "int64", "intp", "linalg", "nan", "ndarray", "typing", "uint8"]  # fmt: skip
__all__ += functions.__all__

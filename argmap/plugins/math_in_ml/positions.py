"""The two positions of the discussion that these experiments belong to, named as readers meet them."""

from __future__ import annotations

MATTERS = "mathematics matters"
OVERRATED = "mathematics is overrated"

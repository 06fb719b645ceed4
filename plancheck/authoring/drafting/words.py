"""Patterns made of lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NONE = "(?!)"


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of one of ``words``, the longest first; without words it never matches."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first)) or _NONE

"""Texts in which what was read, or must not be, is blank: all other signs keep their places."""

from __future__ import annotations

import re
from collections.abc import Iterable

QUOTED = re.compile("《[^》]*》|“[^”]*”")
"""Titles and quotes: what stands in them asks nothing."""


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return ``text`` with a blank for each sign in one of ``spans``."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def without(pattern: re.Pattern[str], text: str) -> str:
    """Return ``text`` with a blank for each sign that ``pattern`` matches."""
    return pattern.sub(lambda match: " " * len(match[0]), text)

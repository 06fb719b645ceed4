"""The languages, and a sentence in both of them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Lang(StrEnum):
    """The language of what is shown."""

    ZH = "zh"
    EN = "en"


class Message(NamedTuple):
    """One sentence in both languages, with the same named values."""

    zh: str
    en: str

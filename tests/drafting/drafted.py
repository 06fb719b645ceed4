"""The draft of a text, as the command asks for it."""

from __future__ import annotations

from typing import Any

from plancheck.authoring.drafting import Draft, draft_plan
from plancheck.language.message import Lang


def drafted(text: str, lang: Lang = Lang.ZH, **options: Any) -> Draft:
    """Return the draft of ``text``; ``options`` are what the author says beforehand."""
    return draft_plan(text, path="示例.txt", lang=lang, **options)

"""Which of PyYAML's two parsers reads a text, so that every installation reads it alike.

One is built on libyaml; the other is in pure Python, ten times slower, and all there is where
libyaml is not built in, as in a browser. They read the same language but for a few corners:

1. Tabs. Both are given spaces, and ``Builder`` refuses the tabs that set how deep a line is. So a
   tab typed in quotes or in a block of text is a space, though YAML would keep it.
2. ``?``, ``!``, ``&`` and ``*`` where they begin something. A text with one of these there is read
   in pure Python at once. Within a word, as in an address, they are text for both.
3. What libyaml alone refuses, as ``{a:[b]}``. What it refuses is read again in pure Python, and
   that word counts.

A text longer than ``LONGEST_READ_TWICE`` is read by libyaml alone, for the time it would take.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

LONGEST_READ_TWICE = 1 << 17
"""How many characters a text may have to be read in pure Python though libyaml is there."""

_BEFORE_A_TOKEN = r"\s\[\]{},:\"'"
_ODD = re.compile(
    rf"[?!&*#](?:(?<![^{_BEFORE_A_TOKEN}].)(?:(?<=[?!])|(?<=[&*])(?=\S))|(?<=[|>+\-0-9]#))"
)
"""A sign where it begins a key, a tag, or an anchor or alias with a name; and a comment that
touches the sign of a block of text."""

# Few texts are read in pure Python: these patterns are compiled when one is.
_WITHIN = rf"(?<=[^{_BEFORE_A_TOKEN}])\?"
_NO_CHARACTER = (
    r"(?<!\\)((?:\\\\)*\\)(?:u(?=[dD][89a-fA-F])|U(?=0000[dD][89a-fA-F])|U(?!000.|0010))"
)
"""An escape that is half a character or above the last one."""
_STAND_INS = {"?": "\1", "u": "\2", "U": "\3"}
_MEANT = {ord(stand_in): sign for sign, stand_in in _STAND_INS.items()}

_AFTER_A_PART = (yaml.FlowEntryToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


class PurePython(yaml.SafeLoader):
    """PyYAML's own parser, held to what libyaml reads and to the places that it tells.

    By itself it ends a text in brackets at ``?``, which an address may hold, and makes half a
    character of an escape. There it is shown other signs, which are in no text that is read.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.buffer = re.sub(
            _NO_CHARACTER,
            lambda escape: escape[1] + _STAND_INS[escape[0][-1]],
            re.sub(_WITHIN, _STAND_INS["?"], self.buffer),
        )

    def prefix(self, length: int = 1) -> str:
        """Return the next characters, with which the texts of scalars are made."""
        shown: str = super().prefix(length)
        return shown.translate(_MEANT)

    def process_empty_scalar(self, mark: yaml.Mark) -> yaml.ScalarEvent:
        """Return what is left blank; in brackets it stands before the sign that follows."""
        if self.check_token(*_AFTER_A_PART):
            mark = self.peek_token().start_mark  # type: ignore[no-untyped-call]  # nor has yaml
        return super().process_empty_scalar(mark)

    def fetch_stream_end(self) -> None:
        """End all that is open, on a line of its own."""
        if self.column:
            self.line, self.column = self.line + 1, 0
        super().fetch_stream_end()


LIBYAML: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else None


def parsers(text: str) -> list[Any]:
    """Return what is to read ``text``, in order: the word of the last one counts."""
    if LIBYAML is None:
        return [PurePython]
    if len(text) > LONGEST_READ_TWICE:
        return [LIBYAML]
    return [PurePython] if _ODD.search(text) else [LIBYAML, PurePython]

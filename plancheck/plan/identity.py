"""What tells the shipped plan from any other, without a parser: a call for it takes a moment."""

from __future__ import annotations

from plancheck import __version__
from plancheck.reading.source import shipped_content
from plancheck.reading.tree import sha256_of

SHIPPED_NAME = "plan2014.yaml"
"""The name of the file of the plan that comes with plancheck."""
_ID = b"id: "


def version_text() -> str:
    """Return the lines that say which plancheck and which plan this is."""
    content = shipped_content(SHIPPED_NAME).replace(b"\r\n", b"\n")
    own = next(line for line in content.split(b"\n") if line.startswith(_ID))
    return f"plancheck {__version__}\n{own[len(_ID) :].decode()} sha256 {sha256_of(content)}\n"

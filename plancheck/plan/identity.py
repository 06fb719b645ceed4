"""The shipped plan's id and checksum, read without a YAML parser."""

from __future__ import annotations

from plancheck import __version__
from plancheck.reading.source import shipped_content
from plancheck.reading.tree import sha256_of_lines

SHIPPED_NAME = "plan2014.yaml"
"""The name of the file of the plan that comes with plancheck."""
_ID = b"id: "


def version_text() -> str:
    """Return the lines that say which plancheck and which plan this is."""
    content = shipped_content(SHIPPED_NAME)
    own = next(line for line in content.splitlines() if line.startswith(_ID))
    sha256 = sha256_of_lines(content)
    return f"plancheck {__version__}\n{own[len(_ID) :].decode()} sha256 {sha256}\n"

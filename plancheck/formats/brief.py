"""One sheet A4 for the leadership, as HTML to read and print, complete in itself."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.formats import Style, html
from plancheck.formats.pages.brief_page import brief_page
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Written in UTF-8: the page says that it is."""
TO_FILES = True
"""It goes to a file and to no stream: nobody reads a sheet of paper in a terminal."""


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield the sheet."""
    return html.paint(brief_page(run, style.lang), style)

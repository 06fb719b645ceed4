"""A folder of texts to send: a circular on all, and a letter to each subject with open points.

Each is there twice, as Markdown to copy from and as HTML to print.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.formats import Style, html, markdown
from plancheck.formats.pages.notices_page import circular_page, letter_pages
from plancheck.formats.pages.page import Page
from plancheck.formats.shared.file_names import file_names
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Written in UTF-8."""
TO_FILES = True
CIRCULAR = "00-通报"


def render_files(run: Run, style: Style) -> dict[str, str]:
    """Return each text by the name of its file; raises UsageError where two would have one."""
    letters = dict(letter_pages(run, style.lang))
    pages = {CIRCULAR: circular_page(run, style.lang)}
    pages |= {subject: letters[subject] for subject in letters}
    names = file_names(letters, "", [CIRCULAR])
    return {
        f"{names.get(whose, whose)}.{ending}": text
        for whose, page in pages.items()
        for ending, text in _painted(page, style)
    }


def _painted(page: Page, style: Style) -> Iterator[tuple[str, str]]:
    for ending, painter in (("md", markdown), ("html", html)):
        yield ending, "".join(painter.paint(page, style))

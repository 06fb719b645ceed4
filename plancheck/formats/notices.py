"""A folder of texts to send: a circular on all, and a letter to each subject with open points.

Each is there twice, as Markdown to copy from and as HTML to print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plancheck.formats import Style, html, markdown
from plancheck.formats.pages.notices_page import Notices
from plancheck.formats.shared.file_names import file_names
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Written in UTF-8."""
TO_FILES = True
CIRCULAR = "00-通报"
PAINTERS = {"md": markdown, "html": html}


def render_files(run: Run, style: Style) -> Mapping[str, str]:
    """Return each text by the name of its file; raises UsageError where two would have one."""
    return _Texts(Notices(run, style.lang), style)


class _Texts(Mapping[str, str]):
    """Texts by the names of their files, each made when it is asked for: none is kept."""

    def __init__(self, notices: Notices, style: Style) -> None:
        names = file_names(notices.subjects, "", [CIRCULAR])
        whose: dict[str, str | None] = {CIRCULAR: None}
        whose |= {name: subject for subject, name in names.items()}
        self._notices, self._style = notices, style
        self._files = {
            f"{name}.{ending}": (subject, ending)
            for name, subject in whose.items()
            for ending in PAINTERS
        }

    def __getitem__(self, name: str) -> str:
        subject, ending = self._files[name]
        notices = self._notices
        page = notices.circular() if subject is None else notices.letter(subject)
        return "".join(PAINTERS[ending].paint(page, self._style))

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

"""JUnit XML as GitLab and the reporters for GitHub read it: one case per obligation."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.formats import Style
from plancheck.formats.shared.junit_xml import suites
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by test reporters from a file."""


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield a suite per report, each case with the file and line it is about."""
    return suites(run, style.lang, with_places=True)

"""JUnit XML that the schema of Jenkins accepts: the same cases without file and line."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.formats import Style
from plancheck.formats.shared.junit_xml import suites
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by Jenkins from a file."""


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield a suite per report."""
    return suites(run, style.lang, with_places=False)

"""A compact JSON line for each report, and one for the run last: for very many reports.

A line stands by itself, so that neither side has to hold more than one. Both languages are in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.formats import Style
from plancheck.formats.json.results import run_lines
from plancheck.verdicts.run import Run

FOR_MACHINES = True


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield each line; the language of ``style`` plays no part, both are given."""
    return run_lines(run)

"""The year of examples/year.py in a folder, and what the command makes of each quarter."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
YEAR = runpy.run_path(str(ROOT / "examples" / "year.py"))
"""The names of the program; it needs nothing but the standard library."""
QUARTERS: tuple[str, ...] = tuple(YEAR["ENDS"].values())
"""The quarters by their last day, which is the name of their folder."""
*EARLIER, LAST = QUARTERS


def validate(quarter: str, *arguments: str) -> list[str]:
    """Return the command of the national office for a quarter of the folder ``year``."""
    given = [f"year/{quarter}", "--roster", "year/roster.yaml", "--as-of", quarter]
    return ["validate", *given, "--expect", "all", *arguments]


def make_year(folder: Path) -> None:
    """Write ``year`` into ``folder``, and beside each earlier quarter its result as JSON."""
    YEAR["write"](folder / "year")
    for quarter in EARLIER:
        run(folder, *validate(quarter, "--output", f"json=year/{quarter}.json"))


def result(folder: Path, quarter: str, *arguments: str) -> dict[str, Any]:
    """Return the result of a quarter as JSON."""
    document: dict[str, Any] = json.loads(
        run(folder, *validate(quarter, "--format", "json", *arguments))
    )
    return document


def run(folder: Path, *arguments: str) -> str:
    """Return what the command prints for a terminal of 80 cells when it is run in ``folder``."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    environment["COLUMNS"] = "80"
    ran = subprocess.run(
        [sys.executable, "-m", "plancheck", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment,
    )
    assert not ran.stderr, ran.stderr.decode()
    return ran.stdout.decode()

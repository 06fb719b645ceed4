"""A new format is one file: put beside the others it is found, listed and used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.program_copy import copy_program, run_copy

TOY = '''\
"""A count of findings and nothing else."""

FOR_MACHINES = False


def render(run, style):
    return f"{sum(len(result.findings) for result in run.results)}\\n"
'''


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with one file more."""
    return copy_program(tmp_path_factory.mktemp("toy"), {"formats/toy_count.py": TOY})


def test_it_is_used(folder: Path) -> None:
    report = str(ROOT / "examples" / "tier1-compliant.yaml")
    assert run_copy(folder, "validate", report, "--format", "toy-count") == "32\n"
    run_copy(folder, "validate", report, "--output", "toy-count=count.txt")
    assert (folder / "count.txt").read_text("utf-8") == "32\n"


def test_the_help_lists_it(folder: Path) -> None:
    assert "toy-count" in run_copy(folder, "validate", "--help")

"""A new format is one file: put beside the others it is found, listed and used."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import HANGS
from tests.conftest import ROOT

TOY = '''\
"""A count of findings and nothing else."""

FOR_MACHINES = False


def render(run, style):
    return f"{sum(len(result.findings) for result in run.results)}\\n"
'''


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with one file more."""
    folder = tmp_path_factory.mktemp("toy")
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("plancheck", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    (folder / "plancheck" / "formats" / "toy_count.py").write_text(TOY, encoding="utf-8")
    return folder


def ran(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "plancheck", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=HANGS, check=True)
    return done.stdout.decode()


def test_it_is_used(folder: Path) -> None:
    report = str(ROOT / "examples" / "tier1-compliant.yaml")
    assert ran(folder, "validate", report, "--format", "toy-count") == "32\n"
    ran(folder, "validate", report, "--output", "toy-count=count.txt")
    assert (folder / "count.txt").read_text("utf-8") == "32\n"


def test_the_help_lists_it(folder: Path) -> None:
    assert "toy-count" in ran(folder, "validate", "--help")

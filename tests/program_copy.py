"""A copy of the program in a folder of its own, to which a test adds files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests import HANGS
from tests.conftest import ROOT


def copy_program(folder: Path, files: Mapping[str, str]) -> Path:
    """Copy the program into ``folder``, with ``files`` of these texts more; return the folder."""
    for name in ("plancheck", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in files.items():
        (folder / "plancheck" / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def run_copy(folder: Path, *arguments: str, code: int = 0) -> str:
    """Run the copy in ``folder``, which has to end with ``code``; return what it prints."""
    command = [sys.executable, "-m", "plancheck", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=HANGS, check=False)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode()

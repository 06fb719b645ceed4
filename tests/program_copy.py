"""A copy of the program in a folder of its own, to which a test adds a file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests import HANGS
from tests.conftest import ROOT


def copy_program(folder: Path, file: str, text: str) -> Path:
    """Copy the program into ``folder``, with ``text`` as one ``file`` more; return the folder."""
    for name in ("plancheck", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "plancheck" / file).write_text(text, encoding="utf-8")
    return folder


def run_copy(folder: Path, *arguments: str, code: int = 0) -> str:
    """Run the copy in ``folder``, which has to end with ``code``; return what it prints."""
    command = [sys.executable, "-m", "plancheck", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=HANGS, check=False)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode()

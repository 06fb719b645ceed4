"""The package inside a zip file: it finds its own files there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from plancheck.formats import formats, streams
from tests import HANGS
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a zip file with the package as a wheel has it: the rule set is a part of it."""
    file = tmp_path_factory.mktemp("zip") / "plancheck.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for folder, name in ((ROOT / "plancheck", "plancheck"), (ROOT / "data", "plancheck/data")):
            for one in sorted(folder.rglob("*")):
                if one.is_file() and "__pycache__" not in one.parts:
                    archive.write(one, f"{name}/{one.relative_to(folder).as_posix()}")
    return file


def run(zipped: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); import plancheck;"
        "assert '.zip' in plancheck.__file__; runpy.run_module('plancheck', run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-P", "-c", code, str(zipped), *arguments],
        cwd=zipped.parent,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
        check=False,
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_formats_there_are_can_be_named(zipped: Path, lang: str) -> None:
    arguments = ("list-obligations", "--no-config", "--lang", lang, "--format", "tap")
    ran = run(zipped, *arguments)
    assert ran.returncode == 2
    for name in formats(of="listing"):
        assert name in ran.stderr


def test_the_rule_set_and_the_style_of_a_page_are_found(zipped: Path) -> None:
    assert run(zipped, "--version").returncode == 0
    report = str(ROOT / "examples" / "shanghai.yaml")
    shown = run(zipped, "validate", report, "--no-config", "--format", "html")
    assert "<style" in shown.stdout, shown.stderr
    assert shown.returncode in (0, 1, 3)


def test_a_folder_that_formats_share_is_no_format(zipped: Path) -> None:
    report = str(ROOT / "examples" / "shanghai.yaml")
    for folder in ("pages", "shared"):
        ran = run(zipped, "validate", report, "--no-config", "--lang", "en", "--format", folder)
        assert ran.returncode == 2
        assert "Traceback" not in ran.stderr
        assert all(name in ran.stderr for name in streams())

"""LibreOffice in the hands of a clerk: it is given steps, and the file that it saves is read."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import HANGS

CLERK = Path(__file__).with_name("clerk.py")
PYTHON = "/usr/bin/python3"
"""The Python of the system, for which there is a module ``uno``; no virtual environment has it."""
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}</oor:items>
"""
CHINESE = """\
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>
"""
"""The setting of a Chinese office: 2014年6月5日 is a day when it is typed."""
XLSX = "xlsx:Calc MS Excel 2007 XML"
AT_ONCE = 80

Step = tuple[str | int | Sequence[str], ...]
"""A method of ``clerk.Clerk`` and what it is to do it with."""


class Saved(NamedTuple):
    """The file that was saved, and which steps LibreOffice refused."""

    content: bytes
    refused: list[str]


@cache
def is_driven() -> bool:
    """Whether the Python of the system can drive LibreOffice."""
    command = [PYTHON, "-c", "import uno"]
    return os.access(PYTHON, os.X_OK) and subprocess.run(command, check=False).returncode == 0


def filled_in(content: bytes, folder: Path, *steps: Step, suffix: str = ".xlsx") -> Saved:
    """Return what LibreOffice saves after ``steps`` were done to the workbook ``content``.

    Skips the test where nothing can drive it.
    """
    if not is_driven():
        pytest.skip("python3-uno drives LibreOffice")
    file, saved = folder / "opened.xlsx", folder / f"saved{suffix}"
    file.write_bytes(content)
    with office(folder / "profile") as pipe:
        ran = subprocess.run(
            [PYTHON, str(CLERK), pipe, str(file)],
            input=json.dumps([*steps, ("save", str(saved))]).encode(),
            capture_output=True,
            timeout=HANGS,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr.decode()
    return Saved(saved.read_bytes(), json.loads(ran.stdout))


def saved_again(
    workbooks: Mapping[str, bytes], folder: Path, setting: str = ""
) -> Mapping[str, Path]:
    """Return the files that LibreOffice makes of ``workbooks``, by their names.

    It gives up after some hundred files without a word, so that one call gets fewer.
    """
    for name, content in workbooks.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    command = [*soffice(folder / "profile", setting), "--convert-to", XLSX, "--outdir", "out"]
    files = [f"{name}.xlsx" for name in workbooks]
    for first in range(0, len(files), AT_ONCE):
        batch = files[first : first + AT_ONCE]
        subprocess.run(
            [*command, *batch], cwd=folder, capture_output=True, timeout=HANGS, check=True
        )
    made_of = {file.stem: file for file in (folder / "out").glob("*.xlsx")}
    assert made_of.keys() == workbooks.keys()
    return made_of


@contextlib.contextmanager
def office(profile: Path) -> Iterator[str]:
    """Start a LibreOffice that reads and writes as a Chinese one; return the name of its pipe."""
    pipe = f"plancheck{os.getpid()}"
    process = subprocess.Popen(
        [*soffice(profile, CHINESE), f"--accept=pipe,name={pipe};urp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield pipe
    finally:
        # The command starts others, which a crash or a test that hangs leaves behind.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def soffice(profile: Path, setting: str) -> list[str]:
    """Return the beginning of a call of LibreOffice that has a profile of its own."""
    (profile / "user").mkdir(parents=True)
    file = profile / "user" / "registrymodifications.xcu"
    file.write_text(SETTINGS.format(setting), "utf-8")
    return ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]

"""The programs that read plancheck's formats, and everything that is written for them to read."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.formats import Style, formats, render
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.verdicts.expected import expected_of
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.judging import judge
from plancheck.verdicts.run import Run
from tests import HANGS
from tests.conftest import ROOT
from tests.formats.specimens import shown_from_here, specimens

INSTALLED = ROOT / ".consumers"
SCHEMAS = Path(__file__).parent / "schemas"
REPORTS = [
    file
    for file in sorted((ROOT / "examples").glob("*.yaml"))
    if file.stem not in ("roster", "waivers")
]

Ran = subprocess.CompletedProcess[str]


def runs() -> dict[str, Run]:
    """Return every example by itself, all together, and the awkward runs."""
    plan = load_plan()
    found = dict(specimens())
    for file in REPORTS:
        found[f"example-{file.stem}"] = shown_from_here(judge([str(file)], plan, terms=Terms()))
    together = judge([str(file) for file in REPORTS], plan, expected=expected_of(plan, None))
    found["expected"] = shown_from_here(together)
    return found


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Path]]:
    """Return a function that gives, for a format, a file per run and language."""
    folder = tmp_path_factory.mktemp("written")
    every = runs()

    def files(format_: str) -> list[Path]:
        assert format_ in formats()
        below = folder / format_
        if not below.exists():
            below.mkdir()
            for name, run in every.items():
                for lang in Lang:
                    text = render(format_, run, Style(lang))
                    (below / f"{name}.{lang}.{format_}").write_text(text, "utf-8", newline="\n")
        return sorted(below.iterdir())

    return files


@pytest.fixture(scope="session")
def every_run() -> dict[str, Run]:
    return runs()


@pytest.fixture(scope="session")
def installed() -> Path:
    """Return where the readers are installed; without them the test is skipped."""
    if not (INSTALLED / "installed").exists():
        if os.environ.get("CI") == "true":
            pytest.fail("the readers are not installed: run .ci/consumers")
        pytest.skip("the readers are not installed: run .ci/consumers")
    return INSTALLED


@pytest.fixture
def consumer(installed: Path) -> Callable[..., Ran]:
    """Return a function that runs an installed reader."""

    def run(program: str, *arguments: object, stdin: str | None = None) -> Ran:
        places = [installed / "venv" / "bin", installed / "node_modules" / ".bin"]
        found = next((p / program for p in places if (p / program).exists()), program)
        return subprocess.run(
            [str(found), *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=installed,
            timeout=HANGS,
            check=False,
        )

    return run

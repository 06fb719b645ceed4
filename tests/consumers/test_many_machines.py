"""The how-to about many machines, run as it is written: the same lines and roll-up as one call."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from bench.reports import write_many_subjects
from tests import HANGS
from tests.conftest import ROOT
from tests.consumers.conftest import INSTALLED

PYTHON = INSTALLED / "dask" / "bin" / "python"
PAGES = [ROOT / "docs" / name for name in ("many-machines.md", "many-machines.en.md")]
REPORTS = 3_000

pytestmark = pytest.mark.skipif(not INSTALLED.exists(), reason=".ci/consumers installs Dask")


def _program(page: Path) -> str:
    (program,) = re.findall(r"```python\n(.+?)```", page.read_text("utf-8"), re.DOTALL)
    return str(program)


def _run(folder: Path, *arguments: str) -> None:
    paths = {"PYTHONPATH": str(ROOT), "DASK_CONFIG": str(folder / "none"), "HOME": str(folder)}
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **paths}
    subprocess.run(
        [str(PYTHON), *arguments], cwd=folder, env=environment, check=True, timeout=HANGS
    )


def test_both_pages_have_the_same_program() -> None:
    assert _program(PAGES[0]) == _program(PAGES[1])


def test_parts_of_a_cluster_give_what_one_call_gives(tmp_path: Path) -> None:
    write_many_subjects(tmp_path, REPORTS)
    (tmp_path / "spread.py").write_text(_program(PAGES[1]), "utf-8")
    (tmp_path / "out").mkdir()
    _run(tmp_path, "spread.py", "reports", "out", "plan.yaml")
    call = "from plancheck.__main__ import main; main()"
    whole = [
        "validate",
        "reports",
        "--plan",
        "plan.yaml",
        "--no-config",
        "--format",
        "jsonl",
        "--jobs",
        "2",
    ]
    with pytest.raises(subprocess.CalledProcessError) as ended:  # some reports are unusable
        _run(
            tmp_path, "-c", call, *whole, "--output", "json=one.json", "--output", "jsonl=one.jsonl"
        )
    assert ended.value.returncode == 2

    parts = sorted((tmp_path / "out").glob("part-*.jsonl"))
    together = [part.read_text("utf-8").splitlines() for part in parts]
    one = (tmp_path / "one.jsonl").read_text("utf-8").splitlines()
    assert [line for lines in together for line in lines[:-1]] == one[:-1]
    assert (len(one), len(parts)) == (REPORTS + 1, 6)
    rollup = json.loads((tmp_path / "out" / "rollup.json").read_text("utf-8"))
    assert rollup == json.loads((tmp_path / "one.json").read_text("utf-8"))["rollup"]
    assert len(rollup["matrix"]) + len(rollup["unattributed"]) == REPORTS

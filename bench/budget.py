"""``python -m bench.budget``: what each command costs in instructions, held against a budget.

Instructions are counted by cachegrind, so a busy machine gives the same numbers as an idle one. A
budget is a multiple of what it takes to load the four packages that plancheck is built on, so that
it holds for other versions of them and of Python, too.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from bench.reports import write_reports
from bench.tools import ROOT, install_plancheck
from plancheck.plan.loading import load_plan

BUDGETS = Path(__file__).with_name("budget.toml")
MARGIN = 1.02
"""By how much a cost may be above the one that was measured when the budget was written."""
REPORTS = 50
"""So many reports in one call show what one more costs."""

_BASE = """
import pydantic, rich.console, rich.table, rich.text, typer, yaml
class Model(pydantic.BaseModel):
    field: str
"""


def main() -> int:
    """Count every command, print each beside its budget, and return 1 where one is over it."""
    parser = argparse.ArgumentParser(prog="python -m bench.budget", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {BUDGETS.name} anew")
    arguments = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: nothing can be counted", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="plancheck-bench-") as folder:
        counted = costs(Path(folder))
    if arguments.write:
        lines = (f'"{name}" = {cost * MARGIN:.4f}\n' for name, cost in counted.items())
        BUDGETS.write_text(_HEAD + "".join(lines), encoding="utf-8")
    budgets = tomllib.loads(BUDGETS.read_text("utf-8"))["budgets"]
    for name, cost in counted.items():
        word = "over" if cost > budgets[name] else "within"
        print(f"{name:32} {cost:7.4f}  {word} {budgets[name]:.4f}")
    over = [name for name, cost in counted.items() if cost > budgets[name]]
    print(f"{len(counted) - len(over)} within their budget, {len(over)} over it")
    return 1 if over else 0


_HEAD = """\
# What a command may cost, as a multiple of loading pydantic, rich, typer and PyYAML.
# Written by `python -m bench.budget --write`; a number that rises has to be worth it.
[budgets]
"""


def costs(folder: Path) -> dict[str, float]:
    """Return the cost of every command, and of one more report in a call over many."""
    reports = list(write_reports(folder / "reports", REPORTS, load_plan()))
    report = str(next(file for file in reports if "compliant" in file.name))
    install_plancheck(sys.executable, "--target", str(folder / "installed"))
    plancheck = [sys.executable, "-m", "plancheck"]
    commands = {
        "base": [sys.executable, "-c", _BASE],
        "--version": [*plancheck, "--version"],
        "--help": [*plancheck, "--help"],
        "list-obligations": [*plancheck, "list-obligations"],
        "explain 15": [*plancheck, "explain", "15"],
        "validate": [*plancheck, "validate", report],
        "validate --format json": [*plancheck, "validate", report, "--format", "json"],
        "many": [*plancheck, "validate", *map(str, reports), "--format", "json"],
    }
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counted = pool.map(partial(instructions, program=folder / "installed"), commands.values())
        counts = dict(zip(commands, counted, strict=True))
    ratios = {name: count / counts["base"] for name, count in counts.items() if name != "base"}
    alone = ratios["validate --format json"]
    ratios["one more report as JSON"] = (ratios.pop("many") - alone) / (REPORTS - 1)
    return ratios


def instructions(command: list[str], program: Path = ROOT) -> int:
    """Return how many instructions ``command`` takes, started where there is no configuration.

    ``program`` is the folder in which Python finds plancheck.
    """
    env = {**_ENVIRONMENT, "PYTHONPATH": str(program)}
    counted = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=counts"]
    with tempfile.TemporaryDirectory() as folder:
        for call in (command, [*counted, *command]):  # first without, to fill the caches
            ran = subprocess.run(
                call, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                text=True, check=False,
            )  # fmt: skip
    refs = re.search(r"I\s+refs:\s+([\d,]+)", ran.stderr)
    if refs is None:
        raise RuntimeError(ran.stderr[-2000:])
    return int(refs[1].replace(",", ""))


_ENVIRONMENT = {
    "PATH": os.environ.get("PATH", ""),
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
}

if __name__ == "__main__":
    sys.exit(main())

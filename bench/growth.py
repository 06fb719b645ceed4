"""``python -m bench.growth``: whether ten times as much costs ten times as many instructions.

Instructions are counted by cachegrind, those of the smallest size are taken off as the start.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from math import log10
from pathlib import Path

from bench.budget import instructions

MOST = 1.10
"""By how much ten times as much may cost more than ten times as many instructions."""


@dataclass(frozen=True)
class Dimension:
    """What grows: ``write`` makes a call with so many in a folder. The first size is the start."""

    name: str
    sizes: Sequence[int]
    write: Callable[[Path, int], list[str]]


@dataclass(frozen=True)
class Step:
    """From one size to the next: instructions for one more at each, in millions.

    ``growth`` is how many times as much one of ten times as many costs.
    """

    dimension: str
    small: int
    large: int
    each_small: float
    each_large: float
    growth: float


def main() -> int:
    """Count every size, print a row for each step, and return 1 where one grows too much."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("names", nargs="*", help="of what grows (default: all)")
    arguments = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: nothing can be counted", file=sys.stderr)
        return 2
    over = []
    for step in steps(arguments.names):
        print(
            f"{step.dimension:28} {step.small:5,} → {step.large:5,} "
            f"{step.each_small:9.3f} → {step.each_large:9.3f} M each, × {step.growth:.3f}",
            flush=True,
        )
        over += [step.dimension] if step.growth > MOST else []
    print(f"not linear within {MOST - 1:.0%}: {', '.join(over) or 'none'}")
    return 1 if over else 0


def steps(names: Sequence[str] = ()) -> Iterator[Step]:
    """Yield each step of each dimension, as its sizes are counted."""
    chosen = [one for one in DIMENSIONS if not names or one.name in names]
    with (
        tempfile.TemporaryDirectory(prefix="plancheck-bench-") as folder,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        waiting = {
            (one.name, size): pool.submit(_count, one, size, Path(folder, one.name, str(size)))
            for one in sorted(chosen, key=lambda one: one.name != "reports")  # the longest first
            for size in sorted(one.sizes, reverse=True)
        }
        for one in chosen:
            counts = {size: waiting[one.name, size].result() for size in one.sizes}
            yield from _steps(one.name, counts)


def _steps(name: str, counts: dict[int, int]) -> Iterator[Step]:
    start, *sizes = counts
    each = {size: (counts[size] - counts[start]) / (size - start) / 1e6 for size in sizes}
    for small, large in pairwise(sizes):
        tenfold = (each[large] / each[small]) ** (1 / log10(large / small))
        yield Step(name, small, large, each[small], each[large], tenfold)


def _count(one: Dimension, size: int, folder: Path) -> int:
    folder.mkdir(parents=True)
    return instructions([sys.executable, "-m", "plancheck", *one.write(folder, size)])


# --- what grows ----------------------------------------------------------------------------------


def _reports(folder: Path, size: int) -> list[str]:
    """Write reports that say little, each of a subject that is expected."""
    plan = _plan(folder, 32)
    (folder / "reports").mkdir()
    for number in range(size):
        text = f"plan: grown\nsubject: 示例单位{number:05}\ntier: 1\ntasks: {{}}\n"
        _write(folder / "reports" / f"{number:05}.yaml", text)
    expected = _write(folder / "expected.txt", "".join(f"示例单位{n:05}\n" for n in range(size)))
    inputs = ["--plan", plan, "--expect", expected, "--format", "json"]
    return ["validate", str(folder / "reports"), *inputs]


def _obligations(folder: Path, size: int) -> list[str]:
    entries = "".join(
        f"  {n}.do: {{status: completed, note: 已办结（示例）}}\n" for n in range(size)
    )
    report = _report(folder, f"tasks:\n{entries}")
    return ["validate", report, "--plan", _plan(folder, size), "--format", "json"]


def _records(folder: Path, size: int) -> list[str]:
    records = "".join(
        f'    - {{name: 第{number}次活动（示例）, date: "2014-03-01"}}\n' for number in range(size)
    )
    report = _report(folder, f"tasks:\n  count:\n    sessions: {size}\n    records:\n{records}")
    return ["validate", report, "--plan", _plan(folder, 1), "--format", "json"]


def _waivers(folder: Path, size: int) -> list[str]:
    waivers = "".join(
        f"- {{subject: 示例单位{number:05}, obligation: 0.do, reason: 机构调整（示例）, "
        f"approved_by: 示例函〔2014〕{number}号, until: 2015-03-31}}\n"
        for number in range(size)
    )
    path = _write(
        folder / "waivers.yaml", f"format: plancheck.waivers/1\nplan: grown\nwaivers:\n{waivers}"
    )
    inputs = ["--plan", _plan(folder, 1), "--waivers", path, "--format", "json"]
    return ["validate", _report(folder, "tasks: {}\n"), *inputs]


def _problems(folder: Path, size: int) -> list[str]:
    wrong = ", ".join(f"第{number}项: {{}}" for number in range(size))
    report = _report(folder, f"tasks: {{{wrong}}}\n")
    return ["validate", report, "--plan", _plan(folder, 1), "--format", "json"]


def _report(folder: Path, tasks: str) -> str:
    return _write(folder / "report.yaml", f"plan: grown\nsubject: 示例单位00000\ntier: 1\n{tasks}")


def _plan(folder: Path, obligations: int) -> str:
    """Write a plan with so many obligations, and one that counts records; return its path."""
    tasks = "".join(
        f"  - {{id: '{n}', title: 第{n}项任务, due: completed, obligations: [{{id: {n}.do, "
        f"name: 第{n}项, says: 完成第{n}项, cites: [第{n}项], applies: {{all: mandatory}}}}]}}\n"
        for n in range(obligations)
    )
    return _write(folder / "plan.yaml", _HEAD + tasks)


_HEAD = """\
format: plancheck.plan/1
id: grown
languages: [zh]
title: 示例计划
issuer: 示例局
period: {from: 2014-01-01, to: 2014-12-31}
subjects: any
tiers: {1: 一类}
metrics:
  sessions: {zh: 次数, counted_by: name}
sections:
- id: all
  title: 任务
  tasks:
  - id: count
    title: 活动
    due: completed
    obligations:
    - id: count.sessions
      name: 活动
      says: 举办活动
      cites: [活动]
      applies: {all: mandatory}
      requires: {quota: {metric: sessions, unit: 次, at_least: 1}}
"""


def _write(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8", newline="\n")
    return str(file)


DIMENSIONS = (
    Dimension("reports", (3, 300, 3_000), _reports),
    Dimension("obligations of the plan", (3, 32, 370, 3_000), _obligations),
    Dimension("records", (3, 300, 3_000), _records),
    Dimension("waivers", (3, 300, 3_000), _waivers),
    Dimension("problems on one line", (3, 300, 3_000), _problems),
)

if __name__ == "__main__":
    sys.exit(main())

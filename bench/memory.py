"""``python -m bench.memory``: what each format and each option needs in memory over many reports.

Every report is of a subject of its own, and all of them are expected. Memory is the most that a
fresh process held (``ru_maxrss``).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Timing, run
from bench.reports import write_many_subjects
from plancheck.formats import formats, to_files

MANY = 3_000
VERY_MANY = 40_000
BEFORE = 430
"""So many reports are in the earlier result: more are larger than one may be."""
MOST_MB = 100
PEOPLE = ("table", "markdown", "html")
MOST_RATIO = 1.5
"""What one of very many reports may take, as a multiple of one of many."""


@dataclass(frozen=True)
class Held:
    """What one call held in memory, and how long its processor worked."""

    name: str
    reports: int
    megabytes: float
    seconds: float


def main() -> int:
    """Measure every format and option, print each, and return 1 where one needs too much."""
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=__doc__)
    parser.add_argument("--many", type=int, default=MANY, help=f"reports (default {MANY})")
    parser.add_argument("--very-many", type=int, default=VERY_MANY, help="reports as jsonl")
    parser.add_argument("names", nargs="*", help="of formats or options, after `--` (default: all)")
    arguments = parser.parse_args()
    over = []
    each = {}
    for held in measured(arguments.many, arguments.very_many, arguments.names):
        line = f"{held.reports:6,} {held.name:42} {held.megabytes:4.0f} MB {held.seconds:6.1f} s"
        print(line, flush=True)
        over += [held.name] if held.megabytes > MOST_MB else []
        if held.name == "jsonl":
            each[held.reports] = held.seconds / held.reports
    if len(each) == 2:
        ratio = each[arguments.very_many] / each[arguments.many]
        print(f"one of {arguments.very_many:,} ÷ one of {arguments.many:,}: {ratio:.2f}")
        over += ["jsonl"] if ratio > MOST_RATIO else []
    print(f"over {MOST_MB} MB or not linear: {', '.join(over) or 'none'}")
    return 1 if over else 0


def measured(many: int, very_many: int, names: Sequence[str] = ()) -> Iterator[Held]:
    """Yield what each format and option holds over ``many``, and jsonl over ``very_many``."""
    with (
        tempfile.TemporaryDirectory(prefix="plancheck-bench-") as folder,
        ThreadPoolExecutor(os.cpu_count()) as pool,  # what one holds is not the other's affair
    ):
        most = pool.submit(_very_many, Path(folder, "most"), very_many)  # the longest first
        inputs = _Inputs(Path(folder, "many"), many)
        calls = {name: of for name, of in inputs.calls().items() if not names or name in names}
        for held in [pool.submit(inputs.held, *call) for call in calls.items()]:
            yield held.result()
        yield most.result()


def _very_many(folder: Path, count: int) -> Held:
    return _Inputs(folder, count).held("jsonl", ["--format", "jsonl"])


class _Inputs:
    """The files of so many reports, and what may be given beside them."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count
        self.expected = write_many_subjects(folder, count)
        self.plan = folder / "plan.yaml"
        (folder / "beside").mkdir()

    def held(self, name: str, options: Sequence[str]) -> Held:
        """Return what one call holds; raises RuntimeError where it did not judge the reports."""
        output = self.folder / f"output {name}"
        took = self._run(options, output)
        if took.code not in (0, 1, 2, 3) or not self._is_whole(options, output):
            raise RuntimeError(f"{name}: exit code {took.code}")
        output.unlink()
        return Held(name, self.count, took.peak_mib * 1.048576, took.cpu)

    def _is_whole(self, options: Sequence[str], output: Path) -> bool:
        """Whether there is output; as jsonl, which most options are measured with, a line each."""
        named = (option.partition("=")[2] for option in options if "=" in option)
        if not all(Path(file).exists() for file in named):
            return False
        if options[:2] != ["--format", "jsonl"]:
            return output.stat().st_size > 0
        with open(output, "rb") as lines:
            return sum(1 for _ in lines) == self.count + 1

    def _run(self, options: Sequence[str], output: Path) -> Timing:
        reports = [] if "--files-from" in options else [str(self.folder / "reports")]
        inputs = [*reports, "--plan", str(self.plan), "--no-config"]
        expect = [] if "--expect" in options else ["--expect", str(self.expected)]
        return run(
            [sys.executable, "-m", "plancheck", "validate", *inputs, *expect, *options], output
        )

    def calls(self) -> dict[str, list[str]]:
        """Return the options of each call by its name: first every format, then every option."""
        shown = {name: ["--format", name] for name in formats() if not to_files(name)}
        files = {name: self._to_file(name) for name in formats() if to_files(name)}
        several = [
            part for name in ("json", "html", "csv", "sarif") for part in self._to_file(name)
        ]
        jsonl = ["--format", "jsonl"]
        roster = str(self._roster())
        baseline = ["--baseline", str(self._before())]
        calls = {
            "--baseline": [*jsonl, *baseline],
            "--baseline --fail-on new": [*jsonl, *baseline, "--fail-on", "new"],
            "--roster": [*jsonl, "--roster", roster],
            "--roster --expect": [*jsonl, "--roster", roster, "--expect", roster],
            "--waivers": [*jsonl, "--waivers", str(self._waivers())],
            "--files-from": [*jsonl, "--files-from", str(self._list())],
            "--exclude": [*jsonl, "--exclude", "*-nothing.yaml"],
            "--encoding gb18030": [*jsonl, "--encoding", "gb18030"],
            "--require-evidence": [*jsonl, "--require-evidence"],
            "--allow-review": [*jsonl, "--allow-review"],
            "--as-of 2014-06-30": [*jsonl, "--as-of", "2014-06-30"],
            "--tier 1": [*jsonl, "--tier", "1"],
            "--jobs 2": [*jsonl, "--jobs", "2"],
            "--output, four of them": [*jsonl, *several],
        }
        for how, name in (("open", "table"), ("asked", "table"), *(("all", one) for one in PEOPLE)):
            calls[f"--show {how} --format {name}"] = ["--format", name, "--show", how]
        return {**shown, **files, **calls}

    def _to_file(self, name: str) -> list[str]:
        """Return the option that writes a format beside; a folder that it makes has to be new."""
        return ["--output", f"{name}={self.folder / 'beside' / name}"]

    def _files(self) -> list[Path]:
        return sorted((self.folder / "reports").rglob("*.yaml"))

    def _before(self) -> Path:
        """Write the result of an earlier run, about as large as one may be."""
        some = self.folder / "some.txt"
        some.write_text("".join(f"{file}\n" for file in self._files()[:BEFORE]), encoding="utf-8")
        before = self.folder / "before.jsonl"
        self._run(["--files-from", str(some), "--format", "jsonl"], before)
        return before

    def _roster(self) -> Path:
        tiers = (re.findall("(?m)^tier: (.*)$", file.read_text("utf-8")) for file in self._files())
        subjects = self.expected.read_text("utf-8").split()
        rows = (
            f"  {name}: {{tier: {tier}}}\n" for name, (tier,) in zip(subjects, tiers, strict=True)
        )
        return self._beside("roster", "provinces", rows)

    def _waivers(self) -> Path:
        rows = (
            f"- {{subject: {name}, obligation: 4.scheme, reason: 机构调整（示例）, "
            f"approved_by: 示例函〔2014〕{number}号, until: 2015-03-31}}\n"
            for number, name in enumerate(self.expected.read_text("utf-8").split())
        )
        return self._beside("waivers", "waivers", rows)

    def _beside(self, kind: str, key: str, rows: Iterator[str]) -> Path:
        file = self.folder / f"{kind}.yaml"
        head = f"format: plancheck.{kind}/1\nplan: cn-patent-2014\n{key}:\n"
        file.write_text(head + "".join(rows), encoding="utf-8", newline="\n")
        return file

    def _list(self) -> Path:
        listed = self.folder / "files.txt"
        listed.write_text("".join(f"{file}\n" for file in self._files()), encoding="utf-8")
        return listed


if __name__ == "__main__":
    sys.exit(main())

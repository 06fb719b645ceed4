"""``python -m bench``: measure plancheck, print the page about it, and write it if asked to."""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import statistics
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench import growth, memory
from bench.budget import costs
from bench.measure import Timing, alternate, median
from bench.peer_schema import peer_schema
from bench.reports import write_reports
from bench.tools import PLANCHECK, ROOT, TABLE, Tool, checkers, install, starters, versions
from plancheck.plan.loading import load_plan

PAGE = ROOT / "docs" / "performance.md"
MANY = 2_000
BASE = "check-jsonschema"
STAGED = 5
"""So many reports are handed to a hook of a commit."""


def main() -> None:
    """Measure, print what is measured as it comes, and write the page if asked to."""
    arguments = _arguments()
    if shutil.which("valgrind") is None:
        raise SystemExit("valgrind is not installed: instructions cannot be counted")
    install()
    with tempfile.TemporaryDirectory(prefix="plancheck-bench-") as folder:
        lines = list(_printed(_Page(Path(folder), arguments).lines()))
    if arguments.write:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="of each timing (default 9)")
    parser.add_argument("--many", type=int, default=memory.MANY, help="reports held in memory")
    parser.add_argument("--very-many", type=int, default=memory.VERY_MANY, help="as jsonl")
    parser.add_argument("--seed", type=int, default=2014, help="of the reports")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    return parser.parse_args()


def _printed(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        print(line, flush=True)
        yield line


class _Page:
    """The page of one run, measured while it is written: times first, on an idle machine."""

    def __init__(self, folder: Path, arguments: argparse.Namespace) -> None:
        self.folder = folder
        self.arguments = arguments
        self.plan = load_plan()

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page, each as soon as it is known."""
        schema = self.folder / "peer.schema.json"
        schema.write_text(json.dumps(peer_schema(self.plan), ensure_ascii=False), encoding="utf-8")
        tools = checkers(schema)
        self._write("many", MANY)
        yield from self.head()
        yield from self.users(tools)
        yield from self.one(tools)
        yield from self.many(tools)
        yield from self.instructions()
        yield from self.growth()
        yield from self.memory()
        yield from _ABOUT_AIMS

    def head(self) -> Iterator[str]:
        """Say what the page is made of."""
        files = list((self.folder / "many").rglob("*.yaml"))
        size = sum(file.stat().st_size for file in files) / len(files) / 1000
        yield "# How fast it is"
        yield ""
        yield f"Made by one run of `python -m bench --write` on {datetime.date.today()}."
        yield f"The reports are of seed {self.arguments.seed}, {size:.1f} kB each on average: half"
        yield "of them are compliant, the others are short, late or broken."
        yield "Times are medians of runs in alternation. Compare the ratios within a table: seconds"
        yield "differ from machine to machine. Instructions are counted by cachegrind and are the"
        yield "same on a busy machine."
        yield ""
        yield "The other tools check the same duties, numbers and days, written as a JSON Schema"
        yield "(`bench/peer_schema.py`). None of them decides what an unknown fact changes, or"
        yield "names the clause of the plan."
        yield ""
        yield ", ".join(f"{name} {version}" for name, version in versions().items())

    def users(self, tools: Sequence[Tool]) -> Iterator[str]:
        """Measure the calls that people wait for."""
        columns = ("what somebody waits for", "s", f"{BASE} on the same files, s", "÷")
        yield from _table("What users need", columns)
        files = sorted((self.folder / "many").rglob("*.yaml"))
        peer = next(tool for tool in tools if tool.name == BASE)
        pairs = {
            f"a pre-commit hook: {STAGED} reports": self._pair(peer, files[:STAGED], "github"),
            "a quarter: 32 provinces, a table": self._pair(peer, files[:32], "table"),
        }
        for name, pair in pairs.items():
            timings = alternate(pair, self.arguments.rounds)
            ours, theirs = (median(timings[tool]).wall for tool in ("plancheck", BASE))
            ratio = _ratio(timings["plancheck"], timings[BASE])
            yield f"| {name} | {ours:.2f} | {theirs:.2f} | {ratio:.2f} |"
        self._write("year", 3_000)
        year = [*PLANCHECK, "validate", str(self.folder / "year"), "--format", "jsonl"]
        one, two = (
            median(timed).wall
            for timed in alternate({"1": year, "2": [*year, "--jobs", "2"]}, 1).values()
        )
        yield f"| a year: 3,000 counties, jsonl | {one:.1f} | | |"
        yield f"| the same with `--jobs 2` | {two:.1f} | | |"

    def _pair(self, peer: Tool, files: Sequence[Path], name: str) -> dict[str, list[str]]:
        paths = [str(file) for file in files]
        theirs = peer.one(files[0])
        return {
            "plancheck": [*PLANCHECK, "validate", *paths, "--format", name],
            BASE: [*theirs[:-1], *paths],
        }

    def one(self, tools: Sequence[Tool]) -> Iterator[str]:
        """Measure one report from a cold start."""
        columns = ("command", "ms", f"÷ {BASE}", "MiB")
        report = next(file for file in (self.folder / "many").rglob("*-compliant.yaml"))
        commands = {tool.name: tool.one(report) for tool in [*tools, *starters(report)]}
        yield from _table("One report, from a cold start", columns)
        yield from _rows(alternate(commands, self.arguments.rounds))
        shown = {name: commands[name] for name in (TABLE, BASE)}
        yield from _table("The same on a terminal", columns)
        yield from _rows(alternate(shown, self.arguments.rounds, tty=True))

    def many(self, tools: Sequence[Tool]) -> Iterator[str]:
        """Measure very many reports in one call."""
        columns = ("command", "s", f"{BASE} ÷ it", "MiB")
        yield from _table(f"{MANY:,} reports in one call", columns)
        commands = {tool.name: tool.many(self.folder / "many") for tool in tools if tool.many}
        commands["plancheck --jobs 2"] = [*commands["plancheck"], "--jobs", "2"]
        timings = alternate(commands, 3)
        for name, runs in timings.items():
            middle, ratio = median(runs), _ratio(timings[BASE], runs)
            yield f"| {name} | {middle.wall:.2f} | {ratio:.1f} | {middle.peak_mib:.0f} |"

    def instructions(self) -> Iterator[str]:
        """Count what each command costs, against loading what it is built on."""
        yield from _table("What it costs, in instructions", ("command", "÷ base"))
        for name, cost in costs(self.folder / "counted").items():
            yield f"| {name} | {cost:.4f} |"
        yield ""
        yield "The base is loading pydantic, rich, typer and PyYAML, and building one model."
        yield "`python -m bench.budget` holds these numbers in CI."

    def growth(self) -> Iterator[str]:
        """Count whether ten times as much costs ten times as many instructions."""
        columns = ("what grows", "from", "to", "M for one more", "then", "growth per tenfold")
        yield from _table("How the cost grows", columns)
        for step in growth.steps():
            sizes = f"{step.small:,} | {step.large:,}"
            each = f"{step.each_small:.2f} | {step.each_large:.2f}"
            yield f"| {step.dimension} | {sizes} | {each} | {step.growth:.2f} |"
        yield ""
        yield f"At most {growth.MOST:.2f} is allowed (`python -m bench.growth`): 1 is linear."
        yield "Reports here state almost nothing, so that what grows is the run around them."

    def memory(self) -> Iterator[str]:
        """Measure what each format and option holds in memory."""
        yield from _table("Memory", ("format or option", "reports", "MB"))
        for held in memory.measured(self.arguments.many, self.arguments.very_many):
            yield f"| `{held.name}` | {held.reports:,} | {held.megabytes:.0f} |"
        yield ""
        yield f"At most {memory.MOST_MB} MB is allowed (`python -m bench.memory`). Every report is"
        yield "of a subject of its own, and all of them are expected. Options are measured with"
        yield f"`jsonl`; the earlier result has {memory.BEFORE} reports, near the most it may have."

    def _write(self, name: str, count: int) -> None:
        reports = write_reports(self.folder / name, count, self.plan, seed=self.arguments.seed)
        deque(reports, maxlen=0)  # keep none: a child begins with the peak of this process


_ABOUT_AIMS = (
    "",
    "## What is not aimed at",
    "",
    f"Earlier editions aimed at 40 times the speed of {BASE} and at the speed of ajv.",
    "No user waits for either: a year of 3,000 reports takes seconds. ajv keeps no line and no",
    "column, and plancheck cannot do without: every verdict names its line.",
)


def _rows(timings: Mapping[str, Sequence[Timing]]) -> Iterator[str]:
    for name, runs in timings.items():
        middle = median(runs)
        ratio = _ratio(runs, timings[BASE])
        yield f"| {name} | {middle.wall * 1000:.0f} | {ratio:.2f} | {middle.peak_mib:.0f} |"


def _ratio(runs: Sequence[Timing], base: Sequence[Timing]) -> float:
    """Return the median of the ratios of runs that followed each other."""
    return statistics.median(
        ours.wall / theirs.wall for ours, theirs in zip(runs, base, strict=True)
    )


def _table(title: str, columns: Sequence[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"| {' | '.join(columns)} |")
    yield "|---" + "|---:" * (len(columns) - 1) + "|"


if __name__ == "__main__":
    main()

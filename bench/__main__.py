"""``python -m bench``: measure plancheck beside other checkers, and print or write the page."""

from __future__ import annotations

import argparse
import datetime
import json
import statistics
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.measure import Timing, alternate, median, run, spread
from bench.peer_schema import peer_schema
from bench.reports import write_reports
from bench.stages import EVENTS, stages
from bench.tools import (
    OPEN,
    PLANCHECK,
    QUICKER,
    ROOT,
    TABLE,
    Tool,
    checkers,
    install,
    starters,
    versions,
)
from plancheck.plan.loading import load_plan

PAGE = ROOT / "docs" / "performance.md"
MANY = 2_000
SLOW = 200
"""So many files where a tool would take half a minute for ``MANY``; its time is scaled up."""
BASE = "check-jsonschema"
MEMORY = "`python -m bench.memory` measures what each format needs in memory for very many reports."


def main() -> None:
    """Measure, print what is measured as it comes, and write the page if asked to."""
    arguments = _arguments()
    install()
    with tempfile.TemporaryDirectory(prefix="plancheck-bench-") as folder:
        lines = list(_printed(_Page(Path(folder), arguments).lines()))
    if arguments.write:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="of a cold start (default 15)")
    parser.add_argument("--most", type=int, default=100_000, help="files of the largest call")
    parser.add_argument("--seed", type=int, default=2014, help="of the reports")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    return parser.parse_args()


def _printed(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        print(line, flush=True)
        yield line


class _Page:
    """The page of one run, measured while it is written; ``aims`` are rows of its last table.

    ``each`` are milliseconds a report of every tool, over very many in one call.
    """

    def __init__(self, folder: Path, arguments: argparse.Namespace) -> None:
        self.folder = folder
        self.arguments = arguments
        self.plan = load_plan()
        self.aims: list[str] = []
        self.each: dict[str, float] = {}

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page, each as soon as it is known."""
        schema = self.folder / "peer.schema.json"
        schema.write_text(json.dumps(peer_schema(self.plan), ensure_ascii=False), encoding="utf-8")
        files = list(self.reports("many", MANY))
        report = next(file for file in files if "compliant" in file.name)
        seed = self.arguments.seed
        size = sum(file.stat().st_size for file in files) / len(files) / 1000
        yield "# How fast it is"
        yield ""
        yield f"Made by `python -m bench --write` on {datetime.date.today()}, in some ten minutes."
        yield f"The reports are of seed {seed}, {size:.1f} kB each on average: half of"
        yield "them compliant, the others short, late or broken. Times are medians of runs in"
        yield "alternation; compare within a table, not across machines. The others check the same"
        yield "duties, numbers and days, written as a JSON Schema (`bench/peer_schema.py`), and"
        yield "yamllint the layout; none of them judges by worlds or says by which clause."
        yield ""
        yield ", ".join(f"{name} {version}" for name, version in versions().items())
        tools = checkers(schema)
        yield from self.cold(tools, report)
        yield from self.throughput(tools)
        yield from self.sizes()
        yield from _table("One report, stage by stage, in one process", ("stage", "ms"))
        valid = [file for file in files if "broken" not in file.name][:300]
        costs = stages(valid, self.plan)
        yield from (f"| {name} | {cost:.2f} |" for name, cost in costs.items())
        yield from _table("What was aimed at", ("aim", "measured", "reached"))
        yield from self.aims
        yield ""
        yield f"What limits it: libyaml's events, taken up by Python, cost {costs[EVENTS]:.2f} ms a"
        yield "report before anything is made of them. ajv-cli takes"
        yield f"{self.each['ajv-cli']:.2f} ms in all, and a fortieth of what {BASE} takes is"
        yield f"{self.each[BASE] / 40:.2f} ms."
        yield ""
        yield MEMORY

    def reports(self, name: str, count: int) -> Iterator[Path]:
        """Write ``count`` reports into the folder ``name``; yield each when it is there."""
        return write_reports(self.folder / name, count, self.plan, seed=self.arguments.seed)

    def aim(self, what: str, value: float, *, most: float | None = None, least: float = 0) -> None:
        """Note whether ``value`` is what was aimed at."""
        reached = value >= least if most is None else value <= most
        bound = f"at least {least}" if most is None else f"at most {most}"
        self.aims.append(f"| {what}: {bound} | {value:.2f} | {'yes' if reached else '**no**'} |")

    def cold(self, tools: Sequence[Tool], report: Path) -> Iterator[str]:
        """Measure one report from a cold start, into a file and on a terminal."""
        columns = ("command", "ms", f"÷ {BASE}", "middle half within", "MiB")
        commands = {tool.name: tool.one(report) for tool in [*tools, *starters(report)]}
        yield from _table("One report, from a cold start, into a file", columns)
        timings = alternate(commands, self.arguments.rounds)
        yield from _rows(timings)
        shown = {name: commands[name] for name in (TABLE, "plancheck", BASE)}
        yield from _table("The same on a terminal", columns)
        on_terminal = alternate(shown, self.arguments.rounds, tty=True)
        yield from _rows(on_terminal)
        for where, name, times in (
            ("JSON into a file", "plancheck", timings),
            ("a table into a file", TABLE, timings),
            ("a table on a terminal", TABLE, on_terminal),
        ):
            ratio = _ratio(times[name], times[BASE])
            self.aim(f"cold start, {where} ÷ {BASE}", ratio, most=0.55)
        validate = median(timings[TABLE]).wall
        for name in QUICKER:
            ratio = median(timings[name]).wall / validate
            self.aim(f"`{name}` ÷ `{TABLE}`", ratio, most=1)

    def throughput(self, tools: Sequence[Tool]) -> Iterator[str]:
        """Measure very many reports in one call."""
        deque(self.reports("few", SLOW), maxlen=0)
        yield from _table(
            f"{MANY:,} reports in one call",
            ("command", "s", "ms a report", "plancheck is × as fast", "MiB"),
        )
        slow = {BASE, "yamllint"}
        commands = {
            tool.name: tool.many(self.folder / ("few" if tool.name in slow else "many"))
            for tool in tools
            if tool.many
        }
        commands["plancheck --jobs 2"] = [*commands["plancheck"], "--jobs", "2"]
        runs = alternate(commands, 5)
        timings = {name: median(of) for name, of in runs.items()}
        seconds = {
            name: timing.wall * (MANY / SLOW if name in slow else 1)
            for name, timing in timings.items()
        }
        self.each = {name: time / MANY * 1000 for name, time in seconds.items()}
        for name, time in seconds.items():
            scaled = f" (scaled up from {SLOW})" if name in slow else ""
            yield (
                f"| {name}{scaled} | {time:.2f} | {self.each[name]:.2f} "
                f"| {time / seconds['plancheck']:.2f} | {timings[name].peak_mib:.0f} |"
            )
        for name in ("plancheck", OPEN):
            about = f"{MANY:,} reports, {name}"
            self.aim(f"{about}: {BASE} ÷ it", seconds[BASE] / seconds[name], least=40)
            self.aim(f"{about}: ajv-cli ÷ it", seconds["ajv-cli"] / seconds[name], least=1)
        shared = seconds["plancheck"] / seconds["plancheck --jobs 2"]
        self.aim("one process ÷ `--jobs 2`", shared, least=1.6)

    def sizes(self) -> Iterator[str]:
        """Measure more and more reports, the result in a file."""
        yield from _table(
            "More and more reports, JSON into a file",
            ("reports", "s", "ms a report", "peak MiB of a process", "output MB"),
        )
        each = {}
        for size in [size for size in (1, 1_000, 10_000, 100_000) if size <= self.arguments.most]:
            # None is kept: a process that is started begins with the peak of this one.
            deque(self.reports(f"of-{size}", size), maxlen=0)
            output = self.folder / "result.json"
            command = [*PLANCHECK, "validate", str(self.folder / f"of-{size}"), "--format", "json"]
            timing = run(command, output)
            each[size] = timing.wall / size
            written = output.stat().st_size / 1e6
            yield (
                f"| {size:,} | {timing.wall:.2f} | {each[size] * 1000:.2f} "
                f"| {timing.peak_mib:.0f} | {written:.1f} |"
            )
            if size == 100_000:
                self.aim("peak MiB with 100,000 reports", timing.peak_mib, most=64)
                self.aim("cost of one of 100,000 ÷ of 10,000", each[size] / each[10_000], most=1.1)


def _rows(timings: Mapping[str, Sequence[Timing]]) -> Iterator[str]:
    for name, runs in timings.items():
        middle = median(runs)
        yield (
            f"| {name} | {middle.wall * 1000:.0f} | {_ratio(runs, timings[BASE]):.2f} "
            f"| {spread(runs):.0%} | {middle.peak_mib:.0f} |"
        )


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

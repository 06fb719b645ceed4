"""``python -m bench``: measure plancheck beside other checkers, and print or write the page."""

from __future__ import annotations

import argparse
import datetime
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.measure import Timing, alternate, median, run, spread
from bench.peer_schema import peer_schema
from bench.reports import write_reports
from bench.stages import stages
from bench.tools import PLANCHECK, ROOT, Tool, checkers, install, starters, versions
from plancheck.plan import load_plan

PAGE = ROOT / "docs" / "performance.md"
MANY = 2_000
SLOW = 200
"""So many files where a tool would take half a minute for ``MANY``; its time is scaled up."""


def main() -> None:
    asked = _arguments()
    install()
    with tempfile.TemporaryDirectory(prefix="plancheck-bench-") as folder:
        lines = list(_page(Path(folder), asked))
    if asked.write:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="of a cold start (default 9)")
    parser.add_argument("--most", type=int, default=10_000, help="files of the largest call")
    parser.add_argument("--seed", type=int, default=2014, help="of the reports")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    return parser.parse_args()


def _page(folder: Path, asked: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the page, each printed as soon as it is known."""
    for line in _lines(folder, asked):
        print(line, flush=True)
        yield line


def _lines(folder: Path, asked: argparse.Namespace) -> Iterator[str]:
    plan = load_plan()
    schema = folder / "peer.schema.json"
    schema.write_text(json.dumps(peer_schema(plan), ensure_ascii=False), encoding="utf-8")
    files = write_reports(folder / "reports", MANY, plan, seed=asked.seed)
    report = next(file for file in files if "compliant" in file.name)
    size = sum(file.stat().st_size for file in files) / len(files) / 1000
    yield "# How fast it is"
    yield ""
    yield f"Made by `python -m bench --write` on {datetime.date.today()}; "
    yield f"reports of seed {asked.seed}, {size:.1f} kB each on average, half of them compliant."
    yield "Times are medians of runs in alternation; compare within a table, not across machines."
    yield ""
    yield ", ".join(f"{name} {version}" for name, version in versions().items())
    tools = checkers(schema)
    yield from _cold(tools, report, asked.rounds)
    yield from _throughput(tools, folder, asked)
    yield from _sizes(folder, plan_files=asked)
    valid = [file for file in files if "broken" not in file.name][:300]
    yield from _table("One report, stage by stage, in one process", ("stage", "ms"))
    yield from (f"| {name} | {cost:.2f} |" for name, cost in stages(valid, plan).items())


def _cold(tools: Sequence[Tool], report: Path, rounds: int) -> Iterator[str]:
    columns = ("command", "ms", "÷ check-jsonschema", "middle half within", "MiB")
    commands = {tool.name: tool.one(report) for tool in [*tools, *starters(report)]}
    yield from _table("One report, from a cold start, into a file", columns)
    yield from _rows(alternate(commands, rounds))
    shown = ("plancheck validate, a table", "plancheck", "check-jsonschema")
    yield from _table("The same on a terminal", columns)
    yield from _rows(alternate({name: commands[name] for name in shown}, rounds, tty=True))


def _rows(timings: Mapping[str, Sequence[Timing]]) -> Iterator[str]:
    base = median(timings["check-jsonschema"]).wall
    for name, runs in timings.items():
        middle = median(runs)
        yield (
            f"| {name} | {middle.wall * 1000:.0f} | {middle.wall / base:.2f} "
            f"| {spread(runs):.0%} | {middle.peak_mib:.0f} |"
        )


def _throughput(tools: Sequence[Tool], folder: Path, asked: argparse.Namespace) -> Iterator[str]:
    few = folder / "few"
    write_reports(few, SLOW, load_plan(), seed=asked.seed)
    yield from _table(
        f"{MANY:,} reports in one call",
        ("command", "s", "ms a report", "plancheck is × as fast", "MiB"),
    )
    slow = {"check-jsonschema", "yamllint"}
    commands = {
        tool.name: tool.many(few if tool.name in slow else folder / "reports")
        for tool in tools
        if tool.many
    }
    commands["plancheck --jobs 2"] = [*commands["plancheck"], "--jobs", "2"]
    timings = {name: median(runs) for name, runs in alternate(commands, 3).items()}
    seconds = {
        name: timing.wall * (MANY / SLOW if name in slow else 1) for name, timing in timings.items()
    }
    for name, time in seconds.items():
        scaled = f" (scaled up from {SLOW})" if name in slow else ""
        yield (
            f"| {name}{scaled} | {time:.2f} | {time / MANY * 1000:.2f} "
            f"| {time / seconds['plancheck']:.2f} | {timings[name].peak_mib:.0f} |"
        )


def _sizes(folder: Path, plan_files: argparse.Namespace) -> Iterator[str]:
    yield from _table(
        "More and more reports, JSON into a file",
        ("reports", "s", "ms a report", "peak MiB of a process", "output MB"),
    )
    sizes = [size for size in (1, 1_000, 10_000, 100_000) if size <= plan_files.most]
    for size in sizes:
        reports = folder / f"of-{size}"
        write_reports(reports, size, load_plan(), seed=plan_files.seed)
        output = folder / "result.json"
        timing = run([*PLANCHECK, "validate", str(reports), "--format", "json"], output)
        written = output.stat().st_size / 1e6
        yield (
            f"| {size:,} | {timing.wall:.2f} | {timing.wall / size * 1000:.2f} "
            f"| {timing.peak_mib:.0f} | {written:.1f} |"
        )


def _table(title: str, columns: Sequence[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"| {' | '.join(columns)} |")
    yield "|---" + "|---:" * (len(columns) - 1) + "|"


if __name__ == "__main__":
    main()

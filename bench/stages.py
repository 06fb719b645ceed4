"""What each stage of a check costs, in one process: read, parse, type, evaluate, render."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from plancheck.formats import render, streams
from plancheck.inputs.report import read_report
from plancheck.plan.model import Plan
from plancheck.reading.source import parse
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.run import Run

ROUNDS = 5
EVENTS = "parse: libyaml's events alone"


def stages(files: Sequence[Path], plan: Plan) -> dict[str, float]:
    """Return milliseconds per report of every stage, the least of ``ROUNDS``, for valid files."""
    gc.set_threshold(100_000, 50, 50)  # as the command does
    contents = [file.read_bytes() for file in files]
    costs = {
        "read: bytes from the disk": _per_file(lambda: [f.read_bytes() for f in files], files),
        EVENTS: _per_file(lambda: list(map(_events, contents)), files),
        "parse: to a tree with places": _per_file(
            lambda: [parse(content, "report.yaml") for content in contents], files
        ),
    }
    # Typing changes the tree, so every round needs trees of its own.
    trees = [[parse(content, "report.yaml") for content in contents] for _ in range(ROUNDS)]
    rounds = iter(trees)
    costs["type: spelling and fields"] = _per_file(
        lambda: [read_report(tree, plan) for tree in next(rounds)], files
    )
    reports = [read_report(parse(content, "report.yaml"), plan) for content in contents]
    costs["evaluate"] = _per_file(lambda: [evaluate(plan, report) for report in reports], files)
    run = Run(plan, tuple(evaluate(plan, report) for report in reports))
    for name in streams():
        if name != "html":  # a page of thousands of reports is nobody's
            costs[f"render: {name}"] = _per_file(lambda name=name: render(name, run), files)  # type: ignore[misc]
    return costs


def _events(content: bytes) -> None:
    parser = yaml.CSafeLoader(content.decode())
    try:
        while type(parser.get_event()) is not yaml.StreamEndEvent:
            pass
    finally:
        parser.dispose()


def _per_file(work: Callable[[], object], files: Sequence[Path]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best / len(files) * 1000

"""Runs over many reports, with some that are missing, unusable or something else."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

from plancheck.plan.model import Plan
from plancheck.verdicts.baseline import Comparison, Fell
from plancheck.verdicts.expected import expected_of
from plancheck.verdicts.judging import judge
from plancheck.verdicts.recorded import Point, RecordedRun
from plancheck.verdicts.result import Finding, Verdict
from plancheck.verdicts.run import Run
from tests.conftest import ROOT

KINDS = ("tier1-compliant", "tier1-noncompliant", "tier2-compliant", "tier3-noncompliant")


def many(folder: Path, plan: Plan, *, reports: int, unusable: bool = True) -> Run:
    """Return the run over ``reports`` reports, written into ``folder``; the others are absent."""
    for number, subject in enumerate(plan.subject_names[:reports]):
        example = ROOT / "examples" / f"{KINDS[number % len(KINDS)]}.yaml"
        text = re.sub("(?m)^province: .*$", f"province: {subject}", example.read_text("utf-8"))
        (folder / f"{number:02}.yaml").write_text(text, "utf-8")
    if unusable:
        for name in ("broken", "roster"):
            text = (ROOT / "examples" / f"{name}.yaml").read_text("utf-8")
            (folder / f"{name}.yaml").write_text(text, "utf-8")
    return judge([str(folder)], plan, expected=expected_of(plan, None))


def compared(run: Run) -> Run:
    """Return ``run`` beside a run before it, in which two reports said less and one more."""
    first, second, *_ = run.results
    where = second.findings[0].location
    return replace(
        run,
        comparison=Comparison(
            "示例-before.json",
            new=((second.subject, "15.training"),),
            unchanged=((second.subject, "19.standard"),),
            fixed=((first.subject, "2.framework"), ("宁夏", "4.scheme")),
            fell=(
                Fell(second.subject, "15.training", 6, 5, where),
                Fell(second.subject, "15.bases", 6, None, where, "示例大学基地"),
            ),
            gone=("西藏",),
            other_wording=True,
            earlier=(before(run),),
        ),
        only_new=True,
    )


def before(run: Run) -> RecordedRun:
    """Return an earlier result: of the first two reports, and of one that is gone."""
    first, second, *_ = run.results
    points = {
        result.subject: {finding.obligation: recorded(finding) for finding in result.findings}
        for result in (first, second)
    }
    points[first.subject]["2.framework"] = Point(Verdict.MISSING, "mandatory", {})
    of_second = points[second.subject]
    of_second["2.framework"] = Point(Verdict.PENDING, "mandatory", {})
    of_second["15.training"] = Point(Verdict.PASS, "mandatory", {None: 6})
    of_second["15.bases"] = Point(Verdict.FAIL, "mandatory", {"示例大学基地": 6})
    points["西藏"] = {"2.framework": Point(Verdict.PASS, "mandatory", {})}
    day = datetime.date(2014, 9, 30)
    return RecordedRun(
        "示例-before.json", day, "0" * 64, points, frozenset(), frozenset(), tuple(points)
    )


def recorded(finding: Finding) -> Point:
    return Point(finding.verdict, finding.level_word, {})

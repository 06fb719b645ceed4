"""Runs that every format has to show: nothing, each verdict, unusable files, awkward text."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml

from plancheck.errors import Location, Problem, ReportError
from plancheck.inputs.loading import load_roster
from plancheck.inputs.waivers import load_waivers
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Note, Result, Verdict, verdicts_of
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import ROOT, a_report, judged

T = TypeVar("T")
AWKWARD = (
    "a##[error]b ##vso[task.complete]\x1b[31mb [red]c[/red] [/x] :smile: %0A::error::d ]]> <b>|`*_ "
    "\u202ee =1+1 𠮷😀"
)


def example(name: str) -> str:
    return str(ROOT / "examples" / f"{name}.yaml")


def from_here(load: Callable[[str, Plan], T], name: str, plan: Plan) -> T:
    """Return an example read by its path from the repository, which results name."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return load(f"examples/{name}.yaml", plan)
    finally:
        os.chdir(before)


NAMES = (
    *("nothing", "no-plan", "compliant", "noncompliant", "undetermined", "unusable"),
    *("every-verdict", "several", "awkward", "on-track", "early", "no-tier"),
)


@lru_cache(maxsize=1)
def specimens() -> dict[str, Run]:
    """Return the runs by name; their paths are relative to the repository."""
    plan = load_plan()
    runs = {
        "nothing": Run(plan),
        "no-plan": Run(None, problems=(Problem("source.not-found", Location("plan.yaml")),)),
        "compliant": shown_from_here(
            judge([example("tier1-compliant")], plan, terms=Terms(tier="1"))
        ),
        "noncompliant": shown_from_here(
            judge([example("tier1-noncompliant")], plan, terms=Terms(tier="1"))
        ),
        "undetermined": shown_from_here(judge([example("undetermined")], plan)),
        "unusable": shown_from_here(judge([example("broken")], plan)),
        "every-verdict": _every_verdict(plan),
        "several": shown_from_here(
            judge(
                [example("shanghai"), example("broken"), example("tier2-noncompliant")],
                plan,
                roster=from_here(load_roster, "roster", plan),
                waivers=from_here(load_waivers, "waivers", plan),
            )
        ),
        "awkward": _awkward(plan),
        "on-track": _on_track(plan),
        "early": _early(plan),
        "no-tier": _no_tier(plan),
    }
    assert tuple(runs) == NAMES
    return runs


def shown_from_here(run: Run) -> Run:
    """Return ``run`` with paths that do not depend on where the repository lies."""

    def short(path: str) -> str:
        return path.removeprefix(f"{ROOT}/")

    def moved(where: Location) -> Location:
        return where._replace(path=short(where.path))

    def noted(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        return tuple(note._replace(where=note.where and moved(note.where)) for note in notes)

    reports: list[Result | Rejected] = []
    for report in run.reports:
        if isinstance(report, Result):
            findings = tuple(
                f._replace(location=moved(f.location), notes=noted(f.notes))
                for f in report.findings
            )
            notes = noted(report.notes)
            where = moved(report.location)
            reports.append(replace(report, location=where, findings=findings, notes=notes))
        else:
            problems = tuple(p._replace(where=p.where and moved(p.where)) for p in report.problems)
            reports.append(report._replace(path=short(report.path), problems=problems))
    problems = tuple(p._replace(where=p.where and moved(p.where)) for p in run.problems)
    return replace(run, reports=tuple(reports), problems=problems)


def _every_verdict(plan: Plan) -> Run:
    waivers = load_waivers(example("waivers"), plan)
    result = judged(
        plan,
        {
            "province": "江西",
            "tier": "2",
            "as_of": "2014-12-31",
            "tasks": {
                "2.framework": "completed",
                "4.scheme": "in-progress",
                "15.training": {"sessions": "三次", "evidence": ["Z09"]},
                "9.training": {"participants": "12"},
            },
        },
        waivers=waivers,
    )
    pending = judged(plan, {"province": "江西", "tier": "3", "designated": []})
    assert {*result.tally, *pending.tally} == {*verdicts_of(plan)}
    return Run(plan, (result, pending))


def _on_track(plan: Plan) -> Run:
    """Nothing is done, and nothing is due yet on the day that the report names."""
    data = {"province": "江西", "tier": "2", "as_of": "2014-03-31", "designated": []}
    result = judged(plan, data)
    assert not result.tally.keys() & {Verdict.PASS, Verdict.WAIVED}
    return Run(plan, (result,))


def _early(plan: Plan) -> Run:
    """A cap is broken on a day in the middle of the period, which the report names itself."""
    tasks = {"18.advantage": {"enterprises": 26}}
    data = {"province": "江西", "tier": "2", "as_of": "2014-06-30", "designated": []}
    result = judged(plan, {**data, "tasks": tasks})
    assert result.tally[Verdict.FAIL] == 1
    return Run(plan, (result,))


def _no_tier(plan: Plan) -> Run:
    """The tier is not stated, and each possible one is broken by another obligation.

    Tier 1 owes an institution, and 30 enterprises are above the caps of the other two tiers.
    """
    data = yaml.safe_load(Path(example("tier1-compliant")).read_text("utf-8"))
    del data["tier"], data["tasks"]["25.office"]
    tasks = {**data["tasks"], "18.advantage": {"enterprises": 30, "date": "2014-07-10"}}
    result = judged(plan, {**data, "designated": [], "tasks": tasks})
    assert not any(verdict.blocks for verdict in result.tally)
    return Run(plan, (result,))


def _awkward(plan: Plan) -> Run:
    """Text from a file and a file name that would act in a terminal, a log or a page."""
    text = f'"{_quoted(AWKWARD)}"'
    said = f"evidence: [Z01, {text}], note: {text}, reason: {text}, next_steps: {text}"
    cited = f"title: {text}, number: {text}, url: {text}, file: {text}, note: {text}"
    report = a_report(
        plan,
        f"province: 江西\ntier: 1\nprepared_by: {text}\nreviewed_by: {text}\n"
        f"submitted: 2015-01-10\nremarks: {text}\ntasks:\n"
        f"  15.bases: {{units: {{{text}: {{sessions: 1, {said}}}}}, {said}}}\n"
        f"evidence:\n  Z01: {{{cited}}}\n",
    )
    result = evaluate(plan, report)
    where = result.location._replace(path=f"{AWKWARD}\n::error::x.yaml")
    result = replace(result, location=where)
    refused = Problem(
        "schema.unknown-key", Location(AWKWARD, 3, 5), {"key": AWKWARD, "near": [AWKWARD]}
    )
    rejected = Rejected(AWKWARD, ReportError([refused]).problems)
    return Run(plan, (result, rejected))


def _quoted(text: str) -> str:
    """Return ``text`` without what the reader refuses, for a key in double quotes."""
    return text.replace("\x1b", "").replace('"', "")

"""Answers the page: calls the engine and returns published documents and the report's own tree.

Files lie in the current folder, by the names that a method is given. What is wrong with an input is
an answer, ``{"problems": …}``, in the shape that it has in plancheck.result/1.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pydantic_core import PydanticCustomError

from page.readable import Path, Readable
from plancheck import __version__, load_plan, load_roster, load_waivers, render
from plancheck.analysis.listing import list_obligations
from plancheck.authoring.conversion import as_data, as_yaml, comments
from plancheck.errors import Medium, PlancheckError, Problem, UsageError
from plancheck.formats import Style, render_as
from plancheck.formats.json.parts import as_problem, in_both
from plancheck.inputs.loading import load_document
from plancheck.inputs.report import place_in_report, read_report
from plancheck.inputs.roster import Roster
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.plan.model import Plan, refuse_open
from plancheck.reading.emitter import as_yaml_text
from plancheck.reading.kinds import FileKind, certain_kind
from plancheck.reading.source import parse
from plancheck.reading.tree import Document
from plancheck.reading.values import read_date
from plancheck.verdicts.baseline import compare
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.expected import expected_of
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.judging import judge
from plancheck.verdicts.recorded import load_recorded
from plancheck.verdicts.result import Result
from plancheck.verdicts.run import Rejected, Run

Answer = dict[str, Any]
FORM = "report.yaml"
"""The name of the report that is in the form."""


class Bridge:
    """The engine with one plan and, where one was opened, a roster."""

    def __init__(self) -> None:
        self.plan = load_plan()
        self.roster: Roster | None = None

    def answer(self, operation: str, arguments: str) -> str:
        """Return what a method answers to its arguments, both as JSON."""
        try:
            value = getattr(self, operation)(**json.loads(arguments))
        except PlancheckError as exc:
            value = {"problems": _problems(exc.problems)}
        return json.dumps(value, ensure_ascii=False)

    def start(self, plan: str | None = None, beside: Sequence[str] = ()) -> Answer:
        """Return the version, the rule set's checksum and all that it asks.

        ``plan`` is a file, or the list that the plan among those ``beside`` names. A plan that
        leaves a value open is refused, as the form would have no verdicts.
        """
        if plan is not None:
            opened = _plan_among([plan, *beside])
            refuse_open(opened)
            self.plan, self.roster = opened, None
        return {
            "version": __version__,
            "rules": self.plan.sha256,
            "obligations": self.obligations(),
        }

    def obligations(
        self, subject: str | None = None, tier: str | None = None, roster: str | None = None
    ) -> Answer:
        """Return plancheck.obligations/1. The file ``roster`` is used from now on, "" for none."""
        if roster is not None:
            self.roster = load_roster(roster, self.plan) if roster else None
        listing = list_obligations(self.plan, subject=subject, tier=tier, roster=self.roster)
        document: Answer = json.loads(render_as("listing", "json", listing))
        return document

    def judge(self, report: Answer) -> Answer:
        """Return plancheck.result/1 of the form, and the values in it that cannot be read.

        The report is judged without those, so that every other value keeps its verdict.
        """
        readable, marks = Readable(report), list[Answer]()
        while True:
            try:
                found: Result | Rejected = self._judged(as_yaml_text(readable.report).encode())
                break
            except PlancheckError as exc:
                unreadable = self._marks(readable, exc.problems)
                marks += [mark for mark in unreadable if not _rests_on(mark, marks)]
                if not readable.take([mark["path"] for mark in unreadable]):
                    found = Rejected(FORM, exc.problems)
                    break
        return {"result": json.loads(self._rendered("json", found)), "marks": marks}

    def page(self, report: Answer, lang: str, name: str) -> Answer:
        """Return the page of the report to print: of the file ``name`` that saving it makes."""
        content = as_yaml(_document(report), self.plan, lang=Lang(lang))
        result = self._judged(content, name)
        return {"text": self._rendered("html", result, lang)}

    def format(self, report: Answer, lang: str) -> Answer:
        """Return the report as YAML in the order of ``fmt``; as it is where it has marks."""
        try:
            return {"text": as_yaml(_document(report), self.plan, lang=Lang(lang)).decode()}
        except PlancheckError:
            return {"text": as_yaml_text(report)}

    def read(self, name: str) -> Answer:
        """Return the report in a file in YAML or Excel; its comments have no place in the form."""
        document = load_document(name, self.plan)
        counted = comments(document) if document.medium is Medium.KEYS else 0
        report = as_data(document, self.plan)
        remarks = _problems(document.remarks)
        return {"report": report, "remarks": remarks, "comments": counted}

    def files(
        self,
        format: str,
        lang: str,
        roster: str | None = None,
        waivers: str | None = None,
        as_of: str | None = None,
        expect: bool = False,
        baseline: str | None = None,
    ) -> Answer:
        """Return the exit code and the text of ``format`` for all reports in the current folder.

        ``skipped`` are the files in it that are no reports, each with its kind.
        """
        known = load_roster(roster, self.plan) if roster else None
        run = judge(
            ["."],
            self.plan,
            roster=known,
            waivers=load_waivers(waivers, self.plan) if waivers else None,
            terms=Terms(as_of=_day(as_of) if as_of else None),
            expected=expected_of(self.plan, known) if expect else None,
            exclude=[name for name in (roster, waivers, baseline) if name],
        )
        if baseline:
            unusable = [file.subject for file in run.rejected if file.subject]
            before = [load_recorded(baseline, self.plan)]
            compared = compare(before, self.plan, run.results, unusable=unusable)
            run = replace(run, comparison=compared)
        return {
            "exit_code": run.exit_code,
            "text": render(format, run, Style(Lang(lang))),
            "skipped": [
                {"name": skipped.path.removeprefix("./"), "kind": skipped.kind}
                for skipped in run.skipped
            ],
        }

    def _judged(self, content: bytes, name: str = FORM) -> Result:
        report = read_report(_parsed(content, name), self.plan)
        return evaluate(self.plan, report, roster=self.roster)

    def _rendered(self, name: str, found: Result | Rejected, lang: str = Lang.ZH) -> str:
        return render(name, Run(self.plan, (found,), roster=self.roster), Style(Lang(lang)))

    def _marks(self, readable: Readable, problems: Iterable[Problem]) -> list[Answer]:
        """Return the problems that are about a value of the form, each with the way to it."""
        try:
            written = _document(readable.report)
        except PlancheckError:
            return []  # not even its values can be told apart
        placed = (
            (problem, written.path_to(problem.where)) for problem in problems if problem.where
        )
        return [self._mark(problem, readable.original(path)) for problem, path in placed if path]

    def _mark(self, problem: Problem, path: Path) -> Answer:
        return {
            "path": path,
            "obligation": place_in_report(self.plan, path)[0],
            "message": in_both(lambda lang: problem_text(lang, problem)),
        }


def _plan_among(names: Sequence[str]) -> Plan:
    """Return the plan that is one of the files ``names``; the others may be lists of subjects."""
    for name in names[:-1]:
        try:
            return load_plan(name)
        except PlancheckError as exc:
            if certain_kind(exc.problems) is not FileKind.SUBJECTS:
                raise
    return load_plan(names[-1])


def _day(written: str) -> datetime.date:
    """Return the day that the person wrote, in any of the ways a report may write it."""
    try:
        return read_date(written)
    except PydanticCustomError as exc:
        raise UsageError([Problem(exc.type, values=exc.context or {})]) from None


def _document(report: Answer) -> Document:
    return _parsed(as_yaml_text(report).encode())


def _parsed(content: bytes, name: str = FORM) -> Document:
    document = parse(content, name)
    document.medium = Medium.FIELDS
    return document


def _rests_on(mark: Answer, marks: Iterable[Answer]) -> bool:
    """Whether a value inside that of ``mark`` was taken out: what that leaves is not told too."""
    depth = len(mark["path"])
    return any(taken["path"][:depth] == mark["path"] for taken in marks)


def _problems(problems: Iterable[Problem]) -> list[Any]:
    return [as_problem(problem, None) for problem in problems]

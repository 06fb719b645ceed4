"""A run as OSCAL assessment results."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import quote

from plancheck import __version__
from plancheck.errors import Location, Problem
from plancheck.formats.oscal.elements import (
    OSCAL_VERSION,
    Json,
    control_id,
    markup,
    moment,
    party_of,
    prop,
    statement_id,
    uuid_of,
)
from plancheck.formats.shared.cells import absent_text, day_text, digest_of, with_reason
from plancheck.formats.shared.json_text import elements, members
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text, reported_text
from plancheck.language.wording import (
    SIGNS,
    format_value,
    joined,
    obligation_name,
    plan_title,
    say,
    subject_name,
)
from plancheck.verdicts.result import Finding, Result, Verdict
from plancheck.verdicts.run import Rejected, Run

NO_DAY = datetime.date(1970, 1, 1)
"""Where there is not even a plan, there is no day to name."""
_STATES = {
    Verdict.PASS: ("satisfied", "pass"),
    Verdict.FAIL: ("not-satisfied", "fail"),
    Verdict.MISSING: ("not-satisfied", "fail"),
    Verdict.REVIEW: ("not-satisfied", "other"),
    Verdict.WAIVED: ("not-satisfied", "other"),
}
"""How a finding's target stands. A duty that is pending, optional or not asked has no finding, as
OSCAL knows no state between the two: the observation says so."""


def results(run: Run, lang: Lang) -> Iterator[str]:
    """Yield the text of ``run`` as assessment results in one language."""
    yield from members({"assessment-results": members(_Results(run, lang).results(), 2)}, 1)
    yield "\n"


class _Results:
    """The assessment results of one run in one language."""

    def __init__(self, run: Run, lang: Lang) -> None:
        self.run = run
        self.lang = lang
        self.basis = run.plan.sha256 if run.plan else ""
        days = [result.as_of for result in run.results]
        self.day = max(days, default=run.plan.period.to if run.plan else NO_DAY)
        subjects = dict.fromkeys(result.subject for result in run.results)
        names = {subject: subject_name(lang, run.plan, subject) for subject in subjects}
        self.parties = {subject: party_of(name) for subject, name in names.items()}
        inputs = [*(report.path for report in run.reports), *map(str, run.problems)]
        self.names = ["\n".join(inputs)] if inputs else []
        """What tells this run from others."""
        self.every = [
            control_id(obligation.id)
            for national in (False, True)
            for _, obligation in (run.plan.obligations(national=national) if run.plan else ())
        ]

    def results(self) -> Json:
        run, plan = self.run, self.run.plan
        title = plan_title(self.lang, plan) if plan else "plancheck"
        of_reports = (self.report(n, report) for n, report in enumerate(run.reports))
        no_plan = uuid_of("no-assessment-plan")
        none = {"uuid": no_plan, "title": "No assessment plan", **self.rule_set()}
        return {
            "uuid": uuid_of("results", self.basis, self.lang, *self.names),
            "metadata": {
                "title": markup(f"{title}{SIGNS[self.lang].colon}{say(self.lang, 'page.title')}"),
                "last-modified": moment(self.day),
                "version": __version__,
                "oscal-version": OSCAL_VERSION,
                "props": [
                    prop("tool", f"plancheck {__version__}"),
                    prop("exit-code", run.exit_code),
                    *([prop("plan", plan.id), prop("sha256", plan.sha256)] if plan else []),
                    *([prop("draft", "true")] if plan and plan.is_draft else []),
                ],
                **({"parties": list(self.parties.values())} if self.parties else {}),
            },
            "import-ap": {
                "href": f"#{no_plan}",
                "remarks": "There is no assessment plan: every obligation of the plan is checked.",
            },
            "results": elements(chain([self.of_run()], of_reports), 3),
            "back-matter": members({"resources": elements(chain([none], self.files()), 4)}, 3),
        }

    def rule_set(self) -> Json:
        plan = self.run.plan
        return {"props": [prop("catalog", f"{plan.id} {plan.sha256}")]} if plan else {}

    def files(self) -> Iterator[Json]:
        """Yield each file that was read, with its digest: roster, waivers, the reports."""
        for name, file in self.run.files_beside.items():
            yield self.file(name, 0, file.path, file.document.file_sha256)
        for number, report in enumerate(self.run.reports):
            if digest := digest_of(report):
                yield self.file("report", number, report.path, digest)

    def file(self, kind: str, number: int, path: str, digest: str) -> Json:
        return {
            "uuid": _file_id(kind, number, path, digest),
            "title": markup(path),
            "props": [prop("kind", kind)],
            "rlinks": [
                {
                    "href": quote(path.encode("utf-8", "surrogateescape")),
                    "hashes": [{"algorithm": "SHA-256", "value": digest}],
                }
            ],
        }

    def links(self, number: int, report: Result | Rejected) -> list[Json]:
        """Return what leads from the result of a report to its file with the digest."""
        digest = digest_of(report)
        id_ = _file_id("report", number, report.path, digest)
        return [{"href": f"#{id_}", "rel": "report"}] if digest else []

    def of_run(self) -> Json:
        """Return the result of the run: its problems, and who or what was left out."""
        run = self.run
        observations = [
            self.observed(
                "run", n, problem.key, problem_text(self.lang, problem), problem.where, self.day
            )
            for n, problem in enumerate(run.problems)
        ]
        for n, expected in enumerate(run.absent):
            where, text = expected.where, absent_text(self.lang, run.plan, expected.subject)
            observations.append(self.observed("absent", n, "run.absent", text, where, self.day))
        for n, skipped in enumerate(run.skipped):
            kind = say(self.lang, f"skipped.{skipped.kind}")
            values = {"path": skipped.path, "kind": kind}
            text = say(self.lang, "table.skipped", values)
            observations.append(self.observed("skipped", n, "table.skipped", text, None, self.day))
        title = say(self.lang, "page.title")
        return self.result("run", title, title, self.day, [], observations, [])

    def observed(
        self,
        kind: str,
        number: int,
        reason: str,
        text: str,
        where: Location | None,
        day: datetime.date,
    ) -> Json:
        """Return an observation that no control is about."""
        return {
            "uuid": uuid_of("observation", self.basis, self.lang, kind, number, where, text),
            "description": markup(text),
            "props": [prop("reason", reason), *self.place(where)],
            "methods": ["EXAMINE"],
            "collected": moment(day),
        }

    def place(self, where: Location | None) -> list[Json]:
        return [prop("location", where)] if where is not None else []

    def result(
        self,
        key: str,
        title: str,
        description: str,
        day: datetime.date,
        controls: Sequence[str],
        observations: Sequence[Json],
        findings: Sequence[Json],
        props: Sequence[Json] = (),
        links: Sequence[Json] = (),
    ) -> Json:
        selection: Json = {"description": markup(description)}
        if controls:
            selection["include-controls"] = _controls(controls)
        else:  # OSCAL has no selection of nothing
            selection["include-all"] = {}
            if self.every:
                selection["exclude-controls"] = _controls(self.every)
        return {
            "uuid": uuid_of("result", self.basis, self.lang, key, *self.names),
            "title": markup(title),
            "description": markup(description),
            "start": moment(day),
            **({"props": list(props)} if props else {}),
            **({"links": list(links)} if links else {}),
            "reviewed-controls": {"control-selections": [selection]},
            **({"observations": list(observations)} if observations else {}),
            **({"findings": list(findings)} if findings else {}),
        }

    def report(self, number: int, report: Result | Rejected) -> Json:
        if isinstance(report, Rejected):
            return self.unusable(number, report)
        key = f"report {number} {report.path}"
        observations, findings = [], []
        if report.failure is not None:
            reason, sentence = report.failure.reason, note_text(self.lang, report.failure)
            failed = self.observed(key, 0, reason, sentence, report.location, report.as_of)
            observations.append(failed)
        for finding in report.findings:
            observation = self.observation(number, report, finding)
            observations.append(observation)
            if finding.verdict in _STATES:
                findings.append(self.finding(report, finding, observation["uuid"]))
        name = subject_name(self.lang, report.plan, report.subject)
        outcome = with_reason(self.lang, report, format_value(self.lang, report.outcome))
        day = day_text(self.lang, report)
        props = [
            prop("path", report.path),
            prop("outcome", report.outcome),
            prop("as-of", report.as_of),
            prop("as-of-from", report.facts.as_of.origin),
        ]
        if report.tier is not None:
            props.append(prop("tier", report.tier))
        controls = [control_id(finding.obligation) for finding in report.findings]
        return self.result(
            key,
            name,
            f"{report.path}: {joined(self.lang, (name, outcome, day))}",
            report.as_of,
            controls,
            observations,
            findings,
            props,
            self.links(number, report),
        )

    def unusable(self, number: int, report: Rejected) -> Json:
        kind = f"report {number} {report.path}"
        observations = [
            self.observed(kind, n, problem.key, self.with_place(problem), problem.where, self.day)
            for n, problem in enumerate(report.problems)
        ]
        title = say(self.lang, "table.unusable", {"path": report.path})
        props = [prop("path", report.path), prop("outcome", "unusable")]
        links = self.links(number, report)
        return self.result(kind, report.path, title, self.day, [], observations, [], props, links)

    def with_place(self, problem: Problem) -> str:
        text = problem_text(self.lang, problem)
        return f"{problem.where}: {text}" if problem.where else text

    def observation(self, number: int, report: Result, finding: Finding) -> Json:
        where = finding.location
        notes = [note_text(self.lang, note) for note in finding.notes]
        reported = reported_text(self.lang, finding.measure, finding.units)
        fragment = quote(where.in_workbook) if where.sheet else f"L{where.line}"
        evidence = {
            "href": f"{quote(where.path)}#{fragment}",
            "description": markup(f"{where}: {reported}"),
        }
        return {
            "uuid": uuid_of(
                "observation", self.basis, self.lang, number, report.path, finding.obligation
            ),
            "title": markup(obligation_name(self.lang, report.plan, finding.obligation)),
            "description": markup(finding_text(self.lang, report.plan, finding)),
            "props": [
                prop("verdict", finding.verdict),
                prop("level", finding.level_word),
                prop("reason", finding.reason),
                prop("location", where),
                *([prop("underlying", finding.underlying)] if finding.underlying else []),
            ],
            "methods": ["EXAMINE"],
            "subjects": [{"subject-uuid": self.parties[report.subject]["uuid"], "type": "party"}],
            "relevant-evidence": [evidence],
            "collected": moment(report.as_of),
            **({"remarks": markup(" ".join(notes))} if notes else {}),
        }

    def finding(self, report: Result, finding: Finding, observation: str) -> Json:
        state, reason = _STATES[finding.verdict]
        return {
            "uuid": uuid_of("finding", observation),
            "title": markup(f"{finding.obligation} {format_value(self.lang, finding.verdict)}"),
            "description": markup(finding_text(self.lang, report.plan, finding)),
            "props": [prop("verdict", finding.verdict)],
            "target": {
                "type": "statement-id",
                "target-id": statement_id(finding.obligation),
                "status": {"state": state, "reason": reason},
            },
            "related-observations": [{"observation-uuid": observation}],
        }


def _file_id(kind: str, number: int, path: str, digest: str) -> str:
    return uuid_of("file", kind, number, path, digest)


def _controls(ids: Sequence[str]) -> list[Json]:
    return [{"control-id": id_} for id_ in ids]

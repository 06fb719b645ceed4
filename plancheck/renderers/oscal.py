"""OSCAL 1.2: a plan as a catalog of controls, and a run as assessment results.

Ids are tokens made of the plan's own ids, and every uuid is a uuid5 of what it names, so the same
input gives the same bytes. Moments are days of the plan or of the report, since nothing here reads
a clock. Whatever OSCAL has no word for is a property of our own namespace.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from plancheck import __version__
from plancheck.errors import Location, Problem
from plancheck.listing import NONE, Cell, list_obligations
from plancheck.messages import Lang
from plancheck.plan import NATIONAL, Group, Obligation, Plan, Section, Task, World
from plancheck.renderers import Style
from plancheck.renderers._json_text import as_json
from plancheck.renderers._words import day_text, failure_text, with_reason
from plancheck.result import Finding, Result, Verdict
from plancheck.run import Rejected, Run
from plancheck.wording import (
    asked_text,
    finding_text,
    note_text,
    problem_text,
    reported_text,
    say,
    show,
    subject_name,
    visible,
)

FOR_MACHINES = True
"""Read by programs; UTF-8."""

OSCAL_VERSION = "1.2.1"
NAMESPACE = "urn:plancheck:oscal"
NO_DAY = datetime.date(1970, 1, 1)
"""Where there is not even a plan, there is no day to name."""
_ROOT = UUID("6f4c8a52-9e1b-5d5c-8a53-3f6c0b7f2d41")
_STATES = {
    Verdict.PASS: ("satisfied", "pass"),
    Verdict.FAIL: ("not-satisfied", "fail"),
    Verdict.MISSING: ("not-satisfied", "fail"),
    Verdict.REVIEW: ("not-satisfied", "other"),
    Verdict.WAIVED: ("not-satisfied", "other"),
}
"""How a finding's target stands. A duty that is pending, optional or not asked has no finding, as
OSCAL knows no state between the two: the observation tells of it."""

Json = dict[str, Any]


def render_plan(plan: Plan, style: Style) -> str:
    """Return ``plan`` as a catalog: a group per section, group and task, a control per obligation.

    The statement of a control is our wording, its guidance the reading taken; parameters hold the
    numbers per tier.
    """
    return as_json({"catalog": _Catalog(plan, style.lang).catalog()})


def render(run: Run, style: Style) -> str:
    """Return ``run`` as assessment results: one result per report, and one for the run itself.

    A control that was judged has an observation, which names the line of the report, and a finding
    where OSCAL has a state for it. Problems, reports not handed in, and that a report complies in
    no possible tier are observations, since no control is about them.
    """
    return as_json({"assessment-results": _Results(run, style.lang).results()})


# --- names and texts -----------------------------------------------------------------------------


def control_id(obligation: str) -> str:
    """Return the id of the control for an obligation: a token, which may not begin with a digit."""
    return f"obligation-{_token(obligation)}"


def _token(text: str) -> str:
    return re.sub(r"[^\w.-]", lambda match: f"_{ord(match[0]):x}_", text)


def _uuid(*names: object) -> str:
    # A file name with bytes of another encoding holds halves of pairs, which UTF-8 does not have.
    text = "\n".join(map(str, names)).encode("utf-8", "backslashreplace").decode("utf-8")
    return str(uuid5(_ROOT, text))


def _string(text: object) -> str:
    """Return ``text`` in one line without blanks at its ends, as OSCAL wants a string."""
    return visible(str(text)).strip() or "—"


def _markup(text: str) -> str:
    """Return ``text`` in which nothing is taken for Markdown."""
    text = re.sub(r"([\\`*_\[\]<>~^{}$&])", r"\\\1", _string(text))
    text = re.sub(r"^([#+=-])", r"\\\1", text)
    return re.sub(r"^([0-9]+)([.)])(?=\s|$)", r"\1\\\2", text)


def _prop(name: str, value: object, class_: str | None = None) -> Json:
    prop = {"name": name, "ns": NAMESPACE, "value": _string(value)}
    return prop | ({"class": class_} if class_ else {})


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _party(name: str) -> Json:
    return {"uuid": _uuid("party", name), "type": "organization", "name": _string(name)}


def _controls(ids: Sequence[str]) -> list[Json]:
    return [{"control-id": one} for one in ids]


def _statement_id(obligation: str) -> str:
    return f"{control_id(obligation)}_smt"


# --- a plan --------------------------------------------------------------------------------------


class _Catalog:
    """The catalog of one plan in one language."""

    def __init__(self, plan: Plan, lang: Lang) -> None:
        self.plan = plan
        self.lang = lang
        self.rows = {row.obligation.id: row for row in list_obligations(plan).rows}
        self.source = _uuid("source", plan.id, plan.source.sha256)

    def show(self, value: object) -> str:
        return _markup(show(self.lang, value))

    def catalog(self) -> Json:
        plan = self.plan
        issuer = _party(show(self.lang, plan.issuer))
        return {
            "uuid": _uuid("catalog", plan.id, plan.sha256, self.lang),
            "metadata": {
                "title": self.show(plan.title),
                "last-modified": _moment(plan.period.from_),
                "version": plan.sha256,
                "oscal-version": OSCAL_VERSION,
                "props": [
                    _prop("plan", plan.id),
                    _prop("tool", f"plancheck {__version__}"),
                    _prop("language", self.lang),
                    _prop("period-from", plan.period.from_),
                    _prop("period-to", plan.period.to),
                    *(
                        _prop("tier", show(self.lang, title), f"tier-{_token(tier)}")
                        for tier, title in plan.tiers.items()
                    ),
                ],
                "roles": [{"id": "issuer", "title": "Issuer"}],
                "parties": [issuer],
                "responsible-parties": [{"role-id": "issuer", "party-uuids": [issuer["uuid"]]}],
            },
            "groups": [self.section(n, part) for n, part in enumerate(plan.sections, 1)],
            "back-matter": {
                "resources": [
                    {
                        "uuid": self.source,
                        "title": _markup(plan.source.title),
                        "props": [_prop("sha256", plan.source.sha256 or "none")],
                    }
                ]
            },
        }

    def section(self, number: int, section: Section) -> Json:
        groups = [self.group(f"{number}.{n}", group) for n, group in enumerate(section.groups, 1)]
        return {
            "id": f"section-{number}",
            "class": "section",
            "title": self.show(section.title),
            "props": [_prop("label", section.id)],
            **({"groups": groups} if groups else {}),
        }

    def group(self, number: str, group: Group) -> Json:
        parts = [
            self.part(f"group-{number}_ovw-{n}", "overview", show(self.lang, entry.says))
            for n, entry in enumerate(group.unassessed, 1)
        ]
        return {
            "id": f"group-{number}",
            "class": "group",
            "title": self.show(group.title),
            "props": [_prop("label", group.id)],
            **({"parts": parts} if parts else {}),
            **({"groups": [self.task(task) for task in group.tasks]} if group.tasks else {}),
        }

    def task(self, task: Task) -> Json:
        name = f"task-{_token(task.id)}"
        parts = [
            self.part(f"{name}_ovw-{n}", "overview", show(self.lang, entry.says))
            for n, entry in enumerate(task.unassessed, 1)
        ]
        controls = [self.control(task, obligation) for obligation in task.obligations]
        return {
            "id": name,
            "class": "task",
            "title": self.show(task.title),
            "props": [
                _prop("label", task.id),
                _prop("status", task.due),
                *(_prop("department", department) for department in task.departments),
            ],
            **({"parts": parts} if parts else {}),
            **({"controls": controls} if controls else {}),
        }

    def part(self, name: str, kind: str, prose: str, title: str | None = None) -> Json:
        own = {} if kind in ("statement", "guidance", "overview") else {"ns": NAMESPACE}
        titled = {"title": _markup(title)} if title else {}
        return {"id": name, "name": kind, **own, **titled, "prose": _markup(prose)}

    def control(self, task: Task, obligation: Obligation) -> Json:
        name = control_id(obligation.id)
        params = list(self.params(task, obligation))
        return {
            "id": name,
            "class": "issuer" if obligation.subject == NATIONAL else "obligation",
            "title": self.show(obligation.name),
            **({"params": params} if params else {}),
            "props": [_prop("label", obligation.id), *self.props(task, obligation)],
            "links": [{"href": f"#{self.source}", "rel": "reference"}],
            "parts": list(self.parts(obligation)),
        }

    def duties(self, task: Task, obligation: Obligation) -> Iterator[tuple[str, Cell]]:
        """Yield each tier and what is asked of it; one without a name for the issuer."""
        row = self.rows.get(obligation.id)
        if row is None:
            duty = self.plan.duty(task, obligation, World(NATIONAL, None, False, None))
            yield "", Cell(str(duty.level), NONE, NONE, duty)
            return
        yield from row.cells.items()

    def props(self, task: Task, obligation: Obligation) -> Iterator[Json]:
        for tier, cell in self.duties(task, obligation):
            class_ = f"tier-{_token(tier)}" if tier else None
            yield _prop("level", cell.level, class_)
            if cell.when_designated != NONE:
                yield _prop("level-when-designated", cell.when_designated, class_)
            if cell.when_allotted != NONE:
                yield _prop("level-when-allotted", cell.when_allotted, class_)
            yield _prop("due", cell.duty.due, class_)
            if obligation.quota is None:
                yield _prop("status", cell.duty.status, class_)
        for subject, level_ in self.plan.named(obligation).items():
            yield _prop("level-named", f"{subject} {level_}")
        for department in obligation.departments or task.departments:
            yield _prop("department", department)
        for phrase in obligation.cites:
            yield _prop("cites", phrase)

    def params(self, task: Task, obligation: Obligation) -> Iterator[Json]:
        """Yield a parameter for every number, of every tier where they differ by it."""
        quota = obligation.quota
        for bound, numbers in (quota.bounds if quota else {}).items():
            assert quota is not None
            name = f"{control_id(obligation.id)}_prm-{bound.replace('_', '-')}"
            per_tier = numbers if isinstance(numbers, dict) else {"": numbers}
            for tier, number in per_tier.items():
                known = number if isinstance(number, int) else None
                values = {"expected": known, "bound": bound, "unit": quota.unit}
                tiers = [_prop("tier", tier)] if tier else []
                yield {
                    "id": f"{name}-{_token(tier)}" if tier else name,
                    "props": [_prop("metric", quota.metric), _prop("bound", bound), *tiers],
                    "label": self.show(quota.unit),
                    "constraints": [{"description": _markup(asked_text(self.lang, values))}],
                    **({"values": [str(known)]} if known is not None else {}),
                }

    def parts(self, obligation: Obligation) -> Iterator[Json]:
        name = control_id(obligation.id)
        yield self.part(_statement_id(obligation.id), "statement", show(self.lang, obligation.says))
        for tier, says in obligation.says_per_tier.items():
            title = show(self.lang, self.plan.tiers[tier])
            prose = show(self.lang, says)
            yield self.part(f"{name}_tier-{_token(tier)}", "statement-of-tier", prose, title)
        if obligation.reading is not None:
            reading = obligation.reading
            for kind, text in (("taken", reading.taken), ("other", reading.other)):
                title = say(self.lang, f"explain.{kind}", {"text": ""}).strip("： :")
                prose = show(self.lang, text)
                yield self.part(f"{name}_gdn-{kind}", "guidance", prose, title)
            why = show(self.lang, reading.why)
            yield self.part(f"{name}_gdn-why", "guidance", why)
        if obligation.hint is not None:
            yield self.part(f"{name}_gdn-hint", "guidance", show(self.lang, obligation.hint))


# --- a run ---------------------------------------------------------------------------------------


class _Results:
    """The assessment results of one run in one language."""

    def __init__(self, run: Run, lang: Lang) -> None:
        self.run = run
        self.lang = lang
        self.basis = run.plan.sha256 if run.plan else ""
        days = [result.as_of for result in run.results]
        self.day = max(days, default=run.plan.period.to if run.plan else NO_DAY)
        self.parties: dict[str, Json] = {}
        self.every = [
            control_id(obligation.id)
            for national in (False, True)
            for _, obligation in (run.plan.obligations(national=national) if run.plan else ())
        ]

    def results(self) -> Json:
        run, plan = self.run, self.run.plan
        title = show(self.lang, plan.title) if plan else "plancheck"
        of_reports = [self.report(n, report) for n, report in enumerate(run.reports)]
        results = [self.of_run(), *of_reports]
        no_plan = _uuid("no-assessment-plan")
        return {
            "uuid": _uuid("results", self.basis, self.lang, *self.names()),
            "metadata": {
                "title": _markup(f"{title}: {say(self.lang, 'page.title')}"),
                "last-modified": _moment(self.day),
                "version": __version__,
                "oscal-version": OSCAL_VERSION,
                "props": [
                    _prop("tool", f"plancheck {__version__}"),
                    _prop("exit-code", run.exit_code),
                    *([_prop("plan", plan.id), _prop("sha256", plan.sha256)] if plan else []),
                ],
                **({"parties": list(self.parties.values())} if self.parties else {}),
            },
            "import-ap": {
                "href": f"#{no_plan}",
                "remarks": "There is no assessment plan: every obligation of the plan is checked.",
            },
            "results": results,
            "back-matter": {
                "resources": [{"uuid": no_plan, "title": "No assessment plan", **self.rule_set()}]
            },
        }

    def rule_set(self) -> Json:
        plan = self.run.plan
        return {"props": [_prop("catalog", f"{plan.id} {plan.sha256}")]} if plan else {}

    def names(self) -> list[str]:
        """Return what tells this run from others."""
        reports = (report.path for report in self.run.reports)
        return [*reports, *(str(problem) for problem in self.run.problems)]

    def party(self, subject: str) -> str:
        name = subject_name(self.lang, self.run.plan, subject)
        party = self.parties.setdefault(subject, _party(name))
        return str(party["uuid"])

    def of_run(self) -> Json:
        """Return the result of the run: its problems, and who or what was left out."""
        run = self.run
        observations = [
            self.observed(
                "run", n, problem.key, problem_text(self.lang, problem), problem.where, self.day
            )
            for n, problem in enumerate(run.problems)
        ]
        for n, one in enumerate(run.absent):
            name = subject_name(self.lang, run.plan, one.subject)
            told = say(self.lang, "run.absent", {"subject": name})
            observations.append(self.observed("absent", n, "run.absent", told, one.where, self.day))
        for n, skipped in enumerate(run.skipped):
            kind = say(self.lang, f"skipped.{skipped.kind}")
            values = {"path": skipped.path, "kind": kind}
            told = say(self.lang, "table.skipped", values)
            observations.append(self.observed("skipped", n, "table.skipped", told, None, self.day))
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
            "uuid": _uuid("observation", self.basis, self.lang, kind, number, where, text),
            "description": _markup(text),
            "props": [_prop("reason", reason), *self.place(where)],
            "methods": ["EXAMINE"],
            "collected": _moment(day),
        }

    def place(self, where: Location | None) -> list[Json]:
        return [_prop("location", where)] if where is not None else []

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
    ) -> Json:
        selection: Json = {"description": _markup(description)}
        if controls:
            selection["include-controls"] = _controls(controls)
        else:  # OSCAL has no selection of nothing
            selection["include-all"] = {}
            if self.every:
                selection["exclude-controls"] = _controls(self.every)
        return {
            "uuid": _uuid("result", self.basis, self.lang, key, *self.names()),
            "title": _markup(title),
            "description": _markup(description),
            "start": _moment(day),
            **({"props": list(props)} if props else {}),
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
            reason, told = report.failure.reason, failure_text(self.lang, report.failure)
            failed = self.observed(key, 0, reason, told, report.location, report.as_of)
            observations.append(failed)
        for finding in report.findings:
            observation = self.observation(number, report, finding)
            observations.append(observation)
            if finding.verdict in _STATES:
                findings.append(self.finding(report, finding, observation["uuid"]))
        name = subject_name(self.lang, report.plan, report.subject)
        outcome = with_reason(self.lang, report, show(self.lang, report.outcome))
        day = day_text(self.lang, report)
        props = [
            _prop("path", report.path),
            _prop("outcome", report.outcome),
            _prop("as-of", report.as_of),
            _prop("as-of-from", report.facts.as_of.origin),
        ]
        if report.tier is not None:
            props.append(_prop("tier", report.tier))
        controls = [control_id(finding.obligation.id) for finding in report.findings]
        return self.result(
            key,
            name,
            f"{report.path}: {name}, {outcome}, {day}",
            report.as_of,
            controls,
            observations,
            findings,
            props,
        )

    def unusable(self, number: int, report: Rejected) -> Json:
        kind = f"report {number} {report.path}"
        told = [
            self.observed(kind, n, problem.key, self.with_place(problem), problem.where, self.day)
            for n, problem in enumerate(report.problems)
        ]
        title = say(self.lang, "table.unusable", {"path": report.path})
        props = [_prop("path", report.path), _prop("outcome", "unusable")]
        return self.result(kind, report.path, title, self.day, [], told, [], props)

    def with_place(self, problem: Problem) -> str:
        text = problem_text(self.lang, problem)
        return f"{problem.where}: {text}" if problem.where else text

    def observation(self, number: int, report: Result, finding: Finding) -> Json:
        where = finding.location
        notes = [note_text(self.lang, note.reason, note.values) for note in finding.notes]
        reported = reported_text(self.lang, finding.values)
        evidence = {
            "href": f"{quote(where.path)}#L{where.line}",
            "description": _markup(f"{where}: {reported}"),
        }
        return {
            "uuid": _uuid(
                "observation", self.basis, self.lang, number, report.path, finding.obligation.id
            ),
            "title": _markup(f"{finding.obligation.id} {show(self.lang, finding.obligation.name)}"),
            "description": _markup(finding_text(self.lang, finding)),
            "props": [
                _prop("verdict", finding.verdict),
                _prop("level", finding.level_word),
                _prop("reason", finding.reason),
                _prop("location", where),
                *([_prop("underlying", finding.underlying)] if finding.underlying else []),
            ],
            "methods": ["EXAMINE"],
            "subjects": [{"subject-uuid": self.party(report.subject), "type": "party"}],
            "relevant-evidence": [evidence],
            "collected": _moment(report.as_of),
            **({"remarks": _markup(" ".join(notes))} if notes else {}),
        }

    def finding(self, report: Result, finding: Finding, observation: str) -> Json:
        state, reason = _STATES[finding.verdict]
        return {
            "uuid": _uuid("finding", observation),
            "title": _markup(f"{finding.obligation.id} {show(self.lang, finding.verdict)}"),
            "description": _markup(finding_text(self.lang, finding)),
            "props": [_prop("verdict", finding.verdict)],
            "target": {
                "type": "statement-id",
                "target-id": _statement_id(finding.obligation.id),
                "status": {"state": state, "reason": reason},
            },
            "related-observations": [{"observation-uuid": observation}],
        }

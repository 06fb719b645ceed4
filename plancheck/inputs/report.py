"""A self-assessment report: what one subject says it has done, each value at its line.

Absent, left blank, ``not-started`` and ``0`` stay four different statements.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Collection, Iterator
from typing import Annotated, Any

from pydantic import PlainValidator

from plancheck.errors import Location, Problem, ReportError, UnknownNameError
from plancheck.inputs.names import (
    NUMBER,
    About,
    Answer,
    Facts,
    fact_misfits,
    is_document,
    read_names,
    record_key,
    same_units,
    says_something,
    unit_misfit,
    what_shows,
)
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Level, Obligation
from plancheck.reading.kinds import FileKind, refuse_other_kind
from plancheck.reading.models import (
    File,
    Named,
    Spelled,
    Strict,
    own_spelling,
    raise_if_any,
    spellings_of,
    validate_as,
    value_of,
)
from plancheck.reading.source import read
from plancheck.reading.tree import Document, Loc, Mapping, Node, Scalar
from plancheck.reading.values import (
    STATUSES,
    CountField,
    DateField,
    Status,
    StatusField,
    field_error,
    not_a_status,
    one_of,
    scalar,
)

FORMAT = "plancheck.report/1"


def read_evidence(value: object) -> str:
    """Return one evidence id; several in one text are refused."""
    text = scalar(value)
    sign = next((sign for sign in "，、；,;" if sign in text), None)
    if sign:
        raise field_error("field.list-in-one", written=text, sign=sign)
    return text


def read_record_name(value: object) -> str:
    """Return the name of a record, which says something."""
    text = scalar(value)
    if not says_something(text):
        raise field_error("report.record-blank-name")
    return text


EvidenceId = Annotated[str, PlainValidator(read_evidence)]
EvidenceIds = Annotated[list[EvidenceId] | None, Spelled("佐证", "佐证材料", "证明材料")]
RecordName = Annotated[str, PlainValidator(read_record_name)]
NoteText = Annotated[str | None, Spelled("备注", "说明")]
ClaimedDate = Annotated[DateField | None, Spelled("日期", "完成日期", "完成时间")]


class Record(Answer, Strict):
    """A line of the ledger behind a number.

    ``number`` is its own amount, where the metric is counted so. A file writes it as the metric.
    """

    name: Annotated[RecordName | None, Spelled("名称", "培训名称", "企业名称")] = None
    date: Annotated[DateField | None, Spelled("日期", "时间")] = None
    host: Annotated[str | None, Spelled("主办单位", "主办", "承办单位")] = None
    number: Annotated[CountField | None, Named("metric")] = None
    evidence: EvidenceIds = None
    note: NoteText = None

    @classmethod
    def admit(cls, node: Node, about: About) -> Node | None:
        """Return ``node`` without an amount where the metric counts records otherwise."""
        if isinstance(node, Mapping) and about.plan.counted_by(about.obligation) != "amount":
            _refuse_keys(node, about.metrics, "report.record-amount", about)
        return node

    @property
    def amount(self) -> int:
        """What it adds to the total of its ledger: its own amount, else one."""
        return self.number.value if self.number else 1

    def identity(self, counted_by: str | None) -> tuple[object, ...]:
        """Return what tells it from other records: of a thing its name, of an event more."""
        name = record_key(self.name or "")
        return (name,) if counted_by == "name" else (name, self.date, record_key(self.host or ""))


class Claim(Answer, Strict):
    """A number with what stands behind it. A file writes ``number`` as the obligation's metric."""

    number: Annotated[CountField | None, Named("metric")] = None
    date: ClaimedDate = None
    records: Annotated[list[Record] | None, Spelled("台账", "明细", "记录")] = None
    evidence: EvidenceIds = None
    note: NoteText = None


class Entry(Claim):
    """What is reported on one obligation."""

    status: Annotated[StatusField | None, Spelled("状态", "进展", "完成情况")] = None
    units: Annotated[
        dict[str, Claim | None] | None, Spelled("单位", "基地", "各单位", "各基地")
    ] = None

    @classmethod
    def admit(cls, node: Node, about: About) -> Node | None:
        """Return ``node`` without keys that fit others only, a bare word as its status."""
        if isinstance(node, Scalar):
            return _bare_entry(node, about)
        if not isinstance(node, Mapping):
            return node
        _refuse_status(node, about)
        quota, others = about.obligation.quota, about.plan.other_metric_names(about.obligation)
        if quota is None:
            _refuse_keys(node, others, "report.key-not-here", about)
            _refuse_keys(node, _OF_NUMBERS, "report.key-not-here", about)
        elif quota.per:
            _refuse_keys(node, _RECORDS, "report.key-not-here", about)
            _refuse_keys(node, about.metrics, "report.needs-unit", about)
        else:
            _refuse_keys(node, _UNITS, "report.key-not-here", about)
            _refuse_keys(node, others, "report.other-metric", about)
        return node


_UNITS = frozenset(spellings_of(Entry, "units"))
_RECORDS = frozenset(spellings_of(Entry, "records"))
_OF_NUMBERS = _UNITS | _RECORDS
_STATUS_KEYS = frozenset(spellings_of(Entry, "status"))


class Evidence(Strict):
    """A document that proves an entry; it is named, never opened."""

    title: Annotated[str | None, Spelled("标题", "名称")] = None
    number: Annotated[str | None, Spelled("文号", "编号"), Named("document")] = None
    date: Annotated[DateField | None, Spelled("日期")] = None
    url: Annotated[str | None, Spelled("网址", "链接")] = None
    file: Annotated[str | None, Spelled("文件", "附件")] = None
    note: NoteText = None

    @property
    def says_something(self) -> bool:
        """Whether it names a document at all: by title, number, address or file."""
        return any(map(is_document, self.named))

    @property
    def named(self) -> list[str]:
        """The texts by which it is to be told: title, number, address and file, unless blank."""
        stated = (self.title, self.number, self.url, self.file)
        return [text for text in stated if text and what_shows(text)]


class Report(File, Facts):
    """One subject's report, its names made canonical against the plan."""

    format: Annotated[Annotated[str, one_of(FORMAT)] | None, Spelled("格式")] = None
    plan: Annotated[str | None, Spelled("计划"), Named("plan")] = None
    province: Annotated[str | None, Spelled("省份", "省", "地区", "填报省份"), Named("subject")] = (
        None
    )
    subject: Annotated[
        str | None, Spelled("填报单位", "单位", "主体", "填报主体"), Named("reporter")
    ] = None
    as_of: Annotated[DateField | None, Spelled("截止日期", "截至日期", "统计截止日期")] = None
    tasks: Annotated[
        dict[str, Entry | None] | None, Spelled("任务", "任务完成情况"), Named("obligation")
    ] = None
    evidence: Annotated[dict[str, Evidence] | None, Spelled("佐证", "佐证材料", "证明材料")] = None

    @property
    def national(self) -> bool:
        """Whether the plan's own issuer reports."""
        return self.subject == NATIONAL


def load_report(path: str, plan: Plan | None = None, *, encoding: str = "utf-8") -> Report:
    """Return the report at ``path`` (``-``: standard input), typed and checked against ``plan``.

    Without ``plan``: the one that comes with plancheck. Raises SourceError or ReportError with
    every problem found, each at its line and column.
    """
    return read_report(read(path, encoding=encoding), plan or load_plan())


def read_report(document: Document, plan: Plan) -> Report:
    """Return ``document`` as a report on ``plan``. Raises ReportError with every problem found."""
    root = document.root
    refuse_other_kind(document, FileKind.REPORT, ReportError)
    stated = value_of(root, Report, "plan")
    if isinstance(stated, Scalar) and stated.data is not None:
        name = plan.find_id(stated.text)
        if name != plan.id:  # Whatever else it says is said in the terms of that plan.
            values = {"stated": name, "plan": plan.id}
            other = Problem("file.other-plan", document.at(stated), values)
            raise ReportError([*document.problems, other])
    read_names(document, root, Report, plan)
    report = validate_as(document, Report, ReportError)
    raise_if_any(_misfits(report, plan), ReportError)
    return report


def stated_subject(document: Document, plan: Plan) -> str | None:
    """Return whose report ``document`` says it is, even if it is unusable; None if it does not."""
    subject = value_of(document.root, Report, "subject")
    if isinstance(subject, Scalar) and subject.text == NATIONAL:
        return NATIONAL
    for node in (value_of(document.root, Report, "province"), subject):
        if isinstance(node, Scalar) and node.data is not None:
            with contextlib.suppress(UnknownNameError):
                return plan.find_subject(node.text)
    return None


def stated_files(document: Document) -> tuple[str, ...]:
    """Return the files that ``document`` names as evidence, though it may be unusable."""
    evidence = value_of(document.root, Report, "evidence")
    listed = evidence.entries.values() if isinstance(evidence, Mapping) else ()
    files = (value_of(node, Evidence, "file") for _, node in listed)
    return tuple(file.text for file in files if isinstance(file, Scalar) and file.data is not None)


def _bare_entry(node: Scalar, about: About) -> Node:
    """Return a bare word as an entry with that status; a bare number says not what it counts."""
    if node.data is None:
        return node
    entry = Mapping(node.start, node.end)
    if about.obligation.quota is None or not about.is_bare_number("report.bare-number", node):
        entry.entries["status"] = (about.key, node)
        _refuse_status(entry, about)
    return entry


def _refuse_status(entry: Mapping, about: About) -> None:
    """Note an unknown status, with the statuses that the obligation can be reported with."""
    for written in entry.entries.keys() & _STATUS_KEYS:
        key, node = entry.entries[written]
        if not isinstance(node, Scalar) or node.data is None or node.text in STATUSES:
            continue
        error = not_a_status(node.text, _reportable(about.obligation))
        about.note(error.type, node, key=key.text, **(error.context or {}))
        node.text, node.plain = "", True  # so that nothing more is said of it


def _reportable(obligation: Obligation) -> list[Status]:
    """Return the statuses to offer: what nobody may leave undone is not declined."""
    optional = Level.OPTIONAL in obligation.applies.values()
    return [status for status in Status if optional or status is not Status.NOT_UNDERTAKEN]


def _refuse_keys(node: Mapping, keys: Collection[str], problem: str, about: About) -> None:
    """Take ``keys`` out of ``node``, each with a problem: they exist, but not here."""
    if node.entries.keys().isdisjoint(keys):
        return
    quota, own = about.obligation.quota, about.metrics
    unit_name = quota.each if quota else None
    of_units = own_spelling(about.document, spellings_of(Entry, "units"))
    for written in node.entries.keys() & set(keys):
        misplaced, _ = node.entries.pop(written)
        # The key that is wrong shows best in which language its writer names the others.
        wanted = (own[0] if written.isascii() else own[-1]) if quota else None
        values: dict[str, Any] = {"key": written, "obligation": about.obligation.id}
        values |= {"wanted": wanted, "unit_name": unit_name, "units": of_units}
        about.note(problem, misplaced, **values)


def _misfits(report: Report, plan: Plan) -> Iterator[Problem]:
    """Yield semantic problems: valid types, impossible or contradictory values."""
    if report.province is not None and report.subject is not None:
        yield Problem("report.two-subjects", report.locate("subject"))
    if report.province is not None and plan.subjects == "any":
        yield Problem("report.no-provinces", report.locate("province"))
    if report.national and report.tier is not None:
        yield Problem("report.national-tier", report.locate("tier"))
    if report.as_of is not None:
        yield from as_of_misfit(plan, report.as_of, report.locate("as_of"))
    if not report.national:
        yield from fact_misfits(plan, report, report.tier, report.locate)
    elif report.designated is not None or report.allotments is not None:
        key = "allotments" if report.designated is None else "designated"
        yield Problem("report.national-facts", report.locate(key))
    for name, entry in (report.tasks or {}).items():
        obligation = plan.find(name, national=report.national)
        named = []
        for unit in (entry.units if entry else None) or ():
            where = report.locate("tasks", name, "units", unit)
            if says_something(unit):
                named.append((unit, where))
            else:
                yield Problem("report.blank-unit", where)
        yield from same_units(named)
        for loc, claim in claims(name, entry):
            if claim.number is not None:
                place = report.locate(*loc, NUMBER)
                yield from unit_misfit(plan, obligation, claim.number, place)
            if claim.records:
                yield from _record_misfits(report, plan, obligation, claim.records, loc)


def _record_misfits(
    report: Report, plan: Plan, obligation: Obligation, records: list[Record], loc: Loc
) -> Iterator[Problem]:
    """Yield the records that name nothing, or lack or contradict an amount."""
    counted_by, names = plan.counted_by(obligation), plan.metric_names(obligation)
    first: dict[tuple[object, ...], tuple[int, int]] = {}
    for place, record in enumerate(records):
        at = (*loc, "records", place)
        if record.name is None and (record.date is None or counted_by == "name"):
            key = "report.record-no-name" if counted_by == "name" else "report.empty-record"
            yield Problem(key, report.locate(*at), {"obligation": obligation.id})
        elif counted_by == "amount" and record.number is None:
            wanted = own_spelling(report.document, names)
            yield Problem("report.record-no-amount", report.locate(*at), {"wanted": wanted})
        elif record.number is not None:
            where = report.locate(*at, NUMBER)
            yield from unit_misfit(plan, obligation, record.number, where)
            told = first.setdefault(record.identity(counted_by), (place, record.amount))
            if told[1] != record.amount:
                line = report.locate(*loc, "records", told[0]).line
                values = {"amount": record.amount, "other": told[1], "first": line}
                yield Problem("report.record-other-amount", where, values)


def as_of_misfit(plan: Plan, as_of: datetime.date, where: Location | None) -> Iterator[Problem]:
    """Yield a problem for a date before the plan begins: nothing would be due, everything pass."""
    if as_of < plan.period.from_:
        yield Problem("report.as-of-early", where, {"as_of": as_of, "from": plan.period.from_})


def claims(name: str, entry: Entry | None) -> Iterator[tuple[Loc, Claim]]:
    """Yield the claim of ``entry`` and those of its units, each with its place in the report."""
    if entry is None:
        return
    yield ("tasks", name), entry
    for unit, claim in (entry.units or {}).items():
        if claim is not None:
            yield ("tasks", name, "units", unit), claim

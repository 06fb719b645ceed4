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
    Facts,
    bare_number,
    fact_misfits,
    is_document,
    other_plan,
    record_key,
    rename_known,
    resolve,
    same_units,
    says_something,
    spell_facts,
    spell_number,
    unit_misfit,
    what_shows,
)
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Level, Obligation
from plancheck.reading.kinds import FileKind, refuse_other_kind
from plancheck.reading.models import (
    File,
    Spelled,
    Strict,
    fit,
    own_spelling,
    refuse,
    spellings_of,
    value_of,
)
from plancheck.reading.source import read
from plancheck.reading.tree import Document, Items, Loc, Mapping, Node, Scalar
from plancheck.reading.values import (
    STATUSES,
    CountField,
    DateField,
    Status,
    StatusField,
    not_a_status,
    one_of,
    scalar,
    wrong,
)

FORMAT = "plancheck.report/1"


def read_evidence(value: object) -> str:
    """Return one evidence id; several in one text are refused."""
    text = scalar(value)
    sign = next((sign for sign in "，、；,;" if sign in text), None)
    if sign:
        raise wrong("field.list-in-one", written=text, sign=sign)
    return text


def read_record_name(value: object) -> str:
    """Return the name of a record, which says something."""
    text = scalar(value)
    if not says_something(text):
        raise wrong("report.record-blank-name")
    return text


EvidenceId = Annotated[str, PlainValidator(read_evidence)]
EvidenceIds = Annotated[list[EvidenceId] | None, Spelled("佐证", "佐证材料", "证明材料")]
RecordName = Annotated[str, PlainValidator(read_record_name)]
NoteText = Annotated[str | None, Spelled("备注", "说明")]
ClaimedDate = Annotated[DateField | None, Spelled("日期", "完成日期", "完成时间")]


class Record(Strict):
    """A line of the ledger behind a number.

    ``number`` is its own amount, where the metric is counted so. A file writes it as the metric.
    """

    name: Annotated[RecordName | None, Spelled("名称", "培训名称", "企业名称")] = None
    date: Annotated[DateField | None, Spelled("日期", "时间")] = None
    host: Annotated[str | None, Spelled("主办单位", "主办", "承办单位")] = None
    number: CountField | None = None
    evidence: EvidenceIds = None
    note: NoteText = None

    @property
    def amount(self) -> int:
        """What it adds to the total of its ledger: its own amount, else one."""
        return self.number.value if self.number else 1

    def identity(self, counted_by: str | None) -> tuple[object, ...]:
        """Return what tells it from other records: of a thing its name, of an event more."""
        name = record_key(self.name or "")
        return (name,) if counted_by == "name" else (name, self.date, record_key(self.host or ""))


class Claim(Strict):
    """A number with what stands behind it. A file writes ``number`` as the obligation's metric."""

    number: CountField | None = None
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


_UNITS = frozenset(spellings_of(Entry, "units"))
_RECORDS = frozenset(spellings_of(Entry, "records"))
_OF_NUMBERS = _UNITS | _RECORDS
_STATUS_KEYS = frozenset(spellings_of(Entry, "status"))


class Evidence(Strict):
    """A document that proves an entry; it is named, never opened."""

    title: Annotated[str | None, Spelled("标题", "名称")] = None
    number: Annotated[str | None, Spelled("文号", "编号")] = None
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
    plan: Annotated[str | None, Spelled("计划")] = None
    province: Annotated[str | None, Spelled("省份", "省", "地区", "填报省份")] = None
    subject: Annotated[str | None, Spelled("填报单位", "单位", "主体", "填报主体")] = None
    as_of: Annotated[DateField | None, Spelled("截止日期", "截至日期", "统计截止日期")] = None
    tasks: Annotated[dict[str, Entry | None] | None, Spelled("任务", "任务完成情况")] = None
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
    resolve(document, stated, plan.find_id)
    if isinstance(stated, Scalar) and stated.data not in (None, plan.id):
        # Whatever else it says is said in the terms of that plan.
        values = {"stated": stated.text, "plan": plan.id}
        other = Problem("file.other-plan", document.at(stated), values)
        raise ReportError([*document.problems, other])
    subject = value_of(root, Report, "subject")
    national = isinstance(subject, Scalar) and subject.text == NATIONAL
    for node in (value_of(root, Report, "province"), None if national else subject):
        resolve(document, node, plan.find_subject)
    spell_facts(document, root, Report, plan, national=national)
    entries = value_of(root, Report, "tasks")
    if isinstance(entries, Mapping):
        rename_known(document, entries, lambda name: plan.find(name, national=national).id)
        for name, (key, entry) in entries.entries.items():
            spelled = _spell_entry(document, key, entry, plan, plan.find(name, national=national))
            entries.entries[name] = (key, spelled)
    report = fit(document, Report, ReportError)
    refuse(_misfits(report, plan), ReportError)
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


def _spell_entry(
    document: Document, key: Scalar, node: Node, plan: Plan, obligation: Obligation
) -> Node:
    """Return an entry's node with its keys spelled as the model's, a bare word as its status."""
    quota = obligation.quota
    if isinstance(node, Scalar):
        return _spell_bare_entry(document, key, node, plan, obligation)
    if not isinstance(node, Mapping):
        return node
    _refuse_status(document, node, obligation)
    others = plan.other_metric_names(obligation)
    if quota is None:
        _refuse_keys(document, node, others, "report.key-not-here", plan, obligation)
        _refuse_keys(document, node, _OF_NUMBERS, "report.key-not-here", plan, obligation)
    elif quota.per:
        metrics = plan.metric_names(obligation)
        _refuse_keys(document, node, _RECORDS, "report.key-not-here", plan, obligation)
        _refuse_keys(document, node, metrics, "report.needs-unit", plan, obligation)
        units = value_of(node, Entry, "units")
        if isinstance(units, Mapping):
            for _, unit in units.entries.values():
                spell_number(document, unit, plan, obligation)
                _spell_records(document, unit, plan, obligation)
    else:
        _refuse_keys(document, node, _UNITS, "report.key-not-here", plan, obligation)
        _refuse_keys(document, node, others, "report.other-metric", plan, obligation)
        _spell_records(document, node, plan, obligation)
    spell_number(document, node, plan, obligation)
    return node


def _spell_records(document: Document, claim: Node, plan: Plan, obligation: Obligation) -> None:
    """Spell the amounts of the records below ``claim`` as the model does, or refuse them."""
    records = value_of(claim, Claim, "records")
    for record in records.nodes if isinstance(records, Items) else ():
        if isinstance(record, Mapping):
            if plan.counted_by(obligation) != "amount":
                own = plan.metric_names(obligation)
                _refuse_keys(document, record, own, "report.record-amount", plan, obligation)
            spell_number(document, record, plan, obligation)


def _spell_bare_entry(
    document: Document, key: Scalar, node: Scalar, plan: Plan, obligation: Obligation
) -> Node:
    """Return a bare word as an entry with that status; a bare number says not what it counts."""
    if node.data is None:
        return node
    entry = Mapping(node.start, node.end)
    bare = bare_number("report.bare-number", document, node, plan, obligation)
    if obligation.quota and bare is not None:
        document.problems.append(bare)
    else:
        entry.entries["status"] = (key, node)
        _refuse_status(document, entry, obligation)
    return entry


def _refuse_status(document: Document, entry: Mapping, obligation: Obligation) -> None:
    """Note a status that is none, with those that can be reported on ``obligation``."""
    for written in entry.entries.keys() & _STATUS_KEYS:
        key, node = entry.entries[written]
        if not isinstance(node, Scalar) or node.data is None or node.text in STATUSES:
            continue
        error = not_a_status(node.text, _reportable(obligation))
        values = {"key": key.text, **(error.context or {})}
        document.problems.append(Problem(error.type, document.at(node), values))
        node.text, node.plain = "", True  # so that nothing more is said of it


def _reportable(obligation: Obligation) -> list[Status]:
    """Return the statuses to offer: what nobody may leave undone is not declined."""
    optional = Level.OPTIONAL in obligation.applies.values()
    return [status for status in Status if optional or status is not Status.NOT_UNDERTAKEN]


def _refuse_keys(
    document: Document,
    node: Mapping,
    keys: Collection[str],
    problem: str,
    plan: Plan,
    obligation: Obligation,
) -> None:
    """Take ``keys`` out of ``node``, each with a problem: they exist, but not here."""
    if node.entries.keys().isdisjoint(keys):
        return
    quota, own = obligation.quota, plan.metric_names(obligation)
    unit_name = quota.each if quota else None
    of_units = own_spelling(document, spellings_of(Entry, "units"))
    for written in node.entries.keys() & set(keys):
        misplaced, _ = node.entries.pop(written)
        # The key that is wrong shows best in which language its writer names the others.
        wanted = (own[0] if written.isascii() else own[-1]) if quota else None
        values: dict[str, Any] = {"key": written, "obligation": obligation.id, "wanted": wanted}
        values |= {"unit_name": unit_name, "units": of_units}
        document.problems.append(Problem(problem, document.at(misplaced), values))


def _misfits(report: Report, plan: Plan) -> Iterator[Problem]:
    """Yield what is well-formed but cannot be."""
    yield from other_plan(plan, report.plan, report)
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
            yield from _record_misfits(report, plan, obligation, claim, loc)


def _record_misfits(
    report: Report, plan: Plan, obligation: Obligation, claim: Claim, loc: Loc
) -> Iterator[Problem]:
    """Yield the records that name nothing, or lack or contradict an amount."""
    counted_by, names = plan.counted_by(obligation), plan.metric_names(obligation)
    first: dict[tuple[object, ...], tuple[int, int]] = {}
    for place, record in enumerate(claim.records or []):
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

"""A self-assessment report: what one subject says it has done, each value at its line.

Absent, left blank, ``not-started`` and ``0`` stay four different statements.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import PlainValidator, PrivateAttr
from pydantic_core import PydanticCustomError

from plancheck.errors import Location, Problem, ReportError
from plancheck.fields import (
    CountField,
    DateField,
    StatusField,
    Strict,
    Zh,
    fit,
    in_order,
    one_of,
    read_count,
    scalar,
    spellings,
    unknown_key,
    value_of,
    wrong,
)
from plancheck.plan import NATIONAL, Obligation, Plan, load_plan
from plancheck.roster import (
    NUMBER,
    Facts,
    fact_misfits,
    metric_names,
    rename_known,
    resolve,
    spell_facts,
    spell_number,
    unit_misfit,
)
from plancheck.source import Document, Loc, Mapping, Node, Scalar, read

FORMAT = "plancheck.report/1"


def _read_evidence(value: object) -> str:
    text = scalar(value)
    sign = next((sign for sign in "，、；,;" if sign in text), None)
    if sign:
        raise wrong("field.list-in-one", written=text[:40], sign=sign)
    return text


EvidenceId = Annotated[str, PlainValidator(_read_evidence)]
EvidenceIds = Annotated[list[EvidenceId] | None, Zh("佐证", "佐证材料", "证明材料")]
Note = Annotated[str | None, Zh("备注", "说明")]
ClaimedDate = Annotated[DateField | None, Zh("日期", "完成日期", "完成时间")]


class Record(Strict):
    """A line of the ledger behind a number."""

    name: Annotated[str | None, Zh("名称", "培训名称", "企业名称")] = None
    date: Annotated[DateField | None, Zh("日期", "时间")] = None
    host: Annotated[str | None, Zh("主办单位", "主办", "承办单位")] = None
    evidence: EvidenceIds = None
    note: Note = None


class Claim(Strict):
    """A number with what stands behind it. A file writes ``number`` as the obligation's metric."""

    number: CountField | None = None
    date: ClaimedDate = None
    records: Annotated[list[Record] | None, Zh("台账", "明细", "记录")] = None
    evidence: EvidenceIds = None
    note: Note = None


class Entry(Claim):
    """What is reported on one obligation."""

    status: Annotated[StatusField | None, Zh("状态", "进展", "完成情况")] = None
    units: Annotated[dict[str, Claim | None] | None, Zh("单位", "基地", "各单位", "各基地")] = None


class Evidence(Strict):
    """A document that proves an entry; it is named, never opened."""

    title: Annotated[str | None, Zh("标题", "名称")] = None
    number: Annotated[str | None, Zh("文号", "编号")] = None
    date: Annotated[DateField | None, Zh("日期")] = None
    url: Annotated[str | None, Zh("网址", "链接")] = None
    file: Annotated[str | None, Zh("文件", "附件")] = None
    note: Note = None


class Report(Facts):
    """One subject's report, its names made canonical against the plan."""

    format: Annotated[Annotated[str, one_of(FORMAT)] | None, Zh("格式")] = None
    plan: Annotated[str | None, Zh("计划")] = None
    province: Annotated[str | None, Zh("省份", "省", "地区", "填报省份", "填报单位")] = None
    subject: Annotated[str | None, Zh("主体", "填报主体")] = None
    as_of: Annotated[DateField | None, Zh("截止日期", "截至日期", "统计截止日期")] = None
    tasks: Annotated[dict[str, Entry | None] | None, Zh("任务", "任务完成情况")] = None
    evidence: Annotated[dict[str, Evidence] | None, Zh("佐证", "佐证材料", "证明材料")] = None

    _document: Document = PrivateAttr()

    @property
    def path(self) -> str:
        """The name of the file the report was read from."""
        return self._document.path

    @property
    def national(self) -> bool:
        """Whether the plan's own issuer reports."""
        return self.subject == NATIONAL

    def locate(self, *loc: str | int) -> Location:
        """Return the place of a value, or of the nearest thing above it that exists."""
        return self._document.locate(loc)


def load_report(path: str, plan: Plan | None = None, *, encoding: str = "utf-8") -> Report:
    """Return the report at ``path`` (``-``: standard input), typed and checked against ``plan``.

    Without ``plan``: the one that comes with plancheck. Raises SourceError or ReportError with
    every problem found, each at its line and column.
    """
    return read_report(read(path, encoding=encoding), plan or load_plan())


def read_report(document: Document, plan: Plan) -> Report:
    """Return ``document`` as a report on ``plan``. Raises ReportError with every problem found."""
    root = document.root
    _refuse_other_kinds(document)
    subject = value_of(root, Report, "subject")
    national = isinstance(subject, Scalar) and subject.text == NATIONAL
    resolve(document, value_of(root, Report, "province"), plan.find_subject)
    spell_facts(document, root, Report, plan, national=national)
    entries = value_of(root, Report, "tasks")
    if isinstance(entries, Mapping):
        rename_known(document, entries, lambda name: plan.find(name, national=national).id)
        for name, (key, entry) in entries.entries.items():
            spelled = _spell_entry(document, key, entry, plan, plan.find(name, national=national))
            entries.entries[name] = (key, spelled)
    report = fit(document, Report, ReportError)
    report._document = document
    problems = list(_misfits(report, plan))
    if problems:
        raise ReportError(in_order(problems))
    return report


def _refuse_other_kinds(document: Document) -> None:
    """Raise ReportError for a file that is something else altogether."""
    root = document.root
    if not isinstance(root, Mapping):
        text = root.text if isinstance(root, Scalar) else ""
        slip = next((text.index(sign) for sign in "：" if sign in text), None)
        if slip is None:
            raise ReportError(
                [*document.problems, Problem("report.not-a-mapping", document.at(root))]
            )
        values = {"sign": "：", "plain": ":"}
        raise ReportError(
            [*document.problems, Problem("yaml.full-width", document.at(root), values)]
        )
    stated = value_of(root, Report, "format")
    if (
        isinstance(stated, Scalar)
        and stated.text != FORMAT
        and stated.text.startswith("plancheck.")
    ):
        kind = stated.text.removeprefix("plancheck.").partition("/")[0]
        raise ReportError(
            [Problem("report.other-kind", document.at(stated), {"kind": kind, "wanted": FORMAT})]
        )


def _spell_entry(
    document: Document, key: Scalar, node: Node, plan: Plan, obligation: Obligation
) -> Node:
    """Return an entry's node with its keys spelled as the model's, a bare word as its status."""
    if isinstance(node, Scalar):
        if node.data is None:
            return node
        whole = Mapping(node.span)
        whole.entries["status"] = (key, node)
        if obligation.quota and _is_count(node.text):
            values = {
                "metric": obligation.quota.metric,
                "written": node.text,
                "obligation": obligation.id,
            }
            document.problems.append(Problem("report.bare-number", document.at(node), values))
            whole.entries.clear()
        return whole
    if not isinstance(node, Mapping):
        return node
    quota = obligation.quota
    fields = set(_spellings_of("units"))
    if quota is None:
        fields |= set(_spellings_of("records"))
    elif quota.per:
        fields = set(_spellings_of("records"))
    for written in [name for name in node.entries if name in fields]:
        misplaced, _ = node.entries.pop(written)
        values = {"key": written, "obligation": obligation.id}
        document.problems.append(Problem("report.key-not-here", document.at(misplaced), values))
    if quota is None:
        if NUMBER in node.entries:
            unknown_key(document, node.entries.pop(NUMBER)[0], spellings(Entry))
        metrics = {name for task, other in plan.obligations() for name in metric_names(plan, other)}
        for written in [name for name in node.entries if name in metrics]:
            misplaced, _ = node.entries.pop(written)
            values = {"key": written, "obligation": obligation.id}
            document.problems.append(Problem("report.key-not-here", document.at(misplaced), values))
        return node
    if quota.per:
        for written in [name for name in node.entries if name in metric_names(plan, obligation)]:
            misplaced, _ = node.entries.pop(written)
            unit_name = quota.unit_name or quota.unit
            named = {"key": written, "obligation": obligation.id, "unit_name": unit_name}
            document.problems.append(Problem("report.needs-unit", document.at(misplaced), named))
        units = value_of(node, Entry, "units")
        if isinstance(units, Mapping):
            for _, unit in units.entries.values():
                spell_number(document, unit, plan, obligation)
        return node
    spell_number(document, node, plan, obligation)
    return node


def _spellings_of(name: str) -> list[str]:
    return [spelling for spelling, key in spellings(Entry).items() if key.name == name]


def _is_count(text: str) -> bool:
    try:
        read_count(text)
    except PydanticCustomError:
        return False
    return True


def _misfits(report: Report, plan: Plan) -> Iterator[Problem]:
    """Yield what is well-formed but cannot be."""
    if report.plan is not None and report.plan != plan.id:
        where = report.locate("plan")
        yield Problem("file.other-plan", where, {"stated": report.plan, "plan": plan.id})
    if report.province is not None and report.subject is not None:
        yield Problem("report.two-subjects", report.locate("subject"))
    if report.province is not None and plan.subjects == "any":
        yield Problem("report.no-provinces", report.locate("province"))
    if report.subject is not None and plan.subjects == "provinces" and not report.national:
        yield Problem("report.subject", report.locate("subject"), {"written": report.subject})
    if report.national and report.tier is not None:
        yield Problem("report.national-tier", report.locate("tier"))
    if report.as_of is not None:
        yield from as_of_misfit(plan, report.as_of, report.locate("as_of"))

    def locate(loc: Loc) -> Location:
        return report.locate(*loc)

    if not report.national:
        yield from fact_misfits(plan, report, report.tier, locate)
    for name, entry in (report.tasks or {}).items():
        quota = plan.find(name, national=report.national).quota
        for loc, claim in claims(name, entry):
            if claim.number is not None and quota is not None:
                place = report.locate(*loc, NUMBER)
                yield from unit_misfit(
                    claim.number.unit, quota.unit.zh, claim.number.written, place
                )
            for number, record in enumerate(claim.records or []):
                if not record.model_dump(exclude_none=True):
                    yield Problem("report.empty-record", report.locate(*loc, "records", number))


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

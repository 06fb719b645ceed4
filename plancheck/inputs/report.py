"""A self-assessment report: what one subject says it has done, each value at its line.

Absent, left blank, ``not-started`` and ``0`` stay four different statements.
"""

# Annotations are no texts here: it takes long to compile one for each field at every start.
import contextlib
import datetime
from collections.abc import Iterator
from functools import partial
from typing import Annotated

from plancheck.errors import Location, Problem, ReportError, UnknownNameError
from plancheck.inputs.names import (
    Facts,
    fact_problems,
    read_names,
)
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL
from plancheck.reading.kinds import FileKind, refuse_other_kind
from plancheck.reading.models import (
    File,
    Named,
    Spelled,
    Strict,
    parts_within,
    spellings,
    validate_as,
    value_of,
)
from plancheck.reading.text import is_document, what_shows
from plancheck.reading.tree import Document, Loc, Mapping, Scalar
from plancheck.reading.values import DateField, one_of
from plancheck.requirements import Entry
from plancheck.requirements.base.entry import Control, NoteText, Submitted

FORMAT = "plancheck.report/1"


class Evidence(Strict):
    """A document that proves an entry; it is named, never opened."""

    title: Annotated[str | None, Spelled("标题", "名称")] = None
    number: Annotated[str | None, Spelled("文号", "编号"), Named("document")] = None
    date: Annotated[DateField | None, Spelled("日期"), Control.DATE] = None
    url: Annotated[str | None, Spelled("网址", "链接")] = None
    file: Annotated[str | None, Spelled("文件", "附件")] = None
    note: NoteText = None

    @property
    def says_something(self) -> bool:
        """Whether it names a document at all: by title, number, address or file."""
        return any(map(is_document, self._stated))

    @property
    def named(self) -> list[str]:
        """The texts by which it is to be told: title, number, address and file, unless blank."""
        return [text for text in self._stated if what_shows(text)]

    @property
    def _stated(self) -> Iterator[str]:
        return filter(None, (self.title, self.number, self.url, self.file))


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
    prepared_by: Annotated[str | None, Spelled("填报人")] = None
    reviewed_by: Annotated[str | None, Spelled("审核人")] = None
    submitted: Annotated[DateField | None, Spelled("报送日期"), Control.DATE] = None
    remarks: NoteText = None
    tasks: Annotated[
        dict[str, Entry | None] | None, Spelled("任务", "任务完成情况"), Named("obligation")
    ] = None
    evidence: Annotated[dict[str, Evidence] | None, Spelled("佐证", "佐证材料", "证明材料")] = None

    @property
    def national(self) -> bool:
        """Whether the plan's own issuer reports."""
        return self.subject == NATIONAL


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
    return validate_as(document, Report, ReportError, partial(_contradictions, plan))


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


def place_in_report(plan: Plan, loc: Loc) -> tuple[str | None, str | None]:
    """Return the obligation and the field that ``loc`` leads to, in the keys of a file.

    The field is named by English keys, from the entry on where there is an obligation, else from
    the top: ``records.2.date``, ``evidence.Z01.url``. Either is None where ``loc`` has none.
    """
    names: list[str] = []
    numbers: dict[str, str] = {}
    obligation = None
    model: type[Strict] | None = Report
    is_one_of_several = False
    for step in map(str, loc):
        if is_one_of_several and names == ["tasks"]:
            with contextlib.suppress(UnknownNameError):
                asked = plan.find(step)
                obligation, names = asked.id, []
                numbers = {
                    key: keys[0] for keys in plan.numbers.spelled(asked).values() for key in keys
                }
                is_one_of_several = False
                continue
        if is_one_of_several or model is None:
            names.append(step)
            is_one_of_several = False
            continue
        name = spellings(model).get(step) or numbers.get(step, step)
        names.append(name)
        model, container = parts_within(model).get(name, (None, None))
        is_one_of_several = container is not None
    return obligation, ".".join(names) or None


def _contradictions(plan: Plan, report: Report) -> Iterator[Problem]:
    """Yield semantic problems: valid types, impossible or contradictory values."""
    if report.province is not None and report.subject is not None:
        yield Problem("report.two-subjects", report.locate("subject"))
    if report.province is not None and plan.subject_key != "province":
        yield Problem("report.no-provinces", report.locate("province"))
    if report.national and report.tier is not None:
        yield Problem("report.national-tier", report.locate("tier"))
    if report.as_of is not None:
        yield from as_of_problem(plan, report.as_of, report.locate("as_of"))
    if not report.national:
        yield from fact_problems(plan, report, report.tier, report.locate)
    else:
        kinds = ("designated", "allotments", "classes")
        stated = [name for name in kinds if getattr(report, name) is not None]
        if stated:
            yield Problem("report.national-facts", report.locate(stated[0]))
    document, national, numbers = report.document, report.national, plan.numbers
    for name, entry in (report.tasks or {}).items():
        if entry is None:
            continue
        obligation = plan.find(name, national=national)
        spelled, counted_by = numbers.spelled(obligation), numbers.counted_by(obligation)
        shown = obligation.named(document.medium)
        about = Submitted(document, ("tasks", name), shown, spelled, counted_by)
        counting = numbers.counting(obligation) or obligation.requirement
        yield from counting.entry_problems(entry, about)


def as_of_problem(plan: Plan, as_of: datetime.date, where: Location | None) -> Iterator[Problem]:
    """Yield a problem for a date before the plan begins: nothing would be due, everything pass."""
    if as_of < plan.period.from_:
        yield Problem("report.as-of-early", where, {"as_of": as_of, "from": plan.period.from_})

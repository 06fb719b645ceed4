"""The sheets of the form in Excel: their names, headings and labels, in both languages.

A form is written with the words of one language, and read with those of both in any mixture: what
a column is called says what it holds, wherever it stands and whatever its sheet is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from plancheck.inputs.names import Allotment, Facts
from plancheck.inputs.report import Evidence, Report
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation
from plancheck.reading.models import Strict, part_of, spellings_of
from plancheck.requirements import Entry, control_of
from plancheck.requirements.base.entry import Control

FORMAT = "plancheck.workbook/1"
"""What a form says of itself on its sheet of words, beside the plan and its rule set."""

HELPER = "_"
"""With this begins the heading of a column that only formulas read."""


class Term(NamedTuple):
    """A word of the form in Chinese and English, and the ``field`` whose value it stands for."""

    field: str
    zh: str
    en: str


class Table:
    """A table of the form: a heading row and the rows below it.

    ``model`` is what a row says, whose spellings are read too. Without the ``needed`` fields what a
    row says would be lost, or a day with it. ``others`` are headings that may stand instead.
    """

    def __init__(
        self,
        sheet: Term,
        model: type[Strict],
        headings: tuple[Term, ...],
        needed: tuple[str, ...],
        others: tuple[Term, ...] = (),
    ) -> None:
        self.sheet = sheet
        self.model = model
        self.headings = headings
        self.needed = needed
        self.others = others

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The field of each word that may stand in the heading row, as ``folded`` folds it."""
        return words_of((*self.headings, *self.others), self.model)

    def heading(self, field: str) -> Term:
        """Return the heading of ``field``."""
        return next(heading for heading in self.headings if heading.field == field)


def folded(word: str) -> str:
    """Return ``word`` as headings are compared: without blanks, what is in brackets, and case."""
    bare = re.sub(r"[（(].*?[）)]", "", word)
    return re.sub(r"[\s_:：*]+", "", bare).casefold()


# --- the sheets, in their order ------------------------------------------------------------------

TASK, OBLIGATION = Term("task", "任务", "Task"), Term("obligation", "任务要求", "Obligation")
ORGANISATION = Term("subject", "填报单位", "Reporting organisation")
"""What a subject is called where those who report are no provinces."""
CLASSES = Term("classes", "单位属性", "Classes")
"""The classes of a subject, on the cover of a form and in a roster, where the plan has some."""
LIVE = Term("live", "自动核对", "Live check")
"""The column of formulas, which is never read."""
_NUMBER = Term("number", "数量", "Number")
_DATE = Term("date", "完成日期", "Date completed")
_EVIDENCE = Term("evidence", "佐证", "Evidence")
_NOTE = Term("note", "备注", "Note")
_REASON = Term("reason", "未完成原因", "Reason")
_NEXT_STEPS = Term("next_steps", "下一步措施", "Next steps")

COVER = Term("cover", "封面", "Cover")
CHECKLIST = Table(
    Term("tasks", "自查表", "Self-check"),
    Entry,
    (
        TASK,
        OBLIGATION,
        Term("level", "性质", "Level"),
        Term("asked", "要求", "Required"),
        Term("due", "期限", "Deadline"),
        Term("status", "状态", "Status"),
        _NUMBER,
        Term("base", "基数", "Out of"),
        _DATE,
        _EVIDENCE,
        _NOTE,
        _REASON,
        _NEXT_STEPS,
        LIVE,
    ),
    ("obligation", "status", "date"),
)
"""A row for each obligation. ``base`` is the number by which a share divides."""
RECORDS = Table(
    Term("records", "台账", "Ledger"),
    part_of(Entry, "records")[0],
    (
        OBLIGATION,
        Term("unit", "单位", "Unit"),
        Term("name", "名称", "Name"),
        Term("date", "日期", "Date"),
        Term("host", "主办单位", "Host"),
        _NUMBER,
        _EVIDENCE,
        _NOTE,
        Term("counted", "计入", "Counted"),
    ),
    ("obligation", "name", "date"),
)
"""A row for each record of a ledger, of an obligation or of a unit."""
UNITS = Table(
    Term("units", "单位", "Units"),
    Entry,
    (
        OBLIGATION,
        Term("unit", "单位名称", "Unit name"),
        _NUMBER,
        _DATE,
        _EVIDENCE,
        _NOTE,
        _REASON,
        _NEXT_STEPS,
        LIVE,
    ),
    ("obligation", "unit", "number", "date"),
)
"""A row for each unit that owes a number of its own."""
EVIDENCE = Table(
    Term("evidence", "佐证材料", "Evidence"),
    Evidence,
    (
        Term("id", "编号", "Id"),
        Term("title", "标题", "Title"),
        Term("number", "文号", "Document no."),
        Term("date", "日期", "Date"),
        Term("url", "网址", "Address"),
        Term("file", "文件", "File"),
        Term("note", "备注", "Note"),
    ),
    ("id", "title", "date"),
)
"""A row for each document. The number of a document has no spelling 编号 here: that is its id."""
FACTS = Table(
    COVER,
    Allotment,
    (
        OBLIGATION,
        Term("designated", "指定", "Designated"),
        Term("number", "计划数", "Allotted number"),
        Term("source", "依据", "Source"),
        Term("has_units", "有无单位", "Has units"),
    ),
    ("obligation", "designated"),
)
"""On the cover, a row for each obligation with a fact that is set outside the plan."""
GUIDE = Term("guide", "填写说明", "Instructions")
WORDS = Term("words", "词表", "Words")

TABLES = (CHECKLIST, RECORDS, UNITS, EVIDENCE, FACTS)

LABELS = (
    Term("province", "省份", "Province"),
    ORGANISATION,
    Term("tier", "类别", "Tier"),
    Term("as_of", "统计截止日期", "As-of date"),
    Term("prepared_by", "填报人", "Prepared by"),
    Term("reviewed_by", "审核人", "Reviewed by"),
    Term("submitted", "报送日期", "Submitted"),
    Term("remarks", "备注", "Remarks"),
    CLASSES,
    Term("all_designated", "指定任务已全部写明", "All designations stated"),
)
"""What stands on the cover above its table, each with its value in the next cell."""
IDENTITY = ("format", "plan", "rules_sha256", "subject", "tier")
"""What stands on the sheet of words in two columns: the form's subject, plan and edition."""

# --- a roster ------------------------------------------------------------------------------------

_SUBJECT = Term("subject", "省份", "Province")
ROSTER = Table(
    Term("provinces", "名册", "Roster"),
    Facts,
    (
        _SUBJECT,
        Term("tier", "类别", "Tier"),
        Term("designated", "指定任务", "Designated obligations"),
    ),
    ("subject", "tier"),
    (ORGANISATION, CLASSES),
)
"""A row for each subject; 无 under the designations states that there are none."""
ALLOTTED = Table(
    Term("allotments", "计划数", "Allotments"),
    Allotment,
    (
        _SUBJECT,
        OBLIGATION,
        Term("number", "计划数", "Allotted number"),
        Term("source", "依据", "Source"),
    ),
    ("subject", "obligation", "number"),
    (ORGANISATION,),
)
"""A row for each number that is allotted, or that is not: 无."""
LISTED_UNITS = Table(
    Term("units", "单位", "Units"),
    Entry,
    (_SUBJECT, OBLIGATION, Term("unit", "单位名称", "Unit name")),
    ("subject", "obligation", "unit"),
    (ORGANISATION,),
)
"""A row for each unit; 无 states that there are none."""
NUMBERS = Table(
    Term("numbers", "对比数", "Numbers"),
    Facts,
    (_SUBJECT, OBLIGATION, Term("metric", "指标", "Metric"), _NUMBER),
    ("subject", "obligation", "metric", "number"),
    (ORGANISATION,),
)
"""A row for each number that a report is held against, such as last year's."""
ROSTER_TABLES = (ROSTER, ALLOTTED, LISTED_UNITS, NUMBERS)
ROSTER_LABELS = (
    Term("source", "依据", "Source"),
    Term("report_by", "报送期限", "Report by"),
    Term("correct_by", "更正期限", "Correct by"),
)
"""What stands above the table of subjects, each with its value in the next cell."""


def subject_term(plan: Plan) -> Term:
    """Return what the sheets of a roster call those who report to ``plan``."""
    return _SUBJECT if plan.subject_key == "province" else ORGANISATION


# --- words ---------------------------------------------------------------------------------------

SEPARATORS = re.compile("[、；，,;\n]")
"""What stands between the names that one cell lists."""
YES, NO = ("是", "yes"), ("否", "no")
HAS, HAS_NOT = ("有", "yes", "是"), ("无", "no", "否", "没有", "none")


def words_of(terms: Iterable[Term], *models: type[Strict]) -> Mapping[str, str]:
    """Return the field of each word for one of ``terms``, as ``folded`` folds it.

    The spellings that ``models`` have for it are words for it too.
    """
    words: dict[str, str] = {}
    for term in terms:
        spelled = (word for model in models for word in spellings_of(model, term.field))
        for word in (term.zh, term.en, *spelled):
            words.setdefault(folded(word), term.field)
    return words


def labels() -> Mapping[str, str]:
    """Return the field of each label that may stand on the cover, as ``folded`` folds it."""
    return words_of(LABELS, Report)


# --- what of an entry stands where ---------------------------------------------------------------


class Places(NamedTuple):
    """Where the form has the fields of an entry, as their controls say.

    ``columns`` of the checklist are by field; ``ledger`` is the field whose items stand in
    RECORDS, ``units`` the one whose parts stand in UNITS, ``unit_ledger`` the one of those parts
    whose items stand in RECORDS. None where the obligation has no such field.
    """

    columns: Mapping[str, str]
    ledger: str | None
    units: str | None
    unit_ledger: str | None


def places(plan: Plan, obligation: Obligation) -> Places:
    """Return where the form has the fields of an entry on ``obligation``."""
    requirement = obligation.requirement
    fields = dict.fromkeys([*plan.offered(obligation), *requirement.beside])
    columns = {"status": "status"} if requirement.has_status else {}
    columns |= {field: "status" for field in fields if control_of(field) is Control.YES_NO}
    counts = (field for field in fields if control_of(field) is Control.COUNT)
    columns |= dict(zip(counts, ("number", "base"), strict=False))
    tables = {field: part_of(Entry, field) for field in fields if _is_table(Entry, field)}
    ledger = next((field for field, (_, holder) in tables.items() if holder is list), None)
    units = next((field for field, (_, holder) in tables.items() if holder is dict), None)
    part = tables[units][0] if units else None
    within = (field for field in part.model_fields if _is_table(part, field)) if part else ()
    return Places(columns, ledger, units, next(iter(within), None))


def _is_table(model: type[Strict], field: str) -> bool:
    return control_of(field, model) is Control.TABLE

"""The shapes of what ``json`` and ``jsonl`` write, as types: their schemas are made of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from plancheck.reading.values import OneOf
from plancheck.verdicts.result import Outcome, State, Verdict
from plancheck.verdicts.scenarios import FACTS

VerdictWord = Annotated[str, Verdict]
OutcomeWord = Annotated[str, Outcome]
StateWord = Annotated[str, State]


class Both(TypedDict):
    """One sentence or name in both languages."""

    zh: str
    en: str


class Wording(TypedDict, total=False):
    """A text of the plan in the languages that the plan has."""

    zh: str
    en: str


class Tool(TypedDict):
    """The program that wrote it."""

    name: str
    version: str


class ListUsed(TypedDict, total=False):
    """The list of subjects that a rule set names by its file, to the byte."""

    subjects_sha256: str


class PlanUsed(ListUsed):
    """The rule set, to the byte, and what in it decides verdicts."""

    id: str
    sha256: str
    rules_sha256: str
    draft: bool
    traced: bool


class InputFile(TypedDict):
    """A file that the call named beside the reports, to the byte."""

    path: str
    sha256: str


class Inputs(TypedDict):
    """What the call gave to judge by beside the rule set and the reports.

    ``as_of`` is null where each report is judged by its own day.
    """

    roster: InputFile | None
    waivers: InputFile | None
    tier: str | None
    province: str | None
    as_of: str | None
    require_evidence: bool
    allow_review: bool


class Subject(TypedDict):
    """Who reports."""

    name: str
    code: str | None


class Place(TypedDict):
    """Where to look, counted from 1 in code points; in a workbook the row, the column, the cell."""

    path: str
    line: int | None
    column: int | None
    sheet: str | None
    cell: str | None


class Range(TypedDict):
    """Where that ends, and the columns as editors count them."""

    end_line: int | None
    end_column: int | None
    column_utf16: int | None
    end_column_utf16: int | None


class Remark(TypedDict):
    """A note: it changes no verdict."""

    reason: str
    values: dict[str, Any]
    message: Both
    location: Place | None


class StatedFact(TypedDict):
    """A fact that a report is judged on, and the input it comes from.

    ``value`` is null where the fact is unknown, and ``none`` for an allotment that is stated not to
    be. ``unconfirmed`` is what only the report states although there is a roster.
    """

    value: str | int | bool | list[str] | None
    origin: Annotated[str, OneOf(("report", "roster", "option", "plan"))] | None
    unconfirmed: str | int | bool | list[str] | None


class FactsOfSome(TypedDict, total=False):
    """The facts that not every rule set asks for.

    ``classes`` are by their keys; ``numbers`` are a roster's, by obligation and metric.
    """

    classes: dict[str, StatedFact]
    numbers: dict[str, dict[str, float]]


class FactsUsed(FactsOfSome):
    """The facts that a report is judged on; allotments and units by obligation."""

    tier: StatedFact
    designated: StatedFact
    allotments: dict[str, StatedFact]
    units: dict[str, StatedFact]
    as_of: StatedFact


class AskedFact(TypedDict):
    """A fact to ask for. ``obligation`` is the one whose allotted number or units are meant.

    ``obligations`` wait for it.
    """

    fact: Annotated[str, OneOf(FACTS)]
    obligation: str | None
    obligations: list[str]


class Question(AskedFact):
    """A fact to ask one subject for."""

    message: Both


class QuestionCount(AskedFact):
    """A fact to ask for: how many reports lack it, and how many reviews wait for it."""

    reports: int
    reviews: int


class CitedEvidence(TypedDict):
    """A document that an entry cites; one that is not listed has only its id."""

    id: str
    title: str | None
    number: str | None
    date: str | None
    url: str | None
    file: str | None
    note: str | None


class Stated(TypedDict):
    """What a report says in its own words; it decides nothing but by its date and evidence."""

    date: str | None
    evidence: list[CitedEvidence]
    note: str | None
    reason: str | None
    next_steps: str | None


class StatedOfAll(Stated):
    """What a report says about an obligation, and about each unit."""

    units: dict[str, Stated]


class ReportHead(TypedDict):
    """What a report says of itself; it decides nothing."""

    prepared_by: str | None
    reviewed_by: str | None
    submitted: str | None
    remarks: str | None


class Tried(TypedDict, total=False):
    """What stands in a finding only where it does not count."""

    trial: Literal[True]


class Judged(Tried):
    """The verdict on one obligation, without what changed since the run before."""

    obligation: str
    task: str
    name: Wording
    level: Annotated[str, OneOf(("mandatory", "optional", "none", "unknown", "trial"))]
    verdict: VerdictWord
    reason: str
    values: dict[str, Any]
    message: Both
    location: Place
    range: Range | None
    cites: list[str]
    notes: list[Remark]
    underlying: VerdictWord | None
    reported: StatedOfAll | None


class PaceKept(TypedDict):
    """How much of a number is reached, and how many days up to the deadline have passed."""

    actual: float | None
    expected: float
    days_passed: int
    days: int
    behind: bool


class Finding(Judged):
    """The verdict on one obligation; ``todo`` says what to do about an open one."""

    todo: Both | None
    pace: PaceKept | None
    change: Annotated[str, OneOf(("new", "unchanged", "fixed"))] | None


class ReportResult(TypedDict):
    """One report; ``sha256`` is that of the bytes of its file."""

    path: str
    sha256: str
    province: Subject
    tier: str | None
    as_of: str
    outcome: OutcomeWord
    failure: Remark | None
    facts: FactsUsed
    head: ReportHead
    late: bool
    questions: list[Question]
    verdicts: dict[str, int]
    notes: list[Remark]
    findings: list[Finding]


class UnusableReport(TypedDict):
    """A report that got no verdict; ``sha256`` is null where its bytes were not read."""

    path: str
    sha256: str | None
    province: Subject | None


class Complaint(TypedDict):
    """What is wrong, and where."""

    key: str
    report: str | None
    message: Both
    location: Place | None
    range: Range | None


class Fault(Complaint):
    """What made a file unusable, or the call, and what in the report it is about."""

    subject: Subject | None
    obligation: str | None
    field: str | None


class Summary(TypedDict):
    """How many reports and verdicts there are of each kind."""

    reports: int
    unusable: int
    compliant: int
    on_track: int
    not_compliant: int
    undetermined: int
    verdicts: dict[str, int]


class Absent(TypedDict):
    """Who was expected to report and did not."""

    province: Subject


class PassedOver(TypedDict):
    """A file of a folder that is no report."""

    path: str
    kind: str


class RateCount(TypedDict):
    """How many mandatory duties are asked, and how many are met."""

    asked: int
    met: int


class MatrixRow(TypedDict):
    """One subject in the matrix of tasks; what needs a verdict is null without one."""

    province: Subject
    state: StateWord
    path: str | None
    beside: list[str]
    tier: str | None
    outcome: OutcomeWord | None
    late: bool
    cause: Both | None
    open: int | None
    rank: int | None
    mandatory: RateCount | None
    verdicts: dict[str, str]


class Unattributed(TypedDict):
    """An unusable file that belongs to nobody known."""

    path: str
    cause: Both


class Shortfall(TypedDict):
    """By how much a number is missed."""

    province: Subject
    obligation: str
    name: str | None
    expected: float
    actual: float
    gap: float
    unit: Wording


class NumberSum(TypedDict):
    """What all reports count of one obligation, and what is asked of them together."""

    obligation: str
    task: str
    unit: Wording
    bound: Annotated[str, OneOf(("at_least", "at_most", "exactly"))] | None
    required: float | None
    counted: float
    short: list[Shortfall]


class SetNumber(TypedDict, total=False):
    """The number that is set, under the plan's key."""

    at_least: float
    at_most: float
    exactly: float


class NationalTotal(SetNumber):
    """A number of the issuer's, and what the reports add up to."""

    obligation: str
    task: str
    of: str
    unit: Wording
    counted: float
    possible: float | None
    open: list[Subject]
    verdict: VerdictWord


class Picture(TypedDict):
    """All reports as one picture."""

    tasks: list[str]
    states: dict[str, int]
    mandatory: RateCount
    rates: dict[str, RateCount]
    matrix: list[MatrixRow]
    unattributed: list[Unattributed]
    tallies: dict[str, dict[str, int]]
    gaps: list[Shortfall]
    sums: list[NumberSum]
    repeated: list[Subject]
    totals: list[NationalTotal]


class OpenPoint(TypedDict):
    """An obligation of a subject."""

    province: Subject
    obligation: str


class FellNumber(OpenPoint):
    """A number that was higher before."""

    name: str | None
    before: float
    now: float | None


class SinceBefore(TypedDict):
    """What changed since the run before."""

    path: str
    only_new: bool
    other_rules: bool
    new: list[OpenPoint]
    unchanged: list[OpenPoint]
    fixed: list[OpenPoint]
    fell: list[FellNumber]
    gone: list[Subject]


class EarlierResult(TypedDict):
    """The latest earlier result, which the lists of what moved are about."""

    path: str
    as_of: str


class MovedPoint(OpenPoint):
    """An obligation of a subject with its verdict before and now."""

    before: VerdictWord | None
    now: VerdictWord


class MovedNumber(OpenPoint):
    """A number that is higher or lower than before."""

    name: str | None
    before: float | None
    now: float | None


class Moment(TypedDict):
    """An earlier result or the run itself, which has no path."""

    path: str | None
    as_of: str | None
    mandatory: RateCount


class SubjectRates(TypedDict):
    """The rates of a subject at every moment."""

    province: Subject
    rates: list[RateCount | None]


class ProgressMade(TypedDict):
    """What moved since the latest earlier result, and the rates at every moment."""

    since: EarlierResult
    done: list[MovedPoint]
    fallen_back: list[MovedPoint]
    newly_due: list[MovedPoint]
    to_review: list[MovedPoint]
    still_open: list[MovedPoint]
    lost: list[Subject]
    numbers: list[MovedNumber]
    rates: list[Moment]
    subjects: list[SubjectRates]


class ResultDocument(TypedDict):
    """What ``validate --format json`` writes."""

    format: Literal["plancheck.result/1"]
    tool: Tool
    plan: PlanUsed | None
    inputs: Inputs
    exit_code: int
    summary: Summary
    questions: list[QuestionCount]
    reports: list[ReportResult]
    unusable: list[UnusableReport]
    problems: list[Fault]
    absent: list[Absent]
    skipped: list[PassedOver]
    rollup: Picture | None
    baseline: SinceBefore | None
    progress: ProgressMade | None


class ReportLine(ReportResult):
    """A line of ``jsonl`` on a report that was judged; it has no problems."""

    format: Literal["plancheck.report/1"]
    tool: Tool
    plan: PlanUsed
    problems: list[Fault]


class UnusableLine(UnusableReport):
    """A line of ``jsonl`` on a report that got no verdict."""

    format: Literal["plancheck.report/1"]
    tool: Tool
    plan: PlanUsed
    outcome: Literal["unusable"]
    problems: list[Fault]


class SummaryLine(TypedDict):
    """The last line of ``jsonl``; its problems are those of no single report."""

    format: Literal["plancheck.summary/1"]
    tool: Tool
    plan: PlanUsed | None
    inputs: Inputs
    exit_code: int
    summary: Summary
    questions: list[QuestionCount]
    problems: list[Fault]
    absent: list[Absent]
    skipped: list[PassedOver]
    baseline: SinceBefore | None
    progress: ProgressMade | None

"""A table for people: every verdict, then one line per open point, then the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from plancheck.analysis.listing import Listing, ListingRow
from plancheck.errors import MORE, Problem, counted
from plancheck.formats import Style
from plancheck.formats.shared.cells import (
    MOST_PROBLEMS,
    MOST_SKIPPED,
    SIGN,
    configured_texts,
    day_text,
    dotted,
    finding_cells,
    listing_cells,
    listing_headings,
    listing_remarks,
    listing_title,
    place,
    plan_line,
    remarks,
    tier_cell,
    tier_text,
    totals_text,
    what_to_do,
    with_reason,
)
from plancheck.formats.shared.open_points import finding_paragraph
from plancheck.formats.shared.terminal import Terminal
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    fact_text,
    note_text,
    problem_text,
    scenarios_text,
    supply_text,
)
from plancheck.language.wording import (
    SIGNS,
    escape_invisible,
    format_value,
    joined,
    obligation_name,
    say,
    subject_name,
)
from plancheck.plan.model import Plan
from plancheck.verdicts.questions import Question, questions
from plancheck.verdicts.result import Finding, Outcome, Result, Verdict
from plancheck.verdicts.run import Rejected, Run

if TYPE_CHECKING:  # a check of reports needs none of them
    from plancheck.analysis.difference import Difference
    from plancheck.analysis.explanation import Explanation
    from plancheck.plan.lint import Lint
    from plancheck.plan.trace import Trace

FOR_MACHINES = False
WITH_TITLES = 150
MOST_TABLES = 50
"""More reports than all who report to a plan are rarely looked at one by one."""
MOST_EXCERPTS = 10
FEW_BLANK = 3
"""More entries left blank than these are told in one line: each would say the same."""

_STYLES = {
    Verdict.PASS: "green",
    Verdict.FAIL: "bold red",
    Verdict.MISSING: "bold red",
    Verdict.REVIEW: "yellow",
    Verdict.PENDING: "cyan",
    Verdict.WAIVED: "magenta",
    Verdict.OPTIONAL: "dim",
    Verdict.NOT_APPLICABLE: "dim",
}
_POINTS = {
    "table.open": tuple(verdict for verdict in Verdict if verdict.is_open),
    "table.pending": (Verdict.PENDING,),
}
_OUTCOMES = {
    Outcome.COMPLIANT: "bold green",
    Outcome.ON_TRACK: "bold green",
    Outcome.NOT_COMPLIANT: "bold red",
    Outcome.UNDETERMINED: "bold yellow",
}


def render(run: Run, style: Style) -> str:
    """Return one table per report that was judged, the problems of the others, and the totals.

    Of very many reports nobody reads the tables: then only what is open is told.
    """
    page = Terminal(style)
    if run.plan is not None and run.reports:
        page.line(plan_line(style.lang, run.plan))
    for line in configured_texts(style.lang, run):
        page.line(line, "yellow")
    with_tables = len(run.reports) <= MOST_TABLES
    if not with_tables:
        page.line(page.say("table.many", limit=MOST_TABLES))
    for report in run.reports:
        page.line("")
        if isinstance(report, Result):
            _result(page, report, with_table=with_tables)
        else:
            _rejected(page, report)
    if run.problems:
        if run.reports:
            page.line("")
        page.line(page.say("table.problems"), "bold red")
        _problems(page, run.problems)
    if run.skipped:
        page.line("")
        page.line(page.say("table.skipped-count", count=len(run.skipped)), "dim")
    for skipped in run.skipped[:MOST_SKIPPED]:
        kind = page.say(f"skipped.{skipped.kind}")
        page.line(f"  {page.say('table.skipped', path=skipped.path, kind=kind)}", "dim")
    if len(run.skipped) > MOST_SKIPPED:
        page.line("  " + page.say("table.more", count=len(run.skipped) - MOST_SKIPPED), "dim")
    if run.several or run.comparison is not None:
        _all_together(page, run, with_rows=with_tables)
    if len(run.reports) > 1:
        _totals(page, run)
    return page.text()


def render_listing(listing: Listing, style: Style) -> str:
    """Return a row per obligation, with one column per tier where the tier is not known."""
    page = Terminal(style)
    page.line(plan_line(style.lang, listing.plan))
    if not listing.rows:
        page.line(page.say("list.nothing"))
        return page.text()
    page.line("")
    page.line(listing_title(page.lang, listing), "bold")
    rows = [row for row in listing.rows if row.asked]
    if not _listing_table(page, listing, rows):
        _listing_blocks(page, listing, rows)
    page.line("")
    page.line(page.say("list.what"), "bold")
    for row in rows:
        page.line(what_to_do(page.lang, listing, row))
    page.line("")
    for remark in listing_remarks(page.lang, listing, rows):
        page.line(remark)
    return page.text()


# --- results -------------------------------------------------------------------------------------


def _result(page: Terminal, result: Result, *, with_table: bool) -> None:
    page.line(page.say("table.report", path=result.path), "bold")
    page.line(_subject_line(page, result))
    page.line("")
    if with_table:
        if not _table(page, result):
            _blocks(page, result)
        page.line("")
    if result.failure is not None:
        failure = note_text(page.lang, result.failure)
        page.line(f"{place(result.location)}: {failure}", "red")
        page.line("")
    asked = questions(result)
    _questions(page, result, asked)
    waiting = {name for question in asked for name in question.obligations}
    for heading, verdicts in _POINTS.items():
        points = [
            finding
            for finding in result.findings
            if finding.verdict in verdicts and finding.obligation not in waiting
        ]
        if points:
            _open_points(page, result, heading, points)
    told = list(remarks(page.lang, result))
    if told:
        page.line(page.say("table.notes"))
        for where, remark in told:
            page.line(f"{where}: {remark}", "dim")
        page.line("")
    page.line(_summary(page.lang, result), _OUTCOMES[result.outcome])


def _open_points(page: Terminal, result: Result, heading: str, points: Sequence[Finding]) -> None:
    page.line(page.say(heading, count=len(points)), "bold")
    blank = [finding for finding in points if finding.reason == "finding.blank"]
    if len(blank) > FEW_BLANK:
        ids = [finding.obligation for finding in blank]
        line = page.say("table.blank", count=len(ids), obligations=ids)
        page.line(f"{escape_invisible(result.path)}: {line}", "red")
        points = [finding for finding in points if finding not in blank]
    for finding in points:
        style = _STYLES[finding.verdict].removeprefix("bold ")
        page.line(_point(page.lang, result, finding), style)
    page.line("")


def _questions(page: Terminal, result: Result, asked: Sequence[Question]) -> None:
    """Add each fact that is missing, once, with every obligation that waits for it."""
    if not asked:
        return
    findings = {finding.obligation: finding for finding in result.findings}
    waiting = {name for question in asked for name in question.obligations}
    page.line(page.say("table.questions", reviews=len(waiting), facts=len(asked)), "bold")
    for number, question in enumerate(asked, 1):
        requirement = result.plan.obligation(question.obligations[0]).requirement
        line = page.say(
            "table.question" if question.obligation is None else "table.question-of",
            number=number,
            fact=fact_text(page.lang, question.fact, requirement.each),
            obligation=question.obligation,
            count=len(question.obligations),
        )
        page.line(f"{escape_invisible(result.path)}: {line}", "yellow")
        alike: dict[str, list[str]] = {}  # by what follows from the fact
        for name in question.obligations:
            follows = scenarios_text(page.lang, result.plan, findings[name])
            alike.setdefault(follows, []).append(name)
        for follows, names in alike.items():
            page.line(f"  {joined(page.lang, names)}{SIGNS[page.lang].colon}{follows}")
        page.line(f"  → {supply_text(page.lang, result, question.fact)}")
    page.line("")


def _subject_line(page: Terminal, result: Result) -> str:
    subject = subject_name(page.lang, result.plan, result.subject)
    return dotted([subject, tier_text(page.lang, result), day_text(page.lang, result)])


def _table(page: Terminal, result: Result) -> bool:
    """Add the table of ``result``; False where the page is too narrow for one."""
    titles = page.width >= WITH_TITLES
    headings = [
        page.say(f"table.{name}")
        for name in ("task", "obligation", "level", "asked", "reported", "verdict", "place")
    ]

    def rows() -> Iterator[Sequence[Text] | None]:
        plan, previous = result.plan, None
        for finding in result.findings:
            task = plan.task_of(finding.obligation)
            if previous is not None and plan.group_of(task) is not plan.group_of(previous):
                yield None
            first = "" if task is previous else task.id
            if first and titles:
                first = f"{task.id} {format_value(page.lang, task.title)}"
            previous = task
            yield [Text(first), *(Text(*cell) for cell in _cells(page.lang, result.plan, finding))]

    return page.table(headings, list(rows()))


def _cells(lang: Lang, plan: Plan, finding: Finding) -> list[tuple[str, str]]:
    """Return the text and style of a finding's cells from the obligation to its place."""
    sign, style = SIGN[finding.verdict], _STYLES[finding.verdict]
    *cells, verdict, where = finding_cells(lang, plan, finding)
    return [*((cell, "") for cell in cells), (f"{sign} {verdict}", style), (where, "dim")]


def _blocks(page: Terminal, result: Result) -> None:
    names = ("level", "asked", "reported", "verdict", "place")
    for finding in result.findings:
        (name, _), *cells = _cells(page.lang, result.plan, finding)
        page.line(name, "bold")
        for heading, (text, style) in zip(names, cells, strict=True):
            page.line(f"  {page.say(f'table.{heading}')} {text}", style)


def _point(lang: Lang, result: Result, finding: Finding) -> str:
    """Return what is wrong, by how much, what to do and by which clause, after its place."""
    name = obligation_name(lang, result.plan, finding.obligation)
    found = f"[{format_value(lang, finding.verdict)}] {name}{SIGNS[lang].colon}"
    return f"{place(finding.location)}: {found}{finding_paragraph(lang, result, finding)}"


def _summary(lang: Lang, result: Result) -> str:
    counts = (f"{format_value(lang, verdict)} {result.tally[verdict]}" for verdict in Verdict)
    outcome = with_reason(lang, result, format_value(lang, result.outcome))
    values = {"outcome": outcome, "total": len(result.findings), "counts": dotted(counts)}
    return say(lang, "table.summary", values)


def _rejected(page: Terminal, rejected: Rejected) -> None:
    page.line(page.say("table.unusable", path=rejected.path), "bold red")
    _problems(page, rejected.problems)


def _problems(page: Terminal, problems: Sequence[Problem]) -> None:
    for number, problem in enumerate(problems[:MOST_PROBLEMS]):
        where = f"{place(problem.where)}: " if problem.where else ""
        page.line(where + problem_text(page.lang, problem))
        if number < MOST_EXCERPTS and problem.where is not None and problem.where.text.strip():
            page.excerpt(problem.where)
    if len(problems) > MOST_PROBLEMS:
        rest = problems[MOST_PROBLEMS:]
        told = sum(problem.key != MORE for problem in rest)
        key = "table.more" if told == len(rest) else "table.more-capped"
        page.line(page.say(key, count=counted(rest), told=told))


def _all_together(page: Terminal, run: Run, *, with_rows: bool) -> None:
    from plancheck.analysis.rollup import roll_up  # noqa: PLC0415
    from plancheck.formats.shared.rollup_table import (  # noqa: PLC0415  # nothing to a single report
        add_comparison,
        add_roll_up,
    )

    picture = roll_up(run)
    if picture is not None:
        add_roll_up(page, picture, _STYLES, with_rows=with_rows)
    if run.plan is not None and run.comparison is not None:
        add_comparison(page, run.plan, run, run.comparison)
        if run.only_new:
            page.line(page.say("baseline.only-new"))


def _totals(page: Terminal, run: Run) -> None:
    page.line("")
    for report in run.reports:
        if isinstance(report, Result):
            counts = dotted(
                f"{format_value(page.lang, verdict)} {report.tally[verdict]}"
                for verdict in Verdict
                if report.tally[verdict]
            )
            outcome = with_reason(page.lang, report, format_value(page.lang, report.outcome))
            style = _OUTCOMES[report.outcome]
            subject = subject_name(page.lang, report.plan, report.subject)
            page.line(f"{escape_invisible(report.path)}: {subject} {outcome} ({counts})", style)
        else:
            unusable = page.say("table.row-unusable")
            page.line(f"{escape_invisible(report.path)}: {unusable}", "bold red")
    page.line(totals_text(page.lang, run), "bold")


# --- listings ------------------------------------------------------------------------------------


def render_explanation(explanation: Explanation, style: Style) -> str:
    """Return an explanation as lines; there is nothing to compare that would want a table."""
    from plancheck.formats.pages.explanation_page import explanation_lines  # noqa: PLC0415

    page = Terminal(style)
    page.line(plan_line(page.lang, explanation.plan))
    page.line("")
    for text, look in explanation_lines(page.lang, explanation):
        page.line(text, look)
    return page.text()


def render_difference(difference: Difference, style: Style) -> str:
    """Return what changed from one plan to another, a line each, and the verdicts that would."""
    from plancheck.formats.pages.difference_page import difference_lines  # noqa: PLC0415

    page = Terminal(style)
    for text, look in difference_lines(page.lang, difference):
        page.line(text, look)
    return page.text()


def render_trace(trace: Trace, style: Style) -> str:
    """Return where a rule set and its text do not agree, and how much of the text is accounted for.

    No percentage is rounded up: 100 % is said of nothing but a complete trace.
    """
    page = Terminal(style)
    page.line(plan_line(page.lang, trace.plan))
    page.line(page.say("trace.text", path=trace.text.path, sha256=trace.text.sha256[:12]))
    _faults(page, trace.problems)
    counts = {"total": len(trace.accounts), "accounted": trace.accounted}
    if trace.complete:
        page.line(page.say("trace.complete", **counts), "bold green")
    else:
        counts["count"] = len(trace.problems)
        page.line(page.say("trace.incomplete", **counts), "bold red")
    return page.text()


def render_lint(lint: Lint, style: Style) -> str:
    """Return what is amiss in a rule set, and how many cases were gone through."""
    page = Terminal(style)
    page.line(plan_line(page.lang, lint.plan))
    _faults(page, lint.problems)
    values = {"obligations": lint.obligations, "cases": lint.cases}
    if lint.problems:
        page.line(page.say("lint.found", count=len(lint.problems)), "bold red")
    else:
        page.line(page.say("lint.counts", **values))
        page.line(page.say("lint.clean"), "bold green")
    return page.text()


def _faults(page: Terminal, problems: Sequence[Problem]) -> None:
    page.line("")
    _problems(page, problems)
    if problems:
        page.line("")


def _listing_table(page: Terminal, listing: Listing, rows: Sequence[ListingRow]) -> bool:
    """Add the table of what is asked; False where the page is too narrow for one."""

    def cells() -> Iterator[Sequence[Text] | None]:
        previous = None
        for row in rows:
            if previous is not None and listing.plan.group_of(
                row.task
            ) is not listing.plan.group_of(previous):
                yield None
            first = "" if row.task is previous else row.task.id
            previous = row.task
            name = f"{row.obligation.id} {format_value(page.lang, row.obligation.name)}"
            yield [
                Text(first),
                Text(name),
                *(Text(text) for text in listing_cells(page.lang, listing, row)),
            ]

    return page.table(listing_headings(page.lang, listing), list(cells()))


def _listing_blocks(page: Terminal, listing: Listing, rows: Sequence[ListingRow]) -> None:
    for row in rows:
        page.line(f"{row.obligation.id} {format_value(page.lang, row.obligation.name)}", "bold")
        for tier in listing.tiers:
            title = format_value(page.lang, listing.plan.tiers[tier])
            page.line(f"  {title} {tier_cell(page.lang, listing, row, tier)}")

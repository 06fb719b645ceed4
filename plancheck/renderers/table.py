"""A table for people: every verdict, then one line per open point, then the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from plancheck.errors import Location, Problem
from plancheck.listing import DESIGNATED, NONE, Cell, Listing, Row
from plancheck.messages import Lang
from plancheck.plan import NATIONAL, Level, Plan
from plancheck.renderers import Style
from plancheck.renderers._page import Page
from plancheck.renderers._points import finding_paragraph
from plancheck.renderers._rollup_table import add_comparison, add_roll_up
from plancheck.result import Finding, Outcome, Result, Verdict
from plancheck.rollup import roll_up
from plancheck.run import Rejected, Run
from plancheck.wording import (
    SIGNS,
    asked_text,
    finding_text,
    joined,
    note_text,
    problem_text,
    reported_text,
    say,
    show,
    subject_name,
    visible,
)

FOR_MACHINES = False
WITH_TITLES = 150
MOST_PROBLEMS = 50
MOST_EXCERPTS = 10

# Every sign is in GBK, and a word stands beside each.
_SIGNS = {
    Verdict.PASS: ("√", "green"),
    Verdict.FAIL: ("×", "bold red"),
    Verdict.MISSING: ("×", "bold red"),
    Verdict.REVIEW: ("?", "yellow"),
    Verdict.PENDING: ("…", "cyan"),
    Verdict.WAIVED: ("○", "magenta"),
    Verdict.OPTIONAL: ("·", "dim"),
    Verdict.NOT_APPLICABLE: ("—", "dim"),
}
_POINTS = {
    "table.open": tuple(verdict for verdict in Verdict if verdict.is_open),
    "table.pending": (Verdict.PENDING,),
}
_OUTCOMES = {
    Outcome.COMPLIANT: "bold green",
    Outcome.NOT_COMPLIANT: "bold red",
    Outcome.UNDETERMINED: "bold yellow",
}


def render(run: Run, style: Style) -> str:
    """Return one table per report that was judged, the problems of the others, and the totals."""
    page = Page(style)
    if run.plan is not None and run.reports:
        page.line(_plan_line(run.plan, style.lang))
    for report in run.reports:
        page.line("")
        if isinstance(report, Result):
            _result(page, report)
        else:
            _rejected(page, report)
    if run.problems:
        if run.reports:
            page.line("")
        page.line(page.say("table.problems"), "bold red")
        _problems(page, run.problems)
    for skipped in run.skipped:
        page.line(page.say("table.skipped", path=skipped.path, kind=skipped.kind), "dim")
    picture = roll_up(run)
    if picture is not None:
        add_roll_up(page, picture, _SIGNS)
    if run.plan is not None and run.comparison is not None:
        add_comparison(page, run.plan, run.comparison)
        if run.only_new:
            page.line(page.say("baseline.only-new"))
    if len(run.reports) > 1:
        _totals(page, run)
    return page.text()


def render_listing(listing: Listing, style: Style) -> str:
    """Return a row per obligation, with one column per tier where the tier is not known."""
    page = Page(style)
    page.line(_plan_line(listing.plan, style.lang))
    if not listing.rows:
        page.line(page.say("list.nothing"))
        return page.text()
    page.line("")
    plan, subject = listing.plan, listing.subject
    whom = subject_name(page.lang, plan, subject) if subject else page.say("list.everyone")
    page.line(page.say("list.title", subject=whom), "bold")
    rows = [row for row in listing.rows if row.asked]
    if not _listing_table(page, listing, rows):
        _listing_blocks(page, listing, rows)
    page.line("")
    page.line(page.say("list.what"), "bold")
    for row in rows:
        page.line(_what(page.lang, listing, row))
    _listing_remarks(page, listing, rows)
    return page.text()


def _plan_line(plan: Plan, lang: Lang) -> str:
    return say(lang, "table.plan", {"title": plan.title, "id": plan.id, "sha256": plan.sha256[:12]})


# --- results -------------------------------------------------------------------------------------


def _result(page: Page, result: Result) -> None:
    page.line(page.say("table.report", path=result.path), "bold")
    page.line(_subject_line(page, result))
    page.line("")
    if not _table(page, result):
        _blocks(page, result)
    page.line("")
    for heading, verdicts in _POINTS.items():
        points = [finding for finding in result.findings if finding.verdict in verdicts]
        if points:
            page.line(page.say(heading, count=len(points)), "bold")
            for finding in points:
                page.line(
                    _point(page.lang, result, finding),
                    _SIGNS[finding.verdict][1].removeprefix("bold "),
                )
            page.line("")
    remarks = list(_remarks(page.lang, result))
    if remarks:
        page.line(page.say("table.notes"))
        for remark in remarks:
            page.line(remark, "dim")
        page.line("")
    page.line(_summary(page.lang, result), _OUTCOMES[result.outcome])


def _subject_line(page: Page, result: Result) -> str:
    tier = page.say("table.tier-unknown")
    if result.subject == NATIONAL:
        tier = page.say("table.none")
    elif result.tier is not None:
        tier = show(page.lang, result.plan.tiers[result.tier])
    subject = subject_name(page.lang, result.plan, result.subject)
    return page.say("table.subject", subject=subject, tier=tier, as_of=result.as_of)


def _table(page: Page, result: Result) -> bool:
    """Add the table of ``result``; False where the page is too narrow for one."""
    titles = page.width >= WITH_TITLES
    headings = [
        page.say(f"table.{name}")
        for name in ("task", "obligation", "level", "asked", "reported", "verdict", "place")
    ]

    def rows() -> Iterator[Sequence[Text] | None]:
        previous = None
        for finding in result.findings:
            task = finding.task
            if previous is not None and result.plan.group_of(task) is not result.plan.group_of(
                previous
            ):
                yield None
            first = "" if task is previous else task.id
            if first and titles:
                first = f"{task.id} {show(page.lang, task.title)}"
            previous = task
            yield [Text(first), *(Text(*cell) for cell in _cells(page.lang, finding))]

    return page.table(headings, list(rows()))


def _cells(lang: Lang, finding: Finding) -> list[tuple[str, str]]:
    """Return the text and style of a finding's cells from the obligation to its place."""
    sign, style = _SIGNS[finding.verdict]
    where = finding.location
    return [
        (f"{finding.obligation.id} {show(lang, finding.obligation.name)}", ""),
        (say(lang, f"level.{finding.level_word}"), ""),
        (asked_text(lang, finding.values) if finding.asked else "—", ""),
        (reported_text(lang, finding.values), ""),
        (f"{sign} {show(lang, finding.verdict)}", style),
        (f"{where.line}:{where.column}", "dim"),
    ]


def _blocks(page: Page, result: Result) -> None:
    names = ("level", "asked", "reported", "verdict", "place")
    for finding in result.findings:
        (name, _), *cells = _cells(page.lang, finding)
        page.line(name, "bold")
        for heading, (text, style) in zip(names, cells, strict=True):
            page.line(f"  {page.say(f'table.{heading}')} {text}", style)


def _point(lang: Lang, result: Result, finding: Finding) -> str:
    """Return what is wrong, by how much, what to do and by which clause, after its place."""
    name = f"{finding.obligation.id} {show(lang, finding.obligation.name)}"
    found = f"[{show(lang, finding.verdict)}] {name}{SIGNS[lang].colon}"
    return f"{_place(finding.location)}: {found}{finding_paragraph(lang, result, finding)}"


def _remarks(lang: Lang, result: Result) -> Iterator[str]:
    colon = SIGNS[lang].colon
    for note in result.notes:
        place = _place(note.where) if note.where else visible(result.path)
        yield f"{place}: {note_text(lang, note.reason, note.values)}"
    for finding in result.findings:
        name = f"{finding.obligation.id}{colon}"
        if finding.verdict is Verdict.WAIVED:
            yield f"{_place(finding.location)}: {name}{finding_text(lang, finding)}"
        for note in finding.notes:
            place = _place(note.where or finding.location)
            yield f"{place}: {name}{note_text(lang, note.reason, note.values)}"


def _place(where: Location) -> str:
    """Return ``path:line:column``, the path made inert."""
    return visible(str(where))


def _summary(lang: Lang, result: Result) -> str:
    counts = (f"{show(lang, verdict)} {result.tally[verdict]}" for verdict in Verdict)
    values = {"outcome": result.outcome, "total": len(result.findings), "counts": _dotted(counts)}
    return say(lang, "table.summary", values)


def _dotted(parts: Iterable[str]) -> str:
    return " · ".join(parts)


def _rejected(page: Page, rejected: Rejected) -> None:
    page.line(page.say("table.unusable", path=rejected.path), "bold red")
    _problems(page, rejected.problems)


def _problems(page: Page, problems: Sequence[Problem]) -> None:
    for number, problem in enumerate(problems[:MOST_PROBLEMS]):
        place = f"{_place(problem.where)}: " if problem.where else ""
        page.line(place + problem_text(page.lang, problem))
        if number < MOST_EXCERPTS and problem.where is not None and problem.where.text.strip():
            page.excerpt(problem.where)
    if len(problems) > MOST_PROBLEMS:
        page.line(page.say("table.more", count=len(problems) - MOST_PROBLEMS))


def _totals(page: Page, run: Run) -> None:
    page.line("")
    for report in run.reports:
        if isinstance(report, Result):
            counts = _dotted(
                f"{show(page.lang, verdict)} {report.tally[verdict]}"
                for verdict in Verdict
                if report.tally[verdict]
            )
            outcome, style = show(page.lang, report.outcome), _OUTCOMES[report.outcome]
            subject = subject_name(page.lang, report.plan, report.subject)
            page.line(f"{visible(report.path)}: {subject} {outcome} ({counts})", style)
        else:
            unusable = page.say("table.row-unusable")
            page.line(f"{visible(report.path)}: {unusable}", "bold red")
    totals = {str(outcome).replace("-", "_"): run.outcomes[outcome] for outcome in Outcome}
    page.line(
        page.say("table.totals", reports=len(run.reports), unusable=len(run.rejected), **totals),
        "bold",
    )


# --- listings ------------------------------------------------------------------------------------


def _listing_table(page: Page, listing: Listing, rows: Sequence[Row]) -> bool:
    """Add the table of what is asked; False where the page is too narrow for one."""
    headings = [page.say("table.task"), page.say("table.obligation")]
    if listing.tier_known:
        headings += [page.say("table.level"), page.say("table.asked"), page.say("table.due")]
    else:
        headings += [show(page.lang, listing.plan.tiers[tier]) for tier in listing.tiers]

    def cells() -> Iterator[Sequence[Text] | None]:
        previous = None
        for row in rows:
            if previous is not None and listing.plan.group_of(
                row.task
            ) is not listing.plan.group_of(previous):
                yield None
            first = "" if row.task is previous else row.task.id
            previous = row.task
            name = f"{row.obligation.id} {show(page.lang, row.obligation.name)}"
            yield [
                Text(first),
                Text(name),
                *(Text(text) for text in _listing_cells(page.lang, listing, row)),
            ]

    return page.table(headings, list(cells()))


def _what(lang: Lang, listing: Listing, row: Row) -> str:
    """Return in a sentence what is to be done, and which department of the issuer is in charge."""
    obligation = row.obligation
    says = obligation.says_per_tier.get(listing.tiers[0]) if listing.tier_known else None
    departments = joined(lang, obligation.departments or row.task.departments)
    values = {
        "obligation": obligation.id,
        "says": says or obligation.says,
        "departments": departments,
    }
    return say(lang, "list.does", values)


def _listing_cells(lang: Lang, listing: Listing, row: Row) -> list[str]:
    if listing.tier_known:
        tier = listing.tiers[0]
        cell = row.cells[tier]
        return [_level(lang, row, tier), _asked(lang, row, cell), cell.duty.due.isoformat()]
    return [_tier_cell(lang, listing, row, tier) for tier in listing.tiers]


def _tier_cell(lang: Lang, listing: Listing, row: Row, tier: str) -> str:
    cell = row.cells[tier]
    if row.level(tier) == NONE:
        return "—"
    text = f"{_level(lang, row, tier)} {_asked(lang, row, cell)}"
    if cell.duty.due != listing.plan.period.to:
        text += f" ({cell.duty.due.isoformat()})"
    return text


def _level(lang: Lang, row: Row, tier: str) -> str:
    """Return how strongly the row binds, designation taken into account as far as it is known."""
    cell = row.cells[tier]
    level = say(lang, f"level.{row.level(tier)}")
    if row.designated and cell.when_designated != NONE:
        return say(lang, "list.is-designated", {"level": level})
    if not row.depends_on_designation(tier):
        return level
    when = say(lang, f"level.{cell.when_designated}")
    if cell.level == DESIGNATED:
        return say(lang, "list.designated", {"when": when})
    return say(lang, "list.or-designated", {"level": level, "when": when})


def _asked(lang: Lang, row: Row, cell: Cell) -> str:
    quota = row.obligation.quota
    if quota is None:
        return show(lang, cell.duty.status)
    parts = (
        asked_text(lang, {"expected": number, "bound": bound, "unit": quota.unit})
        for bound, number in cell.duty.bounds.items()
    )
    asked = " ".join(parts)
    if quota.per is None:
        return asked
    return say(lang, "list.per-unit", {"unit_name": quota.unit_name or quota.unit, "asked": asked})


def _listing_blocks(page: Page, listing: Listing, rows: Sequence[Row]) -> None:
    for row in rows:
        page.line(f"{row.obligation.id} {show(page.lang, row.obligation.name)}", "bold")
        for tier in listing.tiers:
            title = show(page.lang, listing.plan.tiers[tier])
            page.line(f"  {title} {_tier_cell(page.lang, listing, row, tier)}")


def _listing_remarks(page: Page, listing: Listing, rows: Sequence[Row]) -> None:
    """Say what the table leaves open and why, in one line each."""
    page.line("")
    page.line(_listing_counts(page.lang, listing, rows))
    for row in rows:
        for subject, level in row.named.items():
            if listing.subject not in (None, subject):
                continue
            name = subject_name(page.lang, listing.plan, subject)
            values = {"obligation": row.obligation.id, "subject": name, "level": level}
            page.line(page.say("list.named", **values))
    for row in rows:
        if row.obligation.hint is not None:
            page.line(page.say("list.hint", obligation=row.obligation.id, hint=row.obligation.hint))
    hanging = [
        row.obligation.id for row in rows if any(map(row.depends_on_designation, listing.tiers))
    ]
    if hanging:
        page.line(page.say("list.designation-open", ids=hanging))
    allotted = [
        row.obligation.id
        for row in rows
        if row.obligation.quota and row.obligation.quota.allotted and row.allotted is None
    ]
    if allotted:
        page.line(page.say("list.allotment-open", ids=allotted))
    not_asked = [row.obligation.id for row in listing.rows if not row.asked]
    if not_asked:
        page.line(page.say("list.not-asked", ids=not_asked))
    if not listing.tier_known:
        page.line(page.say("list.tier-open"))


def _listing_counts(lang: Lang, listing: Listing, rows: Sequence[Row]) -> str:
    total = len(rows)
    if not listing.tier_known:
        return say(
            lang, "list.counts", {"total": total, "counts": _dotted(_per_tier(lang, listing, rows))}
        )
    levels = [row.level(listing.tiers[0]) for row in rows]
    return say(lang, "list.counts", {"total": total, "counts": _dotted(_per_level(lang, levels))})


def _per_tier(lang: Lang, listing: Listing, rows: Sequence[Row]) -> Iterator[str]:
    for tier in listing.tiers:
        levels = [row.level(tier) for row in rows]
        yield f"{show(lang, listing.plan.tiers[tier])} {joined(lang, _per_level(lang, levels))}"


def _per_level(lang: Lang, levels: Sequence[str]) -> Iterator[str]:
    for level in (*map(str, Level), DESIGNATED):
        if level in levels:
            yield f"{say(lang, f'level.{level}')} {levels.count(level)}"

"""The end of a table over many reports: the matrix, who is missing or short, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from plancheck.analysis.rollup import Gap, MatrixRow, NationalTotal, RollUp
from plancheck.formats.shared.cells import SIGN, total_asked
from plancheck.formats.shared.terminal import Terminal
from plancheck.language.message import Lang
from plancheck.language.wording import SIGNS, escape_invisible, format_value, say, subject_name
from plancheck.plan.model import Plan
from plancheck.plan.parts import Task
from plancheck.verdicts.baseline import Comparison, Key
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Run

MOST_GAPS = 10
MOST_NAMES = 8
WIDEST_NAME = 16

Styles = Mapping[Verdict, str]


def add_roll_up(page: Terminal, picture: RollUp, styles: Styles, *, with_rows: bool) -> None:
    """Add the picture of all reports to ``page``, each verdict by its sign.

    Without rows only how many reports stand in the way of compliance is said of each task.
    """
    page.line("")
    page.line(page.say("rollup.title"), "bold")
    if picture.rows:
        _matrix(page, picture, picture.rows if with_rows else (), styles)
    if picture.rows and with_rows:
        legend = (f"{SIGN[verdict]} {format_value(page.lang, verdict)}" for verdict in Verdict)
        page.line(" · ".join(legend))
    if picture.absent:
        names = [subject_name(page.lang, picture.plan, one.subject) for one in picture.absent]
        page.line(page.say("rollup.absent", count=len(names), subjects=names), "bold red")
    if picture.repeated:
        names = [subject_name(page.lang, picture.plan, name) for name in picture.repeated]
        page.line(page.say("rollup.repeated", subjects=names), "yellow")
    if picture.gaps:
        page.line("")
        page.line(page.say("rollup.gaps", count=len(picture.gaps)), "bold")
        for gap in picture.gaps[:MOST_GAPS]:
            page.line(gap_text(page.lang, picture.plan, gap))
        if len(picture.gaps) > MOST_GAPS:
            page.line(page.say("table.more", count=len(picture.gaps) - MOST_GAPS))
    if picture.totals:
        page.line("")
        page.line(page.say("rollup.totals"), "bold")
        for total in picture.totals:
            page.line(total_text(page.lang, picture.plan, total), styles[total.verdict])


def _matrix(page: Terminal, picture: RollUp, of: Sequence[MatrixRow], styles: Styles) -> None:
    """Add a row per report and a column per task, in as many parts as the width needs."""
    names = [subject_name(page.lang, picture.plan, row.result.subject) for row in of]
    blocking = {
        task: sum(count for verdict, count in tally.items() if verdict.blocks)
        for task, tally in picture.tallies.items()
    }
    last = page.say("rollup.blocking")
    for tasks in _parts(page, picture.tasks, names or [last], max(blocking.values(), default=0)):
        rows = [
            [Text(name), *(_cell(row.cells[task.id], styles) for task in tasks)]
            for name, row in zip(names, of, strict=True)
        ]
        counts = [Text(str(blocking[task.id] or "")) for task in tasks]
        rows.append([Text(last), *counts])
        page.grid([page.say("rollup.subject"), *(task.id for task in tasks)], rows, WIDEST_NAME)


def _cell(verdict: Verdict, styles: Styles) -> Text:
    return Text(SIGN[verdict], styles[verdict])


def _parts(
    page: Terminal, tasks: tuple[Task, ...], names: list[str], most: int
) -> Iterator[tuple[Task, ...]]:
    """Yield the tasks in parts of about the same size that fit beside the names."""
    each = max(len(str(most)), *(len(task.id) for task in tasks)) + 1
    fitting = max(1, (page.width - page.name_width(names, WIDEST_NAME) - 1) // each)
    parts = -(-len(tasks) // fitting)
    size = -(-len(tasks) // parts)
    for start in range(0, len(tasks), size):
        yield tasks[start : start + size]


def gap_text(lang: Lang, plan: Plan, gap: Gap) -> str:
    """Return by how much whom is short of what, in one line."""
    values = {
        "subject": subject_name(lang, plan, gap.subject),
        "obligation": gap.obligation,
        "name": gap.unit or plan.obligation(gap.obligation).name,
        "actual": gap.actual,
        "expected": gap.expected,
        "gap": gap.gap,
        "unit": gap.counted_in,
    }
    return say(lang, "rollup.gap", values)


def total_text(lang: Lang, plan: Plan, total: NationalTotal) -> str:
    """Return what is asked of all together, what is counted, and on whom it still depends."""
    values = {
        "obligation": total.obligation.id,
        "name": total.obligation.name,
        "asked": total_asked(lang, total),
        "counted": total.counted,
        "unit": total.quota.unit,
        "verdict": total.verdict,
    }
    told = say(lang, "rollup.total", values)
    if total.verdict is Verdict.REVIEW:
        names = [subject_name(lang, plan, subject) for subject in total.open]
        key = "rollup.depends" if len(names) <= MOST_NAMES else "rollup.depends-many"
        key = key if names else "rollup.depends-unknown"
        values = {"subjects": names[:MOST_NAMES], "count": len(names)}
        told += SIGNS[lang].semicolon + say(lang, key, values)
    return told


# --- what changed --------------------------------------------------------------------------------


def add_comparison(page: Terminal, plan: Plan, run: Run, comparison: Comparison) -> None:
    """Add what is new, fixed and unchanged since the run before, and the numbers that fell."""
    failures = run.new_failures
    page.line("")
    failed = sum(result.failure is not None for result in run.results)
    counts = {
        "new": len(comparison.new) + len(failures),
        "fixed": len(comparison.fixed),
        "unchanged": len(comparison.unchanged) + failed - len(failures),
    }
    page.line(page.say("baseline.counts", path=comparison.path, **counts), "bold")
    if comparison.other_wording:
        page.line(page.say("baseline.other-wording"), "yellow")
    for result in failures:
        whole = f"{subject_name(page.lang, plan, result.subject)} {page.say('point.whole')}"
        page.line(page.say("baseline.new", point=whole), "red")
    for key, points, style in (
        ("baseline.new", comparison.new, "red"),
        ("baseline.fixed", comparison.fixed, "green"),
    ):
        for point in points:
            page.line(page.say(key, point=point_text(page.lang, plan, point)), style)
    for fell in comparison.fell:
        told = point_text(page.lang, plan, (fell.subject, fell.obligation))
        if fell.unit is not None:
            told += f" {escape_invisible(fell.unit)}"
        page.line(page.say("baseline.fell", point=told, before=fell.before, now=fell.now))
    if comparison.gone:
        names = [subject_name(page.lang, plan, subject) for subject in comparison.gone]
        page.line(page.say("baseline.gone", subjects=names), "yellow")


def point_text(lang: Lang, plan: Plan, key: Key) -> str:
    """Return a point by its subject and obligation."""
    subject, obligation = key
    return f"{subject_name(lang, plan, subject)} {escape_invisible(obligation)}"

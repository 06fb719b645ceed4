"""The smaller sheets: national numbers, who gave no verdict, what changed, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plancheck import __version__
from plancheck.analysis.progress import MovedNumber, Progress, Step, progress
from plancheck.analysis.rollup import NationalTotal, NumberSum, RollUp
from plancheck.formats.csv import code_of
from plancheck.formats.pages.page import MARKS, Tone
from plancheck.formats.pages.progress import LISTED
from plancheck.formats.shared.cells import (
    SIGN,
    absent_text,
    configured_texts,
    days_text,
    dotted,
    sums_text,
)
from plancheck.formats.shared.spreadsheet import Value
from plancheck.formats.xlsx.book import Book, Column, Grid, Kind
from plancheck.formats.xlsx.findings import duty_name
from plancheck.language.sentences import bounds_text, problem_text
from plancheck.language.wording import amount, plan_title
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.result import Verdict, verdicts_of
from plancheck.verdicts.run import Run

_WHO = Column("subject", "rollup.subject", 18)
_DUTY = Column("obligation", "table.obligation", 26)
NATIONAL = (
    _DUTY,
    Column("asked", "table.asked", 16),
    Column("required", "xlsx.required", 11, Kind.NUMBER),
    Column("counted", "xlsx.counted", 11, Kind.NUMBER),
    Column("rate", "page.rate", 9, Kind.SHARE),
    Column("verdict", "table.verdict", 10, Kind.WORD, lit=True),
    Column("short", "xlsx.short-count", 9, Kind.NUMBER),
    Column("gap", "xlsx.gap-sum", 9, Kind.NUMBER),
    Column("names", "xlsx.short-names", 60),
)
UNUSABLE = (
    _WHO,
    Column("path", "xlsx.file", 34),
    Column("place", "table.place", 14),
    Column("message", "xlsx.problem", 80),
)
ABSENT = (
    _WHO,
    Column("code", "xlsx.code", 12, Kind.WORD),
    Column("message", "xlsx.message", 40),
)
CHANGES = (
    Column("kind", "xlsx.change", 24, lit=True),
    _WHO,
    _DUTY,
    Column("unit", "xlsx.unit", 16),
    Column("before", "xlsx.before", 12, Kind.WORD),
    Column("now", "xlsx.now", 12, Kind.WORD),
    Column("before_number", "xlsx.number-before", 10, Kind.NUMBER),
    Column("now_number", "xlsx.number-now", 10, Kind.NUMBER),
    Column("path", "xlsx.file", 30),
    Column("place", "table.place", 12),
)
ABOUT = (Column("name", "xlsx.name", 24), Column("text", "xlsx.text", 100))
_TONES = {"fallen_back": Tone.BAD, "newly_due": Tone.BAD, "to_review": Tone.WARN}
_TONES |= {"still_open": Tone.WARN, "done": Tone.GOOD}


# --- national numbers ----------------------------------------------------------------------------


def add_national(book: Book, rolled: RollUp) -> None:
    """Add what all reports count together, and the plan's own numbers for all of them."""
    grid = Grid(book, "xlsx.national", NATIONAL)
    for sum_ in rolled.sums:
        grid.add(_sum(book, sum_))
    for total in rolled.totals:
        grid.add(_total(book, total), MARKS[total.verdict].tone)
    if rolled.repeated:
        subjects = [book.subject(name) for name in rolled.repeated]
        grid.say(book.say("rollup.repeated", subjects=subjects))
    grid.close()


def _sum(book: Book, sum_: NumberSum) -> dict[str, Value]:
    row: dict[str, Value] = {
        "obligation": duty_name(book, sum_.task, sum_.obligation),
        "asked": "—",
        "required": sum_.required,
        "counted": sum_.counted,
        "rate": _rate(sum_.counted, sum_.required, sum_.bound),
        "short": len({gap.subject for gap in sum_.short}) or None,
        "gap": sum(gap.gap for gap in sum_.short) or None,
        "names": book.joined(_short(book, sum_)),
    }
    if sum_.required is not None and sum_.bound is not None:
        row["asked"] = _bounds(book, {sum_.bound: sum_.required}, sum_.unit)
    return row


def _short(book: Book, sum_: NumberSum) -> Iterator[str]:
    for gap in sum_.short:
        who = book.subject(gap.subject)
        who = f"{who} {book.value(gap.unit)}" if gap.unit is not None else who
        short = amount(book.lang, gap.gap, gap.counted_in)
        yield book.say("page.short-of", subject=who, gap=short)


def _rate(counted: Quantity, required: Quantity | None, bound: str | None) -> float | None:
    """Return what is reached of what is required; a cap is nothing to reach."""
    return float(counted / required) if required and bound != "at_most" else None


def _bounds(book: Book, bounds: Mapping[str, Quantity], unit: Text) -> str:
    return book.joined(bounds_text(book.lang, bounds, unit))


def _total(book: Book, total: NationalTotal) -> dict[str, Value]:
    unit = total.obligation.requirement.unit
    assert unit is not None
    least = total.bounds.get("at_least", total.bounds.get("exactly"))
    names = book.joined(map(book.subject, total.open))
    if names and total.verdict is not Verdict.PASS:
        names = book.say("page.depends", verdict=book.value(total.verdict), names=names)
    return {
        "obligation": duty_name(book, total.task, total.obligation),
        "asked": _bounds(book, total.bounds, unit),
        "required": least,
        "counted": total.counted,
        "rate": _rate(total.counted, least, None),
        "verdict": book.value(total.verdict),
        "gap": max(least - total.counted, 0) or None if least is not None else None,
        "names": names if total.verdict is not Verdict.PASS else "",
    }


# --- who gave no verdict -------------------------------------------------------------------------


def add_unusable(book: Book, run: Run) -> None:
    """Add every problem of a file that gave no verdict, and of the run itself."""
    grid = Grid(book, "xlsx.unusable", UNUSABLE)
    for row in _problems(book, run):
        grid.add(row)
    grid.close()


def _problems(book: Book, run: Run) -> Iterator[dict[str, Value]]:
    for report in run.rejected:
        who = book.subject(report.subject) if report.subject else book.say("page.unattributed")
        for problem in report.problems:
            where = problem.where
            own = where is None or where.path == report.path
            yield {
                "subject": who,
                "path": report.path,
                "place": book.place(where) if own else str(where),
                "message": problem_text(book.lang, problem),
            }
    for problem in run.problems:
        yield {
            "path": problem.where.path if problem.where is not None else None,
            "place": book.place(problem.where),
            "message": problem_text(book.lang, problem),
        }


def add_absent(book: Book, run: Run) -> None:
    """Add who was to report and did not."""
    grid = Grid(book, "xlsx.absent", ABSENT)
    for expected in run.absent:
        message = absent_text(book.lang, run.plan, expected.subject)
        code = code_of(run.plan, expected.subject)
        grid.add({"subject": book.subject(expected.subject), "code": code, "message": message})
    grid.close()


# --- what changed --------------------------------------------------------------------------------


def add_changes(book: Book, run: Run) -> None:
    """Add what changed since the latest earlier result; nothing where there is none."""
    made = progress(run)
    if made is None:
        return
    grid = Grid(book, "xlsx.changes", CHANGES, frozen=2)
    for kind in LISTED:
        for step in getattr(made, kind):
            grid.add(_step(book, kind, step), _TONES[kind])
    for number in made.numbers:
        grid.add(_number(book, number), Tone.WARN if number.fell else None)
    for row in _gone(book, run, made):
        grid.add(row, Tone.BAD)
    grid.close()


def _step(book: Book, kind: str, step: Step) -> dict[str, Value]:
    return {
        "kind": book.say(f"progress.{kind}"),
        "subject": book.subject(step.subject),
        "obligation": _duty(book, step.obligation),
        "before": book.value(step.before),
        "now": book.value(step.now),
    }


def _number(book: Book, number: MovedNumber) -> dict[str, Value]:
    return {
        "kind": book.say("xlsx.fell" if number.fell else "xlsx.rose"),
        "subject": book.subject(number.subject),
        "obligation": _duty(book, number.obligation),
        "unit": number.unit,
        "before_number": number.before,
        "now_number": number.now,
        "path": number.where.path,
        "place": book.place(number.where),
    }


def _gone(book: Book, run: Run, made: Progress) -> Iterator[dict[str, Value]]:
    """Yield who had a verdict or a report before and has none now."""
    gone = run.comparison.gone if run.comparison is not None else ()
    for key, names in (("progress.lost", made.lost), ("baseline.gone", gone)):
        for name in names:
            yield {"kind": book.say(key), "subject": book.subject(name)}


def _duty(book: Book, obligation: str) -> str:
    assert book.plan is not None
    return duty_name(book, *book.plan.by_id[obligation])


# --- what it rests on ----------------------------------------------------------------------------


def add_about(book: Book, run: Run) -> None:
    """Add by what was judged, and what signs and columns mean."""
    grid = Grid(book, "xlsx.about", ABOUT)
    for key, text in _about(book, run):
        grid.add({"name": book.say(key), "text": text})
    for verdict in verdicts_of(run.plan):
        grid.add({"name": SIGN[verdict], "text": book.value(verdict)}, MARKS[verdict].tone)
    if run.plan is not None and not book.in_chinese:
        for _, obligation in run.plan.obligations():
            grid.add({"name": obligation.id, "text": book.value(obligation.name)})
    grid.close()


def _about(book: Book, run: Run) -> Iterator[tuple[str, str]]:
    lang = book.lang
    if run.plan is not None:
        yield "xlsx.plan", plan_title(lang, run.plan)
        yield "xlsx.rules", dotted([run.plan.id, run.plan.sha256])
    if run.results:
        yield "xlsx.day", days_text(lang, run)
    for text in sums_text(lang, run):
        yield "xlsx.beside", text
    if run.comparison is not None:
        yield "xlsx.baseline", run.comparison.path
    for text in configured_texts(lang, run):
        yield "xlsx.settings", text
    yield "xlsx.version", book.say("page.version", version=__version__)
    for key in ("xlsx.values", "xlsx.counting"):
        yield "xlsx.reading", book.say(key, findings=book.title_of("xlsx.findings"))

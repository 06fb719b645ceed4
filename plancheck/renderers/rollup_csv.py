"""The matrix of provinces and tasks, for spreadsheets: a row per report, a column per task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plancheck.messages import Lang
from plancheck.renderers import Style
from plancheck.renderers._csv import Cell, as_csv
from plancheck.renderers.csv import code_of
from plancheck.result import Verdict
from plancheck.rollup import RollUp, picture_of
from plancheck.run import Run
from plancheck.wording import SIGNS, problem_text

FOR_MACHINES = True
"""Read by spreadsheets; UTF-8."""

ABOUT = ("subject", "code", "path", "tier", "outcome", "message")


def render(run: Run, style: Style) -> str:
    """Return the verdict that weighs most for each report and task, by its code.

    Who has no report has the outcome ``absent``, a file that cannot be read ``unusable``, and what
    is wrong with the call itself ``problem``; ``message`` says what is wrong.
    """
    tasks: list[str] = []
    rows: list[Mapping[str, Cell]] = []
    if run.plan is not None:
        picture = picture_of(run.plan, run)
        tasks = [task.id for task in picture.tasks]
        rows += _of_provinces(picture)
    rows += _unusable(run, style.lang)
    columns = [*ABOUT, *map(str, Verdict), *tasks]
    return as_csv(columns, ([row.get(column) for column in columns] for row in rows))


def _of_provinces(picture: RollUp) -> Iterator[Mapping[str, Cell]]:
    for row in picture.rows:
        result = row.result
        yield {
            "subject": result.subject,
            "code": code_of(picture.plan, result.subject),
            "path": result.path,
            "tier": result.tier,
            "outcome": str(result.outcome),
            **{str(verdict): result.tally[verdict] for verdict in Verdict},
            **{task: str(verdict) for task, verdict in row.cells.items()},
        }
    for one in picture.absent:
        code = code_of(picture.plan, one.subject)
        yield {"subject": one.subject, "code": code, "outcome": "absent"}


def _unusable(run: Run, lang: Lang) -> Iterator[Mapping[str, Cell]]:
    for rejected in run.rejected:
        told = SIGNS[lang].semicolon.join(problem_text(lang, one) for one in rejected.problems)
        yield {"path": rejected.path, "outcome": "unusable", "message": told}
    for problem in run.problems:
        path = problem.where.path if problem.where else None
        yield {"path": path, "outcome": "problem", "message": problem_text(lang, problem)}

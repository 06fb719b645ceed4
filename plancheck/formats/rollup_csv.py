"""The matrix of provinces and tasks, for spreadsheets: a row per report, a column per task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plancheck.analysis.rollup import verdicts_by_task
from plancheck.errors import Problem
from plancheck.formats import Style
from plancheck.formats.csv import RULES, code_of, rule_set_cells
from plancheck.formats.shared.csv_text import Cell, as_csv
from plancheck.language.message import Lang
from plancheck.language.sentences import note_text, problem_text
from plancheck.language.wording import SIGNS
from plancheck.verdicts.result import Result, Verdict
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by spreadsheets; UTF-8."""

ABOUT = ("subject", "code", "path", "tier", "outcome", "message", "as_of", "as_of_from")


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield the verdict that weighs most for each report and task, by its code.

    The columns depend on nothing but the plan: a cell is empty where a task asks nothing of those
    like the subject. Who has no report has the outcome ``absent``, a file that cannot be read
    ``unusable``, and what is wrong with the call itself ``problem``; ``message`` says what is wrong
    and where, or why a report complies in no possible tier.
    """
    tasks = [task.id for task in run.plan.tasks] if run.plan is not None else []
    headings = [*ABOUT, *map(str, Verdict), *tasks]
    rules = rule_set_cells(run.plan)
    rows = ([*(row.get(heading) for heading in headings), *rules] for row in _rows(run, style.lang))
    return as_csv([*headings, *RULES], rows)


def _rows(run: Run, lang: Lang) -> Iterator[dict[str, Cell]]:
    for result in run.results:
        yield _of_report(result, lang)
    for expected in run.absent:
        code = code_of(run.plan, expected.subject)
        yield {"subject": expected.subject, "code": code, "outcome": "absent"}
    for rejected in run.rejected:
        message = _sentences(lang, rejected.problems, rejected.path)
        row: dict[str, Cell] = {"path": rejected.path, "outcome": "unusable", "message": message}
        if rejected.subject is not None:
            code = code_of(run.plan, rejected.subject)
            row |= {"subject": rejected.subject, "code": code}
        yield row
    for problem in run.problems:
        path = problem.where.path if problem.where else None
        message = _sentences(lang, [problem], path)
        yield {"path": path, "outcome": "problem", "message": message}


def _of_report(result: Result, lang: Lang) -> dict[str, Cell]:
    return {
        "subject": result.subject,
        "code": code_of(result.plan, result.subject),
        "path": result.path,
        "tier": result.tier,
        "as_of": result.as_of.isoformat(),
        "as_of_from": result.facts.as_of.origin,
        "outcome": str(result.outcome),
        "message": note_text(lang, result.failure) if result.failure else None,
        **{str(verdict): result.tally[verdict] for verdict in Verdict},
        **{task: str(verdict) for task, verdict in verdicts_by_task(result).items()},
    }


def _sentences(lang: Lang, problems: Sequence[Problem], path: str | None) -> str:
    """Return every problem with its place, the path left out where it is ``path``."""
    sentences = []
    for problem in problems:
        where, text = problem.where, problem_text(lang, problem)
        if where is not None and where.path != path:
            text = f"{where}: {text}"
        elif where is not None and where.line:
            text = f"{where.line}:{where.column}: {text}"
        sentences.append(text)
    return SIGNS[lang].semicolon.join(sentences)

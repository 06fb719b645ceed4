"""The matrix of subjects and tasks, for programs: a row per subject, a column per task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plancheck.analysis.rollup import ReportFile, SubjectRow, TaskCell, cells_by_task, subject_rows
from plancheck.errors import Problem
from plancheck.formats import Style
from plancheck.formats.csv import RULES, code_of, outcome_text, rule_set_cells, with_draft
from plancheck.formats.shared.cells import with_reason
from plancheck.formats.shared.csv_text import Cell, as_csv
from plancheck.language.message import Lang
from plancheck.language.sentences import note_text, problem_text
from plancheck.language.wording import SIGNS, place, place_within
from plancheck.plan.parts import NATIONAL
from plancheck.verdicts.result import Result, State, verdicts_of
from plancheck.verdicts.run import Rejected, Run

FOR_MACHINES = True
"""Read by spreadsheets; UTF-8."""
BYTE_ORDER_MARK = True
"""As of ``csv``."""

ABOUT = (
    "subject", "code", "path", "tier", "outcome", "outcome_text", "late", "rank", "asked", "met",
    "open", "message", "as_of", "as_of_from", "beside",
)  # fmt: skip


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield for each subject and task the verdict that weighs most, by its code.

    There is one row for each subject that was expected or reported, in the order of the plan;
    ``outcome`` is its state. Files that belong to nobody known come after them, then what
    is wrong with the call itself, as ``problem``. The columns depend on nothing but the plan: a
    cell is empty where a task asks nothing of those like the subject. ``message`` says what is
    wrong and where, or why a report complies in no possible tier; ``beside`` are further files of
    the subject, which do not count, and what is wrong with them.
    """
    tasks = [task.id for task in run.plan.tasks] if run.plan is not None else []
    headings = [*ABOUT, *map(str, verdicts_of(None)), *tasks]
    named = zip(_labelled(run, style.lang), rule_set_cells(run.plan), strict=False)
    rows = ([*(row.get(heading) for heading in headings), *rules] for row, rules in named)
    return as_csv(with_draft([*headings, *RULES], run.plan), rows)


def _labelled(run: Run, lang: Lang) -> Iterator[dict[str, Cell]]:
    for row in _rows(run, lang):
        yield {"outcome_text": outcome_text(lang, str(row["outcome"])), **row}


def _rows(run: Run, lang: Lang) -> Iterator[dict[str, Cell]]:
    if run.plan is not None:
        rows = subject_rows(run)
        for row in rows.in_order(run.absent):
            yield _of_subject(run, row, lang)
        for report in run.results:
            if report.subject == NATIONAL:
                yield {"subject": NATIONAL, **_judged(report, cells_by_task(report), lang)}
        for file, _ in rows.unattributed:
            message = _file(run, file, lang)
            yield {"path": file.path, "outcome": str(State.UNUSABLE), "message": message}
    for problem in run.problems:
        path = problem.where.path if problem.where else None
        message = _sentences(lang, [problem], path)
        yield {"path": path, "outcome": "problem", "message": message}


def _of_subject(run: Run, row: SubjectRow, lang: Lang) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "subject": row.subject,
        "code": code_of(run.plan, row.subject),
        "path": row.file.path if row.file else None,
        "outcome": str(row.state),
    }
    if row.beside:
        files = (f"{file.path}: {_file(run, file, lang)}" for file in row.beside)
        cells["beside"] = SIGNS[lang].semicolon.join(files)
    if row.file is None:
        return cells
    report = run.reports[row.file.number - 1]
    if isinstance(report, Rejected):
        return cells | {"message": _file(run, row.file, lang)}
    rate = dict(zip(("asked", "met"), (row.rate.asked, row.rate.met), strict=True))
    of_row = {"rank": row.rank, **rate, "open": row.open}
    return cells | of_row | _judged(report, row.cells, lang)


def _file(run: Run, file: ReportFile, lang: Lang) -> str:
    """Return what is wrong with an unusable file."""
    report = run.reports[file.number - 1]
    assert isinstance(report, Rejected)
    return _sentences(lang, report.problems, report.path)


def _judged(result: Result, tasks: Mapping[str, TaskCell], lang: Lang) -> dict[str, Cell]:
    return {
        "path": result.path,
        "tier": result.tier,
        "as_of": result.as_of.isoformat(),
        "as_of_from": result.facts.as_of.origin,
        "outcome": str(result.outcome),
        "outcome_text": with_reason(lang, result, outcome_text(lang, result.outcome)),
        "late": "yes" if result.is_late else "no",
        "message": note_text(lang, result.failure) if result.failure else None,
        **{str(verdict): result.tally[verdict] for verdict in verdicts_of(None)},
        **{task: str(cell.verdict) for task, cell in tasks.items()},
    }


def _sentences(lang: Lang, problems: Sequence[Problem], path: str | None) -> str:
    """Return every problem with its place, the path left out where it is ``path``."""
    sentences = []
    for problem in problems:
        where, text = problem.where, problem_text(lang, problem)
        if where is not None and where.path != path:
            text = f"{place(where)}: {text}"
        elif where is not None and where.line:
            text = f"{place_within(where)}: {text}"
        sentences.append(text)
    return SIGNS[lang].semicolon.join(sentences)

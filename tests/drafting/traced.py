"""A draft held against its own text by ``plan trace``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plancheck.errors import Problem
from plancheck.plan.loading import load_plan
from plancheck.plan.official_text import read_official
from plancheck.plan.trace import Trace, trace
from tests.drafting.marked import Marked


def traced(draft: str, text: str, folder: Path) -> Trace:
    """Return the trace of ``draft`` in ``text``, both written to ``folder``."""
    paths = [folder / "plan.yaml", folder / "text.txt"]
    for path, written in zip(paths, (draft, text), strict=True):
        path.write_text(written, "utf-8")
    plan = load_plan(str(paths[0]))
    return trace(plan, read_official(str(paths[1]), plan))


def silent(draft: str, text: str, folder: Path) -> Iterator[str]:
    """Yield what the trace of an untouched draft objects to in a task without a question."""
    found, marked = traced(draft, text, folder), Marked(draft)
    asked = {task["id"] for path, task in marked.tasks if marked.is_asked_within(*path)}
    for problem in found.problems:
        if _task_of(problem, found, marked) not in asked:
            yield str(problem)
    for account in found.accounts:
        if not account.by and account.piece.owner not in asked:
            yield f"{account.where}: {account.piece.text}"


def _task_of(problem: Problem, found: Trace, marked: Marked) -> str:
    where = problem.where
    assert where is not None
    if where.path != found.text.path:
        return marked.task_at(where.line)
    before = [
        account.piece.owner
        for account in found.accounts
        if (account.where.line, account.where.column) <= (where.line, where.column)
    ]
    return before[-1]

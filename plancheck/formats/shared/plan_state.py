"""How far the author of a plan has got, in one line, and the one thing to do next."""

from __future__ import annotations

import shlex

from plancheck.formats.shared.cells import dotted
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.plan.lint import Lint
from plancheck.plan.state import Question


def question_text(lang: Lang, question: Question) -> str:
    """Return a question to the author, with its number and the line of the text that raised it."""
    return say(lang, f"question.{question.kind}", question._asdict())


def state_text(lang: Lang, lint: Lint) -> str:
    """Return the state: questions settled, texts written, clauses traced, and if it is a draft."""
    state, plan = lint.state, lint.plan
    parts = []
    if state.asked:
        parts.append(say(lang, "state.settled", {"settled": state.settled, "asked": state.asked}))
    parts.append(say(lang, "state.written", {"written": state.written, "needed": state.needed}))
    if lint.trace is not None:
        counts = {"accounted": lint.trace.accounted, "clauses": len(lint.trace.accounts)}
        parts.append(say(lang, "state.traced", counts))
    elif plan.traced and state.clauses is not None:
        parts.append(say(lang, "state.no-text", {"clauses": state.clauses}))
    else:
        parts.append(say(lang, "page.untraced"))
    if state.draft:
        parts.append(say(lang, "state.draft"))
    return dotted(parts)


def next_step_text(lang: Lang, lint: Lint) -> str:
    """Return what the author does next, with the command for it; empty where nothing is left."""
    state, values = lint.state, dict[str, object](path=shlex.quote(lint.plan.path))
    if state.questions:  # their answers settle many a problem
        first = state.questions[0]
        key, values["number"] = f"next.{first.kind}", first.number
    elif lint.problems:
        key = "next.problem"
    elif state.unwritten:
        key, values["first"] = "next.unwritten", state.unwritten[0]
    elif not state.draft:
        return ""
    elif lint.plan.traced and lint.trace is None:
        key = "next.trace"
    else:
        key = "next.review"
    return say(lang, key, values)

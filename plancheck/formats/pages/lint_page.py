"""What is wrong with a rule set, what it still asks its author, and how far it has got."""

from __future__ import annotations

from plancheck.formats.pages.page import Lines, Page, Span, Tone
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.plan_state import next_step_text, question_text, state_text
from plancheck.language.message import Lang
from plancheck.language.wording import place
from plancheck.plan.lint import Lint


def lint_page(lint: Lint, lang: Lang) -> Page:
    """Return what a page says about ``lint``."""
    writer = Writer(lang, lint.plan)
    key = "lint.found" if lint.problems else "lint.clean"
    counts = writer.say("lint.counts", obligations=lint.obligations, cases=lint.cases)
    outcome, questions = writer.say(key, count=len(lint.problems)), lint.state.questions
    sections = [*writer.problem_sections(lint.problems)]
    if questions:
        outcome += writer.signs.space + writer.say("lint.questions", count=len(questions))
        asked = (
            (Span(place(question.where), code=True), Span(question_text(lang, question)))
            for question in questions
        )
        title = writer.say("page.questions-left")
        sections.append(writer.section("questions", title, Lines(tuple(asked))))
    state = writer.texts(filter(None, (state_text(lang, lint), next_step_text(lang, lint))))
    sections.append(writer.section("state", writer.say("page.plan-state"), state))
    return writer.page(
        writer.say("page.lint"),
        sections,
        outcome=outcome,
        tone=Tone.BAD if lint.problems else Tone.GOOD if lint.finished else Tone.WARN,
        facts=() if lint.problems else [counts],
    )

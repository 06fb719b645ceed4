"""The lint findings of a rule set, and how many cases were tried."""

from __future__ import annotations

from plancheck.formats.pages.page import Page, Tone
from plancheck.formats.pages.writer import Writer
from plancheck.language.message import Lang
from plancheck.plan.lint import Lint


def lint_page(lint: Lint, lang: Lang) -> Page:
    """Return what a page says about ``lint``."""
    writer = Writer(lang, lint.plan)
    key = "lint.found" if lint.problems else "lint.clean"
    counts = writer.say("lint.counts", obligations=lint.obligations, cases=lint.cases)
    return writer.page(
        writer.say("page.lint"),
        writer.problem_sections(lint.problems),
        outcome=writer.say(key, count=len(lint.problems)),
        tone=Tone.BAD if lint.problems else Tone.GOOD,
        facts=() if lint.problems else [counts],
    )

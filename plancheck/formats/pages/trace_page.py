"""Where a rule set and its text do not agree, and how much of the text is accounted for."""

from __future__ import annotations

from plancheck.formats.pages.page import Page, Tone
from plancheck.formats.pages.writer import Writer
from plancheck.language.message import Lang
from plancheck.plan.trace import Trace


def trace_page(trace: Trace, lang: Lang) -> Page:
    """Return what a page says about ``trace``.

    No percentage is rounded up: 100 % is said of nothing but a complete trace.
    """
    writer = Writer(lang, trace.plan)
    key = "trace.complete" if trace.complete else "trace.incomplete"
    counts = {"total": len(trace.accounts), "accounted": trace.accounted}
    return writer.page(
        writer.say("page.trace"),
        writer.problem_sections(trace.problems),
        outcome=writer.say(key, count=len(trace.problems), **counts),
        tone=Tone.GOOD if trace.complete else Tone.BAD,
        facts=[writer.say("trace.text", path=trace.text.path, sha256=trace.text.sha256[:12])],
    )

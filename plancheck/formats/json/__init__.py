"""One JSON document per call: ASCII keys, UTF-8 text, both languages whatever ``style`` says.

What a call does not show is not loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancheck.formats import Style
from plancheck.plan.model import Plan
from plancheck.verdicts.run import Run

if TYPE_CHECKING:
    from plancheck.analysis.difference import Difference
    from plancheck.analysis.explanation import Explanation
    from plancheck.analysis.listing import Listing
    from plancheck.analysis.verification import Verification
    from plancheck.plan.lint import Lint
    from plancheck.plan.trace import Trace

FOR_MACHINES = True
"""Written in UTF-8 whatever the encoding of standard output is."""


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield the whole run; the language of ``style`` plays no part, both are given."""
    from plancheck.formats.json.results import run_text

    return run_text(run)


def render_listing(listing: Listing, style: Style) -> str:
    """Return what the plan asks, per tier asked for."""
    from plancheck.formats.json.listings import listing_text

    return listing_text(listing)


def render_explanation(explanation: Explanation, style: Style) -> str:
    """Return a task's obligations with their clauses, readings, reasons and verdicts."""
    from plancheck.formats.json.plans import explanation_text

    return explanation_text(explanation)


def render_plan(plan: Plan, style: Style) -> str:
    """Return the whole rule set, each obligation with what it asks per tier added to it."""
    from plancheck.formats.json.plans import plan_text

    return plan_text(plan)


def render_difference(difference: Difference, style: Style) -> str:
    """Return what changed from one plan to another, and the verdicts that would."""
    from plancheck.formats.json.plans import difference_text

    return difference_text(difference)


def render_trace(trace: Trace, style: Style) -> str:
    """Return every piece of the text with what accounts for it, and what does not agree."""
    from plancheck.formats.json.plans import trace_text

    return trace_text(trace)


def render_lint(lint: Lint, style: Style) -> str:
    """Return the lint findings of a rule set."""
    from plancheck.formats.json.plans import lint_text

    return lint_text(lint)


def render_verification(verification: Verification, style: Style) -> str:
    """Return what became of all that a stored result names."""
    from plancheck.formats.json.verifications import verification_text

    return verification_text(verification)

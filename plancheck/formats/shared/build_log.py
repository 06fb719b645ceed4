"""What the logs of build services have in common: few notices are shown, and lines can act."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.formats.shared.cells import (
    configured_texts,
    days_text,
    rule_set,
    sums_text,
    totals_text,
)
from plancheck.formats.shared.open_points import Kind, OpenPoint
from plancheck.language.message import Lang
from plancheck.language.wording import SIGNS, escape_invisible, format_value, say
from plancheck.verdicts.run import Run

MOST = 10
"""How many errors, and how many warnings, a build service shows of one step."""


def split(open_points: Sequence[OpenPoint]) -> tuple[list[OpenPoint], list[OpenPoint]]:
    """Return the points that are shown as notices, the weightiest of each kind, and the rest."""
    notices: list[OpenPoint] = []
    rest: list[OpenPoint] = []
    for error in (True, False):
        of_kind = [point for point in open_points if point.is_error is error]
        notices += of_kind[:MOST]
        rest += of_kind[MOST:]
    return notices, rest


def plain_line(lang: Lang, point: OpenPoint) -> str:
    """Return a point as a line of its own, which does not begin with what a file says."""
    where = f"{escape_invisible(str(point.where))}: " if point.where else ""
    colon = SIGNS[lang].colon
    return f"- {where}{point.title}{colon}{point.message}"


def counts(lang: Lang, run: Run, rest: Sequence[OpenPoint]) -> str:
    """Return in a line the outcome of a run, what it rests on, and how much is no notice."""
    parts = [totals_text(lang, run)]
    if run.results:
        parts.append(days_text(lang, run))
    if run.plan is not None:
        parts.append(rule_set(lang, run.plan))
    parts += sums_text(lang, run)
    parts += configured_texts(lang, run)
    if run.skipped:
        parts.append(say(lang, "log.skipped", {"count": len(run.skipped)}))
    if rest:
        kinds = {kind: sum(point.kind is kind for point in rest) for kind in Kind}
        named = [f"{format_value(lang, kind)} {count}" for kind, count in kinds.items() if count]
        parts.append(say(lang, "log.rest", {"count": len(rest), "kinds": named}))
    return SIGNS[lang].semicolon.join(parts)

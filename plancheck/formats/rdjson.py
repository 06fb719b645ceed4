"""Diagnostics for reviewdog (rdjson): columns count bytes of UTF-8."""

from __future__ import annotations

from typing import Any

from plancheck.errors import Location, in_bytes
from plancheck.formats import Style
from plancheck.formats.shared.build_log import plain_line
from plancheck.formats.shared.cells import digests_beside, rule_set
from plancheck.formats.shared.json_text import as_json
from plancheck.formats.shared.open_points import (
    OpenPoint,
    after_cell,
    described,
    points,
    shown_path,
)
from plancheck.language.message import Lang
from plancheck.language.wording import SIGNS, say
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by reviewdog from a pipe."""


def render(run: Run, style: Style) -> str:
    """Return one diagnostic per open point; what is about no file has the path ``.``.

    The format has no place for rule set and digests but the line that a diagnostic was made from,
    and none for the day but the message.
    """
    beside = [
        say(style.lang, f"log.{name}-sum", {"sha256": digest})
        for name, digest in digests_beside(run).items()
    ]
    rules = [rule_set(style.lang, run.plan)] if run.plan else []

    def line(point: OpenPoint) -> str:
        report = say(style.lang, "log.report-sum", {"sha256": point.sha256}) if point.sha256 else ""
        parts = (plain_line(style.lang, point), point.day, report, *beside, *rules)
        return SIGNS[style.lang].semicolon.join(filter(None, parts))

    diagnostics = [
        {**_diagnostic(style.lang, point), "original_output": line(point)}
        for point in points(run, style.lang)
    ]
    return as_json({"source": {"name": "plancheck"}, "diagnostics": diagnostics})


def _diagnostic(lang: Lang, point: OpenPoint) -> dict[str, Any]:
    return {
        "message": after_cell(lang, point.where, described(lang, point)),
        "location": _location(point.where) if point.where else {"path": "."},
        "severity": "ERROR" if point.is_error else "WARNING",
        "code": {"value": point.rule},
    }


def _location(where: Location) -> dict[str, Any]:
    if not where.is_line:
        return {"path": shown_path(where)}
    start, end = where.columns(in_bytes)
    span = {"start": {"line": where.line, "column": start}}
    if where.end_line:
        span["end"] = {"line": where.end_line, "column": end}
    return {"path": shown_path(where), "range": span}

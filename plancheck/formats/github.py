"""Workflow commands of GitHub Actions: the weightiest points as annotations on their lines.

A step shows ten errors and ten warnings. The rest stands in the log, and all of it in the summary
of the job, which the command writes where GITHUB_STEP_SUMMARY names a file.
"""

from __future__ import annotations

import hashlib

from plancheck.errors import Location
from plancheck.formats import Style
from plancheck.formats.shared.build_log import counts, plain_line, split
from plancheck.formats.shared.open_points import OpenPoint, after_cell, points, shown_path
from plancheck.language.message import Lang
from plancheck.language.wording import SIGNS, say
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by the runner from the log."""
MOST_CHARACTERS = 4096
"""How much of a message the runner keeps."""


def render(run: Run, style: Style) -> str:
    """Return an ``::error`` or ``::warning`` per point shown, the rest, and a ``::notice``."""
    notices, rest = split(points(run, style.lang))
    lines = [_annotation(style.lang, point) for point in notices]
    if rest:
        text = "".join(f"{plain_line(style.lang, point)}\n" for point in rest)
        # Nobody can write into a report the checksum of a text that holds what the report says.
        token = hashlib.sha256(text.encode("utf-8")).hexdigest()
        title = say(style.lang, "log.rest-title", {"count": len(rest)})
        group = f"::group::{_data(title)}\n::stop-commands::{token}\n{text}::{token}::\n"
        lines.append(f"{group}::endgroup::\n")
    outcome = counts(style.lang, run, rest)
    if rest:
        outcome += SIGNS[style.lang].semicolon + say(style.lang, "log.summary")
    lines.append(f"::notice title=plancheck::{_data(outcome)}\n")
    return "".join(lines)


def _annotation(lang: Lang, point: OpenPoint) -> str:
    command = "error" if point.is_error else "warning"
    properties = [*_place(point.where), f"title={_property(point.title)}"]
    message = after_cell(lang, point.where, point.message)
    if len(message) > MOST_CHARACTERS:
        message = f"{message[: MOST_CHARACTERS - 1]}…"
    return f"::{command} {','.join(properties)}::{_data(message)}\n"


def _place(where: Location | None) -> list[str]:
    if where is None:
        return []
    place = [f"file={_property(shown_path(where))}"]
    if not where.is_line:  # a runner shows no cell
        return place
    place.append(f"line={where.line}")
    if where.end_line:  # an end before the line takes the line with it
        place.append(f"endLine={where.end_line}")
        if where.line == where.end_line:  # over several lines columns are not taken
            place += [f"col={where.column}", f"endColumn={where.end_column}"]
    return place


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

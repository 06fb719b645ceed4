"""Logging commands of Azure Pipelines: the weightiest points as issues of the step."""

from __future__ import annotations

from plancheck.formats import Style
from plancheck.formats.shared.build_log import counts, plain_line, split
from plancheck.formats.shared.open_points import (
    OpenPoint,
    after_cell,
    in_a_line,
    points,
    shown_path,
)
from plancheck.language.message import Lang
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by the agent from the log."""


def render(run: Run, style: Style) -> str:
    """Return a ``task.logissue`` per point shown, a line for each of the rest, and the counts."""
    notices, rest = split(points(run, style.lang))
    lines = [_issue(style.lang, point) for point in notices]
    lines += [plain_line(style.lang, point) for point in rest]
    lines.append(counts(style.lang, run, rest))
    return "".join(f"{line}\n" for line in lines)


def _issue(lang: Lang, point: OpenPoint) -> str:
    properties = {"type": "error" if point.is_error else "warning"}
    where = point.where
    if where is not None:
        properties["sourcepath"] = shown_path(where)
        if where.is_line:
            properties |= {"linenumber": str(where.line), "columnnumber": str(where.column)}
    properties["code"] = point.rule
    text = after_cell(lang, where, in_a_line(lang, point))
    written = "".join(f"{name}={_property(text)};" for name, text in properties.items())
    return f"##vso[task.logissue {written}]{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")

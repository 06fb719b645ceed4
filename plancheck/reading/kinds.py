"""Which kind of file a document is, so that one given in the place of another is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from plancheck.errors import Location, PlancheckError, Problem
from plancheck.reading.tree import Document, Mapping, Node, Scalar


class FileKind(StrEnum):
    """The kinds of file that plancheck reads or writes."""

    PLAN = "plan"
    ROSTER = "roster"
    WAIVERS = "waivers"
    REPORT = "report"
    RESULT = "result"
    SUBJECTS = "subjects"


_SUBJECTS = (
    *("province", "省份", "省", "地区", "填报省份"),
    *("subject", "填报单位", "单位", "主体", "填报主体"),
)
SIGNS: dict[FileKind, tuple[tuple[str, type], ...]] = {
    FileKind.PLAN: (("sections", object),),
    FileKind.ROSTER: tuple(
        (key, Mapping) for key in ("provinces", "省份", "各省", "名单", "主体", "subjects")
    ),
    FileKind.WAIVERS: (("waivers", object), ("豁免", object)),
    FileKind.REPORT: (
        *((key, object) for key in ("tasks", "任务", "任务完成情况")),
        *((key, Scalar) for key in _SUBJECTS),
    ),
    FileKind.RESULT: (("reports", object),),
    FileKind.SUBJECTS: (("noun", object),),
}
"""The keys at the top that only one kind has, each with what its value is."""
_FORMAT = f"plancheck[.]({'|'.join(FileKind)})/"


def refuse_other_kind(document: Document, expected: FileKind, error: type[PlancheckError]) -> None:
    """Raise ``error`` where ``document`` is another kind of file than the one ``expected``.

    What has the keys of that kind is it, whatever its format says: the format is wrong then. The
    value ``certain`` of the problem says that format and keys agree.
    """
    root = document.root
    if not isinstance(root, Mapping) or _sign(root, expected) is not None:
        return
    signs = {kind: sign for kind in FileKind if (sign := _sign(root, kind)) is not None}
    stated = next((root.entries[key][1] for key in ("format", "格式") if key in root.entries), None)
    named = _named(stated)
    if named is expected:
        named = None
    actual = named if named in signs else next(iter(signs), named)
    if actual is None:
        return
    at = document.at(stated if isinstance(stated, Scalar) else signs[actual])
    certain = actual is named and actual in signs
    problem = other_kind(actual, expected, at, certain=certain)
    if expected is FileKind.REPORT and actual is not named:
        problem = problem._replace(key="report.other-shape")
    raise error([*document.problems, problem])


def other_kind(
    actual: FileKind, expected: FileKind, where: Location, *, certain: bool = True
) -> Problem:
    """Return the problem of a file of the kind ``actual`` in the place of one of ``expected``."""
    values = {"given": actual, "wanted": expected, "given_id": actual.value, "certain": certain}
    key = "report.other-kind" if expected is FileKind.REPORT else "file.other-kind"
    return Problem(key, where, values)


def certain_kind(problems: Iterable[Problem]) -> FileKind | None:
    """Return the kind that a refused file is by format and keys alike, None if they disagree."""
    kinds = (problem.values["given"] for problem in problems if problem.values.get("certain"))
    return next(kinds, None)


def _named(stated: Node | None) -> FileKind | None:
    """Return the kind that a file's format names."""
    match = re.match(_FORMAT, stated.text) if isinstance(stated, Scalar) else None
    return FileKind(match[1]) if match else None


def _sign(root: Mapping, kind: FileKind) -> Scalar | None:
    """Return the key in ``root`` by which it is a file of ``kind``."""
    for name, held in SIGNS[kind]:
        if name in root.entries:
            key, value = root.entries[name]
            if isinstance(value, held):
                return key
    return None

"""Which kind of file a document is, so that one given in the place of another is told at once."""

from __future__ import annotations

import re
from enum import StrEnum

from plancheck.errors import PlancheckError, Problem
from plancheck.source import Document, Mapping, Scalar


class FileKind(StrEnum):
    """The kinds of file that people write."""

    PLAN = "plan"
    ROSTER = "roster"
    WAIVERS = "waivers"
    REPORT = "report"


_PROVINCE = ("province", "省份", "填报单位", "subject")
SIGNS: dict[FileKind, tuple[tuple[str, type], ...]] = {
    FileKind.PLAN: (("sections", object),),
    FileKind.ROSTER: tuple((key, Mapping) for key in ("provinces", "省份", "subjects")),
    FileKind.WAIVERS: (("waivers", object), ("豁免", object)),
    FileKind.REPORT: (
        *((key, object) for key in ("tasks", "任务")),
        *((key, Scalar) for key in _PROVINCE),
    ),
}
"""The keys at the top that only one kind has, each with what its value is."""
_FORMAT = {kind: re.compile(f"plancheck[.]{kind}/") for kind in FileKind}


def refuse_other_kind(document: Document, wanted: FileKind, error: type[PlancheckError]) -> None:
    """Raise ``error`` where ``document`` is another kind of file than the one ``wanted``.

    What has the keys of that kind is it, whatever its format says: the format is wrong then.
    """
    root = document.root
    if not isinstance(root, Mapping) or _sign(root, wanted) is not None:
        return
    others = [kind for kind in FileKind if kind is not wanted]
    found = [(kind, sign) for kind in others if (sign := _sign(root, kind)) is not None]
    stated = next((root.entries[key][1] for key in ("format", "格式") if key in root.entries), None)
    if isinstance(stated, Scalar):
        found = [(kind, stated) for kind in others if _FORMAT[kind].match(stated.text)] + found
    if found:
        given, node = found[0]
        values = {"given": given, "wanted": wanted}
        problem = Problem("file.other-kind", document.at(node), values)
        raise error([*document.problems, problem])


def _sign(root: Mapping, kind: FileKind) -> Scalar | None:
    """Return the key in ``root`` by which it is a file of ``kind``."""
    for name, held in SIGNS[kind]:
        if name in root.entries:
            key, value = root.entries[name]
            if isinstance(value, held):
                return key
    return None

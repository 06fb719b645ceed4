"""One way to write a report: order, spelling of keys, names, dates and numbers. Nothing else moves.

The text itself is edited, scalar by scalar and line by line, so comments and everything that is not
normalised stay as they are. What comes out is read again and has to say the same.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from enum import StrEnum
from typing import NamedTuple

from plancheck.errors import PlancheckError, PlanError, Problem, ReportError
from plancheck.inputs.report import Report, read_report
from plancheck.language.message import Lang
from plancheck.language.wording import format_value
from plancheck.plan.model import Plan
from plancheck.reading.decoding import LINE_END, decoded, encoded
from plancheck.reading.models import Strict, kinds, spellings_of, spellings_within
from plancheck.reading.slips import cured, slips
from plancheck.reading.source import parse
from plancheck.reading.syntax import CURABLE
from plancheck.reading.tree import Document, Items, Mapping, Node, Scalar
from plancheck.reading.values import STATUS_WORDS, Count, Status
from plancheck.requirements import Entry
from plancheck.verdicts.evaluation import evaluate

# fmt: off
TOP = ["format", "plan", "province", "subject", "tier", "as_of", "prepared_by", "reviewed_by",
       "submitted", "remarks", "designated", "classes", "allotments", "tasks", "evidence"]
# fmt: on
_BEHIND = ["date", "records", "evidence", "note", "reason", "next_steps"]
ENTRY = ["status", *(name for name in Entry.model_fields if name not in _BEHIND), *_BEHIND]
"""The order of keys in an entry and in the claim of a unit."""
_NUMBER = re.compile(
    r"(.*\D)[\[(（〔［【]\s*((?:19|20)\d\d)\s*[\])）〕］】]\s*(?:第\s*)?(\d+)\s*号", re.ASCII
)
_FIXED = CURABLE | {"field.list-in-one"}
"""The problems that a slip of the keyboard may be told as."""
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def formatted(content: bytes, path: str, plan: Plan, *, encoding: str, lang: Lang | None) -> bytes:
    """Return the report in ``content`` as it is to be written, in the same encoding.

    ``lang`` is the language of its keys; None keeps the one that most of them are in. Raises
    SourceError or ReportError where it is no report, as ``read_report`` does, and ReportError where
    it could not be written otherwise without saying something else.
    """
    report = read_report(parse(content, path, encoding=encoding), plan)
    text = _text(report, plan, lang)
    ends = "\r\n" if content.count(b"\r\n") * 2 > content.count(b"\n") else "\n"
    out = encoded("".join(f"{line}{ends}" for line in text), content, encoding)
    if out != content and not _same(report, out, path, plan, encoding):
        raise ReportError([Problem("fmt.changed", report.locate())])
    return out


def fixed(content: bytes, path: str, plan: Plan, *, encoding: str) -> bytes:
    """Return ``content`` without its slips of the keyboard, and otherwise byte for byte.

    Raises SourceError or ReportError where nothing can be cured, or where something else is wrong
    that leaves the cure uncertain.
    """
    try:
        read_report(parse(content, path, encoding=encoding), plan)
    except PlancheckError as exc:
        if not any(problem.key in _FIXED for problem in exc.problems):
            raise
        text = decoded(content, path, encoding=encoding)
        lines, ends = LINE_END.split(text), [*LINE_END.findall(text), ""]
        whole = zip(cured(lines, slips(lines)), ends, strict=True)
        out = encoded("".join(line + end for line, end in whole), content, encoding)
        if out == content or not _is_plain(out, path, encoding):
            raise
        return out
    return content


def _is_plain(content: bytes, path: str, encoding: str) -> bool:
    """Whether ``content`` has no slip of the keyboard and nothing else that is not YAML."""
    try:
        document = parse(content, path, encoding=encoding)
    except PlancheckError:
        return False
    return isinstance(document.root, Mapping) and not document.problems


def _same(report: Report, content: bytes, path: str, plan: Plan, encoding: str) -> bool:
    """Whether ``content`` says what ``report`` says and gets the same verdicts."""
    try:
        other = read_report(parse(content, path, encoding=encoding), plan)
    except PlancheckError:
        return False
    return _said(report) == _said(other) and _verdicts(plan, report) == _verdicts(plan, other)


def _said(value: object) -> object:
    """Return what a part of a report says, however it is spelled."""
    if isinstance(value, Count):
        return value.value
    if isinstance(value, Strict):
        named = kinds(type(value))
        return {
            name: _document_number(part) if named[name] == "document" else _said(part)
            for name, part in value
        }
    if isinstance(value, dict):
        return {name: _said(part) for name, part in value.items()}
    return [_said(part) for part in value] if isinstance(value, list) else value


def _verdicts(plan: Plan, report: Report) -> object:
    try:
        result = evaluate(plan, report)
    except (PlanError, ReportError) as exc:
        return [problem.key for problem in exc.problems]
    return [(finding.obligation, finding.verdict) for finding in result.findings]


def _document_number(value: object) -> object:
    """Return the number of a document with the brackets of GB/T 9704; anything else as it is."""
    match = _NUMBER.fullmatch(value.translate(_WIDE)) if isinstance(value, str) else None
    if match is None or not isinstance(value, str):
        return value
    name = value[: len(match[1])].rstrip()
    return f"{name}〔{match[2]}〕{match[3]}号"


# --- the edit ------------------------------------------------------------------------------------

_Spelled = MappingOf[str, Sequence[str]]
"""The keys that name the numbers of an obligation, by the model's fields."""
_Names = MappingOf[str, tuple[str, _Spelled]]
"""The obligations by their ids, each with its Chinese name and the keys of its numbers."""


class _Edit(NamedTuple):
    """A key or a value, and how it is to be written in either language."""

    node: Scalar
    english: str
    chinese: str


def _text(report: Report, plan: Plan, lang: Lang | None) -> list[str]:
    """Return the lines of ``report`` in order, everything spelled as it is to be."""
    document = report.document
    names = {
        obligation.id: (task.chinese_key(obligation), plan.numbers.spelled(obligation))
        for task, obligation in plan.obligations(national=report.national)
    }
    edits = list(_edits(report, document.root, names))
    chinese = (lang or _usual_language(edits)) is Lang.ZH
    lines = document.lines
    for edit in sorted(edits, key=lambda edit: edit.node.span, reverse=True):
        written = document.written.get(edit.node, edit.node.text)
        _put(lines, edit.node, written, edit.chinese if chinese else edit.english)
    order = list(range(len(lines)))
    for moved in _moves(document, list(names)):
        order = [order[n] for n in moved]
    text = [lines[n] for n in order]
    while text and not text[-1].strip():
        text.pop()
    return text


def _usual_language(edits: Sequence[_Edit]) -> Lang:
    """Return the language that most keys which have one in both are in."""
    known = spellings_within(Report)
    languages = Tally(
        Lang.ZH if known[edit.node.text] != edit.node.text else Lang.EN
        for edit in edits
        if edit.english != edit.chinese and edit.node.text in known
    )
    return Lang.ZH if languages[Lang.ZH] > languages[Lang.EN] else Lang.EN


def _edits(
    value: object, node: Node, names: _Names, kind: str = "", spelled: _Spelled | None = None
) -> Iterator[_Edit]:
    """Yield how keys and values are to be written, ``value`` being what ``node`` was read as.

    ``names`` are those of the obligations; ``kind`` is that of the names in ``node``, where
    numbers are ``spelled`` so.
    """
    if isinstance(node, Scalar):
        words = _words(value, kind)
        if words is not None:
            yield _Edit(node, *words)
    elif isinstance(node, Items) and isinstance(value, list):
        for part, below in zip(value, node.nodes, strict=True):
            yield from _edits(part, below, names, kind, spelled)
    elif isinstance(node, Mapping) and isinstance(value, Strict):
        for name, part in value:
            if name in node.entries:
                key, below = node.entries[name]
                named = kinds(type(value))[name]
                known: Sequence[str] = spellings_of(type(value), name)
                if named == "metric":
                    known = (spelled or {})[name]
                if key.text in known:  # a bare word has the key of its obligation
                    yield _Edit(key, known[0], known[min(1, len(known) - 1)])
                yield from _edits(part, below, names, named, spelled)
    elif isinstance(node, Mapping) and isinstance(value, dict):
        for name, part in value.items():
            key, below = node.entries[name]
            if kind == "obligation":
                chinese, spelled = names[name]
                yield _Edit(key, name, chinese)
            yield from _edits(part, below, names, "", spelled)


def _words(value: object, kind: str) -> tuple[str, str] | None:
    """Return a value in English and Chinese, None for one that stays as it is."""
    if isinstance(value, Status):
        return str(value), STATUS_WORDS[value][0]
    if isinstance(value, StrEnum):  # an answer
        return str(value), format_value(Lang.ZH, value)
    if isinstance(value, Count):
        return str(value.value), str(value.value)
    if isinstance(value, datetime.date):
        return value.isoformat(), value.isoformat()
    if kind and isinstance(value, str):
        name = str(_document_number(value)) if kind == "document" else value
        return name, name
    return None


def _put(lines: list[str], node: Scalar, written: str, text: str) -> None:
    """Write ``text`` in the place of ``node``, in quotes if it was quoted and has to be."""
    line, start, end_line, end = node.span
    if line != end_line:
        return
    raw = lines[line][start:end]
    if raw[:1] in ("'", '"') and raw[1:-1].strip() == written:
        start, end = start + 1, end - 1
    elif raw.strip() != written:
        return
    lines[line] = lines[line][:start] + text + lines[line][end:]


# --- the order -----------------------------------------------------------------------------------


def _moves(document: Document, ids: Sequence[str]) -> Iterator[list[int]]:
    """Yield, from the inside out, in which order the lines go; each list has every line once."""
    root, lines = document.root, document.lines
    assert isinstance(root, Mapping)
    above, tasks = root.entries.get("tasks", (None, None))
    if above and isinstance(tasks, Mapping):
        for key, entry in tasks.entries.values():
            if isinstance(entry, Mapping):
                yield _sorted(lines, entry, ENTRY, key.span[0] + 1)
        yield _sorted(lines, tasks, ids, above.span[0] + 1)
    yield _sorted(lines, root, TOP)  # what is above stays the head


def _sorted(
    lines: Sequence[str], node: Mapping, names: Sequence[str], below: int | None = None
) -> list[int]:
    """Return the order of all lines in which the entries of ``node`` are in that of ``names``.

    Only a mapping in block style has its entries on lines of their own; another stays. Comments
    from the line ``below`` on go with the first entry.
    """
    same = list(range(len(lines)))
    if _is_flow(lines, node):  # commas between the lines would have to move, too
        return same
    entries = list(node.entries.items())
    keys = [key for _, (key, _) in entries]
    column = keys[0].span[1] if keys else 0
    for key in keys:
        if lines[key.span[0]][: key.span[1]].strip() or key.span[1] != column:
            return same
    places = [names.index(name) for name, _ in entries]
    if places == sorted(places):
        return same
    ends = [_last_line(lines, key, value) for _, (key, value) in entries]
    first = keys[0].span[0]
    starts = [first if below is None else _begin(lines, below, first, column)]
    for end, key in zip(ends, keys[1:], strict=False):
        starts.append(_begin(lines, end + 1, key.span[0], column))
    if any(start <= end for start, end in zip(starts[1:], ends, strict=False)):
        return same
    stops = [*starts[1:], ends[-1] + 1]
    chunks = [same[start:stop] for start, stop in zip(starts, stops, strict=True)]
    ranked = sorted(range(len(entries)), key=places.__getitem__)
    moved = [line for n in ranked for line in chunks[n]]
    return [*same[: starts[0]], *moved, *same[stops[-1] :]]


def _last_line(lines: Sequence[str], key: Scalar, value: Node) -> int:
    """Return the last line that an entry has something on."""
    if isinstance(value, Mapping) and value.entries and not _is_flow(lines, value):
        return max(_last_line(lines, k, v) for k, v in value.entries.values())
    if isinstance(value, Items) and value.nodes and not _is_flow(lines, value):
        return max(_last_line(lines, key, part) for part in value.nodes)
    if value.span[:2] == value.span[2:]:  # nothing is written
        return key.span[0]
    line, _, end, column = value.span
    if column == 0 or end >= len(lines):  # a block of text ends where the next line begins
        end -= 1
    while end > line and not lines[end].strip():
        end -= 1
    return max(end, key.span[0])


def _is_flow(lines: Sequence[str], node: Node) -> bool:
    line, column = node.span[:2]
    return line < len(lines) and lines[line][column : column + 1] in ("{", "[")


def _begin(lines: Sequence[str], first: int, key: int, column: int) -> int:
    """Return the first of the lines above a key that belong to it.

    A comment that is further to the right belongs to what is above it.
    """
    for number in range(first, key):
        text = lines[number]
        if text.strip() and len(text) - len(text.lstrip()) <= column:
            return number
    return key

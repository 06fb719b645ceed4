"""One way to write a report: order, spelling of keys, names, dates and numbers. Nothing else moves.

The text itself is edited, scalar by scalar and line by line, so comments and everything that is not
normalised stay as they are. What comes out is read again and has to say the same.
"""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from plancheck.errors import PlancheckError, Problem, ReportError, UnknownNameError
from plancheck.inputs.names import Allotment
from plancheck.inputs.report import Claim, Entry, Evidence, Record, Report, read_report
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Obligation
from plancheck.reading.decoding import codec
from plancheck.reading.models import Strict, spellings
from plancheck.reading.source import parse
from plancheck.reading.tree import Document, Items, Mapping, Node, Scalar
from plancheck.reading.values import STATUS_WORDS, Count, read_count, read_date
from plancheck.reading.values import read_status as as_status
from plancheck.verdicts.evaluation import evaluate

# fmt: off
TOP = ["format", "plan", "province", "subject", "tier", "as_of", "designated", "allotments",
       "tasks", "evidence"]
# fmt: on
ENTRY = ["status", "number", "units", "date", "records", "evidence", "note"]
"""The order of keys in an entry and in the claim of a unit."""
_NUMBER = re.compile(
    r"(.*\D)[\[(（〔［【]\s*((?:19|20)\d\d)\s*[\])）〕］】]\s*(?:第\s*)?(\d+)\s*号", re.ASCII
)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def formatted(content: bytes, path: str, plan: Plan, *, encoding: str, lang: Lang | None) -> bytes:
    """Return the report in ``content`` as it is to be written, in the same encoding.

    ``lang`` is the language of its keys; None keeps the one that most of them are in. Raises
    SourceError or ReportError where it is no report, as ``read_report`` does, and ReportError where
    it could not be written otherwise without saying something else.
    """
    report = read_report(parse(content, path, encoding=encoding), plan)
    document = parse(content, path, encoding=encoding)
    text = _Editor(document, plan, report.national, lang).text()
    ends = "\r\n" if content.count(b"\r\n") * 2 > content.count(b"\n") else "\n"
    out = "".join(f"{line}{ends}" for line in text).encode(codec(content, encoding))
    if out != content and not _same(report, out, path, plan, encoding):
        raise ReportError([Problem("fmt.changed", report.locate())])
    return out


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
    if isinstance(value, Evidence | Allotment):
        return {name: _said(_document_number(part)) for name, part in value}
    if isinstance(value, Strict):
        return {name: _said(part) for name, part in value}
    if isinstance(value, dict):
        return {name: _said(part) for name, part in value.items()}
    return [_said(part) for part in value] if isinstance(value, list) else value


def _verdicts(plan: Plan, report: Report) -> object:
    try:
        result = evaluate(plan, report)
    except ReportError as exc:
        return [problem.key for problem in exc.problems]
    return [(finding.obligation.id, finding.verdict) for finding in result.findings]


def _document_number(value: object) -> object:
    """Return the number of a document with the brackets of GB/T 9704; anything else as it is."""
    match = _NUMBER.fullmatch(value.translate(_WIDE)) if isinstance(value, str) else None
    if match is None or not isinstance(value, str):
        return value
    name = value[: len(match[1])].rstrip()
    return f"{name}〔{match[2]}〕{match[3]}号"


# --- the edit ------------------------------------------------------------------------------------

Spell = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Edit:
    """New text for a stretch of one line."""

    line: int
    start: int
    end: int
    text: str


class _Editor:
    """Writes the lines of one report anew."""

    def __init__(self, document: Document, plan: Plan, national: bool, lang: Lang | None) -> None:
        self.document = document
        self.plan = plan
        self.national = national
        self.lines = document.lines
        self.edits: list[_Edit] = []
        self.lang = lang or self.usual_language()

    def usual_language(self) -> Lang:
        """Return the language that most keys which have one in both are in."""
        known = spellings(Report) | spellings(Entry) | spellings(Evidence) | spellings(Record)
        found = Tally(
            Lang.ZH if known[key] != key else Lang.EN
            for key in _keys(self.document.root)
            if key in known
        )
        return Lang.ZH if found[Lang.ZH] > found[Lang.EN] else Lang.EN

    def text(self) -> list[str]:
        """Return the lines in order, everything spelled as it is to be."""
        root = self.document.root
        assert isinstance(root, Mapping)
        self.report(root)
        for edit in sorted(self.edits, key=lambda edit: (edit.line, edit.start), reverse=True):
            line = self.lines[edit.line]
            self.lines[edit.line] = line[: edit.start] + edit.text + line[edit.end :]
        order = list(range(len(self.lines)))
        for moved in _moves(self.document, self.plan, self.national, len(self.lines)):
            order = [order[n] for n in moved]
        text = [self.lines[n] for n in order]
        while text and not text[-1].strip():
            text.pop()
        return text

    # -- what is spelled how --

    def report(self, root: Mapping) -> None:
        self.model_keys(root, Report)
        values = {spellings(Report).get(key): node for key, (_, node) in root.entries.items()}
        self.spell(values.get("province"), self.plan.find_subject)
        self.spell(values.get("subject"), self.plan.find_subject)
        self.spell(values.get("tier"), self.plan.find_tier)
        self.spell(values.get("plan"), self.plan.find_id)
        self.date(values.get("as_of"))
        designated = values.get("designated")
        for node in designated.nodes if isinstance(designated, Items) else ():
            self.spell(node, lambda name: self.find(name).id)
        for key, name, node in self.named(values.get("allotments")):
            self.obligation_key(key, name)
            self.claim_keys(node, Allotment, self.find(name))
            self.number(_value(node, Allotment, "source"))
            self.count(_value(node, Allotment, "number", self.metrics(name)))
        for key, name, node in self.named(values.get("tasks")):
            self.obligation_key(key, name)
            self.entry(node, self.find(name))
        evidence = values.get("evidence")
        for _, node in evidence.entries.values() if isinstance(evidence, Mapping) else ():
            self.model_keys(node, Evidence)
            self.number(_value(node, Evidence, "number"))
            self.date(_value(node, Evidence, "date"))

    def entry(self, node: Node, obligation: Obligation) -> None:
        if isinstance(node, Scalar):
            self.status(node)
            return
        self.claim_keys(node, Entry, obligation)
        self.status(_value(node, Entry, "status"))
        self.claim(node, Entry, obligation)
        units = _value(node, Entry, "units")
        for _, unit in units.entries.values() if isinstance(units, Mapping) else ():
            self.claim_keys(unit, Claim, obligation)
            self.claim(unit, Claim, obligation)

    def claim(self, node: Node, model: type[Strict], obligation: Obligation) -> None:
        metrics = self.plan.metric_names(obligation)
        self.count(_value(node, model, "number", metrics))
        self.date(_value(node, model, "date"))
        records = _value(node, model, "records")
        for record in records.nodes if isinstance(records, Items) else ():
            self.claim_keys(record, Record, obligation)
            self.count(_value(record, Record, "number", metrics))
            self.date(_value(record, Record, "date"))

    def named(self, node: Node | None) -> Iterator[tuple[Scalar, str, Node]]:
        """Yield the entries of a mapping whose keys are obligations."""
        if isinstance(node, Mapping):
            for name, (key, value) in node.entries.items():
                yield key, name, value

    def find(self, name: str) -> Obligation:
        return self.plan.find(name, national=self.national)

    def metrics(self, name: str) -> Sequence[str]:
        return self.plan.metric_names(self.find(name))

    def obligation_key(self, key: Scalar, name: str) -> None:
        obligation = self.find(name)
        task = next(task for task in self.plan.tasks if obligation in task.obligations)
        chinese = f"{task.id}.{obligation.name.zh}"
        self.put(key, chinese if self.lang is Lang.ZH else obligation.id)

    def claim_keys(self, node: Node, model: type[Strict], obligation: Obligation) -> None:
        metrics = self.plan.metric_names(obligation)
        self.model_keys(node, model, metrics)
        if isinstance(node, Mapping):
            for written, (key, _) in node.entries.items():
                if written in metrics:
                    self.put(key, metrics[-1] if self.lang is Lang.ZH else metrics[0])

    def model_keys(self, node: Node, model: type[Strict], except_: Sequence[str] = ()) -> None:
        if not isinstance(node, Mapping):
            return
        known = spellings(model)
        for written, (key, _) in node.entries.items():
            name = known.get(written)
            if name is None or written in except_:
                continue
            chinese = next((text for text, own in known.items() if own == name != text), name)
            self.put(key, chinese if self.lang is Lang.ZH else name)

    def spell(self, node: Node | None, find: Spell) -> None:
        if isinstance(node, Scalar) and node.data is not None:
            try:
                self.put(node, find(node.text))
            except UnknownNameError:  # ``national``, which is a word and not a name
                assert node.text == NATIONAL

    def date(self, node: Node | None) -> None:
        if isinstance(node, Scalar) and node.data is not None:
            self.put(node, read_date(node.text).isoformat())

    def count(self, node: Node | None) -> None:
        if isinstance(node, Scalar) and node.data is not None:
            self.put(node, str(read_count(node.text).value))

    def number(self, node: Node | None) -> None:
        if isinstance(node, Scalar) and node.data is not None:
            self.put(node, str(_document_number(node.text)))

    def status(self, node: Node | None) -> None:
        if isinstance(node, Scalar) and node.data is not None:
            try:
                status = as_status(node.text)
            except PydanticCustomError:
                return
            self.put(node, STATUS_WORDS[status][0] if self.lang is Lang.ZH else str(status))

    def put(self, node: Scalar, text: str) -> None:
        """Write ``text`` in the place of ``node``, in quotes if it was quoted and has to be."""
        line, start, end_line, end = node.span
        if line != end_line:
            return
        raw = self.lines[line][start:end]
        if raw[:1] in ("'", '"') and raw[1:-1].strip() == node.text:
            start, end = start + 1, end - 1
        elif raw.strip() != node.text:
            return
        if self.lines[line][start:end] != text:
            self.edits.append(_Edit(line, start, end, text))


def _value(
    node: Node | None, model: type[Strict], name: str, metrics: Sequence[str] = ()
) -> Node | None:
    """Return the value of ``name`` in ``node``, whichever way its key is spelled."""
    if isinstance(node, Mapping):
        known = spellings(model)
        for written, (_, value) in node.entries.items():
            is_metric = name == "number" and written in metrics
            if is_metric or (known.get(written) == name and not (name == "number" and metrics)):
                return value
    return None


def _keys(node: Node) -> Iterator[str]:
    """Yield every key in ``node``."""
    if isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key.text
            yield from _keys(value)
    elif isinstance(node, Items):
        for part in node.nodes:
            yield from _keys(part)


# --- the order -----------------------------------------------------------------------------------


def _moves(document: Document, plan: Plan, national: bool, count: int) -> Iterator[list[int]]:
    """Yield, from the inside out, in which order the lines go; each list has every line once."""
    root = document.root
    assert isinstance(root, Mapping)
    ids = [obligation.id for _, obligation in plan.obligations(national=national)]

    def of_plan(name: str) -> int:
        return ids.index(plan.find(name, national=national).id)

    def of_model(model: type[Strict], order: Sequence[str]) -> Callable[[str], int]:
        known = spellings(model)

        def place(written: str) -> int:
            name = known.get(written, written)
            return order.index(name) if name in order else order.index("number")

        return place

    tops = {spellings(Report).get(key): node for key, (_, node) in root.entries.items()}
    tasks = tops.get("tasks")
    if isinstance(tasks, Mapping):
        for key, entry in tasks.entries.values():
            if isinstance(entry, Mapping):
                below = key.span[0] + 1
                yield _sorted(document, entry, of_model(Entry, ENTRY), count, below)
        below = next(key.span[0] + 1 for key, value in root.entries.values() if value is tasks)
        yield _sorted(document, tasks, of_plan, count, below)
    yield _sorted(document, root, of_model(Report, TOP), count)  # what is above stays the head


def _sorted(
    document: Document,
    node: Mapping,
    place: Callable[[str], int],
    count: int,
    below: int | None = None,
) -> list[int]:
    """Return the order of all lines in which the entries of ``node`` are sorted by ``place``.

    Only a mapping in block style has its entries on lines of their own; another stays. Comments
    from the line ``below`` on go with the first entry.
    """
    lines = document.lines
    same = list(range(count))
    if _is_flow(lines, node):  # commas between the lines would have to move, too
        return same
    entries = list(node.entries.items())
    keys = [key for _, (key, _) in entries]
    column = keys[0].span[1] if keys else 0
    for key in keys:
        if lines[key.span[0]][: key.span[1]].strip() or key.span[1] != column:
            return same
    if [place(name) for name, _ in entries] == sorted(place(name) for name, _ in entries):
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
    ranked = sorted(range(len(entries)), key=lambda n: place(entries[n][0]))
    moved = [line for n in ranked for line in chunks[n]]
    return [*same[: starts[0]], *moved, *same[stops[-1] :]]


def _last_line(lines: Sequence[str], key: Scalar, value: Node) -> int:
    """Return the last line that an entry has something on."""
    if isinstance(value, Mapping) and value.entries and not _is_flow(lines, value):
        return max(_last_line(lines, k, v) for k, v in value.entries.values())
    if isinstance(value, Items) and value.nodes and not _is_flow(lines, value):
        return max(_last_line(lines, key, part) for part in value.nodes)
    if isinstance(value, Scalar) and value.data is None:
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

"""The draft of a rule set: what the rules read in a text, written as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plancheck.authoring.drafting.amounts import Asks, amounts_in
from plancheck.authoring.drafting.layout import layout_of, written_due
from plancheck.authoring.drafting.obligations import PHRASE, Asked
from plancheck.authoring.drafting.outline import Outline, Printed
from plancheck.authoring.drafting.phrases import phrases_of
from plancheck.authoring.drafting.questions import (
    OPEN,
    Doubt,
    Question,
    ask_open,
    ask_to_confirm,
)
from plancheck.authoring.drafting.segments import Remark
from plancheck.authoring.drafting.shape import GROUP, Node
from plancheck.authoring.drafting.statements import Required
from plancheck.authoring.drafting.tasks import Content, content_of, remark_doubts
from plancheck.authoring.drafting.writing import Writer, letters
from plancheck.language.message import Lang
from plancheck.plan.columns import Column
from plancheck.plan.model import FORMAT
from plancheck.plan.parts import NATIONAL
from plancheck.plan.trace import source_block
from plancheck.requirements.base.standing import Level

OPERANDS = {Asks.NUMBER: (), Asks.GROWTH: ("of", "over"), Asks.PARTS: ("of",)}
"""What else a kind of requirement names: no text prints the keys of it."""
_MEASURED = tuple("率数量额值度比积")
"""What the name of a thing ends with that is a quantity itself."""
NAME = 12
"""To how many signs a clause is cut that becomes a name."""
_DRAFT = "draft:"
"""The line that is completed when all questions are counted."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its questions and the numbers of its tasks and obligations.

    ``noun`` is what the text calls those who report; empty where it has no word for them.
    """

    yaml: str
    questions: tuple[Question, ...]
    tasks: int
    obligations: int
    noun: str


def draft_plan(
    text: str,
    *,
    path: str,
    lang: Lang = Lang.ZH,
    year: int | None = None,
    tiers: Sequence[str] = (),
    subjects: str | None = None,
) -> Draft:
    """Return the draft of a rule set for the official ``text``, read from ``path``.

    ``year``, ``tiers`` and ``subjects`` answer questions beforehand. Raises PlanError where no task
    is found, or where nothing says which year the plan covers.
    """
    return _Drafter(Outline(text, path, year, tiers, subjects), lang).draft()


class _Drafter:
    """Writes the draft of one text."""

    def __init__(self, outline: Outline, lang: Lang) -> None:
        self.outline = outline
        self.shape = outline.shape
        self.title = outline.shape.title or "—"
        self.period = outline.period
        self.contents = {task.node.id: content_of(task, outline) for task in outline.tasks}
        self.metrics = self._metrics()
        self.writer = Writer(lang, outline.line_of)

    def draft(self) -> Draft:
        """Return the whole draft."""
        self.head()
        self.sections()
        self.source()
        questions = tuple(self.writer.questions)
        yaml = self.writer.text().replace(_DRAFT, f"{_DRAFT} {{questions: {len(questions)}}}", 1)
        asked = sum(len(content.asked) for content in self.contents.values())
        noun = self.outline.reporters.noun
        return Draft(yaml, questions, len(self.outline.tasks), asked, noun)

    # -- the plan as a whole --

    def head(self) -> None:
        writer, doubts = self.writer, self.outline.doubts
        issuer = ask_open("draft.issuer", -self.shape.title_line)
        period = {"from": str(self.period.first), "to": str(self.period.last)}
        reporters = self.outline.reporters
        writer.key("format", FORMAT, 0)
        writer.key("id", f"plan-{self.period.first.year}", 0)
        writer.key("languages", ["zh"], 0)
        writer.lines.append(_DRAFT)
        writer.key("title", self.title, 0, doubts.get("title", ()))
        writer.key("issuer", "发布单位", 0, [issuer])
        writer.key("period", period, 0, doubts.get("period", ()))
        writer.key("subjects", self.outline.subjects, 0)
        tiers = reporters.tiers or {"1": f"各类{reporters.noun or '单位'}"}
        writer.key("tiers", tiers, 0, doubts.get("tiers", ()))
        if self.metrics:
            writer.head("metrics", 0)
            for kind, key in self.metrics.items():
                writer.key(key, _metric(*kind), 2)
        around = [piece.text for piece in self.outline.text.pieces if piece.owner == ""]
        self.unassessed("context", (phrases_of(text)[:1] for text in around), 0)

    def _metrics(self) -> dict[tuple[str, str, int], str]:
        """Return a key for each thing that is counted, with its unit and its decimals."""
        asked = (asked for content in self.contents.values() for asked in content.asked)
        numbers = [a.required for a in asked if a.required and a.required.kind is Asks.NUMBER]
        kinds = dict.fromkeys(map(_counted, numbers))
        return {kind: f"n{number}" for number, kind in enumerate(kinds, 1)}

    def sections(self) -> None:
        writer = self.writer
        writer.ask(self.outline.doubts.get("sections", ()), 0)
        writer.head("sections", 0)
        for section in self.shape.sections:
            writer.key("id", section.id, 2, first=True)
            writer.key("title", section.title or "—", 2)
            self.goal(section, 2)
            groups = [node for node in section.below if node.kind == GROUP]
            if not groups:
                self.tasks(section.below, 2)
                continue
            writer.head("groups", 2)
            for group in groups:
                writer.key("id", group.id, 4, first=True)
                writer.key("title", group.title, 4)
                self.goal(group, 4)
                self.tasks(group.below, 4)

    def goal(self, node: Node, indent: int) -> None:
        """Write what stands between a heading and its tasks; a number or a name in it is asked."""
        text = self.outline.text
        pieces = [p for p in text.pieces if p.owner == node.id and p.column is Column.GOAL]
        doubts = [
            ask_to_confirm("draft.goal", piece.start, phrase=piece.text[:PHRASE])
            for piece in pieces
            if self.outline.reporters.mentions(piece.text) or amounts_in(piece.text, piece.start)
        ]
        cites = (phrases_of(piece.text)[:1] for piece in pieces)
        self.unassessed("goal", cites, indent, doubts[:1])

    def unassessed(
        self, whose: str, cites: Iterable[Sequence[str]], indent: int, doubts: Sequence[Doubt] = ()
    ) -> None:
        """Write an entry for what is not assessed, if there is anything to cite."""
        phrases = list(dict.fromkeys(phrase for some in cites for phrase in some))
        if phrases:
            self.writer.head("unassessed", indent)
            self.writer.key("cites", phrases, indent + 2, doubts, first=True)
            self.writer.key("for", whose, indent + 2)

    # -- tasks --

    def tasks(self, nodes: Sequence[Node], indent: int) -> None:
        by_id = {task.node.id: task for task in self.outline.tasks}
        if not nodes:  # its tasks have numbers that do not follow on, which is asked
            self.writer.key("tasks", [], indent)
            return
        self.writer.head("tasks", indent)
        for node in nodes:
            self.task(by_id[node.id], self.contents[node.id], indent + 2)

    def task(self, task: Printed, content: Content, indent: int) -> None:
        writer = self.writer
        writer.key("id", task.node.id, indent, first=True)
        writer.key("title", task.node.title, indent)
        if task.departments or task.department_doubts:
            writer.key("departments", task.departments, indent, task.department_doubts)
        due = written_due(task.due, self.period) if task.due else OPEN
        writer.key("due", due, indent, self.due_doubts(task))
        items: list[Asked | Remark] = [*content.asked, *content.remarks]
        if items:
            writer.head("obligations", indent)
        names: set[str] = set()
        ends = letters()
        for item in sorted(items, key=lambda item: item.start):
            alone = isinstance(item, Asked) and len(content.asked) == 1
            name = _name(item, task.node.title if alone else "", names)
            names.add(name)
            writer.key(
                "id",
                f"{task.node.id}.{next(ends)}",
                indent + 2,
                self.doubts_on(item, task),
                first=True,
            )
            if isinstance(item, Remark):
                self.remark(item, name, indent + 2)
            else:
                self.asked(item, name, indent + 2)
        self.unassessed("context", map(phrases_of, task.context), indent)

    def due_doubts(self, task: Printed) -> list[Doubt]:
        last = self.period.last
        if task.due_doubts:
            return task.due_doubts
        if task.due is None and task.due_text:
            return [ask_open("draft.due-unknown", task.due_place, cell=task.due_text, to=last)]
        if task.due is None and any(other.due_text for other in self.outline.tasks):
            return [ask_open("draft.no-due", task.place, to=last)]
        if task.due and not self.period.first <= task.due.by <= last:
            return [ask_to_confirm("draft.due-outside", task.due_place, cell=task.due_text)]
        return []

    def doubts_on(self, item: Asked | Remark, task: Printed) -> list[Doubt]:
        own = remark_doubts(item, self.outline) if isinstance(item, Remark) else item.doubts
        return [*own, *task.doubts]

    # -- obligations --

    def remark(self, remark: Remark, name: str, indent: int) -> None:
        self.writer.key("subject", NATIONAL, indent)
        self.writer.key("name", name, indent)
        self.cites(remark, (), indent)
        self.writer.key("applies", {"all": str(Level.MANDATORY)}, indent)

    def asked(self, asked: Asked, name: str, indent: int) -> None:
        writer, levels = self.writer, asked.levels
        writer.key("name", name, indent)
        if levels.departments:
            writer.key("departments", list(levels.departments), indent)
        self.cites(asked, levels.phrases, indent)
        writer.key("applies", levels.applies, indent, levels.doubts)
        if levels.within is not None and "designated" in levels.applies:
            writer.key("designated_within", levels.within, indent, levels.within_doubts)
        if asked.required is not None:
            self.required(asked.required, indent)
        if asked.due is not None:
            writer.key("due", asked.due, indent, asked.due_doubts)

    def cites(self, item: Asked | Remark, more: Sequence[str], indent: int) -> None:
        cites = [phrase for clause in item.clauses for phrase in phrases_of(clause.text)]
        doubts = item.cites_doubts if isinstance(item, Asked) else ()
        self.writer.key("cites", list(dict.fromkeys([*cites, *more])), indent, doubts)
        paragraph = item.clauses[0].paragraph
        if paragraph > 1:
            self.writer.key("paragraph", str(paragraph), indent)

    def required(self, required: Required, indent: int) -> None:
        """Write what is required, with the questions on its number above that."""
        inner: dict[str, Any] = {required.key: required.bound}
        if required.kind is Asks.NUMBER:
            inner = {"metric": self.metrics[_counted(required)], **inner, "unit": required.unit}
        if required.per_unit:
            inner |= {"per": "unit", "unit_name": required.per_unit}
        inner |= dict.fromkeys(OPERANDS[required.kind], OPEN)
        self.writer.head("requires", indent)
        self.writer.head(required.kind, indent + 2)
        for name, value in inner.items():
            doubts = required.doubts if name == required.key else ()
            self.writer.key(name, value, indent + 4, doubts)

    # -- the source --

    def source(self) -> None:
        writer = self.writer
        writer.head("source", 0)
        writer.key("title", self.title, 2)
        writer.head("layout", 2)
        for name, value in layout_of(self.outline).items():
            writer.key(name, value, 4)
        writer.lines += source_block(self.outline.as_laid_out).splitlines()


def _name(item: Asked | Remark, title: str, names: set[str]) -> str:
    """Return a name that no other obligation of the task has: a title, or a clause cut short."""
    name = title or item.clauses[0].bare[:NAME].strip("、,;:“”《》()")
    number = 1
    own = name
    while own in names:
        number += 1
        own = f"{name}（{number}）"
    return own


def _counted(required: Required) -> tuple[str, str, int]:
    """Return what a number counts, its unit, and how many decimals its bound has."""
    bound = required.bound
    numbers = bound.values() if isinstance(bound, dict) else [bound]
    found = (re.fullmatch(r"[0-9]+\.([0-9]+)", str(number)) for number in numbers)
    return (
        required.counted,
        required.unit,
        max((len(match[1]) for match in found if match), default=0),
    )


def _metric(counted: str, unit: str, decimals: int) -> Any:
    """Return a metric with a name made of what it counts, or of its unit."""
    name = counted or {"%": "比率"}.get(unit, unit)
    name = name if name.endswith(_MEASURED) else f"{name}数"
    return {"zh": name, "decimals": str(decimals)} if decimals else name

"""The draft of a rule set: what the rules read in a text, written as YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plancheck.authoring.drafting.amounts import amounts_in
from plancheck.authoring.drafting.inherited import Inherited
from plancheck.authoring.drafting.layout import layout_of, written_due
from plancheck.authoring.drafting.metrics import Metrics
from plancheck.authoring.drafting.obligations import Asked
from plancheck.authoring.drafting.outline import Outline
from plancheck.authoring.drafting.phrases import phrases_of
from plancheck.authoring.drafting.precedent import Item, Place, Precedent, tiers_before
from plancheck.authoring.drafting.printed import Printed
from plancheck.authoring.drafting.questions import (
    OPEN,
    PHRASE,
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
from plancheck.plan.model import FORMAT, Plan
from plancheck.plan.parts import NATIONAL
from plancheck.plan.trace import source_block
from plancheck.requirements.base.standing import Level

NAME = 12
"""To how many signs a clause is cut that becomes a name."""
_DRAFT = "draft:"
"""The line that is completed when all questions are counted."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its questions and the numbers of its tasks and obligations.

    ``noun`` is what the text calls those who report; empty where it has no word for them.
    ``carried`` is how many obligations of theirs are like one of the earlier rule set.
    """

    yaml: str
    questions: tuple[Question, ...]
    tasks: int
    obligations: int
    noun: str
    carried: int = 0


def draft_plan(
    text: str,
    *,
    path: str,
    lang: Lang = Lang.ZH,
    year: int | None = None,
    tiers: Sequence[str] = (),
    subjects: str | None = None,
    like: Plan | None = None,
) -> Draft:
    """Return the draft of a rule set for the official ``text``, read from ``path``.

    ``year``, ``tiers`` and ``subjects`` answer questions beforehand. The earlier rule set
    ``like`` lends ids, names, words and metrics where its tasks and phrases still stand.
    Raises PlanError where no task is found, or where nothing says which year the plan covers.
    """
    outline = Outline(text, path, year, tiers, subjects)
    known = tiers_before(like, outline) if like else []
    if known:
        outline = Outline(text, path, year, known, subjects)
        doubt = ask_to_confirm("draft.tiers-before", -outline.shape.title_line)
        outline.doubts["tiers"] = [doubt]
    return _Drafter(outline, lang, like).draft()


class _Drafter:
    """Writes the draft of one text."""

    def __init__(self, outline: Outline, lang: Lang, like: Plan | None) -> None:
        self.outline = outline
        self.shape = outline.shape
        self.title = outline.shape.title or "—"
        self.period = outline.period
        self.like = like
        self.contents = {task.node.id: content_of(task, outline) for task in outline.tasks}
        self.precedent = Precedent(like, outline, self.contents) if like else None
        self.carried = self.precedent.carried if self.precedent else {}
        self.inherited = dict(self._inherited())
        self.metrics = Metrics(self.contents, self.inherited, like.metrics if like else {})
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
        carried = sum(own.earlier.subject != NATIONAL for own in self.inherited.values())
        return Draft(yaml, questions, len(self.outline.tasks), asked, noun, carried)

    def _inherited(self) -> Iterator[tuple[Place, Inherited]]:
        """Yield what each obligation takes that is like one of the earlier rule set."""
        if self.precedent is None:
            return
        for (task, number), carried in self.precedent.carried.items():
            item = self.contents[task].items[number]
            yield (task, number), Inherited(self.precedent, carried, item)

    # -- the plan as a whole --

    def head(self) -> None:
        writer, doubts = self.writer, self.outline.doubts
        period = {"from": str(self.period.first), "to": str(self.period.last)}
        reporters = self.outline.reporters
        writer.key("format", FORMAT, 0)
        writer.key("id", self.id(), 0)
        writer.key("languages", ["zh"], 0, self.language_doubts())
        writer.lines.append(_DRAFT)
        writer.key("title", self.title, 0, doubts.get("title", ()))
        issuer, issuer_doubts = self.issuer()
        writer.key("issuer", issuer, 0, issuer_doubts)
        writer.key("period", period, 0, doubts.get("period", ()))
        writer.key("subjects", self.outline.subjects, 0)
        tiers = reporters.tiers or {"1": f"各类{reporters.noun or '单位'}"}
        writer.key("tiers", tiers, 0, doubts.get("tiers", ()))
        if self.metrics.written:
            writer.head("metrics", 0)
            for key, metric in self.metrics.written.items():
                writer.key(key, metric, 2)
        around = [piece.text for piece in self.outline.text.pieces if piece.owner == ""]
        notes = [
            ask_to_confirm("draft.note", piece.start, phrase=piece.text[:PHRASE])
            for piece in self.outline.notes
        ]
        self.unassessed("context", (phrases_of(text)[:1] for text in around), 0, notes[:1])

    def id(self) -> str:
        """Return the id of the earlier rule set in the new year, else one made of the year."""
        year = str(self.period.first.year)
        if self.like is None or self.like.id.count(str(self.like.period.from_.year)) != 1:
            return f"plan-{year}"
        return self.like.id.replace(str(self.like.period.from_.year), year)

    def issuer(self) -> tuple[str, list[Doubt]]:
        """Return who issues the plan, which no text prints: it is asked."""
        line = -self.shape.title_line
        if self.like is None:
            return "发布单位", [ask_open("draft.issuer", line)]
        return self.like.issuer.zh, [ask_to_confirm("draft.issuer-before", line)]

    def language_doubts(self) -> list[Doubt]:
        """Return the question on a language of the earlier rule set that the draft is not in."""
        if self.like is None or len(self.like.languages) == 1:
            return []
        return [ask_to_confirm("draft.before-languages", -self.shape.title_line)]

    def absent(self) -> list[Doubt]:
        """Return the question on what of the earlier rule set has no place in the text."""
        if self.precedent is None or not self.precedent.absent:
            return []
        names = self.precedent.absent
        return [ask_to_confirm("draft.before-absent", -self.shape.title_line, names=names)]

    def sections(self) -> None:
        writer = self.writer
        writer.ask([*self.outline.doubts.get("sections", ()), *self.absent()], 0)
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
        items = content.items
        if items:
            writer.head("obligations", indent)
        for number, (id_, name) in enumerate(self.named(task, items)):
            item = items[number]
            writer.key("id", id_, indent + 2, self.doubts_on(item, task), first=True)
            if isinstance(item, Remark):
                writer.key("subject", NATIONAL, indent + 2)
            writer.key("name", name, indent + 2)
            self.obligation(item, (task.node.id, number), indent + 2)
        self.unassessed("context", map(phrases_of, task.context), indent)

    def named(self, task: Printed, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
        """Yield the id and the name of each of ``items``: the earlier ones, else new ones."""
        before = [self.inherited.get((task.node.id, number)) for number in range(len(items))]
        names = {part.name.zh for own in before if own for part in own.sources}
        taken = self.precedent.ids if self.precedent else ()
        ids = (f"{task.node.id}.{end}" for end in letters())
        free = (id_ for id_ in ids if id_ not in taken)
        alone = sum(isinstance(item, Asked) for item in items) == 1
        for item, own in zip(items, before, strict=True):
            if own:
                yield own.carried.id, own.earlier.name.zh
                continue
            title = task.node.title if alone and isinstance(item, Asked) else ""
            name = _name(item, title, names)
            names.add(name)
            yield next(free), name

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
        if isinstance(item, Remark):
            own = remark_doubts(item, self.outline) or self.number_doubts(item)
            return [*own, *task.doubts]
        return [*item.doubts, *task.doubts]

    def number_doubts(self, remark: Remark) -> list[Doubt]:
        """Return the question on a number of the issuer's, which a trace looks for in the plan.

        It does where those who report count by the same unit.
        """
        asked = [asked for content in self.contents.values() for asked in content.asked]
        units = {each.required.unit for each in asked if each.required}
        numbers = amounts_in(remark.text, remark.start)
        named = remark.text.startswith(tuple(self.outline.issuers))
        if not named or not any(number.unit in units for number in numbers):
            return []
        phrase = remark.clauses[0].bare[:PHRASE]
        return [ask_to_confirm("draft.issuer-number", remark.start, phrase=phrase)]

    # -- obligations --

    def obligation(self, item: Item, place: Place, indent: int) -> None:
        """Write what an obligation asks, with the words that an earlier one like it had."""
        inherited = self.inherited.get(place)
        said = inherited.said(self.outline.reporters.tiers) if inherited else {}
        explained = inherited.explained() if inherited else {}
        if inherited:
            self.writer.ask(inherited.word_doubts(said | explained), indent)
        self.keys(said, indent)
        if isinstance(item, Remark):
            self.cites(item, (), inherited, indent)
            besides = [*inherited.besides()] if inherited else []
            self.writer.key("applies", {"all": str(Level.MANDATORY)}, indent, besides)
        else:
            self.asked(item, place, indent)
        self.keys(explained, indent)
        for part in inherited.written_parts() if inherited else ():
            id_ = part.pop("id")
            self.writer.key("id", id_, indent, first=True)
            self.keys(part, indent)

    def keys(self, values: Mapping[str, Any], indent: int) -> None:
        """Write several keys with their values, texts below a key each on a line of its own."""
        for key, value in values.items():
            if key in ("reading", "says_per_tier"):
                self.writer.head(key, indent)
                self.keys(value, indent + 2)
            else:
                self.writer.key(key, value, indent)

    def asked(self, asked: Asked, place: Place, indent: int) -> None:
        writer, levels, inherited = self.writer, asked.levels, self.inherited.get(place)
        level_doubts: Sequence[Doubt] = levels.doubts
        due_doubts: Sequence[Doubt] = asked.due_doubts
        within_doubts: Sequence[Doubt] = levels.within_doubts
        if inherited:
            within_doubts = inherited.beside("designated_within", levels.within, within_doubts)
            level_doubts = inherited.beside("applies", levels.applies, level_doubts)
            level_doubts = [*inherited.besides(), *level_doubts]
            due_doubts = inherited.beside("due", asked.due, due_doubts)
        if levels.departments:
            writer.key("departments", list(levels.departments), indent)
        self.cites(asked, levels.phrases, inherited, indent)
        writer.key("applies", levels.applies, indent, level_doubts)
        if levels.within is not None and "designated" in levels.applies:
            writer.key("designated_within", levels.within, indent, within_doubts)
        if asked.required is not None:
            self.required(asked.required, place, indent)
        if asked.due is not None:
            writer.key("due", asked.due, indent, due_doubts)

    def cites(
        self, item: Item, more: Sequence[str], inherited: Inherited | None, indent: int
    ) -> None:
        cites = [phrase for clause in item.clauses for phrase in phrases_of(clause.text)]
        doubts = [*item.cites_doubts] if isinstance(item, Asked) else []
        doubts += inherited.cut_doubts() if inherited else ()
        self.writer.key("cites", list(dict.fromkeys([*cites, *more])), indent, doubts)
        paragraph = item.clauses[0].paragraph
        if paragraph > 1:
            self.writer.key("paragraph", str(paragraph), indent)

    def required(self, required: Required, place: Place, indent: int) -> None:
        """Write what is required, with the questions on its number above that."""
        counting, inherited = self.metrics.counting(place, required), self.inherited.get(place)
        inner: dict[str, Any] = {required.key: required.bound, **counting.names}
        if "metric" in counting.names:
            inner = {"metric": counting.names["metric"], **inner, "unit": required.unit}
        if required.per_unit:
            inner |= {"per": "unit", "unit_name": required.per_unit}
        on_number = inherited.number(required, counting) if inherited else counting.doubts
        self.writer.head("requires", indent)
        self.writer.head(counting.kind, indent + 2)
        for name, value in inner.items():
            self.writer.key(name, value, indent + 4, on_number if name == required.key else ())

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

"""What all composers of pages share: sentences as lines, names, problems, head and small print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from plancheck import __version__
from plancheck.errors import MORE, Medium, Problem, counted
from plancheck.formats.pages.page import (
    MARKS,
    Block,
    Cells,
    Form,
    Lines,
    Mark,
    Page,
    Points,
    Section,
    Span,
    Tally,
    Tone,
)
from plancheck.formats.shared.cells import dotted, state_word
from plancheck.language.message import Lang
from plancheck.language.sentences import gap_text, own_key, problem_text
from plancheck.language.wording import (
    SIGNS,
    department_names,
    format_value,
    joined,
    place,
    plan_title,
    quoted,
    say,
    subject_name,
)
from plancheck.plan.model import Plan
from plancheck.plan.parts import Group, Obligation, Reading, Task
from plancheck.plan.parts import Section as PlanSection
from plancheck.requirements.base.open_values import OPEN
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.result import Finding, Outcome, Result, State, Verdict

MOST_PROBLEMS = 50
"""How many problems of one file a page shows."""
MOST_EXCERPTS = 10
"""How many of them it shows with the line of the file."""
SHORT_SUM = 12
"""How many digits of a checksum tell one rule set from another."""
NONE = Mark("", Tone.QUIET)


class Writer:
    """Writes what is said about one plan in one language; there may be no plan."""

    def __init__(self, lang: Lang, plan: Plan | None) -> None:
        self.lang = lang
        self.plan = plan
        self.signs = SIGNS[lang]

    def say(self, key: str, **values: object) -> str:
        """Return the sentence ``key``."""
        return say(self.lang, key, values)

    def value(self, value: object) -> str:
        """Return ``value`` as text."""
        return format_value(self.lang, value)

    def joined(self, parts: Iterable[str]) -> str:
        """Return ``parts`` as a list in a sentence."""
        return joined(self.lang, parts)

    def quoted(self, phrases: Iterable[str]) -> str:
        """Return ``phrases`` as a list, each in quotes."""
        return self.joined(quoted(self.lang, phrase) for phrase in phrases)

    def begun(self, text: str) -> str:
        """Return ``text`` as titles and sentences begin, with a capital letter."""
        return f"{text[:1].upper()}{text[1:]}"

    # --- names -----------------------------------------------------------------------------------

    def heads(self, *keys: str, **values: object) -> Cells:
        """Return a cell for each sentence."""
        return tuple(Span(self.say(key, **values)) for key in keys)

    def subject(self, name: str) -> str:
        """Return the name of a reporting subject."""
        return subject_name(self.lang, self.plan, name)

    def rule_set(self, plan: Plan) -> str:
        """Return which rule set was used, its checksum in short."""
        return self.say("page.rules", sha256=plan.sha256[:SHORT_SUM])

    def digest(self, name: str, digest: str) -> str:
        """Return the digest of a ``report``, ``roster`` or ``waivers`` in short."""
        return self.say(f"page.{name}-sum", sha256=digest[:SHORT_SUM])

    def named(self, obligation: Obligation) -> str:
        """Return the id and the name of ``obligation``."""
        return f"{obligation.id} {self.value(obligation.name)}"

    def named_in_full(self, task: Task, obligation: Obligation) -> str:
        """Return the name of ``obligation``, for those who know no ids."""
        zh = self.lang is Lang.ZH
        return task.chinese_key(obligation) if zh else self.value(obligation.name)

    def spelled(self, result: Result, obligation: str) -> str:
        """Return the key of an obligation in the language of the report's keys."""
        return own_key(self.lang, result, obligation)

    def key(self, result: Result, obligation: str) -> str:
        """Return the shortest key of an obligation: its task's where that asks nothing else.

        Where nobody sees the keys it is the obligation's name.
        """
        short = result.plan.shortest_id(obligation)
        is_named = short == obligation or result.medium is Medium.FIELDS
        return self.spelled(result, obligation) if is_named else short

    def gap(self, finding: Finding) -> str:
        """Return by how much a number falls short or exceeds, nothing where that is not known."""
        measure = finding.measure
        known = measure.gap and measure.unit is not None and not finding.units
        if finding.verdict is not Verdict.FAIL or not known or finding.scenarios:
            return ""
        key = "table.over" if measure.bound == "at_most" else "table.short"
        return self.say(key, gap=gap_text(self.lang, measure), unit=measure.unit)

    def verdict(self, verdict: Verdict, *, brief: bool = False) -> Span:
        """Return ``verdict`` with its mark."""
        return _verdict(self.lang, verdict, brief)

    def outcome(self, outcome: Outcome) -> Span:
        """Return ``outcome`` in a word with its mark."""
        return Span(format_value(self.lang, outcome), MARKS[outcome])

    def unusable(self) -> Span:
        """Return what is said of a report without an outcome."""
        return self.state(State.UNUSABLE)

    def state(self, state: State) -> Span:
        """Return ``state`` in a word with its mark."""
        return Span(state_word(self.lang, state), MARKS[state])

    def task_cell(self, task: Task, before: Task | None) -> Span:
        """Return the task's id and title, nothing where the row before is about the same task."""
        return Span("" if task is before else f"{task.id} {self.value(task.title)}")

    def task_head(
        self, plan: Plan, section: PlanSection, group: Group | None, task: Task
    ) -> tuple[str, str, str]:
        """Return the title of ``task``, where in the plan it stands, and who is in charge."""
        values = {"id": task.id, "title": task.title, "section": section.title}
        place = self.value(section.title)
        if group is not None:
            place = self.say("explain.group", group=group.title, group_id=group.id, **values)
        dated = task.by is not None and task.by is not OPEN
        values["by"] = self.say("list.due-here", due=task.by) if dated else ""
        values["status"] = self.value(task.status)
        departments = department_names(self.lang, plan, task.departments)
        values |= {"departments": departments, "issuer": plan.issuer}
        charge = self.say("explain.departments" if departments else "explain.due", **values)
        return self.say("explain.task", **values), place, charge

    def unassessed_clause(self, cites: Iterable[str], says: Text | None) -> str:
        """Return a clause that is not assessed: its phrases, and what it says if that is worded."""
        phrases = self.quoted(cites)
        return self.say("explain.not-assessed", phrases=phrases, says=says) if says else phrases

    def untraced(self, plan: Plan) -> list[str]:
        """Return, where nothing proves ``plan`` against its text, that this is so."""
        return [] if plan.traced else [self.say("page.untraced")]

    def parts(self, reading: Reading) -> Iterator[str]:
        """Yield how the text is read, how else it could be, and why it is not."""
        for key, text in (
            ("explain.taken", reading.taken),
            ("explain.other", reading.other),
            ("explain.because", reading.why),
        ):
            yield self.say(key, text=text)

    # --- blocks ----------------------------------------------------------------------------------

    def texts(self, lines: Iterable[str], caption: str = "") -> Lines:
        """Return ``lines``, each of them one sentence or more."""
        return Lines(tuple((Span(line),) for line in lines), caption)

    def problems(self, problems: Sequence[Problem], most: int = MOST_PROBLEMS) -> Lines:
        """Return the first ``most`` problems, each after its place, and how many there are more."""
        shown, rest = problems[:most], problems[most:]
        rows: list[Cells] = []
        for problem in shown:
            where = (Span(place(problem.where), code=True),) if problem.where else ()
            rows.append((*where, Span(problem_text(self.lang, problem))))
        if rest:
            told = sum(problem.key != MORE for problem in rest)
            key = "table.more" if told == len(rest) else "table.more-capped"
            rows.append(self.heads(key, count=counted(rest), told=told))
        excerpts = tuple(problem.where for problem in shown[:MOST_EXCERPTS])
        return Lines(tuple(rows), excerpts=excerpts)

    def problem_sections(self, problems: Sequence[Problem]) -> Iterator[Section]:
        """Yield the section of problems that belong to no single report, if there are any."""
        if problems:
            yield self.section("problems", self.say("page.problems"), self.problems(problems))

    def section(
        self,
        id_: str,
        title: str | Cells,
        *blocks: Block,
        facts: Cells = (),
        weight: int | None = None,
    ) -> Section:
        """Return a section of those of ``blocks`` that hold anything."""
        spans = (Span(title),) if isinstance(title, str) else title
        full = (block for block in blocks if holds_anything(block))
        return Section(id_, spans, tuple(full), facts, weight)

    def page(
        self,
        title: str,
        sections: Iterable[Section],
        *,
        outcome: str | Span = "",
        tone: Tone = Tone.QUIET,
        counts: Iterable[str] = (),
        tally: Tally | None = None,
        facts: Iterable[str] = (),
        small_print: Iterable[str] = (),
        reports: Sequence[Section] = (),
        sums: Mapping[str, str] | None = None,
    ) -> Page:
        """Return a page that names its plan at the head, and what made it at the end.

        ``sums`` are the digests of the files that it rests on, shown in short.
        """
        names, made_by = [], [self.say("page.version", version=__version__)]
        if self.plan is not None:
            names.append(plan_title(self.lang, self.plan))
            made_by.insert(0, self.rule_set(self.plan))
        for name, digest in (sums or {}).items():
            made_by.insert(-1, self.digest(name, digest))
        return Page(
            title=title,
            outcome=Span(outcome, Mark("", tone)) if isinstance(outcome, str) else outcome,
            tally=tally or Tally(()),
            facts=(*(name for name in names if name not in title), *facts),
            sections=tuple(sections),
            small_print=(*small_print, dotted(made_by)),
            counts=tuple(counts),
            reports=reports,
        )


def holds_anything(block: Block) -> bool:
    """Whether there is anything in ``block``."""
    if isinstance(block, Form):
        return bool(block.fields)
    return not isinstance(block, Lines | Points) or bool(block.rows)


@cache
def _verdict(lang: Lang, verdict: Verdict, brief: bool) -> Span:
    return Span(format_value(lang, verdict), MARKS[verdict], brief=brief)


@lru_cache(maxsize=1024)
def number_cell(number: int, mark: Mark) -> Span:
    """Return a number in the tone of ``mark``, a quiet one where there is none."""
    return Span(str(number), Mark("", mark.tone) if number else NONE)

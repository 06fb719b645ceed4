"""Why an obligation is asked or not, what would meet it, and how a verdict on it came about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from plancheck.analysis.listing import NONE, Listing, ListingRow, list_obligations
from plancheck.errors import Location, Near, Problem, UnknownNameError, Values
from plancheck.inputs.report import Report
from plancheck.inputs.waivers import Waivers
from plancheck.plan.columns import Column
from plancheck.plan.model import Plan, World, places
from plancheck.plan.parts import NATIONAL, Group, Obligation, Section, Task, Unassessed
from plancheck.reading.text import fold_text
from plancheck.reading.tree import Loc
from plancheck.requirements.base.bounds import ALLOTMENT, Quantity
from plancheck.requirements.base.entry import NUMBER
from plancheck.requirements.base.open_values import settled
from plancheck.requirements.base.standing import Duty, Level
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.result import Finding, Result

if TYPE_CHECKING:  # most explanations are given without the text
    from plancheck.inputs.roster import Roster
    from plancheck.plan.official_text import OfficialText


@dataclass(frozen=True, slots=True)
class Reason:
    """A message key and its values, for the tiers it holds in (empty: whatever the tier)."""

    key: str
    values: Values
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """Where in a copy of the official text a phrase stands, and the sentence around it."""

    where: Location
    sentence: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A phrase cited: the column and paragraph of its task, and its places in a copy, if given."""

    phrase: str
    column: Column
    paragraph: int | None
    printed: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class ExplainedObligation:
    """One obligation explained.

    ``row`` is what it asks per tier, None for a duty of the issuer, of whom ``duty`` tells what is
    asked. ``thresholds`` are the places that set what is asked, by tier or, for any tier, empty.
    Places in the plan are looked up when asked: most readers never need its tree.
    """

    obligation: Obligation
    where: Callable[[], Location]
    row: ListingRow | None
    duty: Duty
    cited: tuple[Cited, ...]
    judged: tuple[Reason, ...]
    why: tuple[Reason, ...]
    entry: tuple[str, ...]
    thresholds: Callable[[], Mapping[str, Location]]
    finding: Finding | None

    def asked_in(self, tier: str) -> Quantity | StrEnum | None:
        """Return what is asked for in ``tier``, whatever was judged; None if it is not set."""
        requirement = self.obligation.requirement
        if not requirement.bounds:
            return requirement.measure(self.duty).expected
        return settled(next(iter(requirement.bounds_of(tier, None).values())))


@dataclass(frozen=True, slots=True)
class UnassessedClause:
    """A clause of the task that is not assessed."""

    entry: Unassessed
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A task and one or all of its obligations explained, for one subject or for all.

    ``tier_from`` says where the tier comes from, ``report``, ``roster`` or ``option``, and the
    place there.
    """

    plan: Plan
    section: Section
    group: Group | None
    task: Task
    listing: Listing
    points: tuple[ExplainedObligation, ...]
    unassessed: tuple[UnassessedClause, ...]
    text: OfficialText | None
    result: Result | None
    tier_from: tuple[str, Location | None] | None

    def alone(self, point: ExplainedObligation) -> bool:
        """Whether ``point`` is what was asked about: by itself, or judged in the report."""
        return len(self.points) == 1 or point.finding is not None


def explain(
    plan: Plan,
    name: str,
    *,
    terms: Terms | None = None,
    roster: Roster | None = None,
    report: Report | None = None,
    waivers: Waivers | None = None,
    text: OfficialText | None = None,
) -> Explanation:
    """Return what ``name``, a task or an obligation by id or name, asks of whom and why.

    With ``report`` how each verdict came about. Raises UnknownNameError with near names, and
    ReportError or RosterError where the inputs contradict each other.
    """
    terms = terms or Terms()
    task, obligations = _named(plan, name)
    whole = len(obligations) != 1 or name == task.id
    result = None
    if report is not None:
        result = evaluate(plan, report, roster=roster, waivers=waivers, terms=terms)
    subject = result.subject if result else terms.subject
    national = subject == NATIONAL
    listed = roster.entry(subject) if roster and subject else None
    tier = result.tier if result else terms.tier or (listed.tier if listed else None)
    listing = list_obligations(
        plan,
        subject=None if national else subject,
        tier=tier,
        roster=roster,
        report=None if national else report,
        tasks=[task.id],
    )
    rows = {row.obligation.id: row for row in listing.rows}
    findings = {finding.obligation: finding for finding in result.findings} if result else {}
    section, group = plan.section_of(task), plan.group_of(task)
    builder = _Builder(plan, task, listing, report, roster, text)
    points = tuple(
        builder.point(obligation, rows.get(obligation.id), findings.get(obligation.id))
        for obligation in obligations
    )
    unassessed = tuple(
        UnassessedClause(entry, builder.cited(entry.cites, None))
        for entry in (task.unassessed if whole else ())
    )
    tier_from = _tier_from(tier, subject, report, roster)
    return Explanation(
        plan, section, group, task, listing, points, unassessed, text, result, tier_from
    )


def _named(plan: Plan, name: str) -> tuple[Task, list[Obligation]]:
    """Return the task that ``name`` means with all its obligations, or with the one it means."""
    folded = fold_text(name).lower()
    names: dict[str, list[tuple[Task, Obligation]]] = {}
    known: list[str] = []
    for task in plan.tasks:
        titles = (task.id, task.title.zh, task.title.en)
        if folded in (fold_text(title).lower() for title in titles):
            return task, list(task.obligations)
        known += titles
        for obligation in task.obligations:
            for other in (
                obligation.id,
                task.chinese_key(obligation),
                obligation.name.zh,
                obligation.name.en,
            ):
                names.setdefault(fold_text(other).lower(), []).append((task, obligation))
                known.append(other)
    meant = names.get(folded, [])
    if len({obligation.id for _, obligation in meant}) == 1:
        return meant[0][0], [meant[0][1]]
    if meant:
        values: dict[str, object] = {
            "name": name,
            "obligations": [obligation for _, obligation in meant],
        }
        raise UnknownNameError([Problem("explain.several", None, values)])
    if name.isdecimal():
        plan.find_task(name)  # which says how many there are
    values = {"name": name, "near": Near(name, known)}
    raise UnknownNameError([Problem("explain.unknown", None, values)])


def _tier_from(
    tier: str | None, subject: str | None, report: Report | None, roster: Roster | None
) -> tuple[str, Location | None] | None:
    """Return where the tier is stated: the input, and the place in it where that is a file."""
    if tier is None:
        return None
    listed = roster.entry(subject) if roster and subject else None
    if roster is not None and subject is not None and listed is not None and listed.tier:
        return "roster", roster.locate_fact(subject, "tier")
    if roster is None and report is not None and report.tier is not None:
        return "report", report.locate("tier")
    return "option", None


class _Builder:
    """Explains the obligations of one task, each from the same inputs."""

    def __init__(
        self,
        plan: Plan,
        task: Task,
        listing: Listing,
        report: Report | None,
        roster: Roster | None,
        text: OfficialText | None,
    ) -> None:
        self.plan = plan
        self.task = task
        self.listing = listing
        self.report = report
        self.roster = roster
        self.text = text
        loc = next(loc for loc, other in places(plan) if other is task)
        self.locs: dict[str, Loc] = {
            obligation.id: (*loc, "obligations", n) for n, obligation in enumerate(task.obligations)
        }
        self.due: Loc = (*loc, "due")

    def point(
        self, obligation: Obligation, row: ListingRow | None, finding: Finding | None
    ) -> ExplainedObligation:
        """Return ``obligation`` explained."""
        number, _ = self.allotment(obligation)
        tier = None if row is None else self.listing.tier
        world = World(self.listing.subject, tier, False, number)
        duty = self.plan.duty(self.task, obligation, world)
        return ExplainedObligation(
            obligation=obligation,
            where=partial(self.plan.locate, *self.locs[obligation.id], "id"),
            row=row,
            duty=duty,
            cited=self.cited(obligation.cites, obligation.paragraph),
            judged=tuple(self.judged(obligation, row, duty)),
            why=tuple(self.why(obligation, row)),
            entry=tuple(self.entry(obligation, duty)),
            thresholds=partial(self.thresholds, obligation),
            finding=finding,
        )

    # -- the clause --

    def cited(self, phrases: Sequence[str], paragraph: int | None) -> tuple[Cited, ...]:
        """Return each phrase with its column and, where the text is at hand, its sentences."""
        return tuple(self.cite(phrase, paragraph) for phrase in phrases)

    def cite(self, phrase: str, paragraph: int | None) -> Cited:
        """Return where ``phrase`` stands."""
        if self.text is not None:
            spans = list(self.text.find(phrase, self.task.id))
            printed = tuple(
                Printed(self.text.at(*span), self.text.sentence(*span)) for span in spans
            )
            pieces = [piece for span in spans for piece in self.text.over(*span)]
            if pieces:
                in_measures = [p for p in pieces if p.column is Column.MEASURES]
                piece = (in_measures or pieces)[0]
                number = piece.paragraph if piece.column is Column.MEASURES else None
                return Cited(phrase, piece.column, number, printed)
        column = self.column(phrase)
        return Cited(phrase, column, paragraph if column is Column.MEASURES else None, ())

    def column(self, phrase: str) -> Column:
        """Return the column that ``phrase`` is cited from, as far as the rule set tells."""
        layout, folded = self.plan.layout, fold_text(phrase)
        if layout is not None:
            duties = (fold_text(who + level) for who in layout.who for level in layout.levels)
            if folded in duties:
                return Column.DUTIES
        if folded in fold_text(self.task.title.zh):
            return Column.HEADING
        return Column.MEASURES

    # -- how it is judged --

    def judged(
        self, obligation: Obligation, row: ListingRow | None, duty: Duty
    ) -> Iterator[Reason]:
        """Yield how the obligation is judged and what would meet it."""
        requirement = obligation.requirement
        levels = {duty.level} if row is None else {cell.duty.level for cell in row.cells.values()}
        levels |= {
            Level(when)
            for cell in (row.cells.values() if row else ())
            for when in (cell.when_designated, cell.when_allotted, cell.when_class)
            if when != NONE
        }
        if self.plan.is_open(self.task, obligation):
            yield Reason("judged.open", {})
            return
        counted_by = self.plan.numbers.counted_by(obligation)
        yield from (Reason(*reason) for reason in requirement.how_judged(duty, counted_by))
        if requirement.has_floor and not requirement.reads:
            yield Reason("judged.date", {"from": self.plan.period.from_})
        if obligation.requires.evidence:
            yield Reason("judged.evidence", {})
        if obligation.trial:
            yield Reason("judged.trial", {})
            return
        if Level.MANDATORY in levels:
            yield Reason(requirement.mandatory_key(), {})
        if Level.OPTIONAL in levels:
            yield Reason("judged.optional", {})

    def entry(self, obligation: Obligation, duty: Duty) -> Iterator[str]:
        """Yield the lines of an entry that would meet the obligation, if it may have one."""
        if obligation.requirement.reads or self.plan.is_open(self.task, obligation):
            return
        yield f"{obligation.id}:"
        yield from (f"  {line}" for line in obligation.requirement.example(duty))

    def thresholds(self, obligation: Obligation) -> dict[str, Location]:
        """Return the places that set what is asked, by the tier or, where it is the same, empty."""
        loc, requirement = self.locs[obligation.id], obligation.requirement
        of_kind: Loc = (*loc, "requires", requirement.key)
        if not requirement.bounds:
            stated = requirement.asks is not None
            return {"": self.plan.locate(*(of_kind if stated else self.due))}
        thresholds: dict[str, Location] = {}
        for key, bound in requirement.bounds.items():
            at = (*of_kind, key)
            if isinstance(bound, dict):
                for tier in self.listing.tiers:
                    if tier in bound:
                        thresholds[tier] = self.plan.locate(*at, tier)
            elif bound == ALLOTMENT:
                thresholds[""] = self.allotment(obligation)[1] or self.plan.locate(*at)
            else:
                thresholds[""] = self.plan.locate(*at)
        return thresholds

    def allotment(self, obligation: Obligation) -> tuple[int | None, Location | None]:
        """Return the number allotted and its place, the roster's before the report's."""
        subject = self.listing.subject
        listed = self.roster.entry(subject) if self.roster and subject else None
        if self.roster and subject and listed and (number := listed.allotted.get(obligation.id)):
            return number, self.roster.locate_fact(subject, "allotments", obligation.id, NUMBER)
        of_report = self.report if self.roster is None else None
        if of_report is not None and (number := of_report.allotted.get(obligation.id)):
            return number, of_report.locate("allotments", obligation.id, NUMBER)
        return None, None

    # -- why it is asked or not --

    def why(self, obligation: Obligation, row: ListingRow | None) -> Iterator[Reason]:
        """Yield why the obligation is asked or not, tiers of one reason together."""
        if row is None:
            yield Reason("why.national", {"issuer": self.plan.issuer})
            return
        alike: dict[tuple[str, str], tuple[Reason, list[str]]] = {}
        for tier in self.listing.tiers:
            for reason in self.reasons(obligation, row, tier):
                key = (reason.key, repr(sorted(reason.values.items(), key=str)))
                alike.setdefault(key, (reason, []))[1].append(tier)
        for reason, tiers in alike.values():
            everywhere = len(tiers) == len(self.listing.tiers) and not self.listing.tier_known
            yield replace(reason, tiers=() if everywhere else tuple(tiers))

    def of_classes(self, obligation: Obligation, row: ListingRow) -> Reason:
        """Return that it depends on the classes of the subject, or that it is in none of them."""
        told_apart = self.plan.classes_of(obligation)
        values: dict[str, object] = {"level": obligation.applies[told_apart[0]]}
        values["classes"] = [self.plan.classes[name] for name in told_apart]
        if row.in_class is not None:
            return Reason("why.not-in-class", values)
        stated = self.report is not None and self.report.classes is not None
        return Reason(f"why.class-{self.lack(stated=stated)}", values)

    def lack(self, *, stated: bool) -> str:
        """Return in which way a fact is unknown that the report has ``stated``, or has not."""
        if self.roster is None or self.listing.subject is None:
            return "open"
        return "unconfirmed" if stated else "not-in-roster"

    def reasons(self, obligation: Obligation, row: ListingRow, tier: str) -> Iterator[Reason]:
        """Yield why the obligation is asked or not of a subject of ``tier``."""
        subject, applies = self.listing.subject, obligation.applies
        told_apart = self.plan.classes_of(obligation)
        titles = [self.plan.classes[name] for name in told_apart]
        held = tuple(name for name in told_apart if self.listing.classes.get(name))
        known = World(subject, tier, bool(row.designated), row.allotted or None, None, held)
        selected = next(self.plan.selected(obligation, known), None)
        if selected is not None:
            rank, selector, level = selected
            about: dict[str, object] = {"level": level}
            key = {0: "why.named", 2: "why.tier", 3: "why.all"}.get(rank, f"why.{selector}")
            if selector == "others":
                key, about["named"] = "why.others", list(row.named)
                if told_apart and not row.named:
                    key, about = "why.others-of-classes", {"level": level, "classes": titles}
            if rank == 0:
                about["subject"] = selector
            if selector in self.plan.classes:
                key, about["classes"] = "why.class", [self.plan.classes[name] for name in held]
            yield Reason(key, about)
            if rank == 0:
                return
        if "designated" in applies and not row.designated:
            level = applies["designated"]
            if not self.plan.designable(obligation, tier):
                within = [self.plan.tiers[key] for key in obligation.designated_within or []]
                yield Reason("why.not-designable", {"within": within})
            elif row.designated is None:
                stated = self.report is not None and self.report.designated is not None
                values = {"level": level, "obligation": obligation.id}
                yield Reason(f"why.designation-{self.lack(stated=stated)}", values)
            else:
                yield Reason("why.not-designated", {"level": level})
        if told_apart and not held:
            yield self.of_classes(obligation, row)
        if row.contradicted:
            yield Reason("why.contradicted", {"obligation": obligation.id})
        elif "allotted" in applies and not row.designated and not row.allotted:
            stated = self.report is not None and obligation.id in self.report.allotted
            lack = f"allotment-{self.lack(stated=stated)}"
            key = lack if row.allotted is None else "none-allotted"
            yield Reason(f"why.{key}", {"level": applies["allotted"]})
        if selected is None:
            if self.listing.subject is None and row.named:
                yield Reason("why.named-only", {"named": list(row.named)})
            if any(name.startswith("tier") or name in self.plan.tiers for name in applies):
                yield Reason("why.tier-not-named", {})

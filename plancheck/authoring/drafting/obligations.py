"""What becomes one obligation: its clauses, levels, numbers and days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plancheck.authoring.drafting.accounts import Account, account_of
from plancheck.authoring.drafting.amounts import turn_in
from plancheck.authoring.drafting.deadlines import Due, Period
from plancheck.authoring.drafting.guards import guards_in
from plancheck.authoring.drafting.levels import Levels
from plancheck.authoring.drafting.questions import (
    OPEN,
    PHRASE,
    Doubt,
    ask_open,
    ask_to_confirm,
)
from plancheck.authoring.drafting.segments import Clause, Part, Segment
from plancheck.authoring.drafting.statements import (
    Required,
    Statement,
    columns_agree,
    printed_in,
    required_by,
    required_by_tier,
    rows_of,
    said_once,
    says_nothing,
    statements_of,
    unit_beside,
)
from plancheck.authoring.drafting.who import Reporters, Whom
from plancheck.reading.values import Status

_OWN = re.compile("并(?=提出|制定|建立|编制|形成|完善|出台)")
_ADDED = re.compile("并且?(?!报|及时报|按时报)|同时")
_DONE = re.compile("(?<!基本)(?:完成|办结|建成)")


@dataclass(slots=True)
class Asked:
    """One obligation of those who report."""

    clauses: list[Clause]
    levels: Levels
    required: Required | None = None
    due: Any = None
    due_doubts: list[Doubt] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    cites_doubts: list[Doubt] = field(default_factory=list)
    place: int | None = None

    @property
    def start(self) -> int:
        """Where it begins in the folded text: at its cell, or with its first clause."""
        return self.clauses[0].start if self.place is None else self.place


def asked_by(
    segment: Segment, levels: Levels, due: Due | None, period: Period, reporters: Reporters
) -> list[Asked]:
    """Return the obligations of ``segment``, whose task's cell of deadlines says ``due``."""
    accounts = _accounts(segment, period, reporters)
    guards = guards_in(segment, accounts, reporters)
    if guards:
        levels = replace(levels, applies={"all": OPEN}, doubts=[*levels.doubts, *guards])
    doubts = list(segment.doubts)
    if segment.who.counted:
        phrase = segment.who.printed
        doubts.append(ask_to_confirm("draft.counted", segment.start, phrase=phrase))
    found = list(_Splitter(segment, levels, accounts, reporters).split())
    for asked in found:
        asked.doubts += doubts
        asked.cites_doubts += segment.joined
        _Days(segment, asked, due, accounts, reporters).note()
    return found


def _accounts(segment: Segment, period: Period, reporters: Reporters) -> dict[int, Account]:
    """Return the account of each clause of ``segment`` by the place where it begins."""
    accounts, turn = {}, ""
    for part in segment.parts:
        for clause in part.clauses:
            _, begin = part.after_who(clause)
            accounts[clause.start] = account_of(
                clause.text, clause.start, period, begin=begin, nouns=reporters.nouns, turn=turn
            )
            turn = turn_in(clause.text) or turn
    return accounts


class _Splitter:
    """Makes obligations of one segment."""

    def __init__(
        self,
        segment: Segment,
        levels: Levels,
        accounts: dict[int, Account],
        reporters: Reporters,
    ) -> None:
        self.segment = segment
        self.levels = levels
        self.reporters = reporters
        self.accounts = accounts
        self.own = list(self.split_off())
        self.rows = [
            rows_of(list(statements_of(part, accounts, reporters))) for part in segment.parts
        ]

    def split(self) -> Iterator[Asked]:
        by_part = list(zip(self.segment.parts, self.rows, strict=True))
        tiered = [(p, rows) for p, rows in by_part if p.who.whom in (Whom.TIERS, Whom.OTHERS)]
        common = [(p, rows) for p, rows in by_part if all(p is not other for other, _ in tiered)]
        if not any(rows for _, rows in tiered) or (len(tiered) == 1 and not common):
            yield from self.plain([row for _, rows in by_part for row in rows])
        elif self.conflicting([r for _, rows in common for r in rows], tiered):
            yield self.one(self.segment.clauses, self.open_number())
        else:
            yield from self.by_tier(common, tiered)
        for rows in self.rows:
            for row in rows:
                if unit_beside(row[0]):
                    yield self.per_unit(row[0])
        yield from self.own

    def plain(self, rows: Sequence[Sequence[Statement]]) -> Iterator[Asked]:
        """Yield an obligation for each number, or the one that has none."""
        if not rows:
            yield self.one(self.segment.clauses, None)
        for row in rows:
            if not unit_beside(row[0]) or row[0].part.who.whom is Whom.TIERS:
                yield self.one(self.around(row, self.segment.clauses), required_by(row))

    def by_tier(
        self,
        common: Sequence[tuple[Part, list[list[Statement]]]],
        tiered: Sequence[tuple[Part, list[list[Statement]]]],
    ) -> Iterator[Asked]:
        """Yield one obligation for numbers that differ by tier only, else one for each."""
        every = self.segment.who.whom in (Whom.ALL, Whom.CONCERNED) or "all" in self.levels.applies
        above = "".join(part.text for part, _ in common)
        for _, rows in common:
            for row in rows:
                yield self.one(self.around(row, self.segment.clauses), required_by(row))
        columns = list(zip(*(rows for _, rows in tiered), strict=False))
        last, beyond = tiered[-1][0], tiered[-1][1][len(columns) :]
        even = {len(rows) for _, rows in tiered[:-1]} <= {len(columns)}
        several = len(tiered) > 1 or {*self.segment.tiers} == {*self.reporters.tiers}
        if columns and even and several and all(columns_agree(c, above) for c in columns):
            tail = self.tail(last)
            for column in columns:
                row = [statement for rows in column for statement in rows]
                required = required_by_tier(column, self.reporters, every=every)
                around = self.around(row, self.segment.clauses)
                asked = self.one([c for c in around if c not in tail], required)
                if above and not any(statement.rest in above for statement in row):
                    phrase = self.segment.clauses[0].bare[:PHRASE]
                    asked.doubts.append(
                        ask_to_confirm("draft.two-in-one", asked.start, phrase=phrase)
                    )
                yield asked
            for extra in beyond:
                yield self.after_the_last(self.around(extra, last.clauses), required_by(extra))
            if tail:
                yield self.after_the_last(tail, None)
            return
        said = [(p, rows) for p, rows in common if not rows and not says_nothing(p, self.accounts)]
        for part, rows in [*said, *tiered]:
            levels = self.levels_in(part)
            if not rows:
                yield self.one(part.clauses, None, levels)
            for row in rows:
                yield self.one(self.around(row, part.clauses), required_by(row), levels)

    def tail(self, last: Part) -> list[Clause]:
        """Return the clauses after the last tier's number that add a thing: 并编制…, not 并报…."""
        return [c for c in last.clauses if _ADDED.match(c.text) and c is not last.named_in]

    def after_the_last(self, clauses: Sequence[Clause], required: Required | None) -> Asked:
        """Return what stands after the last tier's number: whether for all or for it is asked."""
        asked = self.one(clauses, required)
        phrase = clauses[-1].bare[:PHRASE]
        asked.doubts.append(ask_to_confirm("draft.trailing", asked.start, phrase=phrase))
        return asked

    def conflicting(
        self,
        common: Sequence[Sequence[Statement]],
        tiered: Sequence[tuple[Part, list[list[Statement]]]],
    ) -> bool:
        """Whether numbers of the tiers contradict that of all, or one another's bound or unit."""
        if any(says_nothing(part, self.accounts) for part, _ in tiered):
            return True
        if any(statement.modifies for _, rows in tiered for row in rows for statement in row):
            return True
        units = {statement.amount.unit for row in common for statement in row}
        rows = [rows[0] for _, rows in tiered if rows]
        if units & {row[0].amount.unit for row in rows}:
            return True
        agree = len({row[0].same_as for row in rows}) == 1 and all(len(row) == 1 for row in rows)
        return not agree and said_once(rows)

    def open_number(self) -> Required:
        """Return an open number for all that the segment states, with one question on them."""
        stated = [s for rows in self.rows for row in rows for s in row]
        first = stated[0].amount
        doubt = ask_open("draft.several", self.segment.start, phrase=printed_in(stated))
        return Required(first.kind, first.key, OPEN, first.unit, [doubt])

    def around(self, row: Sequence[Statement], clauses: Sequence[Clause]) -> list[Clause]:
        """Return the clauses of a number, and the clauses without one, which go with each."""
        stated = {s.clause.start for rows in self.rows for other in rows for s in other}
        own = {statement.clause.start for statement in row}
        return [c for c in clauses if c.start in own or c.start not in stated]

    def levels_in(self, part: Part) -> Levels:
        """Return the levels of the segment for those whom ``part`` names."""
        levels, applies = self.levels, self.levels.applies
        if part.who.whom is not Whom.TIERS or not levels.settled:
            return levels
        own = {f"tier{t}": applies.get(f"tier{t}") or applies.get("all") for t in part.who.tiers}
        if not all(own.values()) or len(own) == len(self.reporters.tiers):
            return levels
        known = {selector: str(level) for selector, level in own.items()}
        return replace(levels, applies=known)

    def one(
        self, clauses: Sequence[Clause], required: Required | None, levels: Levels | None = None
    ) -> Asked:
        """Return one obligation of these clauses."""
        ordered = [c for _, c in sorted({clause.start: clause for clause in clauses}.items())]
        levels = levels or self.levels
        if not levels.phrases and not any(p.named_in in ordered for p in self.segment.parts):
            # Without a column of duties a phrase has to say whom the number is about.
            levels = replace(levels, phrases=[self.segment.who.printed])
        return Asked(ordered, levels, required)

    def per_unit(self, statement: Statement) -> Asked:
        """各X beside those who report is asked of each unit, at an open level."""
        unit, row = unit_beside(statement), [statement]
        phrase = statement.clause.bare[:PHRASE]
        doubt = ask_open("draft.units", statement.clause.start, unit=unit, phrase=phrase)
        levels = replace(self.levels, applies={"all": OPEN}, doubts=[doubt])
        required = required_by(row)
        required.per_unit = unit
        if statement.part.who.whom is not Whom.TIERS:
            required.bound = OPEN
        return self.one(self.around(row, self.segment.clauses), required, levels)

    def split_off(self) -> Iterator[Asked]:
        """并提出… repeated in all variants is an obligation of its own."""
        tiered = [part for part in self.segment.parts if part.who.whom is Whom.TIERS]
        repeated = [
            [c for c in part.clauses if self.is_own(c) and c is not part.named_in]
            for part in tiered
        ]
        alike = {clauses[0].bare for clauses in repeated if len(clauses) == 1}
        if len(tiered) < 2 or len(alike) != 1 or not all(len(c) == 1 for c in repeated):
            return
        own = [clauses[0] for clauses in repeated]
        doubt = ask_to_confirm("draft.split-off", own[0].start, phrase=own[0].bare[:PHRASE])
        for part in tiered:
            part.clauses = [c for c in part.clauses if all(c is not other for other in own)]
        yield Asked(own, self.levels, cites_doubts=[doubt])

    def is_own(self, clause: Clause) -> bool:
        """Whether a clause adds a thing without a number or a day: 并提出…."""
        account = self.accounts[clause.start]
        return bool(_OWN.match(clause.text)) and not account.amounts and not account.days


class _Days:
    """Notes the days of an obligation that differ from the cell of deadlines."""

    def __init__(
        self,
        segment: Segment,
        asked: Asked,
        due: Due | None,
        accounts: dict[int, Account],
        reporters: Reporters,
    ) -> None:
        self.segment = segment
        self.asked = asked
        self.due = due
        self.accounts = accounts
        self.reporters = reporters

    def note(self) -> None:
        """Set the obligation's own deadline where it has one, and ask about it."""
        if self.asked.required is None or not self.asked.required.by_day:
            self.note_days()
        if self.due and self.due.status is Status.INTERIM and self.asked.required is None:
            self.note_status()

    def note_days(self) -> None:
        cell = self.due.by if self.due else None
        by_tier: dict[str, str] = {}
        doubts: list[Doubt] = []
        for part in self.segment.parts:
            for clause in part.clauses:
                if clause not in self.asked.clauses:
                    continue
                for day in self.accounts[clause.start].days:
                    value = OPEN if day.day is None else str(day.day)
                    place, phrase = clause.start + day.start, clause.bare[:PHRASE]
                    if day.day is None:
                        values: dict[str, Any] = {"printed": day.printed, "phrase": phrase}
                        doubts.append(ask_open("draft.day-unknown", place, **values))
                    elif day.day != cell or day.partial:
                        values = {"printed": day.printed, "cell": cell or "—", "phrase": phrase}
                        doubts.append(ask_to_confirm("draft.day-differs", place, **values))
                    for tier in self.tiers_of(part):
                        by_tier[tier] = OPEN if by_tier.get(tier, value) != value else value
        if doubts:
            self.asked.due, self.asked.due_doubts = self.written(by_tier), doubts

    def tiers_of(self, part: Part) -> Sequence[str]:
        named = self.segment.tiers
        if part.who.whom is Whom.TIERS:
            return part.who.tiers
        others = [tier for tier in self.reporters.tiers if tier not in named]
        return others if others and part.who.whom is Whom.OTHERS else ["all"]

    def written(self, by_tier: dict[str, str]) -> Any:
        """Return the days as the plan's file writes them: one, or one by tier."""
        if "all" in by_tier:
            return by_tier["all"] if len(by_tier) == 1 else OPEN
        cell = str(self.due.by) if self.due and self.due.by else OPEN
        days = {tier: by_tier.get(tier, cell) for tier in self.reporters.tiers}
        return days if len(set(days.values())) > 1 else next(iter(days.values()))

    def note_status(self) -> None:
        """Ask where a measure says 完成 and the cell only an interim result."""
        for clause in self.asked.clauses:
            match = _DONE.search(clause.text)
            if match:
                place, phrase = clause.start + match.start(), clause.bare[:PHRASE]
                doubt = ask_to_confirm("draft.status-differs", place, phrase=phrase)
                self.asked.doubts.append(doubt)
                return

"""The numbers that the parts of a segment state, and which of them are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from plancheck.authoring.drafting.accounts import Account
from plancheck.authoring.drafting.amounts import NO_UNIT, Amount, Asks
from plancheck.authoring.drafting.blanks import blanked
from plancheck.authoring.drafting.deadlines import Day
from plancheck.authoring.drafting.questions import OPEN, PHRASE, Doubt, ask_open
from plancheck.authoring.drafting.segments import Clause, Part
from plancheck.authoring.drafting.who import VERBS, Reporters, Whom
from plancheck.reading.values import plain_digits

_THING = re.compile(r"(?!.*(?:[的各每要其并或和、]|季度|工作$|培训$))[^\W\d_]{2,8}")
"""What looks like the name of one thing that is counted."""
_RATE = re.compile(r"(?!.*[的各每其并或和、])[^\W\d_]{1,9}[率比度值]")
"""What looks like the name of a rate."""
_LEVEL_BEFORE = re.compile(
    r"(?:达到|达|[保稳控维][持定制][在到]?|提[高升][到至]|[降压]\w?[到至]|在)$"
)
"""How the words before a number end that say what becomes of it."""
_EITHER = re.compile("或|/")
_AIMED = re.compile("力争|争取|最高|最低|最多|另")
"""How a clause begins that gives another number for the same thing."""
_TOTAL = re.compile("总[数量共计额]|[合共]计")
"""What makes it unsure whose the part is that follows: 其中…."""
_BESIDE = re.compile(
    "(?:^|及|和|与|、)各(?P<unit>[^,;。0-9]{2,14}?)(?=不|至少|≥|每|开展|举办|组织)"
)

Bound = Any
"""A number, a number by tier, or one by day, as the plan's file writes them."""


@dataclass(slots=True)
class Required:
    """A number that an obligation requires: by ``key`` of its kind, with its unit.

    ``counted`` is what the text says it counts, empty where that cannot be told.
    """

    kind: Asks
    key: str
    bound: Bound
    unit: str
    doubts: list[Doubt]
    counted: str = ""
    per_unit: str = ""

    @property
    def by_day(self) -> bool:
        """Whether it has milestones, so that it has no other deadline."""
        return isinstance(self.bound, dict) and any("-" in key for key in self.bound)


@dataclass(frozen=True, slots=True)
class Statement:
    """An amount with its part and clause and the days beside it; ``rest`` is what else is said."""

    amount: Amount
    part: Part
    clause: Clause
    days: tuple[Day, ...]
    rest: str

    @property
    def settled(self) -> bool:
        """Whether its number is known."""
        return self.amount.value is not None

    @property
    def modifies(self) -> bool:
        """Whether it has no number of its own, so that it may change another: 减半."""
        return not self.settled and self.amount.unit == NO_UNIT

    @property
    def same_as(self) -> tuple[str, str, str]:
        """What alike numbers have in common: kind, bound and unit."""
        return self.amount.kind, self.amount.key, self.amount.unit


def statements_of(
    part: Part, accounts: Mapping[int, Account], reporters: Reporters
) -> Iterator[Statement]:
    """Yield the numbers that ``part`` states, each with the days that stand before it.

    A number in a clause that also speaks of others, or names another instead, is open.
    """
    total = False
    for clause in part.clauses:
        said, begin = part.after_who(clause)
        of_total = total and clause.text.startswith("其中")
        total = bool(_TOTAL.search(said))
        found = accounts[clause.start].amounts
        days = [day for day in accounts[clause.start].days if day.start >= begin]
        named = clause is part.named_in
        others = bool(reporters.mentions(said) if named else reporters.others_in(said))
        several = len(found) > 1
        of_each = any(clause.text[a.end :].startswith("的") for a in found)
        between = [clause.text[a.end : b.start] for a, b in pairwise(found)]
        of_each = of_each or any(not said or "(" in said for said in between)
        either = several and (of_each or bool(_EITHER.search(said)))
        low = begin
        for number, amount in enumerate(found, 1):
            high = len(clause.text) if number == len(found) else amount.end
            own = [day for day in days if low <= day.start < amount.start]
            own = days if len(found) == 1 else own
            stated = _by_rank(amount, clause.text[begin : amount.start], part, reporters)
            if (others or either or of_total) and amount.value is not None:
                doubt = ask_open(
                    "draft.number-beside", clause.start + amount.start, phrase=clause.bare[:PHRASE]
                )
                stated = replace(amount, value=None, doubts=(*amount.doubts, doubt))
            yield Statement(stated, part, clause, tuple(own), _rest(clause, low, stated, own, high))
            low = amount.end


def _by_rank(amount: Amount, between: str, part: Part, reporters: Reporters) -> Amount:
    """Return ``amount`` with several numbers by tier; where each is not one tier's it is open."""
    if not isinstance(amount.value, tuple):
        return amount
    tiers = reporters.tiers_of(part.who.printed) if part.who.whom is Whom.TIERS else []
    if len(tiers) == len(amount.value) and not re.search("[、和与及]", between):
        return replace(amount, value=dict(sorted(zip(tiers, amount.value, strict=True))))
    phrase = "、".join(map(plain_digits, amount.value)) + amount.unit
    doubt = ask_open("draft.several", part.named_in.start, phrase=phrase)
    return replace(amount, value=None, doubts=(doubt,))


def _rest(clause: Clause, low: int, amount: Amount, days: Sequence[Day], high: int) -> str:
    """Return what a clause says from ``low`` to ``high`` beside the number and its days."""
    spans = [(amount.start, amount.end), *((day.start, day.end) for day in days)]
    kept = [n for n in range(low, high) if not any(start <= n < end for start, end in spans)]
    return "".join(clause.text[n] for n in kept if clause.text[n] not in ",;。、()")


def unit_beside(statement: Statement) -> str:
    """Return the name of units that a clause asks beside those who report: 各…基地."""
    clause, part = statement.clause, statement.part
    if clause is not part.named_in:
        return ""
    said, _ = part.after_who(clause)
    match = _BESIDE.search(said)
    return match["unit"] if match and match.end() <= statement.amount.end else ""


def says_nothing(part: Part, accounts: Mapping[int, Account]) -> bool:
    """Whether a part only names whom and when: what is asked of it stands in another part."""
    for clause in part.clauses:
        _, begin = part.after_who(clause)
        read = [(0, begin), *((day.start, day.end) for day in accounts[clause.start].days)]
        if re.search(r"\w", blanked(clause.text, read)):
            return False
    return True


# --- numbers of one part -------------------------------------------------------------------------


def rows_of(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Return the statements of a part in rows; each row is one number."""
    rows: list[list[Statement]] = []
    for statement in statements:
        if rows and _go_together(rows[-1], statement):
            rows[-1].append(statement)
        else:
            rows.append([statement])
    return rows


def _go_together(row: Sequence[Statement], statement: Statement) -> bool:
    """Whether a statement is about what the row before it is about."""
    before = row[-1]
    named_in = statement.part.named_in
    if before.clause.start < named_in.start:
        return True
    if before.clause is statement.clause and not (before.settled and statement.settled):
        return True
    same = (before.amount.kind, before.amount.unit) == (
        statement.amount.kind,
        statement.amount.unit,
    )
    said_before = not statement.rest or statement.rest in row[0].rest
    return same and (said_before or (not statement.settled and bool(_AIMED.match(statement.rest))))


def required_by(row: Sequence[Statement]) -> Required:
    """Return the number of a row: one, or milestones, or an open one."""
    first = row[0].amount
    doubts = [doubt for statement in row for doubt in statement.amount.doubts]
    thing = next(filter(None, map(_counted, row)), "")
    if len(row) == 1:
        return Required(first.kind, first.key, written(first), first.unit, doubts, thing)
    milestones = _milestones(row)
    if milestones is not None:
        return Required(first.kind, first.key, milestones, first.unit, doubts, thing)
    counted = [s.amount for s in row if s.amount.kind is Asks.NUMBER]
    amount = next((a for a in counted if a.unit != NO_UNIT), counted[0] if counted else first)
    doubt = ask_open("draft.several", row[0].clause.start, phrase=printed_in(row))
    return Required(amount.kind, amount.key, OPEN, amount.unit, [doubt], thing)


def printed_in(row: Sequence[Statement]) -> str:
    """Return the numbers of a row as the text prints them."""
    return "、".join(s.clause.text[s.amount.start : s.amount.end] for s in row)


def _milestones(row: Sequence[Statement]) -> dict[str, str] | None:
    """Return the numbers by day where one bound governs them and days and numbers rise."""
    if row[0].amount.kind is not Asks.NUMBER or len({statement.same_as for statement in row}) > 1:
        return None
    days = [statement.days[0] if len(statement.days) == 1 else None for statement in row]
    return rising_by_day(days, [statement.amount.value for statement in row])


def rising_by_day(days: Sequence[Day | None], numbers: Sequence[object]) -> dict[str, str] | None:
    """Return each number by its day where both rise and are certain, else None."""
    dates = [day.day for day in days if day and day.day and not day.partial]
    known = [number for number in numbers if isinstance(number, Decimal)]
    if not (len(dates) == len(days) == len(known) == len(numbers)):
        return None
    if dates != sorted(set(dates)) or known != sorted(set(known)):
        return None
    return {str(day): plain_digits(number) for day, number in zip(dates, known, strict=True)}


# --- numbers by tier -----------------------------------------------------------------------------


def columns_agree(rows: Sequence[Sequence[Statement]], common: str) -> bool:
    """Whether rows, one of each tier, differ by their number only.

    What is counted may be said once, or in the ``common`` clauses before the tiers.
    """
    if any(len(row) != 1 for row in rows) or len({row[0].same_as for row in rows}) != 1:
        return False
    said = [_BESIDE.sub("", row[0].rest) if unit_beside(row[0]) else row[0].rest for row in rows]
    longest = max(said, key=len)
    return all(rest in longest or rest in common for rest in said)


def said_once(rows: Sequence[Sequence[Statement]]) -> bool:
    """Whether some of the rows do not say what they count, so that they go with the others."""
    rests = [row[0].rest for row in rows]
    return any(
        not rest or any(rest != other and rest in other for other in rests) for rest in rests
    )


def required_by_tier(
    rows: Sequence[Sequence[Statement]], reporters: Reporters, *, every: bool
) -> Required:
    """Return one number by tier; with ``every`` a tier without one is open."""
    first = rows[0][0].amount
    doubts = [doubt for row in rows for doubt in row[0].amount.doubts]
    named = {tier for row in rows for tier in row[0].part.who.tiers}
    bound: dict[str, str] = {}
    for row in rows:
        others = [tier for tier in reporters.tiers if tier not in named]
        tiers = row[0].part.who.tiers if row[0].part.who.whom is Whom.TIERS else others
        own = written(row[0].amount)
        bound |= {tier: own[tier] if isinstance(own, dict) else own for tier in tiers}
    missing = [tier for tier in reporters.tiers if tier not in bound]
    if missing and every:
        bound |= dict.fromkeys(missing, OPEN)
        names = [reporters.tiers[tier] for tier in missing]
        doubts.append(ask_open("draft.tier-left-out", rows[0][0].clause.start, tiers=names))
    counted = next(filter(None, (_counted(row[0]) for row in rows)), "")
    numbers = dict(sorted(bound.items()))
    return Required(first.kind, first.key, numbers, first.unit, doubts, counted)


def _counted(statement: Statement) -> str:
    """Return what a statement counts, as the text names it: 社区书屋 where 新建社区书屋 stands."""
    named = _LEVEL_BEFORE.sub("", statement.rest)
    if statement.amount.unit == "%":
        return named if _RATE.fullmatch(named) else ""
    while (verb := VERBS.match(named)) and verb.end() < len(named):
        named = named[verb.end() :]
    return named if _THING.fullmatch(named) else ""


def written(amount: Amount) -> Bound:
    """Return a number, or one by tier, as the plan's file writes it."""
    if amount.value is None or isinstance(amount.value, tuple):
        return OPEN
    if isinstance(amount.value, dict):
        return {tier: plain_digits(number) for tier, number in amount.value.items()}
    return amount.value if isinstance(amount.value, str) else plain_digits(amount.value)

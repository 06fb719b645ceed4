"""The proof of a rule set against its official text, from both sides.

Every piece of the text has to be accounted for by something in the rule set that cites it, and
every number, tier, level, deadline and department of the rule set has to be the one that is printed
beside the phrases it cites.
"""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.errors import Location, Problem, capped
from plancheck.plan.citations import Citations
from plancheck.plan.model import Plan, places
from plancheck.plan.official_text import OfficialText, Piece
from plancheck.plan.trace_numbers import NumbersSide
from plancheck.plan.trace_rules import RulesSide
from plancheck.plan.trace_text import TextSide
from plancheck.reading.models import in_order


@dataclass(frozen=True, slots=True)
class Account:
    """A piece of the text and what in the rule set answers for it.

    ``by`` holds ids of obligations, ``for`` words of entries that are not assessed, and for a
    heading or a cell of departments or deadlines the id of what it belongs to.
    """

    piece: Piece
    where: Location
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The result of comparing ``plan`` with a copy of its text: complete if nothing is wrong."""

    plan: Plan
    text: OfficialText
    accounts: tuple[Account, ...]
    problems: tuple[Problem, ...]

    @property
    def accounted(self) -> int:
        """How many pieces of the text something answers for."""
        return sum(1 for account in self.accounts if account.by)

    @property
    def complete(self) -> bool:
        """Whether all of the text is accounted for and nothing contradicts it."""
        return not self.problems and self.accounted == len(self.accounts)


def trace(plan: Plan, text: OfficialText, *, by_checksum: bool = True) -> Trace:
    """Return what in ``plan`` answers for each piece of ``text``, and all that does not fit.

    ``text`` is what ``read_official`` returns for ``plan``. Without ``by_checksum`` it may be
    another one than the text that the plan was proved by before.
    """
    layout = plan.layout
    assert layout is not None  # without one there would be no text cut by it
    citations = Citations(plan, text, layout)
    printed, stated, asked = TextSide(citations), RulesSide(citations), NumbersSide(citations)
    missing = [*citations.cite()]
    amiss = [*text.problems, *printed.front(), *missing]
    for loc, task in places(plan):
        amiss += printed.department_cells(loc, task)
        amiss += printed.duty_cells(task)
        amiss += printed.due_cell(task)
        for number, obligation in enumerate(task.obligations):
            at = (*loc, "obligations", number)
            amiss += stated.levels(task, obligation, at)
            amiss += asked.numbers(task, obligation, at)
            amiss += stated.deadlines(task, obligation, at)
            amiss += stated.tiers(task, obligation, at)
        amiss += printed.tier_cells(task)
    amiss += printed.clauses()
    amiss += printed.loose_numbers()
    if by_checksum:
        amiss += printed.digests()
    of_text, of_plan = list[Problem](), list[Problem]()
    for problem in amiss:
        in_text = problem.where is not None and problem.where.path == text.path
        (of_text if in_text else of_plan).append(problem)
    accounts = tuple(
        Account(piece, text.at(piece.start, piece.end), tuple(by))
        for piece, by in citations.by_piece.items()
    )
    problems = (*capped(in_order(of_text)), *in_order(of_plan))
    if not any(account.by for account in accounts):
        other = Problem("trace.other-text", Location(text.path, 1, 1), {"title": plan.title})
        problems = (other,)  # all the others follow from it
    return Trace(plan, text, accounts, problems)


def source_block(text: OfficialText) -> str:
    """Return, as YAML, what a rule set says of ``text`` under ``source``."""
    return f"  sha256: {text.sha256}\n  clauses: {digest_list(text, '  ')}\n"


def digest_list(text: OfficialText, indent: str | None) -> str:
    """Return the digests of ``text`` as a YAML list, below a key at ``indent``, or in one line."""
    # In quotes, as some of them would be numbers to an ordinary YAML reader.
    digests = [f"'{piece.digest}'" for piece in text.pieces]
    if indent is None:
        return f"[{', '.join(digests)}]"
    lines = [", ".join(digests[n : n + 9]) for n in range(0, len(digests), 9)]
    return "\n".join(["[", *(f"{indent}  {line}," for line in lines), f"{indent}]"])

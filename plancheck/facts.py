"""What is known of a reporting subject once all inputs have been heard.

A fact that nobody stated stays unknown. Inputs that contradict each other are refused, since no
verdict can rest on that.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from plancheck.errors import Location, Problem, ReportError
from plancheck.plan import Plan
from plancheck.report import Report, as_of_misfit
from plancheck.result import Note
from plancheck.roster import Roster, RosterEntry
from plancheck.stated import fact_misfits

UNLISTED = RosterEntry()
"""What a roster states about a subject that it does not list: nothing."""


class Terms(NamedTuple):
    """What the one who asks states or demands beyond the files. None means not stated."""

    subject: str | None = None
    tier: str | None = None
    as_of: datetime.date | None = None
    require_evidence: bool = False


class Known(NamedTuple):
    """The facts about one subject, and on which terms it is judged.

    ``tiers`` are those that are still possible: the one known, or all that the designations allow;
    (None,) for the plan's issuer. ``allotments`` holds None where it is stated that nothing is
    allotted, and ``overruled`` the report's numbers that the roster's replace.
    """

    subject: str
    tier: str | None
    tiers: tuple[str | None, ...]
    designated: frozenset[str] | None
    allotments: Mapping[str, int | None]
    overruled: Mapping[str, int | None]
    units: Mapping[str, list[str]]
    as_of: datetime.date
    require_evidence: bool
    notes: tuple[Note, ...]


def settle(plan: Plan, report: Report, roster: Roster | None, terms: Terms) -> Known:
    """Return the facts on which ``report`` is judged. Raises ReportError for contradictions."""
    stated = report.subject or report.province
    subject = terms.subject or stated
    if subject is None:
        raise ReportError([Problem("report.no-subject", report.locate())])
    listed = (roster.entry(subject) if roster else None) or UNLISTED
    tier = report.tier or listed.tier or terms.tier
    designated = report.designated if listed.designated is None else listed.designated
    tiers: tuple[str | None, ...] = (tier,)
    if tier is None and not report.national:
        tiers = possible_tiers(plan, designated)
    problems = list(_contradictions(plan, report, roster, listed, subject, tier, terms))
    if not tiers:
        where = report.locate("designated")
        problems.append(Problem("facts.no-tier-fits", where, {"obligations": designated}))
    if problems:
        raise ReportError(problems)
    of_roster, of_report = listed.allotted, report.allotted
    return Known(
        subject=subject,
        tier=tier,
        tiers=tiers,
        designated=None if designated is None else frozenset(designated),
        allotments={**of_report, **of_roster},
        overruled={name: n for name, n in of_report.items() if of_roster.get(name, n) != n},
        units=listed.units or {},
        as_of=terms.as_of or report.as_of or plan.period.to,
        require_evidence=terms.require_evidence,
        notes=tuple(_notes(plan, report, roster, subject, terms)),
    )


def possible_tiers(plan: Plan, designated: Sequence[str] | None) -> tuple[str, ...]:
    """Return the tiers that a subject with these designations can be of."""
    obligations = [plan.find(name) for name in designated or ()]
    return tuple(
        tier for tier in plan.tiers if all(plan.designable(item, tier) for item in obligations)
    )


def tier_conflicts(
    plan: Plan, stated: Sequence[tuple[str, str | None, Location | None]]
) -> Iterator[Problem]:
    """Yield a problem for each of the tiers ``stated`` that is not the first one's."""
    given = [(origin, tier, where) for origin, tier, where in stated if tier is not None]
    for origin, tier, _ in given[1:]:
        first, first_tier, where = given[0]
        if tier != first_tier:
            values = {
                "tier": plan.tiers[first_tier],
                "from": first,
                "other": plan.tiers[tier],
                "other_from": origin,
            }
            yield Problem("facts.tier-conflict", where, values)


def _contradictions(
    plan: Plan,
    report: Report,
    roster: Roster | None,
    listed: RosterEntry,
    subject: str,
    tier: str | None,
    terms: Terms,
) -> Iterator[Problem]:
    stated = report.subject or report.province
    if stated not in (None, subject):
        where = report.locate("province" if report.province else "subject")
        yield Problem("facts.subject-conflict", where, {"stated": stated, "asked": subject})
    if terms.as_of is not None:
        yield from as_of_misfit(plan, terms.as_of, None)
    if report.national:
        if terms.tier is not None:
            yield Problem("report.national-tier", report.locate("subject"))
        return
    in_roster = partial(roster.locate_fact, subject) if roster else report.locate
    yield from tier_conflicts(
        plan,
        [
            ("report", report.tier, report.locate("tier")),
            ("roster", listed.tier, in_roster("tier")),
            ("option", terms.tier, None),
        ],
    )
    both = None not in (listed.designated, report.designated)
    if both and set(listed.designated or ()) != set(report.designated or ()):
        values = {"stated": report.designated, "listed": listed.designated}
        yield Problem("facts.designation-conflict", report.locate("designated"), values)
    # Each file was checked against the tier it states itself; now against one from elsewhere.
    if tier is not None and report.tier is None:
        yield from fact_misfits(plan, report, tier, report.locate)
    if tier is not None and listed.tier is None:
        yield from fact_misfits(plan, listed, tier, in_roster)


def _notes(
    plan: Plan, report: Report, roster: Roster | None, subject: str, terms: Terms
) -> Iterator[Note]:
    if roster is not None and roster.entry(subject) is None and not report.national:
        yield Note("note.not-in-roster", {"subject": subject})
    if terms.as_of is None and report.as_of is not None and report.as_of < plan.period.to:
        values = {"as_of": report.as_of, "to": plan.period.to}
        yield Note("note.as-of", values, report.locate("as_of"))

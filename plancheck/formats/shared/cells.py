"""The lines and cells of a page for people, as plain text: what every such format says alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from plancheck.analysis.listing import ALLOTTED, DESIGNATED, LEVELS, NONE, Cell, Listing, ListingRow
from plancheck.errors import Location
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    asked_text,
    bounds_text,
    clause_of,
    duty_texts,
    finding_text,
    note_text,
    reported_text,
)
from plancheck.language.wording import (
    SIGNS,
    escape_invisible,
    format_value,
    joined,
    obligation_name,
    say,
    subject_name,
)
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.verdicts.result import Fact, Finding, Outcome, Result, StatedFacts, Verdict

if TYPE_CHECKING:
    from plancheck.analysis.rollup import NationalTotal
    from plancheck.verdicts.run import Run

MOST_PROBLEMS = 50
"""How many problems of one file a page for people shows."""
MOST_SKIPPED = 10
"""How many files that were not checked a page for people names."""
MOST_SUBJECTS = 8
"""How many subjects a line names."""
UNUSABLE, UNATTRIBUTED, ABSENT = "unusable", "unattributed", "absent"
"""What may become of a report beside the outcomes: no verdict, none and nobody knows whose it is,
and not handed in."""

SIGN = {
    Verdict.PASS: "√",
    Verdict.FAIL: "×",
    Verdict.MISSING: "□",
    Verdict.REVIEW: "?",
    Verdict.PENDING: "…",
    Verdict.WAIVED: "○",
    Verdict.OPTIONAL: "·",
    Verdict.NOT_APPLICABLE: "—",
}
"""The sign of each verdict; every one is in GBK, and a word stands beside it or in a legend."""


def plan_line(lang: Lang, plan: Plan) -> str:
    """Return which plan was used, to the byte."""
    return say(lang, "table.plan", {"title": plan.title, "id": plan.id, "sha256": plan.sha256})


def rule_set(lang: Lang, plan: Plan) -> str:
    """Return which rule set was used, by its id and to the byte."""
    return say(lang, "log.rules", {"id": plan.id, "sha256": plan.sha256})


def configured_texts(lang: Lang, run: Run) -> Iterator[str]:
    """Yield, for each configuration file and for the environment, what it set, in a line."""
    of_files: dict[str, list[str]] = {}
    of_variables = []
    for name, value, origin in run.configured:
        if isinstance(origin, Location):
            values = {"name": name, "value": value, "line": str(origin.line)}
            of_files.setdefault(origin.path, []).append(say(lang, "page.setting", values))
        else:
            of_variables.append(say(lang, "page.variable", {"name": origin, "value": value}))
    for path, settings in of_files.items():
        yield say(lang, "page.set-by-file", {"path": path, "settings": joined(lang, settings)})
    if of_variables:
        yield say(lang, "page.set-by-environment", {"settings": joined(lang, of_variables)})


def place(where: Location) -> str:
    """Return ``path:line:column``, the path made inert."""
    return escape_invisible(str(where))


def dotted(parts: Iterable[str]) -> str:
    """Return ``parts`` in one line, a dot between them."""
    return " · ".join(parts)


def total_asked(lang: Lang, total: NationalTotal) -> str:
    """Return the number that is set for all together: one bound, or a floor and a cap."""
    return joined(lang, bounds_text(lang, total.bounds, total.obligation.requirement.unit))


def totals_text(lang: Lang, run: Run) -> str:
    """Return how many reports came out how; what there is none of is left out."""
    nothing = sum(map(has_nothing_to_do, run.results))
    counts = []
    for outcome, word, count in outcome_counts(lang, run):
        if count and nothing and outcome == Outcome.COMPLIANT:
            values = {"outcome": word, "count": count, "nothing": nothing}
            counts.append(say(lang, "page.nothing-mandatory-of", values))
        elif count:
            counts.append(f"{word} {count}")
    if not counts:
        return say(lang, "page.nothing")
    return say(lang, "page.outcome", {"reports": len(run.reports), "counts": counts})


def outcome_counts(lang: Lang, run: Run) -> Iterator[tuple[str, str, int]]:
    """Yield each outcome, weightiest first, its word and how many reports have it.

    Files that are unusable and reports that were not handed in are counted after the outcomes;
    where it matters who reported, files of which nobody knows that are counted apart.
    """
    for outcome in Outcome:
        yield outcome, outcome_word(lang, outcome), run.outcomes[outcome]
    unattributed = 0
    if run.expected is not None:
        unattributed = sum(one.subject is None for one in run.rejected)
    if run.rejected:
        yield UNUSABLE, say(lang, "table.row-unusable"), len(run.rejected) - unattributed
    if unattributed:
        yield UNATTRIBUTED, say(lang, "page.unattributed"), unattributed
    if run.expected is not None or run.absent:
        yield ABSENT, say(lang, "page.absent"), len(run.absent)


def outcome_word(lang: Lang, outcome: Outcome) -> str:
    """Return the outcome in a word or two."""
    if outcome is Outcome.UNDETERMINED:
        return say(lang, "page.undetermined")
    return format_value(lang, outcome)


def has_nothing_to_do(result: Result) -> bool:
    """Whether a report complies because nothing is mandatory, which is said with its outcome."""
    return result.outcome is Outcome.COMPLIANT and result.asks_nothing


def with_reason(lang: Lang, result: Result, outcome: str) -> str:
    """Return the word for an outcome, with the reason where nothing is mandatory."""
    if not has_nothing_to_do(result):
        return outcome
    return say(lang, "page.nothing-mandatory", {"outcome": outcome})


# --- results -------------------------------------------------------------------------------------


def tier_text(lang: Lang, result: Result) -> str:
    """Return the tier that ``result`` was judged in and whose word it is, or why there is none."""
    if result.subject == NATIONAL:
        return say(lang, "table.none")
    fact, tiers = result.facts.tier, result.plan.tiers
    if fact.value is None:
        if fact.unconfirmed is None:
            return say(lang, "table.tier-unknown")
        return say(lang, "table.tier-unconfirmed", {"tier": tiers[fact.unconfirmed]})
    if fact.origin == "report":
        return say(lang, "table.tier-own", {"tier": tiers[fact.value]})
    return format_value(lang, tiers[fact.value])


def own_words(lang: Lang, result: Result) -> Iterator[str]:
    """Yield which facts beside the tier rest on the report's word alone.

    In one line those that no roster could confirm, in another those that a roster does not.
    """
    own: list[str] = []
    unconfirmed: list[str] = []
    for name, fact in _facts_beside_the_tier(lang, result.facts):
        if fact.unconfirmed is not None:
            unconfirmed.append(name)
        elif fact.origin == "report":
            own.append(name)
    for key, names in {"page.own": own, "page.unconfirmed": unconfirmed}.items():
        if names:
            yield say(lang, key, {"facts": names})


def _facts_beside_the_tier(lang: Lang, facts: StatedFacts) -> Iterator[tuple[str, Fact]]:
    yield say(lang, "own.designated"), facts.designated
    for obligation, fact in facts.allotments.items():
        if fact.origin != "roster":  # where both state a number the roster's is used
            yield say(lang, "own.allotment", {"obligation": obligation}), fact
    for obligation, fact in facts.units.items():
        yield say(lang, "own.units", {"obligation": obligation}), fact


def day_text(lang: Lang, result: Result) -> str:
    """Return the day that ``result`` is judged by, and whether the report chose an early one."""
    if not result.has_early_day:
        return say(lang, "page.as-of", {"as_of": result.as_of})
    return say(lang, "page.as-of-own", {"as_of": result.as_of, "to": result.plan.period.to})


def days_text(lang: Lang, run: Run) -> str:
    """Return the day that all reports are judged by, or each day with whom it is about."""
    by_day: dict[str, list[str]] = {}
    for result in run.results:
        subject = subject_name(lang, result.plan, result.subject)
        by_day.setdefault(day_text(lang, result), []).append(subject)
    if len(by_day) < 2:
        return "".join(by_day)
    signs = SIGNS[lang]
    return signs.semicolon.join(
        f"{day}{signs.colon}{_among(lang, subjects)}" for day, subjects in by_day.items()
    )


def _among(lang: Lang, subjects: Sequence[str]) -> str:
    """Return all ``subjects``, or the first of many and how many there are."""
    shown = subjects[:MOST_SUBJECTS]
    if len(shown) == len(subjects):
        return joined(lang, shown)
    return say(lang, "page.among", {"subjects": shown, "count": len(subjects)})


def report_facts(lang: Lang, result: Result) -> dict[str, str]:
    """Return the outcome of a report and its day, for formats that keep names with values."""
    return {
        "outcome": str(result.outcome),
        "as_of": result.as_of.isoformat(),
        "as_of_from": str(result.facts.as_of.origin),
        "as_of_text": day_text(lang, result),
    }


def finding_cells(lang: Lang, plan: Plan, finding: Finding) -> list[str]:
    """Return a finding's name, level, what is asked, what is reported, verdict and line."""
    where = finding.location
    return [
        obligation_name(lang, plan, finding.obligation),
        say(lang, f"level.{finding.level_word}"),
        asked_text(lang, finding.measure, finding.scenarios) if finding.asked else "—",
        reported_text(lang, finding.measure, finding.units),
        format_value(lang, finding.verdict),
        f"{where.line}:{where.column}",
    ]


def remarks(lang: Lang, result: Result) -> Iterator[tuple[str, str]]:
    """Yield the place and the sentence of every note and waiver of ``result``.

    And of every optional duty about which something is open, since no other line says what.
    """
    colon = SIGNS[lang].colon
    for note in result.notes:
        where = place(note.where) if note.where else escape_invisible(result.path)
        yield where, note_text(lang, note)
    for finding in result.findings:
        name = f"{finding.obligation}{colon}"
        if finding.verdict is Verdict.WAIVED or finding.is_held_back:
            yield place(finding.location), f"{name}{finding_text(lang, result.plan, finding)}"
        for note in finding.notes:
            where = place(note.where or finding.location)
            yield where, f"{name}{note_text(lang, note)}"


# --- listings ------------------------------------------------------------------------------------


def listing_title(lang: Lang, listing: Listing) -> str:
    """Return whose duties these are."""
    plan, subject = listing.plan, listing.subject
    whom = subject_name(lang, plan, subject) if subject else say(lang, "list.everyone")
    return say(lang, "list.title", {"subject": whom})


def listing_headings(lang: Lang, listing: Listing) -> list[str]:
    """Return what stands above the task, the obligation and each cell of ``listing_cells``."""
    headings = [say(lang, "table.task"), say(lang, "table.obligation")]
    if listing.tier_known:
        keys = ("table.level", "table.asked", "table.due")
        return [*headings, *(say(lang, key) for key in keys)]
    return [*headings, *(format_value(lang, listing.plan.tiers[tier]) for tier in listing.tiers)]


def listing_cells(lang: Lang, listing: Listing, row: ListingRow) -> list[str]:
    """Return level, number and day where the tier is known, else all of it for each tier."""
    if listing.tier_known:
        tier = listing.tiers[0]
        cell = row.cells[tier]
        return [_level(lang, row, tier), _asked(lang, row, cell), cell.duty.due.isoformat()]
    return [tier_cell(lang, listing, row, tier) for tier in listing.tiers]


def row_asked(lang: Lang, listing: Listing, row: ListingRow) -> str:
    """Return what ``row`` asks in one line, with the tiers' names where the tier is not known."""
    cells = listing_cells(lang, listing, row)
    if not listing.tier_known:
        titles = (format_value(lang, listing.plan.tiers[tier]) for tier in listing.tiers)
        cells = [f"{title} {cell}" for title, cell in zip(titles, cells, strict=True)]
    return dotted(cells)


def row_says(lang: Lang, listing: Listing, task: Task, obligation: Obligation) -> str:
    """Return what is to be done and the clause that says so, of the tier that is known."""
    tier = listing.tiers[0] if listing.tier_known else None
    says = obligation.says_per_tier.get(tier or "", obligation.says)
    clause = clause_of(lang, listing.plan, task, obligation, tier)
    return f"{format_value(lang, says)}{SIGNS[lang].space}{clause}"


def what_to_do(lang: Lang, listing: Listing, row: ListingRow) -> str:
    """Return in a sentence what is to be done, and which department of the issuer is in charge."""
    obligation = row.obligation
    says = obligation.says_per_tier.get(listing.tiers[0]) if listing.tier_known else None
    departments = joined(lang, obligation.departments or row.task.departments)
    values = {"obligation": obligation.id, "says": says or obligation.says}
    if not departments:
        return say(lang, "list.says", values)
    return say(lang, "list.does", {**values, "departments": departments})


def listing_remarks(lang: Lang, listing: Listing, rows: Sequence[ListingRow]) -> Iterator[str]:
    """Yield how many there are, what the table leaves open and why, in one line each."""
    yield _counts(lang, listing, rows)
    for row in rows:
        for subject, level in row.named.items():
            if listing.subject not in (None, subject):
                continue
            name = subject_name(lang, listing.plan, subject)
            values = {"obligation": row.obligation.id, "subject": name, "level": level}
            yield say(lang, "list.named", values)
    hints: dict[str, list[str]] = {}
    for row in rows:
        if row.obligation.hint is not None:
            hints.setdefault(format_value(lang, row.obligation.hint), []).append(row.obligation.id)
    for hint, ids in hints.items():
        yield say(lang, "list.hint", {"obligation": ids, "hint": hint})
    for fact, key in ((DESIGNATED, "list.designation-open"), (ALLOTTED, "list.allotted-open")):
        hanging = [
            row.obligation.id
            for row in rows
            if any(fact in row.waits_for(tier) for tier in listing.tiers)
        ]
        if hanging:
            yield say(lang, key, {"ids": hanging})
    contradicted = [row.obligation.id for row in rows if row.contradicted]
    if contradicted:
        yield say(lang, "list.contradicted", {"ids": contradicted})
    allotted = [
        row.obligation.id
        for row in rows
        if row.obligation.requirement.allotted and row.allotted is None
    ]
    if allotted:
        yield say(lang, "list.allotment-open", {"ids": allotted})
    not_asked = [row.obligation.id for row in listing.rows if not row.asked]
    if not_asked:
        yield say(lang, "list.not-asked", {"ids": not_asked})
    if not listing.tier_known:
        yield say(lang, "list.tier-open")


def _counts(lang: Lang, listing: Listing, rows: Sequence[ListingRow]) -> str:
    levels = (row.level(listing.tiers[0]) for row in rows)
    known = listing.tier_known
    counts = _per_level(lang, list(levels)) if known else _per_tier(lang, listing, rows)
    return say(lang, "list.counts", {"total": len(rows), "counts": dotted(counts)})


def tier_cell(lang: Lang, listing: Listing, row: ListingRow, tier: str) -> str:
    """Return what ``row`` asks of ``tier``, short enough for a cell."""
    cell = row.cells[tier]
    if row.level(tier) == NONE:
        return "—"
    text = f"{_level(lang, row, tier)} {_asked(lang, row, cell)}"
    if cell.duty.due != listing.plan.period.to:
        text += f" ({cell.duty.due.isoformat()})"
    return text


def _level(lang: Lang, row: ListingRow, tier: str) -> str:
    """Return how strongly the row binds, the facts taken into account as far as they are known."""
    cell, waits_for = row.cells[tier], row.waits_for(tier)
    level = say(lang, f"level.{row.level(tier)}")
    if row.designated and cell.when_designated != NONE:
        return say(lang, "list.is-designated", {"level": level})
    if not waits_for:
        return level
    # Where both facts would change the level, both make it the same one.
    turned = cell.when_designated if DESIGNATED in waits_for else cell.when_allotted
    when, facts = say(lang, f"level.{turned}"), "-or-".join(waits_for)
    if row.level(tier) == facts:
        return say(lang, f"list.{facts}", {"when": when})
    return say(lang, f"list.or-{facts}", {"level": level, "when": when})


def _asked(lang: Lang, row: ListingRow, cell: Cell) -> str:
    requirement = row.obligation.requirement
    asked = " ".join(duty_texts(lang, requirement, cell.duty))
    if requirement.per is None:
        return asked
    return say(lang, "list.per-unit", {"unit_name": requirement.each, "asked": asked})


def _per_tier(lang: Lang, listing: Listing, rows: Sequence[ListingRow]) -> Iterator[str]:
    for tier in listing.tiers:
        levels = [row.level(tier) for row in rows]
        title = format_value(lang, listing.plan.tiers[tier])
        yield f"{title} {joined(lang, _per_level(lang, levels))}"


def _per_level(lang: Lang, levels: Sequence[str]) -> Iterator[str]:
    for level in LEVELS:
        if level in levels:
            yield f"{say(lang, f'level.{level}')} {levels.count(level)}"

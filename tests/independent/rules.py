"""The plan's rules a second time, from the official text and the design alone.

Nothing here comes from plancheck. Inputs are plain dicts with the canonical keys of a file, dates
are dates. What is wrong with a file is not looked for: the inputs have to be in order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from typing import Any

START, END = date(2014, 1, 1), date(2014, 12, 31)
TIERS = (1, 2, 3)
OMITTED = "omitted"
"""In place of a roster's entry: there is a roster, and it does not list the subject."""
NOTHING = "none"
"""In place of an allotted number: nothing is allotted."""

MANDATORY, OPTIONAL, NOT_ASKED = "mandatory", "optional", "not-asked"
BLOCKING = ("missing", "fail")
BY_FAVOUR = ("not-applicable", "pass", "optional", "pending", "review", "missing", "fail")
"""The verdicts, the most favourable first."""
RANKS = {"not-undertaken": 0, "not-started": 0, "in-progress": 1, "interim": 2, "completed": 3}

Fact = tuple[str, ...]
TIER, DESIGNATED = ("tier",), ("designated",)


@dataclass(frozen=True)
class Duty:
    """One row of the plan's table. Numbers are per tier; ``metric`` is empty for a status."""

    levels: Mapping[str, str]
    status: str = ""
    metric: str = ""
    at_least: Mapping[int, int] = field(default_factory=dict)
    at_most: Mapping[int, int] = field(default_factory=dict)
    allotted: bool = False
    per_unit: bool = False
    amounts: bool = False
    designable_in: tuple[int, ...] = TIERS
    later: Mapping[int, date] = field(default_factory=dict)

    def deadline(self, tier: int) -> date:
        """Return the last day on which the work is in time."""
        return self.later.get(tier, END)


def _levels(**levels: str) -> dict[str, str]:
    words = {"M": MANDATORY, "O": OPTIONAL}
    return {selector: words[letter] for selector, letter in levels.items()}


def _three(first: int, second: int, third: int) -> dict[int, int]:
    return dict(zip(TIERS, (first, second, third), strict=True))


ALL, CHOSEN, IF_DESIGNATED = _levels(all="M"), _levels(all="O"), _levels(designated="M")

DUTIES: dict[str, Duty] = {
    "2.framework": Duty(ALL, "interim"),
    "3.programme": Duty(ALL, "interim"),
    "4.scheme": Duty(ALL, "completed"),
    # Two years for the third tier: that is to the end of 2015.
    "4.revision": Duty(ALL, "completed", later={3: date(2015, 12, 31)}),
    "4.timetable": Duty(ALL, "completed"),
    "7.indicators": Duty(_levels(tier1="O", tier2="O", designated="M"), "interim"),
    "8.finance": Duty(_levels(tier1="M", tier2="M", tier3="O"), "interim"),
    "9.training": Duty(ALL, metric="participants", allotted=True, amounts=True),
    "10.mechanism": Duty(ALL, "interim"),
    "11.ecommerce": Duty(IF_DESIGNATED, "interim"),
    "12.functions": Duty(ALL, "completed"),
    "13.titles": Duty(ALL, "completed"),
    "14.projects": Duty(CHOSEN, "interim"),
    "14.centres": Duty(ALL, "interim"),
    "15.projects": Duty(IF_DESIGNATED, "completed", designable_in=(1, 2)),
    "15.promotion": Duty(IF_DESIGNATED, "completed"),
    "15.training": Duty(ALL, metric="sessions", at_least=_three(6, 4, 1)),
    "15.bases": Duty(ALL, metric="sessions", at_least=_three(6, 6, 6), per_unit=True),
    "16.talent": Duty(ALL, "interim"),
    "18.advantage": Duty(CHOSEN, metric="enterprises", at_most=_three(50, 25, 15)),
    "19.standard": Duty(ALL, metric="enterprises", at_least=_three(30, 20, 10)),
    "20.navigation": Duty(IF_DESIGNATED, "interim"),
    "21.industries": Duty(IF_DESIGNATED, "interim", designable_in=(1,)),
    "22.review": Duty(IF_DESIGNATED, "interim"),
    "23.clusters": Duty(IF_DESIGNATED, "interim"),
    "25.office": Duty(
        _levels(tier1="M", tier2="O", tier3="O"),
        metric="institutions",
        at_least=_three(1, 1, 1),
    ),
    "26.regions": Duty(IF_DESIGNATED, "completed"),
    "27.ftz": Duty(_levels(上海="M", others="O"), "interim"),
    "29.services": Duty(CHOSEN, "interim"),
    "29.survey": Duty(ALL, "interim"),
    "30.agencies": Duty(IF_DESIGNATED, "completed"),
    "30.training": Duty(
        _levels(designated="M", allotted="M"), metric="participants", allotted=True, amounts=True
    ),
}


@dataclass(frozen=True)
class Inputs:
    """All that one report is judged by."""

    report: Mapping[str, Any]
    roster: Any = None
    """The roster's entry of the subject, OMITTED, or None without a roster."""
    tier: int | None = None
    as_of: date | None = None
    require_evidence: bool = False
    waivers: tuple[Mapping[str, Any], ...] = ()

    @property
    def stated_day(self) -> date | None:
        """The day the report itself speaks of."""
        return self.report.get("as_of")

    @property
    def day(self) -> date:
        """The day judged by."""
        return self.as_of or self.stated_day or END

    def entry(self, duty: str) -> Mapping[str, Any]:
        """Return what is reported on ``duty``; a bare word is a status."""
        entry = (self.report.get("tasks") or {}).get(duty) or {}
        return {"status": entry} if isinstance(entry, str) else entry

    def waives(self, duty: str) -> bool:
        """Return whether a waiver of ``duty`` is in force on the day judged by."""
        return any(
            waiver["province"] == self.report["province"]
            and waiver["obligation"] == duty
            and self.day <= waiver["until"]
            for waiver in self.waivers
        )


# What is known


@dataclass(frozen=True)
class Known:
    """What the inputs say of the subject; None is not known, of an allotment as of a list."""

    tiers: tuple[int, ...]
    designated: frozenset[str] | None
    allotments: Mapping[str, int | str | None]
    units: tuple[str, ...] | None

    def unknown(self) -> list[Fact]:
        """Return the facts that somebody could still state."""
        facts: list[Fact] = [TIER] if len(self.tiers) > 1 else []
        facts += [DESIGNATED] if self.designated is None else []
        facts += [("allotment", name) for name, number in self.allotments.items() if number is None]
        facts += [("units", name) for name, duty in DUTIES.items() if duty.per_unit]
        return facts if self.units is None else [fact for fact in facts if fact[0] != "units"]


def known(inputs: Inputs) -> Known:
    """Return what counts as known: with a roster only what it says, and the caller's own tier."""
    authority: Mapping[str, Any] = inputs.report if inputs.roster is None else {}
    if isinstance(inputs.roster, Mapping):
        authority = inputs.roster
    listed = authority.get("designated")
    designated = None if listed is None else frozenset(listed)
    tier = inputs.tier or authority.get("tier")
    tiers = tuple(
        each
        for each in ((tier,) if tier else TIERS)
        if all(each in DUTIES[name].designable_in for name in designated or ())
    )
    allotments = {
        name: _allotted(authority, name) for name, duty in DUTIES.items() if duty.allotted
    }
    return Known(tiers, designated, allotments, _units(inputs, authority))


def _allotted(authority: Mapping[str, Any], duty: str) -> int | str | None:
    stated = (authority.get("allotments") or {}).get(duty)
    return stated[DUTIES[duty].metric] if isinstance(stated, Mapping) else stated


def _units(inputs: Inputs, authority: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the names of all units, () for none and None where nobody said."""
    named = inputs.entry("15.bases").get("units")
    if inputs.roster is None:
        return None if named is None else tuple(named)
    listed = (authority.get("units") or {}).get("15.bases")
    if listed is None:
        return tuple(named) if named else None
    return (*listed, *(unit for unit in named or () if unit not in listed))


# What is reported on one duty, on the day


@dataclass(frozen=True)
class Scenario:
    """One state of affairs that the inputs allow, and what it comes to."""

    values: Mapping[Fact, Any]
    level: str
    deadline: date
    verdict: str
    reason: str

    @property
    def tier(self) -> int:
        """The tier of this state of affairs."""
        return int(self.values[TIER])


def scenarios(name: str, inputs: Inputs, facts: Known) -> Iterator[Scenario]:
    """Yield every state of affairs that the inputs allow, judged."""
    duty = DUTIES[name]
    for tier in facts.tiers:
        chosen = [False]
        if "designated" in duty.levels and tier in duty.designable_in:
            chosen = [False, True] if facts.designated is None else [name in facts.designated]
        for designated, number, has_units in product(
            chosen, _numbers(name, inputs, facts), _presence(duty, facts)
        ):
            level = _level(duty, inputs.report["province"], tier, designated, number)
            values = {
                TIER: tier,
                DESIGNATED: designated,
                ("allotment", name): number,
                ("units", name): has_units,
            }
            if number == NOTHING and facts.allotments[name] is None and level != NOT_ASKED:
                continue  # a duty that binds all the same has some number
            judged = _judge(name, level, inputs, facts, values)
            yield Scenario(values, level, duty.deadline(tier), *judged)


def _numbers(name: str, inputs: Inputs, facts: Known) -> list[Any]:
    """Return the allotted numbers that may be: those on both sides of every count, and 1."""
    duty = DUTIES[name]
    if not duty.allotted:
        return [None]
    number = facts.allotments[name]
    if number is not None:
        return [number]
    entry, possible = inputs.entry(name), {1}
    records = entry.get("records") or ()
    days = sorted({record["date"] for record in records if record.get("date")})
    counts = [entry.get(duty.metric) or 0]
    for with_undated, last in product((True, False), [START, inputs.day, *days, END]):
        counts.append(_total(duty, records, last, with_undated))
    for count in counts:
        possible |= {count - 1, count, count + 1}
    found: list[Any] = sorted(number for number in possible if number > 0)
    return [*found, NOTHING] if "allotted" in duty.levels else found


def _presence(duty: Duty, facts: Known) -> list[bool]:
    if not duty.per_unit:
        return [True]
    return [False, True] if facts.units is None else [bool(facts.units)]


def _level(duty: Duty, subject: str, tier: int, designated: bool, number: Any) -> str:
    """Return the level of the most specific selector that applies."""
    levels = duty.levels
    if subject in levels:
        return levels[subject]
    if designated and "designated" in levels:
        return levels["designated"]
    if isinstance(number, int) and "allotted" in levels:
        return levels["allotted"]
    for selector in (f"tier{tier}", "all", "others"):
        if selector in levels:
            return levels[selector]
    return NOT_ASKED


def _judge(
    name: str, level: str, inputs: Inputs, facts: Known, values: Mapping[Fact, Any]
) -> tuple[str, str]:
    duty, tier = DUTIES[name], values[TIER]
    entry, number = inputs.entry(name), values["allotment", name]
    case = Case(duty, level, inputs, duty.deadline(tier), duty.at_most.get(tier))
    if level == NOT_ASKED or not values["units", name]:
        return "not-applicable", "not asked"
    if duty.per_unit:
        named = entry.get("units") or {}
        units = [case.number(named.get(unit) or {}, 6) for unit in facts.units or ()]
        return max(units or [case.verdict("absent")], key=_favour)
    if number == NOTHING:
        return case.verdict("contradiction")
    if duty.metric:
        return case.number(entry, number if duty.allotted else duty.at_least.get(tier, 0))
    status = entry.get("status")
    if status is None:
        return case.verdict("absent")
    if RANKS[status] < RANKS[duty.status]:
        return case.verdict("short")
    return case.verdict(case.dated(entry, by_records=False))


def _favour(judged: tuple[str, str]) -> int:
    return BY_FAVOUR.index(judged[0])


@dataclass(frozen=True)
class Case:
    """One duty of known level and deadline, judged on the day."""

    duty: Duty
    level: str
    inputs: Inputs
    deadline: date
    cap: int | None

    def verdict(self, standing: str) -> tuple[str, str]:
        """Return the verdict on ``standing``, with it as the reason."""
        if standing in ("met", "over"):
            return ("pass" if standing == "met" else "fail"), standing
        if self.level == OPTIONAL:
            return "optional", standing
        if self.inputs.day < self.deadline:
            return "pending", standing
        blocking = {"short": "fail", "late": "fail", "absent": "missing"}
        return blocking.get(standing, "review"), standing

    def number(self, claim: Mapping[str, Any], required: int) -> tuple[str, str]:
        """Return the verdict on a number and the ledger behind it."""
        stated, records = claim.get(self.duty.metric), claim.get("records")
        last = min(self.deadline, self.inputs.day)
        counted = _total(self.duty, records or (), last, with_undated=True)
        dated = _total(self.duty, records or (), last, with_undated=False)
        if stated is None:
            if records and self.cap is not None and counted > self.cap:
                return self.verdict("over")
            said = not records and claim.get("status") in ("not-started", "not-undertaken")
            return self.verdict("short" if said else "absent")
        sides = [
            self.verdict(self._standing(claim, count, required, dated))
            for count in ([stated] if records is None else [stated, counted])
        ]
        verdicts = {verdict for verdict, _ in sides}
        if len(verdicts) > 1 and "fail" in verdicts:
            return "review", "ledger and claim differ"
        return max(sides, key=_favour)

    def _standing(self, claim: Mapping[str, Any], count: int, required: int, dated: int) -> str:
        if self.cap is not None and count > self.cap:
            return "over"
        if count < required:
            return "short"
        if self.cap is not None:  # from 0 to the cap it passes, whatever its date
            unproved = count and self.inputs.require_evidence and not self._proved(claim)
            return "unproved" if unproved else "met"
        return self.dated(claim, by_records=dated >= required)

    def dated(self, claim: Mapping[str, Any], *, by_records: bool) -> str:
        """Return how work that is enough stands by its date and its evidence."""
        day, stated_day, on = self.inputs.day, self.inputs.stated_day, claim.get("date")
        if on is None:
            if not by_records and max(day, stated_day or day) > self.deadline:
                return "undated"
        elif on > self.deadline:
            return "late"
        elif on < START:
            return "early"
        elif on > day:
            return "ahead"
        if self.inputs.require_evidence and not self._proved(claim):
            return "unproved"
        return "met"

    def _proved(self, claim: Mapping[str, Any]) -> bool:
        documents = self.inputs.report.get("evidence") or {}
        named = [documents.get(name) or {} for name in claim.get("evidence") or ()]
        return any(
            _says_something(document) and (document.get("date") or START) <= self.inputs.day
            for document in named
        )


def _says_something(document: Mapping[str, Any]) -> bool:
    texts = [document.get(key) for key in ("title", "number", "url", "file")]
    return any(folded(text) not in ("", "无", "待补", "na") for text in texts if text)


def folded(text: str) -> str:
    """Return ``text`` without what makes no difference: signs that stand between digits do."""
    signs = unicodedata.normalize("NFKC", text).casefold()
    kept = []
    for place, sign in enumerate(signs):
        around = signs[max(place - 1, 0) : place] + signs[place + 1 : place + 2]
        between = len(around) == 2 and around.isdigit() and not sign.isspace()
        kept += [sign] if sign.isalnum() or between else []
    return "".join(kept)


def _total(duty: Duty, records: Iterable[Any], last: date, with_undated: bool) -> int:
    """Return what a ledger comes to: each record once, none from outside the time."""
    counted = {}
    for record in records:
        on = record.get("date")
        if with_undated if on is None else START <= on <= last:
            key = (folded(record.get("name") or ""), on, folded(record.get("host") or ""))
            counted[key] = record[duty.metric] if duty.amounts else 1
    return sum(counted.values())


# Unknown facts, and what the report comes to


@dataclass(frozen=True)
class Finding:
    """What one duty comes to. ``settled_by``: for a review by missing facts, each smallest set."""

    verdict: str
    reason: str
    scenarios: tuple[Scenario, ...]
    underneath: str = ""
    settled_by: tuple[frozenset[Fact], ...] = ()


def combined(verdicts: set[str]) -> tuple[str, int]:
    """Return the verdict on all scenarios together, and which of the four rules gave it."""
    if len(verdicts) == 1:
        return min(verdicts), 1
    if verdicts <= set(BLOCKING):
        return "fail" if "fail" in verdicts else "missing", 2
    if not verdicts & {*BLOCKING, "review"}:
        return max(verdicts, key=BY_FAVOUR.index), 3
    return "review", 4


def settles(found: Iterable[Scenario], facts: Iterable[Fact]) -> bool:
    """Return whether rules 1 to 3 give a verdict for every value of ``facts``.

    A scenario that is itself a review is settled by no fact and is no question: it counts as met.
    """
    groups: dict[tuple[Any, ...], set[str]] = {}
    asked = tuple(facts)
    for scenario in found:
        value = tuple(scenario.values.get(fact) for fact in asked)
        met = "pass" if scenario.verdict == "review" else scenario.verdict
        groups.setdefault(value, set()).add(met)
    return all(combined(verdicts)[1] != 4 for verdicts in groups.values())


def smallest(facts: Iterable[Fact], enough: Callable[[frozenset[Fact]], bool]) -> Any:
    """Return every smallest set of ``facts`` that is enough, by trying all."""
    open_facts = list(facts)
    for size in range(len(open_facts) + 1):
        found = [set_ for set_ in map(frozenset, combinations(open_facts, size)) if enough(set_)]
        if found:
            return tuple(found)
    return ()


def finding(name: str, inputs: Inputs, facts: Known) -> Finding:
    """Return what ``name`` comes to."""
    found = tuple(scenarios(name, inputs, facts))
    verdict, rule = combined({scenario.verdict for scenario in found})
    reasons = sorted({f"{scenario.verdict}: {scenario.reason}" for scenario in found})
    reason = f"rule {rule} of {', '.join(reasons)}"
    if inputs.waives(name) and verdict in (*BLOCKING, "review", "pending"):
        return Finding("waived", reason, found, underneath=verdict)
    sets = smallest(facts.unknown(), lambda set_: settles(found, set_)) if rule == 4 else ()
    return Finding(verdict, reason, found, settled_by=sets if frozenset() not in sets else ())


@dataclass(frozen=True)
class Judged:
    """What a report comes to. ``questions``: each smallest set of facts to ask for."""

    findings: Mapping[str, Finding]
    in_no_tier: bool
    outcome: str
    exit_code: int
    smallest_sets: tuple[frozenset[Fact], ...]

    @property
    def questions(self) -> set[frozenset[Fact]]:
        """What may be asked; the tier is no question where it would change nothing."""
        dropped = {TIER} if self.in_no_tier else set()
        return {set_ - dropped for set_ in self.smallest_sets}

    @property
    def open(self) -> dict[str, Finding]:
        """The reviews by missing facts."""
        return {name: each for name, each in self.findings.items() if each.settled_by}


def judged(inputs: Inputs) -> Judged:
    """Return what the report comes to."""
    facts = known(inputs)
    findings = {name: finding(name, inputs, facts) for name in DUTIES}
    waits = [each.scenarios for each in findings.values() if each.settled_by]
    sets = smallest(facts.unknown(), lambda set_: all(settles(found, set_) for found in waits))
    verdicts = {each.verdict for each in findings.values()}
    if verdicts & set(BLOCKING):
        return Judged(findings, False, "not-compliant", 1, sets)
    if all(_blocked_in(tier, findings) for tier in facts.tiers):
        return Judged(findings, True, "not-compliant", 1, sets)
    if "review" in verdicts:
        return Judged(findings, False, "undetermined", 3, sets)
    return Judged(findings, False, _good_outcome(findings), 0, sets)


def _blocked_in(tier: int, findings: Mapping[str, Finding]) -> bool:
    """Return whether in ``tier`` something that is not waived blocks in all its scenarios."""
    return any(
        all(scenario.verdict in BLOCKING for scenario in each.scenarios if scenario.tier == tier)
        for each in findings.values()
        if each.verdict != "waived"
    )


def _good_outcome(findings: Mapping[str, Finding]) -> str:
    """Return how a report stands in which nothing blocks and nothing is open."""
    for each in findings.values():
        if each.verdict == "pending" and any(
            scenario.verdict == "pending" and scenario.deadline <= END
            for scenario in each.scenarios
        ):
            return "on-track"
    levels = {name: {scenario.level for scenario in f.scenarios} for name, f in findings.items()}
    asked = [findings[name].verdict for name, found in levels.items() if MANDATORY in found]
    return "compliant" if not asked or {"pass", "waived"} & set(asked) else "on-track"

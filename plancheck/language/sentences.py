"""Findings, notes and problems as sentences, with what to do and the clause of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from plancheck.errors import SHOWN, Medium, Problem, Values
from plancheck.inputs.report import Report
from plancheck.language.message import Lang, Message
from plancheck.language.messages import MESSAGES
from plancheck.language.wording import (
    SIGNS,
    amount,
    either,
    escape_invisible,
    fields,
    format_value,
    in_a_list,
    in_brief,
    joined,
    obligation_name,
    quoted,
    say,
    say_in,
    subject_name,
    template,
)
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation, Task
from plancheck.reading.models import Strict, spellings_of
from plancheck.reading.values import Status
from plancheck.requirements import Entry
from plancheck.requirements.base.bounds import Milestone
from plancheck.requirements.base.open_values import OPEN
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.standing import Duty, Measure
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.result import Finding, Note, Result, ScenarioVerdict, UnitFinding, Verdict

if TYPE_CHECKING:
    from plancheck.analysis.explanation import Reason
    from plancheck.analysis.pace import Pace


def problem_text(lang: Lang, problem: Problem) -> str:
    """Return a problem's sentence without its place; a text that is refused is shown in part."""
    values = {name: _cut(value) for name, value in problem.values.items()}
    medium = problem.where.medium if problem.where else Medium.KEYS
    return say_in(medium, lang, problem.key, values)


def _cut(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
    return [_cut(item) for item in value] if isinstance(value, list) else value


def finding_text(lang: Lang, plan: Plan, finding: Finding) -> str:
    """Return what was found, as one sentence."""
    measure, scenarios = finding.measure, finding.scenarios
    if _is_repeated(finding):
        values = _named(lang, plan, finding.values)
        return _repeated(lang, finding.reason, measure, tuple(values.items()))
    said = {**_measured(lang, measure), **finding.values}
    composed = _named(lang, plan, said | _in_scenarios(lang, measure, scenarios))
    if finding.reason == "finding.undecided":
        unit_name = plan.obligation(finding.obligation).requirement.each
        composed["worlds"] = scenarios_text(lang, plan, finding)
        composed["facts"] = facts_text(lang, finding.facts, unit_name)
    if finding.reason == "finding.units":
        telling = (unit for unit in finding.units if unit.verdict is not Verdict.PASS)
        composed["units"] = SIGNS[lang].semicolon.join(_unit(lang, unit) for unit in telling)
    if finding.beneath is not None:
        composed["beneath"] = finding_text(lang, plan, finding.beneath)
    return _sentence(lang, finding.reason, measure, composed, scenarios)


def finding_message(plan: Plan, finding: Finding) -> Message:
    """Return what ``finding_text`` does in both languages."""
    if _is_repeated(finding) and "parts" not in finding.values:  # whose names are of one language
        values = tuple(_named(Lang.ZH, plan, finding.values).items())
        return _repeated_in_both(finding.reason, finding.measure, values)
    return Message(*(finding_text(lang, plan, finding) for lang in Lang))


def _is_repeated(finding: Finding) -> bool:
    """Whether the sentence is made of a measure and values alone."""
    return not finding.scenarios and not finding.units and finding.beneath is None


def _named(lang: Lang, plan: Plan, values: Values) -> dict[str, Any]:
    """Return ``values`` with metrics by name instead of key, and ``parts`` with theirs."""
    if not values:  # as where most duties are met
        return {}
    named: dict[str, Any] = {
        name: plan.metrics.get(value, value) if name.startswith("metric") else value
        for name, value in values.items()
    }
    if "parts" in values:
        named["parts"] = tuple(obligation_name(lang, plan, part) for part in values["parts"])
    return named


def unit_text(lang: Lang, unit: UnitFinding) -> str:
    """Return what was found about one of several units, as a sentence without its name."""
    return _repeated(lang, unit.reason, unit.measure, tuple(unit.values.items()))


def _unit(lang: Lang, unit: UnitFinding) -> str:
    return f"{escape_invisible(unit.name)}{SIGNS[lang].colon}{unit_text(lang, unit)}"


@lru_cache(maxsize=1024)
def _repeated(
    lang: Lang, reason: str, measure: Measure, values: tuple[tuple[str, Any], ...]
) -> str:
    """Return a sentence that is told again and again: of most duties most reports say the same."""
    return _sentence(lang, reason, measure, {**_measured(lang, measure), **dict(values)})


@lru_cache(maxsize=1024)
def _repeated_in_both(
    reason: str, measure: Measure, values: tuple[tuple[str, Any], ...]
) -> Message:
    return Message(*(_repeated(lang, reason, measure, values) for lang in Lang))


def _measured(lang: Lang, measure: Measure) -> dict[str, Any]:
    """Return what is said of ``measure``."""
    return {**measure._asdict(), "gap": gap_text(lang, measure)}


def gap_text(lang: Lang, measure: Measure) -> object:
    """Return the gap of ``measure``, in words where it is only known to be less than a number."""
    if measure.least is None:
        return measure.gap
    return say(lang, "gap.less-than", {"gap": measure.gap})


def _sentence(
    lang: Lang,
    reason: str,
    measure: Measure,
    composed: dict[str, Any],
    scenarios: Sequence[ScenarioVerdict] = (),
) -> str:
    """Return the sentence of ``composed``, with what can be said of the ``measure`` itself."""
    names = fields(template(lang, reason))
    if "asked" in names:
        composed["asked"] = _asked_in_words(lang, measure, scenarios)
    if "required" in names:
        known = measure.expected is not None
        composed["required"] = say(lang, "asked.number" if known else "asked.allotment", composed)
    if "had" in names:
        actual = measure.actual
        composed["had"] = (
            quoted(lang, actual) if isinstance(actual, StrEnum) else reported_text(lang, measure)
        )
    if "day" in names:
        composed["day"] = say(lang, "day.own" if composed["own_day"] else "day.judged", composed)
    if "ledger" in names:
        composed["ledger"] = _ledger(lang, composed)
    return say(lang, reason, composed)


def _in_scenarios(
    lang: Lang, measure: Measure, scenarios: Sequence[ScenarioVerdict]
) -> dict[str, str]:
    """Return what is asked and lacking in words, where the ``scenarios`` ask for several."""
    expected = _expected(measure, scenarios)
    if len(expected) < 2 or measure.gap is None:
        return {}
    least = measure.gap if measure.least is None else measure.least
    gap = say(lang, "gap.at-least", {"gap": least}) if least else "0"
    return {"expected": "/".join(map(str, expected)), "gap": gap}


def _expected(measure: Measure, scenarios: Sequence[ScenarioVerdict]) -> list[object]:
    """Return what is asked, in every scenario that asks something else."""
    asked = dict.fromkeys([scenario.expected for scenario in scenarios] or [measure.expected])
    return [item for item in asked if item is not None]


_NOT_MEASURED = Measure()._asdict()


def note_text(lang: Lang, note: Note) -> str:
    """Return a note's sentence; a number that is None is one that was stated not to be there.

    A note on what is open about a duty has the sentence of the finding it would be once due.
    """
    measure, values = note.measure or Measure(), note.values
    composed = _measured(lang, measure) if note.measure else {**_NOT_MEASURED}
    for name, value in values.items():
        composed[name] = say(lang, "word.none") if value is None else value
    if "facts" in values:
        composed["facts"] = facts_text(lang, values["facts"], values.get("unit_name"))
    if note.reason == "report.no-tier-complies":
        composed["tiers"] = SIGNS[lang].semicolon.join(
            f"{format_value(lang, of_tier['tier_name'])}{SIGNS[lang].colon}"
            f"{joined(lang, of_tier['obligations'])}"
            for of_tier in values["tiers"]
        )
    return _sentence(lang, note.reason, measure, composed)


def facts_text(lang: Lang, facts: Iterable[str], unit_name: Text | None = None) -> str:
    """Return kinds of facts as a list in words; ``unit_name`` is what the units are called."""
    return joined(lang, (fact_text(lang, fact, unit_name) for fact in facts))


def fact_text(lang: Lang, fact: str, unit_name: Text | None = None) -> str:
    """Return a kind of fact in words."""
    if fact == "units" and unit_name is not None:
        return say(lang, "fact.units-of", {"unit_name": unit_name})
    return say(lang, f"fact.{fact}")


def todo_text(lang: Lang, result: Result, finding: Finding) -> str:
    """Return what to do about a finding, or an empty text where nothing is to be done.

    Each of several units has its own part. Where the report complies in no tier, the tier is not
    asked for.
    """
    if finding.reason != "finding.units":
        return _todo(lang, result, finding, finding.reason, finding)
    lacking = [unit for unit in finding.units if unit.verdict is not Verdict.PASS]
    of_units = ((unit, _todo_of_unit(lang, result, finding, unit)) for unit in lacking)
    todos = [
        # What asks to report a unit names it.
        todo if len(lacking) == 1 or unit.reason == "finding.missing"
        else f"{escape_invisible(unit.name)}{SIGNS[lang].colon}{todo}"
        for unit, todo in of_units
        if todo
    ]  # fmt: skip
    return SIGNS[lang].semicolon.join(todos)


def _todo_of_unit(lang: Lang, result: Result, finding: Finding, unit: UnitFinding) -> str:
    # The entry is there, and a unit that is missing is not in it.
    missing = unit.reason == "finding.missing"
    return _todo(lang, result, finding, "unit-missing" if missing else unit.reason, unit)


def _todo(
    lang: Lang, result: Result, finding: Finding, reason: str, of: Finding | UnitFinding
) -> str:
    if reason == "finding.if-designated-not-allotted":
        return supply_text(lang, result, "designated", finding.obligation)
    key = f"todo.{reason}"
    if finding.verdict is Verdict.OPTIONAL:  # which no waiver lifts
        key = _TODO_OF_CHOICES.get(reason, key)
    if key not in MESSAGES:
        return ""
    scenarios = finding.scenarios if of is finding else ()
    values = _named(lang, result.plan, of.values) | _in_scenarios(lang, of.measure, scenarios)
    own = _own_values(lang, result, finding, of)
    return _repeated_todo(
        lang,
        key,
        result.medium,
        result.in_chinese,
        of.measure,
        tuple(values.items()),
        tuple(own.items()),
    )


def _own_values(
    lang: Lang, result: Result, finding: Finding, of: Finding | UnitFinding
) -> dict[str, Any]:
    """Return what a sentence says of the obligation, and of what its report lacks."""
    values: dict[str, Any] = {"obligation": own_key(lang, result, finding.obligation)}
    if isinstance(of, UnitFinding):
        values["name"] = of.name
    obligation = result.plan.obligation(finding.obligation)
    if obligation.requirement.metrics:
        names = result.plan.numbers.metric_names(obligation)
        values["metric"] = names[-1] if result.in_chinese else names[0]
        if result.medium is Medium.FIELDS:
            values["metric"] = result.plan.metrics.get(names[0], names[0])
    asked = (fact for fact in finding.facts if fact not in result.moot)
    supply = (supply_text(lang, result, fact, finding.obligation) for fact in asked)
    values["supply"] = SIGNS[lang].semicolon.join(supply)
    return values


@lru_cache(maxsize=1024)
def _repeated_todo(
    lang: Lang,
    key: str,
    medium: Medium,
    in_chinese: bool,
    measure: Measure,
    values: tuple[tuple[str, Any], ...],
    own: tuple[tuple[str, Any], ...],
) -> str:
    """Return a sentence that is told again and again: many reports lack the same.

    Where both hold a name, the value of ``own`` is used.
    """
    said = {**_measured(lang, measure), **dict(values)}
    return say_in(medium, lang, key, said | key_names(lang, in_chinese=in_chinese) | dict(own))


_TODO_OF_CHOICES = {"finding.late": "todo.optional-late"}


def own_key(lang: Lang, result: Result, obligation: str) -> str:
    """Return the key of an obligation; in Chinese as a report with Chinese keys writes it.

    Where nobody sees the keys it is the obligation's name.
    """
    if result.medium is Medium.FIELDS:
        return format_value(lang, result.plan.obligation(obligation).name)
    if lang is not Lang.ZH or not result.in_chinese:
        return obligation
    task, asked = result.plan.by_id[obligation]
    return escape_invisible(task.chinese_key(asked))


def chinese_words(plan: Plan) -> dict[str, str]:
    """Return the statuses, answers and keys in an entry, each with its Chinese word."""
    words = {str(status): say(Lang.ZH, f"status.{status}") for status in Status}
    words |= {answer: say(Lang.ZH, f"yesno.{answer}") for answer in ("yes", "no")}
    spelled = (spellings_of(Entry, field) for field in Entry.model_fields)
    words |= {names[0]: names[1] for names in spelled if len(names) > 1}
    return words | {key: metric.zh for key, metric in plan.metrics.items()}


def supply_text(lang: Lang, result: Result, fact: str, obligation: str | None) -> str:
    """Return how to state a fact that is missing, about ``obligation`` if it is about one."""
    key = f"supply.{fact}"
    if fact == "allotment" and obligation is not None:
        none_possible = "allotted" in result.plan.obligation(obligation).applies
        key = "supply.allotment-or-none" if none_possible else key
    values: Values = key_names(lang, in_chinese=result.in_chinese)
    if fact == "class":
        unknown = (name for name, held in result.facts.classes.items() if held.value is None)
        titles = [result.plan.classes[name] for name in unknown]
        values = {**values, "classes": titles, "listed": in_a_list(lang, titles)}
    if obligation is not None:
        values = {**values, "obligation": own_key(lang, result, obligation)}
    return say_in(result.medium, lang, key, values)


_KEYS: dict[str, tuple[type[Strict], str]] = {
    "tasks_key": (Report, "tasks"),
    "designated_key": (Report, "designated"),
    "classes_key": (Report, "classes"),
    "allotments_key": (Report, "allotments"),
    "status_key": (Entry, "status"),
    "units_key": (Entry, "units"),
    "date_key": (Entry, "date"),
    "evidence_key": (Entry, "evidence"),
}
"""The keys that a sentence may name."""


@cache
def key_names(lang: Lang, *, in_chinese: bool) -> dict[str, str]:
    """Return the keys of a file as a sentence names them: as that file does.

    In Chinese a key in English has its meaning before it; ``units``, ``designated`` and
    ``own_classes`` are the keys by themselves, for examples.
    """
    named = {}
    for name, (model, field) in _KEYS.items():
        english, chinese, *_ = spellings_of(model, field)
        both = f"{chinese}（{english}）" if lang is Lang.ZH else english
        named[name] = chinese if in_chinese else both
    bare = {"units": "units_key", "designated": "designated_key", "own_classes": "classes_key"}
    for name, key in bare.items():
        english, chinese, *_ = spellings_of(*_KEYS[key])
        named[name] = chinese if in_chinese else english
    return named


def reason_text(lang: Lang, plan: Plan, reason: Reason, *, in_chinese: bool = False) -> str:
    """Return a reason as a sentence, after the tiers it holds in.

    ``in_chinese`` says whether the keys of the report that is explained are.
    """
    values = _named(lang, plan, reason.values) | key_names(lang, in_chinese=in_chinese)
    if "statuses" in values:
        values["statuses"] = either(lang, (quoted(lang, status) for status in values["statuses"]))
    if "classes" in values:
        values["listed"] = in_a_list(lang, values["classes"])
    if "named" in values:
        values["named"] = [subject_name(lang, plan, name) for name in values["named"]]
    if reason.key == "why.named":
        values["subject"] = subject_name(lang, plan, values["subject"])
    sentence = say(lang, reason.key, values)
    if not reason.tiers or reason.key == "why.all":
        return sentence
    tiers = joined(lang, (format_value(lang, plan.tiers[tier]) for tier in reason.tiers))
    return f"{tiers}{SIGNS[lang].colon}{sentence}"


def clause_text(lang: Lang, plan: Plan, finding: Finding, tier: str | None) -> str:
    """Return the clause of the plan a finding rests on."""
    return clause_of(lang, *plan.by_id[finding.obligation], tier)


def clause_of(lang: Lang, task: Task, obligation: Obligation, tier: str | None) -> str:
    """Return the clause that asks for ``obligation``: the task and the phrases cited.

    Where the tier is known, phrases that are only about other tiers are left out.
    """
    cites = obligation.cited_in(tier)
    if not cites:
        return say(lang, "clause.bare", {"task": task.id})
    return say(lang, "clause", {"task": task.id, "cites": _joint(lang).join(cites)})


def phrase_text(lang: Lang, plan: Plan, finding: Finding, tier: str | None) -> str:
    """Return the clause a finding rests on in one phrase of the plan and the phrase of its level.

    For a number the phrase has that number, and where tiers ask for several, there is one for each.
    Else it is the first one about the tier.
    """
    task, obligation = plan.by_id[finding.obligation]
    levels = plan.level_phrases
    cites = obligation.cited_in(tier)
    body = [phrase for phrase in cites if phrase not in levels] or cites
    own = [phrase for phrase in obligation.cites_per_tier.get(tier or "", ()) if phrase in body]
    asked = _expected(finding.measure, finding.scenarios) if finding.measure.bound else []
    telling = dict.fromkeys(
        phrase for number in asked for phrase in [p for p in cites if _prints(p, number)][:1]
    )
    phrases = list(telling) or (own + body)[:1]
    values = {"task": task.id}
    if phrases:
        values["phrase"] = _joint(lang).join(phrases)
    for level in [phrase for phrase in cites if phrase in levels and phrase not in phrases][:1]:
        values["level"] = level
    key = {1: "page.by", 2: "page.by-phrase", 3: "page.by-phrase-and-level"}[len(values)]
    return say(lang, key, values)


def _prints(phrase: str, number: object) -> bool:
    """Whether ``phrase`` has ``number``, and not as a part of another."""
    return re.search(rf"(?<![0-9.]){re.escape(str(number))}(?!\.?[0-9])", phrase) is not None


def _joint(lang: Lang) -> str:
    """Return what stands between two phrases of one clause."""
    return "”“" if lang is Lang.ZH else '", "'


def _ledger(lang: Lang, values: Values) -> str:
    parts = [
        say(lang, f"ledger.{name}", values) for name in ("outside", "repeated") if values.get(name)
    ]
    if not parts:
        return ""
    return f"（{'，'.join(parts)}）" if lang is Lang.ZH else f" ({', '.join(parts)})"


def scenarios_text(lang: Lang, plan: Plan, finding: Finding) -> str:
    """Return which verdicts follow from which values of the facts that decide."""
    facts = finding.facts
    requirement = plan.obligation(finding.obligation).requirement
    comma, and_, arrow = ("、", "，", "→") if lang is Lang.ZH else (" or ", ", ", " → ")
    brackets = "（{}）" if lang is Lang.ZH else " ({})"
    verdicts: dict[tuple[str, str], dict[Verdict, None]] = {}  # by tier and other facts, in words
    for scenario in finding.scenarios:
        key = _without_allotment(scenario)
        alike = [other for other in finding.scenarios if _without_allotment(other) == key]
        rest = (fact for fact in facts if fact != "tier")
        others = and_.join(
            _scenario_fact(lang, plan, requirement, fact, scenario, alike) for fact in rest
        )
        tier = format_value(lang, scenario.tier_name) if "tier" in facts else ""
        verdicts.setdefault((tier, others), {})[scenario.verdict] = None
    tiers: dict[tuple[str, tuple[Verdict, ...]], list[str]] = {}
    for (tier, others), possible in verdicts.items():
        tiers.setdefault((others, tuple(possible)), []).append(tier)
    return SIGNS[lang].semicolon.join(
        comma.join(filter(None, of_tiers))
        + (brackets.format(others) if any(of_tiers) and others else others)
        + arrow
        + comma.join(format_value(lang, verdict) for verdict in possible)
        for (others, possible), of_tiers in tiers.items()
    )


def _without_allotment(scenario: ScenarioVerdict) -> tuple[object, ...]:
    return scenario.tier, scenario.designated, scenario.units, scenario.classes


def _scenario_fact(
    lang: Lang,
    plan: Plan,
    requirement: Requirement,
    fact: str,
    scenario: ScenarioVerdict,
    alike: Sequence[ScenarioVerdict],
) -> str:
    """Return one fact in words; ``alike`` are the scenarios that differ in allotment only."""
    if fact == "designated":
        return say(lang, "world.designated" if scenario.designated else "world.not-designated")
    if fact == "class":
        titles = [plan.classes[name] for name in scenario.classes or ()]
        return say(lang, "world.class" if titles else "world.no-class", {"classes": titles})
    if fact == "units":
        key = "world.has-units" if scenario.units else "world.no-units"
        return say(lang, key, {"unit_name": requirement.each})
    if scenario.allotment is None:
        return say(lang, "world.not-allotted")
    allotted = {other.allotment: other.verdict for other in alike if other.allotment is not None}
    same = [number for number, verdict in allotted.items() if verdict is scenario.verdict]
    unit = requirement.unit
    if len(same) == len(allotted):
        return say(lang, "world.allotted")
    if max(same) == max(allotted):
        return say(lang, "world.allotted-from", {"number": min(same), "unit": unit})
    if min(same) == min(allotted):
        return say(lang, "world.allotted-up-to", {"number": max(same), "unit": unit})
    return say(lang, "world.allotted-between", {"low": min(same), "high": max(same), "unit": unit})


def _asked_in_words(lang: Lang, measure: Measure, scenarios: Sequence[ScenarioVerdict]) -> str:
    if measure.bound is None:
        label = f"asked.{type(measure.expected).__name__.lower()}"
        if label in MESSAGES:
            return say(lang, label, {"expected": measure.expected})
        return quoted(lang, measure.expected)
    space, bound = SIGNS[lang].space, format_value(lang, measure.bound, "bound")
    expected = _expected(measure, scenarios)
    if not expected:
        return f"{bound}{space}{say(lang, 'asked.allotment')}"
    return f"{bound}{space}{_amount(lang, '/'.join(map(str, expected)), measure)}"


def _amount(lang: Lang, number: object, measure: Measure) -> str:
    return amount(lang, number, measure.unit) if measure.unit else str(number)


_SIGNS = {"at_least": "≥", "at_most": "≤", "exactly": "="}


def asked_text(lang: Lang, measure: Measure, scenarios: Sequence[ScenarioVerdict] = ()) -> str:
    """Return what is asked, short enough for a cell: ``≥6次``, ``≥6/4/1次`` or 完成."""
    expected = _expected(measure, scenarios)
    if measure.bound is None:
        return "/".join(format_value(lang, item) for item in expected) or "—"
    sign = _SIGNS[measure.bound]
    if measure.expected is OPEN:
        return sign + format_value(lang, OPEN)
    if not expected or any(scenario.allotment is not None for scenario in scenarios):
        return sign + say(lang, "cell.allotment")
    unit = measure.unit.zh if measure.unit else ""
    numbers = (in_brief(lang, number, unit) for number in expected)
    return sign + _amount(lang, "/".join(numbers), measure)


def duty_texts(lang: Lang, plan: Plan, requirement: Requirement, duty: Duty) -> list[str]:
    """Return what ``duty`` asks, each number by itself and short enough for a cell."""
    if not duty.bounds:
        return [format_value(lang, requirement.measure(duty).expected)]
    if duty.milestones:
        beside = {key: number for key, number in duty.bounds.items() if key != "at_least"}
        by_day = [_by_day(lang, requirement, milestone, duty) for milestone in duty.milestones]
        texts = bounds_text(lang, beside, requirement.unit)
        return [("· " if lang is Lang.ZH else " · ").join(by_day), *texts]
    texts = bounds_text(lang, duty.bounds, requirement.unit)
    listed = requirement.listed()
    if listed is None:
        return texts
    key, values = listed
    return [say(lang, key, {**_named(lang, plan, values), "asked": text}) for text in texts]


def _by_day(lang: Lang, requirement: Requirement, milestone: Milestone, duty: Duty) -> str:
    """Return a number with its day; the last one without, as its day is the deadline."""
    measure = Measure(milestone.number, unit=requirement.unit, bound="at_least")
    if milestone.day == duty.due:
        return asked_text(lang, measure)
    if lang is Lang.EN:
        return f"{asked_text(lang, measure)} ({milestone.day})"
    year = "" if milestone.day.year == duty.last_day.year else f"{milestone.day.year}年"
    return f"{asked_text(lang, measure)}（{year}{milestone.day.month}月{milestone.day.day}日）"


def bounds_text(lang: Lang, bounds: Mapping[str, Any], unit: Text | None) -> list[str]:
    """Return each number that is asked, short enough for a cell."""
    return [asked_text(lang, Measure(n, unit=unit, bound=bound)) for bound, n in bounds.items()]


def reported_text(lang: Lang, measure: Measure, units: Sequence[UnitFinding] = ()) -> str:
    """Return what is reported, short enough for a cell; of several units each number."""
    actual = format_value(lang, measure.actual)
    if units:
        actual = "/".join(format_value(lang, unit.measure.actual) for unit in units)
    elif not isinstance(measure.actual, int | Decimal):
        return actual
    return _amount(lang, actual, measure)


def pace_text(lang: Lang, reported: str, pace: Pace, *, in_short: bool = False) -> str:
    """Return ``reported`` with the share reached and that of the period, and if it is behind."""
    key = "pace.passed-short" if in_short else "pace.passed"
    parts = [say(lang, key, {"passed": pace.passed})]
    if pace.reached is not None:
        parts.insert(0, f"{pace.reached}%")
    if pace.behind:
        parts.append(say(lang, "pace.behind"))
    brackets, comma = ("（{}）", "，") if lang is Lang.ZH else (" ({})", ", ")
    return reported + brackets.format(comma.join(parts))

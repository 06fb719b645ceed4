"""An obligation explained: what the table and the JSON of ``explain`` say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plancheck.analysis.explanation import Cited, ExplainedObligation, Explanation
from plancheck.errors import Location
from plancheck.formats.shared.cells import place, tier_cell
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    asked_text,
    duty_texts,
    finding_text,
    note_text,
    reason_text,
    reported_text,
    todo_text,
)
from plancheck.language.wording import SIGNS, format_value, joined, say
from plancheck.plan.official_text import Column
from plancheck.plan.parts import Obligation
from plancheck.verdicts.result import Finding, Result, ScenarioVerdict, Verdict

INDENT = "  "


def explanation_lines(lang: Lang, explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Yield each line of an explanation with its style: ``bold`` for headings."""
    task = explanation.task
    values: dict[str, object] = {
        "id": task.id,
        "title": task.title,
        "section": explanation.section.title,
        "group": explanation.group.title,
        "group_id": explanation.group.id,
        "departments": task.departments,
        "status": task.due,
        "issuer": explanation.plan.issuer,
    }
    yield say(lang, "explain.task", values), "bold"
    yield say(lang, "explain.group", values), ""
    yield say(lang, "explain.departments" if task.departments else "explain.due", values), ""
    brief = [p for p in explanation.points if p.row is None and not explanation.alone(p)]
    for point in explanation.points:
        if point not in brief:
            yield "", ""
            yield from _point(lang, explanation, point)
    if brief:
        yield "", ""
        yield say(lang, "explain.national", values), "bold"
        for point in brief:
            about = {"id": point.obligation.id, "says": point.obligation.says}
            yield INDENT + say(lang, "explain.duty", about), ""
    if explanation.unassessed:
        yield "", ""
        yield say(lang, "explain.unassessed"), "bold"
        for one in explanation.unassessed:
            phrases = _quoted(lang, [cited.phrase for cited in one.cited])
            about = {"says": one.entry.says, "phrases": phrases}
            yield INDENT + say(lang, "explain.not-assessed", about), ""


def _point(
    lang: Lang, explanation: Explanation, point: ExplainedObligation
) -> Iterator[tuple[str, str]]:
    plan, obligation = explanation.plan, point.obligation
    values: dict[str, object] = {"id": obligation.id, "name": obligation.name}
    yield say(lang, "explain.obligation", values), "bold"
    yield from _block(lang, "explain.asked", _asked(lang, explanation, point))
    result = explanation.result
    in_chinese = result is not None and result.in_chinese
    why = [reason_text(lang, plan, reason, in_chinese=in_chinese) for reason in point.why]
    yield from _block(lang, "explain.why", why)
    yield from _block(lang, "explain.cites", _cites(lang, explanation, point))
    if obligation.reading is not None:
        reading = obligation.reading
        told = [
            say(lang, "explain.taken", {"text": reading.taken}),
            say(lang, "explain.other", {"text": reading.other}),
            say(lang, "explain.because", {"text": reading.why}),
        ]
        yield from _block(lang, "explain.reading", told)
    if obligation.hint is not None:
        yield from _block(lang, "explain.hint", [format_value(lang, obligation.hint)])
    yield from _block(lang, "explain.judged", [reason_text(lang, plan, r) for r in point.judged])
    yield from _block(lang, "explain.entry", point.entry)
    if point.finding is not None and result is not None:
        found = _verdict(lang, explanation, result, point, point.finding)
        yield from _block(lang, "explain.verdict", found)


def _block(lang: Lang, heading: str, lines: Sequence[str] | Iterator[str]) -> Iterator[Any]:
    yield INDENT + say(lang, heading), "bold"
    for line in lines:
        yield INDENT * 2 + line, ""


def _asked(lang: Lang, explanation: Explanation, point: ExplainedObligation) -> Iterator[str]:
    """Yield the wording and, tier by tier, level, number and day."""
    obligation, listing = point.obligation, explanation.listing
    yield format_value(lang, obligation.says)
    row = point.row
    if row is None:
        asked = duty_texts(lang, obligation.requirement, point.duty)
        level = say(lang, f"level.{point.duty.level}")
        yield f"{level} {joined(lang, asked)} ({point.duty.due.isoformat()})"
        return
    colon = SIGNS[lang].colon
    for tier in listing.tiers:
        title = format_value(lang, listing.plan.tiers[tier])
        says = obligation.says_per_tier.get(tier)
        cell = tier_cell(lang, listing, row, tier)
        more = f"{SIGNS[lang].space}{format_value(lang, says)}" if says else ""
        yield f"{title}{colon}{cell}{SIGNS[lang].semicolon if more else ''}{more.strip()}"


def _cites(lang: Lang, explanation: Explanation, point: ExplainedObligation) -> Iterator[str]:
    """Yield the phrases cited by column and paragraph, with their sentences where at hand."""
    by_place: dict[tuple[Column, int | None], list[Cited]] = {}
    for cited in point.cited:
        by_place.setdefault((cited.column, cited.paragraph), []).append(cited)
    for (column, paragraph), found in by_place.items():
        values = {
            "task": explanation.task.id,
            "column": say(lang, f"column.{column}"),
            "paragraph": paragraph,
            "phrases": _quoted(lang, [cited.phrase for cited in found]),
        }
        yield say(lang, "explain.cite" if paragraph is None else "explain.cite-in", values)
    sentences: dict[str, Location] = {}
    for cited in point.cited:
        for printed in cited.printed:
            sentences.setdefault(printed.sentence, printed.where)
    for sentence, where in sentences.items():
        yield f"{place(where)}: {format_value(lang, sentence)}"


def _quoted(lang: Lang, phrases: Sequence[str]) -> str:
    quotes = "“{}”" if lang is Lang.ZH else '"{}"'
    return joined(lang, (quotes.format(format_value(lang, phrase)) for phrase in phrases))


def _verdict(
    lang: Lang,
    explanation: Explanation,
    result: Result,
    point: ExplainedObligation,
    finding: Finding,
) -> Iterator[str]:
    """Yield value and line, threshold and place, the verdict, and every scenario of a review."""
    reported = reported_text(lang, finding.measure, finding.units)
    yield say(lang, "explain.reported", {"value": reported, "place": place(finding.location)})
    if finding.asked:
        for where, tier in _thresholds(explanation, point):
            in_tier = (one.expected for one in finding.scenarios if tier and one.tier == tier)
            expected = next(in_tier, finding.measure.expected)
            measure = finding.measure._replace(expected=expected)
            about = {"asked": asked_text(lang, measure), "place": place(where)}
            if tier and not explanation.listing.tier_known:
                about["asked"] = (
                    f"{format_value(lang, explanation.plan.tiers[tier])} {about['asked']}"
                )
            yield say(lang, "explain.threshold", about)
    if explanation.tier_from is not None:
        origin, stated = explanation.tier_from
        tier_values = {
            "tier": explanation.plan.tiers[explanation.listing.tiers[0]],
            "from": origin,
            "place": place(stated) if stated else "--tier",
        }
        yield say(lang, "explain.tier-from", tier_values)
    told = finding_text(lang, explanation.plan, finding)
    yield f"{format_value(lang, finding.verdict)}{SIGNS[lang].colon}{told}"
    if Verdict.REVIEW in (finding.verdict, finding.underlying):
        for scenario in finding.scenarios:
            yield INDENT + _scenario(lang, point.obligation, scenario)
    for note in finding.notes:
        yield note_text(lang, note)
    todo = todo_text(lang, result, finding)
    if todo:
        yield f"→ {todo}"


def _thresholds(
    explanation: Explanation, point: ExplainedObligation
) -> Iterator[tuple[Location, str]]:
    for tier, where in point.thresholds.items():
        yield where, tier


def _scenario(lang: Lang, obligation: Obligation, scenario: ScenarioVerdict) -> str:
    facts = [format_value(lang, scenario.tier_name)] if scenario.tier_name else []
    if "designated" in obligation.applies:
        word = "designated" if scenario.designated else "not-designated"
        facts.append(say(lang, f"world.{word}"))
    requirement = obligation.requirement
    if requirement.allotted:
        unit = requirement.unit
        if scenario.allotment is None:
            facts.append(say(lang, "world.not-allotted"))
        else:
            about = {"number": scenario.allotment, "unit": unit}
            facts.append(say(lang, "explain.allotted", about))
    return f"{joined(lang, facts)} → {format_value(lang, scenario.verdict)}"

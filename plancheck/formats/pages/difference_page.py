"""What changed from one plan to another, in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plancheck.analysis.difference import REWORDED, Aspect, Change, Difference
from plancheck.errors import counted
from plancheck.formats.shared.cells import place
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.language.wording import SIGNS, format_value, joined, say, subject_name
from plancheck.plan.model import Plan
from plancheck.verdicts.result import Verdict

INDENT = "  "
MOST_PROBLEMS = 3
"""How many problems of a report are shown: `validate` shows them all."""
_STYLES = {"new": "green", "dropped": "red", "changed": "yellow", "reworded": "dim"}


def difference_lines(lang: Lang, difference: Difference) -> Iterator[tuple[str, str]]:
    """Yield each line of a difference with its style."""
    before, now = difference.before, difference.now
    values = {"before": before.id, "now": now.id}
    values |= {"before_sha256": before.sha256, "now_sha256": now.sha256}
    yield say(lang, "diff.plans", values), ""
    yield "", ""
    for aspect in difference.aspects:
        yield say(lang, "diff.plan", _shown(lang, aspect)), ""
    for change in difference.changes:
        yield from _change(lang, now, change)
    if difference.empty:
        yield say(lang, "diff.none"), "bold"
    else:
        kinds = Counter(change.kind for change in difference.changes)
        counts = {kind: kinds[kind] for kind in _STYLES}
        yield say(lang, "diff.counts", counts), "bold"
        if before.rules_sha256 == now.rules_sha256:
            yield say(lang, "diff.same-rules"), ""
    if difference.turns is not None:
        yield "", ""
        yield from _turns(lang, difference)


def _change(lang: Lang, now: Plan, change: Change) -> Iterator[tuple[str, str]]:
    names = joined(lang, (say(lang, f"aspect.{aspect.name}") for aspect in change.aspects))
    obligation = change.obligation
    values = {"id": obligation.id, "name": obligation.name, "aspects": names}
    told = say(lang, f"diff.{change.kind}", values)
    if change.like is not None:
        told += say(lang, "diff.like", {"like": change.like})
    yield told, _STYLES[change.kind]
    if change.kind != "changed":
        return
    for aspect in change.aspects:
        if aspect.name in REWORDED:  # what it was and is now is a matter of sentences
            yield INDENT + say(lang, f"aspect.{aspect.name}"), ""
            continue
        tiers = [format_value(lang, now.tiers[tier]) for tier in aspect.tiers if tier in now.tiers]
        where = joined(lang, tiers) + SIGNS[lang].colon if tiers else ""
        yield INDENT + where + say(lang, "diff.aspect", _shown(lang, aspect)), ""


def _shown(lang: Lang, aspect: Aspect) -> dict[str, object]:
    name = say(lang, f"aspect.{aspect.name}")
    return {"aspect": name, "before": aspect.before, "now": aspect.now}


def _turns(lang: Lang, difference: Difference) -> Iterator[tuple[str, str]]:
    turns = difference.turns or ()
    key = "diff.turns" if turns else "diff.no-turns"
    yield say(lang, key, {"count": len(turns)}), "bold"
    for turn in turns:
        name = subject_name(lang, difference.before, turn.subject)
        values = {"path": turn.path, "subject": name, "obligation": turn.obligation}
        values |= {"before": _verdict(lang, turn.before), "now": _verdict(lang, turn.now)}
        yield INDENT + say(lang, "diff.turn", values), ""
    for which, rejected in difference.unusable:
        values = {"path": rejected.path, "plan": say(lang, f"diff.{which}")}
        yield say(lang, "diff.unusable", values), "bold red"
        for problem in rejected.problems[:MOST_PROBLEMS]:
            where = f"{place(problem.where)}: " if problem.where else ""
            yield INDENT + where + problem_text(lang, problem), ""
        more = counted(rejected.problems) - MOST_PROBLEMS
        if more > 0:
            yield INDENT + say(lang, "table.more", {"count": more}), ""


def _verdict(lang: Lang, verdict: Verdict | None) -> str:
    return say(lang, "diff.not-there") if verdict is None else format_value(lang, verdict)

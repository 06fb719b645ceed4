"""What holds of every report, not only of the reports somebody thought of.

The reports are drawn from the plan as data. The examples are the same in every run;
``PLANCHECK_TIMES=20 pytest tests/unit/test_properties.py`` draws twenty times as many, new ones.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plancheck.authoring.formatting import formatted
from plancheck.formats import render
from plancheck.inputs.loading import load_roster
from plancheck.inputs.names import Allotment
from plancheck.inputs.report import Evidence, Report, read_report
from plancheck.inputs.roster import Roster
from plancheck.language.message import Lang
from plancheck.language.wording import format_value, say
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation, Task
from plancheck.reading.models import Strict, spellings_of
from plancheck.reading.source import parse
from plancheck.reading.values import STATUS_WORDS, Count, Status
from plancheck.requirements import Entry
from plancheck.requirements.quota.entry import Claim, Record
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Finding, Result, ScenarioVerdict, Verdict, verdicts_of
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, Ran, by_the_rules
from tests.conftest import finding as finding_of

pytestmark = pytest.mark.slow

TIMES = int(os.environ.get("PLANCHECK_TIMES", "0"))


def examples(number: int) -> settings:
    """Return the settings of a property that is tried on ``number`` examples."""
    return settings(
        max_examples=number * (TIMES or 1),
        deadline=None,
        derandomize=not TIMES,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


# --- plans ---------------------------------------------------------------------------------------

OTHER_PLAN = """
format: plancheck.plan/1
id: example-2014
title: {zh: 示例计划, en: example plan}
issuer: {zh: 示例局, en: example office}
period: {from: 2014-01-01, to: 2014-12-31}
subjects: any
tiers: {1: {zh: 甲类, en: tier 1}, 2: {zh: 乙类, en: tier 2}}
metrics: {items: {zh: 件数, en: items, counted_by: name}, courses: {zh: 次数, en: courses}}
source: {title: 示例计划, sha256: none}
sections:
- id: A
  title: {zh: 示例, en: example}
  groups:
  - id: B
    title: {zh: 示例, en: example}
    tasks:
    - id: 1
      title: {zh: 示例, en: example}
      due: interim
      obligations:
      - {id: 1.cap, name: {zh: 上限, en: cap}, says: {zh: 一, en: a}, cites: [一],
         applies: {all: mandatory},
         requires: {quota: {metric: items, at_most: {1: 5, 2: 3}, unit: {zh: 件, en: items}}}}
      - {id: 1.share, name: {zh: 份额, en: share}, says: {zh: 一, en: a}, cites: [一],
         applies: {tier1: optional, designated: mandatory},
         requires: {quota: {metric: items, at_most: allotment, unit: {zh: 件, en: items}}}}
      - {id: 1.proved, name: {zh: 佐证, en: proved}, says: {zh: 一, en: a}, cites: [一],
         applies: {tier1: mandatory, others: optional}, due: {1: 2014-06-30, 2: 2015-06-30},
         requires: {status: completed}}
    - id: 2
      title: {zh: 示例, en: example}
      due: completed
      obligations:
      - {id: 2.floor, name: {zh: 下限, en: floor}, says: {zh: 一, en: a}, cites: [一],
         applies: {tier1: mandatory, tier2: optional, designated: mandatory},
         due: {1: 2014-06-30, 2: 2015-06-30},
         requires: {quota: {metric: courses, at_least: {1: 5, 2: 3}, unit: {zh: 次, en: courses}}}}
      - {id: 2.sites, name: {zh: 各处, en: sites}, says: {zh: 一, en: a}, cites: [一],
         applies: {all: mandatory},
         requires: {quota: {metric: items, at_most: 4, per: unit, unit: {zh: 件, en: items}}}}
"""


def _other_plan() -> Plan:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "plan.yaml")
        file.write_text(OTHER_PLAN, encoding="utf-8")
        return load_plan(str(file))


@cache
def plans() -> dict[str, Plan]:
    """Return the plan, and one with caps of every kind, which the plan has only one of."""
    return {"2014": load_plan(), "other": _other_plan()}


# --- reports -------------------------------------------------------------------------------------

DAYS = [
    datetime.date.fromisoformat(day)
    for day in (
        *("2013-12-31", "2014-01-01", "2014-06-29", "2014-06-30", "2014-07-01", "2014-12-30"),
        *("2014-12-31", "2015-01-01", "2015-06-30", "2015-07-01", "2015-12-31", "2016-01-01"),
    )
]
"""Days on, before and after the beginning of the plans and every deadline in them."""
ALLOTTED = (1, 5, 160, 1200)
SUBJECTS = {
    "上海": ("上海市", "CN-SH", "310000", "Shanghai"),
    "广东": ("广东省", "CN-GD", "440000", "Guangdong"),
    "江西": ("江西省", "CN-JX", "360000", "Jiangxi"),
    "新疆生产建设兵团": (),
}
UNITS = ("示例图书馆", "示例大学")
EVIDENCE = {"Z01": {"title": "示例", "number": "示例函〔2014〕8号"}, "Z02": {"date": "2014-06-05"}}
"""A document that says something, and one that names none; Z03 is not listed at all."""


class Facts(NamedTuple):
    """How things are, whether or not anybody states it. An allotment of None: there is none."""

    subject: str
    tier: str
    designated: tuple[str, ...]
    allotments: dict[str, int | None]


@dataclass(frozen=True)
class Case:
    """A report as data, the name of its plan, how things are, and whether evidence is demanded."""

    name: str
    facts: Facts
    data: dict[str, Any]
    proof: bool = False

    @property
    def plan(self) -> Plan:
        return plans()[self.name]

    def but(self, data: dict[str, Any]) -> Case:
        return replace(self, data=data)

    @property
    def as_of(self) -> datetime.date:
        return datetime.date.fromisoformat(self.data.get("as_of", str(self.plan.period.to)))

    def read(self, content: bytes | None = None, encoding: str = "utf-8") -> Report:
        content = as_json(self.data) if content is None else content
        return read_report(parse(content, "r.yaml", encoding=encoding), self.plan)

    def judged(
        self, content: bytes | None = None, encoding: str = "utf-8", roster: Roster | None = None
    ) -> Result:
        terms = Terms(require_evidence=self.proof)
        report = self.read(content, encoding)
        return evaluate(self.plan, report, roster=roster, terms=terms)


def as_json(data: Any) -> bytes:
    """Return ``data`` as JSON, which is YAML and quickly written."""
    return json.dumps(data, ensure_ascii=False).encode()


def duties(plan: Plan) -> list[Obligation]:
    return [obligation for _, obligation in plan.obligations()]


def numbers_around(obligation: Obligation) -> list[int]:
    """Return 0 and every number asked for in some tier, with the one before and after it."""
    assert obligation.requirement.metrics
    asked: list[int] = []
    for bound in obligation.requirement.bounds.values():
        asked += ALLOTTED if isinstance(bound, str) else _all_of(bound)
    return sorted({0, *(n + step for n in asked for step in (-1, 0, 1))})


def _all_of(bound: int | dict[str, int]) -> list[int]:
    return list(bound.values()) if isinstance(bound, dict) else [bound]


@st.composite
def facts_of(draw: st.DrawFn, plan: Plan) -> Facts:
    tier = draw(st.sampled_from(sorted(plan.tiers)))
    designable = [one.id for one in duties(plan) if plan.designable(one, tier)]
    designated = draw(st.lists(st.sampled_from(designable), unique=True, max_size=4))
    allotments: dict[str, int | None] = {}
    for one in duties(plan):
        if one.requirement.allotted:
            none = [None] if "allotted" in one.applies else []
            allotments[one.id] = draw(st.sampled_from([*none, *ALLOTTED]))
    return Facts(draw(st.sampled_from(sorted(SUBJECTS))), tier, tuple(designated), allotments)


def stated(facts: Facts, which: Sequence[str]) -> dict[str, Any]:
    """Return what a report or a roster states where it states ``which`` of the facts."""
    data: dict[str, Any] = {}
    if "tier" in which:
        data["tier"] = facts.tier
    if "designated" in which:
        data["designated"] = list(facts.designated)
    allotted = {name: n for name, n in facts.allotments.items() if name in which}
    if allotted:
        data["allotments"] = {
            name: "none" if n is None else {metrics()[name]: n} for name, n in allotted.items()
        }
    return data


@cache
def metrics() -> dict[str, str]:
    """Return the metric of each obligation that asks for a number."""
    return {
        one.id: one.requirement.metric
        for plan in plans().values()
        for one in duties(plan)
        if one.requirement.metrics
    }


@cache
def counted_by_amount() -> set[str]:
    """Return the metrics whose records have a number each."""
    return {
        metrics()[one.id]
        for plan in plans().values()
        for one in duties(plan)
        if plan.numbers.counted_by(one) == "amount"
    }


def names_of(facts: Facts) -> list[str]:
    """Return the facts that may be stated or not."""
    return ["tier", "designated", *facts.allotments]


@st.composite
def claims(draw: st.DrawFn, obligation: Obligation, last: datetime.date | None) -> dict[str, Any]:
    """What stands under an obligation, or under one of its units.

    With ``last`` nothing is wrong with it: dated from the first day of the plan to that one, and
    the ledger holds what is claimed.
    """
    days = DAYS if last is None else [day for day in DAYS[1:] if day <= last]
    claim: dict[str, Any] = {}
    if not obligation.requirement.metrics:
        claim["status"] = draw(st.sampled_from([None, *map(str, Status)]))
    else:
        claim[obligation.requirement.metric] = draw(st.sampled_from(numbers_around(obligation)))
    if draw(st.booleans()):
        claim["date"] = str(draw(st.sampled_from(days)))
    if draw(st.booleans()):
        claim["evidence"] = draw(st.lists(st.sampled_from(["Z01", "Z02", "Z03"]), max_size=2))
    with_ledger = obligation.requirement.metrics and draw(st.integers(0, 3)) == 0
    if with_ledger and obligation.requirement.metrics and not obligation.requirement.per:
        number = claim[obligation.requirement.metric]
        if number <= 60:
            metric = obligation.requirement.metric
            if metric in counted_by_amount():  # seven in each record, the rest in the last
                parts = [min(7, number - n) for n in range(0, number, 7)]
                claim["records"] = [{"name": f"示例{n}", metric: p} for n, p in enumerate(parts)]
            else:
                claim["records"] = [{"name": f"示例{n}"} for n in range(number)]
            for record in claim["records"][:3] if last is None else ():
                record["date"] = str(draw(st.sampled_from(days)))
            if last is None and number and draw(st.booleans()):
                claim["records"].pop()
    return claim


@st.composite
def entries(draw: st.DrawFn, obligation: Obligation, last: datetime.date | None) -> Any:
    """What a report says on an obligation."""
    if obligation.requirement.per:
        units = draw(st.lists(st.sampled_from(UNITS), unique=True, min_size=1))
        return {"units": {unit: draw(claims(obligation, last)) for unit in units}}
    entry = draw(claims(obligation, last))
    if obligation.requirement.metrics and draw(st.integers(0, 4)) == 0:
        entry["status"] = str(draw(st.sampled_from(list(Status))))
    return entry


@st.composite
def cases(
    draw: st.DrawFn, *, sound: bool = False, facts_stated: bool | None = None, most: int = 5
) -> Case:
    """Reports on some obligations of some plan. ``sound``: nothing said is wrong.

    ``facts_stated``: all of them, none of them, or for None as it comes.
    """
    of = draw(st.sampled_from(sorted(plans())))
    plan = plans()[of]
    facts = draw(facts_of(plan))
    which = names_of(facts) if facts_stated else []
    if facts_stated is None:
        which = draw(st.lists(st.sampled_from(names_of(facts)), unique=True))
    subject = {"province" if plan.subject_names else "subject": facts.subject}
    data: dict[str, Any] = {"plan": plan.id, **subject, **stated(facts, which)}
    as_of = draw(st.sampled_from([None, *DAYS[1:]]))
    if as_of is not None:
        data["as_of"] = str(as_of)
    last = min(as_of or plan.period.to, datetime.date(2014, 6, 30)) if sound else None
    ids = [one.id for one in duties(plan)]
    reported = draw(st.lists(st.sampled_from(ids), unique=True, max_size=most))
    data["tasks"] = {name: draw(entries(plan.find(name), last)) for name in reported}
    data["evidence"] = deepcopy(EVIDENCE)
    return Case(of, facts, data, proof=not sound and draw(st.booleans()))


def verdicts(result: Result) -> list[tuple[object, ...]]:
    """Return what is found about every obligation, but for where and in which words."""
    return [(f.obligation, f.verdict, f.level, f.asked, f.reason) for f in result.findings]


def values(result: Result) -> list[tuple[object, ...]]:
    """Return what is found about every obligation with the numbers and dates it rests on."""
    return [(*told, f.values) for told, f in zip(verdicts(result), result.findings, strict=True)]


def whole(result: Result) -> list[tuple[object, ...]]:
    """Return all that is found, with values, notes and places."""
    return [
        (f.obligation, f.verdict, f.level, f.reason, f.values, f.notes, f.location)
        for f in result.findings
    ]


STANDING = {
    Verdict.FAIL: 0,
    Verdict.MISSING: 0,
    Verdict.REVIEW: 1,
    Verdict.PENDING: 2,
    Verdict.OPTIONAL: 2,
    Verdict.WAIVED: 2,
    Verdict.NOT_APPLICABLE: 2,
    Verdict.PASS: 3,
}
"""How good a verdict is for the one who reports, by what it does to the exit code.

Fail and missing block alike, so that a statement that takes the place of none is no worse. Review
blocks less. What neither blocks nor asks anything of anybody is next, whatever the reason; and to
have done what is asked is best, which alone no later day and no fact can turn.
"""
LADDER = (Status.NOT_UNDERTAKEN, Status.NOT_STARTED, Status.IN_PROGRESS, Status.INTERIM,
          Status.COMPLETED)  # fmt: skip
"""From least to most. What is declined and what is not begun is equally little."""


# --- the table of verdicts ------------------------------------------------------------------------


def expected(case: Case, task: Task, obligation: Obligation) -> Verdict:
    """Return the verdict by the table in the design, read once more and by itself.

    For a report that is sound and states every fact but whether there are units.
    """
    level = level_of(obligation, case.facts)
    if level is None:
        return Verdict.NOT_APPLICABLE
    due = obligation.due or case.plan.period.to
    due = due[case.facts.tier] if isinstance(due, dict) else due
    open_ = Verdict.OPTIONAL if level == "optional" else Verdict.PENDING
    late = level == "mandatory" and case.as_of >= due
    missing, short = (Verdict.MISSING, Verdict.FAIL) if late else (open_, open_)
    unclear = Verdict.REVIEW if late else open_

    def met(claim: dict[str, Any]) -> Verdict:
        """Enough is reported: after the deadline it has to be dated."""
        return Verdict.PASS if case.as_of <= due or "date" in claim else unclear

    entry = case.data["tasks"].get(obligation.id)
    if not obligation.requirement.metrics:
        wanted = obligation.requires.status or task.status
        if entry is None or entry["status"] is None:
            return missing
        reached = LADDER.index(Status(entry["status"])) >= LADDER.index(wanted)
        return met(entry) if reached else short
    if case.facts.allotments.get(obligation.id, 0) is None:
        return unclear  # it is designated, and nothing is allotted
    if entry is None:
        # Where each of its units owes a number, there may be none.
        return unclear if obligation.requirement.per else missing
    asked = dict(obligation.requirement.bounds)
    for kind, bound in asked.items():
        if isinstance(bound, dict):
            asked[kind] = bound[case.facts.tier]
        elif isinstance(bound, str):
            number = case.facts.allotments[obligation.id]
            assert number is not None
            asked[kind] = number
    found = []
    for claim in entry["units"].values() if "units" in entry else [entry]:
        number = claim[obligation.requirement.metric]
        if number > asked.get("at_most", number):
            found.append(Verdict.FAIL)
        elif "at_least" not in asked:
            found.append(Verdict.PASS)  # no day matters to a cap that is kept
        else:
            found.append(met(claim) if number >= asked["at_least"] else short)
    return min(found, key=lambda verdict: STANDING[verdict])


def level_of(obligation: Obligation, facts: Facts) -> str | None:
    """Return the level by the most specific selector: subject, designation, tier, everybody."""
    applies = {name: str(level) for name, level in obligation.applies.items()}
    found = [applies.get(facts.subject)]
    found += [applies.get("designated")] if obligation.id in facts.designated else []
    found += [applies.get("allotted")] if facts.allotments.get(obligation.id) is not None else []
    found += [applies.get(name) for name in (f"tier{facts.tier}", "all", "others")]
    return next((level for level in found if level is not None), None)


@examples(250)
@given(cases(sound=True, facts_stated=True))
def test_a_sound_report_gets_the_verdicts_of_the_table(case: Case) -> None:
    """Every duty of both plans, around every number, deadline, level and status."""
    for finding in case.judged().findings:
        task = case.plan.task_of(finding.obligation)
        wanted = expected(case, task, case.plan.obligation(finding.obligation))
        assert finding.verdict is wanted, finding.obligation


# --- how it is written does not matter -----------------------------------------------------------

chances = st.randoms(use_true_random=False)


def shuffled(value: Any, chance: random.Random) -> Any:
    """Return ``value`` with keys in another order, and lists too: none of them means anything."""
    if isinstance(value, dict):
        items = [(key, shuffled(part, chance)) for key, part in value.items()]
        chance.shuffle(items)
        return dict(items)
    if isinstance(value, list):
        parts = [shuffled(part, chance) for part in value]
        chance.shuffle(parts)
        return parts
    return value


@examples(120)
@given(cases(), chances)
def test_the_order_of_keys_changes_no_verdict(case: Case, chance: random.Random) -> None:
    """Keys, records, evidence and designations in another order: the same verdicts."""
    other = as_json(shuffled(case.data, chance))
    assert verdicts(case.judged(other)) == verdicts(case.judged())


def scalar(value: object, chance: random.Random, *, in_flow: bool) -> str:
    """Return a scalar in one of the styles that YAML has for it."""
    if value is None:
        return chance.choice(["~", "null", "Null"] if in_flow else ["~", "null", "NULL", ""])
    text = str(value)
    styles = ["'{}'", '"{}"']
    if re.fullmatch(r"\w[\w.〔〕-]*", text):
        styles.append("{}")
    return chance.choice(styles).format(text)


def flow(value: Any, chance: random.Random) -> str:
    """Return ``value`` on one line."""
    if isinstance(value, dict):
        pairs = (f"{scalar(k, chance, in_flow=True)}: {flow(v, chance)}" for k, v in value.items())
        return "{" + chance.choice([", ", " , "]).join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(part, chance) for part in value) + "]"
    return scalar(value, chance, in_flow=True)


def block(value: dict[str, Any], chance: random.Random, indent: int = 0) -> Iterator[str]:
    """Yield ``value`` as lines, what is in it in any style, with comments and blanks between."""
    step = chance.choice([2, 4])
    for key, part in value.items():
        if chance.random() < 0.1:
            yield chance.choice(["", " " * indent + "# 示例"])
        name = " " * indent + scalar(key, chance, in_flow=False)
        if isinstance(part, dict) and part and chance.random() < 0.6:
            yield f"{name}:"
            yield from block(part, chance, indent + step)
        elif isinstance(part, list) and part and chance.random() < 0.5:
            yield f"{name}:{chance.choice(['', '  # 示例'])}"
            yield from (f"{' ' * indent}- {flow(one, chance)}" for one in part)
        elif isinstance(part, dict | list):
            yield f"{name}: {flow(part, chance)}"
        else:
            yield f"{name}: {scalar(part, chance, in_flow=False)}"


def in_yaml(data: dict[str, Any], chance: random.Random) -> str:
    """Return ``data`` as YAML in a style that chance decides."""
    return "".join(f"{line}\n" for line in block(data, chance))


def as_text(value: Any) -> Any:
    """Return ``value`` as the reader has it: every scalar a text."""
    if isinstance(value, dict):
        return {key: as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_text(part) for part in value]
    return None if value is None else str(value)


@examples(120)
@given(cases(), chances)
def test_quotes_and_style_change_no_verdict(case: Case, chance: random.Random) -> None:
    """Plain or quoted, on one line or many, with comments: the same tree and the same findings."""
    content = in_yaml(case.data, chance).encode()
    assert parse(content, "r.yaml").data == as_text(case.data)
    assert values(case.judged(content)) == values(case.judged())


@examples(60)
@given(cases(), chances)
def test_line_ends_change_nothing(case: Case, chance: random.Random) -> None:
    """CRLF and CR: the same findings at the same lines and columns."""
    text = in_yaml(case.data, chance)
    expected = whole(case.judged(text.encode()))
    for end in ("\r\n", "\r"):
        assert whole(case.judged(text.replace("\n", end).encode())) == expected


@examples(60)
@given(cases(), chances)
def test_a_mark_and_the_encoding_change_nothing(case: Case, chance: random.Random) -> None:
    """With a byte order mark, in UTF-16, or in GB18030 where it is asked for: the same findings."""
    text = in_yaml(case.data, chance)
    expected = whole(case.judged(text.encode()))
    for codec in ("utf-8-sig", "utf-16"):
        assert whole(case.judged(text.encode(codec))) == expected
    assert whole(case.judged(b"\xfe\xff" + text.encode("utf-16-be"))) == expected
    assert whole(case.judged(text.encode("gb18030"), "gb18030")) == expected


# --- another spelling ----------------------------------------------------------------------------

HAN = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
TIER_WORDS = {
    "cn-patent-2014": {
        "1": "一类 tier1 一类省份",
        "2": "二类 tier2 二类省份",
        "3": "三类 tier3 三类省份",
    },
    "example-2014": {"1": "甲类 tier1", "2": "乙类 tier2"},
}


def number_spelled(number: int, unit: str, chance: random.Random) -> str:
    """Return an exact number in one of the spellings that are exact too."""
    ways = [str(number), str(number).translate(FULL_WIDTH), f"{number}{unit}", f"{number:,}"]
    if number < 100:
        tens, ones = divmod(number, 10)
        han = (HAN[tens] if tens > 1 else "") + ("十" if tens else "")
        han += HAN[ones] if ones or not tens else ""
        ways += [han, han + unit]
    return chance.choice(ways)


def day_spelled(day: str, chance: random.Random) -> str:
    year, month, date = (int(part) for part in day.split("-"))
    ways = [day, f"{year}年{month}月{date}日", f"{year}.{month}.{date}", f"{year}/{month}/{date}"]
    return chance.choice([*ways, f"{year}年{month}月{date}日".translate(FULL_WIDTH)])


@dataclass
class Speller:
    """Says the same in other words. ``read`` counts, by obligation, what is not plain digits."""

    plan: Plan
    chance: random.Random
    read: Counter[str]

    def key(self, model: type[Strict], name: str) -> str:
        return self.chance.choice(spellings_of(model, name))

    def obligation(self, name: str) -> str:
        task = next(task for task, one in self.plan.obligations() if one.id == name)
        ways = [name, f"{task.id}.{self.plan.find(name).name.zh}"]
        own = [one for other, one in self.plan.obligations() if other is task]
        return self.chance.choice([*ways, str(task.id)] if len(own) == 1 else ways)

    def report(self, data: dict[str, Any]) -> dict[str, Any]:
        spelled: dict[str, Any] = {}
        for name, value in data.items():
            spelled[self.key(Report, name)] = self.value(name, value)
        return spelled

    def value(self, name: str, value: Any) -> Any:
        if name == "province":
            return self.chance.choice([value, *SUBJECTS[value]])
        if name == "tier":
            return self.chance.choice([value, *TIER_WORDS[self.plan.id][value].split()])
        if name == "as_of":
            return day_spelled(value, self.chance)
        if name == "designated":
            said = [self.obligation(one) for one in value]
            return said or self.chance.choice([[], "none", "无"])
        if name == "allotments":
            return {self.obligation(key): self.allotment(key, one) for key, one in value.items()}
        if name == "tasks":
            return {self.obligation(key): self.entry(key, one) for key, one in value.items()}
        if name == "evidence":
            return {
                key: {self.key(Evidence, part): said for part, said in one.items()}
                for key, one in value.items()
            }
        return value

    def allotment(self, obligation: str, value: Any) -> Any:
        if value == "none":
            return self.chance.choice(["none", "无", "没有"])
        claim = self.claim(Allotment, obligation, value)
        self.read[obligation] = 0  # it is noted of what is reported only
        return claim

    def entry(self, obligation: str, entry: dict[str, Any]) -> Any:
        if entry.keys() == {"status"} and entry["status"] and self.chance.random() < 0.5:
            return self.status(entry["status"])
        spelled = self.claim(Entry, obligation, entry)
        for name in [name for name in spelled if name in spellings_of(Entry, "units")]:
            units = spelled[name]
            spelled[name] = {key: self.claim(Claim, obligation, one) for key, one in units.items()}
        return spelled

    def status(self, status: str) -> str:
        return self.chance.choice([status, *STATUS_WORDS[Status(status)]])

    def claim(self, model: type[Strict], obligation: str, claim: dict[str, Any]) -> dict[str, Any]:
        spelled: dict[str, Any] = {}
        found = self.plan.find(obligation)
        for name, value in claim.items():
            if found.requirement.metrics and name == found.requirement.metric:
                written = number_spelled(value, found.requirement.unit.zh, self.chance)
                self.read[obligation] += written != str(value)
                spelled[self.chance.choice(self.plan.numbers.metric_names(found))] = written
                continue
            said = value
            if name == "status" and value is not None:
                said = self.status(value)
            elif name == "date":
                said = day_spelled(value, self.chance)
            elif name == "records":
                said = [self.record(found, one) for one in value]
            spelled[self.key(model, name)] = said
        return spelled

    def record(self, obligation: Obligation, record: dict[str, Any]) -> dict[str, Any]:
        spelled: dict[str, Any] = {}
        for name, value in record.items():
            if obligation.requirement.metrics and name == obligation.requirement.metric:
                metric = self.chance.choice(self.plan.numbers.metric_names(obligation))
                spelled[metric] = number_spelled(value, obligation.requirement.unit.zh, self.chance)
            else:
                said = day_spelled(value, self.chance) if name == "date" else value
                spelled[self.key(Record, name)] = said
        return spelled


@examples(120)
@given(cases(), chances)
def test_another_spelling_gets_the_same_verdicts(case: Case, chance: random.Random) -> None:
    """Chinese keys and words, other names, exact numbers and dates in other signs.

    A number that is not in plain digits is noted as read, once for each, and nothing else is.
    """
    speller = Speller(case.plan, chance, Counter())
    found = case.judged(in_yaml(speller.report(case.data), chance).encode())
    assert values(found) == values(case.judged())
    for finding in found.findings:
        read = sum(note.reason == "note.read-as" for note in finding.notes)
        assert read == speller.read[finding.obligation], finding.obligation


# --- more never hurts ----------------------------------------------------------------------------


def by_world(finding: Finding) -> dict[tuple[object, ...], Verdict]:
    """Return the verdict in every world that the facts allow: what is promised holds in each."""
    if not finding.scenarios:
        return {(): finding.verdict}
    return {
        (one.tier, one.designated, one.allotment, one.units): one.verdict
        for one in finding.scenarios
    }


def standings(before: Result, after: Result) -> Iterator[tuple[str, int, int]]:
    """Yield how each obligation stood before and stands now, for each world that is in both."""
    for one, two in zip(before.findings, after.findings, strict=True):
        then, now = by_world(one), by_world(two)
        for world in then.keys() & now.keys():
            yield f"{one.obligation} {world}", STANDING[then[world]], STANDING[now[world]]


def is_kind(obligation: Obligation, bound: str) -> bool:
    """Whether ``bound`` is all that the quota of ``obligation`` has."""
    return obligation.requirement.metrics and obligation.requirement.bounds.keys() == {bound}


@st.composite
def raised(draw: st.DrawFn, kind: str, *, sound: bool) -> tuple[Case, Case]:
    """A report, and the same with one number or status raised, with its ledger if it has one."""
    case = draw(cases(sound=sound))
    wanted = [
        one.id
        for one in duties(case.plan)
        if (not one.requirement.metrics if kind == "status" else is_kind(one, kind))
    ]
    name = draw(st.sampled_from(wanted))
    obligation = case.plan.find(name)
    before, last = deepcopy(case.data), min(case.as_of, datetime.date(2014, 6, 30))
    if name not in before["tasks"]:
        before["tasks"][name] = draw(entries(obligation, last if sound else None))
    after = deepcopy(before)
    entry = after["tasks"][name]
    if kind == "status":
        place = LADDER.index(Status(entry["status"])) if entry["status"] else 0
        entry["status"] = str(draw(st.sampled_from(LADDER[place:])))
        if draw(st.integers(0, 4)) == 0:
            del before["tasks"][name]  # from nothing at all
        return case.but(before), case.but(after)
    claim = draw(st.sampled_from(list(entry["units"].values()))) if "units" in entry else entry
    by = draw(st.integers(0, 60))
    claim[metrics()[name]] += by
    if "records" in claim and metrics()[name] in counted_by_amount():
        claim["records"].append({"name": "又一", metrics()[name]: by})
    elif "records" in claim:
        claim["records"].extend({"name": f"又一{n}"} for n in range(by))
    return case.but(before), case.but(after)


@examples(250)
@given(st.one_of(raised("at_least", sound=True), raised("status", sound=True)))
def test_more_of_what_is_asked_for_never_hurts(both: tuple[Case, Case]) -> None:
    """A higher number where there is a floor, or a higher status: no verdict worsens.

    Nothing else in the report is wrong: it is dated within the plan and not after the day it is
    judged by, and its ledger agrees. Mistakes are looked at only once enough is stated.
    """
    before, after = both
    for what, then, now in standings(before.judged(), after.judged()):
        assert now >= then, what


@examples(250)
@given(st.one_of(raised("at_least", sound=False), raised("status", sound=False)))
def test_more_of_what_is_asked_for_never_begins_to_block(both: tuple[Case, Case]) -> None:
    """In any report, what does not block goes on not to, and what is a pass stays one."""
    before, after = both
    for what, then, now in standings(before.judged(), after.judged()):
        assert now >= 1 or then < 1, what
        assert now == 3 or then < 3, what


@pytest.mark.parametrize(
    ("more", "proof", "reason", "notes"),
    [
        ({}, True, "finding.unsettled", ["finding.no-evidence"]),
        ({"date": "2013-12-31"}, False, "finding.unsettled", ["finding.early"]),
        ({"date": "2015-01-15"}, False, "finding.ahead", []),
    ],
)
def test_what_is_open_before_the_deadline_is_a_note(
    more: dict[str, Any], proof: bool, reason: str, notes: list[str]
) -> None:
    """On 30 June a duty is pending, however far it is, for what is open can still be mended."""
    facts = Facts("上海", "1", (), {})
    data: dict[str, Any] = {"province": "上海", "tier": "1", "as_of": "2014-06-30"}

    def found(status: str) -> Finding:
        tasks = {"4.scheme": {"status": status, **more}}
        return finding_of(Case("2014", facts, {**data, "tasks": tasks}, proof).judged(), "4.scheme")

    assert (found("interim").verdict, found("interim").reason) == (
        Verdict.PENDING,
        "finding.not-yet",
    )
    done = found("completed")
    assert (done.verdict, done.reason) == (Verdict.PENDING, reason)
    assert [note.reason for note in done.notes] == notes


@examples(150)
@given(raised("at_most", sound=False))
def test_more_of_what_is_capped_never_helps(both: tuple[Case, Case]) -> None:
    """A higher number where there is a ceiling: no verdict gets better, however it is dated."""
    before, after = both
    for what, then, now in standings(before.judged(), after.judged()):
        assert now <= then, what


@st.composite
def proved(draw: st.DrawFn) -> tuple[Case, Case]:
    """A report, and the same with a document that proves something named in more places."""
    case = draw(cases())
    data = deepcopy(case.data)
    data["evidence"]["Z09"] = {"title": "示例", "file": "示例.pdf"}
    for entry in data["tasks"].values():
        for claim in [entry, *entry.get("units", {}).values()]:
            if draw(st.booleans()):
                claim["evidence"] = [*claim.get("evidence", []), "Z09"]
    return case, case.but(data)


@examples(120)
@given(proved())
def test_more_evidence_never_hurts(both: tuple[Case, Case]) -> None:
    """A document more: no verdict worsens; where none is demanded, none changes."""
    before, after = (case.judged() for case in both)
    for what, then, now in standings(before, after):
        assert now >= then, what
    if not both[0].proof:
        assert [f.verdict for f in after.findings] == [f.verdict for f in before.findings]


@examples(120)
@given(cases())
def test_evidence_that_is_no_document_proves_nothing(case: Case) -> None:
    """Names that are not listed, or stand for an empty line of the list, change no verdict."""
    data = deepcopy(case.data)
    for entry in data["tasks"].values():
        for claim in [entry, *entry.get("units", {}).values()]:
            claim["evidence"] = [name for name in claim.get("evidence", []) if name == "Z01"]
    before, after = case.judged(), case.but(data).judged()
    assert [f.verdict for f in after.findings] == [f.verdict for f in before.findings]


@examples(120)
@given(cases())
def test_to_demand_evidence_never_helps(case: Case) -> None:
    """What is demanded beyond the plan turns a pass into a review, and nothing else.

    Before the deadline the pass becomes pending, and where the duty is optional, optional.
    """
    lenient = replace(case, proof=False).judged()
    strict = replace(case, proof=True).judged()
    for what, then, now in standings(lenient, strict):
        assert now == then or (then == 3 and now in (1, 2)), what


# --- learning a fact -----------------------------------------------------------------------------


@st.composite
def learning(draw: st.DrawFn) -> tuple[Case, Case, Roster | None, list[str]]:
    """A report, and the same with facts that are learned: from itself or from a roster.

    The roster states what the report does too, since it is believed and the report is not.
    """
    case = draw(cases(facts_stated=False))
    facts = case.facts
    known = draw(st.lists(st.sampled_from(names_of(facts)), unique=True))
    learned = draw(st.lists(st.sampled_from(names_of(facts)), unique=True, min_size=1))
    before = case.but({**case.data, **stated(facts, known)})
    in_all = list(dict.fromkeys([*known, *learned]))
    if draw(st.booleans()):
        return before, case.but({**case.data, **stated(facts, in_all)}), None, in_all
    roster = {
        "format": "plancheck.roster/1",
        "plan": case.plan.id,
        "provinces": {facts.subject: stated(facts, in_all)},
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "roster.yaml")
        file.write_bytes(as_json(roster))
        return before, before, load_roster(str(file), case.plan), in_all


@examples(300)
@given(learning())
def test_a_fact_rules_out_worlds_and_adds_none(
    drawn: tuple[Case, Case, Roster | None, list[str]],
) -> None:
    """A tier, a designation or an allotment that becomes known.

    A single scenario keeps its verdict. Several scenarios are reduced to the ones with this fact,
    each with its verdict; with every fact known, only whether there are units may still be open.
    """
    case, after, roster, known = drawn
    facts = case.facts
    for one, two in zip(case.judged().findings, after.judged(roster=roster).findings, strict=True):
        name = one.obligation
        if not one.scenarios:
            assert two.verdict is one.verdict, name
            continue
        if may_contradict(name, facts, known):
            continue  # nothing is allotted, and it may be designated: no world before said that
        listed = {s.verdict for s in one.scenarios if is_so(s, name, facts, known)}
        left = set(by_world(two).values())
        assert left <= listed, name
        assert two.verdict is by_the_rules(left), name
        if set(known) == set(names_of(facts)):
            assert len({world[:3] for world in by_world(two)}) == 1, name


@examples(120)
@given(cases())
def test_with_a_roster_that_states_nothing_the_report_s_own_facts_count_for_nothing(
    case: Case,
) -> None:
    """The tier, designations and allotments that only the report states are unknown."""
    silent = case.but({k: v for k, v in case.data.items() if k not in {*FACTS_OF_REPORTS}})
    head = {"format": "plancheck.roster/1", "plan": case.plan.id}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "roster.yaml")
        for listed in ({case.facts.subject: {}}, {}):
            file.write_bytes(as_json({**head, "provinces": listed}))
            roster = load_roster(str(file), case.plan)
            assert verdicts(case.judged(roster=roster)) == verdicts(silent.judged())


FACTS_OF_REPORTS = ("tier", "designated", "allotments")


def is_so(world: ScenarioVerdict, obligation: str, facts: Facts, known: Sequence[str]) -> bool:
    """Whether ``world`` is as the facts are that are ``known``."""
    if "tier" in known and world.tier != facts.tier:
        return False
    if "designated" in known and world.designated != (obligation in facts.designated):
        return False
    if obligation not in known:
        return True
    allotted = facts.allotments[obligation] is not None
    return (world.allotment is not None) == allotted or (not allotted and world.designated)


def may_contradict(obligation: str, facts: Facts, known: Sequence[str]) -> bool:
    """Whether nothing is known to be allotted, and the subject is or may be designated."""
    none = obligation in known and facts.allotments[obligation] is None
    return none and ("designated" not in known or obligation in facts.designated)


@examples(120)
@given(cases(facts_stated=False))
def test_the_verdict_is_what_the_rules_make_of_the_worlds_listed(case: Case) -> None:
    """Every world is named with its verdict, and the four rules make the finding's of them."""
    for finding in case.judged().findings:
        found = set(by_world(finding).values())
        assert finding.verdict is by_the_rules(found)
        blocking = {verdict for verdict in found if verdict.blocks}
        undecided = bool(blocking) and blocking != found
        assert (finding.reason == "finding.undecided") is undecided
        assert bool(finding.facts) is undecided


# --- many files ----------------------------------------------------------------------------------

BROKEN = (b"", b"province: \xc9\xcf\xba\xa3", "province: 上诲".encode(), b"a: [", b"tier: 1\n")


def outcomes(run: Run) -> dict[str, object]:
    """Return what became of each file: its findings or its problems."""
    found: dict[str, object] = {one.path: whole(one) for one in run.results}
    return found | {one.path: one.problems for one in run.rejected}


@examples(60)
@given(st.lists(st.one_of(cases(most=3), st.sampled_from(BROKEN)), min_size=2, max_size=5), chances)
def test_the_order_of_files_changes_nothing(
    drawn: list[Case | bytes], chance: random.Random
) -> None:
    """Each file gets what it gets alone, and the call ends with the same code."""
    plan = plans()["2014"]
    with tempfile.TemporaryDirectory() as folder:
        paths = _written(folder, drawn)
        shuffled_ = chance.sample(paths, len(paths))
        one, two = judge(paths, plan), judge(shuffled_, plan)
        assert outcomes(one) == outcomes(two)
        assert one.exit_code == two.exit_code
        assert one.tally == two.tally
        alone = [outcomes(judge([path], plan))[path] for path in paths]
        assert [outcomes(one)[path] for path in paths] == alone


@examples(4)
@given(
    st.lists(st.one_of(cases(most=3), st.sampled_from(BROKEN)), min_size=2, max_size=6),
    st.integers(2, 4),
)
def test_the_number_of_processes_changes_nothing(drawn: list[Case | bytes], jobs: int) -> None:
    """The same bytes in every format that programs read, however many processes share the work."""
    plan = plans()["2014"]
    with tempfile.TemporaryDirectory() as folder:
        paths = _written(folder, drawn)
        one, many = judge(paths, plan), judge(paths, plan, jobs=jobs)
        for name in ("json", "table", "sarif", "csv"):
            assert render(name, one) == render(name, many)


def _written(folder: str, drawn: list[Case | bytes]) -> list[str]:
    paths = []
    for number, one in enumerate(drawn):
        path = Path(folder, f"{number}.yaml")
        path.write_bytes(one if isinstance(one, bytes) else as_json(one.data))
        paths.append(str(path))
    return paths


# --- there and back ------------------------------------------------------------------------------


def said(value: object) -> object:
    """Return what a part of a report says, however it is spelled."""
    if isinstance(value, Count):
        return value.value
    if isinstance(value, Strict):
        return {name: said(part) for name, part in value}
    if isinstance(value, dict):
        return {name: said(part) for name, part in value.items()}
    return [said(part) for part in value] if isinstance(value, list) else value


@examples(120)
@given(cases(), chances, st.sampled_from([None, *Lang]), st.sampled_from(["\n", "\r\n"]))
def test_fmt_keeps_what_a_report_says(
    case: Case, chance: random.Random, lang: Lang | None, end: str
) -> None:
    """Formatted, a report says the same and gets the same verdicts; a second time nothing moves.

    No line of comment is lost.
    """
    speller = Speller(case.plan, chance, Counter())
    text = in_yaml(shuffled(speller.report(case.data), chance), chance).replace("\n", end)
    once = formatted(text.encode(), "r.yaml", case.plan, encoding="utf-8", lang=lang)
    assert formatted(once, "r.yaml", case.plan, encoding="utf-8", lang=lang) == once
    assert said(case.read(once)) == said(case.read(text.encode()))
    assert values(case.judged(once)) == values(case.judged(text.encode()))
    assert once.count("# 示例".encode()) == text.count("# 示例")


@cache
def schema() -> Draft202012Validator:
    """Return the schema of a result."""
    text = (ROOT / "schema/result.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


@examples(12)
@given(cases(most=9))
def test_every_format_says_what_the_library_says(run_cli: Callable[..., Ran], case: Case) -> None:
    """Through the command: JSON that its schema takes, with the verdicts of the library.

    JUnit and CSV count what JSON counts; the table counts it by level.
    """
    assume(case.name == "2014")  # the command is given no other plan
    result = case.judged()
    content = as_json(case.data)
    proof = ["--require-evidence"] if case.proof else []

    def shown(name: str) -> str:
        ran = run_cli("validate", "-", "--format", name, *proof, stdin=content)
        assert ran.err == ""
        codes = {"compliant": 0, "on-track": 0, "not-compliant": 1, "undetermined": 3}
        assert ran.code == codes[result.outcome]
        return ran.out

    document = json.loads(shown("json"))
    assert [error.message for error in schema().iter_errors(document)] == []
    (report,) = document["reports"]
    found = [(one["obligation"], one["verdict"], one["reason"]) for one in report["findings"]]
    assert found == [(f.obligation, str(f.verdict), f.reason) for f in result.findings]
    counts = report["verdicts"]
    assert counts == {str(verdict): result.tally[verdict] for verdict in verdicts_of(result.plan)}

    rows = list(csv.DictReader(io.StringIO(shown("csv"))))
    of_rows = Counter(row["verdict"] for row in rows if row["kind"] == "finding")
    assert of_rows == Counter({name: n for name, n in counts.items() if n})

    suites = ElementTree.fromstring(shown("junit"))
    whole = result.failure is not None
    failing = counts["fail"] + counts["missing"] + counts["review"] + whole
    skipped = sum(counts[name] for name in ("pending", "waived", "optional", "not-applicable"))
    assert suites.get("tests") == str(sum(counts.values()) + whole)
    assert suites.get("failures") == str(failing) == str(len(suites.findall(".//failure")))
    assert len(suites.findall(".//skipped")) == skipped

    levels: dict[str, Counter[str]] = {"mandatory": Counter()}
    for one in report["findings"]:
        if one["verdict"] != "not-applicable":
            levels.setdefault(one["level"], Counter())[one["verdict"]] += 1
    line = shown("table").splitlines()[1]
    told = {
        level: {word: int(number) for word, number in re.findall(r"([^ ·0-9]+)([0-9]+)", words)}
        for level, words in re.findall(r"([^ ]+[0-9]+)项：((?:[^ ]+ · )*[^ ]+)", line)
    }
    assert told == {
        f"{say(Lang.ZH, f'level.{level}')}{tally.total()}": {
            format_value(Lang.ZH, Verdict(name)): number for name, number in tally.items()
        }
        for level, tally in levels.items()
        if level == "mandatory" or any(Verdict(name).is_open for name in tally)
    }

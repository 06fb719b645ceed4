"""Reports to measure with: made from the plan and a seed, so that anyone gets the same bytes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import Obligation, Task
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.standing import Duty

KINDS = {"compliant": 50, "short": 25, "late": 15, "broken": 10}
"""What can be the matter with a report, and how many of a hundred are like that."""

HEADCOUNT = 40
"""The number that the sample reports say was allotted to their province."""


@dataclass
class Entry:
    """What a sample report says about one obligation, before it is written down."""

    id: str
    claims: dict[str, object]
    evidence: list[str]
    records: list[str] = field(default_factory=list)
    unit: str | None = None


def write_reports(folder: Path, count: int, plan: Plan, *, seed: int = 2014) -> Iterator[Path]:
    """Write ``count`` reports below ``folder``, 1,000 in each of its folders; yield each when done.

    The name of a file says which of the ``KINDS`` the report is.
    """
    chance = random.Random(seed)
    for number in range(count):
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        file = folder / f"{number // 1000:03}" / f"{number:06}-{kind}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(sample_report(plan, kind, chance), encoding="utf-8", newline="\n")
        yield file


def write_many_subjects(folder: Path, count: int, *, seed: int = 2014) -> Path:
    """Write ``count`` reports, each of a subject of its own, and return a list of the subjects.

    The reports are in ``folder / "reports"``, and ``folder / "plan.yaml"`` is the plan of 2014 for
    subjects of any name.
    """
    plan = load_plan()
    rules = plan.document.content.decode().replace("\nsubjects: provinces\n", "\nsubjects: any\n")
    for _, duty in plan.obligations():
        for named, level in plan.named(duty).items():
            rules = rules.replace(f"{{{named}: {level}, ", "{")
    subjects = [f"示例单位{number:05}" for number in range(count)]
    files = write_reports(folder / "reports", count, plan, seed=seed)
    for file, subject in zip(files, subjects, strict=True):
        text = re.sub("(?m)^province: .*$", f"subject: {subject}", file.read_text("utf-8"))
        file.write_text(text, encoding="utf-8", newline="\n")
    (folder / "plan.yaml").write_text(rules, encoding="utf-8", newline="\n")
    load_plan(str(folder / "plan.yaml"))  # else every call would be about a plan that is unusable
    expected = folder / "expected.txt"
    lines = "".join(f"{subject}\n" for subject in subjects)
    expected.write_text(lines, encoding="utf-8", newline="\n")
    return expected


def sample_report(plan: Plan, kind: str, chance: random.Random) -> str:
    """Return a report on ``plan`` that is of this kind and otherwise drawn by ``chance``."""
    named = {name for _, duty in plan.obligations() for name in plan.named(duty)}
    subject = chance.choice([name for name in plan.subject_names if name not in named])
    tier = chance.choice(list(plan.tiers))
    duties = [(task, duty, asked(plan, task, duty, tier)) for task, duty in plan.obligations()]
    entries = [_entry(plan, duty, ask, chance) for _, duty, ask in duties if ask.level]
    mandatory = {duty.id for _, duty, ask in duties if ask.level == "mandatory"}
    bound = [entry for entry in entries if entry.id in mandatory]
    if kind == "short":
        for entry in chance.sample(bound, chance.randint(1, 4)):
            _fall_short(entry, plan, chance)
    elif kind == "late":
        dated = [entry for entry in bound if "date" in entry.claims]
        for entry in chance.sample(dated, chance.randint(1, 3)):
            late = plan.period.to + timedelta(days=chance.randint(400, 500))
            entry.claims["date"] = f'"{late}"'
    elif kind == "broken":
        _break(chance.choice(entries), chance)
    return "".join(_lines(plan, subject, tier, entries))


def asked(plan: Plan, task: Task, obligation: Obligation, tier: str) -> Duty:
    """Return what is asked of the sample provinces, which are designated wherever they can be."""
    return plan.duty(task, obligation, World(None, tier, True, HEADCOUNT))


def _entry(plan: Plan, obligation: Obligation, duty: Duty, chance: random.Random) -> Entry:
    claims: dict[str, object] = {}
    entry = Entry(obligation.id, claims, [f"e{chance.randint(1, 8)}"])
    quota = obligation.requirement
    if not quota.metrics:
        claims["status"] = str(duty.status)
        claims["date"] = f'"{_day(plan, duty, chance)}"'
        claims["note"] = chance.choice(_NOTES)
        return entry
    claims[quota.metric or ""] = _enough(duty, chance)
    if quota.per:
        entry.unit = "示范基地（示例）"
    elif chance.random() < 0.5:
        days = sorted(_day(plan, duty, chance) for _ in range(min(int(_enough(duty, chance)), 6)))
        if duty.at_least is None or len(days) >= duty.at_least:
            claims[quota.metric or ""] = len(days)
            entry.records = [_record(n, day, quota) for n, day in enumerate(days, 1)]
    return entry


def _enough(duty: Duty, chance: random.Random) -> int:
    if duty.at_least is None:
        return chance.randint(0, int(duty.at_most or 0))
    return int(duty.at_least) + (0 if duty.at_most is not None else chance.randint(0, 3))


def _day(plan: Plan, duty: Duty, chance: random.Random) -> date:
    """Return a day of the period on which the duty is still met in time."""
    last = min(duty.last_day, plan.period.to)
    return plan.period.from_ + timedelta(days=chance.randint(0, (last - plan.period.from_).days))


def _record(number: int, day: date, quota: Requirement) -> str:
    unit = quota.unit.zh if quota.unit else ""
    return f'{{name: 第{number}期{unit}专题活动（示例）, date: "{day}", host: 示例单位}}'


def _fall_short(entry: Entry, plan: Plan, chance: random.Random) -> None:
    quota = plan.find(entry.id).requirement
    if not quota.metrics:
        entry.claims["status"] = chance.choice(["not-started", "in-progress"])
        entry.claims.pop("date", None)
    else:
        entry.claims[quota.metric or ""] = 0
        entry.records = []


def _break(entry: Entry, chance: random.Random) -> None:
    if chance.random() < 0.5:
        entry.claims["stauts"] = "completed"
    else:
        entry.claims["status"] = "差不多了"


def _lines(plan: Plan, subject: str, tier: str, entries: list[Entry]) -> Iterator[str]:
    yield "# 示例：由程序生成，用来测速，不是任何省份的真实情况\n"
    yield f"format: plancheck.report/1\nplan: {plan.id}\nprovince: {subject}\n"
    yield f"tier: {tier}\n"
    designated = [duty.id for _, duty in plan.obligations() if plan.designable(duty, tier)]
    yield f"designated: [{', '.join(designated)}]\n"
    yield "allotments:\n"
    for _, obligation in plan.obligations():
        if obligation.requirement.allotted:
            number = f"{{{obligation.requirement.metric}: {HEADCOUNT}, source: 示例〔2014〕1号}}"
            yield f"  {obligation.id}: {number}\n"
    yield "tasks:\n"
    for entry in entries:
        yield f"  {entry.id}:\n"
        if entry.unit:
            yield f"    units:\n      {entry.unit}:\n"
        margin = " " * (8 if entry.unit else 4)
        yield from (f"{margin}{key}: {value}\n" for key, value in entry.claims.items())
        if entry.records:
            yield f"{margin}records:\n"
            yield from (f"{margin}- {record}\n" for record in entry.records)
        yield f"{margin}evidence: [{', '.join(entry.evidence)}]\n"
    yield "evidence:\n"
    for n in range(1, 8):
        yield f"  e{n}:\n    title: 关于推进有关工作的通知（示例{n}）\n"
        yield f'    number: 示例〔2014〕{n}号\n    date: "2014-03-{n:02}"\n'
    address = "https://example.org/notice?year=2014&number=8"  # costs no second reading
    yield f"  e8: {{title: 关于推进有关工作的通知（示例8）, date: 2014-03-08, url: {address}}}\n"


_NOTES = (
    "已按年度计划印发方案并报送备案（示例）",
    "会同有关部门开展调研，形成报告（示例）",
    "各处室分工落实，按季度通报进展（示例）",
)

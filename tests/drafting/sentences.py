"""Single sentences, each a task of a small plan, and what a person reads in them.

A case of ``tests/cases/drafting/*.yaml`` says only what differs from an ordinary sentence: all
tiers are bound, by the end of the year, without a number. ``ask`` names what it does not settle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import yaml

from tests.conftest import ROOT
from tests.drafting.comparison import ANY, ASK

CASES = ROOT / "tests" / "cases" / "drafting"
LOADER: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
"""Reads every scalar as it is written: a truth compares spellings of days and numbers."""
HEAD = "2027年示例省示例工作计划\n\n一、示例任务\n\n"
GOAL = "（一）示例分组\n\n做好示例工作。\n\n"
COLUMNS = """\
{id}.{title}。{text}

牵头单位：{departments}
{duties}
{due}

"""
BRACKETS = "{id}.{title}。{text}（{departments}；{due}）\n\n"
AROUND = (
    ("示例起步", "一类{noun}建立示例台账，二类{noun}建立示例台账，三类{noun}建立示例台账。"),
    ("示例收尾", "各{noun}报送示例总结。"),
    ("示例通报", "各{noun}报送示例信息。"),
)
"""The first task of every plan, which tells its tiers, and the last two: labels stand thrice."""
TIERS = ("1", "2", "3")

Case = dict[str, Any]


def read_cases(name: str) -> list[Case]:
    """Return the cases of one file."""
    cases: list[Case] = yaml.load((CASES / f"{name}.yaml").read_text("utf-8"), LOADER)
    return cases


def plans_of(cases: Sequence[Case]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield as few plans as hold all ``cases``, each with its truth."""
    for _, alike in groupby(sorted(cases, key=_shape), key=_shape):
        together = list(alike)
        yield plan_with(*together), truth_of(*together)


def _shape(case: Case) -> tuple[str, str]:
    return case.get("frame", "columns"), case.get("noun", "县")


def plan_with(*cases: Case) -> str:
    """Return the text of a plan that has a task with the sentence of each of ``cases``."""
    frame, noun = _shape(cases[0])
    tasks = [{"title": title, "text": text.format(noun=noun)} for title, text in AROUND]
    tasks[1:1] = [{"title": "示例工作", **case} for case in cases]
    pattern = BRACKETS if frame == "brackets" else COLUMNS
    text = HEAD if frame == "brackets" else HEAD + GOAL
    for number, task in enumerate(tasks, 1):
        duties = task.get("duties", f"各类{noun}必做")
        text += pattern.format(
            id=number,
            title=task["title"],
            text=task["text"],
            departments=task.get("departments", "市示例局"),
            duties="" if duties == "null" else f"\n地区：{duties}\n",
            due=task.get("due", "年内完成"),
        )
    return text


def truth_of(*cases: Case) -> dict[str, Any]:
    """Return what a person reads in the plan of ``cases``, in the form of a truth file."""
    noun = _shape(cases[0])[1]
    lines = plan_with(*cases).split("\n")
    truth: dict[str, Any] = {
        "plan": {
            "title": "2027年示例省示例工作计划",
            "from": "2027-01-01",
            "to": "2027-12-31",
            "tiers": {tier: f"{kind}类{noun}" for tier, kind in zip(TIERS, "一二三", strict=True)},
        },
        "tasks": {},
        "obligations": {},
        "national": [],
        "unexpected": [],
        "somewhere": [],
    }
    around = [{"title": title, "text": ""} for title, _ in AROUND]
    for number, case in enumerate([around[0], *cases, *around[1:]], 1):
        ask = case.get("ask", [])
        in_charge = case.get("in_charge", ANY if "departments" in case else ["市示例局"])
        task = {"title": case.get("title", "示例工作"), "departments": in_charge}
        truth["tasks"][str(number)] = task
        for name, wanted in _several(case).items():
            truth["obligations"][f"{number}.{name}"] = _obligation({**case, **wanted}, ask)
        for said in case.get("national", []):
            phrase = said if isinstance(said, dict) else {"find": said}
            truth["national"].append({**phrase, "task": str(number)})
        if case.get("unexpected") == ANY or "somewhere" in ask:
            truth["unexpected"].append(str(number))
        if "somewhere" in ask:
            first = next(n for n, line in enumerate(lines, 1) if line.startswith(f"{number}."))
            end = next(n for n, line in enumerate(lines, 1) if line.startswith(f"{number + 1}."))
            truth["somewhere"].append([first, end - 1])
    return truth


def _several(case: Case) -> dict[str, Case]:
    alone = {} if "national" in case and "find" not in case else {"it": {}}
    several: dict[str, Case] = case.get("several", alone)
    return several


def _obligation(case: Case, ask: Sequence[str]) -> dict[str, Any]:
    wanted = {
        "find": case.get("find", ""),
        "level": _levels(ASK if "level" in ask else case.get("level", {})),
        "due": ASK if "day" in ask else case.get("day", "2027-12-31"),
        "number": _number(case.get("number", ANY if "level" in ask else None)),
    }
    if "number" in ask:
        wanted["number"] = ASK
    if "status" in case:
        wanted["status"] = case["status"]
    return wanted


def _levels(level: str | dict[str, str]) -> dict[str, str]:
    """Return the level by tier, mandatory where nothing is said; or that by name as it is."""
    if isinstance(level, str):
        return dict.fromkeys(TIERS, level)
    return level if level.keys() - {*TIERS} else {**dict.fromkeys(TIERS, "mandatory"), **level}


def _number(written: Any) -> Any:
    """Return ``[growth] at_least 8/5/3 个`` as a truth file has it."""
    if not isinstance(written, str) or written in (ANY, ASK):
        return written
    words = written.split()
    number = {"kind": words.pop(0)} if words[0] == "growth" else {}
    number["bound"], values, *unit = words
    if unit:
        number["unit"] = unit[0]
    several = values.split("/")
    by_tier = zip(TIERS, several, strict=True)
    return {**number, **(dict(by_tier) if len(several) > 1 else {"all": values})}

"""Whole texts, made up and plainly so, and what a person reads in each."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.conftest import ROOT, SOURCE_TEXT
from tests.drafting.sentences import LOADER

PLANS = ROOT / "tests" / "plans" / "drafting"
SHARED = SOURCE_TEXT.parent
EXAMPLE = SHARED / "plan-example-truth.yaml"


class Truth(NamedTuple):
    """A text, how its draft is asked for, and what a person reads in it."""

    name: str
    text: str
    options: dict[str, Any]
    wanted: dict[str, Any]


def read_truth(path: Path) -> Truth:
    """Return the truth at ``path`` with the text beside it."""
    wanted = yaml.load(path.read_text("utf-8"), LOADER)
    text = (path.parent / wanted["text"]).read_text("utf-8")
    return Truth(path.name.removesuffix("-truth.yaml"), text, wanted.get("options", {}), wanted)


def truths() -> list[Truth]:
    """Return every made-up text with its truth; that in ``../shared`` where it is there."""
    paths = [*sorted(PLANS.glob("*-truth.yaml")), *([EXAMPLE] if EXAMPLE.exists() else [])]
    return [read_truth(path) for path in paths]


def truth_of_2014() -> Truth:
    """Return the text of 2014 with its second reading; the rule set lends the phrases."""
    plan = yaml.load((ROOT / "data" / "plan2014.yaml").read_text("utf-8"), LOADER)
    reading = yaml.load((ROOT / "tests" / "second_reading.yaml").read_text("utf-8"), LOADER)
    tasks, obligations, national = {}, {}, []
    for section in plan["sections"]:
        for task in (task for group in section["groups"] for task in group["tasks"]):
            tasks[task["id"]] = {
                "title": task["title"]["zh"],
                "departments": task["departments"],
                "due": "2014-12-31",
                "status": task["due"],
            }
            asked = [o["cites"] for o in task["obligations"] if "subject" not in o]
            shared = {phrase for phrases in asked for phrase in phrases}
            for obligation in task["obligations"]:
                phrases = obligation["cites"]
                if obligation.get("subject") == "national":
                    if not shared & {*phrases} and "total" not in obligation:
                        national.append({"find": _parts(phrases), "task": task["id"]})
                    continue
                read = reading[obligation["id"]]
                wanted = {"find": _parts(phrases[:-1] or phrases)}  # the last is the level's
                wanted["departments"] = read["departments"]
                wanted.update(_by_tier(read))
                obligations[obligation["id"]] = wanted
    wanted = {
        "plan": {
            "from": "2014-01-01",
            "to": "2014-12-31",
            "tiers": {key: tier["zh"] for key, tier in plan["tiers"].items()},
        },
        "tasks": tasks,
        "obligations": obligations,
        "national": national,
    }
    return Truth("2014", SOURCE_TEXT.read_text("utf-8"), {}, wanted)


def _parts(phrases: list[str]) -> list[str]:
    """Return every four signs on end: a draft may cut a sentence in other places."""
    return [one[n : n + 4] for one in phrases for n in range(max(1, len(one) - 3))]


def _by_tier(read: dict[str, Any]) -> dict[str, Any]:
    """Return levels, days and numbers of a second reading as a truth file has them."""
    tiers = read["tiers"]
    wanted: dict[str, Any] = {
        "status": read["status"],
        "level": {key: tier["level"] for key, tier in tiers.items()},
    }
    days = {key: tier["due"] for key, tier in tiers.items()}
    wanted["due"] = days if len(set(days.values())) > 1 else next(iter(days.values()))
    quotas = {key: tier["quota"] for key, tier in tiers.items() if tier["quota"] != "null"}
    if quotas:
        numbers = {key: quota["number"] for key, quota in quotas.items()}
        wanted["number"] = {"bound": next(iter(quotas.values()))["bound"], **numbers}
    return wanted

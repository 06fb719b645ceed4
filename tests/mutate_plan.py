"""Change the rule set in every small way and count what the tests notice.

``python -m tests.mutate_plan`` changes one number, level, status, date or selector of
data/plan2014.yaml at a time, runs the tests that know the text (the verdict cases, the second
reading) on it, and prints the score and every change that nothing noticed. Changes that mean the
same are not made. The official text beside the repository is not used.
"""

from __future__ import annotations

import contextlib
import copy
import datetime
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "data" / "plan2014.yaml"
TESTS = ["tests/unit/test_plan_text.py", "tests/cases/test_cases.py"]
# What is proved against the reader's own copy of the text would catch nothing more here.
DESELECTED = ["not phrase and not clause and not copied and not names_the_text"]

Mutant = tuple[str, dict[str, Any]]


def mutants(plan: dict[str, Any]) -> Iterator[Mutant]:
    """Yield every changed plan with a name that says what was changed."""
    for s, section in enumerate(plan["sections"]):
        for g, group in enumerate(section["groups"]):
            for t, task in enumerate(group["tasks"]):
                where = (s, g, t)
                yield changed(plan, where, f"task {task['id']} due", _other_due)
                for o, obligation in enumerate(task.get("obligations", [])):
                    yield from _of_obligation(plan, where, o, obligation)


def changed(plan: dict[str, Any], where: tuple[int, int, int], name: str, change: Any) -> Mutant:
    mutant = copy.deepcopy(plan)
    s, g, t = where
    change(mutant["sections"][s]["groups"][g]["tasks"][t])
    return name, mutant


def _other_due(task: dict[str, Any]) -> None:
    task["due"] = "completed" if task["due"] == "interim" else "interim"


def _of_obligation(
    plan: dict[str, Any], where: tuple[int, int, int], number: int, obligation: dict[str, Any]
) -> Iterator[Mutant]:
    def mutant(what: str, change: Any) -> Mutant:
        def apply(task: dict[str, Any]) -> None:
            change(task["obligations"][number])

        return changed(plan, where, f"{obligation['id']} {what}", apply)

    def put(path: tuple[str, ...], value: Any) -> Any:
        def change(target: dict[str, Any]) -> None:
            for step in path[:-1]:
                target = target[step]
            target[path[-1]] = value

        return change

    def drop(path: tuple[str, ...]) -> Any:
        def change(target: dict[str, Any]) -> None:
            for step in path[:-1]:
                target = target[step]
            del target[path[-1]]

        return change

    applies = obligation["applies"]
    for selector, level in applies.items():
        other = "optional" if level == "mandatory" else "mandatory"
        yield mutant(f"{selector} {level} -> {other}", put(("applies", selector), other))
        if len(applies) > 1:
            yield mutant(f"without {selector}", drop(("applies", selector)))
    if obligation.get("subject") != "national":
        others = {"tier1": "tier2", "tier2": "tier3", "tier3": "tier1", "all": "designated"}
        for selector in applies:
            to = others.get(selector, "tier1" if selector == "designated" else None)
            if to is not None and to not in applies:
                renamed = {to if name == selector else name: lv for name, lv in applies.items()}
                yield mutant(f"{selector} -> {to}", put(("applies",), renamed))
        if "designated" not in applies:
            flipped = "optional" if "mandatory" in applies.values() else "mandatory"
            yield mutant("with designated", put(("applies",), {**applies, "designated": flipped}))
        within = obligation.get("designated_within")
        if within:
            yield mutant("designation in any tier", drop(("designated_within",)))
            yield mutant("designation in fewer or other tiers", put(("designated_within",), ["2"]))
        elif "designated" in applies:
            yield mutant("designation in tiers 1, 2", put(("designated_within",), ["1", "2"]))
        for status in ("in-progress", "interim", "completed"):
            task = plan["sections"][where[0]]["groups"][where[1]]["tasks"][where[2]]
            if "requires" not in obligation and status != task["due"]:
                yield mutant(f"requires {status}", put(("requires",), {"status": status}))
        due = obligation.get("due")
        if due is None:
            yield mutant("due a day earlier", put(("due",), "2014-12-30"))
            yield mutant("due a year later", put(("due",), "2015-12-31"))
        else:
            for tier, day in due.items():
                for days in (-1, 1):
                    moved = datetime.date.fromisoformat(str(day)) + datetime.timedelta(days=days)
                    yield mutant(f"due {tier} {moved}", put(("due", tier), str(moved)))
            yield mutant("due as all", drop(("due",)))
    yield from _of_quota(mutant, put, drop, obligation.get("requires", {}).get("quota"))


def _of_quota(mutant: Any, put: Any, drop: Any, quota: dict[str, Any] | None) -> Iterator[Mutant]:
    if quota is None:
        return
    at = ("requires", "quota")
    yield mutant("without quota", drop(at))
    yield mutant("other metric", put((*at, "metric"), "othermetric"))
    yield mutant("per", drop((*at, "per")) if quota.get("per") else put((*at, "per"), "unit"))
    for bound in ("at_least", "at_most", "exactly"):
        if bound not in quota:
            continue
        value = quota[bound]
        other = "at_most" if bound == "at_least" else "at_least"
        if other not in quota:
            swapped = {other if key == bound else key: item for key, item in quota.items()}
            yield mutant(f"{bound} -> {other}", put(at, swapped))
        if isinstance(value, dict):
            for tier, number in value.items():
                for change in (-1, 1):
                    new = str(int(number) + change)
                    yield mutant(f"{bound} {tier} {number} -> {new}", put((*at, bound, tier), new))
        elif value == "allotment":
            yield mutant("a number instead of the allotment", put((*at, bound), "1"))
        else:
            for change in (-1, 1):
                new = str(int(value) + change)
                yield mutant(f"{bound} {value} -> {new}", put((*at, bound), new))


def notices(mutant: Mutant) -> tuple[str, bool]:
    """Return the name of ``mutant`` and whether a test fails on it (or the plan is refused)."""
    import pytest

    name, plan = mutant
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.yaml"
        file.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), "utf-8")
        os.environ["PLANCHECK_TEST_PLAN"] = str(file)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            options = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "-k", *DESELECTED]
            return name, pytest.main([*options, *TESTS]) != 0


def main() -> int:
    os.chdir(ROOT)
    plan = yaml.load(PLAN.read_text("utf-8"), Loader=yaml.BaseLoader)
    unchanged = notices(("unchanged", plan))
    if unchanged[1]:
        print("the tests fail on the unchanged plan")
        return 2
    every = list(mutants(plan))
    survivors = []
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for done, (name, noticed) in enumerate(pool.map(notices, every, chunksize=4), start=1):
            if not noticed:
                survivors.append(name)
            if done % 100 == 0:
                print(f"{done}/{len(every)}", file=sys.stderr)
    print(f"{len(every) - len(survivors)} of {len(every)} changes noticed")
    for name in survivors:
        print(f"not noticed: {name}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())

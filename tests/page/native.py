"""What the page is asked, and what its bridge answers in native Python: a JSON object a line.

``python -m tests.page.native GROUP...`` asks the questions of these groups. They have to be put to
the page in the same order: a plan stays until another is loaded, and files until others come.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from page.bridge import Bridge
from plancheck.analysis.listing import list_obligations
from plancheck.authoring.conversion import as_form, blank_form
from plancheck.inputs.loading import load_report
from plancheck.language.message import Lang
from plancheck.reading.source import MAX_BYTES
from tests.bad_workbooks import bad_workbooks
from tests.cases.test_cases import CASES
from tests.conftest import ROOT, as_yaml
from tests.fuzz.mutator import Mutator
from tests.hostile import cases as hostile
from tests.hostile.case import PLAN

Files = Mapping[str, bytes]

MANY = 60
"""So many reports are judged in one call."""
CASES_APART = 9
"""One of so many cases is asked, since they differ in few words."""
MUTANTS = 300
SEED = 21
JSON = {"format": "json", "lang": "zh"}


class Native:
    """A bridge in a folder of its own, asked as the worker asks it."""

    def __init__(self) -> None:
        self.bridge = Bridge()

    def ask(self, what: str, op: str, files: Files | None = None, /, **args: Any) -> Any:
        """Print a question with its answer, and return the answer; ``what`` is for people."""
        if files:
            _replace_files(files)
        answer = self.bridge.answer(op, json.dumps(args))
        packed = [
            {"name": name, "content": base64.b64encode(content).decode()}
            for name, content in (files or {}).items()
        ]
        value = json.loads(answer)
        line = {"what": what, "op": op, "args": args, "files": packed, "value": value}
        print(json.dumps(line), flush=True)
        return value

    def judge_alone(self, what: str, content: bytes, file: str = "report.yaml") -> None:
        """Ask for the JSON of one report."""
        self.ask(what, "files", {file: content}, **JSON)


def _replace_files(files: Files) -> None:
    for old in os.scandir():
        shutil.rmtree(old.path) if old.is_dir() else os.unlink(old.path)
    for name, content in files.items():
        Path(name).write_bytes(content)


# --- the groups ----------------------------------------------------------------------------------


def examples(native: Native) -> None:
    """Ask for the examples, each alone, all at once, and with what comes beside reports."""
    found = sorted((ROOT / "examples").glob("*.yaml"))
    for path in found:
        native.judge_alone(f"examples/{path.name}", path.read_bytes(), path.name)
    together = {path.name: path.read_bytes() for path in found}
    beside = {"roster": "roster.yaml", "waivers": "waivers.yaml"}
    for format_ in ("json", "csv", "markdown", "rollup-csv", "html"):
        for lang in Lang:
            args = {"format": format_, "lang": lang.value, "as_of": "2014-12-31", "expect": True}
            native.ask(f"all examples as {format_} in {lang}", "files", together, **beside, **args)


def forms(native: Native) -> None:
    """Ask to open reports, in YAML and in Excel, and to save what was opened, in both languages."""
    plan = native.bridge.plan
    opened = [path for path in sorted((ROOT / "examples").glob("*.yaml")) if _is_report(path)]
    for path in opened:
        _round_trip(native, path.name, path.read_bytes())
        for lang in Lang:
            content = as_form(load_report(str(path)), plan, lang=lang)
            _round_trip(native, f"{path.stem}-{lang}.xlsx", content)
    for lang in Lang:
        listing = list_obligations(plan, subject="江西", tier="2")
        _round_trip(native, f"江西-{lang}.xlsx", blank_form(listing, lang=lang))
    native.ask("broken.yaml opened", "read", _example("broken.yaml"), name="broken.yaml")
    roster = _example("roster.yaml")
    native.ask("江西 by the roster", "obligations", roster, subject="江西", roster="roster.yaml")
    native.ask("江西 judged by the roster", "judge", report={"province": "江西"})
    native.ask("no roster", "obligations", roster="")


def _round_trip(native: Native, name: str, content: bytes) -> None:
    tree = native.ask(f"{name} opened", "read", {name: content}, name=name)["report"]
    native.ask(f"{name} in the form", "judge", report=tree)
    for lang in Lang:
        native.ask(f"{name} saved in {lang}", "format", report=tree, lang=lang.value)
    native.judge_alone(name, content, name)


def _is_report(path: Path) -> bool:
    return path.stem not in ("broken", "roster", "waivers")


def _example(name: str) -> Files:
    return {name: (ROOT / "examples" / name).read_bytes()}


def cases(native: Native) -> None:
    """Ask for the reports of the case tables, many in one call where only the report is given."""
    plan, alone = native.bridge.plan, list[bytes]()
    for case in CASES[::CASES_APART]:
        given = {name: as_yaml(data) for name, data in case.inputs(plan).items()}
        if len(given) == 1 and not case.judged_on:
            alone.append(given["report"])
            continue
        files = {f"{name}.yaml": content for name, content in given.items()}
        beside = {name: f"{name}.yaml" for name in given if name != "report"}
        native.ask(f"case {case}", "files", files, **JSON, **beside, as_of=case.judged_on)
    left = iter(enumerate(alone))
    while batch := list(islice(left, MANY)):
        files = {f"{number:04}.yaml": content for number, content in batch}
        native.ask(f"cases {batch[0][0]} to {batch[-1][0]}", "files", files, **JSON)


def mutants(native: Native) -> None:
    """Ask for reports changed at random, the same ones each time."""
    mutator, number, left = Mutator(SEED), 0, MUTANTS
    while left:
        case = mutator.case(number)
        number += 1
        if case.kind == "report":
            left -= 1
            native.judge_alone(f"mutant {case.number} of seed {SEED}", case.content)


def malformed(native: Native) -> None:
    """Ask for every malformed file, as what it is; plans come last, since one may stay."""
    folder = ROOT / "tests" / "malformed"
    for kind in ("roster", "waivers"):
        for path in _alone(folder / kind):
            files = {"input.yaml": path.read_bytes(), **_example("shanghai.yaml")}
            native.ask(f"{kind}/{path.name}", "files", files, **JSON, **{kind: "input.yaml"})
    with_plan = []
    for path in _alone(folder / "report"):
        if path.with_suffix(".plan.yaml").exists():
            with_plan.append(path)
            continue
        roster = path.with_suffix(".roster.yaml")
        files, beside = {path.name: path.read_bytes()}, {}
        if roster.exists():
            files["roster.yaml"], beside = roster.read_bytes(), {"roster": "roster.yaml"}
        native.ask(f"report/{path.name}", "files", files, **JSON, **beside)
    for path in _alone(folder / "plan"):
        native.ask(f"plan/{path.name}", "start", {"p.yaml": path.read_bytes()}, plan="p.yaml")
    for path in with_plan:
        plan = path.with_suffix(".plan.yaml").read_bytes()
        native.ask(f"the plan of report/{path.name}", "start", {"p.yaml": plan}, plan="p.yaml")
        native.judge_alone(f"report/{path.name}", path.read_bytes(), path.name)


def _alone(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*.yaml")) if "." not in path.stem)


def hostiles(native: Native) -> None:
    """Ask for hostile files of reports and odd ones that are read, by the plan they are made for.

    What is no file, and what is larger than any report, the page never hands to its engine.
    """
    native.ask("the sample plan", "start", {"plan.yaml": PLAN.encode()}, plan="plan.yaml")
    for case in hostile.CASES:
        if case.kind.name == "report":
            content = _made(case.make)
            if content is not None:
                native.judge_alone(f"hostile {case.id}", content)
    for odd in hostile.READ:
        native.judge_alone(f"odd {odd.id}", odd.content)
    for bad in bad_workbooks():
        native.judge_alone(f"workbook {bad.id}", bad.make(), "report.xlsx")


def _made(make: Callable[[Path], object]) -> bytes | None:
    """Return what ``make`` writes, None if that is no file of a size that is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.yaml")
        make(path)
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES + 1:
            return None
        return path.read_bytes()


GROUPS = (examples, forms, cases, mutants, malformed, hostiles)


def main() -> None:
    """Ask the questions of the groups that are named."""
    groups = {group.__name__: group for group in GROUPS}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        native = Native()
        for name in sys.argv[1:]:
            groups[name](native)
        os.chdir(ROOT)


if __name__ == "__main__":
    main()

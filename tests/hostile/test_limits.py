"""What stands beside the reports, and is as large, as deep or as many as somebody likes.

Each call runs in a child of ``driver``, which gives it 5 seconds of processor time and 250 MB.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plancheck.cli import config
from plancheck.errors import MOST_PROBLEMS
from plancheck.formats import streams
from plancheck.inputs.waivers import Waiver, Waivers
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.plan.model import Plan
from plancheck.reading.source import MAX_BYTES, MAX_PLAN_VALUES, MAX_VALUES
from plancheck.reading.tree import MAX_DEPTH
from plancheck.verdicts import path_list, recorded
from plancheck.verdicts.judging import Used
from tests.conftest import judged
from tests.hostile.calls import Driver, Ended, checked
from tests.hostile.case import GOOD, PLAN
from tests.hostile.process import document, run
from tests.hostile.rows import stands_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs processes that fork")

Made = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def told(ended: Ended) -> list[tuple[str, str, int | None]]:
    """Return the key, the file and the line of each problem of a call that gave no verdict."""
    checked(ended)
    found = json.loads(ended.out)
    assert (ended.code, found["exit_code"]) == (2, 2)
    return [
        (one["key"], one["location"]["path"], one["location"]["line"]) for one in found["problems"]
    ]


def sparse(size: int) -> Made:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


def holding(content: Callable[[], str]) -> Made:
    return lambda path: path.write_text(content(), encoding="utf-8")


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


# --- lists of files ------------------------------------------------------------------------------


@stands_for("list-of-files")
@pytest.mark.parametrize(
    ("make", "key"),
    [
        (os.mkfifo, "run.list-not-a-file"),
        (endless, "run.list-not-a-file"),
        (Path.mkdir, "run.list-not-a-file"),
        (sparse(path_list.MAX_LIST_BYTES + 1), "run.list-too-large"),
        (sparse(1 << 40), "run.list-too-large"),
    ],
    ids=["pipe", "device", "folder", "a byte too many", "without bounds"],
)
@pytest.mark.parametrize("nul", [(), ("-z",)])
def test_a_list_that_never_ends_is_refused(
    make: Made, key: str, nul: tuple[str, ...], driver: Driver, folder: Path
) -> None:
    make(folder / "list")
    arguments = ("--files-from", "list", *nul, "--plan", "plan.yaml", "--format", "json")
    assert told(driver.run("validate", *arguments, cwd=folder)) == [(key, "list", None)]


@stands_for("list-of-files")
def test_a_list_on_standard_input_has_the_same_limit(folder: Path) -> None:
    arguments = ("validate", "--files-from", "-", "--plan", "plan.yaml", "--format", "json")
    (problem,) = document(run(*arguments, cwd=folder, stdin=b"\n" * (16 << 20) + b"\n"))["problems"]
    assert problem["key"] == "run.list-too-large"
    largest = b"\n" * ((16 << 20) - 10) + b"good.yaml\n"
    assert document(run(*arguments, cwd=folder, stdin=largest))["exit_code"] == 0


# --- earlier results -----------------------------------------------------------------------------

HEAD = '{"format": "plancheck.result/1", "later": '


def filled(unit: str, size: int = (16 << 20) - 200) -> str:
    return unit * (size // len(unit))


@stands_for("earlier-result")
@pytest.mark.parametrize(
    ("make", "key"),
    [
        (os.mkfifo, "baseline.other-file"),
        (endless, "baseline.other-file"),
        (sparse(recorded.MAX_BYTES), "source.utf16"),
        (sparse(recorded.MAX_BYTES + 1), "baseline.too-large"),
        (holding(lambda: f"[{filled('[],')}[]]"), "baseline.other-file"),
        (holding(lambda: filled("a,b\n")), "baseline.other-file"),
        (holding(lambda: filled(" ")), "baseline.syntax"),
        (holding(lambda: "{" + filled("\n")), "baseline.syntax"),
        (holding(lambda: f"{HEAD}[{filled('[],')}[]]}}"), "baseline.too-many"),
        (holding(lambda: f"{HEAD}[{filled('0,')}0]}}"), "baseline.too-many"),
        (holding(lambda: f"{HEAD}{filled('[')}"), "baseline.too-many"),
        (holding(lambda: f'{HEAD}"{filled("x")}"}}'), "baseline.nothing"),
        (
            holding(lambda: f"{HEAD}[{','.join(['[{}]'] * 300_000)}]}}"),
            "baseline.nothing",
        ),
    ],
    ids=[
        "pipe",
        "device",
        "zeros",
        "a byte too many",
        "lists",
        "table",
        "blanks",
        "line ends",
        "lists in a result",
        "numbers in a result",
        "brackets",
        "a long text",
        "as many as may be",
    ],
)
def test_what_is_no_earlier_result_is_refused_before_it_is_built(
    make: Made, key: str, driver: Driver, folder: Path
) -> None:
    make(folder / "then.json")
    arguments = ("--plan", "plan.yaml", "--baseline", "then.json", "--format", "json")
    ended = driver.run("validate", "good.yaml", *arguments, cwd=folder)
    ((found, path, _),) = told(ended)
    wanted = {"baseline.nothing": ("baseline.nothing", "baseline.shape")}.get(key, (key,))
    assert found in wanted
    assert path == "then.json"


# --- configuration -------------------------------------------------------------------------------

DEEP = ".".join(["a"] * 10_000)


@stands_for("dotted-keys")
@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f"{DEEP} = 1\n", 1),
        (f"tier = '1'\n[{DEEP}]\n", 2),
        (f"[[ {DEEP} ]]\n", 1),
        (f"x = {{ {DEEP} = 1 }}\n", 1),
        (DEEP.replace("a", '"a"') + " = 1\n", 1),
        (DEEP.replace(".", " . ") + " = 1\n", 1),
        (f'x = """\\""" """\n{DEEP} = 1\ny = """z"""\n', 2),
        (f'x = {{ y = """a"""", {DEEP} = 1, z = "z" }}\n', 1),
    ],
    ids=["key", "table", "tables", "inline", "quoted", "spaced", "after an escape", "after quotes"],
)
def test_a_key_of_thousands_of_names_is_refused(
    content: str, line: int, driver: Driver, folder: Path
) -> None:
    (folder / "plancheck.toml").write_text(content, encoding="utf-8")
    ended = driver.run("validate", "good.yaml", "--format", "json", cwd=folder)
    assert told(ended) == [("config.too-deep", "plancheck.toml", line)]


@stands_for("dotted-keys")
@pytest.mark.parametrize(
    "text",
    ['"""\\' * 250_000, '"\\' * 500_000, "'" * (1 << 20), '"' * (1 << 20), '#"\n' * 300_000],
    ids=["open texts", "escapes", "single", "double", "comments"],
)
def test_quotes_keep_no_pattern_busy(text: str, driver: Driver, folder: Path) -> None:
    (folder / "plancheck.toml").write_text(f"tier = 1\n{text}"[:MAX_BYTES], encoding="utf-8")
    arguments = ("--plan", "plan.yaml", "--format", "json")
    ended = driver.run("validate", "good.yaml", *arguments, cwd=folder)
    checked(ended)
    assert ended.code == (0 if text.startswith("#") else 2)


def test_as_many_names_as_may_be_and_dots_that_part_none(folder: Path) -> None:
    names = ".".join(["a"] * MAX_DEPTH)
    text = f"tier = '{'.' * 99}' # {'.' * 99}\nreports = ['{'.' * 99}']\n"
    (folder / "plancheck.toml").write_text(text, encoding="utf-8")
    assert config.load(str(folder / "plancheck.toml")).settings["tier"].value == "." * 99
    content = f"[tool.plancheck]\ntier = '1'\n[tool.other]\n{names} = [{'1.5, ' * 99}]\n"
    (folder / "pyproject.toml").write_text(content, encoding="utf-8")
    assert config.load(str(folder / "pyproject.toml")).settings["tier"].value == "1"


# --- one line that is very long -------------------------------------------------------------------

LONG = {"numbers-and-han": "1一", "han": "一", "letters": "a", "quotes": "'", "brackets": "（"}


@stands_for("patterns")
@pytest.mark.parametrize("name", LONG)
def test_a_very_long_text_is_wrapped_at_once(name: str, driver: Driver, tmp_path: Path) -> None:
    """The id of evidence that is not listed is told in a sentence, which a terminal wraps."""
    long = "甲" + LONG[name] * (60_000 // len(LONG[name]))
    entry = f'2.framework: {{status: interim, evidence: ["{long}"]}}'
    report = f"province: 江西\ntier: 2\ntasks:\n  {entry}\n"
    (tmp_path / "r.yaml").write_text(report, encoding="utf-8")
    ended = driver.run("validate", "r.yaml", cwd=tmp_path, env={"COLUMNS": "80"})
    checked(ended)
    assert ended.code == 1
    assert len(ended.out.splitlines()) > 60_000 / 80


# --- many problems -------------------------------------------------------------------------------


def lines_of_one() -> Iterator[tuple[str, str, int]]:
    many = 40_000
    names = ", ".join(["甲"] * many)
    yield "names", f"{{province: 上海, designated: [{names}]}}\n", many
    keys = ", ".join(f"k{n}: 1" for n in range(24_000))
    yield "keys", f"{{province: 上海, tasks: {{{keys}}}}}\n", 24_000
    aliases = ", ".join(["*a"] * many)
    yield "aliases", f"{{province: 上海, tier: 1, remark: &a 1, x: [{aliases}]}}\n", many


ONE_LINE = {name: (text, count) for name, text, count in lines_of_one()}
ALL_AT_ONCE = 2
"""Seconds of processor time for 40,000 problems on one line."""


@stands_for("many-on-one-line")
@pytest.mark.parametrize(
    ("name", "format_"),
    [*(("names", format_) for format_ in streams()), ("keys", "table"), ("aliases", "table")],
)
def test_many_problems_on_one_line_cost_what_they_are(
    name: str, format_: str, driver: Driver, folder: Path
) -> None:
    """A format is given the same number of problems, whatever they are: one kind tries them all."""
    (folder / "report.yaml").write_text(ONE_LINE[name][0], encoding="utf-8")
    arguments = ("--plan", "plan.yaml", "--format", format_)
    ended = driver.run("validate", "report.yaml", *arguments, cwd=folder)
    checked(ended)
    assert ended.code == 2
    assert ended.seconds < ALL_AT_ONCE


@stands_for("many-on-one-line")
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ONE_LINE)
def test_what_is_not_told_one_by_one_is_counted(
    name: str, lang: Lang, driver: Driver, folder: Path
) -> None:
    text, count = ONE_LINE[name]
    (folder / "report.yaml").write_text(text, encoding="utf-8")
    arguments = ("--plan", "plan.yaml", "--lang", lang, "--output", "json=out.json")
    ended = driver.run("validate", "report.yaml", *arguments, cwd=folder)
    checked(ended)
    problems = json.loads((folder / "out.json").read_text("utf-8"))["problems"]
    assert len(problems) == MOST_PROBLEMS + 1
    (told_more,) = (one for one in problems if one["key"] == "problems.more")
    assert told_more is problems[-2]
    (more,) = map(int, re.findall("[0-9]+", told_more["message"][lang]))
    assert count <= MOST_PROBLEMS + more <= count + 3  # and those of the keys around them
    columns = [one["location"]["column"] for one in problems]
    assert columns == sorted(columns)
    rest = {"count": MOST_PROBLEMS + more - 50, "told": MOST_PROBLEMS - 50}
    assert say(lang, "table.more-capped", rest) in ended.out.splitlines()


# --- values of a plan, waivers, official texts ----------------------------------------------------


@stands_for("many-nodes")
def test_a_plan_may_hold_ten_times_as_much_as_a_report(driver: Driver, folder: Path) -> None:
    (folder / "large.yaml").write_text("x: [" + "a," * MAX_VALUES + "]\n" + PLAN, encoding="utf-8")
    arguments = ("--plan", "large.yaml", "--format", "json")
    ended = driver.run("validate", "good.yaml", *arguments, cwd=folder)
    assert told(ended) == [("schema.unknown-key", "large.yaml", 1)]
    (folder / "large.yaml").write_text("[" + "a," * (MAX_PLAN_VALUES + 1) + "]", encoding="utf-8")
    ended = driver.run("validate", "good.yaml", *arguments, cwd=folder)
    assert told(ended) == [("source.too-many", "large.yaml", 1)]


class Passes(list[Any]):
    """A list that counts how often it is gone through."""

    count = 0

    def __iter__(self) -> Iterator[Any]:
        self.count += 1
        return super().__iter__()


@stands_for("many-waivers")
def test_a_hundred_thousand_waivers_are_gone_through_once(plan: Plan) -> None:
    until = plan.period.to
    rows = Passes(
        Waiver.model_construct(
            subject=subject, obligation=f"{n}.x", reason="", approved_by="", until=until
        )
        for n in range(3_200)
        for subject in plan.subject_names[1:]
    )
    rows.append(
        Waiver.model_construct(
            subject="上海", obligation="2.framework", reason="", approved_by="", until=until
        )
    )
    waivers = Waivers.model_construct(format="", plan=plan.id, waivers=rows)
    used = Used(plan, waivers)
    for _ in range(20):
        result = judged(plan, {"province": "上海", "tier": "1"}, waivers=waivers)
        used.add(result)
    assert list(used.problems()) == []
    assert rows.count <= 2  # type: ignore[comparison-overlap]


@stands_for("long-official-text")
@pytest.mark.parametrize(("unit", "format_"), [("1.", "table"), ("1,", "json"), ("1。\n", "table")])
def test_a_text_of_numbers_is_traced_in_time(
    unit: str, format_: str, driver: Driver, tmp_path: Path
) -> None:
    (tmp_path / "text.txt").write_text(unit * 50_000, encoding="utf-8")
    ended = driver.run("plan", "trace", "--source", "text.txt", "--format", format_, cwd=tmp_path)
    checked(ended)
    assert ended.code == 1

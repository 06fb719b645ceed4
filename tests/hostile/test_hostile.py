"""Every hostile file through the real command: what it says, where, how soon and at what cost.

The command runs in a child of ``driver``, once in each language. A share of the cases also runs as
a process of its own, started as a reader would start it.
"""

from __future__ import annotations

import json
import re
import signal
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plancheck.errors import MORE, MOST_PROBLEMS
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible, say
from tests.hostile.calls import Driver, Ended, acting, checked
from tests.hostile.case import GOOD, GOOD_VERDICTS, KINDS, PLAN, Case, Said
from tests.hostile.cases import CASES, FROM_BYTES, READ
from tests.hostile.process import run
from tests.hostile.rows import ROWS
from tests.hostile.values import Read

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs processes that fork")

SHOWN = 50
"""So many problems of a file are told in the table; the rest is counted."""


def prepared(case: Case, folder: Path) -> list[str]:
    """Put the files of ``case`` into ``folder`` and return the arguments of the call."""
    (folder / "good.yaml").write_text(GOOD, encoding="utf-8")
    if case.kind.name != "plan":
        (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    case.make(folder / case.kind.file)
    plan = () if case.kind.name == "plan" else ("--plan", "plan.yaml")
    return ["validate", *case.kind.option, "good.yaml", *plan, *case.arguments]


def apart(problems: Sequence[Any]) -> tuple[Sequence[Any], int]:
    """Return the problems that are told one by one, and how many more there are."""
    told = [problem for problem in problems if problem["key"] != MORE]
    counts = [
        int(re.findall("[0-9]+", problem["message"]["en"])[0])
        for problem in problems
        if problem["key"] == MORE
    ]
    return told, sum(counts)


def judge(case: Case, document: Mapping[str, Any]) -> None:
    """Hold that exactly the problems of ``case`` are found, and that no verdict is lost."""
    assert document["exit_code"] == 2
    problems, rest = apart(document["problems"])
    assert {problem["location"]["path"] for problem in problems} == {case.kind.file}
    told = [
        Said(problem["key"], problem["location"]["line"], problem["location"]["column"])
        for problem in problems
    ]
    expected = [
        replace(said, column=found.column) if said.column is None else said
        for said, found in zip(case.said, told, strict=False)
    ]
    assert told[: len(case.said)] == expected
    assert len(told) >= len(case.said)
    assert {said.key for said in told[len(case.said) :]} <= case.further
    if case.count is not None:
        assert len(told) + rest == case.count
    assert bool(rest) == (len(told) == MOST_PROBLEMS)
    for problem in problems:
        chinese, english = problem["message"]["zh"], problem["message"]["en"]
        assert chinese
        assert english
        assert chinese != english
        assert not acting(chinese + english) - {"\n"}
    kept = {report["path"]: report["verdicts"] for report in document["reports"]}
    wanted = ["good.yaml"] if case.kind.name == "report" else []
    assert list(kept) == wanted
    for verdicts in kept.values():
        assert {name: count for name, count in verdicts.items() if count} == GOOD_VERDICTS


def lines_of(problems: Sequence[Mapping[str, Any]], lang: Lang) -> list[str]:
    """Return the lines of the table that name ``problems``."""
    lines = []
    problems, rest = apart(problems)
    for problem in problems[:SHOWN]:
        where, message = problem["location"], problem["message"][lang]
        place = escape_invisible(where["path"])
        if where["line"]:
            place += f":{where['line']}:{where['column']}"
        lines.append(f"{place}: {message}")
    if len(problems) > SHOWN:
        told = len(problems) - SHOWN  # by the JSON, if not by the table
        key = "table.more-capped" if rest else "table.more"
        lines.append(say(lang, key, {"count": told + rest, "told": told}))
    return lines


IN_BOTH = tuple({(case.row, case.said[0].key): case for case in reversed(CASES)}.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_hostile_file_is_refused_in_both_languages(
    case: Case, driver: Driver, tmp_path: Path
) -> None:
    arguments = prepared(case, tmp_path)
    documents = {}
    # The JSON holds both languages; a sentence of the table is shown in both once in every row.
    for lang in Lang if case in IN_BOTH else [Lang.ZH]:
        more = ("--lang", lang, "--show", "asked", "--output", f"json={lang}.json")
        ended = driver.run(*arguments, *more, cwd=tmp_path)
        checked(ended)
        assert (ended.code, ended.err) == (2, "")
        text = (tmp_path / f"{lang}.json").read_text("utf-8")
        assert not acting(text)
        found = documents[lang] = json.loads(text)
        judge(case, found)
        lines = ended.out.split("\n")
        told = [line for line in lines if line in set(lines_of(found["problems"], lang))]
        assert told == lines_of(found["problems"], lang)
        assert len(lines) < 200
        assert max(map(len, lines)) < 1_000
    assert all(found == documents[Lang.ZH] for found in documents.values())


@pytest.mark.parametrize("read", READ, ids=lambda read: read.id)
def test_an_odd_file_that_is_exact_is_read(read: Read, driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "report.yaml").write_bytes(read.content)
    arguments = ("--plan", "plan.yaml", "--format", "json", *read.arguments)
    ended = driver.run("validate", "report.yaml", *arguments, cwd=tmp_path)
    checked(ended)
    found = json.loads(ended.out)
    assert (ended.code, found["problems"]) == (0, [])
    (report,) = found["reports"]
    assert report["province"]["name"] == read.province
    findings = {finding["obligation"]: finding for finding in report["findings"]}
    assert findings["1.scheme"]["verdict"] == "pass"
    training = findings["1.training"]
    assert (training["verdict"], training["values"]["actual"]) == ("pass", read.sessions)
    assert tuple(note["reason"] for note in training["notes"]) == read.noted
    if read not in FROM_BYTES:
        return
    piped = run("validate", "-", *arguments, cwd=tmp_path, stdin=read.content)
    assert piped.returncode == 0
    assert piped.stdout.decode().replace("<stdin>", "report.yaml") == ended.out


FIRST_OF_ROWS = {case.row: case for case in reversed(CASES)}
ALSO_ALONE = sorted(FIRST_OF_ROWS, key=list(ROWS).index)[::2]
"""Rows whose first case also runs as a process of its own; every second, for the time it takes."""


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("row", ALSO_ALONE)
def test_a_process_of_its_own_says_the_same(row: str, lang: Lang, tmp_path: Path) -> None:
    case = FIRST_OF_ROWS[row]
    arguments = prepared(case, tmp_path)
    ran = run(
        *arguments, "--lang", lang, "--show", "asked", "--output", "json=o.json", cwd=tmp_path
    )
    assert (ran.returncode, ran.stderr) == (2, b"")
    out = ran.stdout.decode("utf-8")
    assert not acting(out)
    found = json.loads((tmp_path / "o.json").read_text("utf-8"))
    judge(case, found)
    assert set(lines_of(found["problems"], lang)) <= set(out.split("\n"))


# --- the set itself ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_sound_files_are_sound(kind: str, driver: Driver, tmp_path: Path) -> None:
    """So that whatever is found fault with is the attack, and each slot is where it is said."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    sound = KINDS[kind]
    (tmp_path / sound.file).write_text(sound.sound, encoding="utf-8")
    plan = () if kind == "plan" else ("--plan", "plan.yaml")
    arguments = (*sound.option, "good.yaml", *plan, "--format", "json")
    ended = driver.run("validate", *arguments, cwd=tmp_path)
    found = json.loads(ended.out)
    assert (ended.code, found["problems"]) == (0, [])
    assert {report["outcome"] for report in found["reports"]} == {"compliant"}
    for slot, (line, value) in sound.slots.items():
        number, column = sound.place(slot)
        assert sound.sound.splitlines()[number - 1][column - 1 :].startswith(value), line
        assert sound.filled(slot, value) == sound.sound


def test_every_case_has_a_name_of_its_own() -> None:
    twice = [name for name, count in Counter(case.id for case in CASES).items() if count > 1]
    assert twice == []


def test_every_attack_on_structure_is_tried_on_every_kind_of_file() -> None:
    tried: dict[str, set[str]] = {}
    for case in CASES:
        tried.setdefault(case.row, set()).add(case.kind.name)
    of_values = list(ROWS)[list(ROWS).index("leading-zero") : list(ROWS).index("chinese-encodings")]
    of_numbers = {"long-integer", "long-hexadecimal", "long-base-60"}
    for row, kinds in tried.items():
        if row in of_values:
            assert len(kinds) >= 3, row
        elif row in of_numbers:
            assert kinds == set(KINDS) - {"waivers"}, row
        elif row == "bad-date-scalar":
            assert kinds == set(KINDS) - {"roster"}, row
        else:
            assert kinds == set(KINDS), row


def test_a_child_that_hangs_crashes_or_takes_too_much_ends_alone(
    driver: Driver, tmp_path: Path
) -> None:
    def ended(does: str, **limit: int) -> Ended:
        return driver.run(cwd=tmp_path, does=does, **limit)

    assert ended("spin", cpu=1).code == -signal.SIGXCPU
    assert ended("wait", wall=1).code == -signal.SIGALRM
    assert ended("crash").code == -signal.SIGSEGV
    assert "MemoryError" in ended("grow").err
    assert "Traceback" in ended("fail").err
    assert driver.run("--version", cwd=tmp_path).code == 0

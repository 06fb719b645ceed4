"""``fmt --fix``: slips of the keyboard that have one meaning are cured, and nothing else moves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck.inputs.report import Report
from plancheck.inputs.roster import Roster
from plancheck.inputs.waivers import Waivers
from plancheck.plan.model import Plan
from plancheck.reading.models import Strict, kinds, part_of, spellings
from plancheck.reading.slips import FREE_TEXT
from plancheck.requirements import Entry
from tests.conftest import ROOT, Ran

Cli = Callable[..., Ran]

RIGHT = """\
# 示例：注释里的“：”，和｛｝不动
省份: 上海
类别: 1
指定任务: [15.信息利用支撑项目, 20.专利导航试点]
任务:
  2.专利政策框架: {状态: 完成, 日期: 2014-03-01, 佐证: [Z01]}
  9.执法人员培训:
    培训人数: 66
    备注: 会议：甲，乙｛丙｝
  15.信息培训: {培训次数: 6, 备注: 含网络，时间：上午}
佐证:
  Z01: {标题: 关于“某事：某办法”的通知, 文号: 示例〔2014〕1号}
"""
BROKEN = {
    "colons": [("省份: ", "省份："), ("类别: ", "类别："), ("任务:\n", "任务：\n")],
    "a colon before a full-width blank": [("省份: ", "省份：　"), ("类别: ", "类别:　")],
    "no blank after a colon": [("类别: 1", "类别:1"), ("培训人数: 66", "培训人数:66")],
    "colons in brackets": [("状态: ", "状态："), ("培训次数: 6", "培训次数:6")],
    "commas": [("完成, ", "完成，"), ("6, 备注", "6，备注"), ("目, 20", "目，20")],
    "brackets": [("{状态", "｛状态"), ("[Z01]}", "【Z01】｝"), ("[15.", "［15."), ("点]", "点］")],
    "tabs": [("\n    ", "\n\t\t"), ("\n  ", "\n\t")],
    "full-width blanks before a line": [("\n    ", "\n　　"), ("\n  ", "\n　")],
    "other blanks before a line": [("\n    ", "\n\u00a0   "), ("\n  2", "\n\u00a0 2")],
    "everything": [
        *(("\n    ", "\n\t\t"), ("\n  ", "\n\t"), (": ", "："), (", ", "，")),
        *(("{", "｛"), ("}", "｝"), ("[", "【"), ("]", "】"), ("任务:\n", "任务：\n")),
    ],
}
"""What is typed instead of what, each by the name of its kind."""
AMBIGUOUS = {
    "a tab among other indents": (
        "省份: 上海\n任务:\n   9.执法人员培训:\n     培训人数: 66\n\t2.专利政策框架：完成\n"
    ),
    "a second colon": "省份：上海\n任务:\n  2.专利政策框架: {备注: 见附件: 甲, 状态：完成}\n",
    "a colon that may be text": (
        "省份: 上海\n任务:\n  9.执法人员培训: {培训人数: 66, 备注：见: 甲}\n"
    ),
    "an open bracket": "省份：上海\n任务: {2.专利政策框架: 完成\n",
    "no colon at all": "省份：上海\n类别1\n任务：\n",
}


def broken(kind: str) -> str:
    text = RIGHT
    for right, wrong in BROKEN[kind]:
        assert right in text
        text = text.replace(right, wrong)
    return text.replace("通知，文号", "通知, 文号")  # behind a text it may be part of the text


def verdicts(run_cli: Cli, file: Path) -> Any:
    ran = run_cli("validate", str(file), "--format", "json")
    (report,) = json.loads(ran.out)["reports"]
    return ran.code, [(f["obligation"], f["verdict"]) for f in report["findings"]]


@pytest.mark.parametrize("kind", BROKEN)
def test_a_slip_is_cured_and_nothing_else_changes(run_cli: Cli, tmp_path: Path, kind: str) -> None:
    file, right = tmp_path / "上海.yaml", tmp_path / "right.yaml"
    right.write_bytes(RIGHT.encode())
    before = broken(kind).encode()
    file.write_bytes(before)
    assert run_cli("validate", str(file)).code == 2
    shown = run_cli("fmt", "--fix", "--diff", str(file))
    assert (shown.code, shown.err) == (0, "")
    assert f"--- {file}\n+++ {file}\n@@ " in shown.out
    assert run_cli("fmt", "--fix", "--check", str(file)).code == 1
    assert file.read_bytes() == before
    for lang, said in (("zh", f"{file}：已改正\n"), ("en", f"{file}: fixed\n")):
        file.write_bytes(before)
        ran = run_cli("fmt", "--fix", str(file), "--lang", lang)
        assert (ran.code, ran.out, ran.err) == (0, said, "")
        assert file.read_text("utf-8") == RIGHT
    assert verdicts(run_cli, file) == verdicts(run_cli, right)
    again = run_cli("fmt", "--fix", str(file))
    assert (again.code, again.out) == (0, "")


@pytest.mark.parametrize("kind", BROKEN)
def test_every_slip_is_told_in_one_run(run_cli: Cli, tmp_path: Path, kind: str) -> None:
    """Each line that the cure changes is named, and no other one."""
    file = tmp_path / "上海.yaml"
    text = broken(kind)
    file.write_text(text, encoding="utf-8")
    ran = run_cli("validate", str(file), "--format", "json")
    problems = json.loads(ran.out)["problems"]
    changed = {
        number
        for number, (wrong, right) in enumerate(
            zip(text.splitlines(), RIGHT.splitlines(), strict=True), 1
        )
        if wrong != right
    }
    assert {problem["location"]["line"] for problem in problems} == changed


@pytest.mark.parametrize(
    ("encoding", "mark", "options"),
    [
        ("utf-8", b"", ()),
        ("utf-8", b"\xef\xbb\xbf", ()),
        ("gb18030", b"", ("--encoding", "gb18030")),
        ("utf-16-le", b"\xff\xfe", ()),
        ("utf-16-be", b"\xfe\xff", ()),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_keeps_its_form(
    run_cli: Cli, tmp_path: Path, encoding: str, mark: bytes, options: tuple[str, ...], end: str
) -> None:
    file = tmp_path / "r.yaml"

    def written(text: str) -> bytes:
        return mark + text.rstrip("\n").replace("\n", end).encode(encoding)

    file.write_bytes(written(broken("colons")))
    assert run_cli("fmt", "--fix", str(file), *options).code == 0
    assert file.read_bytes() == written(RIGHT)


@pytest.mark.parametrize("name", ["shanghai", "tier2-noncompliant"])
def test_a_file_that_needs_no_cure_stays(run_cli: Cli, tmp_path: Path, name: str) -> None:
    """Nor is it formatted, though it is written in a way of its own."""
    content = (ROOT / "examples" / f"{name}.yaml").read_bytes()
    content += "# 末尾：注释\r\n  \n".encode()
    file = tmp_path / "r.yaml"
    file.write_bytes(content)
    before = file.stat().st_mtime_ns
    for option in ((), ("--diff",), ("--check",)):
        ran = run_cli("fmt", "--fix", *option, str(file))
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (content, before)


@pytest.mark.parametrize("kind", AMBIGUOUS)
def test_what_may_mean_something_else_stays_an_error(
    run_cli: Cli, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(AMBIGUOUS[kind], encoding="utf-8")
    for option in ((), ("--diff",)):
        ran = run_cli("fmt", "--fix", *option, str(file))
        assert (ran.code, ran.out) == (2, "")
        assert f"{file}:" in ran.err
    assert file.read_text("utf-8") == AMBIGUOUS[kind]


TEXTS = """\
省份：上海
任务:
  2.专利政策框架:
    状态: 完成
    备注: |
      会议：甲
      时间:上午
  9.执法人员培训:
    培训人数: 66
    备注: 第一行
      会议：乙
  15.信息培训: {培训次数: 6, 备注: "一，日期：甲｛
    二：乙｝"}
佐证:
  Z01:
    标题:
      关于：某事
"""


def test_text_is_not_touched(run_cli: Cli, tmp_path: Path) -> None:
    """Blocks, quotes, continued lines and text below its key are the reader's own words."""
    file = tmp_path / "r.yaml"
    file.write_text(TEXTS, encoding="utf-8")
    assert run_cli("fmt", "--fix", str(file)).code == 0
    assert file.read_text("utf-8") == TEXTS.replace("省份：", "省份: ")


def test_a_tab_that_does_not_indent_is_no_slip(run_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    text = RIGHT + "\t\n" + "format:\tplancheck.report/1\t# 示例\n"
    file.write_text(text, encoding="utf-8")
    assert run_cli("validate", str(file)).code == 1
    assert run_cli("fmt", "--fix", str(file)).code == 0
    assert file.read_text("utf-8") == text


def test_what_is_wrong_besides_is_told_after_the_cure(run_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text("省份：上海\n任务：\n  15.信息培训：{培训次数: 约6}\n", encoding="utf-8")
    ran = run_cli("fmt", "--fix", str(file))
    assert ran.code == 2
    assert ran.err.startswith(f"{file}:3:19: “约6”")
    assert len(ran.err.splitlines()) == 1
    assert file.read_text("utf-8") == "省份: 上海\n任务:\n  15.信息培训: {培训次数: 约6}\n"


def test_the_end_of_the_name_is_cured(run_cli: Cli, tmp_path: Path) -> None:
    file, right = tmp_path / "上海.yaml.txt", tmp_path / "上海.yaml"
    file.write_text(RIGHT, encoding="utf-8")
    shown = run_cli("fmt", "--fix", "--diff", str(file))
    assert (shown.code, shown.out) == (0, f"--- {file}\n+++ {right}\n")
    assert run_cli("fmt", "--fix", "--check", str(tmp_path)).code == 1
    assert file.exists()
    assert not right.exists()
    assert run_cli("fmt", str(tmp_path)).code == 2  # without --fix it is in the wrong form
    ran = run_cli("fmt", "--fix", str(tmp_path))
    assert (ran.code, ran.out) == (0, f"{right}：已改正\n")
    assert not file.exists()
    assert right.read_text("utf-8") == RIGHT


def test_another_file_is_not_written_over(run_cli: Cli, tmp_path: Path) -> None:
    file, other = tmp_path / "上海.yaml.txt", tmp_path / "上海.yaml"
    file.write_text(broken("colons"), encoding="utf-8")
    other.write_text(RIGHT + "# 另一份\n", encoding="utf-8")
    ran = run_cli("fmt", "--fix", str(file))
    assert ran.code == 2
    assert f"{other}: " in ran.err
    assert file.read_text("utf-8") == broken("colons")
    assert other.read_text("utf-8") == RIGHT + "# 另一份\n"


def test_standard_input_goes_to_standard_output(run_cli: Cli) -> None:
    ran = run_cli("fmt", "--fix", "-", stdin=broken("brackets").encode())
    assert (ran.code, ran.out, ran.err) == (0, RIGHT, "")


def test_keys_are_not_changed_along_with_it(run_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(broken("colons"), encoding="utf-8")
    for lang, said in (("zh", "不能与 --keys 同用"), ("en", "cannot be used with --keys")):
        ran = run_cli("fmt", "--fix", "--keys", "en", str(file), "--lang", lang)
        assert ran.code == 2
        assert said in ran.err
    assert file.read_text("utf-8") == broken("colons")


def text_keys(model: type[Strict]) -> set[str]:
    """Return every spelling of the keys of ``model`` that take any text."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        key = field.alias or name
        if name == "format":
            continue
        if field.annotation in (str, str | None) and kinds(model)[name] in ("", "document"):
            found |= {written for written, means in spellings(model).items() if means == key}
    return found


def test_free_text_is_known_by_its_keys(plan: Plan) -> None:
    evidence, _ = part_of(Report, "evidence")
    record, _ = part_of(Entry, "records")
    models = [evidence, record, Entry, Waivers, part_of(Waivers, "waivers")[0], Roster]
    assert set().union(*map(text_keys, models)) - FREE_TEXT == set()

"""What a message advises can be done: the option it names is there, and with it the call works."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.errors import SourceError
from plancheck.inputs.report import Report
from plancheck.inputs.roster import Roster
from plancheck.inputs.waivers import Waivers
from plancheck.plan.model import Plan
from plancheck.plan.subjects import SubjectList
from plancheck.reading.kinds import SIGNS, FileKind
from plancheck.reading.models import spellings
from plancheck.verdicts.path_list import read_list
from tests.conftest import ROOT, SOURCE_TEXT, Ran

Cli = Callable[..., Ran]

REPORT = "省份: 上海\n类别: 1\n任务:\n  2.framework: 完成\n"
ROSTER = "格式: plancheck.roster/1\n计划: cn-patent-2014\n省份:\n  上海: {类别: 1}\n"
WAIVERS = (
    "格式: plancheck.waivers/1\n计划: cn-patent-2014\n豁免:\n"
    "- {省份: 上海, 任务: 3.programme, 原因: 示例, 批准文件: 示例文件, 有效期至: 2014-12-31}\n"
)
PLAN = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
LANGS = ("zh", "en")
OFFERED = "--encoding gb18030"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder: every kind of file, in GB18030 and in UTF-8."""
    monkeypatch.chdir(tmp_path)
    texts = {
        "report.yaml": REPORT,
        "roster.yaml": ROSTER,
        "waivers.yaml": WAIVERS,
        "plan.yaml": PLAN,
        "names.txt": "上海\n",
        "list.txt": "上海.yaml\n",
    }
    for name, text in texts.items():
        Path(name).write_bytes(text.encode("gb18030"))
        Path(f"utf8-{name}").write_text(text, "utf-8")
    Path("上海.yaml").write_text(REPORT, "utf-8")
    return tmp_path


CALLS = {
    "validate": "validate report.yaml",
    "validate --roster": "validate utf8-report.yaml --roster roster.yaml",
    "validate --waivers": "validate utf8-report.yaml --waivers waivers.yaml",
    "validate --plan": "validate utf8-report.yaml --plan plan.yaml",
    "validate --expect": "validate utf8-report.yaml --expect names.txt",
    "validate --expect, a roster": "validate utf8-report.yaml --expect roster.yaml",
    "validate --files-from": "validate --files-from list.txt",
    "explain --report": "explain 15 --report report.yaml",
    "explain --roster": "explain 15 --province 上海 --roster roster.yaml",
    "explain --waivers": "explain 15 --report utf8-report.yaml --waivers waivers.yaml",
    "explain --plan": "explain 15 --plan plan.yaml",
    "list-obligations --roster": "list-obligations --province 上海 --roster roster.yaml",
    "list-obligations --plan": "list-obligations --plan plan.yaml",
    "init --roster": "init --province 上海 --roster roster.yaml",
    "init --plan": "init --province 上海 --plan plan.yaml",
    "schema --roster": "schema report --province 上海 --roster roster.yaml",
    "schema --plan": "schema report --plan plan.yaml",
    "fmt": "fmt report.yaml --check",
    "fmt --plan": "fmt utf8-report.yaml --check --plan plan.yaml",
    "plan check": "plan check plan.yaml",
    "plan export": "plan export plan.yaml",
    "plan diff A": "plan diff plan.yaml utf8-plan.yaml",
    "plan diff B": "plan diff utf8-plan.yaml plan.yaml",
    "plan diff --reports": "plan diff utf8-plan.yaml utf8-plan.yaml --reports report.yaml",
    "plan diff --roster": (
        "plan diff utf8-plan.yaml utf8-plan.yaml --reports utf8-report.yaml --roster roster.yaml"
    ),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CALLS)
def test_the_encoding_offered_is_there_and_reads_every_file(
    name: str, lang: str, folder: Path, run_cli: Cli
) -> None:
    call = [*CALLS[name].split(), "--no-config", "--lang", lang]
    refused = run_cli(*call)
    assert refused.code == 2
    assert OFFERED in refused.out + refused.err
    followed = run_cli(*call, "--encoding", "gb18030")
    assert followed.code in (0, 1, 3)
    assert "--encoding" not in followed.out + followed.err
    # The same call over UTF-8 files, the other way to follow the advice, has the same end.
    files = ("report", "roster", "waivers", "plan", "names", "list")
    utf8 = [f"utf8-{part}" if part.startswith(files) and "." in part else part for part in call]
    assert run_cli(*utf8).code == followed.code


@pytest.mark.skipif(not SOURCE_TEXT.exists(), reason="the official text is the reader's own")
@pytest.mark.parametrize("call", ["plan trace --source", "explain 15.training --source"])
def test_the_encoding_of_the_official_text(call: str, folder: Path, run_cli: Cli) -> None:
    Path("text.txt").write_bytes(SOURCE_TEXT.read_text("utf-8").encode("gb18030"))
    whole = [*call.split(), "text.txt", "--no-config"]
    assert OFFERED in run_cli(*whole).err
    assert run_cli(*whole, "--encoding", "gb18030").code == 0


def test_the_encoding_of_an_earlier_result(folder: Path, run_cli: Cli) -> None:
    result = run_cli("validate", "utf8-report.yaml", "--no-config", "--format", "json").out
    Path("before.json").write_bytes(result.encode("gb18030"))
    call = ("validate", "utf8-report.yaml", "--no-config", "--baseline", "before.json")
    assert OFFERED in run_cli(*call).out
    followed = json.loads(run_cli(*call, "--encoding", "gb18030", "--format", "json").out)
    assert followed["problems"] == []
    assert followed["baseline"]["new"] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_configuration_is_utf_8_and_no_option_is_offered(
    lang: str, folder: Path, run_cli: Cli
) -> None:
    Path("plancheck.toml").write_bytes('province = "上海"\n'.encode("gb18030"))
    ran = run_cli("validate", "utf8-report.yaml", "--lang", lang)
    assert ran.code == 2
    assert ran.err.startswith("plancheck.toml:1:13: ")
    assert "UTF-8" in ran.err
    assert "--encoding" not in ran.err


def test_files_of_two_encodings_are_read_in_one_call(folder: Path, run_cli: Cli) -> None:
    ran = run_cli(
        "validate", "report.yaml", "utf8-report.yaml", "--roster", "utf8-roster.yaml",
        "--no-config", "--encoding", "gb18030", "--format", "json",
    )  # fmt: skip
    reports = json.loads(ran.out)["reports"]
    assert [report["province"]["name"] for report in reports] == ["上海", "上海"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_list_of_windows_is_read(encoding: str, end: str, folder: Path) -> None:
    """PowerShell 5.1 writes what a command prints as UTF-16 with a byte order mark."""
    Path("ps.txt").write_bytes(f"report.yaml{end}上海.yaml{end}".encode(encoding))
    assert read_list("ps.txt") == ["report.yaml", "上海.yaml"]
    assert read_list("ps.txt", encoding="gb18030") == ["report.yaml", "上海.yaml"]


def test_a_list_of_names_from_powershell_is_read(folder: Path, run_cli: Cli) -> None:
    Path("ps.txt").write_bytes("上海\r\n江苏\r\n".encode("utf-16"))
    call = ("validate", "utf8-report.yaml", "--no-config", "--expect", "ps.txt")
    found = json.loads(run_cli(*call, "--format", "json").out)
    assert [one["province"]["name"] for one in found["absent"]] == ["江苏"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gb18030"])
def test_a_list_that_is_not_text_is_one_problem_at_the_list(encoding: str, folder: Path) -> None:
    text = "report.yaml\r\n上海.yaml\r\n" if encoding != "gb18030" else "上海.yaml\n江苏.yaml\n"
    Path("list").write_bytes(text.encode(encoding))
    with pytest.raises(SourceError) as caught:
        read_list("list")
    (problem,) = caught.value.problems
    assert problem.where is not None
    assert problem.where.path == "list"
    assert problem.key == ("source.gb18030" if encoding == "gb18030" else "source.utf16")


def test_the_name_of_a_file_need_not_be_text(folder: Path) -> None:
    """What git lists on Linux are the bytes of the name, in whatever encoding it was given."""
    name = "上海-示例.yaml".encode("gb18030")
    try:
        Path(os.fsdecode(name)).touch()
    except OSError:
        pytest.skip("this file system takes text only")
    Path("list").write_bytes(name + b"\n")
    (read,) = read_list("list")
    assert Path(read).exists()


WORDS = {
    "report": ("自查报告", "report"),
    "roster": ("名册", "roster"),
    "waivers": ("豁免清单", "list of waivers"),
    "plan": ("规则集", "rule set"),
}
OTHERS = {
    "--roster report.yaml": ("roster", "3:1"),
    "--expect report.yaml": ("roster", "3:1"),
    "--waivers roster.yaml": ("waivers", "1:5"),
    "--waivers report.yaml": ("waivers", "3:1"),
    "--plan report.yaml": ("plan", "3:1"),
    "--plan roster.yaml": ("plan", "1:5"),
    "--roster waivers.yaml": ("roster", "1:5"),
    "--roster plan.yaml": ("roster", None),
}


@pytest.mark.parametrize("option", OTHERS)
def test_a_file_in_the_place_of_another_is_one_problem(
    option: str, folder: Path, run_cli: Cli
) -> None:
    wanted, place = OTHERS[option]
    option, file = option.split()
    call = ("validate", "utf8-report.yaml", option, f"utf8-{file}", "--no-config")
    ran = run_cli(*call, "--format", "json")
    assert ran.code == 2
    (problem,) = json.loads(ran.out)["problems"]
    where = problem["location"]
    assert where["path"] == f"utf8-{file}"
    assert place in (None, f"{where['line']}:{where['column']}")
    (given_zh, given_en), (zh, en) = WORDS[file.removesuffix(".yaml")], WORDS[wanted]
    assert problem["message"]["zh"].startswith(f"这是{given_zh}，不是{zh}；")
    assert problem["message"]["en"].startswith(f"this is a {given_en}, not a {en}; ")


@pytest.mark.parametrize("format_", ["table", "github", "markdown", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nobody_is_sent_where_it_does_not_stand(
    lang: str, format_: str, tmp_path: Path, run_cli: Cli
) -> None:
    """JSON has a thousand problems of a file with 5,000, and pages have fifty."""
    tasks = "".join(f"  x{number}: 1\n" for number in range(5000))
    (tmp_path / "r.yaml").write_text(f"province: 上海\ntier: 1\ntasks:\n{tasks}", "utf-8")
    ran = run_cli("validate", str(tmp_path / "r.yaml"), "--lang", lang, "--format", format_)
    shown = json.loads(run_cli("validate", str(tmp_path / "r.yaml"), "--format", "json").out)
    assert len(shown["problems"]) == 1001
    assert "json has them all" not in ran.out
    assert "--format json 看全部" not in ran.out
    assert "the job summary has all" not in ran.out
    assert "全部内容见作业摘要" not in ran.out
    if format_ == "table":
        told = {"zh": "另有4950条，--format json 列出其中950条", "en": "lists 950 of them"}
        assert told[lang] in ran.out


@pytest.mark.parametrize("blank", ["\u3000", "\u00a0", "\u2003"])
@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("  4.scheme:{}完成\n", 12),
        ("  4.scheme:{}完成\n  2.framework:{}完成\n", 12),
        ("  15.training:{}{{sessions: 6}}\n", 15),
        ("  15.training:{}{{sessions: 6, date: 2014-05-01}}\n", 15),
        ("  15.training:{}[A1]\n", 15),
        ("  2.framework: 完成\n  15.training:{}{{sessions: 6}}\n", 15),
    ],
)
def test_a_blank_after_a_colon_that_is_no_ordinary_one_is_told(
    text: str, column: int, blank: str, tmp_path: Path, run_cli: Cli
) -> None:
    line = 4 + text.startswith("  2.")
    body = f"province: 上海\ntier: 1\ntasks:\n{text.replace('{}', blank)}"
    body = body.replace("{{", "{").replace("}}", "}")
    (tmp_path / "r.yaml").write_text(body, "utf-8")
    ran = run_cli("validate", str(tmp_path / "r.yaml"), "--format", "json")
    told = json.loads(ran.out)["problems"][0]
    where = told["location"]
    assert (told["key"], where["line"], where["column"]) == ("source.odd-space", line, column)
    assert f"U+{ord(blank):04X}" in told["message"]["en"]


def test_such_a_blank_in_a_text_is_no_matter(tmp_path: Path, run_cli: Cli) -> None:
    entry = "{状态: 完成, 日期: 2014-05-01, 备注: 见附件:　方案}"
    (tmp_path / "r.yaml").write_text(f"省份: 上海\n类别: 1\n任务:\n  4.scheme: {entry}\n", "utf-8")
    shown = json.loads(run_cli("validate", str(tmp_path / "r.yaml"), "--format", "json").out)
    assert shown["problems"] == []


def test_the_keys_by_which_a_file_is_known_are_keys_of_its_model() -> None:
    models = {
        FileKind.PLAN: Plan,
        FileKind.ROSTER: Roster,
        FileKind.WAIVERS: Waivers,
        FileKind.REPORT: Report,
        FileKind.SUBJECTS: SubjectList,
    }
    assert SIGNS.keys() == {*models, FileKind.RESULT}
    for kind, model in models.items():
        known = spellings(model)
        names = {known[key] for key, _ in SIGNS[kind]}  # each key with all its spellings
        assert {key for key, _ in SIGNS[kind]} == {key for key in known if known[key] in names}


@pytest.mark.parametrize("lang", LANGS)
def test_plan_diff_over_a_report_that_cannot_be_judged_is_no_verdict(
    lang: str, folder: Path, run_cli: Cli
) -> None:
    reports = folder / "reports"
    reports.mkdir()
    (reports / "a.yaml").write_text(REPORT, "utf-8")
    (reports / "b.yaml").write_text("省份: 上诲\n", "utf-8")
    plans = ("utf8-plan.yaml", "utf8-plan.yaml")
    call = ("plan", "diff", *plans, "--no-config", "--lang", lang, "--reports")
    assert run_cli(*call, "reports/a.yaml").code == 0
    ran = run_cli(*call, "reports")
    assert ran.code == 2
    assert "b.yaml:1:5" in ran.out


@pytest.mark.parametrize("lang", LANGS)
def test_what_plan_diff_lacks_is_told_with_an_example_of_it(lang: str, run_cli: Cli) -> None:
    for given, lacked in (((), "A"), (("plan.yaml",), "B")):
        ran = run_cli("plan", "diff", *given, "--lang", lang)
        assert ran.code == 2
        assert lacked in ran.err
        assert "plancheck plan diff " in ran.err


def test_an_encoding_that_is_not_supported_is_refused_by_every_command(
    folder: Path, run_cli: Cli
) -> None:
    for call in CALLS.values():
        ran = run_cli(*call.split(), "--no-config", "--encoding", "big5")
        assert ran.code == 2
        assert "--encoding" in ran.err
        assert "big5" in ran.err


def test_the_commands_named_next_name_the_plan_too(run_cli: Cli, folder: Path) -> None:
    """Each can be run as it stands. A plan that the configuration names need not be repeated."""
    shutil.copy(ROOT / "examples/plans/saving-water.yaml", "my plan.yaml")
    plan = ("--plan", "my plan.yaml", "--lang", "en")

    def named(said: str) -> list[str]:
        """Return the command that the lines ``said`` name."""
        line = next(line for line in said.splitlines() if ": plancheck " in line)
        words = shlex.split(line.partition(": plancheck ")[2])
        assert words[words.index("--plan") + 1] == "my plan.yaml"
        return words

    made = ("init", *plan, "--subject", "示例单位", "--tier", "1", "-o", "water.yaml")
    checked = run_cli(*named(run_cli(*made).out), "--lang", "en")
    assert checked.code == 1
    assert run_cli(*named(checked.out)).code == 0
    head = Path("water.yaml").read_text("utf-8").splitlines()[:4]
    assert [("--plan" in line) for line in head] == [False, True, False, True]
    Path("roster.yaml").write_text(
        "format: plancheck.roster/1\nplan: saving-water-2030\nsubjects:\n  示例单位: {tier: 1}\n",
        "utf-8",
    )
    forms = run_cli("init", *plan, "--roster", "roster.yaml", "-o", "forms")
    assert run_cli(*named(forms.out)).code == 1
    Path("plancheck.toml").write_text('plan = "my plan.yaml"\n', "utf-8")
    assert "--plan" not in run_cli("validate", "water.yaml", "--lang", "en").out

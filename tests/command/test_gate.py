"""Many reports on the command line: lists, who is missing, several outputs, logs of services."""

from __future__ import annotations

import json
import os
import pickle
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from plancheck.cli import validate
from plancheck.formats import formats, is_folder, to_files
from plancheck.plan.model import Plan
from plancheck.verdicts.judging import judge
from tests.conftest import ROOT, Ran, as_yaml

Cli = Callable[..., Ran]

EXAMPLES = ROOT / "examples"
COMPLIANT = str(EXAMPLES / "tier1-compliant.yaml")
SHORT = str(EXAMPLES / "tier1-noncompliant.yaml")
BROKEN = str(EXAMPLES / "broken.yaml")
UNDETERMINED = str(EXAMPLES / "undetermined.yaml")
ROSTER = str(EXAMPLES / "roster.yaml")


@pytest.fixture(autouse=True)
def _outside_of_any_service(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "CI"):
        monkeypatch.delenv(name, raising=False)


def document(ran: Ran) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(ran.out)
    assert loaded["exit_code"] == ran.code
    return loaded


# --- one exit code whatever is written ------------------------------------------------------------


@pytest.mark.parametrize("format_", formats())
@pytest.mark.parametrize(
    ("report", "code"), [(COMPLIANT, 0), (SHORT, 1), (BROKEN, 2), (UNDETERMINED, 3)]
)
def test_the_exit_code_never_depends_on_the_format(
    format_: str, report: str, code: int, run_cli: Cli, tmp_path: Path
) -> None:
    if not to_files(format_):
        assert run_cli("validate", report, "--format", format_).code == code
    file = tmp_path / "out"
    ran = run_cli("validate", report, "--output", f"{format_}={file}")
    assert ran.code == code
    if is_folder(format_):
        assert all(one.read_bytes() for one in file.iterdir())
    else:
        assert file.read_bytes()


def test_several_outputs_of_one_run(run_cli: Cli, tmp_path: Path) -> None:
    sarif, junit = tmp_path / "out.sarif", tmp_path / "out.xml"
    ran = run_cli(
        "validate", SHORT, "--output", f"sarif={sarif}", "--output", f"junit={junit}",
        env={"COLUMNS": "80"},
    )  # fmt: skip
    assert ran.code == 1
    assert "\n× 不符合要求" in ran.out
    assert len(json.loads(sarif.read_text("utf-8"))["runs"][0]["results"]) == 7
    assert ElementTree.parse(junit).getroot().get("failures") == "7"


def test_an_output_is_the_same_on_a_terminal_of_any_width(run_cli: Cli, tmp_path: Path) -> None:
    texts = set()
    for width in ("40", "200"):
        file = tmp_path / width
        env = {"COLUMNS": width, "FORCE_COLOR": "1"}
        run_cli("validate", SHORT, "--output", f"table={file}", env=env)
        texts.add(file.read_text("utf-8"))
    assert len(texts) == 1
    assert "\x1b" not in texts.pop()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("sarif", "--output 须写成 格式=文件"),
        ("sarif=", "--output 须写成 格式=文件"),
        ("serif=x", "--output 不能是“serif”；可以是：table、"),
        ("sarif=/none/x", "文件夹不存在"),
        ("sarif=.", "此处不能写入普通文件"),
        (f"sarif={SHORT}", "是本次读取的输入"),
        (f"sarif={ROSTER}", "是本次读取的输入"),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_the_work(
    written: str, said: str, run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = Path(SHORT).read_bytes()
    ran = run_cli("validate", SHORT, "--roster", ROSTER, "--output", written)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert Path(SHORT).read_bytes() == before


def test_a_format_goes_to_one_file(run_cli: Cli, tmp_path: Path) -> None:
    ran = run_cli("validate", SHORT, *("--output", f"csv={tmp_path}/a") * 2)
    assert ran.code == 2


def test_where_writing_fails_the_old_file_stays_and_the_verdict_is_still_shown(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.json"
    file.write_text("before", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = run_cli("validate", COMPLIANT, "--tier", "1", "--output", f"json={file}")
    assert ran.code == 2
    assert "磁盘已满" in ran.err
    assert "\n√ 符合要求" in ran.out
    assert file.read_text("utf-8") == "before"
    assert os.listdir(tmp_path) == ["out.json"]


def test_outputs_are_written_where_the_plan_cannot_be_read_too(
    run_cli: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "out.sarif"
    ran = run_cli("validate", SHORT, "--plan", "none.yaml", "--output", f"sarif={file}")
    assert ran.code == 2
    invocation = json.loads(file.read_text("utf-8"))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False


# --- which reports --------------------------------------------------------------------------------


def test_reports_may_be_listed_in_a_file_or_on_standard_input(run_cli: Cli, tmp_path: Path) -> None:
    listed = f"{COMPLIANT}\n{SHORT}\n"
    (tmp_path / "list").write_text(listed, encoding="utf-8")
    arguments = ("validate", "--format", "json", "--files-from")
    from_file = document(run_cli(*arguments, str(tmp_path / "list")))
    assert [report["path"] for report in from_file["reports"]] == [COMPLIANT, SHORT]
    from_stdin = document(run_cli(*arguments, "-", stdin=listed.encode()))
    assert from_stdin == from_file
    nul = document(run_cli(*arguments, "-", "-z", stdin=f"{SHORT}\0".encode()))
    assert [report["path"] for report in nul["reports"]] == [SHORT]


def test_an_empty_list_checks_nothing_and_that_is_no_pass(run_cli: Cli) -> None:
    ran = run_cli("validate", "--files-from", "-")
    assert ran.code == 2
    assert "没有可核查的自查报告" in ran.out


def test_a_pattern_is_expanded_here(run_cli: Cli) -> None:
    found = document(run_cli("validate", str(EXAMPLES / "tier1-*.yaml"), "--format", "json"))
    assert [Path(report["path"]).name for report in found["reports"]] == [
        "tier1-compliant.yaml", "tier1-noncompliant.yaml",
    ]  # fmt: skip
    assert run_cli("validate", "none-*.yaml").code == 2


def test_a_roster_in_the_folder_is_passed_over_and_said_to_be(run_cli: Cli, tmp_path: Path) -> None:
    for file in (COMPLIANT, ROSTER):
        (tmp_path / Path(file).name).write_bytes(Path(file).read_bytes())
    ran = run_cli("validate", str(tmp_path), "--tier", "1")
    assert ran.code == 0
    assert "roster.yaml（名册）" in ran.out
    shown = document(run_cli("validate", str(tmp_path), "--format", "json"))
    assert [one["kind"] for one in shown["skipped"]] == ["roster"]
    (tmp_path / "tier1-compliant.yaml").unlink()
    alone = run_cli("validate", str(tmp_path))
    assert alone.code == 2
    assert "没有可核查的自查报告" in alone.out
    assert run_cli("validate", ROSTER).code == 2


# --- who has to report ----------------------------------------------------------------------------


def test_all_provinces_are_expected(run_cli: Cli) -> None:
    ran = run_cli("validate", COMPLIANT, "--tier", "1", "--expect", "all")
    assert ran.code == 1
    assert "\n应报32 · 符合要求1 · 应报未报31\n" in ran.out
    (absent,) = re.findall("(?m)^应报未报31：(.+)$", ran.out)
    assert len(absent.split("、")) == 31
    assert absent.endswith("、新疆生产建设兵团")
    shown = document(run_cli("validate", COMPLIANT, "--expect", "all", "--format", "json"))
    assert len(shown["absent"]) == 31
    assert {"name": "新疆生产建设兵团", "code": "660000"} in [
        one["province"] for one in shown["absent"]
    ]


def test_those_a_roster_lists_are_expected(run_cli: Cli) -> None:
    shown = document(run_cli("validate", COMPLIANT, "--expect", ROSTER, "--format", "json"))
    assert [one["province"]["name"] for one in shown["absent"]] == [
        *("上海", "广东", "江西", "安徽", "青海", "宁夏")
    ]
    github = run_cli("validate", COMPLIANT, "--expect", ROSTER, "--format", "github").out
    assert f"::error file={ROSTER},line=14," in github


@pytest.mark.parametrize(
    "listed", ["北京\nCN-SH  # 示例\n\n青海省\n", "- 北京\n- 上海市\n- 青海\n"]
)
def test_those_a_list_names_are_expected(listed: str, run_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "expected"
    file.write_text(listed, encoding="utf-8")
    arguments = ("validate", COMPLIANT, "--expect", str(file))
    shown = document(run_cli(*arguments, "--format", "json"))
    assert [one["province"]["name"] for one in shown["absent"]] == ["上海", "青海"]
    file.write_text(f"{listed}上诲\n" if "-" not in listed[:2] else "- 上诲\n", encoding="utf-8")
    ran = run_cli(*arguments)
    assert ran.code == 2
    assert "填报单位名单中没有“上诲”；是不是 上海？" in ran.out
    file.write_text("# 示例\n", encoding="utf-8")
    assert "没有填报单位" in run_cli(*arguments).out
    empty = "format: plancheck.roster/1\nplan: cn-patent-2014\nprovinces: {}\n"
    file.write_text(empty, encoding="utf-8")
    assert f"{file}:3:1: 此名单中没有填报单位" in run_cli(*arguments).out


@pytest.mark.parametrize("from_roster", [False, True])
def test_those_standard_input_names_are_expected(run_cli: Cli, *, from_roster: bool) -> None:
    """It can be read only once, whichever kind of file it turns out to be."""
    listed = Path(ROSTER).read_bytes() if from_roster else "北京\n上海\n".encode()
    ran = run_cli("validate", COMPLIANT, "--expect", "-", "--format", "json", stdin=listed)
    absent = [one["province"]["name"] for one in document(ran)["absent"]]
    assert absent[:1] == ["上海"]
    assert (len(absent) > 1) == from_roster


def test_nobody_is_missing(run_cli: Cli, plan: Plan, tmp_path: Path) -> None:
    content = Path(COMPLIANT).read_text("utf-8")
    for name in plan.subject_names:
        text = content.replace("province: 北京", f"province: {name}")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    ran = run_cli("validate", str(tmp_path), "--expect", "all", "--format", "json")
    shown = document(ran)
    assert shown["absent"] == []
    codes = {f["verdict"] for report in shown["reports"] for f in report["findings"]}
    assert ran.code == (1 if codes & {"fail", "missing"} else 0)
    assert len(shown["rollup"]["matrix"]) == 32


def test_two_reports_of_one_province(run_cli: Cli, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_bytes(Path(COMPLIANT).read_bytes())
    ran = run_cli("validate", str(tmp_path), "--tier", "1", "--expect", "all")
    assert ran.code == 2
    one, other = str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")
    assert "应报32 · 退回改正1 · 应报未报31" in ran.out
    told = "北京：a.yaml、b.yaml 均不能核查"
    assert f"\n退回改正1：{told}\n" in ran.out
    call = ("validate", str(tmp_path), "--tier", "1", "--expect", "all", "--format", "json")
    shown = document(run_cli(*call))
    places = [(problem["location"], problem["message"]["zh"]) for problem in shown["problems"]]
    assert [(at["path"], at["line"], at["column"], text) for at, text in places] == [
        (one, 4, 11, f"北京有不止一份自查报告（另见 {other}）；请只保留一份"),
        (other, 4, 11, f"北京有不止一份自查报告（另见 {one}）；请只保留一份"),
    ]


# --- several processes ----------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["json", "table"])
def test_any_number_of_processes_writes_the_same(
    format_: str, run_cli: Cli, tmp_path: Path
) -> None:
    for place, file in enumerate(sorted(EXAMPLES.glob("*.yaml")) * 3):
        (tmp_path / f"{place}-{file.name}").write_bytes(file.read_bytes())
    arguments = ("validate", str(tmp_path), "-", "none.yaml", "--format", format_)
    stdin = Path(SHORT).read_bytes()
    one = run_cli(*arguments, stdin=stdin)
    several = run_cli(*arguments, "--jobs", "3", stdin=stdin)
    assert (several.code, several.out) == (one.code, one.out)


def test_what_comes_from_other_processes_refers_to_the_plan_here(plan: Plan) -> None:
    """A copy of the plan in each result would cost more than the work that is shared."""
    run = judge([COMPLIANT, SHORT], plan, jobs=2)
    units = [one.measure.unit for result in run.results for one in result.findings]
    assert all(result.plan is plan for result in run.results)
    assert len(set(map(id, units))) == len(set(units)) > 2


def test_a_result_travels_without_its_plan(plan: Plan) -> None:
    """Plain pickle is all it takes; the rule set by itself would be many times as large."""
    result = judge([SHORT], plan).results[0]
    content = pickle.dumps(result)
    assert len(content) < 20_000
    assert pickle.loads(content).with_plan(plan) == result


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", "２", "65"])
def test_a_number_of_processes_that_cannot_be(jobs: str, run_cli: Cli) -> None:
    ran = run_cli("validate", COMPLIANT, "--jobs", jobs)
    assert ran.code == 2
    assert "--jobs" in ran.err


def test_long_runs_show_a_bar_on_a_terminal_only(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validate, "MANY", 3)
    for place in range(4):
        (tmp_path / f"{place}.yaml").write_bytes(as_yaml({"province": "上海"}))
    assert run_cli("validate", str(tmp_path)).err == ""
    drawn = []

    class Terminal:
        def __getattr__(self, name: str) -> Any:
            return getattr(sys.__stderr__, name)

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            drawn.append(text)
            return len(text)

        def flush(self) -> None:
            pass

    monkeypatch.setattr(sys, "stderr", Terminal())
    with validate._Progress() as progress:
        for done in range(1, 5):
            progress(done, 4)
    assert any("100%" in text for text in drawn)


# --- in the log of a build service ----------------------------------------------------------------


def test_the_summary_of_the_job_is_written_beside_annotations(run_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "summary"
    file.write_text("# before\n", encoding="utf-8")
    env = {"GITHUB_STEP_SUMMARY": str(file)}
    assert run_cli("validate", SHORT, "--format", "table", env=env).code == 1
    assert file.read_text("utf-8") == "# before\n"
    ran = run_cli("validate", SHORT, "--format", "github", env=env)
    assert ran.code == 1
    page = file.read_text("utf-8")
    assert page.startswith("# before\n")
    assert "15.training" in page
    assert "::error " in ran.out


def test_a_summary_keeps_within_what_is_shown(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validate, "SUMMARY_BYTES", 20_000)
    file = tmp_path / "summary"
    file.write_text("x" * 5_000, encoding="utf-8")
    reports = [COMPLIANT, SHORT, UNDETERMINED]
    run_cli("validate", *reports, "--format", "github", env={"GITHUB_STEP_SUMMARY": str(file)})
    assert 5_000 < file.stat().st_size <= 20_000


def test_a_summary_that_cannot_be_written_is_no_pass(run_cli: Cli, tmp_path: Path) -> None:
    env = {"GITHUB_STEP_SUMMARY": str(tmp_path / "none" / "summary")}
    ran = run_cli("validate", COMPLIANT, "--tier", "1", "--format", "github", env=env)
    assert ran.code == 2


def test_text_for_people_is_no_command_to_the_runner(run_cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "::error::x"
    folder.mkdir()
    (folder / "r.yaml").write_text("a: 1\n", encoding="utf-8")
    os.chdir(tmp_path)
    env = {"GITHUB_ACTIONS": "true"}
    out = run_cli("validate", "::error::x/r.yaml", env=env).out
    first, *_, last = out.splitlines()
    assert first.startswith("::stop-commands::")
    assert last == f"::{first.removeprefix('::stop-commands::')}::"
    assert "\n::error::x/r.yaml:1:1: " in out
    err = run_cli("validate", "--tier", env=env).err
    assert err.startswith("::stop-commands::")
    assert document(run_cli("validate", "::error::x/r.yaml", "--format", "json", env=env))


# --- what must not pass unseen --------------------------------------------------------------------


@pytest.mark.parametrize(
    "format_", ["plancheck.reports/1", "plancheck.roster/2", "plancheck.roster/1", "plancheck.x/1"]
)
def test_a_report_with_another_format_is_no_other_file(
    format_: str, run_cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_bytes(Path(COMPLIANT).read_bytes())
    text = Path(SHORT).read_text("utf-8")
    (tmp_path / "b.yaml").write_text(f"{text}format: {format_}\n", encoding="utf-8")
    assert run_cli("validate", str(tmp_path), "--tier", "1").code == 2


def test_a_list_holds_paths_and_no_patterns(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_bytes(Path(COMPLIANT).read_bytes())
    ran = run_cli("validate", "--files-from", "-", "--tier", "1", stdin=b"[a].yaml\n")
    assert ran.code == 2
    assert "[a].yaml: 找不到文件" in ran.out


def test_a_folder_with_brackets_in_its_name_is_that_folder(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, report in (("x[y]/reports", SHORT), ("xy/reports", COMPLIANT)):
        Path(folder).mkdir(parents=True)
        Path(folder, "a.yaml").write_bytes(Path(report).read_bytes())
    config = Path("x[y]/plancheck.toml")
    config.write_text("reports = ['reports/*.yaml']\ntier = 1\n", encoding="utf-8")
    assert run_cli("validate", "--config", str(config)).code == 1


def test_a_pattern_over_links_that_lead_back_ends(run_cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(Path(COMPLIANT).read_bytes())
    for name in ("l", "m"):
        (tmp_path / name).symlink_to(".")
    found = document(run_cli("validate", f"{tmp_path}/**/*.yaml", "--format", "json"))
    assert len(found["reports"]) == 1


def test_a_hidden_report_is_named(run_cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(Path(COMPLIANT).read_bytes())
    (tmp_path / ".b.yaml").write_bytes(Path(SHORT).read_bytes())
    ran = run_cli("validate", str(tmp_path), "--tier", "1", "--format", "json")
    assert document(ran)["skipped"] == [{"path": f"{tmp_path}/.b.yaml", "kind": "hidden"}]


def test_no_configuration_is_lost(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fine = ("validate", COMPLIANT, "--tier", "1")
    assert run_cli(*fine).code == 0
    assert run_cli(*fine, "--config", "").code == 2
    Path("c.toml").write_text("lang = 'en'\n", encoding="utf-8")
    assert run_cli(*fine, "--config", "c.toml", "--no-config").code == 2
    Path("pyproject.toml").write_text("[x]\n", encoding="utf-8")
    assert run_cli(*fine).code == 0
    assert run_cli(*fine, "--config", "pyproject.toml").code == 2
    for text in ("[[tool.plancheck]]\nexpect = 'all'\n", "[tool]\nplancheck = 3\n"):
        Path("pyproject.toml").write_text(text, encoding="utf-8")
        assert run_cli(*fine).code == 2
    Path("plancheck.toml").symlink_to("nowhere")
    assert run_cli(*fine).code == 2


def test_what_is_read_is_not_written_over(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("list", COMPLIANT), ("c.toml", "lang = 'en'")):
        Path(name).write_text(text, encoding="utf-8")
    for option, name in (("--files-from", "list"), ("--config", "c.toml")):
        reports = [] if option == "--files-from" else [COMPLIANT]
        ran = run_cli("validate", *reports, option, name, "--output", f"json={name}")
        assert ran.code == 2
        assert not Path(name).read_text("utf-8").startswith("{")


def test_an_output_of_the_configuration_does_not_leave_through_a_link(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    Path("link").symlink_to("../outside")
    Path("plancheck.toml").write_text("output = ['html=link/x.html']\n", encoding="utf-8")
    assert run_cli("validate", COMPLIANT).code == 2
    assert os.listdir(tmp_path / "outside") == []


def test_the_document_names_the_code_that_the_call_ends_with(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    file = tmp_path / "x.html"
    arguments = ("validate", COMPLIANT, "--tier", "1", "--format", "json")
    shown = document(run_cli(*arguments, "--output", f"html={file}"))
    assert shown["exit_code"] == 2
    assert [problem["location"]["path"] for problem in shown["problems"]] == [str(file)]


def test_a_document_is_written_wherever_the_call_fails(run_cli: Cli, tmp_path: Path) -> None:
    assert document(run_cli("validate", COMPLIANT, "--format", "json", "--lang", "xx"))
    bad = tmp_path / "bad.toml"
    bad.write_text("foo = 1\n", encoding="utf-8")
    env = {"PLANCHECK_FORMAT": "json"}
    assert document(run_cli("validate", COMPLIANT, "--config", str(bad), env=env))
    assert run_cli("validate", COMPLIANT, "-z").code == 2


def test_a_summary_that_is_full_is_said_to_be(run_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "summary"
    file.write_bytes(b"x" * (1 << 20))
    arguments = ("validate", SHORT, "--format", "github")
    ran = run_cli(*arguments, env={"GITHUB_STEP_SUMMARY": str(file)})
    assert "作业摘要已满" in ran.err
    file.write_text("no newline", encoding="utf-8")
    run_cli(*arguments, env={"GITHUB_STEP_SUMMARY": str(file)})
    assert file.read_text("utf-8").startswith("no newline\n# ")

"""Which files of a folder are read, which are named, and whose an unusable one is."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck.formats import Style, render
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES
from plancheck.plan.model import Plan
from plancheck.verdicts import stored
from plancheck.verdicts.discovery import Input
from plancheck.verdicts.expected import expected_of, subject_in_name
from plancheck.verdicts.judging import judge
from plancheck.verdicts.run import Run, Skipped
from tests.conftest import ROOT, Ran, as_yaml

Cli = Callable[..., Ran]
SECRET = "示例-口令-0000"  # what no output may show


def write(folder: Path, name: str, data: dict[str, Any]) -> str:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(as_yaml(data))
    return str(file)


def report(folder: Path, name: str, province: str = "上海", **more: Any) -> str:
    return write(folder, name, {"province": province, "tier": "1", **more})


def put(folder: Path, *names: str) -> list[str]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"PK\x03\x04")
    return [str(folder / name) for name in names]


def keys(run: Run) -> dict[str, list[str]]:
    """Return the problems of each unusable file by its name."""
    return {Path(one.path).name: [p.key for p in one.problems] for one in run.rejected}


def kinds(run: Run, folder: Path) -> dict[str, str]:
    return {os.path.relpath(one.path, folder): one.kind for one in run.skipped}


# --- what lies in a folder ------------------------------------------------------------------------

FORMS = {
    "a.xlsx": "workbook", "b.XLS": "workbook", "c.et": "workbook",
    "d.docx": "word", "e.doc": "word", "f.wps": "word",
    "g.zip": "archive", "h.rar": "archive", "i.7z": "archive",
    "j.yaml.txt": "text", "k.yml.txt": "text",
    "l.xlsm": "workbook", "l.xlsb": "workbook", "l.ods": "workbook", "l.ett": "workbook",
    "l.xlsx.bak": "workbook", "l.xls~": "workbook", "l.xlsx (1)": "workbook",
    "l.docm": "word", "l.odt": "word", "l.RTF": "word", "l.wps ": "word",
    "l.tar": "archive", "l.yaml.gz": "archive", "l.tgz": "archive", "l.tar.bz2": "archive",
    "l.7z.001": "archive", "l.tar.xz": "archive",
    "l.yaml.bak": "text", "l.yaml (1)": "text", "l.yaml ": "text", "l.YML~": "text",
    "l.yaml（2）": "text", "l.yaml.txt.txt": "text", "广东．yaml": "text", "l。yml": "text",
    "l.ｙａｍｌ": "text",
}  # fmt: skip


def test_a_report_in_the_wrong_form_is_unusable(plan: Plan, tmp_path: Path) -> None:
    report(tmp_path, "r.yaml")
    put(tmp_path, *FORMS)
    run = judge([str(tmp_path)], plan)
    assert keys(run) == {name: [f"run.form-{form}"] for name, form in FORMS.items()}
    assert (run.skipped, run.exit_code) == ((), 2)
    for form in FORMS.values():
        message = MESSAGES[f"run.form-{form}"]
        assert "--exclude" in message.zh
        assert "--exclude" in message.en


@pytest.mark.parametrize("count", [1, 12])
def test_logs_count_what_was_not_looked_at(run_cli: Cli, tmp_path: Path, count: int) -> None:
    report(tmp_path, "r.yaml")
    put(tmp_path, *(f"{number}.pdf" for number in range(count)))
    for lang, told in (("zh", f"未核查的其他文件{count}个"), ("en", f"not checked: {count}")):
        for format_ in ("github", "azure", "tap"):
            out = run_cli("validate", str(tmp_path), "--format", format_, "--lang", lang).out
            assert told in out


def test_all_else_is_listed(plan: Plan, tmp_path: Path) -> None:
    report(tmp_path, "r.yaml")
    names = {
        "~$a.xlsx": "lock", ".~lock.a.xlsx#": "lock", ".a.yaml": "hidden", ".git": "hidden",
        "b.pdf": "other", "c.PNG": "other", "d.txt": "other", "e": "other", "sub/f.pdf": "other",
    }  # fmt: skip
    put(tmp_path, *(".git/x.yaml" if name == ".git" else name for name in names))
    run = judge([str(tmp_path)], plan)
    assert kinds(run, tmp_path) == names
    assert (len(run.results), run.rejected) == (1, ())


@pytest.mark.parametrize("usable", [True, False])
@pytest.mark.parametrize("spelling", ["附件/通知.pdf", "./附件/../附件/通知.pdf", "附件\\通知.pdf"])
def test_a_file_that_a_report_names_is_evidence(
    plan: Plan, tmp_path: Path, spelling: str, usable: bool
) -> None:
    """A report that is unusable for something else names its evidence all the same."""
    evidence = {"A1": {"file": spelling}, "A2": {"文件": str(tmp_path / "表.xlsx")}}
    tasks = {} if usable else {"99": "completed"}
    report(tmp_path, "子/r.yaml", evidence=evidence, tasks=tasks)
    put(tmp_path, "表.xlsx", "表二.xlsx", "子/附件/通知.pdf", "附件/通知.pdf")
    run = judge([str(tmp_path)], plan)
    assert kinds(run, tmp_path) == {
        "表.xlsx": "evidence", "子/附件/通知.pdf": "evidence", "附件/通知.pdf": "other",
    }  # fmt: skip
    assert set(keys(run)) == {"表二.xlsx"} | (set() if usable else {"r.yaml"})


def test_a_report_is_nobodys_evidence(plan: Plan, tmp_path: Path) -> None:
    """Nor is one that is a report by its name, but for what was put behind it."""
    report(tmp_path, "a.yaml", evidence={"A1": {"file": "b.yaml"}, "A2": {"file": "c.yaml.txt"}})
    report(tmp_path, "b.yaml", "北京")
    put(tmp_path, "c.yaml.txt")
    run = judge([str(tmp_path)], plan)
    assert len(run.results) == 2
    assert keys(run) == {"c.yaml.txt": ["run.form-text"]}


@pytest.mark.parametrize("linked", [os.symlink, os.link])
@pytest.mark.parametrize("name", ["0.xlsx", "0.docx", "0.zip", "0.pdf", "z.xlsx"])
@pytest.mark.parametrize("named", [True, False])
def test_no_other_name_of_a_report_hides_it(
    plan: Plan, tmp_path: Path, run_cli: Cli, linked: Callable[[str, Path], None], name: str,
    named: bool,
) -> None:  # fmt: skip
    """Whether a report names that other name as its evidence or not."""
    folder = tmp_path / "in"
    report(folder, "北京.yaml", "北京", evidence={"A1": {"file": name}} if named else {})
    path = report(folder, "上海.yaml", tasks={"15.training": {"sessions": 0}})
    linked(path, folder / name)
    for expected in (None, expected_of(plan, None)):
        run = judge([str(folder)], plan, expected=expected)
        assert {one.subject for one in run.results} == {"北京", "上海"}
        is_read = name.endswith((".pdf", ".xlsx"))  # a report is told by its content
        assert run.exit_code == (1 if named or is_read else 2)
        assert not {"北京", "上海"}.intersection(one.subject for one in run.absent)
    again = Path(report(folder, "z上海.yaml"))
    assert {p.key for one in judge([str(folder)], plan, expected=()).rejected
            for p in one.problems} >= {"run.same-subject"}  # fmt: skip
    again.unlink()
    Path(path).write_text("tier: 1\nprovince: 上海\n", "utf-8")
    changed = run_cli("fmt", "--check", str(folder)).out
    assert "上海.yaml" in changed or name in changed


def test_people_see_ten_and_a_count_programs_all(run_cli: Cli, tmp_path: Path) -> None:
    report(tmp_path, "r.yaml")
    put(tmp_path, *(f"{number:02}.pdf" for number in range(12)))
    shown = json.loads(run_cli("validate", str(tmp_path), "--format", "json").out)
    assert [Path(one["path"]).name for one in shown["skipped"]] == [
        f"{number:02}.pdf" for number in range(12)
    ]
    for lang, count in (("zh", "12个"), ("en", "12")):
        for format_ in ("table", "markdown", "html"):
            out = run_cli("validate", str(tmp_path), "--format", format_, "--lang", lang).out
            told = out.replace("\n", "")
            assert ("09.pdf" in told, "10.pdf" in told, count in out) == (True, False, True)


# --- --exclude ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("patterns", "excluded"),
    [
        (["old"], ["old"]),
        (["old/"], ["old"]),
        (["*.xlsx"], ["a.xlsx", "old/b.xlsx"]),
        (["reports/old"], ["old"]),
        (["./reports/*/b.xlsx"], ["old/b.xlsx"]),
        (["**/b.*"], ["old/b.xlsx"]),
        (["old", "a.xlsx"], ["a.xlsx", "old"]),
        (["none"], []),
    ],
)
@pytest.mark.parametrize("absolute", [True, False])
def test_what_is_excluded_is_listed_and_not_read(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patterns: list[str],
    excluded: list[str], absolute: bool,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    report(tmp_path, "reports/r.yaml")
    put(tmp_path / "reports", "a.xlsx", "old/b.xlsx")
    top = str(tmp_path / "reports") if absolute else "reports"
    run = judge([top], plan, exclude=patterns)
    assert kinds(run, Path(top)) == dict.fromkeys(excluded, "excluded")
    below = {"old/b.xlsx"} if "old" in excluded else set()
    left = {"a.xlsx", "old/b.xlsx"} - set(excluded) - below
    assert set(keys(run)) == {Path(name).name for name in left}


@pytest.mark.parametrize(
    "pattern", ["[2014]附件.xlsx", "in/[2014]附件.xlsx", "**/[2014]附件.xlsx", "[x]", "in/[x]/"]
)
def test_a_name_with_brackets_can_be_excluded(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    monkeypatch.chdir(tmp_path)
    report(tmp_path, "in/r.yaml")
    name = "[x]/a.xlsx" if "[x]" in pattern else "[2014]附件.xlsx"
    put(tmp_path, f"in/{name}")
    run = judge(["in"], plan, exclude=[pattern])
    assert (run.rejected, [one.kind for one in run.skipped]) == ((), ["excluded"])


@pytest.mark.parametrize("pattern", ["", "/", "//"])
@pytest.mark.parametrize("command", [["validate"], ["fmt", "--check"]])
def test_an_empty_pattern_is_refused(
    run_cli: Cli, tmp_path: Path, command: list[str], pattern: str
) -> None:
    path = report(tmp_path, "r.yaml")
    for lang, told in (
        ("zh", "--exclude 的通配符为空"),
        ("en", "the pattern of --exclude is empty"),
    ):
        ran = run_cli(*command, path, "--exclude", pattern, "--lang", lang)
        assert ran.code == 2
        assert told in (ran.out + ran.err).replace("\n", " ")


def test_a_name_above_the_working_folder_excludes_nothing(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = report(tmp_path, "work/reports/r.yaml")
    for cwd in (tmp_path / "work", tmp_path):
        monkeypatch.chdir(cwd)
        run = judge([str(tmp_path / "work" / "reports")], plan, exclude=[tmp_path.name])
        assert [one.path for one in run.results] == [path]


def test_what_is_named_is_excluded_too(plan: Plan, tmp_path: Path) -> None:
    path = report(tmp_path, "r.yaml")
    run = judge([path], plan, exclude=["r.*"])
    assert (run.skipped, run.exit_code) == ((Skipped(path, "excluded"),), 2)


def test_exclude_is_an_option_a_key_and_a_variable(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report(tmp_path, "in/r.yaml")
    put(tmp_path, "in/a.xlsx", "in/old/b.zip")

    def found(*arguments: str) -> list[str]:
        out = run_cli("validate", "in", "--format", "json", *arguments).out
        return [one["report"] for one in json.loads(out)["problems"]]

    assert found() == ["in/a.xlsx", "in/old/b.zip"]
    assert found("--exclude", "*.xlsx", "--exclude", "in/old") == []
    monkeypatch.setenv("PLANCHECK_EXCLUDE", os.pathsep.join(("*.xlsx", "old")))
    assert found() == []
    monkeypatch.delenv("PLANCHECK_EXCLUDE")
    (tmp_path / "plancheck.toml").write_text('exclude = ["a.*", "in/o*"]\n', "utf-8")
    assert found() == []
    bad = report(tmp_path, "in/bad.yaml", tasks={"15": None})
    assert run_cli("fmt", "--check", "in", "--exclude", "*.yaml").code == 2
    assert Path(bad).name in run_cli("fmt", "--check", "in").err


# --- one file is one report -----------------------------------------------------------------------


def test_a_file_is_read_once_by_whatever_name(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_cli: Cli
) -> None:
    monkeypatch.chdir(tmp_path)
    path = report(tmp_path, "in/b.yaml")
    (tmp_path / "in" / "c.yaml").symlink_to("b.yaml")
    os.link(path, tmp_path / "in" / "a.yaml")
    for paths in (
        ["in/b.yaml", "./in/b.yaml", path, "in", "in/*.yaml", "in/c.yaml"],
        ["in/c.yaml", "in"],
        ["in", "in/c.yaml"],
    ):
        run = judge(paths, plan, expected=expected_of(plan, None))
        first = "in/a.yaml" if paths[0] == "in" else paths[0]
        assert [one.path for one in run.results] == [first]
        assert (run.rejected, run.problems) == ((), ())
    Path(path).write_text("tier: 1\nprovince: 上海\n", "utf-8")
    told = run_cli("fmt", "--check", "in", "./in/b.yaml", "in/c.yaml").out
    assert told.count(".yaml") == 1


def test_what_is_not_read_is_told_once(plan: Plan, tmp_path: Path) -> None:
    report(tmp_path, "r.yaml")
    put(tmp_path, "a.pdf", "b.xlsx", ".c.yaml", "old/d.zip")
    (tmp_path / "l.yaml").symlink_to("/etc/hostname")
    ways = [str(tmp_path), str(tmp_path / "."), str(tmp_path / "*.yaml"), str(tmp_path / "old")]
    once, more = (judge(paths, plan, exclude=["old"]) for paths in (ways[:1], ways))
    assert (more.skipped, more.rejected, len(more.results)) == (once.skipped, once.rejected, 1)
    assert [one.kind for one in once.skipped] == ["hidden", "other", "excluded"]


def test_a_file_that_was_named_too_is_not_passed_over(plan: Plan, tmp_path: Path) -> None:
    """A roster in the folder is one; a caller who names it takes it for a report."""
    path = write(tmp_path, "roster.yaml", {"format": "plancheck.roster/1", "provinces": {}})
    assert judge([str(tmp_path)], plan).skipped == (Skipped(path, "roster"),)
    run = judge([str(tmp_path), path], plan)
    assert (run.skipped, keys(run)) == ((), {"roster.yaml": ["report.other-kind"]})


# --- links ----------------------------------------------------------------------------------------

FORMATS = ["table", "json", "github", "azure", "gitlab", "sarif", "junit", "rdjson", "html", "csv"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format_", FORMATS)
def test_no_output_shows_what_a_link_leads_to(
    run_cli: Cli, tmp_path: Path, format_: str, lang: str
) -> None:
    report(tmp_path, "in/r.yaml")
    (tmp_path / "token").write_text(f"{SECRET}: [\n", "utf-8")
    (tmp_path / "in" / "上海.yaml").symlink_to(tmp_path / "token")
    for path in (tmp_path / "in", tmp_path / "in" / "*.yaml", tmp_path / "in" / "**" / "上*"):
        ran = run_cli("validate", str(path), "--format", format_, "--lang", lang)
        assert ran.code == 2
        assert SECRET not in ran.out + ran.err
        if format_ == "table":
            zh, en = "/上海.yaml[:：] *链接指向所给", "/上海.yaml: the link leads out of"
            assert re.search({"zh": zh, "en": en}[lang], ran.out)
        else:
            assert "上海.yaml" in ran.out or "%E4%B8%8A" in ran.out


def test_a_link_that_the_caller_names_is_read(plan: Plan, tmp_path: Path) -> None:
    report(tmp_path, "elsewhere/r.yaml")
    (tmp_path / "in").mkdir()
    link = tmp_path / "in" / "l.yaml"
    link.symlink_to(tmp_path / "elsewhere" / "r.yaml")
    folder = tmp_path / "folder"
    folder.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    for path in (link, folder):
        assert len(judge([str(path)], plan).results) == 1
    assert keys(judge([str(tmp_path / "in")], plan)) == {"l.yaml": ["run.link-outside"]}
    both = judge([str(tmp_path / "in"), str(link)], plan)
    assert ([one.path for one in both.results], both.rejected) == ([str(link)], ())


@pytest.mark.parametrize("listed", [True, False])
def test_a_link_to_what_is_hidden_is_not_followed(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: bool
) -> None:
    """The folder of Git lies in the working folder, and may hold the token of a build."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text(f"{SECRET}: [\n", "utf-8")
    (tmp_path / "a.yaml").symlink_to(".git/config")
    (tmp_path / "list").write_text("a.yaml\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run_cli("validate", *(["--files-from", "list"] if listed else ["."]), "--format", "json")
    assert SECRET not in ran.out + ran.err
    assert [one["key"] for one in json.loads(ran.out)["problems"]] == ["run.link-outside"]


def test_who_names_a_hidden_folder_may_look_into_it(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(tmp_path, ".reports/r.yaml")
    monkeypatch.chdir(tmp_path)
    assert len(judge([".reports"], plan).results) == 1
    assert len(judge([Input(".reports/r.yaml")], plan).results) == 1


@pytest.mark.parametrize("nul", [True, False])
@pytest.mark.parametrize("also", [[], ["in"], ["in/*.yaml"]])
def test_a_listed_link_out_of_the_working_folder_is_not_followed(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, also: list[str], nul: bool
) -> None:
    """A list made of what others committed names their links; whoever calls has not seen them."""
    work = tmp_path / "work"
    report(work, "in/r.yaml")
    report(work, "shared/s.yaml", "江西")
    report(tmp_path, "others/o.yaml", "北京")
    (tmp_path / "token").write_text(f"{SECRET}: [\n", "utf-8")
    (work / "in" / "a.yaml").symlink_to("../../token")
    (work / "in" / "b").symlink_to("../../others")
    if not also:
        (work / "in" / "s.yaml").symlink_to("../shared/s.yaml")
    monkeypatch.chdir(work)
    names = ["in/r.yaml", "in/a.yaml", str(work / "in/a.yaml"), "in/b", "in/s.yaml"]
    names = names[:-1] if also else names  # it leads out of the folder, if not of the working one
    end = "\0" if nul else "\n"
    (tmp_path / "list").write_text("".join(name + end for name in names), "utf-8")
    call = ["validate", *also, "--files-from", str(tmp_path / "list"), *(["-z"] if nul else [])]
    for format_ in FORMATS:
        ran = run_cli(*call, "--format", format_)
        assert ran.code == 2
        assert SECRET not in ran.out + ran.err
    shown = json.loads(run_cli(*call, "--format", "json").out)
    told = {one["report"].rstrip("/"): one["key"] for one in shown["problems"]}
    folder = "run.link-outside" if also == ["in"] else "run.folder-outside"  # found in one, or told
    assert told == {"in/a.yaml": "run.link-outside", "in/b": folder}
    assert {one["path"] for one in shown["reports"]} == {"in/r.yaml", "in/s.yaml"} & {*names}


def test_a_listed_file_elsewhere_is_read_and_a_link_out_of_its_folder_is_not(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    path = report(tmp_path, "in/r.yaml")
    report(tmp_path, "others/o.yaml", "北京")
    (tmp_path / "in" / "l.yaml").symlink_to("../others/o.yaml")
    run = judge([Input("../in/r.yaml"), Input(str(tmp_path / "in" / "l.yaml"))], plan)
    assert [os.path.abspath(one.path) for one in run.results] == [path]
    assert keys(run) == {"l.yaml": ["run.link-outside"]}


@pytest.mark.parametrize("target", ["..", "../others"])
@pytest.mark.parametrize("named", ["in", "in/", "./in", "in/*.yaml", "in/**/*.yaml", "sub/in"])
def test_a_folder_that_is_a_link_out_of_the_working_folder_is_not_walked(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, named: str
) -> None:
    """Its name is the caller's, what it leads to is not."""
    work = tmp_path / "work"
    (work / "sub").mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "others"):
        folder.mkdir(exist_ok=True)
        (folder / "a.yaml").write_text(f"{SECRET}: [\n", "utf-8")
    (work / "in").symlink_to(target)
    (work / "sub" / "in").symlink_to("../in")
    monkeypatch.chdir(work)
    for command in (["validate"], ["fmt", "--check"]):
        for lang, advice in (("zh", "它所指的文件夹"), ("en", "name the folder it leads to")):
            ran = run_cli(*command, named, "--lang", lang)
            assert ran.code == 2
            assert SECRET not in ran.out + ran.err
            assert advice in (ran.out + ran.err).replace("\n", " ")


def test_a_folder_that_the_caller_points_to_is_walked(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(tmp_path, "others/o.yaml")
    (tmp_path / "work" / "real").mkdir(parents=True)
    report(tmp_path, "work/real/r.yaml")
    (tmp_path / "work" / "inside").symlink_to("real")
    (tmp_path / "work" / "out").symlink_to("../others")
    monkeypatch.chdir(tmp_path / "work")
    for path in ("../others", str(tmp_path / "work" / "out"), "inside", "../oth*", "inside/*.yaml"):
        assert len(judge([path], plan).results) == 1


@pytest.mark.parametrize("mode", [["--check"], ["--diff"], []])
def test_fmt_passes_over_nothing_in_silence(run_cli: Cli, tmp_path: Path, mode: list[str]) -> None:
    put(tmp_path, "天津.xls", "汇总.yaml.bak", "a.pdf")
    call = ["fmt", *mode, str(tmp_path)]
    for report_too in (False, True):
        if report_too:
            report(tmp_path, "北京.yaml", "北京")
        for lang, told in (("zh", "--exclude"), ("en", "not the .xlsx form")):
            ran = run_cli(*call, "--lang", lang)
            assert ran.code == 2
            assert "天津.xls" in ran.err
            assert "汇总.yaml.bak" in ran.err
            assert told in ran.err.replace("\n", " ")
            assert "a.pdf" not in ran.err
    assert run_cli(*call, "--exclude", "*.xls", "--exclude", "*.bak").code == 0
    (tmp_path / "汇总.yaml.bak").unlink()
    report(tmp_path, "北京.yaml", "北京", evidence={"A1": {"file": "天津.xls"}})
    assert run_cli(*call).code == 0


def test_fmt_says_that_there_was_nothing_to_do(run_cli: Cli, tmp_path: Path) -> None:
    path = report(tmp_path, "r.yaml")
    write(tmp_path, "only/roster.yaml", {"format": "plancheck.roster/1", "provinces": {}})
    for lang, told in (("zh", "没有可核查的自查报告"), ("en", "no report to check")):
        for call in ([path, "--exclude", "*.yaml"], [str(tmp_path / "only")]):
            ran = run_cli("fmt", "--check", *call, "--lang", lang)
            assert (ran.code, told in ran.err) == (2, True)


def test_fmt_does_not_write_through_a_link(run_cli: Cli, tmp_path: Path) -> None:
    path = Path(report(tmp_path, "elsewhere/r.yaml", tasks={"15": None}))
    before = path.read_bytes()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "l.yaml").symlink_to(path)
    assert run_cli("fmt", str(tmp_path / "in")).code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("pattern", ["", "**/*.yaml", "*/*.yaml"])
def test_a_folder_link_cannot_walk_the_machine(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    report(tmp_path, "in/sub/r.yaml")
    (tmp_path / "in" / "machine").symlink_to("/", target_is_directory=True)
    (tmp_path / "in" / "sub" / "up").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in" / "sub", target_is_directory=True)
    looked: list[str] = []
    scandir, listdir = os.scandir, os.listdir
    monkeypatch.setattr(os, "scandir", lambda path: (looked.append(path), scandir(path))[1])
    monkeypatch.setattr(os, "listdir", lambda path: (looked.append(path), listdir(path))[1])
    run = judge([os.path.join(tmp_path, "in", pattern)], plan)
    assert len(run.results) == 1
    inside = os.path.realpath(tmp_path / "in")
    assert looked
    assert all(os.path.realpath(path).startswith(inside) for path in looked if "machine" in path)
    if pattern != "*/*.yaml":
        assert [p.key for one in run.rejected for p in one.problems] == ["run.link-outside"]


def test_a_link_that_leads_nowhere_or_to_itself_is_told(plan: Plan, tmp_path: Path) -> None:
    report(tmp_path, "r.yaml")
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    (tmp_path / "b.yaml").symlink_to("none.yaml")
    assert keys(judge([str(tmp_path)], plan)) == {
        "a.yaml": ["source.link-loop"], "b.yaml": ["source.not-found"],
    }  # fmt: skip


@pytest.mark.parametrize("way", ["", "*.yaml", "上海.yaml"])
def test_a_broken_link_is_attributed_as_any_unusable_file(
    plan: Plan, tmp_path: Path, way: str
) -> None:
    (tmp_path / "上海.yaml").symlink_to("none.yaml")
    run = judge([os.path.join(tmp_path, way)], plan, expected=expected_of(plan, None))
    assert [one.subject for one in run.rejected] == ["上海"]
    assert len(run.absent) == 31


# --- a plan is no report --------------------------------------------------------------------------

PLANS = [
    "data/plan2014.yaml",
    "examples/plans/saving-water.yaml",
    "tests/plans/openssf-badge.yaml",
]


@pytest.mark.parametrize("path", PLANS)
def test_every_plan_is_told_to_be_one(run_cli: Cli, tmp_path: Path, path: str) -> None:
    """Some list their subjects, as a roster does."""
    content = (ROOT / path).read_bytes()
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(content)
    for lang, told in (("zh", "这是规则集"), ("en", "this is a rule set")):
        for call in (
            ["validate", str(plan)],
            ["explain", "15", "--report", str(plan)],
            ["fmt", "--check", str(plan)],
        ):
            ran = run_cli(*call, "--lang", lang)
            assert ran.code == 2
            assert told in (ran.out + ran.err).replace("\n", "")
    report(tmp_path, "r.yaml")
    shown = json.loads(run_cli("validate", str(tmp_path), "--format", "json").out)
    assert [(one["kind"], Path(one["path"]).name) for one in shown["skipped"]] == [
        ("plan", "plan.yaml")
    ]
    assert len(shown["reports"]) == 1
    assert run_cli("fmt", "--check", str(tmp_path)).code == 0


# --- a file name that is an option ----------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "--waivers=sub/w.yml", "r.yaml"],
        ["validate", "r.yaml", "--tier", "1"],
        ["validate", "--files-from", "r.yaml", "-z"],
        ["fmt", "--check", "r.yaml"],
        ["explain", "15", "--lang=en"],
        ["init", "--province", "上海", "--no-config"],
    ],
)
def test_an_option_that_is_a_file_is_refused(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    report(tmp_path, "r.yaml")
    names = {"--waivers=sub/w.yml", "--tier", "-z", "--check", "--lang=en", "--no-config"}
    (name,) = names.intersection(arguments)
    free = run_cli(*arguments)
    assert name not in free.err
    put(tmp_path, name)
    ran = run_cli(*arguments)
    assert ran.code == 2
    assert f"./{name}" in ran.err
    assert f"-- {name}" in ran.err


def test_a_file_after_the_dashes_is_a_file(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report(tmp_path, "--tier")
    for way in (["--", "--tier"], ["./--tier"]):
        shown = json.loads(run_cli("validate", "--format", "json", *way).out)
        assert len(shown["reports"]) == 1
    refused = json.loads(run_cli("validate", "--format", "json", "--tier").out)
    assert [one["key"] for one in refused["problems"]] == ["usage.option-is-file"]


# --- whose file it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("上海市2014.yaml", "上海"),
        ("2014年上海市知识产权局自查报告.xlsx", "上海"),
        ("内蒙古.xlsx", "内蒙古"),
        ("新疆生产建设兵团.docx", "新疆生产建设兵团"),
        ("新疆兵团.docx", "新疆生产建设兵团"),
        ("新疆.docx", "新疆"),
        ("廣東.zip", "广东"),
        ("shanghai-2014.xlsx", "上海"),
        ("Inner Mongolia.xlsx", "内蒙古"),
        ("henan.xlsx", "河南"),
        ("henanwide.xlsx", None),
        ("上海和江西.xlsx", None),
        ("汇总.xlsx", None),
        ("京.xlsx", None),
        ("310000.xlsx", None),
        ("上海/汇总.xlsx", None),
    ],
)
def test_a_file_belongs_to_the_one_subject_in_its_name(
    plan: Plan, name: str, subject: str | None
) -> None:
    assert subject_in_name(name, plan) == subject


def test_its_province_comes_before_its_name(plan: Plan, tmp_path: Path) -> None:
    report(tmp_path, "江西.yaml", "上海", as_of="2013-01-01")
    report(tmp_path, "北京.yaml", "上诲")
    (tmp_path / "青海.yaml").write_text("province: [", "utf-8")
    (tmp_path / "a.yaml").write_text("province: [", "utf-8")
    put(tmp_path, "湖北.xlsx")
    names = [str(tmp_path), str(tmp_path / "河南.yaml"), str(tmp_path / "河北*.yaml")]
    run = judge(names, plan, expected=expected_of(plan, None))
    assert {Path(one.path).name: one.subject for one in run.rejected} == {
        "a.yaml": None, "北京.yaml": "北京", "江西.yaml": "上海", "湖北.xlsx": "湖北",
        "青海.yaml": "青海", "河南.yaml": None, "河北*.yaml": None,
    }  # fmt: skip
    gone = {"上海", "北京", "湖北", "青海"}
    assert {one.subject for one in run.absent} == set(plan.subject_names) - gone


def test_files_of_nobody_are_counted_apart(run_cli: Cli, tmp_path: Path) -> None:
    put(tmp_path, "湖北.xlsx", "汇总.xlsx", "a.zip")
    arguments = ("validate", str(tmp_path), "--expect", "all")
    for lang, one, two in (
        ("zh", "退回改正1", "单位不明2"),
        ("en", "1 unusable", "2 unattributed"),
    ):
        for format_ in ("table", "markdown"):
            out = run_cli(*arguments, "--lang", lang, "--format", format_).out.replace("\\", "")
            assert one in out
            assert two in out
    shown = json.loads(run_cli(*arguments, "--format", "json").out)
    assert len(shown["absent"]) == 31
    subjects = {Path(one["report"]).name: one["subject"] for one in shown["problems"]}
    assert subjects == {
        "湖北.xlsx": {"name": "湖北", "code": "420000"}, "汇总.xlsx": None, "a.zip": None,
    }  # fmt: skip


def test_a_usable_report_beside_an_unusable_one_counts(plan: Plan, tmp_path: Path) -> None:
    path = report(tmp_path, "a.yaml")
    put(tmp_path, "上海.xlsx")
    run = judge([str(tmp_path)], plan, expected=expected_of(plan, None))
    assert [one.path for one in run.results] == [path]
    assert [one.subject for one in run.rejected] == ["上海"]
    assert (len(run.absent), run.exit_code) == (31, 2)


# --- the same bytes -------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2])
def test_stored_and_held_runs_say_the_same(
    plan: Plan, tmp_path: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    evidence = {"A1": {"file": "附件.pdf"}, "A2": {"file": "表.xlsx"}}
    report(tmp_path, "m.yaml", evidence=evidence)
    report(tmp_path, "n.yaml", "上诲", evidence={"A1": {"file": "a.zip"}})
    put(tmp_path, "a.zip", "b.zip", "附件.pdf", "表.xlsx", "江西.xlsx", "~$x.xls", "old/x.doc")
    (tmp_path / "z.yaml").symlink_to("/etc/hostname")
    held = judge([str(tmp_path)], plan, exclude=["old"])
    assert {one.kind for one in held.skipped} == {"evidence", "lock", "excluded"}
    monkeypatch.setattr(stored, "BLOCK", 1)
    ran = run_cli(
        "validate", str(tmp_path), "--exclude", "old", "--format", "json", "--jobs", str(jobs)
    )
    assert ran.out == render("json", held, Style(Lang.ZH))

"""The commands as a user types them: exit codes, options, several reports, and what goes wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck import __version__
from plancheck.plan.model import Plan
from tests.conftest import ROOT, Ran, as_yaml

Run = Callable[..., Ran]
EXAMPLES = ROOT / "examples"
COMPLIANT = str(EXAMPLES / "tier1-compliant.yaml")
SHORT = str(EXAMPLES / "tier1-noncompliant.yaml")
BROKEN = str(EXAMPLES / "broken.yaml")


def written(folder: Path, name: str, data: Any) -> str:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else as_yaml(data))
    return str(file)


def document(ran: Ran) -> dict[str, Any]:
    return json.loads(ran.out)


# --- exit codes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["table", "json"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([COMPLIANT, "--tier", "1"], 0),
        ([SHORT, "--tier", "1"], 1),
        ([BROKEN], 2),
        ([str(EXAMPLES / "undetermined.yaml")], 3),
        ([str(EXAMPLES / "undetermined.yaml"), "--allow-review"], 0),
        ([COMPLIANT, str(EXAMPLES / "undetermined.yaml")], 3),
        ([SHORT, str(EXAMPLES / "undetermined.yaml")], 1),
        ([SHORT, str(EXAMPLES / "undetermined.yaml"), "--allow-review"], 1),
        ([SHORT, BROKEN, COMPLIANT], 2),
        (["no-such-file.yaml"], 2),
        ([COMPLIANT, "--tier", "9"], 2),
        ([COMPLIANT, "--plan", "no-such-plan.yaml"], 2),
        ([COMPLIANT, "--roster", "no-such-roster.yaml"], 2),
        ([COMPLIANT, "--waivers", "no-such-waivers.yaml"], 2),
        ([COMPLIANT, "--as-of", "2014-02-30"], 2),
        ([COMPLIANT, "--as-of", "2013-12-31"], 2),
        ([COMPLIANT, "--province", "上诲"], 2),
        ([COMPLIANT, "--province", "上海"], 2),
        ([COMPLIANT, "--province", "北京市"], 0),
        ([COMPLIANT, "--tier", "2"], 2),
    ],
)
def test_exit_code_is_the_same_in_every_format(
    run_cli: Run, arguments: list[str], code: int, format_: str
) -> None:
    ran = run_cli("validate", *arguments, "--format", format_)
    assert ran.code == code
    if format_ == "json":
        assert document(ran)["exit_code"] == code


def test_no_report_at_all_is_not_a_pass(run_cli: Run, tmp_path: Path) -> None:
    assert run_cli("validate").code == 2
    assert run_cli().code == 2
    ran = run_cli("validate", str(tmp_path))
    assert ran.code == 2
    assert "没有可核查的报告" in ran.out


def test_an_empty_report_is_missing_everything(run_cli: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "r.yaml", "province: 江西\ntier: 1\ndesignated: []\ntasks: {}\n")
    ran = run_cli("validate", file, "--format", "json")
    assert ran.code == 1
    verdicts = document(ran)["summary"]["verdicts"]
    # Mandatory in tier 1 without any designation, 27.ftz being optional outside 上海.
    assert verdicts["missing"] == 16
    # Nobody said whether there are bases, nor whether a number is allotted for 30.training.
    assert verdicts["review"] == 2
    assert verdicts["pass"] == 0


# --- several reports ------------------------------------------------------------------------------


def test_one_unusable_file_hides_no_other(run_cli: Run) -> None:
    ran = run_cli("validate", BROKEN, SHORT, "missing.yaml", COMPLIANT, "--format", "json")
    found = document(ran)
    assert ran.code == 2
    assert [report["outcome"] for report in found["reports"]] == ["not-compliant", "compliant"]
    assert found["summary"] | {"verdicts": 0} == {
        "reports": 4,
        "unusable": 2,
        "compliant": 1,
        "on_track": 0,
        "not_compliant": 1,
        "undetermined": 0,
        "verdicts": 0,
    }
    assert {problem["location"]["path"] for problem in found["problems"]} == {
        BROKEN,
        "missing.yaml",
    }


def test_a_folder_is_its_reports_in_the_order_of_their_names(run_cli: Run, tmp_path: Path) -> None:
    content = Path(COMPLIANT).read_text("utf-8")
    for name in ("b.yaml", "a.yml", "sub/c.yaml", ".hidden.yaml", ".git/x.yaml", "readme.md"):
        written(tmp_path, name, content)
    found = document(run_cli("validate", str(tmp_path), "--format", "json"))
    names = [Path(report["path"]).relative_to(tmp_path).as_posix() for report in found["reports"]]
    assert names == ["a.yml", "b.yaml", "sub/c.yaml"]


def test_totals_come_before_the_reports(run_cli: Run) -> None:
    arguments = ("validate", COMPLIANT, SHORT, BROKEN, "--show", "all")
    lines = run_cli(*arguments, env={"COLUMNS": "200"}).out.splitlines()
    assert lines[1] == "共3份报告：不符合要求1、符合要求1、退回改正1"
    details = [lines.index(f"{one}") for one in ("北京：√ 符合要求", "广东：× 不符合要求")]
    unusable = lines.index(f"{BROKEN}：! 退回改正")
    assert lines.index("全国数量（2份报告合计）") < details[0] < details[1] < unusable


def test_standard_input(run_cli: Run) -> None:
    content = Path(COMPLIANT).read_bytes()
    ran = run_cli("validate", "-", "--format", "json", stdin=content)
    assert ran.code == 0
    assert document(ran)["reports"][0]["path"] == "<stdin>"
    twice = run_cli("validate", "-", "-", stdin=content)
    assert twice.code == 2
    assert "只能用一次" in twice.out


# --- facts ----------------------------------------------------------------------------------------


def test_a_tier_that_contradicts_is_refused_at_its_line(run_cli: Run) -> None:
    (problem,) = document(run_cli("validate", COMPLIANT, "--tier", "2", "--format", "json"))[
        "problems"
    ]
    assert problem["key"] == "facts.tier-conflict"
    place = {"path": COMPLIANT, "line": 5, "column": 7, "sheet": None, "cell": None}
    assert problem["location"] == place
    assert problem["message"]["zh"] == "报告填写的是一类省份，--tier 选项是二类省份；请更正其一"


@pytest.mark.parametrize("tier", ["1", "一类", "tier1", "一类省份", "１"])
def test_a_tier_may_be_written_in_many_ways(run_cli: Run, tier: str) -> None:
    assert run_cli("validate", COMPLIANT, "--tier", tier).code == 0


def test_the_roster_settles_what_the_report_leaves_open(run_cli: Run, tmp_path: Path) -> None:
    roster = written(
        tmp_path,
        "roster.yaml",
        "format: plancheck.roster/1\nplan: cn-patent-2014\nprovinces:\n"
        "  河北省: {tier: 一类, designated: [], allotments: "
        "{9: {participants: 80}, 30.training: {participants: 1}}}\n",
    )
    report = str(EXAMPLES / "undetermined.yaml")
    found = document(run_cli("validate", report, "--roster", roster, "--format", "json"))
    (judged,) = found["reports"]
    verdicts = {f["obligation"]: f["verdict"] for f in judged["findings"]}
    assert judged["tier"] == "1"
    assert verdicts["15.training"] == "fail"  # 5 of 6
    assert verdicts["9.training"] == "pass"
    assert verdicts["30.training"] == "missing"
    assert verdicts["20.navigation"] == "not-applicable"
    assert "review" not in verdicts.values()


def test_roster_against_report(run_cli: Run, tmp_path: Path) -> None:
    head = "format: plancheck.roster/1\nplan: cn-patent-2014\nprovinces:\n"
    other_tier = written(tmp_path, "a.yaml", head + "  北京: {tier: 2}\n")
    other_designation = written(tmp_path, "b.yaml", head + "  北京: {designated: [20]}\n")
    for roster, key in ((other_tier, "tier"), (other_designation, "designation")):
        found = document(run_cli("validate", COMPLIANT, "--roster", roster, "--format", "json"))
        assert [problem["key"] for problem in found["problems"]] == [f"facts.{key}-conflict"]
        assert found["reports"] == []


def test_evidence_can_be_demanded(run_cli: Run, tmp_path: Path) -> None:
    assert run_cli("validate", COMPLIANT, "--require-evidence").code == 0
    bare = written(
        tmp_path, "r.yaml", {"province": "江西", "tier": "1", "tasks": {"2": "completed"}}
    )
    found = document(run_cli("validate", bare, "--require-evidence", "--format", "json"))
    (first, *_) = found["reports"][0]["findings"]
    assert (first["verdict"], first["reason"]) == ("review", "finding.no-evidence")


def test_as_of_before_the_deadline_leaves_what_is_not_due(run_cli: Run) -> None:
    late = run_cli("validate", SHORT, "--as-of", "2014-06-30", "--format", "json")
    (report,) = document(late)["reports"]
    verdicts = {f["obligation"]: f["verdict"] for f in report["findings"]}
    assert verdicts["4.timetable"] == "pending"
    assert verdicts["15.training"] == "pending"
    assert verdicts["18.advantage"] == "fail"  # a cap once broken stays broken
    assert report["as_of"] == "2014-06-30"


def test_a_waiver_that_lifts_nothing_is_a_problem(run_cli: Run, tmp_path: Path) -> None:
    waivers = written(
        tmp_path,
        "w.yaml",
        "format: plancheck.waivers/1\nplan: cn-patent-2014\nwaivers:\n"
        "- {province: 北京, obligation: 2.framework, reason: 示例, "
        "approved_by: 示例〔2014〕1号, until: 2015-01-01}\n",
    )
    ran = run_cli("validate", COMPLIANT, "--waivers", waivers, "--format", "json")
    assert ran.code == 2
    (problem,) = document(ran)["problems"]
    assert problem["key"] == "waivers.unused"
    assert problem["location"]["line"] == 4


def test_gb18030_only_on_request(run_cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "gbk.yaml"
    file.write_bytes(Path(COMPLIANT).read_text("utf-8").encode("gb18030"))
    refused = run_cli("validate", str(file))
    assert refused.code == 2
    assert "--encoding gb18030" in refused.out
    assert run_cli("validate", str(file), "--encoding", "gb18030").code == 0


def test_national_report(run_cli: Run, tmp_path: Path, plan: Plan) -> None:
    """The issuer's own duties are judged by the same engine."""
    tasks: dict[str, Any] = {}
    for _, obligation in plan.obligations(national=True):
        quota = obligation.requirement
        if not quota.metrics:
            tasks[obligation.id] = "completed"
        else:
            number = quota.bounds.get("exactly") or quota.bounds["at_least"]
            tasks[obligation.id] = {quota.metric: str(number)}
    good = written(tmp_path, "n.yaml", {"subject": "national", "tasks": tasks})
    assert run_cli("validate", good).code == 0
    projects = next(name for name, entry in tasks.items() if entry == {"projects": "12"})
    tasks[projects] = {"projects": "11"}
    assert (
        run_cli(
            "validate", written(tmp_path, "n.yaml", {"subject": "national", "tasks": tasks})
        ).code
        == 1
    )
    assert run_cli("validate", good, "--tier", "1").code == 2


# --- list-obligations -----------------------------------------------------------------------------


def test_list_for_shanghai_without_a_tier(run_cli: Run) -> None:
    out = run_cli("list-obligations", "--province", "上海").out
    assert "一类省份" in out
    assert "三类省份" in out
    assert "27.ftz：计划点名上海，必做，与类别无关。" in out
    hanging = next(line for line in out.splitlines() if line.startswith("是否被指定未注明"))
    for name in ("7.indicators", "11.ecommerce", "15.projects", "21.industries", "30.training"):
        assert name in hanging
    assert "27.ftz" not in hanging


def test_list_for_another_province_and_a_tier(run_cli: Run) -> None:
    out = run_cli("list-obligations", "--province", "江西", "--tier", "三类").out
    assert "不适用于本单位的：15.projects、21.industries。" in out
    assert "计划点名" not in out
    assert "2015-12-31" in out


def test_list_with_a_roster_says_what_is_designated(run_cli: Run) -> None:
    roster = str(EXAMPLES / "roster.yaml")
    out = run_cli("list-obligations", "--province", "上海", "--roster", roster).out
    assert "必做（已被指定）" in out
    assert "是否被指定未注明" not in out
    assert "≥260人" in out


@pytest.mark.parametrize(
    ("level", "ids"),
    [
        ("optional", {"7.indicators", "14.projects", "18.advantage", "27.ftz", "29.services"}),
        ("选做", {"7.indicators", "14.projects", "18.advantage", "27.ftz", "29.services"}),
        (
            "指定",
            {
                "7.indicators", "11.ecommerce", "15.projects", "15.promotion", "20.navigation",
                "21.industries", "22.review", "23.clusters", "26.regions", "30.agencies",
                "30.training",
            },
        ),
        ("allotted", {"30.training"}),
        ("下达计划数", {"30.training"}),
    ],
)  # fmt: skip
def test_list_by_level(run_cli: Run, level: str, ids: set[str]) -> None:
    arguments = ("--province", "江西", "--tier", "1", "--level", level, "--format", "json")
    found = document(run_cli("list-obligations", *arguments))
    assert {row["obligation"] for row in found["obligations"]} == ids


def test_list_by_task(run_cli: Run) -> None:
    found = document(
        run_cli("list-obligations", "--task", "14", "--task", "29", "--format", "json")
    )
    assert [row["obligation"] for row in found["obligations"]] == [
        "14.projects", "14.centres", "29.services", "29.survey",
    ]  # fmt: skip
    assert run_cli("list-obligations", "--task", "31").code == 2


# --- usage and language ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (
            ["validate", "x", "--teir", "1"],
            "没有选项 --teir；是不是 --tier？",
            "no such option: --teir; did you mean --tier?",
        ),
        (
            ["validate", "x", "--zzz"],
            "没有选项 --zzz；用 plancheck validate --help 查看全部选项",
            "no such option: --zzz; plancheck validate --help shows them all",
        ),
        (["validate", "x", "--format", "JSON"], "；是不是 json？", "; did you mean json?"),
        (["list-obligations", "--task", "99"], "只有任务1至30", "only tasks 1 to 30"),
        (["validat", "x"], "是不是 validate？", "did you mean validate?"),
        (["validate"], "缺少 REPORT", "REPORT... is missing"),
        (
            ["validate", "x", "--tier"],
            "选项 --tier 后须有一个值",
            "the option --tier needs a value",
        ),
        (["validate", "x", "--format", "jsn"], "、json、", ", json, "),
        (
            ["validate", "x", "--encoding", "big5"],
            "--encoding 不能是“big5”",
            '--encoding: "big5" is not valid',
        ),
        (["list-obligations", "--level", "x"], "--level 不能是“x”", '--level: "x" is not valid'),
        (["list-obligations", "--province", "上诲"], "是不是 上海？", "did you mean 上海?"),
    ],
)
def test_usage_errors_in_both_languages(
    run_cli: Run, arguments: list[str], zh: str, en: str
) -> None:
    chinese = run_cli(*arguments)
    english = run_cli(*arguments, env={"PLANCHECK_LANG": "en"})
    assert (chinese.code, english.code) == (2, 2)
    assert zh in chinese.err
    assert en in english.err
    assert chinese.out == english.out == ""


def test_language_flag_over_environment(run_cli: Run) -> None:
    ran = run_cli("validate", COMPLIANT, "--lang", "zh", env={"PLANCHECK_LANG": "en"})
    assert "\n√ 符合要求" in ran.out
    assert "\n√ compliant" in run_cli("validate", COMPLIANT, "--lang=en").out
    wrong = run_cli("validate", COMPLIANT, "--lang", "fr")
    assert wrong.code == 2
    assert "zh、en" in wrong.err
    assert "zh, en" in wrong.err  # it is not known which of the two is read


@pytest.mark.parametrize("command", [[], ["validate"], ["list-obligations"]])
def test_help_is_there_in_both_languages(run_cli: Run, command: list[str]) -> None:
    chinese = run_cli(*command, "--help")
    english = run_cli(*command, "--help", "--lang", "en")
    assert chinese.code == english.code == 0
    assert "help." not in chinese.out + english.out
    assert "显示本说明" in chinese.out
    assert "show this help" in english.out


@pytest.mark.parametrize("beside", [[], ["--lang", "en"], ["--help"], ["validate", "none.yaml"]])
def test_version_names_the_rule_set(beside: list[str], run_cli: Run, plan: Plan) -> None:
    ran = run_cli("--version", *beside)
    told = f"plancheck {__version__}\ncn-patent-2014 sha256 {plan.sha256}\n"
    assert (ran.code, ran.out, ran.err) == (0, told, "")


def test_colour_follows_the_environment(run_cli: Run) -> None:
    assert "\x1b[" not in run_cli("validate", COMPLIANT).out
    assert "\x1b[" in run_cli("validate", COMPLIANT, env={"FORCE_COLOR": "1"}).out
    both = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert "\x1b[" not in run_cli("validate", COMPLIANT, env=both).out


def test_an_internal_error_is_said_to_be_one(run_cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("deliberate")

    monkeypatch.setattr("plancheck.cli.validate.judge_files", fails)
    ran = run_cli("validate", COMPLIANT)
    assert ran.code == 4
    assert "ZeroDivisionError: deliberate" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in run_cli("validate", COMPLIANT, "--debug").err


def test_same_input_same_bytes(run_cli: Run) -> None:
    first = run_cli("validate", COMPLIANT, SHORT, "--format", "json").out
    assert first == run_cli("validate", COMPLIANT, SHORT, "--format", "json").out


# --- what a newcomer types ------------------------------------------------------------------------


def test_a_plan_may_be_named_by_its_title(run_cli: Run, tmp_path: Path) -> None:
    text = Path(COMPLIANT).read_text("utf-8")
    titled = text.replace("plan: cn-patent-2014", "plan: 《2014年全国专利事业发展战略推进计划》")
    assert titled != text
    assert run_cli("validate", written(tmp_path, "r.yaml", titled)).code == 0
    other = text.replace("plan: cn-patent-2014", "plan: cn-patent-2015")
    ran = run_cli("validate", written(tmp_path, "r.yaml", other), "--format", "json")
    assert [problem["key"] for problem in document(ran)["problems"]] == ["file.other-plan"]


def test_no_designation_may_be_said_in_a_word(run_cli: Run, tmp_path: Path) -> None:
    head = "省份: 江西\n类别: 一类\n"
    said = document(
        run_cli(
            "validate", written(tmp_path, "r.yaml", f"{head}指定任务: 无\n"), "--format", "json"
        )
    )
    left_out = document(run_cli("validate", written(tmp_path, "r.yaml", head), "--format", "json"))

    def of(found: dict[str, Any]) -> str:
        (report,) = found["reports"]
        return next(
            str(f["verdict"]) for f in report["findings"] if f["obligation"] == "11.ecommerce"
        )

    assert (of(said), of(left_out)) == ("not-applicable", "review")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("check x.yaml", ["validate", "plan check"]),
        ("trace", ["plan trace"]),
        ("diff a b", ["plan diff"]),
        ("export", ["plan export"]),
        ("plan validate", ["plan check"]),
        ("plan chek", ["plan check"]),
        ("plan fmt", ["fmt"]),
        ("lint", ["plan check"]),
        ("format x.yaml", ["fmt"]),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_command_is_answered_with_another_one(
    run_cli: Run, typed: str, meant: list[str], lang: str
) -> None:
    ran = run_cli(*typed.split(), "--lang", lang)
    zh, en = f"；是不是 {'、'.join(meant)}？\n", f"; did you mean {' or '.join(meant)}?\n"
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(zh if lang == "zh" else en)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["none.yaml", "none.YML", COMPLIANT])
def test_a_file_in_the_place_of_a_command_is_told_how_to_check_it(
    run_cli: Run, name: str, lang: str
) -> None:
    ran = run_cli(name, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"plancheck validate {name}\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["none.yaml", COMPLIANT])
def test_a_file_in_the_place_of_a_command_for_plans_too(run_cli: Run, name: str, lang: str) -> None:
    ran = run_cli("plan", name, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"plancheck plan check {name}\n")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (["reports"], ""),
        (["validate", COMPLIANT, "--strict"], ""),
        (["validate", COMPLIANT, "--quick"], ""),
        (["validate", COMPLIANT, "--rooster"], "--roster"),
        (["validate", COMPLIANT, "--formt"], "--format"),
        (["explian"], "explain"),
    ],
)
def test_only_what_is_much_alike_is_meant(run_cli: Run, typed: list[str], hint: str) -> None:
    ran = run_cli(*typed, "--lang", "en")
    assert ran.code == 2
    assert ("did you mean" in ran.err) is bool(hint)
    assert hint in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize(
    "call",
    [
        ["validate", COMPLIANT, "--expect"],
        ["validate", COMPLIANT, "--config"],
        ["validate"],
        ["explain", "15", "--report"],
        ["plan", "trace", "--source"],
    ],
)
def test_what_is_no_file_is_told_whatever_was_wanted(
    run_cli: Run, tmp_path: Path, call: list[str]
) -> None:
    """Not every file that is named is to be YAML, and no permission mends a link to itself."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "folder").mkdir()
    for lang, no_file, loop in (
        ("zh", "此处须为普通文件", "链接绕回自身"),
        ("en", "expected a regular file", "leads back to itself"),
    ):
        for name, told in (("pipe", no_file), ("loop", loop)):
            ran = run_cli(*call, str(tmp_path / name), "--lang", lang)
            assert ran.code == 2
            assert told in (ran.out + ran.err).replace("\n", " ")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("option", ["-q", "--quiet", "--silent"])
@pytest.mark.parametrize("before", [(), ("validate", COMPLIANT), ("plan", "check")])
def test_who_wants_no_output_is_told_how(
    run_cli: Run, before: tuple[str, ...], option: str, lang: str
) -> None:
    ran = run_cli(*before, option, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert option in ran.err
    assert "> /dev/null" in ran.err


def test_no_option_is_answered_with_its_opposite(run_cli: Run) -> None:
    for typed, meant in (("--no-confg", "--no-config"), ("--no-allow-reveiw", "--no-allow-review")):
        ran = run_cli("validate", COMPLIANT, typed, "--lang", "en")
        assert ran.err.endswith(f"did you mean {meant}?\n")


@pytest.mark.parametrize("name", ["gbk", "GBK", "GB2312", "GB18030", "gb18030"])
def test_the_encoding_has_many_names(run_cli: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / "gbk.yaml"
    file.write_bytes(Path(COMPLIANT).read_text("utf-8").encode("gb18030"))
    assert run_cli("validate", str(file), "--encoding", name).code == 0


@pytest.mark.parametrize(
    ("arguments", "zh"),
    [
        (["list-obligations", "上海"], "多余的参数“上海”；省份、任务用选项指定"),
        (["list", "--province", "上海"], "是不是 list-obligations？"),
        (["validate", COMPLIANT, "--allow-review=1"], "选项 --allow-review 后面不带值"),
        (["list-obligations", "--province", "台湾"], "填报单位名单中没有“台湾”"),
        (["list-obligations", "--roster", str(EXAMPLES)], "此处须为普通文件"),
    ],
)
def test_slips_are_told_plainly(run_cli: Run, arguments: list[str], zh: str) -> None:
    ran = run_cli(*arguments)
    assert ran.code == 2
    assert zh in ran.err


def test_a_number_under_another_name_is_told_its_own(run_cli: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "r.yaml", "province: 江西\ntasks: {30.training: {培训次数: 10}}\n")
    assert "30.training 的数量请写“培训人数”，不写“培训次数”" in run_cli("validate", file).out


def test_pending_points_are_told_with_their_reason(run_cli: Run) -> None:
    report = str(EXAMPLES / "tier3-compliant.yaml")
    out = run_cli("validate", report, "--as-of", "2014-11-30").out
    assert "日期 2014-12-10 晚于统计截止日期 2014-11-30" in out
    assert "尚未到期事项（3项）" in out


def test_every_open_point_names_its_clause(run_cli: Run) -> None:
    out = run_cli("validate", str(EXAMPLES / "tier2-noncompliant.yaml")).out
    point = out[out.index(": 未达标 19.standard") :].split("\nexamples")[0].split("29.survey")[0]
    assert "任务19“二类省份至少培育20家”" in point
    assert "一类省份至少" not in point


def test_a_failure_is_a_document_where_one_is_asked_for(run_cli: Run) -> None:
    for arguments in (["validate"], ["list-obligations", "--tier", "9"], ["validate", "x", "--no"]):
        ran = run_cli(*arguments, "--format", "json")
        assert ran.code == 2
        assert document(ran)["exit_code"] == 2
        assert document(ran)["problems"]
        assert ran.err


def test_a_command_line_without_a_command_checks_nothing(run_cli: Run) -> None:
    for arguments in ([], ["--lang", "en"], ["--debug"]):
        assert run_cli(*arguments).code == 2


def test_folders_with_other_spellings_and_links(run_cli: Run, tmp_path: Path) -> None:
    content = Path(COMPLIANT).read_text("utf-8")
    written(tmp_path, "reports/a.YAML", content)
    written(tmp_path, "elsewhere/b.Yml", content)
    (tmp_path / "reports" / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "reports" / "up").symlink_to(tmp_path / "reports", target_is_directory=True)
    found = document(run_cli("validate", str(tmp_path / "reports"), "--format", "json"))
    assert [Path(report["path"]).name for report in found["reports"]] == ["a.YAML"]
    assert [problem["key"] for problem in found["problems"]] == ["run.link-outside"]


def test_a_plan_that_asks_nothing_gives_no_verdict(run_cli: Run, tmp_path: Path) -> None:
    plan = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
    head = plan.partition("sections:")[0]
    empty = written(tmp_path, "plan.yaml", head + "sections: []\n")
    ran = run_cli("validate", COMPLIANT, "--plan", empty, "--format", "json")
    assert ran.code == 2

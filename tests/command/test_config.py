"""Options from a file, the environment and flags: which wins, and what is refused where."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.cli.config import OPTIONS, find, load, settle
from plancheck.cli.shown_settings import shown
from plancheck.errors import ConfigError, Location, PlancheckError, UsageError
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from tests.conftest import ROOT, Ran

COMPLIANT = str(ROOT / "examples" / "tier1-compliant.yaml")
UNDETERMINED = str(ROOT / "examples" / "undetermined.yaml")

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return a function that writes a file below an empty current folder."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, text: str) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return written


# --- finding it -----------------------------------------------------------------------------------


def test_the_nearest_file_above_is_found(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("plancheck.toml", "")
    write("a/b/c/x", "")
    monkeypatch.chdir("a/b/c")
    assert find(".") == "../../../plancheck.toml"
    write("a/pyproject.toml", "[tool.plancheck]\n")
    assert find(".") == "../../pyproject.toml"
    write("a/plancheck.toml", "")
    assert find(".") == "../../plancheck.toml"


def test_a_project_file_without_the_table_is_passed_over(write: Write) -> None:
    write("pyproject.toml", "[project]\nname = 'x'\n")
    write("sub/x", "")
    assert find("sub") is None


# --- reading it -----------------------------------------------------------------------------------

EVERY = """\
reports = ["reports", "more/*.yaml"]
exclude = ["old", "reports/draft*"]
plan = "plan.yaml"
roster = 'roster.yaml'
waivers = "/abs/waivers.yaml"
province = "上海"
tier = 1
as-of = 2014-06-30
expect = "all"
baseline = "last.json"
fail-on = "new"
format = "json"
show = "all"
output = ["sarif=out/x.sarif"]
encoding = "gb18030"
allow-review = true
require-evidence = false
jobs = 2
lang = "en"
"""


def test_every_option_may_stand_in_the_file_and_paths_are_the_files(write: Write) -> None:
    write("conf/plancheck.toml", EVERY)
    config = load("conf/plancheck.toml")
    assert {name: setting.value for name, setting in config.settings.items()} == {
        "reports": ["conf/reports", "conf/more/*.yaml"],
        "exclude": ["old", "conf/reports/draft*"],
        "plan": "conf/plan.yaml",
        "roster": "conf/roster.yaml",
        "waivers": "/abs/waivers.yaml",
        "province": "上海",
        "tier": "1",
        "as-of": "2014-06-30",
        "expect": "all",
        "baseline": ["conf/last.json"],
        "fail-on": "new",
        "format": "json",
        "show": "all",
        "output": ["sarif=conf/out/x.sarif"],
        "encoding": "gb18030",
        "allow-review": True,
        "require-evidence": False,
        "jobs": 2,
        "lang": "en",
    }
    assert set(config.settings) == set(OPTIONS)
    assert str(config.settings["roster"].origin) == "conf/plancheck.toml:4:1"


def test_a_table_of_the_project_file_holds_the_same(write: Write) -> None:
    write("pyproject.toml", '[project]\nroster = "no"\n\n[tool.plancheck]\nroster = "yes.yaml"\n')
    (setting,) = load("pyproject.toml").settings.values()
    assert (setting.value, str(setting.origin)) == ("yes.yaml", "pyproject.toml:5:1")


@pytest.mark.parametrize(
    ("text", "where", "zh", "en"),
    [
        ("x = 1\nrostre = 'a'", "2:1", "没有配置项“rostre”；是不是 roster？", "you mean roster?"),
        ("\n\n'ro ster' = 1", "3:1", "没有配置项“ro ster”", 'no such setting: "ro ster"'),
        ("roster = 1", "1:1", "roster 应填写文字", "roster must be a text"),
        ("roster = ''", "1:1", "roster 应填写文字", "roster must be a text"),
        ('roster = "a\\u0000b"', "1:1", "roster 应填写文字", "roster must be a text"),
        ('output = ["json=\\u0000"]', "1:1", "output 应为文字列表", "must be a list of texts"),
        ("tier = 1.5", "1:1", "tier 应填写文字", "tier must be a text"),
        ("tier = true", "1:1", "tier 应填写文字", "tier must be a text"),
        ("as-of = 2014-06-30T10:00:00", "1:1", "as-of 应填写文字", "as-of must be a text"),
        ("allow-review = 1", "1:1", "allow-review 应为 true 或 false", "must be true or false"),
        ("jobs = 0", "1:1", "jobs 应为 1 至 64 的整数", "a whole number from 1 to 64"),
        ("jobs = true", "1:1", "jobs 应为 1 至 64 的整数", "a whole number from 1 to 64"),
        ("reports = 'a'", "1:1", "reports 应为文字列表", "reports must be a list of texts"),
        ("reports = [1]", "1:1", "reports 应为文字列表", "reports must be a list of texts"),
        ("[roster]\nx = 1", "1:2", "roster 应填写文字", "roster must be a text"),
        ("roster.x = 1", "1:1", "roster 应填写文字", "roster must be a text"),
        ('"a.b" = 1', "1:1", "没有配置项“a.b”", 'no such setting: "a.b"'),
        ('lang = "zh"\n"lang.x" = 1', "2:1", "没有配置项“lang.x”", 'no such setting: "lang.x"'),
        ("'jobs' = 'x'", "1:1", "jobs 应为", "jobs must be"),
        ('"j\\u006fbs" = "x"', "1:1", "jobs 应为", "jobs must be"),
        ('lang = "zh"\n"a=b" = 1', "2:1", "没有配置项“a=b”", 'no such setting: "a=b"'),
        ('tier = """\njobs = 1\n"""\njobs = 0', "4:1", "jobs 应为", "jobs must be"),
        ("tier = '''\n[roster]\n'''\njobs = 0", "4:1", "jobs 应为", "jobs must be"),
        ("reports = [\n['x'],\n]\njobs = 0", "4:1", "jobs 应为", "jobs must be"),
        ("tier = 'a\u2028b\x85c'\njobs = 0", "2:1", "jobs 应为", "jobs must be"),
        ("tier = '1'\r\njobs = 0\r\n", "2:1", "jobs 应为", "jobs must be"),
        ("lang = \n", "1:8", "不符合 TOML 写法", "not valid TOML"),
        ("lang = 'zh'\nlang = 'en'", "2:12", "不符合 TOML 写法", "not valid TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(
    text: str, where: str, zh: str, en: str, write: Write
) -> None:
    write("plancheck.toml", text)
    with pytest.raises(PlancheckError) as caught:
        load("plancheck.toml")
    problem = caught.value.problems[-1]
    assert str(problem.where) == f"plancheck.toml:{where}"
    assert zh in problem_text(Lang.ZH, problem)
    assert en in problem_text(Lang.EN, problem)


@pytest.mark.parametrize("path", ["/tmp/x", "../x", "a/../../x", "/", ".."])
def test_an_output_may_not_leave_the_folder_of_the_file(path: str, write: Write) -> None:
    write("plancheck.toml", f'output = ["json=ok/x.json", "csv={path}"]\n')
    with pytest.raises(ConfigError) as caught:
        load("plancheck.toml")
    assert [problem.key for problem in caught.value.problems] == ["config.outside"]


def test_the_search_ends_at_the_root_of_the_repository(write: Write) -> None:
    write("plancheck.toml", "")
    write("repository/.git/HEAD", "")
    write("repository/reports/x", "")
    assert find("repository/reports") is None
    write("repository/plancheck.toml", "")
    assert find("repository/reports") == "repository/reports/../plancheck.toml"


def test_every_slip_is_told_at_once(write: Write) -> None:
    write("plancheck.toml", "a = 1\nroster = 1\njobs = 'x'\n")
    with pytest.raises(ConfigError) as caught:
        load("plancheck.toml")
    assert [problem.where.line for problem in caught.value.problems if problem.where] == [1, 2, 3]


def test_the_place_is_in_the_table_of_plancheck(write: Write) -> None:
    text = (
        "[tool.other]\njobs = 1\nx = [\n  ['tool'],\n]\n[ tool . 'plancheck' ] # ours\njobs = 0\n"
    )
    write("pyproject.toml", text)
    with pytest.raises(ConfigError) as caught:
        load("pyproject.toml")
    assert [str(problem.where) for problem in caught.value.problems] == ["pyproject.toml:7:1"]


def test_only_paths_are_moved_to_the_folder(write: Write) -> None:
    write("conf/plancheck.toml", "reports = ['-', 'a']\nroster = '-'\noutput = ['json=x']\n")
    settings = load("conf/plancheck.toml").settings
    assert settings["reports"].value == ["-", "conf/a"]
    assert settings["roster"].value == "-"
    assert settings["output"].value == ["json=conf/x"]


@pytest.mark.parametrize(
    "content",
    [
        b"tier = " + b"9" * 5_000,
        b"\xff\xfe\x00",
        b"a = " + b"[" * 20_000,
        b"\x00",
        "lang = '上".encode("gbk"),
        b"a" * 2_000_000,
    ],
)
def test_hostile_content_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "plancheck.toml"
    file.write_bytes(content)
    with pytest.raises(PlancheckError):
        load(str(file))


# --- who wins -------------------------------------------------------------------------------------


def test_a_flag_over_the_environment_over_the_file_over_the_default(write: Write) -> None:
    write("plancheck.toml", 'format = "json"\n')
    config = load("plancheck.toml")
    environ = {"PLANCHECK_FORMAT": "csv"}
    levels = [
        (settle({"format": "tap"}, environ, config), "tap", "flag"),
        (settle({"format": None}, environ, config), "csv", "PLANCHECK_FORMAT"),
        (settle({}, {"PLANCHECK_FORMAT": ""}, config), "json", "plancheck.toml:1:1"),
        (settle({}, {}, None), "table", "default"),
    ]
    for settings, value, origin in levels:
        assert (settings["format"].value, str(settings["format"].origin)) == (value, origin)


@pytest.mark.parametrize(
    ("variable", "written", "name", "value"),
    [
        ("PLANCHECK_ALLOW_REVIEW", "1", "allow-review", True),
        ("PLANCHECK_ALLOW_REVIEW", "Off", "allow-review", False),
        ("PLANCHECK_AS_OF", "2014-06-30", "as-of", "2014-06-30"),
        ("PLANCHECK_AS_OF", "end", "as-of", "end"),
        ("PLANCHECK_JOBS", "4", "jobs", 4),
        ("PLANCHECK_REPORTS", "a:b", "reports", ["a", "b"]),
        ("PLANCHECK_TIER", "1", "tier", "1"),
    ],
)
def test_variables(variable: str, written: str, name: str, value: object) -> None:
    assert settle({}, {variable: written}, None)[name].value == value


@pytest.mark.parametrize(
    ("variable", "written"),
    [("PLANCHECK_ALLOW_REVIEW", "perhaps"), ("PLANCHECK_JOBS", "0"), ("PLANCHECK_JOBS", "２")],
)
def test_a_variable_that_cannot_be_is_named(variable: str, written: str) -> None:
    with pytest.raises(UsageError) as caught:
        settle({}, {variable: written}, None)
    assert variable in problem_text(Lang.EN, caught.value.problems[0])


def test_what_is_shown_is_the_same_toml_again(write: Write) -> None:
    write("plancheck.toml", EVERY)
    settings = settle({"roster": 'a"b\\c\n.yaml'}, {}, load("plancheck.toml"))
    text = shown(settings, Lang.EN)
    assert tomllib.loads(text) == {name: setting.value for name, setting in settings.items()}
    assert 'province = "上海"  # plancheck.toml:6' in text
    assert re.search(r"(?m)^roster = .*  # command line$", text)


def test_what_is_shown_acts_nowhere(write: Write) -> None:
    acting = "\x1b[31m\x7f\x9b\u202e\u200b\ufeff\U000e0041##[error]##vso[x]\n::error::"
    settings = settle({"province": acting, "roster": "a\udcff", "reports": ["\u2028"]}, {}, None)
    text = shown(settings, Lang.EN)
    hidden = {unicodedata.category(c) for c in text if c != "\n"}
    assert not hidden & {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}
    assert "##" not in text
    read = tomllib.loads(text)
    assert (read["province"], read["reports"]) == (acting, ["\u2028"])
    assert read["roster"] == "a\\u{dcff}"  # a byte that is no text cannot stand in TOML


# --- on the command line --------------------------------------------------------------------------


def test_the_command_obeys_the_file(write: Write, run_cli: Callable[..., Ran]) -> None:
    write("plancheck.toml", f'reports = ["{UNDETERMINED}"]\nallow-review = true\nlang = "en"\n')
    ran = run_cli("validate")
    assert ran.code == 0
    assert "\n? undetermined" in ran.out
    assert run_cli("validate", "--no-allow-review").code == 3
    assert run_cli("validate", "--no-config", UNDETERMINED).code == 3
    assert run_cli("validate", env={"PLANCHECK_ALLOW_REVIEW": "0"}).code == 3
    assert run_cli("validate", COMPLIANT, "--tier", "1").code == 0


DECIDES = {
    "plan": "rules.yaml",
    "roster": "roster.yaml",
    "waivers": "waivers.yaml",
    "province": "北京",
    "tier": "1",
    "as-of": "2014-06-30",
    "expect": "all",
    "baseline": "last.json",
    "fail-on": "new",
    "allow-review": "true",
    "require-evidence": "true",
}
"""Every option with a part in the judgement, and a value that is not its default."""
NAMED = ("table", "github", "azure", "markdown", "html")


def surroundings(write: Write) -> None:
    """Write the files that ``DECIDES`` names."""
    for name in ("roster", "waivers"):
        write(f"{name}.yaml", (ROOT / "examples" / f"{name}.yaml").read_text("utf-8"))
    write("rules.yaml", (ROOT / "data" / "plan2014.yaml").read_text("utf-8"))
    write("last.json", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format_", NAMED)
@pytest.mark.parametrize("option", DECIDES)
def test_what_a_file_changed_about_the_judgement_is_named_with_its_place(
    option: str, format_: str, lang: str, write: Write, run_cli: Callable[..., Ran]
) -> None:
    surroundings(write)
    word = DECIDES[option]
    written = word if word in ("true", "1") else f'"{word}"'
    base = 'baseline = "last.json"\n' if option == "fail-on" else ""
    write("plancheck.toml", f"jobs = 1\n{option} = {written}\n{base}")
    call = ("validate", COMPLIANT, "--format", format_, "--lang", lang)

    def output(*more: str, **changes: dict[str, str]) -> str:
        """Return the output without line breaks and the backslashes of Markdown."""
        return " ".join(run_cli(*call, *more, **changes).out.replace("\\", "").split())

    said = output()
    source, line = {
        "zh": ("plancheck.toml 设定：", "（第2行）"),
        "en": ("set by plancheck.toml: ", " (line 2)"),
    }[lang]
    value = f"{option} = {word}{line}"
    assert source in said
    assert value in said
    assert "jobs =" not in said
    variable = f"PLANCHECK_{option.upper().replace('-', '_')}"
    env = {variable: word} | ({"PLANCHECK_BASELINE": "last.json"} if base else {})
    said = output("--no-config", env=env)
    assert {"zh": "环境变量设定：", "en": "set by environment variables: "}[lang] in said
    assert f"{variable}={word}" in said


@pytest.mark.parametrize(("lang", "line"), [("zh", "（第1行）"), ("en", " (line 1)")])
@pytest.mark.parametrize("format_", NAMED)
def test_which_files_were_looked_at_is_named_too(
    format_: str, lang: str, line: str, write: Write, run_cli: Callable[..., Ran]
) -> None:
    """Whoever chooses the reports that are looked at chooses the outcome."""
    write("plancheck.toml", 'reports = ["in/a.yaml"]\nexclude = ["old"]\n')
    write("in/a.yaml", OPEN)
    call = ("validate", "--format", format_, "--lang", lang)
    for more, named in (((), True), (("in/a.yaml", "--exclude", "x"), False)):
        said = " ".join(run_cli(*call, *more).out.replace("\\", "").split())
        assert (f"reports = in/a.yaml{line}" in said) is named
        assert ("exclude = old" in said) is named
    env = {"PLANCHECK_REPORTS": "in/a.yaml"}
    said = " ".join(run_cli(*call, "--no-config", env=env).out.replace("\\", "").split())
    assert "PLANCHECK_REPORTS=in/a.yaml" in said


@pytest.mark.parametrize("format_", NAMED)
def test_what_changed_nothing_is_not_named(
    format_: str, write: Write, run_cli: Callable[..., Ran]
) -> None:
    """A flag has the last word, and a default that is written down is still the default."""
    write("plancheck.toml", 'tier = 2\nas-of = "report"\nallow-review = false\njobs = 2\n')
    ran = run_cli("validate", COMPLIANT, "--tier", "1", "--format", format_)
    assert ran.code == 0
    assert "plancheck.toml" not in ran.out


def test_what_is_named_acts_in_no_format(write: Write, run_cli: Callable[..., Ran]) -> None:
    write("plancheck.toml", 'province = "\\u001b[31m\\n::error::<b>x"\n')
    for format_ in NAMED:
        out = run_cli("validate", COMPLIANT, "--format", format_).out
        assert "\x1b" not in out
        assert "\n::error::<b>" not in out
        assert format_ != "html" or "<b>x" not in out


def test_the_origin_of_each_value_is_shown(write: Write, run_cli: Callable[..., Ran]) -> None:
    write("plancheck.toml", 'roster = "r.yaml"\n')
    ran = run_cli("validate", "--show-config", "--format", "json", env={"PLANCHECK_EXPECT": "all"})
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert 'format = "json"  # 命令行' in lines
    assert 'expect = "all"  # 环境变量 PLANCHECK_EXPECT' in lines
    assert 'roster = "r.yaml"  # plancheck.toml:1' in lines
    assert 'encoding = "utf-8"  # 默认值' in lines
    assert "# waivers 未设定" in lines


def test_a_file_that_is_wrong_stops_the_command(write: Write, run_cli: Callable[..., Ran]) -> None:
    write("plancheck.toml", "allow_review = true\n")
    ran = run_cli("validate", COMPLIANT)
    assert ran.code == 2
    assert ran.err == "plancheck.toml:1:1: 没有配置项“allow_review”；是不是 allow-review？\n"
    assert run_cli("validate", COMPLIANT, "--tier", "1", "--no-config").code == 0
    assert run_cli("--version").code == 0


def test_a_word_that_is_none_is_told_where_it_stands(
    write: Write, run_cli: Callable[..., Ran]
) -> None:
    write("plancheck.toml", "jobs = 1\nformat = 'jsson'\n")
    assert run_cli("validate", COMPLIANT).err.startswith("plancheck.toml:2:1: format 不能是“jsson”")
    env = {"PLANCHECK_FAIL_ON": "never"}
    assert "PLANCHECK_FAIL_ON 不能是“never”" in run_cli("validate", "--no-config", "x", env=env).err
    assert "--encoding 不能是" in run_cli("validate", "--no-config", "x", "--encoding", "x").err


def test_a_file_that_is_named_is_used(write: Write, run_cli: Callable[..., Ran]) -> None:
    write("plancheck.toml", "lang = 'xx'\n")
    write("other/ci.toml", f"reports = ['{COMPLIANT}']\nlang = 'en'\n")
    ran = run_cli("validate", "--config", "other/ci.toml")
    assert (ran.code, "\n√ compliant" in ran.out) == (0, True)
    assert run_cli("validate", "--config", "none.toml").code == 2


def test_the_listing_takes_its_province_from_the_file(
    write: Write, run_cli: Callable[..., Ran]
) -> None:
    write("plancheck.toml", "province = '上海'\ntier = 1\n")
    assert "上海" in run_cli("list-obligations", "--task", "27").out
    assert Location("x")


# --- the day -------------------------------------------------------------------------------------

EARLY = "province: 江西\ntier: 2\nas_of: 2014-03-31\n"
OPEN = "province: 江西\ntier: 2\n"


@pytest.fixture
def day_of(write: Write, run_cli: Callable[..., Ran]) -> Callable[..., tuple[str, str]]:
    """Return a function that returns the day a report is judged by, and where that comes from."""

    def day(report: str, *flags: str, env: dict[str, str] | None = None) -> tuple[str, str]:
        write("report.yaml", report)
        ran = run_cli("validate", "report.yaml", "--format", "json", *flags, env=env)
        (told,) = json.loads(ran.out)["reports"]
        fact = told["facts"]["as_of"]
        assert fact["value"] == told["as_of"]
        return fact["value"], fact["origin"]

    return day


def test_end_is_the_last_day_of_the_period_whatever_the_report_says(
    day_of: Callable[..., tuple[str, str]], write: Write
) -> None:
    write("plancheck.toml", "")
    for report in (EARLY, OPEN):
        assert day_of(report, "--as-of", "end") == ("2014-12-31", "option")
    write("plancheck.toml", 'as-of = "end"\n')
    assert day_of(EARLY) == ("2014-12-31", "option")
    write("plancheck.toml", "")
    assert day_of(EARLY, env={"PLANCHECK_AS_OF": "end"}) == ("2014-12-31", "option")


def test_report_is_the_reports_own_day_and_else_the_end(
    day_of: Callable[..., tuple[str, str]], write: Write
) -> None:
    write("plancheck.toml", "")
    for flags in ((), ("--as-of", "report")):
        assert day_of(EARLY, *flags) == ("2014-03-31", "report")
        assert day_of(OPEN, *flags) == ("2014-12-31", "plan")
    write("plancheck.toml", 'as-of = "end"\n')
    assert day_of(EARLY, "--as-of", "report") == ("2014-03-31", "report")
    write("plancheck.toml", "as-of = 2014-06-30\n")
    assert day_of(EARLY) == ("2014-06-30", "option")
    assert day_of(EARLY, env={"PLANCHECK_AS_OF": "report"}) == ("2014-03-31", "report")


def test_the_default_of_the_day_is_shown(write: Write, run_cli: Callable[..., Ran]) -> None:
    write("plancheck.toml", "")
    assert 'as-of = "report"  # 默认值' in run_cli("validate", "--show-config").out.splitlines()
    write("plancheck.toml", 'as-of = "end"\n')
    shown = run_cli("validate", "--show-config").out.splitlines()
    assert 'as-of = "end"  # plancheck.toml:1' in shown


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("ende", "report（报告的统计截止日期）", "report (the as-of date of the report)"),
        ("2014-02-30", "report（报告的统计截止日期）", "report (the as-of date of the report)"),
        ("", "report（报告的统计截止日期）", "report (the as-of date of the report)"),
    ],
)
@pytest.mark.parametrize("command", [("validate", "report.yaml"), ("explain", "15.training")])
def test_another_word_for_the_day_is_refused_where_it_stands(
    command: tuple[str, ...],
    written: str,
    zh: str,
    en: str,
    write: Write,
    run_cli: Callable[..., Ran],
) -> None:
    write("report.yaml", EARLY)
    write("plancheck.toml", "")
    for lang, end in (("zh", zh), ("en", en)):
        ran = run_cli(*command, "--as-of", written, "--lang", lang)
        (told,) = [line for line in (ran.out + ran.err).splitlines() if "--as-of" in line]
        assert ran.code == 2
        assert told.endswith(end)
        assert written in told
        assert "2014-12-31" in told
        assert " end" in told
    if not written:  # an empty variable is none, and a file takes a text
        return
    write("plancheck.toml", f'lang = "zh"\nas-of = "{written}"\n')
    ran = run_cli(*command)
    assert ran.code == 2
    assert "plancheck.toml:2:1: as-of 不能是" in ran.out + ran.err
    ran = run_cli(*command, env={"PLANCHECK_AS_OF": written})
    assert ran.code == 2
    assert "PLANCHECK_AS_OF 不能是" in ran.out + ran.err

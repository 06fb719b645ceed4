"""``init`` on the command line: the template and its schema as files."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.authoring.template import Keys
from plancheck.cli import streams
from plancheck.inputs.loading import load_roster
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from tests.conftest import ROOT, Ran
from tests.unit.test_template import ROSTER


def test_it_is_written_checked_and_never_written_over(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "new.yaml"
    arguments = ("init", "--province", "上海市", "--tier", "一类", "--keys", "zh", "-o", str(file))
    ran = run_cli(*arguments)
    schema = tmp_path / "cn-patent-2014.schema.json"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"已写入 {file}",
        f"已写入 {schema}，供编辑器提示和检查",
        f"请用文本编辑器打开 {file}，逐项填写后保存",
        f"填好后运行：plancheck validate {file}",
    ]
    written = file.read_bytes()
    checked = run_cli("validate", str(file))
    assert checked.code == 1
    assert f"{file}: 17项未填：2、3、4.申请质量实施方案、" in checked.out
    again = run_cli(*arguments)
    assert again.code == 2
    assert "不予覆盖" in again.err
    assert file.read_bytes() == written


def test_what_comes_next_is_said_in_english_too(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    """The command can be copied: a name with a blank is in quotes. A schema is named once."""
    (tmp_path / "cn-patent-2014.schema.json").write_text("{}", "utf-8")
    file = tmp_path / "my report.yaml"
    ran = run_cli("init", "--province", "Shanghai", "-o", str(file), "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Written: {file}",
        f"Open {file} in a text editor, fill in each entry and save it",
        f'Then run: plancheck validate "{file}"',
    ]


def test_an_editor_finds_the_schema_beside_the_report(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    file, schema = tmp_path / "new.yaml", tmp_path / "cn-patent-2014.schema.json"
    assert run_cli("init", "--province", "上海", "-o", str(file)).code == 0
    assert f"# yaml-language-server: $schema={schema.name}\n" in file.read_text("utf-8")
    assert schema.read_text("utf-8") == run_cli("schema", "report").out
    schema.write_text("{}", "utf-8")
    assert run_cli("init", "--province", "江西", "-o", str(tmp_path / "other.yaml")).code == 0
    assert schema.read_text("utf-8") == "{}", "what is there stays"
    checked = run_cli("validate", str(tmp_path), "--lang", "en")
    assert checked.code == 1, "the schema makes no report unusable"


def test_without_a_file_it_goes_to_standard_output(run_cli: Callable[..., Ran]) -> None:
    ran = run_cli("init", "--province", "CN-SH", "--tier", "1", "--lang", "en")
    assert ran.code == 0
    assert ran.out.startswith("# National patent work plan 2014:")


SAVING_WATER = str(ROOT / "examples" / "plans" / "saving-water.yaml")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少 --province"),
        (["--province", "上诲"], "是不是 上海？"),
        (["--province", "上海", "--tier", "4"], "没有类别“4”"),
        (["--province", "上海", "--keys", "fr"], "--keys 不能是“fr”"),
        (["--province", "上海", "-o", "none/x.yaml"], "文件夹不存在"),
        (["--province", "上海", "-o", "上海.xls"], "不能生成 .xls 文件"),
        (["--province", "上海", "--as", "xlsx", "-o", "上海"], "请改为 上海.xlsx"),
        (["--province", "青海", "--tier", "1", "--roster", ROSTER], "名册填写的是三类省份"),
        (["--province", "上海", "--roster"], "选项 --roster 后须有一个值"),
        (["--roster", "--tier", "1", "-o", "new.yaml"], "选项 --roster 后须有一个值"),
        (["--roster", "--plan", SAVING_WATER], "此计划没有填报单位名单"),
        (["--roster", ROSTER], "请用 -o 写明文件夹"),
        (["--roster", ROSTER, "-o", "x.yaml"], "x.yaml: 名册所列单位各有一份报告，-o 须为文件夹"),
        (["--roster", ROSTER, "-o", "x.YML"], "-o 须为文件夹"),
        (["--roster", ROSTER, "-o", ROSTER], "-o 须为文件夹"),
        (["--roster", ROSTER, "-o", "-"], "-o 须为文件夹"),
        (["--roster", ROSTER, "-o", ""], "-o 须为文件夹"),
        (["--roster", ROSTER, "-o", "none/forms"], "none/forms: 文件夹不存在"),
        (["--roster", ROSTER, "-o", "forms", "--tier", "3"], "roster.yaml:29:11: 名册填写的是二类"),
        (["--roster", "none.yaml", "-o", "forms"], "none.yaml: "),
        (["--roster=", "-o", "forms"], "文件"),
    ],
)
def test_what_cannot_be_is_said(
    arguments: list[str],
    said: str,
    run_cli: Callable[..., Ran],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run_cli("init", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert os.listdir(tmp_path) == []
    assert run_cli("init", *arguments, "--lang", "en").code == 2


SUBJECTS = ["北京", "上海", "广东", "江西", "安徽", "青海", "宁夏"]
SCHEMA = "cn-patent-2014.schema.json"


class TestOneForEach:
    """``--roster FILE -o FOLDER`` writes a report for each subject of the roster."""

    @pytest.fixture
    def init(
        self, run_cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[..., Ran]:
        monkeypatch.chdir(tmp_path)
        Path("roster.yaml").write_bytes(Path(ROSTER).read_bytes())
        return lambda *more: run_cli("init", "--roster", "roster.yaml", "-o", "forms", *more)

    def test_each_is_what_init_writes_for_it_alone(
        self, init: Callable[..., Ran], run_cli: Callable[..., Ran]
    ) -> None:
        ran = init("--keys", "zh")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.splitlines() == [
            "已写入 forms：待填的报告7份",
            f"已写入 {Path('forms', SCHEMA)}，供编辑器提示和检查",
            "请将各份发给填报单位填写，收回后仍放在此文件夹中",
            "收齐后运行：plancheck validate forms --roster roster.yaml --expect roster.yaml",
        ]
        assert sorted(os.listdir("forms")) == sorted([SCHEMA, *(f"{n}.yaml" for n in SUBJECTS)])
        for name in SUBJECTS:
            alone = run_cli(
                "init", "--province", name, "--roster", "roster.yaml", "--keys", "zh"
            ).out
            assert Path("forms", f"{name}.yaml").read_text("utf-8") == alone
        assert Path("forms", SCHEMA).read_text("utf-8") == run_cli("schema", "report").out

    def test_the_command_named_next_counts_each_of_them(
        self, init: Callable[..., Ran], run_cli: Callable[..., Ran]
    ) -> None:
        command = init("--lang", "en").out.splitlines()[-1].removeprefix("Then run: plancheck ")
        ran = run_cli(*command.split(), "--format", "json")
        run = json.loads(ran.out)
        assert ran.code == 1
        assert sorted(report["province"]["name"] for report in run["reports"]) == sorted(SUBJECTS)
        assert run["problems"] == []

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            (
                "zh",
                [
                    "已写入 forms：待填的报告1份",
                    "原有4份尚未填写，未改动",
                    "原有2份与待填的报告不同（可能已填写），未改动：上海.yaml、安徽.yaml",
                ],
            ),
            (
                "en",
                [
                    "Written to forms: 1 report to fill in",
                    "Already there, still blank and left as they are: 4",
                    "Already there, different (perhaps filled in) and left as they are: 2 "
                    "(上海.yaml, 安徽.yaml)",
                ],
            ),
        ],
    )
    def test_again_it_writes_only_what_is_missing(
        self, lang: str, said: list[str], init: Callable[..., Ran]
    ) -> None:
        assert init("--lang", lang).code == 0
        filled = {name: Path("forms", name) for name in ("上海.yaml", "安徽.yaml", SCHEMA)}
        for file in filled.values():
            file.write_text("填好了", "utf-8")
        Path("forms", "宁夏.yaml").unlink()
        ran = init("--lang", lang)
        assert (ran.code, ran.out.splitlines()[:-2]) == (0, said)
        assert {file.read_text("utf-8") for file in filled.values()} == {"填好了"}
        assert Path("forms", "宁夏.yaml").is_file()

    def test_where_all_are_there_nothing_is_written(self, init: Callable[..., Ran]) -> None:
        init()
        before = {file: file.stat().st_mtime_ns for file in Path("forms").iterdir()}
        ran = init()
        assert ran.out.splitlines()[:-2] == ["原有7份尚未填写，未改动"]
        assert {file: file.stat().st_mtime_ns for file in Path("forms").iterdir()} == before

    def test_a_folder_that_is_there_keeps_what_is_in_it(self, init: Callable[..., Ran]) -> None:
        Path("forms").mkdir()
        Path("forms", "通知.docx").write_text("x", "utf-8")
        assert init().code == 0
        assert len(os.listdir("forms")) == len(SUBJECTS) + 2

    def test_a_tier_that_nobody_states_stays_open(self, init: Callable[..., Ran]) -> None:
        Path("roster.yaml").write_text(
            "format: plancheck.roster/1\nplan: cn-patent-2014\nprovinces: {江西: {}, 云南: {}}\n",
            "utf-8",
        )
        assert init().code == 0
        assert "\ntier:\n" in Path("forms", "江西.yaml").read_text("utf-8")
        assert init("--tier", "2").code == 0

    def test_nothing_is_written_through_a_link(self, init: Callable[..., Ran]) -> None:
        if sys.platform == "win32":
            pytest.skip("links need a privilege")
        Path("other").mkdir()
        Path("forms").symlink_to("other")
        for more in ((), ("-o", "forms/")):
            ran = init(*more)
            assert ran.code == 2
            assert "此处是链接，不予写入" in ran.err
        Path("forms").unlink()
        Path("forms").mkdir()
        Path("forms", "江西.yaml").symlink_to("../other/x.yaml")  # where nothing is
        Path("forms", "青海.yaml").mkdir()
        ran = init("--lang", "en")
        assert ran.code == 2
        assert f"{Path('forms', '江西.yaml')}: this is a link" in ran.err
        assert f"{Path('forms', '青海.yaml')}: a regular file cannot be written here" in ran.err
        assert sorted(os.listdir("forms")) == ["江西.yaml", "青海.yaml"]
        assert os.listdir("other") == []

    def test_two_that_would_have_one_file_are_named(self, init: Callable[..., Ran]) -> None:
        Path("roster.yaml").write_text(
            "format: plancheck.roster/1\nplan: saving-water-2030\n"
            "subjects: {甲/乙厂: {}, '甲:乙厂': {}, 示例三厂: {}}\n",
            "utf-8",
        )
        ran = init("--plan", SAVING_WATER)
        assert (ran.code, ran.out) == (2, "")
        assert "“甲:乙厂”与“甲/乙厂”的文件名相同（甲_乙厂.yaml）" in ran.err
        assert not Path("forms").exists()

    def test_a_roster_without_anybody(self, init: Callable[..., Ran]) -> None:
        Path("roster.yaml").write_text(
            "format: plancheck.roster/1\nplan: cn-patent-2014\nprovinces: {}\n", "utf-8"
        )
        ran = init()
        assert ran.code == 2
        assert "没有填报单位" in ran.err

    def test_a_province_that_is_named_gets_one_file(
        self, run_cli: Callable[..., Ran], init: Callable[..., Ran]
    ) -> None:
        assert init().code == 0
        ran = run_cli("init", "--roster", "roster.yaml", "--province", "上海", "-o", "forms")
        assert ran.code == 2
        assert "此处不能写入普通文件" in ran.err

    def test_the_roster_may_stand_in_the_configuration(
        self, run_cli: Callable[..., Ran], init: Callable[..., Ran]
    ) -> None:
        Path("plancheck.toml").write_text('roster = "roster.yaml"\n', "utf-8")
        ran = run_cli("init", "-o", "forms")
        assert (ran.code, len(os.listdir("forms"))) == (0, len(SUBJECTS) + 1)

    def test_on_a_terminal_long_lines_are_wrapped_but_not_the_command(
        self, init: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        init()
        for name in SUBJECTS:
            Path("forms", f"{name}.yaml").write_text("填好了", "utf-8")
        monkeypatch.setattr(streams, "_width", lambda _: 40)
        *lines, command = init("--lang", "en").out.splitlines()
        assert all(len(line.encode("gbk")) <= 40 for line in lines)
        assert command.endswith(
            "plancheck validate forms --roster roster.yaml --expect roster.yaml"
        )


class TestABlankRoster:
    """``--roster`` without a value writes a roster of all who report."""

    @pytest.mark.parametrize("lang", Lang)
    @pytest.mark.parametrize("keys", Keys)
    def test_it_lists_all_and_states_nothing(
        self, keys: Keys, lang: Lang, run_cli: Callable[..., Ran], tmp_path: Path, plan: Plan
    ) -> None:
        file = tmp_path / "roster.yaml"
        ran = run_cli("init", "--roster", "--keys", keys, "--lang", lang, "-o", str(file))
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.splitlines()[0].endswith(str(file))
        assert f"plancheck init --roster {file} -o " in ran.out.splitlines()[-1]
        roster = load_roster(str(file), plan)
        assert tuple(roster.provinces) == plan.subject_names
        assert len(roster.provinces) == 32
        stated = {value for entry in roster.provinces.values() for _, value in entry}
        assert stated == {None}
        assert (roster.source, roster.report_by, roster.correct_by) == (None, None, None)

    def test_it_can_be_used_as_it_is(self, run_cli: Callable[..., Ran], tmp_path: Path) -> None:
        """All is unknown then, so that what depends on it needs review."""
        file = tmp_path / "roster.yaml"
        assert run_cli("init", "-o", str(file), "--roster").code == 0
        report = str(ROOT / "examples" / "tier1-compliant.yaml")
        ran = run_cli("validate", report, "--roster", str(file), "--format", "json")
        [result] = json.loads(ran.out)["reports"]
        assert (ran.code, result["outcome"]) == (3, "undetermined")
        assert result["tier"] is None

    @pytest.mark.parametrize("keys", Keys)
    def test_what_its_comments_give_as_examples_can_be_written(
        self, keys: Keys, run_cli: Callable[..., Ran], tmp_path: Path, plan: Plan
    ) -> None:
        text = run_cli("init", "--roster", "--keys", keys).out
        facts = {}
        for line in text.splitlines():
            for key in ("designated", "指定任务", "allotments", "分配数", "units", "单位"):
                if line.startswith(f"# {key}: "):
                    facts[key] = line.partition("如 ")[2].partition("；")[0].replace("…", "示例")
        assert len(facts) == 3
        facts |= {"tier": "1", "类别": "1"}
        for key, value in facts.items():
            text = text.replace(f"    {key}:\n", f"    {key}: {value}\n", 1)
        for key, day in (("report_by", "2015-01-15"), ("报送期限", "2015-01-15")):
            text = text.replace(f"\n{key}:    # 报送期限，如 {day}", f"\n{key}: {day}")
        file = tmp_path / "roster.yaml"
        file.write_text(text, "utf-8")
        entry = load_roster(str(file), plan).provinces["北京"]
        assert entry.tier == "1"
        assert entry.designated == ["7.indicators"]
        assert entry.allotted == {"9.training": 160, "30.training": 160}
        assert entry.units == {"15.bases": ["示例基地"]}
        assert str(load_roster(str(file), plan).report_by) == "2015-01-15"

    def test_it_is_never_written_over(self, run_cli: Callable[..., Ran], tmp_path: Path) -> None:
        file = tmp_path / "roster.yaml"
        file.write_text("x", "utf-8")
        ran = run_cli("init", "--roster", "-o", str(file))
        assert ran.code == 2
        assert "不予覆盖" in ran.err
        assert file.read_text("utf-8") == "x"

    def test_the_option_counts_more_than_the_configuration(
        self, run_cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("plancheck.toml").write_text('roster = "r.yaml"\nprovince = "上海"\n', "utf-8")
        assert run_cli("init", "--roster", "-o", "r.yaml").code == 0
        assert Path("r.yaml").is_file()

    @pytest.mark.parametrize("command", ["validate x.yaml", "list-obligations", "schema report"])
    def test_elsewhere_the_option_needs_a_value(
        self, command: str, run_cli: Callable[..., Ran]
    ) -> None:
        ran = run_cli(*command.split(), "--roster")
        assert ran.code == 2
        assert "选项 --roster 后须有一个值" in ran.err

"""``init`` on the command line: the template and its schema as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少 --province"),
        (["--province", "上诲"], "是不是 上海？"),
        (["--province", "上海", "--tier", "4"], "没有类别“4”"),
        (["--province", "上海", "--keys", "fr"], "--keys 不能是“fr”"),
        (["--province", "上海", "-o", "none/x.yaml"], "文件夹不存在"),
        (["--province", "青海", "--tier", "1", "--roster", ROSTER], "名册填写的是三类省份"),
    ],
)
def test_what_cannot_be_is_said(
    arguments: list[str], said: str, run_cli: Callable[..., Ran]
) -> None:
    ran = run_cli("init", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err

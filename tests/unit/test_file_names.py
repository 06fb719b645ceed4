"""Names of files after those who report: accepted by every system, and told apart by each."""

from __future__ import annotations

import pytest

from plancheck.errors import UsageError
from plancheck.formats.shared.file_names import file_name, file_names
from plancheck.plan.subjects import provinces


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("上海", "上海.md"),
        ("新疆生产建设兵团", "新疆生产建设兵团.md"),
        ("Example works No. 1", "Example works No. 1.md"),
        ("示例（一）厂", "示例（一）厂.md"),
        ("甲/乙", "甲_乙.md"),
        ("../../etc/passwd", "_.._.._etc_passwd.md"),
        ("C:\\x", "C__x.md"),
        ('a<b>"c|d?e*f', "a_b__c_d_e_f.md"),
        ("a\x00\x1b[31m\u200b\u202eb", "a[31mb.md"),
        ("a\ufe0f\u3164\u00adb", "ab.md"),
        ("a\ud800b", "ab.md"),
        ("  a \t\n b  ", "a b.md"),
        ("e\u0301", "\u00e9.md"),
        ("示例厂. .", "示例厂.md"),
        ("...", "_.md"),
        ("", "_.md"),
        ("\u200b", "_.md"),
        (".hidden", "_.hidden.md"),
        ("-o", "_-o.md"),
        ("~$上海", "_~$上海.md"),
        ("CON", "_CON.md"),
        ("nul", "_nul.md"),
        ("Com1", "_Com1.md"),
        ("COM\u00b9", "_COM\u00b9.md"),
        ("LPT9.txt", "_LPT9.txt.md"),
        ("aux .x", "_aux .x.md"),
        ("CONIN$", "_CONIN$.md"),
        ("CONTROL", "CONTROL.md"),
        ("COM10", "COM10.md"),
    ],
)
def test_what_a_file_is_called(subject: str, name: str) -> None:
    assert file_name(subject, ".md") == name


def test_a_long_name_is_cut_between_characters() -> None:
    name = file_name("专" * 100, ".yaml")
    assert name == f"{'专' * 65}.yaml"
    assert len(name.encode()) == 200
    assert file_name("a" * 194 + "  b", ".yaml") == f"{'a' * 194}.yaml", "no blank at its end"


def test_a_subject_may_be_called_like_no_other_file_of_the_folder() -> None:
    with pytest.raises(UsageError) as caught:
        file_names(["00-通报"], "", ["00-通报"])
    (problem,) = caught.value.problems
    assert problem.key == "output.same-name"


def test_every_province_has_its_own_name() -> None:
    names = list(provinces().names)
    assert file_names(names, ".yaml") == {name: f"{name}.yaml" for name in names}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Example", "EXAMPLE"),
        ("Straße", "STRASSE"),
        ("ＡＢ", "AB"),
        ("e\u0301", "\u00e9"),
        ("甲/乙", "甲:乙"),
        ("甲", "甲\u200b"),
        ("专" * 70, "专" * 71),
    ],
)
def test_names_that_some_system_takes_for_one_are_both_told(one: str, other: str) -> None:
    with pytest.raises(UsageError) as caught:
        file_names([one, "丙", other], ".yaml")
    [problem] = caught.value.problems
    assert problem.key == "output.same-name"
    assert (problem.values["name"], problem.values["other"]) == (other, one)


def test_the_name_of_another_file_of_the_folder_is_taken() -> None:
    with pytest.raises(UsageError) as caught:
        file_names(["00-通报"], ".md", ["00-通报.md"])
    assert caught.value.problems[0].values["other"] == "00-通报.md"


def test_a_subject_that_is_named_twice_is_one() -> None:
    assert file_names(["甲", "甲"], ".md") == {"甲": "甲.md"}

"""What ``plan trace`` says of an untouched draft: nothing, but where the draft asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafting.drafted import drafted
from tests.drafting.marked import Marked
from tests.drafting.sentences import CASES, plan_with, plans_of, read_cases
from tests.drafting.traced import silent, traced


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.yaml")))
def test_a_sentence_is_objected_to_only_where_it_is_asked(name: str, tmp_path: Path) -> None:
    for text, _ in plans_of(read_cases(name)):
        assert [*silent(drafted(text).yaml, text, tmp_path)] == []


def keys_after(old: str, new: str, text: str, folder: Path) -> set[str]:
    """Return what the trace objects to once ``old`` in the draft of ``text`` is ``new``."""
    draft = drafted(text).yaml
    assert traced(draft, text, folder).complete
    assert draft.count(old) == 1
    return {problem.key for problem in traced(draft.replace(old, new), text, folder).problems}


@pytest.mark.parametrize("others", ["其余县", "其他县", "二、三类县"])
def test_the_others_are_the_tiers_not_named_before(others: str, tmp_path: Path) -> None:
    text = plan_with({"text": f"一类县建设示例书屋不少于8个，{others}不少于5个。"})
    for wrong in ("{1: 8, 2: 4, 3: 5}", "{1: 8, 2: 5, 3: 8}", "{1: 5, 2: 5, 3: 5}"):
        keys = keys_after("{1: 8, 2: 5, 3: 5}", wrong, text, tmp_path)
        assert "trace.number-tier" in keys


def test_a_column_that_binds_all_binds_the_tier_that_a_clause_names(tmp_path: Path) -> None:
    text = plan_with({"text": "各县开展示例检查；二类县在此基础上建成示例站不少于2个。"})
    for wrong in (
        "{tier1: mandatory}",
        "{tier2: optional}",
        "{tier2: mandatory, tier3: mandatory}",
    ):
        assert keys_after("{tier2: mandatory}", wrong, text, tmp_path) == {"trace.level"}


def test_points_behind_marks_are_traced(tmp_path: Path) -> None:
    text = plan_with({"text": "①各县建设示例站2个以上；②各县培训示例人员20人以上。"})
    keys = keys_after("at_least: 20", "at_least: 220", text, tmp_path)
    assert keys == {"trace.number", "trace.no-quota"}


SIGNED = "\n示例市人民政府办公室\n2027年1月5日\n"
BODY = """\
2027年示例市示例工作计划

1.示例起步。一类县建立示例台账，二类县建立示例台账，三类县建立示例台账。{end}
2.示例工作。各县培训示例人员不少于3次。{end}
3.示例收尾。各县报送示例总结。{end}
"""


@pytest.mark.parametrize("end", ["", "（责任单位：市示例局）", "\n牵头单位：市示例局\n"])
@pytest.mark.parametrize(
    "signed",
    [SIGNED, SIGNED.replace("室\n", "室 "), f"\n附件：示例清单\n{SIGNED}", "\n市示例局" + SIGNED],
)
def test_a_signature_belongs_to_no_task(end: str, signed: str, tmp_path: Path) -> None:
    text = BODY.format(end=end)
    draft = drafted(text + signed).yaml
    assert traced(draft, text + signed, tmp_path).complete
    assert _sections(draft) == _sections(drafted(text).yaml)


def _sections(draft: str) -> object:
    return Marked(draft).data["sections"]


@pytest.mark.parametrize("department", ["牵头单位：市示例局", "牵头单位：\n市示例局"])
def test_a_day_below_a_department_signs_no_text_in_which_each_task_has_one(
    department: str,
) -> None:
    marked = Marked(drafted(BODY.format(end=f"\n{department}\n2027年6月30日\n")).yaml)
    for path, task in marked.tasks:
        read = task["due"] != "open" and task["due"]["by"] == "2027-06-30"
        assert read or marked.is_asked(*path, "due")


ROWS = """\
2027年示例省示例工作计划

序号\t任务\t工作措施\t单位\t一类县\t二类县\t三类县\t牵头单位\t完成时限
1\t示例接待\t接待示例游客\t{unit}\t≥1.5\t≥1.2\t≥0.8\t市示例局\t年内完成
2\t示例率\t示例率\t%\t≥95\t≥90\t≥85\t市示例局\t年内完成
"""


def test_the_unit_of_a_row_is_that_of_its_numbers(tmp_path: Path) -> None:
    text, numbers = ROWS.format(unit="万人次"), "{1: 15000, 2: 12000, 3: 8000}"
    for wrong in ("{1: 15000, 2: 12000, 3: 800}", "{1: 1, 2: 12000, 3: 8000}"):
        assert keys_after(numbers, wrong, text, tmp_path) == {"trace.number-tier"}


def test_a_cell_with_a_sign_alone_is_accounted_for(tmp_path: Path) -> None:
    text = ROWS.format(unit="公里")
    found = traced(drafted(text).yaml, text, tmp_path)
    (sign,) = [account for account in found.accounts if account.piece.text == "%"]
    assert sign.by == ("2",)


def test_numbers_are_compared_in_one_unit(tmp_path: Path) -> None:
    sums = [{"text": f"各县示例投资不低于{printed}。"} for printed in ("1.2亿元", "3000万元")]
    people = [{"text": f"各县接待示例游客不少于{n}人次。"} for n in ("1.5万", "15000")]
    text = plan_with(*sums, *people)
    assert traced(drafted(text).yaml, text, tmp_path).complete
    keys = keys_after("at_least: 3000\n", "at_least: 300\n", text, tmp_path)
    assert keys == {"trace.number", "trace.no-quota"}


def test_each_number_in_a_clause_has_the_day_beside_it(tmp_path: Path) -> None:
    text = plan_with({"text": "各县举办示例培训，一季度末达到1次以上、年底达到4次以上。"})
    days = "{2027-03-31: 1, 2027-12-31: 4}"
    keys = keys_after(days, "{2027-03-31: 2, 2027-12-31: 4}", text, tmp_path)
    assert keys == {"trace.number-day", "trace.no-quota"}


def test_a_level_said_of_all_holds_for_each_tier(tmp_path: Path) -> None:
    said = "各县可申报示例单位，其中一类县不超过3家、二类县不超过2家、三类县不超过1家。"
    text = plan_with({"text": said, "frame": "brackets"})
    keys = keys_after("{all: optional}", "{all: mandatory}", text, tmp_path)
    assert keys == {"trace.level-unmarked"}


def test_names_that_hold_a_number_are_ignored(tmp_path: Path) -> None:
    quoted = {"text": "各县开展“三个一”示例活动不少于2次。"}
    text = plan_with(quoted, {"text": "各县建设示例站不少于2个。"})
    draft = drafted(text).yaml
    assert traced(draft, text, tmp_path).complete
    assert Marked(draft).data["source"]["layout"]["ignore"] == ["“三个一”"]


def test_departments_joined_by_a_word_are_parted(tmp_path: Path) -> None:
    text = plan_with({"text": "各县开展示例检查。", "departments": "市示例局会同市示例委"})
    keys = keys_after("[市示例局, 市示例委]", "[市示例局, 市样例委]", text, tmp_path)
    assert "trace.no-department" in keys

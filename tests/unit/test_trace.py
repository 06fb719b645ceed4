"""The rule set is proved against the official text, and any change of either is noticed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plancheck.errors import PlanError
from plancheck.formats import Style, render_as
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.plan.columns import Column
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.official_text import OfficialText, headings_of, read_official
from plancheck.plan.trace import Trace, source_block, trace
from plancheck.reading.text import fold_text
from tests.conftest import ROOT, SOURCE_TEXT

RULES = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
needs_text = pytest.mark.skipif(not SOURCE_TEXT.exists(), reason="the official text is not here")
TEXT = SOURCE_TEXT.read_text("utf-8") if SOURCE_TEXT.exists() else ""


def traced(plan: Plan, text: str) -> Trace:
    assert plan.source.layout is not None
    return trace(plan, OfficialText(text, "text.txt", headings_of(plan), plan.source.layout))


def lines_of(found: Trace) -> set[int]:
    """Return the lines of the text that problems are about."""
    return {
        line
        for p in found.problems
        if p.where and p.where.path == "text.txt"
        for line in range(p.where.line, p.where.end_line + 1)
    }


@needs_text
def test_the_whole_text_is_accounted_for(plan: Plan) -> None:
    found = traced(plan, TEXT)
    assert found.problems == ()
    assert found.complete
    # Sections, groups and tasks have a heading each, and every task one cell for its deadline.
    columns = [account.piece.column for account in found.accounts]
    assert columns.count(Column.HEADING) == 3 + 13 + 30
    assert columns.count(Column.DUE) == 30
    # 省份 stands in the last column but one of 24 tasks; of three of them (14, 15, 29) twice.
    assert columns.count(Column.DUTIES) == 24 + 3
    assert "".join(account.piece.text for account in found.accounts) == found.text.folded
    assert all(account.by for account in found.accounts)


@needs_text
@pytest.mark.parametrize(
    "retype",
    [
        lambda text: text.replace(",", "，").replace(":", "：").replace(";", "；"),
        lambda text: text.replace("(", "（").replace(")", "）"),
        lambda text: re.sub("[0-9]", lambda m: chr(ord(m[0]) + 0xFEE0), text),
        lambda text: re.sub(r"\s+", "", text),
        "\n".join,
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\u3000\n\u00a0"),
        lambda text: unicodedata.normalize("NFD", text),
    ],
    ids=["punctuation", "brackets", "digits", "one-line", "a-sign-a-line", "crlf", "wide", "nfd"],
)
def test_a_copy_typed_another_way_is_the_same_text(
    retype: Callable[[str], str], plan: Plan, tmp_path: Path
) -> None:
    file = tmp_path / "copy.txt"
    file.write_bytes(retype(TEXT).encode())
    assert trace(plan, read_official(str(file), plan)).complete


WATER = ROOT / "examples" / "plans"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4次", "5次"), ("至少50件", "至少60件"), ("大型单位不少于", "小型单位不少于"),
        ("必做\n年内完成\n\n2", "选做\n年内完成\n\n2"), ("指定单位必做", "指定单位选做"),
        ("年内有阶段性成果", "年内完成"), ("示例设备科", "示例财务科"), ("2030年", "2031年"),
        ("逐月登记。", "逐月登记。各单位还要公布账目。"), ("示例水务科编写培训教材。\n", ""),
        ("用水有账可查，", ""),
    ],
)  # fmt: skip
def test_a_plan_with_a_text_of_our_own_is_proved(old: str, new: str) -> None:
    """What holds for the official text holds where that is not to be had; no engine knows it."""
    plan = load_plan(str(WATER / "saving-water.yaml"))
    text = (WATER / "saving-water.txt").read_text("utf-8")
    assert traced(plan, text).complete
    assert text.count(old) == 1
    bare = plan.model_copy(
        update={"source": plan.source.model_copy(update={"clauses": [], "sha256": None})}
    )
    bare._document = plan._document
    for each in (plan, bare):
        found = traced(each, text.replace(old, new))
        assert {p.key for p in found.problems} - {"trace.sha256"}


def test_a_word_that_the_layout_lacks_is_said_to_belong_there() -> None:
    plan = load_plan(str(WATER / "saving-water.yaml"))
    text = (WATER / "saving-water.txt").read_text("utf-8")
    assert plan.source is not None
    assert plan.layout is not None
    for key, word in (
        ("who", "各类单位"), ("levels", "选做"), ("bounds", "至少"), ("due", "年内完成"),
        ("tiers", "小型单位"),
    ):  # fmt: skip
        known = {w: meant for w, meant in getattr(plan.layout, key).items() if w != word}
        layout = plan.layout.model_copy(update={key: known})
        lacking = plan.model_copy(
            update={"source": plan.source.model_copy(update={"layout": layout})}
        )
        lacking._document = plan._document
        problems = traced(lacking, text).problems
        for lang in Lang:
            told = [problem_text(lang, problem).partition(" → ")[2] for problem in problems]
            assert any("layout" in cure and key in cure for cure in told), key


# --- any change of the text is noticed at its line ------------------------------------------------


def changes() -> Iterator[tuple[int, str]]:
    """Yield the text with one thing changed, and the line on which it stands."""
    swaps = {
        "一类": "二类", "二类": "三类", "三类": "一类", "必做": "选做", "选做": "必做",
        "指定省份": "各类省份", "各类省份": "指定省份", "上海": "北京", "其他省份": "各类省份",
        "阶段性成果": "重要成果", "两年内": "三年内", "年内完成": "明年完成", "不少于": "不多于",
        "至少": "至多", "可申报": "应申报", "管理司": "协调司", "协调司": "管理司",
        "规划司": "条法司", "文献部": "自动化部", "自动化部": "文献部", "人事司": "办公室",
        "办公室": "人事司", "审业部": "文献部", "条法司": "规划司", "百名": "千名", "局内": "局外",
    }  # fmt: skip
    for word, other in swaps.items():
        for match in re.finditer(word, TEXT):
            line = TEXT.count("\n", 0, match.start()) + 1
            yield line, TEXT[: match.start()] + other + TEXT[match.end() :]
    for match in re.finditer("[0-9]", TEXT):
        line = TEXT.count("\n", 0, match.start()) + 1
        digit = str((int(match[0]) + 1) % 10)
        yield line, TEXT[: match.start()] + digit + TEXT[match.end() :]


@pytest.mark.slow
@needs_text
def test_a_changed_number_tier_deadline_duty_or_department_is_named_by_its_line(
    plan: Plan,
) -> None:
    count = 0
    for line, text in changes():
        found = traced(plan, text)
        assert not found.complete
        assert line in lines_of(found), (line, text.split("\n")[line - 1])
        count += 1
    assert count > 250


@pytest.mark.slow
@needs_text
def test_without_checksums_the_change_is_still_noticed(plan: Plan) -> None:
    """What is proved by comparing must not rest on the checksums of the text alone."""
    bare = plan.model_copy(
        update={"source": plan.source.model_copy(update={"clauses": [], "sha256": ""})}
    )
    bare._document = plan._document
    unnoticed = []
    for line, text in changes():
        found = traced(bare, text)
        if {p.key for p in found.problems} <= {"trace.sha256"}:
            unnoticed.append(text.split("\n")[line - 1].strip())
    assert unnoticed == []


@pytest.mark.slow
@needs_text
def test_a_sentence_added_anywhere_is_named(plan: Plan) -> None:
    sentence = "各类省份还要开展其他工作。"
    for match in re.finditer("。", TEXT):
        text = TEXT[: match.end()] + sentence + TEXT[match.end() :]
        found = traced(plan, text)
        assert not found.complete
        assert TEXT.count("\n", 0, match.start()) + 1 in lines_of(found)
        assert any(sentence in str(p.values.get("clause", "")) for p in found.problems)


@pytest.mark.slow
@needs_text
def test_a_sentence_repeated_or_removed_anywhere_is_named(plan: Plan) -> None:
    for match in re.finditer("[^。\n]+。", TEXT):
        line = TEXT.count("\n", 0, match.start()) + 1
        for text in (
            TEXT[: match.start()] + TEXT[match.end() :],
            TEXT[: match.end()] + match[0].strip() + TEXT[match.end() :],
        ):
            found = traced(plan, text)
            assert not found.complete, match[0]
            near = {number for at in lines_of(found) for number in range(at - 12, at + 13)}
            assert line in near, (match[0], lines_of(found))


@pytest.mark.slow
@needs_text
def test_any_character_changed_or_removed_is_noticed(plan: Plan) -> None:
    places = [n for n, sign in enumerate(TEXT) if not sign.isspace()]
    for place in places[::53]:
        for text in (TEXT[:place] + "某" + TEXT[place + 1 :], TEXT[:place] + TEXT[place + 1 :]):
            found = traced(plan, text)
            assert not found.complete
            line = TEXT.count("\n", 0, place) + 1
            assert any(abs(line - at) <= 12 for at in lines_of(found)), (line, lines_of(found))


# --- any change of the rule set is noticed --------------------------------------------------------


CHANGED_RULES = [
    ("15.training", "{1: 6, 2: 4, 3: 1}", "{1: 5, 2: 4, 3: 1}", "trace.number-tier"),
    ("15.training", "{1: 6, 2: 4, 3: 1}", "{1: 6, 2: 3, 3: 1}", "trace.number-tier"),
    ("15.training", "{1: 6, 2: 4, 3: 1}", "{1: 4, 2: 6, 3: 1}", "trace.number-tier"),
    ("15.training", "at_least", "at_most", "trace.number-tier"),
    ("15.bases", "at_least: 6", "at_least: 7", "trace.number"),
    ("18.advantage", "{1: 50, 2: 25, 3: 15}", "{1: 50, 2: 25, 3: 10}", "trace.number-tier"),
    ("18.advantage", "at_most", "at_least", "trace.number-tier"),
    ("18.advantage", "{all: optional}", "{all: mandatory}", "trace.level"),
    ("19.standard", "{1: 30, 2: 20, 3: 10}", "{1: 30, 2: 21, 3: 10}", "trace.number-tier"),
    ("25.office", "at_least: 1", "at_least: 2", "trace.number"),
    ("25.office", "tier1: mandatory", "tier1: optional", "trace.level"),
    ("8.finance", "tier3: optional", "tier3: mandatory", "trace.level"),
    ("7.indicators", "tier1: optional, tier2: optional", "tier1: optional", "trace.level"),
    ("7.indicators", "designated: mandatory", "designated: optional", "trace.level"),
    ("27.ftz", "上海: mandatory", "北京: mandatory", "trace.level"),
    ("27.ftz", "others: optional", "others: mandatory", "trace.level"),
    ("11.ecommerce", "{designated: mandatory}", "{all: mandatory}", "trace.level"),
    ("30.training", "{designated: mandatory, allotted: mandatory}",
     "{all: mandatory, allotted: mandatory}", "trace.level"),
    ("15.projects", "designated_within: [1, 2]", "designated_within: [1]",
     "trace.designated-within"),
    ("15.projects", "designated_within: [1, 2]", "", "trace.designated-within"),
    ("21.industries", "designated_within: [1]", "designated_within: [1, 2]",
     "trace.designated-within"),
    ("4.revision", "3: 2015-12-31", "3: 2016-12-31", "trace.deadline-tier"),
    ("4.revision", "2: 2014-12-31", "2: 2015-12-31", "trace.deadline-tier"),
    ("15.support", "exactly: 12", "exactly: 13", "trace.number"),
    ("15.support", "exactly: 12", "at_most: 12", "trace.number"),
    ("15.organisations", "at_most: 15", "at_most: 16", "trace.number"),
    ("15.organisations", "at_least: 10", "at_least: 9", "trace.number"),
    ("16.talents", "at_least: 100", "at_least: 10", "trace.number"),
    ("20.reserves", "at_least: 2", "at_least: 1", "trace.number"),
    ("28.classes", "at_least: 2", "at_least: 3", "trace.number"),
    ("1.basiclaw", "{all: mandatory}", "{all: optional}", "trace.national"),
    ("id: 15\n", "departments: [文献部]", "departments: [规划司]", "trace.department"),
    ("id: 27\n", "[管理司, 协调司]", "[协调司, 管理司]", "trace.department"),
    ("id: 28\n", "[协调司, 管理司, 规划司]", "[协调司, 管理司]", "trace.department"),
    ("id: 15\n", "due: completed", "due: interim", "trace.due"),
    ("id: 2\n", "due: interim", "due: completed", "trace.due"),
    ("id: 7\n", "推进专利价值分析指标体系应用", "推进专利价值指标体系应用", "trace.heading"),
    ("period:", "to: 2014-12-31", "to: 2014-12-30", "trace.period"),
    ("period:", "from: 2014-01-01", "from: 2013-01-01", "trace.year"),
    ("title:", "2014年全国", "2015年全国", "trace.title"),
    ("2.framework", "完成本省专利政策框架建设方案", "完成本市专利政策框架建设方案",
     "trace.no-phrase"),
    ("15.training", "2: [二类省份不少于4次], 3: [三类省份不少于1次]",
     "2: [三类省份不少于1次], 3: [二类省份不少于4次]", "trace.other-tier"),
    ("14.projects", "departments: [规划司]", "departments: [自动化部]", "trace.in-charge"),
    ("14.centres", "departments: [自动化部]", "departments: [规划司]", "trace.in-charge"),
]  # fmt: skip


Change = tuple[str, str, str, str]


def rounds() -> list[list[Change]]:
    """Return the changes in groups in which no two have their place or their key in common."""
    together: list[list[Change]] = []
    for change in CHANGED_RULES:
        after, _, _, key = change
        fitting = (
            one for one in together if all(after != other[0] and key != other[3] for other in one)
        )
        group = next(fitting, None)
        if group is None:
            together.append(group := [])
        group.append(change)
    return together


@needs_text
def test_each_changed_rule_is_named_at_its_place(tmp_path: Path) -> None:
    unnamed = []
    for group in rounds():
        rules, lines = RULES, []
        for after, old, new, _ in group:
            begin = rules.index(after if after.endswith((":", "\n")) else f"id: {after}\n")
            place = rules.index(old, begin)
            rules = rules[:place] + new + rules[place + len(old) :]
            lines.append(rules.count("\n", 0, place) + 1)
        file = tmp_path / "plan.yaml"
        file.write_text(rules, encoding="utf-8")
        problems = traced(load_plan(str(file)), TEXT).problems
        named = {(p.key, p.where.path, p.where.line) for p in problems if p.where}
        of_text = {key for key, path, _ in named if path == "text.txt"}
        for change, line in zip(group, lines, strict=True):
            key = change[3]
            # A key that is left out is told at the line before it.
            at_it = {(key, str(file), line), (key, str(file), line - 1)}
            if key not in of_text and not at_it & named:
                unnamed.append(change)
    assert unnamed == []


@needs_text
def test_an_obligation_left_out_leaves_its_duty_uncovered(plan: Plan) -> None:
    for task in plan.tasks:
        for gone in [o for o in task.obligations if o.subject is None]:
            smaller = without(plan, gone.id)
            assert not traced(smaller, TEXT).complete or shares_all(plan, gone.id), gone.id


def without(plan: Plan, name: str) -> Plan:
    """Return ``plan`` without one obligation."""
    sections = [
        section.model_copy(
            update={
                "groups": [
                    group.model_copy(
                        update={
                            "tasks": [
                                task.model_copy(
                                    update={
                                        "obligations": [o for o in task.obligations if o.id != name]
                                    }
                                )
                                for task in group.tasks
                            ]
                        }
                    )
                    for group in section.groups
                ]
            }
        )
        for section in plan.sections
    ]
    smaller = plan.model_copy(update={"sections": sections})
    smaller._document = plan._document
    return smaller


def shares_all(plan: Plan, name: str) -> bool:
    """Whether all the phrases of an obligation are cited by others of its task as well."""
    task = next(t for t in plan.tasks if any(o.id == name for o in t.obligations))
    own = next(o for o in task.obligations if o.id == name)
    others = " ".join(p for o in task.obligations if o.id != name for p in o.cites)
    return sum(phrase in others for phrase in own.cites) >= len(own.cites) - 1


# --- texts and plans as they come -----------------------------------------------------------------


@needs_text
def test_the_block_for_the_rule_set_is_the_one_in_it(plan: Plan) -> None:
    assert source_block(read_official(str(SOURCE_TEXT), plan)) in RULES


def test_a_plan_without_a_layout_cannot_be_traced(plan: Plan, tmp_path: Path) -> None:
    bare = plan.model_copy(update={"source": plan.source.model_copy(update={"layout": None})})
    bare._document = plan._document
    file = tmp_path / "text.txt"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        read_official(str(file), bare)
    assert caught.value.problems[0].key == "trace.no-layout"


FOREIGN = ["", " \n", "无关的文字。", "1." * 5000, "局内:" * 3000, "《" * 9000]


@pytest.mark.parametrize("text", FOREIGN)
def test_a_foreign_text_is_refused_by_its_content_not_by_a_crash(text: str, plan: Plan) -> None:
    found = traced(plan, text)
    assert not found.complete
    for lang in Lang:
        shown = render_as("trace", "table", found, Style(lang))
        assert "100 %" not in shown


def test_what_is_folded() -> None:
    assert fold_text(" （１）\u3000ａ\n，") == "(1)a,"
    # The number of a heading or of a row stays one, even where a digit begins the next cell.
    assert fold_text("⒈建设\n⒉") == "1.建设2."
    assert fold_text("⒈\t3家") == "1.3家"


@pytest.mark.parametrize("printed", ["②3", "⓪3", "㉚3", "❷3", "➁3", "3²", "3₂", "3½",
                                     "⒈3", "⒈ 3", "⒈３", "⒛3", "⒈⒉3"])  # fmt: skip
def test_no_number_arises_from_a_mark_and_a_digit(printed: str) -> None:
    folded = fold_text(printed)
    assert "3" in re.findall(r"[0-9]+", folded)
    assert fold_text(folded) == folded

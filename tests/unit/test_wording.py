"""How plancheck speaks: words that are held out, and numbers with the form that goes with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.schema.descriptions import DESCRIPTIONS
from plancheck.formats import Style, render_as
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES, commands
from plancheck.language.sentences import asked_text, finding_text, todo_text
from plancheck.language.wording import amount, department_names, either, format_value, say
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.requirements.base.wording import Forms, Text, Unit
from tests.conftest import ROOT, finding, judged

NOT_CHINESE = {
    "选做未成(?!果)|选做未完(?!成)": "选做未完成",
    "待核(?!实|查)": "待核实",
    "(?<!应报)(?<!应报而)未报(?!告)": "未填报",
    "实报": "填报",
    "合格|合规": "符合要求",
    "(?<!统计)截止日期(?!`|:)": "统计截止日期, but as the key of a report",
    "读不了|没法|改完|大体|算做到|做到|不猜|看状态|看数量": "书面语",
    "官方文本|时限一栏|省份一栏|级别": "计划原文, 完成时间一栏, 执行单位一栏, 性质",
    "[各个]主体|牵头部门|台帐": "填报单位, 执行部门, 台账",
    "就行|就写": "请",
    "->": "→",
}
NOT_ENGLISH = {
    r"(?:is|are) no (?:status|result|reports?|valid|name)": "is not a status",
    r"are not read\b|is not read\b": "are not supported, was not read",
    r"amiss|anew|indeed|beneath|whom|for want of|told of|nobody stated": "plain words",
    r"those (?:who|that) report|which those": "reporting province",
    r"there is no such": "not found",
    r"the plan asks|asked (?:of|only|here)|is asked|not asked|asks for": "the plan requires",
    r"cells? of (?:duties|departments)|column of (?:duties|departments|deadlines)": "duties column",
    r"day (?:to judge by|judged by)": "as-of date",
    r"handed in|hand in": "report",
    r"(?:a|an) (?:fail|missing|pass|review)\b(?! (?:number|entry))": "fails, needs review",
    r"gravest|picture|the floor|the cap\b": "worst, overview, minimum, maximum",
    "->": "→",
}
"""What is not to be written, and what is plain instead."""
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
CODE = re.compile(r"^```(?!text).*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
"""Code, but for the output of samples."""
OF_THE_CHANGELOG = re.compile(r"^- Labels in Chinese output.*?(?=^- )", re.DOTALL | re.MULTILINE)
"""The place that names the labels of before."""


def _patterns(words: dict[str, str], *, any_case: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE if any_case else 0)


IN_PAGES = [*list(NOT_CHINESE)[:6], "is no status", "(?:are|is) not read", "amiss", "told of"]
"""What is held out of pages as well, whose other words have their own reader."""
IN_CHINESE = _patterns(NOT_CHINESE)
IN_ENGLISH = _patterns(NOT_ENGLISH, any_case=True)


def spoken(lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield every message, description and text of the plan with its name."""
    for key, both in [*MESSAGES.items(), *DESCRIPTIONS.items()]:
        if key not in commands.MESSAGES:
            yield key, re.sub(r"\{.*?\}", "", both.zh if lang is Lang.ZH else both.en)
    plan = load_plan()
    page = render_as("plan", "markdown", plan, Style(lang))
    yield from ((f"plan: {line}", line) for line in page.splitlines())


@pytest.mark.parametrize(("lang", "held_out"), [(Lang.ZH, IN_CHINESE), (Lang.EN, IN_ENGLISH)])
def test_words_are_held_out(lang: Lang, held_out: re.Pattern[str]) -> None:
    words = NOT_CHINESE if lang is Lang.ZH else NOT_ENGLISH
    found = [(name, match[0]) for name, text in spoken(lang) for match in held_out.finditer(text)]
    assert found == [], words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_use_the_labels(page: Path) -> None:
    text = OF_THE_CHANGELOG.sub("", CODE.sub("", page.read_text("utf-8")))
    held_out = re.compile("|".join(IN_PAGES), re.IGNORECASE)
    assert [match[0] for match in held_out.finditer(text)] == []


def test_the_words_that_are_held_out_are_found() -> None:
    for text in ("结论：选做未成", "三项待核", "一项未报", "截止日期 2014-06-30", "实报 5次"):
        assert IN_CHINESE.search(text), text
    for text in ("选做未完成", "待核实", "应报未报", "统计截止日期", "未报告", "填报"):
        assert not IN_CHINESE.search(text), text
    for text in ('"x" is no status', "aliases are not read", "Nothing amiss.", "it is told of"):
        assert IN_ENGLISH.search(text), text
    for text in ('"x" is not a status', "are not supported", "a missing number"):
        assert not IN_ENGLISH.search(text), text


# --- numbers -------------------------------------------------------------------------------------

SESSIONS = Unit(zh="次", en=Forms("sessions", "session"))


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 sessions"), (1, "1 session"), (2, "2 sessions"), (21, "21 sessions"),
     ("at least 1", "at least 1 session"), ("6/4/1", "6/4/1 sessions")],
)  # fmt: skip
def test_a_unit_agrees_with_its_number(number: object, shown: str) -> None:
    assert amount(Lang.EN, number, SESSIONS) == shown
    assert amount(Lang.ZH, 1, SESSIONS) == "1次"


def test_a_unit_with_one_form_is_shown_as_it_is_and_percent_without_a_blank() -> None:
    assert amount(Lang.EN, 1, Text(zh="次", en="times")) == "1 times"
    assert amount(Lang.EN, 95, Text(zh="%", en="%")) == "95%"


def test_a_noun_of_a_sentence_agrees_with_its_number() -> None:
    for number, told in ((0, "0 problems."), (1, "1 problem."), (2, "2 problems.")):
        assert say(Lang.EN, "lint.found", {"count": number}) == told
    assert say(Lang.ZH, "lint.found", {"count": 1}) == "问题1处。"


def test_no_sentence_puts_a_bare_plural_after_a_number() -> None:
    counted = re.compile(r"\{(?:count|total|reports|number|gap|actual|listed)\} [a-z]+s\b")
    told = {k: m.en for k, m in MESSAGES.items() if k not in commands.MESSAGES}
    assert [k for k, text in told.items() if counted.search(text)] == []


def test_a_finding_agrees_with_its_numbers(plan: Plan) -> None:
    tasks = {"15.training": {"sessions": 3}, "25.office": {"institutions": 1}}
    result = judged(plan, {"province": "江西", "tier": "2", "tasks": tasks})
    found = finding(result, "15.training")
    assert finding_text(Lang.EN, plan, found) == (
        "3 sessions reported, at least 4 required (1 short)"
    )
    assert todo_text(Lang.EN, result, found).startswith("make up 1 session,")
    assert finding_text(Lang.ZH, plan, found) == "填报3次，应不少于4次，差1次"
    assert asked_text(Lang.EN, finding(result, "25.office").measure) == "≥1 institution"


def test_units_with_another_form_are_not_the_same() -> None:
    assert Forms("fish") == "fish" == Forms("fish", "fish")
    assert Forms("sessions", "session") != Forms("sessions")


# --- names and choices ---------------------------------------------------------------------------


def test_departments_have_english_names_in_english_only(plan: Plan) -> None:
    in_charge = ["管理司", "某司"]
    assert department_names(Lang.EN, plan, in_charge) == [
        "Patent Administration Department",
        "某司",
    ]
    assert department_names(Lang.ZH, plan, in_charge) == in_charge


@pytest.mark.parametrize("path", [None, str(ROOT / "examples" / "plans" / "saving-water.yaml")])
def test_english_lists_name_departments_in_english(path: str | None) -> None:
    plan = load_plan(path)
    listed = render_as("listing", "csv", list_obligations(plan), Style(Lang.EN))
    column = listed.splitlines()[0].split(",").index("departments")
    assert {d for task in plan.tasks for d in task.departments} <= plan.departments.keys()
    assert not re.search("[\u4e00-\u9fff]", listed.splitlines()[1].split(",")[column])


def test_a_choice_ends_in_or() -> None:
    tiers = ["tier 1", "tier 2", "tier 3"]
    assert [either(Lang.EN, tiers[:n]) for n in (1, 2, 3)] == [
        "tier 1", "tier 1 or tier 2", "tier 1, tier 2 or tier 3"
    ]  # fmt: skip
    assert either(Lang.ZH, ["完成", "不承担"]) == "完成或不承担"


def test_an_obligation_is_named_by_id_and_name(plan: Plan) -> None:
    training = plan.obligation("15.training")
    assert format_value(Lang.ZH, training) == "15.training（信息培训）"
    assert format_value(Lang.EN, training) == "15.training (information training)"


def test_statuses_stand_in_quotes(plan: Plan) -> None:
    result = judged(plan, {"province": "江西", "tier": "2", "tasks": {"4.scheme": "interim"}})
    found = finding(result, "4.scheme")
    assert finding_text(Lang.EN, plan, found) == 'status is "interim"; "completed" is required'
    assert finding_text(Lang.ZH, plan, found) == "填报状态为“阶段性成果”，应达到“完成”"


# --- punctuation ---------------------------------------------------------------------------------

HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff”}][,;!?]|[\u4e00-\u9fff”}]:(?! )|[\u4e00-\u9fff”]\(|\)[\u4e00-\u9fff“]"
)


def test_chinese_sentences_have_full_width_punctuation() -> None:
    both = [*MESSAGES.items(), *DESCRIPTIONS.items()]
    told = {k: re.sub(r"\[.*?\]", "", m.zh) for k, m in both if k not in commands.MESSAGES}
    assert [k for k, text in told.items() if HALF_WIDTH.search(text)] == []


def test_digits_and_chinese_are_not_kept_apart() -> None:
    apart = re.compile(
        r"第 |(?:共|任务) \{|\{(?:count|total|reports|limit)\} [\u4e00-\u9fff]|\d [项次家人个]"
    )
    spoken_in_chinese = {k: m.zh for k, m in MESSAGES.items() if k not in commands.MESSAGES}
    found = [k for k, text in spoken_in_chinese.items() if apart.search(text)]
    assert [key for key in found if "字节" not in spoken_in_chinese[key]] == []

"""The comparison itself: a draft written by hand, and each way in which it can be wrong."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.drafting.comparison import Result, compare, wrong

DRAFT = """\
languages: [zh]
title: 2027年示例市示例计划
period: {from: 2027-01-01, to: 2027-12-31}
tiers: {1: 一类县, 2: 二类县}
sections:
- groups:
  - tasks:
    - id: 1
      title: 建设社区书屋
      departments: [市示例局]
      due: {status: completed, by: 2027-06-30}
      obligations:
      - id: 1.a
        name: 建设社区书屋
        cites: [一类县新建社区书屋不少于8个, 二类县不少于5个]
        applies: {all: mandatory}
        requires: {quota: {metric: 1.a, at_least: {1: 8, 2: 5}, unit: 个}}
      - id: 1.b
        cites: [数字阅读试点]
        applies: {designated: mandatory}
        # 请核 1 (line 9): 二类县能否指定
        designated_within: [1]
        # 待定 2 (line 9): 约10场
        requires: {quota: {metric: 1.b, at_least: open, unit: 场}}
      - id: 1.c
        subject: national
        cites: [编印活动指南]
        applies: {all: mandatory}
"""
TRUTH = {
    "plan": {
        "title": "2027年示例市示例计划",
        "from": "2027-01-01",
        "to": "2027-12-31",
        "tiers": {"1": "一类县", "2": "二类县"},
    },
    "tasks": {
        "1": {
            "title": "建设社区书屋",
            "departments": ["市示例局", "市示例委?"],
            "due": "2027-06-30",
            "status": "completed",
        }
    },
    "obligations": {
        "1.rooms": {
            "find": "社区书屋",
            "level": {"1": "mandatory", "2": "mandatory"},
            "due": "2027-06-30",
            "number": {"bound": "at_least", "unit": "个", "1": "8", "2": "5.0"},
        },
        "1.trial": {
            "find": "数字阅读",
            "level": {"1": "designated", "2": "ask"},
            "when": "mandatory",
            "number": {"bound": "at_least", "all": "10"},
        },
    },
    "national": ["活动指南"],
}


def test_a_draft_that_says_what_the_text_says_has_no_wrong_fact() -> None:
    facts = compare(DRAFT, TRUTH)
    assert wrong(facts) == []
    assert Counter(fact.result for fact in facts) == {
        Result.RIGHT: 16,
        Result.CONFIRMED: 4,
        Result.OPEN: 1,
    }


@pytest.mark.parametrize(
    ("old", "new", "about"),
    [
        ("title: 2027年", "title: 2028年", "title"),
        ("to: 2027-12-31", "to: 2028-12-31", "to"),
        ("2: 二类县}", "2: 三类县}", "tiers"),
        ("id: 1\n", "id: 2\n", "task 1"),
        ("title: 建设", "title: 新建", "task 1 title"),
        ("[市示例局]", "[市示例委]", "task 1 departments"),
        ("by: 2027-06-30", "by: 2027-09-30", "1.rooms due"),
        ("status: completed", "status: interim", "task 1 status"),
        ("all: mandatory}\n        req", "all: optional}\n        req", "1.rooms level 1"),
        ("{1: 8,", "{1: 9,", "1.rooms number 1"),
        ("at_least: {1", "at_most: {1", "1.rooms bound"),
        ("unit: 个", "unit: 家", "1.rooms unit"),
        ("requires: {quota: {metric: 1.a", "# requires: {quota: {", "1.rooms bound"),
        ("        # 请核 1", "        # 二类县", "1.trial level 2"),
        ("designated_within: [1]", "paragraph: 1", "1.trial level 2"),
        ("subject: national\n        ", "", "national 活动指南"),
        ("cites: [编印活动指南]", "cites: [编印]", "national 活动指南"),
        ("cites: [数字阅读试点]", "cites: [试点]", "1.trial"),
        ("      - id: 1.b", "      - {id: 1.d, applies: {}}\n      - id: 1.b", "obligation 1.d"),
    ],
)  # fmt: skip
def test_what_the_text_does_not_say_is_wrong_without_a_question(
    old: str, new: str, about: str
) -> None:
    assert DRAFT.count(old) == 1
    facts = compare(DRAFT.replace(old, new), TRUTH)
    assert about in [fact.about for fact in facts if fact.result is Result.WRONG]


def test_a_question_counts_only_above_its_key_or_the_whole_obligation() -> None:
    at_nine = DRAFT.replace("{1: 8,", "{1: 9,")
    for above, expected in (
        ("        requires: {quota: {metric: 1.a", Result.DIFFERS),
        ("      - id: 1.a", Result.DIFFERS),
        ("        cites: [一类县", Result.WRONG),
    ):
        asked = at_nine.replace(above, f"        # 请核 3 (line 8): 数\n{above}")
        facts = {fact.about: fact.result for fact in compare(asked, TRUTH)}
        assert facts["1.rooms number 1"] is expected

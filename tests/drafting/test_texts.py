"""Whole texts of other structures: what their drafts say is right, or asked."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from plancheck.errors import PlanError
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.official_text import read_official
from plancheck.plan.trace import trace
from tests.conftest import SOURCE_TEXT
from tests.drafting.comparison import Result, compare, wrong
from tests.drafting.drafted import drafted
from tests.drafting.marked import Marked
from tests.drafting.sentences import plan_with
from tests.drafting.traced import silent
from tests.drafting.truths import truth_of_2014, truths

TRUTHS = {truth.name: truth for truth in truths()}


@cache
def draft_of(name: str) -> str:
    """Return the draft of a made-up text."""
    return drafted(TRUTHS[name].text, **TRUTHS[name].options).yaml


@pytest.mark.parametrize("name", TRUTHS)
def test_no_fact_is_wrong_without_a_question(name: str) -> None:
    facts = compare(draft_of(name), TRUTHS[name].wanted)
    right = sum(fact.result is Result.RIGHT for fact in facts)
    assert wrong(facts) == []
    assert right * 100 >= int(TRUTHS[name].wanted.get("settled", 0)) * len(facts)


@pytest.mark.skipif(not SOURCE_TEXT.exists(), reason="no copy of the official text")
def test_the_text_of_2014_is_drafted_with_few_questions() -> None:
    truth = truth_of_2014()
    draft = drafted(truth.text)
    facts = compare(draft.yaml, truth.wanted)
    counts = Counter(fact.result for fact in facts)
    assert wrong(facts) == []
    assert counts[Result.RIGHT] >= 0.8 * len(facts)
    assert len(draft.questions) <= 35


def test_a_year_that_the_text_leaves_out_is_given_beforehand() -> None:
    text = plan_with({"text": "各县举办示例培训不少于3次。", "due": "6月底前完成"}).replace(
        "2027年", ""
    )
    with pytest.raises(PlanError):
        drafted(text)
    given = drafted(text, year=2027)
    wanted = {
        "plan": {"from": "2027-01-01", "to": "2027-12-31"},
        "tasks": {str(n): {"due": "2027-06-30" if n == 2 else "2027-12-31"} for n in range(1, 5)},
    }
    facts = compare(given.yaml, {**wanted, "unexpected": ["1", "2", "3", "4"]})
    assert {fact.result for fact in facts} <= {Result.RIGHT, Result.CONFIRMED}


def test_a_cell_of_three_duties_is_settled_without_a_question() -> None:
    duties = "一类县选做、二类县必做、三类县必做"
    draft = drafted(plan_with({"text": "各县推进集成改革。", "duties": duties}))
    assert "applies: {tier1: optional, tier2: mandatory, tier3: mandatory}" in draft.yaml


def test_questions_are_asked_in_the_language_of_the_author() -> None:
    text = plan_with({"text": "各县举办示例培训约3次，差错率控制在2%左右。"})
    zh, en = (drafted(text, lang) for lang in Lang)
    kinds = {"待定": "open", "请核": "confirm"}
    asked = [Marked(draft.yaml).questions for draft in (zh, en)]
    assert [(kinds[kind], *rest) for kind, *rest in asked[0]] == asked[1] != []
    for draft in (zh, en):
        assert [(q.number, q.source_line) for q in draft.questions] == [
            (number, line) for _, number, line in Marked(draft.yaml).questions
        ]
        assert [q.number for q in draft.questions] == [*range(1, len(draft.questions) + 1)]


@pytest.mark.parametrize("name", TRUTHS)
def test_a_draft_accounts_for_its_text_but_for_what_is_asked(name: str, tmp_path: Path) -> None:
    assert [*silent(draft_of(name), TRUTHS[name].text, tmp_path)] == []


@pytest.mark.parametrize(
    ("printed", "other"),
    [("2027-06-30", "2027-10-31"), ("2027-09-30", "2027-06-30"), ("2027-03-31", "2027-12-31")],
)
def test_the_day_of_another_row_of_the_task_is_noticed(
    printed: str, other: str, tmp_path: Path
) -> None:
    text, plan = tmp_path / "text.txt", tmp_path / "plan.yaml"
    text.write_text(TRUTHS["merged-rows"].text, encoding="utf-8")
    found = []
    for day in (printed, other):
        draft = draft_of("merged-rows").replace(f"due: {printed}", f"due: {day}")
        plan.write_text(draft, encoding="utf-8")
        loaded = load_plan(str(plan))
        problems = trace(loaded, read_official(str(text), loaded)).problems
        found.append([problem.key for problem in problems].count("trace.deadline"))
    assert found == [0, 1]

"""Questions are read from the comments of a plan, and counted with what else is left."""

from __future__ import annotations

from pathlib import Path

from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.official_text import read_official
from plancheck.plan.state import questions_in, state_of
from plancheck.plan.trace import trace
from plancheck.reading.source import parse
from tests.conftest import ROOT

DRAFT = (ROOT / "tests" / "plans" / "draft.yaml").read_text("utf-8")


def draft(tmp_path: Path, text: str = DRAFT) -> Plan:
    file = tmp_path / "plan.yaml"
    file.write_text(text, "utf-8")
    return load_plan(str(file))


def test_questions_stand_above_what_they_ask_about(tmp_path: Path) -> None:
    questions = questions_in(draft(tmp_path).document)
    assert [
        (q.number, q.kind, q.source_line, q.where.line, q.where.column, q.obligation, q.field)
        for q in questions
    ] == [
        (1, "open", 12, 21, 7, None, "due"),
        (2, "open", 14, 30, 11, "1.training", "applies.tier2"),
        (4, "open", 15, 35, 13, "1.training", "requires.quota.at_least"),
        (5, "confirm", 16, 43, 9, "1.rules", "due"),
    ]
    assert questions[2].text == "“多次”是几次 → at_least: 2"


def test_what_stands_in_a_text_is_no_question() -> None:
    text = """
# open 1 (line 3): above the whole
a: 'said
  # open 2 (line 3): in quotes
  and done'
b: |
  # open 3 (line 3): in a block
  # open 4 (line 3): in a block
# confirm 5 (line 4): two above one key

# 请核 6 (line 5)：another colon
c:
# opens 7 (line 6): another word
- d  # open 8 (line 7): beside a value
# 待定 9 (line 8): above an item
- e
# open 10 (line 9): below all
"""
    questions = questions_in(parse(text.encode(), "plan.yaml"))
    assert [(question.number, question.field) for question in questions] == [
        (1, "a"),
        (5, "c"),
        (6, "c"),
        (9, "c.1"),
        (10, ""),
    ]


def test_an_open_value_that_nobody_asks_about_is_a_problem(tmp_path: Path) -> None:
    asked = "            # 待定 4 (line 15): “多次”是几次 → at_least: 2\n"
    plan = draft(tmp_path, DRAFT.replace(asked, ""))
    state = state_of(plan)
    assert (state.asked, state.settled) == (5, 1)  # what is open is not settled
    assert [(p.key, p.where and p.where.line) for p in lint(plan).problems] == [("lint.open", 35)]
    of_the_whole = DRAFT.replace(asked, "").replace("tiers:", f"{asked.strip()}\ntiers:")
    assert lint(draft(tmp_path, of_the_whole)).problems == ()


def test_what_is_open_is_no_claim_that_the_text_could_contradict(tmp_path: Path) -> None:
    example = ROOT / "examples" / "plans" / "saving-water.yaml"
    text = example.read_text("utf-8").replace("\nsections:", "\ndraft: true\nsections:", 1)
    for stated, kept in (
        ("due: completed", "due: open"),
        ("due: interim", "due: {status: open, by: open}"),
        ("{all: mandatory}", "{all: open}"),
        ("{tier1: optional, designated: mandatory}", "{tier1: open, designated: open}"),
        ("at_least: {1: 4, 2: 1}", "at_least: {1: open, 2: 1}"),
        ("at_least: 50", "at_least: open"),
    ):
        assert stated in text
        text = text.replace(stated, kept)
    plan = draft(tmp_path, text)
    assert len(plan.open_values) == 10
    copy = read_official(str(example.with_suffix(".txt")), plan)
    assert {problem.key for problem in trace(plan, copy).problems} <= {"trace.no-quota"}


def test_the_state_says_what_is_left(plan: Plan, tmp_path: Path) -> None:
    state = state_of(draft(tmp_path))
    assert (state.draft, state.asked, state.settled) == (True, 5, 1)
    assert (state.needed, state.written, state.clauses) == (2, 1, None)
    assert [where.line for where in state.unwritten] == [38]
    state = state_of(plan)
    assert (state.draft, state.asked, state.settled) == (False, 0, 0)
    assert (state.needed, state.written, state.clauses) == (32, 32, 357)

"""The rule set against the text of the plan: what the text says, written down a second time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Any

import pytest
import yaml

from plancheck.analysis.listing import list_obligations
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation, Task
from tests.conftest import READER, ROOT, SOURCE_TEXT

READING = yaml.load((ROOT / "tests" / "second_reading.yaml").read_text("utf-8"), READER)

# fmt: off
PROVINCIAL = [
    "2.framework", "3.programme", "4.scheme", "4.revision", "4.timetable", "7.indicators",
    "8.finance", "9.training", "10.mechanism", "11.ecommerce", "12.functions", "13.titles",
    "14.projects", "14.centres", "15.projects", "15.promotion", "15.training", "15.bases",
    "16.talent", "18.advantage", "19.standard", "20.navigation", "21.industries", "22.review",
    "23.clusters", "25.office", "26.regions", "27.ftz", "29.services", "29.survey",
    "30.agencies", "30.training",
]
# fmt: on

# The columns 执行部门 (局内) and 完成时间, task by task.
COMPLETED_WITHIN_THE_YEAR = {4, 12, 13, 15, 18, 19, 26, 30}
DEPARTMENTS = {
    1: ["条法司"],
    5: ["审业部"],
    13: ["办公室"],
    14: ["规划司", "自动化部"],
    15: ["文献部"],
    16: ["人事司"],
    17: ["人事司"],
    21: ["规划司"],
    22: ["协调司"],
    23: ["协调司"],
    27: ["管理司", "协调司"],
    28: ["协调司", "管理司", "规划司"],
    29: ["规划司"],
    30: ["条法司"],
}
GROUPS = {
    "(一)": range(1, 4),
    "(二)": range(4, 6),
    "(三)": range(6, 9),
    "(四)": range(9, 12),
    "(五)": range(12, 14),
    "(六)": range(14, 16),
    "(七)": range(16, 18),
    "(八)": range(18, 20),
    "(九)": range(20, 24),
    "(十)": range(24, 26),
    "(十一)": range(26, 28),
    "(十二)": range(28, 29),
    "(十三)": range(29, 31),
}
SECTIONS = {"一": ["(一)"], "二": list(GROUPS)[1:7], "三": list(GROUPS)[7:]}

# Numbers the text sets for the national office itself: (task, number words of the text, bounds).
NATIONAL_NUMBERS = {
    (14, "centres", "exactly", 5),
    (15, "projects", "exactly", 12),
    (15, "provinces", "exactly", 10),
    (15, "organisations", "at_least", 10),
    (15, "organisations", "at_most", 15),
    (16, "talents", "at_least", 100),
    (20, "zones", "exactly", 3),
    (20, "fields", "at_least", 2),
    (20, "fields", "at_most", 3),
    (28, "sessions", "at_least", 2),
    (28, "exhibitions", "at_least", 1),
    (28, "exhibitions", "at_most", 2),
}


def every(plan: Plan) -> list[tuple[Task, Obligation]]:
    return [*plan.obligations(), *plan.obligations(national=True)]


def test_thirty_tasks_in_thirteen_groups_in_three_sections(plan: Plan) -> None:
    assert [task.id for task in plan.tasks] == [str(number) for number in range(1, 31)]
    groups = {group.id: group for section in plan.sections for group in section.groups}
    assert {s.id: [g.id for g in s.groups] for s in plan.sections} == SECTIONS
    for name, numbers in GROUPS.items():
        assert [task.id for task in groups[name].tasks] == [str(n) for n in numbers], name


def test_the_obligations_of_provinces_are_those_of_the_contract(plan: Plan) -> None:
    assert [obligation.id for _, obligation in plan.obligations()] == PROVINCIAL
    bound = {task.id for task, _ in plan.obligations()}
    assert {task.id for task in plan.tasks} - bound == {"1", "5", "6", "17", "24", "28"}


def test_every_task_is_somebodys_duty(plan: Plan) -> None:
    for task in plan.tasks:
        assert any(o.subject == "national" for o in task.obligations), task.id
    ids = [obligation.id for _, obligation in every(plan)]
    assert len(ids) == len(set(ids))
    for task, obligation in every(plan):
        assert obligation.id.startswith(f"{task.id}.")


def test_period_and_tiers(plan: Plan) -> None:
    assert (plan.period.from_.isoformat(), plan.period.to.isoformat()) == (
        "2014-01-01",
        "2014-12-31",
    )
    assert {tier: title.zh for tier, title in plan.tiers.items()} == {
        "1": "一类省份",
        "2": "二类省份",
        "3": "三类省份",
    }


@pytest.mark.parametrize("number", range(1, 31))
def test_columns(plan: Plan, number: int) -> None:
    task = plan.find_task(str(number))
    due = "completed" if number in COMPLETED_WITHIN_THE_YEAR else "interim"
    assert task.status == due
    assert task.departments == DEPARTMENTS.get(number, ["管理司"])


@pytest.mark.parametrize("name", PROVINCIAL)
def test_agrees_with_the_second_reading(plan: Plan, name: str) -> None:
    """Every level, date, status, number and department, tier by tier, read twice independently."""
    row = next(row for row in list_obligations(plan).rows if row.obligation.id == name)
    reading = READING[name]
    assert (row.obligation.departments or row.task.departments) == reading["departments"]
    named = {plan.find_subject(who): level for who, level in reading.get("named", {}).items()}
    assert row.named == named
    for tier, expected in reading["tiers"].items():
        cell = row.cells[str(tier)]
        assert cell.level == expected["level"]
        assert cell.when_designated == expected["when_designated"]
        assert cell.when_allotted == expected.get("when_allotted", "none")
        assert str(cell.duty.status) == reading["status"]
        assert cell.duty.due.isoformat() == expected["due"]
        assert_quota(row.obligation, str(tier), expected["quota"])


def assert_quota(obligation: Obligation, tier: str, expected: dict[str, Any] | None) -> None:
    quota = obligation.requirement
    if obligation.id == "25.office":
        # Settled from the text: 选择1家 is what an optional province takes up as well, and more
        # than one does no harm, so the number is a floor for all tiers.
        assert quota.metrics
        assert (quota.metric, quota.bounds) == ("institutions", {"at_least": 1})
        return
    if expected is None:
        assert not quota.metrics
        return
    assert quota.metrics
    assert (quota.metric, quota.per) == (expected["metric"], expected["per"])
    (kind, bound), *rest = quota.bounds.items()
    assert not rest
    assert kind == expected["bound"]
    number = bound[tier] if isinstance(bound, dict) else bound
    assert number == expected["number"]


def test_designation_is_limited_where_the_text_limits_it(plan: Plan) -> None:
    """15: 选择部分一类、二类省份; 21: 选择部分一类省份; nowhere else."""
    limited = {o.id: o.designated_within for _, o in plan.obligations() if o.designated_within}
    assert limited == {"15.projects": ["1", "2"], "21.industries": ["1"]}


def test_only_one_province_is_named_and_none_is_given_a_tier(plan: Plan) -> None:
    named = {o.id: plan.named(o) for _, o in plan.obligations() if plan.named(o)}
    assert named == {"27.ftz": {"上海": "mandatory"}}


def test_national_duties_are_mandatory_and_due_with_their_task(plan: Plan) -> None:
    for _, obligation in plan.obligations(national=True):
        assert obligation.applies == {"all": "mandatory"}, obligation.id
        assert obligation.due is None
        assert obligation.requires.status is None


def test_national_numbers(plan: Plan) -> None:
    found = {
        (int(task.id), obligation.requirement.metric, kind, number)
        for task, obligation in plan.obligations(national=True)
        if obligation.requirement.metrics
        for kind, number in obligation.requirement.bounds.items()
    }
    assert found == NATIONAL_NUMBERS
    for _, obligation in plan.obligations(national=True):
        assert not obligation.requirement.metrics or obligation.requirement.per is None, (
            obligation.id
        )


NUMBER_WORDS = {1: "1|一", 6: "6", 100: "百"}


def test_every_number_stands_in_a_cited_phrase(plan: Plan) -> None:
    """And where it differs by tier, with the word of its tier in the same or in the next phrase."""
    for _, obligation in every(plan):
        for bound in obligation.requirement.bounds.values():
            if isinstance(bound, str):
                continue
            numbers = bound if isinstance(bound, dict) else {"": bound}
            for tier, number in numbers.items():
                word = plan.tiers[tier].zh[:2] if tier else ""
                pattern = rf"(?<!\d)(?:{NUMBER_WORDS.get(number, str(number))})(?!\d)"
                cited = [c for c in obligation.cites if re.search(pattern, c)]
                assert cited, (obligation.id, number)
                together = [c for c in cited if word in c]
                if not together:  # the phrase would be 21 characters: cited in two that overlap
                    assert obligation.id == "15.training"
                    assert tier == "1"


def test_phrases_are_short_and_both_languages_are_there(plan: Plan) -> None:
    for _, obligation in every(plan):
        assert all(0 < len(phrase) <= 20 for phrase in obligation.cites), obligation.id
        texts = [obligation.name, obligation.says, *obligation.says_per_tier.values()]
        if obligation.reading:
            texts += [obligation.reading.taken, obligation.reading.other, obligation.reading.why]
        for text in texts:
            assert re.search("[\u4e00-\u9fff]", text.zh), obligation.id
            assert re.search("[A-Za-z]{3}", text.en), obligation.id
    group_entries = [e for s in plan.sections for g in s.groups for e in g.unassessed]
    task_entries = [e for task in plan.tasks for e in task.unassessed]
    for entry in [*group_entries, *task_entries]:
        assert all(0 < len(phrase) <= 20 for phrase in entry.cites)


@pytest.mark.parametrize("name", ["4.revision", "9.training", "15.bases", "27.ftz", "30.training"])
def test_decided_readings_say_what_was_taken_and_why(plan: Plan, name: str) -> None:
    assert plan.find(name).reading is not None


# --- against the reader's own copy of the text ----------------------------------------------------

needs_text = pytest.mark.skipif(
    not SOURCE_TEXT.exists(), reason="no copy of the official text here"
)


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.fixture(scope="module")
def task_texts() -> dict[str, str]:
    """Return the text of each task, from its number to the next group or task."""
    lines = SOURCE_TEXT.read_text("utf-8").splitlines()
    found: dict[str, str] = {}
    current = ""
    for line in lines:
        plain = folded(line)
        start = re.match(r"(\d{1,2})\.\D", plain)
        if start and int(start[1]) == len(found) + 1:
            current = start[1]
            found[current] = ""
        elif re.match(r"\((一|二|三|四|五|六|七|八|九|十)+\)", plain):
            current = ""
        if current:
            found[current] += plain + "\n"
    return found


@needs_text
def test_the_rule_set_names_the_text_it_encodes(plan: Plan) -> None:
    text = folded(SOURCE_TEXT.read_text("utf-8"))
    assert plan.source.sha256 == hashlib.sha256(text.encode()).hexdigest()


@needs_text
def test_every_phrase_stands_in_its_task(plan: Plan, task_texts: dict[str, str]) -> None:
    assert len(task_texts) == 30
    for task in plan.tasks:
        text = folded(task_texts[task.id])
        assert folded(task.title.zh) in text
        entries = [*task.obligations, *task.unassessed]
        for entry in entries:
            for phrase in entry.cites:
                assert folded(phrase) in text, (task.id, phrase)


@needs_text
def test_every_clause_is_somebodys(plan: Plan, task_texts: dict[str, str]) -> None:
    """Each sentence and each part between semicolons holds a phrase that some entry cites."""
    for task in plan.tasks:
        cited = [folded(p) for entry in [*task.obligations, *task.unassessed] for p in entry.cites]
        measures = re.split("局内:", task_texts[task.id])[0]
        for clause in re.split("[。;\n]", measures):
            if clause and not re.match(rf"{task.id}\.", clause):
                assert any(phrase in clause for phrase in cited), (task.id, clause)


@needs_text
def test_the_official_text_is_not_copied(plan: Plan) -> None:
    """What we say is our own wording: no run of 15 characters of the text stands in it."""
    text = folded(SOURCE_TEXT.read_text("utf-8"))
    for _, obligation in every(plan):
        texts = [obligation.says, *obligation.says_per_tier.values()]
        if obligation.hint:
            texts.append(obligation.hint)
        if obligation.reading:
            texts += [obligation.reading.taken, obligation.reading.other, obligation.reading.why]
        for own in (folded(wording.zh) for wording in texts):
            copied = [own[i : i + 15] for i in range(len(own) - 14) if own[i : i + 15] in text]
            assert not copied, (obligation.id, copied)

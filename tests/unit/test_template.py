"""A report to be filled in: what is asked of one province, valid and honestly empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.template import Keys, template
from plancheck.inputs.loading import load_roster
from plancheck.inputs.report import Report, read_report
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.reading.source import parse
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.result import Verdict
from tests.conftest import ROOT, as_yaml

ROSTER = str(ROOT / "examples" / "roster.yaml")


def filled_in(text: str, plan: Plan) -> Report:
    return read_report(parse(text.encode(), "new.yaml"), plan)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("keys", Keys)
@pytest.mark.parametrize("tier", ["1", "2", "3", None])
def test_it_is_a_report_in_which_nothing_is_wrong_and_nothing_said(
    tier: str | None, keys: Keys, lang: Lang, plan: Plan
) -> None:
    listing = list_obligations(plan, subject="上海", tier=tier)
    report = filled_in(template(listing, lang=lang, keys=keys), plan)
    assert (report.province, report.tier) == ("上海", tier)
    asked = [row.obligation.id for row in listing.rows if row.asked]
    assert list(report.tasks or {}) == asked
    verdicts = {finding.verdict for finding in evaluate(plan, report).findings}
    assert not verdicts & {Verdict.PASS, Verdict.FAIL, Verdict.WAIVED}


def test_it_asks_for_the_numbers_of_the_tier(plan: Plan) -> None:
    for tier, sessions, enterprises in (("1", 6, 30), ("2", 4, 20), ("3", 1, 10)):
        text = template(list_obligations(plan, subject="江西", tier=tier))
        assert f"# 信息培训：必做 · ≥{sessions}次 · 2014-12-31" in text
        assert f"# 贯标达标企业：必做 · ≥{enterprises}家 · 2014-12-31" in text


def test_what_is_not_asked_of_the_province_is_not_there(plan: Plan) -> None:
    text = template(list_obligations(plan, subject="青海", tier="3"))
    for obligation in ("15.projects", "21.industries"):  # tier 3 can be designated for neither
        assert obligation not in text
    assert "  27.ftz:" in text


def test_the_roster_says_which_units_owe_a_number(plan: Plan) -> None:
    roster = load_roster(ROSTER, plan)
    listing = list_obligations(plan, subject="北京", roster=roster)
    report = filled_in(template(listing, entry=roster.entry("北京")), plan)
    bases = (report.tasks or {})["15.bases"]
    assert bases is not None
    assert list(bases.units or {}) == ["示例图书馆基地", "示例大学基地"]
    assert "# 执法人员培训：必做 · ≥160人" in template(listing, entry=roster.entry("北京"))


def test_the_keys_of_both_languages_say_the_same(plan: Plan) -> None:
    listing = list_obligations(plan, subject="上海", tier="1")
    english, chinese = (filled_in(template(listing, keys=keys), plan) for keys in Keys)
    assert english.model_dump() == chinese.model_dump()
    assert "  15.信息培训:\n    培训次数:\n" in template(listing, keys=Keys.ZH)
    assert "  15.training:\n    sessions:\n" in template(listing)


OWN_WORDS = {
    Keys.EN: ("prepared_by:", "reviewed_by:", "submitted:", "remarks:", "reason", "next_steps"),
    Keys.ZH: ("填报人:", "审核人:", "报送日期:", "备注:", "未完成原因", "下一步措施"),
}


@pytest.mark.parametrize("keys", Keys)
def test_it_offers_what_is_only_shown(keys: Keys, plan: Plan) -> None:
    text = template(list_obligations(plan, subject="上海", tier="1"), keys=keys)
    *head, reason, next_steps = OWN_WORDS[keys]
    assert [key for key in head if f"\n{key}    # " not in text] == []
    (comment,) = [line for line in text.splitlines() if next_steps in line]
    assert comment.startswith("# ")
    assert f" {reason} " in comment


EXAMPLE_KEYS = {
    Keys.EN: ("9.training: {participants: 160, source: ", "Z01: {title: ", ", number: "),
    Keys.ZH: ("9.执法人员培训: {培训人数: 160, 依据: ", "Z01: {标题: ", ", 文号: "),
}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("keys", Keys)
def test_the_examples_have_the_keys_of_the_file(keys: Keys, lang: Lang, plan: Plan) -> None:
    text = template(list_obligations(plan, subject="上海", tier="1"), keys=keys, lang=lang)
    assert all(example in text for example in EXAMPLE_KEYS[keys])


DECLINABLE = {
    "2.framework": False,  # 各类省份必做
    "7.indicators": True,  # 一类、二类省份选做，指定省份必做
    "11.ecommerce": False,  # 指定省份必做
    "27.ftz": True,  # 上海市必做，其他省份选做
    "29.survey": False,
}


@pytest.mark.parametrize("name", DECLINABLE)
@pytest.mark.parametrize(("lang", "word"), [(Lang.ZH, "不承担"), (Lang.EN, "not-undertaken")])
def test_what_is_mandatory_cannot_be_declined(name: str, lang: Lang, word: str, plan: Plan) -> None:
    text = template(list_obligations(plan, subject="安徽", tier="2"), lang=lang)
    entry = text[text.index(f"  {name}:\n") :]
    status = entry.splitlines()[1]
    assert "status:" in status
    assert (word in status) is DECLINABLE[name]


def test_a_level_that_depends_on_the_tier_may_be_declined(plan: Plan) -> None:
    """一类、二类省份必做，三类省份选做: nobody stated the tier."""
    assert "不承担" in _status_of("8.finance", None, plan)
    assert "不承担" not in _status_of("8.finance", "1", plan)
    assert "不承担" in _status_of("8.finance", "3", plan)


def _status_of(name: str, tier: str | None, plan: Plan) -> str:
    text = template(list_obligations(plan, subject="安徽", tier=tier))
    return text[text.index(f"  {name}:\n") :].splitlines()[1]


@pytest.mark.parametrize(
    ("lang", "words"), [(Lang.ZH, "两者矛盾"), (Lang.EN, "The two contradict each other")]
)
@pytest.mark.parametrize(
    ("allotted", "designated", "told"),
    [("none", ["30.training"], True), ("none", [], False), (5, ["30.training"], False)],
)
def test_a_roster_that_contradicts_itself_is_told(
    allotted: object, designated: list[str], told: bool, lang: Lang, words: str, plan: Plan,
    tmp_path: Path,
) -> None:  # fmt: skip
    file = tmp_path / "roster.yaml"
    number = allotted if allotted == "none" else {"participants": allotted}
    facts = {"tier": 2, "designated": designated, "allotments": {"30.training": number}}
    content = {"format": "plancheck.roster/1", "plan": plan.id, "provinces": {"安徽": facts}}
    file.write_bytes(as_yaml(content))
    roster = load_roster(str(file), plan)
    listing = list_obligations(plan, subject="安徽", roster=roster)
    lines = template(listing, lang=lang, entry=roster.entry("安徽")).splitlines()
    assert any(words in line and "30.training" in line for line in lines) is told

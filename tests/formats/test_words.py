"""What pages say of a report at its head: whose word counts, the day, why nothing is asked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plancheck.formats import Style, render
from plancheck.formats.shared.cells import days_text, own_words, remarks, tier_text
from plancheck.inputs.loading import load_roster
from plancheck.inputs.roster import Roster
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL
from plancheck.requirements.base.standing import Level
from plancheck.verdicts.result import Outcome, Result, Verdict
from plancheck.verdicts.run import Run
from tests.conftest import as_yaml, finding, judged
from tests.formats.read_back import READ_BACK

PAGES = ("markdown", "html")
MakeRoster = Callable[..., Roster]
STATED = {
    "province": "江西",
    "tier": "2",
    "designated": ["15.promotion"],
    "allotments": {"9.training": {"participants": 160}},
    "tasks": {"15.bases": {"units": {"示例基地": {"sessions": 6}}}},
}


@pytest.fixture
def a_roster(plan: Plan, tmp_path: Path) -> MakeRoster:
    """Return a function that makes a roster of what is to be stated about one province."""

    def made(**facts: Any) -> Roster:
        file = tmp_path / "roster.yaml"
        data = {"format": "plancheck.roster/1", "plan": plan.id, "provinces": {"江西": facts}}
        file.write_bytes(as_yaml(data))
        return load_roster(str(file), plan)

    return made


def read_from(page: str, result: Result, lang: Lang) -> str:
    return READ_BACK[page](render(page, Run(result.plan, (result,)), Style(lang)))


OWN = {
    Lang.ZH: (
        "（二类省份*）",
        "* 报告自报：类别、指定任务、9.training 的计划数、15.bases 的所属单位",
    ),
    Lang.EN: (
        "(tier 2*)",
        "* Self-reported: tier, designations, allotted number of 9.training, units of 15.bases",
    ),
}
UNCONFIRMED = {
    Lang.ZH: (
        "类别未经名册确认（自报为二类省份）",
        "** 未经名册确认：类别、指定任务、9.training 的计划数、15.bases 的所属单位",
    ),
    Lang.EN: (
        "tier not confirmed by the roster (self-reported as tier 2)",
        "** Not confirmed by the roster: "
        "tier, designations, allotted number of 9.training, units of 15.bases",
    ),
}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("page", PAGES)
class TestWhoseWord:
    def test_what_only_the_report_states_is_marked(self, page: str, lang: Lang, plan: Plan) -> None:
        text = read_from(page, judged(plan, STATED), lang)
        for told in OWN[lang]:
            assert told in text
        for told in UNCONFIRMED[lang]:
            assert told not in text

    def test_what_a_roster_does_not_confirm_is_marked(
        self, page: str, lang: Lang, plan: Plan, a_roster: MakeRoster
    ) -> None:
        text = read_from(page, judged(plan, STATED, roster=a_roster()), lang)
        for told in UNCONFIRMED[lang]:
            assert told in text
        for told in OWN[lang]:
            assert told not in text

    def test_what_a_roster_states_has_no_mark(
        self, page: str, lang: Lang, plan: Plan, a_roster: MakeRoster
    ) -> None:
        roster = a_roster(
            tier=2,
            designated=["15.promotion"],
            allotments={"9.training": {"participants": 170}},
            units={"15.bases": ["示例基地"]},
        )
        result = judged(plan, STATED, roster=roster)
        assert tier_text(lang, result) == ("二类省份" if lang is Lang.ZH else "tier 2")
        assert list(own_words(lang, result)) == []
        text = read_from(page, result, lang)
        assert ("二类省份" if lang is Lang.ZH else "tier 2") in text

    def test_a_unit_that_the_roster_lacks_is_marked(
        self, page: str, lang: Lang, plan: Plan, a_roster: MakeRoster
    ) -> None:
        roster = a_roster(tier=2, designated=[], units={"15.bases": ["另一示例基地"]})
        data = {**STATED, "designated": [], "allotments": {}}
        (line,) = own_words(lang, judged(plan, data, roster=roster))
        assert line == {
            Lang.ZH: "** 未经名册确认：15.bases 的所属单位",
            Lang.EN: "** Not confirmed by the roster: units of 15.bases",
        }[lang]  # fmt: skip
        assert line in read_from(page, judged(plan, data, roster=roster), lang)


def test_the_tier_of_the_option_is_nobodys_own_word(plan: Plan) -> None:
    result = judged(plan, {"province": "江西"}, tier="2")
    assert tier_text(Lang.ZH, result) == "二类省份"
    assert tier_text(Lang.ZH, judged(plan, {"province": "江西"})) == "类别未注明"
    assert tier_text(Lang.ZH, judged(plan, {"subject": NATIONAL})) == "不分类别"


# --- the day -------------------------------------------------------------------------------------


def test_reports_of_several_days_are_named_beside_their_day(plan: Plan) -> None:
    days = {"江西": "2014-06-30", "上海": "2014-12-31", "青海": "2014-06-30"}
    results = tuple(
        judged(plan, {"province": name, "tier": "2", "as_of": day}) for name, day in days.items()
    )
    assert days_text(Lang.ZH, Run(plan, results)) == (
        "截至 2014-06-30（报告自定，早于计划期末 2014-12-31）：江西、青海；截至 2014-12-31：上海"
    )
    assert days_text(Lang.EN, Run(plan, results)) == (
        "as of 2014-06-30 (set by the report, before the plan period ends on 2014-12-31): "
        "Jiangxi, Qinghai; as of 2014-12-31: Shanghai"
    )
    assert days_text(Lang.ZH, Run(plan, results[1:2])) == "截至 2014-12-31"
    until = datetime.date(2014, 6, 30)
    given = judged(plan, {"province": "江西", "tier": "2", "as_of": "2014-06-30"}, as_of=until)
    assert days_text(Lang.ZH, Run(plan, (given,))) == "截至 2014-06-30"


def test_of_many_on_one_day_the_first_are_named_and_all_counted(plan: Plan) -> None:
    late = [
        judged(plan, {"province": name, "tier": "2"}) for name in list(plan.subject_names)[1:11]
    ]
    early = judged(plan, {"province": "北京", "tier": "2", "as_of": "2014-03-31"})
    told = days_text(Lang.ZH, Run(plan, (early, *late)))
    assert told.endswith("等10个")
    assert "2014-12-31）：北京；截至 2014-12-31：天津、" in told
    assert told.count("、") == 7


# --- nothing mandatory ---------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("page", PAGES)
def test_a_report_of_which_nothing_is_asked_says_so(page: str, lang: Lang, plan: Plan) -> None:
    reason = {
        Lang.ZH: "本单位没有必做的任务要求",
        Lang.EN: "Nothing is mandatory here",
    }[lang]
    result = judged(plan, {"province": "江西", "tier": "2", "designated": []})
    optional = tuple(one for one in result.findings if one.level is Level.OPTIONAL)
    spared = replace(result, findings=optional)
    assert spared.outcome is Outcome.COMPLIANT
    assert reason in read_from(page, spared, lang)
    assert reason not in read_from(page, result, lang)


# --- optional duties ------------------------------------------------------------------------------

OPTIONAL = {
    "14.projects": ({"status": "completed"}, "未注明日期", "not dated"),
    "25.office": ({"records": [{"name": "示例大学"}]}, "未填写数量", "no number"),
    "27.ftz": ({"status": "completed", "date": "2015-03-01"}, "晚于期限", "after the deadline"),
    "29.services": ({"status": "completed", "date": "2013-03-01"}, "早于", "before"),
}
"""Entries on optional duties, and words of what is open about them."""


@pytest.mark.parametrize("name", ["table", "markdown", "html"])
@pytest.mark.parametrize("lang", Lang)
def test_what_is_open_about_an_optional_duty_is_told(plan: Plan, lang: Lang, name: str) -> None:
    tasks = {key: entry for key, (entry, _, _) in OPTIONAL.items()}
    facts = {"province": "安徽", "tier": "2", "designated": [], "as_of": "2015-06-30"}
    done = judged(plan, {**facts, "tasks": {**tasks, "7.indicators": "not-undertaken"}})
    text = re.sub(r"<[^>]*>|\\", "", render(name, Run(plan, (done,)), Style(lang)))
    for key, (_, zh, en) in OPTIONAL.items():
        found = finding(done, key)
        assert found.verdict is Verdict.OPTIONAL
        words = zh if lang is Lang.ZH else en
        assert any(key in line and words in line for line in text.splitlines()), key


@pytest.mark.parametrize("entry", [None, "not-undertaken", "not-started", "in-progress"])
def test_what_is_not_taken_up_or_short_needs_no_remark(plan: Plan, entry: str | None) -> None:
    data = {"province": "安徽", "tier": "2", "designated": [], "tasks": {"27.ftz": entry}}
    result = judged(plan, data)
    assert finding(result, "27.ftz").verdict is Verdict.OPTIONAL
    assert not [told for _, told in remarks(Lang.EN, result) if told.startswith("27.ftz")]

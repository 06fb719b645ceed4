"""No sentence shows an empty value, whatever is reported and whatever nobody stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from plancheck.errors import PlancheckError, Problem
from plancheck.formats import Style, render
from plancheck.inputs.loading import load_roster
from plancheck.inputs.waivers import load_waivers
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    clause_of,
    clause_text,
    finding_text,
    note_text,
    phrase_text,
    problem_text,
    supply_text,
    todo_text,
)
from plancheck.language.wording import format_value
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation
from plancheck.reading.values import Status
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Finding, Note, Result, Verdict, same_subject
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, as_yaml, finding, judged

EMPTY = re.compile(r"—|“”|\"\"|（）|\(\)|\bNone\b|  ")
"""A value that is not there, in either language: a dash, empty quotes or brackets, two blanks."""


def with_bounds(folder: Path) -> Plan:
    """Return a plan in which every kind of bound is an allotment somewhere, of units as well."""
    text = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
    changes = {
        "id: 18.advantage\n": ("at_most: {1: 50, 2: 25, 3: 15}", "at_most: allotment"),
        "id: 19.standard\n": ("at_least: {1: 30, 2: 20, 3: 10}", "exactly: allotment"),
        "id: 15.bases\n": ("at_least: 6\n", "at_least: allotment\n"),
        "id: 9.training\n": ("at_least: allotment", "at_most: allotment"),
    }
    for after, (old, new) in changes.items():
        place = text.index(old, text.index(after))
        text = text[:place] + new + text[place + len(old) :]
    file = folder / "bounds.yaml"
    file.write_text(text, "utf-8")
    return load_plan(str(file))


@pytest.fixture(scope="module", params=["2014", "allotments"])
def any_plan(request: pytest.FixtureRequest, plan: Plan, tmp_path_factory: Any) -> Plan:
    """Return the plan of 2014, and one in which more numbers are set elsewhere."""
    return plan if request.param == "2014" else with_bounds(tmp_path_factory.mktemp("plan"))


def entries(plan: Plan, obligation: Obligation) -> Iterator[Any]:
    """Yield one entry of every kind that an obligation takes."""
    yield None
    yield from (str(status) for status in Status)
    quota = obligation.requirement
    if not quota.metrics:
        yield {"status": "completed", "date": "2015-02-03"}
        yield {"date": "2014-02-03"}
        return
    amount = {quota.metric: 1} if plan.numbers.counted_by(obligation) == "amount" else {}
    days = {"甲": "2014-03-01", "乙": "2014-04-01"}
    records = [{"name": name, "date": day, **amount} for name, day in days.items()]
    claims: list[dict[str, Any]] = [{quota.metric: number} for number in (0, 1, 7, 60)]
    claims += [{"records": []}, {"records": records}, {quota.metric: 9, "records": records}]
    claims += [{"date": "2014-02-03"}, {quota.metric: 60, "date": "2015-02-03"}]
    if quota.per is None:
        yield from claims
        return
    yield {"units": {}}
    for claim in claims:
        yield {"units": {"甲": claim}}
        yield {"units": {"甲": {quota.metric: 60}, "乙": claim}}


def results(plan: Plan) -> Iterator[Result]:
    """Yield a result for every kind of entry in every tier, with every kind of fact."""
    kinds = {obligation.id: list(entries(plan, obligation)) for _, obligation in plan.obligations()}
    for tier, designated, allotted, as_of in product(
        (None, *plan.tiers), (None, "all", []), (None, "none", 40), (None, "2014-06-30")
    ):
        facts: dict[str, Any] = {"as_of": as_of} if as_of else {}
        facts |= {} if tier is None else {"tier": tier}
        able = [o.id for _, o in plan.obligations() if plan.designable(o, tier or "1")]
        if designated is not None:
            facts["designated"] = able if designated == "all" else designated
        numbers: dict[str, Any] = {}
        for _, o in plan.obligations():
            if allotted is not None and o.requirement.metrics and o.requirement.allotted:
                if allotted != "none":
                    numbers[o.id] = {o.requirement.metric: allotted}
                elif "allotted" in o.applies:
                    numbers[o.id] = "none"
        facts |= {"allotments": numbers} if numbers else {}
        yield judged(plan, {"province": "江西", **facts, "tasks": {}})
        for n in range(max(map(len, kinds.values()))):
            tasks = {name: found[n % len(found)] for name, found in kinds.items()}
            yield judged(plan, {"province": "江西", **facts, "tasks": tasks})


def sentences(lang: Lang, result: Result) -> Iterator[tuple[Finding, str]]:
    for one in result.findings:
        yield one, finding_text(lang, result.plan, one)
        yield one, todo_text(lang, result, one)
        yield one, clause_text(lang, result.plan, one, result.tier)
        yield from ((one, note_text(lang, note)) for note in one.notes)


@pytest.mark.slow
def test_no_sentence_of_any_report_shows_an_empty_value(any_plan: Plan) -> None:
    seen: set[str] = set()
    for result in results(any_plan):
        for lang in Lang:
            for one, text in sentences(lang, result):
                seen.add(one.reason)
                assert not EMPTY.search(text), (one.reason, one.obligation, text)
    numbers = "not-started quota-met below-quota over-cap within-cap no-number undecided units"
    assert {f"finding.{name}" for name in numbers.split()} <= seen


@pytest.mark.parametrize("status", ["not-started", "not-undertaken"])
@pytest.mark.parametrize("tier", ["1", "2", "3"])
def test_a_number_nobody_stated_is_called_the_allotted_number(
    tier: str, status: str, plan: Plan
) -> None:
    report = {"province": "江西", "tier": tier, "tasks": {"9.training": status}}
    one = finding(judged(plan, report), "9.training")
    assert one.verdict is Verdict.FAIL
    if status == "not-started":
        assert finding_text(Lang.ZH, plan, one) == "填报为“未启动”，要求：不少于计划数"
        english = finding_text(Lang.EN, plan, one)
        assert english.endswith("at least the allotted number required")
    absent = finding(judged(plan, report | {"tasks": {}}), "9.training")
    assert "计划数" in finding_text(Lang.ZH, plan, absent)
    assert "the allotted number" in finding_text(Lang.EN, plan, absent)
    known = {"allotments": {"9.training": {"participants": 40}}}
    stated = finding(judged(plan, report | known), "9.training")
    if status == "not-started":
        assert finding_text(Lang.ZH, plan, stated) == "填报为“未启动”，要求：不少于40人"
        assert finding_text(Lang.EN, plan, stated).endswith("at least 40 participants required")


def test_a_cap_nobody_stated_is_called_the_allotted_number(tmp_path: Path) -> None:
    plan = with_bounds(tmp_path)
    report = {"province": "江西", "tier": 2, "tasks": {"18.advantage": {"enterprises": 0}}}
    one = finding(judged(plan, report), "18.advantage")
    assert one.verdict is Verdict.PASS
    assert finding_text(Lang.ZH, plan, one) == "填报0家，未超过上限计划数"
    assert finding_text(Lang.EN, plan, one).endswith("within the maximum of the allotted number")


@pytest.mark.parametrize("lang", Lang)
def test_a_ledger_without_a_number_says_that_there_is_none(lang: Lang, plan: Plan) -> None:
    records = {"records": [{"name": "甲"}, {"name": "乙"}]}
    report = {"province": "江西", "tier": 2, "tasks": {"18.advantage": records}}
    one = finding(judged(plan, report), "18.advantage")
    text = finding_text(lang, plan, one)
    assert {Lang.ZH: "未填写数量", Lang.EN: "no number is stated"}[lang] in text
    assert "2" in text


@pytest.mark.parametrize(("lang", "words"), [(Lang.ZH, "（无）"), (Lang.EN, "(none)")])
def test_a_note_on_an_allotment_that_is_none_says_so(lang: Lang, words: str) -> None:
    text = note_text(lang, Note("note.allotment", {"stated": 40, "allotted": None}))
    assert words in text
    assert "—" not in text


@pytest.mark.parametrize(
    ("lang", "only", "both"),
    [
        (Lang.ZH, "仅限被指定的单位", "被指定或下达计划数的单位"),
        (Lang.EN, "if designated;", "or if a number is allotted"),
    ],
)
def test_what_is_not_asked_names_every_fact_that_would_ask_it(
    lang: Lang, only: str, both: str, plan: Plan
) -> None:
    facts = {"designated": [], "allotments": {"30.training": "none"}}
    result = judged(plan, {"province": "江西", "tier": 2, **facts, "tasks": {}})
    agencies, training = (finding(result, name) for name in ("30.agencies", "30.training"))
    assert {one.verdict for one in (agencies, training)} == {Verdict.NOT_APPLICABLE}
    assert only in finding_text(lang, plan, agencies)
    assert both in finding_text(lang, plan, training)


# --- the status that is required ------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("tier", ["1", "2", "3"])
def test_the_status_to_correct_to_is_the_one_required(tier: str, lang: Lang, plan: Plan) -> None:
    """年内有阶段性成果 asks for no completion, and 年内完成 for nothing less."""
    words = {
        Lang.ZH: {Status.INTERIM: "阶段性成果", Status.COMPLETED: "完成"},
        Lang.EN: {Status.INTERIM: "interim", Status.COMPLETED: "completed"},
    }[lang]
    required = set()
    for written in ("not-started", "in-progress", "interim"):
        tasks = {o.id: written for _, o in plan.obligations() if not o.requirement.metrics}
        report = {"province": "江西", "tier": tier, "designated": [], "tasks": tasks}
        result = judged(plan, report)
        for one in result.findings:
            if one.reason != "finding.status-short":
                continue
            wanted = one.measure.expected
            required.add(wanted)
            text = todo_text(lang, result, one)
            assert text.count(words[wanted]) == 1, text
            assert not any(word in text for status, word in words.items() if status is not wanted)
            assert format_value(lang, wanted) == words[wanted]
    assert required == {Status.INTERIM, Status.COMPLETED}


# --- the clause -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "bare", "quoted"),
    [(Lang.ZH, "（依据：任务{}）", "“"), (Lang.EN, "(task {})", '"')],
)
def test_a_tier_of_which_no_phrase_speaks_gets_the_bare_clause(
    lang: Lang, bare: str, quoted: str, plan: Plan
) -> None:
    for task, obligation in plan.obligations():
        phrase = "一类省份另有要求"
        about_one = obligation.model_copy(
            update={"cites": [phrase], "cites_per_tier": {"1": [phrase]}}
        )
        for tier in plan.tiers:
            text = clause_of(lang, task, about_one, tier)
            assert (text == bare.format(task.id)) is (tier != "1")
            assert (quoted in text) is (tier == "1")


def test_a_verdict_cites_the_phrases_of_its_own_tier(plan: Plan) -> None:
    """Tiers whose titles begin alike, and numbers of other tiers, confuse nothing."""
    task, obligation = next((t, o) for t, o in plan.obligations() if o.id == "15.training")
    own = {"1": "不少于6次", "2": "二类省份不少于4次", "3": "三类省份不少于1次"}
    for tier, phrase in own.items():
        text = clause_of(Lang.ZH, task, obligation, tier)
        assert phrase in text
        assert not any(other in text for key, other in own.items() if key != tier)
    bases = plan.find("15.bases")  # a base owes 6 sessions wherever it is
    for tier in plan.tiers:
        assert "一类省份及各专利信息传播利用基地" in clause_of(Lang.ZH, task, bases, tier)
    phrases = ["一类甲三家", "一类五家"]
    per_tier = {"1a": phrases[:1], "1": phrases[1:]}
    two = obligation.model_copy(update={"cites": phrases, "cites_per_tier": per_tier})
    assert "一类甲" not in clause_of(Lang.ZH, task, two, "1")
    assert "五家" not in clause_of(Lang.ZH, task, two, "1a")


@pytest.mark.parametrize(
    ("lang", "both"),
    [
        (Lang.ZH, "“一类市按时办结率不低于98%”“二类市按时办结率不低于95.5%”"),
        (Lang.EN, '"一类市按时办结率不低于98%", "二类市按时办结率不低于95.5%"'),
    ],
)
def test_where_the_tier_is_not_known_the_number_of_each_is_cited(lang: Lang, both: str) -> None:
    services = load_plan(str(ROOT / "examples/plans/city-services.yaml"))
    rate = {"2.按时办结率": {"按时办结件数": 9549, "应办结件数": 10000}}
    short = finding(judged(services, {"主体": "丁市", "任务": rate}), "2.a")
    assert both in phrase_text(lang, services, short, None)
    in_tier_2 = phrase_text(
        lang,
        services,
        finding(judged(services, {"主体": "丁市", "类别": 2, "任务": rate}), "2.a"),
        "2",
    )
    assert "95.5%" in in_tier_2
    assert "98%" not in in_tier_2


def test_a_waived_finding_of_an_unknown_number_names_it(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(
        f"format: plancheck.waivers/1\nplan: {plan.id}\nwaivers:\n"
        "- {subject: 江西, obligation: 9.training, reason: 示例, approved_by: 示例函1号, "
        "until: 2015-12-31}\n",
        "utf-8",
    )
    waivers = load_waivers(str(file), plan)
    report = {"province": "江西", "tier": 2, "tasks": {"9.training": "not-started"}}
    one = finding(judged(plan, report, waivers=waivers), "9.training")
    assert one.verdict is Verdict.WAIVED
    for lang in Lang:
        assert not EMPTY.search(finding_text(lang, plan, one))


# --- what a sentence says is so -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (Lang.ZH, ["不超过60人→达标", "61至100人→待核实", "101人以上→未达标"]),
        (Lang.EN, ["at most 60 ", "61 to 100 ", "at least 101 participants"]),
    ],
)
def test_numbers_in_the_middle_have_two_ends(lang: Lang, told: list[str], plan: Plan) -> None:
    """With 100 claimed and 60 in the ledger, "at most 100" would say what holds up to 60 too."""
    records = [{"name": "示例培训班", "participants": 60}]
    entry = {"participants": 100, "records": records}
    result = judged(plan, {"province": "安徽", "tier": "2", "tasks": {"9.training": entry}})
    sentence = finding_text(lang, plan, finding(result, "9.training"))
    places = [sentence.index(part) for part in told]
    assert places == sorted(places)


@pytest.mark.parametrize("lang", Lang)
def test_a_unit_that_is_left_out_is_to_be_reported_under_the_units(lang: Lang, plan: Plan) -> None:
    entry = {"units": {"示例图书馆": {"sessions": 6}, "示例大学": None}}
    result = judged(plan, {"province": "安徽", "tasks": {"15.bases": entry}})
    found = finding(result, "15.bases")
    todo = todo_text(lang, result, found)
    assert found.verdict is Verdict.MISSING
    assert all(part in todo for part in ("示例大学", "15.bases", "units"))
    assert "tasks" not in todo, "the entry is there"


@pytest.mark.parametrize(("lang", "words"), [(Lang.ZH, "矛盾"), (Lang.EN, "contradict")])
@pytest.mark.parametrize("designated", [["30.training"], None])
def test_a_stated_designation_is_not_asked_for(
    designated: list[str] | None, lang: Lang, words: str, plan: Plan
) -> None:
    """The contradiction is named as one that is, or as one that may be."""
    data: dict[str, Any] = {"province": "安徽", "tier": "2", "tasks": {}}
    data |= {"allotments": {"30.training": "none"}}
    data |= {} if designated is None else {"designated": designated}
    result = judged(plan, data)
    found = finding(result, "30.training")
    assert found.verdict is Verdict.REVIEW
    assert words in finding_text(lang, plan, found)
    asks = supply_text(lang, result, "designated", None)
    assert (asks in todo_text(lang, result, found)) is (designated is None)
    conditional = "would" if lang is Lang.EN else "如被指定"
    assert (conditional in finding_text(lang, plan, found)) is (designated is None)


IN_CHINESE = """\
计划: cn-patent-2014
省份: 安徽
类别: 二类
任务:
  2: 进行中
  4.scheme: {日期: 2014-05-01}
  8: 完成
  9: {台账: [{名称: 示例一期, 日期: 2014-05-01, 培训人数: 30}]}
  15.bases: {基地: {示例甲: {培训次数: 3}, 示例乙: , 示例丙: {台账: [{名称: 示例讲座}]}}}
  16: {状态: 完成, 日期: 2014-05-01}
  19: {日期: 2014-02-01}
统计截止日期: 2015-06-30
"""
ENGLISH_KEYS = {
    Lang.ZH: "tasks status units date evidence designated allotments participants enterprises",
    Lang.EN: "(date) (designated) (allotments) tasks units: participants enterprises",
}


@pytest.mark.parametrize("lang", Lang)
def test_hints_name_the_keys_of_the_files_own_language(lang: Lang, plan: Plan) -> None:
    result = judged(plan, IN_CHINESE, require_evidence=True)
    todos = {one.reason: todo_text(lang, result, one) for one in result.findings}
    assert {
        "finding.status-short", "finding.no-status", "finding.undated", "finding.no-number",
        "finding.rows-only", "finding.missing", "finding.no-evidence", "finding.units",
        "finding.undecided",
    } <= todos.keys()  # fmt: skip
    asked = [supply_text(lang, result, fact, None) for fact in ("designated", "allotment", "units")]
    for text in (*todos.values(), *asked):
        assert not any(key in text for key in ENGLISH_KEYS[lang].split()), text
    for reason, key in (
        ("status-short", "状态"), ("no-status", "状态"), ("undated", "日期"), ("missing", "任务"),
        ("no-number", "企业数"), ("rows-only", "培训人数"), ("no-evidence", "佐证"),
    ):  # fmt: skip
        assert key in todos[f"finding.{reason}"]
    assert "单位" in todos["finding.units"]


@pytest.mark.parametrize("lang", Lang)
def test_every_base_is_told_what_to_do(lang: Lang, plan: Plan) -> None:
    units = {
        "示例甲": {"sessions": 3},
        "示例乙": None,
        "示例丙": {"records": [{"name": "示例讲座"}]},
        "示例丁": {"sessions": 6},
    }
    result = judged(plan, {"province": "安徽", "tasks": {"15.bases": {"units": units}}})
    found = finding(result, "15.bases")
    todo = todo_text(lang, result, found)
    for part in todo.split("；" if lang is Lang.ZH else "; "):
        assert any(name in part for name in units) or "更正" in part, part
    assert [todo.count(name) for name in units] == [1, 1, 1, 0]


@pytest.mark.parametrize(("lang", "word"), [(Lang.ZH, "豁免"), (Lang.EN, "waiver")])
def test_no_waiver_is_advised_for_what_is_optional(lang: Lang, word: str, plan: Plan) -> None:
    """A waiver for it is refused."""
    late = {"status": "completed", "date": "2015-03-01"}
    for subject, verdict in (("安徽", Verdict.OPTIONAL), ("上海", Verdict.FAIL)):  # 上海市必做
        data = {"province": subject, "as_of": "2015-06-30", "tasks": {"27.ftz": late}}
        result = judged(plan, data)
        found = finding(result, "27.ftz")
        assert (found.verdict, found.reason) == (verdict, "finding.late")
        todo = todo_text(lang, result, found)
        assert (word in todo) is (verdict is Verdict.FAIL)
        assert todo


@pytest.mark.parametrize(("lang", "own"), [(Lang.ZH, "报告自填"), (Lang.EN, "the report's own")])
@pytest.mark.parametrize(
    ("own_day", "as_of", "told", "is_own"),
    [
        ("2015-06-30", date(2014, 12, 31), "2015-06-30", True),  # as ``--as-of end``
        ("2015-06-30", None, "2015-06-30", True),
        ("2014-06-30", date(2015, 3, 31), "2015-03-31", False),
        (None, date(2015, 3, 31), "2015-03-31", False),
    ],
)
def test_a_day_that_is_only_the_reports_own_is_called_so(
    own_day: str | None, as_of: date | None, told: str, is_own: bool, lang: Lang, own: str,
    plan: Plan,
) -> None:  # fmt: skip
    data: dict[str, Any] = {"province": "安徽", "tier": "2", "tasks": {"2.framework": "completed"}}
    data |= {"as_of": own_day} if own_day else {}
    found = finding(judged(plan, data, as_of=as_of), "2.framework")
    assert found.reason == "finding.undated"
    text = finding_text(lang, plan, found)
    assert told in text
    assert (own in text) is is_own


@pytest.mark.parametrize(
    ("lang", "words", "never"),
    [
        (Lang.ZH, "有无专利信息传播利用基地", "所属单位"),
        (Lang.EN, "whether there is a patent information base", "such units"),
    ],
)
def test_units_are_called_what_the_plan_calls_them(
    lang: Lang, words: str, never: str, plan: Plan
) -> None:
    """No unit was named before, so "such units" says nothing."""
    due = judged(plan, {"province": "安徽", "tier": "2", "tasks": {}})
    text = render("table", Run(plan, (due,)), Style(lang))
    assert words in text
    assert words in finding_text(lang, plan, finding(due, "15.bases"))
    assert never not in text
    early = judged(plan, {"province": "安徽", "as_of": "2014-06-30", "tasks": {}})
    notes = [note_text(lang, n) for n in finding(early, "15.bases").notes]
    assert any(words in note for note in notes)


@pytest.mark.parametrize("obligation", ["2.framework", "19.standard"])
def test_undated_work_is_to_be_dated_where_a_date_can_stand(plan: Plan, obligation: str) -> None:
    entry = {"status": "completed"} if obligation == "2.framework" else {"enterprises": 40}
    data = {"province": "安徽", "as_of": "2015-03-31", "tasks": {obligation: entry}}
    result = judged(plan, data)
    todo = todo_text(Lang.EN, result, finding(result, obligation))
    assert "(date)" in todo
    assert "ledger" not in todo, "neither has one"


@pytest.mark.parametrize("unstated", ["tier", "designated", "allotment", "units"])
@pytest.mark.parametrize(
    ("lang", "when"), [(Lang.ZH, "使用名册的"), (Lang.EN, "in the roster if one is used")]
)
def test_a_fact_is_stated_in_the_roster_where_there_is_one(
    lang: Lang, when: str, unstated: str, plan: Plan
) -> None:
    """With a roster what only the report states counts as unknown, so stating it there is vain."""
    assert when in supply_text(lang, judged(plan, {"province": "安徽"}), unstated, None)


@pytest.mark.parametrize("lang", Lang)
def test_none_is_offered_only_where_nothing_may_be_allotted(lang: Lang, plan: Plan) -> None:
    result, none = (
        judged(plan, {"province": "安徽"}),
        {Lang.ZH: "写 30.training: 无", Lang.EN: "30.training: none if"}[lang],
    )
    assert none in supply_text(lang, result, "allotment", "30.training")
    assert none not in supply_text(lang, result, "allotment", "9.training")


@pytest.mark.parametrize(
    ("claimed", "listed", "own_day", "notes"),
    [
        # Undated: before the deadline it is pending, and both open things are told.
        (6, 7, "2015-03-31", ["finding.undated", "note.ledger"]),
        (6, 7, None, ["note.ledger"]),
    ],
)
def test_every_open_thing_about_a_number_and_a_unit_is_told_at_its_place(
    plan: Plan, claimed: int, listed: int, own_day: str | None, notes: list[str]
) -> None:
    records = [{"name": f"示例{number}"} for number in range(listed)]
    claim = {"sessions": claimed, "records": records}
    units = {"示例大学": {"sessions": 8, "date": "2014-03-03"}, "示例馆": claim}
    tasks = {"15.bases": {"units": units}}
    data = {"province": "安徽", "tier": "3", "as_of": own_day, "tasks": tasks}
    terms = {"as_of": date(2014, 6, 30)} if own_day else {}
    found = finding(judged(plan, data, **terms), "15.bases")
    assert [note.reason for note in found.notes] == notes
    lines = {note.where.line for note in found.notes if note.where}
    assert lines
    assert min(lines) > 9, "the second unit's"


def test_a_note_on_a_ledger_claims_nothing_about_numbers_nobody_stated(plan: Plan) -> None:
    """With 40 claimed and 10 listed, only a floor up to 10 or above 40 gives one verdict."""
    records = [{"name": "示例培训班", "participants": 10}]
    entry = {"participants": 40, "records": records}
    data = {"province": "安徽", "tier": "2", "tasks": {"9.training": entry}}
    found = finding(judged(plan, data, as_of=date(2014, 6, 30)), "9.training")
    told = [note_text(Lang.EN, note) for note in found.notes]
    assert found.verdict is Verdict.PENDING
    assert any("10" in line and "40" in line for line in told)
    assert not any("same" in line for line in told)


HAN = re.compile("[\u4e00-\u9fff]")


def test_english_sentences_name_a_province_in_english(plan: Plan, tmp_path: Path) -> None:
    """The note on a roster, a waiver that is not needed, given twice, two reports, another name."""
    data = {"plan": plan.id, "province": "安徽", "tier": "2", "tasks": {}}
    rosters, waived = tmp_path / "roster.yaml", tmp_path / "waivers.yaml"
    facts = {"format": "plancheck.roster/1", "plan": plan.id, "provinces": {"北京": {"tier": 1}}}
    rosters.write_bytes(as_yaml(facts))
    result = judged(plan, data, roster=load_roster(str(rosters), plan))
    told = [note_text(Lang.EN, note) for note in result.notes]
    assert any("Anhui" in text for text in told)

    given = {"province": "安徽", "obligation": "27.ftz", "reason": "示例", "approved_by": "示例1号"}
    rows = [{**given, "until": "2014-12-31"}]
    content = {"format": "plancheck.waivers/1", "plan": plan.id, "waivers": rows}
    waived.write_bytes(as_yaml(content))
    reports = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for file in reports:
        file.write_bytes(as_yaml(data))
    names = [str(file) for file in reports]
    problems: list[Problem] = list(
        judge(names[:1], plan, waivers=load_waivers(str(waived), plan)).problems
    )
    problems += same_subject([result, judged(plan, data)], "run.same-subject")
    waived.write_bytes(as_yaml({**content, "waivers": [*rows, *rows]}))
    for cause in (
        lambda: load_waivers(str(waived), plan),
        lambda: judged(plan, data, subject="上海"),
    ):
        with pytest.raises(PlancheckError) as caught:
            cause()
        problems += caught.value.problems
    keys = {problem.key for problem in problems}
    assert keys == {
        "waivers.unused", "run.same-subject", "waivers.twice", "facts.subject-conflict"
    }  # fmt: skip
    for problem in problems:
        text = problem_text(Lang.EN, problem)
        assert "Anhui" in text
        assert not HAN.search(text.replace(str(tmp_path), ""))
        assert "安徽" in problem_text(Lang.ZH, problem)

"""A text drafted like an earlier rule set: its words are taken, its facts never are."""

from __future__ import annotations

import json
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.authoring.drafting import Draft
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from tests.conftest import ROOT, SOURCE_TEXT
from tests.drafting.changes import changed, changes_in, rounds
from tests.drafting.comparison import compare, wrong
from tests.drafting.drafted import drafted
from tests.drafting.marked import Marked
from tests.drafting.marked import Path as Place
from tests.drafting.sentences import LOADER
from tests.drafting.truths import truth_of_2014, truths

CITY = ROOT / "examples" / "plans" / "city-services.yaml"
TEXT = CITY.with_suffix(".txt").read_text("utf-8")
FINISHED = yaml.load(CITY.read_text("utf-8"), LOADER)
SHAPES = ("brackets", "table", "tier-columns", "web-copy")
TRUTHS = {truth.name: truth for truth in truths()}
LISTED = "subjects: city-services-cities.yaml"
BOUNDS = ("at_least", "at_most", "exactly")
NUMBER = re.compile(r"(?<![-.0-9])[0-9]+(?=[,}]|$)")


class Drafted:
    """A draft as data: its obligations by id, and the texts of its questions by place."""

    def __init__(self, draft: Draft) -> None:
        self.yaml, self.questions, self.draft = draft.yaml, draft.questions, draft
        self.marked = Marked(draft.yaml)
        self.data = self.marked.data
        self.places: dict[str, Place] = {}
        self.by_id: dict[str, dict[str, Any]] = {}
        for path, task in self.marked.tasks:
            for number, obligation in enumerate(task.get("obligations", [])):
                assert obligation["id"] not in self.by_id
                self.places[obligation["id"]] = (*path, "obligations", number)
                self.by_id[obligation["id"]] = obligation
        self.tasks = {task["id"]: task for _, task in self.marked.tasks}

    def asked(self, id_: str, key: str) -> bool:
        return self.marked.is_asked(*self.places[id_], key)

    def block(self, id_: str) -> str:
        """Return the lines of an obligation, with the questions in it."""
        _, _, rest = self.yaml.partition(f"    - id: {id_}\n")
        return re.split(r"\n {4}(?:- id:|unassessed)", rest)[0]


@cache
def city() -> Plan:
    return load_plan(str(CITY))


def like_city(*changes: tuple[str, str], lang: Lang = Lang.ZH) -> Drafted:
    """Return the draft of the text with ``changes``, like the rule set that is finished."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return Drafted(drafted(text, lang, like=city()))


def finished() -> dict[str, dict[str, Any]]:
    """Return the obligations of the finished rule set by their ids."""
    tasks = [task for section in FINISHED["sections"] for task in section["tasks"]]
    return {o["id"]: o for task in tasks for o in task["obligations"]}


def metrics_of(obligation: dict[str, Any]) -> list[Any]:
    """Return what an obligation counts."""
    asks = next(iter(obligation.get("requires", {}).values()), {})
    return [asks.get(key) for key in ("metric", "of", "over")] if isinstance(asks, dict) else [None]


# --- the same text ---


def test_of_the_same_text_every_id_name_text_and_metric_is_taken() -> None:
    draft = like_city()
    assert [*draft.by_id] == [
        *("1.a", "2.a", "3.a", "3.b", "4.a", "5.a", "5.b", "5.c", "5.d", "6.a"),
        *("6.b", "7.a", "8.a", "9.a"),
    ]
    for id_, earlier in finished().items():
        now = draft.by_id[id_]
        assert [now.get(key) for key in ("name", "says", "reading", "subject")] == [
            earlier.get(key) for key in ("name", "says", "reading", "subject")
        ]
        if id_ != "7.a":  # asks for an answer, which no text prints
            assert metrics_of(now) == metrics_of(earlier)
            assert "requires" not in earlier or now["requires"] == earlier["requires"]
    assert draft.data["metrics"] == FINISHED["metrics"]
    assert [draft.data[key] for key in ("id", "issuer")] == [
        FINISHED[key] for key in ("id", "issuer")
    ]
    assert "says" not in draft.by_id["6.b"]


def test_words_for_the_same_text_are_asked_about_only_where_the_draft_cuts_it_elsewhere() -> None:
    draft = like_city()
    assert [id_ for id_ in draft.by_id if draft.asked(id_, "says")] == ["6.a"]
    assert "“其他市自愿设立”" in draft.block("6.a")


def test_what_the_text_leaves_open_is_shown_as_it_was_decided() -> None:
    draft = like_city()
    assert draft.by_id["8.a"]["applies"] == {"all": "open"}
    assert "原规则集写 applies: {tier1: mandatory}" in draft.block("8.a")
    assert "trial: true" in draft.block("8.a")
    assert "trial" not in draft.by_id["8.a"]
    assert "classes: {port: 有口岸的市}" in draft.block("6.a")
    assert draft.by_id["6.a"]["applies"] == {"all": "open"}
    assert "requires: {answer: yes}" in draft.block("7.a")
    assert "requires" not in draft.by_id["7.a"]


def test_the_same_call_writes_the_same_bytes() -> None:
    assert like_city().yaml == like_city().yaml


def test_another_year_moves_days_and_asks_about_no_word() -> None:
    draft = Drafted(drafted(TEXT.replace("2027", "2028"), like=city()))
    assert draft.data["id"] == "city-services-2028"
    assert [id_ for id_ in draft.by_id if draft.asked(id_, "says")] == ["6.a"]
    assert [*draft.by_id["3.b"]["requires"]["quota"]["at_least"]] == [
        *("2028-03-31", "2028-06-30", "2028-12-31")
    ]
    assert draft.tasks["4"]["due"] == {"status": "completed", "by": "2028-06-30"}
    assert "2027" not in draft.yaml


def test_a_year_in_the_words_is_asked_about(tmp_path: Path) -> None:
    written = CITY.read_text("utf-8").replace("says: 本市按季度进度", "says: 本市在2027年按季度")
    old = tmp_path / "old.yaml"
    old.write_text(written.replace(LISTED, "subjects: any"), "utf-8")
    draft = Drafted(drafted(TEXT.replace("2027", "2028"), like=load_plan(str(old))))
    assert draft.asked("3.b", "says")
    assert not draft.asked("4.a", "says")


# --- a changed text ---


@pytest.mark.parametrize(
    ("old", "new", "id_", "keys", "value", "gone"),
    [
        ("不低于98%", "不低于99%", "2.a", "share at_least 1", "99", "98"),
        ("不低于95.5%", "不低于95.75%", "2.a", "share at_least 2", "95.75", "95.5"),
        ("300.5万元", "420.125万元", "4.a", "quota at_least", "420.125", "300.5"),
        ("不低于300.5", "不低于80", "4.a", "quota at_least", "80", "300.5"),
        ("增长10%以上", "增长12%以上", "1.a", "growth at_least", "12", "10"),
        ("全年不少于4次", "全年不少于6次", "3.b", "quota at_least 2027-12-31", "6", "4次"),
        ("不少于50场", "不少于65场", "8.a", "quota at_least", "65", "50"),
    ],
)
def test_another_number_is_that_of_the_text_and_the_words_are_asked_about(
    old: str, new: str, id_: str, keys: str, value: str, gone: str
) -> None:
    draft, earlier = like_city((old, new)), finished()[id_]
    now = draft.by_id[id_]
    number: Any = now["requires"]
    for key in keys.split():
        number = number[key]
    assert number == value
    unsaid = re.sub("says: .*", "", draft.block(id_))
    assert not re.search(rf"(?<![0-9]){re.escape(gone)}(?![0-9])", unsaid)
    assert (now["name"], now["says"]) == (earlier["name"], earlier["says"])
    assert metrics_of(now) == metrics_of(earlier)
    assert [other for other in draft.by_id if draft.asked(other, "says")] == sorted({id_, "6.a"})


def test_a_metric_has_the_decimals_that_the_new_number_needs() -> None:
    draft = like_city(("300.5万元", "420.125万元"))
    assert draft.data["metrics"]["funds"] == {
        "zh": "配套资金", "decimals": "3", "counted_by": "amount"
    }  # fmt: skip


def test_a_number_that_no_share_can_have_leaves_the_rate_a_number(tmp_path: Path) -> None:
    draft = like_city(("不低于98%", "不低于98.125%"))
    assert draft.by_id["2.a"]["requires"]["quota"]["at_least"]["1"] == "98.125"
    file = tmp_path / "plan.yaml"
    file.write_text(draft.yaml, "utf-8")
    assert load_plan(str(file)).obligation("2.a").name.zh == "按时办结率"


def test_another_day_is_that_of_the_text_and_the_words_are_asked_about() -> None:
    draft = like_city(("6月底前完成", "9月底前完成"))
    assert draft.tasks["4"]["due"] == {"status": "completed", "by": "2027-09-30"}
    assert draft.by_id["4.a"]["says"] == "本市六月底前落实配套资金，不低于规定的数额。"
    assert draft.asked("4.a", "says")
    assert "2027-06-30" not in str(draft.tasks["4"])


def test_other_subjects_make_another_obligation() -> None:
    """The phrases say of whom it is asked: they do not stand."""
    draft = like_city(("各市建立服务评价制度", "一类市建立服务评价制度"))
    assert "7.a" not in draft.by_id
    now = draft.by_id["7.b"]
    assert now["applies"] == {"tier1": "mandatory"}
    assert now["name"] == "建立服务评价制度"
    assert "says" not in now
    assert any("7.a 服务评价制度" in question.text for question in draft.questions)


def test_another_tier_is_that_of_the_text() -> None:
    draft = like_city(("一类市试行延时服务", "二类市试行延时服务"))
    assert draft.asked("8.a", "says")
    assert "tier1" not in draft.block("8.a")


def test_another_unit_makes_another_metric() -> None:
    draft = like_city(("不少于50场", "不少于50小时"))
    assert "openings" not in draft.yaml
    assert any("8.a 延时服务" in question.text for question in draft.questions)


def test_a_choice_of_more_parts_takes_none() -> None:
    for new in (
        "在电子证照、电子印章、跨市通办、电子档案4项中",
        "从电子证照、电子印章、跨市通办三项中",
    ):
        draft = like_city(("在电子证照、电子印章、跨市通办3项中", new))
        assert not {"5.a", "5.b", "5.c", "5.d"} & draft.by_id.keys()
        assert draft.by_id["5.e"]["name"] == "推进改革事项"
        assert any("5.a 改革事项、5.b 电子证照" in question.text for question in draft.questions)
    draft = like_city(("至少完成2项", "至少完成3项"))
    assert draft.by_id["5.a"]["requires"] == {"any_of": {"at_least": "3", "of": "open"}}
    assert not {"5.b", "5.c", "5.d"} & draft.by_id.keys()
    assert "5.b 电子证照" in draft.block("5.a")
    assert draft.asked("5.a", "says")


def test_a_task_that_is_gone_is_named_and_the_next_take_its_number() -> None:
    seventh = re.search(r"7\.建立服务评价制度.*?\n\n", TEXT, re.DOTALL)
    assert seventh
    draft = like_city((seventh[0], ""), ("8.试行", "7.试行"), ("9.发布", "8.发布"))
    assert draft.by_id["7.a"]["says"] == "一类市全年举办延时服务不少于50场。"
    assert draft.by_id["8.a"]["name"] == "政务服务报告"
    assert not draft.asked("7.a", "says")
    about = [q.text for q in draft.questions if "没有对应的任务" in q.text]
    assert len(about) == 1
    assert "7. 建立服务评价制度" in about[0]
    assert not re.search(r"[1-6]\. |8\. |9\. ", about[0])


def test_another_title_is_another_task() -> None:
    draft = like_city(("4.落实配套资金", "4.筹措专项资金"))
    assert "says" not in draft.by_id["4.a"]
    assert draft.by_id["4.a"]["name"] == "筹措专项资金"
    assert "funds" not in draft.data["metrics"]
    assert any("4. 落实配套资金" in question.text for question in draft.questions)


def test_a_title_that_differs_in_its_year_only_is_the_same() -> None:
    old = TEXT.replace("4.落实配套资金", "4.落实2027年配套资金")
    written = CITY.read_text("utf-8").replace("title: 落实配套资金", "title: 落实2027年配套资金")
    sealed = _like(old, written)
    draft = Drafted(drafted(old.replace("2027", "2028"), like=sealed))
    assert draft.tasks["4"]["title"] == "落实2028年配套资金"
    assert draft.by_id["4.a"]["name"] == "配套资金"
    assert not draft.asked("4.a", "says")


def test_a_new_task_and_a_new_sentence_take_nothing() -> None:
    new = "9.清理证明事项。各市清理证明事项不少于30项。（示例省数据局牵头；年内完成）"
    draft = like_city(
        (
            "9.发布服务报告",
            f"{new}\n\n10.发布服务报告",
        ),
        ("各市落实配套资金", "示例省财政厅下达资金计划。各市落实配套资金"),
    )
    assert draft.by_id["9.a"]["requires"]["quota"]["at_least"] == "30"
    assert "says" not in draft.by_id["9.a"]
    assert draft.by_id["10.a"]["name"] == "政务服务报告"
    assert draft.by_id["4.b"]["subject"] == "national"
    assert draft.by_id["4.a"]["says"]
    assert draft.by_id["4.a"]["requires"]["quota"]["metric"] == "funds"


def test_a_clause_more_or_less_is_asked_about() -> None:
    more = like_city(("各市建立服务评价制度。", "各市建立服务评价制度，并向社会公开。"))
    assert more.asked("7.a", "says")
    finished_text = CITY.read_text("utf-8")
    twice = "各市建立服务评价制度，并向社会公开。"
    old = TEXT.replace("各市建立服务评价制度。", twice)
    assert not Drafted(drafted(old, like=_like(old, finished_text))).asked("7.a", "says")
    assert Drafted(drafted(TEXT, like=_like(old, finished_text))).asked("7.a", "says")


def _like(text: str, written: str) -> Plan:
    """Return the finished rule set, sealed for another ``text``, which it cites as before."""
    sealed = re.search(r"  sha256: .*", drafted(text).yaml, re.DOTALL)
    assert sealed
    written = re.sub(r"  sha256: .*", sealed[0], written, flags=re.DOTALL)
    return _loaded(written.replace(LISTED, "subjects: any"))


def test_questions_are_asked_in_the_language_of_the_author() -> None:
    change = ("不低于98%", "不低于99%")
    zh, en = (like_city(change, lang=lang) for lang in Lang)
    assert [question[:3] for question in zh.questions] == [q[:3] for q in en.questions]
    assert 'the text now says "一类市按时办结率不低于99%"' in en.block("2.a")


def _loaded(text: str) -> Plan:
    """Return the plan that ``text`` writes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "old.yaml")
        file.write_text(text, "utf-8")
        return load_plan(str(file))


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\n", "#", "}", "'"])
def test_no_sign_in_an_earlier_name_or_text_writes_a_line(sign: str) -> None:
    evil = json.dumps(f"窗口{sign}  applies: {{all: optional}}{sign} # 培训")
    written = CITY.read_text("utf-8").replace(LISTED, "subjects: any")
    for old in (
        "name: 窗口人员培训",
        "says: 本市按季度进度举办窗口人员培训。",
        "issuer: 示例省人民政府办公厅",
        "sessions: 培训次数",
    ):
        assert written.count(old) == 1
        written = written.replace(old, f"{old.partition(':')[0]}: {evil}")
    for text in (TEXT, TEXT.replace("4次", "6次"), TEXT.replace("3.举办", "3.组织")):
        plain, draft = drafted(text), Drafted(drafted(text, like=_loaded(written)))
        assert facts_of(draft.yaml) == facts_of(plain.yaml)
        assert draft.data["issuer"] == json.loads(evil)
        assert "\u202e" not in draft.yaml


# --- any text: words alone ---


def facts_of(draft: str) -> list[Any]:
    """Return what a draft decides, without ids, names and what is counted."""
    marked = Marked(draft)
    parts = {
        id_
        for _, task in marked.tasks
        for o in task.get("obligations", [])
        for id_ in o.get("requires", {}).get("any_of", {}).get("of", [])
        if len(id_) > 1
    }
    facts: list[Any] = []
    for _, task in marked.tasks:
        facts.append([task.get(key) for key in ("id", "title", "departments", "due")])
        for obligation in task.get("obligations", []):
            if obligation["id"] in parts:
                continue
            keys = ("subject", "cites", "applies", "designated_within", "departments", "due")
            asks = [
                {key: value for key, value in kind.items() if key not in ("metric", "of", "over")}
                for kind in obligation.get("requires", {}).values()
            ]
            for asked in asks:
                if asked.get("unit") == "%":
                    del asked["unit"]
            facts.append([*(obligation.get(key) for key in keys), asks])
    return facts


def misled(draft: str) -> str:
    """Return a finished rule set with words for each obligation of ``draft`` and other facts."""
    lines: list[str] = []
    of_task = False
    for line in draft.splitlines():
        key, _, value = line.lstrip(" -").partition(": ")
        if key == "draft" or key.startswith("#"):
            continue
        of_task = key == "title" or (of_task and key != "name")
        if key in BOUNDS:
            value = re.sub(NUMBER, lambda m: str(int(m[0]) + 1), value).replace("open", "7")
        elif key == "applies" and "subject: national" not in "".join(lines[-3:]):
            value = value.replace("mandatory", "optional").replace("open", "optional")
        elif key == "due" and value in ("completed", "open"):
            value = "interim" if of_task else "2027-03-31"
        lines.append(f"{line[: line.index(key)]}{key}: {value}" if value else line)
        if key == "name":
            lines.append(f"{line[: line.index(key)]}says: {value}")
    return "\n".join(lines) + "\n"


@cache
def mislead(name: str) -> Plan:
    """Return that for a made-up text."""
    truth = TRUTHS[name]
    return _loaded(misled(drafted(truth.text, **truth.options).yaml))


OPEN = (
    "by-reporter", "chapters", "culture", "enterprises", "forest", "no-deadlines",
    "own-brackets", "parks", "pilots-named", "pilots", "soil",
)  # fmt: skip
"""The texts that have a rise or a choice, whose parts nobody can make up."""
LATE_TITLES = ("bodies", "remarks", "scores", "symbols")
"""Tables whose titles stand behind other cells: words may be asked about that still hold."""
MISLED = [name for name in TRUTHS if name not in OPEN]


@pytest.mark.parametrize("name", MISLED)
def test_of_an_earlier_rule_set_with_other_facts_none_is_taken(name: str) -> None:
    truth, old = TRUTHS[name], mislead(name)
    plain = drafted(truth.text, **truth.options)
    like = drafted(truth.text, **truth.options, like=old)
    assert facts_of(like.yaml) == facts_of(plain.yaml)
    assert wrong(compare(like.yaml, truth.wanted)) == []
    asked = {question.text for question in like.questions}
    left = [q.text for q in plain.questions if not any(a.startswith(q.text) for a in asked)]
    assert len(left) == 1  # the issuer, who is known
    draft = Drafted(like)
    if draft.data["subjects"] in ("any", "provinces"):  # else a list lies beside the plan
        assert len(_loaded(like.yaml).by_id) == len(draft.by_id)
    assert all("says" in obligation for obligation in draft.by_id.values())
    assert name in LATE_TITLES or not any(draft.asked(id_, "says") for id_ in draft.by_id)


@pytest.mark.parametrize("name", SHAPES)
def test_of_a_changed_text_no_earlier_fact_is_taken(name: str) -> None:
    truth, old = TRUTHS[name], mislead(name)
    titles = {id_: task["title"] for id_, task in truth.wanted["tasks"].items()}
    for some in rounds(changes_in(truth.text, titles)):
        text = changed(truth.text, some)
        like = drafted(text, **truth.options, like=old)
        assert facts_of(like.yaml) == facts_of(drafted(text, **truth.options).yaml)
        marked = Drafted(like)
        for change in some:
            if change.new == "样例":  # a department: no word is about it
                continue
            own = [id_ for id_ in marked.by_id if id_.startswith(f"{change.task}.")]
            assert any(
                "says" not in marked.by_id[id_] or marked.asked(id_, "says") for id_ in own
            ), change


# --- tiers that no text numbers ---


WATER = (ROOT / "examples" / "plans" / "saving-water.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("new", "tiers"),
    [
        ("大型单位不少于4次，小型单位不少于1次", ["大型单位", "小型单位"]),
        ("大型单位不少于4次，中型单位不少于2次，小型单位不少于1次", ["大型单位", "小型单位"]),
        ("大型单位不少于4次，其他单位不少于1次", ["各类单位"]),
    ],
)
def test_tiers_are_taken_where_the_text_prints_each_of_them(new: str, tiers: list[str]) -> None:
    old = load_plan(str(ROOT / "examples" / "plans" / "saving-water.yaml"))
    first = "大型单位不少于4次，小型单位不少于1次"
    assert WATER.count(first) == 1
    draft = Drafted(drafted(WATER.replace(first, new), like=old))
    assert [*draft.data["tiers"].values()] == tiers
    assert draft.marked.is_asked("tiers")
    asked = [o for o in draft.tasks["2"]["obligations"] if "subject" not in o]
    if new == first:
        (courses,) = asked
        assert (courses["id"], courses["name"]) == ("2.courses", "节水培训班")
        assert courses["requires"]["quota"]["metric"] == "courses"
        assert courses["requires"]["quota"]["at_least"] == {"1": "4", "2": "1"}
    elif "中型" in new:
        assert {level for o in asked for level in o["applies"].values()} == {"open"}


# --- 2014 ---


@pytest.mark.skipif(not SOURCE_TEXT.exists(), reason="no copy of the official text")
def test_the_rule_set_of_2014_lends_all_its_words_to_its_text() -> None:
    truth, old = truth_of_2014(), load_plan(str(ROOT / "data" / "plan2014.yaml"))
    like = drafted(truth.text, like=old)
    draft, plain = Drafted(like), drafted(truth.text)
    assert wrong(compare(like.yaml, truth.wanted)) == []
    of_provinces = [obligation for _, obligation in old.obligations()]
    assert len(of_provinces) == 32
    for obligation in of_provinces:
        now = draft.by_id[obligation.id]
        assert obligation.says is not None
        assert (now["name"], now["says"]) == (obligation.name.zh, obligation.says.zh)
    known = [[*fact] for fact in facts_of(plain.yaml)]
    national = [fact for fact in facts_of(like.yaml) if fact not in known]
    assert all(fact[0] == "national" for fact in national)
    assert len(like.questions) <= len(plain.questions) + 20
    assert drafted(truth.text, like=old).yaml == like.yaml

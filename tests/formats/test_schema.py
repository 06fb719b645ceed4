"""A schema takes what the loader takes, and nothing else that a schema can tell."""

from __future__ import annotations

import copy
import datetime
import json
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic_core import PydanticCustomError

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.schema import Kind, patterns, schema_text
from plancheck.authoring.schema.descriptions import DESCRIPTIONS
from plancheck.errors import PlancheckError
from plancheck.formats import Style, render
from plancheck.inputs.loading import load_roster
from plancheck.inputs.report import Report, read_report
from plancheck.inputs.waivers import load_waivers
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.source import read
from plancheck.reading.tree import Items, Mapping, Node
from plancheck.reading.values import Amount, read_count, read_date
from tests.conftest import ROOT, Ran
from tests.formats.specimens import specimens
from tests.make_golden import schemas

BADGE = str(ROOT / "tests/plans/openssf-badge.yaml")
UNSAYABLE = {
    "facts.unit-twice",
    "report.as-of-early",
    "report.record-other-amount",
    "waivers.until-far",
}
"""What makes the loader refuse a file and no schema can say."""


@cache
def loaded(path: str | None = None) -> Plan:
    """Return the plan in the file ``path``, the plan of 2014 without one."""
    return load_plan(path)


@cache
def validator(kind: Kind, plan: str | None = None, **asked: Any) -> Draft202012Validator:
    schema = json.loads(schema_text(kind, list_obligations(loaded(plan), **asked)))
    return Draft202012Validator(schema)


def standard(node: Node) -> Any:
    """Return what a parser of YAML 1.2 makes of ``node``, which is what a schema is shown."""
    if isinstance(node, Mapping):
        return {key: standard(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Items):
        return [standard(child) for child in node.nodes]
    if node.data is None or not node.plain:
        return node.data
    if node.text in ("true", "false"):
        return node.text == "true"
    if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", node.text):
        return float(node.text) if "." in node.text else int(node.text)
    return node.text


def refused(kind: Kind, data: Any) -> set[str]:
    """Return the keys of what the loader finds wrong with ``data``."""
    readers: dict[Kind, Callable[[str, Plan], object]] = {
        Kind.REPORT: load_report,
        Kind.ROSTER: load_roster,
        Kind.WAIVERS: load_waivers,
    }
    with tempfile.TemporaryDirectory() as folder:
        # JSON is YAML: a number is plain there, and a text is in quotes.
        file = Path(folder, "file.yaml")
        file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        try:
            readers[kind](str(file), loaded())
        except PlancheckError as exc:
            return {problem.key for problem in exc.problems}
    return set()


def load_report(path: str, plan: Plan) -> Report:
    return read_report(read(path), plan)


def plain(path: str) -> Any:
    return standard(read(path).root)


@cache
def example(name: str) -> Any:
    return plain(str(ROOT / "examples" / name))


OTHERS = ("roster", "waivers", "broken")
REPORTS = [
    file.name for file in sorted((ROOT / "examples").glob("*.yaml")) if file.stem not in OTHERS
]


@cache
def examples() -> list[Any]:
    return [
        *map(example, REPORTS),
        {"subject": "national", "tasks": {"4.evaluation": "已完成"}},
        {"单位": "江西省知识产权局", "tasks": {"2": "已完成"}},
        {
            "省份": "310000",
            "类别": "一类",
            "指定任务": ["7", "21"],
            "分配数": {"9": {"培训人数": "3人", "文号": "示例"}},
            "任务": {
                "15.基地信息培训": {
                    "各基地": {"示例基地": {"sessions": 3, "台账": [{"名称": "甲"}]}}
                },
                "9": {
                    "培训人数": 3,
                    "台账": [
                        {"名称": "甲", "培训人数": "2人"},
                        {"participants": 1, "日期": "2014-06-05"},
                    ],
                },
                "19": {"企业数": 1, "台账": [{"企业名称": "甲"}]},
            },
        },
    ]


VALUES: list[Any] = [
    *(None, True, False, 0, 1, 6, 15, 310000, 6.5, -3, 10**12, 10**12 - 1),
    *([], {}, [None], ["e1"], ["e1", 2], ["15.training"], ["18.advantage"]),
    *([{"name": "甲"}], [{"date": None}], {"甲": None}, {"甲": {"sessions": 3}}, {" ": None}),
    *({"甲": {"number": 3}}, {"sessions": 3}, {"场次": "3次"}, {"talents": 3}),
    *({"talents": 0, "source": "示例"}, {"文号": "示例"}, {"title": 5, "date": "2014-06-05"}),
    *("", " ", "6", "０", "六", "6次", "6 次", "6家", "十五人", "约6", "06", "1,200", "1万"),
    *("20140605", "9999999999999", "一百零五", "两个", "2014-06-05", "2014年6月5日", "2014-02-29"),
    *("2014.2.28", "2014/13/1", "2014-06", "2013-01-01", "completed", "完成", "已完成", "未选做"),
    *("done", "国家", "national", "上海", "ＣＮ－ＳＨ", "廣東", "上 海", "上海 市", "沪", "火星"),
    *(
        "\u3000national\u3000",
        " 完成\t",
        "\u30006次",
        "2014-06-05\u00a0",
        " 20140605 ",
        " 15.training ",
    ),
    *("\u3000无", " plancheck.report/1 ", "\u3000cn-patent-2014"),
    *("江西省知识产权局", "江西师范大学", "Jiangxi Intellectual Property Office", "知识产权局"),
    *("一类", "一类省份", "tier2", "４", "3", "3.培训", "15.training", "7", "18", "无", "none"),
    *("-", "——", "\u3164", "\ufe0f", "\u2800", "N/A", "待补", "无锡", "2099-06-05"),
    *([{"name": "-"}], [{"name": "甲", "participants": 3}], [{"日期": "2014-06-05"}], {"-": None}),
    *("没有", "cn-patent-2014", "plancheck.report/1", "plancheck.roster/1"),
    *("plancheck.waivers/1", "e1", "e1，e2", "a;b", "示例原因", "openssf-badge"),
]


@cache
def keys() -> list[str]:
    return sorted(
        {
            *"tier 类别 省份类别 designated 指定 allotments 分配 plan province 省 省份".split(),
            *"subject 主体 填报单位 as_of 截至日期 tasks 任务".split(),
            *"evidence 佐证材料 format status".split(),
            *"状态 进展 date 日期 时间 records 台账 units 单位 number note 备注".split(),
            *"sessions 场次 enterprises 企业数 talents participants 培训人数".split(),
            *"name 名称 host source title 15.training 15.信息培训 15 15.bases 3 7 14 甲 x".split(),
            *"18.advantage 2.framework 27.ftz provinces waivers obligation reason by 上海".split(),
            *"ＣＮ－ＳＨ 火星 until 原因 任务要求 北京市".split(),
            *(o.id for o in (o for _, o in loaded().obligations(national=True))),
            *(o.id for o in (o for _, o in loaded().obligations())),
        }
    )


def places(data: Any) -> list[tuple[Any, Any]]:
    """Return every container of ``data`` with each of its keys or places."""
    found = []
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        found.append((data, key))
        if isinstance(value, dict | list):
            found += places(value)
    return found


@st.composite
def changed(draw: st.DrawFn, *names: str) -> Any:
    """Return an example, one of those named if any are, with a few values or keys changed."""
    originals = [*map(example, names)] or examples()
    data = copy.deepcopy(draw(st.sampled_from(originals)))
    for _ in range(draw(st.integers(1, 4))):
        known = places(data)
        if not known:
            break
        holder, key = draw(st.sampled_from(known))
        what = draw(st.sampled_from(["change", "drop", "rename", "add", "add"]))
        if what == "change":
            holder[key] = copy.deepcopy(draw(st.sampled_from(VALUES)))
        elif what == "drop":
            del holder[key]
        elif isinstance(holder, dict):
            value = holder.pop(key) if what == "rename" else draw(st.sampled_from(VALUES))
            holder[draw(st.sampled_from(keys()))] = copy.deepcopy(value)
    return data


@pytest.mark.slow
@pytest.mark.parametrize("asked", [{}, {"subject": "上海", "tier": "3"}], ids=["whole", "narrowed"])
@settings(max_examples=500, deadline=None, derandomize=True)
@given(data=changed())
def test_the_schema_takes_exactly_the_reports_that_the_loader_takes(
    data: Any, asked: dict[str, str]
) -> None:
    problems = refused(Kind.REPORT, data)
    if problems and problems <= UNSAYABLE:
        return
    assert validator(Kind.REPORT, **asked).is_valid(data) == (not problems), problems


def spaced(data: Any, blank: str) -> Any:
    """Return ``data`` with blanks around each of its values."""
    if isinstance(data, dict):
        return {key: spaced(value, blank) for key, value in data.items()}
    if isinstance(data, list):
        return [spaced(value, blank) for value in data]
    return data if data is None else f"{blank}{as_written(data)}{blank}"


def as_written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("blank", [" ", "\t", "\u3000", "\u00a0", "\u2002\u205f"], ids=ascii)
def test_blanks_around_values_are_taken_by_loader_and_schema(blank: str, tmp_path: Path) -> None:
    for data in examples():
        apart = spaced(data, blank)
        assert refused(Kind.REPORT, apart) == set()
        assert [error.message for error in validator(Kind.REPORT).iter_errors(apart)] == []
    for kind in (Kind.ROSTER, Kind.WAIVERS):
        apart = spaced(example(f"{kind}.yaml"), blank)
        assert refused(kind, apart) == set()
        assert [error.message for error in validator(kind).iter_errors(apart)] == []
    plan = spaced(standard(read(str(ROOT / "data/plan2014.yaml")).root), blank)
    assert [error.message for error in validator(Kind.PLAN).iter_errors(plan)] == []
    file = tmp_path / "plan.yaml"
    file.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    assert load_plan(str(file)).sections == loaded().sections


@settings(max_examples=300, deadline=None, derandomize=True)
@given(changed("roster.yaml"))
def test_the_schema_takes_exactly_the_rosters_that_the_loader_takes(data: Any) -> None:
    problems = refused(Kind.ROSTER, data)
    if problems and problems <= UNSAYABLE:
        return
    assert validator(Kind.ROSTER).is_valid(data) == (not problems), problems


@settings(max_examples=300, deadline=None, derandomize=True)
@given(changed("waivers.yaml"))
def test_the_schema_takes_exactly_the_waivers_that_the_loader_takes(data: Any) -> None:
    problems = refused(Kind.WAIVERS, data)
    if problems and problems <= UNSAYABLE:
        return
    assert validator(Kind.WAIVERS).is_valid(data) == (not problems), problems


KINDS = str(ROOT / "tests/plans/kinds.yaml")
PORTS = str(ROOT / "tests/plans/ports/plan.yaml")
PLANS = {"cn-patent-2014": None, "openssf-badge": BADGE, "kinds": KINDS, "ports": PORTS}
WRITTEN = {
    **{f"{name} {kind}": (kind, plan, {}) for name, plan in PLANS.items() for kind in Kind},
    "of a province": (Kind.REPORT, None, {"subject": "上海", "tier": "3"}),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_schema_is_one(name: str) -> None:
    kind, plan, asked = WRITTEN[name]
    Draft202012Validator.check_schema(validator(kind, plan, **asked).schema)


@pytest.mark.parametrize(
    ("kind", "data", "is_valid"),
    [
        (Kind.REPORT, {"subject": "甲城", "classes": ["有口岸的市", "coast"]}, True),
        (Kind.REPORT, {"填报单位": "甲市数据局", "单位属性": "无"}, True),
        (Kind.REPORT, {"subject": "丁市"}, False),
        (Kind.REPORT, {"province": "甲市"}, False),
        (Kind.REPORT, {"subject": "甲市", "classes": ["harbour"]}, False),
        (Kind.REPORT, {"subject": "national", "classes": []}, False),
        (Kind.ROSTER, {"classes": {"port": ["甲市"], "沿海的市": []}}, True),
        (Kind.ROSTER, {"classes": {"harbour": []}}, False),
        (Kind.ROSTER, {"subjects": {"乙市": {"classes": [], "numbers": None}}}, True),
        (Kind.ROSTER, {"subjects": {"乙市": {"数量": {"1.网办": {"上年网上办理件数": 9}}}}}, True),
        (Kind.ROSTER, {"subjects": {"乙市": {"numbers": {"1.online": {"online": 9}}}}}, False),
        (Kind.ROSTER, {"subjects": {"乙市": {"numbers": {"1.list": {}}}}}, False),
    ],
)
def test_the_schema_of_a_plan_with_a_list_and_classes(
    kind: Kind, data: dict[str, Any], is_valid: bool
) -> None:
    head = {"plan": "ports"}
    if kind is Kind.ROSTER:
        head |= {"format": "plancheck.roster/1"}
        data = {"subjects": {}, **data}
    assert validator(kind, PORTS).is_valid({**head, **data}) is is_valid


def test_a_list_of_subjects_is_of_its_schema() -> None:
    for file in ("data/provinces.yaml", "tests/plans/ports/cities.yaml"):
        data = yaml.safe_load((ROOT / file).read_text("utf-8"))
        assert validator(Kind.SUBJECTS).is_valid(data)
        assert not validator(Kind.SUBJECTS).is_valid({**data, "format": "plancheck.roster/1"})


def test_every_example_is_taken() -> None:
    for data in examples():
        assert [error.message for error in validator(Kind.REPORT).iter_errors(data)] == []
    assert validator(Kind.ROSTER).is_valid(example("roster.yaml"))
    assert validator(Kind.WAIVERS).is_valid(example("waivers.yaml"))
    assert not validator(Kind.REPORT).is_valid(example("broken.yaml"))


def test_every_plan_is_taken() -> None:
    kind = validator(Kind.PLAN)
    for file in (str(ROOT / "data/plan2014.yaml"), BADGE, KINDS, PORTS):
        assert [error.message for error in kind.iter_errors(standard(read(file).root))] == []


@pytest.mark.parametrize(
    ("entry", "is_valid"),
    [
        ({"1.rate": {"closed": 95, "受理数": "一百"}}, True),
        ({"1.rate": {"closed": 95, "受理数": "100件"}}, False),
        ({"1.rate": {"closed": "98%", "received": 100}}, False),
        ({"1.rate": {"closed": 95, "records": []}}, False),
        ({"1.rules": "是"}, True),
        ({"1.rules": {"回答": "没有", "日期": "2027-03-01"}}, True),
        ({"1.rules": "完成"}, False),
        ({"1.rules": {"status": "completed"}}, False),
    ],
)
def test_other_kinds_of_requirement(entry: Any, is_valid: bool) -> None:
    data = {"subject": "示例市", "tier": "1", "tasks": entry}
    assert validator(Kind.REPORT, KINDS).is_valid(data) is is_valid


def test_another_plan_has_schemas_of_its_own() -> None:
    report = plain(BADGE.replace("openssf", "plancheck"))
    of_badge = validator(Kind.REPORT, BADGE)
    assert [error.message for error in of_badge.iter_errors(report)] == []
    assert not validator(Kind.REPORT).is_valid(report)
    assert not of_badge.is_valid(examples()[0])
    waived = plain(str(ROOT / "tests/plans/plancheck-badge-waivers.yaml"))
    assert validator(Kind.WAIVERS, BADGE).is_valid(waived)
    assert not validator(Kind.WAIVERS).is_valid(waived)


MALFORMED = sorted((ROOT / "tests/malformed/report").glob("*.yaml"))


@pytest.mark.parametrize("file", MALFORMED, ids=lambda file: file.stem)
def test_what_is_malformed_is_refused(file: Path) -> None:
    """Files that YAML itself lets pass, or nearly: the schema sees what the loader sees."""
    try:
        data = standard(read(str(file)).root)
    except PlancheckError:
        return  # no tree, no data
    if problems := refused(Kind.REPORT, data) - UNSAYABLE:
        assert not validator(Kind.REPORT).is_valid(data), problems


@pytest.mark.parametrize("lang", Lang)
def test_the_result_schema_takes_what_is_written(lang: Lang) -> None:
    kind = validator(Kind.RESULT)
    for name, run in specimens().items():
        written = json.loads(render("json", run, Style(lang)))
        assert [(name, e.json_path, e.message) for e in kind.iter_errors(written)] == []


def test_the_result_schema_refuses_what_is_not_written() -> None:
    """A value of another kind, a key too many and a key too few are seen."""
    kind = validator(Kind.RESULT)
    written = json.loads(render("json", specimens()["noncompliant"], Style(Lang.ZH)))
    seen: set[str] = set()
    values = [holder[key] for holder, key in places(written) if key == "values"]
    free = [*values, *(inner[key] for value in values for inner, key in places(value))]
    for holder, key in places(written):
        if not isinstance(holder, dict) or key in seen or any(holder is any_ for any_ in free):
            continue
        seen.add(key)
        value, holder[key] = holder[key], {"another": [{}]}
        assert key == "values" or not kind.is_valid(written), key
        holder[key] = value
    assert {"verdict", "location", "code", "rollup", "obligation"} <= seen
    assert not kind.is_valid({**written, "another": 1})
    for key in written:
        assert not kind.is_valid({k: v for k, v in written.items() if k != key}), key


def test_narrowing_offers_less_and_accepts_the_same() -> None:
    """A province of tier 3 is offered what is asked of tier 3."""
    schema = json.loads(schema_text(Kind.REPORT, list_obligations(loaded(), tier="3")))
    whole = json.loads(schema_text(Kind.REPORT, list_obligations(loaded())))

    def offered(schema: Any) -> set[str]:
        (keyed, _) = schema["$defs"]["tasks"]["anyOf"]
        return set(keyed["properties"])

    asked = [row.obligation.id for row in list_obligations(loaded(), tier="3").rows if row.asked]
    assert {name for name in offered(schema) if name in dict.fromkeys(asked)} == set(asked)
    assert "16.standard" not in offered(schema) or "16.standard" in asked
    assert offered(schema) < offered(whole)
    assert {o.id for _, o in loaded().obligations()} <= offered(whole)


def test_the_quota_is_told_where_the_number_is_filled_in() -> None:
    """Clause 15: 6, 4 and 1 training sessions."""
    for tier, number in {"1": "6", "2": "4", "3": "1"}.items():
        schema = json.loads(schema_text(Kind.REPORT, list_obligations(loaded(), tier=tier)))
        told = schema["$defs"]["obligation.15.training"]["description"]
        assert f"≥{number}" in told.replace(" ", ""), told


# --- patterns ------------------------------------------------------------------------------------


def taken(reader: Callable[[Any], Any], text: str) -> bool:
    try:
        reader(text)
    except PydanticCustomError:
        return False
    return True


def test_the_pattern_of_counts_takes_what_the_reader_takes() -> None:
    counts, days = re.compile(patterns.count()), re.compile(patterns.day_in_digits())
    numbers = [*range(1200), *range(1999, 30000, 97), *range(10**5, 10**8, 999_983)]
    for number in numbers:
        han = chinese(number)
        for text in (
            *(han, f"一{han}", han.replace("二", "两"), han.replace("零", "〇")),
            *(han.replace("零", ""), f"{han}零", str(number), f"{number:,}", f"0{number}"),
            *(str(number).translate(FULL_WIDTH), f"{number}.0", f"约{number}"),
        ):
            matched = bool(counts.search(text)) and not days.search(text)
            assert matched == taken(read_count, text), text


SPELLED = (
    *("12", "12.5", "12.50", "12.505", "0", "0.5", "0.0", ".5", "5.", "00.5", "012", "-1", "1e5"),
    *(
        "1_000",
        "1,200",
        "1,200.5",
        "12,00",
        "1.２",
        "１２",
        "٣",
        "12万",
        "1.2万",
        "1.23456万",
        "0.5亿",
    ),
    *(
        "1.2345亿",
        "1.23456789亿",
        "1.234567891亿",
        "99999999万",
        "100000000万",
        "9999亿",
        "10000亿",
    ),
    *("12元", "1000元", "1200元", "1000000元", "12.5元", "3 元", "3  元", "12 万元", "12万 元"),
    *(
        "1.2亿元",
        "12.5万元",
        "1,200.5万元",
        "12.505万元",
        "12家",
        "98%",
        "98.5％",
        "98 %",
        "1.20000万",
    ),
    *("999999999999", "1000000000000", "999999999999.5", "12.5千元", "约12.5", "12.5万多"),
)


@pytest.mark.parametrize(
    ("decimals", "unit"),
    [(0, "次"), (2, "万元"), (0, "万元"), (1, "%"), (4, "亿元"), (2, "元"), (1, "")],
)
def test_the_pattern_of_amounts_takes_what_the_reader_takes(decimals: int, unit: str) -> None:
    as_amount = bool(decimals) or unit != "次"
    pattern = patterns.amount(decimals, unit) if as_amount else patterns.count(unit)
    for text in SPELLED:
        value = Amount(text, decimals, unit) if as_amount else text
        taken_here = taken(read_count, value) and read_count(value).unit in ("", unit)
        assert bool(re.search(pattern, text)) == taken_here, text


def chinese(number: int) -> str:
    """Return ``number``, below a hundred million, in Chinese numerals as one writes them."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return (
            chinese(high) + "万" + ("零" if 0 < low < 1000 else "") + (chinese(low) if low else "")
        )
    text, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + unit
        gap = False
    return text or "零"


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def test_the_pattern_of_dates_takes_the_days_that_there_are() -> None:
    pattern = re.compile(patterns.DATE)
    for year in (0, 1, 4, 100, 400, 1900, 1996, 2000, 2014, 2016, 2100, 9999):
        for month in range(14):
            for day in range(33):
                try:
                    real = datetime.date(year, month, day) is not None
                except ValueError:
                    real = False
                long = f"{year:04}-{month:02}-{day:02}"
                for text, right in (
                    (long, True),
                    (f"{year:04}-{month}-{day}", True),
                    (f"{year:04}年{month}月{day}日".translate(FULL_WIDTH), True),
                    (f"{year:04}.{month}.{day}", True),
                    (f"{year:04}.{month}/{day}", False),
                ):
                    assert bool(pattern.search(text)) == (real and right), text
                    assert taken(read_date, text) == (real and right), text


@pytest.mark.parametrize("kind", Kind)
def test_patterns_are_read_alike_everywhere(kind: Kind) -> None:
    """What ECMA-262 with the flag u and Python do not read alike is not used."""
    for pattern in PATTERN.findall(schema_text(kind, list_obligations(loaded()))):
        text = json.loads(f'"{pattern}"')
        assert not re.search(r"\\[^\\^$.|?*+()\[\]{}/s]|\(\?", unseen(text)), text


def unseen(pattern: str) -> str:
    return re.sub(r"\\u[0-9a-f]{4}", "", pattern)


PATTERN = re.compile(r'"pattern": "((?:[^"\\]|\\.)*)"')


# --- descriptions and files ----------------------------------------------------------------------


def test_every_description_is_used() -> None:
    plans = [*map(loaded, PLANS.values())]
    texts = [schema_text(kind, list_obligations(plan)) for kind in Kind for plan in plans]
    whole = "\n".join(texts)
    for name, description in DESCRIPTIONS.items():
        assert json.dumps(description.both, ensure_ascii=False)[1:-1] in whole, name


def test_the_schemas_in_the_repository_are_those_of_today() -> None:
    for name, text in schemas().items():
        assert (ROOT / "schema" / name).read_text("utf-8") == text, name
    assert {file.name for file in (ROOT / "schema").iterdir()} == set(schemas())


# --- the command ---------------------------------------------------------------------------------


def test_the_command_writes_to_a_file(run_cli: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "report.schema.json"
    ran = run_cli("schema", "report", "--province", "上海", "--tier", "1", "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(file.read_text("utf-8"))["$id"] == "urn:plancheck:report:cn-patent-2014"
    assert (
        file.read_text("utf-8")
        == run_cli("schema", "report", "--province", "上海", "--tier", "1").out
    )


def test_what_only_a_report_heeds_is_refused_elsewhere(run_cli: Callable[..., Ran]) -> None:
    ran = run_cli("schema", "plan", "--tier", "1", "--lang", "en")
    assert ran.code == 2
    assert "--tier" in ran.err


def test_the_kind_is_needed_and_known(run_cli: Callable[..., Ran]) -> None:
    assert run_cli("schema").code == 2
    ran = run_cli("schema", "reprot", "--lang", "en")
    assert ran.code == 2
    assert "report" in ran.err

"""The reporting units: facts about them, and that a name means one of them or none."""

from __future__ import annotations

import itertools

import pytest

from plancheck.errors import UnknownNameError
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.plan.subjects import Subject, provinces
from plancheck.reading.text import fold_name

CORPS = "新疆生产建设兵团"


def test_there_are_31_divisions_in_code_order_and_then_the_corps() -> None:
    units = provinces().subjects
    assert len(units) == 32
    assert units[-1].name == CORPS
    codes = [unit.code for unit in units]
    assert codes == sorted(codes)
    assert all(len(code) == 6 and code.isdecimal() and code.endswith("0000") for code in codes)


def test_the_first_digit_of_the_code_is_the_region() -> None:
    regions = {"1": "华北", "2": "东北", "3": "华东", "4": "中南", "5": "西南", "6": "西北"}
    assert [unit.region for unit in provinces().subjects] == [
        regions[unit.code[0]] for unit in provinces().subjects
    ]


@pytest.mark.parametrize(
    ("name", "code", "iso", "full_name", "en"),
    [
        ("北京", "110000", "CN-BJ", "北京市", "Beijing"),
        ("天津", "120000", "CN-TJ", "天津市", "Tianjin"),
        ("河北", "130000", "CN-HE", "河北省", "Hebei"),
        ("山西", "140000", "CN-SX", "山西省", "Shanxi"),
        ("内蒙古", "150000", "CN-NM", "内蒙古自治区", "Inner Mongolia"),
        ("辽宁", "210000", "CN-LN", "辽宁省", "Liaoning"),
        ("黑龙江", "230000", "CN-HL", "黑龙江省", "Heilongjiang"),
        ("上海", "310000", "CN-SH", "上海市", "Shanghai"),
        ("江苏", "320000", "CN-JS", "江苏省", "Jiangsu"),
        ("山东", "370000", "CN-SD", "山东省", "Shandong"),
        ("河南", "410000", "CN-HA", "河南省", "Henan"),
        ("湖北", "420000", "CN-HB", "湖北省", "Hubei"),
        ("湖南", "430000", "CN-HN", "湖南省", "Hunan"),
        ("广东", "440000", "CN-GD", "广东省", "Guangdong"),
        ("广西", "450000", "CN-GX", "广西壮族自治区", "Guangxi"),
        ("海南", "460000", "CN-HI", "海南省", "Hainan"),
        ("重庆", "500000", "CN-CQ", "重庆市", "Chongqing"),
        ("西藏", "540000", "CN-XZ", "西藏自治区", "Tibet"),
        ("陕西", "610000", "CN-SN", "陕西省", "Shaanxi"),
        ("甘肃", "620000", "CN-GS", "甘肃省", "Gansu"),
        ("宁夏", "640000", "CN-NX", "宁夏回族自治区", "Ningxia"),
        ("新疆", "650000", "CN-XJ", "新疆维吾尔自治区", "Xinjiang"),
        (CORPS, "660000", None, CORPS, "Xinjiang Production and Construction Corps"),
    ],
)
def test_facts(name: str, code: str, iso: str | None, full_name: str, en: str) -> None:
    unit = provinces().find(name)
    assert (unit.code, unit.iso, unit.full_name, unit.en) == (code, iso, full_name, en)


def test_the_kinds_of_division() -> None:
    ends = {"市": 4, "省": 22, "自治区": 5, "团": 1}
    assert {
        end: sum(unit.full_name.endswith(end) for unit in provinces().subjects) for end in ends
    } == ends


def test_every_name_finds_its_unit_and_no_other() -> None:
    owner: dict[str, Subject] = {}
    for unit in provinces().subjects:
        for name in unit.names:
            assert provinces().find(name) is unit
            assert owner.setdefault(fold_name(name), unit) is unit, name
    assert len(owner) > 5 * 32


@pytest.mark.parametrize("field", ["name", "full_name", "code", "en", "iso", "pinyin"])
def test_no_two_units_share(field: str) -> None:
    values = [getattr(unit, field) for unit in provinces().subjects]
    assert len(values) == len(set(values))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("上海", "上海"),
        ("上海市", "上海"),
        ("沪", "上海"),
        ("CN-SH", "上海"),
        ("cn-sh", "上海"),
        ("310000", "上海"),
        ("３１００００", "上海"),
        ("Shanghai", "上海"),
        ("SHANGHAI", "上海"),
        (" 上 海 ", "上海"),
        ("上\u3000海", "上海"),
        ("上\ufa45", "上海"),  # a compatibility character that NFC and NFKC map
        ("廣東", "广东"),
        ("廣東省", "广东"),
        ("⼴东", "广东"),  # U+2F34, a radical as PDF copies have it
        ("陝西", "陕西"),
        ("廣西壯族自治區", "广西"),
        ("⻄藏", "西藏"),  # U+2EC4, which no normal form maps
        ("⻘海", "青海"),  # U+2ED8
        ("⿊⻰江", "黑龙江"),
        ("黑龍江", "黑龙江"),
        ("內蒙古自治區", "内蒙古"),
        ("新疆維吾爾自治區", "新疆"),
        ("甘肅", "甘肃"),
        ("寧夏", "宁夏"),
        ("重慶", "重庆"),
        ("雲南", "云南"),
        ("貴州", "贵州"),
        ("遼寧", "辽宁"),
        ("江蘇", "江苏"),
        ("Inner Mongolia", "内蒙古"),
        ("innermongolia", "内蒙古"),
        ("XPCC", CORPS),
        ("兵团", CORPS),
        ("新疆生產建設兵團", CORPS),
        ("Shaanxi", "陕西"),
        ("Shanxi", "山西"),
    ],
)
def test_the_same_name_in_another_form_is_read(written: str, name: str) -> None:
    assert provinces().find(written).name == name


@pytest.mark.parametrize("unit", provinces().subjects, ids=lambda unit: unit.name)
def test_an_office_has_the_name_of_what_it_reports_for(unit: Subject) -> None:
    for head in (unit.name, unit.full_name):
        for office in ("知识产权局", "知识产权管理局", " 知识产权局 "):
            assert provinces().find(head + office) is unit
    assert provinces().find(f"{unit.en} Intellectual Property Office") is unit


@pytest.mark.parametrize(
    "written",
    ["江西师范大学", "江西省知识产权局江西", "江西省发展和改革委员会", "吉林市知识产权局",
     "上海市浦东新区知识产权局", "知识产权局", "国家知识产权局", "江西知识产权", "深圳市知识产权局",
     "江西省知识产权局和江苏省知识产权局"],
)  # fmt: skip
def test_another_body_is_never_taken_for_the_province(written: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        provinces().find(written)
    assert "江西" not in caught.value.problems[0].values["near"]


@pytest.mark.parametrize(
    ("written", "near"),
    [("上诲", "上海"), ("湖址", "湖北"), ("山酉", "山西"), ("关东", "广东"), ("陕酉", "陕西"),
     ("河比", "河北"),
     ("Shanghei", "Shanghai"), ("31000", "310000")],
)  # fmt: skip
def test_a_near_miss_is_offered_and_never_taken(written: str, near: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        provinces().find(written)
    (problem,) = caught.value.problems
    assert problem.key == "name.province"
    assert near in problem.values["near"]
    assert near in problem_text(Lang.ZH, problem)


@pytest.mark.parametrize(
    "written",
    ["", " ", "中国", "全国", "台湾", "香港", "澳门", "深圳", "浦东", "../../x", "/etc/passwd",
     "上海;",
     "一", "省", "市", "3100000", "CN", "CN-", "-", "*", "上海、北京", "上海/北京", "北", "山",
     "河", "江", "海", "西"],
)  # fmt: skip
def test_what_is_no_unit_is_refused(written: str) -> None:
    with pytest.raises(UnknownNameError):
        provinces().find(written)


def test_no_slip_of_one_character_is_taken_for_a_name() -> None:
    names = {fold_name(name) for unit in provinces().subjects for name in unit.names}
    signs = sorted({sign for unit in provinces().subjects for sign in unit.name})
    for unit, place in itertools.product(provinces().subjects, range(2)):
        for sign in signs:
            slip = unit.name[:place] + sign + unit.name[place + 1 :]
            if fold_name(slip) not in names:
                with pytest.raises(UnknownNameError):
                    provinces().find(slip)


def test_the_names_that_differ_in_one_character_stay_apart() -> None:
    units = [unit for unit in provinces().subjects if len(unit.name) == 2]
    pairs = [
        (one.name, other.name)
        for one, other in itertools.combinations(units, 2)
        if sum(a != b for a, b in zip(one.name, other.name, strict=True)) == 1
    ]
    assert len(pairs) > 15
    for one, other in pairs:
        assert provinces().find(one).name == one
        assert provinces().find(other).name == other

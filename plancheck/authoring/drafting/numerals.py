"""Numbers and units as an official text prints them, and what looks like one and is none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from plancheck.authoring.drafting.blanks import without
from plancheck.plan.vocabulary import DIGITS, HAN
from plancheck.reading.values import read_count

# fmt: off
UNITS = (
    "公里", "千米", "平方米", "平方公里", "立方米", "公顷", "公斤", "千克", "斤", "克", "眼",
    "万元", "亿元", "元", "亩", "吨", "千瓦", "兆瓦", "人次", "人", "名", "位", "户", "家", "个",
    "项", "次", "场次", "场", "件", "篇", "期", "批次", "套", "份", "条", "处", "座", "所", "台套",
    "台", "辆", "门", "册", "本", "张", "支", "只", "块", "对", "组", "队", "村", "间", "轮", "届",
    "部", "枚", "株", "棵", "盏", "艘", "架", "幅", "笔", "宗", "起", "例", "课时", "学时", "小时",
    "分钟", "件次", "户次", "分", "种", "幢", "栋", "米", "艺", "首", "片", "道", "段", "箱", "桶",
    "车次", "班", "节", "讲", "站", "卷", "%",
)
# fmt: on
"""What a number may count."""

_DIGITS = f"(?:{DIGITS})"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
NUMERAL = rf"(?:{_DIGITS}|[{HAN}]+(?:[万亿][{HAN}]+)?)"
NUMBER = re.compile(
    rf"(?P<numeral>{NUMERAL})(?P<times>[万亿])?(?P<more>余|多|几|来)?(?P<unit>个百分点|{_UNIT})(?![时天])"
    r"(?P<after>多|余)?"
)
_TIMES = {"万": 10_000, "亿": 100_000_000, None: 1}

# fmt: off
IDIOMS = (
    "一次性", "进一步", "统一", "唯一", "单一", "万一", "同一", "逐一", "一一", "一件事",
    "一系列", "一体化", "一部分", "一门式", "一站式", "一条龙", "一对一", "一张网", "一张图",
    "一本账", "一户一策", "一人一档", "一名一", "每一", "某一", "任一", "这一", "该项", "各项",
    "十分", "一道", "一起", "一段时间", "千方百计", "四个全面", "一线", "一流", "一定",
    "一些", "一致", "万众",
)
# fmt: on
"""Words with a numeral that count nothing."""
_NAMES = (
    "《[^》]*》|“(?![双零])[^”]*”",
    "[0-9]{5}(?=热线|平台|电话)",
    "(?:19|20)[0-9]{2}(?:[-—~至到](?:19|20)?[0-9]{2,4})?年度?",
    f"第{NUMERAL}",
    "[0-9]+[A-Za-z]+|[A-Za-z]+[0-9]+",
)
_AGE = f"{NUMERAL}周?岁(?:及?以[上下])?"
NOT_COUNTED = (*_NAMES, _AGE, *IDIOMS)
"""Signs that count nothing: in titles and quotes, hotlines, years, ordinals, ages and idioms."""
_OF_TIME = (
    f"{NUMERAL}年(?!级)",
    f"{NUMERAL}个?(?:月|季度|工作日|自然日|交易日|星期|周)",
    f"{NUMERAL}[日天号]",
)
"""Numbers of days, months and years."""
_MASKS = [re.compile(mask) for mask in (*_NAMES, *_OF_TIME, _AGE, "|".join(IDIOMS))]


class Numeral(NamedTuple):
    """A number with its unit: ``value`` is None where it is no exact one."""

    value: Decimal | None
    unit: str
    printed: str
    start: int
    end: int


def masked(text: str) -> str:
    """Return ``text``, as long, with a blank for each sign that is no number of a duty.

    Those stand in titles and quotes or name years, days, hotlines and ordinals.
    """
    for mask in _MASKS:
        text = without(mask, text)
    return text


def exact(numeral: str, times: str | None = None) -> Decimal | None:
    """Return the number that a numeral spells, None where it is not one exact number."""
    if re.fullmatch(_DIGITS, numeral):
        return Decimal(numeral.replace(",", "")) * _TIMES[times]
    try:
        return Decimal(read_count(numeral).value) * _TIMES[times]
    except PydanticCustomError:
        return None


def numerals_in(text: str) -> list[Numeral]:
    """Return every number with a known unit in a masked text; 万元 and 亿元 stay units."""
    found = []
    for match in NUMBER.finditer(text):
        times, unit = match["times"], match["unit"]
        if times and unit == "元":
            times, unit = None, match["times"] + unit
        value = exact(match["numeral"], times)
        if match["more"] or match["after"] or unit == "个百分点":
            value = None
        found.append(Numeral(value, unit, match[0], match.start(), match.end()))
    return found

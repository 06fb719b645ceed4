"""Numbers and units as an official text prints them, and what looks like one and is none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from plancheck.authoring.drafting.blanks import without
from plancheck.authoring.drafting.words import any_of
from plancheck.plan.vocabulary import DIGITS, HAN
from plancheck.reading.values import read_count

# fmt: off
UNITS = (
    # money and share
    "万元", "亿元", "元", "%", "分",
    # length, area, volume, weight, power
    "公里", "千米", "米", "平方公里", "平方米", "公顷", "亩", "立方米", "吨", "公斤", "千克",
    "斤", "克", "千瓦", "兆瓦", "分贝",
    # people and those they belong to
    "人次", "人", "名", "位", "户次", "户", "家", "对", "组", "队", "支", "班", "村",
    # events and matters
    "场次", "场", "次", "期", "届", "轮", "批次", "节", "讲", "课时", "学时", "站", "项",
    "件次", "件", "起", "例", "宗", "笔", "道",
    # things
    "个", "套", "份", "条", "处", "座", "所", "间", "幢", "栋", "眼", "段", "片", "块", "种",
    "台套", "台", "部", "辆", "车次", "艘", "架", "箱", "桶", "枚", "盏", "幅", "首", "门",
    "册", "本", "卷", "篇", "张", "只", "株", "棵", "艺",
    # time
    "个小时", "小时", "分钟",
)
# fmt: on
"""What a number may count."""

_DIGITS = f"(?:{DIGITS})"
UNIT = any_of(UNITS)
NUMERAL = rf"(?:{_DIGITS}|[{HAN}]+(?:[万亿][{HAN}]+)?)"
NUMBER = re.compile(
    rf"(?P<numeral>{NUMERAL})(?P<times>[万亿])?(?P<more>余|多|几|来)?(?P<unit>个百分点|{UNIT})(?![时天])"
    r"(?P<after>多|余)?"
)
TIMES = {"万": 10_000, "亿": 100_000_000, None: 1}
"""By how much a sign before a unit multiplies."""

# fmt: off
IDIOMS = (
    "一次性", "进一步", "统一", "唯一", "单一", "万一", "同一", "逐一", "一一", "一件事",
    "一系列", "一体化", "一部分", "一门式", "一站式", "一条龙", "一对一", "一张网", "一张图",
    "一本账", "一户一策", "一人一档", "一名一", "每一", "某一", "任一", "这一", "该项", "各项",
    "十分", "一道", "一起", "一段时间", "千方百计", "四个全面", "一线", "一流", "一定",
    "一些", "一致", "万众", "红十字",
)
# fmt: on
"""Words with a numeral that count nothing."""
_NAMES = (
    "《[^》]*》|“(?![双零])[^”]*”",
    "[0-9]{5}(?=热线|平台|电话|工单|投诉|举报)",
    "(?:19|20)[0-9]{2}(?:[-—~至到](?:19|20)?[0-9]{2,4})?年度?",
    f"第{NUMERAL}|[一二三四五六七八九十]级",
    "[0-9]+(?:分钟|小时)内?(?=[^,;。、的0-9]{2,12}率)",
    f"(?<![0-9{HAN}])[千万亿](?:人|户|元|吨|车)[^,;。0-9]{{0,6}}率",
    "(?<![0-9.])[0-9][A-Z](?![A-Za-z])|(?![Qq][1-4])[A-Za-z]+[0-9]+",
)
_AGE = f"{NUMERAL}周?岁(?:及?以[上下])?"
NOT_COUNTED = (*_NAMES, _AGE, *IDIOMS)
"""Signs that count nothing: in titles and quotes, hotlines, years, ordinals, ages and idioms."""
_OF_TIME = (
    f"{NUMERAL}年(?!级)",
    f"{NUMERAL}个?(?:月[底末]?前?|季度|工作日|自然日|交易日|星期|周)",
    f"{NUMERAL}[日天号]前?",
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


def is_unit(text: str) -> bool:
    """Whether the whole of ``text`` is a unit: 个, 万人次, %."""
    return bool(re.fullmatch(f"[万亿]?(?:{UNIT})", text))


def masked(text: str) -> str:
    """Return ``text``, as long, with a blank for each sign that is no number of a duty.

    Those stand in titles and quotes or name years, days, hotlines and ordinals.
    """
    for mask in _MASKS:
        text = without(mask, text)
    return text


def not_counted(text: str) -> list[str]:
    """Return the titles, quotes and names in ``text`` that hold a number before a unit."""
    names = (match[0] for match in re.finditer("|".join(_NAMES), text))
    return [*dict.fromkeys(n for n in names if n[0] != "第" and NUMBER.search(n))]


def exact(numeral: str, times: str | None = None) -> Decimal | None:
    """Return the number that a numeral spells, None where it is not one exact number."""
    if re.fullmatch(_DIGITS, numeral):
        return Decimal(numeral.replace(",", "")) * TIMES[times]
    try:
        return Decimal(read_count(numeral).value) * TIMES[times]
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
        some = re.search("[数几上]$", text[: match.start()]) and match["numeral"][0] in HAN
        if some or match["more"] or match["after"] or unit == "个百分点":
            value = None
        found.append(Numeral(value, unit, match[0], match.start(), match.end()))
    return found

"""The numbers a duty is judged by: bounds, growth, parts of a whole, none at all, an allotment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial

from plancheck.authoring.drafting.blanks import blanked, without
from plancheck.authoring.drafting.deadlines import is_a_day
from plancheck.authoring.drafting.numerals import (
    NOT_COUNTED,
    NUMBER,
    NUMERAL,
    UNIT,
    Numeral,
    exact,
    masked,
    numerals_in,
)
from plancheck.authoring.drafting.questions import Doubt, Kind, ask_open, ask_to_confirm
from plancheck.authoring.drafting.words import any_of
from plancheck.plan.vocabulary import HAN
from plancheck.reading.values import plain_digits


class Asks(StrEnum):
    """What kind of requirement a number is, as a plan's file names it."""

    NUMBER = "quota"
    GROWTH = "growth"
    PARTS = "any_of"


NO_UNIT = "个"
"""What stands for the unit of a number whose own is not known."""
AT_LEAST, AT_MOST = "at_least", "at_most"

# fmt: off
FLOORS = ("不少于", "不低于", "不得少于", "不得低于", "不小于", "至少", "≥", ">=")
CAPS = (
    "不超过", "不高于", "不多于", "不得超过", "不得高于", "不得多于", "不大于", "至多", "最多",
    "可申报", "限报", "≤", "<=",
)
BEFORE = dict.fromkeys(FLOORS, AT_LEAST) | dict.fromkeys(CAPS, AT_MOST)
"""Words before a number that make it a floor or a cap."""
AFTER = dict.fromkeys(("及以上", "以上", "(含)以上"), AT_LEAST)
AFTER |= dict.fromkeys(("以内", "及以下", "以下", "(含)以下"), AT_MOST)
"""Words after a number that do."""
VAGUE_BEFORE = (
    "约", "近", "大约", "将近", "接近", "力争", "超过", "超", "低于", "高于", "多于", "少于",
    "不足", "不到", "突破", "任选", "自选", "完成率", "翻",
    "冲刺", "挑战", "瞄准", "期望", "预期", "计划", "目标",
)
CHANGES = (
    "压减", "减少", "降低", "下降", "增长", "提高", "增加", "上升", "缩短", "提升", "压缩",
    "精简", "下浮", "上浮",
)
"""Words before a number that make it a change, not a level."""
VAGUE_AFTER = ("左右", "上下", "余", "多", "以外", "不等", "的")
EACH = (
    "每季度", "每季", "每月", "每周", "每日", "每天", "每年", "每半年", "每学期", "每两月",
    "每两年", "按月", "按季", "按季度", "逐月", "逐季", "月均", "年均", "季均", "人均", "户均",
    "平均", "连续",
)
"""What makes a number a recurring one."""
# fmt: on
_BOUND = any_of(BEFORE)
_BOUND_BEFORE = re.compile(f"({_BOUND})([^,;。!?()、的比0-9或/万亿{HAN}]{{0,8}})$")
_BOUND_AFTER = re.compile(any_of(AFTER))
_RANGE = re.compile(
    rf"{NUMERAL}[万亿]?[^\W\d_{HAN}至到]{{0,2}}(?:[—–~-]+|至|到)"
    rf"{NUMERAL}[万亿]?(?P<unit>{UNIT})"
)
_RANGE_END = re.compile(rf"(?:{NUMERAL})[万亿]?[^\W\d_{HAN}]{{0,2}}(?:[—–~-]+|至|到)$")
_EACH = re.compile("|".join(EACH) + "|每[^,;。天日年]|各(?=不|至少|≥|[0-9])")
_FRACTION = re.compile(
    rf"百分之[{HAN}]+|[{HAN}0-9]+分之[{HAN}0-9]+|[一二三四五六七八九][成折]|[0-9]+/[0-9]+"
    "|[0-9.]+‰|[一二两三四五六七八九]倍"
)
_GROWTH = re.compile(
    "(?P<since>同比|(?:比|较)(?:上年|去年|上一年|上年度|上年同期|去年同期)(?:度|同期)?)?"
    "(?P<turn>增长|增加|提高|提升|上升|下降|减少|降低|压减)(?:率|幅度?)?"
    f"(?P<word>{_BOUND})?(?P<numeral>[0-9]+(?:\\.[0-9]+)?)%(?P<after>以上|以内|以下|左右)?"
)
_AS_BEFORE = re.compile(
    "不(?:得)?(?:低于|少于)(?:上年|去年|上年度|去年同期|上年同期)(?:水平|同期水平|同期)?(?!的)"
)
_PARTS = re.compile(
    rf"(?P<all>{NUMERAL})[项个件](?:[^,;。0-9]{{0,6}})?(?:中|里|内)(?:至少|不少于)(?:完成|办成|做到|选择|开展|落实)?"
    rf"(?P<some>{NUMERAL})[项个件]"
)
NONE = re.compile("(?:不得|不|杜绝|零)(?:发生|出现)")
ALLOTTED = re.compile("按(?:照)?[^,;。]{0,8}计划完成(?:相应(?:数量|任务)?)?")
_UNCOUNTED = re.compile("|".join(NOT_COUNTED))
_LENGTH = re.compile(
    f"(?:(?P<word>{_BOUND})|(?:压缩|压减|缩短|缩减|减少|精简|控制)[至到在])"
    f"(?P<numeral>{NUMERAL})(?P<unit>个?(?:工作日|自然日|交易日)|天|个月|日(?=以?内))(?:以内|之内|内)?"
)
"""How long something may take, which is no day: 压缩至1个工作日以内."""
_RESPECTIVELY = re.compile(
    f"分别(?:达到?)?(?P<word>{_BOUND})?"
    f"(?P<list>(?:{NUMERAL}(?:{UNIT})?[、和与及])+{NUMERAL}(?P<unit>{UNIT}))"
    f"(?P<after>{_BOUND_AFTER.pattern})?"
)
_OF_RATE = re.compile("[率比度占重达到在至]")
"""What stands before a percentage that is a level; any other may be a change: 扩大6%以上."""
_FALLS = ("下降", "减少", "降低", "压减")

Numbers = tuple[Decimal, ...] | dict[str, Decimal]
"""Several numbers: in the order of those named before them, or by tier."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is asked for.

    ``key`` is the bound, ``value`` the number as a plan writes it, None for one that is open, the
    word allotment, or several numbers. ``doubts`` are the questions on it.
    """

    kind: Asks
    key: str
    value: Decimal | str | Numbers | None
    unit: str
    start: int
    end: int
    word: str = ""
    doubts: tuple[Doubt, ...] = ()


def amounts_in(text: str, place: int, nouns: tuple[str, ...] = (), turn: str = "") -> list[Amount]:
    """Return every number that a clause asks for, in its order; ``place`` is where it begins.

    ``nouns`` name those who report: "each" of them is one of them. ``turn`` is the word of a growth
    before, which goes on: 一类县比上年下降3%以上，二类县下降2%以上. What looks like a quantity and
    is consumed by no rule is an open number with its question.
    """
    found = _lengths(text, place)
    left = blanked(masked(text), [(amount.start, amount.end) for amount in found])
    growth = partial(_growth, turn=turn)
    for rule in (_parts, growth, _as_before, _none, _allotted, _fractions, _ranges, _lists):
        for amount in rule(left, place):
            found.append(amount)
            left = blanked(left, [(amount.start, amount.end)])
    found += _bounded(left, place, nouns)
    return sorted(found, key=lambda amount: amount.start)


def _shown(text: str) -> str:
    return text.strip(" ,;。")


def _lengths(text: str, place: int) -> list[Amount]:
    """Return the lengths of time: of each case, or on average, is asked."""
    found = []
    for match in _LENGTH.finditer(without(_UNCOUNTED, text)):
        key, number = BEFORE.get(match["word"] or "", AT_MOST), exact(match["numeral"])
        if number is None:
            continue
        phrase = _shown(text[max(0, match.start() - 6) : match.end()])
        values = {"phrase": phrase, "side": key, "number": plain_digits(number)}
        doubt = ask_open("draft.number-length", place + match.start(), **values)
        found.append(Amount(Asks.NUMBER, key, None, match["unit"], *match.span(), doubts=(doubt,)))
    return found


def _parts(text: str, place: int) -> list[Amount]:
    """N项中至少完成M项 is any_of; which parts there are is asked."""
    return [
        Amount(
            Asks.PARTS,
            AT_LEAST,
            exact(match["some"]),
            "项",
            match.start(),
            match.end(),
            doubts=(ask_open("draft.parts", place + match.start(), phrase=match[0]),),
        )
        for match in _PARTS.finditer(text)
    ]


def turn_in(text: str) -> str:
    """Return the word of the growth that ``text`` states, empty where it states none."""
    return next((match["turn"] for match in _GROWTH.finditer(text) if match["since"]), "")


def _growth(text: str, place: int, *, turn: str) -> list[Amount]:
    """同比增长, 比上年, 下降N% are growth; a bare one is confirmed."""
    found = []
    for match in _GROWTH.finditer(text):
        goes_on = match["turn"] == turn and not text[: match.start()].strip()
        if not match["since"] and not goes_on:
            continue
        falls = match["turn"] in _FALLS
        value: Decimal | None = Decimal(match["numeral"])
        key = BEFORE.get(match["word"] or "") or AFTER.get(match["after"] or "")
        doubts: tuple[Doubt, ...] = ()
        if match["after"] == "左右" or (match["word"] and match["after"]):
            value = None
            doubts = (ask_open("draft.number-vague", place + match.start(), phrase=match[0]),)
        elif key is None:
            doubts = (ask_to_confirm("draft.growth-bare", place + match.start(), phrase=match[0]),)
        key = key or AT_LEAST
        if falls:
            key = {AT_LEAST: AT_MOST, AT_MOST: AT_LEAST}[key]
            value = -value if value is not None else None
        if match["since"]:
            doubts += (ask_open("draft.growth-metrics", place + match.start()),)
        found.append(
            Amount(Asks.GROWTH, key, value, "%", *match.span(), match["word"] or "", doubts)
        )
    return found


def _as_before(text: str, place: int) -> list[Amount]:
    """不低于上年 is a growth of 0."""
    return [
        Amount(
            Asks.GROWTH,
            AT_LEAST,
            Decimal(0),
            "%",
            *match.span(),
            doubts=(ask_open("draft.growth-metrics", place + match.start()),),
        )
        for match in _AS_BEFORE.finditer(text)
    ]


def _none(text: str, place: int) -> list[Amount]:
    """不得发生, 不发生 is at most 0; the text prints no unit."""
    found = []
    for match in NONE.finditer(text):
        number = NUMBER.match(text, match.end())
        span = (match.start(), number.end() if number else match.end())
        key = "draft.number-vague" if number else "draft.none-unit"
        asked = ask_open if number else ask_to_confirm
        doubt = asked(key, place + match.start(), phrase=text[slice(*span)])
        value = None if number else Decimal(0)
        found.append(Amount(Asks.NUMBER, AT_MOST, value, "起", *span, match[0], (doubt,)))
    return found


def _allotted(text: str, place: int) -> list[Amount]:
    """按…计划完成 is an allotment; the text prints no unit."""
    return [
        Amount(
            Asks.NUMBER,
            AT_LEAST,
            "allotment",
            "人" if re.search("人员|人才|培训|[^法]人", text) else "项",
            *match.span(),
            match[0],
            (ask_to_confirm("draft.allotment-unit", place + match.start(), phrase=match[0]),),
        )
        for match in ALLOTTED.finditer(text)
    ]


def _fractions(text: str, place: int) -> list[Amount]:
    """九成, 三分之一, 1/3 are asked, together with a bound before them."""
    found = []
    for match in _FRACTION.finditer(text):
        word = _BOUND_BEFORE.search(text[: match.start()])
        start = word.start() if word else match.start()
        doubt = ask_open("draft.quantity", place + start, phrase=text[start : match.end()])
        found.append(Amount(Asks.NUMBER, AT_LEAST, None, "%", start, match.end(), doubts=(doubt,)))
    return found


def _ranges(text: str, place: int) -> list[Amount]:
    """10—15家 is asked."""
    found = []
    for match in _RANGE.finditer(text):
        word = _BOUND_BEFORE.search(text[: match.start()])
        start = word.start() if word else match.start()
        doubt = ask_open("draft.number-vague", place + start, phrase=text[start : match.end()])
        found.append(
            Amount(Asks.NUMBER, AT_LEAST, None, match["unit"], start, match.end(), doubts=(doubt,))
        )
    return found


def _lists(text: str, place: int) -> list[Amount]:
    """分别不少于6、4、1次 are several numbers of one bound and unit."""
    found = []
    for match in _RESPECTIVELY.finditer(text):
        bounds = (BEFORE.get(match["word"] or ""), AFTER.get(match["after"] or ""))
        keys = {bound for bound in bounds if bound}
        units = re.findall(UNIT, match["list"])
        values = [exact(numeral) for numeral in re.findall(NUMERAL, match["list"])]
        known = tuple(value for value in values if value is not None)
        # 30、20、10万元: whether 万 is that of each is not said.
        alike = {*units} == {match["unit"]} and (len(units) == len(known) or "元" not in units[0])
        if len(keys) == 1 and alike and len(known) == len(values):
            found.append(Amount(Asks.NUMBER, next(iter(keys)), known, units[0], *match.span()))
    return found


def _bounded(text: str, place: int, nouns: tuple[str, ...]) -> list[Amount]:
    """Return the numbers with units: one with one bound is settled, any other is asked."""
    found = []
    for numeral in numerals_in(text):
        word = _BOUND_BEFORE.search(text[: numeral.start])
        beyond = _BOUND_AFTER.match(text[numeral.end :])
        start = word.start() if word else numeral.start
        end = numeral.end + (beyond.end() if beyond else 0)
        keys = {BEFORE[word[1]]} if word else set()
        keys |= {AFTER[beyond[0]]} if beyond else set()
        phrase = _shown(text[max(0, start - 6) : end])
        if numeral.value is None or _is_vague(text, numeral, start, end, word[2] if word else ""):
            doubt: Doubt | None = ask_open("draft.number-vague", place + start, phrase=phrase)
        else:
            doubt = _doubt_on(numeral, text, place + start, phrase, nouns, bounded=len(keys) == 1)
        is_open = doubt is not None and doubt.kind is Kind.OPEN
        found.append(
            Amount(
                Asks.NUMBER,
                next(iter(keys)) if len(keys) == 1 else AT_LEAST,
                None if is_open else numeral.value,
                numeral.unit,
                start,
                end,
                word[1] if word else "",
                (doubt,) if doubt else (),
            )
        )
    return found


def _doubt_on(
    numeral: Numeral, text: str, place: int, phrase: str, nouns: tuple[str, ...], *, bounded: bool
) -> Doubt | None:
    """Return the doubt on an exact number: it recurs, or has not one bound; else None."""
    assert numeral.value is not None
    each = list(_EACH.finditer(text[: numeral.start]))
    own = each and re.match(f"每[个家]?(?:{'|'.join(nouns)})", text[each[-1].start() :])
    if each and not own:
        return ask_open("draft.number-each", place, each=each[-1][0], phrase=phrase)
    if not bounded:
        number = plain_digits(numeral.value)
        return ask_open("draft.number-bare", place, phrase=phrase, number=number)
    if each:
        return ask_to_confirm("draft.number-own", place, each=each[-1][0], phrase=phrase)
    return None


def _is_vague(text: str, numeral: Numeral, start: int, end: int, between: str) -> bool:
    """Whether something around a number makes it none that can be judged."""
    before = text[:start]
    if re.search("(?:均|分别|都)[^,;。0-9]{0,4}$", before):
        return True
    if re.search(f"(?:{'|'.join((*CHANGES, *VAGUE_BEFORE))})$", before):
        return True
    said = before.strip()
    if numeral.unit == "%" and said and not (is_a_day(said) or _OF_RATE.search(before)):
        return True
    bare = start == numeral.start and end == numeral.end
    if bare and re.search(f"(?:{'|'.join(VAGUE_BEFORE)})[^,;。0-9]{{0,4}}$", before):
        return True
    if re.search("|".join((*VAGUE_BEFORE, "年", "同期", "平均")), between):
        return True
    if _RANGE_END.search(text[: numeral.start]) or re.match(
        "[—–~-]|[至到][0-9]", text[numeral.end :]
    ):
        return True
    if re.match("|".join(VAGUE_AFTER), text[end:]) and not text[end:].startswith("的"):
        return True
    if re.match("[次/每·]", text[numeral.end :]):
        return True
    # 10亿元以上项目不少于2个: the first number only says which things the second counts.
    if end > numeral.end and re.match(
        rf"(?![且和及并与或])[^\W\d_][^,;。、]*?{NUMBER.pattern}", text[end:]
    ):
        return True
    # 1,200: the signs of a clause end it, so that a part of a number may stand alone.
    return bool(re.match(r"[0-9]", text)) and numeral.start == 0

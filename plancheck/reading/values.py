"""The types of fields: which spellings are exactly a count, a date, a status or a word.

Nothing is ever guessed: an inexact value is a problem that shows the expected spelling.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from plancheck.reading.text import says_something


def field_error(key: str, **values: Any) -> PydanticCustomError:
    """Return the error by which a field type refuses a value; ``key`` is a message key."""
    return PydanticCustomError(key, "refused", values)


class ReadBy:
    """Marks a field type whose values are what ``read`` returns for what the file has there.

    Other than pydantic's PlainValidator it does without the schema of the type itself, which is
    long for some and only of use where pydantic writes values.
    """

    def __init__(self, read: Callable[[object], Any]) -> None:
        self.read = read

    def __get_pydantic_core_schema__(self, kind: Any, _: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_plain_validator_function(self.read)


T = TypeVar("T")


def read_each(parts: Mapping[str, object], read: Callable[[object], T]) -> dict[str, T]:
    """Return each of ``parts`` as ``read`` reads it; those it refuses are refused at their keys."""
    values: dict[str, T] = {}
    refused: list[InitErrorDetails] = []
    for key, part in parts.items():
        try:
            values[key] = read(part)
        except PydanticCustomError as exc:
            refused.append({"type": exc, "loc": (key,), "input": part})
        except ValidationError as exc:
            for inner in exc.errors(include_url=False):
                error = PydanticCustomError(inner["type"], "refused", inner.get("ctx"))
                refused.append({"type": error, "loc": (key, *inner["loc"]), "input": part})
    if refused:
        raise ValidationError.from_exception_data("", refused)
    return values


def scalar(value: object) -> str:
    """Return ``value`` if it is a scalar's text, else refuse it."""
    if not isinstance(value, str):
        raise field_error("schema.text")
    return value


# --- counts --------------------------------------------------------------------------------------

MOST_DIGITS = 12
MOST_DECIMALS = 4
SCALES = {"": 0, "万": 4, "亿": 8}
"""What may stand between a number and its unit, each with the zeros that it stands for."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = "(0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)"
_UNIT = r"(?: ?([^\W\d_]{1,6}))?"
_EXACT = re.compile(_DIGITS + _UNIT)
# Patterns of what is seldom written, or refused, are compiled when it is.
_IN_HAN = "([零〇一二两三四五六七八九十百千万]+)" + _UNIT
_AMOUNT = _DIGITS + r"(\.[0-9]+)?(?: ?(?=\S)([万亿])?([^\W\d_]{1,6}|%|％)?)?"
_NO_UNIT = "[零〇一二两三四五六七八九十百千万亿]"  # 1万 is not 1, 六至八 not 6
_VAGUE = "约|近|余|多|左右|上下|以上|以下|以内|不少于|不低于|不超过|至少|至多|超过|大概|几|数|半"
_RANGE = (
    r"[0-9一二三四五六七八九十百]\s*(?:—+|–|-|－|~|～|至|到|、|/)\s*[0-9一二三四五六七八九十百]"
)
_DAY_IN_DIGITS = r"(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])"
_OTHER_DIGITS = r"(?![0-9０-９])\d"


class Count(NamedTuple):
    """An exact number, how it was written, and the unit written with it, if any.

    What is written in 万 or 亿 is multiplied, and the unit is what follows these.
    """

    value: int | Decimal
    written: str
    unit: str

    @property
    def plain(self) -> bool:
        """Whether it was written in plain digits, so that nothing had to be read into it."""
        written = self.written
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        return written == str(self.value)


class Amount(str):
    """The text of a number that may have so many ``decimals``, and that counts a ``unit``.

    One of 万元 may be written in 元 or 亿元, too.
    """

    decimals: int
    unit: str

    def __new__(cls, text: str, decimals: int, unit: str) -> Amount:
        """Return ``text`` with what a plan says of the number in it."""
        amount = super().__new__(cls, text)
        amount.decimals, amount.unit = decimals, unit
        return amount

    def __reduce__(self) -> tuple[Any, ...]:
        # What was read goes to another process or waits in a file, with the text it was read from.
        return Amount, (str(self), self.decimals, self.unit)


def read_count(value: object) -> Count:
    """Return the exact whole number ``value`` spells: ``6 六 六次 15家 ２０ 1,200 1.2万件``.

    An ``Amount`` may have decimals: ``12.5 1200.5万元 98%``. Refuses what is not one exact number:
    约30, 30余家, 10—15家, 010, 6.0, 12:30, yes.
    """
    text = scalar(value)
    digits = text.translate(_FULL_WIDTH)
    match = _EXACT.fullmatch(digits) or re.fullmatch(_IN_HAN, digits)
    number = _number(match[1]) if match else None
    if match is None or number is None or not _follows(match[2], text):
        return _amount(text, digits)
    of_scale, base = scale_of(text.unit) if isinstance(text, Amount) else ("", "")
    if "万" in match[1] and of_scale:
        raise field_error("field.no-unit", written=text, wanted=f"{number}{base}")
    if len(str(number)) > MOST_DIGITS:
        raise field_error("field.too-many-digits", limit=MOST_DIGITS)
    if len(match[1]) == 8 and re.fullmatch(_DAY_IN_DIGITS, match[1]):
        raise field_error("field.count-is-date", written=text)
    return Count(number, text, match[2] or "")


def _amount(text: str, digits: str) -> Count:
    """Return the number of ``text`` that has decimals, 万 or 亿 after it, or a unit with these."""
    decimals, wanted = (text.decimals, text.unit) if isinstance(text, Amount) else (0, "")
    match = re.fullmatch(_AMOUNT, digits)
    number = _number(match[1]) if match else None
    if match is None or number is None or re.search(f"{_VAGUE}|{_NO_UNIT}", match[4] or ""):
        raise _no_count(text, digits, decimals)
    fraction, scale, unit = match[2] or "", match[3] or "", (match[4] or "").replace("％", "%")
    if unit == "%" != wanted:
        raise _no_count(text, digits, decimals)
    if decimals and fraction and text != digits:  # a full-width digit beside a point is a slip
        raise field_error("field.other-digits", written=text, wanted=digits)
    of_scale, base = scale_of(wanted)
    if scale and of_scale and not unit:
        raise field_error("field.no-unit", written=text, wanted=f"{number}{fraction}{scale}{base}")
    shift = SCALES[scale]
    if unit == base and of_scale:
        shift, unit = shift - SCALES[of_scale], wanted
    if len(fraction) > MOST_DIGITS:
        raise field_error("field.decimals", written=text, limit=decimals)
    value = exact(Decimal(f"{number}{fraction}").scaleb(shift))
    places = len(fraction) - 1 if shift == 0 else places_of(value)
    if places > decimals:
        problem = "field.decimals" if decimals else "field.decimal"
        raise field_error(problem, written=text, limit=decimals)
    if value >= 10**MOST_DIGITS:
        raise field_error("field.too-many-digits", limit=MOST_DIGITS)
    return Count(value, text, unit)


def scale_of(unit: str) -> tuple[str, str]:
    """Return 万 or 亿 where ``unit`` begins with it, and what it is a unit of: 万 and 元."""
    return (unit[0], unit[1:]) if unit[:1] in SCALES and len(unit) > 1 else ("", unit)


def exact(number: int | Decimal) -> int | Decimal:
    """Return ``number`` without zeros after its point, a whole one as ``int``."""
    if isinstance(number, int):
        return number
    return int(number) if number == int(number) else number.normalize()


def plain_digits(number: Decimal) -> str:
    """Return ``number`` in plain digits, without zeros after its point."""
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def places_of(number: int | Decimal) -> int:
    """Return how many decimals ``number`` has."""
    return 0 if isinstance(number, int) else max(0, -int(number.as_tuple().exponent))


def _follows(unit: str | None, text: str) -> bool:
    """Whether ``unit``, which follows a number in ``text``, leaves that as it is."""
    if not unit or isinstance(text, Amount):
        return unit in (None, getattr(text, "unit", None))
    return not (re.search(_VAGUE, unit) or re.search(_NO_UNIT, unit))


def _no_count(text: str, digits: str, decimals: int = 0) -> PydanticCustomError:
    if re.fullmatch(r"0[0-9]+", digits):
        corrected = digits.lstrip("0") or "0"
        if len(corrected) > MOST_DIGITS:
            return field_error("field.too-many-digits", limit=MOST_DIGITS)
        return field_error("field.leading-zero", written=text, wanted=corrected)
    if re.search(_OTHER_DIGITS, digits):
        corrected = re.sub(r"\d", lambda m: str(int(m[0])), digits)
        try:
            read_count(
                Amount(corrected, decimals, text.unit) if isinstance(text, Amount) else corrected
            )
        except PydanticCustomError as exc:  # more is wrong than the digits
            return exc
        return field_error("field.other-digits", written=text, wanted=corrected)
    if _DATE.fullmatch(digits):
        return field_error("field.count-is-date", written=text)
    if re.search(_RANGE, digits):
        return field_error("field.range", written=text)
    if re.search(_VAGUE, digits):
        return field_error("field.vague", written=text)
    if not decimals and re.fullmatch(r"[+-]?[0-9]*\.[0-9]*", digits):
        return field_error("field.decimal", written=text)
    if re.match(r"[-−－][0-9]", digits):
        return field_error("field.negative", written=text)
    return field_error("field.decimal-form" if decimals else "field.not-a-count", written=text)


_HAN = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}


def _number(text: str) -> int | None:
    if text[0] in "0123456789":
        return int(text.replace(",", "")) if len(text) <= 2 * MOST_DIGITS else 10**MOST_DIGITS
    text = text.replace("〇", "零").replace("两", "二")
    total = section = digit = 0
    for sign in text:
        if sign in _HAN:
            digit = _HAN[sign]
        elif sign == "万":
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _HAN_UNITS[sign], 0
    number = total + section + digit
    # A spelling counts only if it is the one way to write that number: 一五 and 一百五 are not.
    if number >= 10**8:
        return None
    usual = _han(number)
    return number if text == usual or (usual.startswith("十") and text == "一" + usual) else None


def _han(number: int) -> str:
    """Return ``number``, below 100,000,000, in Chinese numerals, 十五 rather than 一十五."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        rest = _han(low) if low else ""
        rest = "一" + rest if rest.startswith("十") else rest
        return _han(high) + "万" + ("零" if 0 < low < 1000 else "") + rest
    names = {value: sign for sign, value in _HAN.items()}
    text, gap = "", False
    for sign, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            text += ("零" if gap and text else "") + names[digit] + sign
        gap = digit == 0
    text = text.removeprefix("一") if text.startswith("一十") else text
    return text or "零"


# --- dates ---------------------------------------------------------------------------------------

_DATE = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])", re.ASCII)


def read_date(value: object) -> datetime.date:
    """Return the day ``value`` names: ``2014-06-05``, 2014年6月5日, 2014.6.5 or 2014/6/5."""
    return _day(scalar(value))


@lru_cache(maxsize=1024)  # a year has few days, and reports name the same ones
def _day(text: str) -> datetime.date:
    digits = text.translate(_FULL_WIDTH)
    match = _DATE.fullmatch(digits)
    if match:
        year, month, day = int(match[1]), int(match[3] or match[5]), int(match[4] or match[6])
        try:
            return datetime.date(year, month, day)
        except ValueError:
            raise field_error("field.impossible-date", written=text) from None
    eight = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", digits, re.ASCII)
    if eight:
        dashed = "-".join(eight.groups())
        read_date(dashed)  # which refuses a day that does not exist
        raise field_error("field.date-digits", written=text, wanted=dashed)
    if re.fullmatch(r"\d{4}([-/.年]\d{1,2}月?)?年?", digits, re.ASCII):
        raise field_error("field.incomplete-date", written=text)
    if re.fullmatch(r"\d{1,2}([-/.]|月)\d{1,2}[日号]?", digits, re.ASCII):
        raise field_error("field.no-year", written=text)
    raise field_error("field.not-a-date", written=text)


# --- words ---------------------------------------------------------------------------------------


class Status(StrEnum):
    """How far a duty has got; NOT_UNDERTAKEN is for optional ones and stands outside the order."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    INTERIM = "interim"
    COMPLETED = "completed"
    NOT_UNDERTAKEN = "not-undertaken"

    def reaches(self, required: Status) -> bool:
        """Whether this status is at least ``required``."""
        return self is not Status.NOT_UNDERTAKEN and _ORDER[self] >= _ORDER[required]

    @property
    def rank(self) -> int:
        """The place in the order, from 0; 9 for what stands outside it."""
        return 9 if self is Status.NOT_UNDERTAKEN else _ORDER[self]


_ORDER = {status: place for place, status in enumerate(Status)}


STATUS_WORDS = {
    Status.NOT_STARTED: ("未启动", "未开展", "未开始", "尚未开展", "尚未启动"),
    Status.IN_PROGRESS: ("进行中", "推进中", "正在推进", "正在进行", "在办"),
    Status.INTERIM: ("阶段性成果", "有阶段性成果", "取得阶段性成果", "已有阶段性成果"),
    Status.COMPLETED: ("完成", "已完成"),
    Status.NOT_UNDERTAKEN: ("不承担", "未承担", "未选做", "不选做"),
}
STATUSES = {
    word: status for status, words in STATUS_WORDS.items() for word in (str(status), *words)
}
"""Every spelling of a status."""


def read_status(value: object) -> Status:
    """Return the status ``value`` names, in English or Chinese."""
    text = scalar(value)
    try:
        return STATUSES[text]
    except KeyError:
        raise not_a_status(text, list(Status)) from None


class Meant(StrEnum):
    """What a word says that offices write and that is a status only with a fact it leaves open."""

    UNFINISHED = "unfinished"
    UNDER_WAY = "under-way"
    SUBMITTED = "submitted"
    DECLINED = "declined"
    NOT_CONCERNED = "not-concerned"


# Never by spelling distance: 未完成 is one sign from 完成, incomplete two letters from complete.
# fmt: off
OFFICE_WORDS: Mapping[Status | Meant, tuple[str, ...]] = {
    Status.NOT_STARTED: (
        "没有启动", "没启动", "还未启动", "还没启动", "暂未启动", "待启动", "准备启动", "尚未开始",
        "没有开始", "没有开展", "没开展", "还未开展", "还没开展", "暂未开展", "待开展", "拟开展",
        "未着手", "尚未着手", "未实施", "尚未实施",
        "not begun", "not yet begun", "not yet started", "unstarted", "to be started",
    ),
    Meant.UNFINISHED: (
        "未完成", "尚未完成", "没有完成", "没完成", "还未完成", "还没完成", "还没有完成",
        "暂未完成", "未全部完成", "未办结", "尚未办结", "没有阶段性成果", "无阶段性成果",
        "尚无阶段性成果", "未取得阶段性成果", "尚未取得阶段性成果",
        "not completed", "not complete", "not yet completed", "incomplete", "uncompleted",
        "not finished", "unfinished", "not done", "not yet done", "undone", "no interim result",
    ),
    Meant.UNDER_WAY: (
        "部分完成", "基本完成", "大部分完成", "大体完成", "初步完成", "阶段性完成", "即将完成",
        "接近完成", "已启动", "启动", "已经启动", "已开展", "开展", "已经开展", "正在开展",
        "开展中", "持续开展", "已开始", "已着手", "推进", "持续推进", "有序推进", "稳步推进",
        "积极推进", "加快推进", "扎实推进", "按计划推进", "正常推进", "达到序时进度",
        "符合序时进度", "序时进度", "按序时进度推进", "正在实施", "实施中", "正在办理", "办理中",
        "正在筹备", "筹备中", "正在起草", "起草中", "正在制定", "制定中", "正在征求意见",
        "征求意见中",
        "started", "begun", "ongoing", "on-going", "underway", "under way", "undertaken",
        "progressing", "partly completed", "partially completed", "partly complete",
        "partially complete", "partial", "mostly completed", "largely completed",
        "basically completed", "nearly completed", "almost completed", "nearly complete",
        "almost complete", "half done", "on schedule", "on track",
    ),
    Meant.SUBMITTED: (
        "已报审", "已报送", "已上报", "已送审", "已报批", "已提交", "待审批", "审批中", "正在审批",
        "submitted", "submitted for approval", "sent for approval", "awaiting approval",
    ),
    Status.COMPLETED: (
        "完成了", "已经完成", "已完成了", "全部完成", "已全部完成", "均已完成", "按期完成",
        "如期完成", "按时完成", "超额完成", "圆满完成", "已完毕", "已办结", "已印发", "已出台",
        "已发布", "已颁布", "已公布", "已印发实施",
        "complete", "fully completed", "finished", "done", "issued", "published", "promulgated",
    ),
    Meant.DECLINED: (
        "不开展", "不拟开展", "暂不开展", "不启动", "不实施", "不执行", "不做", "不参与", "不参加",
        "未参与", "放弃", "declined", "will not do", "not doing", "not participating",
    ),
    Meant.NOT_CONCERNED: (
        "不适用", "无", "没有", "不涉及", "无此项", "无此项任务", "无此任务", "无任务", "无关",
        "not applicable", "n/a", "na", "none", "nil", "not relevant",
    ),
}
# fmt: on
"""What offices write for a status, by the status to write instead or by what that depends on."""


def _bare(word: str) -> str:
    """Return ``word`` in one width and case, without blanks, hyphens and a full stop at its end."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    return re.sub(r"[\s_-]", "", plain).rstrip("。.、,;")


@cache
def _meant() -> dict[str, Status | Meant]:
    """Return what each word means that is no status, or not as it is written."""
    table: dict[str, Status | Meant] = {_bare(word): status for word, status in STATUSES.items()}
    for meant, words in OFFICE_WORDS.items():
        table.update(dict.fromkeys(map(_bare, words), meant))
    return table


def not_a_status(written: str, known: Sequence[Status]) -> PydanticCustomError:
    """Return the error that refuses ``written`` and says which of ``known`` to write instead."""
    meant = _meant().get(_bare(written))
    if meant is Meant.DECLINED and Status.NOT_UNDERTAKEN not in known:
        meant = Status.NOT_STARTED
    if isinstance(meant, Meant):
        return field_error("field.status-depends", written=written, meant=meant, known=list(known))
    if meant in known:
        return field_error("field.status-meant", written=written, meant=meant)
    return field_error("field.not-a-status", written=written, known=list(known))


class Shown:
    """Reads a text in which something shows, and refuses any other with ``problem``.

    ``name`` is what the schemas call the type.
    """

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        self.problem = problem

    def __call__(self, value: object) -> str:
        """Return ``value`` if it is such a text."""
        text = scalar(value)
        if not says_something(text):
            raise field_error(self.problem)
        return text


CountField = Annotated[Count, ReadBy(read_count)]
DateField = Annotated[datetime.date, ReadBy(read_date)]
StatusField = Annotated[Status, ReadBy(read_status)]


class OneOf:
    """Reads exactly the words ``allowed``."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self.allowed = allowed

    def __call__(self, value: object) -> str:
        """Return ``value`` if it is one of the words, else refuse it."""
        text, known = scalar(value), list(self.allowed)
        if text not in known:
            raise field_error("field.word", written=text, known=known)
        return text


class Words:
    """Reads the words of ``table``, each as what it means. Schemas call the type ``name``."""

    def __init__(self, name: str, table: Mapping[str, str]) -> None:
        self.name = name
        self.table = table

    def __call__(self, value: object) -> str:
        """Return what ``value`` means, if it is one of the words, else refuse it."""
        text = scalar(value)
        if text not in self.table:
            raise field_error("field.word", written=text, known=list(self.table))
        return self.table[text]


def several_in_one(text: str) -> dict[str, str]:
    """Return the sign by which ``text`` joins several names, and a list of them, for a message.

    Empty for a single name.
    """
    if text.isalnum():  # as nearly every name
        return {}
    sign = next((sign for sign in _JOINING if sign in text), None)
    if sign is None:
        return {}
    names = (name.strip() for name in re.split(f"[{_JOINING}]", text))
    return {"written": text, "sign": sign, "list": f"[{', '.join(filter(None, names))}]"}


_JOINING = "，、；,;"


def one_of(*allowed: str) -> ReadBy:
    """Return a field type that takes exactly the words ``allowed``."""
    return ReadBy(OneOf(allowed))


def read_flag(value: object) -> bool:
    """Return the truth value written as ``true`` or ``false``."""
    text = scalar(value)
    if text not in ("true", "false"):
        raise field_error("field.word", written=text, known=["true", "false"])
    return text == "true"


FlagField = Annotated[bool, ReadBy(read_flag)]

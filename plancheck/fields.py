"""How a document becomes typed models: key spelling, field types, and problems with a place.

Two passes. *Spelling* walks the nodes beside the model: a Chinese key becomes the model's own, an
unknown or twice-given key becomes a problem at that key. *Typing* is pydantic's: scalars arrive as
the text they were written as, and each field type here says which spellings are that value exactly.
Nothing is ever guessed: what is not exact is a problem that shows the spelling wanted.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, PlainValidator, PrivateAttr, ValidationError
from pydantic_core import PydanticCustomError

from plancheck.errors import MOST_SLIPS, Location, Near, PlancheckError, Problem
from plancheck.source import Document, Items, Loc, Mapping, Node, Scalar
from plancheck.syntax import FULL_WIDTH, ODD_COLON

# --- models and their keys -----------------------------------------------------------------------


class Strict(BaseModel):
    """A mapping of a file: no unknown key, no coercion, no change after loading."""

    # A model inside others is checked by theirs: one of its own is built if it is ever needed.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class File(Strict):
    """A whole file, which knows where each of its values stands."""

    _document: Document = PrivateAttr()

    @property
    def document(self) -> Document:
        """The tree it was read from."""
        # What ``self._document`` means, which pydantic takes ten times as long to find.
        private = self.__pydantic_private__ or {}
        return private["_document"]  # type: ignore[no-any-return]

    @property
    def path(self) -> str:
        """The name of the file it was read from."""
        return self.document.path

    def locate(self, *loc: str | int, key: bool = False) -> Location:
        """Return the place of a value, or of the nearest thing above it that exists.

        With ``key`` the place of the key that names it.
        """
        return self.document.locate(loc, key=key)


@dataclass(frozen=True, slots=True)
class Spelled:
    """The Chinese spellings of a key, the preferred one first."""

    first: str
    others: tuple[str, ...] = ()

    def __init__(self, first: str, *others: str) -> None:
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "others", others)


M = TypeVar("M", bound=Strict)


@cache
def spellings(model: type[Strict]) -> dict[str, str]:
    """Return, for every spelling of every key of ``model``, the key's own name."""
    table: dict[str, str] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        table[key] = key
        for mark in field.metadata:
            if isinstance(mark, Spelled):
                table.update(dict.fromkeys((mark.first, *mark.others), key))
    return table


@cache
def _keys(model: type[Strict]) -> frozenset[str]:
    """Return the keys of ``model`` as the model itself spells them."""
    return frozenset(spellings(model).values())


def spellings_of(model: type[Strict], name: str) -> list[str]:
    """Return every spelling of the key ``name``, the model's own first."""
    return [text for text, key in spellings(model).items() if key == name]


@cache
def _models(model: type[Strict]) -> dict[str, tuple[type[Strict], type | None]]:
    """Return, for each key that holds a model or several, that model and what holds them."""
    found = {}
    for name, field in model.model_fields.items():
        nested = _nested(field.annotation)
        if nested is not None:
            found[field.alias or name] = (nested, _container(field.annotation))
    return found


def _nested(annotation: Any) -> type[Strict] | None:
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, Strict) else None
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        inner = inner[:1]
    found = (_nested(part) for part in inner)
    return next((model for model in found if model), None)


def value_of(node: Node, model: type[Strict], name: str) -> Node | None:
    """Return the value of ``name`` in ``node``, whichever way the key is spelled."""
    if isinstance(node, Mapping):
        for spelling, key in spellings(model).items():
            if key == name and spelling in node.entries:
                return node.entries[spelling][1]
    return None


def put_value(node: Node, model: type[Strict], name: str, value: Node) -> None:
    """Put ``value`` in the place of the value of ``name``, whichever way the key is spelled."""
    if isinstance(node, Mapping):
        for written, (key, _) in node.entries.items():
            if spellings(model).get(written) == name:
                node.entries[written] = (key, value)


def rename(document: Document, node: Mapping, names: MappingOf[str, str]) -> None:
    """Spell the keys of ``node`` as ``names`` says; a key given in two spellings is a problem."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    for written, (key, value) in node.entries.items():
        name = names.get(written, written)
        if name in entries:
            first = entries[name][0]
            values = {"key": written, "other": first.text, "first": first.span[0] + 1}
            document.problems.append(Problem("schema.same-key", document.at(key), values))
        else:
            entries[name] = (key, value)
    node.entries = entries


def unknown_key(document: Document, key: Scalar, known: Iterable[str]) -> None:
    """Note that ``key`` is none of ``known``."""
    problem = full_width(document, key)
    if problem is None and key.plain and ":" in key.text:
        problem = Problem("yaml.no-colon", document.at(key))
    if problem is None:
        values = {"key": key.text, "near": Near(key.text, list(known))}
        problem = Problem("schema.unknown-key", document.at(key), values)
    note(document, problem)


def note(document: Document, problem: Problem) -> None:
    """Add ``problem`` to those of ``document``; of very many, the later have no near names."""
    if "near" in problem.values and len(document.problems) >= MOST_SLIPS:
        problem = Problem(problem.key, problem.where, {**problem.values, "near": ()})
    document.problems.append(problem)


def full_width(document: Document, node: Node) -> Problem | None:
    """Return the problem that ``node`` holds a full-width sign where YAML needs an ASCII one.

    A blank that is not an ordinary one, after a colon, is such a sign too.
    """
    if not isinstance(node, Scalar) or not node.plain:
        return None
    if odd := ODD_COLON.match(node.text):
        where = document.at(node)
        column = where.column + odd.start(1)
        where = where._replace(
            column=column, end_line=where.line, end_column=column + 1, end_text=where.text
        )
        return Problem("source.odd-space", where, {"character": f"U+{ord(odd[1]):04X}"})
    place = next((i for i, sign in enumerate(node.text) if sign in FULL_WIDTH), None)
    if place is None:
        return None
    where = document.at(node)
    if not re.search(r"\s", node.text[:place]):  # so it is on the line where the text begins
        column = where.column + place
        where = where._replace(
            column=column,
            end_line=where.line,
            end_column=column + 1,
            end_text=where.text,
        )
    sign = node.text[place]
    return Problem("yaml.full-width", where, {"sign": sign, "plain": FULL_WIDTH[sign]})


def _spell(document: Document, node: Node, model: type[Strict]) -> None:
    """Spell the keys of ``node`` and of everything in it as ``model`` does."""
    if not isinstance(node, Mapping):
        return
    if not node.entries.keys() <= _keys(model):
        known = spellings(model)
        for written in [written for written in node.entries if written not in known]:
            key, _ = node.entries.pop(written)
            unknown_key(document, key, known)
        rename(document, node, known)
    for name, (nested, container) in _models(model).items():
        if name in node.entries:
            for part in _parts(node.entries[name][1], container):
                _spell(document, part, nested)


def _parts(value: Node, container: type | None) -> list[Node]:
    """Return the nodes a model speaks of; none where ``value`` is not the ``container`` wanted."""
    if container is None:
        return [value]
    if container is list:
        return value.nodes if isinstance(value, Items) else []
    return [part for _, part in value.entries.values()] if isinstance(value, Mapping) else []


def _container(annotation: Any) -> type | None:
    """Return ``list`` or ``dict`` where a field holds several of its model, None for one."""
    origin: Any = get_origin(annotation)
    if origin in (list, dict):
        return origin  # type: ignore[no-any-return]
    found = (_container(part) for part in get_args(annotation))
    return next((container for container in found if container), None)


BRACKETS = ("【", "［")

# --- typing --------------------------------------------------------------------------------------


def fit(document: Document, model: type[M], error: type[PlancheckError]) -> M:
    """Return ``document`` as ``model``; raises ``error`` with every problem of the file."""
    if not isinstance(document.root, Mapping):
        # The way a whole file becomes one text: every colon in it is full-width.
        problem = full_width(document, document.root)
        where = document.at(document.root)
        raise error([*document.problems, problem or Problem("schema.not-a-mapping", where)])
    _spell(document, document.root, model)
    try:
        fitted = model.model_validate(document.data)
    except ValidationError as exc:
        found = [_problem(document, model, detail) for detail in exc.errors(include_url=False)]
        raise error(in_order([*document.problems, *found])) from None
    refuse(document.problems, error)
    if isinstance(fitted, File):
        fitted._document = document
    return fitted


def refuse(problems: Iterable[Problem], error: type[PlancheckError]) -> None:
    """Raise ``error`` with ``problems`` in the order of their places, if there are any."""
    found = list(problems)
    if found:
        raise error(in_order(found))


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return ``problems`` in the order of their places."""
    return sorted(problems, key=lambda problem: (problem.where is not None, problem.where))


_TYPES = {
    "model_type": "schema.mapping",
    "dict_type": "schema.mapping",
    "list_type": "schema.list",
    "string_type": "schema.text",
    "too_short": "schema.empty",
}


def _problem(document: Document, model: type[Strict], detail: Any) -> Problem:
    loc: Loc = detail["loc"]
    kind: str = detail["type"]
    if kind == "missing":
        values = missing_key(document, spellings_of(_model_at(model, loc[:-1]), str(loc[-1])))
        return Problem("schema.missing", document.locate(loc[:-1]), values)
    name, node = _named(document, loc)
    known = _TYPES.get(kind, kind)
    of_item = isinstance(loc[-1], int)
    if known == "schema.text" and isinstance(node, Scalar) and node.data is None and not of_item:
        return Problem("schema.blank", document.locate(loc), {"key": name})
    if kind == "model_type" and of_item:
        example = _item(document, _model_at(model, loc), node)
        return Problem("schema.records", document.locate(loc), {"key": name, "example": example})
    if kind in _TYPES:
        problem = full_width(document, node) if _TYPES[kind] == "schema.mapping" else None
        if _TYPES[kind] == "schema.list" and isinstance(node, Scalar) and node.text[:1] in BRACKETS:
            values = {"sign": node.text[0], "plain": "["}
            problem = Problem("yaml.full-width", document.at(node), values)
        if problem is None and known == "schema.list":
            item = _models(_model_at(model, loc[:-1])).get(str(loc[-1]))
            values = {"key": name}
            values["example"] = _item(document, item[0], node) if item else _in_brackets(node)
            problem = Problem("schema.records" if item else known, document.locate(loc), values)
        if problem is None and known == "schema.mapping" and isinstance(node, Scalar):
            words = node.text.split(maxsplit=1)
            if len(words) == 2:
                values = {"key": name, "example": ": ".join(words)}
                problem = Problem("schema.mapping-on-a-line", document.locate(loc), values)
        return problem or Problem(known, document.locate(loc), {"key": name})
    if "." in kind:  # raised by a field type below
        return Problem(kind, document.locate(loc), {"key": name, **detail.get("ctx", {})})
    return Problem("schema.other", document.locate(loc), {"key": name, "why": detail["msg"]})


def _model_at(model: type[Strict], loc: Loc) -> type[Strict]:
    """Return the model of the value at ``loc`` in ``model``, or of what is around it."""
    for step in loc:
        model, _ = _models(model).get(str(step), (model, None))
    return model


def missing_key(document: Document, spelled: Sequence[str]) -> dict[str, str]:
    """Return the key that ``document`` lacks as its own keys are, as values of a message.

    ``spelled`` are the key's spellings: English, Chinese.
    """
    if document.in_chinese:
        return {"key": own_spelling(document, spelled), "spelled": ""}
    return {"key": spelled[0], "spelled": f"（{spelled[1]}）" if len(spelled) > 1 else ""}


def own_spelling(document: Document, spelled: Sequence[str]) -> str:
    """Return that of a key's spellings, English and Chinese, which ``document`` has for its own."""
    return spelled[1] if document.in_chinese and len(spelled) > 1 else spelled[0]


def _item(document: Document, model: type[Strict], node: Node) -> str:
    """Return how an entry of a list is written: what ``node`` says under the first of two keys."""
    said = node.text if isinstance(node, Scalar) and node.data is not None else "…"
    samples: list[str] = []
    for name in list(dict.fromkeys(spellings(model).values()))[:2]:
        dated = _holds(model.model_fields[name].annotation, datetime.date)
        sample = "2014-03-18" if dated else "…" if samples else said
        samples.append(f"{own_spelling(document, spellings_of(model, name))}: {sample}")
    return f"- {{{', '.join(samples)}}}"


def _holds(annotation: Any, kind: type) -> bool:
    return annotation is kind or any(_holds(part, kind) for part in get_args(annotation))


def _in_brackets(node: Node) -> str:
    """Return what ``node`` says as a list."""
    if not isinstance(node, Scalar) or node.data is None:
        return "[…]"
    return f"[{', '.join(filter(None, re.split('[，、；,; ]+', node.text)))}]"


def _named(document: Document, loc: Loc) -> tuple[str, Node]:
    """Return the value at ``loc`` and the key that names it, as it is written in the file."""
    name, node = "", document.root
    for step in loc:
        if isinstance(node, Mapping) and str(step) in node.entries:
            key, node = node.entries[str(step)]
            name = key.text
        elif isinstance(node, Items) and isinstance(step, int):
            node = node.nodes[step]
    return name, node


def wrong(key: str, **values: Any) -> PydanticCustomError:
    """Return the error by which a field type refuses a value; ``key`` is a message key."""
    return PydanticCustomError(key, "refused", values)


def scalar(value: object) -> str:
    """Return ``value`` if it is a scalar's text, else refuse it."""
    if not isinstance(value, str):
        raise wrong("schema.text")
    return value


# --- counts --------------------------------------------------------------------------------------

MOST_DIGITS = 12
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_EXACT = re.compile(
    r"(0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[零〇一二两三四五六七八九十百千万]+)"
    r"(?: ?([^\W\d_]{1,6}))?"
)
# Patterns of what is refused are compiled when something is.
_NO_UNIT = "[零〇一二两三四五六七八九十百千万亿]"  # 1万 is not 1, 六至八 not 6
_VAGUE = "约|近|余|多|左右|上下|以上|以下|以内|不少于|不低于|不超过|至少|至多|超过|大概|几|数|半"
_RANGE = (
    r"[0-9一二三四五六七八九十百]\s*(?:—+|–|-|－|~|～|至|到|、|/)\s*[0-9一二三四五六七八九十百]"
)
_OTHER_DIGITS = r"(?![0-9０-９])\d"


class Count(NamedTuple):
    """An exact whole number, how it was written, and the unit written with it, if any."""

    value: int
    written: str
    unit: str

    @property
    def plain(self) -> bool:
        """Whether it was written in plain digits, so that nothing had to be read into it."""
        return self.written == str(self.value)


def read_count(value: object) -> Count:
    """Return the exact whole number ``value`` spells: ``6 六 六次 15家 ２０ 1,200``.

    Refuses what is not one exact number: 约30, 30余家, 10—15家, 010, 6.0, 1万, 12:30, yes.
    """
    text = scalar(value)
    digits = text.translate(_FULL_WIDTH)
    match = _EXACT.fullmatch(digits)
    number = _number(match[1]) if match else None
    if match is None or number is None:
        raise _no_count(text, digits)
    unit = match[2] or ""
    if unit and (re.search(_VAGUE, unit) or re.search(_NO_UNIT, unit)):
        raise _no_count(text, digits)
    if len(str(number)) > MOST_DIGITS:
        raise wrong("field.too-many-digits", limit=MOST_DIGITS)
    if re.fullmatch(r"(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])", match[1]):
        raise wrong("field.count-is-date", written=text)
    return Count(number, text, unit)


def _no_count(text: str, digits: str) -> PydanticCustomError:
    if re.fullmatch(r"0[0-9]+", digits):
        wanted = digits.lstrip("0") or "0"
        if len(wanted) > MOST_DIGITS:
            return wrong("field.too-many-digits", limit=MOST_DIGITS)
        return wrong("field.leading-zero", written=text, wanted=wanted)
    if re.search(_OTHER_DIGITS, digits):
        wanted = re.sub(r"\d", lambda m: str(int(m[0])), digits)
        try:
            read_count(wanted)
        except PydanticCustomError as exc:  # there is more amiss than the digits
            return exc
        return wrong("field.other-digits", written=text, wanted=wanted)
    if _DATE.fullmatch(digits):
        return wrong("field.count-is-date", written=text)
    if re.search(_RANGE, digits):
        return wrong("field.range", written=text)
    if re.search(_VAGUE, digits):
        return wrong("field.vague", written=text)
    if re.fullmatch(r"[+-]?[0-9]*\.[0-9]*", digits):
        return wrong("field.decimal", written=text)
    if re.match(r"[-−－][0-9]", digits):
        return wrong("field.negative", written=text)
    return wrong("field.not-a-count", written=text)


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
            raise wrong("field.impossible-date", written=text) from None
    eight = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", digits, re.ASCII)
    if eight:
        wanted = "-".join(eight.groups())
        read_date(wanted)  # which refuses a day that does not exist
        raise wrong("field.date-digits", written=text, wanted=wanted)
    if re.fullmatch(r"\d{4}([-/.年]\d{1,2}月?)?年?", digits, re.ASCII):
        raise wrong("field.incomplete-date", written=text)
    raise wrong("field.not-a-date", written=text)


# --- words ---------------------------------------------------------------------------------------


class Status(StrEnum):
    """How far a duty has got; NOT_UNDERTAKEN is for optional ones and stands outside the order."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    INTERIM = "interim"
    COMPLETED = "completed"
    NOT_UNDERTAKEN = "not-undertaken"

    def reaches(self, wanted: Status) -> bool:
        """Whether this status is at least ``wanted``."""
        return self is not Status.NOT_UNDERTAKEN and _ORDER[self] >= _ORDER[wanted]


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
OFFICE_WORDS: MappingOf[Status | Meant, tuple[str, ...]] = {
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
        return wrong("field.status-depends", written=written, meant=meant, known=list(known))
    if meant in known:
        return wrong("field.status-meant", written=written, meant=meant)
    return wrong("field.not-a-status", written=written, known=list(known))


CountField = Annotated[Count, PlainValidator(read_count)]
DateField = Annotated[datetime.date, PlainValidator(read_date)]
StatusField = Annotated[Status, PlainValidator(read_status)]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Reads exactly the words ``allowed``."""

    allowed: tuple[str, ...]

    def __call__(self, value: object) -> str:
        """Return ``value`` if it is one of the words, else refuse it."""
        text, known = scalar(value), list(self.allowed)
        if text not in known:
            raise wrong("field.word", written=text, known=known)
        return text


def one_of(*allowed: str) -> PlainValidator:
    """Return a field type that takes exactly the words ``allowed``."""
    return PlainValidator(OneOf(allowed))


def read_flag(value: object) -> bool:
    """Return the truth value written as ``true`` or ``false``."""
    text = scalar(value)
    if text not in ("true", "false"):
        raise wrong("field.word", written=text, known=["true", "false"])
    return text == "true"


FlagField = Annotated[bool, PlainValidator(read_flag)]

"""What a field reads as a number, a date or a word, and what it refuses."""

from __future__ import annotations

import datetime
import itertools
import unicodedata
from typing import Annotated, Any

import pytest
from pydantic_core import PydanticCustomError

from plancheck.errors import ReportError, near
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.reading.models import Spelled, Strict, spellings, validate_as
from plancheck.reading.source import parse
from plancheck.reading.values import (
    MOST_DIGITS,
    OFFICE_WORDS,
    STATUS_WORDS,
    STATUSES,
    Count,
    CountField,
    Meant,
    Status,
    _han,
    read_count,
    read_date,
    read_flag,
    read_status,
)


def refusal(read: Any, value: object) -> tuple[str, dict[str, Any]]:
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    return caught.value.type, caught.value.context or {}


# --- counts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0", 0, ""),
        ("6", 6, ""),
        ("10000", 10_000, ""),
        ("9" * MOST_DIGITS, 10**MOST_DIGITS - 1, ""),
        ("6次", 6, "次"),
        ("6 次", 6, "次"),
        ("160人次", 160, "人次"),
        ("1,200", 1200, ""),
        ("1,234,567家", 1_234_567, "家"),
        ("２０", 20, ""),
        ("１５家", 15, "家"),
        ("零", 0, ""),
        ("〇", 0, ""),
        ("六", 6, ""),
        ("六次", 6, "次"),
        ("六 次", 6, "次"),
        ("两次", 2, "次"),
        ("十", 10, ""),
        ("一十", 10, ""),
        ("十五家", 15, "家"),
        ("一十五家", 15, "家"),
        ("二十", 20, ""),
        ("一百零五", 105, ""),
        ("一百〇五", 105, ""),
        ("两百", 200, ""),
        ("两千零一十", 2010, ""),
        ("一万", 10_000, ""),
        ("十万零一十", 100_010, ""),
        ("1900000", 1_900_000, ""),
        ("20141301", 20_141_301, ""),  # no month 13, so no date
    ],
)
def test_an_exact_number_is_read(text: str, value: int, unit: str) -> None:
    assert read_count(text) == Count(value, text, unit)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("6", True), ("1200", True), ("0", True), ("6次", False), ("1,200", False), ("六", False),
     ("６", False)],
)  # fmt: skip
def test_a_number_in_plain_digits_needs_no_note(text: str, plain: bool) -> None:
    assert read_count(text).plain is plain


REFUSED_COUNTS = {
    "field.leading-zero": ["060", "010", "08", "00", "０６"],
    "field.other-digits": ["٦", "६", "𝟔", "٦次", "๖", "𝟏𝟐"],
    "field.range": ["10—15", "10-15家", "6~8", "6～8次", "六至八", "6到8", "10－15", "6–8", "1/2",
                    "2、3"],
    "field.vague": ["约6次", "不少于6次", "30余家", "近百人", "十几", "数十家", "6次左右", "6多",
                    "至少6", "6以上", "几次", "大概30", "6个半", "约٦"],
    "field.decimal": ["6.0", "6.", ".5", "-1.5", "3.14"],
    "field.negative": ["-6", "－6", "−6", "-6次"],
    "field.too-many-digits": ["1" * 13, "0" + "1" * 13, "9" * 4301, "1,111,111,111,111"],
    "field.count-is-date": ["20140601", "19991231", "2014-06-01", "2014年6月1日", "2014.6.1"],
    "field.not-a-count": [
        "", " ", " 6", "6 ", "6  次", "+6", "1e3", "0x1F", "0b11", "0o17", "1_000", "1:30", "12:30",
        "1:59:59", "1，200", "12,00", "1,2000", ",100", "1 200", "6,", "yes", "no", "on",
        "true", "是",
        "全部", "nan", "NaN", ".nan", ".inf", "Infinity", "6%", "100%", "6+", "6/", "⑥", "⁶",
        "½", "Ⅵ",
        "㊅", "1千", "2百家", "1万5千", "1.2万亿", "3十", "一亿", "万", "百", "一万万", "六七次",
        "一二", "二零一四",
        "一百五", "一百一五", "百五十", "十零五", "零六", "六零", "一千五", "廿", "卅", "壹",
        "陆", "6六",
        "第6次", "共6次", "6次培训班的合计值", "06次", "六 . 五", "null", "~", "六\n", "6\n次",
    ],
}  # fmt: skip
_REFUSED = [(key, text) for key, texts in REFUSED_COUNTS.items() for text in texts]


@pytest.mark.parametrize(("key", "text"), _REFUSED)
def test_what_is_not_one_exact_number_is_refused_for_its_reason(key: str, text: str) -> None:
    assert refusal(read_count, text)[0] == key


@pytest.mark.parametrize(("key", "text"), _REFUSED)
def test_the_spelling_that_a_refusal_offers_is_read(key: str, text: str) -> None:
    offered = refusal(read_count, text)[1].get("wanted")
    assert (offered is not None) == (key in ("field.leading-zero", "field.other-digits"))
    if offered is not None:
        assert read_count(offered).value == int("".join(c for c in offered if c.isascii()))


@pytest.mark.parametrize("value", [None, [], ["6"], {}, {"n": "6"}, 6, 6.0, True])
def test_a_count_is_a_single_value(value: object) -> None:
    assert refusal(read_count, value)[0] == "schema.text"


SOME, ALL = "零一二九", "零一二三四五六七八九"
"""Digits that stand for the others: 0, 1 and 2 have rules of their own, 9 is as 3 to 8 are."""
each_set_of_digits = pytest.mark.parametrize(
    "digits", [SOME, pytest.param(ALL, marks=pytest.mark.slow)]
)


def numbers(digits: str) -> list[int]:
    """Return every number below 100,000 that has only ``digits``."""
    values = map(ALL.index, digits)
    return [
        sum(d * 10**n for n, d in enumerate(row)) for row in itertools.product(values, repeat=5)
    ]


@each_set_of_digits
def test_the_usual_spelling_of_every_number_is_read_back(digits: str) -> None:
    spelled: dict[str, int] = {}
    for number in numbers(digits):
        text = _han(number)
        assert read_count(text).value == number
        assert spelled.setdefault(text, number) == number
    assert len(spelled) == len(digits) ** 5


@each_set_of_digits
def test_every_short_row_of_numerals_is_read_as_its_own_number_or_not_at_all(digits: str) -> None:
    usual = {_han(number): number for number in numbers(digits)}
    signs = [*(digit for digit in digits if digit in "零一二三五九"), *"十百千万"]
    for length in range(1, 6):
        for row in itertools.product(signs, repeat=length):
            text = "".join(row)
            try:
                number = read_count(text).value
            except PydanticCustomError:
                assert text not in usual
                continue
            if number < 100_000:
                assert usual.get(text, usual.get(text.removeprefix("一"))) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "零"), (10, "十"), (11, "十一"), (20, "二十"), (100, "一百"), (101, "一百零一"),
     (110, "一百一十"), (119, "一百一十九"), (1000, "一千"), (1001, "一千零一"), (1010,
     "一千零一十"),
     (1100, "一千一百"), (10_001, "一万零一"), (10_010, "一万零一十"), (10_100, "一万零一百"),
     (11_000, "一万一千"), (99_999, "九万九千九百九十九"), (100_000, "十万"),
     (150_015, "十五万零一十五")],
)  # fmt: skip
def test_the_usual_spelling_is_the_one_people_write(number: int, text: str) -> None:
    assert _han(number) == text


def test_no_other_digit_is_ever_taken_for_one() -> None:
    read = "0123456789０１２３４５６７８９"
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in ("Nd", "Nl", "No") and character not in read:
            if character == "〇":
                continue
            assert refusal(read_count, character)[0] in ("field.other-digits", "field.not-a-count")


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["2014-06-05", "2014-6-5", "2014.6.5", "2014.06.05", "2014/6/5", "2014年6月5日",
     "2014年06月05号",
     "２０１４-０６-０５", "２０１４年６月５日"],
)  # fmt: skip
def test_a_day_is_read(text: str) -> None:
    assert read_date(text) == datetime.date(2014, 6, 5)


def test_the_days_of_leap_years_are_read() -> None:
    assert read_date("2016-02-29") == datetime.date(2016, 2, 29)
    assert refusal(read_date, "2014-02-29")[0] == "field.impossible-date"


REFUSED_DATES = {
    "field.impossible-date": ["2014-13-01", "2014-02-30", "2014年2月30日", "0000-01-01",
                              "2014-00-10",
                              "2014.6.0", "20141345", "20140230"],
    "field.date-digits": ["20140601", "２０１４０６０１"],
    "field.incomplete-date": ["2014", "2014年", "2014-06", "2014.10", "2014/6", "2014年6月"],
    "field.no-year": ["10月20日", "10月20号", "１０月２０日", "10-20", "10/20", "10.20", "1月2"],
    "field.not-a-date": [
        "", " ", "2014-06-05 ", " 2014-06-05", "2014-06/05", "2014.06-05", "06-05-2014", "5/6/2014",
        "明年三月", "年底", "二〇一四年六月五日", "1401580800", "41795",
        "2014-06-05T00:00:00",
        "2014-06-05 10:00", "2014-06-05Z", "+2014-06-05", "-2014-06-05", "12014-06-05", "14-06-05",
        "2014-6-005", "2014—06—05", "2014-٠٦-05", "2014年6月5", "yes", "null", "2014-06-05\n",
    ],
}  # fmt: skip
_DATES = [(key, text) for key, texts in REFUSED_DATES.items() for text in texts]


@pytest.mark.parametrize(("key", "text"), _DATES)
def test_what_is_not_a_day_is_refused_for_its_reason(key: str, text: str) -> None:
    assert refusal(read_date, text)[0] == key


@pytest.mark.parametrize("text", REFUSED_DATES["field.date-digits"])
def test_the_date_that_a_refusal_offers_is_read(text: str) -> None:
    assert read_date(refusal(read_date, text)[1]["wanted"]) == datetime.date(2014, 6, 1)


@pytest.mark.parametrize("value", [None, [], {}, 20140601, datetime.date(2014, 6, 5)])
def test_a_date_is_a_single_value(value: object) -> None:
    assert refusal(read_date, value)[0] == "schema.text"


def test_every_day_of_the_year_is_read_in_every_form() -> None:
    for days in range(365):
        day = datetime.date(2014, 1, 1) + datetime.timedelta(days)
        year, month, date = day.year, day.month, day.day
        for text in (
            day.isoformat(),
            f"{year}.{month}.{date}",
            f"{year}/{month:02}/{date:02}",
            f"{year}年{month}月{date}日",
        ):
            assert read_date(text) == day


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("not-started", Status.NOT_STARTED),
        ("未启动", Status.NOT_STARTED),
        ("未开展", Status.NOT_STARTED),
        ("in-progress", Status.IN_PROGRESS),
        ("进行中", Status.IN_PROGRESS),
        ("正在推进", Status.IN_PROGRESS),
        ("interim", Status.INTERIM),
        ("阶段性成果", Status.INTERIM),
        ("已有阶段性成果", Status.INTERIM),
        ("completed", Status.COMPLETED),
        ("完成", Status.COMPLETED),
        ("已完成", Status.COMPLETED),
        ("not-undertaken", Status.NOT_UNDERTAKEN),
        ("不承担", Status.NOT_UNDERTAKEN),
    ],
)
def test_a_status_is_read(text: str, status: Status) -> None:
    assert read_status(text) is status


def test_no_word_means_two_statuses() -> None:
    words = [word for status in Status for word in (str(status), *STATUS_WORDS[status])]
    assert len(words) == len(set(words))
    assert {read_status(word) for word in words} == set(Status)


@pytest.mark.parametrize(
    "text",
    ["", "完成了", "未完成", "基本完成", "Completed", "COMPLETED", "done", "yes", "true", "是",
     "100%", "6",
     "completed ", "in progress", "not started", "完成/未完成", "√"],
)  # fmt: skip
def test_no_status_is_guessed(text: str) -> None:
    key, values = refusal(read_status, text)
    assert key in ("field.not-a-status", "field.status-meant", "field.status-depends")
    assert values["written"] == text


@pytest.mark.parametrize(
    "text",
    ["甲乙丙丁", "yes", "100%", "√", "完成/未完成", "非完成", "half completed", "compelted",
     "未起动", "完成？", ""],
)  # fmt: skip
def test_an_unknown_word_is_answered_with_the_list(text: str) -> None:
    assert refusal(read_status, text) == (
        "field.not-a-status",
        {"written": text, "known": list(Status)},
    )


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("未完成 尚未完成 没有完成 没有阶段性成果 incomplete unfinished", Meant.UNFINISHED),
        ("部分完成 基本完成 正在办理 达到序时进度 已启动 已开展 started ongoing undertaken",
         Meant.UNDER_WAY),
        ("已印发 已出台 已发布 完成了 已经完成 已完成。 完成， Completed COMPLETED complete issued",
         Status.COMPLETED),
        ("已报审 已报送 submitted", Meant.SUBMITTED),
        ("不适用 无 N/A", Meant.NOT_CONCERNED),
        ("不开展 declined", Meant.DECLINED),
        ("没有启动 尚未着手 unstarted Not_started", Status.NOT_STARTED),
        ("IN_PROGRESS", Status.IN_PROGRESS),
    ],
)  # fmt: skip
def test_what_offices_write_is_answered_with_what_it_says(
    words: str, meant: Status | Meant
) -> None:
    for word in words.split():
        key, values = refusal(read_status, word)
        depends = isinstance(meant, Meant)
        assert key == ("field.status-depends" if depends else "field.status-meant"), word
        assert values["meant"] is meant


def test_words_apart_are_read_like_words_together() -> None:
    for word in ("not completed", "Not completed.", "not-completed", "partly  completed"):
        assert refusal(read_status, word)[0] == "field.status-depends"
    for word in ("in progress", "not started", "not undertaken"):
        assert refusal(read_status, word)[0] == "field.status-meant"


def test_no_word_of_offices_is_a_status_or_stands_twice() -> None:
    every = [word for words in OFFICE_WORDS.values() for word in words]
    assert len(every) == len(set(every))
    assert not set(every) & set(STATUSES)


def test_what_denies_a_status_is_never_answered_with_it() -> None:
    """Nor what says less: of a word with 未, 部分 or un- before it the rest is not offered."""
    more = ("未", "尚未", "没有", "不", "部分", "基本", "in", "un", "not ", "partly ", "non-")
    for status in Status:
        for word in (str(status), *STATUS_WORDS[status]):
            for before in more:
                if before + word not in STATUSES:
                    _, values = refusal(read_status, before + word)
                    assert values.get("meant") is not status, before + word


@pytest.mark.parametrize("value", [None, [], {}, True])
def test_a_status_is_a_single_value(value: object) -> None:
    assert refusal(read_status, value)[0] == "schema.text"


def test_the_statuses_are_in_order_and_one_stands_outside() -> None:
    ordered = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.INTERIM, Status.COMPLETED]
    for (low, one), (high, other) in itertools.product(enumerate(ordered), repeat=2):
        assert one.reaches(other) is (low >= high)
    assert not any(Status.NOT_UNDERTAKEN.reaches(status) for status in ordered)


@pytest.mark.parametrize("text", ["True", "yes", "on", "1", "是", "", "TRUE", "no", "null"])
def test_a_flag_is_true_or_false_and_nothing_else(text: str) -> None:
    assert refusal(read_flag, text)[0] == "field.word"
    assert (read_flag("true"), read_flag("false")) == (True, False)


# --- keys ----------------------------------------------------------------------------------------


class _Inner(Strict):
    n: Annotated[CountField, Spelled("数", "数量")]
    note: Annotated[str | None, Spelled("备注")] = None


class _Outer(Strict):
    one: Annotated[_Inner | None, Spelled("单个")] = None
    many: Annotated[dict[str, _Inner] | None, Spelled("多个")] = None
    rows: Annotated[list[_Inner] | None, Spelled("行")] = None
    words: list[str] | None = None


def fitted(text: str) -> _Outer:
    return validate_as(parse(text.encode(), "f"), _Outer, ReportError)


def misfits(text: str) -> list[tuple[str, int, int, str]]:
    with pytest.raises(ReportError) as caught:
        fitted(text)
    return [
        (problem.key, problem.where.line, problem.where.column, problem.values.get("key", ""))
        for problem in caught.value.problems
        if problem.where
    ]


def test_chinese_keys_are_the_models_own_at_every_depth() -> None:
    english = fitted("{one: {n: 6}, many: {甲: {n: 2, note: x}}, rows: [{n: 1}]}")
    chinese = fitted("{单个: {数量: 6}, 多个: {甲: {数: 2, 备注: x}}, 行: [{数: 1}]}")
    assert chinese == english
    assert english.one is not None
    assert english.one.n.value == 6


def test_every_spelling_names_its_key() -> None:
    assert spellings(_Inner) == {
        "n": "n", "数": "n", "数量": "n", "note": "note", "备注": "note",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one: {n: 6, m: 7}", [("schema.unknown-key", 1, 13, "m")]),
        ("行:\n- {数: 1}\n- {数: 1, 书: 2}", [("schema.unknown-key", 3, 10, "书")]),
        ("many: {甲: {n: 1, 数: 2}}", [("schema.same-key", 1, 18, "数")]),
        ("one: {}", [("schema.missing", 1, 1, "n")]),
        ("rows: [{n: 1}, {}]", [("schema.missing", 1, 16, "n")]),
        ("单个: {数量: 约6}", [("field.vague", 1, 10, "数量")]),
        ("单个: 6", [("schema.mapping", 1, 5, "单个")]),
        ("one: [6]", [("schema.mapping", 1, 1, "one")]),
        ("many: [{n: 6}]", [("schema.mapping", 1, 1, "many")]),
        ("many: {甲: 6}", [("schema.mapping", 1, 11, "甲")]),
        ("rows: {甲: {n: 6}}", [("schema.records", 1, 1, "rows")]),
        ("rows: [6]", [("schema.record", 1, 8, "rows")]),
        ("words: 甲", [("schema.list", 1, 8, "words")]),
        ("words: [甲, [乙]]", [("schema.text", 1, 12, "words")]),
        ("words: [甲, ]\none: {n: }", [("schema.blank", 2, 7, "n")]),
        ("one: {n：6}", [("yaml.full-width", 1, 8, "")]),
        ("one: {n:6}", [("yaml.no-colon", 1, 7, "")]),
        ("one:\n  n：6", [("yaml.full-width", 2, 4, "")]),
        ("one：{n: 6}", [("yaml.full-width", 1, 4, "")]),
        (
            "one：6\nmany：7",
            [("yaml.full-width", 1, 4, ""), ("yaml.full-width", 2, 5, "")],
        ),
        ("两 个 词：6", [("yaml.full-width", 1, 1, "")]),
        ("'one：6'", [("schema.not-a-mapping", 1, 1, "")]),
        ("[one]", [("schema.not-a-mapping", 1, 1, "")]),
    ],
)
def test_every_misfit_has_its_reason_and_place(
    text: str, expected: list[tuple[str, int, int, str]]
) -> None:
    assert misfits(text) == expected


def test_a_long_key_is_not_told_at_length() -> None:
    with pytest.raises(ReportError) as caught:
        fitted(f"? {'长' * 60_000}\n: 1\n")
    (problem,) = caught.value.problems
    for lang in Lang:
        assert len(problem_text(lang, problem)) < 120


def test_problems_come_in_the_order_of_their_places() -> None:
    found = misfits("rows:\n- {m: 1, n: x}\none: {n: 约6}\nwords: 甲\none: {n: 1}\n")
    assert [(line, column) for _, line, column, _ in found] == [
        (2, 4), (2, 13), (3, 10), (4, 8), (5, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "known", "offered"),
    [
        ("未指定任务", ["指定任务", "指定"], []),
        ("undesignated", ["designated"], []),
        ("not_designated", ["designated"], []),
        ("designated", ["undesignated", "not_designated"], []),
        ("未完成原因", ["完成日期", "完成情况"], []),
        ("--no-confg", ["--config", "--no-config"], ["--no-config"]),
        ("at_lest", ["at_most", "at_least", "exactly"], ["at_least"]),
        ("at_mots", ["at_most", "at_least", "exactly"], ["at_most"]),
        ("湖址", ["湖南", "湖北", "河南"], ["湖南", "湖北"]),
        ("15.trainning", ["15.training", "30.training", "9.training"], ["15.training"]),
    ],
)
def test_a_near_name_never_denies_what_was_written(
    written: str, known: list[str], offered: list[str]
) -> None:
    assert near(written, known) == offered

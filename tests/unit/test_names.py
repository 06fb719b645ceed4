"""What can name a thing or a document, and what is one record: by the signs that Unicode has."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from plancheck.authoring.formatting import formatted
from plancheck.authoring.schema.patterns import NO_DOCUMENT_YET, SAYS_SOMETHING
from plancheck.errors import PlancheckError, Problem, ReportError, WaiversError
from plancheck.inputs.loading import load_roster
from plancheck.inputs.report import Evidence
from plancheck.inputs.waivers import load_waivers
from plancheck.language.message import Lang
from plancheck.language.sentences import note_text
from plancheck.language.wording import escape_invisible
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.text import (
    NO_DOCUMENT,
    fold_name,
    is_document,
    record_key,
    says_something,
    what_shows,
)
from plancheck.verdicts.result import Finding, Verdict
from tests.conftest import ROOT, a_report, finding, judged

# --- texts ----------------------------------------------------------------------------------------

UNSEEN = {
    "Hangul filler": "\u3164",
    "half-width Hangul filler": "\uffa0",
    "Hangul choseong filler": "\u115f",
    "Hangul jungseong filler": "\u1160",
    "variation selector 16": "\ufe0f",
    "variation selector 17": "\U000e0100",
    "Mongolian free variation selector": "\u180b",
    "combining grapheme joiner": "\u034f",
    "blank braille pattern": "\u2800",
    "null notehead": "\U0001d159",
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "byte order mark": "\ufeff",
    "right-to-left override": "\u202e",
    "tag": "\U000e0041",
    "combining acute accent": "\u0301",
    "combining iota below": "\u0345",
    "enclosing circle": "\u20dd",
    "private use": "\ue000",
    "noncharacter": "\ufdd0",
    "unassigned": "\U000e0fff",
    "object replacement": "\ufffc",
    "space": " ",
    "no-break space": "\u00a0",
    "ideographic space": "\u3000",
    "Ogham space": "\u1680",
}
"""What does not show, or is nothing by itself."""
PUNCTUATION = (
    "-",
    "—",
    "——",
    "／",
    "/",
    "。",
    "……",
    "（）",
    "《》",
    "＊",
    "×",
    "■",
    "・",
    "🏢",
    "~",
)

each_unseen = pytest.mark.parametrize("sign", UNSEEN.values(), ids=UNSEEN)


@each_unseen
def test_what_does_not_show_names_nothing_and_tells_nothing_apart(sign: str) -> None:
    assert not says_something(sign)
    assert not says_something(sign * 3 + "-" + sign)
    assert says_something(sign + "甲")
    assert record_key(f"甲{sign}公司{sign}") == record_key("甲公司")
    assert record_key(f"第1{sign}2期") == record_key("第12期")


@pytest.mark.parametrize("text", ["", *PUNCTUATION])
def test_what_has_no_letter_or_digit_names_nothing(text: str) -> None:
    assert not says_something(text)
    assert not is_document(text)


@pytest.mark.parametrize(
    "text", ["甲", "A", "é", "e\u0301", "７", "①", "〇", "㈱", "Ⅳ", "한", "བོད", "ئۇ", "無", "无"]
)
def test_a_letter_or_a_digit_is_enough_for_a_name(text: str) -> None:
    assert says_something(text)
    assert says_something(f"——{text}。")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "无",
            "無",
            "无。",
            "（无）",
            "【 无 】",
            "无\u200b",
            "\u3164无",
            "无\ufe0f",
            "暂无",
            "没有",
        ),
        *("待补", "待补充", "待 补", "待定", "略", "空", "none", "None", "NONE", "ＮＯＮＥ"),
        *("尚无", "暂无材料", "无材料", "没有材料", "无佐证", "暂无佐证", "无文号", "暂无文号"),
        *("未提供", "待提供", "未上传", "待上传", "待补材料", "后补材料", "（见附件）", "无附件。"),
        *(
            "na",
            "N/A",
            "n/a",
            "Ｎ／Ａ",
            "n.a.",
            "N／A",
            "nil",
            "null",
            "tbd",
            "TBD",
            "todo",
            "ToDo",
        ),
    ],
)
def test_what_says_that_there_is_none_is_no_document(text: str) -> None:
    assert says_something(text)
    assert not is_document(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "无锡市通知",
            "无效宣告统计",
            "待补充材料清单",
            "空间规划",
            "略论",
            "没有示例的通知",
            "见附件1：示例方案",
            "无佐证材料的说明",
            "待补材料目录",
            "none.pdf",
        ),
        *("national.pdf", "tbd-2014", "示例发〔2014〕1号", "1", "通知"),
    ],
)
def test_only_the_whole_text_says_that_there_is_none(text: str) -> None:
    assert is_document(text)


@pytest.mark.parametrize(
    "same",
    [
        ("检索培训", "检索 培训", "检索　培训", "检索-培训", "“检索”培训", "（检索）培训。"),
        ("检索培训A班", "检索培训Ａ班", "检索培训a班"),
        ("Cafe\u0301", "Café", "CAFÉ"),
        ("第1-2期", "第1—2期", "第1–2期", "第1－2期", "第1−2期", "第1‐2期", "第 1 -- 2 期"),
        ("第1-2期", "第1~2期", "第１～２期", "第1〜2期", "第1─2期", "第1\u200b-\u00ad2期"),
        ("第12期", "第１２期", "第-12-期", "第(12)期", "第1 2期", "第①②期"),
        ("2014.3班", "2014．3班"),
        ("東部培训", "东部培训"),
    ],
)  # fmt: skip
def test_one_record_in_several_spellings(same: tuple[str, ...]) -> None:
    assert {record_key(text) for text in same} == {record_key(same[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第1-2期", "第12期"),
        ("第1/2期", "第12期"),
        ("第1、2期", "第12期"),
        ("第１－２期", "第12期"),
        ("第1.5期", "第15期"),
        ("第1.5期", "第1-5期"),
        ("一期", "二期"),
        ("甲公司", "甲"),
        ("A1", "A2"),
        # Marks that show and belong to their letter.
        ("检索培训A\u0301班", "检索培训A班"),
        ("Müller", "Muller"),
        ("がす", "かす"),
        ("か\u3099す", "かす"),
        ("ﾊﾟﾝ", "ﾊﾝ"),
        ("ཀི", "ཀུ"),
        ("ཀེ", "ཀོ"),
        ("བོད་དཔེ་མཛོད", "བད་དཔེ་མཛོད"),
        ("རྒྱ", "ར"),
        ("กิ", "กุ"),
        ("दि", "दु"),
    ],
)
def test_two_records(one: str, other: str) -> None:
    assert record_key(one) != record_key(other)


@pytest.mark.parametrize(
    "same",
    [
        ("Müller", "Mu\u0308ller", "MU\u200b\u0308LLER", "Mu\u034f\u0308ller", "Ｍüller"),
        ("がす", "か\u3099す", "が す"),
        ("ガス", "ｶﾞｽ", "カ\u3099ス"),
        ("甲公司", "甲\u0301公司", "甲\u0f72公司", "甲\u3099公司", "甲公司\u0e34"),
        ("Muller", "M\u0f72uller", "Muller\u20dd"),
        ("ཀི", "ཀི\u0301", "ཀ\u200bི", " ཀི་"),
        ("第12期", "第1\u20e32\u20e3期"),
    ],
)
def test_a_mark_counts_on_a_letter_of_its_script(same: tuple[str, ...]) -> None:
    """What can be put on any sign makes no other record of one."""
    assert {record_key(text) for text in same} == {record_key(same[0])}


@pytest.mark.parametrize("mark", ["\u0301", "\u0f72", "\u3099", "\u0e34", "\u093f", "\u20dd"])
def test_marks_alone_are_no_name(mark: str) -> None:
    for text in (mark, mark * 3, f"-{mark}", f" {mark}", f"。{mark}。", f"\u200b{mark}"):
        assert not says_something(text)


def test_an_accent_makes_no_document_of_a_word_for_none() -> None:
    assert not is_document("no\u0301ne")
    assert not is_document("无\u0f72")


def test_the_words_for_none_stand_as_they_are_compared() -> None:
    assert [record_key(word) for word in NO_DOCUMENT] == list(NO_DOCUMENT)


def test_the_patterns_refuse_no_more_than_the_readers_and_nearly_as_much() -> None:
    """Beyond U+FFFF, and of rare signs, the loader alone can tell."""
    names, nothing = re.compile(SAYS_SOMETHING), re.compile(NO_DOCUMENT_YET)
    for code in [*range(0x20, 0xD800), *range(0xE000, 0x10000)]:
        sign = chr(code)
        assert names.search(sign) or not says_something(sign), hex(code)
    rare = {"private use", "variation selector 17", "tag", "unassigned", "null notehead"}
    rare |= {"noncharacter", "Mongolian free variation selector"}
    for sign in [*PUNCTUATION, *(text for name, text in UNSEEN.items() if name not in rare)]:
        assert sign == "🏢" or not names.search(sign), sign
        assert sign == "🏢" or nothing.search(sign), sign
    for word in ("无", "N/A", "（待补）", "ＮＯＮＥ", "", " ", "\u3164无"):
        assert nothing.search(word)
        assert not is_document(word)
    for word in ("无锡", "1", "通知"):
        assert not nothing.search(word)


# --- evidence -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["title", "number", "url", "file"])
def test_a_document_is_named_in_any_of_four_ways(key: str) -> None:
    assert Evidence(**{key: "示例"}).says_something
    assert not Evidence(**{key: "无"}).says_something
    assert not Evidence(**{key: "\u3164"}).says_something
    assert not Evidence(date="2014-03-18", note="示例").says_something


def proved(plan: Plan, evidence: Any, *named: str) -> Finding:
    entry = {"status": "completed", "evidence": list(named)}
    data = {"province": "江西", "tier": "1", "tasks": {"2": entry}, "evidence": evidence}
    return finding(judged(plan, data, require_evidence=True), "2.framework")


def test_evidence_that_names_no_document_proves_nothing_and_is_told(plan: Plan) -> None:
    found = proved(plan, {"Z1": {"title": "-"}, "Z2": {"file": "待补"}}, "Z1", "Z2", "Z3")
    assert (found.verdict, found.reason) == (Verdict.REVIEW, "finding.no-evidence")
    told = [(note.reason, note.values.get("written")) for note in found.notes]
    placeholder = "note.evidence-placeholder"
    assert told == [("note.evidence", None), (placeholder, "-"), (placeholder, "待补")]
    found = proved(plan, {"Z1": {"title": "-"}, "Z2": {"title": "示例"}}, "Z2")
    assert (found.verdict, found.notes) == (Verdict.PASS, ())


@pytest.mark.parametrize(("lang", "claims"), [(Lang.ZH, "未注明"), (Lang.EN, "states no")])
def test_a_placeholder_is_quoted_and_not_called_absent(lang: Lang, claims: str, plan: Plan) -> None:
    """What is stated is told; only of what is blank is it said that nothing is."""
    for document, blank in (
        ({"title": "待补"}, False),
        ({"number": "N/A", "note": "示例"}, False),
        ({"file": "-"}, False),
        ({"title": "\u3164\ufe0f\u2800"}, True),
        ({"note": "另附"}, True),
        ({"date": "2014-03-18"}, True),
    ):
        (note,) = proved(plan, {"Z1": document}, "Z1").notes
        told = note_text(lang, note)
        assert (claims in told) is blank
        assert blank or next(iter(document.values())) in told
        assert "Z1" in told


# --- names that are problems ----------------------------------------------------------------------

HEAD = "province: 江西\ntier: 1\ntasks:\n"


def refused(plan: Plan, text: str) -> list[tuple[str, int, int]]:
    """Return what is wrong with a report: key, line and column."""
    with pytest.raises(ReportError) as caught:
        a_report(plan, HEAD + text)
    return places(caught.value.problems)


def places(problems: Any) -> list[tuple[str, int, int]]:
    return [(p.key, p.where.line, p.where.column) for p in problems if p.where]


@each_unseen
def test_a_record_and_a_unit_have_a_name_that_shows(sign: str, plan: Plan) -> None:
    name = json.dumps(sign)  # escaped, as YAML reads it, too
    if sign in "\ufeff\ufdd0":
        pytest.skip("refused as a sign that is no text")
    if len(name) > len('"\\u0000"'):
        name = f'"\\U{ord(sign):08x}"'
    ledger = f"  15.training: {{sessions: 1, records: [{{name: {name}, date: 2014-03-18}}]}}\n"
    column = ledger.index(name) + 1
    assert refused(plan, ledger) == [("report.record-blank-name", 4, column)]
    assert refused(plan, f"  15.bases: {{units: {{{name}: {{sessions: 6}}}}}}\n")[0][0] == (
        "report.blank-unit"
    )


@pytest.mark.parametrize("sign", ["\u4e00", "\U00031350", "\U0002ebf0", "\U00033479"])
def test_a_rare_character_is_one_whatever_python_knows(sign: str) -> None:
    """The last three came with Unicode 15, 15.1 and 17; Python 3.11 knows Unicode 14."""
    assert (
        fold_name(f"示{sign}") == what_shows(f"示{sign}") == record_key(f"示{sign}") == f"示{sign}"
    )
    assert says_something(sign)
    assert is_document(sign)
    assert escape_invisible(sign) == sign


def test_a_record_that_is_counted_by_name_has_one(plan: Plan) -> None:
    text = (
        "  19.standard:\n    enterprises: 2\n    records:\n"
        "    - {name: 甲}\n    - {date: 2014-03-18}\n"
    )
    assert refused(plan, text) == [("report.record-no-name", 8, 7)]
    event = "  15.training: {sessions: 1, records: [{date: 2014-03-18}]}\n"
    assert a_report(plan, HEAD + event).tasks


def roster_or_waivers(plan: Plan, folder: Path, load: Any, text: str) -> list[Problem]:
    file = folder / "file.yaml"
    file.write_text(text, "utf-8")
    try:
        load(str(file), plan)
    except PlancheckError as exc:
        return list(exc.problems)
    return []


@pytest.mark.parametrize("unit", ["-", " ", "\\u3164", "\\u2800"])
def test_a_unit_of_a_roster_has_a_name_that_shows(unit: str, plan: Plan, tmp_path: Path) -> None:
    text = (
        "format: plancheck.roster/1\nplan: cn-patent-2014\nprovinces:\n"
        f'  江西: {{units: {{15.bases: [甲馆, "{unit}"]}}}}\n'
    )
    problems = roster_or_waivers(plan, tmp_path, load_roster, text)
    column = text.splitlines()[3].index(f'"{unit}') + 1
    assert places(problems) == [("facts.blank-unit", 4, column)]


@pytest.mark.parametrize(
    ("reason", "approved_by", "until", "found"),
    [
        ("示例", "示例〔2014〕1号", "2019-12-31", []),
        ("示例", "示例〔2014〕1号", "2020-01-01", [("waivers.until-far", 6)]),
        ("示例", "示例〔2014〕1号", "2104-12-31", [("waivers.until-far", 6)]),
        ("无", "示例〔2014〕1号", "2014-12-31", []),
        ("——", "\\u3164", "2014-12-31", [("waivers.blank", 4), ("waivers.blank", 5)]),
        ("示例", "待补", "2014-12-31", [("waivers.no-document", 5)]),
        ("示例", "N/A", "2014-12-31", [("waivers.no-document", 5)]),
        ("示例", "/", "2014-12-31", [("waivers.blank", 5)]),
    ],
)
def test_a_waiver_has_a_reason_a_document_and_an_end(
    reason: str, approved_by: str, until: str, found: Any, plan: Plan, tmp_path: Path
) -> None:
    text = (
        "format: plancheck.waivers/1\nplan: cn-patent-2014\nwaivers:\n"
        f'- reason: "{reason}"\n  approved_by: "{approved_by}"\n  until: {until}\n'
        "  subject: 江西\n  obligation: 2.framework\n"
    )
    problems = roster_or_waivers(plan, tmp_path, load_waivers, text)
    assert [(p.key, p.where.line) for p in problems if p.where] == found


def test_the_end_of_time_is_no_error_of_the_program(tmp_path: Path, plan: Plan) -> None:
    """Five years after the plan need not exist, and a leap day has no day five years later."""
    rules = (
        (ROOT / "data" / "plan2014.yaml")
        .read_text("utf-8")
        .replace("\nid: cn-patent-2014", "\nid: late", 1)
    )
    for end, until, far in (
        ("9998-12-31", "9999-12-31", False),
        ("2016-02-29", "2021-02-28", False),
        ("2016-02-29", "2021-03-01", True),
    ):
        file = tmp_path / "plan.yaml"
        file.write_text(re.sub(r"(?m)^(period: .*to: )[0-9-]+", rf"\g<1>{end}", rules), "utf-8")
        waivers = tmp_path / "waivers.yaml"
        waivers.write_text(
            "format: plancheck.waivers/1\nplan: late\nwaivers:\n- {subject: 江西, obligation: "
            f"2.framework, reason: 示例, approved_by: 示例, until: {until}}}\n",
            "utf-8",
        )
        late = load_plan(str(file))
        if far:
            with pytest.raises(WaiversError):
                load_waivers(str(waivers), late)
        else:
            assert load_waivers(str(waivers), late)


# --- ledgers that are counted by amount -----------------------------------------------------------


def trained(plan: Plan, participants: int, *records: dict[str, Any], **report: Any) -> Finding:
    """Return the finding on 9.training, whose allotted number is 120."""
    entry = {"participants": participants, "records": list(records)}
    data = {
        "province": "江西",
        "tier": "1",
        "allotments": {"9.training": {"participants": 120}},
        "tasks": {"9.training": entry},
        **report,
    }
    return finding(judged(plan, data), "9.training")


def test_the_amounts_of_different_records_within_the_period_are_summed(plan: Plan) -> None:
    first = {"name": "一期", "date": "2014-03-18", "host": "示例中心", "participants": 70}
    again = {"名称": "一 期", "日期": "2014年3月18日", "主办": "（示例）中心", "培训人数": "70人"}
    early = {"name": "二期", "date": "2013-12-31", "participants": 7}
    late = {"name": "二期", "date": "2015-01-01", "participants": 9}
    last = {"name": "二期", "date": "2014-12-31", "participants": "五十人"}
    found = trained(plan, 120, first, again, early, late, last)
    assert found.verdict is Verdict.PASS
    short = trained(plan, 120, first, again, early, late)
    told = {
        key: short.values[key] for key in ("claimed", "listed", "counted", "outside", "repeated")
    }
    assert told == {"claimed": 120, "listed": 4, "counted": 70, "outside": 2, "repeated": 1}
    assert short.verdict is Verdict.REVIEW


def test_a_record_without_its_amount_is_a_problem_at_its_place(plan: Plan) -> None:
    text = (
        "  9.training:\n    participants: 120\n    records:\n"
        "    - {name: 一期, participants: 70}\n    - {name: 二期}\n    - {}\n"
        "    - {name: 三期, participants: }\n"
    )
    assert refused(plan, text) == [
        ("report.record-no-amount", 8, 7),
        ("report.empty-record", 9, 7),
        ("report.record-no-amount", 10, 7),
    ]


def test_one_record_with_two_amounts_is_a_problem_that_names_the_first(plan: Plan) -> None:
    text = (
        "  9.training:\n    participants: 120\n    records:\n"
        "    - {name: 一期, date: 2014-03-18, participants: 70}\n"
        "    - {name: 一期, date: 2014-09-18, participants: 20}\n"
        "    - {name: 一期, date: 2014-03-18, host: 示例, participants: 30}\n"
        "    - {name: “一期”, date: 2014-03-18, host: “”, participants: 50}\n"
    )
    with pytest.raises(ReportError) as caught:
        a_report(plan, HEAD + text)
    (problem,) = caught.value.problems
    column = text.splitlines()[-1].index("50") + 1
    assert places([problem]) == [("report.record-other-amount", 10, column)]
    first = problem.values["first"]
    assert problem.values == {"amount": 50, "other": 70, "first": first}
    assert (first.line, first.column) == (7, 7)


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ("{name: 一期, participants: 70家}", "field.other-unit"),
        ("{name: 一期, participants: 约70}", "field.vague"),
        ("{name: 一期, participants: 70, 培训人数: 70}", "schema.same-key"),
        ("{name: 一期, number: 70}", "schema.unknown-key"),
        ("{name: 一期, participants: 70, sessions: 1}", "schema.unknown-key"),
    ],
)
def test_an_amount_is_read_as_the_number_is(record: str, key: str, plan: Plan) -> None:
    found = refused(plan, f"  9.training: {{participants: 70, records: [{record}]}}\n")
    assert key in [problem for problem, _, _ in found]


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        (
            "15.training: {sessions: 1, records: [{name: 一期, sessions: 1}]}",
            "report.record-amount",
        ),
        (
            "15.training: {sessions: 1, records: [{name: 一期, 培训次数: 1}]}",
            "report.record-amount",
        ),
        ("19.standard: {enterprises: 1, records: [{name: 甲, 企业数: 1}]}", "report.record-amount"),
        ("15.training: {sessions: 1, records: [{name: 一期, number: 1}]}", "schema.unknown-key"),
    ],
)
def test_a_record_that_counts_as_one_takes_no_amount(entry: str, key: str, plan: Plan) -> None:
    assert [problem for problem, _, _ in refused(plan, f"  {entry}\n")] == [key]


def test_the_ledgers_of_units_have_amounts_too(plan: Plan, tmp_path: Path) -> None:
    rules = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
    file = tmp_path / "plan.yaml"
    file.write_text(
        rules.replace("en: training sessions}", "en: training sessions, counted_by: amount}", 1),
        "utf-8",
    )
    other = load_plan(str(file))
    whole = (
        "  15.bases:\n    units:\n      甲馆:\n        sessions: 6\n        records:\n"
        "        - {name: 一, %s}\n        - {name: 二, sessions: 2}\n"
    )
    found = finding(judged(other, HEAD + whole % "培训次数: 4次"), "15.bases")
    assert found.verdict is Verdict.PASS
    assert refused(other, whole % "date: 2014-03-18")[0][0] == "report.record-no-amount"
    assert refused(plan, whole % "sessions: 4")[0][0] == "report.record-amount"


def test_fmt_spells_the_amounts_of_records(plan: Plan) -> None:
    text = (
        "省份: 江西\n任务:\n  9.training:\n    participants: 120人\n    records:\n"
        "    - {name: 一期, participants: 七十人}\n    - {name: 二期, 培训人数: ５０}\n"
    )

    def out(lang: Lang) -> str:
        return formatted(text.encode(), "r.yaml", plan, encoding="utf-8", lang=lang).decode()

    assert "- {name: 一期, participants: 70}\n    - {name: 二期, participants: 50}" in out(Lang.EN)
    assert "- {名称: 一期, 培训人数: 70}\n    - {名称: 二期, 培训人数: 50}" in out(Lang.ZH)

"""The roll-up in Excel, as another program reads it: its sheets, its numbers, and what it cuts."""

from __future__ import annotations

import datetime
import gc
import io
import json
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plancheck.errors import UsageError
from plancheck.formats import Style, pieces_of_file, render, streams
from plancheck.formats.shared.cells import SIGN
from plancheck.formats.shared.spreadsheet import MOST_ROWS, MOST_TEXT, Spreadsheet, put
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.plan.model import Plan
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, Ran, all_problems, judged
from tests.formats.many import compared, many
from tests.formats.specimens import NAMES, specimens

openpyxl = pytest.importorskip("openpyxl")
Cli = Callable[..., Ran]
SHEETS = {
    Lang.ZH: ["一览", "未完成", "全国数量", "退回改正", "应报未报", "各省明细", "说明"],
    Lang.EN: [
        *("Overview", "Open", "National numbers", "Unusable", "Not reported", "All findings"),
        "About",
    ],
}
DAY = datetime.date(2014, 1, 1)


def content(run: Run, lang: Lang = Lang.ZH, **style: Any) -> bytes:
    made = [*pieces_of_file("xlsx", run, Style(lang, **style))]
    assert all(isinstance(piece, bytes) for piece in made)
    return b"".join(piece for piece in made if isinstance(piece, bytes))


def read(written: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl knows no bars that are solid
        return openpyxl.load_workbook(io.BytesIO(written))


def cells(book: Any) -> Iterator[Any]:
    """Yield every cell that holds something."""
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def rows(sheet: Any, heading: int = 1) -> list[dict[str, Any]]:
    """Return the rows of a table by its headings."""
    heads = [cell.value for cell in sheet[heading]]
    values = sheet.iter_rows(min_row=heading + 1, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in values]


def as_json(run: Run) -> Any:
    return json.loads(render("json", run))


@pytest.fixture
def run(tmp_path: Path, plan: Plan) -> Run:
    """Return a run over 28 reports, with four subjects absent and two files unusable."""
    return many(tmp_path, plan, reports=28)


# --- what it holds -------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
def test_the_sheets_have_their_names_and_order(lang: Lang, run: Run) -> None:
    assert read(content(run, lang)).sheetnames == SHEETS[lang]
    since = read(content(compared(run), lang)).sheetnames
    assert since == [*SHEETS[lang][:-1], "变化" if lang is Lang.ZH else "Changes", SHEETS[lang][-1]]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_of_any_run_it_is_inert_whole_and_the_same_twice(name: str, lang: Lang) -> None:
    run = specimens()[name]
    written = content(run, lang)
    assert written == content(run, lang)
    found = [*cells(read(written))]
    assert not [cell.coordinate for cell in found if cell.data_type in ("f", "e")]
    texts = "".join(cell.value for cell in found if isinstance(cell.value, str))
    assert {unicodedata.category(sign) for sign in texts} & {"Cc", "Cf", "Cs"} == set()
    for problem in all_problems(run):
        assert problem_text(lang, problem) in texts


def test_the_overview_has_a_row_for_each_who_was_to_report(run: Run, plan: Plan) -> None:
    sheet = read(content(run))["一览"]
    assert sheet.freeze_panes == "F4"
    assert sheet.auto_filter.ref == "A3:E35"
    of_rows = rows(sheet, 3)[:32]
    assert [row["填报单位"] for row in of_rows] == list(plan.subject_names)
    words = {"符合要求": "compliant", "不符合要求": "not-compliant", "应报未报": "absent"}
    states = Counter(words[row["状态"]] for row in of_rows)
    assert states == Counter({"absent": 4, **Counter(str(one.outcome) for one in run.results)})
    signs = {SIGN[verdict] for verdict in Verdict}
    reports = {report["province"]["name"]: report for report in as_json(run)["reports"]}
    duties = {
        obligation.id: task.chinese_key(obligation) for task, obligation in plan.obligations()
    }
    for row in of_rows:
        report = reports.get(row["填报单位"])
        if report is None:
            assert {row[name] for name in duties.values()} == {None}
            assert row["逾期项数"] is row["必做完成率"] is None
            continue
        for found in report["findings"]:
            sign = row[duties[found["obligation"]]]
            assert sign in signs
            assert sign == SIGN[Verdict(found["verdict"])]
        met, asked = map(int, row["必做达标"].split("/"))
        assert row["必做完成率"] == pytest.approx(met / asked)
        blocking = sum(found["verdict"] in ("fail", "missing") for found in report["findings"])
        assert row["逾期项数"] == blocking  # at the end of the period all is due
    (bars,) = sheet.conditional_formatting
    assert str(bars.sqref) == "E4:E35"
    assert sheet["E4"].number_format == "0.0%"
    assert sheet["F4"].number_format.startswith('[=0]"暂无逾期"')


def test_the_counts_are_those_of_json(run: Run) -> None:
    book, document = read(content(run)), as_json(run)
    findings = [found for report in document["reports"] for found in report["findings"]]
    asked = [found for found in findings if found["level"] != "none"]
    wholes = [row for row in rows(book["各省明细"]) if row["单位"] is None]
    words = {"达标": "pass", "未达标": "fail", "未填报": "missing", "待核实": "review"}
    words |= {"未到期": "pending", "已豁免": "waived", "选做未完成": "optional"}
    words |= {"不适用": "not-applicable"}
    assert Counter(words[row["结论"]] for row in wholes) == Counter(
        found["verdict"] for found in asked
    )
    points = 0
    for found in findings:
        if found["verdict"] in ("fail", "missing", "review"):
            units = found["values"].get("units", ())
            points += sum(u["verdict"] in ("fail", "missing", "review") for u in units) or 1
    assert len(rows(book["未完成"])) == points > 50
    assert len(rows(book["应报未报"])) == len(document["absent"]) == 4
    assert len(rows(book["退回改正"])) == len(all_problems(run)) > 0
    assert len(rows(book["全国数量"])) == len(document["rollup"]["sums"]) + len(
        document["rollup"]["totals"]
    )


def test_numbers_are_numbers_and_days_are_days(run: Run) -> None:
    sheet = read(content(run))["未完成"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref.startswith("A1:P")
    training = [row for row in rows(sheet) if row["任务要求"] == "15.信息培训"]
    short = next(row for row in training if row["结论"] == "未达标")
    assert (short["要求"], short["填报"]) == ("≥6次", "5次")
    assert (short["要求数"], short["填报数"], short["差"]) == (6, 5, 1)
    assert short["期限"] == datetime.datetime(2014, 12, 31)
    assert short["逾期天数"] == 0
    for row in rows(sheet):
        for name in ("要求数", "填报数", "差", "逾期天数"):
            assert row[name] is None or isinstance(row[name], int | float)
        assert not isinstance(row["要求"], int | float)
    counted = {row["任务要求"]: row for row in rows(read(content(run))["全国数量"])}
    required = counted["15.信息培训"]
    assert required["完成率"] == pytest.approx(required["填报合计"] / required["要求合计"])
    assert counted["18.优势企业申报"]["完成率"] is None  # nobody has to reach a cap


def test_what_a_report_says_stays_what_it_says(plan: Plan) -> None:
    said = {"sessions": 1, "note": "=cmd|' /C calc'!A0", "reason": "a\u202eb", "next_steps": "+1"}
    said |= {"date": datetime.date(2014, 5, 6)}
    result = judged(plan, {"province": "上海", "tier": "1", "tasks": {"15.training": said}})
    book = read(content(Run(plan, (result,))))
    (row,) = [row for row in rows(book["各省明细"]) if row["任务要求"] == "15.信息培训"]
    assert row["备注"] == "=cmd|' /C calc'!A0"
    assert row["未完成原因"] == r"a\u{202e}b"
    assert row["下一步措施"] == "+1"
    assert row["完成日期"] == datetime.datetime(2014, 5, 6)
    assert {cell.data_type for cell in cells(book)} == {"s", "n", "d"}


def test_work_that_was_late_says_by_how_many_days(plan: Plan) -> None:
    late = {"sessions": 6, "date": datetime.date(2015, 1, 12)}
    data = {"province": "上海", "tier": "1", "tasks": {"15.training": late}}
    book = read(content(Run(plan, (judged(plan, data, as_of=datetime.date(2015, 2, 1)),))))
    overdue = {row["任务要求"]: row["逾期天数"] for row in rows(book["未完成"])}
    assert overdue["15.信息培训"] == 12
    assert overdue["19.贯标达标企业"] == 32


def test_what_changed_is_told_in_rows(run: Run) -> None:
    since = compared(run)
    made = as_json(since)["progress"]
    of_rows = Counter(row["变化"] for row in rows(read(content(since))["变化"]))
    kinds = {"done": "新完成", "fallen_back": "退步", "still_open": "仍未解决"}
    kinds |= {"newly_due": "新到期未完成", "to_review": "新待核实"}
    for kind, word in kinds.items():
        assert of_rows[word] == len(made[kind])
    assert of_rows.total() > 0


def test_every_row_has_a_height(run: Run) -> None:
    for sheet in read(content(run)):
        used = {cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None}
        if sheet.title not in ("应报未报",):
            assert {row for row in used if not sheet.row_dimensions[row].height} <= {1, 2}
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1)


# --- what it cannot hold -------------------------------------------------------------------------


def test_a_longer_text_is_cut_in_view_and_told(run_cli: Cli, tmp_path: Path) -> None:
    report, file = tmp_path / "上海.yaml", tmp_path / "out.xlsx"
    long = "长" * (MOST_TEXT + 1)
    report.write_text(
        f"province: 上海\ntier: 1\ntasks: {{15.training: {{sessions: 6, note: {long}}}}}"
    )
    ran = run_cli("validate", str(report), "--output", f"xlsx={file}")
    assert ran.code == run_cli("validate", str(report)).code == 1
    assert "1处文字超过 Excel 单元格的上限（32767 字）" in ran.err
    assert "各省明细!" in ran.err
    (note,) = [cell.value for cell in cells(read(file.read_bytes())) if "长长" in str(cell.value)]
    assert len(note) == MOST_TEXT
    assert note.endswith("长[…]")


def test_a_cell_holds_each_value_or_says_what_it_lacks() -> None:
    book = Spreadsheet(title="x", created=DAY)
    sheet = book.sheet("a")
    values: list[tuple[Any, Any]] = [
        ("=1+1", "=1+1"), ("_x0041_", "_x0041_"), ("a\x00b\x7f", "a␀b␡"), ("\ud800", "\ufffd"),
        ("<r><t>a</t></r>", "<r><t>a</t></r> "), (6, 6), (Decimal("6.5"), 6.5), ("007", "007"),
        (10**15, "1000000000000000"), (datetime.date(1066, 10, 14), "1066-10-14"), ("", None),
        ("http://a.b", "http://a.b"), ("中\n国", "中\n国"),
    ]  # fmt: skip
    assert all(put(sheet, row, 0, value) for row, (value, _) in enumerate(values))
    assert not put(sheet, len(values), 0, "😀" * MOST_TEXT)
    column = [cell.value for cell in read(book.content())["a"]["A"]]
    assert column[:-1] == [shown for _, shown in values]
    assert column[-1].endswith("😀[…]")
    assert len(column[-1].encode("utf-16-le")) // 2 in (MOST_TEXT, MOST_TEXT - 1)


def test_too_many_rows_are_refused_in_words() -> None:
    sheet = Spreadsheet(title="x", created=DAY, rows_only=True).sheet("各省明细")
    assert put(sheet, MOST_ROWS - 1, 0, "the last")
    with pytest.raises(UsageError) as refused:
        put(sheet, MOST_ROWS, 0, "one more")
    (problem,) = refused.value.problems
    assert problem_text(Lang.ZH, problem).startswith("工作表“各省明细”超过 1048576 行")


def test_nothing_is_left_in_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    content(specimens()["several"])
    assert [*folder.iterdir()] == []
    unfinished = Spreadsheet(title="x", created=DAY, rows_only=True)
    assert len([*folder.iterdir()]) == 1
    del unfinished
    gc.collect()
    assert [*folder.iterdir()] == []


# --- the command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
def test_without_xlsxwriter_it_says_what_to_install(
    lang: Lang, run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    report, file = str(ROOT / "examples" / "tier1-compliant.yaml"), tmp_path / "out.xlsx"
    ran = run_cli("--lang", lang, "validate", report, "--output", f"xlsx={file}")
    assert ran.code == 2
    assert "pip install 'plancheck[xlsx]'" in ran.out + ran.err
    assert not file.exists()


def test_it_goes_to_no_stream(run_cli: Cli) -> None:
    report = str(ROOT / "examples" / "tier1-compliant.yaml")
    assert "xlsx" not in streams()
    for arguments in (["--format", "xlsx"], ["--output", "xlsx=-"]):
        ran = run_cli("validate", report, *arguments)
        assert ran.code == 2
        assert "--output xlsx=FILE" in ran.out + ran.err


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", Lang)
def test_the_overview_is_one_sheet_of_paper(lang: Lang, run: Run, tmp_path: Path) -> None:
    """The foot of each page names its sheet."""
    file = tmp_path / "out.xlsx"
    file.write_bytes(content(run, lang))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, file], check=True, capture_output=True)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "out.pdf", "-"], check=True, capture_output=True
    ).stdout.decode()
    feet = [page.rstrip().splitlines()[-1] for page in text.split("\f") if page.strip()]
    assert sum(SHEETS[lang][0] in foot.split() for foot in feet) == 1

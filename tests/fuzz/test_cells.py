"""Any values in the cells of a form: read or refused in words, and in YAML the same report."""

from __future__ import annotations

from random import Random

import pytest

from plancheck.authoring.conversion import as_form, as_yaml
from plancheck.errors import PlancheckError
from plancheck.inputs import workbook
from plancheck.inputs.loading import load_report, report_document
from plancheck.inputs.report import Report, read_report
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.plan.model import Plan
from plancheck.reading.sheets import Cell, CellKind, Sheet, read_sheets
from plancheck.reading.source import parse
from plancheck.verdicts.evaluation import evaluate
from tests.conftest import ROOT
from tests.workbook.test_reading import said

SEEDS = 100
EXAMPLES = ("tier1-noncompliant", "tier2-compliant", "shanghai", "undetermined")
VALUES = (
    *("", "无", "是", "否", "有", "0", "6", "六次", "15家", "２０", "约30", "1,200", "6.5", "95%"),
    *(
        "完成",
        "已完成",
        "完*",
        "interim",
        "不承担",
        "未启动",
        "未完成",
        "不适用",
        "~",
        "null",
        "-1",
    ),
    *("2014-10-20", "2014年6月5日", "10-20", "2014-10", "12:00", "1900-01-06", "41932", "20141020"),
    *("15.信息培训", "15.bases", "15", "信息培训", "15.信息陪训", "99.无此项", "15.信息培训 示例"),
    *(
        "上海",
        "江西",
        "上诲",
        "national",
        "一类省份",
        "四类",
        "Z01",
        "Z01、Z99",
        "示例\n换行",
        "a: b",
    ),
    *("示例图书馆基地", "示例 图书馆基地", "任务要求", "状态", "编号", "plancheck.workbook/9"),
    *(
        "=1+1",
        "- x",
        "# x",
        "[",
        "{}",
        "'",
        '"',
        "&x",
        "*x",
        "%",
        "@",
        "? x",
        "a #b",
        "\ufeff",
        "|",
    ),
)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("example", EXAMPLES)
def test_cells_at_random(
    example: str, lang: Lang, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = load_report(str(ROOT / "examples" / f"{example}.yaml"), plan)
    content = as_form(report, plan, lang=lang, tier=report.tier or "1")
    sheets = read_sheets(content, "表.xlsx")
    read = 0
    for seed in range(SEEDS):
        changed = list(changed_at_random(sheets, Random(f"{example} {lang} {seed}")))
        monkeypatch.setattr(workbook, "read_sheets", lambda *_, now=changed: now)
        try:
            document = report_document(content, "表.xlsx", plan)
            again = read_report(report_document(content, "表.xlsx", plan), plan)
        except PlancheckError as exc:
            for problem in exc.problems:
                assert problem.where is not None
                assert all(problem_text(each, problem) for each in Lang)
            continue
        read += 1
        text = as_yaml(document, plan, lang=lang)
        in_yaml = read_report(parse(text, "表.yaml"), plan)
        assert said(in_yaml) == said(again), seed
        assert verdicts(in_yaml, plan) == verdicts(again, plan), seed
    assert read


def changed_at_random(sheets: list[Sheet], rng: Random) -> list[Sheet]:
    """Return ``sheets`` with some cells changed, added, moved or taken out."""
    made = []
    for sheet in sheets:
        cells = dict(sheet.cells)
        places = sorted(cells)
        for _ in range(rng.choice((0, 0, 1, 1, 2, 5)) if places else 0):
            line, column = rng.choice(places)
            if rng.random() < 0.3:
                line, column = line + rng.randrange(3), max(column + rng.randrange(-2, 3), 0)
            text = rng.choice(VALUES)
            kind = rng.choice([CellKind.TEXT] * 6 + list(CellKind))
            cells.pop((line, column), None)
            if text or kind is CellKind.UNCALCULATED:
                cells[line, column] = Cell(kind, text, rng.random() < 0.1)
        if rng.random() < 0.1:
            last = max(line for line, _ in cells)
            order = list(range(last + 1))
            rng.shuffle(order)
            cells = {(order[line], column): cell for (line, column), cell in cells.items()}
        cells = dict(sorted(cells.items()))
        made.append(Sheet(sheet.name, cells, sheet.merges, sheet.hidden_rows, sheet.is_hidden))
    return made


def verdicts(report: Report, plan: Plan) -> object:
    try:
        return [(f.obligation, f.verdict, f.reason) for f in evaluate(plan, report).findings]
    except PlancheckError as exc:
        return [problem.key for problem in exc.problems]

"""What a form says while it is filled in is what the check says of it afterwards.

``pytest -s`` shows how many rows were compared.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from plancheck.authoring.workbook.form import form
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.requirements import KINDS
from tests.conftest import ROOT
from tests.independent.against_engine import as_yaml
from tests.workbook.agreement import (
    Figures,
    Form,
    Row,
    as_typed,
    compare,
    of_2014,
    of_plan,
    opened,
    recalculated,
    report_of,
    said,
    saved,
    written,
)
from tests.workbook.random_entries import RandomReport

MOST = 1_000
"""A formula is shorter than so many signs."""
FUNCTIONS = frozenset(
    "IF IFERROR AND OR NOT MIN MAX N INT LEFT CHOOSE COUNT COUNTA COUNTIF COUNTIFS SUMPRODUCT "
    "INDEX MATCH VLOOKUP FIND SUBSTITUTE ASC LOWER TEXT ISNUMBER ROW".split()
)
"""The functions that Excel since 2010, WPS and LibreOffice have and work out alike."""


LEFT_TO_THE_CHECK = {"growth", "any_of"}
"""The kinds that a row does not tell: a roster or other obligations decide."""


def kind_of(plan: Plan, row: Row) -> str:
    return plan.obligation(row.duty).requirement.key


@cache
def plan_of(name: str) -> Plan:
    return load_plan(str(ROOT / "tests" / "plans" / f"{name}.yaml") if name else None)


# --- every push: no program is needed ------------------------------------------------------------


@cache
def few() -> tuple[Form, ...]:
    """Return forms that have every kind, every sheet and both languages."""
    kinds = (form for name in ("bounds", "kinds", "parts") for form in of_plan(plan_of(name), 2))
    return (*of_2014(plan_of(""), range(2)), *kinds)


def formulas(content: bytes) -> Iterator[str]:
    """Yield every formula of a workbook."""
    with ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                for text in re.findall(r"<f[^>]*>(.*?)</f>", parts.read(name).decode()):
                    yield unescape(text)


def bare(formula: str) -> str:
    """Return ``formula`` without its texts and the names of sheets."""
    return re.sub(r"'[^']*'!|\w+!", "", re.sub(r'"[^"]*"', '""', formula))


def test_formulas_are_short_and_known_to_every_program() -> None:
    found = {text for made in few() for text in formulas(made.content)}
    assert [text for text in found if len(text) >= MOST] == []
    used = {name for text in found for name in re.findall(r"([A-Z.]+)\(", bare(text))}
    assert used <= FUNCTIONS
    assert not [text for text in found if re.search(r"[{}\[\]]", bare(text))]


def test_a_row_inserted_below_a_heading_is_counted() -> None:
    """A range that began below the heading would be pushed down by it."""
    used = {text for made in few() for text in formulas(made.content)}
    ranges = [found for text in used for found in re.findall(r"COUNTA\([^,()]*!([^,()]*)\)", text)]
    assert set(ranges) == {"$A$2:$A$5000"}


@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["", "bounds", "kinds", "parts"])
def test_a_form_holds_what_the_check_says(name: str, lang: Lang, number: int) -> None:
    plan = plan_of(name)
    text = as_yaml(RandomReport(plan, f"{number}").data())
    made = written("x", text, plan, lang=lang)
    report, tier = report_of(text, plan), made.result.tier
    content = form(report, made.result, plan, lang=lang, tier=tier, subject=made.result.subject)
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    rows = [row for row in said(book, made) if not row.unit]  # no unit has a result until opened
    left = [row for row in rows if kind_of(plan, row) in LEFT_TO_THE_CHECK]
    assert {row.shown for row in left} <= {"见核查", "see check"}
    assert [row for row in rows if row not in left and row.shown != row.expected] == []
    assert len(rows) > len(left)


def test_every_other_kind_has_a_formula() -> None:
    asked = {
        item.requirement.key
        for name in ("", "bounds", "kinds")
        for _, item in plan_of(name).obligations()
    }
    assert asked == set(KINDS) - LEFT_TO_THE_CHECK
    for name in ("bounds", "kinds"):
        plan = plan_of(name)
        for made in of_plan(plan, 1):
            own = "".join(formulas(made.content))
            assert own.count("CHOOSE(") >= len(list(plan.obligations()))


# --- what LibreOffice makes of many forms --------------------------------------------------------


SETS: Mapping[str, Callable[[], Iterator[Form]]] = {
    "the plan of 2014": lambda: of_2014(plan_of(""), range(100)),
    "the plan of 2014 again": lambda: of_2014(plan_of(""), range(100, 200)),
    "evidence required": lambda: of_2014(plan_of(""), range(20), require_evidence=True),
    "every bound and fact": lambda: of_plan(plan_of("bounds"), 60),
    "answers and shares": lambda: of_plan(plan_of("kinds"), 10),
    "numbers as people type them": lambda: of_plan(plan_of("bounds"), 15, slips=0.2),
    "days and statuses as people type them": lambda: as_typed(plan_of(""), 20),
}
"""The forms that are compared, by what they are to show."""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice works out the formulas")
@pytest.mark.parametrize("name", SETS)
def test_the_form_and_the_check_agree(name: str, tmp_path: Path) -> None:
    forms = list(SETS[name]())
    files = recalculated(forms, tmp_path)
    figures = Figures()
    for made in forms:
        compare(made, files[made.name], figures)
    left = figures.left_to_check
    print(f"\n{name}: {figures.rows} rows, {figures.equal} equal, {left} left to the check")
    assert figures.differences == []
    assert figures.equal
    assert bool(left) == ("type" in name)


TITLED = """
province: 江西
tier: 2
as_of: 2014-12-31
tasks:
  2.framework: {status: completed, date: 2014-10-20, evidence: [B]}
evidence:
  A: {title: B, number: 示例发〔2014〕1号, date: 2014-03-01}
  B: {title: 示例文件, number: 示例发〔2014〕2号, date: 2015-03-01}
"""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice works out the formulas")
def test_what_a_form_must_not_take_for_met(tmp_path: Path) -> None:
    """A title that is another document's id, and a tier that the form was not made for."""
    titled = written("titled", TITLED, plan_of(""), lang=Lang.ZH, require_evidence=True)
    book = opened(titled.content)
    book["封面"]["B4"].value = "一类省份"
    other = replace(titled, name="other", content=saved(book))
    files = recalculated([titled, other], tmp_path)
    compare(titled, files["titled"], figures := Figures())
    assert figures.differences == []
    rows = said(openpyxl.load_workbook(files["other"], data_only=True), other)
    assert {row.shown for row in rows} == {"见核查"}

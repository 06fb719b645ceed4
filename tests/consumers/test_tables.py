"""The CSV formats in the hands of those who count: DuckDB and pandas read numbers as numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plancheck.formats import Style, pieces_of_file, render
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, judged
from tests.consumers.conftest import Ran

Consumer = Callable[..., Ran]

NUMBERS = ("expected_number", "actual_number", "gap")
READ = """\
import json, sys
import duckdb, pandas
file, names = sys.argv[1], sys.argv[2].split()
types = duckdb.sql(f"DESCRIBE SELECT * FROM read_csv('{file}', sample_size = -1)").fetchall()
told = {"types": {row[0]: row[1] for row in types}, "duckdb": {}, "pandas": {}}
table = pandas.read_csv(file)
told["dtypes"] = {name: str(table[name].dtype) for name in names}
for kind in ("finding", "unit"):
    exact = ", ".join(f"sum(CAST({name} AS DECIMAL(18, 2)))" for name in names)
    rows = f"read_csv('{file}', sample_size = -1) WHERE kind = '{kind}'"
    (sums,) = duckdb.sql(f"SELECT {exact}, count(*) FROM {rows}").fetchall()
    told["duckdb"][kind] = [str(number or 0) for number in sums]
    part = table[table["kind"] == kind]
    told["pandas"][kind] = [float(part[name].sum()) for name in names]
told["names"] = [row[0] for row in duckdb.sql(
    f"SELECT DISTINCT subject FROM read_csv('{file}') WHERE subject IS NOT NULL ORDER BY 1"
).fetchall()]
print(json.dumps(told))
"""


@pytest.fixture
def read(consumer: Consumer, tmp_path: Path) -> Callable[[Run, Lang], dict[str, Any]]:
    """Return a function that says what both make of the file of a run."""

    def read_(run: Run, lang: Lang) -> dict[str, Any]:
        file = tmp_path / f"{lang}.csv"
        text = "".join(pieces_of_file("csv", run, Style(lang)))
        file.write_text(text, "utf-8", newline="\n")
        ran = consumer("python", "-c", READ, file, " ".join(NUMBERS))
        assert ran.returncode == 0, ran.stderr
        told: dict[str, Any] = json.loads(ran.stdout)
        return told

    return read_


def sums_in_json(run: Run) -> dict[str, list[Decimal]]:
    """Return, for findings and for units, the sums of what is asked, reported and short."""
    document = json.loads(render("json", run), parse_float=Decimal)
    findings = [
        one["values"].get("beneath", {}).get("values", one["values"])
        for report in document["reports"]
        for one in report["findings"]
    ]
    units = [unit for values in findings for unit in values.get("units", [])]
    return {"finding": _sums(findings), "unit": _sums(units)}


def _sums(found: list[dict[str, Any]]) -> list[Decimal]:
    sums = []
    for name in ("expected", "actual", "gap"):
        stated = [values.get(name) for values in found]
        numbers = (number for number in stated if isinstance(number, int | Decimal))
        sums.append(sum(numbers, Decimal(0)))
    return [*sums, Decimal(len(found))]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["expected", "several", "noncompliant"])
def test_numbers_are_numbers_and_add_up_to_those_of_json(
    name: str,
    lang: Lang,
    read: Callable[[Run, Lang], dict[str, Any]],
    every_run: dict[str, Run],
) -> None:
    run = every_run[name]
    told, sums = read(run, lang), sums_in_json(run)
    assert {told["types"][number] for number in NUMBERS} == {"BIGINT"}
    # In pandas a column with empty cells is one of floating point numbers.
    assert set(told["dtypes"].values()) == {"float64"}
    assert next(iter(told["types"])) == "kind"  # the mark is no part of it
    for kind, numbers in sums.items():
        assert [Decimal(number) for number in told["duckdb"][kind]] == numbers
        assert told["pandas"][kind] == [float(number) for number in numbers[:-1]]
        assert any(numbers)
    subjects = {result.subject for result in run.results}
    assert subjects <= set(told["names"])


def test_a_percentage_stays_exact(read: Callable[[Run, Lang], dict[str, Any]]) -> None:
    plan = load_plan(str(ROOT / "tests/plans/kinds.yaml"))
    results = tuple(
        judged(plan, {"subject": name, "tier": "2", "tasks": {"1.rate": numbers}})
        for name, numbers in {
            "甲": {"closed": 18, "received": 19},
            "乙": {"closed": 200, "received": 201},
            "丙": {"closed": 1, "received": 3},
        }.items()
    )
    run = Run(plan, results)
    told = read(run, Lang.ZH)
    assert {told["types"][number] for number in NUMBERS} == {"DOUBLE"}
    assert [Decimal(number) for number in told["duckdb"]["finding"]] == sums_in_json(run)["finding"]
    asked, reported, short, _ = (Decimal(number) for number in told["duckdb"]["finding"])
    assert (asked, reported, short) == (Decimal("286.5"), Decimal("227.56"), Decimal("62.94"))

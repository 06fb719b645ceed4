"""Each format in the hands of those it is written for: every run, in both languages."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck.formats import Style, render, render_as
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Result, Verdict
from plancheck.verdicts.run import Run
from tests.conftest import ROOT
from tests.consumers.conftest import INSTALLED, SCHEMAS, Ran

Written = Callable[[str], list[Path]]
Consumer = Callable[..., Ran]

NOTES = {
    *("SARIF2002", "SARIF2003", "SARIF2006", "SARIF2009", "SARIF2010", "SARIF2011", "SARIF2013")
}
"""Remarks of the validator that are no defect: message ids, rule ids of another form than CS2001,
where the sources lie, for what stands in no line no excerpt of it, and that reports are named by
their digests without a copy of them."""


def test_sarif_is_clean_under_the_rules_of_github(written: Written, consumer: Consumer) -> None:
    ran = consumer(
        INSTALLED / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool",
        "validate", *written("sarif"), "--rule-kind", "Sarif;Ghas",
        "--level", "Error;Warning;Note",
    )  # fmt: skip
    assert "Analysis completed successfully" in ran.stdout, ran.stdout[-2000:]
    told = re.findall(r": (error|warning|note) ([A-Z0-9]+): (.*)", ran.stdout + ran.stderr)
    assert {(level, rule) for level, rule, _ in told} <= {("note", rule) for rule in NOTES}, [
        line for line in told if line[1] not in NOTES
    ][:5]


def test_sarif_names_a_file_from_the_root_without_an_error(
    consumer: Consumer, tmp_path: Path
) -> None:
    """Services map such a path themselves; that it is not relative is a remark (SARIF2016)."""
    report = str(ROOT / "examples" / "tier1-noncompliant.yaml")
    file = tmp_path / "absolute.sarif"
    run = judge([report], load_plan(), terms=Terms(tier="1"))
    file.write_text(render("sarif", run), "utf-8", newline="\n")
    ran = consumer(
        INSTALLED / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool",
        "validate", file, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note",
    )  # fmt: skip
    assert "Analysis completed successfully" in ran.stdout, ran.stdout[-2000:]
    told = re.findall(r": (error|warning|note) ([A-Z0-9]+): ", ran.stdout + ran.stderr)
    assert ("note", "SARIF2016") in told
    assert set(told) <= {("note", rule) for rule in NOTES | {"SARIF2016"}}


def test_the_validator_of_sarif_would_see_a_defect(
    written: Written, consumer: Consumer, tmp_path: Path
) -> None:
    good = next(file for file in written("sarif") if file.name.startswith("noncompliant.zh"))
    bad = tmp_path / "bad.sarif"
    bad.write_text(good.read_text("utf-8").replace('"fullDescription"', '"x"'), encoding="utf-8")
    ran = consumer(
        INSTALLED / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool",
        "validate", bad, "--rule-kind", "Sarif;Ghas",
    )  # fmt: skip
    assert re.search(": error ", ran.stdout + ran.stderr)


def test_sarif_fits_its_schema(written: Written, consumer: Consumer) -> None:
    """The schema's formats too: a path that is not percent-encoded is no ``uri-reference``."""
    schema = INSTALLED / "node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json"
    _fits(consumer, schema, written("sarif"))


def test_sarif_is_read_by_another_program(
    written: Written, consumer: Consumer, every_run: dict[str, Run], tmp_path: Path
) -> None:
    for file in written("sarif"):
        if ".en." not in file.name:
            continue
        out = tmp_path / f"{file.name}.csv"
        ran = consumer("sarif", "csv", "--output", out, file)
        assert ran.returncode == 0, ran.stderr
        rows = len(out.read_text("utf-8-sig").splitlines()) - 1
        assert rows == len(json.loads(file.read_text("utf-8"))["runs"][0]["results"])


def _fits(consumer: Consumer, schema: Path, files: list[Path]) -> None:
    code = (
        "import json, sys, jsonschema\n"
        "schema = json.load(open(sys.argv[1], encoding='utf-8-sig'))\n"
        "kind = jsonschema.validators.validator_for(schema)\n"
        "validator = kind(schema, format_checker=kind.FORMAT_CHECKER)\n"
        "for file in sys.argv[2:]:\n"
        "    for error in validator.iter_errors(json.load(open(file, encoding='utf-8'))):\n"
        "        print(file, error.json_path, error.message[:300])\n"
    )
    ran = consumer("python", "-c", code, schema, *files)
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr


def test_gitlab_takes_every_entry(written: Written, consumer: Consumer) -> None:
    _fits(consumer, SCHEMAS / "gitlab-codequality.schema.json", written("gitlab"))
    for file in written("gitlab"):
        marks = [entry["fingerprint"] for entry in json.loads(file.read_text("utf-8"))]
        assert len(marks) == len(set(marks)), "entries with one fingerprint are shown as one"


def test_jenkins_takes_the_strict_dialect(written: Written, consumer: Consumer) -> None:
    code = (
        "import sys, xmlschema\n"
        "schema = xmlschema.XMLSchema(sys.argv[1])\n"
        "for file in sys.argv[2:]:\n"
        "    for error in schema.iter_errors(file):\n"
        "        print(file, error.path, error.reason)\n"
    )
    schema = SCHEMAS / "jenkins-junit.xsd"
    ran = consumer("python", "-c", code, schema, *written("junit-strict"))
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    loose = consumer("python", "-c", code, schema, *written("junit"))
    assert "'file' attribute not allowed" in loose.stdout


@pytest.mark.parametrize("format_", ["junit", "junit-strict"])
def test_junit_is_read_with_the_right_counts(
    format_: str, written: Written, consumer: Consumer
) -> None:
    code = (
        "import json, sys, junitparser\n"
        "for file in sys.argv[1:]:\n"
        "    xml = junitparser.JUnitXml.fromfile(file)\n"
        "    said = [xml.tests, xml.failures, xml.errors]\n"
        "    cases = [case for suite in xml for case in suite]\n"
        "    kinds = [type(r).__name__ for case in cases for r in case.result]\n"
        "    names = [(case.classname, case.name) for case in cases]\n"
        "    print(json.dumps([said, [len(cases), kinds.count('Failure'), kinds.count('Error')],\n"
        "                      len(names) - len(set(names))]))\n"
    )
    ran = consumer("python", "-c", code, *written(format_))
    assert ran.returncode == 0, ran.stderr
    for line in ran.stdout.splitlines():
        said, counted, repeated = json.loads(line)
        assert (said, repeated) == (counted, 0)


def test_junit_is_read_by_another_program(
    written: Written, consumer: Consumer, every_run: dict[str, Run], tmp_path: Path
) -> None:
    for name in ("noncompliant", "several", "awkward", "expected"):
        file = next(f for f in written("junit") if f.name.startswith(f"{name}.zh"))
        out = tmp_path / f"{name}.json"
        ran = consumer("junit-to-ctrf", file, "-o", out)
        assert ran.returncode == 0, ran.stderr
        summary = json.loads(out.read_text("utf-8"))["results"]["summary"]
        run = every_run[name]
        problems = sum(len(rejected.problems) for rejected in run.rejected) + len(run.problems)
        blocking = sum(n for verdict, n in run.tally.items() if verdict.is_open)
        assert summary["passed"] == run.tally["pass"]
        assert summary["failed"] == blocking + problems + len(run.absent)


def test_tap_is_read_in_strict_mode(written: Written, consumer: Consumer) -> None:
    for file in written("tap"):
        text = file.read_text("utf-8")
        ran = consumer("tap-parser", "--strict", "--json=0", stdin=text)
        complete = next(event[1] for event in json.loads(ran.stdout) if event[0] == "complete")
        points = Counter(re.findall(r"^(not ok|ok) ", text, re.MULTILINE))
        assert complete["count"] == points.total(), file.name
        assert complete["plan"]["end"] == points.total()
        assert not any(failure["tapError"] for failure in complete["failures"]), file.name
        expected = len(re.findall(r"^not ok .* # TODO ", text, re.MULTILINE))
        assert complete["fail"] - complete["todo"] == points["not ok"] - expected
        assert complete["ok"] is (points["not ok"] == expected)


def test_tap_is_read_by_another_program(written: Written, consumer: Consumer) -> None:
    code = (
        "import json, sys\n"
        "from tap.parser import Parser\n"
        "for file in sys.argv[1:]:\n"
        "    lines = [line for line in Parser().parse_file(file) if line.category == 'test']\n"
        "    bad = sum(not line.ok and not line.todo for line in lines)\n"
        "    print(json.dumps([len(lines), bad]))\n"
    )
    files = written("tap")
    ran = consumer("python", "-c", code, *files)
    assert ran.returncode == 0, ran.stderr
    for file, line in zip(files, ran.stdout.splitlines(), strict=True):
        text = file.read_text("utf-8")
        tests = re.findall(r"^(?:not )?ok [0-9]+ .*$", text, re.MULTILINE)
        bad = [test for test in tests if test.startswith("not ok") and " # TODO " not in test]
        assert json.loads(line) == [len(tests), len(bad)]


def test_ctrf_is_valid(written: Written, consumer: Consumer) -> None:
    code = (
        "import {readFileSync} from 'fs'; import {validate} from 'ctrf';\n"
        "for (const file of process.argv.slice(2)) {\n"
        "  const told = validate(JSON.parse(readFileSync(file, 'utf8')));\n"
        "  if (!told.valid) console.log(file, JSON.stringify(told.errors));\n"
        "}\n"
    )
    script = INSTALLED / "ctrf-check.mjs"
    script.write_text(code, encoding="utf-8")
    ran = consumer("node", script, *written("ctrf"))
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    broken = INSTALLED / "broken.ctrf"
    good = json.loads(written("ctrf")[0].read_text("utf-8"))
    del good["results"]["summary"]["other"]
    broken.write_text(json.dumps(good), encoding="utf-8")
    assert consumer("node", script, broken).stdout


def test_reviewdog_reads_the_diagnostics(written: Written, consumer: Consumer) -> None:
    ran = consumer("rdformat-validator", "--strict", "--no-extra-fields", *written("rdjson"))
    assert ran.returncode == 0, ran.stdout
    assert "All files are valid" in ran.stdout


MARKDOWN = """
import json, sys
from markdown_it import MarkdownIt
reader = MarkdownIt("gfm-like")
for file in sys.argv[1:]:
    rows, kinds = [], set()
    for token in reader.parse(open(file, encoding="utf-8").read()):
        kinds |= {token.type, *(child.type for child in token.children or [])}
        if token.type == "tr_open":
            rows.append(0)
        if token.type in ("td_open", "th_open"):
            rows[-1] += 1
        if token.type == "thead_open":
            rows.append("head")
    print(json.dumps([rows, sorted(kinds)]))
"""


def test_markdown_has_whole_tables_and_nothing_that_acts(
    written: Written, consumer: Consumer
) -> None:
    ran = consumer("python", "-c", MARKDOWN, *written("markdown"))
    assert ran.returncode == 0, ran.stderr
    for line in ran.stdout.splitlines():
        rows, kinds = json.loads(line)
        width = 0
        for place, row in enumerate(rows):
            if row == "head":
                width = rows[place + 1]
            else:
                assert row == width
        assert not {"html_block", "image", "link_open"} & set(kinds)


def test_the_whole_is_json(written: Written) -> None:
    def refuse(constant: str) -> Any:
        raise AssertionError(constant)

    for format_ in ("json", "sarif", "gitlab", "ctrf", "rdjson"):
        for file in written(format_):
            json.loads(file.read_text("utf-8"), parse_constant=refuse)


READ_OSCAL = """
import json, sys
from trestle.oscal.assessment_results import Model as Results
from trestle.oscal.catalog import Model as Catalog

def controls(group):
    for control in getattr(group, "controls", None) or []:
        yield control.id
    for below in getattr(group, "groups", None) or []:
        yield from controls(below)

found = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    if "catalog" in document:
        catalog = Catalog.parse_obj(document).catalog
        found.append([name for group in catalog.groups for name in controls(group)])
    else:
        results = Results.parse_obj(document).assessment_results.results
        found.append([[f.target.status.state.value for f in r.findings or []] for r in results])
print(json.dumps(found))
"""


def test_oscal_is_read_by_another_program(
    written: Written, consumer: Consumer, every_run: dict[str, Run], tmp_path: Path
) -> None:
    """Its models are made from the official schema of OSCAL 1.2.1 and take nothing else."""
    files = written("oscal")
    ran = consumer("python", "-c", READ_OSCAL, *files)
    assert ran.returncode == 0, ran.stderr
    for file, states in zip(files, json.loads(ran.stdout), strict=True):
        run = every_run[file.name.split(".")[0]]
        of_reports = states[1:]  # the first result is the run's own
        assert len(of_reports) == len(run.reports)
        for told, report in zip(of_reports, run.reports, strict=True):
            passed = report.tally[Verdict.PASS] if isinstance(report, Result) else 0
            assert told.count("satisfied") == passed


def test_the_catalog_is_read_by_another_program(consumer: Consumer, tmp_path: Path) -> None:
    plan = load_plan()
    ids = [f"obligation-{one.id}" for task in plan.tasks for one in task.obligations]
    for lang in Lang:
        file = tmp_path / f"{lang}.json"
        file.write_text(render_as("plan", "oscal", plan, Style(lang)), encoding="utf-8")
        ran = consumer("python", "-c", READ_OSCAL, file)
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout) == [ids]
    file.write_text(file.read_text("utf-8").replace('"prose"', '"prosa"'), encoding="utf-8")
    assert consumer("python", "-c", READ_OSCAL, file).returncode != 0

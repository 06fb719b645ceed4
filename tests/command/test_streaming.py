"""Reports that wait in a temporary file come out, to the byte, as if they had waited in memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.cli import validate
from plancheck.formats import Style, render, streams
from plancheck.inputs.waivers import load_waivers
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts import stored
from plancheck.verdicts.expected import expected_of
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Verdict
from tests.conftest import ROOT, Ran

Cli = Callable[..., Ran]

EXAMPLES = ROOT / "examples"
REPORTS = ("tier1-compliant", "tier1-noncompliant", "tier2-noncompliant", "undetermined", "broken")


@pytest.fixture
def folder(tmp_path: Path, plan: Plan) -> Path:
    """Return a folder of reports of every outcome, in folders, with what is no report among them.

    Every subject reports once, but for one that reports twice in the last folder.
    """
    reports = tmp_path / "reports"
    for number, subject in enumerate(plan.subject_names):
        text = (EXAMPLES / f"{REPORTS[number % len(REPORTS)]}.yaml").read_text("utf-8")
        text = re.sub("(?m)^province: .*$", f"province: {subject}", text)
        file = reports / f"{number % 3}" / f"{number:02}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    national = f"plan: {plan.id}\nsubject: national\ntasks: {{}}\n"
    (reports / "0" / "national.yaml").write_text(national, "utf-8")
    (reports / "0" / ".hidden.yaml").write_text("", "utf-8")
    (reports / "0.yaml").write_text("province: [", "utf-8")
    (reports / "roster.yaml").write_bytes((EXAMPLES / "roster.yaml").read_bytes())
    return reports


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("expect", [False, True])
def test_every_format_says_the_same(
    folder: Path, plan: Plan, jobs: int, expect: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("8.docx", "9.yaml"):  # one in the wrong form, and a subject that reports twice
        (folder / name).write_bytes((folder / "0" / "00.yaml").read_bytes())
    expected = expected_of(plan, None) if expect else None
    held = judge([str(folder)], plan, expected=expected)
    monkeypatch.setattr(stored, "BLOCK", 3)
    waiting = judge([str(folder)], plan, expected=expected, jobs=jobs)
    assert waiting.reports == held.reports
    assert waiting.exit_code == held.exit_code
    assert vars(waiting.counts) == vars(held.counts)
    for format_ in streams():
        for style in (Style(), Style(Lang.EN, most_bytes=50_000)):
            assert render(format_, waiting, style) == render(format_, held, style), format_


def test_a_subject_that_reports_twice_counts_once_it_is_known(
    folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "BLOCK", 3)
    first = folder / "0" / "00.yaml"
    (folder / "9.yaml").write_bytes(first.read_bytes())
    run = judge([str(folder)], plan, expected=expected_of(plan, None))
    twice = {one.path: one for one in run.rejected if one.subject == plan.subject_names[0]}
    assert set(twice) == {str(first), str(folder / "9.yaml")}
    for one in twice.values():
        assert [problem.key for problem in one.problems] == ["run.same-subject"]
    assert plan.subject_names[0] not in {result.subject for result in run.results}


def test_evidence_that_a_later_report_names_is_no_report(
    folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "BLOCK", 3)
    (folder / "a.docx").write_bytes(b"")
    report = "province: 上海\ntier: 1\nevidence: {e: {file: a.docx}}\n"
    (folder / "z.yaml").write_text(report, "utf-8")
    run = judge([str(folder)], plan)
    assert str(folder / "a.docx") not in {one.path for one in run.reports}
    assert (str(folder / "a.docx"), "evidence") in run.skipped


@pytest.mark.parametrize("used", [True, False])
def test_waivers_that_lift_something_and_that_lift_nothing(
    tmp_path: Path, plan: Plan, used: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    waivers = load_waivers(str(EXAMPLES / "waivers.yaml"), plan)
    name = "tier2-noncompliant" if used else "tier2-compliant"
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    for number in range(3):
        report = re.sub("(?m)^province: .*$", "province: 江西", text)
        (tmp_path / f"{number}.yaml").write_text(report, "utf-8")
    monkeypatch.setattr(stored, "BLOCK", 1)
    run = judge([str(tmp_path)], plan, waivers=waivers)
    assert (run.counts.tally[Verdict.WAIVED] > 0) is used
    assert ("waivers.unused" in {problem.key for problem in run.problems}) is not used


def test_as_many_reports_as_are_held_need_no_file(
    folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(28, "No space left on device")

    count = len(judge([str(folder)], plan).reports)
    monkeypatch.setattr("tempfile.TemporaryFile", none)
    monkeypatch.setattr(stored, "BLOCK", count)
    assert len(judge([str(folder)], plan).reports) == count


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
@pytest.mark.parametrize("format_", ["json", "jsonl", "html"])
def test_a_temporary_folder_that_takes_no_more_is_named(format_: str, tmp_path: Path) -> None:
    """More reports than are held go to the disk, and there no file may be larger than 64 KiB."""
    import resource

    reports, temporary = tmp_path / "reports", tmp_path / "temporary"
    reports.mkdir()
    temporary.mkdir()
    content = (EXAMPLES / "tier1-compliant.yaml").read_bytes()
    for number in range(stored.BLOCK + 20):
        (reports / f"{number}.yaml").write_bytes(content)
    ran = subprocess.run(
        [sys.executable, "-m", "plancheck", "validate", "reports", "--format", format_],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16)),
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (2, b"")
    assert str(temporary) in ran.stdout.decode()
    assert list(temporary.iterdir()) == []
    if format_ != "html":
        found = json.loads(ran.stdout)
        assert found["exit_code"] == 2
        (problem,) = found["problems"]
        assert (problem["key"], problem["location"]["path"]) == ("run.no-room", str(temporary))


def test_an_output_that_fails_is_told_in_the_document_too(
    folder: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stored, "BLOCK", 3)
    monkeypatch.setattr("os.fsync", full)
    output = f"json={tmp_path / 'out.json'}"
    ran = run_cli("validate", str(folder / "1"), "--format", "json", "--output", output)
    assert ran.code == 2
    assert "output.unwritten" in {problem["key"] for problem in json.loads(ran.out)["problems"]}
    assert list(tmp_path.iterdir()) == [folder]


def test_the_bar_does_not_change_what_is_written(
    folder: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = run_cli("validate", str(folder), "--format", "json")
    monkeypatch.setattr(validate, "MANY", 3)
    assert run_cli("validate", str(folder), "--format", "json") == without

"""A run whose reports are not held says, to the byte, what one says whose reports are."""

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
from plancheck.formats import render
from plancheck.formats.json.streaming import Stream
from plancheck.inputs.waivers import load_waivers
from plancheck.plan.model import Plan
from plancheck.verdicts.discovery import expand
from plancheck.verdicts.judging import JudgingContext, judge
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Run
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


def streamed(folder: Path, request: JudgingContext, **options: object) -> tuple[Run, str]:
    with Stream(expand([str(folder)]), request, **options) as stream:  # type: ignore[arg-type]
        return stream.run, "".join(stream.text(stream.run))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("allow_review", [False, True])
def test_the_same_bytes_and_the_same_code(
    folder: Path, plan: Plan, jobs: int, allow_review: bool
) -> None:
    held = judge([str(folder)], plan, allow_review=allow_review)
    run, text = streamed(folder, JudgingContext(plan), jobs=jobs, allow_review=allow_review)
    assert text == render("json", held)
    assert run.exit_code == held.exit_code == 2
    assert not run.reports
    loaded = json.loads(text)
    assert loaded["summary"]["reports"] == len(held.reports)
    assert loaded["summary"]["unusable"] == len(held.rejected)
    assert {one["kind"] for one in loaded["skipped"]} == {"hidden", "roster"}


def test_a_subject_that_reports_twice(folder: Path, plan: Plan) -> None:
    (folder / "9.yaml").write_bytes((folder / "0" / "00.yaml").read_bytes())
    _, text = streamed(folder, JudgingContext(plan))
    assert text == render("json", judge([str(folder)], plan))
    rollup = json.loads(text)["rollup"]
    assert [subject["name"] for subject in rollup["repeated"]] == [plan.subject_names[0]]
    assert rollup["totals"] == []


@pytest.mark.parametrize("used", [True, False])
def test_waivers_that_lift_something_and_that_lift_nothing(
    tmp_path: Path, plan: Plan, used: bool
) -> None:
    waivers = load_waivers(str(EXAMPLES / "waivers.yaml"), plan)
    name = "tier2-noncompliant" if used else "tier2-compliant"
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    for number in range(3):
        report = re.sub("(?m)^province: .*$", "province: 江西", text)
        (tmp_path / f"{number}.yaml").write_text(report, "utf-8")
    held = judge([str(tmp_path)], plan, waivers=waivers)
    run, written = streamed(tmp_path, JudgingContext(plan, waivers=waivers))
    assert written == render("json", held)
    assert run.problems == held.problems
    assert (run.counts.tally[Verdict.WAIVED] > 0) is used
    assert ("waivers.unused" in {problem.key for problem in run.problems}) is not used


def test_one_report_and_none(tmp_path: Path, plan: Plan) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    run, text = streamed(nothing, JudgingContext(plan))
    assert text == render("json", judge([str(nothing)], plan))
    assert run.exit_code == 2
    one = tmp_path / "one"
    one.mkdir()
    (one / "a.yaml").write_bytes((EXAMPLES / "tier1-compliant.yaml").read_bytes())
    run, text = streamed(one, JudgingContext(plan))
    assert text == render("json", judge([str(one)], plan))
    assert (run.exit_code, json.loads(text)["rollup"]) == (0, None)


def test_texts_that_do_not_fit_into_memory_wait_on_the_disk(
    folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plancheck.formats.json.streaming.IN_MEMORY", 1000)
    _, text = streamed(folder, JudgingContext(plan))
    assert text == render("json", judge([str(folder)], plan))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_streams_many_reports(
    folder: Path, run_cli: Cli, jobs: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    arguments = ["validate", str(folder), "--format", "json", "--jobs", jobs]
    output = ["--output", f"json={tmp_path / 'out.json'}"]
    held = run_cli(*arguments)
    monkeypatch.setattr(validate, "MANY", 3)
    monkeypatch.setattr(validate, "judge_files", None)  # so that it has to stream
    many = run_cli(*arguments, *output)
    assert (many.code, many.out, many.err) == (held.code, held.out, held.err)
    assert (tmp_path / "out.json").read_text("utf-8") == held.out


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
def test_a_temporary_folder_that_takes_no_more_is_named_in_one_document(tmp_path: Path) -> None:
    """More text than is held goes to the disk, and there no file may be larger than 64 KiB."""
    import resource

    reports, temporary = tmp_path / "reports", tmp_path / "temporary"
    reports.mkdir()
    temporary.mkdir()
    content = (EXAMPLES / "tier1-compliant.yaml").read_bytes()
    for number in range(validate.MANY + 20):
        (reports / f"{number}.yaml").write_bytes(content)
    ran = subprocess.run(
        [sys.executable, "-m", "plancheck", "validate", "reports", "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16)),
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (2, b"")
    found = json.loads(ran.stdout)
    assert found["exit_code"] == 2
    (problem,) = found["problems"]
    assert (problem["key"], problem["location"]["path"]) == ("run.no-room", str(temporary))
    assert list(temporary.iterdir()) == []


def test_what_cannot_be_streamed_is_held(
    folder: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validate, "MANY", 3)
    held = json.loads(run_cli("validate", str(folder), "--format", "json", "--expect", "all").out)
    streamed_ = json.loads(run_cli("validate", str(folder), "--format", "json").out)
    assert held["rollup"]["totals"] == streamed_["rollup"]["totals"]
    assert held["reports"] == streamed_["reports"]


def test_an_output_that_fails_is_told_in_the_document_too(
    folder: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(validate, "MANY", 3)
    monkeypatch.setattr("os.fsync", full)
    output = f"json={tmp_path / 'out.json'}"
    ran = run_cli("validate", str(folder / "1"), "--format", "json", "--output", output)
    assert ran.code == 2
    assert "output.unwritten" in {problem["key"] for problem in json.loads(ran.out)["problems"]}
    assert list(tmp_path.iterdir()) == [folder]

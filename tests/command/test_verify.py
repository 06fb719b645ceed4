"""Whether a stored result is still what the files give: what changed is named, and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck.formats import formats
from tests.conftest import ROOT, Ran

Cli = Callable[..., Ran]
EXAMPLES = ROOT / "examples"
REPORT, OTHER = "tier1-compliant.yaml", "tier2-noncompliant.yaml"
RULES = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
ROSTER = """\
format: plancheck.roster/1
plan: cn-patent-2014
provinces:
  北京: {tier: 1, designated: [7.indicators, 11.ecommerce, 15.projects, 21.industries]}
  江西: {tier: 2, designated: []}
"""
WAIVERS = """\
format: plancheck.waivers/1
plan: cn-patent-2014
waivers:
  - subject: 江西
    obligation: 19.standard
    reason: 示例
    approved_by: 示例函〔2014〕8号
    until: 2014-12-31
"""
SAID = {
    "zh": {
        "same": "一致",
        "changed": "文件已改动",
        "missing": "未给出文件",
        "unknown": "结果中没有",
        "differs": "结论不同",
    },
    "en": {
        "same": "the same",
        "changed": "file changed",
        "missing": "file missing",
        "unknown": "not in the result",
        "differs": "other findings",
    },
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with two reports below ``reports``."""
    (tmp_path / "reports").mkdir()
    for name in (REPORT, OTHER):
        shutil.copy(EXAMPLES / name, tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stored(run_cli: Cli, *arguments: str, name: str = "r.json") -> str:
    """Return the name of a file with the result of a check with ``arguments``."""
    run_cli("validate", *arguments, "--output", f"{name.rpartition('.')[2]}={name}")
    assert os.path.exists(name)
    return name


def verified(run_cli: Cli, *arguments: str, code: int) -> dict[str, Any]:
    """Return the verification as JSON, after its exit code and both pages were looked at."""
    for lang in ("zh", "en"):
        ran = run_cli("verify", *arguments, "--lang", lang)
        assert (ran.code, ran.err) == (code, "")
        assert ran.out.splitlines()[1].startswith(SAID[lang]["same"]) is (code == 0)
    ran = run_cli("verify", *arguments, "--format", "json")
    assert ran.code == code
    document: dict[str, Any] = json.loads(ran.out)
    assert document["same"] is (code == 0)
    return document


def states(document: dict[str, Any]) -> dict[str, str]:
    """Return the state of each report by the name of its file."""
    reports = document["reports"]
    files = ((report["before"] or report["now"])["path"] for report in reports)
    return dict(zip(map(os.path.basename, files), (r["state"] for r in reports), strict=True))


def inputs(document: dict[str, Any]) -> dict[str, str]:
    return {item["kind"]: item["state"] for item in document["inputs"]}


@pytest.mark.parametrize("name", ["r.json", "r.jsonl"])
def test_nothing_changed_wherever_the_files_lie(name: str, folder: Path, run_cli: Cli) -> None:
    result = stored(run_cli, "reports", name=name)
    (folder / "reports").rename(folder / "elsewhere")
    (folder / "elsewhere" / REPORT).rename(folder / "another-name.yaml")
    found = verified(run_cli, result, "elsewhere", "another-name.yaml", code=0)
    assert states(found) == {REPORT: "same", OTHER: "same"}
    assert inputs(found) == {"rules": "same"}
    for format_ in formats(of="verification"):
        assert run_cli("verify", result, ".", "--format", format_).code == 0


def test_the_digest_is_that_of_the_bytes(folder: Path, run_cli: Cli) -> None:
    file = folder / "reports" / REPORT
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (folder / "broken.yaml").write_bytes(b"tasks: [")
    (folder / "word.docx").write_bytes(b"PK")
    roster = folder / "roster.yaml"
    roster.write_text(ROSTER, encoding="utf-8")
    call = ("reports", "broken.yaml", "word.docx", ".", "--roster", "roster.yaml")
    found = json.loads(Path(stored(run_cli, *call)).read_text("utf-8"))
    of_file = {report["path"]: report["sha256"] for report in found["reports"]}
    assert of_file[f"reports/{REPORT}"] == hashlib.sha256(file.read_bytes()).hexdigest()
    unusable = {report["path"]: report["sha256"] for report in found["unusable"]}
    assert unusable["broken.yaml"] == hashlib.sha256(b"tasks: [").hexdigest()
    of_roster = {"path": "roster.yaml", "sha256": hashlib.sha256(roster.read_bytes()).hexdigest()}
    assert found["inputs"]["roster"] == of_roster


def test_a_report_that_changed_is_named_with_what_is_other_now(folder: Path, run_cli: Cli) -> None:
    result = stored(run_cli, "reports")
    file = folder / "reports" / REPORT
    text = file.read_text("utf-8")
    assert "sessions: 6" in text
    file.write_text(text.replace("sessions: 6", "sessions: 5", 1), encoding="utf-8")
    found = verified(run_cli, result, "reports", code=1)
    assert states(found) == {REPORT: "changed", OTHER: "same"}
    changed = next(report for report in found["reports"] if report["state"] == "changed")
    assert changed["before"]["outcome"] == "compliant"
    assert changed["now"]["outcome"] == "undetermined"  # the ledger still lists six
    (finding,) = changed["findings"]
    assert (finding["before"], finding["now"]) == ("pass", "review")
    for lang in SAID:
        out = run_cli("verify", result, "reports", "--lang", lang).out
        assert SAID[lang]["changed"] in out
        assert finding["obligation"] in out


def test_a_blank_that_changes_no_verdict_is_a_change(folder: Path, run_cli: Cli) -> None:
    result = stored(run_cli, "reports")
    with (folder / "reports" / OTHER).open("a", encoding="utf-8") as file:
        file.write("\n")
    found = verified(run_cli, result, "reports", code=1)
    assert states(found) == {REPORT: "same", OTHER: "changed"}
    assert [report["findings"] for report in found["reports"]] == [[], []]


def test_files_missing_and_files_unknown(folder: Path, run_cli: Cli) -> None:
    result = stored(run_cli, "reports")
    (folder / "reports" / OTHER).unlink()
    shutil.copy(EXAMPLES / "tier3-compliant.yaml", folder)
    found = verified(run_cli, result, "reports", "tier3-compliant.yaml", code=1)
    expected = {REPORT: "same", OTHER: "missing", "tier3-compliant.yaml": "unknown"}
    assert states(found) == expected
    for lang in SAID:
        out = run_cli("verify", result, "reports", "tier3-compliant.yaml", "--lang", lang).out
        assert SAID[lang]["missing"] in out
        assert SAID[lang]["unknown"] in out


def test_a_copy_is_the_same_file(folder: Path, run_cli: Cli) -> None:
    once = stored(run_cli, "reports", name="once.json")
    shutil.copy(folder / "reports" / REPORT, folder / "copy.yaml")
    twice = stored(run_cli, "reports", "copy.yaml", name="twice.json")
    verified(run_cli, once, "reports", "copy.yaml", code=0)
    verified(run_cli, twice, "reports", code=0)


def test_the_roster_is_found_by_its_digest(folder: Path, run_cli: Cli) -> None:
    (folder / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    result = stored(run_cli, "reports", "--roster", "roster.yaml")
    (folder / "roster.yaml").rename(folder / "reports" / "x.yaml")
    assert inputs(verified(run_cli, result, "reports", code=0))["roster"] == "same"


def test_a_roster_that_changed_is_used_and_named(folder: Path, run_cli: Cli) -> None:
    roster = folder / "roster.yaml"
    roster.write_text(ROSTER, encoding="utf-8")
    result = stored(run_cli, "reports", "--roster", "roster.yaml")
    changed = re.sub(", designated: \\[7.*]", "", ROSTER)
    roster.write_text(changed, encoding="utf-8")
    found = verified(run_cli, result, "roster.yaml", "reports", code=1)
    assert inputs(found) == {"rules": "same", "roster": "changed"}
    assert states(found)[REPORT] == "differs"
    assert states(found)[OTHER] == "same"
    for lang, words in (
        ("zh", "名册已改动：roster.yaml"),
        ("en", "The roster changed: roster.yaml"),
    ):
        out = run_cli("verify", result, "roster.yaml", "reports", "--lang", lang).out
        assert words in out
        assert SAID[lang]["differs"] in out
        assert out.index(words) < out.index(REPORT)


def test_without_the_roster_nothing_is_judged(folder: Path, run_cli: Cli) -> None:
    (folder / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    result = stored(run_cli, "reports", "--roster", "roster.yaml")
    with (folder / "reports" / OTHER).open("a", encoding="utf-8") as file:
        file.write("\n")
    found = verified(run_cli, result, "reports", code=1)
    assert inputs(found) == {"rules": "same", "roster": "missing"}
    assert states(found) == {REPORT: "unjudged", OTHER: "changed"}
    for lang, words in (("zh", "未给出名册 roster.yaml"), ("en", "The roster roster.yaml")):
        assert words in run_cli("verify", result, "reports", "--lang", lang).out


def test_waivers_changed_and_missing(folder: Path, run_cli: Cli) -> None:
    waivers = folder / "waivers.yaml"
    waivers.write_text(WAIVERS, encoding="utf-8")
    result = stored(run_cli, "reports", "--waivers", "waivers.yaml")
    verified(run_cli, result, "reports", "waivers.yaml", code=0)
    waivers.write_text(WAIVERS.replace("19.standard", "15.training"), encoding="utf-8")
    found = verified(run_cli, result, "reports", "waivers.yaml", code=1)
    assert inputs(found) == {"rules": "same", "waivers": "changed"}
    changed = next(report for report in found["reports"] if report["state"] == "differs")
    assert {finding["obligation"] for finding in changed["findings"]} >= {"19.standard"}
    assert inputs(verified(run_cli, result, "reports", code=1))["waivers"] == "missing"


def test_the_options_of_the_call_are_used_again(folder: Path, run_cli: Cli) -> None:
    call = ("--as-of", "2014-06-30", "--require-evidence", "--allow-review")
    result = stored(run_cli, "reports", *call)
    assert json.loads(Path(result).read_text("utf-8"))["inputs"] == {
        "roster": None,
        "waivers": None,
        "tier": None,
        "province": None,
        "as_of": "2014-06-30",
        "require_evidence": True,
        "allow_review": True,
    }
    verified(run_cli, result, "reports", code=0)


def test_options_of_a_file_or_the_environment_are_recorded_too(folder: Path, run_cli: Cli) -> None:
    (folder / "plancheck.toml").write_text('as-of = "end"\n', encoding="utf-8")
    ran = run_cli("validate", "reports", "--format", "json", env={"PLANCHECK_TIER": "tier1"})
    recorded = json.loads(ran.out)["inputs"]
    assert (recorded["as_of"], recorded["tier"]) == ("2014-12-31", "1")


def test_other_rules_are_named(folder: Path, run_cli: Cli) -> None:
    result = stored(run_cli, "reports")
    plan = folder / "rules.yaml"
    plan.write_text(
        RULES.replace("{1: 30, 2: 20, 3: 10}", "{1: 31, 2: 20, 3: 10}", 1), encoding="utf-8"
    )
    found = verified(run_cli, result, "reports", "--plan", "rules.yaml", code=1)
    assert inputs(found) == {"rules": "changed"}
    for lang, words in (("zh", "规则集要求不同"), ("en", "The rule set has other requirements")):
        assert words in run_cli(
            "verify", result, "reports", "--plan", "rules.yaml", "--lang", lang
        ).out.replace("\n", " ")


def test_another_wording_of_the_rules_is_no_change(folder: Path, run_cli: Cli) -> None:
    result = stored(run_cli, "reports")
    plan = folder / "rules.yaml"
    plan.write_text(RULES.replace("IP finance", "finance of IP", 1), encoding="utf-8")
    found = verified(run_cli, result, "reports", "--plan", "rules.yaml", code=0)
    assert inputs(found) == {"rules": "reworded"}


def test_another_plan_judges_nothing(folder: Path, run_cli: Cli) -> None:
    result = stored(run_cli, "reports")
    other = str(EXAMPLES / "plans" / "saving-water.yaml")
    found = verified(run_cli, result, "reports", "--plan", other, code=1)
    assert inputs(found) == {"rules": "changed"}
    assert set(states(found).values()) == {"unjudged"}


def test_reports_in_gbk(folder: Path, run_cli: Cli) -> None:
    file = folder / "reports" / OTHER
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    result = stored(run_cli, "reports", "--encoding", "gbk")
    verified(run_cli, result, "reports", "--encoding", "gb18030", code=0)
    found = verified(run_cli, result, "reports", code=1)
    assert states(found) == {REPORT: "same", OTHER: "differs"}


def test_a_result_that_gives_a_report_to_another_subject_differs(
    folder: Path, run_cli: Cli
) -> None:
    whole = json.loads(Path(stored(run_cli, "reports")).read_text("utf-8"))
    Path("d.json").write_text(damaged(whole, "reports.0.province.name", "青海"), encoding="utf-8")
    found = verified(run_cli, "d.json", "reports", code=1)
    (changed,) = [report for report in found["reports"] if report["state"] != "same"]
    assert (changed["state"], changed["changed"]) == ("differs", ["subject"])
    for lang, word in {"zh": "填报单位不同", "en": "reporting subject"}.items():
        assert word in run_cli("verify", "d.json", "reports", "--lang", lang).out


def test_unusable_reports_are_told_by_what_is_wrong(folder: Path, run_cli: Cli) -> None:
    (folder / "reports" / "broken.yaml").write_text("tasks: [", encoding="utf-8")
    (folder / "reports" / "江西.docx").write_bytes(b"PK")
    result = stored(run_cli, "reports")
    found = verified(run_cli, result, "reports", code=0)
    assert states(found)["broken.yaml"] == "same"
    assert states(found)["江西.docx"] == "same"
    (folder / "reports" / "江西.docx").unlink()
    assert states(verified(run_cli, result, "reports", code=1))["江西.docx"] == "missing"


def test_a_result_whose_places_name_no_sheet_is_read(folder: Path, run_cli: Cli) -> None:
    """Places had none before workbooks could be checked."""
    (folder / "reports" / "broken.yaml").write_text("tasks: [", encoding="utf-8")
    result = Path(stored(run_cli, "reports"))
    document = json.loads(result.read_text("utf-8"))
    for problem in document["problems"]:
        assert problem["location"].pop("sheet", "missing") is None
        assert problem["location"].pop("cell", "missing") is None
    result.write_text(json.dumps(document), encoding="utf-8")
    assert states(verified(run_cli, str(result), "reports", code=0))["broken.yaml"] == "same"
    document["problems"][0]["location"]["sheet"] = "自查表"
    result.write_text(json.dumps(document), encoding="utf-8")
    assert states(verified(run_cli, str(result), "reports", code=1))["broken.yaml"] == "differs"
    document["problems"][0]["location"]["sheet"] = 1
    result.write_text(json.dumps(document), encoding="utf-8")
    assert "r.json" in run_cli("verify", str(result), "reports").err


def test_two_reports_of_a_subject_that_was_expected(folder: Path, run_cli: Cli) -> None:
    text = (folder / "reports" / OTHER).read_text("utf-8")
    (folder / "reports" / "again.yaml").write_text(text + "\n", encoding="utf-8")
    result = stored(run_cli, "reports", "--expect", "all")
    found = verified(run_cli, result, "reports", code=0)
    assert len(found["reports"]) == 3


def test_standard_input(folder: Path, run_cli: Cli) -> None:
    content = (folder / "reports" / REPORT).read_bytes()
    ran = run_cli("validate", "-", "--format", "json", stdin=content)
    Path("r.json").write_text(ran.out, encoding="utf-8")
    assert run_cli("verify", "r.json", "-", stdin=content).code == 0
    assert run_cli("verify", "-", f"reports/{REPORT}", stdin=ran.out.encode()).code == 0
    assert run_cli("verify", "-", "-", stdin=content).code == 2


def test_the_result_among_the_files_is_none_of_them(folder: Path, run_cli: Cli) -> None:
    result = stored(run_cli, "reports", name="reports/r.json")
    files = [f"reports/{name}" for name in os.listdir("reports")]
    verified(run_cli, result, *files, code=0)


# --- what cannot be verified ----------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), {"zh": "RESULT", "en": "RESULT"}),
        (("r.json",), {"zh": "FILES...", "en": "FILES..."}),
        (("none.json", "reports"), {"zh": "none.json", "en": "none.json"}),
        (("r.json", "none.yaml"), {"zh": "none.yaml", "en": "none.yaml"}),
        (("r.json", "empty"), {"zh": "empty", "en": "empty"}),
        (("r.json", "reports", "--plan", "none.yaml"), {"zh": "none.yaml", "en": "none.yaml"}),
        (("r.json", "reports", "--format", "github"), {"zh": "github", "en": "github"}),
    ],
)
def test_without_result_files_or_plan_there_is_no_answer(
    arguments: tuple[str, ...], words: dict[str, str], lang: str, folder: Path, run_cli: Cli
) -> None:
    stored(run_cli, "reports")
    (folder / "empty").mkdir()
    ran = run_cli("verify", *arguments, "--lang", lang)
    assert ran.code == 2
    assert words[lang] in ran.err
    assert "Traceback" not in ran.err


def damaged(document: dict[str, Any], path: str, value: object) -> str:
    """Return ``document`` as text with ``value`` at ``path``, its keys joined by dots."""
    node: Any = document
    *steps, last = path.split(".")
    for step in steps:
        node = node[int(step) if step.isdigit() else step]
    node[last] = value
    return json.dumps(document)


DAMAGES = [
    *(("reports", value) for value in (None, {}, [1], [None], ["x"])),
    *((f"reports.0.{key}", value) for key in ("sha256", "path", "findings", "notes", "as_of")
      for value in (None, 7, [1])),
    ("reports.0.sha256", "0" * 63),
    ("reports.0.sha256", "<script>"),
    ("reports.0.outcome", "splendid"),
    ("reports.0.province", None),
    ("reports.0.findings.0.verdict", "splendid"),
    ("reports.0.findings.0.values", None),
    ("reports.0.findings.0.reason", {}),
    *((f"inputs.{key}", value) for key in ("roster", "waivers") for value in (7, [], {}, "x")),
    ("inputs.tier", 1),
    ("inputs.tier", "9"),
    ("inputs.province", "天上人间"),
    ("inputs.as_of", "tomorrow"),
    ("inputs.require_evidence", None),
    ("inputs.allow_review", "yes"),
    ("inputs", None),
    ("unusable", None),
    ("unusable", [{"path": "x"}]),
    ("problems", [{"key": 7, "report": "x", "location": None}]),
    ("problems", [{"key": "x", "report": "x", "location": {"line": {}, "column": 1}}]),
    ("plan.sha256", None),
    ("plan.rules_sha256", "x"),
    ("plan.id", 7),
]  # fmt: skip


def test_a_damaged_result_is_refused(folder: Path, run_cli: Cli) -> None:
    whole = Path(stored(run_cli, "reports")).read_text("utf-8")
    said = {"zh": "结果文件不完整或被改动过", "en": "this result is damaged"}
    for number, (path, value) in enumerate(DAMAGES):
        Path("d.json").write_text(damaged(json.loads(whole), path, value), encoding="utf-8")
        lang = ("zh", "en")[number % 2]
        ran = run_cli("verify", "d.json", "reports", "--lang", lang)
        assert (ran.code, ran.out) == (2, ""), (path, value)
        assert ran.err.startswith(f"d.json: {said[lang]}"), (path, value, ran.err)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", {"zh": "这不是 plancheck 的结果", "en": "not a plancheck result"}),
        ("{", {"zh": "这不是 plancheck 的结果", "en": "not a plancheck result"}),
        ("[]", {"zh": "这不是 plancheck 的结果", "en": "not a plancheck result"}),
        ("{" * 100_000, {"zh": "这不是 plancheck 的结果", "en": "not a plancheck result"}),
        (
            '{"format": "plancheck.result/1", "plan": {}, "reports": [], "problems": [], '
            '"inputs": {}, "unusable": []}',
            {"zh": "没有核查过的自查报告", "en": "no report was checked"},
        ),
        (
            '{"format": "plancheck.result/1", "plan": {}, "reports": [{}], "problems": []}',
            {"zh": "旧版本", "en": "earlier version"},
        ),
        (
            '{"format": "plancheck.result/1", "plan": null, "reports": [], "problems": []}',
            {"zh": "没有核查过的自查报告", "en": "no report was checked"},
        ),
    ],
)
def test_what_is_no_result_is_refused_with_what_to_do(
    text: str, words: dict[str, str], lang: str, folder: Path, run_cli: Cli
) -> None:
    Path("d.json").write_text(text, encoding="utf-8")
    ran = run_cli("verify", "d.json", "reports", "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert words[lang] in ran.err
    assert "；" in ran.err or "; " in ran.err


def test_deep_values_are_refused(folder: Path, run_cli: Cli) -> None:
    whole = json.loads(Path(stored(run_cli, "reports")).read_text("utf-8"))
    text = damaged(whole, "reports.0.findings.0.values", {"here": 0})
    deep = text.replace('{"here": 0}', '{"here": ' + "[" * 900 + "]" * 900 + "}")
    Path("d.json").write_text(deep, encoding="utf-8")
    ran = run_cli("verify", "d.json", "reports")
    assert ran.code in (1, 2)
    assert "Traceback" not in ran.err


def test_names_in_a_result_do_not_act(folder: Path, run_cli: Cli) -> None:
    whole = json.loads(Path(stored(run_cli, "reports")).read_text("utf-8"))
    Path("d.json").write_text(
        damaged(whole, "reports.0.path", "\x1b[31m<script>\u202ex.yaml"), encoding="utf-8"
    )
    for format_ in formats(of="verification"):
        out = run_cli("verify", "d.json", "reports", "--format", format_).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert format_ != "html" or "<script>\\u" not in out

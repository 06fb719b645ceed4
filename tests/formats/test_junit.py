"""JUnit as test reporters read it: right counts, unique names, a reason wherever nothing passed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from plancheck.errors import Location, Problem
from plancheck.formats import Style, for_machines, render
from plancheck.formats.shared.open_points import finding_paragraph
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text
from plancheck.language.wording import SIGNS, escape_invisible, format_value, obligation_name, say
from plancheck.plan.model import Plan
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.result import Finding, Result, Verdict
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import all_problems, judged
from tests.formats.specimens import AWKWARD, NAMES, specimens

FORMATS = ("junit", "junit-strict")
# What the schema of Jenkins' xunit-plugin has of what is written here.
STRICT = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "time", "classname", "group"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
    "skipped": {"message", "type"},
}
SKIPPED = (Verdict.WAIVED, Verdict.NOT_APPLICABLE, Verdict.OPTIONAL, Verdict.PENDING)


def read(format_: str, run: Run, lang: Lang = Lang.ZH) -> ET.Element:
    """Return the root, read from the bytes as they are written to a file."""
    text = render(format_, run, Style(lang))
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')
    return ET.fromstring(text.encode("utf-8"))


def outcome(case: ET.Element) -> ET.Element | None:
    """Return what is said of a case, None for one that passed."""
    assert len(case) <= 1
    return next(iter(case), None)


def kinds(cases: list[ET.Element]) -> Counter[str]:
    said = (outcome(case) for case in cases)
    return Counter("pass" if one is None else one.tag for one in said)


def cases_of(format_: str, run: Run, lang: Lang = Lang.ZH) -> list[ET.Element]:
    return list(read(format_, run, lang).iter("testcase"))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format_", FORMATS)
class TestEveryRun:
    def test_the_counts_are_those_of_the_run(self, format_: str, name: str, lang: Lang) -> None:
        run = specimens()[name]
        root = read(format_, run, lang)
        tally = run.tally
        nothing = not run.reports and not run.problems
        expected = Counter(
            {
                "pass": tally[Verdict.PASS],
                "failure": sum(n for v, n in tally.items() if v.is_open)
                + len(run.absent)
                + sum(result.failure is not None for result in run.results),
                "error": len(all_problems(run)) + nothing,
                "skipped": sum(tally[verdict] for verdict in SKIPPED),
            }
        )
        assert kinds(list(root.iter("testcase"))) == +expected
        total = Counter[str]()
        for suite in root:
            found = kinds(suite.findall("testcase"))
            said = {kind: int(suite.attrib[kind]) for kind in ("tests", "failures", "errors")}
            assert said == {
                "tests": found.total(), "failures": found["failure"], "errors": found["error"],
            }  # fmt: skip
            assert int(suite.attrib["skipped"]) == found["skipped"]
            total.update(said)
        assert {k: root.attrib[k] for k in ("tests", "failures", "errors")} == {
            k: str(total[k]) for k in ("tests", "failures", "errors")
        }
        if run.exit_code:
            assert total["failures"] + total["errors"] > 0

    def test_no_case_has_the_name_of_another(self, format_: str, name: str, lang: Lang) -> None:
        run = specimens()[name]
        twice = replace(run, reports=run.reports * 3, problems=run.problems * 2)
        for one in (run, twice):
            names = [(c.get("classname"), c.get("name")) for c in cases_of(format_, one, lang)]
            assert len(names) == len(set(names)) > 0

    def test_what_did_not_pass_says_why(self, format_: str, name: str, lang: Lang) -> None:
        for case in cases_of(format_, specimens()[name], lang):
            said = outcome(case)
            if said is not None:
                assert said.get("message")
                assert said.text  # the one that GitLab shows
                if said.tag == "skipped":
                    assert said.text == said.get("message")

    def test_it_has_the_elements_that_are_known(self, format_: str, name: str, lang: Lang) -> None:
        more = {"file", "line"} if format_ == "junit" else set()
        for element in read(format_, specimens()[name], lang).iter():
            allowed = STRICT[element.tag] | (more if element.tag == "testcase" else set())
            assert set(element.attrib) <= allowed
            if "time" in element.attrib:
                assert element.get("time") == "0"


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_each_finding_is_a_case_of_its_report(name: str, lang: Lang) -> None:
    run = specimens()[name]
    assert for_machines("junit")
    assert for_machines("junit-strict")
    suites = list(read("junit", run, lang))
    assert len(suites) >= len(run.reports)
    for suite, report in zip(suites, run.reports, strict=False):
        assert suite.get("name") == escape_invisible(report.path)
        cases = suite.findall("testcase")
        if isinstance(report, Rejected):
            for case, problem in zip(cases, report.problems, strict=True):
                said = outcome(case)
                assert said is not None
                assert (said.tag, said.get("type")) == ("error", problem.key)
                assert said.get("message") == problem_text(lang, problem)
            continue
        told = {one.get("name"): one.get("value") for one in suite.iterfind("properties/property")}
        assert told["outcome"] == str(report.outcome)
        assert told["as_of"] == report.as_of.isoformat()
        assert told["as_of_from"] == report.facts.as_of.origin
        if report.failure is not None:
            whole = cases.pop(0)
            assert whole.get("line") == str(report.location.line)
            said = outcome(whole)
            assert said is not None
            assert (said.tag, said.get("type")) == ("failure", "not-compliant")
            assert said.text == note_text(lang, report.failure)
        for case, one in zip(cases, report.findings, strict=True):
            _says(case, report, one, lang)


def _says(case: ET.Element, report: Result, one: Finding, lang: Lang) -> None:
    assert case.get("classname") == escape_invisible(report.path)
    named = obligation_name(lang, report.plan, one.obligation)
    assert (case.get("name") or "").split(" #")[0] == named
    assert case.get("file") == escape_invisible(one.location.path)
    assert case.get("line") == str(one.location.line)
    said = outcome(case)
    told = finding_text(lang, report.plan, one)
    if one.verdict is Verdict.PASS:
        assert said is None
    elif one.verdict.is_open:
        assert said is not None
        assert (said.tag, said.get("type")) == ("failure", str(one.verdict))
        assert (said.get("message"), said.text) == (told, finding_paragraph(lang, report, one))
    else:
        assert one.verdict in SKIPPED
        assert said is not None
        verdict = format_value(lang, one.verdict)
        assert (said.tag, said.text) == ("skipped", f"{verdict}{SIGNS[lang].colon}{told}")


@pytest.mark.parametrize("name", NAMES)
def test_the_strict_dialect_has_the_same_cases(name: str) -> None:
    run = specimens()[name]
    loose, strict = read("junit", run), read("junit-strict", run)
    for case in loose.iter("testcase"):
        case.attrib.pop("file", None)
        case.attrib.pop("line", None)
    assert ET.tostring(loose) == ET.tostring(strict)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_review_is_no_pass_even_where_it_is_allowed(format_: str) -> None:
    run = specimens()["undetermined"]
    allowed = replace(run, allow_review=True)
    assert (run.exit_code, allowed.exit_code) == (3, 0)
    reviews = [
        case
        for case in cases_of(format_, allowed)
        if (said := outcome(case)) is not None and said.get("type") == "review"
    ]
    assert len(reviews) == run.tally[Verdict.REVIEW] > 0
    assert render(format_, allowed) == render(format_, run)


def test_a_case_says_what_to_do_and_by_which_clause(plan: Plan) -> None:
    run = Run(
        plan,
        (
            judged(
                plan, {"province": "江西", "tasks": {"15.training": {"sessions": 1}}, "tier": "1"}
            ),
        ),
    )
    case = next(
        case
        for case in cases_of("junit", run)
        if (case.get("name") or "").startswith("15.training ")
    )
    said = outcome(case)
    assert said is not None
    assert said.get("message") == "填报1次，应不少于6次，差5次"
    text = said.text or ""
    assert "→ 补足5次" in text
    assert "（依据：任务15" in text
    assert case.get("name") == "15.training 信息培训"


# --- what is no finding ---------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("format_", FORMATS)
def test_what_belongs_to_no_report_has_a_suite_of_its_own(
    format_: str, lang: Lang, plan: Plan
) -> None:
    run = Run(
        plan,
        (judged(plan, {"province": "江西", "tier": "2"}),),
        (Problem("run.no-match", Location("*.yml")),),
        expected=(
            ExpectedSubject("上海", Location("roster.yaml", 7, 3)),
            ExpectedSubject("北京"),
            ExpectedSubject("江西"),
        ),
    )
    _, rest = read(format_, run, lang)
    assert rest.attrib == {
        "name": "plancheck", "tests": "3", "failures": "2", "errors": "1", "skipped": "0",
        "time": "0",
    }  # fmt: skip
    problem, shanghai, beijing = cases = rest.findall("testcase")
    said = [outcome(case) for case in cases]
    assert [(one.tag, one.get("type")) for one in said if one is not None] == [
        ("error", "run.no-match"), ("failure", "absent"), ("failure", "absent"),
    ]  # fmt: skip
    names = ("上海", "北京") if lang is Lang.ZH else ("Shanghai", "Beijing")
    assert (shanghai.get("name"), beijing.get("name")) == names
    assert [one.text for one in said if one is not None] == [
        f"*.yml: {problem_text(lang, run.problems[0])}",
        *(say(lang, "run.absent", {"subject": name}) for name in names),
    ]
    if format_ == "junit":
        assert [problem.get("file"), problem.get("line")] == ["*.yml", "1"]
        assert [shanghai.get("file"), shanghai.get("line")] == ["roster.yaml", "7"]
        assert "file" not in beijing.attrib


@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.parametrize("with_plan", [False, True])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_run_over_nothing_is_no_success(
    format_: str, with_plan: bool, failed: bool, plan: Plan
) -> None:
    run = Run(plan if with_plan else None, failed=failed)
    root = read(format_, run, Lang.EN)
    assert (root.get("tests"), root.get("errors")) == ("1", "1")
    (case,) = root.iter("testcase")
    said = outcome(case)
    assert said is not None
    assert said.text == "no report to check"


def test_two_problems_of_one_kind_are_two_cases() -> None:
    where = Location("a.yaml", 3, 5)
    same = Problem("source.empty", where)
    bare = Problem("source.empty", Location("a.yaml"))
    run = Run(None, (Rejected("a.yaml", (same, same, bare, bare)),))
    names = [case.get("name") for case in cases_of("junit", run)]
    assert names == [
        "3:5 source.empty", "3:5 source.empty #2", "source.empty", "source.empty #2",
    ]  # fmt: skip


def test_a_report_named_as_the_rest_is_stays_apart_from_it(plan: Plan) -> None:
    problem = Problem("run.nothing")
    run = Run(plan, (Rejected("plancheck", (problem,)),), (problem,))
    names = [(c.get("classname"), c.get("name")) for c in cases_of("junit", run)]
    assert names == [("plancheck", "run.nothing"), ("plancheck", "run.nothing #2")]


# --- text that would act --------------------------------------------------------------------------

HOSTILE = (
    "a]]>b",
    "<testcase/>",
    "&amp;&#0;",
    "a\x00b\x0b\x1f",
    "a\ufffe\uffff",
    "a\ud800b",
    "a\r\nb\tc",
    "\u202ea\u200b",
    '"><failure/>',
    "=cmd|'/C calc'!A0",
    AWKWARD,
)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_file_is_text(text: str, format_: str) -> None:
    plain = specimens()["every-verdict"]
    result = plain.results[0]
    where = result.location._replace(path=text)
    refused = Problem("schema.unknown-key", Location(text, 3, 5), {"key": text, "near": [text]})
    findings = tuple(
        one._replace(values={**one.values, "why": text}, location=where) for one in result.findings
    )
    run = replace(
        plain,
        reports=(replace(result, location=where, findings=findings), Rejected(text, (refused,))),
        problems=(refused,),
    )
    root = read(format_, run)
    assert [suite.get("name") for suite in root] == [escape_invisible(text)] * 2 + ["plancheck"]
    expected = kinds(cases_of(format_, replace(plain, reports=(result,))))
    expected["error"] += 2
    assert kinds(list(root.iter("testcase"))) == expected
    told = problem_text(Lang.ZH, refused)
    texts = [one.text for one in root.iter("error")]
    assert texts == [f"{escape_invisible(text)}:3:5: {told}"] * 2
    if result.tally[Verdict.WAIVED]:
        waived = [
            one.text or ""
            for one in root.iter("skipped")
            if escape_invisible(text) in (one.text or "")
        ]
        assert len(waived) == result.tally[Verdict.WAIVED]


def test_a_path_is_written_as_services_want_it() -> None:
    problem = Problem("source.empty", Location("./示例/a.yaml", 2, 1))
    (case,) = cases_of("junit", Run(None, (Rejected("./示例/a.yaml", (problem,)),)))
    assert case.get("file") == "示例/a.yaml"
    assert case.get("classname") == "./示例/a.yaml"

"""TAP as a strict harness reads it: one plan, every verdict, and no directive of a file's."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import dropwhile

import pytest

from plancheck.errors import Location, Problem
from plancheck.formats import Style, for_machines, render
from plancheck.formats.shared.open_points import finding_paragraph
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text
from plancheck.language.wording import SIGNS, escape_invisible, format_value, obligation_name, say
from plancheck.plan.model import Plan
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import all_problems
from tests.formats.specimens import AWKWARD, NAMES, specimens


@dataclass
class Point:
    ok: bool
    description: str
    directive: str = ""
    reason: str = ""
    details: dict[str, str | int] = field(default_factory=dict)

    @property
    def counts_against(self) -> bool:
        return not self.ok and self.directive != "TODO"


@dataclass
class Document:
    points: list[Point]
    bail_out: str | None


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\#])", r"\1", text)


def read(text: str) -> Document:
    """Return the document, as strict as TAP 14 allows: any other line is an error.

    Comments after the plan are taken; they name the rule set and describe each report.
    """
    assert text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    assert lines[0] == "TAP version 14"
    planned = re.fullmatch(r"1\.\.([1-9][0-9]*)", lines[1])
    assert planned is not None, "a plan of nothing would look like a success"
    points: list[Point] = []
    bail_out = None
    rest = dropwhile(lambda line: line.startswith("# "), lines[2:])
    for line in rest:
        assert bail_out is None, "nothing may follow"
        if line.startswith("Bail out! "):
            bail_out = unescaped(line.removeprefix("Bail out! "))
        elif line == "  ---":
            assert points
            assert not points[-1].details
            for inner in rest:
                if inner == "  ...":
                    break
                key, value = inner.removeprefix("  ").split(": ", 1)
                points[-1].details[key] = json.loads(value)
            else:
                pytest.fail("details without an end")
        else:
            points.append(_point(line, len(points) + 1))
    assert len(points) == int(planned[1])
    return Document(points, bail_out)


def _point(line: str, number: int) -> Point:
    found = re.fullmatch(r"(not ok|ok) ([0-9]+) - ((?:[^\\#]|\\[\\#])+?)(?: # (.*))?", line)
    assert found is not None, line
    outcome, said, description, directive = found.groups()
    assert int(said) == number
    kind, _, reason = (directive or "").partition(" ")
    assert kind in ("", "SKIP", "TODO")
    return Point(outcome == "ok", unescaped(description), kind, unescaped(reason))


def of(run: Run, lang: Lang = Lang.ZH) -> Document:
    return read(render("tap", run, Style(lang)))


def hash_as_code(text: str) -> str:
    return escape_invisible(text).replace("#", r"\u{23}")


@pytest.mark.parametrize(
    "text", ["x", "TAP version 14\n1..2\nok 1 - a\n", "TAP version 14\n1..0\n"]
)
def test_the_reader_refuses_what_is_no_tap(text: str) -> None:
    with pytest.raises(AssertionError):
        read(text)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_the_counts_are_those_of_the_run(name: str, lang: Lang) -> None:
    run = specimens()[name]
    points = of(run, lang).points
    told = Counter((point.ok, point.directive) for point in points)
    tally = run.tally
    skipped = (Verdict.NOT_APPLICABLE, Verdict.OPTIONAL, Verdict.PENDING)
    against = sum(n for verdict, n in tally.items() if verdict.is_open)
    against += len(all_problems(run)) + len(run.absent)
    against += sum(result.failure is not None for result in run.results)
    nothing = not run.reports and not run.problems
    assert told == +Counter(
        {
            (True, ""): tally[Verdict.PASS],
            (True, "SKIP"): sum(tally[verdict] for verdict in skipped),
            (False, "TODO"): tally[Verdict.WAIVED],
            (False, ""): against + nothing,
        }
    )
    if run.exit_code:
        assert any(point.counts_against for point in points)
    assert for_machines("tap")


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_each_point_says_what_was_found(name: str, lang: Lang) -> None:
    run = specimens()[name]
    points = iter(of(run, lang).points)
    for report in run.reports:
        if isinstance(report, Rejected):
            for problem in report.problems:
                point = next(points)
                assert point.details["message"] == problem_text(lang, problem)
                assert point.description.startswith(hash_as_code(report.path))
            continue
        if report.failure is not None:
            point = next(points)
            assert point.counts_against
            assert point.details == {
                "verdict": "not-compliant",
                "message": note_text(lang, report.failure),
                "file": report.path,
                "line": report.location.line,
                "column": report.location.column,
            }
        for one in report.findings:
            point = next(points)
            named = f"{report.path} {obligation_name(lang, report.plan, one.obligation)}"
            assert point.description == hash_as_code(named)
            verdict = format_value(lang, one.verdict)
            told = f"{verdict}{SIGNS[lang].colon}{finding_text(lang, report.plan, one)}"
            if one.verdict.is_open:
                assert point.details == {
                    "verdict": str(one.verdict),
                    "message": finding_paragraph(lang, report, one),
                    "file": escape_invisible(one.location.path),
                    "line": one.location.line,
                    "column": one.location.column,
                }
                assert point.directive == ""
            else:
                assert point.details == {}
                assert point.reason == ("" if one.verdict is Verdict.PASS else told)


def test_a_review_counts_unless_reviews_are_allowed() -> None:
    run = specimens()["undetermined"]
    assert run.tally[Verdict.REVIEW]
    before = of(run).points
    after = of(replace(run, allow_review=True)).points
    for one, other in zip(before, after, strict=True):
        review = one.details.get("verdict") == "review"
        assert one.counts_against is (one.details != {})
        assert not other.ok or other == one
        assert (other.directive == "TODO") is (review or one.directive == "TODO")
        assert other.details == one.details
        if review:
            assert other.reason.startswith(f"{format_value(Lang.ZH, Verdict.REVIEW)}：")


@pytest.mark.parametrize("name", ["noncompliant", "several", "every-verdict"])
def test_what_is_allowed_is_no_more_than_a_review(name: str) -> None:
    run = specimens()[name]
    allowed = of(replace(run, allow_review=True)).points
    verdicts = Counter(p.details.get("verdict") for p in allowed if p.counts_against)
    assert verdicts["review"] == 0
    assert verdicts["fail"] == run.tally[Verdict.FAIL]
    assert verdicts["missing"] == run.tally[Verdict.MISSING]


@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.parametrize("lang", Lang)
def test_without_a_plan_the_harness_is_told_to_stop(lang: Lang, failed: bool) -> None:
    problems = (
        Problem("source.not-found", Location("a\\# SKIP\nb.yaml")),
        Problem("source.empty", Location("c.yaml", 1, 1)),
    )
    document = of(Run(None, problems=problems, failed=failed), lang)
    told = [problem_text(lang, problem) for problem in problems]
    assert [point.details["message"] for point in document.points] == told
    assert document.bail_out == rf"a\# SKIP⏎b.yaml: {told[0]}"
    nothing = of(Run(None, failed=failed), lang)
    assert nothing.bail_out == say(lang, "run.nothing")
    assert [point.counts_against for point in nothing.points] == [True]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "no-plan"])
def test_with_a_plan_it_is_not(name: str, plan: Plan) -> None:
    """One unusable report must not hide those of the harness's next document."""
    assert of(specimens()[name]).bail_out is None
    assert of(Run(plan, (Rejected("a.yaml", (Problem("source.empty"),)),))).bail_out is None


def test_who_is_absent_is_named_with_the_place_in_the_roster(plan: Plan) -> None:
    run = Run(
        plan,
        expected=(ExpectedSubject("上海", Location("roster.yaml", 7, 3)), ExpectedSubject("北京")),
    )
    first, second = of(run, Lang.EN).points
    assert first.description == "Shanghai must report but has not"
    assert first.details == {
        "verdict": "absent", "message": first.description,
        "file": "roster.yaml", "line": 7, "column": 3,
    }  # fmt: skip
    assert "file" not in second.details
    assert first.counts_against
    assert second.counts_against


HOSTILE = (
    "a # SKIP b.yaml",
    "a #TODO b.yaml",
    r"a\# skip b.yaml",
    "a\\",
    "#",
    "a\nok 99 - b.yaml",
    "a\r\n1..0 # SKIP\n",
    "a\x00\u2028Bail out! b.yaml",
    "  ...",
    AWKWARD,
)


@pytest.mark.parametrize("path", HOSTILE)
def test_the_comments_tell_the_outcome_and_the_day_of_each_report(path: str) -> None:
    plain = specimens()["early"]
    (result,) = plain.results
    other = replace(result, location=result.location._replace(path=path))
    lines = render("tap", replace(plain, reports=(result, other))).splitlines()
    told = "# 不符合要求；截至 2014-06-30（报告自定，早于计划期末 2014-12-31）"
    told += f"；sha256 {result.sha256}："
    comments = [line for line in lines if line.startswith("#")]
    assert comments == lines[2:5]
    assert [comment.partition("：")[0] for comment in comments[1:]] == [told[:-1]] * 2
    assert unescaped(comments[2]).removeprefix(told) == escape_invisible(path)


@pytest.mark.parametrize("path", HOSTILE)
def test_no_file_name_is_a_directive_or_a_line(path: str) -> None:
    plain = specimens()["every-verdict"]
    results = tuple(
        replace(result, location=result.location._replace(path=path)) for result in plain.results
    )
    found = of(replace(plain, reports=results)).points
    expected = of(plain).points
    assert [(p.ok, p.directive) for p in found] == [(p.ok, p.directive) for p in expected]
    for point in found:
        assert point.description.startswith(hash_as_code(path))


@pytest.mark.parametrize("path", HOSTILE)
def test_the_first_hash_of_a_point_begins_its_directive(path: str) -> None:
    """Readers that know no escapes look for it there: tap.py, for one."""
    plain = specimens()["every-verdict"]
    results = tuple(
        replace(result, location=result.location._replace(path=path)) for result in plain.results
    )
    rejected = Rejected(path, (Problem("source.empty", Location(path)),))
    run = replace(plain, reports=(*results, rejected), problems=rejected.problems)
    for line in render("tap", run).splitlines():
        if line.startswith(("ok ", "not ok ")):
            _, mark, after = line.partition("#")
            assert not mark or after.startswith((" SKIP ", " TODO "))


def test_what_a_reason_quotes_is_no_directive() -> None:
    run = specimens()["several"]
    results = tuple(
        replace(
            result,
            findings=tuple(
                one._replace(values={**one.values, "why": "x # SKIP y\\", "approved_by": "#\n"})
                if one.verdict is Verdict.WAIVED
                else one
                for one in result.findings
            ),
        )
        for result in run.results
    )
    waived = [p for p in of(replace(run, reports=results)).points if p.directive == "TODO"]
    assert len(waived) == run.tally[Verdict.WAIVED] > 0
    for point in waived:
        assert not point.ok
        assert "x # SKIP y\\" in point.reason

"""One broken file per failure mode, beside it the exact messages: Chinese block, English block.

Each line is ``line:column: sentence``. A file may have another beside it that it is read with:
``<name>.roster.yaml``, ``<name>.plan.yaml``, or the ``<name>.report.yaml`` a waiver is used on.
The first line of a report may be ``# args: --tier 2``.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml

from plancheck.errors import PlancheckError, Problem, ReportError
from plancheck.inputs.loading import load_roster
from plancheck.inputs.waivers import load_waivers
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES
from plancheck.language.sentences import problem_text
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading import events
from plancheck.reading.models import Strict, validate_as
from plancheck.reading.source import parse
from plancheck.requirements import KINDS
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.judging import judge
from tests.conftest import ROOT, Ran, all_problems
from tests.unit.test_source import REFUSED, UNOPENED

HERE = ROOT / "tests" / "malformed"
FILES = sorted(path for path in HERE.glob("*/*.yaml") if "." not in path.stem)
FAMILIES = tuple(
    f"{name}."
    for name in (
        *"source yaml schema field name plan facts file report waivers".split(),
        *KINDS.keys() - {"status"},  # under which its words are
    )
)


def problems_of(path: Path, plan: Plan) -> Sequence[Problem]:
    """Return what is wrong with the file at ``path``, read as its folder says."""
    try:
        match path.parent.name:
            case "plan":
                load_plan(str(path))
            case "roster":
                load_roster(str(path), plan)
            case "waivers":
                waivers = load_waivers(str(path), plan)
                return all_problems(judge([str(_beside(path, "report"))], plan, waivers=waivers))
            case "report":
                if _beside(path, "plan").exists():
                    plan = load_plan(str(_beside(path, "plan")))
                roster = _beside(path, "roster")
                run = judge(
                    [str(path)],
                    plan,
                    roster=load_roster(str(roster), plan) if roster.exists() else None,
                    terms=_terms(path, plan),
                )
                return all_problems(run)
    except PlancheckError as exc:
        return exc.problems
    return []


def _beside(path: Path, kind: str) -> Path:
    return path.with_suffix(f".{kind}.yaml")


def _arguments(path: Path) -> list[str]:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return shlex.split(first.removeprefix("# args:")) if first.startswith("# args:") else []


def _terms(path: Path, plan: Plan) -> Terms:
    words = _arguments(path)
    options = dict(zip(words[::2], words[1::2], strict=True))
    tier, subject = options.pop("--tier", None), options.pop("--province", None)
    assert not options
    return Terms(
        subject=plan.find_subject(subject) if subject else None,
        tier=plan.find_tier(tier) if tier else None,
    )


def told(problems: Sequence[Problem]) -> str:
    """Return ``problems`` as the text beside a file tells them."""
    return "\n".join(
        "".join(f"{_place(problem)}{problem_text(lang, problem)}\n" for problem in problems)
        for lang in (Lang.ZH, Lang.EN)
    )


def _place(problem: Problem) -> str:
    where = problem.where
    return f"{where.line}:{where.column}: " if where and where.line else ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_malformed_file_is_told_what_is_wrong_and_where(path: Path, plan: Plan) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert told(problems_of(path, plan)) == expected


def test_every_text_belongs_to_a_file() -> None:
    assert sorted(HERE.glob("*/*.txt")) == [path.with_suffix(".txt") for path in FILES]


def test_every_place_is_inside_its_file(plan: Plan) -> None:
    for path in FILES:
        lines = path.read_text(encoding="utf-8").split("\n")
        for problem in problems_of(path, plan):
            assert problem.where is not None
            assert problem.where.path == str(path)
            assert 1 <= problem.where.line <= len(lines)
            assert 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1


def test_the_pure_python_parser_finds_the_same(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    if not yaml.__with_libyaml__:
        pytest.skip("libyaml is not built in")

    def found() -> dict[str, Sequence[Problem]]:
        return {str(path): problems_of(path, plan) for path in FILES}

    by_libyaml = found()
    monkeypatch.setattr(events, "LIBYAML", None)
    assert found() == by_libyaml


def test_the_command_refuses_them_all_at_once(run_cli: Callable[..., Ran], plan: Plan) -> None:
    brief = run_cli("validate", str(HERE / "report"))
    ran = run_cli("validate", "--show", "asked", str(HERE / "report"))
    assert brief.code == ran.code == 2
    # The overview shows the causes of a few files; all problems are shown on request.
    assert f"\n退回改正{ran.out.count('.yaml：! 退回改正')}：" in brief.out
    # A file of another kind that is found in a folder is passed over; named, it is refused.
    alone = [
        path
        for path in FILES
        if path.parent.name == "report"
        and not _has_company(path)
        and path.name != "other-kind.yaml"
    ]
    assert len(alone) > 50
    for path in alone:
        assert f"\n{path}：! 退回改正\n" in ran.out
        for problem in problems_of(path, plan):
            assert f"\n{problem.where}: {problem_text(Lang.ZH, problem)}\n" in ran.out


def _has_company(path: Path) -> bool:
    return len(list(path.parent.glob(f"{path.stem}.*"))) > 2 or bool(_arguments(path))


# --- what no file beside this one can show --------------------------------------------------------


class _Numbered(Strict):
    n: int


class _Stuck:
    """A parser that fails without saying where, as the reader of bytes does."""

    def __init__(self, text: str) -> None:
        raise yaml.YAMLError("cannot go on")


UNFILED = {
    "name.task": (
        lambda plan: plan.find_task("31"),
        "计划中没有任务“31”，只有任务1至30",
    ),
    "schema.other": (
        lambda plan: validate_as(parse("n: 六".encode(), "f"), _Numbered, ReportError),
        "1:4: “n”填写有误（Input should be a valid integer）",
    ),
    "yaml.other": (
        lambda plan: parse(b"a: 1", "f"),
        "1:1: 此处不符合 YAML 格式（cannot go on）；请对照 examples/ 中的报告修改",
    ),
}


TWO_FILES = {
    "name.subject",
    "name.not-listed",
    "plan.subjects",
    "plan.subject-blank",
    "plan.subject-selector",
} | {
    *("plan.same-subject", "plan.not-a-list", "plan.list-unread"),
    *("plan.list-nowhere", "plan.list-outside", "facts.class-twice"),
}
"""What can be wrong in one of two files: tests/unit/test_subjects.py and test_classes.py."""


@pytest.mark.parametrize("key", UNFILED)
def test_what_no_file_shows(key: str, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    if key == "yaml.other":
        monkeypatch.setattr(events, "LIBYAML", None)
        monkeypatch.setattr(events, "PurePython", _Stuck)
    provoke, expected = UNFILED[key]
    with pytest.raises(PlancheckError) as caught:
        provoke(plan)
    assert [problem.key for problem in caught.value.problems] == [key]
    assert told(caught.value.problems).partition("\n")[0] == expected


def test_every_kind_of_problem_is_provoked(plan: Plan) -> None:
    provoked = {problem.key for path in FILES for problem in problems_of(path, plan)}
    provoked |= {refused.key for refused in REFUSED} | {key for _, key, _ in UNOPENED}
    provoked |= set(UNFILED) | TWO_FILES
    # That a report complies in no tier is no problem of its file.
    problems = {key for key in MESSAGES if key.startswith(FAMILIES)} - {"report.no-tier-complies"}
    assert provoked == problems

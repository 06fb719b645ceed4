"""Which tests are run; the plan, reports made on the spot, and the command run in this process."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.cli import main
from plancheck.errors import Problem
from plancheck.inputs.report import Report, read_report
from plancheck.inputs.roster import Roster
from plancheck.inputs.waivers import Waivers
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.source import parse
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.result import Finding, Result, Verdict
from plancheck.verdicts.run import Run

ROOT = Path(__file__).parent.parent
SOURCE_TEXT = ROOT.parent / "shared" / "plan2014-source.txt"
"""The reader's own copy of the official text, which is not part of the repository."""


# --- which tests are run -------------------------------------------------------------------------

SLOW = ("consumers", "fuzz", "hostile")
"""The folders whose tests are marked as slow: most of them start processes."""
FAST = "not slow"
MINUTES = {FAST: 5, "slow": 13}
"""About how long the tests of a mark take on two cores, all of them; the READMEs say so too."""
REST = {FAST: "the slow ones are run by pytest -m slow", "slow": "the others are run by pytest"}


def pytest_configure(config: pytest.Config) -> None:
    """Leave out what is slow, unless files or marks are named."""
    if not _named(config) and not config.option.markexpr:
        config.option.markexpr = FAST


def _named(config: pytest.Config) -> bool:
    return config.args_source is pytest.Config.ArgsSource.ARGS


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Return 0 where files are named: a few tests are over before workers have started."""
    return 0 if _named(config) else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect without looking for garbage: modules and items stay until the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.split("/")[1] in SLOW:
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish(session: pytest.Session) -> None:
    _announce(session.config, len(session.items))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any, ids: list[str]) -> None:
    if node.gateway.id == "gw0":  # they all have the same tests
        _announce(node.config, len(ids))


def _announce(config: pytest.Config, count: int) -> None:
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal and not _named(config) and not config.option.keyword:
        told = f"{count} tests"
        if (mark := config.option.markexpr) in MINUTES:
            told += f", about {MINUTES[mark]} minutes on two cores; {REST[mark]}"
        terminal.write_line(told)


# --- what they share -----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Return the plan; tests/mutate_plan.py puts a changed one in its place."""
    return load_plan(os.environ.get("PLANCHECK_TEST_PLAN"))


READER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""What reads YAML for the tests themselves: the fast one of PyYAML's two, where it is there."""


class _Plain(yaml.SafeDumper):
    """Writes a value that occurs twice out twice: plancheck reads no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(data: Any) -> bytes:
    """Return ``data`` as YAML text."""
    return yaml.dump(
        data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000
    ).encode()


def a_report(plan: Plan, data: Any) -> Report:
    """Return a report made of plain data, or of YAML text as it stands."""
    content = data.encode() if isinstance(data, str) else as_yaml(data)
    return read_report(parse(content, "report.yaml"), plan)


def judged(
    plan: Plan,
    data: Any,
    *,
    roster: Roster | None = None,
    waivers: Waivers | None = None,
    **terms: Any,
) -> Result:
    """Return the result of a report made of plain data or of YAML text."""
    report = a_report(plan, data)
    return evaluate(plan, report, roster=roster, waivers=waivers, terms=Terms(**terms))


def finding(result: Result, obligation: str) -> Finding:
    return next(found for found in result.findings if found.obligation == obligation)


def all_problems(run: Run) -> list[Problem]:
    """Return every problem: of the call first, then of each unusable report."""
    of_reports = (problem for rejected in run.rejected for problem in rejected.problems)
    return [*run.problems, *of_reports]


def by_the_rules(verdicts: Iterable[Verdict]) -> Verdict:
    """Return what the design's four rules for unknown facts make of the scenarios' verdicts."""
    found = set(verdicts)
    if len(found) == 1:
        return found.pop()
    if found <= {Verdict.FAIL, Verdict.MISSING}:
        return Verdict.FAIL
    if found & {Verdict.FAIL, Verdict.MISSING, Verdict.REVIEW}:
        return Verdict.REVIEW
    order = (Verdict.PENDING, Verdict.OPTIONAL, Verdict.PASS, Verdict.NOT_APPLICABLE)
    return next(verdict for verdict in order if verdict in found)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def run_cli(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Return a function that runs the command with its streams caught and a bare environment."""

    def run(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ran:
        for name in ("PLANCHECK_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name, raising=False)
        for name, value in (env or {}).items():
            monkeypatch.setenv(name, value)
        out, err = io.BytesIO(), io.BytesIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8"))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8"))
        with pytest.raises(SystemExit) as exit_:
            main(arguments)
        sys.stderr.flush()
        assert isinstance(exit_.value.code, int)
        return Ran(exit_.value.code, out.getvalue().decode(), err.getvalue().decode())

    return run

"""What is promised of any input, asked of one: docs/limits of the reader and of every output."""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import re
import resource
import signal
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from jsonschema import Draft202012Validator

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.formatting import formatted
from plancheck.cli import main
from plancheck.errors import Location, PlancheckError, Problem
from plancheck.formats import Style, formats, render, render_as, streams
from plancheck.inputs.loading import load_roster
from plancheck.inputs.waivers import load_waivers
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text, todo_text
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.decoding import codec
from plancheck.verdicts.baseline import compare
from plancheck.verdicts.exit_codes import NO_VERDICT
from plancheck.verdicts.expected import expected_of
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.judging import judge
from plancheck.verdicts.recorded import load_recorded
from plancheck.verdicts.run import Run
from tests import HANGS
from tests.conftest import ROOT, all_problems
from tests.fuzz.mutator import Case
from tests.fuzz.parsers import disagreement

CODES = (0, 1, 2, 3)
SECONDS = 5
"""Processor time, so that a busy machine finds nothing that is not there."""
HANGING = HANGS
MEMORY = 250 << 10
"""In KiB: by how much one input may raise the most memory that was ever used."""
_JSON = ("json", "sarif", "ctrf", "gitlab", "rdjson", "oscal")
_XML = ("junit", "junit-strict")
_CSV = ("csv", "rollup-csv")


class Broken(Exception):
    """A promise that was not kept."""


class TookTooLong(BaseException):
    """The time is up. No Exception, so that nothing on the way takes it for an ordinary fault."""


@dataclass
class Tally:
    """What the inputs so far came to."""

    codes: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)


class Promises:
    """Puts inputs through everything that reads and shows them; files go to ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = load_plan()
        self.tally = Tally()
        self.formats = [name for name in streams() if name not in ("json", "table")]
        schema = json.loads((ROOT / "schema/result.schema.json").read_text("utf-8"))
        self.schema = Draft202012Validator(schema)

    def check(self, case: Case) -> None:
        """Raise Broken, or whatever escapes, where a promise about ``case`` is not kept."""
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with _within_the_time():
            self._check(case)
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        if used > MEMORY:
            raise Broken(f"memory: {used} KiB more than ever before")

    def _check(self, case: Case) -> None:
        self.tally.kinds[case.kind] += 1
        suffix = {"config": ".toml", "baseline": ".json"}.get(case.kind, ".yaml")
        path = self.folder / f"input{suffix}"
        path.write_bytes(case.content)
        encoding = "gb18030" if case.kind == "report" and case.chance.random() < 0.1 else "utf-8"
        if case.kind == "config":
            code, out, err = command("validate", example("tier1-compliant"), "--config", str(path))
            if code not in CODES:
                raise Broken(f"exit code {code}: {err}")
            self.tally.codes[code] += 1
            inert(out + err, case.kind)
            return
        alike(case, encoding)
        run = self.run(case, str(path), encoding)
        self.tally.codes[run.exit_code] += 1
        self.said(run, case, str(path), encoding)
        self.shown(run, case)
        if case.kind == "report":
            self.kept(case, encoding)
        if case.kind == "plan" and run.plan is not None:
            examined(run.plan)
        if case.kind == "report" and case.number % 20 == 0:
            self.commanded(run, str(path), encoding)

    # -- the same way that the command goes --

    def run(self, case: Case, path: str, encoding: str) -> Run:
        """Return the run in which ``path`` is read as what the case says."""
        alone = case.chance.random() < 0.7
        roster = None if alone else example("roster")
        waivers = None if alone else example("waivers")
        named = {"roster": roster, "waivers": waivers, "plan": None, "baseline": None}
        if case.kind == "report":
            reports = [path] if alone else [path, example("tier2-noncompliant")]
        else:
            reports = [example("shanghai"), example("tier2-noncompliant")][
                : case.chance.choice((1, 2))
            ]
            if case.kind == "plan":
                reports = [report_on(case.content)]
            named[case.kind] = path
        run = Run(None)
        try:
            plan = load_plan(named["plan"]) if named["plan"] else self.plan
            run = Run(plan)
            listed = load_roster(named["roster"], plan) if named["roster"] else None
            waived = load_waivers(named["waivers"], plan) if named["waivers"] else None
            terms = Terms(require_evidence=case.chance.random() < 0.2)
            if case.kind == "report" and case.chance.random() < 0.2:
                terms = terms._replace(tier="1", subject=case.chance.choice((None, "上海")))
            expected = expected_of(plan, listed) if case.chance.random() < 0.2 else None
            run = judge(
                reports,
                plan,
                roster=listed,
                waivers=waived,
                terms=terms,
                encoding=encoding,
                expected=expected,
            )
            if named["baseline"]:
                comparison = compare([load_recorded(named["baseline"], plan)], plan, run.results)
                run = replace(run, comparison=comparison, only_new=case.chance.random() < 0.5)
        except PlancheckError as exc:
            run = replace(run, problems=(*run.problems, *exc.problems))
        return run

    # -- what is said --

    def said(self, run: Run, case: Case, path: str, encoding: str) -> None:
        """Check the exit code, and that everything is told in both languages, at its place."""
        if run.exit_code not in CODES:
            raise Broken(f"exit code {run.exit_code}")
        problems = all_problems(run)
        if (run.exit_code == NO_VERDICT) != bool(problems):
            raise Broken(f"exit code {run.exit_code} with {len(problems)} problems")
        lines = lines_of(case.content, encoding)
        for problem in problems:
            self.tally.keys[problem.key] += 1
            if problem.where is None and not problem.key.startswith("usage."):
                raise Broken(f"no place: {problem}")
            if problem.where is not None and problem.where.path == path:
                within(problem, problem.where, lines)
            for lang in Lang:
                told(problem_text(lang, problem), problem.key)
        for result in run.results:
            self.tally.keys.update(note.reason for note in result.notes)
            for finding in result.findings:
                self.tally.keys[finding.reason] += 1
                if finding.location.path == path:
                    within(finding.reason, finding.location, lines)
                for lang in Lang:
                    told(finding_text(lang, result.plan, finding), finding.reason)
                    todo_text(lang, result, finding)
                    for note in finding.notes:
                        told(note_text(lang, note), note.reason)
                self.tally.keys.update(note.reason for note in finding.notes)

    def shown(self, run: Run, case: Case) -> None:
        """Check the outputs: JSON and table each time, the other formats in turn."""
        other = self.formats[case.number % len(self.formats)]
        style = Style(case.chance.choice(list(Lang)), case.chance.choice((None, 30, 80, 120)))
        for name in ("json", "table", other):
            text = render(name, run, style)
            inert(text, name)
            if name in _JSON:
                document = json.loads(text, parse_constant=_no_constant)
                if name == "json":
                    self.agrees(run, document)
                    if case.number % 8 == 0:
                        for error in self.schema.iter_errors(document):
                            raise Broken(f"schema: {error.json_path}: {error.message[:200]}")
            elif name in _XML:
                ElementTree.fromstring(text)
            elif name in _CSV:
                widths = {len(row) for row in csv.reader(io.StringIO(text)) if row}
                if len(widths) > 1 and name == "csv":
                    raise Broken(f"csv: rows of {widths} cells")

    def agrees(self, run: Run, document: Any) -> None:
        """Check that JSON says what the library says."""
        if document["exit_code"] != run.exit_code:
            raise Broken("json: another exit code")
        told = [[f["verdict"] for f in report["findings"]] for report in document["reports"]]
        if told != [[str(f.verdict) for f in result.findings] for result in run.results]:
            raise Broken("json: other verdicts")
        keys = [problem["key"] for problem in document["problems"]]
        if Counter(keys) != Counter(problem.key for problem in all_problems(run)):
            raise Broken("json: other problems")

    def kept(self, case: Case, encoding: str) -> None:
        """Check that what fmt writes it would write again."""
        lang = case.chance.choice((None, *Lang))
        try:
            once = formatted(case.content, "r.yaml", self.plan, encoding=encoding, lang=lang)
        except PlancheckError as exc:
            self.tally.keys.update(problem.key for problem in exc.problems)
            if any(problem.key == "fmt.changed" for problem in exc.problems):
                raise Broken("fmt: would have changed what the report says") from exc
            return
        if formatted(once, "r.yaml", self.plan, encoding=encoding, lang=lang) != once:
            raise Broken("fmt: not the same a second time")

    def commanded(self, run: Run, path: str, encoding: str) -> None:
        """Check that the command itself ends as the library says."""
        arguments = ("validate", path, "--no-config", "--encoding", encoding, "--format", "json")
        code, out, err = command(*arguments)
        alone = judge([path], self.plan, encoding=encoding)
        if code != alone.exit_code:
            raise Broken(f"command: exit code {code} instead of {alone.exit_code}: {err}")
        if out != render("json", alone):
            raise Broken("command: other JSON than the library's")


def example(name: str) -> str:
    """Return the path of an example."""
    return str(ROOT / "examples" / f"{name}.yaml")


def alike(case: Case, encoding: str) -> None:
    """Check that with libyaml and without it the same is read, or refused in the same words."""
    unlike = disagreement(case.content, encoding) if case.kind != "baseline" else None
    if unlike is not None:
        raise Broken(f"parsers: {unlike}")


def report_on(plan: bytes) -> str:
    """Return the path of a report on ``plan``, by the id that it most likely has."""
    known = {
        b"saving-water": example("plans/saving-water-report"),
        b"openssf-badge": str(ROOT / "tests/plans/plancheck-badge.yaml"),
    }
    return next((path for word, path in known.items() if word in plan), example("shanghai"))


def examined(plan: Plan) -> None:
    """Put a plan through everything else that shows plans."""
    found = lint(plan)
    for problem in found.problems:
        for lang in Lang:
            told(problem_text(lang, problem), problem.key)
    listing = list_obligations(plan)
    for name in formats("listing"):
        inert(render_as("listing", name, listing), name)


def command(*arguments: str) -> tuple[int, str, str]:
    """Run the command in this process; return its exit code and what it wrote."""
    out, err = io.BytesIO(), io.BytesIO()
    streams, environment = (sys.stdout, sys.stderr), dict(os.environ)
    for name in environment:
        if name.startswith(("PLANCHECK_", "GITHUB_", "COLUMNS")):
            del os.environ[name]
    sys.stdout, sys.stderr = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8")
    try:
        main(arguments)
    except SystemExit as exc:
        sys.stdout.flush()
        sys.stderr.flush()
        return int(exc.code or 0), out.getvalue().decode(), err.getvalue().decode()
    finally:
        sys.stdout, sys.stderr = streams
        os.environ.update(environment)
    raise Broken("the command did not exit")


def inert(text: str, name: str) -> None:
    """Raise Broken where ``text`` holds a character that acts instead of being seen."""
    if text.isprintable():
        return
    for character in set(text):
        if character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            raise Broken(f"{name}: holds U+{ord(character):04X}")


def told(sentence: str, key: str) -> None:
    """Raise Broken where a sentence says nothing."""
    if not sentence.strip():
        raise Broken(f"{key}: an empty sentence")


def lines_of(content: bytes, encoding: str) -> list[str] | None:
    """Return the lines of ``content``; None where it has none, as it is no text."""
    try:
        return re.split("\r\n|\r|\n", content.decode(codec(content, encoding)))
    except UnicodeDecodeError:
        return None


def within(what: Problem | str, where: Location, lines: list[str] | None) -> None:
    """Raise Broken where a place is not in its file; line 0 means the whole file."""
    if lines is None or where.line == 0:
        return
    if not 1 <= where.line <= len(lines):
        raise Broken(f"line {where.line} of {len(lines)}: {what}")
    if not 1 <= where.column <= len(lines[where.line - 1]) + 1:
        raise Broken(f"column {where.column} of {len(lines[where.line - 1])}: {what}")


def _no_constant(name: str) -> None:
    raise Broken(f"json: holds {name}")


@contextmanager
def _within_the_time() -> Iterator[None]:
    """Raise TookTooLong after the time that an input may take, or where nothing goes on."""

    def up(signal_: int, frame: object) -> None:
        raise TookTooLong(f"{SECONDS} s" if signal_ == signal.SIGPROF else f"hangs for {HANGING} s")

    usual = [(one, signal.signal(one, up)) for one in (signal.SIGPROF, signal.SIGALRM)]
    gc.disable()  # what is raised while the collector calls back is lost
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.setitimer(signal.ITIMER_REAL, HANGING)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        gc.enable()
        for one, handler in usual:
            signal.signal(one, handler)

"""``plancheck fmt``: reports in one uniform style."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from typing import Annotated, NamedTuple

import typer

from plancheck.authoring.formatting import fixed, formatted
from plancheck.cli.options import Call, Reports, require_one_of, takes
from plancheck.cli.output_files import check_targets, write_whole
from plancheck.cli.streams import complain, unwritten, write, write_bytes
from plancheck.errors import Location, PlancheckError, Problem, SourceError, UsageError
from plancheck.inputs.report import read_report, stated_files
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible, say
from plancheck.reading.decoding import codec, is_workbook
from plancheck.reading.kinds import certain_kind
from plancheck.reading.source import STDIN, parse, read_submitted, shown
from plancheck.verdicts.discovery import FORMS, Input, expand
from plancheck.verdicts.exit_codes import COMPLIANT, NO_VERDICT, NOT_COMPLIANT
from plancheck.verdicts.judging import as_evidence, evidence_of, in_wrong_form
from plancheck.verdicts.run import Rejected

KEEP = "keep"
WORKBOOK = "fmt.workbook"
"""The problem of a form in Excel, which needs no layout."""


@takes("plan", "exclude")
def command(
    call: Call,
    reports: Reports = None,
    check: Annotated[bool, typer.Option("--check", help="help.fmt-check")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="help.fmt-diff")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="help.fmt-fix")] = False,
    keys: Annotated[str, typer.Option("--keys", metavar="en|zh|keep", help="help.fmt-keys")] = KEEP,
) -> int:
    require_one_of("--keys", keys, [KEEP, *Lang])
    if not reports:
        values = {"name": "REPORT...", "example": "plancheck fmt report.yaml"}
        raise UsageError([Problem("usage.missing", None, values)])
    if fix and keys != KEEP:
        raise UsageError([Problem("usage.fix-keys")])
    way = _Way(check, diff, fix, None if keys == KEEP else Lang(keys))
    files: list[Input] = []
    forms: list[Rejected] = []
    problems: list[Problem] = []
    for item in expand(reports, call["exclude"]):
        if isinstance(item, Problem):
            problems.append(item)
        elif not item.kind or (fix and _right_name(item.path) != item.path):
            files.append(item)
        elif item.kind in FORMS:
            forms.append(in_wrong_form(item))
    done = changed = 0
    evidence: set[str] = set()
    for file in files:
        try:
            written = _written(file.path, call, way)
            if forms:
                evidence.update(_evidence(written.after, written.name, call["encoding"]))
        except PlancheckError as exc:
            # A roster or a form in Excel in a folder of reports is skipped; it is not a problem.
            aside = certain_kind(exc.problems) or exc.problems[0].key == WORKBOOK
            if not (file.found and aside):
                problems += exc.problems
            continue
        done += 1
        changed += written.changes
        problems += _shown(written, call, way)
    for form in forms:
        if as_evidence(form, evidence) is form:
            problems += form.problems
    if not (problems or done):
        problems.append(Problem("run.nothing"))
    complain(call.session.lang, problems)
    if problems:
        return NO_VERDICT
    return NOT_COMPLIANT if check and changed else COMPLIANT


class _Way(NamedTuple):
    """What a call does with every file; ``lang`` is the language of keys, None to keep it."""

    check: bool
    diff: bool
    fix: bool
    lang: Lang | None


class _Written(NamedTuple):
    """A file as it is, and as it is to be written under the name ``target``."""

    path: str
    target: str
    before: bytes
    after: bytes

    @property
    def name(self) -> str:
        """The name under which it is shown."""
        return shown(self.path)

    @property
    def changes(self) -> bool:
        """Whether its text or its name is to change."""
        return self.before != self.after or self.path != self.target


def _written(path: str, call: Call, way: _Way) -> _Written:
    """Return how the report at ``path`` is to be written. Raises SourceError or ReportError."""
    plan, encoding, before = call.plan, call["encoding"], read_submitted(path)
    if is_workbook(before):
        raise SourceError([Problem(WORKBOOK, Location(shown(path)))])
    if way.fix:
        after = fixed(before, shown(path), plan, encoding=encoding)
        return _Written(path, _right_name(path), before, after)
    after = formatted(before, shown(path), plan, encoding=encoding, lang=way.lang)
    return _Written(path, path, before, after)


def _shown(written: _Written, call: Call, way: _Way) -> list[Problem]:
    """Write the file, or show what would change; return the problems."""
    lang, problems = call.session.lang, list[Problem]()
    if way.diff:
        write(_difference(written, call["encoding"]))
    if way.check and written.changes:
        write(say(lang, "fmt.would-change", {"path": written.name}) + "\n")
    if not (way.check or way.diff):
        problems += _put(written)
        if way.fix and written.changes and not problems and written.path != STDIN:
            write(say(lang, "fmt.fixed", {"path": written.target}) + "\n")
    is_put = not (way.check or way.diff or problems)
    return problems + (_left(written, call, is_put=is_put) if way.fix else [])


def _left(written: _Written, call: Call, *, is_put: bool) -> list[Problem]:
    """Return what is wrong with a report whose slips of the keyboard are cured."""
    name = shown(written.target) if is_put else written.name
    try:
        read_report(parse(written.after, name, encoding=call["encoding"]), call.plan)
    except PlancheckError as exc:
        return list(exc.problems)
    return []


def _evidence(content: bytes, name: str, encoding: str) -> Iterator[str]:
    """Yield the paths of the files that a report names as evidence. Raises SourceError."""
    document = parse(content, name, encoding=encoding)
    yield from evidence_of(Rejected(name, (), files=stated_files(document)))


def _right_name(path: str) -> str:
    """Return ``path`` without the ``.txt`` that an editor put behind ``.yaml``."""
    return re.sub(r"(?i)(?<=\w)(\.ya?ml)\.txt\Z", r"\1", path)


def _put(written: _Written) -> list[Problem]:
    """Write a changed file, or standard input to standard output; return the problems."""
    path, target = written.path, written.target
    if path == STDIN:
        write_bytes(written.after)
    elif target != path and os.path.lexists(target):
        return [Problem("output.exists", Location(target))]
    elif written.changes:
        try:
            check_targets([target], [])
            write_whole({target: written.after})
            if target != path:
                os.remove(path)
        except UsageError as exc:
            return list(exc.problems)
        except OSError as exc:
            return unwritten(exc, target)
    return []


def _difference(written: _Written, encoding: str) -> str:
    """Return the changes as a unified difference; a change of the name alone as its head."""
    names = (written.name, shown(written.target))
    encoding = codec(written.before, encoding)
    sides = (written.before, written.after)
    old, new = (side.decode(encoding, "replace").splitlines() for side in sides)
    lines = list(difflib.unified_diff(old, new, *names, lineterm=""))
    if not lines and names[0] != names[1]:
        lines = [f"--- {names[0]}", f"+++ {names[1]}"]
    return "".join(f"{escape_invisible(line)}\n" for line in lines)

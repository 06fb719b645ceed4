"""``plancheck fmt``: reports in one uniform style."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Annotated

import typer

from plancheck.authoring.formatting import formatted
from plancheck.cli.options import Call, Reports, one_of, takes
from plancheck.cli.output_files import check_targets, write_whole
from plancheck.cli.streams import complain, unwritten, write, write_bytes
from plancheck.errors import PlancheckError, Problem, UsageError
from plancheck.inputs.report import stated_files
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible, say
from plancheck.reading.decoding import codec
from plancheck.reading.kinds import certain_kind
from plancheck.reading.source import STDIN, parse, read_content, shown
from plancheck.verdicts.discovery import FORMS, Input, expand
from plancheck.verdicts.judging import as_evidence, evidence_of, in_wrong_form
from plancheck.verdicts.run import COMPLIANT, NO_VERDICT, NOT_COMPLIANT, Rejected

KEEP = "keep"


@takes("plan", "exclude")
def command(
    call: Call,
    reports: Reports = None,
    check: Annotated[bool, typer.Option("--check", help="help.fmt-check")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="help.fmt-diff")] = False,
    keys: Annotated[str, typer.Option("--keys", metavar="en|zh|keep", help="help.fmt-keys")] = KEEP,
) -> int:
    one_of("--keys", keys, [KEEP, *Lang])
    if not reports:
        values = {"name": "REPORT...", "example": "plancheck fmt report.yaml"}
        raise UsageError([Problem("usage.missing", None, values)])
    session, plan, encoding = call.session, call.plan, call["encoding"]
    lang = None if keys == KEEP else Lang(keys)
    files: list[Input] = []
    forms: list[Rejected] = []
    problems: list[Problem] = []
    for item in expand(reports, call["exclude"]):
        if isinstance(item, Problem):
            problems.append(item)
        elif item.kind in FORMS:
            forms.append(in_wrong_form(item))
        elif not item.kind:
            files.append(item)
    done = changed = 0
    evidence: set[str] = set()
    for file in files:
        name = shown(file.path)
        try:
            before = read_content(file.path)
            if forms:
                evidence.update(_evidence(before, name, encoding))
            after = formatted(before, name, plan, encoding=encoding, lang=lang)
        except PlancheckError as exc:
            # A roster in a folder of reports is skipped; it is not a problem.
            if not (file.found and certain_kind(exc.problems)):
                problems += exc.problems
            continue
        done += 1
        changed += before != after
        if diff:
            write(_difference(before, after, name, encoding))
        if check and before != after:
            write(say(session.lang, "fmt.would-change", {"path": name}) + "\n")
        if not (check or diff):
            problems += _put(file.path, before, after)
    for form in forms:
        if as_evidence(form, evidence) is form:
            problems += form.problems
    if not (problems or done):
        problems.append(Problem("run.nothing"))
    complain(session.lang, problems)
    if problems:
        return NO_VERDICT
    return NOT_COMPLIANT if check and changed else COMPLIANT


def _evidence(content: bytes, name: str, encoding: str) -> Iterator[str]:
    """Yield the paths of the files that a report names as evidence. Raises SourceError."""
    document = parse(content, name, encoding=encoding)
    yield from evidence_of(Rejected(name, (), files=stated_files(document)))


def _put(path: str, before: bytes, after: bytes) -> list[Problem]:
    """Write a changed file, or standard input to standard output; return the problems."""
    if path == STDIN:
        write_bytes(after)
    elif before != after:
        try:
            check_targets([path], [])
            write_whole({path: after})
        except UsageError as exc:
            return list(exc.problems)
        except OSError as exc:
            return unwritten(exc, path)
    return []


def _difference(before: bytes, after: bytes, name: str, encoding: str) -> str:
    """Return the changes as a unified difference."""
    encoding = codec(before, encoding)
    old, new = (side.decode(encoding, "replace").splitlines() for side in (before, after))
    lines = difflib.unified_diff(old, new, name, name, lineterm="")
    return "".join(f"{escape_invisible(line)}\n" for line in lines)

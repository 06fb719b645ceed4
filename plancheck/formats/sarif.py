"""SARIF 2.1.0 for code scanning: failures only, since all that is listed becomes an alert."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from plancheck import __version__
from plancheck.errors import Location
from plancheck.formats import Style
from plancheck.formats.shared.cells import digest_of
from plancheck.formats.shared.json_text import INDENT, elements, members
from plancheck.formats.shared.open_points import (
    Kind,
    OpenPoint,
    in_a_line,
    judged_reports,
    points,
)
from plancheck.language.message import Lang
from plancheck.language.sentences import clause_of
from plancheck.language.wording import SIGNS, escape_invisible, format_value, outline, say
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.verdicts.exit_codes import COMPLIANT, NOT_COMPLIANT, UNDETERMINED
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by code scanning from a file."""

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SEMANTIC_VERSION = __version__.replace(".dev", "-dev.")
"""The version in SARIF's form; Python writes a development version otherwise."""
MOST_RESULTS = 25_000
"""How many results of one run GitHub takes."""
MOST_NAME, MOST_DESCRIPTION = 255, 1024
"""How many characters GitHub takes of a name and of a description."""


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield one result per failure that stands in a file, with columns in code points.

    The properties of the run tell the outcome and the day of every report that was judged.

    What is to be reviewed, what stands in no file, and what is too much becomes a notification, so
    that nothing is lost.
    """
    alerts: list[OpenPoint] = []
    others: list[OpenPoint] = []
    for point in points(run, style.lang):
        is_alert = point.is_error and point.where is not None
        (alerts if is_alert else others).append(point)
    results = alerts[:MOST_RESULTS]
    others += alerts[MOST_RESULTS:]
    rules = _rules(run, style.lang, results)
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    plan = run.plan.id if run.plan else "none"
    rule_set = {"plan": plan, "planSha256": run.plan.sha256} if run.plan else {"plan": plan}
    draft = {"planDraft": True} if run.plan and run.plan.is_draft else {}
    artifacts = list(_artifacts(run))
    whole: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "plancheck",
                "informationUri": "urn:plancheck",
                "semanticVersion": SEMANTIC_VERSION,
                "version": __version__,
                "language": _LANGUAGE[style.lang],
                "rules": rules,
            }
        },
        "language": _LANGUAGE[style.lang],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"plancheck/{quote(plan)}/"},
        "invocations": [
            {
                "executionSuccessful": run.exit_code in (COMPLIANT, NOT_COMPLIANT, UNDETERMINED),
                "exitCode": run.exit_code,
                "toolExecutionNotifications": [
                    _notification(style.lang, point, places) for point in others
                ],
            }
        ],
        **({"artifacts": elements(artifacts, 4)} if artifacts else {}),
        "results": elements((_result(style.lang, point, places) for point in results), 4),
        "properties": {**rule_set, **draft, "reports": judged_reports(run, style.lang)},
    }
    runs = chain([f"[\n{INDENT * 2}"], members(whole, 3), [f"\n{INDENT}]"])
    yield from members({"$schema": SCHEMA, "version": "2.1.0", "runs": runs}, 1)
    yield "\n"


_LANGUAGE = {Lang.ZH: "zh-CN", Lang.EN: "en"}


def _text(lang: Lang, point: OpenPoint) -> str:
    """Return what a point says, without a link that somebody wrote into a report.

    A message is plain text, and yet ``[here](https://...)`` in it is shown as a link.
    """
    text = in_a_line(lang, point)
    return re.sub(r"(\\*)\](?=\()", lambda match: f"{match[1] * 2}\\]", text)


def _notification(lang: Lang, point: OpenPoint, places: dict[str, int]) -> dict[str, Any]:
    notification: dict[str, Any] = {
        "level": "error" if point.is_error else "warning",
        "message": {"text": _text(lang, point)},
    }
    rule = _id(point.rule)
    if rule in places:
        notification["associatedRule"] = {"id": rule, "index": places[rule]}
    if point.where is not None:
        notification["locations"] = [_location(point.where)]
    return notification


def _location(where: Location) -> dict[str, Any]:
    """Return the file with a region of it, or, of a workbook, with the name of a cell."""
    artifact = {"artifactLocation": {"uri": _uri(where.path)}}
    if not where.sheet:
        return {"physicalLocation": {**artifact, "region": _region(where)}}
    cell = {"name": where.cell, "fullyQualifiedName": escape_invisible(where.in_workbook)}
    return {"physicalLocation": artifact, "logicalLocations": [cell]}


def _result(lang: Lang, point: OpenPoint, places: dict[str, int]) -> dict[str, Any]:
    assert point.where is not None
    return {
        "ruleId": _id(point.rule),
        "ruleIndex": places[_id(point.rule)],
        "level": "error",
        "message": {"text": _text(lang, point)},
        "locations": [_location(point.where)],
        "partialFingerprints": {
            "plancheckId/v1": point.fingerprint,
            "primaryLocationLineHash": f"{point.fingerprint[:16]}:1",
        },
    }


def _artifacts(run: Run) -> Iterator[dict[str, Any]]:
    """Yield each file that was read, with its digest: the reports, the roster, the waivers."""
    for report in run.reports:
        if digest := digest_of(report):
            yield _artifact(report.path, digest, "analysisTarget")
    for file in run.files_beside.values():
        yield _artifact(file.path, file.document.file_sha256, "userSpecifiedConfiguration")


def _artifact(path: str, digest: str, role: str) -> dict[str, Any]:
    return {"location": {"uri": _uri(path)}, "roles": [role], "hashes": {"sha-256": digest}}


def _uri(path: str) -> str:
    """Return a path as a reference, percent-encoded UTF-8 with forward slashes.

    A file that was named from the root is given as ``file:``: a relative one cannot begin with /.
    """
    if os.path.isabs(path):
        return PurePath(path).as_uri()
    return quote(os.fsencode(path.replace(os.sep, "/").removeprefix("./")))


def _region(where: Location) -> dict[str, Any]:
    """Return all four numbers, which GitHub needs; a whole file is shown by its first line."""
    line, column = max(1, where.line), max(1, where.column)
    end_line, end_column = max(line, where.end_line), max(1, where.end_column)
    if line == end_line:
        end_column = max(column, end_column)
    region: dict[str, Any] = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }
    if where.text:
        end = end_column - 1 if line == end_line else None
        region["snippet"] = {"text": escape_invisible(where.text[column - 1 : end])}
    return region


# --- rules ---------------------------------------------------------------------------------------


def _rules(run: Run, lang: Lang, results: Sequence[OpenPoint]) -> list[dict[str, Any]]:
    """Return a rule per obligation of the plan, then one per other kind of point that occurs."""
    rules = {}
    if run.plan is not None:
        national = any(result.subject == NATIONAL for result in run.results)
        for task, obligation in _obligations(run.plan, national=national):
            rules[obligation.id] = _duty_rule(lang, task, obligation)
    for point in results:
        if point.rule not in rules:
            rules[point.rule] = _problem_rule(lang, point)
    return list(rules.values())


def _obligations(plan: Plan, *, national: bool) -> Iterator[tuple[Task, Obligation]]:
    yield from plan.obligations()
    if national:
        yield from plan.obligations(national=True)


def _duty_rule(lang: Lang, task: Task, obligation: Obligation) -> dict[str, Any]:
    name = format_value(lang, obligation.name)
    says = format_value(lang, obligation.says_in(None))
    clause = clause_of(lang, task, obligation, tier=None)
    help_ = f"{format_value(lang, task.title)}{SIGNS[lang].colon}{says}"
    return _rule(
        f"obligation-{obligation.id}",
        obligation.id,
        name,
        f"{says}{SIGNS[lang].space}{clause}",
        help_,
    )


def _problem_rule(lang: Lang, point: OpenPoint) -> dict[str, Any]:
    """Return the rule of what is no duty; its sentence with the values left out describes it."""
    text = outline(lang, point.rule)
    short = "point.whole" if point.kind is Kind.REPORT else "point.problem"
    return _rule(point.rule, point.rule, say(lang, short), text, text)


def _id(rule: str) -> str:
    """Return a rule's id in the length that is taken, and still another one for another rule."""
    if len(rule) <= MOST_NAME:
        return rule
    return f"{rule[: MOST_NAME - 33]}-{hashlib.sha256(rule.encode()).hexdigest()[:32]}"


def _rule(name: str, id_: str, short: str, description: str, help_: str) -> dict[str, Any]:
    words = re.split("[^A-Za-z0-9]+", name)
    return {
        "id": _id(id_),
        "name": "".join(word.capitalize() if len(word) > 1 else word for word in words)[:MOST_NAME],
        "helpUri": f"urn:plancheck:{quote(id_)}",
        "shortDescription": {"text": short[:MOST_DESCRIPTION]},
        "fullDescription": {"text": description[:MOST_DESCRIPTION]},
        "help": {"text": help_[:MOST_DESCRIPTION]},
        "defaultConfiguration": {"level": "error"},
    }

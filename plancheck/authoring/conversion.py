"""Reports from YAML into a form in Excel and back, without loss but for what is told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from plancheck.analysis.listing import Listing
from plancheck.authoring.formatting import formatted
from plancheck.authoring.template import template
from plancheck.authoring.workbook.form import form
from plancheck.inputs.report import Report, read_report
from plancheck.inputs.roster import RosterEntry
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.reading.emitter import as_yaml_text
from plancheck.reading.source import parse
from plancheck.reading.tree import Document, Items, Mapping, Node, Scalar, Span, plain
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms


def as_form(
    report: Report,
    plan: Plan,
    *,
    lang: Lang,
    tier: str | None = None,
    locked_facts: bool = False,
    plan_option: str = "",
) -> bytes:
    """Return ``report`` as a form with its verdicts; ``tier`` is of a report that states none.

    With ``locked_facts`` the facts cannot be changed. By a plan that leaves a value open there are
    no verdicts. ``plan_option`` names the plan in the command of the instructions. Raises
    ReportError where the report and the tier contradict each other.
    """
    result = None if plan.open_values else evaluate(plan, report, terms=Terms(tier=tier))
    return form(
        report,
        result,
        plan,
        lang=lang,
        tier=result.tier if result else tier or report.tier,
        subject=result.subject if result else None,
        locked_facts=locked_facts,
        plan_option=plan_option,
    )


def blank_form(
    listing: Listing, *, lang: Lang, entry: RosterEntry | None = None, plan_option: str = ""
) -> bytes:
    """Return a blank form for the subject and tier of ``listing``.

    The facts of ``entry``, which a roster states, are filled in and locked.
    """
    text = template(listing, entry=entry)
    report = read_report(parse(text.encode(), "report.yaml"), listing.plan)
    locked = entry is not None
    return as_form(report, listing.plan, lang=lang, locked_facts=locked, plan_option=plan_option)


def as_yaml(document: Document, plan: Plan, *, lang: Lang) -> bytes:
    """Return the report of ``document`` in YAML, with keys in ``lang``, as ``fmt`` orders them.

    Raises ReportError with every problem of the report.
    """
    data = plain(document.root)
    read_report(document, plan)  # which makes the names in the tree the plan's own
    text = as_yaml_text(data).encode()
    return formatted(text, document.path, plan, encoding="utf-8", lang=lang)


def as_data(document: Document, plan: Plan) -> Any:
    """Return the report of ``document`` as plain data with English keys and the plan's own names.

    An entry in one word is that word under its key. What is blank is left out. Raises ReportError
    with every problem.
    """
    data = _stated(parse(as_yaml(document, plan, lang=Lang.EN), document.path).data)
    tasks = data.get("tasks") or {}
    for name, entry in tasks.items():
        if isinstance(entry, str):
            tasks[name] = {plan.obligation(name).requirement.bare: entry}
    return data


def _stated(value: Any, *, by_name: bool = False) -> Any:
    """Return ``value`` without what is left blank in it; None where it holds nothing else.

    A name says something by itself: a unit stays, also where nothing is reported on it.
    """
    if isinstance(value, list):
        return [_stated(each) for each in value]
    if not isinstance(value, dict):
        return value
    held = {key: _stated(each, by_name=key in _BY_NAME) for key, each in value.items()}
    if by_name:
        return {name: {} if each is None else each for name, each in held.items()}
    kept = {key: each for key, each in held.items() if each is not None}
    return kept if kept or not value else None


_BY_NAME = ("units", "evidence")


def comments(document: Document) -> int:
    """Return how many comments a file in YAML has: no workbook holds them."""
    values = sorted(node.span for node in _scalars(document.root))
    return sum(
        any(not _is_within((number, sign.start()), values) for sign in _COMMENT_SIGN.finditer(line))
        for number, line in enumerate(document.lines)
    )


_COMMENT_SIGN = re.compile(r"(?<!\S)#")


def _is_within(place: tuple[int, int], values: Sequence[Span]) -> bool:
    """Whether ``place`` lies in one of ``values``, which are in order and do not overlap."""
    following = bisect_right(values, place, key=lambda span: span[:2])
    return following > 0 and place < values[following - 1][2:]


def _scalars(root: Node) -> Iterator[Scalar]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Items):
            waiting += node.nodes
        elif isinstance(node, Mapping):
            for key, value in node.entries.values():
                waiting += (key, value)

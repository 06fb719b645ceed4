"""``plancheck plan init``: the draft of a rule set from the text of a plan, or a blank one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from plancheck.cli.options import Call, in_shell, takes
from plancheck.cli.output_files import check_new
from plancheck.cli.streams import save, write
from plancheck.errors import Location, PlanError, Problem, UsageError
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.plan.model import Plan
from plancheck.reading.source import STDIN, read_text
from plancheck.verdicts.exit_codes import COMPLIANT

EXAMPLE = "plancheck plan init --source text.txt -o plan.yaml"
EXAMPLE_BLANK = "plancheck plan init --title … -o plan.yaml --year 2027"
YEARS = range(1000, 10_000)


@takes()
def command(
    call: Call,
    source: Annotated[
        str | None, typer.Option("--source", metavar="FILE", help="help.source")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help="help.plan-init-title")
    ] = None,
    file: Annotated[
        str | None, typer.Option("-o", metavar="FILE", help="help.plan-init-file")
    ] = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="YEAR", help="help.plan-init-year")
    ] = None,
    tiers: Annotated[
        str | None, typer.Option("--tiers", metavar="A,B", help="help.plan-init-tiers")
    ] = None,
    subjects: Annotated[
        str | None, typer.Option("--subjects", metavar="FILE", help="help.plan-init-subjects")
    ] = None,
    like: Annotated[
        str | None, typer.Option("--like", metavar="OLD", help="help.plan-init-like")
    ] = None,
) -> int:
    named = _names(tiers)
    misuse = next(_misuses(source, title, like, year, named), None)
    if misuse is not None:
        raise UsageError([misuse])
    period = None if year is None else int(year)
    if file is not None:
        check_new(file, [path for path in (source, like) if path not in (None, STDIN)])
    if source is None:
        text, said = _blank(call, title or "", period, named, subjects)
    else:
        earlier = None if like is None else _earlier(call, like)
        if earlier is not None and file is not None:
            subjects = subjects or _list_beside(earlier, like or "", file)
        text, said = _drafted(call, source, period, named, subjects, earlier)
    if file is None:
        write(text, "json")
        return COMPLIANT
    save({file: text})
    key, counts = said
    lines = (
        say(call.session.lang, key, {"file": file, **counts}),
        say(call.session.lang, "plan-init.then", {"file": in_shell(file)}),
    )
    write("".join(f"{line}\n" for line in lines))
    return COMPLIANT


def _misuses(
    source: str | None, title: str | None, like: str | None, year: str | None, tiers: Sequence[str]
) -> Iterator[Problem]:
    """Yield what cannot be among the options, first what decides on the others."""
    if source is None and title is None:
        yield _missing("--source", EXAMPLE)
    if source is not None and title is not None:
        yield Problem("plan-init.title-of-text")
    if source is None and like is not None:
        yield Problem("plan-init.like-of-text")
    if year is not None and not (re.fullmatch(r"\d{4}", year) and int(year) in YEARS):
        yield Problem("usage.year", None, {"written": year})
    if source is None and not (title or "").strip():
        yield _missing("--title", EXAMPLE_BLANK)
    for tier in tiers:
        if tiers.count(tier) > 1:
            yield Problem("plan-init.same-tier", None, {"name": tier})


def _missing(name: str, example: str) -> Problem:
    return Problem("usage.missing", None, {"name": name, "example": example})


Said = tuple[str, dict[str, object]]
"""What is said of a file that was written: a message and its values."""


def _drafted(
    call: Call,
    source: str,
    year: int | None,
    tiers: Sequence[str],
    subjects: str | None,
    earlier: Plan | None,
) -> tuple[str, Said]:
    """Return the draft of a text."""
    from plancheck.authoring.drafting import draft_plan  # noqa: PLC0415  # for this command alone

    text, lang = read_text(source, encoding=call["encoding"]), call.session.lang
    draft = draft_plan(
        text, path=source, lang=lang, year=year, tiers=tiers, subjects=subjects, like=earlier
    )
    counts: dict[str, object] = {
        "tasks": draft.tasks,
        "obligations": draft.obligations,
        "questions": len(draft.questions),
        "noun": _noun(lang, draft.noun),
    }
    if earlier is None:
        return draft.yaml, ("plan-init.written", counts)
    return draft.yaml, ("plan-init.written-like", {**counts, "carried": draft.carried})


def _earlier(call: Call, path: str) -> Plan:
    """Return the earlier rule set; raises PlanError where nothing can be taken from it."""
    from plancheck.plan.loading import load_plan  # noqa: PLC0415  # for this command alone

    plan = load_plan(path, encoding=call["encoding"])
    problems = {
        "plan-init.like-draft": plan.is_draft,
        "plan-init.like-untraced": not plan.traced or not (plan.source and plan.source.clauses),
        "plan-init.like-language": "zh" not in plan.languages,
    }
    values = {"file": in_shell(path)}
    found = [Problem(key, Location(path), values) for key, applies in problems.items() if applies]
    if found:
        raise PlanError(found[:1])
    return plan


def _list_beside(earlier: Plan, path: str, file: str) -> str | None:
    """Return the list that the earlier rule set names, if ``file`` comes to lie beside it too."""
    folders = {os.path.realpath(os.path.dirname(each)) for each in (path, file)}
    if not earlier.names_list or len(folders) != 1:
        return None
    return os.path.join(os.path.dirname(path), earlier.subjects)


def _noun(lang: Lang, printed: str) -> str:
    """Return what one who reports is called where the text has the word ``printed`` for them."""
    if printed.removesuffix("份") == "省":
        return "省" if lang is Lang.ZH else say(lang, "noun.province")
    return (lang is Lang.ZH and printed) or say(lang, "noun.subject")


def _blank(
    call: Call, title: str, year: int | None, tiers: Sequence[str], subjects: str | None
) -> tuple[str, Said]:
    """Return a plan without a text."""
    from plancheck.authoring.blank_plan import blank_plan  # noqa: PLC0415  # for this command alone

    printed = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", title)
    if year is None and printed is None:
        raise UsageError([_missing("--year", EXAMPLE_BLANK)])
    period = year or int(printed[0] if printed else 0)
    plan = blank_plan(
        title=title, year=period, tiers=tiers, subjects=subjects, lang=call.session.lang
    )
    return plan, ("plan-init.blank", {})


def _names(written: str | None) -> list[str]:
    """Return the names that an option lists, with a comma of either width between them."""
    names = (written or "").replace("，", ",").replace("、", ",").split(",")
    return [name.strip() for name in names if name.strip()]

"""``plancheck plan init``: the draft of a rule set from the text of a plan, or a blank one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from plancheck.cli.options import Call, in_shell, takes
from plancheck.cli.output_files import check_new
from plancheck.cli.streams import save, write
from plancheck.errors import Problem, UsageError
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.reading.source import STDIN, read_text
from plancheck.verdicts.run import COMPLIANT

EXAMPLE = "plancheck plan init --source text.txt -o plan.yaml"
EXAMPLE_BLANK = "plancheck plan init --title … -o plan.yaml"
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
        int | None, typer.Option("--year", metavar="YEAR", help="help.plan-init-year")
    ] = None,
    tiers: Annotated[
        str | None, typer.Option("--tiers", metavar="A,B", help="help.plan-init-tiers")
    ] = None,
    subjects: Annotated[
        str | None, typer.Option("--subjects", metavar="FILE", help="help.plan-init-subjects")
    ] = None,
) -> int:
    if source is None and title is None:
        raise UsageError([Problem("usage.missing", None, {"name": "--source", "example": EXAMPLE})])
    if source is not None and title is not None:
        raise UsageError([Problem("plan-init.title-of-text")])
    if year is not None and year not in YEARS:
        raise UsageError([Problem("usage.year", None, {"written": str(year)})])
    if file is not None:
        check_new(file, [source] if source not in (None, STDIN) else [])
    if source is None:
        text, said = _blank(call, title or "", year, _names(tiers), subjects)
    else:
        text, said = _drafted(call, source, year, _names(tiers), subjects)
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


Said = tuple[str, dict[str, object]]
"""What is said of a file that was written: a message and its values."""


def _drafted(
    call: Call, source: str, year: int | None, tiers: Sequence[str], subjects: str | None
) -> tuple[str, Said]:
    """Return the draft of a text."""
    from plancheck.authoring.drafting import draft_plan  # noqa: PLC0415  # for this command alone

    text, lang = read_text(source, encoding=call["encoding"]), call.session.lang
    draft = draft_plan(text, path=source, lang=lang, year=year, tiers=tiers, subjects=subjects)
    counts: dict[str, object] = {
        "tasks": draft.tasks,
        "obligations": draft.obligations,
        "questions": len(draft.questions),
        "noun": _noun(lang, draft.noun),
    }
    return draft.yaml, ("plan-init.written", counts)


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
        example = f"{EXAMPLE_BLANK} --year 2027"
        raise UsageError([Problem("usage.missing", None, {"name": "--year", "example": example})])
    period = year or int(printed[0] if printed else 0)
    plan = blank_plan(
        title=title, year=period, tiers=tiers, subjects=subjects, lang=call.session.lang
    )
    return plan, ("plan-init.blank", {})


def _names(written: str | None) -> list[str]:
    """Return the names that an option lists, with a comma of either width between them."""
    names = (written or "").replace("，", ",").replace("、", ",").split(",")
    return [name.strip() for name in names if name.strip()]

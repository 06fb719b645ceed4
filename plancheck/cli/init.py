"""``plancheck init``: a report to be filled in."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.schema import Kind, schema_text
from plancheck.authoring.template import Keys, schema_name, template
from plancheck.cli.list_obligations import listed
from plancheck.cli.options import (
    ConfigFile,
    Debug,
    Encoding,
    Language,
    NoConfig,
    PlanFile,
    Province,
    RosterFile,
    Session,
    Tier,
    one_of,
    settled,
)
from plancheck.cli.output_files import check_targets
from plancheck.cli.streams import save, write
from plancheck.errors import Location, Problem, UsageError
from plancheck.language.wording import say
from plancheck.verdicts.run import COMPLIANT


def command(
    context: typer.Context,
    province: Province = None,
    tier: Tier = None,
    roster: RosterFile = None,
    plan: PlanFile = None,
    keys: Annotated[str, typer.Option("--keys", help="help.keys")] = Keys.EN,
    file: Annotated[str | None, typer.Option("-o", metavar="FILE", help="help.file")] = None,
    encoding: Encoding = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    session: Session = context.obj
    one_of("--keys", keys, list(Keys))
    flags = {"province": province, "tier": tier, "roster": roster, "plan": plan}
    flags |= {"encoding": encoding, "lang": language}
    settings, _ = settled(flags, config, no_config=no_config)
    asked = {name: setting.value for name, setting in settings.items()}
    if asked["province"] is None:
        raise UsageError(
            [
                Problem(
                    "usage.missing",
                    None,
                    {"name": "--province", "example": "plancheck init --province 上海"},
                )
            ]
        )
    listing, known = listed(asked)
    entry = known.entry(listing.subject) if known and listing.subject else None
    text = template(listing, lang=session.lang, keys=Keys(keys), entry=entry)
    if file is None:
        write(text, "json")
        return COMPLIANT
    check_targets([file], [path for path in (asked["plan"], asked["roster"]) if path])
    if os.path.lexists(file):  # it may be a report that somebody has filled in
        raise UsageError([Problem("output.exists", Location(file))])
    texts = {file: text}
    schema = os.path.join(os.path.dirname(file), schema_name(listing.plan))
    if not os.path.lexists(schema):
        # Reports of all provinces share it, so it offers what is asked of any.
        texts[schema] = schema_text(Kind.REPORT, list_obligations(listing.plan))
    save(texts)
    write(say(session.lang, "init.written", {"files": list(texts)}) + "\n")
    return COMPLIANT

"""``plancheck schema``: the files that are read and written as JSON Schemas."""

from __future__ import annotations

from typing import Annotated

import typer

from plancheck.authoring.schema import Kind, schema_text
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
    Tier,
    one_of,
    settled,
)
from plancheck.cli.output_files import check_targets
from plancheck.cli.streams import save, write
from plancheck.errors import Problem, UsageError
from plancheck.verdicts.run import COMPLIANT


def command(
    context: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="help.schema-kind", show_default=False)
    ] = None,
    province: Province = None,
    tier: Tier = None,
    roster: RosterFile = None,
    plan: PlanFile = None,
    file: Annotated[str | None, typer.Option("-o", metavar="FILE", help="help.file")] = None,
    encoding: Encoding = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    if kind is None:
        values = {"name": "KIND", "example": "plancheck schema report"}
        raise UsageError([Problem("usage.missing", None, values)])
    one_of("KIND", kind, list(Kind))
    if kind != Kind.REPORT:
        # What another kind would not heed must not seem heeded.
        for name, value in {"--province": province, "--tier": tier, "--roster": roster}.items():
            if value is not None:
                raise UsageError([Problem("usage.only-report", None, {"name": name})])
    flags = {"province": province, "tier": tier, "roster": roster, "plan": plan}
    flags |= {"encoding": encoding, "lang": language}
    settings, _ = settled(flags, config, no_config=no_config)
    asked = {name: setting.value for name, setting in settings.items()}
    if kind != Kind.REPORT:
        asked |= {"province": None, "tier": None, "roster": None}
    listing, _ = listed(asked)
    text = schema_text(Kind(kind), listing)
    if file is None:
        write(text, "json")
        return COMPLIANT
    check_targets([file], [path for path in (asked["plan"], asked["roster"]) if path])
    save({file: text})
    return COMPLIANT

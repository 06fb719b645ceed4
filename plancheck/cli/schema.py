"""``plancheck schema``: JSON Schemas of input and output files."""

from __future__ import annotations

from typing import Annotated

import typer

from plancheck.authoring.schema import Kind, schema_text
from plancheck.cli.list_obligations import listed
from plancheck.cli.options import Call, require_one_of, takes
from plancheck.cli.output_files import check_targets
from plancheck.cli.streams import save, write
from plancheck.errors import Problem, UsageError
from plancheck.verdicts.exit_codes import COMPLIANT


@takes("province", "tier", "roster", "plan")
def command(
    call: Call,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="help.schema-kind", show_default=False)
    ] = None,
    file: Annotated[str | None, typer.Option("-o", metavar="FILE", help="help.file")] = None,
) -> int:
    if kind is None:
        values = {"name": "KIND", "example": "plancheck schema report"}
        raise UsageError([Problem("usage.missing", None, values)])
    require_one_of("KIND", kind, list(Kind))
    if kind != Kind.REPORT:
        for option in ("province", "tier", "roster"):
            # Reject options that this kind of schema would silently ignore.
            if call.settings[option].origin == "flag":
                raise UsageError([Problem("usage.only-report", None, {"name": f"--{option}"})])
            call = call.with_flag(option, None)
    listing, _ = listed(call)
    text = schema_text(Kind(kind), listing)
    if file is None:
        write(text, "json")
        return COMPLIANT
    check_targets([file], [path for path in (*call.plan_files, call["roster"]) if path])
    save({file: text})
    return COMPLIANT

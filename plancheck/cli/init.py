"""``plancheck init``: a blank report."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.schema import Kind, schema_text
from plancheck.authoring.template import Keys, schema_name, template
from plancheck.cli.list_obligations import listed
from plancheck.cli.options import Call, require_one_of, takes
from plancheck.cli.output_files import check_targets
from plancheck.cli.streams import save, write
from plancheck.errors import Location, Problem, UsageError
from plancheck.language.wording import say
from plancheck.verdicts.run import COMPLIANT


@takes("province", "tier", "roster", "plan")
def command(
    call: Call,
    keys: Annotated[str, typer.Option("--keys", metavar="en|zh", help="help.keys")] = Keys.EN,
    file: Annotated[str | None, typer.Option("-o", metavar="FILE", help="help.file")] = None,
) -> int:
    require_one_of("--keys", keys, list(Keys))
    if call["province"] is None:
        values = {"name": "--province", "example": "plancheck init --province 上海"}
        raise UsageError([Problem("usage.missing", None, values)])
    listing, known = listed(call)
    entry = known.entry(listing.subject) if known and listing.subject else None
    text = template(listing, lang=call.session.lang, keys=Keys(keys), entry=entry)
    if file is None:
        write(text, "json")
        return COMPLIANT
    check_targets([file], [path for path in (call["plan"], call["roster"]) if path])
    if os.path.lexists(file):  # it may be a report with entries
        raise UsageError([Problem("output.exists", Location(file))])
    texts = {file: text}
    schema = os.path.join(os.path.dirname(file), schema_name(listing.plan))
    if not os.path.lexists(schema):
        # The reports of all provinces share the schema, so editors suggest all obligations.
        texts[schema] = schema_text(Kind.REPORT, list_obligations(listing.plan))
    save(texts)
    in_shell = f'"{file}"' if " " in file else file
    said = [("init.written", file), ("init.fill-in", file), ("init.then", in_shell)]
    if schema in texts:
        said.insert(1, ("init.schema-too", schema))
    lang = call.session.lang
    write("".join(say(lang, key, {"file": path}) + "\n" for key, path in said))
    return COMPLIANT

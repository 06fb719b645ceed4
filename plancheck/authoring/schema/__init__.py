"""The files that plancheck reads and writes as JSON Schemas of 2020-12, made from their types.

A schema says what the loader says, as far as it can: every spelling of a key and a name, which may
not stand together, what each obligation takes. An editor offers the usual spellings and accepts
all. What a schema cannot say stays with the loader: what YAML itself forbids, a name given twice in
two spellings of a list, a day before the period, eight digits without quotes that are a day.
"""

from __future__ import annotations

from enum import StrEnum

from plancheck.analysis.listing import Listing
from plancheck.authoring.schema.inputs import Inputs
from plancheck.authoring.schema.types import DIALECT, Definitions, Schema
from plancheck.formats.json.shapes import ResultDocument
from plancheck.formats.shared.json_text import as_json
from plancheck.plan.model import Plan


class Kind(StrEnum):
    """The files there is a schema of."""

    REPORT = "report"
    PLAN = "plan"
    ROSTER = "roster"
    WAIVERS = "waivers"
    RESULT = "result"


BY_PLAN = (Kind.REPORT, Kind.ROSTER, Kind.WAIVERS)
"""The kinds whose schema depends on the plan."""


def schema_text(kind: Kind, listing: Listing) -> str:
    """Return the schema of ``kind`` as JSON text; the same input gives the same text.

    A report's and a roster's names, keys and units are those of the plan of ``listing``; of a
    report only what ``listing`` asks is offered, and the rest is accepted nevertheless.
    """
    plan = listing.plan
    about = f"{kind}:{plan.id}" if kind in BY_PLAN else str(kind)
    head: Schema = {"$schema": DIALECT, "$id": f"urn:plancheck:{_urn(about)}"}
    if kind is Kind.RESULT:
        types = Definitions(read=False)
        return as_json({**head, **types.object(ResultDocument), "$defs": types.sorted()})
    if kind is Kind.PLAN:
        types = Definitions(read=True)
        return as_json({**head, **types.object(Plan), "$defs": types.sorted()})
    inputs = Inputs(listing)
    body = {Kind.REPORT: inputs.report, Kind.ROSTER: inputs.roster, Kind.WAIVERS: inputs.waivers}
    return as_json({**head, **body[kind](), "$defs": inputs.types.sorted()})


def _urn(text: str) -> str:
    """Return ``text`` as a part of a URN."""
    from urllib.parse import quote  # noqa: PLC0415

    return quote(text, safe=":")

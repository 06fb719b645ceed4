"""JSON Schemas (2020-12) of plancheck's input and output files, generated from their types.

A schema checks what the loader checks, as far as JSON Schema can: every spelling of keys and names,
spellings that exclude each other, the keys of each obligation. Editors suggest the usual spellings
and accept all. Only the loader checks the rest: the rules of YAML, one name in two spellings in a
list, a day before the period, and eight unquoted digits that are a day.
"""

from __future__ import annotations

from enum import StrEnum

from plancheck.analysis.listing import Listing
from plancheck.authoring.schema.inputs import Inputs
from plancheck.authoring.schema.types import DIALECT, Definitions, Schema, any_of
from plancheck.formats.json.shapes import ReportLine, ResultDocument, SummaryLine, UnusableLine
from plancheck.formats.shared.json_text import as_json
from plancheck.plan.model import Plan
from plancheck.plan.subjects import SubjectList


class Kind(StrEnum):
    """The kinds of files that have a schema."""

    REPORT = "report"
    PLAN = "plan"
    ROSTER = "roster"
    WAIVERS = "waivers"
    SUBJECTS = "subjects"
    RESULT = "result"
    JSONL = "jsonl"
    """Each line of the format of this name."""


BY_PLAN = (Kind.REPORT, Kind.ROSTER, Kind.WAIVERS)
"""The kinds whose schema depends on the plan."""


_BY_MODEL = {Kind.PLAN: Plan, Kind.SUBJECTS: SubjectList}
"""The kinds whose schema is that of a model."""


def schema_text(kind: Kind, listing: Listing) -> str:
    """Return the schema of ``kind`` as JSON text; equal inputs give equal texts.

    The plan of ``listing`` supplies names, keys and units. In a report, editors suggest only the
    obligations that ``listing`` asks for; the schema accepts the others too.
    """
    plan = listing.plan
    about = f"{kind}:{plan.id}" if kind in BY_PLAN else str(kind)
    head: Schema = {"$schema": DIALECT, "$id": f"urn:plancheck:{_urn(about)}"}
    if kind is Kind.RESULT:
        types = Definitions(read=False)
        return as_json({**head, **types.object(ResultDocument), "$defs": types.sorted()})
    if kind is Kind.JSONL:
        types = Definitions(read=False)
        lines = any_of(*[types.of(line) for line in (ReportLine, UnusableLine, SummaryLine)])
        return as_json({**head, **lines, "$defs": types.sorted()})
    if kind in _BY_MODEL:
        types = Definitions(read=True)
        return as_json({**head, **types.object(_BY_MODEL[kind]), "$defs": types.sorted()})
    inputs = Inputs(listing)
    body = {Kind.REPORT: inputs.report, Kind.ROSTER: inputs.roster, Kind.WAIVERS: inputs.waivers}
    return as_json({**head, **body[kind](), "$defs": inputs.types.sorted()})


def _urn(text: str) -> str:
    """Return ``text`` as a part of a URN."""
    from urllib.parse import quote  # noqa: PLC0415

    return quote(text, safe=":")

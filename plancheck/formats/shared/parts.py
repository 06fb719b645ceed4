"""What a row of a table of findings is about: a finding as a whole, or one of its units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plancheck.errors import NOTHING, Values
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, unit_text
from plancheck.plan.model import Plan
from plancheck.requirements.base.standing import Measure
from plancheck.verdicts.result import Finding, Said, UnitFinding, Verdict


class Part(NamedTuple):
    """A finding as a whole, or a unit of it, by whose name it is ``unit`` then.

    A unit that is not judged by itself has no verdict: it only says what is reported.
    """

    unit: str | None
    message: str
    said: Said | None
    verdict: Verdict | None = None
    reason: str = ""
    measure: Measure = Measure()
    values: Values = NOTHING

    @classmethod
    def of(cls, found: Finding | UnitFinding, message: str, said: Said | None) -> Part:
        """Return the part that has a verdict."""
        unit = found.name if isinstance(found, UnitFinding) else None
        return cls(unit, message, said, found.verdict, found.reason, found.measure, found.values)


def parts(lang: Lang, plan: Plan, finding: Finding) -> Iterator[Part]:
    """Yield ``finding`` as a whole, then each unit: those judged, and those only reported."""
    yield Part.of(finding, finding_text(lang, plan, finding), finding.said)
    said = dict(finding.said.units) if finding.said is not None else {}
    for unit in finding.units:
        yield Part.of(unit, unit_text(lang, unit), said.pop(unit.name, None))
    for name, of_unit in said.items():
        yield Part(name, "", of_unit)

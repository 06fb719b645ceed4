"""Waivers: what the national office has released a subject from, until when, by which document."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Annotated

from plancheck.errors import Location, Problem, WaiversError
from plancheck.inputs.names import other_plan, read_names
from plancheck.plan.model import Plan
from plancheck.reading.kinds import FileKind, refuse_other_kind
from plancheck.reading.models import File, Named, Spelled, Strict, validate_as
from plancheck.reading.source import read
from plancheck.reading.text import is_document
from plancheck.reading.values import DateField, ReadBy, Shown, field_error, one_of

FORMAT = "plancheck.waivers/1"
MOST_YEARS = 5
"""How long after the end of the plan's period a waiver may hold; a later year is a slip."""


read_reason = Shown("reason", "waivers.blank")


def read_approval(value: object) -> str:
    """Return a text that names a document."""
    text = read_reason(value)
    if not is_document(text):
        raise field_error("waivers.no-document", written=text)
    return text


Reason = Annotated[str, ReadBy(read_reason)]
Approval = Annotated[str, ReadBy(read_approval)]


class Waiver(Strict):
    """One subject's release from one obligation."""

    subject: Annotated[str, Spelled("省份", "主体", "province"), Named("reporter")]
    obligation: Annotated[str, Spelled("任务要求", "任务"), Named("obligation")]
    reason: Annotated[Reason, Spelled("原因", "理由")]
    approved_by: Annotated[Approval, Spelled("批准文件", "批准文号")]
    until: Annotated[DateField, Spelled("有效期至", "期限")]

    def in_force(self, as_of: datetime.date) -> bool:
        """Whether the waiver still holds on ``as_of``."""
        return as_of <= self.until


class Waivers(File):
    """All waivers of a plan, at most one for a subject and an obligation."""

    format: Annotated[str, one_of(FORMAT), Spelled("格式")]
    plan: Annotated[str, Spelled("计划"), Named("plan")]
    waivers: Annotated[list[Waiver], Spelled("豁免")]

    def find(self, subject: str, obligation: str) -> Waiver | None:
        """Return the waiver of ``obligation`` for ``subject``, in force or not."""
        return self._by_pair.get((subject, obligation))

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], Waiver]:
        return {(waiver.subject, waiver.obligation): waiver for waiver in self.waivers}

    def of(self, subject: str) -> Mapping[int, Waiver]:
        """Return the waivers of ``subject`` by their numbers, counted from 0."""
        return self._by_subject.get(subject, {})

    @cached_property
    def _by_subject(self) -> dict[str, dict[int, Waiver]]:
        by_subject: dict[str, dict[int, Waiver]] = {}
        for number, waiver in enumerate(self.waivers):
            by_subject.setdefault(waiver.subject, {})[number] = waiver
        return by_subject

    def place_of(self, number: int) -> Location:
        """Return the place of waiver ``number``, counted from 0."""
        return self.locate("waivers", number, "obligation")


def load_waivers(path: str, plan: Plan, *, encoding: str = "utf-8") -> Waivers:
    """Return the waivers at ``path``, their names made canonical against ``plan``.

    Raises SourceError or WaiversError with every problem found.
    """
    document = read(path, encoding=encoding)
    refuse_other_kind(document, FileKind.WAIVERS, WaiversError)
    read_names(document, document.root, Waivers, plan)
    return validate_as(document, Waivers, WaiversError, partial(_contradictions, plan))


def _contradictions(plan: Plan, waivers: Waivers) -> Iterator[Problem]:
    yield from other_plan(plan, waivers.plan, waivers)
    first: dict[tuple[str, str], int] = {}
    end = plan.period.to
    for number, waiver in enumerate(waivers.waivers):
        until = waiver.until
        if (until.year - MOST_YEARS, until.month, until.day) > (end.year, end.month, end.day):
            values = {"until": until, "to": end, "years": MOST_YEARS}
            yield Problem("waivers.until-far", waivers.locate("waivers", number, "until"), values)
        earlier = first.setdefault((waiver.subject, waiver.obligation), number)
        if earlier != number:
            where = waivers.place_of(number)
            values = {
                "subject": plan.subject_name(waiver.subject),
                "obligation": waiver.obligation,
                "first": waivers.place_of(earlier),
            }
            yield Problem("waivers.twice", where, values)

"""Blank reports: the obligations of one subject, with explanations."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from plancheck.analysis.listing import ALLOTTED, Listing, ListingRow
from plancheck.formats.shared.listing_cells import row_asked, row_says
from plancheck.inputs.names import NONE, Allotment
from plancheck.inputs.report import Evidence, Report
from plancheck.inputs.roster import RosterEntry
from plancheck.language.message import Lang
from plancheck.language.wording import format_value, joined, plan_title, say
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation, Task
from plancheck.reading.models import Strict, spellings_of
from plancheck.requirements import Entry, control_of
from plancheck.requirements.base.entry import NUMBER, Control
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.result import Head

TEN_DAYS = datetime.timedelta(days=10)
"""How long after the plan period a report is sent in, as an example."""


class Keys(StrEnum):
    """The language of the template's keys."""

    EN = "en"
    ZH = "zh"


def schema_name(plan: Plan) -> str:
    """Return the name of the schema file that editors read beside a report."""
    return f"{re.sub(r'[^A-Za-z0-9._-]', '_', plan.id)}.schema.json"


def template(
    listing: Listing,
    *,
    lang: Lang = Lang.ZH,
    keys: Keys = Keys.EN,
    entry: RosterEntry | None = None,
    plan_option: str = "",
) -> str:
    """Return a blank report for the subject and tier of ``listing``.

    ``validate`` reads it without a problem and counts blank entries as missing. Comments state each
    obligation, its clause, and the rule for counting. The facts of ``entry`` are filled in.
    ``plan_option`` names the plan in the commands of its comments.
    """
    writer = _Writer(listing, lang, keys, entry, plan_option)
    return "".join(f"{line}\n" for line in writer.lines())


class _Writer:
    """Writes the lines of one template."""

    def __init__(
        self,
        listing: Listing,
        lang: Lang,
        keys: Keys,
        entry: RosterEntry | None,
        plan_option: str,
    ) -> None:
        self.listing = listing
        self.plan: Plan = listing.plan
        self.lang = lang
        self.keys = keys
        self.entry = entry
        self.plan_option = plan_option
        self.units: Mapping[str, Sequence[str]] = (entry.units if entry else None) or {}

    def lines(self) -> Iterator[str]:
        rows = _with_parts([row for row in self.listing.rows if row.asked])
        yield self.comment(
            "template.title", title=plan_title(self.lang, self.plan), count=len(rows)
        )
        yield self.comment("template.check", plan=self.plan_option)
        schema = schema_name(self.plan)
        yield f"# yaml-language-server: $schema={schema}"
        yield self.comment("template.schema", schema=schema, plan=self.plan_option)
        yield f"{self.key(Report, 'plan')}: {self.plan.id}"
        yield _pair(self.key(Report, self.plan.subject_key), self.listing.subject)
        yield _pair(self.key(Report, "tier"), self.listing.tier)
        yield self.blank(Report, "as_of", to=self.plan.period.to)
        example = {"day": self.plan.period.to + TEN_DAYS}
        for name in Head._fields:
            yield self.blank(Report, name, **(example if name == "submitted" else {}))
        designable = [row for row in rows if "designated" in row.obligation.applies]
        if self.entry is not None and self.entry.designated is not None:
            yield self.designated()
        elif designable:
            yield self.blank(Report, "designated", example=self.name(designable[0]))
        if any(self.plan.classes_of(row.obligation) for row in self.listing.rows):
            yield self.classes()
        allotted = [row for row in rows if row.obligation.requirement.allotted]
        if self.entry is not None and self.entry.allotments:
            yield from self.allotments(self.listing.rows)  # that there is none makes it not asked
        elif allotted:
            values = {"example": self.name(allotted[0]), "metric": self.metric(allotted[0])}
            values |= {"source": self.key(Allotment, "source")}
            yield self.blank(Report, "allotments", **values)
        waiting = [row for row in rows if any(ALLOTTED in row.waits_for(t) for t in row.cells)]
        if waiting:
            none = NONE[self.keys is Keys.ZH]
            yield self.comment("template.none-allotted", example=self.name(waiting[0]), none=none)
        contradicted = [self.name(row) for row in rows if row.contradicted]
        if contradicted:
            yield self.comment("list.contradicted", ids=contradicted)
        unfinished = {name: self.key(Entry, name) for name in ("reason", "next_steps")}
        yield self.comment("template.unfinished", **unfinished)
        yield f"{self.key(Report, 'tasks')}:"
        task = None
        for row in rows:
            if row.task is not task:
                task = row.task
                yield ""
                yield "  " + self.comment("template.task", id=task.id, title=task.title)
            yield from (f"  {line}" for line in self.entry_of(row))
        yield ""
        keys = {name: self.key(Evidence, name) for name in ("title", "number")}
        yield self.blank(Report, "evidence", **keys)

    def designated(self) -> str:
        """Return the obligations that the roster designates, as a list in one line."""
        names = []
        for name in (self.entry.designated if self.entry else None) or ():
            task, obligation = self.plan.by_id[name]
            names.append(self.written(task, obligation))
        return f"{self.key(Report, 'designated')}: [{', '.join(map(_scalar, names))}]"

    def classes(self) -> str:
        """Return the classes that the roster states, or a blank for them."""
        titles = {name: self.in_language(title) for name, title in self.plan.classes.items()}
        stated = self.listing.classes
        if None not in stated.values():
            held = [_scalar(titles[name]) for name in titles if stated[name]]
            return f"{self.key(Report, 'classes')}: [{', '.join(held)}]"
        return self.blank(Report, "classes", example=", ".join(titles.values()))

    def in_language(self, title: Text) -> str:
        """Return ``title`` in the language of the keys."""
        return title.zh if self.keys is Keys.ZH else title.en

    def allotments(self, rows: Sequence[ListingRow]) -> Iterator[str]:
        """Yield the numbers that the roster allots, with the documents that do so."""
        stated = (self.entry.allotments if self.entry else None) or {}
        yield f"{self.key(Report, 'allotments')}:"
        for row in rows:
            if row.obligation.id not in stated:
                continue
            allotment = stated[row.obligation.id]
            value = NONE[self.keys is Keys.ZH]
            if allotment is not None:
                pairs = [(self.metric(row), str(allotment.number.value))]
                if allotment.source is not None:
                    source = json.dumps(allotment.source, ensure_ascii=False)
                    pairs.append((self.key(Allotment, "source"), source))
                value = f"{{{', '.join(f'{key}: {text}' for key, text in pairs)}}}"
            yield f"  {_scalar(self.name(row))}: {value}"

    def entry_of(self, row: ListingRow) -> Iterator[str]:
        """Yield the explanation of an entry and the entry itself."""
        obligation, requirement = row.obligation, row.obligation.requirement
        asked = row_asked(self.lang, self.listing, row)
        yield self.comment("template.asked", name=obligation.name, asked=asked)
        yield f"# {row_says(self.lang, self.listing, row.task, obligation)}"
        if requirement.reads:
            parts = [self.written(*self.plan.by_id[name]) for name in requirement.reads]
            yield self.comment("template.parts", parts=parts)
            return
        yield f"{_scalar(self.name(row))}:"
        for field in self.plan.offered(obligation):
            yield from self.field(row, field)
        if requirement.per is None:
            yield f"  {self.key(Entry, 'date')}:"
            yield f"  {self.key(Entry, 'evidence')}:"

    def field(self, row: ListingRow, field: str) -> Iterator[str]:
        """Yield the lines for one field of an entry, as its control asks for it."""
        control = control_of(field)
        if control is Control.COUNT:
            yield f"  {self.metric(row, field)}:"
            return
        if control is Control.TABLE and self.units.get(row.obligation.id) == []:
            yield f"  {self.key(Entry, field)}: {{}}"  # the roster states that there is none
            return
        words = [format_value(self.lang, status) for status in row.reportable]
        yield "  " + self.blank(Entry, field, known=joined(self.lang, words))
        if control is Control.TABLE:
            for unit in self.units.get(row.obligation.id, ()):
                yield f"    {_scalar(unit)}:"
                yield f"      {self.metric(row)}:"

    def blank(self, model: type[Strict], name: str, **values: object) -> str:
        """Return a key without a value, and a comment on the possible values."""
        return f"{self.key(model, name)}:    {self.comment(f'template.{name}', **values)}"

    def comment(self, key: str, **values: object) -> str:
        return f"# {say(self.lang, key, values)}"

    def name(self, row: ListingRow) -> str:
        """Return the obligation's name in the language of the keys."""
        return self.written(row.task, row.obligation)

    def written(self, task: Task, obligation: Obligation) -> str:
        return task.key(obligation, in_chinese=self.keys is Keys.ZH)

    def metric(self, row: ListingRow, field: str = NUMBER) -> str:
        names = self.plan.numbers.spelled(row.obligation)[field]
        return names[-1] if self.keys is Keys.ZH else names[0]

    def key(self, model: type[Strict], name: str) -> str:
        """Return the key of a model in the language of the keys."""
        if self.keys is Keys.EN:
            return name
        return spellings_of(model, name)[1]


def _with_parts(rows: Sequence[ListingRow]) -> list[ListingRow]:
    """Return ``rows`` in their order, but what reads others before these and next to them."""
    places = {row.obligation.id: place for place, row in enumerate(rows)}
    wholes = {name: row for row in reversed(rows) for name in row.obligation.requirement.reads}

    def place(row: ListingRow) -> tuple[int, bool, int]:
        whole = wholes.get(row.obligation.id, row)
        of_whole = (whole.obligation.id, *whole.obligation.requirement.reads)
        first = min(places[name] for name in of_whole if name in places)
        return first, row is not whole, places[row.obligation.id]

    return sorted(rows, key=place)


def _pair(key: str, value: str | None) -> str:
    return f"{key}: {_scalar(value)}" if value is not None else f"{key}:"


def _scalar(text: str) -> str:
    """Return ``text`` as YAML, quoted unless it is a plain word."""
    plain = text.replace(".", "").replace("-", "").replace("_", "")
    return text if plain.isalnum() and not text.startswith("-") else json.dumps(text)

"""JSON Schemas of reports, rosters and waivers, with the names of one plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from plancheck.analysis.listing import Listing, ListingRow
from plancheck.authoring.schema.patterns import SAYS_SOMETHING, folded, words
from plancheck.authoring.schema.types import (
    NULL,
    TEXT,
    Definitions,
    Schema,
    any_of,
    choice,
    described,
    exact_amount,
    has_value,
    not_both,
    text_like,
    whole_number,
)
from plancheck.formats.shared.listing_cells import row_asked, row_says
from plancheck.inputs.names import NONE, Allotment, Facts
from plancheck.inputs.report import Report
from plancheck.inputs.roster import Roster, RosterEntry, UnitName
from plancheck.inputs.waivers import Waiver, Waivers
from plancheck.language.message import Lang
from plancheck.language.wording import format_value
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.plan.subjects import SubjectList
from plancheck.reading.models import Strict, part_of, spellings_of
from plancheck.reading.text import fold_name
from plancheck.requirements import Entry, control_of
from plancheck.requirements.base.entry import NUMBER, Control, Statement
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.wording import Text


class Inputs:
    """The schemas of a plan's input files; editors suggest the obligations of ``listing``."""

    def __init__(self, listing: Listing) -> None:
        self.types = Definitions(read=True)
        self._plan: Plan = listing.plan
        self._listing = listing
        self._rows = {row.obligation.id: row for row in listing.rows}
        # Obligations of the issuer and of others have different ids.
        self._by_id = {o.id: (task, o) for task in self._plan.tasks for o in task.obligations}
        self._asked = {row.obligation.id for row in listing.rows if row.asked}

    # --- the three kinds -------------------------------------------------------------------------

    def report(self) -> Schema:
        """Return the schema of a report."""
        listed = self._plan.listed
        subject = any_of(choice([NATIONAL]), self._subject(listed)) if listed else TEXT
        of_provinces = listed if self._plan.subject_key == "province" else None
        province = any_of(self._subject(of_provinces), NULL) if of_provinces else NULL
        values = {
            **self._facts(),
            "plan": any_of(self._plan_name(), NULL),
            "province": province,
            "subject": any_of(subject, NULL),
            "tasks": any_of({"type": "object"}, NULL),
        }
        schema = self.types.object(Report, values, without=self._left_out)
        whole = {
            "if": has_value(spellings_of(Report, "subject"), choice([NATIONAL])),
            "then": {
                "properties": {
                    **_all_spelled(Report, self._asked_facts, NULL),
                    **_all_spelled(Report, ("tasks",), self._tasks(national=True)),
                }
            },
            "else": {"properties": _all_spelled(Report, ("tasks",), self._tasks(national=False))},
        }
        alone = {
            "if": has_value(spellings_of(Report, "subject"), {"not": NULL}),
            "then": {"properties": _all_spelled(Report, ("province",), NULL)},
        }
        conditions = [*schema["allOf"], whole, alone, *self._designated_by_tier(Report)]
        return {**schema, "allOf": conditions}

    def roster(self) -> Schema:
        """Return the schema of a roster."""
        held = [o for _, o in self._obligations(national=False) if o.requirement.of_roster]
        per_unit = [o for _, o in self._obligations(national=False) if o.requirement.per]
        listed_units = {"type": "array", "items": self.types.of(UnitName)}
        units = self._keyed({o.id: listed_units for o in per_unit})
        facts = {**self._facts(), "units": any_of(units, NULL)}
        numbers = self._keyed({o.id: self._of_roster(o) for o in held}) if held else NULL
        facts["numbers"] = any_of(numbers, NULL) if held else NULL
        left_out = (*self._left_out, *(() if held else ("numbers",)))
        entry = self.types.object(RosterEntry, facts, without=left_out)
        entry["allOf"] += self._designated_by_tier(RosterEntry)
        of_subject = self.types.refer("RosterEntry", entry)
        if self._plan.listed is not None:
            listed: Schema = {
                "type": "object",
                "properties": dict.fromkeys(self._plan.subject_names, of_subject),
                "propertyNames": {"pattern": _pattern_of(self._plan.listed)},
                "additionalProperties": of_subject,
            }
        else:
            listed = {
                "type": "object",
                "propertyNames": {"not": choice([NATIONAL])},
                "additionalProperties": of_subject,
            }
        values = {"plan": self._plan_name(), "provinces": listed}
        if self._plan.classes:
            values["classes"] = any_of(self._members(), NULL)
        return self.types.object(Roster, values, without=self._left_out)

    def waivers(self) -> Schema:
        """Return the schema of waivers."""
        closed = self._plan.listed
        subject = any_of(choice([NATIONAL]), self._subject(closed)) if closed else TEXT
        schema = self.types.object(Waiver, {"subject": subject, "obligation": TEXT})
        keys = ("obligation",)
        whole = {
            "if": has_value(spellings_of(Waiver, "subject"), choice([NATIONAL])),
            "then": {"properties": _all_spelled(Waiver, keys, self._named(national=True))},
            "else": {"properties": _all_spelled(Waiver, keys, self._named(national=False))},
        }
        waiver = self.types.refer("Waiver", {**schema, "allOf": [*schema["allOf"], whole]})
        listed = {"type": "array", "items": waiver}
        return self.types.object(Waivers, {"plan": self._plan_name(), "waivers": listed})

    # --- names -----------------------------------------------------------------------------------

    def _obligations(self, *, national: bool) -> list[tuple[Task, Obligation]]:
        return list(self._plan.obligations(national=national))

    def _spellings(self, name: str) -> list[str]:
        """Return every name of an obligation; its task is one if it has no other."""
        task, obligation = self._by_id[name]
        national = obligation.subject == NATIONAL
        alike = [o for t, o in self._obligations(national=national) if t is task]
        names = [name, task.chinese_key(obligation), *([task.id] if len(alike) == 1 else [])]
        return list(dict.fromkeys(names))

    def _named(self, *, national: bool) -> Schema:
        """Return the schema of an obligation's name."""
        known = [self._spellings(o.id) for _, o in self._obligations(national=national)]
        return self.types.refer(f"{'national-' if national else ''}name", self._choice_of(known))

    def _choice_of(self, known: Sequence[Sequence[str]]) -> Schema:
        offered = [name for names in known for name in names[:2]]
        return choice(offered, [name for names in known for name in names[2:]])

    def _keyed(self, values: dict[str, Schema], offered: Iterable[str] | None = None) -> Schema:
        """Return a mapping from obligations to ``values``; editors suggest ``offered``, or all."""
        shown = set(values if offered is None else offered)
        schema: Schema = {"type": "object", "properties": {}, "patternProperties": {}}
        schema |= {"additionalProperties": False, "allOf": []}
        for name, value in values.items():
            names = self._spellings(name)
            count = 2 if name in shown else 0
            schema["properties"] |= dict.fromkeys(names[:count], value)
            if names[count:]:
                schema["patternProperties"][words(names[count:])] = value
            schema["allOf"] += not_both(names)
        return {key: part for key, part in schema.items() if part not in ({}, [])}

    def _plan_name(self) -> Schema:
        plan = self._plan
        titles = folded((plan.title.zh, plan.title.en), ignored="《》")
        return self.types.refer("plan", any_of(choice([plan.id]), text_like(titles, "this plan")))

    def _subject(self, listed: SubjectList) -> Schema:
        """Return the schema of the name of a subject that is ``listed``."""
        key = self._plan.subject_key
        every = [name for subject in listed.subjects for name in subject.names]
        spelled = any_of(choice(listed.names, every), text_like(_pattern_of(listed), f"a {key}"))
        return self.types.refer(key, spelled)

    def _tier(self, *keys: str) -> Schema:
        """Return the schema of a name of one of the tiers ``keys``."""
        plan = self._plan
        names = [name for key in keys for name in self._tier_names(key)]
        offered = [name for key in keys for name in (key, plan.tiers[key].zh)]
        return any_of(choice(offered), text_like(folded(names), "a tier"))

    def _tier_names(self, key: str) -> list[str]:
        titles = {tier: fold_name(title.zh) for tier, title in self._plan.tiers.items()}
        title = self._plan.tiers[key]
        begun = (titles[key][:length] for length in range(2, len(titles[key])))
        alone = [b for b in begun if sum(other.startswith(b) for other in titles.values()) == 1]
        return [key, f"tier{key}", title.zh, title.en, *alone]

    # --- facts -----------------------------------------------------------------------------------

    def _facts(self) -> dict[str, Schema]:
        """Return the facts that both a report and a roster entry may state."""
        return {
            "tier": any_of(self.types.refer("tier", self._tier(*self._plan.tiers)), NULL),
            "designated": self._designated(None),
            "allotments": any_of(self._allotments(), NULL),
            "classes": self._classes(),
        }

    @property
    def _left_out(self) -> tuple[str, ...]:
        """The facts that nobody may state under the plan."""
        return () if self._plan.classes else ("classes",)

    @property
    def _asked_facts(self) -> list[str]:
        """The facts that somebody may state under the plan."""
        return [name for name in self._facts() if name not in self._left_out]

    def _classes(self) -> Schema:
        """Return the classes that a subject is in."""
        listed = {"type": "array", "items": self._class_name()} if self._plan.classes else NULL
        return any_of(listed, choice(NONE[:2], NONE), NULL)

    def _class_name(self) -> Schema:
        """Return the schema of a name of a class."""
        titles = self._plan.classes.items()
        names = [name for key, title in titles for name in (key, title.zh, title.en)]
        offered = [name for key, title in titles for name in (title.zh, key)]
        spelled = any_of(choice(offered), text_like(folded(names), "a class"))
        return self.types.refer("class", spelled)

    def _members(self) -> Schema:
        """Return the lists of all in each class, by the names of the classes."""
        listed = self._plan.listed
        one = self._subject(listed) if listed else TEXT
        members = any_of({"type": "array", "items": one}, choice(NONE[:2], NONE), NULL)
        return {
            "type": "object",
            "propertyNames": self._class_name(),
            "additionalProperties": members,
        }

    def _designated(self, tier: str | None) -> Schema:
        """Return the obligations for which a subject of ``tier`` can be designated."""
        known = [
            self._spellings(obligation.id)
            for _, obligation in self._obligations(national=False)
            if self._plan.designable(obligation, tier)
        ]
        listed = {"type": "array", "items": self._choice_of(known)} if known else {"maxItems": 0}
        return any_of({"type": "array", **listed}, choice(NONE[:2], NONE), NULL)

    def _designated_by_tier(self, model: type[Facts]) -> list[Schema]:
        """Return conditions by which a stated tier limits the designations."""
        narrower = [
            tier for tier in self._plan.tiers if self._designated(tier) != self._designated(None)
        ]
        return [
            {
                "if": has_value(spellings_of(model, "tier"), self._tier(tier)),
                "then": {
                    "properties": _all_spelled(model, ("designated",), self._designated(tier))
                },
            }
            for tier in narrower
        ]

    def _allotments(self) -> Schema:
        values = {}
        for _, obligation in self._obligations(national=False):
            if obligation.requirement.allotted:
                number = whole_number(_unit(obligation.requirement, NUMBER), positive=True)
                spelled = self._plan.numbers.spelled(obligation)
                allotment = self.types.object(Allotment, {NUMBER: number}, spelled=spelled)
                none = [choice(NONE[:2], NONE)] if "allotted" in obligation.applies else []
                values[obligation.id] = any_of(allotment, *none)
        return self._keyed(values)

    # --- entries ---------------------------------------------------------------------------------

    def _tasks(self, *, national: bool) -> Schema:
        entries = {o.id: self._entry(t, o) for t, o in self._obligations(national=national)}
        keyed = self._keyed(entries, None if national else self._asked)
        name = "national-tasks" if national else "tasks"
        return self.types.refer(name, any_of(keyed, NULL))

    def _entry(self, task: Task, obligation: Obligation) -> Schema:
        """Return the schema of an entry on ``obligation``, with its explanation."""
        row = self._rows.get(obligation.id)
        about = [
            line for lang in Lang for line in _about(lang, self._listing, task, obligation, row)
        ]
        name = obligation.name
        return self.types.refer(
            f"obligation.{obligation.id}",
            {
                "title": f"{obligation.id} {_written(name)}",
                "description": "\n\n".join(about),
                **self._reported(obligation),
            },
        )

    def _reported(self, obligation: Obligation) -> Schema:
        """Return an entry: blank, a bare word, or a mapping with the obligation's fields."""
        requirement, spelled = obligation.requirement, self._plan.numbers.spelled(obligation)
        if requirement.reads:  # the others are reported
            return NULL
        numbers = spelled.keys() if requirement.per is None else set()
        own = requirement.takes | numbers
        values = {name: schema for name in own if (schema := self._field(obligation, name))}
        without = Entry.model_fields.keys() - Statement.model_fields.keys() - own
        entry = self.types.object(
            Entry, values, without=without, spelled=spelled, own_description=False
        )
        counting = self._plan.numbers.counting(obligation)
        metrics = counting.metrics.values() if counting is not None else ()
        bare, _ = get_args(Entry.model_fields[requirement.bare].annotation)  # the other is None
        return self.types.refer(
            ".".join(["entry", requirement.form[0], *metrics]),
            any_of(self.types.of(bare), entry, NULL),
        )

    def _field(self, obligation: Obligation, name: str) -> Schema | None:
        """Return a field of an entry that depends on the obligation, None for any other."""
        control = control_of(name)
        if control is Control.COUNT:
            return self._number(obligation, name)
        if control is not Control.TABLE:
            return None
        part, container = part_of(Entry, name)
        if container is list:
            return self._ledger(obligation, name, part)
        values = {
            key: schema for key in part.model_fields if (schema := self._field(obligation, key))
        }
        claim = self.types.object(part, values, spelled=self._plan.numbers.spelled(obligation))
        named: Schema = {
            "type": "object",
            "propertyNames": {"pattern": SAYS_SOMETHING},
            "additionalProperties": any_of(self.types.refer("claim", claim), NULL),
        }
        return any_of(named, NULL)

    def _of_roster(self, obligation: Obligation) -> Schema:
        """Return the numbers of ``obligation`` that a roster states, by their metrics."""
        spelled = self._plan.numbers.spelled(obligation)
        properties: Schema = {}
        for field in obligation.requirement.of_roster:
            number = self._number(obligation, field)
            properties |= dict.fromkeys(spelled[field], number)
        return any_of(
            {"type": "object", "properties": properties, "additionalProperties": False}, NULL
        )

    def _number(self, obligation: Obligation, name: str) -> Schema | None:
        """Return a number of an entry, described by what it counts."""
        counting = self._plan.numbers.counting(obligation)
        if counting is None:
            return None
        metric = self._plan.metrics.get(counting.metrics[name])
        shown = _written(metric) if metric else counting.metrics[name]
        number = any_of(self._amount(obligation, name, _unit(counting, name)), NULL)
        return {"description": f"{shown}\n{described(Entry, name)}", **number}

    def _amount(self, obligation: Obligation, name: str, unit: str) -> Schema:
        """Return a number as the reader accepts it: a whole one, or one with decimals."""
        amount = self._plan.numbers.amounts(obligation).get(name)
        return exact_amount(*amount) if amount else whole_number(unit)

    def _ledger(self, obligation: Obligation, name: str, part: type[Strict]) -> Schema:
        """Return a ledger: its records have identifying keys and, where counted, an amount."""
        counted_by, spelled = (
            self._plan.numbers.counted_by(obligation),
            self._plan.numbers.spelled(obligation),
        )
        needed = obligation.requirement.needed_in(name, counted_by)
        unit = _unit(obligation.requirement, NUMBER)
        amount = self._amount(obligation, NUMBER, unit)
        values = {NUMBER: amount} if (NUMBER,) in needed else {}
        without = () if values else (NUMBER,)
        record = self.types.object(part, values, without=without, spelled=spelled)
        record["allOf"] += [
            any_of(
                *(
                    has_value(spelled.get(field, spellings_of(part, field)), {"not": NULL})
                    for field in fields
                )
            )
            for fields in needed
        ]
        kind = spelled[NUMBER][0] if values else counted_by or "event"
        of_kind = self.types.refer(f"record.{kind}", record)
        return any_of({"type": "array", "items": of_kind}, NULL)


def _written(text: Text) -> str:
    """Return ``text`` in each language that it is written in."""
    return " / ".join(getattr(text, language) for language in text.languages)


def _pattern_of(listed: SubjectList) -> str:
    """Return the pattern of every spelling of a subject's name."""
    return folded(
        (name for subject in listed.subjects for name in subject.names),
        heads=(head for subject in listed.subjects for head in subject.heads),
        tails=listed.offices,
    )


def _unit(requirement: Requirement, field: str) -> str:
    unit = requirement.unit_of(field)
    return unit.zh if unit is not None else ""


def _about(
    lang: Lang, listing: Listing, task: Task, obligation: Obligation, row: ListingRow | None
) -> list[str]:
    lines = [row_says(lang, listing, task, obligation)]
    if row is not None and row.asked:
        lines.insert(0, row_asked(lang, listing, row))
    if obligation.hint is not None:
        lines.append(format_value(lang, obligation.hint))
    return lines


def _all_spelled(model: type[Strict], keys: Iterable[str], value: Schema) -> Schema:
    """Return ``value`` for every spelling of ``keys``."""
    return {name: value for key in keys for name in spellings_of(model, key)}

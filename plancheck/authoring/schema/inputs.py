"""JSON Schemas of reports, rosters and waivers, with the names of one plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    has_value,
    not_both,
    text_like,
    whole_number,
)
from plancheck.formats.shared.listing_cells import row_asked, row_says
from plancheck.inputs.names import NONE, NUMBER, Allotment, Facts
from plancheck.inputs.report import Claim, Entry, Record, Report
from plancheck.inputs.roster import Roster, RosterEntry, UnitName
from plancheck.inputs.waivers import Waiver, Waivers
from plancheck.language.message import Lang
from plancheck.language.wording import format_value
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.plan.provinces import fold_name, offices, provinces
from plancheck.reading.models import Strict, spellings_of
from plancheck.reading.values import StatusField


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
        closed = self._plan.subjects == "provinces"
        subject = any_of(choice([NATIONAL]), self._subject()) if closed else TEXT
        values = {
            **self._facts(),
            "plan": any_of(self._plan_name(), NULL),
            "province": any_of(self._subject(), NULL) if closed else NULL,
            "subject": any_of(subject, NULL),
            "tasks": any_of({"type": "object"}, NULL),
        }
        schema = self.types.object(Report, values)
        whole = {
            "if": has_value(spellings_of(Report, "subject"), choice([NATIONAL])),
            "then": {
                "properties": {
                    **_all_spelled(Report, ("tier", "designated", "allotments"), NULL),
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
        per_unit = [o for _, o in self._obligations(national=False) if o.quota and o.quota.per]
        listed_units = {"type": "array", "items": self.types.of(UnitName)}
        units = self._keyed({o.id: listed_units for o in per_unit})
        entry = self.types.object(RosterEntry, {**self._facts(), "units": any_of(units, NULL)})
        entry["allOf"] += self._designated_by_tier(RosterEntry)
        of_subject = self.types.refer("RosterEntry", entry)
        if self._plan.subjects == "provinces":
            listed: Schema = {
                "type": "object",
                "properties": {province.name: of_subject for province in provinces()},
                "propertyNames": {"pattern": self._province_pattern()},
                "additionalProperties": of_subject,
            }
        else:
            listed = {
                "type": "object",
                "propertyNames": {"not": choice([NATIONAL])},
                "additionalProperties": of_subject,
            }
        return self.types.object(Roster, {"plan": self._plan_name(), "provinces": listed})

    def waivers(self) -> Schema:
        """Return the schema of waivers."""
        closed = self._plan.subjects == "provinces"
        subject = any_of(choice([NATIONAL]), self._subject()) if closed else TEXT
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
        names = [name, f"{task.id}.{obligation.name.zh}", *([task.id] if len(alike) == 1 else [])]
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

    def _subject(self) -> Schema:
        """Return the schema of a province's name."""
        known = provinces()
        every = [name for province in known for name in province.names]
        spelled = any_of(
            choice([province.name for province in known], every),
            text_like(self._province_pattern(), "a province"),
        )
        return self.types.refer("province", spelled)

    def _province_pattern(self) -> str:
        return folded(
            (name for province in provinces() for name in province.names),
            heads=(head for province in provinces() for head in province.heads),
            tails=offices(),
        )

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
            if obligation.quota is not None and obligation.quota.allotted:
                number = whole_number(obligation.quota.unit.zh, positive=True)
                names = self._plan.metric_names(obligation)
                allotment = self.types.object(Allotment, {NUMBER: number}, spelled={NUMBER: names})
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
                "title": f"{obligation.id} {name.zh} / {name.en}",
                "description": "\n\n".join(about),
                **self._reported(obligation),
            },
        )

    def _reported(self, obligation: Obligation) -> Schema:
        """Return an entry: blank, a status, or a mapping with the obligation's keys."""
        quota, counting = obligation.quota, self._plan.counting(obligation)
        names = {NUMBER: self._plan.metric_names(obligation)}
        values = {}
        if counting is not None:
            metric = self._plan.metrics.get(counting.metric)
            shown = f"{metric.zh} / {metric.en}" if metric else counting.metric
            number = any_of(whole_number(counting.unit.zh), NULL)
            about = f"{shown}\n{described(Claim, NUMBER)}"
            values[NUMBER] = {"description": about, **number}
        if quota is not None:
            values["records"] = self._records(obligation)
        if quota is None:
            kind, without = "status", {"units", "records"}
        elif quota.per is None:
            kind, without = "number", {"units"}
        else:
            kind, without = "units", {NUMBER, "records"}
            claim = self.types.object(Claim, values, spelled=names)
            values = {
                "units": any_of(
                    {
                        "type": "object",
                        "propertyNames": {"pattern": SAYS_SOMETHING},
                        "additionalProperties": any_of(self.types.refer("claim", claim), NULL),
                    },
                    NULL,
                )
            }
        if counting is None:
            without.add(NUMBER)
        else:
            kind += f".{counting.metric}"
        entry = self.types.object(
            Entry, values, without=without, spelled=names, own_description=False
        )
        return self.types.refer(f"entry.{kind}", any_of(self.types.of(StatusField), entry, NULL))

    def _records(self, obligation: Obligation) -> Schema:
        """Return a ledger: its records have identifying keys and, where counted, an amount."""
        counted_by, names = self._plan.counted_by(obligation), self._plan.metric_names(obligation)
        not_blank: Schema = {"not": NULL}
        needed = [has_value(spellings_of(Record, "name"), not_blank)]
        if counted_by != "name":
            needed = [any_of(*needed, has_value(spellings_of(Record, "date"), not_blank))]
        values: dict[str, Schema] = {}
        if counted_by == "amount" and obligation.quota is not None:
            values[NUMBER] = whole_number(obligation.quota.unit.zh)
            needed.append(has_value(names, not_blank))
        record = self.types.object(
            Record, values, without=() if values else {NUMBER}, spelled={NUMBER: names}
        )
        kind = names[0] if values else counted_by or "event"
        record["allOf"] += needed
        of_kind = self.types.refer(f"record.{kind}", record)
        return any_of({"type": "array", "items": of_kind}, NULL)


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

"""The formulas of the form: what every kind of requirement has in common, written once.

A formula is written with the names of the row's cells in braces: ``{met}`` is the row's cell of
that name, ``{in_records[id]}`` a column of the ledger. Numbers, days and levels of the plan stand
in cells of their own, so that a row may be moved. Verdicts are numbers, see ``Formula``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.inputs.form_sheets import HAS, HAS_NOT, NO, YES
from plancheck.inputs.names import NONE
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.requirements import KINDS, control_of
from plancheck.requirements.base.entry import Control
from plancheck.requirements.base.form import Detail, Formula
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.standing import Level
from plancheck.verdicts.result import Finding, UnitFinding, Verdict
from plancheck.verdicts.scenarios import LEAST_FAVOURABLE

# --- the hidden columns --------------------------------------------------------------------------

_PARTS = tuple(dict.fromkeys(part for kind in KINDS.values() for part in kind.parts))
_STATED = ("word", "count", "done", "documents", "ledger", "ledger_dated", "listed", "proof")
_JUDGED = ("open", "short", "absent", "proved", "met", *_PARTS, "mandatory", "optional")
_WORLDS = ("if_plain", "if_named", "unread", "code")
_COPIED = ("designation", "allotted", "first", "deadline", "demanded", "noun")

CHECKLIST_HELPERS = (
    *("id", "key", "plain", "named", "plain_allotted", "named_allotted", "designation"),
    *("allotted", "first", "deadline", "demanded", "counted_by", "noun"),
    *(*_STATED, "rest", "no_units", "unit_rows", "worst", "worst_optional"),
    *(*_JUDGED, *_WORLDS),
)
RECORD_HELPERS = (
    *("place", "id", "says", "unit_key", "name_key", "own_date", "unread", "within", "amount"),
    *("key", "counts", "dates", "documents", "proof"),
)
UNIT_HELPERS = (
    *("place", "id", "says", "unit_key", "plain", "named"),
    *(*_COPIED, *_STATED, *_JUDGED, *_WORLDS),
)
_NAMING = ("title", "number", "url", "file")
"""What a document is named by."""
EVIDENCE_HELPERS = ("called", "own_date", *(f"{field}_key" for field in _NAMING), "proof")


class FormPlaces(NamedTuple):
    """Addresses in the form that every row's formulas refer to, each with its sheet.

    ``day`` holds the day judged by as a number, or a text where what is typed is no day; ``tier``
    the tier that is stated, and ``made_for`` the one whose numbers and levels stand in the rows.
    ``ranks`` stand beside all ``words`` of a status, ``yes_values`` (1 and 0) beside all
    ``yes_words`` of an answer; ``no_documents`` say that there is none. ``require_evidence`` holds
    1 or 0. The ranges of each sheet are by field and helper, and ``typed`` are those of the key
    columns of ``records``, ``units`` and ``evidence``, each from its heading to where nobody types
    any more.
    """

    day: str
    tier: str
    made_for: str
    all_designated: str
    designated: str
    words: str
    ranks: str
    yes_words: str
    yes_values: str
    no_documents: str
    require_evidence: str
    checklist: Mapping[str, str]
    records: Mapping[str, str]
    units: Mapping[str, str]
    evidence: Mapping[str, str]
    typed: Mapping[str, str]


class FactCells(NamedTuple):
    """The cells of an obligation's row among the facts, None where it has no such cell."""

    designated: str | None
    number: str | None
    source: str | None
    has_units: str | None


NO_FACTS = FactCells(None, None, None, None)

Formulas = Mapping[str, str | int]
"""What stands in the helpers of a row, by their names: a formula ``=…``, a number or a word."""


# --- pieces of formulas --------------------------------------------------------------------------


def _any(cell: str, words: Iterable[str]) -> str:
    """Return the condition that ``cell`` holds one of ``words``."""
    return f"OR({','.join(f'{cell}={_text(word)}' for word in words)})"


def _text(text: str) -> str:
    """Return ``text`` as formulas write it."""
    return '"{}"'.format(text.replace('"', '""'))


def _without(cell: str, signs: Iterable[str], instead: str = "") -> str:
    """Return the text of ``cell`` with each of ``signs`` left out or written otherwise."""
    for sign in signs:
        cell = f"SUBSTITUTE({cell},{_text(sign)},{_text(instead)})"
    return cell


_BLANK = " 　"
_UNHEARD = '。，、；：！？“”‘’（）《》〈〉【】「」()"'
"""Signs that tell no two names apart, for the engine and here; it leaves out more of them."""
_IDLE = "-—–/.…·_*"
"""What stands where a document is still to be named, or inside of such a word."""


def _name(cell: str, unheard: str = _UNHEARD) -> str:
    """Return what in the text of ``cell`` tells one name from another."""
    return f"LOWER(ASC({_without(cell, _BLANK + unheard)}))"


def _count(cell: str) -> str:
    """Return the count in ``cell``, "" for none and "x" for what only the engine can read.

    It takes no number for a count that looks like a day, nor one of more than 12 digits.
    """
    is_count = f"AND({cell}>=0,{cell}=INT({cell}),{cell}<10^12,OR({cell}<19000101,{cell}>20991231))"
    return f'IF({cell}="","",IF(ISNUMBER({cell}),IF({is_count},{cell},"x"),"x"))'


def _day(cell: str, blank: str = "0") -> str:
    """Return the day in ``cell``, ``blank`` for none and -1 for what only the engine can read."""
    return f'IF({cell}="",{blank},IF(ISNUMBER({cell}),IF({cell}=INT({cell}),{cell},-1),-1))'


def _number_of(words: str, numbers: str, cell: str = "{status}") -> str:
    """Return the number beside the word in ``cell``, -1 for none and -2 for an unknown word.

    Looked up by comparing, case and all: the functions that look up take * and ? as patterns.
    """
    is_word = f"({words}={cell})*ISNUMBER(FIND({words},{cell}))"
    known = f"IF(SUMPRODUCT({is_word})=0,-2,SUMPRODUCT({is_word}*{numbers}))"
    return f'IF({cell}="",-1,{known})'


_JOINING = "；，,;\n"
"""What may stand between two names of documents instead of 、."""


def _documents() -> str:
    """Return the names of documents in a cell, each between two signs."""
    names = f'"、"&{_without("{evidence}", _JOINING, "、")}&"、"'
    for blank in _BLANK:
        names = f'SUBSTITUTE(SUBSTITUTE({names},"、{blank}","、"),"{blank}、","、")'
    return f'IF({{evidence}}="","",{names})'


_LISTED = (
    'ISNUMBER(FIND("、"&{in_evidence[id]}&"、",{documents}))'
    '+({in_evidence[called]}<>"")*ISNUMBER(FIND("、"&{in_evidence[called]}&"、",{documents}))'
)
_PROOFS = f"SUMPRODUCT({{in_evidence[proof]}}*({_LISTED}))"
"""How many documents that prove something are named in a row."""
_ODD_DOCUMENT = (
    "OR(COUNTIF({in_evidence[own_date]},-1)>0,COUNTA({typed[evidence]})-1<>"
    'SUMPRODUCT(({in_evidence[id]}<>"")*ISNUMBER({in_evidence[own_date]})))'
)
"""Whether the sheet cannot know of some listed document what it proves."""


def _proof(others: str) -> str:
    """Return 1 for what is proved, by documents of the row or ``others``, or needs no proof."""
    return f'IF({{demanded}}=0,1,IF({_PROOFS}+{others}>0,1,IF({_ODD_DOCUMENT},"x",0)))'


def _ledger(own: str) -> Mapping[str, str]:
    """Return what the records count to that are ``own``, "" where there are none."""
    odd = f"OR({_UNKNOWN_RECORDS},SUMPRODUCT({own}*{{in_records[unread]}})>0)"
    counted = f"SUMPRODUCT({own}*{{in_records[counts]}}*{{in_records[amount]}})"
    return {
        "listed": f"SUMPRODUCT({own}*({{in_records[says]}}>0))",
        "ledger": f'IFERROR(IF({odd},"x",IF({{listed}}=0,"",{counted})),"x")',
        "ledger_dated": f"SUMPRODUCT({own}*{{in_records[dates]}}*{{in_records[amount]}})",
    }


def _unknown_rows(sheet: str) -> str:
    """Return whether ``sheet`` has rows that belong to nothing known, or without formulas."""
    return f'COUNTA({{typed[{sheet}]}})-1<>COUNTIF({{in_{sheet}[place]}},">0")'


_UNKNOWN_RECORDS = _unknown_rows("records")
_OWN_RECORDS = "({in_records[id]}={id})"
_OF_UNIT = f"{_OWN_RECORDS}*({{in_records[unit_key]}}={{unit_key}})"
_OWN_UNITS = "({in_units[id]}={id})*{in_units[says]}"
_PLACE = (
    'IF({obligation}="",0,IFERROR(MATCH({obligation},{in_checklist[key]},0),'
    "IFERROR(MATCH({obligation},{in_checklist[id]},0),0)))"
)
_ID = 'IF({place}=0,IF({obligation}="","","?"),INDEX({in_checklist[id]},{place}))'


def _worst(verdict: str) -> str:
    """Return the least favourable verdict of the row's units."""
    return f"8-SUMPRODUCT(MAX({_OWN_UNITS}*(8-{{in_units[{verdict}]}})))"


# --- from a standing to a verdict ----------------------------------------------------------------


def _judged(formula: Formula) -> Mapping[str, str | int]:
    """Return the cells that lead to a verdict, whatever its level."""
    undated = f"IF(AND({{day}}>{{deadline}},NOT({formula.dated})),{{open}},{{proved}})"
    dated = (
        "IF(AND({done}>{day},{day}<{deadline}),4,"
        "IF({done}>{deadline},1,IF({done}<{first},{open},{proved})))"
    )
    return {
        "open": "IF({day}<{deadline},4,3)",
        "short": "IF({day}<{deadline},4,1)",
        "absent": "IF({day}<{deadline},4,2)",
        "proved": "IF({proof}=1,6,{open})",
        "met": f"IF({{done}}=0,{undated},{dated})",
        **formula.parts,
        "mandatory": formula.mandatory,
        "optional": formula.optional,
    }


def _by_level(level: str) -> str:
    """Return the verdict by the level in the cell ``level``."""
    return f'IF({{{level}}}="M",{{mandatory}},IF({{{level}}}="O",{{optional}},7))'


def _world(level: str, *, allotted: bool, designated: bool) -> str:
    """Return the verdict of a subject whose level, if nothing is allotted, is in ``level``.

    Where something may be allotted, the number is above 0, 0 for none, or -1 where nobody says.
    """
    if not allotted:
        return _by_level(level)
    counted = _by_level(f"{level}_allotted")
    may_be = f"IF(OR({{allotted}}=0,{counted}=7),7,IF({counted}>=4,{counted},3))"
    asked = counted
    if designated:  # a designation obliges to reach a number, and there is none
        asked = f'IF({{allotted}}=0,IF({{{level}}}="M",{{open}},5),{counted})'
    return f'IF({{allotted}}>0,{counted},IF({{{level}}}="N",{may_be},{asked}))'


_WORST_OF_BOTH = (
    "IF(OR(MAX({if_plain},{if_named})<=2,MIN({if_plain},{if_named})>=4),"
    "MIN({if_plain},{if_named}),3)"
)
_CODE = (
    'IFERROR(IF({unread}=1,"x",IF({designation}=0,{if_plain},IF({designation}=1,{if_named},'
    f'IF(COUNT({{if_plain}},{{if_named}})<2,"x",{_WORST_OF_BOTH})))),"x")'
)
"""The verdict in every world: two that lead to different ones need a review, unless both block or
neither is open; then the least favourable counts."""


def _moved(*fields: str) -> str:
    """Return whether a cell was cut out of the row and put elsewhere: formulas go with it."""
    return f"OR({','.join(f'ROW({{{field}}})<>ROW()' for field in fields)})"


def _moved_facts(facts: FactCells, all_designated: str) -> str:
    """Return whether a cell of the cover was cut and put elsewhere, for all rows stay there."""
    stated = (facts.designated, facts.number, facts.has_units, all_designated)
    cells = [cell for cell in stated if cell is not None]
    return f"OR({','.join(f'ROW({cell})<>{_row(cell)}' for cell in cells)})"


def _row(address: str) -> str:
    """Return the number of the row of a cell."""
    return address.rpartition("$")[2]


def _unread(*odd: str) -> str:
    """Return 1 where only the engine can read what is stated, where any of ``odd`` holds."""
    common = 'NOT(ISNUMBER({day})),{word}=-2,{count}="x",{done}=-1,{ledger}="x",{proof}="x"'
    other_tier = 'AND({tier}<>"",{tier}<>{made_for})'
    return f"IFERROR(IF(OR({','.join((common, other_tier, *odd))}),1,0),1)"


def _live(formula: Formula, lang: Lang) -> str:
    """Return the words of the verdict in ``code``, with what a failure is about."""
    detail = '""'
    for each in reversed(formula.detail):
        detail = f"IF({each.condition},{_detail(each, lang)},{detail})"
    failed, *others = (_text(say(lang, f"verdict.{verdict}")) for verdict in LEAST_FAVOURABLE)
    words = ",".join((f"{failed}&{detail}", *others))
    return f'IF({{code}}="x",{_text(say(lang, "sheet.see-check"))},CHOOSE({{code}},{words}))'


def _detail(detail: Detail, lang: Lang) -> str:
    """Return a detail as a formula; of its values ``unit`` stands in a cell of the row."""
    if not detail.message:
        return '""'
    values = {"unit": "{noun}", **detail.values}
    text = _text(" " + say(lang, detail.message, {name: f"<{name}>" for name in values}))
    for name, formula in values.items():
        text = text.replace(f"<{name}>", f'"&({formula})&"')
    return text.replace('&""', "")


# --- the rows ------------------------------------------------------------------------------------


def checklist_formulas(
    plan: Plan,
    task: Task,
    obligation: Obligation,
    tier: str | None,
    subject: str | None,
    cells: Mapping[str, str],
    facts: FactCells | None,
    places: FormPlaces,
    lang: Lang,
) -> Formulas:
    """Return the helpers of a row of the checklist, and its verdict as ``live``.

    Without a tier, for a class of subjects, and for a kind without a formula, only the engine can
    tell; what is on trial is told to be so.
    """
    known: dict[str, str | int] = {
        "id": obligation.id,
        "key": task.key(obligation, in_chinese=lang is Lang.ZH),
        "first": _serial(plan.period.from_),
        "counted_by": plan.numbers.counted_by(obligation) or "",
    }
    if obligation.trial:
        return {**known, "live": say(lang, "verdict.trial")}
    requirement = obligation.requirement
    duty = plan.duty(task, obligation, World(subject, tier, False, None))
    unsettled = plan.is_open(task, obligation) or plan.classes_of(obligation)
    formula = None if unsettled else requirement.formula(duty)
    if formula is None or (tier is None and obligation.subject != NATIONAL):
        of_units = {"designation": "x"} if formula is None and requirement.per else {}
        return {**known, **of_units, "code": "x", "live": say(lang, "sheet.see-check")}
    row = {
        **known,
        **_levels(plan, obligation, subject, tier),
        **_facts(plan, obligation, tier, facts or NO_FACTS),
        **_stated(plan, obligation, cells, places),
        "deadline": _serial(duty.last_day),
        "noun": requirement.unit.zh if requirement.unit and lang is Lang.ZH else "",
        **_judged(formula),
        "if_plain": _world("plain", allotted=requirement.allotted, designated=False),
        "if_named": _world("named", allotted=requirement.allotted, designated=True),
        "unread": _unread(
            *('{rest}="x"', '{designation}="x"', '{allotted}="x"', '{unit_rows}="x"'),
            _moved(*(field for field in _TYPED if field in cells)),
            _moved_facts(facts or NO_FACTS, places.all_designated),
        ),
        "code": _CODE,
        "live": _live(formula, lang),
    }
    constants = {*known, *_LEVELS, "noun"}
    return _filled(row, constants, cells, places)


_TYPED = ("status", "number", "base", "date", "evidence")
"""The columns of the checklist that decide something and are typed in."""
_LEVELS = {
    "plain": (False, None),
    "named": (True, None),
    "plain_allotted": (False, 1),
    "named_allotted": (True, 1),
}
"""Whether the subject is designated, and what is allotted to it, by the cell of the level."""


def _levels(plan: Plan, obligation: Obligation, subject: str | None, tier: str | None) -> Formulas:
    """Return the level that holds in each world: M, O or N."""
    letters = {Level.MANDATORY: "M", Level.OPTIONAL: "O", None: "N"}
    worlds = {name: World(subject, tier, *facts) for name, facts in _LEVELS.items()}
    return {name: letters[plan.level(obligation, world)] for name, world in worlds.items()}


def _facts(plan: Plan, obligation: Obligation, tier: str | None, facts: FactCells) -> Formulas:
    """Return what the cover says: whether designated, what is allotted, whether it has units."""
    return {
        "designation": _designation(facts.designated) if plan.designable(obligation, tier) else 0,
        "allotted": _allotted(facts.number, none_possible="allotted" in obligation.applies)
        if obligation.requirement.allotted
        else '""',
        "no_units": _no_units(facts.has_units),
    }


def _designation(cell: str | None) -> str:
    """Return 1 for designated, 0 for not, "?" where nobody says, "x" for what cannot be read."""
    stated = "+".join(f"COUNTIF({{designated}},{_text(word)})" for word in YES)
    unnamed = f'IF(OR({stated}>0,{_any("{all_designated}", YES)}),0,"?")'
    if cell is None:
        return unnamed
    return f'IF({_any(cell, YES)},1,IF({_any(cell, ("", *NO))},{unnamed},"x"))'


def _allotted(cell: str | None, *, none_possible: bool) -> str | int:
    """Return the number allotted, 0 for none, -1 where nobody says, "x" for no such number."""
    if cell is None:
        return -1
    none = f'IF({_any(cell, NONE)},0,"x")' if none_possible else '"x"'
    return f'IF({cell}="",-1,IF(ISNUMBER({cell}),IF({cell}>=1,{_count(cell)},"x"),{none}))'


def _no_units(cell: str | None) -> str | int:
    """Return 1 where it is stated that there are no units, "x" for what cannot be read."""
    if cell is None:
        return 0
    return f'IF({_any(cell, HAS_NOT)},1,IF({_any(cell, ("", *HAS))},0,"x"))'


def _stated(
    plan: Plan, obligation: Obligation, cells: Mapping[str, str], places: FormPlaces
) -> Formulas:
    """Return what the row states in its cells, and its ledger or its units."""
    requirement = obligation.requirement
    fields = _fields(plan, obligation)
    counts = [field for field in fields if control_of(field) is Control.COUNT]
    return {
        "word": _word(requirement, fields),
        "count": _count("{number}") if counts else _nothing("number", cells),
        "rest": _count("{base}") if len(counts) > 1 else _nothing("base", cells),
        "done": _day("{date}"),
        "documents": _documents(),
        "demanded": 1 if obligation.requires.evidence else "IF({require_evidence}=1,1,0)",
        **_records(requirement, places, has_ledger="records" in fields),
        **(_UNITS_OF_ROW if requirement.per else {"unit_rows": 0}),
    }


def _records(requirement: Requirement, places: FormPlaces, *, has_ledger: bool) -> Formulas:
    """Return what the ledger of an obligation counts to; one without may have no records."""
    if not places.records:
        return {"ledger": '""', "ledger_dated": 0, "proof": _proof("0")}
    records = _ledger(_OWN_RECORDS)
    if has_ledger:
        proofs = f"SUMPRODUCT({_OWN_RECORDS}*{{in_records[proof]}})"
        return {**records, "proof": _proof(proofs)}
    of_units = "SUMPRODUCT(({in_units[id]}={id})*{in_units[listed]})" if requirement.per else "0"
    return {
        "listed": records["listed"],
        "ledger": f'IF({{listed}}={of_units},"","x")',
        "ledger_dated": 0,
        "proof": _proof("0"),
    }


def _fields(plan: Plan, obligation: Obligation) -> Sequence[str]:
    """Return the fields that an entry may have, those of its kind."""
    requirement = obligation.requirement
    numbers = () if requirement.per else plan.numbers.spelled(obligation)
    return tuple(dict.fromkeys((*requirement.form, *requirement.beside, *numbers)))


def _word(requirement: Requirement, fields: Iterable[str]) -> str:
    """Return the number of the word in the column of the status: of a status or an answer."""
    if requirement.has_status:
        return _number_of("{words}", "{ranks}")
    if Control.YES_NO in map(control_of, fields):
        return _number_of("{yes_words}", "{yes_values}")
    return 'IF({status}="",-1,-2)'


def _nothing(field: str, cells: Mapping[str, str]) -> str:
    """Return "x" for anything in a cell in which nothing may stand, if there is such a cell."""
    return f'IF({{{field}}}="","","x")' if field in cells else '""'


_UNITS_OF_ROW = {
    "unit_rows": f'IFERROR(IF(OR({_unknown_rows("units")},{{no_units}}="x",'
    f"SUMPRODUCT(({{in_units[id]}}={{id}})*{{in_units[unread]}})>0,"
    f"AND({{no_units}}=1,SUMPRODUCT({_OWN_UNITS})>0)),"
    f'"x",SUMPRODUCT({_OWN_UNITS})),"x")',
    "worst": _worst("mandatory"),
    "worst_optional": _worst("optional"),
}


def unit_formulas(cells: Mapping[str, str], places: FormPlaces, lang: Lang) -> Formulas:
    """Return the helpers of a row of the units, and its verdict as ``live``."""
    formulas = (kind.unit_formula() for kind in KINDS.values())
    formula = next(formula for formula in formulas if formula is not None)
    stated = ("unit", "number", "date", "evidence", "note", "reason", "next_steps")
    says = ",".join(f"{{{field}}}" for field in stated if field in cells)
    row = {
        "place": _PLACE,
        "id": _ID,
        "says": f"IF(AND({{place}}>0,COUNTA({says})>0),1,0)",
        "unit_key": _name("{unit}"),
        **{
            level: f"IF(ISNUMBER({{allotted}}),{_of_row(f'{level}_allotted')},{_of_row(level)})"
            for level in ("plain", "named")
        },
        **{name: _of_row(name) for name in _COPIED},
        **{name: _of_row(name) for name in _PARTS if name not in formula.parts},
        "word": -1,
        "count": _count("{number}"),
        "done": _day("{date}", _of_row("done")),
        "documents": _documents(),
        **_ledger(_OF_UNIT),
        "proof": _proof(f"SUMPRODUCT({_OF_UNIT}*{{in_records[proof]}})+({_of_row('proof')}=1)"),
        **_judged(formula),
        "if_plain": _by_level("plain"),
        "if_named": _by_level("named"),
        "unread": f"IF({{says}}=0,0,{_unread(*_ODD_UNIT, _moved(*_OF_UNIT_ROW))})",
        "code": f'IF({{says}}=0,"",{_CODE})',
        "live": f'IF({{code}}="","",{_live(formula, lang)})',
    }
    for verdict in ("mandatory", "optional"):
        row[verdict] = f"IF(OR({{says}}=0,{{unread}}=1),7,{row[verdict]})"
    return _filled(row, (), cells, places)


_OF_UNIT_ROW = ("obligation", "unit", "number", "date", "evidence")
_ODD_UNIT = ('{unit_key}=""', '{designation}="x"', "AND(ISNUMBER({allotted}),{allotted}<=0)")
"""What only the engine can read of a unit: also what may be asked where any number is allotted."""


def _of_row(name: str) -> str:
    """Return what stands in the obligation's own row."""
    return f'IF({{place}}=0,"",INDEX({{in_checklist[{name}]}},{{place}}))'


def record_formulas(cells: Mapping[str, str], places: FormPlaces, lang: Lang) -> Formulas:
    """Return the helpers of a row of the ledger, and whether it counts as ``counted``."""
    stated = ("date", "host", "number", "evidence", "note")
    others = ",".join(f"{{{field}}}" for field in stated if field in cells)
    by = "INDEX({in_checklist[counted_by]},{place})"
    last = "MIN({day},INDEX({in_checklist[deadline]},{place}))"
    number = _count("{number}") if "number" in cells else '""'
    amount = f'IF({by}="amount",{{number}},1)' if "number" in cells else "1"
    is_amount = f'IF({by}="amount",ISNUMBER({number}),{number}="")'
    host = _name("{host}") if "host" in cells else '""'
    typed = ("obligation", "unit", "name", "date", "host", "number", "evidence")
    odd = f"{{own_date}}=-1,NOT({is_amount}),{_moved(*(each for each in typed if each in cells))}"
    first_of = "SUMPRODUCT(({above[key]}={key})*({above[%s]}=1))=0"
    row = {
        "place": _PLACE,
        "id": _ID,
        "says": f"IF(OR({{place}}=0,COUNTA({{name}},{others})=0),0,"
        f"IF(AND({_any('{name}', NONE)},COUNTA({others})=0),1,2))",
        "unit_key": _name("{unit}") if "unit" in cells else '""',
        "name_key": _name("{name}"),
        "own_date": _day("{date}"),
        "unread": f"IF({{says}}<2,0,IFERROR(IF(OR({odd}),1,0),1))",
        "within": "IF(OR({says}<2,{unread}=1),0,IF({own_date}=0,1,"
        f"IF(AND({{own_date}}>=INDEX({{in_checklist[first]}},{{place}}),{{own_date}}<={last}),1,0)))",
        "amount": f"IF({{within}}=0,0,{amount})",
        "key": f'IF({{says}}<2,"",{{id}}&"|"&{{unit_key}}&"|"&{{name_key}}&IF({by}="name","",'
        f'"|"&{{own_date}}&"|"&{host}))',
        "counts": f"IF({{within}}=0,0,IF({first_of % 'counts'},1,0))",
        "dates": f"IF(AND({{within}}=1,{{own_date}}>0),IF({first_of % 'dates'},1,0),0)",
        "documents": _documents(),
        "proof": f"IF(AND({{within}}=1,{{amount}}>0),IF({_PROOFS}>0,1,0),0)",
        "counted": _counted(lang),
    }
    return _filled(row, (), cells, places)


def _counted(lang: Lang) -> str:
    """Return whether a record counts, in words."""
    keys = ("sheet.see-check", "live.outside", "live.counted", "live.repeated")
    unread, outside, counted, repeated = (_text(say(lang, key)) for key in keys)
    judged = f"IF({{within}}=0,{outside},IF({{counts}}=1,{counted},{repeated}))"
    return f'IF({{says}}<2,"",IF({{unread}}=1,{unread},{judged}))'


def evidence_formulas(cells: Mapping[str, str], places: FormPlaces) -> Formulas:
    """Return the helpers of a row of the documents."""
    keys = [f"{{{field}_key}}" for field in _NAMING]
    named = "+".join(f'({key}<>"")*(SUMPRODUCT(--({{no_documents}}={key}))=0)' for key in keys)
    row = {
        "called": "IF(AND(SUMPRODUCT(--({in_evidence[title]}={title}))=1,"
        'SUMPRODUCT(--({in_evidence[id]}={title}))=0),{title}&"","")',
        "own_date": f"IF({_moved('id', 'title', 'date', *_NAMING[1:])},-1,{_day('{date}')})",
        **{f"{field}_key": _name(f"{{{field}}}", _UNHEARD + _IDLE) for field in _NAMING},
        "proof": f"IF(AND({{own_date}}>=0,{{own_date}}<={{day}}),IF({named}>0,1,0),0)",
    }
    return _filled(row, (), cells, places)


# --- from names to addresses ---------------------------------------------------------------------


def _filled(
    row: Formulas, constants: Iterable[str], cells: Mapping[str, str], places: FormPlaces
) -> Formulas:
    """Return the formulas of ``row`` with the addresses of what they name."""
    names = {
        **cells,
        **{name: place for name, place in places._asdict().items() if isinstance(place, str)},
        "typed": places.typed,
        "above": _Above(cells, places.records),
        **{f"in_{name}": getattr(places, name) for name in ("checklist", *places.typed)},
    }
    return {
        name: f"={text.format_map(names)}"
        if isinstance(text, str) and name not in constants
        else text
        for name, text in row.items()
    }


class _Above(dict[str, str]):
    """The cells above one of a row, from the heading of its column on."""

    def __init__(self, cells: Mapping[str, str], ranges: Mapping[str, str]) -> None:
        super().__init__()
        self._cells, self._ranges = cells, ranges

    def __missing__(self, name: str) -> str:
        first = self._ranges[name].rpartition("!")[2].partition(":")[0]
        _, column, row = first.split("$")
        own = int(self._cells[name].rpartition(column)[2].lstrip("$"))
        return f"${column}${int(row) - 1}:${column}{own - 1}"


def _serial(day: datetime.date) -> int:
    """Return the number by which a spreadsheet counts ``day``."""
    return (day - datetime.date(1899, 12, 30)).days


# --- what the engine says, in the same words -----------------------------------------------------

_DETAILS = {
    "finding.below-quota": "live.below",
    "finding.over-cap": "live.over",
    "finding.over-exact": "live.over",
    "finding.late": "live.late",
}
"""What the sheet adds to a failure, by the engine's reason."""


def live_text(finding: Finding | UnitFinding, lang: Lang) -> str:
    """Return what ``live`` shows of an obligation, or of one of its units, where both agree."""
    verdict = say(lang, f"verdict.{finding.verdict}")
    message = _DETAILS.get(finding.reason)
    if finding.verdict is not Verdict.FAIL or message is None:
        return verdict
    measure = finding.measure
    values: dict[str, Any] = {"gap": measure.gap, "unit": measure.unit.zh if measure.unit else ""}
    return f"{verdict} {say(lang, message, values)}"

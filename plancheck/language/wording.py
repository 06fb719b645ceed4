"""How a finding, a problem or a value reads: keys and values become sentences and cells.

Whatever comes from a file is made inert on the way, by ``escape_invisible``.
"""

from __future__ import annotations

import datetime
import errno
import os
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from string import Formatter
from typing import Any

from plancheck.errors import NOTHING, Location, Medium, Problem, Values
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Obligation
from plancheck.plan.subjects import SubjectName
from plancheck.reading.models import Cure
from plancheck.reading.text import category
from plancheck.reading.values import Status, exact, scale_of
from plancheck.requirements.base.bounds import Milestone
from plancheck.requirements.base.wording import Text


class Signs:
    """The signs by which a language joins the parts of a sentence."""

    def __init__(self, comma: str, semicolon: str, colon: str, space: str) -> None:
        self.comma = comma
        self.semicolon = semicolon
        self.colon = colon
        self.space = space


SIGNS = {Lang.ZH: Signs("、", "；", "：", ""), Lang.EN: Signs(", ", "; ", ": ", " ")}


def say(lang: Lang, key: str, values: Values = NOTHING) -> str:
    """Return the sentence ``key`` in ``lang``, its values shown as that language shows them.

    ``{count:point|points}`` is a number with the form of a noun that goes with it, and
    ``{actual:unit}`` one with the value ``unit``.
    """
    parts = []
    for literal, name, form in _parts(template(lang, key)):
        parts.append(literal)
        if name:
            shown = format_value(lang, values[name], name)
            parts.append(_counted(lang, shown, form, values) if form else shown)
    return "".join(parts)


_PLACE = "_place"
"""With this ends the name of a place in a sentence."""


def say_in(medium: Medium, lang: Lang, key: str, values: Values) -> str:
    """Return the sentence ``key``, its places named as the writer of a ``medium`` sees them.

    ``{status_place}`` is the message ``place.status.keys``, or that of cells or of fields.
    """
    names = (name for name in fields(template(lang, key)) if name.endswith(_PLACE))
    places = {name: say(lang, _place_key(name, medium), values) for name in names}
    return say(lang, key, {**values, **places})


def _place_key(name: str, medium: Medium) -> str:
    return f"place.{name.removesuffix(_PLACE)}.{medium}"


def outline(lang: Lang, key: str) -> str:
    """Return the sentence ``key`` with a gap for each value, without the hint at its end.

    Its places are those of a file in YAML.
    """
    parts = []
    for literal, name, form in _parts(template(lang, key)):
        parts.append(literal)
        if name.endswith(_PLACE):
            parts.append(outline(lang, _place_key(name, Medium.KEYS)))
        elif name and name not in ("near", "spelled", "cure"):
            parts.append(f"… {form.split('|')[1]}" if "|" in form else "…")
    return "".join(parts)


def _counted(lang: Lang, number: str, form: str, values: Values) -> str:
    """Return a number with what it counts: ``unit`` is that of the values, else ``one|other``."""
    if form == "unit":
        return amount(lang, number, values["unit"])
    singular, plural = form.split("|")
    return f"{number} {singular if _is_one(number) else plural}"


def amount(lang: Lang, number: object, unit: Text) -> str:
    """Return ``number`` with its unit in the form that goes with it: 1 session, 2 sessions."""
    text = str(number)
    word = unit.zh if lang is Lang.ZH else unit.for_number(is_one=_is_one(text))
    space = SIGNS[lang].space if word[:1].isalnum() else ""  # 95%
    return f"{text}{space}{escape_invisible(word)}"


_LARGE = 10_000
"""From here on a number that thousands divide is shown in 万 or with commas."""


def in_brief(lang: Lang, number: object, unit: str) -> str:
    """Return ``number`` so that its size is seen at once: 100万, 1,000,000.

    One of 万元 has its 万 in its unit.
    """
    if type(number) is not int or number < _LARGE or number % 1000:
        return str(number)
    if lang is Lang.EN:
        return f"{number:,}"
    if scale_of(unit)[0]:
        return str(number)
    zeros, scale = (8, "亿") if number % 10**7 == 0 and number >= 10**8 else (4, "万")
    return f"{exact(Decimal(number).scaleb(-zeros))}{scale}"


def _is_one(number: str) -> bool:
    """Whether what is counted is a single one, as in ``1`` and in ``at least 1``."""
    return number.split()[-1:] == ["1"]


def template(lang: Lang, key: str) -> str:
    """Return the sentence ``key``, its values still to be filled in."""
    message = MESSAGES[key]
    return message.zh if lang is Lang.ZH else message.en


@cache
def fields(sentence: str) -> tuple[str, ...]:
    """Return the names of the values that ``sentence`` tells."""
    return tuple({name: None for _, name, _ in _parts(sentence) if name})


@cache
def _parts(sentence: str) -> tuple[tuple[str, str, str], ...]:
    """Return the pieces of ``sentence``: text, the value after it, and the form it has there."""
    return tuple((text, name or "", form or "") for text, name, form, _ in _PARSE(sentence))


_PARSE = Formatter().parse


def format_value(lang: Lang, value: Any, name: str = "") -> str:
    """Return ``value`` as text. ``name`` says what it is where the type alone does not."""
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is str and name not in _NAMED:
        return escape_invisible(value)
    if kind is Text:
        return str(value.zh if lang is Lang.ZH else value.en)
    if kind is Status:
        return _statuses(lang)[value]
    if kind is SubjectName:
        return escape_invisible(str((value.en if lang is Lang.EN else None) or value))
    if name == "cure":
        return _cure(lang, value)
    if name == "near":
        return _near(lang, value)
    if name == "why":
        return _system(lang).get(str(value)) or escape_invisible(str(value))
    if name == "bound":
        return say(lang, f"bound.{value}")
    if kind is Problem:
        return say(lang, value.key, value.values)
    if kind is Location and name == "first":
        return _second_place(lang, value)
    if name in ("from", "other_from") and isinstance(value, str):
        return say(lang, f"origin.{value}")
    if name == "within":
        return either(lang, (format_value(lang, item) for item in value))
    if kind is list or kind is tuple:  # a place is a tuple by its own name
        return joined(lang, [format_value(lang, item) for item in value]) or say(lang, "word.none")
    if isinstance(value, Text):
        return value.zh if lang is Lang.ZH else value.en
    if isinstance(value, StrEnum):
        label = f"{type(value).__name__.lower()}.{value}"
        return say(lang, label) if label in MESSAGES else str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Milestone):
        return f"{value.day} ≥{value.number}"
    if isinstance(value, Obligation):
        title = format_value(lang, value.name)
        return f"{value.id}（{title}）" if lang is Lang.ZH else f"{value.id} ({title})"
    return "—" if value is None else escape_invisible(str(value))


def _cure(lang: Lang, cure: Cure | None) -> str:
    """Return what to do about a key that is missing."""
    if cure is None:
        return say(lang, "cure.add")
    needed = say(lang, f"needed.{cure.needed}")
    return say(lang, "cure.such", {"needed": needed, "example": cure.example})


_NAMED = frozenset({"near", "bound", "from", "other_from", "why"})


@cache
def _system(lang: Lang) -> dict[str, str]:
    """Return what the system says of a call that failed, in the words of ``lang``."""
    known = ((number, f"system.{name}") for number, name in errno.errorcode.items())
    return {os.strerror(number): say(lang, key) for number, key in known if key in MESSAGES}


@cache
def _statuses(lang: Lang) -> dict[Status, str]:
    """Return every status in words."""
    return {status: say(lang, f"status.{status}") for status in Status}


def plan_title(lang: Lang, plan: Plan) -> str:
    """Return the plan's title, and that its rule set is a draft while it is one."""
    title = format_value(lang, plan.title)
    return say(lang, "draft.title", {"title": title}) if plan.is_draft else title


def subject_name(lang: Lang, plan: Plan | None, subject: str) -> str:
    """Return a reporting subject's name in ``lang``, made inert; the issuer's where it reports.

    Without a plan it is known by no other name than its own.
    """
    if plan is None:
        return escape_invisible(subject)
    if subject == NATIONAL:
        return format_value(lang, plan.issuer)
    return format_value(lang, plan.subject_name(subject))


def subject_noun(lang: Lang, plan: Plan) -> str:
    """Return what one who reports is called: a province, or what the list calls them."""
    if lang is Lang.ZH and plan.names_list and plan.listed is not None:
        return escape_invisible(plan.listed.noun)
    return say(lang, f"noun.{plan.subject_key}")


def department_names(lang: Lang, plan: Plan, departments: Iterable[str]) -> list[str]:
    """Return the departments in charge, by their English names in English if they have any."""
    names = plan.departments if lang is Lang.EN else {}
    return [names.get(name, name) for name in departments]


def obligation_name(lang: Lang, plan: Plan, obligation: str) -> str:
    """Return an obligation's id and name."""
    return f"{obligation} {format_value(lang, plan.obligation(obligation).name)}"


def joined(lang: Lang, parts: Iterable[str]) -> str:
    """Return ``parts`` as a list in a sentence."""
    return SIGNS[lang].comma.join(parts)


def either(lang: Lang, parts: Iterable[str]) -> str:
    """Return ``parts`` as a choice: interim or completed; tier 1, tier 2 or tier 3."""
    *first, last = parts
    if not first:
        return last
    return f"{joined(lang, first)}{'或' if lang is Lang.ZH else ' or '}{last}"


def in_a_list(lang: Lang, texts: Iterable[Text]) -> str:
    """Return ``texts`` as a list of YAML has them between its brackets."""
    return ", ".join(format_value(lang, text) for text in texts)


def quoted(lang: Lang, value: Any) -> str:
    """Return ``value`` in quotes, as a word that is written in a report."""
    return ("“{}”" if lang is Lang.ZH else '"{}"').format(format_value(lang, value))


def _near(lang: Lang, names: Iterable[str]) -> str:
    shown = [escape_invisible(name) for name in names]
    if not shown:
        return ""
    return (
        f"；是不是 {'、'.join(shown)}？"
        if lang is Lang.ZH
        else f"; did you mean {' or '.join(shown)}?"
    )


# --- places --------------------------------------------------------------------------------------


def cell_name(where: Location) -> str | None:
    """Return the cell of a workbook as people call it: ``E12``, ``台账!C7``; None in a text.

    The checklist, which nearly all places are on, need not be named.
    """
    if not where.sheet:
        return None
    from plancheck.inputs.form_sheets import CHECKLIST  # noqa: PLC0415  # only workbooks have sheets

    _, *names = CHECKLIST.sheet
    return where.cell if where.sheet in names else escape_invisible(where.in_workbook)


def place_within(where: Location) -> str:
    """Return where in its file something stands, such as ``14:3`` or ``E12``; empty if nowhere."""
    return cell_name(where) or (f"{where.line}:{where.column}" if where.line else "")


def place(where: Location) -> str:
    """Return the file and where in it something stands, the path made inert."""
    path, within = escape_invisible(where.path), place_within(where)
    return f"{path}:{within}" if within else path


def line_text(lang: Lang, where: Location) -> str:
    """Return where in its file something stands, in words: 第14行, or the cell of a workbook."""
    return cell_name(where) or say(lang, "place.line", {"line": where.line})


def _second_place(lang: Lang, where: Location) -> str:
    """Return the place of what something is compared with, as it stands in a sentence."""
    if where.medium is Medium.FIELDS:
        return say(lang, "place.earlier")
    if cell := cell_name(where):
        return say(lang, "place.in-cell", {"cell": cell})
    return say(lang, "place.on-line", {"line": where.line})


# --- untrusted text ------------------------------------------------------------------------------

_COMMAND = r"(?i)##(\[|vso\[)"
_SHOWN = {"\n": "⏎", "\t": "→"}
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def escape_invisible(text: str) -> str:
    """Return ``text`` with everything that acts instead of being seen written as its code.

    Terminal escapes, direction marks, zero-width characters and lone surrogates are inert then, and
    so are the commands that build services find anywhere in a line of a log.
    """
    if "##" in text:
        text = re.sub(_COMMAND, r"#\\u{23}\1", text)
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in _SHOWN:
        return _SHOWN[character]
    if category(character) in _HIDDEN:
        return f"\\u{{{ord(character):x}}}"
    return character

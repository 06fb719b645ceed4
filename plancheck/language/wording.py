"""How a finding, a problem or a value reads: keys and values become sentences and cells.

Whatever comes from a file is made inert on the way, by ``escape_invisible``.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from string import Formatter
from typing import Any, NamedTuple

from plancheck.errors import Values
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL
from plancheck.plan.provinces import english_name, find_province
from plancheck.reading.values import Status
from plancheck.requirements.base import Text


class Signs(NamedTuple):
    """The signs by which a language joins the parts of a sentence."""

    comma: str
    semicolon: str
    colon: str
    space: str


SIGNS = {Lang.ZH: Signs("、", "；", "：", ""), Lang.EN: Signs(", ", "; ", ": ", " ")}


def say(lang: Lang, key: str, values: Values | None = None) -> str:
    """Return the sentence ``key`` in ``lang``, its values shown as that language shows them."""
    sentence = templates(lang)[key]
    if values is None:
        return sentence.format_map({})
    return sentence.format_map(
        {name: format_value(lang, values[name], name) for name in fields(sentence)}
    )


@cache
def templates(lang: Lang) -> dict[str, str]:
    """Return every sentence of ``lang``, its values still to be filled in."""
    return {key: message.zh if lang is Lang.ZH else message.en for key, message in MESSAGES.items()}


@cache
def fields(sentence: str) -> tuple[str, ...]:
    """Return the names of the values that ``sentence`` tells."""
    return tuple({name: None for _, name, _, _ in Formatter().parse(sentence) if name})


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
    if name == "near":
        return _near(lang, value)
    if name == "bound":
        return say(lang, f"bound.{value}")
    if name in _SUBJECTS and isinstance(value, str):
        return escape_invisible((english_name(value) if lang is Lang.EN else None) or value)
    if name in ("from", "other_from") and isinstance(value, str):
        return say(lang, f"origin.{value}")
    if isinstance(value, Text):
        return value.zh if lang is Lang.ZH else value.en
    if isinstance(value, StrEnum):
        label = f"{type(value).__name__.lower()}.{value}"
        return say(lang, label) if label in MESSAGES else str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if kind is list or kind is tuple:  # a place is a tuple by its own name
        return joined(lang, (format_value(lang, item) for item in value)) or say(lang, "word.none")
    return "—" if value is None else escape_invisible(str(value))


_SUBJECTS = frozenset({"subject", "asked_subject"})
_NAMED = _SUBJECTS | {"near", "bound", "from", "other_from"}


@cache
def _statuses(lang: Lang) -> dict[Status, str]:
    """Return every status in words."""
    return {status: say(lang, f"status.{status}") for status in Status}


def subject_name(lang: Lang, plan: Plan | None, subject: str) -> str:
    """Return a reporting subject's name in ``lang``, made inert; the issuer's where it reports.

    Without a plan it is known by no other name than its own.
    """
    if plan is None:
        return escape_invisible(subject)
    if subject == NATIONAL:
        return format_value(lang, plan.issuer)
    if lang is Lang.EN and plan.is_province(subject):
        return find_province(subject).en
    return escape_invisible(subject)


def obligation_name(lang: Lang, plan: Plan, obligation: str) -> str:
    """Return an obligation's id and name."""
    return f"{obligation} {format_value(lang, plan.obligation(obligation).name)}"


def joined(lang: Lang, parts: Iterable[str]) -> str:
    """Return ``parts`` as a list in a sentence."""
    return SIGNS[lang].comma.join(parts)


def _near(lang: Lang, names: Iterable[str]) -> str:
    shown = [escape_invisible(name) for name in names]
    if not shown:
        return ""
    return (
        f"；是不是 {'、'.join(shown)}？"
        if lang is Lang.ZH
        else f"; did you mean {' or '.join(shown)}?"
    )


# --- untrusted text ------------------------------------------------------------------------------

_COMMAND = re.compile(r"##(\[|vso\[)", re.IGNORECASE)
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def escape_invisible(text: str) -> str:
    """Return ``text`` with everything that acts instead of being seen written as its code.

    Terminal escapes, direction marks, zero-width characters and lone surrogates are inert then, and
    so are the commands that build services find anywhere in a line of a log.
    """
    if "##" in text:
        text = _COMMAND.sub(r"#\\u{23}\1", text)
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\n":
        return "⏎"
    if unicodedata.category(character) in _HIDDEN:
        return f"\\u{{{ord(character):x}}}"
    return character

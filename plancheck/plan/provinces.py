"""The reporting units and every name that means exactly one of them.

Codes are those of GB/T 2260, letters those of ISO 3166-2:CN. No unit has a tier here: the plan
gives none.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from pydantic import Field

from plancheck.errors import Near, PlanError, Problem, UnknownNameError
from plancheck.reading.models import Strict, validate_as
from plancheck.reading.source import shipped

# Radicals that PDF copies leave in names and that no Unicode normal form maps to the character.
_RADICALS = {"⻄": "西", "⻘": "青", "⻓": "长", "⻰": "龙", "⻨": "麦", "⻢": "马"}
# The traditional characters of the names, so that 廣東 and 陝西 are read.
_TRADITIONAL = dict(
    zip(
        "東遼龍雲貴陝寧蘇廣慶內肅設團產黃長區維爾壯",
        "东辽龙云贵陕宁苏广庆内肃设团产黄长区维尔壮",
        strict=True,
    )
)
_FOLDING = str.maketrans(_RADICALS | _TRADITIONAL)


class Province(Strict):
    """A unit that reports: a provincial-level division, or 新疆生产建设兵团."""

    code: str
    iso: str | None
    name: str
    full_name: str
    en: str
    pinyin: str
    region: str
    aliases: list[str]

    @property
    def names(self) -> list[str]:
        """Every spelling that means this unit."""
        codes = [self.code, *([self.iso] if self.iso else [])]
        return [self.name, self.full_name, *codes, self.en, self.pinyin, *self.aliases]

    @property
    def heads(self) -> list[str]:
        """The names before which the name of an office that reports for it can stand."""
        return [self.name, self.full_name, self.en]


class _Table(Strict):
    format: str
    offices: list[str]
    provinces: list[Province] = Field(min_length=1)


@lru_cache(maxsize=4096)  # the same names are compared again and again
def fold_name(name: str) -> str:
    """Return ``name`` without what never tells two names apart.

    That is width, case, old forms of characters, white space, and characters that do not show.
    """
    plain = unicodedata.normalize("NFKC", name).translate(_FOLDING)
    if not plain.isascii():
        plain = "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cn"))
    return "".join(plain.split()).casefold()


def same_when_folded(sign: str) -> str:
    """Return ``sign``, which is folded, and the usual signs that ``fold_name`` makes of it.

    Those are its widths and cases, and the old forms that names are written with; the many letters
    that Unicode has for formulas are left out.
    """
    cases = dict.fromkeys((sign, sign.upper()))
    widths = [chr(ord(one) + 0xFEE0) for one in cases if "!" <= one <= "~"]
    older = [chr(old) for old, new in _FOLDING.items() if new == sign]
    return "".join([*cases, *widths, *older])


@lru_cache(maxsize=1)
def _table() -> _Table:
    return validate_as(shipped("provinces.yaml"), _Table, PlanError)


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    """Return the reporting units in the order of their administrative codes."""
    return tuple(_table().provinces)


def offices() -> tuple[str, ...]:
    """Return what offices that report for a unit put after its name."""
    return tuple(_table().offices)


@lru_cache(maxsize=1)
def _canonical() -> dict[str, Province]:
    return {province.name: province for province in provinces()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Province]:
    named = {fold_name(name): province for province in provinces() for name in province.names}
    for office in map(fold_name, offices()):
        named |= {fold_name(head) + office: one for one in provinces() for head in one.heads}
    return named


def english_name(name: str) -> str | None:
    """Return the English name of the unit called ``name``, None where no unit is."""
    found = _canonical().get(name)
    return found.en if found is not None else None


def find_province(name: str) -> Province:
    """Return the unit that ``name`` means: 上海, 沪, CN-SH, 310000, Shanghai or 上海市知识产权局.

    Raises UnknownNameError with near names. Never corrects: 河北 is one slip from 河南 and 湖北.
    """
    found = _canonical().get(name) or _by_name().get(fold_name(name))
    if found is None:
        every = (spelling for province in provinces() for spelling in province.names)
        known = [spelling for spelling in every if len(spelling) > 1]
        raise UnknownNameError(
            [Problem("name.province", None, {"name": name, "near": Near(name, known)})]
        )
    return found

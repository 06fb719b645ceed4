"""The reporting units and every name that means exactly one of them.

Codes are those of GB/T 2260, letters those of ISO 3166-2:CN. No unit has a tier here: the plan
gives none.
"""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from plancheck.errors import Near, PlanError, Problem, UnknownNameError
from plancheck.reading.models import Strict, validate_as
from plancheck.reading.source import shipped
from plancheck.reading.text import fold_name


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
        named |= {
            fold_name(head) + office: province
            for province in provinces()
            for head in province.heads
        }
    return named


def english_name(name: str) -> str | None:
    """Return the English name of the unit called ``name``, None where no unit is."""
    province = _canonical().get(name)
    return province.en if province is not None else None


def find_province(name: str) -> Province:
    """Return the unit that ``name`` means: 上海, 沪, CN-SH, 310000, Shanghai or 上海市知识产权局.

    Raises UnknownNameError with near names. Never corrects: 河北 is one slip from 河南 and 湖北.
    """
    unit = _canonical().get(name) or _by_name().get(fold_name(name))
    if unit is None:
        every = (spelling for province in provinces() for spelling in province.names)
        known = [spelling for spelling in every if len(spelling) > 1]
        raise UnknownNameError(
            [Problem("name.province", None, {"name": name, "near": Near(name, known)})]
        )
    return unit

"""What a roster and a report may both state, and how names in any file become the plan's own.

Also what a text has to hold to name a thing or a document, in whatever file it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Annotated

from pydantic_core import PydanticCustomError

from plancheck.errors import Location, Problem, UnknownNameError
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation
from plancheck.plan.provinces import fold
from plancheck.reading.models import (
    File,
    Spelled,
    Strict,
    note,
    own_spelling,
    put_value,
    rename,
    unknown_key,
    value_of,
)
from plancheck.reading.tree import Document, Items, Mapping, Node, Scalar
from plancheck.reading.values import Count, CountField, read_count

NUMBER = "number"
"""The model's name for the key that a file writes as the obligation's metric."""
NONE = ("none", "无", "没有")
"""How a file states that there is none, which is more than leaving it out."""

# --- names and documents -------------------------------------------------------------------------

# Letters, marks and symbols that do not show; NFKD makes the other Hangul fillers of two of them.
_BLANKS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\ufe00-\ufe0f\ufffc"
    "\U0001d159\U000e0100-\U000e01ef]"
)
_DASHES = "-‒–—―−~∼⁓─━"  # beside those of Unicode's own category
# fmt: off
NO_DOCUMENT = (
    "无", "無", "没有", "沒有", "暂无", "暂缺", "缺", "待补", "待补充", "待定", "待查", "后补",
    "尚无", "暂无材料", "无材料", "没有材料", "无佐证", "暂无佐证", "无文号", "暂无文号", "无附件",
    "未提供", "待提供", "未上传", "待上传", "待补材料", "后补材料", "见附件",
    "略", "空", "空白", "不详", "none", "no", "na", "nil", "null", "tbd", "tba", "tbc", "todo",
)
# fmt: on
"""What is written where a document is still to be named, as ``record_key`` returns it."""


def what_shows(text: str) -> str:
    """Return ``text`` in one width, without what does not show and blanks around it."""
    seen = _BLANKS.sub("", unicodedata.normalize("NFKD", text))
    if seen.isprintable():  # nearly every name
        return unicodedata.normalize("NFKC", seen).strip()
    hidden = ("Cc", "Cf", "Cn", "Co", "Cs")
    # What is between a letter and its accent goes before the two become one letter.
    shown = (sign for sign in seen if sign.isspace() or unicodedata.category(sign) not in hidden)
    return unicodedata.normalize("NFKC", "".join(shown)).strip()


@lru_cache(maxsize=4096)  # of a ledger each name is looked at more than once
def record_key(text: str) -> str:
    """Return what in ``text`` tells one record from another.

    That is its letters and digits in one width and case, each letter with the marks of its own
    script, and the punctuation between two digits, where all dashes are one: 第1-2期 is not 第12期.
    """
    category = unicodedata.category
    key = between = ""
    for sign in fold(_without_stray_marks(what_shows(text))):
        if category(sign)[0] in "LNM":
            digits = category(sign)[0] == "N" and category(key[-1:] or "-")[0] == "N"
            key, between = key + (between if digits else "") + sign, ""
            continue
        shown = "-" if category(sign) == "Pd" or sign in _DASHES else sign
        between += "" if between.endswith(shown) else shown
    return key


def _without_stray_marks(text: str) -> str:
    """Return ``text`` without the marks that are no part of a letter of their own script.

    NFKC has made one letter of a base and its accent. What is left is part of a word where its
    script writes so, as vowels in Tibetan, and else can be put on any sign.
    """
    if text.isalnum():  # nearly every name: it has no marks
        return text
    kept, script = [], ""
    for sign in text:
        kind = unicodedata.category(sign)[0]
        if kind == "M":
            if _script(sign) != script:
                continue
        else:
            script = _script(sign) if kind == "L" else ""
        kept.append(sign)
    return "".join(kept)


def _script(sign: str) -> str:
    """Return the first word of the name of ``sign``, which is that of its script."""
    return unicodedata.name(sign, "").partition(" ")[0]


def says_something(text: str) -> bool:
    """Whether ``text`` can name a thing: a letter or a digit of it shows."""
    return record_key(text) != ""


@lru_cache(maxsize=4096)  # each finding looks at the documents that it names
def is_document(text: str) -> bool:
    """Whether ``text`` can name a document: it says something, and not that there is none yet."""
    key = record_key(text)
    if not key or key.isascii():
        return bool(key) and key not in NO_DOCUMENT
    decomposed = unicodedata.normalize("NFD", key)
    letters = "".join(sign for sign in decomposed if unicodedata.category(sign)[0] != "M")
    return record_key(letters) not in NO_DOCUMENT


# --- facts ---------------------------------------------------------------------------------------


class Allotment(Strict):
    """A number set for one subject by another plan, and the document that sets it."""

    number: CountField
    source: Annotated[str | None, Spelled("依据", "来源", "文号")] = None


class Facts(Strict):
    """What a roster or a report may state about one subject. None means not stated."""

    tier: Annotated[str | None, Spelled("类别", "类型", "省份类别")] = None
    designated: Annotated[list[str] | None, Spelled("指定任务", "指定")] = None
    allotments: Annotated[
        dict[str, Allotment | None] | None, Spelled("分配数", "分配", "计划数", "分配任务")
    ] = None

    @property
    def allotted(self) -> dict[str, int | None]:
        """The numbers allotted; None where it is stated that there is none."""
        stated = (self.allotments or {}).items()
        return {name: item.number.value if item else None for name, item in stated}


def other_plan(plan: Plan, stated: str | None, file: File) -> Iterator[Problem]:
    """Yield a problem where ``file`` states that it is for another plan than ``plan``."""
    if stated not in (None, plan.id):
        where = file.locate("plan")
        yield Problem("file.other-plan", where, {"stated": stated, "plan": plan.id})


def resolve(document: Document, node: Node | None, find: Callable[[str], str]) -> None:
    """Write the name in ``node`` as ``find`` does; an unknown one becomes a problem there."""
    if isinstance(node, Scalar) and node.data is not None:
        try:
            node.text = find(node.text)
        except UnknownNameError as exc:
            _note_unknown(document, node, exc)


def _note_unknown(document: Document, node: Node, error: UnknownNameError) -> None:
    for problem in error.problems:
        note(document, Problem(problem.key, document.at(node), problem.values))


def rename_known(document: Document, node: Mapping, find: Callable[[str], str]) -> None:
    """Write the keys of ``node`` as ``find`` does; an unknown one becomes a problem and goes."""
    names: dict[str, str] = {}
    for written, (key, _) in list(node.entries.items()):
        try:
            names[written] = find(written)
        except UnknownNameError as exc:
            if "：" in written:
                unknown_key(document, key, [])
            else:
                _note_unknown(document, key, exc)
            del node.entries[written]
    rename(document, node, names)


def spell_facts(
    document: Document, node: Node, model: type[Facts], plan: Plan, *, national: bool = False
) -> None:
    """Make the tier, obligation and metric names of a roster's entry or a report canonical."""

    def find(name: str) -> str:
        return plan.find(name, national=national).id

    resolve(document, value_of(node, model, "tier"), plan.find_tier)
    designated = value_of(node, model, "designated")
    if isinstance(designated, Scalar) and designated.text in NONE:
        put_value(node, model, "designated", Items(designated.start, designated.end))
    if isinstance(designated, Items):
        for item in designated.nodes:
            resolve(document, item, find)
    allotments = value_of(node, model, "allotments")
    if isinstance(allotments, Mapping):
        rename_known(document, allotments, find)
        for name, (key, allotment) in list(allotments.entries.items()):
            obligation = plan.find(name, national=national)
            misfit = _spell_allotment(document, key, allotment, plan, obligation)
            if misfit is not None:
                document.problems.append(misfit)
                del allotments.entries[name]


def _spell_allotment(
    document: Document, key: Scalar, node: Node, plan: Plan, obligation: Obligation
) -> Problem | None:
    """Spell an allotment as the model does, or return what is wrong with it."""
    names = plan.metric_names(obligation)
    if obligation.quota is None or not obligation.quota.allotted:
        return Problem("facts.not-allotted", document.at(key), {"obligation": obligation.id})
    none_possible = "allotted" in obligation.applies
    if isinstance(node, Scalar) and node.text in NONE:
        if not none_possible:
            return Problem(
                "facts.must-be-allotted", document.at(node), {"obligation": obligation.id}
            )
        node.text, node.plain = "", True
        return None
    bare = bare_number("facts.bare-number", document, node, plan, obligation)
    if bare is not None:
        return bare
    spell_number(document, node, plan, obligation)
    if not isinstance(node, Mapping) or NUMBER not in node.entries:
        misfit = "facts.allotment-or-none" if none_possible else "facts.allotment"
        values = {"key": key.text, "metric": own_spelling(document, names)}
        return Problem(misfit, document.at(key), values)
    return None


def bare_number(
    key: str, document: Document, node: Node, plan: Plan, obligation: Obligation
) -> Problem | None:
    """Return the problem ``key`` where ``node`` is a number that does not say what it counts."""
    names = plan.metric_names(obligation)
    if not isinstance(node, Scalar) or not names:
        return None
    try:
        number = read_count(node.data).value
    except PydanticCustomError:
        return None
    metric = own_spelling(document, names)
    values = {"metric": metric, "written": node.text, "number": number}
    return Problem(key, document.at(node), {**values, "obligation": obligation.id})


def spell_number(document: Document, node: Node, plan: Plan, obligation: Obligation) -> None:
    """Rename the key that carries the number to the model's, which a file may not write itself."""
    if not isinstance(node, Mapping):
        return
    names = plan.metric_names(obligation)
    if NUMBER in node.entries and NUMBER not in names:
        key, _ = node.entries.pop(NUMBER)
        unknown_key(document, key, names)
    if not node.entries.keys().isdisjoint(names):
        rename(document, node, dict.fromkeys(names, NUMBER))


def fact_misfits(
    plan: Plan, facts: Facts, tier: str | None, locate: Callable[..., Location]
) -> Iterator[Problem]:
    """Yield what in ``facts`` cannot be, given the plan and the subject's ``tier`` if known."""
    for place, name in enumerate(facts.designated or []):
        obligation = plan.find(name)
        if not plan.designable(obligation, tier):
            where = locate("designated", place)
            if "designated" in obligation.applies and tier is not None:
                within = [plan.tiers[key] for key in obligation.designated_within or []]
                values = {"obligation": name, "tier": plan.tiers[tier], "within": within}
                yield Problem("facts.not-in-tier", where, values)
            else:
                yield Problem("facts.not-designable", where, {"obligation": name})
    for name, allotment in (facts.allotments or {}).items():
        if allotment is None:
            continue
        where = locate("allotments", name, NUMBER)
        yield from unit_misfit(plan, plan.find(name), allotment.number, where)
        if allotment.number.value == 0:
            none_possible = "allotted" in plan.find(name).applies
            key = "facts.zero-or-none" if none_possible else "facts.zero"
            yield Problem(key, where, {"obligation": name})


def same_units(named: Iterable[tuple[str, Location]]) -> Iterator[Problem]:
    """Yield a problem for each unit whose name cannot be told from an earlier one's."""
    first: dict[str, Location] = {}
    for name, where in named:
        earlier = first.setdefault(record_key(name), where)
        if earlier is not where:
            yield Problem("facts.unit-twice", where, {"unit": name, "first": earlier.line})


def unit_misfit(
    plan: Plan, obligation: Obligation, number: Count, where: Location
) -> Iterator[Problem]:
    """Yield a problem where ``number`` carries a unit that is not the obligation's."""
    quota = plan.counting(obligation)
    if quota is not None and number.unit not in ("", quota.unit.zh):
        values = {"written": number.written, "unit": number.unit, "wanted": quota.unit}
        yield Problem("field.other-unit", where, values)

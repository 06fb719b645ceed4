"""What a roster and a report may both state, and how names in any file become the plan's own.

Also what a text has to hold to name a thing or a document, in whatever file it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from plancheck.errors import Location, Problem, UnknownNameError
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Obligation
from plancheck.plan.provinces import fold_name
from plancheck.reading.models import (
    File,
    Named,
    Spelled,
    Strict,
    marked,
    note,
    own_spelling,
    parts,
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
    for sign in fold_name(_without_stray_marks(what_shows(text))):
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


# --- the plan's names ----------------------------------------------------------------------------


class About:
    """The obligation that a part of a document is about, and the key that names it there."""

    __slots__ = ("document", "key", "metrics", "obligation", "plan")

    def __init__(self, document: Document, plan: Plan, obligation: Obligation, key: Scalar) -> None:
        self.document = document
        self.plan = plan
        self.obligation = obligation
        self.key = key
        self.metrics = plan.metric_names(obligation)  # under these its number is written

    def note(self, problem: str, node: Node, **values: Any) -> None:
        """Add ``problem`` at ``node`` to those of the document."""
        self.document.problems.append(Problem(problem, self.document.at(node), values))

    def is_bare_number(self, problem: str, node: Node) -> bool:
        """Whether ``node`` is a number that does not say what it counts, which is ``problem``."""
        if not isinstance(node, Scalar) or not self.metrics:
            return False
        try:
            number = read_count(node.data).value
        except PydanticCustomError:
            return False
        metric = own_spelling(self.document, self.metrics)
        values = {"metric": metric, "written": node.text, "number": number}
        self.note(problem, node, **values, obligation=self.obligation.id)
        return True

    def spell_number(self, node: Mapping) -> None:
        """Rename the key that carries the number to the model's, which no file writes itself."""
        names = self.metrics
        if NUMBER in node.entries and NUMBER not in names:
            key, _ = node.entries.pop(NUMBER)
            unknown_key(self.document, key, names)
        if not node.entries.keys().isdisjoint(names):
            rename(self.document, node, dict.fromkeys(names, NUMBER))


class Answer:
    """A model of what a file says about one obligation, whose metric names its number."""

    @classmethod
    def admit(cls, node: Node, about: About) -> Node | None:
        """Return ``node`` without what does not fit the obligation; None where nothing is left."""
        return node


def read_names(
    document: Document,
    node: Node,
    model: type[Strict],
    plan: Plan,
    *,
    national: bool = False,
    about: About | None = None,
) -> Node | None:
    """Make the names in ``node`` the plan's own, where the marks of ``model`` say that it has some.

    An unknown name becomes a problem. Returns the node to use instead, None for none.
    """
    if about is not None and issubclass(model, Answer):
        admitted = model.admit(node, about)
        if admitted is None:
            return None
        node = admitted
    if not isinstance(node, Mapping):
        return node
    for name, kind, container, part, spelled in marked(model):
        if kind == "metric":
            if about is not None:
                about.spell_number(node)
            continue
        if node.entries.keys().isdisjoint(spelled):
            continue
        value = value_of(node, model, name)
        if isinstance(value, Scalar):
            if kind == "reporter" and value.text == NATIONAL:
                national = True
                continue
            if kind and container is list and value.text in NONE:
                put_value(node, model, name, Items(value.start, value.end))
        if kind and value is not None:
            _find_names(document, value, container, _finder(plan, kind, national=national))
        if part is None:
            continue
        if container is list and isinstance(value, Items):
            for item in value.nodes:
                read_names(document, item, part, plan, national=national, about=about)
        elif container is dict and isinstance(value, Mapping):
            for key, (written, held) in list(value.entries.items()):
                of = about
                if kind == "obligation":
                    of = About(document, plan, plan.find(key, national=national), written)
                read = read_names(document, held, part, plan, national=national, about=of)
                if read is None:
                    del value.entries[key]
                elif read is not held:
                    value.entries[key] = (written, read)
    return node


def _finder(plan: Plan, kind: str, *, national: bool) -> Callable[[str], str]:
    """Return what finds the plan's own name of a ``kind``."""
    if kind == "obligation":
        return lambda name: plan.find(name, national=national).id
    return {"plan": plan.find_id, "tier": plan.find_tier}.get(kind, plan.find_subject)


def _find_names(
    document: Document, value: Node, container: type | None, find: Callable[[str], str]
) -> None:
    """Write the names that ``value`` is or holds as ``find`` does.

    An unknown one becomes a problem, and is taken out if it is a key.
    """
    if container is not dict:
        for node in parts(value, container):
            if isinstance(node, Scalar) and node.data is not None:
                try:
                    document.written[node], node.text = node.text, find(node.text)
                except UnknownNameError as exc:
                    _note_unknown(document, node, exc)
    elif isinstance(value, Mapping):
        names: dict[str, str] = {}
        for written, (key, _) in list(value.entries.items()):
            try:
                if (name := find(written)) != written:
                    names[written] = name
            except UnknownNameError as exc:
                if "：" in written:
                    unknown_key(document, key, [])
                else:
                    _note_unknown(document, key, exc)
                del value.entries[written]
        if names:
            rename(document, value, names)


def _note_unknown(document: Document, node: Node, error: UnknownNameError) -> None:
    for problem in error.problems:
        note(document, Problem(problem.key, document.at(node), problem.values))


# --- facts ---------------------------------------------------------------------------------------


class Allotment(Answer, Strict):
    """A number set for one subject by another plan, and the document that sets it."""

    number: Annotated[CountField, Named("metric")]
    source: Annotated[str | None, Spelled("依据", "来源", "文号"), Named("document")] = None

    @classmethod
    def admit(cls, node: Node, about: About) -> Node | None:
        """Return ``node`` where it says which number is allotted, or that none is."""
        obligation = about.obligation
        none_possible = "allotted" in obligation.applies
        if obligation.quota is None or not obligation.quota.allotted:
            about.note("facts.not-allotted", about.key, obligation=obligation.id)
        elif isinstance(node, Scalar) and node.text in NONE:
            if none_possible:
                node.text, node.plain = "", True
                return node
            about.note("facts.must-be-allotted", node, obligation=obligation.id)
        elif about.is_bare_number("facts.bare-number", node):
            pass
        elif isinstance(node, Mapping) and not node.entries.keys().isdisjoint(about.metrics):
            return node
        else:
            if isinstance(node, Mapping):
                about.spell_number(node)
            misfit = "facts.allotment-or-none" if none_possible else "facts.allotment"
            metric = own_spelling(about.document, about.metrics)
            about.note(misfit, about.key, key=about.key.text, metric=metric)
        return None


class Facts(Strict):
    """What a roster or a report may state about one subject. None means not stated."""

    tier: Annotated[str | None, Spelled("类别", "类型", "省份类别"), Named("tier")] = None
    designated: Annotated[list[str] | None, Spelled("指定任务", "指定"), Named("obligation")] = None
    allotments: Annotated[
        dict[str, Allotment | None] | None,
        Spelled("分配数", "分配", "计划数", "分配任务"),
        Named("obligation"),
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

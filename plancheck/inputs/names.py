"""What a roster and a report may both state, and how names in any file become the plan's own.

Also what a text has to hold to name a thing or a document, in whatever file it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from plancheck.errors import Location, Medium, Problem, UnknownNameError
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Obligation
from plancheck.reading.models import (
    File,
    Named,
    Spelled,
    Strict,
    marked_fields,
    note,
    own_spelling,
    parts,
    put_value,
    rename,
    spellings_of,
    unknown_key,
    value_of,
)
from plancheck.reading.tree import Document, Items, Mapping, Node, Scalar
from plancheck.reading.values import Amount, Count, CountField, Status, read_count, several_in_one
from plancheck.requirements import Entry
from plancheck.requirements.base.entry import NUMBER, Answer, other_unit
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.standing import Level
from plancheck.requirements.base.wording import Text

NONE = ("none", "无", "没有")
"""How a file states that there is none, which is more than leaving it out."""

_AMOUNT = (
    r"(?:\d[\d.,，．]*\s*[万亿]?|[零〇一二两三四五六七八九十百千万亿]+)"
    r"(?:[%％]|[^\W年月日号点]{1,2})?"
)
"""A number in digits or characters with a unit, if any; no date."""

# --- the plan's names ----------------------------------------------------------------------------


class About:
    """The obligation that a part of a document is about, and the key that names it there."""

    __slots__ = ("amounts", "document", "key", "metrics", "obligation", "plan", "spelled")

    def __init__(self, document: Document, plan: Plan, obligation: Obligation, key: Scalar) -> None:
        self.document = document
        self.plan = plan
        self.obligation = obligation
        self.key = key
        self.spelled = plan.numbers.spelled(obligation)
        self.metrics = plan.numbers.metric_names(obligation)  # under these its number is written
        self.amounts = plan.numbers.amounts(obligation)

    @property
    def requirement(self) -> Requirement:
        """What the obligation asks."""
        return self.obligation.requirement

    @property
    def counted_by(self) -> str | None:
        """How the records of a ledger count."""
        return self.plan.numbers.counted_by(self.obligation)

    @property
    def others(self) -> frozenset[str]:
        """The keys under which the numbers of others are written."""
        return self.plan.numbers.other_metric_names(self.obligation)

    @property
    def reportable(self) -> list[Status]:
        """The statuses to offer: what nobody may leave undone is not declined."""
        optional = Level.OPTIONAL in self.obligation.applies.values()
        return [status for status in Status if optional or status is not Status.NOT_UNDERTAKEN]

    def note(self, problem: str, node: Node, **values: Any) -> None:
        """Add ``problem`` at ``node`` to those of the document."""
        self.document.problems.append(Problem(problem, self.document.at(node), values))

    def is_bare_number(self, problem: str, node: Node) -> bool:
        """Whether ``node`` is a number that does not say what it counts, which is ``problem``."""
        if not isinstance(node, Scalar) or not self.metrics:
            return False
        try:
            number = read_count(self.as_amount(node.data, NUMBER)).value
        except PydanticCustomError:
            return False
        metric = own_spelling(self.document, self.metrics)
        values = {"metric": metric, "written": node.text, "number": number}
        self.note(problem, node, **values, key=self.key.text)
        return True

    def is_bare_amount(self, node: Node) -> bool:
        """Whether ``node`` is a percentage or an amount that does not say what it counts."""
        if not isinstance(node, Scalar) or not re.fullmatch(_AMOUNT, node.text):
            return False
        metrics = [own_spelling(self.document, self.spelled[field]) for field in self.spelled]
        shape = ", ".join(f"{metric}: …" for metric in metrics)
        self.note("report.bare-amount", node, written=node.text, key=self.key.text, shape=shape)
        return True

    def spell_number(self, node: Mapping, field: str) -> None:
        """Rename the key that carries a number to the model's ``field``, which no file writes."""
        names = self.spelled.get(field, ())
        if field in node.entries and field not in names:
            key, _ = node.entries.pop(field)
            unknown_key(self.document, key, names)
        if not node.entries.keys().isdisjoint(names):
            rename(self.document, node, dict.fromkeys(names, field))
            _, value = node.entries[field]
            if self.amounts and isinstance(value, Scalar):
                value.text = self.as_amount(value.text, field)

    def as_amount(self, text: Any, field: str) -> Any:
        """Return ``text``, a number of ``field``, with what the plan says of such numbers."""
        amount = self.amounts.get(field) if text is not None else None
        return Amount(text, *amount) if amount else text

    def refuse_keys(self, node: Mapping, keys: Collection[str], problem: str) -> None:
        """Take ``keys`` out of ``node``, each with a problem: they exist, but not here."""
        if node.entries.keys().isdisjoint(keys):
            return
        own = self.metrics if self.requirement.metrics else ()
        for written in node.entries.keys() & set(keys):
            misplaced, _ = node.entries.pop(written)
            # The key that is wrong shows best in which language its writer names the others.
            metric = next(iter(own if written.isascii() else reversed(own)), None)
            self.note(problem, misplaced, key=written, wanted=metric, **self._in_words)

    def ask_for_units(self, node: Node) -> None:
        """Note that ``node`` has to report a number for each unit."""
        metric = own_spelling(self.document, self.metrics)
        self.note("report.needs-unit", node, key=metric, **self._in_words)

    def ask_for_parts(self) -> None:
        """Note that what the obligation reads is to be reported, and not the obligation itself."""
        read = (self.plan.by_id[name] for name in self.requirement.reads)
        in_chinese = self.document.in_chinese
        if self.document.medium is Medium.FIELDS:
            parts: list[Any] = [obligation.name for _, obligation in read]
        else:
            parts = [task.key(obligation, in_chinese=in_chinese) for task, obligation in read]
        self.note("report.parts-only", self.key, obligation=self.name, parts=parts)

    @property
    def _in_words(self) -> dict[str, Any]:
        """How a message names the obligation, its units and their key."""
        units = own_spelling(self.document, spellings_of(Entry, "units"))
        return {"obligation": self.name, "unit_name": self.requirement.each, "units": units}

    @property
    def name(self) -> str | Text:
        """What a message calls the obligation: as the document does, but by more than a number."""
        written = self.key.text
        if written.isdecimal() or self.document.medium is Medium.FIELDS:
            return self.obligation.named(self.document.medium)
        return written


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
    for name, kind, container, part, spellings in marked_fields(model):
        if kind == "metric":
            if about is not None and (name in about.spelled or name in node.entries):
                about.spell_number(node, name)
            continue
        if node.entries.keys().isdisjoint(spellings):
            continue
        value = value_of(node, model, name)
        if isinstance(value, Scalar):
            if kind == "reporter" and value.text == NATIONAL:
                national = True
                continue
            none = value.text in NONE
            if kind and container is list and none:
                put_value(node, model, name, Items(value.start, value.end))
            elif (
                container is dict
                and not kind
                and part is not None
                and value.data is not None
                # A text in the place of all parts is refused as in the place of one.
                and (none or read_names(document, value, part, plan, about=about) is None)
            ):
                put_value(node, model, name, Mapping(value.start, value.end))
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
    finders = {"plan": plan.find_id, "tier": plan.find_tier, "class": plan.find_class}
    return finders.get(kind, plan.find_subject)


def _find_names(
    document: Document, value: Node, container: type | None, find: Callable[[str], str]
) -> None:
    """Write the names that ``value`` is or holds as ``find`` does.

    An unknown one becomes a problem, and is taken out if it is a key or one of a list.
    """
    if container is not dict:
        unknown = set()
        for node in parts(value, container):
            if isinstance(node, Scalar) and node.data is not None:
                try:
                    document.written[node], node.text = node.text, find(node.text)
                except UnknownNameError as exc:
                    unknown.add(node)
                    _note_unknown(document, node, exc, of_list=container is list)
        if unknown and isinstance(value, Items):
            value.nodes = [node for node in value.nodes if node not in unknown]
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


def read_numbers(document: Document, node: Mapping, plan: Plan) -> None:
    """Make the names of the numbers that a roster states, by obligation, the plan's own.

    One that a roster does not state becomes a problem and is taken out.
    """
    for name, (key, stated) in list(node.entries.items()):
        about = About(document, plan, plan.find(name), key)
        fields = about.requirement.of_roster
        if not fields:
            about.note("facts.no-numbers", key, obligation=about.name)
            del node.entries[name]
        if not fields or not isinstance(stated, Mapping):
            continue
        known = {spelled: field for field in fields for spelled in about.spelled[field]}
        for written in stated.entries.keys() - known.keys():
            unknown_key(document, stated.entries.pop(written)[0], known)
        for written, (_, value) in stated.entries.items():
            if isinstance(value, Scalar):
                value.text = about.as_amount(value.text, known[written])
        rename(document, stated, {spelled: about.spelled[f][0] for spelled, f in known.items()})


def read_subjects(document: Document, node: Node, plan: Plan) -> Node:
    """Make the names of subjects that ``node`` lists the plan's own; return the list to use."""
    if isinstance(node, Scalar) and node.text in NONE:
        return Items(node.start, node.end)
    _find_names(document, node, list, plan.find_subject)
    return node


def _note_unknown(
    document: Document, node: Scalar, error: UnknownNameError, *, of_list: bool = False
) -> None:
    """Note the ``error`` at ``node``, or that it holds several names where one of a list stands."""
    several = several_in_one(node.text) if of_list else {}
    problems = [Problem("field.list-in-one", None, several)] if several else error.problems
    for problem in problems:
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
        if not obligation.requirement.allotted:
            about.note("facts.not-allotted", about.key, obligation=about.name)
        elif isinstance(node, Scalar) and node.text in NONE:
            if none_possible:
                node.text, node.plain = "", True
                return node
            about.note("facts.must-be-allotted", node, obligation=about.name)
        elif about.is_bare_number("facts.bare-number", node):
            pass
        elif isinstance(node, Mapping) and not node.entries.keys().isdisjoint(about.metrics):
            return node
        else:
            if isinstance(node, Mapping):
                about.spell_number(node, NUMBER)
            problem = "facts.allotment-or-none" if none_possible else "facts.allotment"
            metric = own_spelling(about.document, about.metrics)
            values = {"key": about.key.text, "metric": metric, "obligation": about.name}
            about.note(problem, about.key, **values)
        return None


class Facts(Strict):
    """What a roster or a report may state about one subject. None means not stated."""

    tier: Annotated[str | None, Spelled("类别", "类型", "省份类别"), Named("tier")] = None
    designated: Annotated[list[str] | None, Spelled("指定任务", "指定"), Named("obligation")] = None
    classes: Annotated[list[str] | None, Spelled("单位属性", "属性"), Named("class")] = None
    allotments: Annotated[
        dict[str, Allotment | None] | None,
        Spelled("分配数", "分配", "计划数", "分配任务"),
        Named("obligation"),
    ] = None

    @property
    def allotted(self) -> dict[str, int | None]:
        """The numbers allotted; None where it is stated that there is none."""
        stated = (self.allotments or {}).items()
        return {name: int(item.number.value) if item else None for name, item in stated}

    @property
    def stated_units(self) -> dict[str, list[str]]:
        """The names of the units by obligation, which a roster alone states."""
        return {}

    @property
    def stated_numbers(self) -> dict[str, dict[str, Count]]:
        """The numbers by obligation and metric, which a roster alone states."""
        return {}


def other_plan(plan: Plan, stated: str | None, file: File) -> Iterator[Problem]:
    """Yield a problem where ``file`` states that it is for another plan than ``plan``."""
    if stated not in (None, plan.id):
        where = file.locate("plan")
        yield Problem("file.other-plan", where, {"stated": stated, "plan": plan.id})


def fact_problems(
    plan: Plan, facts: Facts, tier: str | None, locate: Callable[..., Location]
) -> Iterator[Problem]:
    """Yield what in ``facts`` cannot be, given the plan and the subject's ``tier`` if known."""
    tier = tier if tier in plan.tiers else None
    if facts.classes is not None and not plan.classes:
        yield Problem("facts.no-classes", locate("classes"))
    for place, name in enumerate(facts.designated or []):
        obligation = plan.find(name)
        if not plan.designable(obligation, tier):
            where = locate("designated", place)
            if "designated" in obligation.applies and tier is not None:
                within = [plan.tiers[key] for key in obligation.designated_within or []]
                values = {"tier": plan.tiers[tier], "within": within}
                values["obligation"] = obligation.named(where.medium)
                yield Problem("facts.not-in-tier", where, values)
            else:
                values = {"obligation": obligation.named(where.medium)}
                yield Problem("facts.not-designable", where, values)
    for name, allotment in (facts.allotments or {}).items():
        if allotment is None:
            continue
        at, obligation = partial(locate, "allotments", name, NUMBER), plan.find(name)
        yield from other_unit(allotment.number, obligation.requirement.unit, at)
        if allotment.number.value == 0:
            none_possible = "allotted" in obligation.applies
            key = "facts.zero-or-none" if none_possible else "facts.zero"
            where = at()
            yield Problem(key, where, {"obligation": obligation.named(where.medium)})

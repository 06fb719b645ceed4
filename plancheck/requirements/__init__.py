"""What a duty can ask: one module for each kind of requirement, found by name.

The module or package ``x`` is the kind that a plan writes as ``requires: {x: …}``, and its class is ``Kind``.
"""

from __future__ import annotations

from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, get_args

from pydantic import create_model

from plancheck.reading.models import Strict, kinds, spellings, spellings_of
from plancheck.reading.tree import Mapping, Node, Scalar
from plancheck.reading.values import STATUSES, FlagField, ReadBy, Words, not_a_status
from plancheck.requirements.base.entry import Control, Reported, Statement
from plancheck.requirements.base.requirement import About, Requirement
from plancheck.requirements.status import AskedStatus, StatusRequirement


def _kind(name: str) -> type[Requirement]:
    """Return the kind of the module ``name``, which is also the key under which a plan writes it."""
    kind: type[Requirement] = import_module(f"{__name__}.{name}").Kind
    kind.key = name
    return kind


KINDS = {
    name: _kind(name)
    for name in sorted(module.name for module in iter_modules(__path__))
    if name != "base"
}
"""Every kind, by the key under which a plan writes it."""


_BESIDE_STATUS = {key: kind for key, kind in KINDS.items() if kind is not StatusRequirement}


class Asked(Strict):
    """What meets an obligation: what one of the kinds asks for, else the task's own status."""

    status: AskedStatus | None = None
    evidence: FlagField = False

    @cached_property
    def requirement(self) -> Requirement:
        """What is asked: by the first kind that is given, else a status."""
        key = next(iter(self.kinds), None)
        return StatusRequirement(self.status) if key is None else KINDS[key](getattr(self, key))

    @property
    def kinds(self) -> list[str]:
        """The keys of the kinds that are asked for in the place of a status; there may be one."""
        return [key for key in _BESIDE_STATUS if getattr(self, key) is not None]


class SubmittedEntry(Reported):
    """What is reported on one obligation, with the fields of every kind."""

    @classmethod
    def admit(cls, node: Node, about: About) -> Node | None:
        """Return ``node`` without keys that fit others only, a bare word as what it means."""
        requirement = about.requirement
        if isinstance(node, Scalar) and node.data is None:
            return node
        if requirement.reads:
            about.ask_for_parts()
            return None
        if isinstance(node, Scalar):
            entry = Mapping(node.start, node.end)
            if not requirement.metrics or not (
                about.is_bare_number("report.bare-number", node) or about.is_bare_amount(node)
            ):
                entry.entries[requirement.bare] = (about.key, node)
                _refuse_status(entry, about)
            return entry
        if not isinstance(node, Mapping):
            return node
        for keys, problem in _foreign(requirement):
            about.refuse_keys(node, keys, problem)
        _refuse_status(node, about)
        if requirement.per:
            about.refuse_keys(node, about.metrics, "report.needs-unit")
        else:
            problem = "report.other-metric" if requirement.metrics else "report.key-not-here"
            about.refuse_keys(node, about.others, problem)
            if requirement.metrics:
                about.refuse_keys(node, _unnamed_numbers(node, about), problem)
        return node


def _unnamed_numbers(node: Mapping, about: About) -> list[str]:
    """Return the keys that are unknown and hold a number."""
    known = spellings(Entry)
    return [
        key
        for key, (_, value) in node.entries.items()
        if key not in known
        and key not in about.metrics
        and isinstance(value, Scalar)
        and value.text[:1].isdecimal()
    ]


@cache
def _foreign(requirement: Requirement) -> tuple[tuple[frozenset[str], str], ...]:
    """Return the keys of fields that ``requirement`` does not take, each lot with its problem."""
    lots: dict[str, frozenset[str]] = {}
    for field in sorted(_OTHERS - requirement.takes):
        problem = requirement.misplaced.get(field, "report.key-not-here")
        lots[problem] = lots.get(problem, frozenset()) | frozenset(spellings_of(Entry, field))
    return tuple((keys, problem) for problem, keys in lots.items())


def _refuse_status(entry: Mapping, about: About) -> None:
    """Note an unknown status, with the statuses that the obligation can be reported with."""
    for written in entry.entries.keys() & _STATUS_KEYS:
        key, node = entry.entries[written]
        if not isinstance(node, Scalar) or node.data is None or node.text in STATUSES:
            continue
        error = not_a_status(node.text, about.reportable)
        about.note(error.type, node, key=key.text, **(error.context or {}))
        node.text, node.plain = "", True  # so that nothing more is said of it


if TYPE_CHECKING:
    Requires = Asked
    Entry = SubmittedEntry
else:
    Requires = create_model(
        "Requires",
        __base__=Asked,
        __doc__=Asked.__doc__,
        **{key: (kind.Asks | None, None) for key, kind in _BESIDE_STATUS.items()},
    )
    Entry = create_model(
        "Entry",
        __base__=(
            SubmittedEntry,
            *dict.fromkeys(k.Fields for k in KINDS.values() if k.Fields is not Reported),
        ),
        __doc__=SubmittedEntry.__doc__,
    )


def control_of(field: str, model: type[Strict] = Entry) -> Control:
    """Return how a form asks for ``field`` of ``model``, of an entry unless told otherwise."""
    marks = model.model_fields[field].metadata
    return next((mark for mark in marks if isinstance(mark, Control)), Control.TEXT)


def words_of(field: str) -> dict[str, str]:
    """Return the words that may stand in ``field`` of an entry, each with what it means."""
    for kind in get_args(Entry.model_fields[field].annotation):
        for mark in getattr(kind, "__metadata__", ()):
            if isinstance(mark, ReadBy) and isinstance(mark.read, Words):
                return dict(mark.read.table)
    return {}


_OTHERS = frozenset(name for name, kind in kinds(Entry).items() if kind != "metric") - frozenset(
    Statement.model_fields
)
"""The fields that only some kinds have; a number is told by the name of its metric."""
_STATUS_KEYS = frozenset(spellings_of(Entry, "status"))

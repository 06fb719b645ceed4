"""A draft against what a person reads in the same text, fact by fact.

A truth has the form of ``plan-example-truth.yaml``; ``find`` may be several phrases. ``ask``
stands for what the text does not settle, ``any`` for what is not compared; a department with
``?`` may be left out, and ``settled`` percent of the facts need no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from plancheck.plan.official_text import fold_text
from tests.drafting.marked import Marked, Path

ASK = "ask"
ANY = "any"
OPEN = "open"
NONE = "none"
BOUNDS = ("at_least", "at_most", "exactly")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Result(StrEnum):
    """What became of one fact of the text."""

    RIGHT = "right"
    CONFIRMED = "right, 请核"
    OPEN = "待定"
    DIFFERS = "another value, 请核"
    WRONG = "WRONG without a question"


class Fact(NamedTuple):
    """One fact: what it is about, what a person reads, what the draft says."""

    about: str
    expected: object
    got: object
    result: Result

    def __str__(self) -> str:
        return f"{self.result}: {self.about}: expected {self.expected}, got {self.got}"


def compare(draft: str, truth: Mapping[str, Any]) -> list[Fact]:
    """Return every fact of ``truth`` with what ``draft``, a YAML text, makes of it."""
    return list(_Comparison(Marked(draft), truth).facts())


def wrong(facts: Iterable[Fact]) -> list[str]:
    """Return, as sentences, the facts that are wrong without a question."""
    return [str(fact) for fact in facts if fact.result is Result.WRONG]


class _Entry(NamedTuple):
    """An obligation of the draft with its place and its task."""

    path: Path
    data: dict[str, Any]
    task: dict[str, Any]
    task_path: Path


@dataclass
class _Comparison:
    draft: Marked
    truth: Mapping[str, Any]
    entries: list[_Entry] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = [
            _Entry((*path, "obligations", number), data, task, path)
            for path, task in self.draft.tasks
            for number, data in enumerate(task.get("obligations", []))
        ]

    def facts(self) -> Iterator[Fact]:
        yield from self._plan()
        yield from self._tasks()
        matched = self._matched()
        for name, wanted in self.truth.get("obligations", {}).items():
            yield from self._obligation(name, wanted, matched.get(name))
        yield from self._national()
        yield from self._unexpected(matched)
        for first, last in self.truth.get("somewhere", []):
            asked = [line for _, _, line in self.draft.questions]
            lines = [line for line in asked if int(first) <= line <= int(last)]
            result = Result.CONFIRMED if lines else Result.WRONG
            yield Fact(f"a question at line {first}", ASK, lines, result)

    def _fact(self, about: str, wanted: object, got: object, *paths: Path) -> Fact:
        asked = any(self.draft.is_asked(*path) for path in paths)
        if _is_open(got):
            result = Result.OPEN
        elif wanted == ASK:
            result = Result.CONFIRMED if asked else Result.WRONG
        elif _same(wanted, got):
            result = Result.CONFIRMED if asked else Result.RIGHT
        else:
            result = Result.DIFFERS if asked else Result.WRONG
        return Fact(about, wanted, got, result)

    # -- the plan and its tasks --

    def _plan(self) -> Iterator[Fact]:
        data, wanted = self.draft.data, self.truth.get("plan", {})
        if "title" in wanted:
            got = _text(data.get("title"))
            yield self._fact("title", wanted["title"], got, ("title",), ("title", "zh"))
        period = data.get("period", {})
        for end in ("from", "to"):
            if end in wanted:
                got = period if period == OPEN else period.get(end)
                yield self._fact(end, wanted[end], got, ("period",), ("period", end))
        if "tiers" in wanted:
            tiers = data.get("tiers")
            got = OPEN if tiers == OPEN else sorted(map(_text, (tiers or {}).values()))
            expected = sorted(wanted["tiers"].values()) if wanted["tiers"] != ASK else ASK
            yield self._fact("tiers", expected, got, ("tiers",))
        if "subjects" in wanted:
            yield self._fact("subjects", wanted["subjects"], data.get("subjects"), ("subjects",))

    def _tasks(self) -> Iterator[Fact]:
        by_id = {task["id"]: (path, task) for path, task in self.draft.tasks}
        for id_, wanted in self.truth.get("tasks", {}).items():
            if id_ not in by_id:
                yield Fact(f"task {id_}", wanted, None, Result.WRONG)
                continue
            path, task = by_id.pop(id_)
            about = f"task {id_} "
            due, status = _due(task.get("due"), self._end)
            got = {
                "title": _text(task.get("title")),
                "departments": task.get("departments", []),
                "due": due,
                "status": status,
            }
            for key in got.keys() & wanted.keys():
                place = "due" if key == "status" else key
                yield self._fact(about + key, wanted[key], got[key], (*path, place), path)
        if self.truth.get("tasks"):
            for id_, (path, task) in by_id.items():
                yield self._fact(f"task {id_}", None, _text(task.get("title")), path)

    @property
    def _end(self) -> str:
        period = self.draft.data.get("period")
        return period.get("to", OPEN) if isinstance(period, dict) else OPEN

    # -- obligations --

    def _matched(self) -> dict[str, _Entry]:
        """Return for each obligation of the truth the entry that has its phrase and suits best."""
        pairs = []
        for order, (name, wanted) in enumerate(self.truth.get("obligations", {}).items()):
            for entry in self.entries:
                if self._suits(entry, name, wanted) and "subject" not in entry.data:
                    facts = list(self._obligation(name, wanted, entry))
                    missed = sum(fact.result is Result.WRONG for fact in facts)
                    pairs.append((missed, order, entry.path, name, entry))
        matched: dict[str, _Entry] = {}
        taken: set[Path] = set()
        for _, _, path, name, entry in sorted(pairs, key=lambda pair: pair[:2]):
            if name not in matched and path not in taken:
                matched[name] = entry
                taken.add(path)
        return matched

    def _suits(self, entry: _Entry, name: str, wanted: Mapping[str, Any]) -> bool:
        """Whether ``entry`` stands in the task that ``name`` begins with and cites the phrase."""
        return name.startswith(f"{entry.task['id']}.") and _holds(entry.data, wanted["find"])

    def _obligation(
        self, name: str, wanted: dict[str, Any], entry: _Entry | None
    ) -> Iterator[Fact]:
        if entry is None:
            found = [other for other in self.entries if self._suits(other, name, wanted)]
            asked = any(self.draft.is_asked_within(*other.path) for other in found)
            got = [other.data["id"] for other in found] or self._unassessed_with(wanted["find"])
            yield Fact(
                name, "an obligation of its own", got, Result.DIFFERS if asked else Result.WRONG
            )
            return
        for other in self.entries:
            phrase = wanted["find"]
            if not isinstance(phrase, str) or not phrase or "subject" not in other.data:
                continue  # several phrases, or none, do not tell one sentence from another
            if self._suits(other, name, wanted):
                yield self._fact(f"{name} also national", None, other.data["id"], other.path)
        yield from self._levels(name, wanted, entry)
        yield from self._deadline(name, wanted, entry)
        yield from self._number(name, wanted, entry)
        if "departments" in wanted:
            place = (*entry.path, "departments")
            got = entry.data.get("departments", entry.task.get("departments", []))
            yield self._fact(f"{name} departments", wanted["departments"], got, place, entry.path)

    def _levels(self, name: str, wanted: dict[str, Any], entry: _Entry) -> Iterator[Fact]:
        applies, within = entry.data.get("applies", {}), entry.data.get("designated_within")
        places = [entry.path, *((*entry.path, key) for key in ("applies", "designated_within"))]
        level = wanted.get("level", {})
        tiers = self.draft.data.get("tiers")
        keys = [*tiers] if isinstance(tiers, dict) and tiers else ["all"]
        asked = level if isinstance(level, dict) else dict.fromkeys(keys, level)
        for key, expected in asked.items():
            got = _level(applies, within, key)
            selectors = {f"tier{key}", key, "all", "others", "designated"}
            own = [(*entry.path, "applies", selector) for selector in sorted(selectors)]
            yield self._fact(f"{name} level {key}", expected, got, *places, *own)
        if "when" in wanted:
            got = OPEN if applies == OPEN else applies.get("designated")
            yield self._fact(f"{name} when designated", wanted["when"], got, *places)

    def _deadline(self, name: str, wanted: dict[str, Any], entry: _Entry) -> Iterator[Fact]:
        due, status = _due(entry.task.get("due"), self._end)
        place = (*entry.task_path, "due")
        if "due" in entry.data:
            place = (*entry.path, "due")
            due, own = _due(entry.data["due"], self._end)
            status = own or status
        requires = entry.data.get("requires", {})
        if isinstance(requires, dict) and "status" in requires:
            status = requires["status"]
        if "due" in wanted:
            yield self._fact(f"{name} due", wanted["due"], due, place, entry.path)
        if "status" in wanted:
            places = (place, entry.path, (*entry.path, "requires"))
            yield self._fact(f"{name} status", wanted["status"], status, *places)

    def _number(self, name: str, wanted: dict[str, Any], entry: _Entry) -> Iterator[Fact]:
        number = wanted.get("number")
        got = _Number.read(entry.data.get("requires", {}))
        place = (*entry.path, "requires")
        kind = (*place, got.kind)
        places = [entry.path, place, kind, *((*kind, key) for key in (*BOUNDS, "unit"))]
        if number is None:
            if got.bounds:
                yield self._fact(f"{name} number", None, got.bounds, *places)
            return
        if number in (ANY, ASK):
            if number == ASK:
                shown = OPEN if OPEN in str(got.bounds) else got.bounds or None
                yield self._fact(f"{name} number", ASK, shown, *places)
            return
        if "kind" in number:
            yield self._fact(f"{name} kind", number["kind"], got.kind or None, *places)
        bound = next(iter(got.bounds), None)
        yield self._fact(f"{name} bound", number.get("bound", "at_least"), bound, *places)
        if number.get("unit", ANY) != ANY:
            yield self._fact(f"{name} unit", number["unit"], got.unit, *places)
        if "per" in number:
            yield self._fact(f"{name} per", number["per"], got.per, *places, (*kind, "per"))
        value = got.bounds.get(bound or "")
        for key in ("all", "1", "2", "3", "4"):
            if key in number:
                read = value
                if isinstance(value, dict) and not any(map(DAY.fullmatch, value)):
                    read = value.get(key) if key != "all" else value
                    if key == "all" and len({str(one) for one in value.values()}) == 1:
                        read = next(iter(value.values()))
                own = (*kind, bound or "", key)
                yield self._fact(f"{name} number {key}", number[key], read, *places, own)

    # -- what is asked of nobody who reports --

    def _national(self) -> Iterator[Fact]:
        for wanted in self.truth.get("national", []):
            said = wanted if isinstance(wanted, dict) else {"find": wanted}
            phrase, ask = said["find"], "ask" in said
            found = [
                entry
                for entry in self.entries
                if _holds(entry.data, phrase)
                and said.get("task", entry.task["id"]) == entry.task["id"]
            ]
            about = f"national {phrase if isinstance(phrase, str) else phrase[0]}"
            if not found:
                whose = self._unassessed_with(phrase)
                result = Result.RIGHT if "national" in whose and not ask else Result.WRONG
                yield Fact(about, "national", whose or None, result)
                continue
            entry = found[0]
            places = [entry.path, *((*entry.path, key) for key in ("subject", "applies"))]
            level = entry.data.get("applies")
            got = entry.data.get("subject", "those who report")
            if OPEN in str(level):
                got = OPEN
            yield self._fact(about, ASK if ask else "national", got, *places)

    def _unexpected(self, matched: dict[str, _Entry]) -> Iterator[Fact]:
        """Yield what the draft asks of those who report and the truth does not have."""
        known = {entry.path for entry in matched.values()}
        national = [
            wanted["find"] if isinstance(wanted, dict) else wanted
            for wanted in self.truth.get("national", [])
        ]
        for entry in self.entries:
            if entry.path in known or "subject" in entry.data:
                continue
            if entry.task["id"] in self.truth.get("unexpected", []):
                continue
            if any(_holds(entry.data, phrase) for phrase in national):
                continue  # judged there
            if entry.data["id"] in self._parts:
                continue  # asked in the choice it is a part of
            asked = self.draft.is_asked_within(*entry.path)
            got = (
                OPEN
                if asked or OPEN in str(entry.data.get("applies"))
                else entry.data.get("cites", [])
            )
            yield self._fact(f"obligation {entry.data['id']}", None, got, entry.path)

    @property
    def _parts(self) -> set[str]:
        """The ids of the obligations that are parts of a choice."""
        chosen = [entry.data.get("requires", {}) for entry in self.entries]
        parts = [asks["any_of"].get("of", []) for asks in chosen if "any_of" in asks]
        return {id_ for of in parts if of != OPEN for id_ in of}

    def _owners(self) -> Iterator[dict[str, Any]]:
        yield self.draft.data
        for section in self.draft.data.get("sections", []):
            yield section
            yield from section.get("groups", [])
        for _, task in self.draft.tasks:
            yield task

    def _unassessed_with(self, phrase: str | list[str]) -> list[str]:
        return [
            str(clause.get("for"))
            for owner in self._owners()
            for clause in owner.get("unassessed", [])
            if _holds(clause, phrase)
        ]


class _Number(NamedTuple):
    """What is required, whatever its kind."""

    kind: str = ""
    bounds: dict[str, Any] = {}
    unit: str | None = None
    per: str | None = None

    @classmethod
    def read(cls, requires: object) -> _Number:
        if requires == OPEN:
            return cls(bounds={OPEN: OPEN})
        assert isinstance(requires, dict)
        for kind in ("quota", "share", "growth", "any_of"):
            asks = requires.get(kind)
            if asks == OPEN:
                return cls(kind, {OPEN: OPEN}, OPEN)
            if asks is not None:
                bounds = {bound: asks[bound] for bound in BOUNDS if bound in asks}
                unit = "%" if kind in ("share", "growth") else _text(asks.get("unit"))
                return cls(kind, bounds, unit, asks.get("per"))
        return cls()


def _text(value: object) -> Any:
    return value["zh"] if isinstance(value, dict) and "zh" in value else value


def _holds(entry: dict[str, Any], phrase: str | list[str]) -> bool:
    phrases = [phrase] if isinstance(phrase, str) else phrase
    cited = [fold_text(cited) for cited in entry.get("cites", [])]
    return any(fold_text(one) in other for one in phrases for other in cited)


def _level(applies: object, within: Sequence[str] | None, tier: str) -> object:
    if not isinstance(applies, dict):
        return applies
    for selector in (f"tier{tier}", tier, "all", "others"):
        if selector in applies:
            return applies[selector]
    if "designated" in applies and (within is None or within == OPEN or tier in within):
        return OPEN if OPEN in (within, applies["designated"]) else "designated"
    return OPEN if OPEN in applies.values() and not set(applies) <= {"designated"} else NONE


def _due(due: object, end: str) -> tuple[object, str | None]:
    """Return the day or days, and the status where it is said."""
    if isinstance(due, dict) and "status" in due:
        return due.get("by", end), due["status"]
    if due == OPEN or due is None:
        return due, OPEN if due else None
    if isinstance(due, str) and not DAY.fullmatch(due):
        return end, due
    return due, None


def _is_open(got: object) -> bool:
    return got == OPEN or (isinstance(got, dict) and OPEN in got.values())


def _same(wanted: object, got: object) -> bool:
    if wanted == ANY:
        return True
    if isinstance(wanted, dict) and isinstance(got, dict):
        return wanted.keys() == got.keys() and all(_same(wanted[key], got[key]) for key in wanted)
    if isinstance(wanted, list) and isinstance(got, list):
        named = [str(name).rstrip("?") for name in wanted]
        needed = [name for name in wanted if not str(name).endswith("?")]
        return [n for n in named if n in got or n in needed] == got
    if isinstance(wanted, str) and isinstance(got, str):
        return fold_text(wanted) == fold_text(got) or _plain_number(wanted) == _plain_number(got)
    return wanted == got


def _plain_number(text: str) -> object:
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text

"""How strongly a segment binds whom: its words beside the column of duties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plancheck.authoring.drafting.questions import OPEN, PHRASE, Doubt, ask_open, ask_to_confirm
from plancheck.authoring.drafting.segments import Segment
from plancheck.authoring.drafting.who import Reporters, Who, Whom
from plancheck.plan.cells import asks_nothing
from plancheck.requirements.base.standing import Level

LEVEL_WORDS = {
    "必做": Level.MANDATORY,
    "必须做": Level.MANDATORY,
    "选做": Level.OPTIONAL,
    "自选": Level.OPTIONAL,
}
"""The words of a column of duties."""
_LEVEL = "|".join(LEVEL_WORDS)
_DUTY = re.compile(f"(?P<who>.*?)(?P<level>{_LEVEL})")
_BETWEEN = re.compile("|".join(["[,;。]", *(f"(?<={word})、" for word in LEVEL_WORDS)]))
"""What stands between two duties in a cell."""
_SELECTING = (Whom.ALL, Whom.TIERS, Whom.DESIGNATED, Whom.OTHERS, Whom.NAMED)
OPTIONAL_WORDS = ("选做", "自愿", "鼓励", "可申报")
"""What in a measure says that a thing is optional, where no column says so."""
_MUST = re.compile("必须|务必|一律")
_OPTIONAL = re.compile("|".join(OPTIONAL_WORDS))


@dataclass(frozen=True, slots=True)
class Duty:
    """What a cell says of whom; ``who`` is None where nobody known is named."""

    who: Who | None
    level: Level | None
    phrase: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the column of duties with its place in the folded text.

    ``within`` are the tiers whose own columns say that some of them are designated;
    ``departments`` are those printed above it, where a task has several cells, and ``beside`` is
    the cell of its row that says how strongly.
    """

    duties: tuple[Duty, ...]
    text: str
    start: int
    within: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether every duty in it names someone known and a level, and nobody is named twice."""
        named = [sign for duty in self.duties if duty.who for sign in duty.who.tiers or ("",)]
        twice = len([sign for sign in named if sign]) != len({sign for sign in named if sign})
        return not twice and all(
            duty.level and duty.who and duty.who.whom in _SELECTING for duty in self.duties
        )

    @property
    def names_reporters(self) -> bool:
        """Whether it names some of those who report, at whatever level."""
        return any(duty.who is not None for duty in self.duties)

    @property
    def phrases(self) -> list[str]:
        """The phrases to cite."""
        return [*(duty.phrase for duty in self.duties), *self.beside]

    def applies(self, tiers: Sequence[str]) -> dict[str, str]:
        """Return the level by selector."""
        return {
            selector: str(duty.level)
            for duty in self.duties
            if duty.who
            for selector in duty.who.selectors(tiers)
        }


@dataclass(slots=True)
class Levels:
    """What is to be written of one obligation: for whom at which level, and what is asked."""

    applies: dict[str, str]
    within: list[str] | None = None
    phrases: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    within_doubts: list[Doubt] = field(default_factory=list)
    departments: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether no level of it is open."""
        return OPEN not in self.applies.values()


def read_cell(text: str, start: int, reporters: Reporters) -> Cell:
    """Return what a cell of duties says; ``text`` is without the mark it begins with."""
    duties = []
    for printed in _BETWEEN.split(text):
        phrase = printed.strip("、")
        if phrase:
            duties.append(_duty(phrase, reporters))
    return Cell(tuple(duties), text, start)


def _duty(phrase: str, reporters: Reporters) -> Duty:
    match = _DUTY.fullmatch(phrase)
    named = match["who"] if match else phrase
    who = reporters.read(named)
    if who is not None and (who.end != len(named) or who.chosen or who.urged):
        who = None
    return Duty(who, LEVEL_WORDS[match["level"]] if match else None, phrase)


def with_level(cell: Cell, printed: str) -> Cell:
    """Return a cell of whom with the level that another cell of its row prints."""
    level = LEVEL_WORDS.get(printed)
    if asks_nothing(printed):
        return cell
    if any(duty.level for duty in cell.duties):  # each says its own: then it may be the other
        return replace(cell, duties=(Duty(None, None, cell.text),), beside=(printed,))
    duties = tuple(replace(duty, level=level) for duty in cell.duties)
    return replace(cell, duties=duties, text=f"{cell.text}、{printed}", beside=(printed,))


def says_level(text: str) -> bool:
    """Whether ``text`` says, in the words of a column of duties, what is mandatory or optional."""
    return any(word in text for word in LEVEL_WORDS)


def read_tier_cells(found: Sequence[tuple[str, str, int]], reporters: Reporters) -> list[Cell]:
    """Return what the cells of the tiers' own columns say, as one cell; a dash asks nothing."""
    duties = []
    within: list[str] = []
    for tier, text, _ in found:
        if asks_nothing(text):
            continue
        who = Who(Whom.TIERS, reporters.tiers[tier], 0, (tier,))
        duty = _duty(text, reporters)
        if text in LEVEL_WORDS:
            duties.append(Duty(who, LEVEL_WORDS[text], text))
        elif duty.who and duty.who.whom is Whom.DESIGNATED and duty.level:
            within.append(tier)
            duties.append(duty)
        else:
            duties.append(Duty(None, None, text))
    if not duties:
        return []
    mixed = bool(within) and len(within) < len(duties)
    if mixed:
        duties = [Duty(None, None, duty.phrase) for duty in duties]
    text = "、".join(text for _, text, _ in found)
    return [Cell(tuple(duties), text, found[0][2], tuple(within))]


# --- cells and segments --------------------------------------------------------------------------


def pair(
    segments: Sequence[Segment], cells: Sequence[Cell], reporters: Reporters
) -> list[Cell | None]:
    """Return for each segment the cell that is about it, None where none can be told."""
    whole = _as_one(cells)
    if len(cells) <= 1 and len(segments) <= 1:
        return [whole for _ in segments]
    apart = _shared_out(segments, cells, reporters)
    if apart is not None:
        return list(apart)
    if len(cells) == 1:
        return [whole for _ in segments]
    return [None for _ in segments]


def _as_one(cells: Sequence[Cell]) -> Cell | None:
    return cells[0] if cells else None


def _shared_out(
    segments: Sequence[Segment], cells: Sequence[Cell], reporters: Reporters
) -> list[Cell] | None:
    """Return one cell for each segment where every cell, or every duty, is about some of them."""
    single = [replace(cell, duties=(duty,)) for cell in cells for duty in cell.duties]
    for parts in (list(cells), single):
        fits = [
            [part for part in parts if _about(segment, part, reporters)] for segment in segments
        ]
        if all(len(found) == 1 for found in fits) and all(
            any(part is found[0] for found in fits) for part in parts
        ):
            return [found[0] for found in fits]
    return None


def _about(segment: Segment, cell: Cell, reporters: Reporters) -> bool:
    """Whether ``cell`` names whom ``segment`` is about, and nobody else."""
    if not cell.known:
        return False
    named = set(cell.applies(list(reporters.tiers)))
    every = {f"tier{tier}" for tier in reporters.tiers}
    if named & every and named <= {*every, "others"}:
        named = every if "others" in named else named
    return named in _ways_to_name(segment, reporters)


def _ways_to_name(segment: Segment, reporters: Reporters) -> Iterator[set[str]] | list[set[str]]:
    """Return each set of selectors by which a column names those of ``segment``."""
    who, every = segment.who, [f"tier{tier}" for tier in reporters.tiers]
    if who.urged:
        return []
    if who.chosen:
        return [] if who.whom is Whom.UNKNOWN else [{"designated"}]
    if who.whom is Whom.TIERS:
        own = [f"tier{tier}" for tier in segment.tiers]
        if len(own) != len(set(own)):
            return []
        if any(part.who.whom is Whom.OTHERS for part in segment.parts):
            own += [selector for selector in every if selector not in own]
        ways = [set(own)]
        return [*ways, {"all"}] if set(own) == set(every) else ways
    if who.whom is Whom.ALL:
        return [{"all"}, set(every)]
    if who.whom is Whom.NAMED:
        own = list(who.names)
        others = any(part.who.whom is Whom.OTHERS for part in segment.parts)
        return [{*own, "others"}] if others else [set(own)]
    if who.whom in (Whom.DESIGNATED, Whom.OTHERS):
        return [{str(who.whom)}]
    return []


# --- levels --------------------------------------------------------------------------------------


def levels_of(segment: Segment, cell: Cell | None, reporters: Reporters) -> Levels:
    """Return the levels of ``segment`` by the cell that is about it."""
    if cell is None:
        doubt = ask_open(
            "draft.no-cell", segment.start, phrase=_phrase(segment), choices=_choices()
        )
        return Levels({"all": OPEN}, doubts=[doubt])
    applies = cell.applies(list(reporters.tiers))
    if cell.text in LEVEL_WORDS:
        return _named_by_measure(segment, cell, reporters)
    if not cell.known:
        doubt = ask_open(
            "draft.cell-unknown",
            cell.start,
            phrase=_phrase(segment),
            cell=cell.text,
            choices=_choices(),
        )
        return Levels({"all": OPEN}, phrases=cell.phrases, doubts=[doubt])
    levels = Levels(applies, phrases=cell.phrases, departments=cell.departments)
    if not segment.who.printed:
        values = {"phrase": _phrase(segment), "cell": cell.text}
        levels.doubts = [ask_to_confirm("draft.implied", segment.start, **values)]
    elif segment.who.whom is Whom.CONCERNED:
        values = {"who": segment.who.printed, "cell": cell.text}
        levels.doubts = [ask_to_confirm("draft.concerned", segment.start, **values)]
    elif not _about(segment, cell, reporters):
        values = {"who": _named(segment), "cell": cell.text, "choices": _choices(applies)}
        levels.applies = {"all": OPEN}
        levels.doubts = [ask_open("draft.who-differs", segment.start, **values)]
    elif Level.OPTIONAL in applies.values() and (must := _MUST.search(segment.text)):
        levels.applies = {"all": OPEN}
        values = {"word": must[0], "phrase": _phrase(segment)}
        levels.doubts = [ask_open("draft.guard", segment.start, **values)]
    elif segment.who.chosen and segment.who.whom is Whom.TIERS:
        _restrict(levels, segment, cell, reporters)
    return levels


def _restrict(levels: Levels, segment: Segment, cell: Cell, reporters: Reporters) -> None:
    """Note the tiers among which some are designated, and ask, unless these are all tiers."""
    named = segment.who.tiers
    others = [title for tier, title in reporters.tiers.items() if tier not in named]
    if others:
        levels.within = list(named)
        doubt = ask_to_confirm(
            "draft.within",
            segment.start,
            who=segment.who.printed,
            cell=cell.text,
            others=others,
        )
        levels.within_doubts = [doubt]


def _named_by_measure(segment: Segment, cell: Cell, reporters: Reporters) -> Levels:
    """Return the levels of ``segment`` whose cell says how strongly, but not whom."""
    levels = unmarked_levels(segment, reporters)
    levels.phrases = cell.phrases
    level = str(LEVEL_WORDS[cell.text])
    if levels.settled and (level == Level.MANDATORY and _OPTIONAL.search(segment.text)):
        values = {"who": _named(segment), "cell": cell.text, "choices": _choices()}
        levels.applies = {"all": OPEN}
        levels.doubts = [ask_open("draft.who-differs", segment.start, **values)]
    elif levels.settled:
        levels.applies = dict.fromkeys(levels.applies, level)
    return levels


def unmarked_levels(segment: Segment, reporters: Reporters) -> Levels:
    """Return the levels of ``segment`` in a text without a column of duties."""
    who = segment.who
    level = Level.OPTIONAL if _OPTIONAL.search(segment.text) else Level.MANDATORY
    known = [way for way in _ways_to_name(segment, reporters) if way]
    if not known:
        key = "draft.who-unknown" if not who.urged else "draft.urged"
        values = {"who": who.printed, "phrase": _phrase(segment), "choices": _choices()}
        return Levels({"all": OPEN}, doubts=[ask_open(key, segment.start, **values)])
    names = known[-1] if {"all"} in known else known[0]
    levels = Levels(
        {"all": str(level)} if {"all"} in known else dict.fromkeys(sorted(names), str(level))
    )
    every = {f"tier{tier}" for tier in reporters.tiers}
    if who.whom is Whom.OTHERS or (
        who.whom is Whom.TIERS and not who.chosen and set(names) < every
    ):
        values = {"who": _named(segment), "choices": _choices(levels.applies)}
        levels.doubts = [ask_to_confirm("draft.left-out", segment.start, **values)]
    if who.chosen:
        levels.applies = {"designated": str(Level.MANDATORY)}
        if who.whom is Whom.TIERS:
            levels.within = list(who.tiers)
        values = {"who": who.printed}
        levels.doubts = [ask_to_confirm("draft.chosen", segment.start, **values)]
    return levels


def tier_levels(segment: Segment, cell: Cell, reporters: Reporters) -> Levels:
    """Return the levels that the tiers' own columns of a table state."""
    applies = cell.applies(list(reporters.tiers))
    if not cell.known or segment.who.whom is Whom.UNKNOWN or segment.who.chosen:
        doubt = ask_open(
            "draft.cell-unknown",
            cell.start,
            phrase=_phrase(segment),
            cell=cell.text,
            choices=_choices(applies),
        )
        return Levels({"all": OPEN}, phrases=cell.phrases, doubts=[doubt])
    named = {f"tier{tier}" for tier in segment.tiers}
    whole = any(part.who.whom is not Whom.TIERS for part in segment.parts)
    if not cell.within and (named - set(applies) or (not whole and set(applies) - named)):
        values = {"who": _named(segment), "cell": cell.text, "choices": _choices(applies)}
        doubts = [ask_open("draft.who-differs", segment.start, **values)]
        return Levels({"all": OPEN}, phrases=cell.phrases, doubts=doubts)
    within = list(cell.within) if 0 < len(cell.within) < len(reporters.tiers) else None
    return Levels(applies, within, cell.phrases)


def named_levels(segment: Segment, cell: Cell, reporters: Reporters) -> Levels:
    """Return the levels of ``segment`` in a text with a column of whom, but not of how strongly."""
    levels = unmarked_levels(segment, reporters)
    levels.phrases = cell.phrases
    if not levels.settled:
        return levels
    named = {s for d in cell.duties if d.who for s in d.who.selectors(list(reporters.tiers))}
    unnamed = any(duty.who is None for duty in cell.duties)
    if not segment.who.printed and not unnamed:
        level = next(iter(levels.applies.values()))
        levels.applies = dict.fromkeys(sorted(named), level)
        values = {"phrase": _phrase(segment), "cell": cell.text}
        levels.doubts = [*levels.doubts, ask_to_confirm("draft.implied", segment.start, **values)]
    elif unnamed or named not in _ways_to_name(segment, reporters):
        values = {"who": _named(segment), "cell": cell.text, "choices": _choices(levels.applies)}
        levels.applies = {"all": OPEN}
        levels.doubts = [ask_open("draft.who-differs", segment.start, **values)]
    return levels


def unpaired(segment: Segment, cells: Sequence[Cell]) -> Levels:
    """Return open levels for what does not pair with one of several cells."""
    phrases = [phrase for cell in cells for phrase in cell.phrases]
    values = {"phrase": _phrase(segment), "cells": [cell.text for cell in cells]}
    return Levels(
        {"all": OPEN}, phrases=phrases, doubts=[ask_open("draft.unpaired", segment.start, **values)]
    )


def _choices(applies: dict[str, str] | None = None) -> str:
    """Return the levels to choose from as they can be pasted."""
    ways = [applies] if applies else []
    ways += [way for way in ({"all": "mandatory"}, {"designated": "mandatory"}) if way not in ways]
    shown = ("{" + ", ".join(f"{k}: {v}" for k, v in way.items()) + "}" for way in ways)
    return " / ".join(f"applies: {way}" for way in shown)


def _phrase(segment: Segment) -> str:
    return segment.clauses[0].bare[:PHRASE]


def _named(segment: Segment) -> str:
    return "、".join(dict.fromkeys(part.who.printed for part in segment.parts))

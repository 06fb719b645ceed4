"""What a drafted obligation takes from an earlier one that it is like: words, and names of metrics.

Levels, numbers, days and units are never taken. What the earlier rule set wrote for them is shown
in a question, where the text is word for word the same and the draft writes something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import ValidationError

from plancheck.authoring.drafting.amounts import Asks
from plancheck.authoring.drafting.obligations import Asked
from plancheck.authoring.drafting.precedent import Carried, Item, Precedent, has_numbers
from plancheck.authoring.drafting.questions import Doubt, ask_to_confirm
from plancheck.authoring.drafting.segments import Remark
from plancheck.authoring.drafting.statements import Required
from plancheck.plan.parts import Obligation, Reading
from plancheck.reading.emitter import as_yaml_text
from plancheck.reading.text import fold_text
from plancheck.requirements.base.standing import Level
from plancheck.requirements.base.wording import Text

NAMING = ("metric", "of", "over")
"""The keys of a requirement that name what is counted."""
_ANSWERED = {"draft.growth-metrics", "draft.parts"}
"""The questions that those keys answer."""
_PLAIN = {"id", "subject", "name", "says", "cites", "paragraph", "applies"}
"""The keys of an obligation that requires no more than its task does."""
_OPERANDS = {"of", "over"}
_PERCENT = "%"
MOST_QUOTED = 3
"""How many new phrases a question quotes at most."""


class Counting(NamedTuple):
    """The kind of a requirement, what it counts by keys of ``NAMING``, and what is left to ask."""

    kind: str
    names: dict[str, Any]
    doubts: Sequence[Doubt]


class Inherited:
    """What a drafted ``item`` takes from the obligation that is ``carried``."""

    def __init__(self, precedent: Precedent, carried: Carried, item: Item) -> None:
        self.precedent = precedent
        self.carried = carried
        self.earlier = carried.earlier
        self.item = item
        self.required = item.required if isinstance(item, Asked) else None

    @property
    def sources(self) -> tuple[Obligation, ...]:
        """The earlier obligation, and the others that cite the same clauses."""
        return (self.earlier, *self.carried.within)

    # -- words --

    def said(self, tiers: Mapping[str, str]) -> dict[str, Any]:
        """Return what was said to be done, by the keys of a plan's file."""
        by_tier, before = self.earlier.says_per_tier, self.precedent.plan.tiers
        known = by_tier if all(tiers.get(tier) == before[tier].zh for tier in by_tier) else {}
        said = {"says": _written(self.earlier.says), "says_per_tier": _written(known)}
        return {key: text for key, text in said.items() if text}

    def explained(self) -> dict[str, Any]:
        """Return what explains it."""
        texts = {"hint": _written(self.earlier.hint), "reading": _written(self.earlier.reading)}
        return {key: text for key, text in texts.items() if text}

    def word_doubts(self, words: Mapping[str, Any]) -> Iterator[Doubt]:
        """Yield the doubts on ``words``, which the text may contradict now."""
        name = self.earlier.name.zh
        keys = ["name", *words] if has_numbers(name) else [*words]
        if self.carried.changed and keys:
            phrases = self.carried.changed[:MOST_QUOTED]
            yield self._ask("draft.before-changed", phrases=phrases, keys=keys)
        elif self.carried.fewer and keys:
            yield self._ask("draft.before-fewer", keys=keys)
        elif self._names_year(name, words):
            year = str(self.precedent.plan.period.from_.year)
            yield self._ask("draft.before-year", year=year, keys=keys or ["name"])
        if self.carried.elsewhere:
            yield self._ask("draft.before-joined", phrases=self.carried.elsewhere)

    # -- cuts --

    @cached_property
    def parts(self) -> list[Obligation]:
        """The earlier obligations that are written beside it, as the text is still the same.

        Those are the parts of a choice, and what else its issuer does by the same sentence.
        """
        if not self.carried.word_for_word:
            return []
        plain = [
            part
            for part in self.carried.within
            if part.model_fields_set <= _PLAIN and not self._names_year(part.name, part.says)
        ]
        if isinstance(self.item, Remark):
            return [part for part in plain if part.subject]
        reads = self.earlier.requirement.reads
        parts = [part for part in plain if part.id in reads]
        optional = all({**part.applies} == {"all": Level.OPTIONAL} for part in parts)
        return parts if optional and len(parts) == len(reads) else []

    def _names_year(self, *texts: object) -> bool:
        """Whether ``texts`` name the year of the earlier rule set, which is over."""
        year = self.precedent.plan.period.from_.year
        return bool(self.precedent.years) and any(str(year) in str(text) for text in texts)

    def written_parts(self) -> Iterator[dict[str, Any]]:
        """Yield each of the parts as a plan's file writes it."""
        for part in self.parts:
            paragraph = self._paragraph(part)
            yield {
                "id": self.carried.id_of(part),
                **({"subject": part.subject} if part.subject else {}),
                "name": part.name.zh,
                **({"says": part.says.zh} if part.says else {}),
                "cites": part.cites,
                **({"paragraph": str(paragraph)} if paragraph > 1 else {}),
                "applies": {key: str(level) for key, level in part.applies.items()},
            }

    def _paragraph(self, part: Obligation) -> int:
        """Return in which paragraph of the measures the phrases of ``part`` begin now."""
        first = fold_text(part.cites[0])
        clauses = self.item.clauses
        return next((c.paragraph for c in clauses if first in c.text), clauses[0].paragraph)

    def cut_doubts(self) -> Iterator[Doubt]:
        """Yield the doubt where the earlier rule set has more obligations from the same clauses."""
        beside = [part for part in self.carried.within if part not in self.parts]
        if beside:
            names = [f"{part.id} {part.name.zh}" for part in beside]
            yield self._ask("draft.before-apart", obligations=names)

    # -- what is counted --

    def counting(self, required: Required) -> Counting | None:
        """Return what ``required`` counts, if that is what was counted before.

        A rate that was a share of two numbers is one again: only its bound is printed.
        """
        before = self.earlier.requirement
        names = {name: getattr(before.asks, name) for name in NAMING if hasattr(before.asks, name)}
        if required.kind is Asks.PARTS:
            names = {"of": [self.carried.id_of(part) for part in self.parts]}
            same = bool(self.parts)
        elif required.kind == before.key:
            same = required.kind is not Asks.NUMBER or _written(before.unit) == required.unit
        else:
            rate = required.kind is Asks.NUMBER and required.unit == _PERCENT
            same = rate and names.keys() == _OPERANDS and _fits(before.asks, required)
        left = [doubt for doubt in required.doubts if doubt.key not in _ANSWERED]
        return Counting(before.key, names, left) if same else None

    # -- levels, numbers and days --

    def beside(self, key: str, now: Any, doubts: Sequence[Doubt]) -> Sequence[Doubt]:
        """Return the doubts on ``key`` with what was written there, where that is not ``now``."""
        before = self.precedent.written(self.earlier, key)
        if before in (None, now) or self.carried.altered:
            return doubts
        classes = self.precedent.plan.classes
        told = {name: classes[name].zh for name in classes if name in before}
        also = {"classes": told} if key == "applies" and told else {}
        return self._shown({key: before, **also}, doubts)

    def number(self, required: Required, counting: Counting) -> Sequence[Doubt]:
        """Return the doubts on a number with the requirement that was written, if it differs."""
        before = self.precedent.written(self.earlier, "requires") or {}
        asks = before.get(counting.kind)
        same = isinstance(asks, dict) and asks.get(required.key) == required.bound
        same = same and self.counting(required) is not None
        if not before or same or self.carried.altered:
            return counting.doubts
        return self._shown({"requires": before}, counting.doubts)

    def besides(self) -> Iterator[Doubt]:
        """Yield the doubt on what was written beside what the draft writes."""
        keys = ["trial", "total"]
        if self.required is None:
            keys.append("requires")
        if isinstance(self.item, Remark) or self.item.due is None:
            keys.append("due")
        if isinstance(self.item, Remark) or self.item.levels.within is None:
            keys.append("designated_within")
        shown = []
        for key in keys:
            value = self.precedent.written(self.earlier, key)
            text = _in_line(key, value)
            number = self.carried.altered and re.search("[0-9]", text)
            shown += [] if value is None else [key if number else text]
        if shown:
            yield self._ask("draft.before-also", yaml=shown)

    def _shown(self, written: Mapping[str, Any], doubts: Sequence[Doubt]) -> Sequence[Doubt]:
        """Return ``doubts`` with what was ``written`` in the last, or in one of its own."""
        text = "; ".join(_in_line(key, value) for key, value in written.items())
        if not doubts:
            return [self._ask("draft.before-differs", yaml=text)]
        return [*doubts[:-1], doubts[-1]._replace(before=text)]

    def _ask(self, key: str, **values: Any) -> Doubt:
        return ask_to_confirm(key, self.item.start, **values)


def _fits(asks: Any, required: Required) -> bool:
    """Whether a requirement like ``asks`` can have the bound of ``required``."""
    try:
        type(asks).model_validate(
            {**asks.model_dump(include=_OPERANDS), required.key: required.bound}
        )
    except ValidationError:
        return False
    return True


def _written(text: Any) -> Any:
    """Return a text, or several, in Chinese."""
    if isinstance(text, Text):
        return text.zh
    if isinstance(text, Reading):
        return {key: getattr(text, key).zh for key in ("taken", "other", "why")}
    return {key: own.zh for key, own in text.items()} if text else None


def _in_line(key: str, value: Any) -> str:
    """Return a key with its value as YAML in one line."""
    if isinstance(value, dict) and any(isinstance(held, dict | list) for held in value.values()):
        inner = ", ".join(_in_line(name, held) for name, held in value.items())
        return f"{key}: {{{inner}}}"
    text = as_yaml_text({key: value}).strip()
    return text[1:-1] if text.startswith("{") else text

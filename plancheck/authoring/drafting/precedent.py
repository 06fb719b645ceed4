"""What of an earlier rule set still stands in a new text.

An obligation stands where a task has the title of its own, and that prints every phrase cited,
whatever the numbers, days and tiers in them are now. What of its clauses the earlier text did not
print word for word is noted: the words that were written for it may no longer be right.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from plancheck.authoring.drafting.obligations import Asked
from plancheck.authoring.drafting.outline import Outline
from plancheck.authoring.drafting.printed import Printed
from plancheck.authoring.drafting.questions import PHRASE
from plancheck.authoring.drafting.segments import Remark
from plancheck.authoring.drafting.tasks import Content
from plancheck.plan.columns import Column
from plancheck.plan.model import Plan, places
from plancheck.plan.official_text import DIGEST_LENGTH, Heading, Piece, headings_of
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.plan.vocabulary import HAN
from plancheck.reading.text import fold_text
from plancheck.reading.tree import plain

Item = Asked | Remark
Place = tuple[str, int]
"""The id of a task, and the number of an obligation in it."""
_SIGN = f"[0-9{HAN}]"
_CHANGING = re.compile(
    rf"(?:(?:{_SIGN}{{1,4}}年)?(?:{_SIGN}{{1,3}}月(?:{_SIGN}{{1,3}}[日号]|底|末|[上中下]旬)?|第?{_SIGN}季度"
    rf"|[上下]半年|年[内底末])|全年|(?:{_SIGN}类?、)*[0-9{HAN}万亿]+(?:[.,][0-9]+)*)+"
)
"""The days, numbers and tiers, which differ from year to year."""
_DAY = re.compile(r"(?P<year>[0-9]{4})(?P<rest>-[0-9]{2}-[0-9]{2})")
_WORDS = 2
"""How many letters beside those a phrase has at least that identifies a clause."""


class Carried(NamedTuple):
    """An ``earlier`` obligation for one that is drafted, whose task was numbered ``before``.

    ``changed`` are the clauses and cells that the earlier text did not print; with ``fewer`` its
    task has lost some. ``elsewhere`` are phrases it cites that stand in other obligations of the
    draft now, ``within`` are others of the earlier rule set that cite the same clauses.
    """

    earlier: Obligation
    before: str
    now: str
    changed: tuple[str, ...]
    fewer: bool
    elsewhere: tuple[str, ...]
    within: tuple[Obligation, ...]

    @property
    def id(self) -> str:
        """The id that it has now."""
        return self.id_of(self.earlier)

    def id_of(self, obligation: Obligation) -> str:
        """Return the id that an obligation of the earlier task has now."""
        return _new_id(obligation, self.before, self.now)

    @property
    def altered(self) -> bool:
        """Whether the earlier text was another one."""
        return self.fewer or bool(self.changed)

    @property
    def word_for_word(self) -> bool:
        """Whether the earlier text printed just this, and the earlier rule set took it so."""
        return not self.altered and not self.elsewhere


class Precedent:
    """What the draft of ``outline`` takes from an earlier rule set; its tasks have ``contents``.

    ``carried`` is that by task and number of the obligation there, ``absent`` what has no place.
    ``ids`` are all ids of the tasks that are still there: no new obligation gets one of them.
    """

    def __init__(self, plan: Plan, outline: Outline, contents: Mapping[str, Content]) -> None:
        self.plan = plan
        self.carried: dict[Place, Carried] = {}
        self.years = outline.period.first.year - plan.period.from_.year
        self.ids: set[str] = set()
        self._pieces = _by_task(outline)
        self._printed = _printed_before(plan)
        earlier = dict(_same_titles(plan.tasks, outline.tasks))
        standing = {task.id for task in earlier.values()}
        self.absent = [f"{t.id}. {t.title.zh}" for t in plan.tasks if t.id not in standing]
        for task in outline.tasks:
            if task.node.id in earlier:
                self._carry(earlier[task.node.id], task, contents[task.node.id].items)

    @cached_property
    def _written(self) -> dict[str, dict[str, Any]]:
        """Every obligation of the earlier rule set as its file writes it."""
        written: dict[str, dict[str, Any]] = {}
        root = plain(self.plan.document.root)
        for loc, _ in places(self.plan):
            node: Any = root
            for step in loc:
                node = node[step]
            written |= {data["id"]: data for data in node.get("obligations", ())}
        return written

    def written(self, earlier: Obligation, key: str) -> Any:
        """Return what the earlier rule set writes under ``key``, its days moved to the new year."""
        return self._moved(self._written[earlier.id].get(key))

    def _moved(self, value: Any) -> Any:
        if isinstance(value, dict):
            if value.keys() == {"zh", "en"}:
                return value["zh"]
            return {self._moved(key): self._moved(held) for key, held in value.items()}
        if isinstance(value, list):
            return [self._moved(held) for held in value]
        match = _DAY.fullmatch(value or "")
        return f"{int(match['year']) + self.years}{match['rest']}" if match else value

    def _carry(self, before: Task, task: Printed, items: Sequence[Item]) -> None:
        """Note which obligation of ``before`` each of ``items`` continues."""
        text = "".join(p.text for p in self._pieces[task.node.id] if p.owner == task.node.id)
        standing = {o.id for o in before.obligations if self._stands(o, text)}
        new = [tuple(self._new(item, task, before)) for item in items]
        pairs = {
            number: obligation
            for number, obligation in _paired(before.obligations, items).items()
            if obligation.id in standing
            and (not new[number] or _is_alone(obligation, items[number], before.obligations))
        }
        within = self._within(before, items, pairs, standing)
        self.ids |= {_new_id(o, before.id, task.node.id) for o in before.obligations}
        fewer, said = self._fewer(task, before), [_said(item) for item in items]
        for number, obligation in sorted(pairs.items()):
            self.carried[task.node.id, number] = Carried(
                obligation,
                before.id,
                task.node.id,
                new[number],
                fewer,
                tuple(_elsewhere(obligation, said, number)),
                tuple(within[number]),
            )

    def _within(
        self,
        before: Task,
        items: Sequence[Item],
        pairs: Mapping[int, Obligation],
        standing: Collection[str],
    ) -> dict[int, list[Obligation]]:
        """Return what else of ``before`` stands in each of the items that ``pairs`` continue.

        What stands in none of them is absent.
        """
        within: dict[int, list[Obligation]] = {number: [] for number in pairs}
        taken = {obligation.id for obligation in pairs.values()}
        for obligation in (o for o in before.obligations if o.id not in taken):
            around = _likest(obligation, items) if obligation.id in standing else -1
            if around in pairs:
                within[around].append(obligation)
            else:
                self.absent.append(f"{obligation.id} {obligation.name.zh}")
        return within

    def _fewer(self, task: Printed, before: Task) -> bool:
        """Whether more was printed that is not there now than is there that was not."""
        lost, new = [*self._printed.get(before.id, ())], 0
        for piece in self._pieces[task.node.id]:
            own = self._digests(piece)
            same = next((digest for digest in lost if digest in own), None)
            if same is None:
                new += 1
            else:
                lost.remove(same)
        return len(lost) > new

    def _digests(self, piece: Piece) -> set[str]:
        """Return the digest of ``piece``, and that with the year of then for the year of now."""
        then = self.plan.period.from_.year
        return {piece.digest, _digest(piece.text.replace(str(then + self.years), str(then)))}

    def _stands(self, obligation: Obligation, text: str) -> bool:
        """Whether ``text`` has every phrase that ``obligation`` cites, but for levels."""
        levels = self.plan.layout.levels if self.plan.layout else {}
        cited = [p for p in map(fold_text, obligation.cites) if not any(w in p for w in levels)]
        return all(_lasting(phrase) in _lasting(text) for phrase in cited)

    def _new(self, item: Item, task: Printed, before: Task) -> Iterator[str]:
        """Yield what of an item's clauses and its task's cells was not printed, in this order."""
        rest = [*self._printed.get(before.id, ())]
        clauses = [(clause.start, clause.start + len(clause.text)) for clause in item.clauses]
        if task.due_text:
            clauses.append((task.due_place, task.due_place + len(task.due_text)))
        for piece in self._pieces[task.node.id]:
            is_own = any(piece.start < end and start < piece.end for start, end in clauses)
            if not is_own and piece.column not in (Column.DUTIES, Column.TIERS):
                continue
            own = self._digests(piece)
            place = next((n for n, digest in enumerate(rest) if digest in own), None)
            if place is not None:
                del rest[: place + 1]
            else:
                yield piece.text[:PHRASE].rstrip(",;。")


def _by_task(outline: Outline) -> dict[str, list[Piece]]:
    """Return what the text prints from the heading of each task to the next heading."""
    found: dict[str, list[Piece]] = {task.node.id: [] for task in outline.tasks}
    owner = ""
    for piece in outline.as_laid_out.pieces:
        if piece.column is Column.HEADING or piece.owner in found:
            owner = piece.owner
        if owner in found:
            found[owner].append(piece)
    return found


def _new_id(obligation: Obligation, before: str, now: str) -> str:
    """Return the id of an obligation whose task's number was ``before`` and is ``now``."""
    rest = obligation.id.removeprefix(f"{before}.")
    return obligation.id if rest == obligation.id else f"{now}.{rest}"


def tiers_before(plan: Plan, outline: Outline) -> list[str]:
    """Return the tiers of ``plan`` if the text prints each of them and numbers none."""
    text, titles = fold_text(outline.source), [tier.zh for tier in plan.tiers.values()]
    numbered = [*plan.tiers] == [str(number + 1) for number in range(len(titles))]
    printed = len(titles) > 1 and all(fold_text(title) in text for title in titles)
    return titles if numbered and printed and not outline.reporters.tiers else []


def has_numbers(text: str) -> bool:
    """Whether ``text`` speaks of a number, a day or a tier."""
    return bool(_CHANGING.search(fold_text(text)))


def _same_titles(before: Sequence[Task], now: Sequence[Printed]) -> Iterator[tuple[str, Task]]:
    """Yield each new task's id with the earlier task of its title, which is printed once only.

    Titles that differ in days, numbers and tiers only are the same if no others are.
    """
    left, waiting = {task.id: task for task in before}, {task.node.id: task for task in now}
    for fold in (fold_text, _folded_lasting):
        earlier = _by_title([(fold(task.title.zh), id_) for id_, task in left.items()])
        printed = _by_title([(fold(task.node.title), id_) for id_, task in waiting.items()])
        for title, id_ in printed.items():
            if title in earlier:
                del waiting[id_]
                yield id_, left.pop(earlier[title])


def _by_title(titles: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the ids by the titles that are there once."""
    counts = Counter(title for title, _ in titles)
    return {title: id_ for title, id_ in titles if counts[title] == 1}


def _paired(earlier: Sequence[Obligation], items: Sequence[Item]) -> dict[int, Obligation]:
    """Return for each of ``items`` the obligation whose phrases are in it most, each once."""
    said = [(isinstance(item, Remark), _said(item)) for item in items]
    found = sorted(
        (-exact, -alike, place, number)
        for place, obligation in enumerate(earlier)
        for number, (national, text) in enumerate(said)
        if (obligation.subject == NATIONAL) is national
        for exact, alike in [_overlap(obligation, text)]
        if alike
    )
    pairs: dict[int, int] = {}
    placed: set[int] = set()
    for *_, place, number in found:
        if number not in pairs and place not in placed:
            pairs[number] = place
            placed.add(place)
    return {number: earlier[place] for number, place in pairs.items()}


def _is_alone(obligation: Obligation, item: Item, earlier: Sequence[Obligation]) -> bool:
    """Whether no other obligation cites what ``item`` says, or this one cites half of it."""
    text = _said(item)
    claims = sum(bool(_overlap(o, text)[1]) for o in earlier if o.subject == obligation.subject)
    return claims == 1 or 2 * _overlap(obligation, text)[1] >= len(text)


def _likest(obligation: Obligation, items: Sequence[Item]) -> int:
    """Return the number of the item that has most of the phrases of ``obligation``, -1 for none."""
    alike = [(obligation.subject == NATIONAL) is isinstance(item, Remark) for item in items]
    overlaps = [_overlap(obligation, _said(item)) for item in items]
    ranked = [(exact, same) for (exact, _), same in zip(overlaps, alike, strict=True)]
    return ranked.index(max(ranked)) if any(alike for _, alike in overlaps) else -1


def _overlap(obligation: Obligation, text: str) -> tuple[int, int]:
    """Return how many signs ``text`` has of the phrases, as they are and but for what changes."""
    phrases = _phrases(tuple(obligation.cites))
    exact = sum(len(phrase) for phrase, _ in phrases if phrase in text)
    return exact, sum(len(phrase) for phrase, lasting in phrases if lasting in _lasting(text))


@lru_cache(maxsize=1 << 16)
def _phrases(cites: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the phrases that identify a clause, each as it is and but for what changes."""
    folded = [(fold_text(phrase), _folded_lasting(phrase)) for phrase in cites]
    return tuple(
        (phrase, lasting)
        for phrase, lasting in folded
        if len(re.findall(r"[^\W\d_]", lasting)) >= _WORDS
    )


def _elsewhere(obligation: Obligation, said: Sequence[str], own: int) -> Iterator[str]:
    """Yield the phrases of ``obligation`` that only other items than its ``own`` have."""
    for phrase in map(fold_text, obligation.cites):
        if _lasting(phrase) not in _lasting(said[own]) and any(phrase in text for text in said):
            yield phrase


def _said(item: Item) -> str:
    """Return the clauses of an item, and its cell of duties, as one text."""
    cells = item.levels.phrases if isinstance(item, Asked) else ()
    return "".join([*(clause.text for clause in item.clauses), *cells])


def _folded_lasting(text: str) -> str:
    """Return the folded ``text`` with one sign for each day, number and list of tiers."""
    return _lasting(fold_text(text))


@lru_cache(maxsize=1 << 16)  # each phrase is looked for in each clause
def _lasting(text: str) -> str:
    """Return ``text`` with one sign for each day, number and list of tiers."""
    return _CHANGING.sub("#", text)


def _printed_before(plan: Plan) -> dict[str, Sequence[str]]:
    """Return, by task, the digests of the earlier text from its heading to the next."""
    digests = plan.source.clauses if plan.source else []
    found: list[tuple[Heading, int]] = []
    place = 0
    for heading in headings_of(plan):
        at = next(
            (n for n in range(place, len(digests)) if _begins(heading, digests[n : n + 2])), None
        )
        if at is not None:
            found.append((heading, at))
            place = at + 1
    ends = [*(at for _, at in found[1:]), len(digests)]
    return {
        heading.owner: digests[at:end]
        for (heading, at), end in zip(found, ends, strict=True)
        if heading.kind == "task"
    }


def _begins(heading: Heading, digests: Sequence[str]) -> bool:
    """Whether ``digests`` begin with a heading, or with its number and the title as a clause."""
    number = heading.printed.partition(heading.title)[0]
    ways: list[tuple[str, ...]] = [(text,) for text in _with_stop(heading.printed)]
    first = [heading.title[: stop.end()] for stop in re.finditer("[,;!?。]", heading.title)]
    ways += [(number, text) for text in (*first, *_with_stop(heading.title)) if number]
    return any(tuple(digests[: len(way)]) == tuple(map(_digest, way)) for way in ways)


def _with_stop(text: str) -> tuple[str, str]:
    return text, f"{text}。"


@lru_cache(maxsize=4096)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]

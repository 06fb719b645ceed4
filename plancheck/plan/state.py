"""How far the author of a plan has got: the questions left in its file, and the rest in numbers.

A question is a comment on a line of its own, above the key that it asks about:
``# 待定 7 (line 269): …`` where the value is open, ``# 请核 8 (line 270): …`` where the text allows
another. Its author deletes it once the question is settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plancheck.errors import Location
from plancheck.plan.model import Plan, places
from plancheck.plan.parts import NATIONAL
from plancheck.reading.tree import Document, Items, Loc, Mapping, Node, Scalar, Span, location
from plancheck.requirements.base.open_values import OPEN

CONFIRM = "confirm"
KINDS = {"待定": str(OPEN), "请核": CONFIRM, str(OPEN): str(OPEN), CONFIRM: CONFIRM}
"""What a question asks for, by the word that it begins with: a value, or a second look."""
_QUESTION = re.compile(
    rf" *#\s*(?P<word>{'|'.join(KINDS)}) ?(?P<number>\d{{1,6}}) ?"
    r"\(line (?P<line>\d{1,6})\)[:：](?P<text>.*)"
)


class Question(NamedTuple):
    """A question to the author: where it stands, and which line of the official text raised it.

    It asks about the value at ``loc``, the ``field`` of an ``obligation`` or of what is around it.
    """

    number: int
    kind: str
    source_line: int
    where: Location
    loc: Loc
    obligation: str | None
    field: str
    text: str


def questions_in(document: Document) -> tuple[Question, ...]:
    """Return the questions that stand in ``document``, in its order."""
    lines = document.lines
    found = [(n, match) for n, line in enumerate(lines) if (match := _QUESTION.fullmatch(line))]
    if not found:
        return ()
    spans, first = list[Span](), dict[int, Loc]()
    for loc, node in _nodes(document.root):
        line, _, end, _ = node.span
        first.setdefault(line, loc)
        if isinstance(node, Scalar) and line < end:
            spans.append(node.span)
    questions = []
    for n, match in found:
        sign = match[0].index("#")
        if any(span[:2] < (n, sign) < span[2:] for span in spans):
            continue  # a line of a text that only looks like a comment
        loc = first.get(_next_line(lines, n), ())
        obligation, field = _asked_about(document.root, loc)
        where = location(document.path, lines, (n, sign, n, len(lines[n])))
        word, number, source_line, text = match.group("word", "number", "line", "text")
        asked = (int(number), KINDS[word], int(source_line), where)
        questions.append(Question(*asked, loc, obligation, field, text.strip()))
    return tuple(questions)


def _nodes(root: Node) -> Iterator[tuple[Loc, Node]]:
    """Yield every key, item and value below ``root`` with its way, in the order of the file."""
    waiting: list[tuple[Loc, Node]] = [((), root)]
    while waiting:
        loc, node = waiting.pop()
        inside: list[tuple[Loc, Node]] = []
        if loc:
            yield loc, node
        if isinstance(node, Mapping):
            for name, (key, value) in node.entries.items():
                inside += (((*loc, name), key), ((*loc, name), value))
        elif isinstance(node, Items):
            inside += (((*loc, place), item) for place, item in enumerate(node.nodes))
        waiting += reversed(inside)


def _next_line(lines: Sequence[str], number: int) -> int:
    """Return the number of the line after ``number`` that is neither blank nor a comment."""
    after = range(number + 1, len(lines))
    return next((n for n in after if lines[n].split("#")[0].strip()), len(lines))


def _asked_about(root: Node, loc: Loc) -> tuple[str | None, str]:
    """Return the id of the obligation that ``loc`` is in, if any, and the keys from there on.

    In no obligation they are those from its task on, or from the top.
    """
    within = next((name for name in ("obligations", "tasks") if name in loc[:-1]), None)
    if within is None:
        return None, ".".join(map(str, loc))
    inside = loc.index(within) + 2
    if within == "tasks":
        return None, ".".join(map(str, loc[inside:]))
    node: Node | None = root
    for step in (*loc[:inside], "id"):
        if isinstance(node, Mapping):
            node = node.entries[str(step)][1] if str(step) in node.entries else None
        elif isinstance(node, Items) and isinstance(step, int):
            node = node.nodes[step]
    id_ = node.text if isinstance(node, Scalar) else None
    return id_, ".".join(map(str, loc[inside:]))


@dataclass(frozen=True, slots=True)
class PlanState:
    """How far a plan has got on its way from a draft to the rule set in force.

    Its author was asked ``asked`` questions, and ``questions`` are left; ``unasked`` values
    are open without one. ``unwritten`` obligations of ``needed`` lack the author's own words.
    ``clauses`` is into how many the official text was cut, None where nothing says so.
    """

    draft: bool
    questions: tuple[Question, ...]
    unasked: tuple[Location, ...]
    asked: int
    needed: int
    unwritten: tuple[Location, ...]
    clauses: int | None

    @property
    def settled(self) -> int:
        """How many questions are settled."""
        return self.asked - len(self.questions) - len(self.unasked)

    @property
    def written(self) -> int:
        """How many obligations are worded."""
        return self.needed - len(self.unwritten)


def state_of(plan: Plan) -> PlanState:
    """Return how far ``plan`` has got, as its file says."""
    questions = questions_in(plan.document)
    unasked = tuple(_unasked(plan, questions))
    told = plan.draft.questions if plan.draft else None
    needed = [
        (obligation, plan.locate(*loc, "obligations", number, "id"))
        for loc, task in places(plan)
        for number, obligation in enumerate(task.obligations)
        if obligation.subject != NATIONAL
    ]
    return PlanState(
        draft=plan.is_draft,
        questions=questions,
        unasked=unasked,
        asked=max(told or 0, len(questions) + len(unasked)),
        needed=len(needed),
        unwritten=tuple(where for obligation, where in needed if obligation.says is None),
        clauses=len(plan.source.clauses) if plan.source and plan.source.clauses else None,
    )


def _unasked(plan: Plan, questions: Iterable[Question]) -> Iterator[Location]:
    """Yield each open value that no question is about, nor about what it is in.

    One above a key of the plan itself is about the whole plan.
    """
    about = {tuple(question.loc) for question in questions}
    if any(len(loc) < 2 for loc in about):
        return
    for loc in plan.open_at():
        if not any(tuple(loc[:end]) in about for end in range(1, len(loc) + 1)):
            yield plan.locate(*loc)

"""The columns of a numbered list: departments, duties and deadlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from plancheck.authoring.drafting.deadlines import (
    OWED,
    Due,
    Period,
    due_at_end,
    end_of_part,
    read_due,
)
from plancheck.authoring.drafting.levels import LEVEL_WORDS, says_level
from plancheck.authoring.drafting.numerals import is_unit
from plancheck.authoring.drafting.shape import Line, task_columns
from plancheck.authoring.drafting.who import Reporters
from plancheck.plan.cells import BODIES, CLOSING

_LABEL = re.compile(r"(?:^|(?<=[。;])|(?=[(【]))(?P<label>[(【]?[^\W\d_]{1,6}:)(?P<cell>[^。;)]*)")
_OF_TIME = re.compile("时限|时间|期限|进度")
_OF_MEASURES = re.compile("目标|任务|措施|举措|要求|内容")
_OF_BEGINNING = re.compile("启动|开始|起始|开工")
_OF_HELP = re.compile("配合|协办|协助|参与|参加")
_OF_PERSONS = re.compile("领导|[责任系负]任?人|电话|签[字名]")
_OF_BEFORE = re.compile("上年|去年|基数|基期|基准|现状|现有|分值|权重")
_OF_GROUPS = re.compile("类别|分类|领域|方面|板块|大类|一级指标")
_NO_GROUP = re.compile("[0-9必选可]|自愿|鼓励|[一二三四五]类")
"""What a cell of groups does not hold."""
_UNIT_IN_HEAD = re.compile(r"\((?P<unit>[^()]*)\)$")
_OF_VALUES = re.compile("(?:目标|指标|任务|计划)(?:值|数|量)?$")
_LABEL_OF_PERSONS = re.compile("[(【]?[^:]*(?:领导|[人员长]|电话|方式):")
"""The label of a cell that names who leads a task, or how to reach them."""
_OF_DEPARTMENTS = re.compile("单位|部门|科室|股室|处室|责任|负责|牵头|承办|配合")
_LONGEST_VALUE = 10
"""How many signs a cell has at most that is only a number."""
LEAST_LABELS = 3
ORGAN_ENDS = "局厅委部司院办科处室股队馆心署会组站所社团行公司府"
"""What the name of a department may end with."""
_AND = re.compile(f"(?<=[{BODIES}])(?:和|与|及)")
_TWO = re.compile(f"[{ORGAN_ENDS}](?:和|与|及).*[{ORGAN_ENDS}]$|[局厅委办][省市县区]")
"""Two names that 和 may join: 市文化和旅游局 is one."""
_PART = re.compile(
    "(?P<name>.+?)(?:等(?:有关|相关)?(?:部门|单位)?)?"
    "(?:(?:共同|分别|按职责)?(?:牵头负责|牵头|负责|主办|承办|落实|实施))?"
    "(?P<helps>(?:按职责(?:分工)?)?(?:配合|参与|协办|协助))?"
)
_ODD = re.compile("单位|部门|[为:()【]")
"""What no name of a department holds."""
_LEFT_OUT = re.compile(
    "等$|等(?:有关|相关|各)?(?:部门|单位)|(?:有关|相关|其他|各)(?:部门|单位|科室)$"
)
"""Words of a cell that leave names out."""
_NO_NAME = re.compile("^(?:局内)?(?:相关|有关|各|其他)|^[无—-]$")
_ENDS = {
    "(": re.compile(r"\((?P<names>[^()]*)\)[。;]?$"),
    "——": re.compile("——(?P<names>[^—]*)$"),
    "。由": re.compile("。由(?P<names>[^。]*(?:牵头|负责)[^。]*)。?$"),
}
"""What departments stand behind at the end of a task, by the mark that begins it."""
_BETWEEN_NAMES = re.compile(r"[,;、。/\\|](?![省市县区旗州镇乡、]*\))|会同|联合")
"""What parts the names in a cell: 各县(市、区)人民政府 is one."""
_UNREAD = re.compile(
    "牵头|配合(?=[。;)】]|$)|(?:责任|主管|承办|主办|实施)(?:单位|部门|科室|股室|处室)|[局委厅]负责"
)
"""What speaks of departments in a task in which none was read."""
_ORGAN = re.compile(
    f"[{ORGAN_ENDS}](?:共同|分别)?(?:牵头|负责|主办|配合|参与|协办|落实)*(?:[,;、和与及]|$)"
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the cells of each column begin with."""

    departments: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    due: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All of them."""
        return self.departments + self.duties + self.due


@dataclass(slots=True)
class Departments:
    """The departments a cell names in their order; what else it says is in ``rest``.

    ``helping`` only take part; a name that is ``unsure`` may be two, or none.
    """

    names: list[str] = field(default_factory=list)
    helping: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def labels_in(lines: Sequence[Line], tasks: int) -> Labels:
    """Return the labels of the columns: used three times, or by every task of fewer."""
    cells: dict[str, list[str]] = {}
    for line in lines:
        for match in _LABEL.finditer(line.text):
            cells.setdefault(match["label"], []).append(match["cell"])
    least = min(LEAST_LABELS, max(tasks, 1))
    kept = {label: found for label, found in cells.items() if len(found) >= least}
    duties = [label for label, found in kept.items() if any(map(says_level, found))]
    due = [label for label in kept if label not in duties and _OF_TIME.search(label)]
    others = (label for label in kept if label not in duties and label not in due)
    departments = [label for label in others if not _OF_MEASURES.search(label)]
    return Labels(tuple(departments), tuple(duties), tuple(due))


def mark_at_end(tasks: Sequence[str]) -> str:
    """Return what departments stand behind at the end of most tasks, empty for nothing."""
    for mark, pattern in _ENDS.items():
        found = [match["names"] for match in map(pattern.search, tasks) if match]
        named = [names for names in found if _ORGAN.search(names)]
        once = len(mark) == 1 or all(task.count(mark) < 2 for task in tasks)
        if once and len(named) >= min(LEAST_LABELS, len(tasks)) and 2 * len(named) > len(tasks):
            return mark
    return ""


def unread_department(text: str) -> str:
    """Return the words of a task that speak of departments, empty where none do."""
    match = _UNREAD.search(text)
    return text[max(0, match.start() - 12) : match.end() + 12] if match else ""


@dataclass(slots=True)
class Table:
    """The head of each column of a table; ``tiers`` by number.

    ``unit`` is what a head of values prints in brackets.
    The others are the places of columns that a layout does not have: the one of ``units``, the one
    of ``whom`` the duties bind, those of what is owed by the end of each part of the year
    (``stages``), of what asks nothing, such as who helps (``aside``), of what is not known.
    """

    id: str = ""
    task: str = ""
    measures: str = ""
    departments: str = ""
    duties: str = ""
    due: str = ""
    tiers: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    units: int | None = None
    whom: int | None = None
    stages: list[int] = field(default_factory=list)
    values: int | None = None
    aside: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)

    def written(self) -> dict[str, Any]:
        """Return it as a layout has it."""
        names = ("id", "task", "measures", "departments", "duties", "due", "tiers")
        return {name: value for name in names if (value := getattr(self, name))}


def table_of(
    heads: Sequence[str], rows: Sequence[Sequence[str]], reporters: Reporters, period: Period
) -> Table:
    """Return what the columns of a table are, by their heads and by what their cells hold.

    A second column of one kind is not known, so that nothing of it passes for the first.
    """
    number, title = task_columns(heads)
    table = Table(id="" if number is None else heads[number], task=heads[title])
    parts = [n for n, head in enumerate(heads) if end_of_part(head, period)]
    table.stages = parts if len(parts) > 1 else []
    others = [n for n in range(len(heads)) if n not in (number, title, *table.stages)]
    for n in others:
        head = heads[n]
        plain = _UNIT_IN_HEAD.sub("", head)
        cells = [row[n] for row in rows if n < len(row) and row[n]]
        wide = "" in heads[n + 1 : n + 2]  # the next column goes with it
        kind = "" if wide else _kind_of(plain, cells, reporters, period)
        tier = tier_of(plain, reporters)
        if tier and tier not in table.tiers:
            table.tiers[tier] = head
        elif kind in ("units", "whom", "values") and getattr(table, kind) is None:
            setattr(table, kind, n)
        elif kind == "aside":
            table.aside.append(n)
        elif kind in ("measures", "departments", "duties", "due") and not getattr(table, kind):
            setattr(table, kind, head)
        elif cells:
            table.unknown.append(n)
        if plain != head and (tier or kind == "values"):
            table.unit = head.removeprefix(plain)[1:-1]
    if table.values is not None and table.tiers:
        table.unknown.append(table.values)
        table.values = None
    if table.whom is not None and not table.duties:
        table.duties, table.whom = heads[table.whom], None
    return table


def _kind_of(head: str, cells: Sequence[str], reporters: Reporters, period: Period) -> str:
    """Return what a column is, empty for one that is not known."""
    if re.search("单位|量纲", head) and 2 * len([c for c in cells if is_unit(c)]) > len(cells):
        return "units"
    year = re.search("20[0-9]{2}", head)
    past = _OF_BEFORE.search(head) or (year and int(year[0]) < period.first.year)
    if past or _OF_PERSONS.search(head) or (_OF_TIME.search(head) and _OF_BEGINNING.search(head)):
        return "aside"
    if _OF_TIME.search(head):
        return "due"
    if _OF_GROUPS.search(head) and not any(
        _NO_GROUP.search(c) or reporters.mentions(c) for c in cells
    ):
        return "aside"
    if year and int(year[0]) > period.last.year:
        return ""
    if _OF_VALUES.search(head) and 2 * len([c for c in cells if _is_short_number(c)]) > len(cells):
        return "values"
    organs = bool(cells) and all(map(looks_like_organ, cells))
    if _are_reporters(cells, reporters):
        levels = [cell for cell in cells if says_level(cell)]
        return "duties" if 2 * len(levels) > len(cells) else "whom"
    if re.search("措施|内容|要求|举措|具体|子任务", head):
        return "measures"
    if _OF_HELP.search(head) and (organs or _OF_DEPARTMENTS.search(head)):
        return "aside"
    return "departments" if organs or _OF_DEPARTMENTS.search(head) else ""


def _is_short_number(cell: str) -> bool:
    return len(cell) <= _LONGEST_VALUE and bool(re.search("[0-9]", cell))


def tier_of(head: str, reporters: Reporters) -> str:
    """Return the tier that a head names, whole or without its noun, empty for none."""
    for tier, name in reporters.tiers.items():
        short = name.removesuffix(reporters.noun) or name
        if any(head.startswith(n) and OWED.fullmatch(head[len(n) :]) for n in (name, short)):
            return tier
    return ""


def _are_reporters(cells: Sequence[str], reporters: Reporters) -> bool:
    """Whether most of the cells of a column name those who report, or say at which level."""
    named = [cell for cell in cells if says_level(cell) or reporters.names_whole(cell)]
    return 2 * len(named) > len(cells)


def read_departments(cell: str) -> Departments:
    """Return the departments that a cell names; 和 parts them after some signs only."""
    found = Departments()
    for part in filter(None, _BETWEEN_NAMES.split(cell)):
        pieces = _AND.split(part)
        for piece in pieces:
            match = _PART.fullmatch(piece)
            if match is None or not match["name"]:
                continue
            name, helps = match["name"], match["helps"]
            if _NO_NAME.match(name):
                found.rest.append(piece)
                continue
            unsure = (
                len(name) == 1
                or _TWO.search(name)
                or _ODD.search(name)
                or not looks_like_organ(name)
            )
            if _LEFT_OUT.search(piece):
                found.unsure.append(piece)
            elif unsure:
                found.unsure.append(name)
            found.names.append(name)
            if helps:
                found.helping.append(name)
            if piece != name:
                found.rest.append(piece)
    return found


def names_persons(cell: str) -> bool:
    """Whether the label of ``cell`` announces persons."""
    return bool(_LABEL_OF_PERSONS.match(cell))


def read_persons(cell: str) -> Departments:
    """Return the names of a cell of persons: one that may be a department is asked about."""
    names = list(filter(None, re.split("[,;、]", cell)))
    organs = [name for name in names if looks_like_organ(name)]
    return Departments(organs, rest=[n for n in names if n not in organs], unsure=organs)


def due_in_brackets(cell: str, period: Period) -> str:
    """Return the deadline that ends a bracket: a known form after a comma, or after a semicolon."""
    inner = cell.rstrip(CLOSING)
    for sign in ";,":
        before, _, last = inner.rpartition(sign)
        if before and (read_due(last, period) or (sign == ";" and not _ORGAN.search(last))):
            return last
    return ""


def split_due(
    text: str, breaks: Sequence[int], period: Period, *, cell: bool, is_last: bool
) -> tuple[str, int]:
    """Return the deadline that follows the last cell of a task, and its place in ``text``.

    ``breaks`` are the places where a line of the copy begins. Without a ``cell`` before it, only a
    known form on a line of its own is one. After the last task more may be printed.
    """
    ends = [len(text), *(reversed(breaks) if is_last else ())]
    for end in ends:
        whole = text[:end].rstrip("。;")
        known = due_at_end(whole, period)
        start = len(whole) - len(known)
        if known and (start in breaks or (cell and _is_complete(whole[:start]))):
            return known, start
    following = [place for place in breaks if place > 0]
    if not cell or not following:
        return "", len(text)
    end = following[1] if is_last and len(following) > 1 else len(text)
    return text[following[0] : end].rstrip("。;"), following[0]


def _is_complete(cell: str) -> bool:
    """Whether a cell may end here: with a level, or with the name of a department."""
    return cell.endswith((*LEVEL_WORDS, *ORGAN_ENDS))


def looks_like_organ(name: str) -> bool:
    """Whether ``name`` ends as the names of departments do."""
    return name[-1] in ORGAN_ENDS


def due_of(cell: str, labels: Sequence[str], period: Period) -> Due | None:
    """Return what a cell of deadlines asks, None for one that is not a known form."""
    for label in labels:
        cell = cell.removeprefix(label)
    return read_due(cell.strip("。;,"), period)

"""The shape of a text: its title, its headings and how they are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plancheck.authoring.drafting.numerals import exact
from plancheck.plan.official_text import Heading, heading
from plancheck.reading.text import fold_text

SECTION, GROUP, TASK = "section", "group", "task"
_HAN = "[一二三四五六七八九十]+"
_BULLET = "(?P<bullet>[●○■□◆◇★☆▲△※•·▪►]?)"
_HEADINGS = {
    SECTION: re.compile(rf"{_BULLET}(?P<id>{_HAN})(?P<sign>、)(?P<title>.+)"),
    GROUP: re.compile(rf"{_BULLET}(?P<id>\({_HAN}\))(?P<sign>)(?P<title>.+)"),
    TASK: re.compile(rf"{_BULLET}(?P<id>[0-9]{{1,3}})(?P<sign>[.、])(?P<title>(?![0-9]).+)"),
}
_NUMBERED = rf"{_BULLET}(?P<id>[0-9]{{1,2}}\.[0-9]{{1,2}})(?P<sign>)(?P<title>(?![0-9.]).+)"
_BRACKETED = (
    r"(?P<bullet>\(?)(?P<id>[0-9]{1,2})(?P<sign>\)?)"
    r"(?P<title>(?:(?<=\))|(?![0-9.年月日个%-])).+)"
)
_NAMED = rf"(?P<bullet>任务|行动|工程|项目)(?P<id>[0-9]{{1,2}}|{_HAN})(?P<sign>:)(?P<title>.+)"
_OTHER_TASKS = (
    _HEADINGS | {TASK: re.compile(_NUMBERED)},
    {SECTION: _HEADINGS[SECTION], TASK: _HEADINGS[GROUP]},
    _HEADINGS | {TASK: re.compile(_BRACKETED)},
    _HEADINGS | {TASK: re.compile(_NAMED)},
)
"""How tasks are numbered in a text that has none of the usual: 1.1, as groups are, (1), 任务1:."""
LOOKED_FOR = ("一、…", "（一）…", "1.…")
"""The headings that are looked for, as a message names them."""
_QUOTED = re.compile("“(?P<title>[^”]+)”(?P<after>.*)")
_KINDS = "计划|方案|要点|安排|清单|任务|规划|意见|办法|分工"
_OF_TITLE = re.compile(f"(?:{_KINDS})》?(?:\\([^)]*\\))?$")
_OF_ROWS = re.compile("任务|措施|举措|指标|事项|项目")
"""What the head of a table names."""
_OF_GROUPS = re.compile("一级|类别|分类|领域")
"""What the head of a column names whose cells are groups of tasks."""
_TOTAL = re.compile("合计|总计|小计|共计|汇总")
_ORGANS = re.compile(r"\((?=[^()]*(?:牵头|负责|配合|完成|坚持|成果|[局厅委部司院办科处]\)))")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that says something: its number, its folded signs and its cells."""

    number: int
    text: str
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Node:
    """A section, group or task with what stands below it."""

    kind: str
    id: str
    title: str
    below: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Shape:
    """The headings of a text as a tree and in a row, and the patterns that print them.

    ``title`` is the plan's own. ``odd`` are lines whose number does not follow on, and ``heads``
    those of the columns of a table.
    """

    title: str
    front: list[Line]
    sections: list[Node]
    headings: list[Heading]
    patterns: dict[str, str]
    title_line: int
    odd: list[Line]
    heads: tuple[str, ...] = ()
    lines: dict[int, str] = field(default_factory=dict)

    @property
    def task_lines(self) -> list[int]:
        """The numbers of the lines that begin a task."""
        return [number for number, kind in self.lines.items() if kind == TASK]

    def task_texts(self, lines: Sequence[Line]) -> list[str]:
        """Return what stands from the heading of each task to the next heading."""
        texts: list[str] = []
        in_task = False
        for line in lines:
            kind = self.lines.get(line.number)
            if kind == TASK:
                texts.append("")
            in_task = kind == TASK or (in_task and kind is None)
            if in_task:
                texts[-1] += line.text
        return texts

    @property
    def tasks(self) -> list[Node]:
        """The tasks in their order."""
        return [
            task
            for section in self.sections
            for node in section.below
            for task in ([node] if node.kind == TASK else node.below)
        ]


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    id: str
    sign: str
    title: str
    line: Line
    bullet: str = ""


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text`` that say something."""
    cut = (
        (n, tuple(map(fold_text, line.split("\t")))) for n, line in enumerate(text.split("\n"), 1)
    )
    return [Line(number, "".join(cells), cells) for number, cells in cut if any(cells)]


def shape_of(lines: Sequence[Line]) -> Shape:
    """Return the shape of a text: headings count up without a gap."""
    head = next((line for line in lines if is_head(line)), None)
    found, odd = _headings(lines, head, _HEADINGS)
    for others in _OTHER_TASKS:
        if any(f.kind == TASK for f in found):
            break
        found, odd = _headings(lines, head, others)
    first = found[0].line.number if found else 1 << 30
    first = min(first, head.number) if head else first
    front = [line for line in lines if line.number < first]
    title, title_line = _title(front)
    ended = {kind: _ending([f for f in found if f.kind == kind]) for kind in _HEADINGS}
    patterns = {
        kind: _usual([f.bullet for f in found if f.kind == kind])
        + ("{id}" if kind != TASK or _is_numbered(lines, head) else "")
        + _usual([f.sign for f in found if f.kind == kind])
        + before
        + "{title}"
        + after
        for kind, (before, after) in ended.items()
        if any(f.kind == kind for f in found)
    }
    nodes = [Node(f.kind, f.id, _own_title(f, *ended[f.kind])) for f in found]
    sections = _tree(nodes, title)
    printed = [heading(n.kind, n.id, n.title, patterns[n.kind]) for n in nodes]
    heads = head.cells if head else ()
    return Shape(
        title,
        front,
        sections,
        printed,
        patterns,
        title_line,
        odd,
        heads,
        {f.line.number: f.kind for f in found},
    )


def is_head(line: Line) -> bool:
    """Whether a line is the head of a table: four cells or more, with 任务, 措施 or 指标."""
    return len(line.cells) >= 4 and any(_OF_ROWS.search(cell) for cell in line.cells)


def task_columns(heads: Sequence[str]) -> tuple[int | None, int]:
    """Return which columns of a table hold the number and the title of a task."""
    number = next((n for n, cell in enumerate(heads) if re.fullmatch("序号|编号|No.?", cell)), None)
    own = [n for n, cell in enumerate(heads) if not _OF_GROUPS.search(cell)]
    named = [n for n in own if "任务" in heads[n]] or [
        n for n in own if re.search("事项|项目|指标|名称|工作", heads[n])
    ]
    measures = [n for n, cell in enumerate(heads) if re.search("措施|举措", cell)]
    title = next((n for n in named if n not in measures), measures[0] if measures else 0)
    return number, title


def _headings(
    lines: Sequence[Line], head: Line | None, patterns: Mapping[str, re.Pattern[str]]
) -> tuple[list[_Found], list[Line]]:
    """Return the headings, and the lines whose number does not follow on."""
    above = dict.fromkeys(patterns, "")
    found, odd = [], []
    counted = not _is_numbered(lines, head)
    for line in lines:
        if head is not None and len(line.cells) > 1:
            row = _row(line, head, above[TASK] if counted else None) if line is not head else None
            if row is not None and _follows(row.id, above[TASK]):
                above[TASK] = row.id
                found.append(row)
            elif row is not None or (line is not head and _has_number(line, head)):
                odd.append(line)
            continue
        for kind, pattern in patterns.items():
            match = pattern.fullmatch(line.text)
            if match is None:
                continue
            if _follows(match["id"], above[kind]):
                above[kind] = match["id"]
                own = match["id"], match["sign"], match["title"], line, match["bullet"]
                found.append(_Found(kind, *own))
            else:
                odd.append(line)
    return found, odd


def _follows(id_: str, above: str) -> bool:
    """Whether a number counts up from that above it, empty for none: 3 from 2, 2.1 from 1.4."""
    *parts, last = (exact(sign) or 0 for sign in id_.strip("()").split("."))
    *before, least = (exact(sign) or 0 for sign in above.strip("()").split(".")) if above else [0]
    if not parts:
        return last == least + 1
    first = before[0] if before else 0
    return (parts[0], last) in ((first, least + 1), (first + 1, 1)) and parts[0] > 0


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row of a table sums up the others."""
    return bool(_TOTAL.match(next(filter(None, cells), "")))


def _is_numbered(lines: Sequence[Line], head: Line | None) -> bool:
    """Whether tasks have numbers; those of a table in a column or before their titles."""
    if head is None or task_columns(head.cells)[0] is not None:
        return True
    rows = (line for line in lines if len(line.cells) > 1 and line is not head)
    return any(_row(line, head, None) for line in rows)


def _has_number(line: Line, head: Line) -> bool:
    """Whether a row has a number, so that it is a task, though perhaps without a title."""
    number, _ = task_columns(head.cells)
    cell = "".join(line.cells[number : number + 1]) if number is not None else ""
    return cell.isdigit()


def _row(line: Line, head: Line, above: str | None) -> _Found | None:
    """Return the task that a row of a table is about, None for a row without a number.

    In a table without numbers its tasks are counted, from the number ``above`` this one.
    """
    number, title = task_columns(head.cells)
    cells = [*line.cells, *[""] * (len(head.cells) - len(line.cells))]
    if above is not None:
        has_task = cells[title] and not is_total(cells)
        id_ = str(int(above or "0") + 1)
        return _Found(TASK, id_, "", cells[title], line) if has_task else None
    printed = cells[title] if number is None else f"{cells[number].rstrip('.、')}.{cells[title]}"
    match = _HEADINGS[TASK].fullmatch(printed)
    if match is None:
        return None
    sign = match["sign"] if number is None else cells[number][len(match["id"]) :]
    return _Found(TASK, match["id"], sign, match["title"], line)


def _ending(found: Sequence[_Found]) -> tuple[str, str]:
    """Return what is printed before and after every title of one kind."""
    if found and found[0].kind == SECTION:
        quoted = [_QUOTED.fullmatch(f.title) for f in found]
        after = {match["after"] for match in quoted if match}
        if all(quoted) and len(after) == 1:
            return "“", "”" + after.pop()
    stops = ["。" if "。" in f.title else "" for f in found if f.kind == TASK]
    return "", _usual(stops) if stops else ""


def _usual(signs: Sequence[str]) -> str:
    return Counter(signs).most_common(1)[0][0] if signs else ""


def _own_title(found: _Found, before: str, after: str) -> str:
    """Return the title that a heading has: up to its first 。, or to the brackets of a task."""
    title = found.title
    if before:
        return title.removeprefix(before).removesuffix(after)
    title = title.partition("。")[0]
    if found.kind == TASK:
        organs = _ORGANS.search(title)
        title = title[: organs.start()] if organs else title
    return title.rstrip(":;,")


def _tree(nodes: Sequence[Node], title: str) -> list[Node]:
    """Return the sections with what stands below each; a text without sections is one."""
    sections: list[Node] = []
    above: Node | None = None
    for node in nodes:
        if node.kind == SECTION:
            sections.append(node)
            above = node
            continue
        if not sections:
            sections.append(Node(SECTION, "0", title))
            above = sections[0]
        if node.kind == GROUP:
            sections[-1].below.append(node)
            above = node
        else:
            assert above is not None
            above.below.append(node)
    return sections


def _title(front: Sequence[Line]) -> tuple[str, int]:
    """Return the plan's title and the line of the text it stands on; empty where there is none."""
    best = [
        line for line in front if re.search("20[0-9]{2}", line.text) and _OF_TITLE.search(line.text)
    ]
    best += [line for line in front if _OF_TITLE.search(line.text) and len(line.text) > 5]
    for line in best:
        return line.text.strip("《》"), line.number
    return (front[0].text.strip("《》"), front[0].number) if front else ("", 1)

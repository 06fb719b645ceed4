"""Texts changed in one place of every task, and written another way with nothing changed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.drafting.marked import QUESTION, Marked

NOT_OF_A_DUTY = re.compile(
    "《[^》]*》|“[^”]*”|12345热线|[0-9]+岁以上|选择[0-9]+个|局组织[0-9]+次|[一二三四五六七八九十]+[、.．]"
)
"""What has numbers in it that nobody owes."""
UNITS = "个|项|次|家|人次|人|%|％|场|处|公里|万元|支|台|户|间|只|万只|万卷|万\n卷|卷|种|万人|座|起"
CHANGES = (
    (rf"([0-9０-９.．]*[0-9０-９])(?= *(?:{UNITS}))", lambda m: _other_number(m[1])),
    (r"([两二三四五六七八九十百]+)(?=个|项|次|家|场|人次|十)", lambda m: _other_character(m[1])),
    (r"不少于|不低于", lambda _: "不超过"),
    (r"不超过", lambda _: "不少于"),
    (r"必做", lambda _: "选做"),
    (r"选做", lambda _: "必做"),
    (r"一类(?=县|市|区)|大型(?=单位)", lambda m: {"一类": "二类", "大型": "小型"}[m[0]]),
    (r"(?<=、)二类(?=县|市|区)", lambda _: "三类"),
    (r"([0-9]+)(?=月底前)", lambda m: str(int(m[1]) % 12 + 1)),
    (r"([一二三])(?=季度完成)", lambda m: {"一": "二", "二": "三", "三": "四"}[m[1]]),
    (r"年内完成", lambda _: "三季度完成"),
    (r"年内有\s*阶段\s*性成果", lambda _: "年内完成"),
    (r"示例(?=[^，。；、\s]{0,8}[局委科厅处](?:牵头|[、，；\s和]))", lambda _: "样例"),
)
"""What is looked for, and what stands there after the change."""


class Change(NamedTuple):
    """One change: the task it is in, the place, and what stands there instead."""

    task: str
    start: int
    end: int
    new: str


def tasks_in(text: str, titles: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield each task's id with the stretch of ``text`` that it has.

    ``titles`` are the tasks' titles by their ids, in the order of the text.
    """
    places = [0]
    for title in titles.values():
        match = re.compile(r"\s*".join(map(re.escape, title))).search(text, places[-1])
        assert match, title
        places.append(match.start())
    yield from zip(titles, places[1:], [*places[2:], len(text)], strict=True)


def changes_in(text: str, titles: dict[str, str]) -> list[Change]:
    """Return every change of a number, bound, level, tier, day or department in a task."""
    found = []
    for id_, start, end in tasks_in(text, titles):
        hidden = [match.span() for match in NOT_OF_A_DUTY.finditer(text, start, end)]
        for pattern, new in CHANGES:
            for match in re.compile(pattern).finditer(text, start, end):
                if not any(low <= match.start() < high for low, high in hidden):
                    found.append(Change(id_, match.start(), match.end(), new(match)))
    return found


def rounds(changes: list[Change]) -> Iterator[list[Change]]:
    """Yield sets of changes with at most one in each task: as few texts as will do."""
    by_task: dict[str, list[Change]] = {}
    for change in changes:
        by_task.setdefault(change.task, []).append(change)
    for number in range(max(map(len, by_task.values()), default=0)):
        yield [own[number] for own in by_task.values() if number < len(own)]


def changed(text: str, changes: list[Change]) -> str:
    """Return ``text`` with all of ``changes``."""
    for change in sorted(changes, key=lambda change: -change.start):
        text = text[: change.start] + change.new + text[change.end :]
    return text


def decisions(draft: str) -> dict[str, Any]:
    """Return by task what a draft decides or asks: all but wording, phrases and digests."""
    marked = Marked(draft)
    asked: dict[str, list[str]] = {}
    for number, line in enumerate(marked.lines, 1):
        if QUESTION.match(line):
            asked.setdefault(marked.task_at(number + 1), []).append(line.split(" ", 3)[-1])
    return {
        one["id"]: [_bare(one), *map(_bare, one.get("obligations", [])), asked.get(one["id"])]
        for _, one in marked.tasks
    }


def _bare(entry: dict[str, Any]) -> dict[str, Any]:
    wording = ("title", "cites", "cites_per_tier", "name", "unassessed", "obligations")
    levels = [phrase for phrase in entry.get("cites", []) if phrase.endswith("做")]
    return {**{key: value for key, value in entry.items() if key not in wording}, "cites": levels}


def same_texts(text: str) -> dict[str, str]:
    """Return the text written in other ways: line ends, full width, blanks inside its lines."""
    wide = {code: code + 0xFEE0 for code in map(ord, "0123456789%(),:;?.")}
    narrow = {wide: code for code, wide in wide.items()}
    spaced = "\n".join(_spaced(line) for line in text.split("\n"))
    return {
        "wide, with blanks, lines ending in CR LF": spaced.translate(wide).replace("\n", "\r\n"),
        "narrow, lines ending in blanks": text.translate(narrow).replace("\n", " \u3000\n"),
    }


def _spaced(line: str) -> str:
    """Return ``line`` with blanks between some of its signs, but none beside a tab."""
    chance = random.Random(line)
    spaced = ""
    for here, following in zip(line, f"{line[1:]}\t", strict=bool(line)):
        blank = chance.choice(("", "", "", " ", "　", "\u00a0"))
        spaced += here + ("" if "\t" in here + following else blank)
    return spaced


def _other_number(written: str) -> str:
    """Return another number, a little larger than any it is compared with."""
    return f"1{written}"


def _other_character(written: str) -> str:
    return {"两": "三", "二": "三", "十": "九"}.get(written, f"{written[:-1]}七")

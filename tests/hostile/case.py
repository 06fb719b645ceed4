"""What a hostile case is: files made on the spot, and what the command has to say of them.

An attack on the structure of YAML is tried on every kind of file. Each kind has a sound file with a
slot in it; the rest of that file is such that nothing but the attack is to be found fault with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SLOT = "@@"

PLAN = """\
format: plancheck.plan/1
id: sample
title: {zh: 示例计划, en: sample plan}
issuer: {zh: 示例局, en: sample office}
period:
  from: 2014-01-01
  to: 2014-12-31
tiers: {1: {zh: 一类, en: tier 1}}
source:
  title: 示例
  sha256: "0"
sections:
- id: "一"
  title: {zh: 节, en: section}
  groups:
  - id: "(一)"
    title: {zh: 组, en: group}
    tasks:
    - id: 1
      title: {zh: 任务, en: task}
      due: completed
      obligations:
      - id: 1.scheme
        name: {zh: 方案, en: scheme}
        says: {zh: 制定方案。, en: Draw up a scheme.}
        cites: [方案]
        applies: {all: mandatory}
      - id: 1.training
        name: {zh: 培训, en: training}
        says: {zh: 组织培训。, en: Hold training.}
        cites: [培训]
        applies: {all: mandatory}
        requires:
          quota:
            metric: sessions
            at_least: 6
            unit: {zh: 次, en: sessions}
      - id: 1.officers
        name: {zh: 人员, en: officers}
        says: {zh: 按计划数完成。, en: Train the planned number.}
        cites: [人员]
        applies: {allotted: mandatory}
        requires: {quota: {metric: participants, at_least: allotment, unit: {zh: 人, en: people}}}
"""
REPORT = """\
format: plancheck.report/1
plan: sample
province: 上海
tier: 1
allotments: {1.officers: none}
evidence:
  Z01:
    note: 示例
    date: 2014-10-20
tasks:
  1.scheme: {status: completed, evidence: [Z01]}
  1.training:
    sessions: 6
"""
ROSTER = """\
format: plancheck.roster/1
plan: sample
source: 示例
provinces:
  北京: {tier: 1, allotments: {1.officers: none}}
  上海:
    tier: 1
    allotments:
      1.officers:
        participants: 160
"""
WAIVERS = """\
format: plancheck.waivers/1
plan: sample
waivers:
- reason: 示例
  obligation: 1.scheme
  province: 上海
  approved_by: 示例函〔2014〕1号
  until: 2014-12-31
"""

GOOD = """\
province: 北京
tier: 1
allotments: {1.officers: none}
tasks: {1.scheme: completed, 1.training: {sessions: 7}}
"""
"""A report that complies; beside a hostile file it keeps its verdicts."""
GOOD_VERDICTS = {"pass": 2, "not-applicable": 1}


@dataclass(frozen=True)
class Kind:
    """A kind of file, with the option that names it and its sound file with each of its slots."""

    name: str
    sound: str
    slots: dict[str, tuple[str, str]]
    """For each slot the line it is cut into, and the value on it that it takes the place of."""
    depths: dict[str, int]
    """How many collections are open around a slot."""

    @property
    def file(self) -> str:
        return f"{self.name}.yaml"

    @property
    def option(self) -> tuple[str, ...]:
        """The arguments that name the file to the command."""
        return (self.file,) if self.name == "report" else (f"--{self.name}", self.file)

    @property
    def lines(self) -> int:
        return self.sound.count("\n")

    def filled(self, slot: str, text: str) -> str:
        """Return the sound file with ``text`` in the place of a slot's value."""
        line, value = self.slots[slot]
        assert self.sound.count(line) == 1
        return self.sound.replace(line, line.replace(value, text))

    def place(self, slot: str) -> tuple[int, int]:
        """Return the line and the column at which a slot begins, from 1."""
        line, value = self.slots[slot]
        before = self.sound[: self.sound.index(line) + line.index(value)]
        return before.count("\n") + 1, len(before) - before.rfind("\n")


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "report",
            REPORT,
            {
                "text": ("note: 示例", "示例"),
                "count": ("sessions: 6", "6"),
                "date": ("date: 2014-10-20", "2014-10-20"),
                "name": ("province: 上海", "上海"),
            },
            {"text": 3},
        ),
        Kind(
            "roster",
            ROSTER,
            {
                "text": ("source: 示例", "示例"),
                "count": ("participants: 160", "160"),
                "name": ("  上海:", "上海"),
            },
            {"text": 1},
        ),
        Kind(
            "waivers",
            WAIVERS,
            {
                "text": ("reason: 示例", "示例"),
                "date": ("until: 2014-12-31", "2014-12-31"),
                "name": ("province: 上海", "上海"),
            },
            {"text": 3},
        ),
        Kind(
            "plan",
            PLAN,
            {
                "text": ("title: 示例", "示例"),
                "count": ("at_least: 6", "6"),
                "date": ("from: 2014-01-01", "2014-01-01"),
            },
            {"text": 2},
        ),
    )
}
ALL = tuple(KINDS)


@dataclass(frozen=True)
class Said:
    """A problem: its key and its place, the column None where any will do."""

    key: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Case:
    """A file that is refused, and what is said of it.

    ``said`` are its problems in their order. With ``further`` they are the first, and any others
    are of these keys; ``count`` is the number of all, where it is known.
    """

    id: str
    row: str
    kind: Kind
    make: Callable[[Path], object]
    said: tuple[Said, ...]
    further: frozenset[str] = frozenset()
    count: int | None = None
    arguments: tuple[str, ...] = ()


Text = str | bytes | Callable[[], str | bytes]
"""Content, or what makes it: the large ones are made when they are needed and not before."""


def written(text: Text) -> Callable[[Path], object]:
    """Return a function that writes ``text`` to the file it is given."""

    def write(path: Path) -> None:
        content = text() if callable(text) else text
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def whole(
    row: str,
    name: str,
    text: Text,
    *said: Said,
    kinds: Iterable[str] = ALL,
    further: Iterable[str] = (),
    count: int | None = None,
    arguments: tuple[str, ...] = (),
) -> Iterator[Case]:
    """Yield a case for each kind: the file is ``text`` and nothing else."""
    for kind in kinds:
        yield Case(
            f"{name}-{kind}",
            row,
            KINDS[kind],
            written(text),
            said,
            frozenset(further),
            count,
            arguments,
        )


def in_slot(
    row: str,
    name: str,
    text: str | Callable[[], str],
    *said: tuple[str, int, int | None],
    slot: str = "text",
    kinds: Iterable[str] = ALL,
    further: Iterable[str] = (),
    count: int | None = None,
) -> Iterator[Case]:
    """Yield a case for each kind: ``text`` stands in the place of a value of its sound file.

    Places in ``said`` count from where the value begins: (0, 0) is its first character, and on the
    lines below it a column is that of the file.
    """
    for kind in kinds:
        line, column = KINDS[kind].place(slot)

        def content(kind: Kind = KINDS[kind]) -> str:
            return kind.filled(slot, text() if callable(text) else text)

        places = (
            Said(key, line + down, None if along is None else along if down else column + along)
            for key, down, along in said
        )
        yield Case(
            f"{name}-{kind}",
            row,
            KINDS[kind],
            written(content),
            tuple(places),
            frozenset(further),
            count,
        )


def at_end(
    row: str,
    name: str,
    text: str | Callable[[], str],
    *said: tuple[str, int, int | None],
    kinds: Iterable[str] = ALL,
    further: Iterable[str] = (),
    count: int | None = None,
) -> Iterator[Case]:
    """Yield a case for each kind: ``text`` follows its sound file, and lines count from there."""
    for kind in kinds:

        def content(kind: Kind = KINDS[kind]) -> str:
            return kind.sound + (text() if callable(text) else text)

        places = (Said(key, KINDS[kind].lines + line, column) for key, line, column in said)
        yield Case(
            f"{name}-{kind}",
            row,
            KINDS[kind],
            written(content),
            tuple(places),
            frozenset(further),
            count,
        )

"""Which clauses of a task's measures speak of whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plancheck.authoring.drafting.amounts import amounts_in
from plancheck.authoring.drafting.deadlines import is_a_day
from plancheck.authoring.drafting.questions import Doubt, ask_to_confirm
from plancheck.authoring.drafting.who import Reporters, Who, Whom
from plancheck.plan.official_text import Piece

_ENDS = ("。", "!", "?")
_PROMOTES = re.compile("并?(?:推动|推进|帮助|协助)")
"""How a clause begins in which the issuer does something about some of those who report."""
_TOGETHER = re.compile("牵头|负责|统筹|[配联]合|会同|[共协]同|协[助作]|参[与加]")
"""What the issuer does with those who report, so that it is not plain who does what."""
_LEADS = re.compile("^(?:除|针对|围绕|按照|根据|依托|结合|以|在|为|对|从|坚持|聚焦)|:$")
"""A clause without a subject that belongs to the next one: an adverbial, or 建设书屋:…."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a measure: its text with the sign that ends it, its place and its paragraph."""

    text: str
    start: int
    paragraph: int
    last: bool = False

    @property
    def ends(self) -> bool:
        """Whether a sentence ends with it: by its sign, or as the last of a row of a table."""
        return self.last or self.text.rstrip(")").endswith(_ENDS)

    @property
    def bare(self) -> str:
        """The text without the sign that ends it."""
        return self.text.rstrip(",;。!?:、(")


@dataclass(slots=True)
class Part:
    """What is asked of one set of those who report."""

    who: Who
    clauses: list[Clause]
    named_in: Clause

    @property
    def text(self) -> str:
        """Its clauses as one text."""
        return "".join(clause.text for clause in self.clauses)

    def after_who(self, clause: Clause) -> tuple[str, int]:
        """Return what ``clause`` says after the words for whom, and where that begins in it."""
        begin = self.who.end if clause is self.named_in else 0
        return clause.text[begin:], begin


@dataclass(slots=True)
class Segment:
    """Clauses about those who report; ``parts`` are variants by tier where it has several.

    ``doubts`` are about all of it, ``joined`` about which clauses belong to it.
    """

    parts: list[Part]
    doubts: list[Doubt] = field(default_factory=list)
    joined: list[Doubt] = field(default_factory=list)

    @property
    def who(self) -> Who:
        """Whom its first clause names."""
        return self.parts[0].who

    @property
    def clauses(self) -> list[Clause]:
        """All its clauses in their order."""
        return [clause for part in self.parts for clause in part.clauses]

    @property
    def start(self) -> int:
        """Where it begins in the folded text."""
        return self.clauses[0].start

    @property
    def text(self) -> str:
        """Its clauses as one text."""
        return "".join(clause.text for clause in self.clauses)

    @property
    def tiers(self) -> list[str]:
        """The tiers that its parts name, as often as they do."""
        return [t for part in self.parts if part.who.whom is Whom.TIERS for t in part.who.tiers]


@dataclass(slots=True)
class Remark:
    """A sentence that names none of those who report: what the issuer does itself.

    ``about`` are those whom it only urges, 推进有…的省份…, or an organ that is no known issuer.
    """

    clauses: list[Clause]
    about: str = ""

    @property
    def start(self) -> int:
        """Where it begins in the folded text."""
        return self.clauses[0].start

    @property
    def text(self) -> str:
        """Its clauses as one text."""
        return "".join(clause.text for clause in self.clauses)


def clauses_of(pieces: Sequence[Piece], reporters: Reporters) -> list[Clause]:
    """Return the clauses of a task's measures; a number with a comma in it is not cut."""
    joined: list[Clause] = []
    for piece in pieces:
        clause = Clause(piece.text, piece.start, piece.paragraph)
        if joined and _THOUSANDS.search(joined[-1].text[-2:] + "\0" + clause.text[:4]):
            before = joined.pop()
            clause = Clause(before.text + clause.text, before.start, before.paragraph)
        joined.append(clause)
    said = [clause for clause in _without_marks(joined) if re.search(r"\w", clause.text)]
    return [part for clause in said for part in cut_clause(clause, reporters)]


def _without_marks(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Yield each clause without the mark of a point that it begins with: 一是, (1)."""
    for clause in clauses:
        mark = _POINT.match(clause.text)
        end = mark.end() if mark else 0
        yield Clause(clause.text[end:], clause.start + end, clause.paragraph)


_POINT = re.compile(
    r"\([0-9一二三四五六七八九十]{1,2}\)|[0-9]{1,2}[).、](?![0-9])|[一二三四五六七八九]是"
    "|第[一二三四五],|(?:工作|主要|具体|目标|任务|重点)*(?:目标|任务|措施|举措|要求|内容):"
)
_THOUSANDS = re.compile("[0-9],\0[0-9]{3}(?![0-9])")
_CUTS = re.compile("[(:、,;。]")


def cut_clause(clause: Clause, reporters: Reporters) -> Iterator[Clause]:
    """Yield ``clause`` cut where a variant by tier begins within it: in brackets, after 、."""
    who = reporters.read(clause.text)
    begin = 0
    for match in _CUTS.finditer(clause.text, who.end if who else 0):
        following = reporters.read(clause.text[match.end() :])
        if following and following.whom in (Whom.TIERS, Whom.OTHERS) and match.end() > begin:
            yield Clause(clause.text[begin : match.end()], clause.start + begin, clause.paragraph)
            begin = match.end()
    yield Clause(clause.text[begin:], clause.start + begin, clause.paragraph)


def segments_of(
    clauses: Sequence[Clause],
    reporters: Reporters,
    issuers: Iterable[str],
    *,
    implied: bool = False,
) -> list[Segment | Remark]:
    """Return the segments and remarks that ``clauses`` form, in their order.

    A sentence that one of ``issuers`` begins is the issuer's own. With ``implied`` one that names
    nobody is about all of those who report, as another column names them.
    """
    return _Cutter(clauses, reporters, tuple(issuers), implied=implied).cut()


class _Cutter:
    """Goes through the clauses of one task."""

    def __init__(
        self,
        clauses: Sequence[Clause],
        reporters: Reporters,
        issuers: tuple[str, ...],
        *,
        implied: bool,
    ) -> None:
        self.clauses = clauses
        self.reporters = reporters
        self.issuers = issuers
        self.implied = implied
        self.found: list[Segment | Remark] = []
        self.open: Segment | Remark | None = None
        self.waiting: list[Clause] = []
        self.trailing: list[Clause] = []
        pairs = pairwise(clauses)
        # Where lines break within sentences, a new line is no new paragraph.
        self.wrapped = any(a.paragraph != b.paragraph and not a.ends for a, b in pairs)

    def cut(self) -> list[Segment | Remark]:
        begins, above = True, 0
        for clause in self.clauses:
            if begins and clause.paragraph != above and not self.wrapped:
                self.open = None
            above = clause.paragraph
            self.add(clause, begins=begins)
            begins = clause.ends
            if begins:
                self.end_sentence()
            elif isinstance(self.open, Remark) and clause.text.endswith(";"):
                self.open = None
        self.end_sentence()
        return self.found

    def end_trailing(self) -> None:
        """Join a sentence without a subject to the segment before it, and ask."""
        if self.trailing and isinstance(self.open, Segment):
            self.open.parts[-1].clauses += self.trailing
            doubt = _joined(self.trailing[0])
            counts = any(amounts_in(clause.text, clause.start) for clause in self.trailing)
            (self.open.doubts if counts else self.open.joined).append(doubt)
        self.trailing = []

    def end_sentence(self) -> None:
        self.end_trailing()
        if self.waiting:
            self.remark(self.waiting)
            self.waiting = []
        if isinstance(self.open, Remark):
            self.open = None

    def add(self, clause: Clause, *, begins: bool) -> None:
        organ = self.reporters.organ_in(clause.text) if isinstance(self.open, Segment) else ""
        issuer = clause.text.startswith(self.issuers or "\0")
        if issuer or organ:
            if issuer and not begins and isinstance(self.open, Segment):
                self.open.doubts.append(_mixed(clause))
            self.end_trailing()
            self.open = None
            self.remark([*self.waiting, clause], "" if issuer else organ)
            self.waiting = []
            return
        who = self.reporters.read(clause.text)
        within = isinstance(self.open, Segment) and not begins and not self.trailing
        some = who is not None and who.urged and who.whom is Whom.UNKNOWN
        if who is not None and some and not within and _PROMOTES.match(clause.text):
            self.end_trailing()
            self.open = None
            self.remark([*self.waiting, clause], who.printed)
            self.waiting = []
            return
        aside = who is not None and (who.chosen or who.urged or who.whom is Whom.UNKNOWN)
        if who is not None and not (within and aside):
            self.name(who, clause, begins=begins)
        elif isinstance(self.open, Segment) and (begins or self.trailing):
            self.trailing.append(clause)
        elif isinstance(self.open, Segment) and is_a_day(clause.text):
            self.waiting.append(clause)
        elif isinstance(self.open, Segment):
            self.open.parts[-1].clauses += [*self.waiting, clause]
            self.waiting = []
        elif isinstance(self.open, Remark):
            self.open.clauses.append(clause)
        elif self.waiting or is_a_day(clause.text) or _leads(clause):
            self.waiting.append(clause)
            if clause.ends:
                self.end_sentence()
        elif self.implied and begins and (organ := self.reporters.organ_in(clause.text)):
            self.remark([clause], organ)
        elif self.implied and begins:
            self.name(Who(Whom.ALL, "", 0), clause, begins=begins)
        else:
            self.remark([clause])

    def name(self, who: Who, clause: Clause, *, begins: bool) -> None:
        segment, before = self.open, self.trailing
        variant = isinstance(segment, Segment) and _is_variant(segment, who, begins=begins)
        if before and variant:
            self.end_trailing()
            before = []
        self.trailing = []
        part = Part(who, [*self.waiting, *before, clause], clause)
        self.waiting = []
        if isinstance(segment, Segment) and variant:
            segment.parts.append(part)
            return
        joined = [_joined(before[0])] if before else []
        doubts = []
        if isinstance(segment, Remark) and not self.apart(segment, clause):
            doubts.append(_mixed(clause))
        self.open = Segment([part], doubts, joined)
        self.found.append(self.open)

    def apart(self, remark: Remark, clause: Clause) -> bool:
        """Whether one sentence says what the issuer does by name, and then what others do."""
        named = remark.text.startswith(self.issuers or "\0")
        return named and not _TOGETHER.search(remark.text + clause.text)

    def remark(self, clauses: list[Clause], about: str = "") -> None:
        self.open = Remark(list(clauses), about)
        self.found.append(self.open)


def _leads(clause: Clause) -> bool:
    return bool(_LEADS.search(clause.text)) and not clause.ends


def _mixed(clause: Clause) -> Doubt:
    return ask_to_confirm("draft.mixed", clause.start, phrase=clause.bare[:20])


def _joined(clause: Clause) -> Doubt:
    return ask_to_confirm("draft.joined", clause.start, phrase=clause.bare[:20])


def _is_variant(segment: Segment, who: Who, *, begins: bool) -> bool:
    """Whether a clause about ``who`` says what the segment asks of some of those it is about."""
    first = segment.who
    if who.chosen or who.urged or first.chosen or first.urged:
        return False
    if who.whom is Whom.TIERS:
        general = first.whom in (Whom.ALL, Whom.CONCERNED)
        able = first.whom is Whom.TIERS or (general and (not begins or bool(segment.tiers)))
        return able and not set(who.tiers) & set(segment.tiers)
    others = who.whom is Whom.OTHERS
    return others and (bool(segment.tiers) or first.whom is Whom.NAMED)

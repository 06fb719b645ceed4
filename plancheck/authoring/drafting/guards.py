"""Words that take back, soften or narrow what a sentence seems to ask."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from plancheck.authoring.drafting.accounts import Account
from plancheck.authoring.drafting.questions import Doubt, ask_open
from plancheck.authoring.drafting.segments import Clause, Part, Segment
from plancheck.authoring.drafting.statements import says_nothing
from plancheck.authoring.drafting.who import Reporters, Whom

MOST = 48
"""How many signs of a segment a question quotes, so that all whom it names are seen."""
_BESIDE = re.compile(
    "(?:及(?!时)|以及|和(?!谐)|与|、|或|\\(|等(?![级候待])|中的|为主)"
    "(?!各[^,;。0-9]{2,14}?(?:不|至少|≥))[^,;。]{1,8}"
)
"""Somebody else who is named after those who report: 各县及所辖乡镇; units are asked elsewhere."""
_OF_SOME = re.compile("[^,;。]{2,12}的$")
"""How a clause ends that says of whom, or in which case, the next one speaks: 未达标的，…."""


def guards_in(
    segment: Segment, accounts: Mapping[int, Account], reporters: Reporters
) -> list[Doubt]:
    """Return the first doubt on whether, of whom and in which case a segment asks something."""
    for part in segment.parts:
        found = _sets_apart(segment, part, accounts, reporters.tiers) or [
            (key, word, clause.start + place)
            for clause in part.clauses
            for key, word, place in _guards(part, clause, accounts[clause.start], reporters)
        ]
        for key, word, place in found[:1]:
            return [ask_open(key, place, word=word, phrase=segment.text[:MOST].rstrip(",;。"))]
    return []


def _sets_apart(
    segment: Segment, part: Part, accounts: Mapping[int, Account], tiers: Collection[str]
) -> list[tuple[str, str, int]]:
    """Return the words of a part that takes some out of those the segment is about.

    It says something else of them than a number or a day, or nothing: 各县(一类县)…, 三类县不参加.
    """
    if part.who.whom not in (Whom.TIERS, Whom.OTHERS):
        return []
    if any(re.search(r"\w", part.after_who(clause)[0]) for clause in part.clauses):
        others = [other for other in segment.parts if other is not part]
        whole = any(p.who.whom is Whom.OTHERS for p in segment.parts) or {*segment.tiers} == {
            *tiers
        }
        general = segment.who.whom in (Whom.ALL, Whom.CONCERNED) and not whole
        beside = general or any(_counts(other, accounts) for other in others)
        if not beside or _counts(part, accounts) or says_nothing(part, accounts):
            return []
    return [("draft.mention", part.text.strip(",;。"), part.named_in.start)]


def _counts(part: Part, accounts: Mapping[int, Account]) -> bool:
    """Whether a part states a number."""
    return any(accounts[clause.start].amounts for clause in part.clauses)


def _guards(
    part: Part, clause: Clause, account: Account, reporters: Reporters
) -> Iterator[tuple[str, str, int]]:
    """Yield each word that guards ``clause``, with the key of its question and its place."""
    said, begin = part.after_who(clause)
    named = clause is part.named_in
    for left in account.left:
        yield "draft.guard", left.word, left.start
    some = _OF_SOME.search(clause.bare)
    if some is not None and not clause.ends:
        yield "draft.guard", some[0], 0
    beside = _BESIDE.match(said) if named else None
    if beside is not None:
        yield "draft.mention", beside[0], begin
    for mention in reporters.mentions(said) if named else reporters.others_in(said):
        yield "draft.mention", mention, begin + max(said.find(mention), 0)

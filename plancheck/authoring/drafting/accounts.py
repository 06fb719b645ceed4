"""The account of a clause: the days and numbers that the rules read in it, and what they left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plancheck.authoring.drafting.amounts import AT_LEAST, NO_UNIT, Amount, Asks, amounts_in
from plancheck.authoring.drafting.blanks import blanked
from plancheck.authoring.drafting.deadlines import Day, Period, days_in
from plancheck.authoring.drafting.leftovers import About, Leftover, leftovers_in
from plancheck.authoring.drafting.questions import PHRASE, ask_open

AROUND = 6
"""How many signs on either side of a word a question quotes."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a clause says: a number or a day is open where a word beside it was not read.

    ``left`` are the words that make it open whether, of whom or in which case a thing is asked.
    """

    amounts: tuple[Amount, ...]
    days: tuple[Day, ...]
    left: tuple[Leftover, ...]


def account_of(
    text: str,
    place: int,
    period: Period,
    *,
    begin: int = 0,
    nouns: tuple[str, ...] = (),
    turn: str = "",
) -> Account:
    """Return the account of ``text``, which stands at ``place`` of the folded text.

    Its signs before ``begin`` say whom it is about; ``nouns`` name those who report;
    ``turn`` is the word of a growth before it.
    """
    amounts = amounts_in(blanked(text, [(0, begin)]), place, nouns, turn)
    lengths = [place for a in amounts for place in range(a.start, a.end)]
    days = [day for day in days_in(text, period) if day.day or day.start not in lengths]
    read = [(0, begin), *((day.start, day.end) for day in days)]
    read += [(amount.start, amount.end) for amount in amounts]
    left: dict[About, list[Leftover]] = {about: [] for about in About}
    for word in leftovers_in(text, read, counted=bool(amounts)):
        left[word.about].append(word)
    days += [Day(None, word.word, word.start, word.end) for word in left[About.DAY]]
    amounts = _unsettled(amounts, left[About.NUMBER], text, place)
    return Account(tuple(amounts), tuple(days), tuple(left[About.LEVEL]))


def _unsettled(
    amounts: Sequence[Amount], left: Sequence[Leftover], text: str, place: int
) -> list[Amount]:
    """Return the amounts of a clause, open where words are ``left``; one question is enough."""
    if not left or any(amount.doubts for amount in amounts):
        return list(amounts)
    word = left[0]
    phrase = text[max(0, word.start - AROUND) : word.end + AROUND].strip(" ,;。")
    if not amounts:
        doubt = ask_open("draft.quantity", place + word.start, phrase=phrase)
        span = word.start, left[-1].end
        return [Amount(Asks.NUMBER, AT_LEAST, None, NO_UNIT, *span, doubts=(doubt,))]
    values = {"word": word.word, "phrase": text.strip(",;。")[:PHRASE]}
    doubt = ask_open("draft.number-left", place + word.start, **values)
    return [replace(amount, value=None, doubts=(doubt,)) for amount in amounts]

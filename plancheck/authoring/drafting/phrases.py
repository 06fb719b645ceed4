"""The phrases by which a rule set identifies a clause without copying it."""

from __future__ import annotations

import re

from plancheck.authoring.drafting.numerals import NUMBER
from plancheck.plan.lint import MOST_CITED
from plancheck.plan.vocabulary import HAN

_WHOLE = re.compile(
    rf"(?:不少于|不低于|至少|不超过|不高于|可申报|≥|≤)?[0-9{HAN}.]+[^\W\d_]{{0,3}}"
    r"|(?:[一二三四五六七八九]类?、)*[一二三四五六七八九]类[^\W\d_]{1,2}|\([^()]{1,8}\)|[上下]半年|全年|年内"
)
"""What is cited whole: a number with its bound and unit, a list of tiers, a short bracket."""
_LEAD = re.compile("并且?|其中[:,]?|同时|且")
_LEAST = 4
"""How many signs a phrase has at least, so that it identifies something."""


def phrases_of(clause: str) -> list[str]:
    """Return ``clause`` in phrases that can be cited, each number and each tier whole in one."""
    text = clause.strip(",;。!?:、(")
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead and len(text) - lead.end() >= _LEAST else text
    text = text.removesuffix(")") if "(" not in text else text
    found = []
    while len(text) > MOST_CITED:
        cut = _cut(text)
        found.append(text[:cut])
        text = text[cut:]
    found.append(text)
    # A phrase of signs alone would identify nothing.
    return [phrase.strip("、,") for phrase in found if re.search(r"\w", phrase)]


def _cut(text: str) -> int:
    """Return where to cut ``text`` at the latest, between words where they can be told."""
    whole = [match.span() for match in (*NUMBER.finditer(text), *_WHOLE.finditer(text))]
    last = min(MOST_CITED, len(text) - _LEAST + 1)
    free = [
        place
        for place in range(_LEAST + 2, last + 1)
        if not any(start < place < end for start, end in whole)
    ]
    apart = [place for place in free if text[place - 1] in "、》”"]
    joined = [place for place in free if text[place] in "和与及并《“"]
    words = apart or joined
    if words and len(text) <= 2 * MOST_CITED:
        return min(words, key=lambda place: abs(len(text) - 2 * place))
    return max(words or free or [last])

"""The fewest questions: the facts that settle every review by missing facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from plancheck.verdicts.result import Finding, Result, Verdict
from plancheck.verdicts.scenarios import FACTS, settling_facts

SHARED = ("tier", "designated", "class")
"""The facts that several obligations wait for; the others are about one obligation each."""


class Question(NamedTuple):
    """A fact to ask a subject for, and the obligations that wait for it.

    ``obligation`` is the one whose allotment or units are meant, None for a shared fact.
    """

    fact: str
    obligation: str | None
    obligations: tuple[str, ...]


class QuestionCount(NamedTuple):
    """A fact to ask for, over many reports: how many of them lack it, how many reviews wait.

    ``obligations`` wait for it in any of them.
    """

    fact: str
    obligation: str | None
    reports: int
    reviews: int
    obligations: tuple[str, ...]


Key = tuple[str, str | None]
"""What a question is about: its fact and its obligation."""


def questions(result: Result) -> tuple[Question, ...]:
    """Return the smallest set of facts that settles all of a report's reviews by missing facts.

    The fact that settles most comes first. Where the report complies in no tier, the tier is no
    question.
    """
    reviews = [finding for finding in result.findings if waits_for_facts(finding)]
    if not reviews:
        return ()
    known = result.moot
    by_class = any(finding.scenarios[0].classes is not None for finding in reviews)
    shared_facts = [fact for fact in SHARED if by_class or fact != "class"]
    counts = range(len(shared_facts) + 1)
    choices = [facts for count in counts for facts in combinations(shared_facts, count)]
    asked = min((_asked(reviews, known, shared) for shared in choices), key=len)
    waiting: dict[Key, list[str]] = {key: [] for key in asked}
    for finding in reviews:
        for key in _needed(finding, known, asked):
            waiting[key].append(finding.obligation)
    ordered = sorted(waiting, key=lambda key: (-len(waiting[key]), FACTS.index(key[0])))
    return tuple(Question(*key, tuple(waiting[key])) for key in ordered)


def _asked(
    reviews: Sequence[Finding], known: Sequence[str], shared: Sequence[str]
) -> dict[Key, None]:
    """Return facts that settle every review if the ``shared`` ones are asked for.

    A fact about one obligation settles no review but its own, so that what a review lacks beside
    the shared facts can be chosen for it alone.
    """
    asked: dict[Key, None] = {(fact, None): None for fact in shared if fact not in known}
    for finding in reviews:
        lacking = settling_facts(finding.scenarios, known=(*known, *shared))
        asked |= {_key(fact, finding): None for fact in lacking}
    return asked


def _needed(finding: Finding, known: Sequence[str], asked: Iterable[Key]) -> list[Key]:
    """Return those of the facts ``asked`` for that a review waits for."""
    own = (None, finding.obligation)
    among = [fact for fact in FACTS if any(key[0] == fact and key[1] in own for key in asked)]
    needed = settling_facts(finding.scenarios, known=known, among=among)
    return [_key(fact, finding) for fact in needed]


def _key(fact: str, finding: Finding) -> Key:
    return fact, None if fact in SHARED else finding.obligation


def waits_for_facts(finding: Finding) -> bool:
    """Whether a finding is a review because facts are missing that would settle it."""
    return finding.verdict is Verdict.REVIEW and bool(finding.facts)


class QuestionTally:
    """The questions to many reports, counted one report after the other."""

    def __init__(self) -> None:
        self._reports: Counter[Key] = Counter()
        self._reviews: dict[Key, Counter[str]] = {}

    def add(self, asked: Iterable[Question]) -> None:
        """Add the questions to one report."""
        for fact, obligation, waiting in asked:
            self._reports[fact, obligation] += 1
            self._reviews.setdefault((fact, obligation), Counter()).update(waiting)

    def counts(self) -> tuple[QuestionCount, ...]:
        """Return every question; the one that settles most reviews comes first."""
        counted = (
            QuestionCount(*key, self._reports[key], reviews.total(), tuple(reviews))
            for key, reviews in self._reviews.items()
        )
        return tuple(
            sorted(counted, key=lambda question: (-question.reviews, FACTS.index(question.fact)))
        )

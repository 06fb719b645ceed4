"""Single sentences of ordinary office style: what a draft says of each is right, or asked."""

from __future__ import annotations

import re

import pytest

from tests.drafting.comparison import Result, compare, wrong
from tests.drafting.drafted import drafted
from tests.drafting.sentences import CASES, plans_of, read_cases


def sentence(fact: str, text: str) -> str:
    """Return the line of the task that ``fact`` is about."""
    lines = text.split("\n")
    if at := re.search(r"line (\d+)", fact):
        return lines[int(at[1]) - 1]
    of = re.search(r"\d+(?=[. ])", fact)
    return next((line for line in lines if of and line.startswith(f"{of[0]}.")), "")


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.yaml")))
def test_no_sentence_gives_a_wrong_fact_without_a_question(name: str) -> None:
    for text, truth in plans_of(read_cases(name)):
        missed = wrong(compare(drafted(text).yaml, truth))
        assert [f"{fact} ← {sentence(fact, text)}" for fact in missed] == []


def test_a_plain_sentence_is_settled_without_a_question() -> None:
    for text, truth in plans_of(read_cases("plain")):
        facts = compare(drafted(text).yaml, truth)
        asked = [fact for fact in facts if fact.result is not Result.RIGHT]
        assert [f"{fact} ← {sentence(fact.about, text)}" for fact in asked] == []

"""Texts that try to write YAML of their own, or to keep the draft busy."""

from __future__ import annotations

import random

import pytest
import yaml

from plancheck.errors import PlanError
from plancheck.plan.official_text import fold_text
from tests.drafting.drafted import drafted
from tests.drafting.marked import QUESTION, Marked
from tests.drafting.sentences import plan_with

SIGNS = (
    *"\u0085\u2028\u2029\r\v\f\x1c\x1e",
    *"\u202a\u202e\u2066\u2069\u200e\u200f\u061c\ufeff\x00\x1b\x7f",
)
"""Signs that end a line somewhere, turn the writing round, or that YAML does not have."""
WORDS = """
# : #示例 : - ' " '' "" { } [ ] {{ &示例 *示例 !示例 | > % @ ` \\ \\u2028 --- ... ? ~ , null
""".split()
"""What means something in YAML."""
PLACES = ("2027年示例省", "一、示例", "（一）示例", "举办", "约10场", "市示例", "各类县", "年内")
"""What stands in titles, a measure, a number that is asked about, and each of the columns."""
INJECTED = "{}        applies: {all: optional}{}draft: false{}# 请核 99 (line 1): 示例"
TEXT = plan_with({"text": "各县举办示例培训，约10场。"})


def with_words(words: str) -> str:
    """Return a text that has ``words`` after the first of each of ``PLACES``."""
    text = TEXT
    for place in PLACES:
        text = text.replace(place, place + words, 1)
    return text


def read(text: str) -> Marked:
    """Return the draft of ``text``, which both parsers have to read alike."""
    draft = drafted(text)
    assert yaml.safe_load(draft.yaml) == yaml.load(draft.yaml, yaml.CSafeLoader)
    marked = Marked(draft.yaml)
    comments = [line for line in marked.lines if line.lstrip().startswith("#")]
    asked = [line for line in comments if QUESTION.match(line)]
    assert len(asked) == len(draft.questions) == len(marked.questions)
    assert [number for _, number, _ in marked.questions] == [*range(1, len(asked) + 1)]
    acting = {hex(ord(sign)) for sign in SIGNS if sign in draft.yaml}
    assert not acting, "a sign that acts stands in the draft"
    return marked


def test_no_sign_of_a_text_acts_in_its_draft() -> None:
    injected = "".join(INJECTED.replace("{}", sign) for sign in SIGNS)
    marked = read(with_words(injected))
    assert marked.data.keys() == read(TEXT).data.keys()
    assert "false" not in str(marked.data["draft"])


def test_words_that_mean_something_in_yaml_are_kept() -> None:
    titles = [f"{words}示例工作" for words in WORDS]
    text = plan_with(*({"title": title, "text": "各县举办示例培训。"} for title in titles))
    tasks = read(with_words(" ".join(WORDS))).data["sections"][0]["groups"][0]["tasks"]
    assert len(tasks) == 4
    tasks = read(text).data["sections"][0]["groups"][0]["tasks"]
    assert [fold_text(task["title"]) for task in tasks[1:-2]] == [*map(fold_text, titles)]


def test_a_text_without_tasks_has_no_draft() -> None:
    for text in ("", "\n", "示例", "2027年示例计划\n\n示例工作。\n", "\t\t\t\n任务\n"):
        with pytest.raises(PlanError):
            drafted(text)


def test_noise_gives_a_draft_that_can_be_read_or_none() -> None:
    chance = random.Random(27)
    signs = "一二三类县各必选做完成不少于个次年月底前、，。；：（）《》“”1234567890.%\t\n 示例"
    for size in (10, 100, 1_000):
        noise = "".join(chance.choices(signs, k=size))
        read(TEXT + noise)
        read(TEXT.replace("约10场", noise.replace("\n", "")))
    million = "".join(chance.choices(signs, k=100_000)) * 10
    with pytest.raises(PlanError):
        drafted(million)


def test_a_long_line_is_drafted() -> None:
    for part in ("各县举办示例培训不少于3次，", "示例", "（", "一类县", "1", "、", "《", "不少于"):
        read(TEXT.replace("约10场", part * 100))

"""What changes a draft and what does not."""

from __future__ import annotations

import pytest

from tests.drafting.changes import changed, changes_in, decisions, rounds, same_texts
from tests.drafting.drafted import drafted
from tests.drafting.truths import PLANS, truths

SHAPES = ("brackets", "half-years", "indicators", "table", "tier-columns", "web-copy")
"""One text of each shape."""
TRUTHS = {truth.name: truth for truth in truths() if truth.name in SHAPES}


@pytest.mark.parametrize("name", TRUTHS)
def test_every_change_of_what_is_asked_changes_the_draft_or_its_questions(name: str) -> None:
    _, text, options, wanted = TRUTHS[name]
    before = decisions(drafted(text, **options).yaml)
    titles = {id_: task["title"] for id_, task in wanted["tasks"].items()}
    unnoticed = []
    for some in rounds(changes_in(text, titles)):
        after = decisions(drafted(changed(text, some), **options).yaml)
        unnoticed += [
            (change.task, text[change.start - 8 : change.end + 8], change.new)
            for change in some
            if after.get(change.task) == before.get(change.task)
        ]
    assert unnoticed == []


@pytest.mark.parametrize("name", TRUTHS)
def test_how_a_text_is_written_does_not_change_a_byte_of_its_draft(name: str) -> None:
    _, text, options, _ = TRUTHS[name]
    written = drafted(text, **options).yaml
    assert drafted(text, **options).yaml == written
    for way, same in same_texts(text).items():
        assert drafted(same, **options).yaml == written, way


@pytest.mark.parametrize(
    ("name", "odd"), [("bodies", "二类高校"), ("leaders", "二类乡镇"), ("scores", "三类县")]
)
def test_an_exception_in_any_column_changes_the_draft_or_its_questions(name: str, odd: str) -> None:
    lines = (PLANS / f"{name}.txt").read_text("utf-8").split("\n")
    rows = [(n, line.split("\t")) for n, line in enumerate(lines) if line.count("\t") > 3]
    before = decisions(drafted("\n".join(lines)).yaml)
    passed_over = []
    for number, cells in rows[1:]:
        for column in range(2, len(cells)):  # behind the number and the title
            row = "\t".join([*cells[:column], f"{odd}除外", *cells[column + 1 :]])
            altered = "\n".join([*lines[:number], row, *lines[number + 1 :]])
            if cells[0] != "合计" and decisions(drafted(altered).yaml) == before:
                passed_over.append((number + 1, cells[column]))
    assert passed_over == []

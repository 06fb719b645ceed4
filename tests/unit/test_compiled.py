"""The shipped data files from their forms and from YAML: the same, or the form is not used."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import SafeUUID

import pytest
from pydantic import BaseModel

from plancheck.plan import compiled
from plancheck.plan.compiled import Shipped
from plancheck.plan.identity import version_text
from plancheck.plan.loading import SHIPPED, SHIPPED_PLAN, load_plan
from plancheck.plan.model import Plan
from plancheck.reading.models import File
from plancheck.reading.source import shipped_content
from plancheck.reading.tree import Document, Items, Mapping, Node, Scalar
from plancheck.requirements.base.wording import Forms
from tests.conftest import ROOT

PLANS = [
    ROOT / "tests" / "plans" / f"{name}.yaml" for name in ("bounds", "draft", "kinds", "quotas")
]
each_file = pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.name)


def both(shipped: Shipped[Any]) -> tuple[File, File]:
    """Return the file from its form and from YAML."""
    content = shipped_content(shipped.name)
    written = shipped.from_yaml(content)
    made = shipped.from_form(shipped.form_of(written), content)
    assert made is not None
    return made, written


def told_apart(value: object) -> object:
    """Return all that can be seen of a value: types, order, and which fields are given."""
    if isinstance(value, BaseModel):
        # What is computed later is kept beside the fields.
        fields = {name: value.__dict__[name] for name in value.__dict__ if name in model_of(value)}
        extra = (value.__pydantic_extra__, (value.__pydantic_private__ or {}).keys())
        inner = [(name, told_apart(one)) for name, one in fields.items()]
        return type(value), inner, value.model_fields_set, extra
    if isinstance(value, dict):
        return dict, [(told_apart(key), told_apart(one)) for key, one in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [told_apart(one) for one in value]
    return type(value), value, vars(value) if isinstance(value, Forms) else None


def model_of(value: BaseModel) -> dict[str, Any]:
    return type(value).model_fields


def ways(node: Node, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield loc
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield from ways(value, (*loc, key))
    elif isinstance(node, Items):
        for place, value in enumerate(node.nodes):
            yield from ways(value, (*loc, place))


def shape(node: Node) -> object:
    """Return all of a tree: texts, places, and what the reading of keys noted."""
    if isinstance(node, Scalar):
        return node.text, node.plain, node.span
    if isinstance(node, Mapping):
        entries = [(name, shape(key), shape(one)) for name, (key, one) in node.entries.items()]
        return entries, node.misspelt, node.span
    return [shape(one) for one in node.nodes], node.span


@each_file
def test_every_field_is_the_same(shipped: Shipped[Any]) -> None:
    made, written = both(shipped)
    assert told_apart(made) == told_apart(written)


@each_file
def test_every_place_and_all_of_the_document_is_the_same(shipped: Shipped[Any]) -> None:
    made, written = both(shipped)
    found = list(ways(written.document.root))
    assert len(found) > 100
    for loc in found:
        for key in (False, True):
            assert made.locate(*loc, key=key) == written.locate(*loc, key=key)
    mine, theirs = made.document, written.document
    assert mine.lines == theirs.lines
    assert (mine.sha256, mine.file_sha256) == (theirs.sha256, theirs.file_sha256)
    assert (mine.content, mine.path, made.path) == (theirs.content, theirs.path, written.path)
    assert (mine.remarks, mine.problems, mine.written) == (theirs.remarks, theirs.problems, {})
    assert (mine.in_chinese, mine.top, mine.medium) == (
        theirs.in_chinese, theirs.top, theirs.medium,
    )  # fmt: skip
    assert shape(mine.root) == shape(theirs.root)


def test_what_is_computed_of_the_plan_is_the_same() -> None:
    made, written = both(SHIPPED_PLAN)
    assert isinstance(made, Plan)
    assert isinstance(written, Plan)
    assert vars(made)["rules_sha256"] == written.rules_sha256  # from the form
    for name in (
        "rules_sha256",
        "sha256",
        "open_values",
        "is_draft",
        "subject_names",
        "has_trials",
    ):
        assert getattr(made, name) == getattr(written, name), name
    assert list(made.by_id) == list(written.by_id)
    obligation = next(iter(made.by_id.values()))[1]
    assert obligation.model_copy() == obligation
    assert hash(obligation.name) == hash(next(iter(written.by_id.values()))[1].name)


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.stem)
def test_a_form_can_hold_what_other_plans_ask(file: Path) -> None:
    """Numbers by day, with decimals or open, shares, growth: what the shipped plan has not yet."""
    written = load_plan(str(file))
    made = SHIPPED_PLAN.from_form(SHIPPED_PLAN.form_of(written), written.document.content)
    assert told_apart(made) == told_apart(written)


def test_lists_of_one_obligation_are_no_other_ones() -> None:
    made, _ = both(SHIPPED_PLAN)
    assert isinstance(made, Plan)
    lists = [one.departments for _, one in made.by_id.values() if not one.departments]
    assert len(lists) > 1
    assert len({id(one) for one in lists}) == len(lists)


@each_file
def test_a_form_that_is_of_something_else_is_not_used(
    shipped: Shipped[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = shipped_content(shipped.name)
    form = shipped.form_of(shipped.from_yaml(content))
    assert shipped.from_form(form, content) is not None
    assert shipped.from_form(form, content + b"\n") is None
    for name, other in (("__version__", "9.9.9"), ("FORM", "plancheck.compiled/9")):
        with monkeypatch.context() as changed:
            changed.setattr(compiled, name, other)
            assert shipped.from_form(form, content) is None, name
    for end in (0, 1, 100, len(form) // 2, len(form) - 1):
        assert shipped.from_form(form[:end], content) is None, end
    head, values = form.split(b"\n", 1)
    for broken in (
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"":"Nothing"}',
        b'{"":"date"}',
        b"\xff",
        b"{" * 9,
    ):
        assert shipped.from_form(head + b"\n" + broken, content) is None, broken
    assert shipped.from_form(head + b"\n" + values.replace(b'"":"', b'"":"No', 1), content) is None
    for name in shipped.derived:
        without = values.replace(f'"{name}":'.encode(), b'"x":')
        assert shipped.from_form(head + b"\n" + without, content) is None


def test_a_value_that_has_no_form_is_refused() -> None:
    plan = SHIPPED_PLAN.from_yaml(shipped_content(SHIPPED_PLAN.name))
    for value in (1.5, uuid.UUID(int=0), {"": "date", "is": "2014-01-01"}, SafeUUID.safe):
        with pytest.raises(TypeError):
            SHIPPED_PLAN.form_of(plan.model_copy(update={"departments": {"a": value}}))


def test_without_a_form_the_yaml_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    expected, read = load_plan(), list[str]()

    def noted(content: bytes, path: str) -> Document:
        read.append(path)
        return reader(content, path)

    reader = compiled.parse
    monkeypatch.setattr(compiled, "parse", noted)
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
    without = load_plan()
    assert read == ["data/plan2014.yaml"]
    assert told_apart(without) == told_apart(expected)
    form = SHIPPED_PLAN.form_of(without)
    (tmp_path / "plan2014.json").write_bytes(form)
    again = load_plan()
    assert len(read) == 1
    assert again.locate("id").line == without.locate("id").line
    assert len(read) == 2
    assert list(tmp_path.iterdir()) == [tmp_path / "plan2014.json"]


def test_the_version_is_that_of_the_plan() -> None:
    plan = load_plan()
    assert version_text().splitlines()[1] == f"{plan.id} sha256 {plan.sha256}"
    assert version_text().encode().isascii()

"""A plan in one language, which writes each of its texts as a plain string."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from plancheck.errors import PlanError, Problem, Values
from plancheck.plan.model import Plan
from plancheck.plan.parts import Metric, read_languages
from plancheck.reading.models import Strict, missing_key, parts_within
from plancheck.reading.tree import Document, Items, Loc, Mapping, Node, Scalar, plain
from plancheck.requirements.base.wording import LANGUAGES, Text, Unit


def write_in_both(document: Document) -> None:
    """Give each text of a plan in one language both, with its one wording in each.

    Notes what is written for two languages all the same. Raises PlanError where the plan does not
    say in which languages it is: no text could be read then.
    """
    assert isinstance(document.root, Mapping)
    _, stated = document.root.entries["languages"]
    try:
        language, *others = read_languages(plain(stated))
    except PydanticCustomError as exc:
        raise PlanError([Problem(exc.type, document.locate(["languages"]))]) from None
    if not others:
        _Rewriting(document, language).within(document.root, Plan)


def mark_texts(plan: Plan) -> None:
    """Mark each text of ``plan`` as one that is written in the languages of the plan alone."""
    for _, text in texts_in(plan):
        text.model_fields_set.difference_update({*LANGUAGES}.difference(plan.languages))


def texts_in(model: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, Text]]:
    """Yield every text in ``model``, which stands at ``loc``, with its place."""
    if isinstance(model, Text):
        yield loc, model
        return
    for name, field in type(model).model_fields.items():
        value, at = getattr(model, name), (*loc, field.alias or name)
        if isinstance(value, BaseModel):
            yield from texts_in(value, at)
        elif isinstance(value, list | dict):
            parts: Iterable[tuple[str | int, Any]] = (
                value.items() if isinstance(value, dict) else enumerate(value)
            )
            for place, part in parts:
                if isinstance(part, BaseModel):
                    yield from texts_in(part, (*at, place))


class _Rewriting:
    """The tree of a plan in one language, whose texts come to stand in both."""

    def __init__(self, document: Document, language: str) -> None:
        self._document = document
        self._language = language
        (self._other,) = {*LANGUAGES} - {language}

    def within(self, node: Node, model: type[Strict]) -> None:
        """Rewrite every text in ``node``, which ``model`` describes."""
        if not isinstance(node, Mapping):
            return
        for name, (part, container) in parts_within(model).items():
            key, value = node.entries.get(name, (None, None))
            if key is None or value is None:
                continue
            if container is None:
                node.entries[name] = (key, self._part(key, value, part))
            elif container is dict and isinstance(value, Mapping):
                for each, (own, inner) in value.entries.items():
                    value.entries[each] = (own, self._part(own, inner, part))
            elif container is list and isinstance(value, Items):
                value.nodes = [self._part(key, inner, part) for inner in value.nodes]

    def _part(self, key: Scalar, node: Node, model: type[Strict]) -> Node:
        if issubclass(model, Text):
            return self._text(key, node, model)
        self.within(node, model)
        return node

    def _text(self, key: Scalar, node: Node, model: type[Text]) -> Mapping:
        """Return the text ``node`` with its wording under the key of either language."""
        text = Mapping(node.start, node.end)
        said: Node | None = node
        if isinstance(node, Mapping) and issubclass(model, Metric):
            text.entries = dict(node.entries)
            if self._other in node.entries:
                other, _ = text.entries.pop(self._other)
                values = {"other": other.text, "language": self._language}
                self._note("plan.other-language", other, values)
            key, said = node.entries.get(self._language, (key, None))
        said = self._wording(key, said, model)
        zh = said.entries["other"][1] if isinstance(said, Mapping) else said
        text.entries |= {"zh": (key, zh), "en": (key, said)}
        return text

    def _wording(self, key: Scalar, node: Node | None, model: type[Text]) -> Node:
        """Return ``node`` if it is a wording, else what stands for the one that it should be."""
        if isinstance(node, Scalar) and node.data is not None:
            return node
        counted = self._language == "en" and issubclass(model, Unit)
        if counted and isinstance(node, Mapping) and {*node.entries} == {"one", "other"}:
            return node
        if node is None:
            missing = {**missing_key(self._document, [self._language]), "cure": None}
            self._note("schema.missing", key, missing)
        elif isinstance(node, Scalar):
            self._note("schema.blank", key, {"key": key.text})
        else:
            self._note("plan.one-language", key, {"key": key.text, "language": self._language})
        return Scalar("…", False, key.start, key.end)

    def _note(self, problem: str, key: Scalar, values: Values) -> None:
        self._document.problems.append(Problem(problem, self._document.at(key), values))

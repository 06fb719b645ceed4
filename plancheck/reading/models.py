"""How a document becomes typed models: key spelling, and problems with a place.

Two passes. *Spelling* walks the nodes beside the model: a Chinese key becomes the model's own, an
unknown or twice-given key becomes a problem at that key. *Typing* is pydantic's: scalars arrive as
the text they were written as, and each field type of ``values`` says which spellings are that value
exactly.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as MappingOf
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    PrivateAttr,
    ValidationError,
)
from pydantic_core import CoreSchema

from plancheck.errors import (
    MOST_PROBLEMS,
    MOST_SLIPS,
    Location,
    Near,
    PlancheckError,
    Problem,
    near,
)
from plancheck.reading.syntax import CURABLE, FULL_WIDTH, ODD_COLON
from plancheck.reading.tree import Document, Items, Loc, Mapping, Node, Scalar

# --- models and their keys -----------------------------------------------------------------------


class Strict(BaseModel):
    """A mapping of a file: no unknown key, no coercion, no change after loading."""

    # A model inside others is checked by theirs: one of its own is built if it is ever needed.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    # Methods, because pydantic would evaluate the annotations of class variables for every model.
    @classmethod
    def not_a_mapping(cls) -> str:
        """Return the problem of something else in its place."""
        return "schema.mapping"

    @classmethod
    def alternatives(cls) -> tuple[str, ...]:
        """Return the keys that exclude each other; a file writes one."""
        return ()


class File(Strict):
    """A whole file, which knows where each of its values stands."""

    _document: Document = PrivateAttr()

    @property
    def document(self) -> Document:
        """The tree it was read from."""
        # What ``self._document`` means, which pydantic takes ten times as long to find.
        private = self.__pydantic_private__ or {}
        return private["_document"]  # type: ignore[no-any-return]

    @property
    def path(self) -> str:
        """The name of the file it was read from."""
        return self.document.path

    def locate(self, *loc: str | int, key: bool = False) -> Location:
        """Return the place of a value, or of the nearest thing above it that exists.

        With ``key`` the place of the key that names it.
        """
        return self.document.locate(loc, key=key)


class Mark:
    """Says something about a field. Values do not depend on it, so that pydantic skips it."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(kind)


class Spelled(Mark):
    """The Chinese spellings of a key, the preferred one first."""

    __slots__ = ("first", "others")

    def __init__(self, first: str, *others: str) -> None:
        self.first = first
        self.others = others


class Cure(NamedTuple):
    """What a key says that is missing, by the name of a sentence, and how it is written."""

    needed: str
    example: str


NAMES = ("plan", "subject", "reporter", "tier", "class", "obligation", "", "metric", "document")
"""The kinds of names, in the order in which a file is read for them; "" is for the parts of it."""


class Named(Mark, str):
    """Marks a field that holds names of a kind: its value or, if it has several, items or keys.

    A ``metric`` is the name of the field itself. A ``reporter`` is a subject or the plan's issuer.
    """

    __slots__ = ()


class MarkedField(NamedTuple):
    """A field to read for names.

    ``kind`` is the kind of its names, ``container`` the type that holds several, and ``part`` the
    model of its parts if there are names in them. ``spellings`` are those of its key.
    """

    name: str
    kind: str
    container: type | None
    part: type[Strict] | None
    spellings: list[str]


M = TypeVar("M", bound=Strict)


@cache
def spellings(model: type[Strict]) -> dict[str, str]:
    """Return, for every spelling of every key of ``model``, the key's own name."""
    table: dict[str, str] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        table[key] = key
        for mark in field.metadata:
            if isinstance(mark, Spelled):
                table.update(dict.fromkeys((mark.first, *mark.others), key))
    return table


@cache
def _keys(model: type[Strict]) -> frozenset[str]:
    """Return the keys of ``model`` as the model itself spells them."""
    return frozenset(spellings(model).values())


def spellings_of(model: type[Strict], name: str) -> list[str]:
    """Return every spelling of the key ``name``, the model's own first."""
    return list(_spelled(model).get(name, ()))


@cache
def _spelled(model: type[Strict]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for text, key in spellings(model).items():
        table.setdefault(key, []).append(text)
    return table


@cache
def kinds(model: type[Strict]) -> dict[str, str]:
    """Return the kind of the names in each field of ``model``, "" for none."""
    fields = model.model_fields.items()
    return {
        name: next((mark for mark in field.metadata if isinstance(mark, Named)), "")
        for name, field in fields
    }


@cache
def marked_fields(model: type[Strict]) -> tuple[MarkedField, ...]:
    """Return the fields of ``model`` to read for names, in the order of ``NAMES``."""
    fields: list[MarkedField] = []
    for name, kind in kinds(model).items():
        part, _ = parts_within(model).get(name, (None, None))
        part = part if part and marked_fields(part) else None
        if part or kind not in ("", "document"):  # documents are named as their writers like
            container = _container(model.model_fields[name].annotation)
            fields.append(MarkedField(name, kind, container, part, _spelled(model)[name]))
    return tuple(sorted(fields, key=lambda field: NAMES.index(field.kind)))


@cache
def parts_within(model: type[Strict]) -> dict[str, tuple[type[Strict], type | None]]:
    """Return, for each key that holds a model or several, that model and what holds them."""
    table = {}
    for name, field in model.model_fields.items():
        nested = _nested(field.annotation)
        if nested is not None:
            table[field.alias or name] = (nested, _container(field.annotation))
    return table


def part_of(model: type[Strict], name: str) -> tuple[type[Strict], type | None]:
    """Return the model of the parts of the field ``name``, and what holds several."""
    return parts_within(model)[name]


@cache
def spellings_within(model: type[Strict]) -> dict[str, str]:
    """Return every spelling of every key of ``model`` and of the models in it."""
    table: dict[str, str] = {}
    for nested, _ in parts_within(model).values():
        table |= spellings_within(nested)
    return table | spellings(model)


def _nested(annotation: Any) -> type[Strict] | None:
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, Strict) else None
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        inner = inner[:1]
    models = (_nested(part) for part in inner)
    return next((model for model in models if model), None)


def value_of(node: Node, model: type[Strict], name: str) -> Node | None:
    """Return the value of ``name`` in ``node``, whichever way the key is spelled, or None."""
    if isinstance(node, Mapping):
        for spelling in _spelled(model)[name]:
            if spelling in node.entries:
                return node.entries[spelling][1]
    return None


def put_value(node: Node, model: type[Strict], name: str, value: Node) -> None:
    """Put ``value`` in the place of the value of ``name``, whichever way the key is spelled."""
    if isinstance(node, Mapping):
        for written, (key, _) in node.entries.items():
            if spellings(model).get(written) == name:
                node.entries[written] = (key, value)


def rename(document: Document, node: Mapping, names: MappingOf[str, str]) -> None:
    """Spell the keys of ``node`` as ``names`` says; a key given in two spellings is a problem."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    for written, (key, value) in node.entries.items():
        name = names.get(written, written)
        if name in entries:
            first = entries[name][0]
            values = {"key": written, "other": first.text, "first": document.at(first)}
            document.problems.append(Problem("schema.same-key", document.at(key), values))
        else:
            entries[name] = (key, value)
    node.entries = entries


def unknown_key(document: Document, key: Scalar, known: Iterable[str]) -> None:
    """Note that ``key`` is none of ``known``."""
    problem = full_width(document, key)
    if problem is None and key.plain and ":" in key.text:
        problem = Problem("yaml.no-colon", document.at(key))
    if problem is None:
        values = {"key": key.text, "near": Near(key.text, list(known))}
        problem = Problem("schema.unknown-key", document.at(key), values)
    note(document, problem)


def note(document: Document, problem: Problem) -> None:
    """Add ``problem`` to those of ``document``; of very many, the later have no near names."""
    if "near" in problem.values and len(document.problems) >= MOST_SLIPS:
        problem = Problem(problem.key, problem.where, {**problem.values, "near": ()})
    document.problems.append(problem)


def full_width(document: Document, node: Node) -> Problem | None:
    """Return the problem of a full-width sign in ``node`` where YAML needs an ASCII one, or None.

    A blank that is not an ordinary one, after a colon, is such a sign too.
    """
    if not isinstance(node, Scalar) or not node.plain:
        return None
    if odd := re.match(ODD_COLON, node.text):
        where = _one_sign(document.at(node), odd.start(1))
        return Problem("source.odd-space", where, {"character": f"U+{ord(odd[1]):04X}"})
    place = next((i for i, sign in enumerate(node.text) if sign in FULL_WIDTH), None)
    if place is None:
        return None
    where = document.at(node)
    if not re.search(r"\s", node.text[:place]):  # so it is on the line where the text begins
        where = _one_sign(where, place)
    sign = node.text[place]
    return Problem("yaml.full-width", where, {"sign": sign, "plain": FULL_WIDTH[sign]})


def _one_sign(where: Location, offset: int) -> Location:
    """Return the place of the sign that stands ``offset`` signs after the begin of ``where``."""
    column = where.column + offset
    return where._replace(
        column=column, end_line=where.line, end_column=column + 1, end_text=where.text
    )


def _meant(key: Scalar, known: MappingOf[str, str]) -> tuple[str, ...]:
    """Return the one of ``known`` that ``key`` is a slip for, if that is certain."""
    before = key.text.partition("：")[0]
    names = [before] if before in known else near(before, known)
    return (known[names[0]],) if len(names) == 1 else ()


def is_misspelt(document: Document, loc: Loc) -> bool:
    """Whether the key at ``loc`` is missing only because a slip is in it, which is told already."""
    _, node = _named(document, loc[:-1])
    return isinstance(node, Mapping) and loc[-1] in node.misspelt


def _spell(document: Document, node: Node, model: type[Strict]) -> None:
    """Spell the keys of ``node`` and of everything in it as ``model`` does."""
    if not isinstance(node, Mapping):
        return
    if not node.entries.keys() <= _keys(model):
        known = spellings(model)
        for written in [written for written in node.entries if written not in known]:
            key, _ = node.entries.pop(written)
            unknown_key(document, key, known)
            if len(document.problems) < MOST_SLIPS:
                node.misspelt += _meant(key, known)
        rename(document, node, known)
    for name, (nested, container) in parts_within(model).items():
        if name in node.entries:
            for part in parts(node.entries[name][1], container):
                _spell(document, part, nested)


def parts(value: Node, container: type | None) -> list[Node]:
    """Return the nodes that a model describes; none if ``value`` is no ``container``."""
    if container is None:
        return [value]
    if container is list:
        return value.nodes if isinstance(value, Items) else []
    return [part for _, part in value.entries.values()] if isinstance(value, Mapping) else []


def _container(annotation: Any) -> type | None:
    """Return ``list`` or ``dict`` where a field holds several of its model, None for one."""
    origin: Any = get_origin(annotation)
    if origin in (list, dict):
        return origin  # type: ignore[no-any-return]
    containers = (_container(part) for part in get_args(annotation))
    return next((container for container in containers if container), None)


BRACKETS = ("【", "［")

# --- typing --------------------------------------------------------------------------------------


def validate_as(
    document: Document,
    model: type[M],
    error: type[PlancheckError],
    contradictions: Callable[[M], Iterable[Problem]] = lambda _: (),
) -> M:
    """Return ``document`` as ``model``; raises ``error`` with every problem of the file.

    ``contradictions`` returns what cannot be although each value alone has its right type.
    """
    if not isinstance(document.root, Mapping):
        # The way a whole file becomes one text: every colon in it is full-width.
        problem = full_width(document, document.root)
        where = document.at(document.root)
        problems = [*document.problems, problem or Problem("schema.not-a-mapping", where)]
        raise error(_with_slips(document, problems))
    _spell(document, document.root, model)
    try:
        fitted = model.model_validate(document.data)
    except ValidationError as exc:
        type_problems = [
            _problem(document, model, detail)
            for detail in exc.errors(include_url=False)
            if detail["type"] != "missing" or not is_misspelt(document, detail["loc"])
        ]
        raise error(_with_slips(document, [*document.problems, *type_problems])) from None
    if isinstance(fitted, File):
        fitted._document = document
    problems = [*document.problems, *contradictions(fitted)]
    raise_if_any(_with_slips(document, problems), error)
    return fitted


def _with_slips(document: Document, problems: list[Problem]) -> list[Problem]:
    """Return ``problems`` in order; where one is a slip of the keyboard, with all other slips."""
    if any(problem.key in CURABLE for problem in problems):
        from plancheck.reading.slips import slips, with_slip_problems  # noqa: PLC0415  # most files have none

        lines = document.lines
        first = slips(lines, MOST_PROBLEMS)[: MOST_PROBLEMS + 1]
        problems = with_slip_problems(
            problems, [slip.problem(document.path, lines) for slip in first]
        )
    return in_order(problems)


def raise_if_any(problems: Iterable[Problem], error: type[PlancheckError]) -> None:
    """Raise ``error`` with ``problems`` in the order of their places, if there are any."""
    ordered = in_order(list(problems))
    if ordered:
        raise error(ordered)


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return ``problems`` in the order of their places, in a workbook sheet by sheet."""
    return sorted(problems, key=_place)


def _place(problem: Problem) -> tuple[Any, ...]:
    where = problem.where
    return () if where is None else (where.path, where.sheet, where)


_TYPES = {
    "model_type": "schema.mapping",
    "dict_type": "schema.mapping",
    "list_type": "schema.list",
    "string_type": "schema.text",
    "too_short": "schema.empty",
}


def _problem(document: Document, model: type[Strict], detail: Any) -> Problem:
    loc: Loc = detail["loc"]
    kind: str = detail["type"]
    if kind == "missing":
        inside, key = _model_at(model, loc[:-1]), str(loc[-1])
        values = {**missing_key(document, spellings_of(inside, key)), "cure": cure_of(inside, key)}
        return Problem("schema.missing", document.locate(loc[:-1]), values)
    name, node = _named(document, loc)
    known = _TYPES.get(kind, kind)
    if kind == "model_type":
        known = _model_at(model, loc).not_a_mapping()
    of_item = isinstance(loc[-1], int)
    if known == "schema.text" and isinstance(node, Scalar) and node.data is None and not of_item:
        return Problem("schema.blank", document.locate(loc), {"key": name})
    if kind == "model_type" and of_item:
        example = _item(document, _model_at(model, loc), node)
        return Problem("schema.record", document.locate(loc), {"key": name, "example": example})
    if kind in _TYPES:
        problem = full_width(document, node) if _TYPES[kind] == "schema.mapping" else None
        if _TYPES[kind] == "schema.list" and isinstance(node, Scalar) and node.text[:1] in BRACKETS:
            values = {"sign": node.text[0], "plain": "["}
            problem = Problem("yaml.full-width", document.at(node), values)
        if problem is None and known == "schema.list":
            item = parts_within(_model_at(model, loc[:-1])).get(str(loc[-1]))
            values = {"key": name}
            values["example"] = _item(document, item[0], node) if item else _in_brackets(node)
            problem = Problem("schema.records" if item else known, document.locate(loc), values)
        if problem is None and known == "schema.mapping" and isinstance(node, Scalar):
            words = node.text.split(maxsplit=1)
            if len(words) == 2:
                values = {"key": name, "example": ": ".join(words)}
                problem = Problem("schema.mapping-on-a-line", document.locate(loc), values)
            elif node.plain and ":" in node.text:
                problem = Problem("yaml.no-colon", document.at(node))
        return problem or Problem(known, document.locate(loc), {"key": name})
    if "." in kind:  # raised by a field type
        return Problem(kind, document.locate(loc), {"key": name, **detail.get("ctx", {})})
    return Problem("schema.other", document.locate(loc), {"key": name, "why": detail["msg"]})


def _model_at(model: type[Strict], loc: Loc) -> type[Strict]:
    """Return the model of the value at ``loc`` in ``model``, or of what is around it."""
    for step in loc:
        model, _ = parts_within(model).get(str(step), (model, None))
    return model


def missing_key(document: Document, spelled: Sequence[str]) -> dict[str, str]:
    """Return the key that ``document`` lacks as its own keys are, as values of a message.

    ``spelled`` are the key's spellings: English, Chinese.
    """
    if document.in_chinese:
        return {"key": own_spelling(document, spelled), "spelled": ""}
    return {"key": spelled[0], "spelled": f"（{spelled[1]}）" if len(spelled) > 1 else ""}


def cure_of(model: type[Strict], key: str) -> Cure | None:
    """Return what is told where ``key`` of ``model`` is missing, if more than that it is."""
    fields = model.model_fields.items()
    marks = next(field.metadata for name, field in fields if (field.alias or name) == key)
    return next((mark for mark in marks if isinstance(mark, Cure)), None)


def own_spelling(document: Document, spelled: Sequence[str]) -> str:
    """Return that of a key's spellings, English and Chinese, which ``document`` has for its own."""
    return spelled[1] if document.in_chinese and len(spelled) > 1 else spelled[0]


def _item(document: Document, model: type[Strict], node: Node) -> str:
    """Return how an entry of a list is written: what ``node`` says under the first of two keys."""
    said = node.text if isinstance(node, Scalar) and node.data is not None else "…"
    samples: list[str] = []
    types = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    for name in list(dict.fromkeys(spellings(model).values()))[:2]:
        dated = _holds(types[name], datetime.date)
        sample = "2014-03-18" if dated else "…" if samples else said
        samples.append(f"{own_spelling(document, spellings_of(model, name))}: {sample}")
    return f"- {{{', '.join(samples)}}}"


def _holds(annotation: Any, kind: type) -> bool:
    return annotation is kind or any(_holds(part, kind) for part in get_args(annotation))


def _in_brackets(node: Node) -> str:
    """Return what ``node`` says as a list."""
    if not isinstance(node, Scalar) or node.data is None:
        return "[…]"
    return f"[{', '.join(filter(None, re.split('[，、；,; ]+', node.text)))}]"


def _named(document: Document, loc: Loc) -> tuple[str, Node]:
    """Return the value at ``loc`` and the key that names it, as it is written in the file."""
    name, node = "", document.root
    for step in loc:
        if isinstance(node, Mapping) and str(step) in node.entries:
            key, node = node.entries[str(step)]
            name = key.text
        elif isinstance(node, Items) and isinstance(step, int):
            node = node.nodes[step]
    return name, node

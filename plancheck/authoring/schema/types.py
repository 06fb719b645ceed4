"""JSON Schemas of types: models, field readers and shapes of output."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)
from urllib.parse import quote

from annotated_types import MinLen
from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from plancheck.authoring.schema.descriptions import ALIKE, DESCRIPTIONS
from plancheck.authoring.schema.patterns import (
    BLANKS,
    DATE,
    NO_DOCUMENT_YET,
    PLAIN_AMOUNT,
    PLAIN_NUMBER,
    SAYS_SOMETHING,
    WITHOUT_SEPARATOR,
    amount,
    count,
    day_in_digits,
    words,
)
from plancheck.inputs.waivers import read_approval
from plancheck.plan.parts import (
    BOUND_KEYS,
    Metric,
    read_bound_word,
    read_deadline,
    read_decimals,
    read_draft,
    read_due,
    read_due_status,
    read_languages,
    read_level,
    read_marks,
)
from plancheck.plan.subjects import ANY, LIST_FILE, PROVINCES, read_subjects
from plancheck.reading.models import Strict, spellings_of
from plancheck.reading.values import (
    MOST_DECIMALS,
    MOST_DIGITS,
    STATUS_WORDS,
    OneOf,
    ReadBy,
    Shown,
    Status,
    Words,
    read_count,
    read_date,
    read_flag,
    read_status,
)
from plancheck.requirements.base.bounds import (
    ALLOTMENT,
    ReadBound,
    ReadDecimal,
    read_amount,
    read_number,
)
from plancheck.requirements.base.entry import read_evidence
from plancheck.requirements.base.open_values import OPEN, OrOpen, list_or_open
from plancheck.requirements.base.standing import Level
from plancheck.requirements.base.wording import LANGUAGES, Text, Unit, read_forms

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""Any scalar: the loader keeps each as its source text."""
NULL: Schema = {"type": "null"}


# --- building blocks -----------------------------------------------------------------------------


def any_of(*schemas: Schema) -> Schema:
    """Return a schema for values that at least one of ``schemas`` accepts."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}


def text_like(pattern: str, meaning: str) -> Schema:
    """Return a text of ``pattern``; some editors name its ``meaning`` in errors."""
    return {"type": "string", "pattern": pattern, "patternErrorMessage": DESCRIPTIONS[meaning].both}


def choice(offered: Iterable[str], others: Iterable[str] = ()) -> Schema:
    """Return a choice of words, blanks around them allowed; editors suggest ``offered``."""
    shown = [form for word in offered for form in _forms(word)]
    rest = [form for word in others for form in _forms(word) if form not in shown]
    # Editors suggest the values of an enumeration, but none for a pattern or a range.
    texts = [form for form in (*shown, *rest) if isinstance(form, str)]
    numbers = [form for form in rest if isinstance(form, int)]
    quiet = [{"type": "integer", "minimum": number, "maximum": number} for number in numbers]
    spaced: Schema = {"type": "string", "pattern": words(dict.fromkeys(texts), blanks=BLANKS)}
    return any_of({"enum": shown}, spaced, *quiet)


def _forms(word: str) -> list[str | int]:
    """Return ``word`` and, if it is all digits, the number that YAML reads."""
    return [word, int(word)] if word.isdecimal() and word == str(int(word)) else [word]


def has_value(keys: Iterable[str], value: Schema) -> Schema:
    """Return an object in which a key, in one of its spellings ``keys``, has ``value``."""
    return any_of(*({"required": [key], "properties": {key: value}} for key in keys))


def not_both(keys: Sequence[str]) -> Iterator[Schema]:
    """Yield conditions that forbid two of ``keys``, spellings of one key, in an object."""
    for pair in combinations(keys, 2):
        yield {"not": {"required": list(pair)}}


def whole_number(unit: str = "", *, positive: bool = False) -> Schema:
    """Return a count as ``read_count`` accepts it; ``unit`` may follow."""
    least = 1 if positive else 0
    return _number(least, text_like(count(unit, positive=positive), "a count"), unit)


def exact_amount(decimals: int, unit: str) -> Schema:
    """Return a number with at most so many ``decimals`` as ``read_count`` accepts it."""
    most = 10**MOST_DIGITS - 1
    written = text_like(amount(decimals, unit), "an amount")
    return {**written, "type": ["number", "string"], "minimum": 0, "maximum": most}


def _number(least: int, written: Schema, unit: str = "") -> Schema:
    """Return a number of at least ``least``, or a text like ``written``."""
    most = 10**MOST_DIGITS - 1
    not_a_day = {"not": {"type": "string", "pattern": day_in_digits(unit)}}
    # Editors report only the first of two alternatives that fails; so both types share a schema.
    return {
        **written,
        "type": ["integer", "string"],
        "minimum": least,
        "maximum": most,
        **not_a_day,
    }


# --- the input of the field readers --------------------------------------------------------------

_DATE = text_like(DATE, "a day")
_BARE: Schema = {"type": ["number", "boolean"]}
_SEEN = any_of(text_like(SAYS_SOMETHING, "a text"), _BARE)
_DOCUMENT = any_of(
    {**text_like(SAYS_SOMETHING, "a document"), "not": {"pattern": NO_DOCUMENT_YET}}, _BARE
)
_PLAIN_AMOUNT = _number(0, text_like(PLAIN_AMOUNT, "an amount"))
_PLAIN_NUMBER = _number(0, text_like(PLAIN_NUMBER, "a number"))


_FORMS: Schema = {
    "type": "object",
    "properties": {"one": TEXT, "other": TEXT},
    "required": ["one", "other"],
    "additionalProperties": False,
}


def _status(known: Collection[Status]) -> Schema:
    usual = [STATUS_WORDS[status][0] for status in known]
    all_words = [word for status in known for word in STATUS_WORDS[status]]
    return choice([*usual, *map(str, known)], all_words)


def _per_tier(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


_DUE_STATUS = _status([status for status in Status if status.reaches(Status.IN_PROGRESS)])
_DEADLINE: Schema = {
    "type": "object",
    "properties": {"status": _DUE_STATUS, "by": _DATE},
    "required": ["status", "by"],
    "additionalProperties": False,
}
_NUMBERED_BOUND: Schema = {
    "type": "object",
    "properties": dict.fromkeys(BOUND_KEYS, _PLAIN_NUMBER),
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
}
_OPEN = choice([OPEN])
_DATE_OR_OPEN = any_of(_DATE, _OPEN)


def _per_day(value: Schema) -> Schema:
    days = {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    return {**_per_tier(value), "propertyNames": days, "minProperties": 1}


READERS: Mapping[Callable[..., object], tuple[str, Schema]] = {
    read_count: ("count", whole_number()),
    read_date: ("date", _DATE),
    read_status: ("status", _status(Status)),  # type: ignore[arg-type]  # an enum is one
    read_flag: ("flag", any_of({"enum": [True, False]}, choice(("true", "false")))),
    read_number: ("number", _PLAIN_NUMBER),
    read_amount: ("amount", {**_PLAIN_AMOUNT, "type": ["number", "string"]}),
    read_decimals: ("decimals", choice(map(str, range(MOST_DECIMALS + 1)))),
    read_languages: (
        "languages",
        {
            "type": "array",
            "items": choice(LANGUAGES),
            "minItems": 1,
            "maxItems": len(LANGUAGES),
            "uniqueItems": True,
        },
    ),
    read_due: ("due", any_of(_DATE_OR_OPEN, _per_tier(_DATE_OR_OPEN))),
    read_due_status: ("due-status", _DUE_STATUS),
    read_deadline: ("deadline", any_of(_DUE_STATUS, _DEADLINE)),
    read_bound_word: ("bound-word", any_of(choice(BOUND_KEYS), _NUMBERED_BOUND)),
    read_marks: ("marks", any_of(TEXT, {"type": "array", "items": TEXT})),
    read_level: ("level", choice(map(str, Level))),
    read_evidence: (
        "evidence-id",
        any_of(text_like(WITHOUT_SEPARATOR, "one id"), _BARE),
    ),
    read_approval: ("approval", _DOCUMENT),
    read_subjects: (
        "subjects",
        any_of(choice((PROVINCES, ANY)), text_like(f"^{LIST_FILE}$", "a list of subjects")),
    ),
    read_forms: ("forms", any_of(TEXT, _FORMS)),
}
"""The name and the schema of the input of each field reader."""


def _bound_number(reader: Callable[..., object]) -> Schema:
    """Return the schema of one number of a bound."""
    if reader is read_amount:
        return READERS[reader][1]
    if not isinstance(reader, ReadDecimal):
        return READERS[reader][1]
    written = text_like(f"^{BLANKS}{reader.pattern}{BLANKS}$", "a decimal")
    ends = {"minimum": reader.least, "maximum": reader.most}
    return {**written, "type": ["number", "string"], **ends}


def _name_of(reader: Callable[..., object]) -> str:
    return reader.name if isinstance(reader, ReadDecimal) else READERS[reader][0]


class Definitions:
    """The schemas of types; shared ones are defined under a name.

    ``read``: plancheck reads files of these types, so a text may be any scalar.
    """

    def __init__(self, *, read: bool) -> None:
        self._read = read
        self._named: dict[str, Schema] = {}

    def sorted(self) -> Schema:
        """Return the definitions by name."""
        return dict(sorted(self._named.items()))

    def refer(self, name: str, schema: Schema) -> Schema:
        """Define ``schema`` under ``name`` and return a reference to it."""
        while self._named.setdefault(name, schema) != schema:  # another schema has this name
            name += "'"
        return {"$ref": "#/$defs/" + quote(name.replace("~", "~0").replace("/", "~1"))}

    def of(self, annotation: Any, marks: Sequence[Any] = ()) -> Schema:
        """Return the schema of a type with its marks, such as the reader of a field."""
        for mark in marks:
            reader = mark.read if isinstance(mark, ReadBy) else mark
            if isinstance(reader, OneOf):
                return choice(reader.allowed) if self._read else {"enum": list(reader.allowed)}
            if isinstance(reader, type) and issubclass(reader, StrEnum):
                return {"enum": [str(word) for word in reader]}
            if isinstance(reader, Words):
                return self.refer(reader.name, choice(reader.table))
            if isinstance(reader, Shown):
                return self.refer(reader.name, _SEEN)
            if isinstance(reader, ReadBound):
                number = any_of(_bound_number(reader.number), _OPEN)
                allotted = [choice([ALLOTMENT])] if reader.allotted else []
                in_tier = any_of(number, _per_day(number)) if reader.by_day else number
                name = "bound" if reader.allotted else f"bound-{_name_of(reader.number)}"
                return self.refer(name, any_of(number, *allotted, _per_tier(in_tier)))
            if isinstance(reader, OrOpen):
                name, schema = READERS[reader.read]
                return self.refer(f"{name}-or-open", any_of(schema, _OPEN))
            if isinstance(mark, BeforeValidator) and mark.func is read_draft:
                return any_of({"enum": [True, "true"]}, self._plain(annotation))
            if isinstance(mark, BeforeValidator) and mark.func is list_or_open:
                return any_of(self._plain(annotation), _OPEN)
            known = READERS.get(cast("Callable[..., object]", reader))
            if known is not None:
                return self.refer(*known)
        schema = self._plain(annotation)
        least = next((mark.min_length for mark in _flat(marks) if isinstance(mark, MinLen)), None)
        if least is not None:
            schema["minProperties" if schema["type"] == "object" else "minItems"] = least
        return schema

    def _plain(self, annotation: Any) -> Schema:
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.of(inner[0], inner[1:])
        if origin in (Union, UnionType):
            return any_of(*(self.of(part) for part in inner))
        if origin is Literal:
            return {"enum": list(inner)}
        if origin is list:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if annotation is str:
            return dict(TEXT) if self._read else {"type": "string"}
        if annotation is Any:
            return {}
        if self._read and isinstance(annotation, type) and issubclass(annotation, Text):
            return self._text(annotation)
        names = {int: "integer", float: "number", bool: "boolean", NoneType: "null"}
        if annotation in names:
            return {"type": names[annotation]}
        return self.refer(annotation.__name__, self.object(annotation))

    def _text(self, model: type[Text]) -> Schema:
        """Return a text in each language, or plain as in a plan that has one language."""
        schema = self.object(model)
        if issubclass(model, Metric):  # which says more than its name, and that in one language too
            del schema["required"]
            schema["anyOf"] = [{"required": [language]} for language in LANGUAGES]
        alone = self.refer(*READERS[read_forms]) if issubclass(model, Unit) else dict(TEXT)
        return any_of(alone, self.refer(model.__name__, schema))

    def object(
        self,
        model: type,
        values: Mapping[str, Schema] | None = None,
        *,
        without: Collection[str] = (),
        spelled: Mapping[str, Sequence[str]] | None = None,
        own_description: bool = True,
    ) -> Schema:
        """Return the schema of a mapping: a model, or a typed dictionary of output.

        ``values`` replaces the schemas of keys, ``without`` leaves keys out, and ``spelled``
        replaces the model's own spellings. Editors suggest the first two spellings of a key and
        accept all. They show the innermost description of a value: without an
        ``own_description``, the one of its parent.
        """
        properties: Schema = {}
        unoffered: Schema = {}
        conditions: list[Schema] = []
        required: list[str] = []
        for key, own, hint, marks, is_required in _fields(model):
            if key in without:
                continue
            names = list((spelled or {}).get(key, own))
            value = (values or {}).get(key) or self.of(hint, marks)
            value = {"description": described(model, key), **value}
            if len(names) > 1:
                value = self.refer(f"{model.__name__}.{names[0]}", value)
            properties |= dict.fromkeys(names[:2], value)
            if names[2:]:
                unoffered[words(names[2:])] = value
            if not is_required:
                conditions += not_both(names)
            elif len(names) > 1:
                conditions.append({"oneOf": [{"required": [name]} for name in names]})
            else:
                required.append(key)
        schema: Schema = {"type": "object", "properties": properties}
        if own_description:
            schema["description"] = described(model)
        if unoffered:
            schema["patternProperties"] = unoffered
        schema["additionalProperties"] = False
        if required:
            schema["required"] = required
        if issubclass(model, Strict) and model.alternatives():
            conditions.append({"oneOf": [{"required": [key]} for key in model.alternatives()]})
        if conditions:
            schema["allOf"] = conditions
        return schema


def _flat(marks: Iterable[Any]) -> Iterator[Any]:
    for mark in marks:
        yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)


def _fields(model: Any) -> Iterator[tuple[str, list[str], Any, Sequence[Any], bool]]:
    """Yield key, spellings, type and marks of each field, and whether it is required."""
    if is_typeddict(model):
        for key, hint in get_type_hints(model, include_extras=True).items():
            yield key, [key], hint, (), key in model.__required_keys__
    else:
        for name, field in model.model_fields.items():
            key = field.alias or name
            names = spellings_of(model, key)
            yield key, names, field.annotation, field.metadata, field.is_required()


def described(model: type, key: str | None = None) -> str:
    """Return the description of a type, or of a key of it, in both languages."""
    names = [*(base.__name__ for base in model.__mro__), *ALIKE.get(model.__name__, ())]
    keys = (f"{name}.{key}" if key else name for name in names)
    return next(DESCRIPTIONS[name].both for name in keys if name in DESCRIPTIONS)

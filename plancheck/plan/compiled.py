"""The data files that come with plancheck, in a form that is read faster than YAML.

A form holds the values as JSON, without their places. It is made from the YAML when a wheel is
built (``hatch_build.py``); nothing is written at run time. Its first line says what it was made
from: the YAML's checksum and the version of plancheck. Where that is not what is there now, the
YAML is read instead. The tree, which knows all places, is read from the YAML when the first place
is asked for.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Generic, TypeVar

from plancheck import __version__
from plancheck.reading.models import File, Strict, parts_within
from plancheck.reading.source import parse, shipped_content
from plancheck.reading.tree import Document, Mapping, sha256_of

FORM = "plancheck.compiled/1"
KIND, VALUE = "", "is"
"""The keys of an object that stands for something else; no dictionary of values has such a key."""
F = TypeVar("F", bound=File)


class Shipped(Generic[F]):
    """A data file: how its tree becomes ``model``, and the types of values it has of its own.

    ``derived`` are properties that take long to work out: a form holds their values, too.
    """

    def __init__(
        self,
        name: str,
        model: type[F],
        checked: Callable[[Document], F],
        types: tuple[type, ...] = (),
        derived: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.model = model
        self.checked = checked
        self.types = types
        self.derived = derived

    @property
    def form_file(self) -> Path:
        """The file of the form, which is in a wheel alone."""
        return Path(__file__).with_name(self.name).with_suffix(".json")

    def load(self) -> F:
        """Return the file, from its form if that was made from what is there now.

        Raises SourceError where the YAML cannot be read.
        """
        content = shipped_content(self.name)
        try:
            form = self.form_file.read_bytes()
        except OSError:  # a checkout has none, and a package in a ZIP file cannot be read so
            form = b""
        made = self.from_form(form, content)
        return self.from_yaml(content) if made is None else made

    def from_yaml(self, content: bytes) -> F:
        """Return the file whose bytes are ``content``, with all that is checked of a file."""
        return self.checked(parse(content, self._path))

    def from_form(self, form: bytes, content: bytes) -> F | None:
        """Return the file whose bytes are ``content``; None if ``form`` is not its form."""
        sha256 = sha256_of(content)
        head = _head(sha256)
        if not form.startswith(head):
            return None
        makers: dict[str, Callable[[Any], Any]] = {"date": datetime.date.fromisoformat}
        makers |= {"Decimal": Decimal, "tuple": tuple}
        makers |= {kind.__name__: _maker(kind) for kind in self.types}
        makers |= {name: _maker_of(model) for name, model in _models(self.model).items()}
        makers[self.model.__name__] = self._made

        def value(entry: dict[str, Any]) -> Any:
            kind = entry.pop(KIND, None)  # what is in it has been made already
            return entry if kind is None else makers[kind](entry.pop(VALUE, entry))

        try:
            file = json.loads(form[len(head) :], object_hook=value)
        except (ValueError, LookupError, TypeError, ArithmeticError):
            return None
        if not isinstance(file, self.model):
            return None
        file._document = _Unread(self._path, content, sha256)
        return file

    def _made(self, given: dict[str, Any]) -> File:
        """Return the file of the values that are given."""
        derived = {name: given.pop(name) for name in self.derived}
        file = self.model.model_construct(**given)
        vars(file).update(derived)
        return file

    def form_of(self, file: F) -> bytes:
        """Return the form of ``file``; raises TypeError for a value that a form cannot hold."""
        content = file.document.content
        derived = {name: _written(getattr(file, name)) for name in self.derived}
        values = json.dumps(_written(file) | derived, ensure_ascii=False, separators=(",", ":"))
        form = _head(sha256_of(content)) + values.encode()
        made = self.from_form(form, content)
        if made is None or _written(made) != _written(file):
            raise TypeError(f"{self.name} has a value of a type that is not among its types")
        return form

    @property
    def _path(self) -> str:
        return f"data/{self.name}"


class _Unread(Document):
    """A document whose tree is read when it is first asked for."""

    def __init__(self, path: str, content: bytes, sha256: str) -> None:
        super().__init__(path, content, [], Mapping(None, None), [])
        del self.root, self._lines  # so that ``__getattr__`` is asked for them
        self.file_sha256 = sha256

    def __getattr__(self, name: str) -> Any:
        if name not in ("root", "_lines"):
            raise AttributeError(name)
        read = parse(self.content, self.path)
        vars(self).setdefault("root", read.root)  # of two threads the first one's tree stays
        vars(self).setdefault("_lines", read.lines)
        return vars(self)[name]


def _models(model: type[Strict]) -> dict[str, type[Strict]]:
    """Return ``model`` and all models within it by their names; raises TypeError for one of two."""
    models: dict[str, type[Strict]] = {}
    waiting = [model]
    while waiting:
        model = waiting.pop()
        if model.__name__ not in models:
            models[model.__name__] = model
            waiting += (part for part, _ in parts_within(model).values())
        elif models[model.__name__] is not model:
            raise TypeError(model.__name__)
    return models


def _head(sha256: str) -> bytes:
    """Return the first line of a form, which says what it was made from."""
    made_from = {"form": FORM, "plancheck": __version__, "sha256": sha256}
    return json.dumps(made_from).encode() + b"\n"


# --- values --------------------------------------------------------------------------------------


def _maker_of(model: type[Strict]) -> Callable[[dict[str, Any]], Strict]:
    """Return what makes a ``model`` from the values of the fields that are given.

    It does what ``model_construct`` does, in a fifth of the time: these values were checked before.
    """
    fields = model.model_fields.items()
    defaults = {name: None if field.is_required() else field.default for name, field in fields}
    own = [(name, value) for name, value in defaults.items() if isinstance(value, list | dict)]
    new, put = model.__new__, object.__setattr__

    def make(given: dict[str, Any]) -> Strict:
        values = defaults | given if len(given) < len(defaults) else given
        for name, default in own:
            if name not in given:
                values[name] = default.copy()
        made = new(model)
        put(made, "__dict__", values)
        put(made, "__pydantic_fields_set__", {*given})
        put(made, "__pydantic_extra__", None)
        put(made, "__pydantic_private__", None)
        return made

    return make


def _maker(kind: type) -> Callable[[Any], Any]:
    """Return what makes a value of ``kind`` from what ``_plain`` returns for it."""
    return kind if issubclass(kind, Enum) else lambda parts: kind(*parts)


def _written(value: object) -> Any:
    """Return ``value`` as JSON writes it."""
    kind = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if isinstance(value, list):
        return [*map(_written, value)]
    if isinstance(value, dict) and KIND not in value:
        return {key: _written(one) for key, one in value.items()}
    if isinstance(value, Strict):
        given = [name for name in type(value).model_fields if name in value.model_fields_set]
        return {KIND: kind.__name__, **{name: _written(getattr(value, name)) for name in given}}
    return {KIND: kind.__name__, VALUE: _written(_plain(value))}


def _plain(value: object) -> object:
    """Return what ``value`` is made from."""
    if isinstance(value, tuple):
        return [*value]
    if isinstance(value, Enum | datetime.date | Decimal):
        return str(value)
    if isinstance(value, str):
        return [str(value), *vars(value).values()]
    raise TypeError(type(value))

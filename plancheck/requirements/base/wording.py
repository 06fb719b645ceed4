"""A plan's wordings, in the languages that it is written in."""

from functools import lru_cache
from typing import Annotated, Any

from plancheck.reading.models import Strict
from plancheck.reading.values import (
    ReadBy,
    field_error,
    scalar,
)

LANGUAGES = ("zh", "en")
"""The languages in which a plan may be written."""


class Text(Strict):
    """One wording in Chinese and in English; the same in both where the plan has one language."""

    zh: str
    en: str

    @classmethod
    def not_a_mapping(cls) -> str:
        """Return the problem of a text in one language."""
        return "plan.two-languages"

    def __reduce__(self) -> tuple[Any, ...]:
        # Thousands of findings name one unit: those of another process come to share it again.
        return _text, (type(self), self.languages, *self.__dict__.items())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is written in."""
        written = self.model_fields_set
        return LANGUAGES if written.issuperset(LANGUAGES) else (*written.intersection(LANGUAGES),)

    @property
    def wording(self) -> "Text":
        """The text without what its kind of text has beside."""
        return Text.model_construct({*self.languages}, zh=self.zh, en=str(self.en))

    def for_number(self, *, is_one: bool) -> str:
        """Return the English words that go with a number."""
        return self.en


@lru_cache(maxsize=1024)
def _text(kind: type[Text], languages: tuple[str, ...], *fields: tuple[str, Any]) -> Text:
    return kind.model_construct({*languages}, **dict(fields))


class Forms(str):
    """An English word that is counted: itself the form for many, ``one`` the form for 1."""

    one: str

    def __new__(cls, other: str, one: str | None = None) -> "Forms":
        """Return the word ``other``, which is that for 1 as well unless there is ``one``."""
        word = super().__new__(cls, other)
        word.one = other if one is None else one
        return word

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and getattr(other, "one", self.one) == self.one

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return super().__hash__()


def read_forms(value: object) -> Forms:
    """Return the word in both forms: ``{one: session, other: sessions}``, or one for both."""
    if not isinstance(value, dict):
        return value if isinstance(value, Forms) else Forms(scalar(value))
    if value.keys() != {"one", "other"}:
        raise field_error("plan.forms")
    return Forms(scalar(value["other"]), scalar(value["one"]))


class Unit(Text):
    """What a number counts, in English with a form for 1 and a form for all other numbers."""

    en: Annotated[Forms, ReadBy(read_forms)]

    def for_number(self, *, is_one: bool) -> str:
        """Return the form that goes with a number."""
        return self.en.one if is_one else self.en

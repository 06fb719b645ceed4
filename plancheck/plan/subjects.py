"""Closed lists of those who report to a plan, and every name that means exactly one of them.

The provinces come with plancheck: their codes are those of GB/T 2260, their letters those of
ISO 3166-2:CN. Any other list is a file beside the plan. No subject has a tier here: the plan gives
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Annotated, Any

from pydantic import Field

from plancheck.errors import Near, PlanError, Problem, SourceError, UnknownNameError
from plancheck.plan.compiled import Shipped
from plancheck.reading.models import File, Strict, validate_as
from plancheck.reading.source import parse, read_content
from plancheck.reading.text import fold_name, says_something
from plancheck.reading.tree import Document, Loc, Mapping, Scalar
from plancheck.reading.values import ReadBy, field_error, one_of, scalar

FORMAT = "plancheck.subjects/1"
_FORMATS = "plancheck.subjects/"
PROVINCES, ANY = "provinces", "any"
"""What a plan says where its subjects are the provinces, and where any name may be one."""
MOST_NAMED = 10
"""A list of so many is shown whole where another name is written."""
LIST_FILE = r"[^./:\\][^/:\\]*[.]ya?ml"
"""The names that a list of subjects may have: those of a file that is not hidden, in any folder."""


def read_subjects(value: object) -> str:
    """Return who reports: a word for them, or the name of the file that lists them."""
    text = scalar(value)
    if text in (PROVINCES, ANY):
        return text
    if not (text.isprintable() and re.fullmatch(LIST_FILE, text)):
        raise field_error("plan.subjects", written=text)
    return text


SubjectsField = Annotated[str, ReadBy(read_subjects)]


class Subject(Strict):
    """One who reports, such as a province: its own name, and the others that mean it."""

    name: str
    aliases: list[str] = []
    full_name: str | None = None
    code: str | None = None
    iso: str | None = None
    en: str | None = None
    pinyin: str | None = None
    region: str | None = None

    @property
    def names(self) -> list[str]:
        """Every spelling that means this subject."""
        own = (self.name, self.full_name, self.code, self.iso, self.en, self.pinyin)
        return [*filter(None, own), *self.aliases]

    @property
    def heads(self) -> list[str]:
        """The names before which the name of an office that reports for it can stand."""
        return list(filter(None, (self.name, self.full_name, self.en)))


class SubjectName(str):
    """The name of a subject in a message, with its English one if it has any."""

    en: str | None

    def __new__(cls, name: str, en: str | None = None) -> SubjectName:
        """Return ``name``, which is ``en`` in English."""
        word = super().__new__(cls, name)
        word.en = en
        return word


class SubjectList(File):
    """All who report, in their order. ``offices`` are what offices put after a subject's name."""

    format: Annotated[str, one_of(FORMAT)]
    noun: str
    offices: list[str] = []
    subjects: list[Subject] = Field(min_length=1)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the list's file with LF line ends."""
        return self.document.sha256

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of each subject."""
        return tuple(subject.name for subject in self.subjects)

    def find(self, name: str) -> Subject:
        """Return the subject that ``name`` means: 上海, 沪, CN-SH, 310000 or 上海市知识产权局.

        Raises UnknownNameError with near names. Never corrects: 河北 is one slip from 河南.
        """
        subject = self.means(name)
        if subject is None:
            near = Near(name, self._long_names)
            values: dict[str, Any] = {"name": name, "noun": self.noun, "near": near}
            is_ours = self.sha256 == provinces().sha256  # that of another process is no other list
            key = "name.province" if is_ours else "name.subject"
            if not is_ours and len(self.names) <= MOST_NAMED and not list(near):
                key, values = "name.not-listed", {**values, "known": self.names}
            raise UnknownNameError([Problem(key, None, values)])
        return subject

    def means(self, name: str) -> Subject | None:
        """Return the one subject that ``name`` means, None for none."""
        return self._canonical.get(name) or self._meant(fold_name(name))

    def _meant(self, folded: str) -> Subject | None:
        """Return the subject that a name means, by itself or as that of an office."""
        if folded in self._by_name:
            return self._by_name[folded]
        heads = [folded[:at] for at in range(1, len(folded)) if folded[at:] in self._offices]
        meant = {self._by_head[head].name for head in heads if head in self._by_head}
        return self._canonical[meant.pop()] if len(meant) == 1 else None

    def english(self, name: str) -> str | None:
        """Return the English name of the subject called ``name``; None where it has none."""
        subject = self._canonical.get(name)
        return subject.en if subject is not None else None

    @cached_property
    def _canonical(self) -> dict[str, Subject]:
        return {subject.name: subject for subject in self.subjects}

    @cached_property
    def _by_name(self) -> dict[str, Subject]:
        return {fold_name(name): subject for subject in self.subjects for name in subject.names}

    @cached_property
    def _by_head(self) -> dict[str, Subject]:
        return {fold_name(name): subject for subject in self.subjects for name in subject.heads}

    @cached_property
    def _offices(self) -> frozenset[str]:
        return frozenset(map(fold_name, self.offices))

    @cached_property
    def _long_names(self) -> list[str]:
        """The names near which another one can be."""
        return [name for subject in self.subjects for name in subject.names if len(name) > 1]


@lru_cache(maxsize=1)
def provinces() -> SubjectList:
    """Return the list of provinces, in the order of their administrative codes."""
    return SHIPPED_LIST.load()


def _shipped(document: Document) -> SubjectList:
    return validate_as(document, SubjectList, PlanError)


SHIPPED_LIST = Shipped("provinces.yaml", SubjectList, _shipped)


def load_subjects(path: str, *, encoding: str = "utf-8") -> SubjectList:
    """Return the list of subjects at ``path``.

    Raises PlanError with every problem in it, at its line. Raises SourceError, without a line or a
    word of the file, where that cannot be read or does not say that it is a list.
    """
    content = read_content(path)
    try:
        document = parse(content, path, encoding=encoding)
    except SourceError as exc:
        if _FORMATS.encode() in content:
            raise PlanError(exc.problems) from None
        raise _not_a_list() from None
    if not _is_list(document):
        raise _not_a_list()
    return validate_as(document, SubjectList, PlanError, _contradictions)


def _is_list(document: Document) -> bool:
    """Whether ``document`` says that it is a list of subjects."""
    root = document.root
    stated = root.entries.get("format") if isinstance(root, Mapping) else None
    value = stated[1] if stated is not None else None
    return isinstance(value, Scalar) and value.text.startswith(_FORMATS)


def _not_a_list() -> SourceError:
    return SourceError([Problem("plan.not-a-list", None, {"format": FORMAT})])


def _contradictions(listed: SubjectList) -> Iterator[Problem]:
    """Yield a problem for each name that another subject has already, or that says nothing."""
    owners: dict[str, tuple[Subject, Loc]] = {}
    for subject, loc, name in spelled_names(listed):
        if not says_something(name):
            yield Problem("plan.subject-blank", listed.locate(*loc))
            continue
        owner, first = owners.setdefault(fold_name(name), (subject, loc))
        if owner is not subject:
            values = {"name": name, "other": owner.name, "first": listed.locate(*first)}
            yield Problem("plan.same-subject", listed.locate(*loc), values)


def spelled_names(listed: SubjectList) -> Iterator[tuple[Subject, Loc, str]]:
    """Yield every name in ``listed`` with the subject that it means and its place."""
    for number, subject in enumerate(listed.subjects):
        for field in ("name", "full_name", "code", "iso", "en", "pinyin"):
            name = getattr(subject, field)
            if name is not None:
                yield subject, ("subjects", number, field), name
        for place, alias in enumerate(subject.aliases):
            yield subject, ("subjects", number, "aliases", place), alias

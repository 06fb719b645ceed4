"""What the sheets of a workbook have in common: their list, their texts and their formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancheck.reading.cell_values import BUILT_IN, NumberFormat, number_format
from plancheck.reading.package import Element, Package

TRUE = ("1", "true")
TEXTS = ("si", "is", "r")
"""In these stands what a text says; beside them, in ``rPh``, how it is pronounced."""
_RELATION = "/relationships id"
"""How the attribute that names a relation ends, after one of two namespaces."""
_LONGEST_NAME = 255
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile("\r\n?")


class Entry(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str
    is_hidden: bool


class Book:
    """The sheets with cells, and the texts and formats that cells name by number.

    Raises SourceError for a package that is no workbook, or a damaged one.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.from_1904 = False
        self._main = package.main()
        self._related = package.relations(self._main)
        self.sheets = list(self._sheets())
        self._texts = list(self._shared_texts())
        self._codes = {str(style): code for style, code in enumerate(self._style_codes())}

    def shared_text(self, number: str) -> str | None:
        """Return the text that cells call by ``number``, None where there is none."""
        index = to_number(number)
        return self._texts[index] if 0 <= index < len(self._texts) else None

    def format(self, style: str) -> NumberFormat:
        """Return the number format of a style; one that is not there has none."""
        return number_format(self._codes.get(style, ""))

    def _sheets(self) -> Iterator[Entry]:
        """Yield the sheets but those of charts; refuse two with one name or in one part."""
        related = {one.id: one for one in self._related}
        taken: set[str] = set()
        for (above, _), (tag, attributes), _ in self.package.elements(self._main, "workbook"):
            if (above, tag) == ("workbook", "workbookPr"):
                self.from_1904 = attributes.get("date1904") in TRUE
            if (above, tag) != ("sheets", "sheet"):
                continue
            name = attributes.get("name", "")
            ids = (attributes[key] for key in attributes if key.endswith(_RELATION))
            relation = related.get(next(ids, ""))
            own = {name.casefold(), relation.part if relation else ""}
            if relation is None or own & taken or not 0 < len(name) <= _LONGEST_NAME:
                self.package.damaged(self._main)
            taken |= own
            if relation.kind == "worksheet":
                is_hidden = attributes.get("state", "visible") != "visible"
                yield Entry(name, relation.part, is_hidden)

    def _of_kind(self, kind: str, root: str) -> Iterator[Element]:
        """Yield the elements of the first part of this kind, if there is one."""
        for part in [one.part for one in self._related if one.kind == kind][:1]:
            yield from self.package.elements(part, root)

    def _shared_texts(self) -> Iterator[str]:
        runs: list[str] = []
        for (above, _), (tag, _), text in self._of_kind("sharedStrings", "sst"):
            if tag == "t" and above in TEXTS:
                runs.append(text)
            elif tag == "si":
                yield plain_text(runs)
                runs.clear()

    def _style_codes(self) -> Iterator[str]:
        codes = dict(BUILT_IN)
        for (above, _), (tag, attributes), _ in self._of_kind("styles", "styleSheet"):
            number = to_number(attributes.get("numFmtId", ""))
            if (above, tag) == ("numFmts", "numFmt"):
                codes[number] = attributes.get("formatCode", "")
            elif (above, tag) == ("cellXfs", "xf"):
                yield codes.get(number, "")


def plain_text(runs: Sequence[str]) -> str:
    """Return the text of a cell: its runs joined, escapes undone, blanks around it off."""
    text = "".join(runs)
    if "_x" in text:
        text = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)
    return _LINE_END.sub("\n", text).strip()


def to_number(written: str) -> int:
    """Return a whole number that is written in the file, -1 for anything else."""
    return int(written) if written.isdecimal() and written.isascii() and len(written) < 10 else -1

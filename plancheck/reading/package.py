"""An Office file as a package: a ZIP file of XML parts that refer to each other.

What is too large is refused by what the ZIP file declares, before anything of it is unpacked; what
is unpacked goes through a parser piece by piece, and ends with the first thing that is too much.
Nothing is followed out of the file, and a document type, with its entities, is refused.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple, NoReturn
from xml.parsers import expat

from plancheck.errors import Location, Problem, SourceError
from plancheck.reading import source
from plancheck.reading.decoding import OLD_OFFICE, ZIP

MAX_PARTS = 500
MAX_PART_BYTES = 8 << 20
MAX_UNPACKED_BYTES = 16 << 20
MAX_ELEMENTS = 500_000

_PIECE = 1 << 16
"""So many bytes of a part are parsed at once."""
_LONGEST_TAG = 2 * _PIECE
_MOST_ATTRIBUTES = 100
_DEEPEST = 100
_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # of files saved as strict Open XML
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
"""What a file with a password names its content, in a form as old as that of .xls."""
_OPEN = "application/vnd.oasis.opendocument."
_OPEN_SHEETS = f"{_OPEN}spreadsheet"
_OTHER_PROGRAMS = {"word": "DOCX", "ppt": "PPTX"}
"""Whose file it is, by the folder of its main part."""
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x41
"""The bits of a part's flags that say that it is encrypted."""
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(ValueError, LookupError, expat.ExpatError),  # of names and encodings, beside numbers
)
"""What the standard library raises where a file is damaged."""

Tag = tuple[str, Mapping[str, str]]
"""The name and the attributes of an element; without a namespace where it is of its part's."""
Element = tuple[Tag, Tag, str]
"""The tag around an element, its own tag, and its text from the last tag inside it on."""


class Relation(NamedTuple):
    """What a part says of another one of the package: an id, a kind and its folded name."""

    id: str
    kind: str
    part: str


class Package:
    """The parts of an Office file, called ``path`` where something is wrong with it."""

    def __init__(self, content: bytes, path: str) -> None:
        """Open ``content``; raises SourceError where it is another file or beyond a limit."""
        self.path = path
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._unpacked = 0
        self._elements = 0
        self._refuse_other_files(content)
        # Each entry takes memory as the directory is read, so they are counted before that.
        if content.count(_DIRECTORY_ENTRY) > MAX_PARTS:
            self.refuse("workbook.too-many-parts", limit=MAX_PARTS)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _UNREADABLE:
            self.refuse("workbook.cut-off")
        for info in self._archive.infolist():
            self._add(info)

    def _refuse_other_files(self, content: bytes) -> None:
        """Raise SourceError for what is no ZIP file, and for one that is too large."""
        if not content:
            self.refuse("source.empty")
        if content.startswith(OLD_OFFICE):
            self.refuse("workbook.encrypted" if _PASSWORD in content else "workbook.old-office")
        if not content.startswith(ZIP):
            self.refuse("workbook.other-file")
        if len(content) > source.MAX_WORKBOOK_BYTES:
            self.refuse("source.too-large", limit=source.MAX_WORKBOOK_BYTES)

    def _add(self, info: zipfile.ZipInfo) -> None:
        """Note a part, if it and all so far are within the limits."""
        name = _folded(info.filename)
        self._unpacked += info.file_size
        if name in self._parts:
            self.refuse("workbook.same-part", part=info.filename)
        if info.flag_bits & _ENCRYPTED:
            self.refuse("workbook.encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            self.refuse("workbook.compression", part=info.filename)
        if info.file_size > MAX_PART_BYTES:
            self.refuse("workbook.large-part", part=info.filename, limit=MAX_PART_BYTES >> 20)
        if self._unpacked > MAX_UNPACKED_BYTES:
            self.refuse("workbook.large-parts", limit=MAX_UNPACKED_BYTES >> 20)
        self._parts[name] = info

    def refuse(self, key: str, where: Location | None = None, **values: object) -> NoReturn:
        """Raise SourceError with the problem ``key``, at ``where`` or of the file as a whole."""
        raise SourceError([Problem(key, where or Location(self.path), values)])

    def __contains__(self, part: str) -> bool:
        return _folded(part) in self._parts

    def main(self) -> str:
        """Return the name of the part that lists the sheets.

        Raises SourceError with the kind of the file where it is another one.
        """
        if "_rels/.rels" not in self:
            kind = self._start("mimetype")
            if kind.startswith(_OPEN_SHEETS):
                self.refuse("workbook.other-format", kind="ODS")
            self.refuse("workbook.other-kind", kind="ODF" if kind.startswith(_OPEN) else "ZIP")
        main = next((one.part for one in self.relations() if one.kind == "officeDocument"), "")
        if main.endswith(".bin"):
            self.refuse("workbook.other-format", kind="XLSB")
        kind = _OTHER_PROGRAMS.get(main.partition("/")[0], "" if main else "ZIP")
        if kind:
            self.refuse("workbook.other-kind", kind=kind)
        return main

    def _start(self, part: str) -> str:
        """Return the first characters of ``part``, nothing where it is not there or damaged."""
        with contextlib.suppress(*_UNREADABLE), self._opened(part) as file:
            return file.read(100).decode("ascii")
        return ""

    def _opened(self, part: str) -> IO[bytes]:
        return self._archive.open(self._parts[_folded(part)])

    def relations(self, part: str = "") -> list[Relation]:
        """Return what ``part``, or the package as a whole, names in the package itself."""
        folder, name = posixpath.split(part)
        names = posixpath.join(folder, "_rels", f"{name}.rels")
        relations: list[Relation] = []
        for _, (tag, attributes), _ in self.elements(names, "Relationships"):
            if tag != "Relationship" or attributes.get("TargetMode", "Internal") != "Internal":
                continue
            if len(relations) == MAX_PARTS:
                self.refuse("workbook.too-many-parts", limit=MAX_PARTS)
            target = posixpath.join("/", folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = _folded(posixpath.normpath(target).lstrip("/"))
            relations.append(Relation(attributes.get("Id", ""), kind, target))
        return relations

    def elements(self, part: str, root: str) -> Iterator[Element]:
        """Yield every element of ``part``, whose first one is ``root``, as it ends.

        Raises SourceError where the part is missing, damaged or goes beyond a limit.
        """
        parser = _Parser(self, part, root)
        try:
            # The declared size is the most that is unpacked: zipfile gives no byte beyond it.
            with self._opened(part) as file:
                while piece := file.read(_PIECE):
                    yield from parser.ended(piece)
            yield from parser.ended(b"", is_last=True)
        except _UNREADABLE:
            self.damaged(part)

    def damaged(self, part: str) -> NoReturn:
        """Raise SourceError: ``part`` is not what it has to be."""
        self.refuse("workbook.damaged", part=part)

    def count_elements(self, count: int) -> None:
        """Count elements of the file; raises SourceError if they are too many by now."""
        self._elements += count
        if self._elements > MAX_ELEMENTS:
            self.refuse("workbook.too-many-elements", limit=MAX_ELEMENTS)


def _folded(part: str) -> str:
    """Return the name of a part as parts are compared: some programs mix capitals and slashes."""
    return part.replace("\\", "/").lower()


class _Parser:
    """The parser of one part: bytes in, the elements that have ended out."""

    def __init__(self, package: Package, part: str, root: str) -> None:
        self._package = package
        self._part = part
        self._root = root
        self._namespace = ""
        self._open: list[Tag] = [("", {})]
        self._text: list[str] = []
        self._ended: list[Element] = []
        self._fed = 0
        # Without a table of all names, which would only grow.
        self._expat = expat.ParserCreate(namespace_separator=" ", intern=None)
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._first
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text.append
        self._expat.StartDoctypeDeclHandler = self._doctype

    def ended(self, piece: bytes, *, is_last: bool = False) -> list[Element]:
        """Return the elements that end in ``piece``."""
        self._ended = []
        self._expat.Parse(piece, is_last)
        self._package.count_elements(len(self._ended))
        self._fed += len(piece)
        # A tag that does not end is read from its beginning with each piece.
        if self._fed - max(self._expat.CurrentByteIndex, 0) > _LONGEST_TAG:
            self._package.damaged(self._part)
        return self._ended

    def _first(self, name: str, attributes: dict[str, str]) -> None:
        """Take the root, and with it what the names of the part's own elements begin with."""
        namespace, _, root = name.rpartition(" ")
        if root != self._root or namespace not in _NAMESPACES:
            self._package.damaged(self._part)
        self._namespace = f"{namespace} "
        self._expat.StartElementHandler = self._start
        self._start(name, attributes)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST or len(attributes) > _MOST_ATTRIBUTES:
            self._package.damaged(self._part)
        self._open.append((name.removeprefix(self._namespace), attributes))
        self._text.clear()

    def _end(self, _: str) -> None:
        tag = self._open.pop()
        self._ended.append((self._open[-1], tag, "".join(self._text)))
        self._text.clear()

    def _doctype(self, *_: object) -> NoReturn:
        self._package.refuse("workbook.doctype", part=self._part)

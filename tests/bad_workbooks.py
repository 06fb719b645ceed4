"""Workbooks that are refused, made when they are needed: bombs, damaged files and other files.

``tests/unit/test_workbook_limits.py`` holds the whole problem of each, ``tests/hostile/`` what the
command makes of it.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tests.raw_workbook import (
    NAME,
    SHEET,
    listing,
    packed,
    parts_of,
    raw,
    relations,
    row_of,
    text_cell,
    worksheet,
)


class Bad(NamedTuple):
    """A workbook that is refused: by which problem, and at which row and column, if at a cell.

    ``row`` is its row in the list of faults, ``tests/hostile/rows.py``.
    """

    row: str
    name: str
    make: Callable[[], bytes]
    key: str
    values: Mapping[str, object] = {}
    cell: tuple[int, int] | None = None

    @property
    def id(self) -> str:
        return self.name.replace(" ", "-")


OTHERS, PARTS, DAMAGE = "workbook-others", "workbook-parts", "workbook-damage"
BOMBS, CELLS = "workbook-bombs", "workbook-cells"
ROWS = (OTHERS, PARTS, DAMAGE, BOMBS, CELLS)
"""The rows of the list of faults that these workbooks stand for."""

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def good() -> bytes:
    """Return a workbook with which nothing is wrong."""
    return raw(row_of("<c><v>6</v></c>"))


def bad_workbooks() -> Iterator[Bad]:
    yield from _other_files()
    yield from _odd_packages()
    yield from _damaged_parts()
    yield from _bombs()
    yield from _cells()


# --- other files ---------------------------------------------------------------------------------


def _other_files() -> Iterator[Bad]:
    for name, make, key, kind in (
        ("xls", lambda: OLD, "old-office", None),
        ("password", lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "encrypted", None),
        ("ods", lambda: _open_document("spreadsheet"), "other-format", "ODS"),
        ("odt", lambda: _open_document("text"), "other-kind", "ODF"),
        ("xlsb", lambda: _package("xl/workbook.bin"), "other-format", "XLSB"),
        ("docx", lambda: _package("word/document.xml"), "other-kind", "DOCX"),
        ("pptx", lambda: _package("ppt/presentation.xml"), "other-kind", "PPTX"),
        ("package without a main part", _package, "other-kind", "ZIP"),
        (
            "zip with content types",
            lambda: packed({"[Content_Types].xml": ""}),
            "other-kind",
            "ZIP",
        ),
        ("half a file", lambda: good()[: len(good()) // 2], "cut-off", None),
        ("first bytes", lambda: good()[:60], "cut-off", None),
    ):
        yield Bad(OTHERS, name, make, f"workbook.{key}", {"kind": kind} if kind else {})


def _open_document(kind: str) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return packed({"mimetype": mimetype}, zipfile.ZIP_STORED)


def _package(*main: str) -> bytes:
    """Return an office file with this main part."""
    related = relations(*(("officeDocument", part) for part in main))
    return packed({"[Content_Types].xml": "<Types/>", "_rels/.rels": related})


# --- packages ------------------------------------------------------------------------------------


def _odd_packages() -> Iterator[Bad]:
    row = PARTS
    types = {"part": "[Content_Types].xml"}
    yield Bad(row, "encrypted part", _encrypted, "workbook.encrypted")
    yield Bad(
        row, "lzma", lambda: packed(parts_of(), zipfile.ZIP_LZMA), "workbook.compression", types
    )
    yield Bad(
        row, "bzip2", lambda: packed(parts_of(), zipfile.ZIP_BZIP2), "workbook.compression", types
    )
    yield Bad(row, "part twice", _part_twice, "workbook.same-part", {"part": SHEET})
    yield Bad(
        row, "part twice in capitals", lambda: packed({**parts_of(), SHEET.upper(): ""}),
        "workbook.same-part", {"part": SHEET.upper()},
    )  # fmt: skip
    for count in (501, 20_000):
        yield Bad(
            row, f"{count} parts", lambda count=count: with_parts(count),
            "workbook.too-many-parts", {"limit": 500},
        )  # fmt: skip
    yield Bad(
        row, "relations without end",
        lambda: packed({**parts_of(), "_rels/.rels": relations(*[("x", "x")] * 501)}),
        "workbook.too-many-parts", {"limit": 500},
    )  # fmt: skip


def with_parts(count: int) -> bytes:
    """Return a workbook of so many parts."""
    parts = parts_of(worksheet(row_of("<c><v>6</v></c>")))
    return packed({**parts, **{f"{n}.xml": "" for n in range(count - len(parts))}})


def _encrypted() -> bytes:
    """Return a workbook whose first part is marked as encrypted."""
    content = bytearray(good())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _part_twice() -> bytes:
    file = io.BytesIO(good())
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as archive:
        warnings.simplefilter("ignore")  # zipfile warns of just this
        archive.writestr(SHEET, worksheet(""))
    return file.getvalue()


# --- parts ---------------------------------------------------------------------------------------


def _damaged_parts() -> Iterator[Bad]:
    row = DAMAGE
    book, relating = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    many = " ".join(f'a{number}=""' for number in range(5_000))
    in_code = '<?xml version="1.0" encoding="{}"?>'
    for name, make, part in (
        ("no listing", lambda: _without(book), book),
        ("no relations", lambda: _without(relating), relating),
        ("no sheet", lambda: _without(SHEET), SHEET),
        ("no end", lambda: in_sheet(worksheet("")[:-3]), SHEET),
        ("no XML", lambda: in_sheet("示例"), SHEET),
        ("nothing in it", lambda: in_sheet(""), SHEET),
        ("another root", lambda: in_sheet("<html/>"), SHEET),
        ("no namespace", lambda: in_sheet("<worksheet><sheetData/></worksheet>"), SHEET),
        ("unknown encoding", lambda: in_sheet(in_code.format("x") + worksheet("")), SHEET),
        ("encoding of bytes", lambda: in_sheet(in_code.format("hex") + worksheet("")), SHEET),
        ("encoding of names", lambda: in_sheet(in_code.format("idna") + worksheet("")), SHEET),
        ("unknown entity", lambda: raw(row_of(text_cell("&b;"))), SHEET),
        ("deep nesting", lambda: raw("<a>" * 2_000_000), SHEET),
        ("tag without end", lambda: raw("<row " + " " * 7_000_000), SHEET),
        ("attributes without end", lambda: raw(f"<row {many}/>" * 100), SHEET),
        ("comment without end", lambda: raw(f"<!--{'a' * 7_000_000}-->"), SHEET),
        ("size that is not so", _understated, SHEET),
        ("checksum that is not so", _other_checksum, SHEET),
        ("sheet name twice", lambda: _listed('name="a" {}1"', 'name="A" {}2"'), book),
        ("sheet twice", lambda: _listed('name="a" {}1"', 'name="b" {}1"'), book),
        ("sheet twice in capitals", _in_capitals, book),
        ("sheet name without end", lambda: _listed(f'name="{"a" * 256}" {{}}1"'), book),
        ("sheet without a name", lambda: _listed('{}1"'), book),
        ("sheet without a part", lambda: _listed('name="a"'), book),
        ("sheet of another file", lambda: _listed('name="a" {}1"', mode="External"), book),
    ):
        yield Bad(row, name, make, "workbook.damaged", {"part": part})
    entities = '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;"><!ENTITY e SYSTEM "file:///x">]>'
    yield Bad(
        row, "entities", lambda: in_sheet(entities + worksheet(row_of(text_cell("&d;&e;")))),
        "workbook.doctype", {"part": SHEET},
    )  # fmt: skip


def in_sheet(xml: str) -> bytes:
    """Return a workbook with ``xml`` as the part of its sheet."""
    return packed({**parts_of(), SHEET: xml})


def _without(part: str) -> bytes:
    parts = parts_of()
    del parts[part]
    return packed(parts)


def _listed(*sheets: str, mode: str = "Internal") -> bytes:
    """Return a workbook of two parts with sheets that lists ``sheets``."""
    named = [("worksheet", f"worksheets/sheet{number}.xml") for number in (1, 2)]
    lines = (sheet.format('r:id="rId') for sheet in sheets)
    return packed(
        {
            **parts_of(),
            "xl/worksheets/sheet2.xml": worksheet(""),
            "xl/workbook.xml": listing(*lines),
            "xl/_rels/workbook.xml.rels": relations(*named, mode=mode),
        }
    )


def _in_capitals() -> bytes:
    """Return a workbook that names one part in two ways, as if it had two."""
    named = [("worksheet", f"worksheets/{name}.xml") for name in ("sheet1", "./SHEET1")]
    lines = (f'name="{number}" r:id="rId{number}"' for number in (1, 2))
    parts = {"xl/workbook.xml": listing(*lines), "xl/_rels/workbook.xml.rels": relations(*named)}
    return packed({**parts_of(), **parts})


def _understated() -> bytes:
    """Return a workbook with a sheet of 1,000 bytes, as it says, which are a million."""
    content = in_sheet(worksheet(row_of(text_cell("a" * 1_000_000))))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    assert content.count(size) == 2
    return content.replace(size, (1_000).to_bytes(4, "little"))


def _other_checksum() -> bytes:
    content = good()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        checksum = archive.getinfo(SHEET).CRC.to_bytes(4, "little")
    return content.replace(checksum, bytes(4))


# --- too much ------------------------------------------------------------------------------------


def _bombs() -> Iterator[Bad]:
    row = BOMBS
    hundred = "<c><v>1</v></c>" * 100
    shared = '<c t="s"><v>0</v></c>' * 100
    elements = {"limit": 500_000}
    yield Bad(
        row, "large part", lambda: in_sheet(" " * (60 << 20)),
        "workbook.large-part", {"part": SHEET, "limit": 8},
    )  # fmt: skip
    yield Bad(
        row, "large parts",
        lambda: packed({**parts_of(), **{f"{n}.xml": " " * (6 << 20) for n in range(3)}}),
        "workbook.large-parts", {"limit": 16},
    )  # fmt: skip
    for name, make in (
        ("rows", lambda: raw("<row/>" * 1_000_000)),
        ("texts", lambda: raw("", strings="<si><t/></si>" * 600_000)),
        ("formats", lambda: raw("", styles=f"<cellXfs>{'<xf/>' * 1_000_000}</cellXfs>")),
    ):
        yield Bad(row, f"{name} without end", make, "workbook.too-many-elements", elements)
    yield Bad(
        row, "cells without end", lambda: raw(f"<row>{hundred}</row>" * 4_000),
        "workbook.too-many-cells", {"limit": 200_000}, (2_001, 1),
    )  # fmt: skip
    yield Bad(
        row, "one text in every cell",
        lambda: raw(f"<row>{shared}</row>" * 2_000, strings=f"<si><t>{'示' * 20_000}</t></si>"),
        "workbook.too-much-text", {"limit": 4 << 20}, (3, 10),
    )  # fmt: skip
    for name, text in (("text", "示" * 32_768), ("escapes", "_x0041_" * 1_000_000)):
        yield Bad(
            row, f"{name} without end", lambda text=text: raw(row_of(text_cell(text))),
            "workbook.long-cell", {"limit": 32_767}, (1, 1),
        )  # fmt: skip


# --- cells ---------------------------------------------------------------------------------------


def _cells() -> Iterator[Bad]:
    row = CELLS
    far = {"rows": 5_000, "columns": 100}
    for name, reference, cell in (
        ("last of all", "XFD1048576", (1_048_576, 16_384)),
        ("one row too far", "A5001", (5_001, 1)),
        ("one column too far", "CW1", (1, 101)),
    ):
        xml = f'<row r="{cell[0]}"><c r="{reference}"><v>6</v></c></row>'
        yield Bad(row, name, lambda xml=xml: raw(xml), "workbook.far-cell", far, cell)
    for name, xml, wrong in (
        ("reference of too many letters", '<c r="ZZZZ99999999"><v>6</v></c>', "ZZZZ99999999"),
        ("reference to another row", '<c r="A2"><v>6</v></c>', "A2"),
        ("reference in small letters", '<c r="a1"><v>6</v></c>', "a1"),
        ("reference to no row", '<c r="A0"><v>6</v></c>', "A0"),
    ):
        yield Bad(
            row, name, lambda xml=xml: raw(row_of(xml)),
            "workbook.bad-reference", {"written": wrong, "sheet": NAME},
        )  # fmt: skip
    yield Bad(
        row, "merge of nothing", lambda: raw("", '<mergeCells><mergeCell ref="?"/></mergeCells>'),
        "workbook.bad-reference", {"written": "?", "sheet": NAME},
    )  # fmt: skip
    twice = '<c r="B1"><v>6</v></c>' * 2
    yield Bad(row, "cell twice", lambda: raw(row_of(twice)), "workbook.same-cell", {}, (1, 2))
    for name, xml, written in (
        ("not a number", "<c><v>nan</v></c>", "nan"),
        ("digits of another script", "<c><v>٦</v></c>", "٦"),
        ("number without end", f"<c><v>{'9' * 1_000_000}</v></c>", "9" * 60),
        ("text that is not there", '<c t="s"><v>3</v></c>', "3"),
        ("text before the first", '<c t="s"><v>-1</v></c>', "-1"),
        ("not a truth value", '<c t="b"><v>2</v></c>', "2"),
        ("unknown type", '<c t="x"><v>2</v></c>', "2"),
    ):
        yield Bad(
            row, name, lambda xml=xml: raw(row_of(xml)),
            "workbook.bad-cell", {"written": written}, (1, 1),
        )  # fmt: skip
    for name, escape, code in (
        ("control character", "_x0001_", "U+0001"),
        ("half of a pair", "_xD83D_", "U+D83D"),
        ("line end that few see", "\u2028", "U+2028"),
    ):
        yield Bad(
            row, name, lambda escape=escape: raw(row_of(text_cell(f"示{escape}例"))),
            "source.control", {"character": code}, (1, 1),
        )  # fmt: skip

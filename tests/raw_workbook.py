"""Workbooks written part by part, for what no program would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

SHEET = "xl/worksheets/sheet1.xml"
NAME = "自查表"


def worksheet(rows: str, more: str = "", namespace: str = MAIN) -> str:
    """Return the part of a sheet with these rows."""
    return f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData>{more}</worksheet>'


def row_of(cell: str) -> str:
    """Return a first row with one cell."""
    return f'<row r="1">{cell}</row>'


def text_cell(text: str) -> str:
    """Return a cell with a text of its own, which says neither row nor column."""
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def relations(*named: tuple[str, str], office: str = OFFICE, mode: str = "Internal") -> str:
    """Return relations rId1, rId2 and so on, each with its kind and its target."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"'
        f' TargetMode="{mode}"/>'
        for number, (kind, target) in enumerate(named, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def listing(*sheets: str, before: str = "", namespace: str = MAIN, office: str = OFFICE) -> str:
    """Return the part that lists sheets, each given by its attributes but the number."""
    lines = "".join(f'<sheet sheetId="{n}" {sheet}/>' for n, sheet in enumerate(sheets, 1))
    names = f'xmlns="{namespace}" xmlns:r="{office}"'
    return f"<workbook {names}>{before}<sheets>{lines}</sheets></workbook>"


def parts_of(
    sheet: str = worksheet(""), *, before: str = "", strings: str = "", styles: str = ""
) -> dict[str, str | bytes]:
    """Return the parts of a workbook with one sheet."""
    named = [("worksheet", "worksheets/sheet1.xml")]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": listing(f'name="{NAME}" r:id="rId1"', before=before),
        SHEET: sheet,
    }
    if strings:
        named.append(("sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles:
        named.append(("styles", "styles.xml"))
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    parts["xl/_rels/workbook.xml.rels"] = relations(*named)
    return parts


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the file that has these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def raw(rows: str, more: str = "", **parts: str) -> bytes:
    """Return a workbook with one sheet of these rows."""
    return packed(parts_of(worksheet(rows, more), **parts))

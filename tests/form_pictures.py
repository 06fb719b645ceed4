"""The pictures of the form in docs/images/: a filled-in self-check, as LibreOffice prints it.

``python -m tests.form_pictures`` writes them; it needs soffice and pdftoppm. No test holds them
byte for byte, because each version of LibreOffice and of its fonts draws other pixels.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
import zlib
from collections import Counter
from pathlib import Path

import openpyxl

from plancheck.inputs.form_sheets import CHECKLIST
from plancheck.language.message import Lang
from tests.documents import DOCS, ROOT, run

NAMES = {lang: f"form.{lang}.png" for lang in Lang}
REPORT = ROOT / "examples" / "tier2-noncompliant.yaml"
ROWS = 35
"""The last row of the self-check in this form."""
ROWS_LEFT_OUT = (10, *range(13, 21), *range(26, 32))
"""Rows that say what others say, so that the picture stays small."""
COLUMNS_LEFT_OUT = ("note", "reason", "next_steps")
"""Columns for the office's own words, which would make the others too small to read."""
ONLY = ("-f", "2", "-l", "2")
"""The page of the self-check, which follows the cover."""
RESOLUTION = 150
MARGIN = 8
"""What is shown around the text, in points."""
END = (b"IEND", b"")
"""The last part of a picture."""
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')
PAGE = re.compile(r'<page width="([\d.]+)"')


def picture(lang: Lang) -> bytes:
    """Return the picture of the form of ``REPORT`` in ``lang``."""
    with tempfile.TemporaryDirectory() as folder:
        run(f"convert '{REPORT}' form.xlsx --tier 2 --lang {lang}", cwd=folder)
        _trim(Path(folder, "form.xlsx"), lang)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        _call("soffice", profile, "--headless", "--convert-to", "pdf", "form.xlsx", cwd=folder)
        _call("pdftotext", *ONLY, "-bbox", "form.pdf", "form.html", cwd=folder)
        frame = _frame(Path(folder, "form.html").read_text("utf-8"))
        shown = ["-singlefile", "-r", str(RESOLUTION), *frame]
        _call("pdftoppm", *ONLY, *shown, "form.pdf", "form", cwd=folder)
        return _png(Path(folder, "form.ppm").read_bytes())


def _trim(form: Path, lang: Lang) -> None:
    """Leave of the self-check in ``form`` what the picture shows."""
    book = openpyxl.load_workbook(form)
    name = CHECKLIST.sheet.zh if lang == Lang.ZH else CHECKLIST.sheet.en
    sheet = book[name]
    terms = [CHECKLIST.heading(field) for field in COLUMNS_LEFT_OUT]
    headings = {term.zh if lang == Lang.ZH else term.en for term in terms}
    for cell in sheet[4]:
        if cell.value in headings:
            sheet.column_dimensions[cell.column_letter].hidden = True
    for row in ROWS_LEFT_OUT:
        sheet.row_dimensions[row].hidden = True
    shown = sheet.print_area.replace("$", "").split("!")[-1].split(":")[-1]
    sheet.print_area = f"A1:{re.sub('[0-9]+', '', shown)}{ROWS}"
    sheet.oddFooter.left.text = sheet.oddFooter.right.text = sheet.oddFooter.center.text = None
    book.save(form)


def _frame(words: str) -> list[str]:
    """Return what of the page pdftoppm is to draw: the words on it, and all its width."""
    (width,) = PAGE.findall(words)
    boxes = [tuple(float(side) for side in found) for found in WORD.findall(words)]
    left = min(box[0] for box in boxes) - MARGIN
    top = min(box[1] for box in boxes) - MARGIN
    frame = (left, top, float(width) - 2 * left, max(box[3] for box in boxes) + MARGIN - top)
    pixels = [str(round(side * RESOLUTION / 72)) for side in frame]
    return [part for pair in zip(("-x", "-y", "-W", "-H"), pixels, strict=True) for part in pair]


def _png(ppm: bytes) -> bytes:
    """Return a picture of pdftoppm as PNG with few colours, which is a third as large."""
    _, size, _, pixels = ppm.split(b"\n", 3)
    width, height = (int(side) for side in size.split())
    shades = pixels.translate(bytes(min(255, (value + 8) // 17 * 17) for value in range(256)))
    colours = [shades[at : at + 3] for at in range(0, len(shades), 3)]
    palette = [colour for colour, _ in Counter(colours).most_common(256)]
    nearest = {colour: _nearest(colour, palette) for colour in set(colours)}
    dots = bytes(nearest[colour] for colour in colours)
    lines = b"".join(b"\0" + dots[at : at + width] for at in range(0, len(dots), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = {b"IHDR": head, b"PLTE": b"".join(palette), b"IDAT": zlib.compress(lines, 9)}
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in [*chunks.items(), END])


def _nearest(colour: bytes, palette: list[bytes]) -> int:
    """Return the place in ``palette`` of the colour that is most like ``colour``."""
    return min(
        range(len(palette)),
        key=lambda place: sum(abs(a - b) for a, b in zip(colour, palette[place], strict=True)),
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _call(*command: str, cwd: str) -> None:
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)


def main() -> None:
    for lang, name in NAMES.items():
        (DOCS / "images" / name).write_bytes(picture(lang))


if __name__ == "__main__":
    main()

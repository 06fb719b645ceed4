"""Bytes to text: the encodings that are read, and what is no text or no YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

from plancheck.errors import Location, Problem, SourceError

ENCODINGS = ("utf-8", "gb18030")
"""What ``--encoding`` takes. UTF-8 and UTF-16 with a byte order mark are known without it."""

# Characters refused because terminals, logs or parsers act on them: C0 but tab and line ends, DEL,
# C1, the two Unicode line separators, a byte order mark inside, non-characters.
CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
LINE_END = re.compile("\r\n|\r|\n")
_HAN = "[\u4e00-\u9fff]{2}"  # compiled when a file is in doubt
_CONFLICT_SIGNS = ("<" * 7, "=" * 7, ">" * 7)
ZIP = b"PK\x03\x04"
"""How a workbook begins, and every other ZIP file."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How .xls and .et begin, and every office file with a password."""
_OFFICE_SIGNS = (b"[Content_Types].xml", b"application/vnd.oasis.opendocument")
"""What stands, never compressed, in the files of office programs that are ZIP files."""
_NOT_TEXT = (
    (b"%PDF", "PDF"),
    (ZIP, "XLSX/DOCX/ZIP"),
    (OLD_OFFICE, "XLS/DOC"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
)


def is_workbook(content: bytes) -> bool:
    """Whether ``content`` is for ``read_sheets``: an office file, even a damaged one."""
    if content.startswith(OLD_OFFICE):
        return True
    return content.startswith(ZIP) and any(sign in content for sign in _OFFICE_SIGNS)


def codec(content: bytes, encoding: str) -> str:
    """Return the codec that a byte order mark in ``content`` names, else ``encoding``.

    The files of a call come from several hands: where another encoding is asked for, Chinese that
    is in UTF-8 stays what it is.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    return "utf-8" if encoding != "utf-8" and _is_chinese(content, "utf-8") else encoding


def encoded(text: str, like: bytes, encoding: str) -> bytes:
    """Return ``text`` in the encoding of ``like``, with the same byte order mark."""
    if like.startswith(b"\xfe\xff"):  # Python's codec writes the order of the machine
        return b"\xfe\xff" + text.encode("utf-16-be")
    if like.startswith(b"\xff\xfe"):
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(codec(like, encoding))


def decoded(content: bytes, path: str, *, encoding: str | None = "utf-8") -> str:
    """Return ``content`` as text; raises SourceError at the place where it is not text."""
    name = _codec_of_text(content, path, encoding)
    try:
        return content.decode(name)
    except UnicodeDecodeError as exc:
        # From ``exc.object``: it may already lack the byte order mark, which is 3 bytes.
        before = exc.object[: exc.start].decode(name, errors="replace")
        # A mark, or Chinese that reads well up to here, shows UTF-8 that was cut or damaged.
        foreign = encoding is not None and name == "utf-8" and not re.search(_HAN, before)
        gb18030 = foreign and _is_chinese(content, "gb18030")
        key = "source.gb18030" if gb18030 else "source.undecodable"
        values = {"encoding": name.removesuffix("-sig").upper()}
        raise SourceError([Problem(key, _place(before, path), values)]) from None


def decoded_lines(content: bytes, path: str, *, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the lines that ``decoded`` would have, one by one: as a whole they take much memory.

    Each ends with a line feed. Raises SourceError as ``decoded`` does.
    """
    try:
        yield from TextIOWrapper(BytesIO(content), _codec_of_text(content, path, encoding))
    except UnicodeDecodeError:
        decoded(content, path, encoding=encoding)  # it says where
        raise


def _codec_of_text(content: bytes, path: str, encoding: str | None) -> str:
    """Return the codec of ``content``; raises SourceError for what begins like no text."""
    for magic, kind in _NOT_TEXT:
        if content.startswith(magic):
            raise SourceError([Problem("source.not-text", Location(path), {"kind": kind})])
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise SourceError([Problem("source.utf32", Location(path, 1, 1, 1, 1))])
    name = codec(content, encoding or "utf-8")
    if name != "utf-16" and b"\x00" in content[:4]:
        raise SourceError([Problem("source.utf16", Location(path, 1, 1, 1, 1))])
    return name


def refuse_what_is_not_yaml(text: str, path: str) -> None:
    """Raise SourceError for HTML, XML, Git LFS pointers, control characters, merge conflicts."""
    start = text.lstrip()[:64].lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise SourceError(
            [Problem("source.not-text", Location(path, 1, 1, 1, 1), {"kind": "HTML/XML"})]
        )
    if start.startswith("version https://git-lfs"):
        raise SourceError([Problem("source.lfs", Location(path, 1, 1, 1, 1))])
    problems = []
    if not text.replace("\n", "").isprintable():  # an ideographic space is not, and is no matter
        problems = [
            Problem(
                "source.control",
                _place(text[: match.start()], path),
                {"character": f"U+{ord(match[0]):04X}"},
            )
            for match, _ in zip(re.finditer(CONTROL, text), range(20), strict=False)
        ]
    if any(sign in text for sign in _CONFLICT_SIGNS):
        conflict = re.search(r"^(<{7} |>{7} |={7}$)", text, re.MULTILINE)
        if conflict:
            problems.append(Problem("source.conflict", _place(text[: conflict.start()], path)))
    if problems:
        raise SourceError(problems)


def _is_chinese(content: bytes, encoding: str) -> bool:
    try:
        return bool(re.search(_HAN, content.decode(encoding)))
    except UnicodeDecodeError:
        return False


def _place(before: str, path: str) -> Location:
    """Return the place of the character that follows ``before``."""
    lines = LINE_END.split(before)
    line, column = len(lines), len(lines[-1]) + 1
    return Location(path, line, column, line, column + 1, lines[-1], f"{lines[-1]}\ufffd")

"""Makes the two archives of Python in the page; runs in the Pyodide that the page ships.

Everything is compiled ahead, which halves the time to start. Names are sorted and dates fixed, so
the same sources give the same bytes.
"""

from __future__ import annotations

import decimal
import io
import platform
import py_compile
import sqlite3
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from compression import zstd

NOT_NEEDED = frozenset(
    "__hello__ __phello__ antigravity this "  # jokes
    "_pydatetime _pyio "  # for a Python without their modules in C
    "bdb cProfile compileall doctest modulefinder pdb pickletools profile pstats py_compile pyclbr "
    "pydoc symtable tabnanny timeit trace unittest zipapp "  # tools of a developer
    "_pyrepl cmd code getpass pty rlcompleter tty "  # terminals
    "ctypes multiprocessing sqlite3 "  # libraries and processes that are not there
    "ftplib http imaplib mailbox netrc poplib smtplib socketserver webbrowser wsgiref xmlrpc "
    "colorsys configparser fileinput filecmp getopt optparse plistlib sched shelve statistics wave "
    "site-packages".split()
)
"""Names in the standard library that neither the engine nor its packages have a use for."""

ENCODINGS = frozenset(
    "__init__ aliases ascii big5 cp1252 cp437 gb18030 gb2312 gbk idna latin_1 punycode "
    "raw_unicode_escape unicode_escape utf_16 utf_16_be utf_16_le utf_32 utf_32_be utf_32_le utf_8 "
    "utf_8_sig".split()
)
"""Encodings of reports and of the names in a ZIP file, and those that Python itself uses."""

UNUSED = ("plancheck/cli", "plancheck/authoring/drafting", "pydantic/mypy.py", "pydantic/v1")
"""Never loaded: the commands, drafts of plans, a plugin of mypy, an older version of pydantic."""

ARCHIVE_DATE = (1980, 1, 1, 0, 0, 0)


def library(archive: str) -> bytes:
    """Return the standard library in ``archive`` without what is not needed, and its docstrings."""
    with zipfile.ZipFile(archive) as opened:
        files = {
            name: opened.read(name)
            for name in opened.namelist()
            if name.endswith(".py") and _is_needed(PurePosixPath(name))
        }
    return _archive(files, optimize=2)


def packages(source: str, installed: str) -> bytes:
    """Return plancheck and the bridge from ``source``, and the packages ``installed``."""
    files = dict(_files(Path(source), "plancheck"))
    files |= {f"plancheck/{name}": content for name, content in _files(Path(source), "data")}
    for path in Path(source, "page").glob("*.py"):
        files[f"page/{path.name}"] = path.read_bytes()
    for package in Path(installed).iterdir():
        files |= dict(_files(Path(installed), package.name))
    return _archive(files, optimize=0)


def versions() -> dict[str, str]:
    """Return what this Python says of itself and of what is linked into it."""
    return {
        "cpython": platform.python_version(),
        "Emscripten": ".".join(map(str, sys._emscripten_info.emscripten_version)),
        "expat": expat.EXPAT_VERSION.removeprefix("expat_"),
        "mpdecimal": decimal.__libmpdec_version__,
        "sqlite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "zstd": zstd.zstd_version,
    }


def _is_needed(name: PurePosixPath) -> bool:
    top = name.parts[0]
    return (
        name.stem in ENCODINGS if top == "encodings" else top.removesuffix(".py") not in NOT_NEEDED
    )


def _files(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a package, or of a module, that have a use in the page."""
    top = folder / name
    for file in top.rglob("*") if top.is_dir() else [top]:
        path = file.relative_to(folder)
        if file.is_file() and not _is_left_out(path):
            yield path.as_posix(), file.read_bytes()


def _is_left_out(path: Path) -> bool:
    """Return whether it is metadata, for a type checker, for another system, or never loaded."""
    if path.parts[0].endswith(".dist-info") or path.suffix in {".pyc", ".pyi", ".typed"}:
        return True
    if path.suffix == ".so":
        return "emscripten" not in path.name
    return any(path.is_relative_to(unused) for unused in UNUSED)


def _archive(files: dict[str, bytes], *, optimize: int) -> bytes:
    """Return a ZIP file, not compressed: the page compresses it as a whole."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            is_module = name.endswith(".py")
            stored = _compiled(name, content, optimize) if is_module else content
            info = zipfile.ZipInfo(f"{name}c" if is_module else name, ARCHIVE_DATE)
            archive.writestr(info, stored)
    return target.getvalue()


def _compiled(name: str, content: bytes, optimize: int) -> bytes:
    """Return the byte code, which is never compared with a source: there is none in the page."""
    source, target = Path("/tmp/source.py"), "/tmp/compiled.pyc"  # in memory
    source.write_bytes(content)
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(
        str(source), target, dfile=name, doraise=True, optimize=optimize, invalidation_mode=mode
    )
    return Path(target).read_bytes()

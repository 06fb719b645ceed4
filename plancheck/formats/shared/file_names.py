"""Names of files after those who report, which every system accepts and tells apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from plancheck.errors import Problem, UsageError
from plancheck.reading.text import what_shows

MOST_BYTES = 200
"""No name is longer in UTF-8: systems take 255, some of them fewer, and others add to a name."""
_SEPARATORS = re.compile(r'[/\\:*?"<>|]')
"""What parts folders, or has a meaning of its own in a name on Windows."""
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(COM|LPT)[0-9])\s*(\.|$)", re.I)
"""The names of devices on Windows, which they are with any ending too."""
_SPECIAL = ("-", ".", "~")
"""Before a name these make an option, a hidden file, or one that a program has locked."""


def file_names(subjects: Iterable[str], ending: str, taken: Collection[str] = ()) -> dict[str, str]:
    """Return the name of a file for each of ``subjects``: its own with ``ending``, such as ``.md``.

    ``taken`` are the names of other files of the same folder. Raises UsageError, naming both, where
    two subjects would have one file: names that differ in case or width only are one.
    """
    others = {_compared(name): name for name in taken}
    owners = dict(others)
    names: dict[str, str] = {}
    problems = []
    for subject in subjects:
        name = file_name(subject, ending)
        key = _compared(name)
        other = owners.setdefault(key, subject)
        if other != subject or key in others:
            values = {"name": subject, "other": other, "file": name}
            problems.append(Problem("output.same-name", None, values))
        names[subject] = name
    if problems:
        raise UsageError(problems)
    return names


def file_name(subject: str, ending: str) -> str:
    """Return the name of a file for ``subject``, which may be that of another subject too."""
    shown = (sign for sign in unicodedata.normalize("NFC", subject) if _shows(sign))
    name = " ".join(_SEPARATORS.sub("_", "".join(shown)).split())
    if name.startswith(_SPECIAL) or _RESERVED.match(unicodedata.normalize("NFKC", name)):
        name = f"_{name}"
    room = MOST_BYTES - len(ending.encode())
    name = name.encode()[:room].decode(errors="ignore")  # not half a character
    return f"{name.rstrip('. ') or '_'}{ending}"


def _shows(sign: str) -> bool:
    """Whether ``sign`` shows or is a blank."""
    return sign.isspace() or what_shows(sign) != ""


def _compared(name: str) -> str:
    """Return what is the same of two names that some system does not tell apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())

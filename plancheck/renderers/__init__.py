"""Output formats, one module each, found by file name: the module ``x_y`` is the format ``x-y``.

A module has ``render(run, style) -> str`` for the results of ``validate`` and says whether it is
``FOR_MACHINES``; one that can also show what a plan asks has ``render_listing(listing, style)``.
Text ends with a newline, the same input gives the same text, and whatever comes from a file is
made inert by ``wording.visible``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from plancheck.listing import Listing
from plancheck.messages import Lang
from plancheck.run import Run


@dataclass(frozen=True, slots=True)
class Style:
    """How text is to look: its language, the width in terminal cells, and whether in colour.

    ``width`` is None where lines are not to be broken for a terminal, as in a pipe. ``most_bytes``
    is how many bytes of UTF-8 the reader of a page takes at most, None where any number.
    """

    lang: Lang = Lang.ZH
    width: int | None = None
    color: bool = False
    most_bytes: int | None = None


@lru_cache(maxsize=1)
def formats() -> tuple[str, ...]:
    """Return the names of all formats, the table first."""
    files = Path(__file__).parent.glob("[!_]*.py")
    names = sorted(file.stem.replace("_", "-") for file in files)
    return tuple(sorted(names, key=lambda name: name != "table"))


def for_machines(name: str) -> bool:
    """Whether programs read the format ``name``, so that it is UTF-8 wherever it is written."""
    return bool(_module(name).FOR_MACHINES)


def listing_formats() -> tuple[str, ...]:
    """Return the names of the formats that can show what a plan asks."""
    return tuple(name for name in formats() if hasattr(_module(name), "render_listing"))


def render(name: str, run: Run, style: Style | None = None) -> str:
    """Return ``run`` in the format ``name``, which must be one of ``formats()``."""
    return str(_module(name).render(run, style or Style()))


def render_listing(name: str, listing: Listing, style: Style | None = None) -> str:
    """Return ``listing`` in the format ``name``."""
    return str(_module(name).render_listing(listing, style or Style()))


def _module(name: str) -> Any:
    return import_module(f"{__name__}.{name.replace('-', '_')}")

"""Output formats, one module each, found by file name: the module ``x_y`` is the format ``x-y``.

A module is a file or a folder. It has ``render(run, style)`` for the results of ``validate``, which
returns text or yields it in pieces, and says whether it is ``FOR_MACHINES``; one with
``render_files`` instead makes a folder of named texts. What is ``TO_FILES`` goes to no stream, and
what is ``BYTES`` is no text. One that can also show what a plan asks has
``render_listing(listing, style)``, and so on for whatever else can be shown. One that can
``paint(page, style)`` shows all that a module of ``pages`` composes a page of. One whose files
begin with a ``BYTE_ORDER_MARK`` says so; what is rendered has none. One that needs a package more
has ``check_installed()``.
Text ends with a newline, the same input gives the same text, and whatever comes from a file is made
inert by ``wording.escape_invisible``. No format keeps a report that it has shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, NamedTuple

from plancheck.errors import Problem
from plancheck.language.message import Lang

if TYPE_CHECKING:
    from plancheck.verdicts.run import Run

_FOR_SEVERAL = ("pages", "shared")
"""The folders here that are no format: what several formats are made of."""


class Show(StrEnum):
    """How much a page for people shows: what has to be done, what is asked, or everything."""

    OPEN = "open"
    ASKED = "asked"
    ALL = "all"


class Style(NamedTuple):
    """How text is to look: its language, the width in terminal cells, and whether in colour.

    ``width`` is None where lines are not to be broken for a terminal, as in a pipe. ``most_bytes``
    is how many bytes of UTF-8 the reader of a page takes at most, None where any number. ``show``
    is how much a page for people shows, None for what suits the number of reports. ``tell`` is
    called with what a file cannot hold, so that it is said elsewhere.
    """

    lang: Lang = Lang.ZH
    width: int | None = None
    color: bool = False
    most_bytes: int | None = None
    show: Show | None = None
    tell: Callable[[Problem], None] | None = None


@lru_cache(maxsize=1)
def _all() -> tuple[str, ...]:
    folder = Path(__file__).parent
    if folder.is_dir():
        modules = [
            entry.stem
            for entry in folder.iterdir()
            if entry.suffix == ".py" or (entry / "__init__.py").is_file()
        ]
    else:  # in a zip file; of a folder that cannot be listed this would say that it is empty
        modules = [module.name for module in iter_modules(__path__)]
    formats = (name for name in modules if name not in _FOR_SEVERAL and not name.startswith("_"))
    names = (name.replace("_", "-") for name in formats)
    return tuple(sorted(names, key=lambda name: (name != "table", name)))


def formats(of: str | None = None) -> tuple[str, ...]:
    """Return the names of all formats, the table first; with ``of`` only those for such a thing.

    Beside a run that is a ``listing``, and whatever else can be shown.
    """
    return _all() if of is None else tuple(name for name in _all() if shows(of, name))


def streams() -> tuple[str, ...]:
    """Return the names of the formats that can go to standard output: the words of ``--format``."""
    return tuple(name for name in _all() if not to_files(name))


def shows(of: str, name: str) -> bool:
    """Whether ``name`` is a format of ``formats(of)``, found without a look at the others."""
    if name not in _all():
        return False
    module = _module(name)
    return hasattr(module, f"render_{of}") or (hasattr(module, "paint") and _has_page(of))


def for_machines(name: str) -> bool:
    """Whether programs read the format ``name``, so that it is UTF-8 wherever it is written."""
    return bool(_module(name).FOR_MACHINES)


def to_files(name: str) -> bool:
    """Whether the format ``name`` goes to a file or a folder, and to no stream."""
    return bool(getattr(_module(name), "TO_FILES", False))


def is_text(name: str) -> bool:
    """Whether the format ``name`` is text rather than bytes; a folder holds texts."""
    return not getattr(_module(name), "BYTES", False)


def check_installed(name: str) -> None:
    """Raise UsageError where the format ``name`` needs a package that is not installed."""
    check = getattr(_module(name), "check_installed", None)
    if check is not None:
        check()


def is_folder(name: str) -> bool:
    """Whether the format ``name`` is a folder of texts; ``render_files`` makes it."""
    return hasattr(_module(name), "render_files")


def render(name: str, run: Run, style: Style | None = None) -> str:
    """Return ``run`` in the format ``name``, one of ``formats()`` that is text and no folder."""
    return "".join(pieces(name, run, style))


def pieces(name: str, run: Run, style: Style | None = None) -> Iterable[str]:
    """Return the text that ``render`` does in pieces, made one after the other."""
    return _pieces(_module(name).render(run, style or Style()))


def pieces_of_file(name: str, run: Run, style: Style | None = None) -> Iterable[str | bytes]:
    """Return what a file has of ``run``, in pieces: of text ``pieces``, else bytes.

    They begin with a byte order mark where the format asks for it.
    """
    module = _module(name)
    made: Iterable[str | bytes] = module.render(run, style or Style())
    made = [made] if isinstance(made, str | bytes) else made
    return chain(["\ufeff"], made) if getattr(module, "BYTE_ORDER_MARK", False) else made


def render_files(name: str, run: Run, style: Style | None = None) -> Mapping[str, str]:
    """Return the texts of a format that is a folder, by the names of their files.

    Raises UsageError where two subjects would have the same file.
    """
    files: Mapping[str, str] = _module(name).render_files(run, style or Style())
    return files


def _pieces(text: str | Iterable[str]) -> Iterable[str]:
    return [text] if isinstance(text, str) else text


def render_as(of: str, name: str, thing: object, style: Style | None = None) -> str:
    """Return ``thing``, which is a ``listing`` or the like, in a format of ``formats(of)``."""
    module, style = _module(name), style or Style()
    own = getattr(module, f"render_{of}", None)
    if own is not None:
        return "".join(_pieces(own(thing, style)))
    compose = getattr(import_module(_page_module(of)), f"{of}_page")
    return "".join(_pieces(module.paint(compose(thing, style.lang), style)))


def _has_page(of: str) -> bool:
    return find_spec(_page_module(of)) is not None


def _page_module(of: str) -> str:
    return f"{__name__}.pages.{of}_page"


def _module(name: str) -> Any:
    return import_module(f"{__name__}.{name.replace('-', '_')}")

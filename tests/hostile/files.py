"""What stands at a path that is no readable file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.case import KINDS, Case, Said


def cases() -> Iterator[Case]:
    for kind in KINDS.values():
        folder = "run.empty-folder" if kind.name == "report" else "source.not-a-file"
        made: tuple[tuple[str, str, Callable[[Path], object], str], ...] = (
            ("fifo", "fifo", os.mkfifo, "source.not-a-file"),
            ("fifo", "linked-fifo", lambda path: _linked(path, os.mkfifo), "source.not-a-file"),
            ("fifo", "null-device", lambda path: path.symlink_to("/dev/null"), "source.not-a-file"),
            ("unopened", "folder", Path.mkdir, folder),
            ("unopened", "link-to-a-folder", lambda path: _linked(path, Path.mkdir), folder),
            (
                "unopened",
                "broken-link",
                lambda path: path.symlink_to("nothing"),
                "source.not-found",
            ),
            ("unopened", "link-loop", lambda path: path.symlink_to(path.name), "source.link-loop"),
            ("unopened", "two-links-in-a-loop", _round, "source.link-loop"),
            ("unopened", "missing", lambda path: None, "source.not-found"),
        )
        for row, name, make, key in made:
            yield Case(f"{name}-{kind.name}", row, kind, make, (Said(key),))


def _linked(path: Path, make: Callable[[Path], object]) -> None:
    make(path.with_name("target"))
    path.symlink_to("target")


def _round(path: Path) -> None:
    path.symlink_to("other")
    path.with_name("other").symlink_to(path.name)

"""The tables of options that the command line, the environment and a file share."""

from __future__ import annotations

from plancheck.cli import config, options


def test_both_tables_have_the_same_options() -> None:
    """A command reads each option of ``options`` from the settings that ``config`` makes."""
    assert options.OPTIONS.keys() == config.OPTIONS.keys()

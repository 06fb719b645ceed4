"""The effective options as output shows them: as TOML, and what of them affects verdicts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from plancheck.cli.config import OPTIONS, Setting
from plancheck.errors import Location
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible, say
from plancheck.verdicts.run import Configured


def configured(settings: Mapping[str, Setting]) -> tuple[Configured, ...]:
    """Return the options by which a file or a variable affects verdicts, in order of display."""
    return tuple(
        Configured(name, _plain(value), origin)
        for name, (value, origin) in settings.items()
        if OPTIONS[name].judges and origin != "flag" and value != OPTIONS[name].default
    )


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, list) else str(value)


def shown(settings: Mapping[str, Setting], lang: Lang) -> str:
    """Return the options as TOML, each with its origin as a comment."""
    if lang != settings["lang"].value:  # it is read before there is a command
        settings = {**settings, "lang": Setting(lang, "flag")}
    return "".join(f"{_shown(name, setting, lang)}\n" for name, setting in settings.items())


def _shown(name: str, setting: Setting, lang: Lang) -> str:
    if setting.value is None:
        return say(lang, "config.not-set", {"name": name})
    origin = setting.origin
    if isinstance(origin, Location):
        source = escape_invisible(f"{origin.path}:{origin.line}")
    elif origin in ("flag", "default"):
        source = say(lang, f"config.{origin}", {"name": name})
    else:
        source = say(lang, "config.variable", {"name": origin})
    return f"{name} = {_toml(setting.value)}  # {source}"


def _toml(value: Any) -> str:
    """Return ``value`` as inert TOML; JSON's texts, numbers and lists are TOML too."""
    return re.sub(r"(?<=#)#|[^ -~]", _escaped, json.dumps(value, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character != "#" and escape_invisible(character) == character:
        return character
    if "\ud800" <= character <= "\udfff":  # from an undecodable file name; TOML cannot hold it
        return "\\" + escape_invisible(character)
    return f"\\U{ord(character):08X}"

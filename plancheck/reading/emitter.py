"""Plain data written as YAML that the parser reads as the same data."""

from __future__ import annotations

import re
from typing import Any

import yaml


def as_yaml_text(data: object, *, braces: bool = True) -> str:
    """Return ``dict``, ``list``, ``str`` and ``None`` as YAML, in their order.

    Lists and mappings of texts stand in brackets, each on one line, unless ``braces`` is false.
    A text is never quoted for looking like a number or a date: to our parser all values are texts.
    """
    line = _in_one_line(data, braces=braces)
    if line is not None:
        return line
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_ONE_LINE,
        default_flow_style=None if braces else False,
    )
    return _ACTING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


_PLAIN = re.compile(r"(?!(?:null|Null|NULL)$)[^\W_(《“][\w()（）《》“”、。；.%/—-]*")
"""A text that needs no quotes anywhere, by a rule stricter than YAML's own."""
_MOST_OF_A_KEY = 100
"""How many signs a key has at most that stands before its value on one line."""


def _in_one_line(data: object, *, braces: bool) -> str | None:
    """Return a key with plain values as the emitter writes it, at a fraction of its cost.

    None where anything in it may need quotes, or a line of its own.
    """
    if not isinstance(data, dict) or len(data) != 1:
        return None
    [(key, value)] = data.items()
    keys, values = [key], [value]
    if isinstance(value, list) and braces:
        values = value
        written = f"[{', '.join(map(str, value))}]"
    elif isinstance(value, dict) and braces:
        keys, values = [key, *value], [*value.values()]
        written = "{" + ", ".join(f"{name}: {held}" for name, held in value.items()) + "}"
    elif isinstance(value, str) and not braces:
        written = value
    else:
        return None
    plain = all(isinstance(text, str) and _PLAIN.fullmatch(text) for text in (*keys, *values))
    return f"{key}: {written}\n" if plain and max(map(len, keys)) <= _MOST_OF_A_KEY else None


_ACTING = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
"""What turns the writing around or does not show: a code in the double quotes that it is in."""
_ONE_LINE = 1 << 20
"""The width at which no text is folded."""


_BREAKS = re.compile("[\x85\u2028\u2029]")
"""What ends a line to YAML 1.1 only: outside double quotes our parser refuses the whole file."""


class _Dumper(yaml.SafeDumper):
    """Quotes only what would be read as a blank value or as a merge."""

    yaml_implicit_resolvers = {
        sign: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
        for sign, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _blank(dumper: yaml.SafeDumper, value: None) -> Any:
    return dumper.represent_scalar(_NULL, "")


def _text(dumper: yaml.SafeDumper, value: str) -> Any:
    style = '"' if _BREAKS.search(value) or _ACTING.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)


def _mapping(dumper: yaml.SafeDumper, value: dict[str, object]) -> Any:
    node = dumper.represent_mapping("tag:yaml.org,2002:map", value)
    if any(held.tag == _NULL for _, held in node.value):
        node.flow_style = False  # in braces a blank value would need a word
    return node


_NULL = "tag:yaml.org,2002:null"
_Dumper.add_representer(type(None), _blank)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)

"""Plain data written as YAML that the parser reads as the same data."""

from __future__ import annotations

import re
from typing import Any

import yaml


def as_yaml_text(data: object) -> str:
    """Return ``dict``, ``list``, ``str`` and ``None`` as YAML, in their order.

    A text is never quoted for looking like a number or a date: to our parser all values are texts.
    """
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_ONE_LINE,
        default_flow_style=None,
    )
    return text


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
    style = '"' if _BREAKS.search(value) else None
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

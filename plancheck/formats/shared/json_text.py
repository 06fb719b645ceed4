"""JSON for every format that is JSON: readable, in UTF-8, and inert where it is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

# What JSON leaves raw and a terminal, an editor or a log obeys: escaped, the text stays equal. A
# build log takes ``##[`` for a command wherever in a line it stands.
_ACTING = (
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)
_COMMAND = r"(?<=#)#(?=\[|[vV][sS][oO])"


_EXACT = '"\\u0000'
"""How the text of a number begins that is not to be quoted: no text of a file holds a NUL."""
_EXACT_NUMBER = r'"\\u0000([0-9.-]+)"'
INDENT = "  "
_BELOW_DEL = bytes(range(0x7F))


def as_json(document: Any) -> str:
    """Return ``document`` as JSON text that ends its last line."""
    return _text(document) + "\n"


def as_line(document: Any) -> str:
    """Return ``document`` as one line of JSON text."""
    return _text(document, indent=None) + "\n"


def exact_number(number: Decimal) -> int | str:
    """Return ``number`` so that it stands in a document in plain digits, which no float keeps."""
    return int(number) if number == int(number) else f"\0{number:f}"


def element(value: Any, depth: int | None) -> str:
    """Return ``value`` as it stands in a document at ``depth``, its first line without indent.

    Depth None is that of a document in one line.
    """
    if depth is None:
        return _text(value, indent=None)
    # Made within so many lists, since to indent a text afterwards takes half as long again.
    within = value
    for _ in range(depth):
        within = [within]
    begin = "".join(f"[\n{INDENT * level}" for level in range(1, depth + 1))
    end = "".join(f"\n{INDENT * level}]" for level in reversed(range(depth)))
    return _text(within).removeprefix(begin).removesuffix(end)


def elements(values: Iterable[Any], depth: int | None) -> Iterator[str]:
    """Yield the text of a list of ``values``, each at ``depth`` and made when its turn comes."""
    begin, end = _ends(depth)
    before = "[" + begin
    for value in values:
        yield before + element(value, depth)
        before = "," + begin
    yield "[]" if before.startswith("[") else end + "]"


def members(values: Mapping[str, Any], depth: int | None) -> Iterator[str]:
    """Yield the text of an object with ``values`` at ``depth``.

    One that is an iterator yields its own text, made when its turn comes.
    """
    begin, end = _ends(depth)
    before, colon = "{" + begin, ":" if depth is None else ": "
    for key, value in values.items():
        yield f'{before}"{key}"{colon}'
        if isinstance(value, Iterator):
            yield from value
        else:
            yield element(value, depth)
        before = "," + begin
    yield end + "}"


def _ends(depth: int | None) -> tuple[str, str]:
    """Return the line breaks before a member at ``depth`` and before the bracket that closes."""
    return ("", "") if depth is None else (f"\n{INDENT * depth}", f"\n{INDENT * (depth - 1)}")


def _text(document: Any, indent: int | None = 2) -> str:
    try:
        encoded = to_json(document, indent=indent, inf_nan_mode="constants")
        text = encoded.decode()
        # JSON escapes what acts below DEL, and nothing that acts above it is printable.
        inert = encoded.translate(None, _BELOW_DEL).decode().isprintable()
    except PydanticSerializationError:  # half a surrogate, in the name of a file, say
        separators = None if indent else (",", ":")
        text = json.dumps(
            document, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False
        )
        inert = False
    if _EXACT in text:
        text = re.sub(_EXACT_NUMBER, r"\1", text)
    if not inert:
        text = re.sub(_ACTING, _escaped, text)
    return re.sub(_COMMAND, _escaped, text) if "##" in text else text


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()  # above U+FFFF a pair
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))

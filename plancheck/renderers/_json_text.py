"""JSON for every format that is JSON: readable, in UTF-8, and inert where it is shown."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

# What JSON leaves raw and a terminal, an editor or a log obeys: escaped, the text stays equal. A
# build log takes ``##[`` for a command wherever in a line it stands.
_ACTING = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)
_COMMAND = re.compile(r"(?<=#)#(?=\[|[vV][sS][oO])")


def as_json(document: Any) -> str:
    """Return ``document`` as JSON text that ends its last line."""
    try:
        text = to_json(document, indent=2, inf_nan_mode="constants").decode()
    except PydanticSerializationError:  # half a surrogate, in the name of a file, say
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    text = _ACTING.sub(_escaped, text)
    return (_COMMAND.sub(_escaped, text) if "##" in text else text) + "\n"


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()  # above U+FFFF a pair
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))

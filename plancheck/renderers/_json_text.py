"""JSON for every format that is JSON: readable, in UTF-8, and inert where it is shown."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

# What JSON leaves raw and a terminal, an editor or a log obeys: escaped, the text stays equal. A
# build log takes ``##[`` for a command wherever in a line it stands.
_ACTING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
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
    return f"\\u{ord(match[0]):04x}"

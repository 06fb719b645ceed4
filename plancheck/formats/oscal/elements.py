"""Ids, texts and properties as OSCAL takes them, for a catalog and for results."""

from __future__ import annotations

import datetime
import re
from typing import Any
from uuid import UUID, uuid5

from plancheck.language.wording import escape_invisible

OSCAL_VERSION = "1.2.1"
NAMESPACE = "urn:plancheck:oscal"
_ROOT = UUID("6f4c8a52-9e1b-5d5c-8a53-3f6c0b7f2d41")

Json = dict[str, Any]


def control_id(obligation: str) -> str:
    """Return the id of the control for an obligation: a token, which may not begin with a digit."""
    return f"obligation-{token(obligation)}"


def token(text: str) -> str:
    """Return ``text`` with what a token may not hold as its code points."""
    return re.sub(r"[^\w.-]", lambda match: f"_{ord(match[0]):x}_", text)


def uuid_of(*names: object) -> str:
    """Return the uuid of what ``names`` name."""
    # A file name with bytes of another encoding holds halves of pairs, which UTF-8 does not have.
    text = "\n".join(map(str, names)).encode("utf-8", "backslashreplace").decode("utf-8")
    return str(uuid5(_ROOT, text))


def string(text: object) -> str:
    """Return ``text`` in one line without blanks at its ends, as OSCAL requires."""
    return escape_invisible(str(text)).strip() or "—"


def markup(text: str) -> str:
    """Return ``text`` in which nothing is taken for Markdown."""
    text = re.sub(r"([\\`*_\[\]<>~^{}$&])", r"\\\1", string(text))
    text = re.sub(r"^([#+=-])", r"\\\1", text)
    return re.sub(r"^([0-9]+)([.)])(?=\s|$)", r"\1\\\2", text)


def prop(name: str, value: object, class_: str | None = None) -> Json:
    """Return a property of our namespace."""
    property_ = {"name": name, "ns": NAMESPACE, "value": string(value)}
    return property_ | ({"class": class_} if class_ else {})


def moment(day: datetime.date) -> str:
    """Return the first moment of ``day``."""
    return f"{day.isoformat()}T00:00:00Z"


def party_of(name: str) -> Json:
    """Return the party that is called ``name``."""
    return {"uuid": uuid_of("party", name), "type": "organization", "name": string(name)}


def statement_id(obligation: str) -> str:
    """Return the id of the statement in the control for an obligation."""
    return f"{control_id(obligation)}_smt"

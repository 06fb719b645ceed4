"""All hostile files, and the odd ones that are read."""

from __future__ import annotations

from tests.hostile import encodings, files, size, structure, values
from tests.hostile.case import Case
from tests.hostile.values import Read

CASES: list[Case] = [
    case for module in (size, structure, values, encodings, files) for case in module.cases()
]
FROM_BYTES: list[Read] = [*encodings.read()]
"""Cases that have to be read alike from a file and from standard input."""
READ: list[Read] = [*values.read(), *FROM_BYTES]

"""How the form in Excel works out a verdict."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from typing import NamedTuple


class Detail(NamedTuple):
    """What the form adds to a failure where ``condition`` holds: a message and its values.

    Without a message nothing is added, and no later detail is looked at.
    """

    condition: str
    message: str = ""
    values: MappingOf[str, str] = {}


class Formula(NamedTuple):
    """How a row of the form works out a verdict; ``{met}`` stands for the row's cell of that name.

    Verdicts are numbers, so that the least is the least favourable: 1 fail, 2 missing, 3 review,
    4 pending, 5 optional, 6 pass, 7 not applicable; "x" is what only the engine can tell.
    ``mandatory`` and ``optional`` are the verdicts by the level that holds, ``parts`` what stands
    in the cells that are the kind's own. ``dated`` holds where dated records are enough.
    """

    mandatory: str
    optional: str
    parts: MappingOf[str, str | int] = {}
    detail: Sequence[Detail] = ()
    dated: str = "FALSE"


MET_OR_NOT = 'IF({mandatory}="x","x",IF({mandatory}=6,6,5))'
"""The verdict if optional, where only what is met makes a difference."""
LATE = "live.late"
"""The message that what was done was done too late."""

"""Every sentence plancheck says, in Chinese and English side by side: a file per family.

Findings and problems carry a key and values; ``wording`` makes text of them. The wording of a plan
is not here: titles and duties carry both languages in the plan's own file.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from plancheck.language.message import Message
from plancheck.requirements import KINDS

FAMILIES = (
    *("findings", "words", "places", "explanations", "pages", "inputs", "reading", "plans"),
    *("commands", "workbooks", "drafting"),
)
"""The files of the sentences, first what most calls say."""


class _Messages(Mapping[str, Message]):
    """The sentences by their keys; a family is loaded when none before it has the key."""

    def __init__(self) -> None:
        own = (kind.MESSAGES for kind in KINDS.values())
        self._loaded = {key: Message(*both) for said in own for key, both in said.items()}
        self._left = [*FAMILIES]

    def __getitem__(self, key: str) -> Message:
        while key not in self._loaded and self._left:
            self._load()
        return self._loaded[key]

    def __iter__(self) -> Iterator[str]:
        while self._left:
            self._load()
        return iter(self._loaded)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _load(self) -> None:
        """Load the next family."""
        self._loaded |= import_module(f"{__name__}.{self._left[0]}").MESSAGES
        del self._left[0]


MESSAGES: Mapping[str, Message] = _Messages()

"""Every sentence plancheck says, in Chinese and English side by side: a file per family.

Findings and problems carry a key and values; ``wording`` makes text of them. The wording of a plan
is not here: titles and duties carry both languages in the plan's own file.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain

from plancheck.language.message import Message
from plancheck.requirements import KINDS

OF_PROBLEMS = ("reading", "plans", "drafting", "inputs", "workbooks")
OF_RESULTS = ("findings", "words", "places", "pages", "explanations", "commands")
"""The files of the sentences: of what is wrong with the input, and of what comes of it."""


class _Messages(Mapping[str, Message]):
    """The sentences by their keys; a family is loaded when none before it has the key."""

    def __init__(self) -> None:
        own = (kind.MESSAGES for kind in KINDS.values())
        self._own = {key: Message(*both) for said in own for key, both in said.items()}
        self._loaded = {**self._own}

    def __getitem__(self, key: str) -> Message:
        for family in (*OF_RESULTS, *OF_PROBLEMS):  # in most calls nothing is wrong
            if key in self._loaded:
                break
            self._loaded.update(_sentences(family))
        return self._loaded[key]

    def __iter__(self) -> Iterator[str]:
        return chain(*map(_sentences, (*OF_PROBLEMS, *OF_RESULTS)), self._own)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _sentences(family: str) -> dict[str, Message]:
    sentences: dict[str, Message] = import_module(f"{__name__}.{family}").MESSAGES
    return sentences


MESSAGES: Mapping[str, Message] = _Messages()

"""A draft as YAML: each question as a comment above the key it asks about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from plancheck.authoring.drafting.questions import Doubt, Question
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.reading.emitter import as_yaml_text


class Writer:
    """Writes the keys of a draft line by line and numbers its questions as they come."""

    def __init__(self, lang: Lang, line_of: Callable[[int], int]) -> None:
        self.lang = lang
        self.line_of = line_of
        self.lines: list[str] = []
        self.questions: list[Question] = []

    def ask(self, doubts: Iterable[Doubt], indent: int) -> None:
        """Write each of ``doubts`` as a comment: a text in it can end no line."""
        for doubt in doubts:
            number, line = len(self.questions) + 1, self.line_of(doubt.place)
            text = say(self.lang, doubt.key, doubt.values)
            if doubt.before:
                text += say(self.lang, "draft.before", {"yaml": doubt.before})
            self.questions.append(Question(number, doubt.kind, line, text))
            values = {"number": number, "line": line, "text": text}
            said = say(self.lang, f"draft.ask-{doubt.kind}", values)
            self.lines.append(f"{' ' * indent}# {said}")

    def key(
        self,
        name: str,
        value: Any,
        indent: int,
        doubts: Sequence[Doubt] = (),
        *,
        first: bool = False,
    ) -> None:
        """Write a key with its value below its questions; ``first`` begins an item of a list."""
        dash = indent - 2 if first else indent
        self.ask(doubts, dash)
        text = as_yaml_text({name: value}, braces=not isinstance(value, str))
        for number, line in enumerate(text.splitlines()):
            lead = " " * dash + "- " if first and not number else " " * indent
            self.lines.append(lead + line)

    def head(self, name: str, indent: int) -> None:
        """Write a key whose value follows below it."""
        self.lines.append(f"{' ' * indent}{name}:")

    def text(self) -> str:
        """Return all that was written."""
        return "".join(f"{line}\n" for line in self.lines)


def letters() -> Iterator[str]:
    """Yield a, b, … z, aa, ab, …: the ends of ids within a task."""
    signs = "abcdefghijklmnopqrstuvwxyz"
    yield from signs
    for first in signs:
        yield from (first + second for second in signs)

"""What a reader of a format sees of it: the output as plain text, its escapes undone."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.token import Token


def from_json(output: str) -> str:
    return "\n".join(_strings(json.loads(output)))


def from_jsonl(output: str) -> str:
    return "\n".join(map(from_json, output.splitlines()))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield value


def markdown_tokens(output: str) -> list[Token]:
    """Return every token, of lines and of blocks, as GitHub's dialect has them."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for token in reader.parse(output):
        found.append(token)
        found += token.children or []
    return found


def from_markdown(output: str) -> str:
    text = ""
    for token in markdown_tokens(output):
        if token.type in ("text", "code_inline", "text_special", "fence"):
            text += token.content
        elif token.block or token.type in ("softbreak", "hardbreak"):
            text += "\n"
    return text


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.in_style = False

    def handle_data(self, data: str) -> None:
        if not self.in_style:
            self.text += data


def from_html(output: str) -> str:
    reader = _Text()
    reader.feed(output)
    reader.close()
    return reader.text


def from_xml(output: str) -> str:
    root = ElementTree.fromstring(output)
    told = [text for element in root.iter() for text in (element.text, *element.attrib.values())]
    return "\n".join(text for text in told if text)


def from_csv(output: str) -> str:
    cells = [cell for row in csv.reader(io.StringIO(output)) for cell in row]
    return "\n".join(cell.removeprefix("'") for cell in cells)


def from_tap(output: str) -> str:
    return "\n".join(_of_tap(line) for line in output.splitlines())


def _of_tap(line: str) -> str:
    detail = re.fullmatch(r'  [a-z]+: (".*")', line)
    if detail is not None:
        return str(json.loads(detail[1]))
    return re.sub(r"\\([\\#])", r"\1", line)


def from_github(output: str) -> str:
    return unquote(output)


def from_azure(output: str) -> str:
    return unquote(output.replace("%AZP25", "%25"))


def from_oscal(output: str) -> str:
    return "\n".join(from_markdown(text) for text in _strings(json.loads(output)))


READ_BACK: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("ctrf", "gitlab", "json", "rdjson", "sarif"), from_json),
    **dict.fromkeys(("junit", "junit-strict"), from_xml),
    **dict.fromkeys(("csv", "rollup-csv"), from_csv),
    "azure": from_azure,
    "github": from_github,
    "html": from_html,
    "jsonl": from_jsonl,
    "markdown": from_markdown,
    "oscal": from_oscal,
    "tap": from_tap,
}

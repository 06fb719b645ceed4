"""Text that would act in what an output is read with: it arrives whole, and as text.

The text stands in names of files, of units and of keys, and goes through the command as it is. For
every format a reader of it says what is there; an output of harmless text says what may be.
"""

from __future__ import annotations

import csv
import importlib.metadata
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from plancheck.formats import streams
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible
from tests.formats.read_back import READ_BACK, markdown_tokens
from tests.formats.test_logs import obeyed_by_azure, obeyed_by_github
from tests.hostile.calls import Driver, Ended, acting, checked
from tests.hostile.rows import NOT_BUILT, ROWS, stands_for

TEXTS = {
    "in-terminal": (
        "[red]示例[/red]", "[/]", "[/x]", "[link=http://x.test]y[/link]", ":smile:", "[bold",
        "\u202e示例", "示\u200b例", "\u2066示例", "示\U000e0041例", "示\u00ad例",
    ),
    "in-github-log": (
        "::error::示例", "::stop-commands::示例", "::add-mask::6", "##[error]示例", "##[group]示例",
        "##vso[task.complete result=Failed]", "%0A::error::示例", "  ::warning::示例",
        "]##vso[task.logissue]示例", "::set-output name=x::示例",
    ),
    "in-junit": ("]]>示例", "&amp;示例", "<!--示例", "<![CDATA[示例", "&#0;", "&x;", "'\"示例"),
    "in-json": ("NaN", "-Infinity", "\"示例\"", "\\u0000", "\\", "null", "1e999"),
    "in-html": (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)",
        "</style><b>示例", "</td></table>示例", "<a href='javascript:alert(1)'>示例</a>",
        "&lt;示例",
    ),
    "in-markdown": (
        "|示例|", "`示例`", "[示例](http://x.test)", "![示例](http://x.test/y.png)", "@all", "#1",
        "***示例***", "~~示例~~", "<br>示例", "http://x.test/示例", "www.x.test", "\\|示例",
        "---示例",        "- 示例", "1. 示例", "> 示例", "# 示例", "|---|---|",
    ),
    "in-csv": (
        "=1+1", "+1", "-1+1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠SUM(1)", "=cmd|'/c calc'!A1",
        ";=1+1", ",=1+1", "示例\",=1+1", "'=1+1",
    ),
}  # fmt: skip
ALL = [text for texts in TEXTS.values() for text in texts]
HARMLESS = [f"示例{number}" for number in range(len(ALL))]
IN_NAMES = (
    "\x1b]0;示例\x07.yaml", "\x9b31m.yaml", "a\n::error::b.yaml", "\ufffe\x01.yaml", "\udcff.yaml",
    "=1+1.yaml", "<b>.yaml", "[x](y).yaml", "##[error].yaml", "a%0A::error::b.yaml", "\t=1.yaml",
    "\r=1.yaml", "]]>.yaml", "@all.yaml", "|.yaml", "-x.yaml",
)  # fmt: skip
"""Names of files can hold what no text of a file can: control characters and stray bytes."""


def hostile(folder: Path, texts: list[str], names: tuple[str, ...] = ()) -> None:
    """Fill ``folder`` with reports that carry ``texts``, and with more reports of these ``names``.

    Nothing is short in one of a file's sentences, so that each text is shown: the texts are names
    of units that reached too little, keys that do not exist, provinces, and statuses.
    """
    # A name needs a letter or digit, and no two may differ in signs alone.
    named = (f"{text}例{number}" for number, text in enumerate(texts))
    units = ", ".join(f"{quoted(name)}: {{sessions: 1}}" for name in named)
    (folder / "units.yaml").write_text(
        f"province: 江西\ntier: 1\ntasks: {{15.bases: {{units: {{{units}}}}}}}\n", encoding="utf-8"
    )
    keys = "".join(f"{quoted(text)}: x\n" for text in texts)
    (folder / "keys.yaml").write_text(f"province: 江西\n{keys}", encoding="utf-8")
    for number, text in enumerate(texts):
        content = f"province: {quoted(text)}\ntasks: {{2.framework: {quoted(text)}}}\n"
        (folder / f"name{number}.yaml").write_text(content, encoding="utf-8")
    for name in names:
        (folder / name).write_text("province: 上海\n? [示例]\n", encoding="utf-8")


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def ran(driver: Driver, folder: Path, format_: str, lang: Lang, **env: str) -> Ended:
    arguments = ("validate", ".", "--format", format_, "--lang", lang)
    whole = ("--show", "all") if format_ in ("table", "markdown") else ()  # else an overview alone
    ended = driver.run(*arguments, *whole, cwd=folder, env=env)
    checked(ended)
    assert (ended.code, ended.err) == (2, "")
    return ended


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a folder of hostile reports and one of harmless reports of the same shape."""
    acting, harmless = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("harmless")
    hostile(acting, ALL, IN_NAMES)
    hostile(harmless, HARMLESS, tuple(f"示例{n}.yaml" for n in range(len(IN_NAMES))))
    return acting, harmless


@stands_for(*TEXTS)
@pytest.mark.parametrize("format_", streams())
def test_every_text_arrives_as_text_and_does_nothing_else(
    format_: str, driver: Driver, folders: tuple[Path, Path]
) -> None:
    """Read as its reader reads it, the output has the same parts whatever the texts are."""
    outputs = {lang: ran(driver, folders[0], format_, lang).out for lang in Lang}
    for out in outputs.values():
        assert not acting(out)
        # A log holds annotations, with escapes, and under them lines of plain text, without.
        told = READ_BACK.get(format_, str)(out) + (out if format_ in ("azure", "github") else "")
        missed = [text for text in ALL if escape_invisible(text).strip() not in told]
        assert missed == []
    wanted = PARTS[format_](ran(driver, folders[1], format_, Lang.ZH).out)
    assert wanted
    assert PARTS[format_](outputs[Lang.ZH]) == wanted


def _strict_json(out: str) -> Any:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    return _shape(json.loads(out, parse_constant=refuse))


def _shape(value: Any) -> Any:
    """Return the keys and the types that occur in ``value``."""
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items() if key != "fingerprint"}
    if isinstance(value, list):
        shapes = [_shape(inner) for inner in value]
        different = [shape for n, shape in enumerate(shapes) if shape not in shapes[:n]]
        return sorted(different, key=repr)  # files stand in the order of their names
    return type(value).__name__


def _strict_json_lines(out: str) -> Any:
    return _strict_json(f"[{','.join(out.splitlines())}]")


def _xml(out: str) -> set[tuple[str, ...]]:
    root = ElementTree.fromstring(out.encode("utf-8"))
    return {(element.tag, *sorted(element.attrib)) for element in root.iter()}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, *sorted(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        self.found.add(("comment", data))


def _html(out: str) -> set[tuple[str, ...]]:
    reader = _Tags()
    reader.feed(out)
    reader.close()
    return reader.found


def _markdown(out: str) -> set[str]:
    tokens = markdown_tokens(out)
    ours = {"<wbr>", "<br>", "<code>", "</code>"}
    assert {token.content for token in tokens if token.type == "html_inline"} <= ours
    return {
        f"{token.type} {token.tag}"
        for token in tokens
        if token.type not in ("text_special", "html_inline")
    }


def _csv(out: str) -> set[tuple[str, int]]:
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline=""), strict=True))
    for row in rows:
        for cell in row:
            formula = cell[:1] in tuple("=+-@\t\r＝＋－＠")
            assert not formula or re.fullmatch(r"-?[0-9]+([.][0-9]+)?", cell), cell
    return {("columns", len(row)) for row in rows}


def _github(out: str) -> set[str]:
    return {command.name for command in obeyed_by_github(out)}


def _azure(out: str) -> set[str]:
    return {command.name for command in obeyed_by_azure(out)}


def _tap(out: str) -> set[str]:
    first = (re.match(r"[a-zA-Z0-9#.]*", line.strip()) for line in out.splitlines())
    words = {match[0] for match in first if match}
    return {word for word in words if not word[:1].isdigit()}


def _table(out: str) -> set[str]:
    """The lines of a table as a log sees them: in none of them is there a command."""
    assert obeyed_by_github(out) == []
    assert obeyed_by_azure(out) == []
    return {"lines" for line in out.splitlines() if line.strip()}


PARTS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("ctrf", "gitlab", "json", "oscal", "rdjson", "sarif"), _strict_json),
    "jsonl": _strict_json_lines,
    **dict.fromkeys(("junit", "junit-strict"), _xml),
    **dict.fromkeys(("csv", "rollup-csv"), _csv),
    "azure": _azure,
    "github": _github,
    "html": _html,
    "markdown": _markdown,
    "tap": _tap,
    "table": _table,
}


def test_every_format_has_a_reader() -> None:
    assert set(PARTS) == set(streams())


@stands_for("in-github-log")
@pytest.mark.parametrize("format_", ["table", "markdown", "tap"])
def test_in_a_log_of_github_nothing_is_obeyed(
    format_: str, driver: Driver, folders: tuple[Path, Path]
) -> None:
    out = ran(driver, folders[0], format_, Lang.ZH, GITHUB_ACTIONS="true").out
    assert obeyed_by_github(out) == []
    assert obeyed_by_azure(out) == []


@stands_for("in-html")
def test_a_page_loads_and_runs_nothing(driver: Driver, folders: tuple[Path, Path]) -> None:
    out = ran(driver, folders[0], "html", Lang.ZH).out
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert f'http-equiv="Content-Security-Policy" content="{policy}' in unescape(out)
    tags = {tag for tag, *_ in _html(out)}
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base"}
    attributes = {name for _, *names in _html(out) for name in names}
    assert not [name for name in attributes if name.startswith("on")]


@stands_for("file-names")
def test_a_name_is_an_address_in_sarif(driver: Driver, folders: tuple[Path, Path]) -> None:
    """Percent-encoded, so that what a reader decodes are the very bytes of the name."""
    found = json.loads(ran(driver, folders[0], "sarif", Lang.ZH).out)
    addresses = {uri for uri in _uris(found) if not uri.startswith("http")}
    assert all(re.fullmatch(r"[A-Za-z0-9._~/%+-]*", uri) for uri in addresses), addresses
    names = {os.fsencode(name) for name in IN_NAMES}
    decoded = {unquote(uri, errors="surrogateescape") for uri in addresses}
    assert names <= {os.fsencode(name.removeprefix("./")) for name in decoded}


def _uris(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == "uri")
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _uris(inner)


def test_no_format_writes_workbooks() -> None:
    """The rows on workbooks stand for nothing as long as there are none."""
    assert set(NOT_BUILT) == {"xlsx-out"}
    assert set(NOT_BUILT) <= set(ROWS)
    assert not [name for name in streams() if "xls" in name]
    needed = importlib.metadata.requires("plancheck") or []
    assert not [one for one in needed if "openpyxl" in one.lower()]

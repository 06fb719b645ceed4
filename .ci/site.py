"""Prepares the pages of docs/ for the site (a hook of mkdocs), and checks the site that was built.

``python .ci/site.py .site/html`` ends with 1 if a page loads something from another host.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

OTHER_LANGUAGE = re.compile(r"^\[(?:中文|English)\]\([\w.-]+\)\n", re.MULTILINE)
"""The link to the other language, which the site has in its head."""
OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]*\)")
"""A link to a file of the repository that is no page."""
ELSEWHERE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
CSS = re.compile(r"(?:url\(\s*|@import\s*)['\"]?\s*((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)
TRY = "<!-- try -->"
"""Where a page offers to try out the engine in one file, if it was built."""
OFFERS = {
    "[English]": "[在这里试用](plancheck.html)，内容不离开本机的浏览器。",
    "[中文]": "[Try it here](plancheck.html): nothing leaves your browser.",
}
"""The offer, by the link with which a page leads to the other language."""
PAGE = Path(__file__).parent.parent / "dist" / "plancheck.html"
LOADING = {"src", "srcset", "poster", "data"}
"""Attributes whose address a browser loads by itself, whatever the tag."""


def on_startup(**_: Any) -> None:
    """Make jieba keep its dictionary in .site/, where nobody else can replace it."""
    import jieba  # noqa: PLC0415  # the check of a site runs without it

    jieba.dt.tmp_dir = str(Path(__file__).parent.parent / ".site")
    jieba.setLogLevel("WARNING")


def on_files(files: Any, *, config: Any) -> Any:
    """Add the engine in one file to the site, if it was built; mkdocs calls this."""
    from mkdocs.structure.files import File  # noqa: PLC0415  # the check of a site runs without it

    if PAGE.exists():
        files.append(File.generated(config, PAGE.name, abs_src_path=str(PAGE)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Return a page without links that lead nowhere on the site; mkdocs calls this."""
    for link, offer in OFFERS.items():
        if link in markdown:
            markdown = markdown.replace(TRY, offer if PAGE.exists() else "")
    return OUTSIDE.sub(r"\1", OTHER_LANGUAGE.sub("", markdown, count=1))


class Loaded(HTMLParser):
    """The addresses on other hosts that a browser loads with a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the attributes of a tag load."""
        self._style = tag == "style"
        for name, value in attrs:
            loads = name in LOADING or (tag in ("link", "image", "use") and name.endswith("href"))
            if loads and value and ELSEWHERE.match(value):
                self.found.append(f"<{tag} {name}={value}>")
            elif name == "style" and value:
                self.found += CSS.findall(value)

    def handle_data(self, data: str) -> None:
        """Note what a style sheet in the page loads."""
        if self._style:
            self.found += CSS.findall(data)


def loaded(site: Path) -> Iterator[str]:
    """Yield ``file: address`` for each address on another host that a page or a style loads."""
    for file in sorted(site.rglob("*")):
        if file.suffix in (".html", ".svg"):
            found = Loaded(file.read_text("utf-8")).found
        elif file.suffix == ".css":
            found = CSS.findall(file.read_text("utf-8"))
        else:
            continue
        for address in found:
            yield f"{file.relative_to(site)}: {address}"


def main(site: str) -> int:
    """Print what is loaded from elsewhere, and return 1 if there is any or no page at all."""
    pages = len(list(Path(site).rglob("*.html")))
    found = list(loaded(Path(site)))
    print(*found, f"site: {pages} pages, {len(found)} addresses on other hosts", sep="\n")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

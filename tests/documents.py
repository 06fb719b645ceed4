"""Text of the documents that is made: output of commands, docstrings, pages of the plan, pictures.

``python -m tests.make_golden`` writes it, ``tests/supply/test_docs.py`` holds it current.
"""

from __future__ import annotations

import atexit
import html
import inspect
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, suppress
from functools import cache, cached_property
from pathlib import Path
from unittest.mock import patch

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

import plancheck
from plancheck.cli import main
from plancheck.formats import Style, render_as
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from tests.made_year import LAST, make_year, validate

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = sorted(DOCS.glob("*.md"))
SAMPLE = re.compile(
    r"(?P<head><!-- (?P<year>with the year; )?(?P<walk>on the walk; )?"
    r"(?:in (?P<file>\S+), `(?P<old>.+?)` becomes `(?P<new>.*?)`; )?"
    r"(?:(?P<lines>\d+) lines from (?P<first>[^;\n]+); )?"
    r"sample: plancheck (?P<arguments>.+?) -->\n```(?:text|yaml)\n)(?P<output>.*?)(?P<tail>```)",
    re.DOTALL,
)
EDIT = re.compile(
    r"<!-- edit of (?P<edited>\S+?)(?:, a copy of (?P<copied>\S+))? -->\n"
    r"```diff\n(?P<diff>.*?)```",
    re.DOTALL,
)
STEP = re.compile(f"{SAMPLE.pattern}|{EDIT.pattern}", re.DOTALL)
DOCSTRINGS = re.compile(r"(<!-- docstrings -->\n).*?(<!-- /docstrings -->)", re.DOTALL)
PICTURED = {
    "report": "validate examples/tier2-noncompliant.yaml --tier 2",
    "form": "validate 江西.xlsx",
    "year": shlex.join(validate(LAST)),
}
"""The commands whose output the pictures show, by the name of the picture."""
PICTURE_WIDTH = 80
LONGEST_TITLE = 72
"""How much of a command is above its picture."""
PICTURE = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px FONTS; white-space: pre }}
.{unique_id}-title {{ font: bold 18px FONTS }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
""".replace("FONTS", "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', NSimSun, monospace")
"""Like the template of rich, which loads its font from another host."""
SVG_TEXT = re.compile(
    r'<text class="(?P<class>[\w-]+-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" '
    r'textLength="(?P<length>[\d.]+)"[^>]*>(?P<content>[^<]+)</text>'
)
RUN = re.compile(r"[!-~]+(?:\xa0[!-~]+)*|[\u2e80-\uffef]+|[^\s!-~]")
"""Words with single blanks between them, wide characters, or a sign that fonts draw wide."""


def run(
    arguments: str,
    *,
    cwd: str | Path = ROOT,
    width: int = 100,
    color: bool = False,
    notes: bool = False,
) -> str:
    """Return what a command prints on a terminal of ``width`` cells, whatever its exit code.

    With ``notes`` what it says on standard error is among it.
    """
    printed, noted = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    streams = {"stdin": io.StringIO(), "stdout": printed, "stderr": printed if notes else noted}
    environment = {"COLUMNS": str(width), **({"FORCE_COLOR": "1"} if color else {})}
    with (
        chdir(cwd),
        patch.dict(os.environ, environment, clear=True),
        patch.multiple(sys, **streams),
        suppress(SystemExit),
    ):
        main(shlex.split(arguments))
    printed.seek(0)
    noted.seek(0)
    text = printed.read()
    assert text, (arguments, noted.read())
    return text


def sample(match: re.Match[str], walk: Path) -> str:
    """Return the sample with the output of its command as it is today.

    A sample may say how a file is changed for it; the command then sees the file changed. It may
    be of the year, which then is in the folder of the command. One on the walk runs in the folder
    ``walk``, where it finds what those before it have left, and shows the command too. It may ask
    for some lines of the output only, from the first one that begins with a text.
    """
    name, old = match["file"], match["old"]
    with tempfile.TemporaryDirectory() as folder:
        if name is not None:
            before = (ROOT / name).read_text("utf-8")
            assert before.count(old) == 1, (name, old)
            shutil.copytree(ROOT / "examples", Path(folder, "examples"))
            Path(folder, name).write_text(before.replace(old, match["new"]), "utf-8", newline="\n")
        usual = walk if match["walk"] else with_the_year() if match["year"] else ROOT
        cwd = usual if name is None else folder
        output = run(match["arguments"], cwd=cwd, notes=bool(match["walk"]))
    if match["lines"] is not None:
        lines = output.splitlines(keepends=True)
        begin = next(at for at, line in enumerate(lines) if line.strip().startswith(match["first"]))
        output = "".join(lines[begin : begin + int(match["lines"])])
    elif match["walk"]:
        output = f"$ plancheck {match['arguments']}\n{output}"
    return match["head"] + output + match["tail"]


def edit(match: re.Match[str], walk: Path) -> str:
    """Make the edit that a page shows in the folder ``walk``, and return it as it is."""
    file = walk / match["edited"]
    text = (walk / (match["copied"] or match["edited"])).read_text("utf-8")
    for hunk in re.split(r"^@@.*\n", match["diff"], flags=re.MULTILINE):
        lines = hunk.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] in side) for side in (" -", " +"))
        assert not hunk or text.count(old) == 1, (match["edited"], old)
        text = text.replace(old, new)
    file.write_text(text, "utf-8", newline="\n")
    return match[0]


@cache
def with_the_year() -> Path:
    """Return a folder with the year of examples/year.py; it is there until this process ends."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    make_year(Path(folder.name))
    return Path(folder.name)


@cache
def with_the_form(lang: Lang) -> Path:
    """Return a folder with a report as a form in Excel; it is there until this process ends."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    report = ROOT / "examples" / "tier2-noncompliant.yaml"
    run(f"convert '{report}' 江西.xlsx --lang {lang}", cwd=folder.name)
    return Path(folder.name)


def with_samples(text: str) -> str:
    """Return ``text`` with the samples and docstrings in it as they are today.

    Its walk, if it has one, begins with the examples, and is made step by step as it is read.
    """
    with tempfile.TemporaryDirectory() as folder:
        walk = Path(folder)
        shutil.copytree(ROOT / "examples", walk / "examples")
        text = STEP.sub(lambda step: (edit if step["edited"] else sample)(step, walk), text)
    return DOCSTRINGS.sub(lambda match: f"{match[1]}\n{library()}\n{match[2]}", text)


def library() -> str:
    """Return a section for each name that the package exports, from its docstring."""
    return "\n".join(chunk for name in plancheck.__all__ for chunk in _section(name))


def _section(name: str) -> Iterator[str]:
    thing = getattr(plancheck, name)
    yield f"## {name}\n"
    if inspect.isfunction(thing):
        signature = str(inspect.signature(thing)).replace("'", "")
        yield f"```python\n{name}{signature}\n```\n"
    yield f"{inspect.cleandoc(thing.__doc__).replace('``', '`')}\n"
    if inspect.isclass(thing):
        fields = [field for field in vars(thing).get("__annotations__", ()) if field[0] != "_"]
        if fields:
            yield "Fields: " + ", ".join(f"`{field}`" for field in fields) + ".\n"
        for attribute, member in vars(thing).items():
            doc = getattr(member, "__doc__", None)
            if isinstance(member, property | cached_property) and doc and attribute[0] != "_":
                yield f"- `{attribute}`: {doc.splitlines()[0].replace('``', '`')}"
        yield ""


def pages() -> dict[str, str]:
    """Return the pages of docs/ that are made from the plan."""
    plan = load_plan()
    names = {"obligations.md": Lang.ZH, "obligations.en.md": Lang.EN}
    return {name: render_as("plan", "markdown", plan, Style(lang)) for name, lang in names.items()}


def picture(name: str, lang: Lang) -> str:
    """Return the picture of a real run, as it looks on a terminal in colour."""
    arguments = f"{PICTURED[name]} --lang {lang}"
    folder = with_the_form(lang) if name == "form" else ROOT if name != "year" else with_the_year()
    title = f"plancheck {arguments}"
    if len(title) > LONGEST_TITLE:
        title = f"{title[:LONGEST_TITLE].rpartition(' ')[0]} …"
    console = Console(
        record=True, width=PICTURE_WIDTH, file=io.StringIO(), color_system="truecolor"
    )
    shown = run(arguments, cwd=folder, width=PICTURE_WIDTH, color=True)
    if name == "form":
        # The last line has the digest of the form, which each release of zlib packs otherwise.
        shown = shown.rstrip("\n").rpartition("\n")[0]
    console.print(Text.from_ansi(shown))
    svg = console.export_svg(
        title=title,
        code_format=PICTURE,
        unique_id=f"plancheck-{lang}",
        font_aspect_ratio=0.5,
    )
    return SVG_TEXT.sub(_in_cells, svg)


def _in_cells(text: re.Match[str]) -> str:
    """Return a piece of text in runs of wide and of narrow characters, each in its own cells.

    rich gives a wide character the room of a narrow one.
    """
    x, content = float(text["x"]), html.unescape(text["content"])
    width = float(text["length"]) / len(content)
    runs = []
    for run_ in RUN.finditer(content):
        begin = x + width * cell_len(content[: run_.start()])
        length = width * cell_len(run_[0])
        escaped = html.escape(run_[0])
        runs.append(
            f'<text class="{text["class"]}" x="{begin:g}" y="{text["y"]}" '
            f'textLength="{length:g}" lengthAdjust="spacingAndGlyphs">{escaped}</text>'
        )
    return "".join(runs)


def pictures() -> dict[str, str]:
    """Return the pictures of docs/images/ by their name."""
    return {f"{name}.{lang}.svg": picture(name, lang) for name in PICTURED for lang in Lang}

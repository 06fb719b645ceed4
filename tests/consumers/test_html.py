"""HTML in a browser: Chromium builds the page, prints it and finds nothing to complain about."""

from __future__ import annotations

import html
import os
import re
import shutil
import struct
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plancheck.formats import Style, render, render_files
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text
from plancheck.plan.model import Plan
from plancheck.verdicts.run import Run
from tests import HANGS
from tests.conftest import ROOT, judged
from tests.formats.many import compared, many
from tests.formats.read_back import from_html
from tests.formats.specimens import specimens
from tests.formats.test_brief import WORST, worst
from tests.formats.test_html import HOSTILE_HTML
from tests.formats.test_markdown import about

pytestmark = pytest.mark.skipif(
    shutil.which("chromium") is None and os.environ.get("CI") != "true",
    reason="needs chromium",
)
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--enable-logging=stderr"
).split()


def chromium(page: str, folder: Path, *arguments: str) -> str:
    """Return what Chromium wrote about ``page``, having asserted that it had no complaint."""
    file = folder / "page.html"
    file.write_text(page, "utf-8")
    ran = subprocess.run(
        ["chromium", *QUIET, f"--user-data-dir={folder / 'profile'}", *arguments, file.as_uri()],
        capture_output=True,
        check=True,
        timeout=HANGS,
        cwd=folder,
    )
    complaints = [line for line in ran.stderr.decode().splitlines() if "CONSOLE" in line]
    assert complaints == []
    return ran.stdout.decode()


class Tags(HTMLParser):
    """How often each element stands in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.count: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] += 1


@pytest.mark.parametrize("lang", Lang)
def test_every_finding_is_on_the_page(tmp_path: Path, lang: Lang) -> None:
    run = specimens()["several"]
    page = render("html", run, Style(lang))
    shown = chromium(page, tmp_path, "--dump-dom")
    assert Tags(shown).count == Tags(page).count
    text = from_html(shown)
    for result in run.results:
        for found in result.findings:
            assert f"{found.obligation} " in text
            if found.verdict.is_open:
                assert finding_text(lang, result.plan, found) in text


def test_hostile_text_is_text(tmp_path: Path, plan: Plan) -> None:
    page = render("html", about(plan, " ".join(HOSTILE_HTML)))
    shown = chromium(page, tmp_path, "--dump-dom")
    assert Tags(shown).count == Tags(page).count
    assert "<script>alert(1)</script>" in from_html(shown)
    assert from_html(shown).split() == from_html(page).split()


def test_a_script_would_be_noticed(tmp_path: Path) -> None:
    """What the tests above rely on: the policy is in force, and Chromium says so."""
    page = render("html", specimens()["nothing"])
    injected = page.replace("</main>", "<script>document.title = 'run'</script></main>")
    with pytest.raises(AssertionError, match="Executing inline script violates"):
        chromium(injected, tmp_path, "--dump-dom")


@pytest.mark.parametrize("width", [390, 740, 800, 1280])
def test_it_fits_the_window(tmp_path: Path, plan: Plan, width: int) -> None:
    """The page itself never has to be moved sideways, whatever names stand in it."""
    folder = tmp_path / "reports"
    folder.mkdir()
    run = compared(many(folder, plan, reports=6))
    frame = (
        "<!DOCTYPE html>"
        f"<iframe style='width:{width}px;height:800px;border:0' srcdoc=\"{{}}\"></iframe>"
        "<script>onload = () => {{"
        "const inner = document.querySelector('iframe').contentDocument.documentElement;"
        "document.title = inner.clientWidth + ' ' + inner.scrollWidth;"
        "}}</script>"
    )
    for shown in (run, about(plan, "很长" * 200 + "a" * 400)):
        page = render("html", shown, Style(Lang.EN))
        dom = chromium(frame.format(html.escape(page, quote=True)), tmp_path, "--dump-dom")
        title = dom.split("<title>")[1].split("</title>")[0]
        assert title == f"{width} {width}"


def test_it_has_a_picture(tmp_path: Path) -> None:
    page = render("html", specimens()["noncompliant"])
    chromium(page, tmp_path, "--window-size=1280,900", "--screenshot=page.png")
    picture = (tmp_path / "page.png").read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (1280, 900)
    assert len(picture) > 20_000, "a blank page is a small picture"


def test_it_is_printed(tmp_path: Path, plan: Plan) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    run = many(folder, plan, reports=3)
    chromium(render("html", run), tmp_path, "--print-to-pdf=page.pdf", "--no-pdf-header-footer")
    printed = tmp_path / "page.pdf"
    assert printed.read_bytes().startswith(b"%PDF-")
    ran = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, check=True)
    text = ran.stdout.decode()
    for result in run.results:
        assert result.subject in text
    assert "2.framework" not in text, "what is met stands in a folded report only"


HEAD = (
    "prepared_by: 示例填报人\nreviewed_by: 示例审核人\nsubmitted: 2015-01-10\nremarks: 示例备注\n"
)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(
    ("name", "head"),
    [("tier1-compliant", HEAD), ("tier2-noncompliant", ""), ("undetermined", HEAD)],
    ids=["compliant", "noncompliant, blank", "undetermined"],
)
def test_one_province_fits_on_two_sheets(
    tmp_path: Path, plan: Plan, name: str, head: str, lang: Lang
) -> None:
    text = (ROOT / "examples" / f"{name}.yaml").read_text("utf-8")
    page = render("html", Run(plan, (judged(plan, text + head),)), Style(lang))
    chromium(page, tmp_path, "--print-to-pdf=page.pdf", "--no-pdf-header-footer")
    printed = (tmp_path / "page.pdf").read_bytes()
    sheets = re.findall(rb"/Type\s*/Page\b", printed)
    sizes = set(re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+(\d+)\S*\s+(\d+)", printed))
    assert sizes == {(b"594", b"841")}, "A4 upright, in points"
    assert len(sheets) in (1, 2)


def sheets(page: str, folder: Path) -> int:
    """Return on how many sheets A4 upright ``page`` is printed."""
    chromium(page, folder, "--print-to-pdf=page.pdf", "--no-pdf-header-footer")
    printed = (folder / "page.pdf").read_bytes()
    sizes = set(re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+(\d+)\S*\s+(\d+)", printed))
    assert sizes == {(b"594", b"841")}, "A4 upright, in points"
    return len(re.findall(rb"/Type\s*/Page\b", printed))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("kind", WORST)
def test_a_brief_fits_on_one_sheet(tmp_path: Path, plan: Plan, kind: str, lang: Lang) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    assert sheets(render("brief", worst(folder, plan, kind), Style(lang)), tmp_path) == 1


@pytest.mark.parametrize("lang", Lang)
def test_so_does_that_of_an_ordinary_year(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    run = many(folder, plan, reports=30)
    assert sheets(render("brief", run, Style(lang)), tmp_path) == 1
    letter = render_files("notices", run, Style(lang))["天津.html"]
    assert sheets(letter, tmp_path) == 1


@pytest.mark.parametrize("lang", Lang)
def test_axe_finds_nothing_that_keeps_anybody_out(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    axe = ROOT / ".consumers" / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        pytest.skip("needs .ci/consumers")
    report = (
        "onload = async () => { const found = await axe.run(document);"
        "document.title = found.passes.length + ' ' + JSON.stringify(found.violations.map("
        "one => [one.id, one.nodes.map(node => node.html)])); }"
    )
    script = f"<script>{axe.read_text('utf-8')}</script><script>{report}</script>"
    folder = tmp_path / "reports"
    folder.mkdir()
    run, style = compared(many(folder, plan, reports=6)), Style(lang)
    notices = render_files("notices", run, style)
    letters = [notices[name] for name in notices if name.endswith("html")]
    pages = [
        *(render("html", one, style) for one in (run, specimens()["noncompliant"])),
        *(render("brief", run, style), *letters[:3]),
    ]
    for page in pages:
        for shown in (page, page.replace("<details>", "<details open>")):
            free = re.sub("<meta http-equiv=.*?>", "", shown)  # else no script runs
            free = free.replace("</body>", f"{script}</body>")
            dom = chromium(free, tmp_path, "--virtual-time-budget=60000", "--dump-dom")
            passes, violations = html.unescape(dom.split("<title>")[1].split("</title>")[0]).split(
                " ", 1
            )
            assert int(passes) > 10
            assert violations == "[]"

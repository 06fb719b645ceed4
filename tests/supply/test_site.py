"""The documentation site: what a page becomes, and that nothing from another host goes unseen."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def site() -> ModuleType:
    spec = importlib.util.spec_from_file_location("site_hook", ROOT / ".ci" / "site.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<script src="//cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="http://cdn.example/x.css">',
        '<link rel="preconnect" href="https://fonts.example">',
        "<img src=https://example.org/x.png>",
        '<img srcset="https://example.org/x.png 2x">',
        '<iframe src="HTTPS://example.org"></iframe>',
        "<style>@import '//example.org/x.css'</style>",
        '<p style="background: url(https://example.org/x.png)">',
        '<svg><image xlink:href="https://example.org/x.png"/></svg>',
    ],
)
def test_what_a_page_loads_from_another_host_is_found(
    site: ModuleType, tmp_path: Path, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text(page, "utf-8")
    assert site.main(str(tmp_path)) == 1
    assert "index.html: " in capsys.readouterr().out


def test_a_style_sheet_and_a_picture_are_looked_at_too(site: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "x.css").write_text("a { src: url('https://example.org/x.woff') }", "utf-8")
    (tmp_path / "x.svg").write_text("<style>@import url(//example.org/x)</style>", "utf-8")
    assert len(list(site.loaded(tmp_path))) == 2


def test_links_of_a_reader_and_files_of_the_site_are_no_requests(
    site: ModuleType, tmp_path: Path
) -> None:
    page = '<a href="https://example.org">x</a><script src="../x.js"></script><img src="x.svg">'
    (tmp_path / "index.html").write_text(page, "utf-8")
    assert site.main(str(tmp_path)) == 0


def test_a_site_without_pages_is_refused(site: ModuleType, tmp_path: Path) -> None:
    assert site.main(str(tmp_path)) == 1


def test_a_page_loses_what_leads_nowhere_on_the_site(site: ModuleType) -> None:
    text = "# T\n\n[中文](x.md)\n\n[a](../examples/a.yaml), [b](y.en.md#c)\n"
    page = SimpleNamespace(file=SimpleNamespace(src_uri="x.en.md"))
    assert site.on_page_markdown(text, page=page) == "# T\n\n\na, [b](y.en.md#c)\n"


@pytest.mark.parametrize(
    ("link", "offer"), [("[English](page.en.md)", "在这里试用"), ("[中文](page.md)", "Try it here")]
)
def test_a_page_offers_the_engine_only_where_it_was_built(
    site: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str, offer: str
) -> None:
    page = f"# T\n\n{link}\n\n{site.TRY}\n"
    monkeypatch.setattr(site, "PAGE", tmp_path / "plancheck.html")
    assert site.on_page_markdown(page) == "# T\n\n\n\n"
    site.PAGE.touch()
    assert f"[{offer}](plancheck.html)" in site.on_page_markdown(page)


def test_ci_builds_the_site_strictly() -> None:
    assert "bash .ci/docs" in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    script = (ROOT / ".ci" / "docs").read_text("utf-8")
    assert "mkdocs build --strict" in script
    assert ".ci/site.py .site/html" in script

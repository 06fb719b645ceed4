"""Write the exact text of every format for every specimen, and what is made in the documents.

The diff is what a reviewer reads.

Run ``python -m tests.make_golden`` after a change that is meant to show.
"""

from __future__ import annotations

import re
from pathlib import Path

from plancheck import __version__
from plancheck.analysis.listing import list_obligations
from plancheck.authoring.schema import Kind, schema_text
from plancheck.formats import Style, formats, is_folder, is_text, render, render_as, render_files
from plancheck.formats.sarif import SEMANTIC_VERSION
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from tests.documents import DOCS, PAGES, READMES, ROOT, pages, pictures, with_samples
from tests.formats.specimens import specimens
from tests.promise import promise

GOLDEN = Path(__file__).parent / "golden"
SUFFIX = {
    "table": "txt",
    "markdown": "md",
    "github": "txt",
    "azure": "txt",
    "junit": "xml",
    "junit-strict": "xml",
    "rollup-csv": "csv",
    "ctrf": "json",
    "gitlab": "json",
    "rdjson": "json",
    "oscal": "json",
    "brief": "html",
}


SOME = ("several.zh", "awkward.en", "nothing.zh", "no-tier.zh", "early.en")
"""The runs that are kept for the formats whose readers check all others."""


def golden() -> dict[str, str]:
    """Return the text of every golden file by its name, checksum and version left out."""
    plan = load_plan()
    found = {"promise/promise.txt": promise(plan)}
    for format_ in filter(is_text, formats()):
        suffix = SUFFIX.get(format_, format_)
        for lang in Lang:
            style = Style(lang, 80)
            for name, run in specimens().items():
                if format_ not in ("table", "json") and f"{name}.{lang}" not in SOME:
                    continue
                if is_folder(format_):
                    texts = render_files(format_, run, style).items()
                    found |= {f"{format_}/{name}.{lang}.{file}": text for file, text in texts}
                    continue
                found[f"{format_}/{name}.{lang}.{suffix}"] = render(format_, run, style)
            if format_ not in formats(of="listing"):
                continue
            for name, listing in {
                "list-shanghai": list_obligations(plan, subject="上海"),
                "list-tier3": list_obligations(plan, tier="3"),
            }.items():
                found[f"{format_}/{name}.{lang}.{suffix}"] = render_as(
                    "listing", format_, listing, style
                )
    found["csv/plan.zh.csv"] = render_as("plan", "csv", plan, Style(Lang.ZH))
    scrubbed = {plan.sha256: "SHA256", plan.rules_sha256: "RULES_SHA256"}
    scrubbed |= {f'"{version}"': '"VERSION"' for version in (__version__, SEMANTIC_VERSION)}
    scrubbed |= {f"plancheck {__version__}": "plancheck VERSION"}
    for name, text in found.items():
        for real, written in scrubbed.items():
            text = text.replace(real, written)  # noqa: PLW2901
        found[name] = text
    # JSON holds both languages, so one file is enough.
    return {name: text for name, text in found.items() if not re.match(r"json/.*\.en\.", name)}


def schemas() -> dict[str, str]:
    """Return the schemas of schema/, those of the first plan."""
    listing = list_obligations(load_plan())
    return {f"{kind}.schema.json": schema_text(kind, listing) for kind in Kind}


def main() -> None:
    for name, text in schemas().items():
        (ROOT / "schema" / name).write_text(text, "utf-8", newline="\n")
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8", newline="\n")
    for name, text in pictures().items():
        (DOCS / "images" / name).write_text(text, "utf-8", newline="\n")
    for page in (*READMES, *PAGES):
        page.write_text(with_samples(page.read_text("utf-8")), "utf-8", newline="\n")
    texts = golden()
    for old in GOLDEN.glob("*/*"):
        old.unlink()
    for name, text in texts.items():
        file = GOLDEN / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()

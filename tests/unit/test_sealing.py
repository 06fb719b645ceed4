"""The checksums of a text are written into the rule set that it proves, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from plancheck.errors import PlanError
from plancheck.plan.loading import load_plan
from plancheck.plan.official_text import read_official
from plancheck.plan.sealing import sealed
from plancheck.plan.trace import trace
from tests.conftest import ROOT

WATER = ROOT / "examples" / "plans"
TEXT = str(WATER / "saving-water.txt")
WRITTEN = (WATER / "saving-water.yaml").read_text("utf-8")
SEAL = WRITTEN[WRITTEN.index("  sha256: ") :]
BARE = WRITTEN.removesuffix(SEAL)
LAYOUT = BARE[BARE.index("source:\n") :]
ONE_LINE = yaml.safe_dump(
    yaml.safe_load(LAYOUT)["source"], allow_unicode=True, default_flow_style=True, width=10_000
).strip()
LISTED = " ".join(SEAL[SEAL.index("clauses: ") :].split()).replace("[ ", "[").replace(", ]", "]")


def after(folder: Path, content: bytes, encoding: str = "utf-8") -> bytes:
    """Return the file sealed; the rule set in it has to be proved by its checksums then."""
    file = folder / "plan.yaml"
    file.write_bytes(content)
    plan = load_plan(str(file), encoding=encoding)
    file.write_bytes(sealed(plan, read_official(TEXT, plan), encoding=encoding))
    again = load_plan(str(file), encoding=encoding)
    assert trace(again, read_official(TEXT, again)).complete
    return file.read_bytes()


def test_the_checksums_stand_as_an_author_would_write_them(tmp_path: Path) -> None:
    assert after(tmp_path, BARE.encode()).decode() == WRITTEN
    assert after(tmp_path, WRITTEN.encode()).decode() == WRITTEN
    stale = WRITTEN.replace("sha256: 9", "sha256: 8").replace("'41891941', ", "")
    assert after(tmp_path, stale.encode()).decode() == WRITTEN
    assert after(tmp_path, BARE.rstrip("\n").encode()).decode() == WRITTEN.rstrip("\n")


SHA256, CLAUSES = SEAL.split("\n", 1)
IN_ONE_LINE = f"source: {ONE_LINE}\n"
REST = BARE.replace(LAYOUT, "")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (BARE + "  # the end\n\n# of it\n", BARE + SEAL + "  # the end\n\n# of it\n"),
        (BARE + "  sha256:  # new\n", f"{BARE}{SHA256}  # new\n{CLAUSES}"),
        (BARE + "  sha256: ~\n  clauses:\n  - 'a'\n  - 'b'\n# end\n", BARE + SEAL + "# end\n"),
        (BARE + "  clauses: []\n  'sha256': 'ab'  # old\n", f"{BARE}{CLAUSES}{SHA256}  # old\n"),
        (BARE.replace("source:\n", "source:  # it\n  # is\n"), None),
        (REST.replace("sections:", LAYOUT + "sections:"), None),
        (REST + IN_ONE_LINE, f"{REST}{IN_ONE_LINE[:-2]}, {SHA256.strip()}, {LISTED}}}\n"),
    ],
    ids=["comments", "empty", "list", "quoted", "above", "not-last", "one-line"],
)
def test_all_else_stays_as_it_is(before: str, expected: str | None, tmp_path: Path) -> None:
    last = "    deadlines: {年内: 2030-12-31}\n"
    assert after(tmp_path, before.encode()).decode() == (
        before.replace(last, last + SEAL) if expected is None else expected
    )


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (b"", "utf-8", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-8"),
        (b"", "gb18030", "gb18030"),
    ],
)
def test_line_ends_and_encoding_stay(
    mark: bytes, codec: str, encoding: str, tmp_path: Path
) -> None:
    crlf = [mark + text.replace("\n", "\r\n").encode(codec) for text in (BARE, WRITTEN)]
    assert after(tmp_path, crlf[0], encoding) == crlf[1]


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(f"{REST}source: {ONE_LINE[:-1]},}}\n", encoding="utf-8")
    plan = load_plan(str(file))
    with pytest.raises(PlanError) as caught:
        sealed(plan, read_official(TEXT, plan))
    assert caught.value.problems[0].key == "trace.not-sealed"

"""What each command loads: a slow import that creeps into its path is seen here, by name."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plancheck.plan.loading import SHIPPED
from tests.conftest import ROOT
from tests.program_copy import copy_program

REPORT = str(ROOT / "examples" / "tier1-compliant.yaml")
START = frozenset(
    "__main__ errors plan plan.identity reading reading.decoding reading.source reading.tree "
    "verdicts verdicts.exit_codes language language.message formats "
    "cli cli.config cli.options cli.output_files cli.streams".split()
)
"""The modules of plancheck that every command needs."""
WORDS = frozenset(
    "reading.models reading.syntax reading.text reading.values "
    "requirements requirements.answer requirements.base requirements.base.bounds "
    "requirements.base.entry requirements.base.open_values "
    "requirements.base.requirement requirements.base.standing requirements.base.wording "
    "requirements.quota "
    "requirements.quota.asks requirements.quota.entry requirements.quota.ledger "
    "requirements.quota.milestones requirements.quota.sentences "
    "requirements.share requirements.growth requirements.any_of requirements.status "
    "plan.compiled plan.model plan.names plan.numbers plan.parts plan.subjects "
    "language.messages language.wording".split()
)
"""What says a sentence: some are those of a kind of requirement."""
FAMILIES = frozenset(
    "language.messages.commands language.messages.drafting language.messages.explanations "
    "language.messages.findings language.messages.inputs language.messages.pages "
    "language.messages.places language.messages.plans language.messages.reading "
    "language.messages.words language.messages.workbooks".split()
)
VERDICTS = frozenset(["language.messages.findings", "language.messages.words"])
PAGES = VERDICTS | {"language.messages.pages", "language.messages.places"}
PLAN = WORDS | frozenset(
    "reading.kinds plan.loading "
    "inputs inputs.names inputs.report "
    "verdicts.facts verdicts.result verdicts.run language.sentences".split()
)
"""What reads a plan and speaks of it."""
LISTING = ("analysis", "analysis.listing")
TABLE = frozenset(
    "formats.shared formats.shared.cells formats.shared.terminal formats.pages formats.pages.page "
    "formats.pages.writer formats.table".split()
)
RUN_PAGE = frozenset(["formats.pages.run_page", "formats.pages.report_page"])
LISTING_CELLS = frozenset(LISTING) | {"formats.shared.listing_cells"}
JUDGING = frozenset(
    "cli.shown_settings cli.validate inputs.loading verdicts.discovery verdicts.evaluation "
    "verdicts.judgement verdicts.judging "
    "verdicts.questions verdicts.scenarios verdicts.stored".split()
)
PARSER = frozenset(["reading.events", "reading.parser"])
PACE = frozenset(["analysis", "analysis.pace"])
JSON = frozenset("formats.shared formats.shared.json_text formats.json formats.json.parts".split())
COMMANDS = {
    "--help": {"cli.help"} | WORDS | FAMILIES,
    "--version": frozenset(),
    f"validate {REPORT}": PLAN | PARSER | JUDGING | RUN_PAGE | PACE | PAGES | TABLE,
    f"validate {REPORT} --format json": {"formats.json.results"}
    | PLAN
    | PARSER
    | JUDGING
    | PACE
    | VERDICTS
    | JSON,
    "list-obligations": {"cli.list_obligations", "formats.pages.listing_page"}
    | PLAN
    | PAGES
    | LISTING_CELLS
    | TABLE,
    "list-obligations --format json": {
        *("cli.list_obligations", "formats.json.plans", "formats.json.listings"),
        *("analysis.fields", "inputs.form_sheets", "formats.pages", "formats.pages.page"),
        "formats.shared.cells",
    }
    | PLAN
    | PAGES
    | LISTING_CELLS
    | JSON,
    "explain 15": {
        *(
            "inputs.loading",
            "inputs.waivers",
            "plan.columns",
            "analysis.explanation",
            "cli.explain",
        ),
        *("formats.pages.explanation_page", "verdicts.scenarios"),
        *("verdicts.evaluation", "verdicts.judgement"),
    }
    | PLAN
    | PAGES
    | {"language.messages.explanations"}
    | LISTING_CELLS
    | TABLE,
}
PACKAGES = frozenset(
    "annotated_doc annotated_types pydantic pydantic_core shellingham typer typing_extensions "
    "typing_inspection yaml".split()
)
"""The installed packages that typer, pydantic and PyYAML bring, and themselves."""
SLOW = frozenset(
    "asyncio concurrent ctypes distutils doctest html http logging multiprocessing optparse pdb "
    "pkg_resources pydoc setuptools sqlite3 ssl tomllib turtle unittest wsgiref xml xmlrpc".split()
)
"""Parts of the standard library that would be felt, and of no use to a check."""

_PROBE = """
import io, json, sys
before = set(sys.modules)
told, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO())
from plancheck.__main__ import main
try:
    main()
except SystemExit as exit:
    assert exit.code == 0, exit.code
json.dump(sorted(set(sys.modules) - before), told)
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the program as it is installed, with the forms of its data."""
    forms = {shipped.form_file.name: shipped.form_of(shipped.load()) for shipped in SHIPPED}
    folder = tmp_path_factory.mktemp("program")
    return copy_program(folder, {f"plan/{name}": form.decode() for name, form in forms.items()})


def loaded(command: str, program: Path, folder: Path) -> set[str]:
    """Return the modules that ``command`` loads, where no configuration is found."""
    probe = [sys.executable, "-c", _PROBE, *command.split()]
    env = {**os.environ, "PYTHONPATH": str(program)}
    ran = subprocess.run(probe, capture_output=True, check=True, cwd=folder, env=env)
    return set(json.loads(ran.stdout))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.replace(REPORT, "REPORT"))
def test_a_command_loads_what_it_needs(command: str, program: Path, tmp_path: Path) -> None:
    modules = loaded(command, program, tmp_path)
    ours = {name.removeprefix("plancheck.") for name in modules if name.startswith("plancheck.")}
    assert ours == START | COMMANDS[command]
    tops = {name.partition(".")[0] for name in modules}
    assert not tops & SLOW
    installed = {
        top for top in tops if top not in sys.stdlib_module_names and "plancheck" not in top
    }
    extra = {"rich"} if COMMANDS[command] >= TABLE else set()
    # What Cython and editable installs put there is no import of anybody's.
    assert installed - {"cython_runtime"} - {t for t in installed if t.startswith("_")} <= (
        PACKAGES | extra
    )
    assert ("rich" in tops) is bool(extra)
    assert ("pydantic" in tops) is (COMMANDS[command] >= WORDS)
    assert ("yaml" in tops) is (COMMANDS[command] >= PARSER)


def test_until_interrupts_are_handled_nothing_is_loaded_that_takes_time() -> None:
    """An interrupt before that ends in a traceback of Python's own, so it has to be a moment."""
    probe = (
        "import sys; before = set(sys.modules); import plancheck.__main__;"
        "print(*(set(sys.modules) - before - set(sys.builtin_module_names)))"
    )
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, cwd=ROOT)
    assert set(ran.stdout.decode().split()) == {"plancheck", "plancheck.__main__"}


def test_many_reports_are_written_without_the_table(program: Path, tmp_path: Path) -> None:
    for number in range(100):
        shutil.copy(REPORT, tmp_path / f"{number}.yaml")
    modules = loaded(f"validate {tmp_path} --format json", program, tmp_path)
    assert "rich" not in {name.partition(".")[0] for name in modules}

"""What the build of the wheel adds: the shipped data files in a form that is read faster.

A checkout and an editable install have no forms: their source may change at any moment, and a form
would go on saying what it said before.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FormsHook(BuildHookInterface[Any]):
    """Makes the forms from the source that is built, whichever plancheck is installed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the forms to the wheel that is built."""
        self._made = tempfile.TemporaryDirectory()
        if version == "editable":
            return
        sys.dont_write_bytecode = True  # the source stays as it is
        sys.path.insert(0, self.root)
        from plancheck.plan.loading import SHIPPED  # noqa: PLC0415

        for shipped in SHIPPED:
            content = Path(self.root, "data", shipped.name).read_bytes()
            form = shipped.form_of(shipped.from_yaml(content))
            made = Path(self._made.name, shipped.form_file.name)
            made.write_bytes(form)
            build_data["force_include"][str(made)] = f"plancheck/plan/{made.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary files."""
        self._made.cleanup()

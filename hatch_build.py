"""What the build of the wheel adds: the shipped data files in a form that is read faster.

Whatever makes a wheel or an editable install runs it. A wheel gets the forms as files of the
package; for an editable install they are put into the source, where Git ignores them.
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
        """Add the forms to what is built."""
        sys.dont_write_bytecode = True  # the source stays as it is
        sys.path.insert(0, self.root)
        from plancheck.plan.loading import SHIPPED  # noqa: PLC0415

        self._made = tempfile.TemporaryDirectory()
        for shipped in SHIPPED:
            content = Path(self.root, "data", shipped.name).read_bytes()
            form = shipped.form_of(shipped.from_yaml(content))
            if version == "editable":
                shipped.form_file.write_bytes(form)
                continue
            made = Path(self._made.name, shipped.form_file.name)
            made.write_bytes(form)
            build_data["force_include"][str(made)] = f"plancheck/plan/{made.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what is packed now."""
        self._made.cleanup()

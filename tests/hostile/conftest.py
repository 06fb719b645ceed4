"""The process that runs hostile calls, one for the session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.calls import Driver


@pytest.fixture(scope="session")
def driver() -> Iterator[Driver]:
    driver = Driver()
    yield driver
    driver.close()

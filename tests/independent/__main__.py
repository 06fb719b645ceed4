"""``python -m tests.independent --reports 20000 --seed N``: many random reports, judged twice."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.independent.against_engine import compare

if __name__ == "__main__":
    options = argparse.ArgumentParser(prog="python -m tests.independent", description=__doc__)
    options.add_argument("--reports", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=2014)
    options.add_argument("--first", type=int, default=0, help="number of the first report")
    options.add_argument("--shown", type=int, default=20, help="how many differences are shown")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = compare(Path(folder), given.reports, given.seed, given.first, given.shown)
    print(found)
    print(f"{given.reports} reports, seed {given.seed}: {sum(found.times.values())} differences")
    sys.exit(1 if found.times else 0)

"""``python -m bench.memory``: what each format needs in memory over very many reports.

Every report is of a subject of its own, and all of them are expected. Memory is the most that a
fresh process held (``ru_maxrss``).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.measure import run
from bench.reports import write_many_subjects
from plancheck.formats import formats, to_files

MANY = 3_000
VERY_MANY = 40_000
MOST_MB = 100
MOST_RATIO = 1.5
"""What one of very many reports may take, as a multiple of one of many."""


def main() -> int:
    """Measure every format, print each, and return 1 where one needs too much."""
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=__doc__)
    parser.add_argument("--many", type=int, default=MANY, help=f"reports (default {MANY})")
    parser.add_argument("--very-many", type=int, default=VERY_MANY, help="reports as jsonl")
    parser.add_argument("formats", nargs="*", default=formats(), help="default: all")
    arguments = parser.parse_args()
    over = []
    each = []
    with tempfile.TemporaryDirectory(prefix="plancheck-bench-") as folder:
        for count, names in ((arguments.many, arguments.formats), (arguments.very_many, ["jsonl"])):
            files = Path(folder, str(count))
            expected = write_many_subjects(files, count)
            inputs = [str(files / "reports"), "--plan", str(files / "plan.yaml")]
            for name in names:
                options = ["--expect", str(expected), "--format", name]
                if to_files(name):
                    options[2:] = ["--output", f"{name}={Path(folder, f'{name}-{count}')}"]
                took = run([sys.executable, "-m", "plancheck", "validate", *inputs, *options])
                megabytes = took.peak_mib * 1.048576
                print(f"{count:6,} {name:14} {megabytes:4.0f} MB {took.cpu:6.1f} s", flush=True)
                if name == "jsonl":
                    each.append(took.cpu / count)
                if megabytes > MOST_MB:
                    over.append(name)
    if len(each) == 2:
        ratio = each[1] / each[0]
        print(f"one of {arguments.very_many:,} ÷ one of {arguments.many:,}: {ratio:.2f}")
        over += ["jsonl"] if ratio > MOST_RATIO else []
    print(f"over {MOST_MB} MB or not linear: {', '.join(over) or 'none'}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tests.fuzz --seconds 60``: random inputs, and what is promised of each.

Prints the seed first; ends with 1 where a promise was broken, its input saved as small as it gets.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from plancheck.language.messages import MESSAGES
from tests.conftest import ROOT
from tests.fuzz.mutator import Case, Mutator
from tests.fuzz.promises import Broken, Promises, TookTooLong

SAVED_OF_A_KIND = 3
TRIES = 400
SHOWN = 1_000
"""How many bytes of an input are printed; all of it is saved."""
FAMILIES = tuple(
    f"{name}."
    for name in "source yaml schema field name plan facts file report waivers run baseline "
    "finding note".split()
)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long to go on (60)")
    parser.add_argument("--inputs", type=int, help="how many inputs, whatever time they take")
    parser.add_argument("--seed", type=int, help="repeats the inputs of an earlier run")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input (0)")
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"), metavar="FOLDER")
    return parser.parse_args(arguments)


def broken(promises: Promises, case: Case) -> tuple[str, str] | None:
    """Return which promise ``case`` breaks, as one line and in full; None if it keeps them all."""
    try:
        promises.check(replace(case, chance=copy.copy(case.chance)))
    except (Exception, TookTooLong) as exc:
        frames = traceback.extract_tb(exc.__traceback__)
        ours = [frame for frame in frames if f"{ROOT}/plancheck/" in frame.filename] or frames
        where = f"{Path(ours[-1].filename).name}:{ours[-1].name}"
        what = str(exc).partition(":")[0] if isinstance(exc, Broken) else where
        return f"{case.kind}: {type(exc).__name__}: {what}", "".join(
            traceback.format_exception(exc)
        )
    return None


def smallest(content: bytes, still: Callable[[bytes], bool]) -> bytes:
    """Return ``content`` with all taken away that is not needed for it to be ``still`` broken."""
    tries, size = TRIES, len(content) // 2
    while size:
        at = 0
        while at < len(content) and tries:
            tries -= 1
            shorter = content[:at] + content[at + size :]
            if still(shorter):
                content = shorter
            else:
                at += size
        size //= 2
    return content


def main(arguments: Sequence[str]) -> int:
    """Return 0 where every promise was kept, else 1."""
    options = parsed(arguments)
    seed = random.SystemRandom().randrange(10**9) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    mutator = Mutator(seed)
    found: Counter[str] = Counter()
    begin = time.monotonic()
    number = options.first
    with tempfile.TemporaryDirectory() as folder:
        promises = Promises(Path(folder))

        def more() -> bool:
            if options.inputs is not None:
                return number - options.first < options.inputs
            return time.monotonic() - begin < options.seconds

        while more():
            case = mutator.case(number)
            fault = broken(promises, case)
            if fault is not None:
                name, full = fault
                found[name] += 1
                if found[name] <= SAVED_OF_A_KIND:
                    save(options.findings, promises, case, name, full)
            number += 1
    tally = promises.tally
    usable = sum(count for code, count in tally.codes.items() if code != 2)
    known = {key for key in MESSAGES if key.startswith(FAMILIES)}
    print(
        f"{number - options.first} inputs in {time.monotonic() - begin:.0f} s, "
        f"{usable} usable, {tally.codes[2]} unusable; "
        f"{len(known & tally.keys.keys())} of {len(known)} message keys reached"
    )
    print("  read as", ", ".join(f"{kind} {n}" for kind, n in tally.kinds.most_common()))
    print("  exit codes", ", ".join(f"{code}: {n}" for code, n in sorted(tally.codes.items())))
    print("  never reached", " ".join(sorted(known - tally.keys.keys())) or "none")
    for name, count in found.most_common():
        print(f"FINDING {count} times: {name}")
    print(f"{sum(found.values())} findings of {len(found)} kinds with seed {seed}")
    return 1 if found else 0


def save(folder: Path, promises: Promises, case: Case, name: str, full: str) -> None:
    """Write the input, made as small as it gets, and what happened."""

    def still(content: bytes) -> bool:
        fault = broken(promises, replace(case, content=content))
        return fault is not None and fault[0] == name

    tally = copy.deepcopy(promises.tally)
    content = smallest(case.content, still)
    promises.tally = tally
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{case.number}-{case.kind}.yaml"
    file.write_bytes(content)
    file.with_suffix(".txt").write_text(f"{name}\n\n{full}", encoding="utf-8", errors="replace")
    print(f"FINDING {name}: input {case.number}, {len(content)} bytes in {file}")
    print(f"{content[:SHOWN]!a}\n{ascii_lines(full)}", flush=True)


def ascii_lines(text: str) -> str:
    """Return ``text`` so that nothing in it acts in a log."""
    return "\n".join(ascii(line)[1:-1] for line in text.splitlines())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

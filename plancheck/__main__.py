"""The entry point: quiet about an interrupt even while the modules are still being imported."""

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line."""
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    # No installed package may have a hand in how a report is read; looking for one takes time too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Of modules, plans and reports none dies before the end, so looking for what has is a third of
    # the time. It is still done, seldom, for a call over very many files.
    gc.set_threshold(100_000, 50, 50)
    from plancheck.cli import main as run

    run()


if __name__ == "__main__":
    main()

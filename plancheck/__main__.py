"""The entry point: quiet about an interrupt even while the modules are still being imported."""

import os
import signal
import sys


def main() -> None:
    """Run the command line."""
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from plancheck.cli import main as run

    run()


if __name__ == "__main__":
    main()

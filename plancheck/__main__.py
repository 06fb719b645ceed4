"""The entry point: quiet about an interrupt even while the modules are still being imported."""

# What comes before `main` has set its handlers, Python itself answers, with a traceback. So that
# it is a moment, nothing is imported here but what is built in: `signal` would make enumerations.
import _signal as signal  # type: ignore[import-not-found]
import atexit
import gc
import os
import sys


def _interrupted(*_: object) -> None:
    """End at once and without a word, but leave no half of an output behind."""
    _tidy()
    os._exit(130)


def _ended(number: int, _: object) -> None:
    """End as the signal does by itself, but leave no half of an output behind."""
    _tidy()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _tidy() -> None:
    # The module may not be there yet, or only in part.
    remove = getattr(sys.modules.get("plancheck.cli.output_files"), "remove_unfinished", None)
    if remove is not None:
        try:  # noqa: SIM105  # there may be no time for one more import
            remove()
        except OSError:  # stderr is gone; nothing more can be done
            pass


def main() -> None:
    """Run the command line."""
    if sys.platform != "win32":
        usual = (signal.SIG_DFL, signal.default_int_handler)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) in usual:  # `nohup` and a script's `&` have it ignored
                signal.signal(number, _interrupted if number == signal.SIGINT else _ended)
    # No installed package may have a hand in how a report is read; looking for one takes time too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Almost nothing becomes garbage before exit, and collecting it took a third of the run time.
    # It is still collected, seldom, for a call over very many files.
    gc.set_threshold(100_000, 50, 50)
    # At exit Python would look for garbage once more; what is frozen ends with the process.
    atexit.register(gc.freeze)
    from plancheck.cli import main as run

    run()


if __name__ == "__main__":
    main()

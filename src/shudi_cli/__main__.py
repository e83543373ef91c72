"""`shudi` and `python -m shudi_cli`."""

import gc
import sys

from shudi_cli import __version__


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts: answered before anything else is loaded
        return _print_version()
    # A command lives for a second and makes no cycles to speak of: collecting them costs a twentieth.
    gc.disable()
    from shudi_cli.cli.main import run

    return run(sys.argv[1:])


def _print_version() -> int:
    try:
        sys.stdout.write(f"shudi {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):  # a closed pipe, a full disk, or no output at all
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`shudi` and `python -m shudi_cli`."""

import sys

from shudi_cli import __version__


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts: answered before anything else is loaded
        sys.stdout.write(f"shudi {__version__}\n")
        return 0
    from shudi_cli.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

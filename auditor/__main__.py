"""Entry point of the ``audit`` command and of ``python -m auditor``."""

import sys


def main() -> None:
    """Run the command line; the exit status is 0 (clean), 1 (findings) or 2 (failure)."""
    from auditor.startup import remember_charsets

    remember_charsets()
    from auditor.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()

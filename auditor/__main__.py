"""Entry point of the ``audit`` command and of ``python -m auditor``."""

import sys


def main() -> None:
    """Run the command line; the exit status is 0 (clean), 1 (findings) or 2 (failure)."""
    try:
        from auditor.startup import remember_charsets

        remember_charsets()
        from auditor.cli import run
    except KeyboardInterrupt:  # loading takes long enough to be interrupted
        sys.exit(130)
    sys.exit(run())


if __name__ == "__main__":
    main()

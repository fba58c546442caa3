"""Entry point of the ``audit`` command and of ``python -m auditor``."""

import gc
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line; the exit status is 0 (clean), 1 (findings) or 2 (failure)."""
    try:
        from auditor import cache, startup

        startup.prepare()
        from auditor.cli import run
    except KeyboardInterrupt:  # loading takes long enough to be interrupted
        sys.exit(130)
    status = run()
    with suppress(KeyboardInterrupt):
        cache.save()
    gc.freeze()  # or the interpreter looks through all that was loaded once more before it ends
    sys.exit(status)


if __name__ == "__main__":
    main()

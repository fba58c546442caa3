"""Programs that the tests start keep their cache in a folder of the test run, not in that of the user."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="audit-cache-") as folder:
        before = os.environ.get("AUDIT_CACHE")
        os.environ["AUDIT_CACHE"] = folder
        # A hundred programs are started: without compiled modules each takes half a second longer.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        yield
        os.environ.pop("AUDIT_CACHE")
        if before is not None:
            os.environ["AUDIT_CACHE"] = before

"""A stand-in for the register of rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from shudi_cli.report import sarif


@pytest.fixture(scope="module")
def fixed_rules() -> Iterator[None]:
    """Titles and a version that do not change with the product, so that golden files do not either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "shudi_cli.rules", SimpleNamespace(title_of=lambda code: f"{code} 的标题"))
        patch.setattr(sarif, "__version__", "9.9.9")
        yield

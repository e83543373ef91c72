"""A county that signs with keys and one that does not, unfolded once for each worker; copies for every test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.attacks.office import County, Office, unfold
from tests.changes.histories import Keys

#: `county("v2")`: a copy as it was at a named version.
Copies = Callable[[str], County]


@pytest.fixture(scope="session")
def own_git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No setting of this machine reaches git while the counties unfold."""
    home = str(tmp_path_factory.mktemp("home"))
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME"):
            patch.setenv(name, home)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        yield


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Real ed25519 keys."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed: nobody can sign")
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def keyed_office(own_git: None, keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A county with keys and three releases."""
    return unfold(Office.opened(tmp_path_factory.mktemp("keyed") / "清平县", keys))


@pytest.fixture(scope="session")
def plain_office(own_git: None, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A county without keys and three releases."""
    return unfold(Office.opened(tmp_path_factory.mktemp("plain") / "清平县", None))


def _copies(office: Office, folder: Path) -> Copies:
    return lambda name: office.at(name, Path(mkdtemp(dir=folder)))


@pytest.fixture
def keyed(keyed_office: Office, tmp_path: Path) -> Copies:
    """Copies of the county with keys."""
    return _copies(keyed_office, tmp_path)


@pytest.fixture
def plain(plain_office: Office, tmp_path: Path) -> Copies:
    """Copies of the county without keys."""
    return _copies(plain_office, tmp_path)


@pytest.fixture(params=["keyed", "plain"])
def county(request: pytest.FixtureRequest) -> Copies:
    """Copies of either."""
    made: Copies = request.getfixturevalue(request.param)
    return made

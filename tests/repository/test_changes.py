"""What differs between two states, and in which versions something changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shudi_cli.repository import open_repository

if TYPE_CHECKING:
    from tests.conftest import Checkout

Make = Callable[..., "Checkout"]
SOMEONE = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
NAMES = st.lists(st.sampled_from(["a", "b", "县局", ".h", "x.yaml"]), min_size=1, max_size=3).map("/".join)
FILES = st.dictionaries(NAMES, st.sampled_from(["1", "2"]), max_size=6)


def saved(checkout: Checkout, files: dict[str, str]) -> str:
    """Save exactly these files; where one would lie inside another, the outer is left out."""
    checkout.run("rm", "-r", "-q", "--ignore-unmatch", ".")
    return checkout.save(
        {
            name: text
            for name, text in files.items()
            if not any(other.startswith(f"{name}/") for other in files)
        }
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, FILES, st.sampled_from(["", "a", "a/b"]))
def test_changed_is_what_git_says(
    git: Make,
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, str],
    after: dict[str, str],
    folder: str,
) -> None:
    """Between two versions, and between a version and what is staged, the files are those git names."""
    checkout = git(name=tmp_path_factory.mktemp("any").name)
    ids = [saved(checkout, before), saved(checkout, after)]
    limit = (f"--relative={folder}/",) if folder else ()
    told = checkout.run("diff-tree", "-r", "-z", "--name-only", "--no-renames", *limit, *ids).split("\0")[:-1]
    with open_repository(checkout.path) as repository:
        old, new = repository.resolve_many(ids)
        assert repository.changed(old, new, folder) == sorted(told)
        assert repository.changed(new, old, folder) == sorted(told)
        assert repository.changed(old, "staged", folder) == sorted(told)


def test_no_change(git: Make) -> None:
    """A version does not differ from itself, nor from what is staged right after."""
    checkout = git({"a/x.yaml": "1"})
    with open_repository(checkout.path) as repository:
        version = repository.resolve("HEAD")
        assert repository.changed(version, version) == []
        assert repository.changed(version, "staged") == []


def test_kind_of_file_is_a_change(git: Make) -> None:
    """A file made executable differs, though its content does not."""
    checkout = git({"x.yaml": "1"})
    checkout.run("update-index", "--chmod=+x", "x.yaml")
    with open_repository(checkout.path) as repository:
        assert repository.changed(repository.resolve("HEAD"), "staged") == ["x.yaml"]
    checkout.run("commit", "-q", "-m", "x", **SOMEONE)
    with open_repository(checkout.path) as repository:
        assert repository.changed(*repository.resolve_many(["HEAD~1", "HEAD"])) == ["x.yaml"]


def told(checkout: Checkout, *paths: str) -> list[str]:
    with open_repository(checkout.path) as repository:
        return [version.summary for version in repository.history(paths)]


@pytest.fixture
def grown(git: Make) -> Checkout:
    """Three versions, of which the second leaves `a` alone."""
    checkout = git()
    checkout.save({"a/x.yaml": "1", "b.yaml": "1"}, message="一")
    checkout.save({"b.yaml": "2"}, message="二")
    checkout.save({"a/x.yaml": "2", "[b].yaml": "1"}, message="三")
    return checkout


def test_history(grown: Checkout) -> None:
    """Newest first, and only the versions in which one of the paths changed."""
    assert told(grown, "a") == ["三", "一"]
    assert told(grown, "b.yaml") == ["二", "一"]
    assert told(grown, "a/x.yaml", "b.yaml") == ["三", "二", "一"]


@pytest.mark.parametrize("paths", [(), ("",), (".",), ("a", "")])
def test_history_of_everything(grown: Checkout, paths: tuple[str, ...]) -> None:
    """No path, or the top among them, means every version."""
    assert told(grown, *paths) == ["三", "二", "一"]


@pytest.mark.parametrize("path", [":(top)b.yaml", "*.yaml", "--all", "-n1", ":!a", "nowhere"])
def test_history_takes_paths_as_they_are(grown: Checkout, path: str) -> None:
    """Signs that mean something to git mean nothing in a path."""
    assert told(grown, path) == []


def test_history_of_a_path_with_brackets(grown: Checkout) -> None:
    """A file with brackets in its name is found by its name alone."""
    assert told(grown, "[b].yaml") == ["三"]


def test_history_before_the_first_version(git: Make) -> None:
    """Nothing was saved, nothing is told."""
    assert told(git()) == []


def test_history_keeps_to_one_line(git: Make) -> None:
    """What was saved aside appears as the version that took it in, so neighbours can be compared."""
    checkout = git({"x.yaml": "1"})
    checkout.run("checkout", "-q", "-b", "aside")
    checkout.save({"y.yaml": "1"}, message="旁")
    checkout.run("checkout", "-q", "main")
    checkout.save({"x.yaml": "2"}, message="主")
    checkout.run("merge", "-q", "-m", "收", "aside", **SOMEONE)
    assert told(checkout) == ["收", "主", "保存"]
    assert told(checkout, "y.yaml") == ["收"]

"""What git notes of files, where two lines went apart, and which folders stay closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shudi_cli.repository import open_repository

if TYPE_CHECKING:
    from tests.conftest import Checkout

Make = Callable[..., "Checkout"]


def test_entries_of_a_folder(git: Make) -> None:
    """What stands right inside a folder, in a version and among what is staged; nothing where there is none."""
    checkout = git({"a/x.yaml": "1", "a/b/y.yaml": "2"})
    with open_repository(checkout.path) as repository:
        version = repository.resolve("HEAD")
        for side in (version, "staged"):
            found = repository.entries(side, "a")
            assert {name: entry.mode for name, entry in found.items()} == {"x.yaml": "100644", "b": "40000"}
            assert repository.content(found["x.yaml"]) == b"1"
            assert repository.content(found["b"]) is None
            assert repository.entries(side, "none") == {}
        assert repository.content(found["x.yaml"], limit=0) is None


def test_changes_tell_both_sides(git: Make) -> None:
    """A file made executable, one that came, one that went: each with its entry before and after."""
    checkout = git({"x": "1", "y": "2"})
    checkout.run("update-index", "--chmod=+x", "x")
    checkout.run("rm", "--quiet", "y")
    with open_repository(checkout.path) as repository:
        found = repository.changes(repository.resolve("HEAD"), "staged")
    modes = {name: tuple(side and side.mode for side in sides) for name, sides in found.items()}
    assert modes == {"x": ("100644", "100755"), "y": ("100644", None)}


def test_the_common_version(git: Make) -> None:
    """Where two lines went apart; the older where one follows the other; none where they never met."""
    checkout = git({"x": "1"})
    start = checkout.run("rev-parse", "HEAD")
    ours = checkout.save({"y": "1"})
    checkout.run("checkout", "--quiet", "-b", "other", start)
    theirs = checkout.save({"z": "1"})
    checkout.run("checkout", "--quiet", "--orphan", "new")
    strange = checkout.save(message="另起炉灶")
    with open_repository(checkout.path) as repository:
        at = {name: repository.resolve(name) for name in (start, ours, theirs, strange)}
        for one, other, wanted in (
            (ours, theirs, start),
            (start, ours, start),
            (ours, start, start),
            (ours, ours, ours),
        ):
            found = repository.common(at[one], at[other])
            assert found
            assert found.id == wanted
        assert repository.common(at[ours], at[strange]) is None


def test_workspaces_about_to_be_saved(git: Make) -> None:
    """The index tells of workspaces as a version does: hidden ones left out, none inside another."""
    files = {"a/shudi.yaml": "", "a/b/shudi.yaml": "", ".h/shudi.yaml": "", "c/x.yaml": ""}
    checkout = git(files)
    with open_repository(checkout.path) as repository:
        assert repository.workspaces("staged") == repository.workspaces(repository.resolve("HEAD")) == ["a"]
    checkout.write({"shudi.yaml": ""})
    checkout.run("add", "--all")
    with open_repository(checkout.path) as repository:
        assert repository.workspaces("staged") == [""]


def test_closed_folders(git: Make) -> None:
    """A folder that is left out is as if it were empty; its neighbours are there."""
    checkout = git({"changes/A/x.yaml": "1", "changes/B/x.yaml": "1", "y.yaml": "1"})
    with open_repository(checkout.path) as repository:
        version = repository.resolve("HEAD")
        assert repository.at(version, without={"changes/A"}).names() == ["changes/B/x.yaml", "y.yaml"]
        assert repository.at(version, without={"changes"}).names() == ["y.yaml"]

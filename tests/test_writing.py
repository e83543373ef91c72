"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.writing import write_whole

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file")


@pytest.mark.parametrize("content", [b"", "渣土\r\n".encode(), b"\x00\xff" * 100_000])
def test_a_new_file(tmp_path: Path, content: bytes) -> None:
    """The bytes stand in the file as given, and nothing else is in the folder."""
    write_whole(tmp_path / "对照 表.html", content)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"对照 表.html": content}


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    """A longer content is wholly gone."""
    path = tmp_path / "x"
    path.write_bytes(b"long long content")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@posix
def test_permissions_stay(tmp_path: Path) -> None:
    """A file keeps its permissions; a new one can be read by others."""
    path = tmp_path / "x"
    write_whole(path, b"1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o640)
    write_whole(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Writing through a link writes the file it points to, even if that is not there yet."""
    link = tmp_path / "link"
    link.symlink_to("target")
    write_whole(link, b"1")
    assert link.is_symlink()
    assert (tmp_path / "target").read_bytes() == b"1"


@posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """A pipe gets the bytes and is not replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"content")
    reader.join()
    assert read == [b"content"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_device_is_not_replaced() -> None:
    """What is written to /dev/null is gone, and /dev/null is still there."""
    write_whole(Path(os.devnull), b"content")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("name", ["没有/x", ".", "file/x"], ids=["no folder", "a folder", "a file as folder"])
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    """The error names the path as it was given and leaves nothing behind."""
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(ShudiError) as caught:
        write_whole(tmp_path / name, b"x")
    assert str(tmp_path / name) in caught.value.message
    assert caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a full disk to try")  # noqa: PTH110
def test_a_full_device_is_told() -> None:
    """A disk that is full is told."""
    with pytest.raises(ShudiError):
        write_whole(Path("/dev/full"), b"x")


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """When the disk fails at any step, the old content stands and no half-written file stays."""
    path = tmp_path / "x"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync", fail) if moment == "fsync" else (Path, "replace", fail)))
    with pytest.raises(ShudiError):
        write_whole(path, b"new")
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"x": b"old"}


def test_an_interruption_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle goes through, and leaves the old content and nothing else."""
    path = tmp_path / "x"
    path.write_bytes(b"old")

    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"x": b"old"}

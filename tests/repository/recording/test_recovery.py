"""Finishing or undoing what was interrupted, however often that is interrupted in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.repository.recording import record, recover, unfinished
from shudi_cli.repository.recording.finishing import finish
from shudi_cli.repository.recording.locking import locked
from shudi_cli.repository.recording.place import place_of
from tests.conftest import Checkout
from tests.repository.recording import county
from tests.repository.recording.conftest import Bench
from tests.repository.recording.faults import KILLED, Trouble, forked, needs_fork, suffering
from tests.repository.recording.test_faults import settled

pytestmark = needs_fork

#: Where the act was killed: the name of a call, and how many of that name come before it once the branch has moved.
DEATHS = {
    "not in the version": ("git before update-ref", 0),
    "no file yet": ("git after update-ref", 0),
    "half of the files": ("replace", 1),
    "no index yet": ("git before update-index", 0),
    "index aside": ("git after update-index", 0),
    "index done": ("unlink", -2),
    "all but the journal": ("unlink", -1),
}


def calls(bench: Bench) -> list[str]:
    """Every point at which a kill may come, in a run without any."""
    with suffering(Trouble("kill", -1)) as trouble:
        record(bench.fresh(), county.act(bench.base))
    return trouble.log


def killed(bench: Bench, death: str) -> Path:
    """A county in which the act was killed."""
    name, nth = DEATHS[death]
    log = calls(bench)
    start = log.index("git after update-ref") if name != "git before update-ref" else 0
    places = [point for point, call in enumerate(log) if call == name and point >= start]
    top = bench.fresh()
    with suffering(Trouble("kill", places[nth])):
        assert forked(lambda: record(top, county.act(bench.base))) == KILLED
    return top.rename(bench.folder / "pending")


@pytest.mark.parametrize("death", DEATHS)
def test_what_is_said(bench: Bench, death: str) -> None:
    """Looking tells of the interruption and writes nothing; recovering tells whether the act stands."""
    top = killed(bench, death)
    before = {path: path.lstat().st_mtime_ns for path in top.rglob("*")}
    assert "shudi doctor --repair" in str(unfinished(top / "lists"))
    assert {path: path.lstat().st_mtime_ns for path in top.rglob("*")} == before
    said = recover(top / "lists")
    assert said
    assert "CG-2026-001" in said
    assert ("没有记入版本" if death == "not in the version" else "已记入版本") in said
    assert county.state(top) == (bench.old if death == "not in the version" else bench.new)


@pytest.mark.parametrize("death", DEATHS)
def test_killed_again(bench: Bench, death: str) -> None:
    """Recovery is killed at each of its calls; the next one settles it."""
    pending = killed(bench, death)
    for point in range(1000):
        top = bench.fresh(pending)
        with suffering(Trouble("kill", point, loss=(None, 0.0, 0.5)[point % 3])):
            code = forked(lambda top=top: recover(top))
        if code == 0:
            break
        wanted = bench.old if death == "not in the version" else bench.new
        assert settled(bench, top, point) == wanted


@pytest.mark.parametrize("share", range(2))
@pytest.mark.parametrize("what", ["EIO", "interrupt"])
def test_error_in_recovery(bench: Bench, what: str, share: int) -> None:
    """Recovery fails at each of its calls; what it says is no more than is so, and the next one settles it."""
    pending = killed(bench, "half of the files")
    for point in range(share, 1000, 2):
        top = bench.fresh(pending)
        with suffering(Trouble(what, point)) as trouble:
            try:
                said = recover(top)
            except ShudiError as error:
                said = error.message
            except (OSError, KeyboardInterrupt):
                said = None
        if not trouble.fired:
            break
        assert settled(bench, top, point) == bench.new
        assert said is None or "已记入版本" in said or not said.startswith("上一次办理“")


def test_the_next_act_recovers_by_itself(bench: Bench) -> None:
    """Whoever records next settles it first; resting on an older version it is refused, and told why."""
    top = killed(bench, "no file yet")
    with pytest.raises(ShudiError) as caught:
        record(top, county.act(bench.base))
    assert "文件现在补完了" in caught.value.message
    assert "又保存了新的版本" in caught.value.message
    assert county.state(top) == bench.new


def test_undone_then_done_again(bench: Bench) -> None:
    """An act that had not entered is done by simply doing it again."""
    top = killed(bench, "not in the version")
    assert record(top, county.act(bench.base)).id == bench.new.branch
    assert county.state(top) == bench.new


def test_file_edited_meanwhile_stays(bench: Bench) -> None:
    """A file that somebody edited between crash and recovery stays as it is, and is named."""
    top = killed(bench, "no file yet")
    (top / "lists" / "laws.yaml").write_text("手改\n")
    said = recover(top)
    assert said
    assert "“lists/laws.yaml”" in said
    assert (top / "lists" / "laws.yaml").read_text() == "手改\n"
    assert (top / county.RECORD).exists()
    assert recover(top) is None


def test_folder_in_the_way_stays(bench: Bench) -> None:
    """So does whatever else was put where a file should go."""
    top = killed(bench, "no file yet")
    (top / county.RECORD).mkdir(parents=True)
    assert f"“{county.RECORD}”" in str(recover(top))
    assert (top / county.RECORD).is_dir()


def test_edited_while_recorded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file edited in the very moment of recording stays; the act stands, and both are said."""
    top = bench.fresh()

    def later(*arguments: object) -> object:
        (top / "lists" / "laws.yaml").write_text("抢先\n")
        return finish(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("shudi_cli.repository.recording.finishing.finish", later)
    with pytest.raises(ShudiError) as caught:
        record(top, county.act(bench.base))
    assert "已记入版本" in caught.value.message
    assert "“lists/laws.yaml”" in caught.value.message
    assert (top / "lists" / "laws.yaml").read_text() == "抢先\n"
    assert unfinished(top) is None


def test_further_version_saved_meanwhile(bench: Bench) -> None:
    """If somebody saved on by hand, what that version changed again is left, and the rest is finished."""
    checkout = Checkout(killed(bench, "no file yet"))
    (checkout.path / ".git" / "index.lock").unlink(missing_ok=True)
    checkout.run("reset", "-q", "--mixed")
    checkout.write({"lists/laws.yaml": "更新\n"})
    person = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    checkout.run("commit", "-qm", "手工", "--", "lists/laws.yaml", **person)
    assert "已记入版本" in str(recover(checkout.path))
    assert (checkout.path / "lists" / "laws.yaml").read_text() == "更新\n"
    assert (checkout.path / county.RECORD).exists()
    assert checkout.run("show", "HEAD:lists/laws.yaml") == "更新"
    assert county.sound(checkout.path)


def test_gone_over_to_another_line(bench: Bench) -> None:
    """If the work tree stands elsewhere by now, its files are none of the act's business."""
    checkout = Checkout(killed(bench, "no file yet"))
    (checkout.path / ".git" / "index.lock").unlink()
    checkout.run("symbolic-ref", "HEAD", "refs/heads/aside")
    before = county.files(checkout.path)
    assert "文件没有改动" in str(recover(checkout.path))
    assert county.files(checkout.path) == before


def test_waits_until_two_people_s_changes_are_reconciled(bench: Bench) -> None:
    """While two people's changes are open, recovery waits."""
    top = killed(bench, "no file yet")
    (top / ".git" / "MERGE_HEAD").write_text(bench.base + "\n")
    with pytest.raises(ShudiError, match="没有理顺"):
        recover(top)
    (top / ".git" / "MERGE_HEAD").unlink()
    assert settled(bench, top) == bench.new


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"format": 9}', b'{"format": 1, "steps": 3}']
)
def test_journal_that_cannot_be_read(bench: Bench, content: bytes) -> None:
    """A journal spoilt by other hands does not lock the county for ever."""
    top = bench.fresh()
    (top / ".git" / "shudi").mkdir()
    (top / ".git" / "shudi" / "journal.json").write_bytes(content)
    assert unfinished(top)
    assert "读不出来" in str(recover(top))
    assert unfinished(top) is None
    assert county.state(top) == bench.old


def test_not_told_while_somebody_is_at_work(bench: Bench) -> None:
    """A journal whose writer is alive is no interruption."""
    top = killed(bench, "no file yet")
    with locked(place_of(top), "甲", county.WHEN):
        assert unfinished(top) is None
    assert unfinished(top)


def test_nothing_pending(tmp_path: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is pending nobody asks git, or needs one."""
    monkeypatch.setenv("PATH", "")
    for folder in (tmp_path, bench.checkout.path, bench.checkout.path / "lists"):
        assert recover(folder) is None
        assert unfinished(folder) is None

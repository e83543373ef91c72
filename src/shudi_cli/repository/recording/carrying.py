"""Recording an act, from the lock to the end."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.repository.plumbing import Answer
from shudi_cli.repository.recording import checking, disk, finishing, journal, making
from shudi_cli.repository.recording.acts import Act
from shudi_cli.repository.recording.journal import Journal
from shudi_cli.repository.recording.locking import locked
from shudi_cli.repository.recording.making import Made
from shudi_cli.repository.recording.place import Place, place_of
from shudi_cli.repository.recording.recovering import settle
from shudi_cli.repository.recording.stock import Stock
from shudi_cli.repository.recording.wording import complaint, failed, half_done, overtaken, unclear
from shudi_cli.repository.versions import Version


def record(folder: Path, act: Act) -> Version:
    """Carry an act out in the work tree that `folder` lies in; the new version.

    Raises ShudiError when it is refused or fails, and nothing was changed; or when it stands in the version, but
    not yet in all files, which the next command then finishes. The message says which.
    """
    try:
        return _recorded(folder, act)
    except OSError as error:  # none comes from beyond the point of no return
        raise failed(error) from error


def _recorded(folder: Path, act: Act) -> Version:
    place = place_of(folder)
    checking.check_line(place)
    with locked(place, making.person(act)[0], act.when) as held, Stock(held) as stock:
        settled = settle(held, stock)
        try:
            plan, made = _planned(held, stock, act)
        except ShudiError as error:
            raise ShudiError(f"{settled}。{error.message}", error.hint) if settled else error from None
        return _carried_out(held, stock, act, plan, made)


def _planned(place: Place, stock: Stock, act: Act) -> tuple[Journal, Made]:
    """What is to be done, after everything was looked at; nothing is written."""
    assert place.branch
    checking.check_quiet(place)
    checking.check_act(place, stock, act)
    noted = checking.noted(stock, act)
    made = making.make(place, stock, act, noted)
    steps = checking.steps(place, stock, act, noted, made.blobs)
    return Journal(act.summary, place.branch, act.base, made.version, steps, made.entries), made


def _carried_out(place: Place, stock: Stock, act: Act, plan: Journal, made: Made) -> Version:
    try:
        disk.sync_folders(making.store(place, made))
        version = stock.version(made.version)
        journal.keep(place, plan)
        finishing.hold_index(place)
        checking.check_still(place)
    except (OSError, ShudiError, disk.ObstacleError) as error:
        _forget(place)
        raise failed(error) from error
    except KeyboardInterrupt:
        _forget(place)
        raise
    _pass_the_point_of_no_return(place, act, plan, made)
    try:
        disk.sync_folders([(place.common / plan.branch).parent, place.common])
        stayed = finishing.finish(place, plan, stock.content)
    except (OSError, ShudiError, disk.ObstacleError, KeyboardInterrupt) as error:
        raise half_done(version, error) from error
    if stayed:
        raise overtaken(version, stayed)
    return version


def _pass_the_point_of_no_return(place: Place, act: Act, plan: Journal, made: Made) -> None:
    """Move branch and tag at once; whatever the answer, what counts is where the branch stands afterwards."""
    trouble: ShudiError | OSError | KeyboardInterrupt | None = None
    try:
        answer = _move(place, act, plan, made)
        trouble = None if answer.code == 0 else complaint(answer)
    except (OSError, KeyboardInterrupt) as error:
        trouble = error
    if trouble is not None and not _arrived(place, plan):
        _forget(place)
        raise trouble if isinstance(trouble, KeyboardInterrupt) else failed(trouble)


def _move(place: Place, act: Act, plan: Journal, made: Made) -> Answer:
    orders = f"update {plan.branch}\0{plan.version}\0{plan.base}\0"
    if act.tag is not None:
        orders += f"create refs/tags/{act.tag.name}\0{made.tag}\0"
    name, mail = making.person(act)
    saver = {
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": mail,
        "GIT_COMMITTER_DATE": making.moment(act),
    }
    words = (*making.DURABLE, "update-ref", "-m", f"shudi: {act.summary}", "--stdin", "-z")
    return place.git.ask(*words, stdin=orders.encode(), environment=saver)


def _arrived(place: Place, plan: Journal) -> bool:
    """Whether the branch stands at the new version; ShudiError when nobody can say."""
    try:
        answer = place.git.ask("rev-parse", "--verify", "--quiet", plan.branch)
    except (OSError, KeyboardInterrupt):
        raise unclear() from None
    if answer.code != 0:
        raise unclear()
    return answer.output.decode("ascii", "replace").strip() == plan.version


def _forget(place: Place) -> None:
    """Drop the journal; if that fails too, the next command will."""
    with suppress(OSError, disk.ObstacleError):
        finishing.free_index(place)
        journal.drop(place)

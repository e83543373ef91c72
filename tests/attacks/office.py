"""A county that the product's own acts unfold in a real repository, and copies of it for an attacker to work on.

office = Office.opened(folder, keys)     # keys=None: a county without keys
office.mark("v1")                        # name the version saved last
county = office.at("v1", tmp_path)       # a copy as it was then
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.acts.approving import Answer, Given, given, refuse_outdated, seat_for, under_way
from shudi_cli.acts.desk import Clerk, Desk, desk_at
from shudi_cli.acts.enrolling import draft, signed
from shudi_cli.acts.ordering import Order
from shudi_cli.acts.proposing import edits_at, proposal
from shudi_cli.acts.publishing import publication
from shudi_cli.changes.drafting import Request
from shudi_cli.cli.main import run
from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.model.changes import MANAGERS_SIGNATURES, SIGNATURE, signed_bytes
from shudi_cli.model.releases import release_file
from shudi_cli.model.signers import roster_file
from shudi_cli.releases.manifest import Notice, manifest_data
from shudi_cli.signature import sign
from shudi_cli.signers import namespace
from shudi_cli.source import read_document
from tests.attacks.table import CAUGHT, PASSES
from tests.changes.histories import APPLICANT, CLERK, LIST, TOWNSHIP, History, Keys, text_of
from tests.changes.records import UNITS
from tests.cli.acting import PERSONS, governed
from tests.conftest import Checkout

P2, P3, P4 = "CG-2026-001", "CG-2026-002", "CG-2026-003"
SAND, WELLS, STRAW = "SD-06-001", "SD-06-002", "SD-07-001"
MANAGERS = ("管甲", "管乙", "管丙")
#: A second holder of the justice bureau's role who applies too; one whose term ended; a second one of the government.
SECOND, ENDED, DEPUTY, OUTSIDER = "庚", "辛", "壬", "外人"
TERM_ENDED = "2026-01-17"
_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str


def ask(*words: str, cwd: Path) -> Said:
    """Carry out a command line here, as a clerk in that folder does; a bug or a traceback is never an answer."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(words)
    said = Said(code, out.getvalue(), err.getvalue())
    assert code in {0, 1, 2}, said
    assert "Traceback" not in said.out + said.err
    return said


def judged(faults: Sequence[Mapping[str, Any]], says: str, code: str | None) -> str:
    """Passes without faults; caught where one says so, under this code. Caught for another reason is no answer."""
    if not faults:
        return PASSES
    told = [(fault["code"], fault["message"]) for fault in faults]
    assert says, f"nothing should be wrong: {told}"
    right = [fault for fault in faults if says in fault["message"] and code in {None, fault["code"]}]
    assert right, f"no fault {code} says “{says}”: {told}"
    assert all(fault["file"] for fault in right)
    return CAUGHT


def people(keys: Keys) -> list[dict[str, Any]]:
    """Everybody of the roster: the managers, one person of every office, the applicant, the publisher, and others."""
    codes = {unit: code for code, unit in UNITS.items()}
    offices: dict[str, tuple[str, list[dict[str, str]]]] = {
        **{name: ("县委编办", []) for name in MANAGERS},
        **{name: (unit, [{"代号": codes[unit]}]) for unit, name in PERSONS.items()},
        APPLICANT: (TOWNSHIP, [{"代号": "applicant"}]),
        CLERK: ("县委编办", [{"代号": "publisher"}]),
        SECOND: ("县司法局", [{"代号": "applicant"}, {"代号": "county-justice"}]),
        ENDED: ("县委县政府", [{"代号": "county-government", "止": TERM_ENDED}]),
        DEPUTY: ("县委县政府", [{"代号": "county-government"}]),
        "青山镇的人": ("青山镇", [{"代号": "township"}]),
        "白塔镇的人": ("白塔镇", [{"代号": "township"}]),
    }
    return [
        {"姓名": name, "单位": unit, "密钥": [{"公钥": keys.line(name)}], **({"职务": held} if held else {})}
        for name, (unit, held) in offices.items()
    ]


@dataclass
class County:
    """A repository with a county at its top. `base` is the version an attacker started from."""

    path: Path
    keys: Keys | None
    day: str = "2026-01-05"
    base: str = ""

    # -- acts, by the product ----------------------------------------------------------------------

    @contextlib.contextmanager
    def desk(self, name: str) -> Iterator[tuple[Desk, Clerk]]:
        """The desk, and a clerk of that name at it, today; a day passes."""
        clerk = Clerk(name, datetime.fromisoformat(f"{self.day}T09:00:00").replace(tzinfo=_CHINA))
        with desk_at(self.path, notice=print) as desk:
            yield desk, clerk
        self.pass_a_day()

    def pass_a_day(self) -> None:
        """It is tomorrow."""
        self.day = (datetime.fromisoformat(self.day) + timedelta(days=1)).date().isoformat()

    def key(self, name: str) -> Path | None:
        """A person's key, where keys are in use."""
        return self.keys.of(name) if self.keys else None

    def propose(self, number: str, name: str, *, by: str = APPLICANT, **said: Any) -> str:
        """Apply for another name of an item; the number of the change."""
        self.rename(number, name)
        with self.desk(by) as (desk, clerk):
            asked = {"unit": TOWNSHIP, "reason": "基层有需要", "trigger": "基层有实际需求", **said}
            request = Request(person=by, day=clerk.today, **asked)
            made = proposal(desk, clerk, edits_at(desk), request, key=self.key(by))
            made.record(desk, clerk)
        [change] = made.changes
        return change.number

    def rename(self, number: str, name: str) -> None:
        """Write another name for an item into its file."""
        for path in sorted((self.path / LIST).glob("0*.yaml")):
            text = path.read_text(encoding="utf-8")
            head, found, rest = text.partition(f"编号: {number}\n    名称: ")
            if found:
                after = rest.partition("\n")[2]
                path.write_text(f"{head}{found}{name}\n{after}", encoding="utf-8")

    def approve(
        self, number: str, code: str, decision: str = "同意", *, by: str = "", **answer: Any
    ) -> Given:
        """An opinion of one party, by its code; of its own person when nobody is named. ShudiError when refused."""
        unit = answer.pop("unit", UNITS.get(code, ""))
        by = by or PERSONS[unit]
        if code == "county-government":
            answer = {"document_number": f"清办字〔2026〕{int(number[-3:])}号", **answer}
        with self.desk(by) as (desk, clerk):
            standing = under_way(desk, number)
            refuse_outdated(desk, standing.change)
            seat = seat_for(standing, unit)
            said = Answer(decision, **{"day": clerk.today, "key": self.key(by), **answer})
            made = given(desk, clerk, standing, seat, said)
            made.record(desk, clerk)
        return made

    def agree(self, number: str, *codes: str) -> None:
        """Plain agreement of several parties; of all when none is named."""
        for code in codes or tuple(UNITS):
            self.approve(number, code)

    def publish(self, number: str = "", *, by: str = CLERK) -> Release:
        """Publish the next release. ShudiError when refused."""
        with self.desk(by) as (desk, clerk):
            document = number or f"清办发〔2026〕{len(list((self.path / 'releases').glob('*'))) + 1}号"
            made = publication(desk, clerk, Order(document, clerk.today, clerk.today))
            release, _ = made.record(desk, clerk, self.key(by))
        return release

    def enrol(self, *signers: str, **content: Any) -> None:
        """The next version of the signing roster by the acts: drafted, filled in, signed; `content` replaces keys."""
        assert self.keys is not None
        with self.desk(signers[0]) as (desk, clerk):
            path = draft(desk, clerk)
        self.day = clerk.today
        data = dict(read_document("", path.read_bytes()).data)
        data |= {"管理人": list(MANAGERS), "门槛": 2, "人员": people(self.keys), **content}
        path.write_bytes(text_of("signers", data))
        for name in signers:
            with self.desk(name) as (desk, clerk):
                last = signed(desk, clerk, self.key(name))
            self.day = clerk.today
        assert last.version is not None, last.faults
        self.pass_a_day()

    # -- what an attacker does ---------------------------------------------------------------------

    def files(self) -> dict[str, bytes]:
        """All files, by name."""
        paths = [path for path in self.path.rglob("*") if ".git" not in path.parts and path.is_file()]
        return {path.relative_to(self.path).as_posix(): path.read_bytes() for path in paths}

    def forge(self) -> History:
        """The files in memory, to be changed by whoever has a key to sign with; see `lay`."""
        made = History(self.files(), self.keys, self.day)
        made.today = self.day
        return made

    def lay(self, made: History | None = None, *, title: str = "改动") -> County:
        """Write files as an attacker made them and save them as a version, past the tool; this county."""
        if made is not None:
            gone = self.files().keys() - made.files.keys()
            checkout = Checkout(self.path)
            checkout.write({**made.files, **dict.fromkeys(gone)})
            self.day = made.today
        Checkout(self.path).save(message=title, when=f"{self.day}T09:30:00+08:00")
        return self

    def honest(self) -> County:
        """What is saved now is what an attacker starts from; this county."""
        self.base = Checkout(self.path).run("rev-parse", "HEAD")
        return self

    # -- who looks ---------------------------------------------------------------------------------

    def verified(self, says: str = "", code: str | None = None, *options: str) -> str:
        """What `shudi verify` answers of one copy, exported without git."""
        copy = self.path.parent / "拷贝"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.path, copy, ignore=shutil.ignore_patterns(".git"), symlinks=True)
        return self.verified_here(says, code, *options, folder=copy)

    def verified_here(
        self, says: str = "", code: str | None = None, *options: str, folder: Path | None = None
    ) -> str:
        """What `shudi verify` answers where git is."""
        said = ask("verify", "--format", "json", *options, cwd=folder or self.path)
        assert said.code in {0, 1}, said.err
        told = json.loads(said.out)
        assert told["holds"] == (said.code == 0)
        return judged(told["faults"], says, code)

    def checked(self, says: str = "", code: str | None = None, *, base: str = "") -> str:
        """What `shudi check` answers of the version saved last against the one an attacker started from."""
        said = ask("check", "--base", base or self.base, "--format", "json", cwd=self.path)
        assert said.code in {0, 1}, said.err
        [workspace] = json.loads(said.out)["workspaces"]
        faults = [found for found in workspace["findings"] if found["severity"] == "error"]
        assert bool(faults) == (said.code == 1)
        return judged(faults, says, code)


def refused(act: Callable[..., object], *arguments: Any, says: str, **named: Any) -> str:
    """Caught: an act refuses, in these words."""
    with pytest.raises(ShudiError) as raised:
        act(*arguments, **named)
    assert says in raised.value.message, raised.value.message
    return CAUGHT


@dataclass
class Office:
    """The county as it went on, with the versions that have a name."""

    county: County
    marks: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def opened(cls, folder: Path, keys: Keys | None, files: Mapping[str, str] | None = None) -> Office:
        """A county that has published its first release; with a roster of people where it uses keys."""
        checkout = Checkout(folder)
        folder.mkdir(parents=True)
        checkout.run("init", "--quiet", "--initial-branch=main")
        checkout.save(files or governed())
        office = cls(County(folder, keys))
        if keys is not None:
            office.county.enrol(*MANAGERS[:2])
        office.county.publish()
        office.mark("v1")
        return office

    def mark(self, name: str) -> None:
        """Name the version saved last."""
        self.marks[name] = (Checkout(self.county.path).run("rev-parse", "HEAD"), self.county.day)

    def at(self, name: str, folder: Path) -> County:
        """A copy of the county as it was when a version was saved."""
        version, day = self.marks[name]
        path = folder / "清平县"
        shutil.copytree(self.county.path, path)
        checkout = Checkout(path)
        checkout.run("reset", "--quiet", "--hard", version)
        if later := checkout.run("tag", "--no-merged", "HEAD").split():
            checkout.run("tag", "--delete", *later)
        return County(path, self.county.keys, day, version)


def unfold(office: Office) -> Office:
    """P2 is approved and published as v2; P3 goes the whole way and is published as v3."""
    county = office.county
    assert county.propose(SAND, "河道非法采砂的查处") == P2
    county.agree(P2)
    county.publish()
    office.mark("v2")
    assert county.propose(WELLS, "无证取水的查处") == P3
    office.mark("P3")
    for code in UNITS:
        county.approve(P3, code)
        office.mark(f"P3 {code}")
    county.publish()
    office.mark("v3")
    return office


# -- records as an attacker writes them --------------------------------------------------------------


def signature(made: History, kind: str, data: Mapping[str, Any], signer: str, **where: str) -> str:
    """A signature of somebody under a record, for this county and purpose or (`purpose`, `region`) another."""
    assert made.keys is not None
    region = made.workspace.settings.region
    if "region" in where:
        region = region._replace(name=where["region"])
    purpose = where.get("namespace") or namespace(where.get("purpose", "approval"), region)
    return sign(signed_bytes(kind, data), key=made.keys.of(signer), namespace=purpose)


def resigned(made: History, name: str, kind: str, signer: str, data: Mapping[str, Any], **where: str) -> None:
    """Write a record anew, signed by somebody where keys are in use."""
    plain = {key: value for key, value in data.items() if key != SIGNATURE and value is not None}
    if made.keys is not None:
        plain[SIGNATURE] = signature(made, kind, plain, signer, **where)
    made.files[name] = text_of(kind, plain)


def roster(made: History, signers: Sequence[str], **content: Any) -> None:
    """The next version of the roster, with these keys changed (`版次` replaces one), signed by these managers."""
    assert made.keys is not None
    rosters = made.workspace.archive.rosters
    newest = rosters[-1]
    previous = newest if "版次" not in content else None
    data = {
        **newest.content,
        "版次": newest.version + 1,
        "日期": made.today,
        "上一版指纹": previous.digest if previous else None,
        **content,
    }
    data = {key: value for key, value in data.items() if value is not None and key != MANAGERS_SIGNATURES}
    data[MANAGERS_SIGNATURES] = [
        {"姓名": name, SIGNATURE: signature(made, "signers", data, name, purpose="roster")}
        for name in signers
    ]
    made.files[roster_file(int(data["版次"]))] = text_of("signers", data)


def person(made: History, name: str, **said: Any) -> list[dict[str, Any]]:
    """The people of the newest roster, one of them otherwise."""
    everybody = made.workspace.archive.rosters[-1].content["人员"]
    return [{**entry, **said} if entry["姓名"] == name else entry for entry in everybody]


def published(made: History, number: str, changes: Sequence[str], signer: str = CLERK, **said: Any) -> None:
    """A manifest that lists changes with all the opinions in their folders, counting or not, signed by somebody."""
    workspace = made.workspace
    archive = workspace.archive
    standings = [
        replace(made.standings[change], accepted=archive.opinions.get(change, ())) for change in changes
    ]
    document = f"清办发〔{number[:4]}〕{number[5:]}号"
    notice = Notice(number, document, made.today, made.today, "县委编办", signer)
    data = manifest_data(workspace, notice, standings, previous=archive.newest, roster=archive.roster)
    resigned(made, release_file(number), "release", signer, {**data, **said}, purpose="release")


def pushed_through(made: History, number: str = P3, release: str = "2026.3") -> History:
    """A change entered into the lists and published whatever its records say; the publisher's key signs."""
    made.enter(number)
    published(made, release, [number])
    return made


def record_of(made: History, name: str) -> dict[str, Any]:
    """The data of a record, as it is written."""
    return dict(read_document(name, made.files[name]).data)


def opinion_file(number: str, nth: int, code: str) -> str:
    """The file of an opinion."""
    return f"changes/{number}/opinions/{nth:02}-{code}.yaml"

"""Two states of a county that signs with keys: the roster of the older side decides."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.diagnostics import Severity
from shudi_cli.model.changes import SIGNATURE, record_digest, signed_bytes
from shudi_cli.model.procedures import APPLICANT, PUBLISHER
from shudi_cli.model.settings import Settings
from shudi_cli.model.signers import MANAGERS_SIGNATURES
from shudi_cli.signature import public_key_of, sign
from shudi_cli.signers import namespace
from tests.cli.county import RIVERS
from tests.diff.county import yaml_of
from tests.gate.county import CHAIN, PROCEDURE, County, parsed, released, renamed
from tests.gate.judging import errors, findings

FIRST, SAND = "CG-2026-001", "SD-06-001"
MANAGERS = ("管理甲", "管理乙")
ROLES = {"水务局戊": ("县水务局", APPLICANT), **{person: (unit, code) for _, code, unit, person in CHAIN}}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A key for everyone, and one that nobody knows."""
    folder = tmp_path_factory.mktemp("keys")
    made = {}
    for nth, name in enumerate([*MANAGERS, *ROLES, "编办丁", "外人"]):
        made[name] = folder / f"key{nth}"
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(made[name])]
        subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    return made


def purpose(kind: str, county: County) -> str:
    """The namespace of a signature in this county."""
    return namespace(kind, county.workspace.settings.region)


def roster(
    county: County,
    keys: Mapping[str, Path],
    *,
    by: Sequence[str] = MANAGERS,
    managers: Sequence[str] = MANAGERS,
    threshold: int = 2,
    roles: Mapping[str, tuple[str, str]] = ROLES,
    day: str = "2026-01-02",
) -> str:
    """Add a version of the roster, signed by some; its file."""
    workspace = county.workspace
    previous = workspace.archive.rosters[-1] if workspace.archive.rosters else None
    people = [{"姓名": name, "单位": "县委编办", "密钥": [_key(keys, name)]} for name in managers] + [
        {"姓名": name, "单位": unit, "密钥": [_key(keys, name)], "职务": [{"代号": code}]}
        for name, (unit, code) in roles.items()
    ]
    data: dict[str, Any] = {
        "版次": previous.version + 1 if previous else 1,
        "地区": workspace.settings.region.name,
        "日期": day,
        "上一版指纹": previous.digest if previous else None,
        "管理人": list(managers),
        "门槛": threshold,
        "程序": [{"名称": found.name, "指纹": found.digest} for found in workspace.settings.procedures],
        "人员": people,
    }
    data = {key: value for key, value in data.items() if value}
    message = signed_bytes("signers", data)
    where = purpose("roster", county)
    data[MANAGERS_SIGNATURES] = [
        {"姓名": name, SIGNATURE: sign(message, key=keys[name], namespace=where)} for name in by
    ]
    file = f"signers/{data['版次']:05}.yaml"
    county.files[file] = yaml_of(data)
    return file


def _key(keys: Mapping[str, Path], name: str) -> dict[str, str]:
    return {"公钥": public_key_of(keys[name])}


def signed(county: County, name: str, kind: str, key: Path, *, wrong: str | None = None) -> None:
    """Put a signature by this key under a record, and the roster it goes by."""
    data = {key: value for key, value in parsed(county.files[name]).items() if key != SIGNATURE}
    newest = county.workspace.archive.rosters[-1]
    data["签批名册"] = {"版次": newest.version, "指纹": newest.digest}
    if kind == "opinion":
        data["方式"] = "签名"
    where = wrong or purpose("approval", county)
    data[SIGNATURE] = sign(signed_bytes(kind, data), key=key, namespace=where)
    county.files[name] = yaml_of(data)


def proposed(county: County, keys: Mapping[str, Path]) -> None:
    """A signed application."""
    county.propose(FIRST, {SAND: renamed("河道采砂监管")})
    signed(county, f"changes/{FIRST}/change.yaml", "change", keys["水务局戊"])


def opined(county: County, nth: int, keys: Mapping[str, Path], by: str | None = None) -> str:
    """A signed opinion of the nth party."""
    name = county.opine(FIRST, nth)
    signed(county, name, "opinion", keys[by or CHAIN[nth][3]])
    return name


@pytest.fixture
def base(keys: Mapping[str, Path]) -> County:
    """A county right after its first roster."""
    made = released()
    roster(made, keys)
    return made


def test_the_first_roster(base: County) -> None:
    """Alone it is allowed, with its fingerprint to look at; with anything else it is not."""
    before = base.copy()
    del before.files["signers/00001.yaml"]
    [finding] = findings(before, base)
    assert (finding.code, finding.severity) == ("C207", Severity.WARNING)
    data = parsed(base.files["signers/00001.yaml"])
    assert record_digest("signers", data) in finding.message
    base.replace("units.yaml", "白塔公社", "白塔人民公社")
    assert list(errors(before, base)) == ["C203"]


def test_the_full_way_with_keys(base: County, keys: Mapping[str, Path]) -> None:
    """Signed by those who hold the roles: passes."""
    after = base.copy()
    proposed(after, keys)
    for nth in range(len(CHAIN)):
        opined(after, nth, keys)
    after.enter(FIRST)
    assert findings(base, after) == []


def test_signatures_that_do_not_count(base: County, keys: Mapping[str, Path]) -> None:
    """An unlisted key, a role that is not his, git's own namespace, none at all: each refused."""
    proposed(base, keys)
    for by in ("外人", CHAIN[1][3]):
        after = base.copy()
        opined(after, 0, keys, by)
        assert list(errors(base, after)) == ["C204"]
    after = base.copy()
    name = after.opine(FIRST, 0)
    assert list(errors(base, after)) == ["C204"]
    signed(after, name, "opinion", keys[CHAIN[0][3]], wrong="git")
    assert list(errors(base, after)) == ["C204"]


def test_an_application_with_a_forged_signature(base: County, keys: Mapping[str, Path]) -> None:
    """An application signed by another is none."""
    after = base.copy()
    after.propose(FIRST, {SAND: renamed("河道采砂监管")})
    signed(after, f"changes/{FIRST}/change.yaml", "change", keys["外人"])
    assert "C204" in errors(base, after)


def test_a_roster_edited_in_the_same_go(base: County, keys: Mapping[str, Path]) -> None:
    """The attacker puts himself into v1 and approves: the roster of the older side decides."""
    proposed(base, keys)
    after = base.copy()
    del after.files["signers/00001.yaml"]
    roster(after, {**keys, CHAIN[0][3]: keys["外人"]})
    opined(after, 0, keys, "外人")
    assert {"C202", "C204"} <= set(errors(base, after))


def test_a_new_version_by_enough_managers(base: County, keys: Mapping[str, Path]) -> None:
    """Signed by the managers of the version before and of its own, alone: passes."""
    after = base.copy()
    roster(after, keys, day="2026-02-01")
    assert findings(base, after) == []


@pytest.mark.parametrize(
    "said",
    [
        {"by": MANAGERS[:1]},
        {"by": MANAGERS[:1], "threshold": 1},
        {"by": ("水务局戊",), "managers": ("水务局戊",), "threshold": 1, "roles": {}},
    ],
    ids=["signed by one", "threshold lowered", "managers replaced"],
)
def test_a_new_version_by_too_few(base: County, keys: Mapping[str, Path], said: Mapping[str, Any]) -> None:
    """Signed by one manager, or by managers who only it names: refused."""
    after = base.copy()
    roster(after, keys, day="2026-02-01", **said)
    assert list(errors(base, after)) == ["N101"]


def test_a_new_version_with_what_it_allows(base: County, keys: Mapping[str, Path]) -> None:
    """A sound new version and an opinion by it, in one go: refused, whichever way round."""
    proposed(base, keys)
    after = base.copy()
    roster(after, {**keys, CHAIN[0][3]: keys["外人"]}, day="2026-01-02")
    opined(after, 0, keys, "外人")
    assert {"C203", "C204"} <= set(errors(base, after))


def test_a_procedure_that_a_roster_vouches_for(base: County, keys: Mapping[str, Path]) -> None:
    """With a new version of the roster it passes without a word; without one it is refused."""
    after = base.copy()
    after.settings(程序=[{**PROCEDURE, "一人一次": False}])
    assert list(errors(base, after)) == ["N101"]
    roster(after, keys, day="2026-02-01")
    assert findings(base, after) == []


def test_rosters_decide_even_while_lists_are_drafts(keys: Mapping[str, Path]) -> None:
    """Before the first release lists are free, signatures are not."""
    base = County()
    roster(base, keys)
    after = base.copy()
    after.replace(RIVERS, "河道非法采砂", "河道采砂")
    assert findings(base, after) == []
    roster(after, keys, by=MANAGERS[:1], day="2026-02-01")
    assert {"C203", "N101"} <= set(errors(base, after))
    assert isinstance(after.workspace.settings, Settings)


def test_a_release_is_signed_by_the_publisher(base: County, keys: Mapping[str, Path]) -> None:
    """A manifest without signature, or signed by who is not the publisher: refused; by the publisher it passes."""
    county = released()
    roster(county, keys, roles={**ROLES, "编办丁": ("县委编办", PUBLISHER), "市编办乙": ROLES["市编办乙"]})
    after = county.copy()
    after.release("2026.2")
    assert list(errors(county, after)) == ["P204"]
    name = "releases/2026.2.yaml"
    where = purpose("release", county)
    data = parsed(after.files[name])
    for key, codes in (("市编办乙", ["P204"]), ("编办丁", [])):
        signature = sign(signed_bytes("release", data), key=keys[key], namespace=where)
        after.files[name] = yaml_of({**data, SIGNATURE: signature})
        assert list(errors(county, after)) == codes


def test_the_target_has_a_newer_roster(base: County, keys: Mapping[str, Path]) -> None:
    """Where the target moved on, its roster decides: an opinion by who has left does not count."""
    proposed(base, keys)
    target = base.copy()
    others = {name: role for name, role in ROLES.items() if name != CHAIN[0][3]}
    roster(target, keys, roles=others, day="2026-01-03")
    after = base.copy()
    opined(after, 0, keys)
    assert findings(base, after) == []
    assert list(errors(base, after, judge=target)) == ["C204"]

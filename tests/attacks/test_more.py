"""Attacks that the table does not list, found while its rows were tried."""

from __future__ import annotations

from shudi_cli.model.releases import release_file
from shudi_cli.releases.manifest import Notice, manifest_data
from tests.attacks.conftest import Copies
from tests.attacks.office import MANAGERS, P3, person, record_of, refused, roster
from tests.attacks.table import CAUGHT, PASSES
from tests.changes.histories import History, text_of
from tests.cli.county import RIVERS


def founded_anew(made: History) -> str:
    """Lists of one's own under an unsigned first release of an early day, beside the honest roster; nothing else."""
    made.edit(RIVERS, "河道非法采砂", "河道随意采砂")
    for name in [name for name in made.files if name.startswith(("changes/", "releases/"))]:
        del made.files[name]
    notice = Notice("2026.1", "清办发〔2026〕1号", "2025-12-01", "2025-12-01", "县委编办", "某人")
    made.files[release_file("2026.1")] = text_of("release", manifest_data(made.workspace, notice))
    return made.workspace.archive.rosters[0].digest


def test_a_baseline_from_before_the_keys(keyed: Copies) -> None:
    """Whoever has no key dates a release before the roster: only a checkpoint vouches for one without signature."""
    made = keyed("v2")
    forged = made.forge()
    pin = founded_anew(forged)
    made.lay(forged)
    assert made.verified("2026.1 的签名不算数：没有签名", "P204", "--pin", pin) == CAUGHT


def test_a_baseline_that_a_checkpoint_vouches_for(plain: Copies, keyed: Copies) -> None:
    """A county that began to use keys after its first releases keeps them, by the first roster's checkpoint."""
    made = plain("v2")
    made.keys = keyed("v1").keys
    made.enrol(*MANAGERS[:2])
    assert made.verified() == PASSES
    forged = made.forge()
    forged.edit(release_file("2026.2"), "〕2号", "〕8号")
    assert made.lay(forged).verified("签批名册核对过的版本 2026.2 内容不同", "N101") == CAUGHT


def test_a_manager_who_has_left(keyed: Copies) -> None:
    """His key signs no roster from that day on, although he still stands among the managers."""
    made = keyed("v2")
    forged = made.forge()
    assert forged.keys
    left = [{"公钥": forged.keys.line("管丙"), "停用": {"日期": made.day, "原因": "离任"}}]
    made.enrol(*MANAGERS[:2], 人员=person(forged, "管丙", 密钥=left))
    forged = made.honest().forge()
    roster(forged, ["管甲", "管丙"])
    says = "第3版签批名册要有上一版的2个管理人签名，有效的只有1个"
    made.lay(forged)
    assert made.checked(says, "N101") == CAUGHT
    assert made.verified(says, "N101") == CAUGHT


def test_opinions_without_signature(keyed: Copies) -> None:
    """Where keys are in use, an opinion merely written down is none."""
    made = keyed("P3 city-justice")
    forged = made.forge()
    forged.keys = None
    forged.opine(P3, "county-government")
    assert made.lay(forged).checked("本县用密钥签批，这份意见没有签名", "C204") == CAUGHT


def test_the_keys_taken_away(keyed: Copies) -> None:
    """A copy without its roster is not one of a county that uses no keys."""
    made = keyed("v2")
    pin = made.forge().workspace.archive.rosters[0].digest
    forged = made.forge()
    del forged.files["signers/00001.yaml"]
    made.lay(forged)
    assert made.verified("2026.1 说有签批名册，这里没有", "P204") == CAUGHT
    assert made.verified("这里没有签批名册", "N101", "--pin", pin) == CAUGHT
    assert made.checked("“signers/00001.yaml”不见了", "C202") == CAUGHT
    assert refused(made.publish, says="P204") == CAUGHT
    for name in ("2026.1", "2026.2"):
        bare = {
            key: value
            for key, value in record_of(forged, release_file(name)).items()
            if key not in {"签名", "签批名册"}
        }
        forged.files[release_file(name)] = text_of("release", bare)
    assert made.lay(forged).verified("2026.1 与 2026.2 发布时不同", "P201") == CAUGHT

"""SSH signatures: made by ssh-keygen, checked by us, and the other way round."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shudi_cli.errors import ShudiError
from shudi_cli.signature import check, fingerprint, normal_key, own_keys, public_key_of, sign
from shudi_cli.signature.checking import BEGIN, END
from shudi_cli.signature.wire import packed

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
MESSAGE = "同意\n".encode()
PURPOSE = "shudi-approval@清平县"
#: The points of small order, and others that are no canonical point at all.
WEAK = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
]


def new_key(path: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    subprocess.run(
        ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "联络员甲", "-f", path],
        check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return path


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key of a person, in a folder whose name has a space and Chinese in it."""
    folder = tmp_path_factory.mktemp("keys") / "甲 的"
    folder.mkdir()
    return new_key(folder / "密钥")


@pytest.fixture(scope="module")
def armored(key: Path) -> str:
    """A good signature."""
    return sign(MESSAGE, key=key, namespace=PURPOSE)


def test_a_signature_is_good(key: Path, armored: str) -> None:
    """For its message, its key and its purpose."""
    assert check(MESSAGE, armored, public_key=public_key_of(key), namespace=PURPOSE) is None


def test_ssh_keygen_agrees(key: Path, armored: str, tmp_path: Path) -> None:
    """The field's own tool verifies what we signed, and we what it signed."""
    (tmp_path / "signers").write_text(f"jia {public_key_of(key)}\n", encoding="utf-8")
    (tmp_path / "sig").write_text(armored + "\n", encoding="utf-8")
    words = ["-Y", "verify", "-f", tmp_path / "signers", "-I", "jia", "-n", PURPOSE, "-s", tmp_path / "sig"]
    subprocess.run(["ssh-keygen", *words], input=MESSAGE, check=True, capture_output=True)
    (tmp_path / "message").write_bytes(MESSAGE)
    subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-O", "hashalg=sha256", "-f", key, "-n", PURPOSE, tmp_path / "message"],
        check=True,
        capture_output=True,
    )
    theirs = (tmp_path / "message.sig").read_text(encoding="utf-8")
    assert check(MESSAGE, theirs, public_key=public_key_of(key), namespace=PURPOSE) is None


@pytest.mark.parametrize("purpose", ["git", "file", "shudi-release@清平县", "shudi-approval@另一县", ""])
def test_another_purpose(key: Path, armored: str, purpose: str) -> None:
    """Neither git's signature nor another county's stands for ours."""
    assert check(MESSAGE, armored, public_key=public_key_of(key), namespace=purpose) == "是为别的用途签的"


def test_another_message(key: Path, armored: str) -> None:
    """One character more, and it is not what was signed."""
    said = check(MESSAGE + b"\n", armored, public_key=public_key_of(key), namespace=PURPOSE)
    assert said == "与内容不符，内容改过"


def test_another_key(armored: str, tmp_path: Path) -> None:
    """Someone else's public key."""
    other = public_key_of(new_key(tmp_path / "乙"))
    assert check(MESSAGE, armored, public_key=other, namespace=PURPOSE) == "不是用这把公钥签的"


def test_white_space_in_the_armour_does_not_matter(key: Path, armored: str) -> None:
    """An editor's line ends and a block's indentation are no change."""
    for odd in (armored.replace("\n", "\r\n"), "\n  ".join(armored.split("\n")) + "\n\n"):
        assert check(MESSAGE, odd, public_key=public_key_of(key), namespace=PURPOSE) is None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_other_bytes_pass(key: Path, armored: str, data: st.DataObject) -> None:
    """Whatever byte of the signature is changed, cut or added, it does not count, and nothing raises."""
    inside = base64.b64decode("".join(armored[len(BEGIN) : -len(END)].split()))
    at = data.draw(st.integers(0, len(inside) - 1))
    cut, more = data.draw(st.integers(0, 2)), data.draw(st.binary(max_size=3))
    odd = inside[:at] + more + inside[at + cut :]
    text = f"{BEGIN}\n{base64.b64encode(odd).decode()}\n{END}"
    said = check(MESSAGE, text, public_key=public_key_of(key), namespace=PURPOSE)
    assert (said is None) == (odd == inside)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_no_text_raises(key: Path, text: str) -> None:
    """Garbage for a signature or for a key is told, never raised."""
    assert check(MESSAGE, text, public_key=public_key_of(key), namespace=PURPOSE)
    assert check(MESSAGE, f"{BEGIN}{text}{END}", public_key=public_key_of(key), namespace=PURPOSE)
    assert check(MESSAGE, "", public_key=text, namespace=PURPOSE)


@pytest.mark.parametrize("point", WEAK)
def test_weak_keys_are_refused(point: str) -> None:
    """A key of small order would sign anything for anybody; the library alone takes some of them."""
    blob = packed([b"ssh-ed25519", bytes.fromhex(point)])
    line = f"ssh-ed25519 {base64.b64encode(blob).decode()}"
    assert normal_key(line) is None
    signature = packed([b"ssh-ed25519", bytes.fromhex(WEAK[0]) + bytes(32)])
    whole = b"SSHSIG\0\0\0\1" + packed([blob, PURPOSE.encode(), b"", b"sha512", signature])
    forged = f"{BEGIN}\n{base64.b64encode(whole).decode()}\n{END}"
    assert check(MESSAGE, forged, public_key=line, namespace=PURPOSE) == "公钥不能用（只用 ssh-ed25519）"


def test_comments_and_spaces_of_a_key_line(key: Path) -> None:
    """The key is the same, whatever stands beside it."""
    line = public_key_of(key)
    assert normal_key(f"  {line}   联络员甲@县委编办 \n") == line
    assert len(line.split()) == 2


def test_fingerprint_is_the_tools_own(key: Path) -> None:
    """As `ssh-keygen -l` prints it."""
    listed = subprocess.run(["ssh-keygen", "-l", "-f", f"{key}.pub"], capture_output=True, check=True)
    assert fingerprint(public_key_of(key)) == listed.stdout.decode().split()[1]


def test_other_kinds_of_keys(tmp_path: Path) -> None:
    """RSA and the like are refused in a sentence that says what to do."""
    with pytest.raises(ShudiError, match="不能用来签批"):
        sign(MESSAGE, key=new_key(tmp_path / "rsa", "rsa"), namespace=PURPOSE)


def test_no_such_key(tmp_path: Path) -> None:
    """A slip in the file's name."""
    with pytest.raises(ShudiError, match="这个密钥文件"):
        sign(MESSAGE, key=tmp_path / "没有", namespace=PURPOSE)


def test_a_passphrase_that_nobody_can_type(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a terminal it does not hang; it says what to do, and shows nothing of the key."""
    locked = new_key(tmp_path / "锁", passphrase="some secret")
    with pytest.raises(ShudiError, match="没有签成"):
        sign(MESSAGE, key=locked, namespace=PURPOSE)
    assert capfd.readouterr() == ("", "")


def test_without_the_program(key: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine that has no ssh-keygen is told where to get it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ShudiError, match="没有 ssh-keygen"):
        sign(MESSAGE, key=key, namespace=PURPOSE)


def test_nothing_is_left_behind(key: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No file stays in the temporary folder, and no key material was in one."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sign(MESSAGE, key=key, namespace=PURPOSE)
    assert list(tmp_path.iterdir()) == []


def test_own_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Those in the user's own folder that can sign; a public half alone stands for an agent's."""
    home = tmp_path / ".ssh"
    home.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert own_keys() == []
    new_key(home / "id_ed25519")
    new_key(home / "id_rsa", "rsa")
    new_key(home / "token")
    (home / "token").unlink()
    assert own_keys() == [home / "id_ed25519", home / "token.pub"]

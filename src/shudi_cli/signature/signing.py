"""Signing with a person's own key, by `ssh-keygen`; key material is neither read nor shown by us."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.signature.checking import check
from shudi_cli.signature.keys import normal_key

_INSTALL = "Windows 在“可选功能”里装上 OpenSSH 客户端；Linux 装 openssh-client"


def sign(message: bytes, *, key: Path, namespace: str) -> str:
    """The armoured signature of a message, checked at once. ShudiError when it cannot be made.

    `key` is a private key's file, or a public one whose private half an agent or a token holds.
    """
    public_key = public_key_of(key)
    with tempfile.TemporaryDirectory(prefix="shudi-") as folder:
        # A file: pipes change line ends on Windows.
        file = Path(folder) / "message"
        file.write_bytes(message)
        answer = _run("-Y", "sign", "-f", str(key), "-n", namespace, str(file))
        signature = file.with_name("message.sig")
        if answer.returncode != 0 or not signature.is_file():
            raise ShudiError(
                f"用“{key}”没有签成", "口令输错的再来一次；没有终端输口令的，先用 ssh-add 装入密钥"
            )
        armored = signature.read_text(encoding="ascii").replace("\r\n", "\n").strip()
    if reason := check(message, armored, public_key=public_key, namespace=namespace):
        raise ShudiError(f"用“{key}”签出来的不对：{reason}", "核对 --key 指的是不是自己的 ed25519 密钥")
    return armored


def public_key_of(key: Path) -> str:
    """The line of a key's public half. ShudiError when there is no such key, or it is not an ed25519 one."""
    if not key.is_file():
        raise ShudiError(f"没有“{key}”这个密钥文件", "核对 --key 后面的文件名")
    beside = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    if beside.is_file():
        text = beside.read_bytes()[:10_000].decode("utf-8", "replace")
    else:
        text = _run("-y", "-f", str(key)).stdout.decode("utf-8", "replace")
    line = normal_key(text)
    if line is None:
        raise ShudiError(f"“{key}”不能用来签批", "用 ssh-keygen -t ed25519 生成一把 ed25519 密钥")
    return line


def own_keys() -> list[Path]:
    """The keys of whoever sits at this machine: those in `~/.ssh` whose public half is a sound ed25519 key.

    The private file where there is one, else the public one (an agent or a token may hold the rest).
    """
    folder = Path.home() / ".ssh"
    found = []
    for public in sorted(folder.glob("*.pub")) if folder.is_dir() else ():
        text = public.read_bytes()[:10_000].decode("utf-8", "replace") if public.is_file() else ""
        if normal_key(text):
            private = public.with_suffix("")
            found.append(private if private.is_file() else public)
    return found


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen. On a terminal it asks for the passphrase itself; elsewhere nobody is asked."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SSH_ASKPASS")}
    return subprocess.run(  # noqa: S603 - no shell, an absolute program, arguments of our own
        [_program(), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=None if _on_terminal() else subprocess.DEVNULL,
        env=environment | {"LC_ALL": "C"},
        start_new_session=not _on_terminal(),
        check=False,
    )


def _on_terminal() -> bool:
    try:
        return os.isatty(0)
    except OSError:
        return False


def _program() -> str:
    """The full path of ssh-keygen, from absolute folders of PATH only. ShudiError when there is none."""
    name = "ssh-keygen.exe" if os.name == "nt" else "ssh-keygen"
    for folder in os.get_exec_path():
        if Path(folder).is_absolute() and (program := shutil.which(Path(folder) / name)):
            return str(program)
    raise ShudiError("这台电脑上没有 ssh-keygen，不能用密钥签名", _INSTALL)

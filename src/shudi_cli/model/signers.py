"""签批名册: who signs with which key, holds which role, from when until when; one file a version."""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from shudi_cli.diagnostics import Place
from shudi_cli.model.building import WHOLE, Key
from shudi_cli.model.changes import MANAGERS_SIGNATURES, SIGNATURE, ReleaseRef, record_digest
from shudi_cli.model.procedures import VouchedProcedure

SIGNERS_FOLDER = "signers"
#: The next version while it is being filled in and signed: no record yet.
ROSTER_DRAFT = f"{SIGNERS_FOLDER}/draft.yaml"
LEFT, COMPROMISED = "离任", "泄露"


class Revocation(NamedTuple):
    """停用: from when a key counts no more, and why (离任 left, 泄露 compromised)."""

    place: Place
    day: Annotated[str, Key("日期")]
    reason: Annotated[str, Key("原因")]


class SigningKey(NamedTuple):
    """公钥: a line `ssh-ed25519 …` and the days it may be used; `until` is the first on which it may not."""

    place: Place
    line: Annotated[str, Key("公钥")]
    since: Annotated[str | None, Key("起")] = None
    until: Annotated[str | None, Key("止")] = None
    revoked: Annotated[Revocation | None, Key("停用")] = None


class Office(NamedTuple):
    """职务: the code of a role and the days it is held."""

    place: Place
    code: Annotated[str, Key("代号")]
    since: Annotated[str | None, Key("起")] = None
    until: Annotated[str | None, Key("止")] = None


class Signer(NamedTuple):
    """人员: a person of the roster."""

    place: Place
    name: Annotated[str, Key("姓名")]
    unit: Annotated[str, Key("单位")]
    keys: Annotated[tuple[SigningKey, ...], Key("密钥")] = ()
    offices: Annotated[tuple[Office, ...], Key("职务")] = ()


class RosterSignature(NamedTuple):
    """A manager's signature under a version of the roster."""

    place: Place
    name: Annotated[str, Key("姓名")]
    signature: Annotated[str, Key(SIGNATURE)]


class SigningRoster(NamedTuple):
    """One version of the signing roster."""

    place: Place
    content: Annotated[Mapping[str, Any], WHOLE]
    version: Annotated[int, Key("版次")]
    region: Annotated[str, Key("地区")]
    day: Annotated[str, Key("日期")]
    managers: Annotated[tuple[str, ...], Key("管理人")]
    threshold: Annotated[int, Key("门槛")]
    procedures: Annotated[tuple[VouchedProcedure, ...], Key("程序")]
    people: Annotated[tuple[Signer, ...], Key("人员")] = ()
    expires: Annotated[str | None, Key("有效至")] = None
    previous: Annotated[str | None, Key("上一版指纹")] = None
    checkpoint: Annotated[ReleaseRef | None, Key("核对点")] = None
    signatures: Annotated[tuple[RosterSignature, ...], Key(MANAGERS_SIGNATURES)] = ()

    @property
    def digest(self) -> str:
        """The digest of what it says, without the signatures: the fingerprint a verifier pins."""
        return record_digest("signers", self.content)

    def named(self, name: str) -> Signer | None:
        """The person of this name."""
        return next((person for person in self.people if person.name == name), None)


def within(day: str, since: str | None, until: str | None) -> bool:
    """Whether a day lies in a term; `until` is the first day after it."""
    return (since is None or since <= day) and (until is None or day < until)


def roster_file(version: int) -> str:
    """The file of a version, relative to the workspace."""
    return f"{SIGNERS_FOLDER}/{version:05}.yaml"

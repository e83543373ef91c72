"""SSH signatures over bytes: made by the field's own `ssh-keygen`, checked here; only ed25519 counts."""

from shudi_cli.signature.checking import check
from shudi_cli.signature.keys import fingerprint, normal_key
from shudi_cli.signature.signing import own_keys, public_key_of, sign

__all__ = ["check", "fingerprint", "normal_key", "own_keys", "public_key_of", "sign"]

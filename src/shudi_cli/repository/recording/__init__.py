"""办理: the one way by which an official act becomes a version, whole or not at all (DESIGN §4, law 7).

Lock → settle what was interrupted → look whether it may be done → objects → journal → one transaction for
branch and tag (the point of no return) → files → index → journal dropped.
"""

from shudi_cli.repository.recording.acts import Act, Tag
from shudi_cli.repository.recording.carrying import record
from shudi_cli.repository.recording.recovering import leftovers, recover, unfinished

__all__ = ["Act", "Tag", "leftovers", "record", "recover", "unfinished"]

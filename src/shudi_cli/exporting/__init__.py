"""导出: lists, or a part of them, as the files an office hands out or works in."""

from shudi_cli.exporting.asked import Asked, Wish, asked_for
from shudi_cli.exporting.face import face_of_answer, release_shown

__all__ = ["Asked", "Wish", "asked_for", "face_of_answer", "release_shown"]

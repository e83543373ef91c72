"""Runs one command with its output thrown away; prints seconds, CPU seconds, peak memory, exit code.

A process of its own, and a small one: the kernel counts the memory of the process that starts a
child into the child's peak until the child's own program is loaded, so a large parent would hide it.
It must import nothing more than it needs.
"""

from __future__ import annotations

import os
import sys
import time


def main(words: list[str]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    streams = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1, 2)]
    start = time.perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=streams)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(sys.argv[1:])

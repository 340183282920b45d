"""A lock that lets one build run at a time; the next says which process it is waiting for.

The operating system releases the lock when every process holding it has ended, so a leftover lock
file never blocks. Child processes of a build hold it too: when a build is killed its child may run on
for a moment, and the next build waits for that as well.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.2  # seconds between two tries


@contextmanager
def held(path: Path) -> Iterator[int]:
    """Hold the lock at `path`, waiting if necessary; yields the descriptor that child processes must inherit.

    Raises OSError if the file cannot be made or locked.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _taken(descriptor):
            holder = path.read_text("ascii", "replace")
            named = f"process {holder}" if holder.isdecimal() else "another process"
            print(
                f"{named} is building here; waiting until it is done (Ctrl-C to give up).", file=sys.stderr, flush=True
            )
            while not _taken(descriptor):
                time.sleep(PAUSE)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode("ascii"))
        yield descriptor
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    """Try to lock; False where another process holds it."""
    import fcntl  # here, since only a build needs it, and only POSIX systems have it

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

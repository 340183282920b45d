"""One build at a time: the next waits for its turn, and says for whom.

The system holds the lock and drops it when its holders are gone, however they end, so that a file
left behind never blocks. Whatever a build starts holds it too: a build that is killed leaves its
child running for a moment, and the next waits for that as well.
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
    """Hold the lock kept at `path`, waiting for it if need be; gives the descriptor that children are to inherit.

    Raises OSError where the file cannot be made or locked.
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

"""The anchors of what pages show, the same wherever they are linked from."""

from __future__ import annotations

import hashlib
import re

from factsheet.model.arithmetic import Derived


def derived_id(derived: Derived) -> str:
    """The anchor of a calculated number in the register; the same inputs give the same anchor."""
    keys = derived.keys
    if len(keys) > 3:  # an address of fifteen names helps nobody
        return f"{derived.name}--{hashlib.sha256(' '.join(keys).encode()).hexdigest()[:12]}"
    return re.sub(r"[@:\[\]/,]+", ".", "--".join([derived.name, *keys]))

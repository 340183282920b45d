"""The hand-kept files: the only readers of `data/` and of the site's settings. Every cell stays the text that was typed."""

from factsheet.data.entry import Entry
from factsheet.data.fields import FILES
from factsheet.data.folder import OPTIONAL, REQUIRED, Folder, fingerprint, own_forms, read, unseen

__all__ = [
    "FILES",
    "OPTIONAL",
    "REQUIRED",
    "Entry",
    "Folder",
    "fingerprint",
    "own_forms",
    "read",
    "unseen",
]

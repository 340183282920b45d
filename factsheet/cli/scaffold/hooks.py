"""MkDocs' events, as the engine handles them."""

from factsheet.host.events import *  # noqa: F403 — whichever they are, so that this file stays as it is

"""What pages may call: the engine's macros."""

from factsheet.host.environment import define_env

__all__ = ["define_env"]

"""The arguments of macros: those that each takes, and whether a call fits them."""

from __future__ import annotations

import functools
import inspect

from factsheet.plan.calls import Call
from factsheet.plan.macros import Macros


@functools.cache
def _signature(name: str) -> inspect.Signature:
    """A macro's arguments, without the first, which is its object."""
    signature = inspect.signature(getattr(Macros, name))
    return signature.replace(parameters=list(signature.parameters.values())[1:])


def misfit(call: Call) -> str:
    """What is wrong with the arguments of a call; empty if they fit."""
    try:
        _signature(call.name).bind(*call.given, **dict(call.named))
    except TypeError as error:
        return f"{call.name}{arguments(call.name)}: {error}"
    return ""


def arguments(name: str) -> str:
    """A macro's arguments as the reference lists them: `(fact, by="")`."""
    given = _signature(name).parameters.values()
    told = (str(p).split(":")[0] + (f'="{p.default}"' if isinstance(p.default, str) else "") for p in given)
    return f"({', '.join(told)})"

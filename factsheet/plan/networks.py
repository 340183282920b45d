"""Who relays whom, as a list with arrows: every source once, from those read to those where their chains end."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from factsheet.core.problems import Refusal
from factsheet.data import Entry
from factsheet.model import Sheet, provenance
from factsheet.model.claims import Result
from factsheet.plan import citation
from factsheet.plan.messages import Messages

Row = dict[str, object]


def network(sheet: Sheet, chart: Entry, results: Iterable[Result], messages: Messages) -> tuple[list[Row], None]:
    """A row for each source, and one for each link from a text to the source it relays."""
    aside = provenance.background(sheet)
    told = [s.id for s in sheet.sources.values() if s.read and not s.is_dataset and s.id not in aside]
    chains = [chain for name in told for chain in provenance.chains(sheet, name)]
    if not chains:
        raise Refusal("no article has been read, so nobody relays anybody", "Enter one in data/sources.yml.")
    order = {name: n for n, name in enumerate(_ordered(chains))}
    rows: list[Row] = []
    for name, place in order.items():
        source = sheet.sources[name]
        named, look = citation.named(source, messages), "read" if source.read else "unread"
        rows.append({"series": "node", "source": name, "label": named, "told": named, "link": f"sources/{name}", "at": place, "look": look})  # fmt: skip
    joined = sorted({(order[a], order[b]) for chain in chains for a, b in pairwise(chain)})
    return rows + [{"series": "link", "label": f"{a} {b}", "at": a, "to": b} for a, b in joined], None


def _ordered(chains: list[tuple[str, ...]]) -> list[str]:
    """Sources as far down as their chains are long; of each length, near those that lead to them, so that few arrows cross."""
    longest = max(map(len, chains))
    depth: dict[str, int] = {}
    for chain in chains:
        for n, name in enumerate(chain):
            # A root stands among the last, whatever the length of the chain that leads to it.
            depth[name] = longest - 1 if n == len(chain) - 1 and n else max(depth.get(name, 0), n)
    spot: dict[str, float] = {}
    for at in range(longest):
        names = [n for n in depth if depth[n] == at]
        before = {n: [spot[a] for c in chains for a, b in pairwise(c) if b == n and a in spot] for n in names}
        names.sort(key=lambda n: sum(before[n]) / len(before[n]) if before[n] else 0)
        spot |= {n: i / len(names) for i, n in enumerate(names)}
    return sorted(depth, key=lambda n: (depth[n], spot[n]))

"""The data as JSON and CSV files.

Sources are CSL-JSON (Citation Style Language 1.0.2). Everything is written in the order of `data/`, so that
the same data give the same bytes.
"""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import json
import operator
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from factsheet.core import spreadsheet
from factsheet.data import csl
from factsheet.data.published_files import FLAGS, TABLES, VERDICTS
from factsheet.model import Fact, Figure, Sheet, Source, csl_date, intervals
from factsheet.model.arithmetic import Derived
from factsheet.model.claims import Result
from factsheet.model.intervals import plain


def write(sheet: Sheet, results: list[Result], site: Path) -> None:
    """Write `site/data/`, and the figures of each measure once more below `site/data/measures/`."""
    folder = site / "data"
    folder.mkdir(parents=True, exist_ok=True)
    figures = [figure(sheet, f) for f in sheet.figures.values()]
    facts = [fact(sheet, f) for f in sheet.facts.values() if f.id in sheet.by_fact]
    (folder / "figures.json").write_text(listed(figures), "utf-8")
    (folder / "facts.json").write_text(listed(facts), "utf-8")
    _json(folder / "sources.json", [source(s) for s in sheet.sources.values()])
    _json(folder / "claims.json", [claim(r) for r in results])
    (folder / "figures.csv").write_text(table("figures", figures), "utf-8", newline="")
    (folder / "measures").mkdir(exist_ok=True)
    of_measure = operator.itemgetter("measure")
    for name, rows in itertools.groupby(sorted(figures, key=of_measure), of_measure):
        rows = list(rows)
        (folder / "measures" / f"{name}.csv").write_text(table("figures", rows), "utf-8", newline="")
        (folder / "measures" / f"{name}.json").write_text(listed(rows), "utf-8")


def figure(sheet: Sheet, f: Figure) -> dict[str, object]:
    """A figure with what its fact is about; `low` and `high` are the ends of its interval, null if it is open."""
    measure, number = f.fact.measure, not f.is_date
    row = {
        "fact": f.fact.id, "label": f.fact.label, "measure": measure.id, "kind": measure.kind, "unit": str(measure.unit),
        "period": f.fact.period.text, "place": f.fact.place, "level": f.fact.level, "source": f.source.id,
        "value": plain(f.number) if number and f.qualifier != "between" else f.value, "qualifier": f.qualifier,
        "low": plain(f.interval.low) if number else None,
        "high": plain(f.interval.high) if number else None,
        "worded": dict(f.worded), "via": f.via, "quote": f.quote, "locator": f.locator, "note": f.note,
        "shown": sheet.shown(f.fact.id) is f,
    }  # fmt: skip
    return {name: row[name] for name in TABLES["figures"].names}


def fact(sheet: Sheet, f: Fact) -> dict[str, object]:
    """A fact, and the sources that give figures for it."""
    return {
        "id": f.id, "label": f.label, "measure": f.measure.id, "definition": f.measure.definition,
        "kind": f.measure.kind, "unit": str(f.measure.unit), "population": f.measure.population,
        "period": f.period.text, "place": f.place, "level": f.level, "break": f.coverage_break,
        "sources": [g.source.id for g in sheet.by_fact[f.id]], "shown": sheet.shown(f.id).source.id,
        "because": f.because, "conflict": bool(sheet.conflicts(f.id)),
    }  # fmt: skip


def source(s: Source) -> dict[str, object]:
    """A source as a CSL-JSON item, with our own fields under `custom`."""
    item = dict(s.entry.fields)
    for key in csl.DATES:
        text = csl_date(s.entry, key)
        if text:
            item[key] = {"date-parts": [[int(p) for p in text.split("-")]]}
        else:
            item.pop(key, None)
    return item


def claim(result: Result) -> dict[str, object]:
    """A claim or a press figure with its verdict."""
    figure, edition = result.figure, result.edition
    results = [d for d in result.computed if d.name != "difference"] + [o.total for o in result.outcomes if o.total]
    return {
        "id": result.id, "kind": result.kind, "source": result.source.id, "statement": result.statement, "quote": result.quote, "locator": result.locator,
        "value": None if figure is None else (figure.value if figure.is_date or figure.qualifier == "between" else plain(figure.number)),
        "test": result.test, "arithmetic": VERDICTS.get(result.arithmetic), "verdict": VERDICTS[result.verdict],
        "flags": [FLAGS[f] for f in result.flags],
        "computed": [computed(d) for d in results] or [plain(f.number) for f in result.inputs[:1] if result.kind == "figure"],
        "formula": list(dict.fromkeys(d.formula for d in results)), "inputs": [f.key for f in result.inputs],
        "rivals": [VERDICTS.get(r, r) for r in result.rivals], "holds": [o.holds for o in result.outcomes],
        "edition": edition.id if edition else None,
    }  # fmt: skip


def computed(derived: Derived) -> int | float:
    """A calculated number: whole numbers as they are, others to six significant digits."""
    return plain(derived.value) if derived.value.denominator == 1 else float(intervals.six_digits(derived.value))


def listed(entries: Iterable[dict[str, object]]) -> str:
    """A JSON list with one entry on each line, so that a comparison of two editions shows which entries changed."""
    # Indented, json.dumps would take a slow path, which costs seconds at ten thousand entries.
    return "[\n" + ",\n".join(map(json.JSONEncoder(ensure_ascii=False).encode, entries)) + "\n]\n"


@contextlib.contextmanager
def listing(path: Path) -> Iterator[Callable[[dict[str, object]], object]]:
    """Write such a list entry by entry, with the function that it yields. The file changes only once all are written."""
    encode, separators = json.JSONEncoder(ensure_ascii=False).encode, itertools.chain(("",), itertools.repeat(",\n"))
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as unfinished:
        unfinished.write("[\n")
        yield lambda entry: unfinished.write(next(separators) + encode(entry))
        unfinished.write("\n]\n")
        unfinished.seek(0)
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as out:
            shutil.copyfileobj(unfinished, out)


def _json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def table(name: str, rows: list[dict[str, object]]) -> str:
    """Rows as CSV with the columns of a published table: RFC 4180, but with `\\n` at the end of a line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(TABLES[name].names)
    for row in rows:
        writer.writerow([spreadsheet.cell(row[column]) for column in TABLES[name].names])
    return out.getvalue()

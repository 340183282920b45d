"""The published files as the data page tells them: what each holds, and what its columns mean."""

from __future__ import annotations

from pathlib import Path

from factsheet.core.links import Links
from factsheet.core.published import FILES
from factsheet.plan import messages
from factsheet.plan.columns import TABLES, Column
from factsheet.render import markup
from factsheet.render.markup import element

L = messages.LABELS


def entries(links: Links) -> list[tuple[str, str, str]]:
    """Each file: its name, its anchor, and what is told of it as HTML."""
    return [(name, name.lower().replace(".", "-"), _entry(name, links)) for name in FILES]


def _entry(name: str, links: Links) -> str:
    link = element("a", markup.text(L["download"].format(file=name)), href=links.to_file(f"data/{name}"), download="")
    told = element("p", f"{_coded(messages.FILES[name])} {link}")
    stem, kind = Path(name).stem, Path(name).suffix
    if kind == ".csv":
        return told + _table([(c.name, messages.COLUMNS[stem][c.name], _type(c)) for c in TABLES[stem].columns])
    if kind == ".json" and stem in messages.COLUMNS and stem not in TABLES:
        return told + _table([(field, meaning, "") for field, meaning in messages.COLUMNS[stem].items()])
    return told


def _table(rows: list[tuple[str, str, str]]) -> str:
    """Columns in rows; the last cell is left out where no row has one."""
    typed = any(kind for _, _, kind in rows)
    head = (L["column"], L["meaning"], L["type"]) if typed else (L["column"], L["meaning"])
    body = [
        element("th", element("code", markup.text(name)), scope="row")
        + element("td", _coded(meaning))
        + (element("td", kind) if typed else "")
        for name, meaning, kind in rows
    ]
    top = "".join(element("th", markup.text(h), scope="col") for h in head)
    return element(
        "table", element("thead", element("tr", top)) + element("tbody", "".join(element("tr", r) for r in body))
    )


def _type(column: Column) -> str:
    """What a cell of the column holds: its kind, or the words it may be; and whether it is an id of another table."""
    if column.refers:
        told = markup.text(L["id-of"].format(file=f"{column.refers}.csv"))
    elif column.enum:
        told = ", ".join(element("code", markup.text(word)) for word in column.enum)
    else:
        told = markup.text(messages.COLUMN_TYPES[column.type])
    return told if column.required else f"{told}; {markup.text(L['may-be-empty'])}"


def _coded(text: str) -> str:
    """Words in which names between backticks are set as code."""
    parts = text.split("`")
    return "".join(element("code", markup.text(p)) if n % 2 else markup.text(p) for n, p in enumerate(parts))

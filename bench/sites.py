"""Made-up fact-sheets of any size, in the engine's own formats: pages × figures × charts.

Their text holds no numerals of its own, so that they pass the audit.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import yaml
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).resolve().parent.parent
HOST = ("macros.py", "hooks.py")
MEASURES = 10
YEARS = range(1950, 2020)
ARTICLE_EVERY = 10  # each tenth figure is an article's, of the fact before it
COLUMNS = ("fact", "source", "value", "qualifier", "worded", "via", "quote", "locator", "note")
PROSE = (
    "The survey walks the same shores each winter and writes down what it sees, lake by lake. "
    "Where a shore could not be walked it says so, and the count is not carried over from another lake. "
    "Otters that cross from lake to lake are counted where they were seen first."
)


@dataclass(frozen=True)
class Size:
    """How large a site is: its pages (without register and sources), figures and charts."""

    pages: int
    figures: int
    charts: int = 0

    def __str__(self) -> str:
        return f"{self.pages}x{self.figures}" + (f"x{self.charts}" if self.charts else "")


def size(text: str) -> Size:
    """A size as typed: pages x figures, or pages x figures x charts. Raises ValueError for anything else."""
    match = re.fullmatch(r"([1-9]\d*)x([1-9]\d*)(?:x(\d+))?", text)
    if not match:
        raise ValueError(f"{text!r} is not a size. Write pages x figures x charts: 10x60x4, or 100x1000.")
    found = Size(int(match[1]), int(match[2]), int(match[3] or 0))
    if found.charts > min(MEASURES, found.pages):
        raise ValueError(f"{text!r} has more charts than pages, or than the {MEASURES} measures.")
    return found


def name(number: int) -> str:
    """A number in letters, because pages, lakes and ids hold no numerals."""
    first, rest = divmod(number, 26 * 26)
    return ascii_lowercase[first % 26] + ascii_lowercase[rest // 26] + ascii_lowercase[rest % 26]


def make(folder: Path, asked: Size) -> Path:
    """Write a fact-sheet of this size into the empty `folder`, with this project's settings. Returns the folder."""
    for part in ("data", "docs"):
        (folder / part).mkdir(parents=True)
    for host in HOST:
        shutil.copy(ROOT / host, folder / host)
    rows, facts = _figures(asked.figures)
    _dump(folder / "data/sources.yml", {"references": [_dataset(), *map(_article, range(4))]})
    _dump(folder / "data/measures.yml", dict(map(_measure, range(MEASURES))))
    _dump(
        folder / "data/places.yml",
        {"WLD": "all lakes"} | {f["place"]: f"Lake {f['place'].title()}" for f in facts.values()},
    )
    _dump(folder / "data/facts.yml", facts)
    _dump(folder / "data/charts.yml", dict(_chart(n, facts) for n in range(asked.charts)))
    (folder / "data/figures.csv").write_text(_csv(rows), "utf-8")
    for n in range(asked.pages):
        page = folder / "docs" / ("index.md" if n == 0 else f"page-{name(n)}.md")
        page.write_text(_page(n, rows[n :: asked.pages], n < asked.charts), "utf-8")
    for listed in ("register", "sources"):
        (folder / f"docs/{listed}.md").write_text(f"# The {listed}\n\n{{{{ {listed}() }}}}\n", "utf-8")
    _settings(folder)
    return folder


def copy(folder: Path) -> Path:
    """Copy this project's own site into `folder`, in all its languages, without what was built. Returns the folder."""
    folder.mkdir(parents=True)
    for part in ("data", "docs", "locales"):
        shutil.copytree(ROOT / part, folder / part)
    for part in (*HOST, *languages(ROOT)):
        shutil.copy(ROOT / part, folder / part)
    return folder


def languages(folder: Path) -> list[str]:
    """The settings files of a project, one a language."""
    return ["mkdocs.yml", *sorted(path.name for path in folder.glob("mkdocs.*.yml"))]


def settings(path: Path) -> dict:
    """The settings in a file, as the host reads them."""
    with path.open("rb") as file:
        return yaml_load(file)


def write_settings(folder: Path, values: dict) -> None:
    """Put settings into a project."""
    _dump(folder / "mkdocs.yml", values)


def _settings(folder: Path) -> None:
    """This project's own settings, without those about its subject and its pages."""
    values = settings(ROOT / "mkdocs.yml") | {
        "site_name": "Otters",
        "site_description": "A fact-sheet made to be measured.",
        "site_url": "http://127.0.0.1:8000/",
    }
    del values["nav"]
    values["extra"] |= {"contact": "otters@lakeland-survey.net"}
    extra = values["extra"]
    for key in ("card", "touch_icon", "disclaimer"):
        extra.pop(key, None)
    values["theme"].pop("favicon", None)
    write_settings(folder, values)


def _figures(number: int) -> tuple[list[dict[str, str]], dict[str, dict[str, str]]]:
    """Rows of figures.csv, and their facts, by measure, place and year; the first facts are about all lakes."""
    rows, facts = [], {}
    places = ["WLD", *(name(n).upper() for n in range(number // (MEASURES * len(YEARS)) + 6) if name(n) != "wld")]
    spread = ((m, p, y) for p, y, m in product(places, YEARS, range(MEASURES)))
    for n in range(number):
        if n % ARTICLE_EVERY == ARTICLE_EVERY - 1:
            before = rows[-1]
            quote = f"about {int(before['value']):,}"
            article = f"paper-{name(n // ARTICLE_EVERY % 4)}"
            rows.append(
                dict.fromkeys(COLUMNS, "")
                | {
                    "fact": before["fact"],
                    "source": article,
                    "value": before["value"],
                    "qualifier": "about",
                    "quote": quote,
                    "locator": "1",
                }
            )
            continue
        measure, place, year = next(spread)
        fact = f"otters-{name(measure)}-{place.lower()}-{year}"
        facts[fact] = {
            "label": f"Otters of kind {name(measure).title()} in {place.title()}, end of {year}",
            "measure": f"kind-{name(measure)}",
            "period": f"{year}-12-31",
            "place": place,
        }
        value = str(1000 + (n * 7919) % 900_000)
        where = f"table otters; kind={name(measure)}, lake={place.lower()}, year={year}"
        rows.append(
            dict.fromkeys(COLUMNS, "")
            | {"fact": fact, "source": "survey", "value": value, "qualifier": "exact", "locator": where}
        )
    return rows, facts


def _page(number: int, rows: list[dict[str, str]], chart: bool) -> str:
    """A page: its share of the figures, in running text, a list and a table."""
    calls = [f'{{{{ figure("{r["fact"]}"{"" if r["source"] == "survey" else _by(r["source"])}) }}}}' for r in rows]
    out = [
        "---",
        f"title: Shore {name(number)}",
        "description: Otters seen along a shore, as the survey counted them.",
        "---",
        "",
        f"# Shore {name(number)}",
        "",
        PROSE,
        "",
    ]
    third = -(-len(calls) // 3)
    out += ["", *(f"Along this stretch {c} otters were seen.\n" for c in calls[:third])]
    out += ["", *(f"- {c} otters in all" for c in calls[third : 2 * third]), ""]
    out += [
        "| Stretch | Otters |",
        "|---|---|",
        *(f"| next along the shore | {c} |" for c in calls[2 * third :]),
        "",
        PROSE,
    ]
    if chart:
        out += ["", f'{{{{ chart("trend-{name(number)}") }}}}']
    return "\n".join(out) + "\n"


def _by(source: str) -> str:
    return f', by="{source}"'


def _measure(number: int) -> tuple[str, dict[str, str]]:
    kind = name(number)
    return f"kind-{kind}", {
        "label": f"Otters of kind {kind.title()}",
        "definition": f"Otters of kind {kind.title()} seen on the day.",
        "unit": "otters",
        "population": "otters of the lakes",
        "kind": "stock",
    }


def _dataset() -> dict:
    return {
        "id": "survey", "type": "dataset", "title": "Survey of lakes", "version": "final", "publisher": "Survey of Lakes", "issued": "2022-05-06",
        "accessed": "2024-01-02", "URL": "https://survey.example/", "custom": {"profile": "The survey of the lakes.", "read": True},
    }  # fmt: skip


def _article(number: int) -> dict:
    paper = name(number)
    return {
        "id": f"paper-{paper}", "type": "article-newspaper", "title": f"Otters, says {paper.title()}", "container-title": f"The {paper.title()} Paper",
        "issued": "2023-05-06", "accessed": "2024-01-02", "URL": f"https://{paper}.example/otters",
        "custom": {"profile": "A paper of the lakes.", "read": True, "relays": ["survey"], "body": {"from": "About", "to": "About"}, "sha256": "0" * 64},
    }  # fmt: skip


def _chart(number: int, facts: dict[str, dict[str, str]]) -> tuple[str, dict]:
    """A timeline of one measure in all lakes."""
    measure = f"kind-{name(number)}"
    drawn = [f for f, fact in facts.items() if fact["measure"] == measure and fact["place"] == "WLD"]
    return f"trend-{name(number)}", {
        "form": "timeline",
        "facts": drawn,
        "title": f"Otters of kind {name(number).title()}",
        "says": "The count moves up and down.",
    }


def _dump(path: Path, value: object) -> None:
    path.write_text(yaml.safe_dump(_texts(value), allow_unicode=True, sort_keys=False), "utf-8")


def _texts(value: object) -> object:
    """Values as plain types that YAML can hold."""
    if isinstance(value, dict):
        return {str(k): _texts(v) for k, v in value.items()}
    return [_texts(v) for v in value] if isinstance(value, (list, tuple)) else value


def _csv(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()

"""The files of the charts that pages show: drawings, pictures and rows that stand alone, and pages for other sites to embed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from factsheet.core.links import Links, file_of
from factsheet.host.policy import protected
from factsheet.host.session import Session
from factsheet.plan.plan import Plan
from factsheet.render.charts import alone


def write(session: Session, site: Path, kept: Path) -> set[str]:
    """Write the files of every chart into the site; pictures are kept in a folder for the next build.

    Returns the reasons why some could not be kept.
    """
    plan, folder, unkept = session.plan, site / "charts", set[str]()
    address = _address(session)
    for name, made in sorted(session.drawings.items()):
        folder.mkdir(exist_ok=True)
        origin = _origin(plan, name)
        svg = alone.drawing(made.svg, origin, address)
        (folder / f"{name}.svg").write_text(svg, "utf-8")
        if alone.PICTURE in alone.forms(made.svg, plan.settings):
            png, why = alone.picture(svg, kept)
            unkept.add(why)
            (folder / f"{name}.png").write_bytes(png)
        (folder / f"{name}.csv").write_text(made.csv, "utf-8", newline="")
        spec = alone.specification(made.spec, plan.charts[name], origin, address)
        (folder / f"{name}.vl.json").write_text(spec, "utf-8")
        path, html = session.embedded(name)
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(protected(html, frozenset()), "utf-8")
    return unkept - {""}


def _origin(plan: Plan, chart: str) -> list[str]:
    """Where a chart that stands alone comes from: the site, the address of the page that shows it, and the licence."""
    settings = plan.settings
    shown_at = f"{settings.file(plan.charts_on[chart].url)}#chart-{chart}" if settings.address else ""
    return [text for text in (settings.name, shown_at, settings.licence) if text]


def _address(session: Session) -> Callable[[str], str]:
    """How a link of a file that stands alone finds an entry: by its full address, or where the site has none, from the file."""
    plan, page_of = session.plan, session.entry_page

    def find(place: str) -> str:
        """The address of an entry, as the drawing names it: `source-page/anchor`, or an anchor alone."""
        page, _, anchor = place.rpartition("/")
        page = page or page_of(anchor)
        if plan.settings.address:
            return plan.settings.page(page, anchor)
        return file_of(Links("charts/x.svg", plan.directories).to(page, anchor))

    return find

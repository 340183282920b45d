"""Pages that call macros, planned and rendered as a build does it, but without a host."""

import functools
from pathlib import Path

import jinja2

from factsheet import data, model
from factsheet.host.session import Session
from factsheet.model import Sheet, claims
from factsheet.plan import plan
from factsheet.plan.macros import NAMES
from factsheet.plan.messages import english
from factsheet.plan.pages import Page

ROOT = Path(__file__).resolve().parent.parent
EXTRA = {"release": "1.2.3", "licence": "CC BY 4.0", "contact": "otters@lakeland-survey.net"}


@functools.cache
def real_sheet() -> Sheet:
    """What the data of this project mean."""
    return model.build(data.read(ROOT / "data", ROOT), english().label)


@functools.cache
def real_claims() -> list[claims.Result]:
    """Its claims, judged."""
    return claims.results(real_sheet())


def page(text: str, name: str = "lakes") -> Page:
    """A page of this text, with the front matter it has."""
    return Page(f"docs/{name}.md", f"{name}/" if name else "", name, text)


def begun(root: Path, *pages: Page, **values: object) -> Session:
    """The build of a project with these pages; `values` are its settings."""
    return Session(plan.make(root, {"extra": EXTRA, **values}, pages), root)


def rendered(session: Session, path: str, **more: object) -> str:
    """A page of the plan after its macros have run."""
    calls = {name: functools.partial(_write, session, path, name) for name in NAMES}
    engine = jinja2.Environment(undefined=jinja2.StrictUndefined)
    return engine.from_string(session.plan.pages[path].page.text).render({**calls, **more})


def _write(session: Session, path: str, name: str, *given: object, **named: object) -> str:
    return session.write(path, name, given, named)


def writes(root: Path, text: str, **values: object) -> str:
    """What a page of this text writes."""
    return rendered(begun(root, page(text), **values), "docs/lakes.md")

"""The engine's commands: `python -m factsheet add | check | audit | verify | links | reference | schemas | site | new | diff`."""

from __future__ import annotations

import argparse
import shlex
import sys
from datetime import date
from pathlib import Path

from factsheet.core import published, terminal

try:
    from factsheet import data, model, rules
    from factsheet.audit import Audit, audit
    from factsheet.cli import add, diff, generated_tables, housekeeping, link_checker, new, schemas, verify
    from factsheet.cli.add import Wish
    from factsheet.core.problems import FactsheetError, Problem, fault, report
    from factsheet.data import Folder, settings
    from factsheet.host import build
    from factsheet.model import Sheet
    from factsheet.plan import pages, plan, site_settings
    from factsheet.publish import tables
    from factsheet.rules import project
except ModuleNotFoundError as missing:
    sys.exit(terminal.not_set_up(missing))


def main(argv: list[str] | None = None) -> int:
    """Run a command. Returns 0 if all is well, 1 if there is a problem, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m factsheet", description="Check, verify, build and audit a fact-sheet."
    )
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: this one)")
    settled = argparse.ArgumentParser(add_help=False)
    told = f"the file with the site's settings, from the project's folder (default: {settings.FILE})"
    settled.add_argument("--config", default=settings.FILE, metavar="FILE", help=told)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check data/ and what pages call for", parents=[settled])
    adds = commands.add_parser("add", help="enter a text as a source, and propose the figures it may give")
    adds.add_argument("text", type=Path, help="the article's text, UTF-8, kept outside the project")
    adds.add_argument("--url", required=True, help="its address")
    adds.add_argument("--title", required=True, help="its headline, as printed")
    adds.add_argument("--id", default="", help="its id (default: made of publisher or title)")
    adds.add_argument("--publisher", default="", help="the newspaper or site it appeared in")
    adds.add_argument("--issued", default="", help="the day it was published: 2022-06-24, 2022-06 or 2022")
    adds.add_argument("--accessed", default=date.today().isoformat(), help="the day you read it (default: today)")
    adds.add_argument("--type", default=Wish.type, help=f"CSL's type (default: {Wish.type})")
    reads = commands.add_parser("audit", help="account for every numeral of a built site", parents=[settled])
    reads.add_argument("site", type=Path)
    texts = commands.add_parser("verify", help="check every quote against the texts")
    texts.add_argument("texts", type=Path)
    asked = "ask every cited address whether it still answers (needs the network)"
    commands.add_parser("links", help=asked, parents=[settled])
    commands.add_parser("reference", help="write the generated tables of the documents again")
    commands.add_parser("schemas", help="write the schemas that editors read, with the ids of data/")
    commands.add_parser("site", help="build and audit the site, then replace the old one")
    begun = commands.add_parser("new", help="start another fact-sheet in an empty or new folder")
    begun.add_argument("folder", type=Path)
    touched = "what has changed since a git revision, and the pages it touches"
    compared = commands.add_parser("diff", help=touched, parents=[settled])
    compared.add_argument("revision")
    options = parser.parse_args(argv)
    try:
        if options.command != "new" and (found := _unreadable(options.root, options.command)):
            return _tell(found)
        return globals()[f"_{options.command}"](options)
    except FactsheetError as error:
        return _tell([error.problem])
    except BrokenPipeError:
        raise  # about the pipe we print to, not about the disk
    except OSError as error:
        return _tell([fault(error, options.root.resolve())])
    except KeyboardInterrupt:
        return 130  # as shells report a command that Ctrl-C ended


def _unreadable(root: Path, command: str) -> list[Problem]:
    """Files that this command would read and cannot. Raises FactsheetError where there is no project."""
    project.require(root)
    root = root.resolve()
    return list(project.unreadable(root, project.folders(root) if command in ("check", "site") else None))


def _check(options: argparse.Namespace) -> int:
    root, today, name = options.root.resolve(), date.today(), options.config
    try:
        values = settings.load(root, name)
    except FactsheetError as error:
        return _tell([*_checked(root, today)[2], error.problem])
    folders = project.folders(root, name)
    settled = site_settings.faults(root, name=name)
    made = plan.make(root, values, pages.written(folders.docs, values), settled, name)
    found = [*made.loaded.problems, *made.problems, *made.notes, *housekeeping.upkeep(made, today, name)]
    found += generated_tables.stale(root)
    found += [p for told in project.unfit(root, folders).values() for p in told]
    found += project.pages(root, folders)
    if not made.loaded.problems:
        found += schemas.refreshed(root, made.loaded.folder)
    return _tell(found)


def _checked(root: Path, today: date) -> tuple[Folder, Sheet, list[Problem]]:
    """The data, the model of them, and what the rules say."""
    folder = data.read(root / "data", root)
    sheet = model.build(folder)
    return folder, sheet, rules.check(folder, sheet, today)


def _add(options: argparse.Namespace) -> int:
    fields = ("url", "title", "id", "publisher", "issued", "accessed", "type")
    wish = Wish(**{name: getattr(options, name) for name in fields})
    added, problems = add.add(options.root.resolve(), options.text, wish, date.today())
    if added is None:
        return _tell(problems)
    print("\n".join(added.told))
    return _schemas(options) if schemas.kept(options.root.resolve()) else 0


def _audit(options: argparse.Namespace) -> int:
    site, root = options.site.resolve(), options.root.resolve()
    again = "Build the site first: make site."
    if not site.is_dir():
        raise FactsheetError(Problem(str(options.site), 0, "no such folder", again))
    if not any((site / name).is_file() for name in ("index.html", "404.html")):
        what = "this is no built site: it holds neither index.html nor 404.html"
        raise FactsheetError(Problem(str(options.site), 0, what, f"Name the folder of the site. {again}"))
    _, _, told = _checked(root, date.today())
    if refused := [p for p in told if not p.note]:
        _tell(refused)
        print("The audit compares pages with data/, so it waits until data/ is in order.", file=sys.stderr)
        return 1
    found, used = Audit(), settings.load(root, options.config)
    try:
        with tables.listing(site / published.TRACE) as keep:
            found = audit(site, root, keep, used)
    except OSError as error:  # most often the trace, on a disk that cannot be written: what was found is told as well
        found.problems.append(fault(error, root))
    if found.problems:
        _tell(found.problems)
    print(found.summary())
    return 1 if found.problems else 0


def _verify(options: argparse.Namespace) -> int:
    folder, sheet, told = _checked(options.root.resolve(), date.today())
    if folder.incomplete or verify.left_out(folder, sheet):
        _tell([p for p in told if not p.note])
        print("Some quotes cannot be looked up until data/ is in order.", file=sys.stderr)
        return 1
    found = list(verify.verify(sheet, options.texts))
    code = _tell(found)
    if code == 0:
        print(f"verify: {verify.quoted(sheet)} quotes, each in its paragraph")
    return code


def _links(options: argparse.Namespace) -> int:
    root = options.root.resolve()
    folder = data.read(root / "data", root)
    if folder.problems:
        return _tell(folder.problems)
    if wrong := [p for p in site_settings.faults(root, name=options.config) if not p.note]:
        return _tell(wrong)
    contact = (settings.load(root, options.config).get("extra") or {}).get("contact", "")
    if not contact:  # as where only the host can work it out
        raise FactsheetError(
            Problem(options.config, 0, "extra has no contact", "Give one: every host is told who asks.")
        )
    visitor = link_checker.Visitor(str(contact), link_checker.PAUSE)
    visited = [(address, visitor.ask(address.url)) for address in link_checker.cited(folder)]
    print(link_checker.table(visited))
    if visited and not visitor.reached:  # a report of our own missing network would accuse every address
        raise FactsheetError(Problem("data/sources.yml", 0, "no address answered at all", "Is there a network?"))
    return 0


def _reference(options: argparse.Namespace) -> int:
    for name in generated_tables.write(options.root.resolve()):
        print(f"reference: {name} written")
    return 0


def _schemas(options: argparse.Namespace) -> int:
    root = options.root.resolve()
    for name in schemas.write(root, data.read(root / "data", root)):
        print(f"schemas: {name} written")
    return 0


def _site(options: argparse.Namespace) -> int:
    return build.build(options.root.resolve())


def _new(options: argparse.Namespace) -> int:
    folder = new.start(options.folder)
    print(f"new: {folder} holds a small fact-sheet with sources, a conflict, a claim and a chart.")
    print(f"Next: cd {shlex.quote(str(folder))} && make serve. Its README.md tells how to make it yours.")
    return 0


def _diff(options: argparse.Namespace) -> int:
    print(diff.since(options.root.resolve(), options.revision, options.config))
    return 0


def _tell(problems: list[Problem]) -> int:
    print(report(problems), file=sys.stderr if problems else sys.stdout)
    return 1 if any(not p.note for p in problems) else 0


def run() -> int:
    """The command `factsheet`: `main`, whatever the terminal or pipe it writes to."""
    return terminal.run(main)

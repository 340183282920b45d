"""The engine's commands: what `factsheet COMMAND` does. `cli/arguments.py` says what each takes."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from datetime import date
from pathlib import Path

from factsheet.core import published, terminal

try:
    from factsheet import data, model, rules
    from factsheet.audit import Audit
    from factsheet.cli import (
        add,
        arguments,
        checks,
        diff,
        generated_tables,
        labels,
        left,
        link_checker,
        migrate,
        new,
        schemas,
        sightings,
        upgrade,
        verify,
    )
    from factsheet.cli.add import Wish
    from factsheet.cli.sightings import Sighting
    from factsheet.core import reports
    from factsheet.core.problems import FactsheetError, Problem, counted, fault
    from factsheet.data import Folder, settings
    from factsheet.host import build, translations
    from factsheet.model import Sheet
    from factsheet.plan import site_settings
    from factsheet.publish import tables
    from factsheet.rules import project
except ModuleNotFoundError as missing:
    sys.exit(terminal.not_set_up(missing))


def main(argv: list[str] | None = None) -> int:
    """Run a command. Returns 0 if all is well, 1 if there is a problem; argparse exits with 2 for wrong arguments."""
    options = arguments.parser().parse_args(argv)
    if getattr(options, "format", None):
        os.environ[reports.VARIABLE] = options.format  # for the process that builds the site, too
    try:
        reports.form()
    except FactsheetError as error:  # which no report can be made of
        print(error.problem, file=sys.stderr)
        return 1
    try:
        if options.command != "new" and (unreadable := _unreadable(options.root, options.command)):
            return _report(unreadable)
        return globals()[f"_{options.command}"](options)
    except FactsheetError as error:
        return _report([error.problem])
    except BrokenPipeError:
        raise  # about the pipe we print to, not about the disk
    except OSError as error:
        return _report([fault(error, options.root.resolve())])
    except KeyboardInterrupt:
        return 130  # the exit code of a command ended by Ctrl-C


def _unreadable(root: Path, command: str) -> list[Problem]:
    """Files that this command needs and cannot read. Raises FactsheetError if `root` is not a project."""
    project.require(root)
    root = root.resolve()
    return list(project.unreadable(root, project.folders(root) if command in ("check", "site") else None))


def _check(options: argparse.Namespace) -> int:
    root, today, name = options.root.resolve(), date.today(), options.config
    try:
        values = settings.load(root, name)
    except FactsheetError as error:
        return _report([*_checked(root, today)[2], error.problem])
    with terminal.progress("Checking"):
        found = checks.all_problems(root, values, today, name)
    return _report(found)


def _checked(root: Path, today: date) -> tuple[Folder, Sheet, list[Problem]]:
    """The data, the model of them, and their problems."""
    folder = data.read(root / "data", root)
    sheet = model.build(folder)
    return folder, sheet, rules.check(folder, sheet, today)


def _add(options: argparse.Namespace) -> int:
    fields = ("url", "title", "id", "publisher", "issued", "accessed", "type", "language")
    wish = Wish(**{name: getattr(options, name) for name in fields})
    added, problems = add.add(options.root.resolve(), options.text, wish, date.today())
    if added is None:
        return _report(problems)
    print("\n".join(added.told))
    return _schemas(options) if schemas.kept(options.root.resolve()) else 0


def _audit(options: argparse.Namespace) -> int:
    site, root = options.site.resolve(), options.root.resolve()
    build_first = "Build the site first: make site."
    if not site.is_dir():
        raise FactsheetError(Problem(str(options.site), 0, "no such folder", build_first))
    if not any((site / name).is_file() for name in ("index.html", "404.html")):
        what = "this is not a built site: it has neither index.html nor 404.html"
        raise FactsheetError(Problem(str(options.site), 0, what, f"Name the site's folder. {build_first}"))
    _, _, found = _checked(root, date.today())
    if problems := [p for p in found if not p.note]:
        _report(problems)
        print("The audit compares the site with data/. Fix data/ first, then run it again.", file=sys.stderr)
        return 1
    found: list[Audit] = []
    try:
        with tables.listing(site / published.TRACE) as write, terminal.progress("Auditing"):
            found += translations.audits(site, root, options.config, write)
    except OSError as error:  # most often the trace cannot be written; the problems found are reported all the same
        found.append(Audit([fault(error, root)]))
    for audited in found:
        if audited.problems:
            _report(audited.problems)
        print(audited.summary(), file=sys.stderr if reports.for_machines() else sys.stdout)
    return 1 if any(audited.problems for audited in found) else 0


def _verify(options: argparse.Namespace) -> int:
    folder, sheet, found = _checked(options.root.resolve(), date.today())
    if folder.incomplete or verify.left_out(folder, sheet):
        _report([p for p in found if not p.note])
        print("Some quotes cannot be looked up. Fix data/ first, then run it again.", file=sys.stderr)
        return 1
    code = _report(list(verify.verify(sheet, options.texts)))
    if code == 0:
        print(f"verify: {verify.count(sheet)} quotes, each in its paragraph")
    return code


def _links(options: argparse.Namespace) -> int:
    root = options.root.resolve()
    folder = data.read(root / "data", root)
    if folder.problems:
        return _report(folder.problems)
    visitor = _visitor(root, options.config)
    visited, addresses = [], list(link_checker.cited(folder))
    with terminal.progress("Asking") as doing:
        for number, address in enumerate(addresses, 1):
            doing(f"Asking address {number} of {len(addresses)}, one at a time")
            visited.append((address, visitor.ask(address.url)))
    _require_network(visitor, bool(visited))
    print(link_checker.table(visited))
    return 0


def _seen(options: argparse.Namespace) -> int:
    root, today = options.root.resolve(), date.today()
    folder, sheet, found = _checked(root, today)
    if problems := [p for p in found if not p.note]:
        return _report(problems)
    visitor, asked = _visitor(root, options.config), sightings.quoted(sheet)
    looked: list[Sighting] = []
    with terminal.progress("Looking") as doing:
        for number, (source, figures) in enumerate(asked, 1):
            doing(f"Reading page {number} of {len(asked)}, one at a time")
            looked.append(sightings.look(visitor, source, figures))
    _require_network(visitor, bool(looked))
    print(sightings.report(looked, today))
    if options.write:
        sightings.write(root, folder, looked, today)
    return 0


def _visitor(root: Path, config: str) -> link_checker.Visitor:
    """Whoever asks addresses in the name of this site. Raises FactsheetError where its settings do not say who that is."""
    for problem in site_settings.faults(root, name=config):
        if not problem.note:
            raise FactsheetError(problem)
    contact = (settings.load(root, config).get("extra") or {}).get("contact", "")
    if not contact:  # only MkDocs can resolve some settings
        fix = "Set it: every host is told who is asking."
        raise FactsheetError(Problem(config, 0, "extra has no contact", fix))
    return link_checker.Visitor(str(contact), link_checker.PAUSE)


def _require_network(visitor: link_checker.Visitor, asked: bool) -> None:
    """Raises FactsheetError if no address answered: then our own network is down, and nothing is known of any."""
    if asked and not visitor.reached:
        what = "no address answered, so nothing is known of any of them, and no row is to change"
        raise FactsheetError(Problem("data/sources.yml", 0, what, "Check your network connection, then try again."))


def _reference(options: argparse.Namespace) -> int:
    written = generated_tables.write(options.root.resolve())
    print("\n".join(f"reference: {name} written" for name in written) or "reference: no table is out of date")
    return 0


def _schemas(options: argparse.Namespace) -> int:
    written = schemas.write(root := options.root.resolve(), data.read(root / "data", root))
    print(f"schemas: {counted(len(written), 'file')} written in data/schemas/")
    return 0


def _labels(options: argparse.Namespace) -> int:
    root = options.root.resolve()
    for line in labels.update(root, options.tag, data.read(root / "data", root)):
        print(f"labels: {line}")
    return 0


def _site(options: argparse.Namespace) -> int:
    return build.build(options.root.resolve())


def _new(options: argparse.Namespace) -> int:
    with terminal.progress("Making a fact-sheet"):
        folder = new.start(options.folder, options.engine)
    print(f"new: {folder} holds a small fact-sheet with sources, a conflict, a claim and a chart.")
    print(f"Next: cd {shlex.quote(str(folder))} && make serve. Its README.md says how to make it yours.")
    return 0


def _left(options: argparse.Namespace) -> int:
    return left.tell(options.root.resolve())


def _upgrade(options: argparse.Namespace) -> int:
    with terminal.progress("Building copies of the site with both engines"):
        done = upgrade.upgrade(options.root.resolve(), options.engine)
    print(f"# From engine {done.before} to {done.after}\n\n{done.difference or upgrade.NO_SITE}")
    print(f"\nNext: make check, and `factsheet migrate {done.before}` for the edits that the data need.")
    if done.refused:
        print(done.refused, file=sys.stderr)
    return 1 if done.refused else 0


def _migrate(options: argparse.Namespace) -> int:
    found = []
    for version, why, edits in migrate.edits(options.root.resolve(), options.since):
        print(f"{version}: {why}")
        found += edits
    return _report(found)


def _diff(options: argparse.Namespace) -> int:
    with terminal.progress("Comparing"):
        difference = diff.since(options.root.resolve(), options.revision, options.config)
    print(difference)
    return 0


def _report(problems: list[Problem]) -> int:
    """Print problems and return the exit code."""
    if told := reports.report(problems):
        to_people = problems and not reports.for_machines()
        print(told, file=sys.stderr if to_people else sys.stdout)
    return 1 if any(not p.note for p in problems) else 0


def run() -> int:
    """The command `factsheet`: `main`, on any terminal or pipe."""
    return terminal.run(main)

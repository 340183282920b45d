"""What each command takes, and what `--help` says about it."""

from __future__ import annotations

import argparse
import platform
import re
import sys
import textwrap
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import factsheet
from factsheet.cli.add import Wish
from factsheet.core import reports
from factsheet.core.problems import did_you_mean, show
from factsheet.data import settings

DESCRIPTION = """\
Check, build and audit a fact-sheet: a site on which no number stands without its source.
Run it in the project's folder, the one with mkdocs.yml and data/."""
MORE = """\
`%(prog)s COMMAND --help` explains one command and gives an example.
Exit codes: 0 if nothing is wrong, 1 if something is, 2 if the command was called wrongly."""
ENGINE = "the engine that it requires: the path of a wheel, or a version on the package index"


@dataclass(frozen=True)
class Command:
    """A command in words: `gist` in one line, `details` for its own help, and an example of its arguments.

    `configured` commands take `--config`; `formatted` ones `--format`.
    """

    gist: str
    details: str
    example: str = ""
    configured: bool = False
    formatted: bool = False


COMMANDS = {
    "check": Command(
        "check the data, the settings and what pages call for",
        "Reads data/, mkdocs.yml and the pages, and lists every problem with its file and line. Takes seconds, and builds nothing. What ends in (note) stops no build.",
        "--format json",
        configured=True,
        formatted=True,
    ),
    "site": Command(
        "build and audit the site, then replace the old one",
        "Builds in .build/, audits every number, and puts the result in place of site/. If anything fails, the old site/ stays as it is.",
        formatted=True,
    ),
    "audit": Command(
        "account for every numeral of a built site",
        "Reads a built site as a visitor would and compares each numeral with data/. Writes the list of all numerals to data/trace.json in that site.",
        "site",
        configured=True,
        formatted=True,
    ),
    "add": Command(
        "enter an article as a source, and propose rows for its figures",
        "Adds the source at the end of data/sources.yml and a row for each number found at the end of data/figures.csv. The rows begin with #: nothing is published until you remove it.",
        '../texts/times.txt --url https://example.org/waiting --title "Waiting for an answer"',
    ),
    "verify": Command(
        "look up every quote in the articles' texts",
        "Checks that each quote is in the paragraph that its locator names, and that each text is still the one that was read.",
        "../texts",
    ),
    "links": Command(
        "ask every cited address whether it still answers",
        "Asks each address in data/sources.yml, one at a time and with pauses, and prints a table in Markdown. Reads robots.txt, and tells every host the site's contact. Needs the network.",
        configured=True,
    ),
    "seen": Command(
        "look up every quote in the page at its source's address",
        "Reads each cited page that answers, says which quotes are no longer in it, and prints the rows for data/checked.csv: the day on which each figure was last seen. Needs the network.",
        "--write",
        configured=True,
    ),
    "diff": Command(
        "list what has changed since a git revision, and the pages it is on",
        "Compares the files as they are now with a revision, and prints the figures, verdicts and calculated numbers that differ, in Markdown.",
        "HEAD",
        configured=True,
    ),
    "reference": Command(
        "rewrite the generated tables in the documents",
        "Writes the tables of macros and fields in the guides again, from the code. `check` says when they are out of date.",
    ),
    "schemas": Command(
        "rewrite the schemas that editors read, with the ids of data/",
        "Writes data/schemas/, from which editors complete fields and ids. `check` does it too.",
    ),
    "labels": Command(
        "enter what there is to translate of data/ in a language's files",
        "Writes the texts of data/ that readers see into locales/TAG/labels/, each with room for its translation. What is translated already stays.",
        "de",
    ),
    "new": Command(
        "start another fact-sheet in an empty or new folder",
        "Makes a small project that builds at once, with its data, pages, tests and workflows.",
        "../my-fact-sheet",
    ),
    "left": Command(
        "list each line that may be left of the example that `new` gives",
        "Searches the project for words of the example's subject. When it finds none, the project is all yours.",
    ),
    "upgrade": Command(
        "bring another engine, and list what it changes in the site",
        "Builds copies of the site with the engine of today and with the new one, lists each numeral that differs, and then changes the requirement, the lock and the wheel. Neither data nor pages are changed.",
        "factsheet-1.2.3-py3-none-any.whl",
    ),
    "migrate": Command(
        "list the edits that data written for an older engine need",
        "Lists each line to edit, by the version of the engine that asks for it. Changes nothing.",
        "0.2.0",
    ),
}  # fmt: skip


class _Help(argparse.RawDescriptionHelpFormatter):
    """Keeps our lines as they are, whatever the width of the terminal."""


def typed() -> str:
    """How the engine was called: by its own name, which an environment has, or as a module."""
    return "factsheet" if Path(sys.argv[0]).stem == "factsheet" else "python -m factsheet"


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the arguments, with the remedy."""

    def error(self, message: str) -> NoReturn:
        """End with 2; where there is no command at all, with the help, which lists them."""
        if message.endswith("required: COMMAND"):
            self.print_help(sys.stderr)
            self.exit(2)
        fix = f"`{self.prog} --help` explains the arguments."
        if misspelt := re.match(r"argument COMMAND: invalid choice: '(.*?)'", message):
            message, near = f"there is no command {show(misspelt[1])}", did_you_mean(misspelt[1], COMMANDS)
            fix = near if near.startswith("Did") else f"`{self.prog} --help` lists the commands."
        elif "unrecognized arguments: --root" in message:
            fix = f"It stands before the command: {self.prog} --root FOLDER COMMAND."
        self.exit(2, f"{self.prog}: {message}. {fix}\n")


def parser() -> argparse.ArgumentParser:
    """The parser of the command line. It exits with 2 for wrong arguments."""
    made = _Parser(prog=typed(), description=DESCRIPTION, epilog=MORE, formatter_class=_Help)
    version = f"factsheet {factsheet.__version__}, Python {platform.python_version()}"
    made.add_argument("--version", action="version", version=version, help="print the versions of engine and Python")
    made.add_argument(
        "--root", type=Path, default=Path(), metavar="FOLDER", help="the project's folder (default: this one)"
    )
    commands = made.add_subparsers(dest="command", required=True, title="commands", metavar="COMMAND")
    for name, command in COMMANDS.items():
        _arguments(name, _added(commands, made.prog, name, command))
    return made


def _added(commands: argparse._SubParsersAction, prog: str, name: str, command: Command) -> argparse.ArgumentParser:
    """A command with its help and the options that several share."""
    example = f"example:\n  {prog} {name} {command.example}".rstrip()
    made = commands.add_parser(
        name, help=command.gist, description=textwrap.fill(command.details, 80), epilog=example, formatter_class=_Help
    )
    if command.configured:
        which = f"the site's settings, a file in the project's folder (default: {settings.FILE})"
        made.add_argument("--config", default=settings.FILE, metavar="FILE", help=which)
    if command.formatted:
        how = "how problems are written: `text` for people, `json` with an object a line, `github` for annotations of a pull request (default: text)"
        made.add_argument("--format", choices=reports.FORMATS, default=None, help=how)
    return made


def _arguments(name: str, command: argparse.ArgumentParser) -> None:
    """Add the arguments that only this command has."""
    add = command.add_argument
    if name == "add":
        add("text", type=Path, metavar="TEXT", help="the article's text, in UTF-8, kept outside the project")
        add("--url", required=True, help="the article's web address")
        add("--title", required=True, help="its headline, as printed")
        add("--id", default="", help="its id (default: made from publisher or title)")
        add("--publisher", default="", help="the newspaper or site it appeared in")
        add("--issued", default="", metavar="DATE", help="the day it was published: 2022-06-24, 2022-06 or 2022")
        add(
            "--accessed",
            default=date.today().isoformat(),
            metavar="DATE",
            help="the day you read it (default: today)",
        )
        add(
            "--type",
            default=Wish.type,
            help=f"what kind of source it is, in CSL's words: report, webpage (default: {Wish.type})",
        )
        tags = "its language, as a tag: en, en-IN, de, zh-Hant (default: guessed from the text)"
        add("--language", default="", metavar="TAG", help=tags)
    elif name == "audit":
        add("site", type=Path, metavar="SITE", help="the folder of the built site")
    elif name == "verify":
        add("texts", type=Path, metavar="FOLDER", help="the folder of texts; each is named <source id>.txt")
    elif name == "seen":
        add("--write", action="store_true", help="enter the rows in data/checked.csv")
    elif name == "labels":
        add("tag", metavar="TAG", help="the language: de, fr, zh-Hans")
    elif name == "new":
        add("folder", type=Path, metavar="FOLDER", help="where to make it: an empty folder, or one that does not exist")
        add("--engine", default="", metavar="WHEEL", help=f"{ENGINE} (default: this one)")
    elif name == "upgrade":
        add("engine", metavar="WHEEL", help=ENGINE.replace("that it requires", "to bring"))
    elif name == "migrate":
        since = "the version of the engine that the data were written for (default: list all edits)"
        add("since", nargs="?", default="", metavar="VERSION", help=since)
    elif name == "diff":
        add("revision", metavar="REVISION", help="a commit, branch or tag: HEAD, main, data-2026-06-30")

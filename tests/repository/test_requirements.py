"""What is imported is listed: a package that comes along with another may go with it."""

import ast
import functools
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.conftest import ROOT

OURS = {"factsheet", "tests", "bench", "macros", "hooks", *(p.stem for p in (ROOT / "data").glob("*.py"))}

distributions = functools.cache(packages_distributions)


def name(package):
    """A package's name as the index spells it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


def listed(file):
    """The packages of a list, and of those that it includes."""
    for line in (ROOT / file).read_text("utf-8").splitlines():
        if line.startswith("-r "):
            yield from listed(line.removeprefix("-r "))
        elif found := re.match(r"[\w.-]+(?===)", line):
            yield name(found[0])


def imported(*folders):
    """The packages that code imports, anywhere in a file, but for Python's own and ours."""
    paths = [p for f in folders for p in ((ROOT / f).rglob("*.py") if (ROOT / f).is_dir() else [ROOT / f])]
    for path in (p for p in paths if "scaffold" not in p.parts):  # a new project has a list of its own
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for module in {n.split(".")[0] for n in names} - OURS - sys.stdlib_module_names:
                yield name(distributions()[module][0])


@pytest.mark.parametrize(
    ("file", "folders"),
    [
        ("requirements.txt", ("factsheet", "data", "macros.py", "hooks.py")),
        ("requirements-dev.txt", ("tests", "bench", ".ci")),
    ],
)
def test_a_list_has_every_package_that_is_imported(file, folders):
    assert set(imported(*folders)) - set(listed(file)) == set()


def test_the_engine_as_a_package_asks_for_what_it_imports():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {name(re.match(r"[\w.-]+", line)[0]) for line in project["dependencies"]}
    assert set(imported("factsheet")) - asked == set()

"""The files that a code host shows to visitors, compared with what they speak of."""

import fnmatch
import re
import subprocess

import pytest
import yaml

from factsheet.data import settings
from tests.conftest import ROOT

VALUES = settings.load(ROOT)
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))
# Wherever somebody is told to write to.
ADDRESSED = ["SECURITY.md", ".github/CODE_OF_CONDUCT.md", *(p.relative_to(ROOT).as_posix() for p in FORMS)]


def read(name):
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_the_citation_is_of_this_site_and_this_release():
    cited = read("CITATION.cff")
    assert {"cff-version", "message", "title", "authors"} <= cited.keys(), "the format requires these"
    assert (cited["title"], cited["version"]) == (VALUES["site_name"], VALUES["extra"]["release"])
    assert cited["license"] == [
        name.replace(" ", "-") for name in (VALUES["extra"]["licence"], VALUES["extra"]["licence_code"])
    ]


@pytest.mark.parametrize("name", ADDRESSED)
def test_everyone_is_told_to_write_to_the_address_of_the_settings(name):
    found = set(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", (ROOT / name).read_text("utf-8")))
    assert found == {VALUES["extra"]["contact"]}


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_form_tells_first_of_the_mail_that_needs_no_account(path):
    form = yaml.safe_load(path.read_text("utf-8"))
    first, *fields = form["body"]
    assert {"name", "description", "body"} <= form.keys(), "the host requires these"
    assert first["type"] == "markdown" and f"mailto:{VALUES['extra']['contact']}" in first["attributes"]["value"]
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids) and all(field["attributes"]["label"] for field in fields)
    assert not next(f for f in fields if f["id"] == "credit").get("validations", {}).get("required")


def test_there_is_a_form():
    assert FORMS


def test_every_path_that_has_an_owner_exists():
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    patterns = [line.split()[0] for line in lines if line and not line.startswith("#")]
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert patterns
    for pattern in patterns:
        plain = pattern.strip("/")
        assert any(fnmatch.fnmatch(f, f"{plain}/*" if pattern.endswith("/") else plain) for f in files), pattern

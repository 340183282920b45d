"""The published tables, whose rows are the entries of data/, each once."""

import json
import re

import pytest


@pytest.mark.parametrize("name", ["facts.csv", "figures.json"])
def test_a_row_that_stands_twice_in_a_published_table_is_found(name, site):
    path = site.file(f"site/data/{name}")
    if path.suffix == ".csv":
        path.write_text(path.read_text("utf-8") + path.read_text("utf-8").splitlines()[-1] + "\n", "utf-8")
    else:
        rows = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps([*rows, rows[-1]]), "utf-8")
    twice = re.compile(rf"data/{name}: the table has (\d+) of the \1 entries of data/, in \d+ rows")
    assert [p for p in map(str, site.audit().problems) if twice.match(p)]

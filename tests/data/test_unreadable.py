"""One cause, one message: what is wrong in data/ is told once, at its line, by check, by the build and by the audit alone."""

import csv
import re
import shutil

import pytest

from factsheet import data

# A cell of the table, what somebody or some spreadsheet makes of it, and what is said of that. Of the real table, every
# column is damaged in every way elsewhere.
CELLS = {
    "a separator within": ("otters-2020-north@survey-2022", "value", "1,8x4", "is not a number"),
    "a space within": ("otters-2020@survey-2022", "value", "2 400", "is not a number"),
    "a comma within": ("otters-2015@gazette", "value", "1,200", "is not a number"),
    "infinity": ("births-2020@survey-2022", "value", "inf", "is not a number"),
    "not a number": ("dens-2020@survey-2022", "value", "nan", "is not a number"),
    "a misspelt qualifier": ("otters-2020-south@survey-2022", "qualifier", "exat", "unknown qualifier 'exat'"),
    "no qualifier": ("otters-2015@survey-2022", "qualifier", "", "has no qualifier"),
    "a localised date": ("otter-law@herald", "value", "8.7.2014", "is not a date"),
    "the year naught": ("otter-law@gazette", "value", "0000", "is not a date"),
    "no value": ("otters-2020-mid@survey-2022", "value", "", "has no value"),
}
# What keeps a file from being read, or a part of it.
UNREAD = {
    "a bad indent": ("facts.yml", lambda t: t.replace("\n  label:", "\n   label:", 1)),
    "a tab": ("sources.yml", lambda t: t.replace("\n    type:", "\n\ttype:", 1)),
    "an open quotation mark": ("measures.yml", lambda t: t.replace("unit: otters", 'unit: "otters', 1)),
    "an entry without fields": ("places.yml", lambda t: t.replace("NLK: North Lake", "NLK: [North Lake]")),
    "a fact without fields": ("facts.yml", lambda t: re.sub(r"(?m)^births-2020:\n(?:  .*\n)+", "births-2020: x\n", t)),
    "a name that is another": ("sources.yml", lambda t: t.replace("references:", "refrences:")),
    "semicolons": ("figures.csv", lambda t: t.replace(",", ";")),
    "a misspelt column": ("figures.csv", lambda t: t.replace("qualifier", "qualifer", 1)),
    "a comma too many": ("figures.csv", lambda t: t.replace("1804,exact", "1,804,exact", 1)),
    "a quotation mark that stays open": ("figures.csv", lambda t: t.replace(',"nearly 3,000"', ',"nearly 3,000', 1)),
    "nothing in it": ("figures.csv", lambda t: ""),
    "one text": ("facts.yml", lambda t: "x"),
    "claims that break off": ("claims.yml", lambda t: t.replace("right: [", "right: [[", 1)),
    "charts with a tag": ("charts.yml", lambda t: t.replace("form: timeline", "form: !x timeline", 1)),
}  # fmt: skip
CLAIM = """\
- id: more
  source: herald
  quote: more otters
  locator: 1
  test: exceeds
  left: [otters-2020]
  right: [otters-2015]
"""


@pytest.fixture
def project(toy):
    """The made-up fact-sheet with a claim, a page that shows it, and a date that two articles give."""
    toy.file("data/claims.yml").write_text(CLAIM, "utf-8")
    toy.file("docs/claims.md").write_text("# Claims\n\n{{ claims() }}\n", "utf-8")
    toy.add("data/figures.csv", 'otter-law,gazette,2014-07-08,exact,,,"July 8, 2014",2,\n')
    assert toy.problems() == []
    return toy


def put(project, figure, column, cell):
    """Set one cell of figures.csv; its line."""
    path = project.file("data/figures.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    at = next(n for n, row in enumerate(rows) if f"{row['fact']}@{row['source']}" == figure)
    rows[at][column] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, data.FILES["figures"].names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return at + 2


def lines(said):
    """What is listed as a problem: not the notes, not the count."""
    return [
        line for line in said.splitlines() if re.match(r"[\w./-]+(:\d+)?: .+\.$|.+\?$", line) and "(note)" not in line
    ]


@pytest.mark.parametrize("case", CELLS)
def test_a_cell_that_is_no_value_is_told_once_by_check(case, project):
    figure, column, cell, said = CELLS[case]
    line = put(project, figure, column, cell)
    told = project.problems()
    assert len(told) == 1, told
    assert told[0].startswith(f"data/figures.csv:{line}: ") and said in told[0] and f"in column {column}" in told[0]


@pytest.mark.slow
def test_cells_that_are_no_values_are_told_once_by_the_build_and_by_the_audit_alone(project, built_toy):
    at = [put(project, figure, column, cell) for figure, column, cell, _ in CELLS.values()]
    checked, built = project.run("factsheet", "check"), project.build()
    shutil.copytree(built_toy.file("site"), project.file("site"), dirs_exist_ok=True)
    audited = project.run("factsheet", "audit", "site")
    expected = lines(checked.stderr)
    assert sorted(int(line.split(":")[1]) for line in expected) == sorted(at)
    for done in (checked, built, audited):
        said = done.stdout + done.stderr
        assert done.returncode == 1 and "Traceback" not in said, said
        assert lines(said) == expected, said


@pytest.mark.parametrize("case", UNREAD)
def test_what_cannot_be_read_is_the_only_thing_told(case, project):
    name, change = UNREAD[case]
    path = project.file(f"data/{name}")
    before = path.read_text("utf-8")
    path.write_text(change(before), "utf-8")
    assert path.read_text("utf-8") != before
    told = project.problems()
    assert len(told) == 1 and told[0].startswith(f"data/{name}"), "\n".join(told)


@pytest.mark.slow
def test_pages_do_not_repeat_what_cannot_be_read(project):
    for name, change in (UNREAD["a bad indent"], UNREAD["semicolons"]):
        path = project.file(f"data/{name}")
        path.write_text(change(path.read_text("utf-8")), "utf-8")
    for done in (project.run("factsheet", "check"), project.build()):
        said = done.stdout + done.stderr
        assert done.returncode == 1 and "Traceback" not in said, said
        assert lines(said) == project.problems() and len(lines(said)) == 2, said
    assert 'class="problem"' in project.file("site/index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_page_is_told_of_its_own_mistakes_while_data_are_at_fault(project):
    """A name that stands nowhere in data/ is the page's mistake, whatever else is wrong."""
    put(project, *CELLS["a separator within"][:3])
    project.add("docs/index.md", '\n{{ figure("otters-2o20") }} {{ figure("otters-2020-north") }} {{ figure() }}\n')
    done = project.build()
    told = lines(done.stdout + done.stderr)
    assert [t.partition(" ")[2][:12] for t in told if t.startswith("docs/")] == ["figure(fact,", "unknown fact"], (
        done.stdout
    )


def test_an_audit_that_waits_leaves_the_trace_as_it_was(project, built_toy):
    shutil.copytree(built_toy.file("site"), project.file("site"), dirs_exist_ok=True)
    trace = project.file("site/data/trace.json").read_bytes()
    put(project, *CELLS["infinity"][:3])
    assert project.run("factsheet", "audit", "site").returncode == 1
    assert project.file("site/data/trace.json").read_bytes() == trace
